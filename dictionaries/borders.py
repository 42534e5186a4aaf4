"""Where a Korean word may begin and end in running text, by morphological analysis."""

from __future__ import annotations

import re
from functools import cache, cached_property

# particles and endings that may follow a noun at once, for words that the analyser cut in another place
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|부터|까지|이며|이고|이다|입니다|임|인|등|및|별|당|시|중|간"
    r"|하|되|된|한|할|될|함|됨|적|에는|에도|로서|으로서|으로써|로써|에의|과의|와의|이나|나|이라|라|처럼|보다|마다|대비|에대|에관)"
)
_WORD = re.compile(r"[가-힣A-Za-z0-9]")
_PREFIX_KEPT = {"총", "각", "본", "당", "동", "제", "순", "전", "매"}


def compact(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


@cache
def kiwi():
    """The analyser, made once (about a second); it is given no words, so that it knows nothing of one user's terms."""
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_multi_dict=False)  # names of several words: 200 MB that no border needs


class Borders:
    """Word borders of one text."""

    def __init__(self, text: str):
        self.text = text

    @cached_property
    def _tokens(self) -> list[tuple[int, int, str]]:
        return [(t.start, t.start + t.len, t.tag) for t in kiwi().tokenize(self.text)]

    @cached_property
    def _starts(self) -> dict[int, str]:
        return {s: tag for s, _, tag in reversed(self._tokens)}

    @cached_property
    def _ends(self) -> set[int]:
        return {e for _, e, _ in self._tokens}

    @cached_property
    def _by_end(self) -> dict[int, tuple[int, str]]:
        return {e: (s, tag) for s, e, tag in self._tokens}

    def word(self, start: int, end: int) -> bool:
        """Whether text[start:end] stands as a word or a part of a compound of words, not inside another word."""
        return self.obstacle(start, end) is None

    def obstacle(self, start: int, end: int) -> str | None:
        """Which side stands inside another word: `begins` or `stops`."""
        if not self._begins(start, end):
            return "begins"
        return None if self._stops(start, end) else "stops"

    def _begins(self, start: int, end: int) -> bool:
        if start == 0 or not _WORD.match(self.text[start - 1]):
            return True
        if start not in self._starts:
            return False
        before = self._by_end.get(start)
        if before is None:
            return True
        tag = before[1]
        if tag == "XPN":
            return self.text[before[0] : start] in _PREFIX_KEPT
        # one noun syllable glued before a short word is most often the word's own
        glued = tag.startswith("N") and start - before[0] == 1 and not self.text[before[0]].isdigit()
        return not (glued and end - start <= 2)

    def _stops(self, start: int, end: int) -> bool:
        if end >= len(self.text) or not _WORD.match(self.text[end]) or not re.match("[가-힣]", self.text[end]):
            return True
        if end not in self._ends:
            # the analyser cut elsewhere: only a whole word with its particle will do
            return (
                (start == 0 or not _WORD.match(self.text[start - 1]))
                and end - start > 2
                and bool(_PARTICLE.match(self.text, end))
            )
        following = self._starts.get(end, "")
        if following.startswith("XSN") and self.text[end] not in "별간들당하":
            return False
        if following.startswith("N") and end - start <= 2:
            # a short term before a noun: a compound of words if the rest is a word of its own, and itself a noun here
            rest = next(e for s, e, _ in self._tokens if s == end) - end
            return rest > 1 or self.text[end] in "전후일자액률율시건"
        return True
