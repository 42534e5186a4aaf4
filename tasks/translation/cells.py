"""What code can translate alone: dictionary cells, units, addresses, persons."""

from __future__ import annotations

import re

from dictionaries import choose
from dictionaries.borders import compact
from dictionaries.lexicon import Entry, Lexicon
from documents import romanise
from documents.contexts import JOIN
from documents.figures import Figure, find
from documents.segments import is_korean, split_mark
from tasks.translation.names import is_person, named
from tasks.translation.units import unit

_UNIT_CELL = re.compile(
    r"^\s*(?P<open>[(\[<]?)\s*(?:단\s*위)\s*(?P<colon>[:：]?)\s*(?P<units>[^()\[\]]+?)\s*(?P<close>[)\]>]?)\s*$"
)
_UNIT_TAIL = re.compile(r"^(?P<stem>.*?\S)\s*\((?P<unit>[^()]{1,12})\)\s*$", re.DOTALL)
_BRACKETED = re.compile(
    r"^\s*(?P<open>[【\[<〈《(])\s*(?P<inner>[^【】\[\]<>〈〉《》()]+(?:\([^()]*\)[^()]*)*)\s*(?P<close>[】\]>〉》)])\s*$"
)
_UNIT_HEAD = re.compile(r"[(\[]?(?:수량|계량|측정|표시|금액)?단위[)\]]?")
# what a header counts in: 주식 수 in shares, 인원 in persons
_COUNTS = {
    "주": re.compile(r"식수|주수|(?:보통주|우선주|종류주|자기주)수|주식(?:총수|수량)"),
    "명": re.compile(r"인원|(?:직원|임원|주주|종업원|근로자|참석자|이사)수"),
    "인": re.compile(r"인원|(?:직원|임원|주주|종업원|근로자|참석자|이사)수"),
    "건": re.compile(r"건수"),
    "개사": re.compile(r"회사수|기업수|업체수"),
}
_CLOSES = {"【": "[", "】": "]", "〈": "<", "〉": ">", "《": "<", "》": ">"}


def unit_cell(text: str) -> str | None:
    """`(단위 : 백만원, %)` → `(Unit: KRW million, %)`."""
    match = _UNIT_CELL.match(text)
    if match is None or (units := unit(match["units"])) is None:
        return None
    return f"{match['open']}Unit: {units}{match['close']}"


def counted(text: str, context: str) -> str | None:
    """A unit where the headers say that one stands there: 주 below 단위, or beside 식 수, is shares and nothing else."""
    _, row, column = (context.split(JOIN) + ["", "", ""])[:3]
    heads = [compact(split_mark(h)[1]) for h in (row, column)]
    what = compact(text)
    if any(_UNIT_HEAD.fullmatch(h) for h in heads) or (what in _COUNTS and any(_COUNTS[what].search(h) for h in heads)):
        return unit(text) if is_korean(text) else None
    return None


def entry_of(text: str, lexicon: Lexicon, ours: Lexicon, context: str | None = None) -> tuple[str, Entry] | None:
    """(English, entry) of a whole cell; a unit in brackets at its end is looked up with it, else rendered by code."""
    if entry := lexicon.cell(text, context):
        return choose.for_cell(entry, text, ours.cell(text)), entry
    match = _UNIT_TAIL.match(text)
    if match and (said := unit(match["unit"])) is not None and (entry := lexicon.cell(match["stem"], context)):
        english = choose.for_cell(entry, match["stem"], ours.cell(match["stem"]))
        return f"{re.sub(r' *[(][^()]*[)]$', '', english)} ({said})", entry
    return None


def bracketed(text: str) -> tuple[str, str, str] | None:
    """`【조달자금의 사용 목적】` → (`[`, inside, `]`)."""
    match = _BRACKETED.match(text)
    if match is None:
        return None
    return _CLOSES.get(match["open"], match["open"]), match["inner"], _CLOSES.get(match["close"], match["close"])


def by_code(text: str, lexicon: Lexicon) -> str | None:
    """Cells that need no language: units, addresses, one figure, one name."""
    text = text.strip()
    if said := unit_cell(text):
        return said
    if said := unit_only(text):
        return said
    if romanise.is_address(text):
        return romanise.address(text)
    figures: list[Figure] = find(text)
    if len(figures) == 1 and (figures[0].start, figures[0].end) == (0, len(text)):
        return figures[0].english
    names = named(text, lexicon)
    if len(names) == 1 and (names[0].start, names[0].end) == (0, len(text)):
        return names[0].english
    if is_person(text, lexicon):
        return romanise.person(text)
    return None


def unit_only(text: str) -> str | None:
    match = re.fullmatch(r"([(\[])\s*([^()\[\]]{1,12})\s*([)\]])", text)
    if match and (said := unit(match[2])) is not None:
        return f"{match[1]}{said}{match[3]}"
    return None
