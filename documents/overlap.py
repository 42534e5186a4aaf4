"""How much a text speaks of each of several descriptions: shared words and word pieces, rarer among them for more."""
from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

WORD = re.compile(r"[a-z][a-z\-]+|[가-힣]{2,}|[A-Z][a-z]?(?=\b)")
PIECE = 5                      # letters: long enough for a stem such as "titan" in "titanate"
HALF = 6.0                     # occurrences after which a word counts for half of what it can
TITLE = 2                      # how many times more a word counts in the first line, if that is as short as a title
TITLE_LENGTH = 200
DAMPING = 0.25                 # long descriptions match more by chance: 0 lets them, 0.5 is the cosine's
COMMON = frozenset(re.findall(r"\S+", """
the and for with not other than that this from into such which are its their thereof therefor containing comprising
including especially particular covered provided elsewhere compounds compound general use uses used
및 또는 등 등의 기타 그 이 관한 대한 포함 포함하는 제외 이외 이외의 같은 따른 위한 화합물 관련"""))


def stems(text: str) -> Counter[str]:
    """Words in lower case with their plural ending off, and as prefixes of PIECE letters ("~titan")."""
    found: Counter[str] = Counter()
    for word in WORD.findall(text.lower()):
        if word in COMMON or len(word) < 2:
            continue
        if word.isascii() and len(word) > 3:
            word = re.sub(r"ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<![su])s$", "", word)
        found[word] += 1
        if word.isascii() and len(word) > PIECE:
            found["~" + word[:PIECE]] += 1
    return found


def overlaps(text: str, descriptions: Sequence[str]) -> list[float]:
    """One value a description, 0 or more: the weight of its words that the text has, damped by their number.
    A word that several descriptions share weighs less."""
    here = stems(text)
    first = text.split("\n", 1)[0]
    if len(first) < min(TITLE_LENGTH, len(text)):
        for word, n in stems(first).items():
            here[word] += TITLE * n
    return [sum(v * here[w] / (here[w] + HALF) for w, v in weight.items() if w in here) / damping
            for weight, damping in _weighed(tuple(descriptions))]


@lru_cache(maxsize=16)
def _weighed(descriptions: tuple[str, ...]) -> tuple[tuple[dict[str, float], float], ...]:
    """The weights of each description's words, and what their number is damped by."""
    sides = [stems(d) for d in descriptions]
    spread = Counter(w for side in sides for w in side)
    weights = [{w: math.log(1 + len(sides) / spread[w]) ** 2 * (0.5 if w[0] == "~" else 1.0) for w in side} for side in sides]
    return tuple((w, sum(v * v for v in w.values()) ** DAMPING or 1.0) for w in weights)
