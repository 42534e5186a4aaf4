"""Numbers of court cases: 2026가합12345 → 2026GaHap12345, as the exchange's English filings write them."""

from __future__ import annotations

import re

from documents import romanise

# the kinds of case that filings name: civil, provisional, insolvency, criminal, administrative, patent, family, constitutional
_KINDS = (
    "가합|가단|가소|나|다|라|마|그|재가합|재나|재다|카합|카단|카기|카확|카담|비합|비단|회합|회단|간회합|회확|하합|하단|하확|타채|타경|타기"
    "|고합|고단|고약|고정|노|도|초기|보|구합|구단|누|두|아|루|무|허|후|느합|느단|드합|드단|르|므|즈합|즈단|차|차전|머"
    "|헌가|헌나|헌라|헌마|헌바|형제"
)
CASE = re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d{{2}})(?P<kind>{_KINDS})(?P<number>\d{{1,7}})(?![\d년월일]|\s?(?:년|월))")


def case(match: re.Match) -> tuple[str, tuple[str, ...]]:
    kind = "".join(romanise.romanise(c).capitalize() for c in match["kind"])
    return "num:case", (f"{match['year']}{kind}{match['number']}", match[0])
