"""Dates, months, fiscal terms, times and spans: 2024년 4월 22일, 24.04.22, '24년 1분기, 제54기, 3년 14일, 30영업일."""

from __future__ import annotations

import re

from documents.figures.types import counted, ordinal

MONTHS = ("January February March April May June July August September October November December").split()
_YEAR = r"(?P<year>(?:19|20)\d\d|['’‘]?\d\d)"
_M, _D = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12]\d|0?[1-9])"
_WEEKDAY = r"(?:\s?\((?P<weekday>[월화수목금토일])(?:요일)?\))?"
WEEKDAYS = dict(zip("월화수목금토일", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True))

FULL = re.compile(rf"(?<![\d.,]){_YEAR}\s?년(?:도)?\s*{_M}\s*월\s*{_D}\s*일(?!정|시|반){_WEEKDAY}")
DOTTED = re.compile(rf"(?<![\d.,\-]){_YEAR}(?P<sep>\s?[./]\s?){_M}(?P=sep){_D}(?:\.(?!\d))?(?![\d\-]|[.,]\d){_WEEKDAY}")
ISO = re.compile(r"(?<![\d\-])(?:19|20)\d\d-(?:1[0-2]|0[1-9])(?:-(?:3[01]|[12]\d|0[1-9]))?(?![\d\-])")
MONTH = re.compile(rf"(?<![\d.,]){_YEAR}\s?년(?:도)?\s*{_M}\s*월(?![가-힣]*\s?\d+\s?일)")
DOTTED_MONTH = re.compile(r"(?<![\d.,\-])(?P<year>(?:19|20)\d\d)\.(?P<month>1[0-2]|0[1-9])(?:\.(?!\d))?(?![\d,.%\-])")
MONTH_DAY = re.compile(rf"(?<!\d){_M}\s?월\s*{_D}\s?일(?!정|시|반){_WEEKDAY}")
BARE_MONTH = re.compile(rf"(?<![\d개]){_M}\s?월(?!\s?\d|요일)")
QUARTER = re.compile(
    r"(?<![\d.,])(?:(?P<year>(?:19|20)\d\d|['’‘]?\d\d)\s?년(?:도)?\s*)?(?:제\s?)?(?P<quarter>[1-4])\s?분기"
)
HALF = re.compile(r"(?<![\d.,])(?P<year>(?:19|20)\d\d|['’‘]?\d\d)\s?년(?:도)?\s*(?P<half>상반기|하반기|반기)")
YEAR = re.compile(
    r"(?<![\d.,])(?:(?P<year>(?:19|20)\d\d)\s?년(?:도)?|['’‘](?P<short>\d\d)\s?년(?:도)?)(?![가-힣]?\s?\d+월)"
)
TERM = re.compile(
    r"제\s?(?P<term>\d{1,3})\s?\(?(?P<now>당|전|전전)?\)?\s?기(?!\s?업|관|계|술|타|재)(?:\s?(?P<quarter>[1-4])\s?분기|\s?(?P<half>반기))?"
    r"(?P<meeting>(?=\s?(?:정기|임시)\s?주주\s?총회))?"
)
TIME = re.compile(
    r"(?:(?P<noon>오전|오후|정오|낮|저녁|AM|PM)\s?)?(?<!\d)(?P<hour>2[0-4]|1\d|0?\d)\s?시(?!간|장|가|설|행|작|점|세|리)"
    r"(?:\s?(?P<minute>[0-5]?\d)\s?분)?"
)
CLOCK = re.compile(r"(?P<noon>오전|오후)\s?(?P<hour>1\d|0?\d):(?P<minute>[0-5]\d)")
_SPAN_UNIT = {
    "년": "year",
    "개월": "month",
    "달": "month",
    "주": "week",
    "주일": "week",
    "일": "day",
    "영업일": "business day",
    "거래일": "trading day",
    "매매일": "trading day",
    "연속거래일": "consecutive trading day",
    "연속 거래일": "consecutive trading day",
    "시간": "hour",
    "분": "minute",
    "초": "second",
    "영업일간": "business day",
}
_UNITS = "|".join(sorted(_SPAN_UNIT.keys() - {"주"}, key=len, reverse=True))
_NOT_SPAN = r"(?!\s?기|할|배|도\b|자\b|양|리|포|반)"
# 2주 이내에, 24주 시점: weeks; 1주 미만 is a share
_WEEKS = r"\s?(?:간(?!격)|동안|연속|이내|(?:경과|시점|투여|치료|추적)(?![가-힣]{2}))|\s(?:후|전|내)(?:에|까지)"
SPAN = re.compile(
    rf"(?<![\d.,제])(?P<first>\d[\d,]*)\s?(?P<unit>{_UNITS}|(?<![\d,]\d\d)(?<![\d,]\d\d\s)주(?={_WEEKS})){_NOT_SPAN}"
    rf"(?:\s(?P<second>\d+)\s?(?P<unit2>개월|일){_NOT_SPAN})?"
)
NTH_DAY = re.compile(r"(?<!\d)(?P<n>\d{1,3})\s?(?P<unit>일|영업일|거래일)째")
DAY_OF_MONTH = re.compile(r"(?P<lead>(?:지난|오는|당월|익월|매월)\s?)(?P<day>3[01]|[12]\d|[1-9])\s?일")


def full_year(text: str) -> int:
    year = int(text.strip("'’‘"))
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _valid(year: int, month: int, day: int) -> bool:
    return day <= (29 if month == 2 and year % 4 == 0 else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def full(match: re.Match) -> tuple[str, tuple[str, ...]] | None:
    year, month, day = full_year(match["year"]), int(match["month"]), int(match["day"])
    if not _valid(year, month, day):
        return None
    name, tail = MONTHS[month - 1], f" ({WEEKDAYS[match['weekday']]})" if match["weekday"] else ""
    forms = (
        f"{name} {day}, {year}",
        f"{name[:3]}. {day}, {year}",
        f"{name[:3]} {day}, {year}",
        f"{name} {ordinal(day)}, {year}",
        f"{day} {name} {year}",
        f"{year}-{month:02}-{day:02}",
        f"{year}.{month:02}.{day:02}",
        f"{name} {day} {year}",
        f"{year}/{month:02}/{day:02}",
        f"{name} {day}",
    )
    return "date:ymd", tuple(f + tail for f in forms)


def iso(match: re.Match) -> tuple[str, tuple[str, ...]]:
    return "date:iso", (match[0],)


def month(match: re.Match) -> tuple[str, tuple[str, ...]]:
    year, name = full_year(match["year"]), MONTHS[int(match["month"]) - 1]
    return "date:ym", (
        f"{name} {year}",
        f"{name}, {year}",
        f"{name[:3]}. {year}",
        f"{year}.{int(match['month']):02}",
        f"{year}-{int(match['month']):02}",
        name,
    )


def month_day(match: re.Match) -> tuple[str, tuple[str, ...]]:
    name, day = MONTHS[int(match["month"]) - 1], int(match["day"])
    tail = f" ({WEEKDAYS[match['weekday']]})" if match["weekday"] else ""
    return "date:md", tuple(f + tail for f in (f"{name} {day}", f"{name} {ordinal(day)}", f"{name[:3]}. {day}"))


def bare_month(match: re.Match) -> tuple[str, tuple[str, ...]]:
    name = MONTHS[int(match["month"]) - 1]
    return "date:m", (name, f"{name[:3]}.")


def quarter(match: re.Match) -> tuple[str, tuple[str, ...]]:
    n, nth = match["quarter"], ("first", "second", "third", "fourth")[int(match["quarter"]) - 1]
    if not match["year"]:
        return "date:q", (f"Q{n}", f"{n}Q", f"the {nth} quarter", f"{nth} quarter")
    year = full_year(match["year"])
    return "date:yq", (
        f"Q{n} {year}",
        f"{n}Q {year}",
        f"{n}Q{year % 100:02}",
        f"the {nth} quarter of {year}",
        f"{nth} quarter of {year}",
        f"Q{n} of {year}",
    )


def half(match: re.Match) -> tuple[str, tuple[str, ...]]:
    year = full_year(match["year"])
    which = {"상반기": "first half", "하반기": "second half", "반기": "half-year"}[match["half"]]
    return f"date:yh:{match['half']}", (f"the {which} of {year}", f"{which} of {year}", f"{which} {year}")


def year(match: re.Match) -> tuple[str, tuple[str, ...]]:
    n = full_year(match["year"] or match["short"])
    return "date:y", (str(n), f"FY{n}", f"FY {n}", f"the year {n}")


def term(match: re.Match) -> tuple[str, tuple[str, ...]]:
    nth = ordinal(int(match["term"]))
    now = {"당": " (current)", "전": " (previous)", "전전": " (year before previous)"}.get(match["now"] or "", "")
    if match["meeting"] is not None:
        return "date:meeting", (nth, match["term"])
    year = f"{nth} fiscal year{now}"
    if match["quarter"]:
        return "date:fq", (
            f"Q{match['quarter']} of the {year}",
            f"{match['quarter']}Q of the {year}",
            f"{nth} Q{match['quarter']}",
        )
    if match["half"]:
        return "date:fh", (f"the first half of the {year}",)
    return f"date:f{match['now'] or ''}", (year, f"{nth} FY", f"{nth} term", f"{nth} period", f"FY{match['term']}", nth)


def time(match: re.Match) -> tuple[str, tuple[str, ...]] | None:
    hour, minute, noon = int(match["hour"]), int(match["minute"] or 0), match.groupdict().get("noon")
    half = {"오전": "a.m.", "AM": "a.m.", "오후": "p.m.", "PM": "p.m.", "저녁": "p.m."}.get(noon or "")
    if half and hour <= 12:
        return "date:noon", (f"{hour}:{minute:02} {half}", f"{hour:02}:{minute:02} {half}", f"{hour}:{minute:02}")
    return "date:clock", (f"{hour:02}:{minute:02}", f"{hour}:{minute:02}")


def span(match: re.Match) -> tuple[str, tuple[str, ...]]:
    first = counted(match["first"], _SPAN_UNIT[match["unit"]])
    if match["second"]:
        return f"num:span2:{match['unit']}", (f"{first} and {counted(match['second'], _SPAN_UNIT[match['unit2']])}",)
    return f"num:span:{match['unit']}", (first, f"{match['first']}-{_SPAN_UNIT[match['unit']]}", match["first"])


def nth_day(match: re.Match) -> tuple[str, tuple[str, ...]]:
    return "num:nthday", (f"{ordinal(int(match['n']))} {_SPAN_UNIT[match['unit']]}",)


def day_of_month(match: re.Match) -> tuple[str, tuple[str, ...]]:
    return "date:d", (f"the {ordinal(int(match['day']))}", ordinal(int(match["day"])))
