"""Spans of time as they are spoken: 이틀, 두 시간, 일주일, 하루 동안."""

from __future__ import annotations

import re
from collections.abc import Iterator

ONES = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
TENS = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50}
DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "열흘": 10, "보름": 15, "일주일": 7, "이주일": 14, "삼주일": 21}
UNITS = {"시간": 3600, "주일": 604800, "주": 604800, "달": 2592000}
DAY = 86400
COUNTED = re.compile(
    rf"(?<![가-힣])(?P<tens>{'|'.join(TENS)})?\s?(?P<ones>{'|'.join(ONES)})?\s?"
    rf"(?P<unit>{'|'.join(UNITS)})(?P<half>\s?반)?(?![대표제기류요차식민])"
)
NAMED = re.compile(
    rf"(?<![가-힣])(?:(?P<days>{'|'.join(DAYS)})|(?P<day>(?:(?:만|꼬박)\s)?하루)(?P<more>\s?반)?(?:(?<=꼬박\s하루)|(?<=하루\s반)|(?=\s?(?:동안|이상|간\s|꼬박|더\s)))|(?P<night>하룻밤))"
)
HALF_AN_HOUR = re.compile(r"(?<![가-힣])반\s?시간(?![가-힣]{2})")
# 1시간 30분, 2분 30초, 3시간 반
MIXED = re.compile(
    r"(?<![\d.])(?P<a>\d+)\s?(?P<unit>시간|분)\s?(?:(?P<b>\d+)\s?(?P<less>분|초)(?![가-힣]*의)|(?P<half>반)(?![가-힣]))"
)
IN_SECONDS = {"시간": 3600, "분": 60, "초": 1}


def spans_of_time(text: str) -> Iterator[tuple[re.Match, float, float]]:
    """(where, least and most seconds)."""
    for m in COUNTED.finditer(text):
        if m["tens"] or m["ones"]:
            amount = TENS.get(m["tens"], 0) + ONES.get(m["ones"], 0) + (0.5 if m["half"] else 0)
            yield m, amount * UNITS[m["unit"]], amount * UNITS[m["unit"]]
    for m in MIXED.finditer(text):
        whole = IN_SECONDS[m["unit"]]
        seconds = int(m["a"]) * whole + (whole / 2 if m["half"] else int(m["b"]) * IN_SECONDS[m["less"]])
        yield m, seconds, seconds
    for m in HALF_AN_HOUR.finditer(text):
        yield m, 1800.0, 1800.0
    for m in NAMED.finditer(text):
        if m["night"]:
            yield m, 8 * 3600.0, 14 * 3600.0
        else:
            days = DAYS.get(m["days"], 1) + (0.5 if m["more"] else 0)
            yield m, days * DAY, days * DAY
