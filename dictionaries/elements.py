"""Chemical elements: the words that stand for one (alumina: aluminium) and the groups that name many (alkali metals).

Read from elements.csv: symbol, english, korean, groups, also. A text is given the names of the elements that its words
imply, a description those of the groups that it names without listing their members.
"""
from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
# group in the table → how descriptions call it
CALLED = {
    "alkali metal": ("alkali metal", "alkali-metal", "알칼리 금속", "알칼리금속"),
    "alkaline earth metal": ("alkaline earth", "alkaline-earth", "알칼리 토금속", "알칼리토금속"),
    "rare earth metal": ("rare earth", "rare-earth", "lanthanide", "희토류", "란타넘족", "란탄족"),
    "halogen": ("halogen", "할로겐"),
    "noble gas": ("noble gas", "inert gas", "rare gas", "비활성 기체", "불활성 기체", "희유가스"),
    "transition metal": ("transition metal", "전이 금속", "전이금속"),
    "actinide": ("actinide", "악티늄족"),
    "non-metal": ("non-metal", "nonmetal", "비금속"),
    "metal": ("other metal", "metals not", "any metal", "그 밖의 금속", "기타 금속", "속하지 않는 금속", "포함되지 않는 금속"),
}
NON_METALS = ("non-metallic element", "halogen", "noble gas")
LISTED = 3                     # members that a description names itself: then it has said whom it means


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with open(ROOT / "elements.csv", encoding="utf-8", newline="") as f:
        return tuple(csv.DictReader(f))


@cache
def _implied() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {word.strip().lower(): row["english"] for row in _rows() for word in row["also"].split(",") if word.strip()}
    longest = sorted(names, key=len, reverse=True)
    latin, korean = ("|".join(re.escape(w) for w in longest if w.isascii() is ascii) for ascii in (True, False))
    return re.compile(rf"\b(?:{latin})(?=s?\b)|(?:{korean})"), names


def implied(text: str) -> str:
    """The text, followed by the elements that its words imply, as often as they do."""
    pattern, names = _implied()
    found = [names[word] for word in pattern.findall(text.lower())]
    return f"{text}\n{' '.join(found)}" if found else text


@cache
def members(group: str) -> tuple[tuple[str, str], ...]:
    """(English, Korean) names of a group in CALLED."""
    kinds = NON_METALS if group == "non-metal" else (group,)
    return tuple((row["english"], row["korean"]) for row in _rows()
                 if row["groups"] in kinds or (group == "metal" and row["groups"] not in NON_METALS))


def spelled_out(description: str) -> str:
    """The description, followed by the members of the groups that it names but does not list."""
    low, found = description.lower(), []
    for group, names in CALLED.items():
        if any(name in low for name in names):
            listed = sum(en in low or (len(ko) > 1 and ko in low) for en, ko in members(group))
            found += [en for en, _ in members(group)] if listed < LISTED else []
    return f"{description}\n{', '.join(dict.fromkeys(found))}" if found else description
