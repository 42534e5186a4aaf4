"""Amounts and ranges in Korean and English text, with their units brought to one base, and their comparison.

A percentage without a kind (%) may stand for a share by weight, by mole or by volume; these three do not compare
with one another.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from documents.named import known, named
from documents.ratios import ratios
from documents.slashed import slashed
from documents.spoken import spans_of_time
from documents.unitless import spelt, unitless
from documents.units import AFTER_UNIT, SHARES, UNIT, WORDY, scaled
from documents.worded import worded

MARGIN = 0.2  # of the bound: an amount outside a range by less is a candidate for equivalence; our convention

FIGURE = (  # 2만5천, 3천
    r"[-−]?\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?[×x]\s?10\^?-?\d+|만(?:\s?\d천|\s?\d,?\d{3}(?!\d))?|천(?![연장]))?"
)
NUMBER = r"(?<![\w.±])(?<![A-Za-z]-)(?<!±\s)" + FIGURE  # not the 4 of Ti-6Al-4V
TO = r"(?:내지|~|∼|〜|–|-|부터|에서|to|and|through)"
# 도 (degrees) is also a particle, 일, 주, 종, 개 … are also other words: they count as units only next to the figure


def _value(figure: str, unit: str) -> str:
    return rf"(?P<{figure}>{NUMBER})\s?(?P<{unit}>{UNIT})?"


ABOUT = r"(?:(?<![가-힣])약\s*)?"  # the 약 of 곤약 is its own
RANGE = re.compile(
    rf"{ABOUT}{_value('a', 'ua')}\s*(?:이상|초과|부터)?\s*{TO}\s*{ABOUT}(?P<b>{FIGURE})\s?(?P<ub>{UNIT})"
    rf"(?:\s*(?P<upto>이하|미만|까지))?"
)
BOTH = re.compile(
    rf"{ABOUT}{_value('a', 'ua')}\s*(?P<oa>이상|초과)\s*(?:,|이고|및|~|내지|"
    rf",\s*약)?\s*{ABOUT}{_value('b', 'ub')}\s*(?P<ob>이하|미만)"
)
AROUND = re.compile(rf"{_value('a', 'ua')}\s?(?:±|\+/-)\s?(?P<b>{FIGURE})\s?(?P<ub>{UNIT})")  # 25±2℃
# "5%도 안 되는", "3%를 살짝 넘는", "10% 가까이": a bound, and no more than a tenth from it
SHORT_OF = (
    r"(?:도|가|이)?\s?(?:채\s)?(?:안|못)\s?(?:되|돼|됩|미치|미친)|(?:도|가|이)\s?(?:되지|미치지)\s?(?:않|못)"
    r"|에\s?(?:못\s?미치|미치지\s?못|미달)"
)
OVER = r"(?:을|를)?\s?(?:살짝|조금|약간|갓|간신히|겨우)\s?(?:더\s)?넘"
BARELY = rf"{OVER}(?=[으는게어긴기을은었])|\s?남짓|\s?가까이|에\s?(?:가까운|육박)"
ONE = re.compile(
    rf"(?:(?P<before>at least|at most|no more than|not more than|less than|more than|greater than|up to|최소|최대|≥|≤|>|"
    rf"<)\s*)?"
    rf"{ABOUT}{_value('a', 'ua')}\s*(?P<after>이상|이하|미만|초과|or more|or less|or higher|or lower|를 초과|을 초과|"
    rf"아래(?=[\s로면]|이면)|밑(?=[\s으이]|$)|(?:을|를)?\s?넘(?=[으는게어긴기을])|"
    rf"{SHORT_OF}|{BARELY})?"
)
RATIO = re.compile(
    r"(?<![\d.])(?<![A-Za-z]-)(?<![A-Za-z])(?P<a>\d+(?:\.\d+)?)\s*(?::|대(?=\s?\d+(?:\.\d+)?\s*(?:의\s*)?(?:[가-힣]{0,2}비|으?로|내지|~|섞|혼합|배합|희석|\))))\s*(?P<b>\d+(?:\.\d+)?)(?:\s*(?:내지|~|-|"
    r"to)\s*(?P<c>\d+(?:\.\d+)?)\s*:\s*(?P<d>\d+(?:\.\d+)?)|\s*(?P<after>이상|이하|미만|초과))?"
)

# "C 0.12, Mn 2.2, Si 0.4 wt%": the unit of the last figure is that of all
SHARED_UNIT = re.compile(
    r"(?:\s*,\s*[A-Za-z가-힣()][A-Za-z가-힣() ]{0,19}?\s?\d+(?:\.\d+)?)+\s?"
    r"(wt\s?%|중량\s?%|질량\s?%|at\s?%|mol\s?%|몰\s?%|부피\s?%|%|ppm|중량부)"
)
# "A 1, B 2 비율로"; "동량"
RATIO_APART = re.compile(
    r"(?P<a>\d+(?:\.\d+)?)\s*(?:,|에|과|와|:)\s*(?:[^\d,.]|\d(?=[제액호])){2,24}\s(?P<b>\d+(?:\.\d+)?)\s?(?:의\s)?"
    r"(?:중량|무게|질량|혼합|배합)?\s?비(?:율|로)"
)
EQUAL = re.compile(r"동량|반반|(?:같은|동일한?|똑같은)\s?(?:양|비율|중량|무게|중량비)")



TURNS = re.compile(r"회전\s?(?:수|속도|주파수)?\s?(?:가|는|은|를|[:=])?\s?(?:약\s?)?$")  # "회전 속도 30 Hz"
SLOW = 1000
WIDE = {ord(c) + 0xFEE0: c for c in "0123456789.,%~:-+<>()"}  # ３．０％ as it is typed in Korean
WIDE[ord("\N{MICRO SIGN}")] = "\N{GREEK SMALL LETTER MU}"


@dataclass(frozen=True)
class Range:
    """An interval in the base unit of its dimension; a plain amount has `low == high`. `start:end` in the text."""

    low: float
    high: float
    dimension: str
    text: str
    start: int
    end: int
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def comparable(self, other: Range) -> bool:
        pair = {self.dimension, other.dimension}
        # 35도 is as often a temperature as an angle
        return (
            len(pair) == 1
            or "share" in pair
            and pair <= SHARES
            or pair == {"temperature", "angle"}
            and any("도" in r.text for r in (self, other))
            # a hardness whose scale is not said is taken to be on that of the claim
            # how often something is done is a frequency, but not that of a radio wave
            or pair == {"rate", "frequency"}
            and all(r.high < SLOW or r.low < SLOW and r.high == math.inf for r in (self, other))
            or pair == {"specific gravity", "density"}  # which is told in g/cm3
            or all(d.startswith("hardness") for d in pair)
            and "hardness" in pair
            or _in_water(self, other)
            or _in_water(other, self)
            or _times(self, other)
            or _times(other, self)
        )


def number(text: str) -> float:
    text = text.replace(",", "").replace("−", "-").replace(" ", "")
    if match := re.fullmatch(r"(.+?)[×x]10\^?(-?\d+)", text):
        return float(match[1]) * 10 ** int(match[2])
    return spelt(text)


def find(text: str) -> list[Range]:
    """Every range and amount with a unit (and pH values and ratios), in order, none inside another."""
    text = text.translate(WIDE)
    found: list[Range] = []
    taken: list[tuple[int, int]] = []

    def free(match: re.Match) -> bool:
        return all(match.end() <= s or match.start() >= e for s, e in taken)

    def add(match: re.Match, dimension: str, low: float, high: float, low_open=False, high_open=False) -> None:
        if low > high:
            low, high, low_open, high_open = high, low, high_open, low_open
        taken.append(match.span())
        found.append(Range(low, high, dimension, match[0].strip(), match.start(), match.end(), low_open, high_open))

    def add_as(match: re.Match, dimension: str, low: float, high: float, after: str | None) -> None:
        if free(match):
            add(match, dimension, *(_bounds(low, None, after) if low == high else (low, high, False, False)))

    for m, *rest in known(text):
        add_as(m, *rest)
    called = list(named(text))
    for m, *rest in called:
        if m["to_one"] or m["one_to"]:  # an aspect ratio of 12:1 is one of 12, and a reduction of 1:30 one of 30
            add_as(m, *rest)
    for m, bounds in ratios(text):
        if free(m):
            taken.append(m.span())
            for i, (low, high) in enumerate(bounds, 1):
                name = f"ratio {i} of {len(bounds)}" if len(bounds) > 1 else "ratio"
                found.append(Range(low, high, name, m[0], m.start(), m.end()))
    for m in RATIO.finditer(text):
        if free(m) and float(m["b"]) and (m["d"] is None or float(m["d"])):
            first = float(m["a"]) / float(m["b"])
            bounds = _bounds(first, None, m["after"])
            add(m, "ratio", *((first, float(m["c"]) / float(m["d"])) if m["c"] else bounds))
    for m in RATIO_APART.finditer(text):
        if free(m) and float(m["b"]):
            add(m, "ratio", float(m["a"]) / float(m["b"]), float(m["a"]) / float(m["b"]))
    for m in EQUAL.finditer(text):
        add(m, "ratio", 1.0, 1.0)
    for m, *rest in unitless(text):
        add_as(m, *rest)
    for m, *rest in (*slashed(text), *worded(text)):
        add_as(m, *rest)
    for m in BOTH.finditer(text):
        unit = m["ub"] or m["ua"]
        if free(m) and unit:
            dimension, low = scaled(number(m["a"]), m["ua"] or unit)
            add(m, dimension, low, scaled(number(m["b"]), unit)[1], m["oa"] == "초과", m["ob"] == "미만")
    for m in AROUND.finditer(text):
        if free(m):
            dimension, low = scaled(number(m["a"]) - number(m["b"]), m["ub"])
            add(m, dimension, low, scaled(number(m["a"]) + number(m["b"]), m["ub"])[1])
    for m in RANGE.finditer(text):
        if free(m):
            dimension, high = scaled(number(m["b"]), m["ub"])
            own, low = scaled(number(m["a"]), m["ua"] or m["ub"])
            if own == dimension:
                add(m, dimension, low, high, False, m["upto"] == "미만")
    for m, low, high in spans_of_time(text):
        if free(m):
            add(m, "time", low, high)
    for m in ONE.finditer(text):
        unit = m["ua"] or (re.sub(r"\s", "", shared[1]) if (shared := SHARED_UNIT.match(text, m.end("a"))) else None)
        if free(m) and unit and (not m["ua"] or not _word(text, m)):
            below = -1 if text[: m.start("a")].rstrip().endswith("영하") else 1
            dimension, value = scaled(below * number(m["a"]), unit)
            if dimension == "frequency" and TURNS.search(text[max(m.start() - 16, 0) : m.start()]):
                dimension, value = "rotation", 60 * value
            add(m, dimension, *_bounds(value, m["before"], m["after"]))
    for m, *rest in called:
        add_as(m, *rest)
    return sorted(found, key=lambda r: r.start)


def _word(text: str, match: re.Match) -> bool:
    """Whether the unit is really the beginning of another word: 3주년, 2회전, 5분의."""
    unit, rest = match["ua"], text[match.end("ua") :]
    begins = (len(unit) == 1 and "가" <= unit <= "힣" or unit in WORDY) and not AFTER_UNIT.match(rest)
    return begins or unit == "종" and rest.startswith("의")


def _bounds(value: float, before: str | None, after: str | None) -> tuple[float, float, bool, bool]:
    word = (after or before or "").strip()
    if word in ("이상", "at least", "최소", "≥", "or more", "or higher"):
        return value, math.inf, False, False
    if word == "남짓" or re.fullmatch(OVER, word):
        return value, value + abs(value) / 10, "넘" in word, False
    if "가까" in word or "육박" in word:
        return value - abs(value) / 10, value, False, True
    if word in ("초과", "more than", "greater than", ">") or word.endswith(("초과", "넘")):
        return value, math.inf, True, False
    if word in ("이하", "at most", "no more than", "not more than", "up to", "최대", "≤", "or less", "or lower"):
        return -math.inf, value, False, False
    if word in ("미만", "less than", "<", "아래", "밑") or re.fullmatch(SHORT_OF, word):
        return -math.inf, value, False, True
    return value, value, False, False


def _in_water(share: Range, dissolved: Range) -> bool:
    """3 ppm of what is dissolved in water is 3 mg/L."""
    return share.dimension == "weight share" and dissolved.dimension == "concentration" and bool(PPM.search(share.text))


def _times(share: Range, many: Range) -> bool:
    """2.5 times an inflow is 250 % of it; no share of a composition is above 100 %."""
    return share.dimension == "share" and share.high > 100 and many.dimension == "count" and many.text.rstrip().endswith("배")


PPM = re.compile(r"ppm|ppb|피피엠", re.I)


def _like(claimed: Range, actual: Range) -> Range:
    """The actual amount on the scale of the claimed one."""
    scales = (
        (_in_water(actual, claimed), 10),
        (_in_water(claimed, actual), 0.1),
        (_times(claimed, actual), 100),
        (_times(actual, claimed), 0.01),
    )
    scale = next((s for alike, s in scales if alike), None)
    return actual if scale is None else replace(actual, low=actual.low * scale, high=actual.high * scale)


def compare(claimed: Range, actual: Range, margin: float = MARGIN) -> str | None:
    """ "inside", "near" (outside by less than `margin` of the bound), "outside", "overlap" (partly inside), None
    where the two do not compare."""
    if not claimed.comparable(actual):
        return None
    actual = _like(claimed, actual)
    slack = 1e-9 * max(1.0, *(abs(x) for x in (claimed.low, claimed.high) if math.isfinite(x)))
    # "70 미만" is within "70 미만", though neither has its bound
    least = claimed.low + (slack if claimed.low_open and not actual.low_open else -slack)
    most = claimed.high - (slack if claimed.high_open and not actual.high_open else -slack)
    above = actual.low > least or actual.low == claimed.low == -math.inf
    below = actual.high < most or actual.high == claimed.high == math.inf
    if above and below:
        return "inside"
    if actual.high < claimed.low - slack or actual.low > claimed.high + slack or actual.exact:
        bound, gap = (
            (claimed.low, claimed.low - actual.high)
            if not above and actual.high <= claimed.low + slack
            else (claimed.high, actual.low - claimed.high)
        )
        return "near" if gap < margin * abs(bound) else "outside"
    return "overlap"
