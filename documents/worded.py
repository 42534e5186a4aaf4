"""Figures whose unit or number is told in words: 분당 150회, 화씨 212도, 이십 분, 세 겹."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.spoken import ONES, TENS
from documents.unitless import spelt
from documents.units import UNIT, scaled

_FIGURE = r"\d(?:[\d,]*\d)?(?:\.\d+)?(?:만(?:\s?\d천)?|천)?"
_TO = r"\s*(?:내지|~|∼|〜|–|-|에서)\s*"
_REST = rf"(?P<a>{_FIGURE})(?:{_TO}(?P<b>{_FIGURE}))?\s?"
_BOUND = r"(?:\s*(?P<after>이상|이하|미만|초과))?"
_TIMES = r"회전|바퀴|회(?:\s?회전)?|번|펄스|사이클|프레임|타(?![가-힣])|박"
# "분당 150회", "1초에 5번", "분당 2 L"; once in so long ("60분에 1번") is an interval
RATE = re.compile(
    rf"(?:(?:(?P<n>\d+)\s?)?(?P<per>초|분|시간|하루|일)당|(?P<m>\d+)\s?(?P<of>초|분|시간|일)에)\s?(?:약\s?|최대\s?|최소\s?)?"
    rf"(?!1\s?[번회](?!전)){_REST}(?P<unit>{_TIMES}|{UNIT}){_BOUND}"
)
# "하루에 ㎡당 3 cc", "㎡당 24시간에 5 g"
_TIME, _OF = r"(?:(?P<n>\d+)\s?)?(?P<per>초|분|시간|하루|일)", r"(?P<of>㎡|m2|m²|제곱미터|평방미터|㎠|kg|㎏|L|리터)당"
_PER_TIME = rf"{_TIME}(?:에|당|동안|\s?기준)?"
OF_BOTH = tuple(
    re.compile(rf"(?<![\d가-힣]){order},?\s?(?:약\s?|최대\s?)?{_REST}(?P<unit>{UNIT}){_BOUND}")
    for order in (rf"{_PER_TIME},?\s{_OF}", rf"{_OF},?\s{_PER_TIME}")
)
TURNING = re.compile(r"회전|바퀴")
# "호모믹서 7,500회전으로": so many a minute
AT_TURNS = re.compile(rf"(?<![\d.])(?P<a>{_FIGURE})(?:{_TO}(?P<b>{_FIGURE}))?\s?회전(?=으로|에서|\s|$|,|\.)")
FEW = 100  # turns that are counted, and not a speed
SCALE = re.compile(rf"(?P<scale>화씨|섭씨)\s?(?:온도\s?)?(?:약\s?)?{_REST}도{_BOUND}")
SINO = {c: n for n, c in enumerate("일이삼사오육칠팔구", 1)}
_FOLLOWS = r"(?=$|[^가-힣]|동안|간|씩|쯤|정도|가량|남짓|마다|만|에|로|의|을|를|이|인|은|는)"
# "이 분" may be this person, and "일 분" one: a number of one syllable is read only where it can be nothing else
SPOKEN = re.compile(
    rf"(?<![가-힣])(?:(?P<h>[이삼사오육칠팔구]?백)?(?P<t>[이삼사오육칠팔구]?십)(?P<o>[일이삼사오육칠팔구])?|(?P<only>[삼오육칠팔구])(?=\s))"
    rf"\s?(?P<unit>분|초|퍼센트|프로|(?<!십)도){_FOLLOWS}"
)
COUNTED = re.compile(rf"(?<![가-힣])(?P<t>{'|'.join(TENS)})?\s?(?P<o>{'|'.join(ONES)})?\s?겹")
FULLY = re.compile(r"십분\s?(?!동안|간)[가-힣]")  # "십분 활용"
Figure = tuple[re.Match, str, float, float, str | None]


def worded(text: str) -> Iterator[Figure]:
    """(where, dimension, least, most, the word of its bound)."""
    for pattern in OF_BOTH:
        for m in pattern.finditer(text):
            of, per = m["of"].replace("제곱미터", "㎡").replace("평방미터", "㎡"), m["per"].replace("하루", "일")
            yield m, *_scaled(m, f"{m['unit']}/{of}·{m['n'] or ''}{per}"), m["after"]
    for m in RATE.finditer(text):
        yield m, *_rate(m), m["after"]
    for m in AT_TURNS.finditer(text):
        if spelt(m["a"]) >= FEW:
            yield m, "rotation", spelt(m["a"]), spelt(m["b"] or m["a"]), None
    for m in SCALE.finditer(text):
        unit = "℉" if m["scale"] == "화씨" else "℃"
        yield m, *_scaled(m, unit), m["after"]
    for m in SPOKEN.finditer(text):
        if not FULLY.match(text, m.start()):
            dimension, value = scaled(_of_sino(m), m["unit"])
            yield m, dimension, value, value, None
    for m in COUNTED.finditer(text):
        if m["t"] or m["o"]:
            value = float(TENS.get(m["t"], 0) + ONES.get(m["o"], 0))
            yield m, "plies", value, value, None


def _rate(m: re.Match) -> tuple[str, float, float]:
    per, many = m["per"] or m["of"], float(m["n"] or m["m"] or 1)
    per = "일" if per == "하루" else per
    if TURNING.search(m["unit"]) or any(TURNING.match(m.string[m.end(g) :].lstrip()) for g in ("unit", 0)):
        in_minutes = scaled(1, per)[1] / 60 * many
        return "rotation", spelt(m["a"]) / in_minutes, spelt(m["b"] or m["a"]) / in_minutes
    unit = "회" if re.fullmatch(_TIMES, m["unit"]) else m["unit"]
    dimension, low, high = _scaled(m, f"{unit}/{per}")
    return dimension, low / many, high / many


def _scaled(m: re.Match, unit: str) -> tuple[str, float, float]:
    dimension, low = scaled(spelt(m["a"]), unit)
    return dimension, low, scaled(spelt(m["b"] or m["a"]), unit)[1]


def _of_sino(m: re.Match) -> float:
    """백이십오."""
    if m["only"]:
        return SINO[m["only"]]
    tens = [(m["h"], 100), (m["t"], 10)]
    return sum(SINO.get(said[0], 1) * size for said, size in tens if said) + SINO.get(m["o"], 0)
