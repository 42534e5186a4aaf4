"""Figures known by the noun before them, and by no unit: pH, SPF, an Abbe number, an aspect ratio. A description has more between
the two than a claim has: "SPF가 44 나와서", "pH를 재 보니 5.5", "아베수 Vd=55.9"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.units import UNIT

# how a figure was come by, which says nothing of what it is of
BY = (
    r"(?:실제|최종|평균|완제품|실)?\s?(?:측정|실측|분석|시험|검사|계산|평가|산출|표시|표기|설정|목표|조정)"
    r"(?:\s?(?:해\s?보니|해\s?봤더니|하니까?|했더니|해서|한|된))?|재(?:\s?보)?(?:니까?|면|서)|재\s?봤더니|쟀더니|찍어\s?보니|값|치|수치|결과|지수|미터"
)
SAID = (
    rf"(?:\s?\([^()\d]{{1,16}}\))?(?:\s?(?:{BY}|[이가은는을를로도]|에서|보통|대개|대략|평소|[:=]))*(?:\s?[A-Za-zνη]{{1,3}}\s?=)?\s?(?:약\s*)?"
)
TO = r"\s*(?:내지|~|∼|〜|–|-|부터|에서|to|and|through)\s*"
FIGURE = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_AMOUNT = r"[\d.]*\s?(?:%|중량|질량|wt|ppm|퍼센트|프로|g(?![A-Za-z가-힣])|m[gLl](?![A-Za-z]))"  # "pH를 조정한 3% 용액"
KNOWN = re.compile(
    rf"(?P<what>pH|피에이치|산도|HLB|SPF|(?:자외선\s?)?차단\s?지수)\)?{SAID}(?P<a>\d+(?:\.\d+)?)(?!{_AMOUNT})(?:{TO}(?P<b>\d+(?:\.\d+)?)|"
    rf"\s?(?:±|\+/-)\s?(?P<give>\d+(?:\.\d+)?)|\s*(?P<after>이상|이하|미만|초과))?",
    re.I,
)
# a number of things (층수, 탄소수) is told by counting them, and a ratio of two amounts by both: no figures of this kind
_TO_ONE = r"\s?:\s?1(?![\d.])"
ANY = re.compile(
    rf"(?<![가-힣])(?P<what>(?!탄소수|개수|매수|횟수|층수|회수|점수|인원수|(?:중량|무게|질량|몰|부피|용적|혼합|배합|희석|함량|조성)비)"
    rf"[가-힣]{{1,6}}(?:(?<!의)\s)?(?:비|수|지수|계수)|aspect ratio|A/R)\)?{SAID}"
    rf"(?P<one_to>(?<![\d.])1\s?:\s?)?(?P<a>{FIGURE})(?P<to_one>{_TO_ONE})?(?:{TO}(?P<b>{FIGURE})(?:{_TO_ONE})?)?"
    rf"(?!{TO}\d)(?![\d,.]*\d)(?!\s?(?:{UNIT}|[:%A-Za-z만천억]))(?:\s*(?P<after>이상|이하|미만|초과))?",
    re.I,
)
Figure = tuple[re.Match, str, float, float, str | None]


def known(text: str) -> Iterator[Figure]:
    """(where, dimension, least, most, the word of its bound) of the measures that have a name of their own."""
    for m in KNOWN.finditer(text):
        low = high = float(m["a"])
        if m["b"]:
            high = float(m["b"])
        elif m["give"]:
            low, high = low - float(m["give"]), high + float(m["give"])
        yield m, _known_as(m["what"]), low, high, m["after"]


def _known_as(what: str) -> str:
    what = re.sub(r"\s", "", what).upper()
    return "SPF" if what.endswith("차단지수") else what if what in ("HLB", "SPF") else "pH"


def named(text: str) -> Iterator[Figure]:
    """The same of whatever else is called a number, a ratio, an index or a coefficient; its name is its dimension."""
    for m in ANY.finditer(text):
        low = float(m["a"].replace(",", ""))
        what = "종횡비" if m["what"].lower() in ("aspect ratio", "a/r") else re.sub(r"\s", "", m["what"])
        yield m, f"named {what}", low, float(m["b"].replace(",", "")) if m["b"] else low, m["after"]
