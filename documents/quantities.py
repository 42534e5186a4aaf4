"""Amounts and ranges in Korean and English text, with their units brought to one base, and their comparison.

A percentage without a kind (%) may stand for a share by weight, by mole or by volume; these three do not compare
with one another.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from documents.ratios import ratios
from documents.spoken import spans_of_time

MARGIN = 0.2  # of the bound: an amount outside a range by less is a candidate for equivalence; our convention

# dimension -> {unit: (factor, offset)}; value in the base unit = value * factor + offset
UNITS: dict[str, dict[str, tuple[float, float]]] = {
    "share": {"%": (1, 0), "퍼센트": (1, 0), "프로": (1, 0), "percent": (1, 0)},
    "weight share": {
        "중량%": (1, 0),
        "중량 %": (1, 0),
        "중량퍼센트": (1, 0),
        "질량%": (1, 0),
        "wt%": (1, 0),
        "wt.%": (1, 0),
        "wt %": (1, 0),
        "w/w%": (1, 0),
        "%(w/w)": (1, 0),
        "% by weight": (1, 0),
        "weight%": (1, 0),
        "weight %": (1, 0),
        "mass%": (1, 0),
        "g/kg": (0.1, 0),
        "mg/g": (0.1, 0),
        "mg/kg": (1e-4, 0),
        "g/100g": (1, 0),
        "ppm": (1e-4, 0),
        "ppb": (1e-7, 0),
    },
    "mole share": {"몰%": (1, 0), "mol%": (1, 0), "mole%": (1, 0), "mol %": (1, 0), "at%": (1, 0), "원자%": (1, 0)},
    "volume share": {
        "부피%": (1, 0),
        "vol%": (1, 0),
        "v/v%": (1, 0),
        "%(v/v)": (1, 0),
        "용량%": (1, 0),
        "체적%": (1, 0),
    },
    "parts": {"중량부": (1, 0), "parts by weight": (1, 0), "질량부": (1, 0), "부": (1, 0), "phr": (1, 0)},
    "length": {
        "m": (1, 0),
        "미터": (1, 0),
        "cm": (1e-2, 0),
        "㎝": (1e-2, 0),
        "센티미터": (1e-2, 0),
        "센티": (1e-2, 0),
        "mm": (1e-3, 0),
        "㎜": (1e-3, 0),
        "밀리미터": (1e-3, 0),
        "밀리": (1e-3, 0),
        "㎛": (1e-6, 0),
        "μm": (1e-6, 0),
        "µm": (1e-6, 0),
        "um": (1e-6, 0),
        "마이크로미터": (1e-6, 0),
        "마이크론": (1e-6, 0),
        "미크론": (1e-6, 0),
        "nm": (1e-9, 0),
        "㎚": (1e-9, 0),
        "나노미터": (1e-9, 0),
        "나노": (1e-9, 0),
        "Å": (1e-10, 0),
        "옹스트롬": (1e-10, 0),
        "인치": (0.0254, 0),
        "inch": (0.0254, 0),
        "km": (1e3, 0),
    },
    "temperature": {
        "℃": (1, 0),
        "°C": (1, 0),
        "도씨": (1, 0),
        "degC": (1, 0),
        "K": (1, -273.15),
        "℉": (5 / 9, -160 / 9),
        "°F": (5 / 9, -160 / 9),
    },
    "time": {
        "초": (1, 0),
        "s": (1, 0),
        "sec": (1, 0),
        "seconds": (1, 0),
        "ms": (1e-3, 0),
        "밀리초": (1e-3, 0),
        "분": (60, 0),
        "min": (60, 0),
        "minutes": (60, 0),
        "시간": (3600, 0),
        "h": (3600, 0),
        "hr": (3600, 0),
        "hours": (3600, 0),
        "일": (86400, 0),
        "days": (86400, 0),
        "주": (604800, 0),
        "weeks": (604800, 0),
    },
    "pressure": {
        "Pa": (1, 0),
        "kPa": (1e3, 0),
        "MPa": (1e6, 0),
        "GPa": (1e9, 0),
        "bar": (1e5, 0),
        "atm": (101325, 0),
        "기압": (101325, 0),
        "psi": (6894.757, 0),
        "Torr": (133.322, 0),
        "mmHg": (133.322, 0),
    },
    "mass": {
        "g": (1, 0),
        "그램": (1, 0),
        "mg": (1e-3, 0),
        "밀리그램": (1e-3, 0),
        "㎎": (1e-3, 0),
        "㎍": (1e-6, 0),
        "μg": (1e-6, 0),
        "kg": (1e3, 0),
        "㎏": (1e3, 0),
        "킬로그램": (1e3, 0),
        "톤": (1e6, 0),
    },
    "volume": {
        "mL": (1, 0),
        "ml": (1, 0),
        "㎖": (1, 0),
        "cc": (1, 0),
        "밀리리터": (1, 0),
        "L": (1e3, 0),
        "리터": (1e3, 0),
        "ℓ": (1e3, 0),
        "μL": (1e-3, 0),
    },
    "concentration": {
        "mg/mL": (1, 0),
        "mg/ml": (1, 0),
        "g/L": (1, 0),
        "g/l": (1, 0),
        "μg/mL": (1e-3, 0),
        "㎍/㎖": (1e-3, 0),
    },
    "molarity": {"M": (1, 0), "mM": (1e-3, 0), "μM": (1e-6, 0), "mol/L": (1, 0), "몰": (1, 0)},
    "viscosity": {
        "cP": (1, 0),
        "cps": (1, 0),
        "cPs": (1, 0),
        "센티포아즈": (1, 0),
        "mPa·s": (1, 0),
        "mPas": (1, 0),
        "Pa·s": (1e3, 0),
    },
    "kinematic viscosity": {"cSt": (1, 0), "센티스토크": (1, 0), "㎟/s": (1, 0)},
    "frequency": {
        "Hz": (1, 0),
        "헤르츠": (1, 0),
        "kHz": (1e3, 0),
        "MHz": (1e6, 0),
        "GHz": (1e9, 0),
        "THz": (1e12, 0),
        "기가헤르츠": (1e9, 0),
    },
    "voltage": {"V": (1, 0), "볼트": (1, 0), "mV": (1e-3, 0), "kV": (1e3, 0)},
    "current": {"A": (1, 0), "암페어": (1, 0), "mA": (1e-3, 0)},
    "power": {"W": (1, 0), "와트": (1, 0), "kW": (1e3, 0), "킬로와트": (1e3, 0), "mW": (1e-3, 0), "MW": (1e6, 0)},
    "energy": {"Wh": (1, 0), "kWh": (1e3, 0), "J": (1 / 3600, 0), "kJ": (1 / 3.6, 0)},
    "charge": {"mAh": (1, 0), "Ah": (1e3, 0)},
    "rotation": {"rpm": (1, 0), "RPM": (1, 0)},
    "speed": {"km/h": (1, 0), "m/s": (3.6, 0)},
    "molecular weight": {"Da": (1, 0), "달톤": (1, 0), "kDa": (1e3, 0), "g/mol": (1, 0)},
    "angle": {"°": (1, 0), "도": (1, 0)},
    "area share": {"㎡/g": (1, 0), "m2/g": (1, 0), "m²/g": (1, 0)},
    "density": {"g/cm3": (1, 0), "g/㎤": (1, 0), "g/cc": (1, 0), "kg/m3": (1e-3, 0), "g/cm³": (1, 0)},
    "decibel": {"dB": (1, 0), "데시벨": (1, 0)},
    "thickness": {"데니어": (1, 0), "denier": (1, 0)},
    "count": {
        "개": (1, 0),
        "종": (1, 0),
        "회": (1, 0),
        "층": (1, 0),
        "배": (1, 0),
        "bit": (1, 0),
        "비트": (1, 0),
        "명": (1, 0),
    },
}
SHARES = {"share", "weight share", "mole share", "volume share"}
_UNIT = {unit: (dimension, *scale) for dimension, units in UNITS.items() for unit, scale in units.items()}
_FOLDED = {unit.lower(): unit for unit in reversed(_UNIT)}
FIGURE = r"[-−]?\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?[×x]\s?10\^?-?\d+)?"
NUMBER = r"(?<![\w.])(?<![A-Za-z]-)" + FIGURE  # not the 4 of Ti-6Al-4V
UNIT = "(?:" + "|".join(re.escape(u) for u in sorted(_UNIT, key=len, reverse=True)) + r")(?![A-Za-z²³])"
TO = r"(?:내지|~|∼|〜|–|-|부터|에서|to|and|through)"
# 도 (degrees) is also a particle, 일, 주, 종, 개 … are also other words: they count as units only next to the figure
VALUE = rf"(?P<{{0}}>{NUMBER})\s?(?P<{{1}}>{UNIT})?"
ABOUT = r"(?:(?<![가-힣])약\s*)?"  # the 약 of 곤약 is its own
RANGE = re.compile(
    rf"{ABOUT}{VALUE.format('a', 'ua')}\s*(?:이상|초과|부터)?\s*{TO}\s*{ABOUT}(?P<b>{FIGURE})\s?(?P<ub>{UNIT})"
    rf"(?:\s*(?P<upto>이하|미만|까지))?"
)
BOTH = re.compile(
    rf"{ABOUT}{VALUE.format('a', 'ua')}\s*(?P<oa>이상|초과)\s*(?:,|이고|및|~|내지|"
    rf",\s*약)?\s*{ABOUT}{VALUE.format('b', 'ub')}\s*(?P<ob>이하|미만)"
)
ONE = re.compile(
    rf"(?:(?P<before>at least|at most|no more than|not more than|less than|more than|greater than|up to|최소|최대|≥|≤|>|"
    rf"<)\s*)?"
    rf"{ABOUT}{VALUE.format('a', 'ua')}\s*(?P<after>이상|이하|미만|초과|or more|or less|or higher|or lower|를 초과|을 초과)?"
)
# figures without a unit, known by the word before them
ACID = re.compile(
    rf"(?P<what>pH|피에이치|산도|HLB|SPF|자외선\s?차단\s?지수)\s?(?:값|지수|가)?(?:가|는|이|은|을|를)?\s*(?:약\s*)?(?P<a>\d+(?:\.\d+)?)(?:\s*{TO}\s*(?P<b>\d+(?:\.\d+)?)|"
    rf"\s*(?P<after>이상|이하|미만|초과))?",
    re.I,
)
RATIO = re.compile(
    r"(?P<a>\d+(?:\.\d+)?)\s*(?::|대(?=\s?\d+(?:\.\d+)?\s*(?:의\s*)?(?:[가-힣]{0,2}비|으?로|내지|~)))\s*(?P<b>\d+(?:\.\d+)?)(?:\s*(?:내지|~|-|"
    r"to)\s*(?P<c>\d+(?:\.\d+)?)\s*:\s*(?P<d>\d+(?:\.\d+)?))?"
)

# "C 0.12, Mn 2.2, Si 0.4 wt%": the unit of the last figure is that of all
SHARED_UNIT = re.compile(
    r"(?:\s*,\s*[A-Za-z가-힣()][A-Za-z가-힣() ]{0,19}?\s?\d+(?:\.\d+)?)+\s?"
    r"(wt\s?%|중량\s?%|질량\s?%|at\s?%|mol\s?%|몰\s?%|부피\s?%|%|ppm|중량부)"
)
# "A 1, B 2 비율로"; "동량"
RATIO_APART = re.compile(
    r"(?P<a>\d+(?:\.\d+)?)\s*(?:,|에|과|와|:)\s*[^\d,.]{2,24}\s(?P<b>\d+(?:\.\d+)?)\s?(?:의\s)?"
    r"(?:중량|무게|질량|혼합|배합)?\s?비(?:율|로)"
)
EQUAL = re.compile(r"동량|반반|(?:같은|동일한?|똑같은)\s?(?:양|비율|중량|무게|중량비)")



WIDE = {ord(c) + 0xFEE0: c for c in "0123456789.,%~:-+<>()"}  # ３．０％ as it is typed in Korean
NAMED = {"hlb": "HLB", "spf": "SPF", "자외선": "SPF"}


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
        )


def number(text: str) -> float:
    text = text.replace(",", "").replace("−", "-").replace(" ", "")
    if match := re.fullmatch(r"(.+?)[×x]10\^?(-?\d+)", text):
        return float(match[1]) * 10 ** int(match[2])
    return float(text)


def _scaled(value: float, unit: str) -> tuple[str, float]:
    dimension, factor, offset = _UNIT[unit if unit in _UNIT else _FOLDED[unit.lower()]]
    return dimension, value * factor + offset


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

    for m in ACID.finditer(text):
        a, b = float(m["a"]), float(m["b"]) if m["b"] else None
        low, high, lo_open, hi_open = _bounds(a, None, m["after"]) if b is None else (a, b, False, False)
        add(m, NAMED.get(m["what"].lower()[:3], "pH"), low, high, lo_open, hi_open)
    for m, bounds in ratios(text):
        if free(m):
            taken.append(m.span())
            for i, (low, high) in enumerate(bounds, 1):
                name = f"ratio {i} of {len(bounds)}" if len(bounds) > 1 else "ratio"
                found.append(Range(low, high, name, m[0], m.start(), m.end()))
    for m in RATIO.finditer(text):
        if free(m) and float(m["b"]) and (m["d"] is None or float(m["d"])):
            first = float(m["a"]) / float(m["b"])
            add(m, "ratio", first, float(m["c"]) / float(m["d"]) if m["c"] else first)
    for m in RATIO_APART.finditer(text):
        if free(m) and float(m["b"]):
            add(m, "ratio", float(m["a"]) / float(m["b"]), float(m["a"]) / float(m["b"]))
    for m in EQUAL.finditer(text):
        add(m, "ratio", 1.0, 1.0)
    for m in BOTH.finditer(text):
        unit = m["ub"] or m["ua"]
        if free(m) and unit:
            dimension, low = _scaled(number(m["a"]), m["ua"] or unit)
            add(m, dimension, low, _scaled(number(m["b"]), unit)[1], m["oa"] == "초과", m["ob"] == "미만")
    for m in RANGE.finditer(text):
        if free(m):
            dimension, high = _scaled(number(m["b"]), m["ub"])
            own, low = _scaled(number(m["a"]), m["ua"] or m["ub"])
            if own == dimension:
                add(m, dimension, low, high, False, m["upto"] == "미만")
    for m in ONE.finditer(text):
        unit = m["ua"] or (re.sub(r"\s", "", shared[1]) if (shared := SHARED_UNIT.match(text, m.end("a"))) else None)
        if free(m) and unit and (not m["ua"] or not _word(text, m)):
            dimension, value = _scaled(number(m["a"]), unit)
            add(m, dimension, *_bounds(value, m["before"], m["after"]))
    for m, low, high in spans_of_time(text):
        if free(m):
            add(m, "time", low, high)
    return sorted(found, key=lambda r: r.start)


def _word(text: str, match: re.Match) -> bool:
    """Whether the unit is really the beginning of another word: 3주년, 2회전, 5분의."""
    unit, rest = match["ua"], text[match.end("ua") : match.end("ua") + 1]
    return (
        len(unit) == 1
        and "가" <= unit <= "힣"
        and "가" <= rest <= "힣"
        and rest not in "이로의에간동과를은는가씩만와마짜"
        or unit == "종"
        and rest == "의"
    )


def _bounds(value: float, before: str | None, after: str | None) -> tuple[float, float, bool, bool]:
    word = (after or before or "").strip()
    if word in ("이상", "at least", "최소", "≥", "or more", "or higher"):
        return value, math.inf, False, False
    if word in ("초과", "more than", "greater than", ">", "를 초과", "을 초과"):
        return value, math.inf, True, False
    if word in ("이하", "at most", "no more than", "not more than", "up to", "최대", "≤", "or less", "or lower"):
        return -math.inf, value, False, False
    if word in ("미만", "less than", "<"):
        return -math.inf, value, False, True
    return value, value, False, False


def compare(claimed: Range, actual: Range, margin: float = MARGIN) -> str | None:
    """ "inside", "near" (outside by less than `margin` of the bound), "outside", "overlap" (partly inside), None
    where the two do not compare."""
    if not claimed.comparable(actual):
        return None
    slack = 1e-9 * max(1.0, *(abs(x) for x in (claimed.low, claimed.high) if math.isfinite(x)))
    above = actual.low - claimed.low > (slack if claimed.low_open else -slack)
    below = claimed.high - actual.high > (slack if claimed.high_open else -slack)
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
