"""Units with their dimension and scale, and the units that are made of several: g/㎡·24h, mL/min, ℃/분."""

from __future__ import annotations

import re
from collections.abc import Iterable

TO = r"\s*(?:내지|~|∼|〜|–|-|to)\s*"  # between two figures whose unit is known without being told
# dimension -> {unit: (factor, offset)}; value in the base unit = value * factor + offset
UNITS: dict[str, dict[str, tuple[float, float]]] = {
    "share": {"%": (1, 0), "퍼센트": (1, 0), "프로": (1, 0), "percent": (1, 0), "퍼": (1, 0)},
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
        "%(w/v)": (1, 0),
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
        "피피엠": (1e-4, 0),
        "‰": (0.1, 0),
    },
    "mole share": {"몰%": (1, 0), "mol%": (1, 0), "mole%": (1, 0), "mol %": (1, 0), "at%": (1, 0), "원자%": (1, 0)},
    "volume share": {
        "부피%": (1, 0),
        "vol%": (1, 0),
        "vol.%": (1, 0),
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
        "T": (1e-3, 0),  # 0.2T 강판
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
        "마이크로": (1e-6, 0),
        "Å": (1e-10, 0),
        "Å": (1e-10, 0),
        "앙스트롬": (1e-10, 0),
        "옹스트롬": (1e-10, 0),
        "인치": (0.0254, 0),
        "inch": (0.0254, 0),
        "km": (1e3, 0),
    },
    "temperature": {
        "℃": (1, 0),
        "°C": (1, 0),
        "도씨": (1, 0),
        "섭씨도": (1, 0),
        "deg C": (1, 0),
        "degC": (1, 0),
        "K": (1, -273.15),
        "℉": (5 / 9, -160 / 9),
        "°F": (5 / 9, -160 / 9),
    },
    "time": {
        "초": (1, 0),
        "s": (1, 0),
        "sec": (1, 0),
        "secs": (1, 0),
        "㎳": (1e-3, 0),
        "seconds": (1, 0),
        "ms": (1e-3, 0),
        "밀리초": (1e-3, 0),
        "분": (60, 0),
        "min": (60, 0),
        "mins": (60, 0),
        "minutes": (60, 0),
        "시간": (3600, 0),
        "h": (3600, 0),
        "hr": (3600, 0),
        "hrs": (3600, 0),
        "hour": (3600, 0),
        "hours": (3600, 0),
        "일": (86400, 0),
        "day": (86400, 0),
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
        "바": (1e5, 0),
        "mbar": (100, 0),
        "메가파스칼": (1e6, 0),
        "㎫": (1e6, 0),
        "㎪": (1e3, 0),
        "㎩": (1, 0),
        "hPa": (100, 0),
        "mTorr": (0.133322, 0),
        "kgf/cm2": (98066.5, 0),
        "kgf/㎠": (98066.5, 0),
        "kgf/cm²": (98066.5, 0),
        "N/mm2": (1e6, 0),
        "N/㎟": (1e6, 0),
        "N/mm²": (1e6, 0),
        "atm": (101325, 0),
        "기압": (101325, 0),
        "psi": (6894.757, 0),
        "Torr": (133.322, 0),
        "mmHg": (133.322, 0),
        "mmH2O": (9.80665, 0),
        "mmAq": (9.80665, 0),
    },
    "mass": {
        "g": (1, 0),
        "그램": (1, 0),
        "mg": (1e-3, 0),
        "밀리그램": (1e-3, 0),
        "㎎": (1e-3, 0),
        "mcg": (1e-6, 0),
        "마이크로그램": (1e-6, 0),
        "킬로": (1e3, 0),
        "㎍": (1e-6, 0),
        "μg": (1e-6, 0),
        "kg": (1e3, 0),
        "㎏": (1e3, 0),
        "킬로그램": (1e3, 0),
        "톤": (1e6, 0),
        "ton": (1e6, 0),
        "tons": (1e6, 0),
    },
    "volume": {
        "mL": (1, 0),
        "ml": (1, 0),
        "㎖": (1, 0),
        "cc": (1, 0),
        "㏄": (1, 0),
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
    "molarity": {
        "M": (1, 0),
        "mM": (1e-3, 0),
        "μM": (1e-6, 0),
        "mol/L": (1, 0),
        "mol/l": (1, 0),
        "mmol/L": (1e-3, 0),
        "mmol/l": (1e-3, 0),
        "몰": (1, 0),
    },
    "viscosity": {
        "cP": (1, 0),
        "cps": (1, 0),
        "cPs": (1, 0),
        "센티포아즈": (1, 0),
        "mPa·s": (1, 0),
        "mPas": (1, 0),
        "Pa·s": (1e3, 0),
        "Pas": (1e3, 0),
        "mPa.s": (1, 0),
        "Pa.s": (1e3, 0),
        "mPa∙s": (1, 0),
        "Pa∙s": (1e3, 0),
        "센티푸아즈": (1, 0),
        "센티포이즈": (1, 0),
        "포이즈": (100, 0),
        "씨피에스": (1, 0),
        "씨피": (1, 0),
        "포아즈": (100, 0),
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
    "rotation": {"rpm": (1, 0), "RPM": (1, 0), "r/min": (1, 0), "알피엠": (1, 0), "rpms": (1, 0)},
    "speed": {"km/h": (1, 0), "m/s": (3.6, 0)},
    "molecular weight": {"Da": (1, 0), "달톤": (1, 0), "kDa": (1e3, 0), "g/mol": (1, 0), "킬로달톤": (1e3, 0), "돌턴": (1, 0)},
    "angle": {"°": (1, 0), "도": (1, 0)},
    "area share": {"㎡/g": (1, 0), "m2/g": (1, 0), "m²/g": (1, 0)},
    "density": {
        "g/cm3": (1, 0),
        "g/㎤": (1, 0),
        "g/cc": (1, 0),
        "kg/m3": (1e-3, 0),
        "g/cm³": (1, 0),
        "g/mL": (1, 0),
        "kg/㎥": (1e-3, 0),
        "kg/m³": (1e-3, 0),
    },
    "decibel": {"dB": (1, 0), "데시벨": (1, 0)},
    "thickness": {"데니어": (1, 0), "denier": (1, 0)},
    "force": {
        "gf": (1, 0),
        "그램포스": (1, 0),
        "kgf": (1e3, 0),
        "N": (101.972, 0),
        "뉴턴": (101.972, 0),
        "mN": (0.101972, 0),
        "kN": (101972, 0),
    },
    "area": {"㎡": (1, 0), "m2": (1, 0), "m²": (1, 0), "㎠": (1e-4, 0), "cm2": (1e-4, 0), "cm²": (1e-4, 0)},
    "space": {"㎥": (1, 0), "m3": (1, 0), "m³": (1, 0)},
    "brightness": {"니트": (1, 0), "nit": (1, 0), "nits": (1, 0), "cd/㎡": (1, 0), "cd/m2": (1, 0), "cd/m²": (1, 0)},
    "illuminance": {"lx": (1, 0), "lux": (1, 0), "룩스": (1, 0)},
    "resistance": {"Ω": (1, 0), "옴": (1, 0), "kΩ": (1e3, 0), "MΩ": (1e6, 0)},
    "sweetness": {"브릭스": (1, 0), "Brix": (1, 0), "brix": (1, 0), "°Brix": (1, 0), "°Bx": (1, 0)},
    "glucose": {"mg/dL": (1, 0), "mg/dl": (1, 0), "㎎/㎗": (1, 0)},
    "plies": {"겹": (1, 0)},
    "to the inch": {"ppi": (1, 0), "PPI": (1, 0), "dpi": (1, 0)},
    "volume/time": {"LPM": (1e3 / 60, 0), "lpm": (1e3 / 60, 0), "slm": (1e3 / 60, 0), "sccm": (1 / 60, 0)},
    "mesh": {"mesh": (1, 0), "메쉬": (1, 0), "메시": (1, 0)},
    "light": {"lm": (1, 0), "루멘": (1, 0)},
    "data rate": {"bps": (1, 0), "kbps": (1e3, 0), "Mbps": (1e6, 0), "Gbps": (1e9, 0)},
    "frame rate": {"fps": (1, 0), "FPS": (1, 0)},
    "conductivity": {"S/m": (1, 0), "S/cm": (100, 0), "mS/cm": (0.1, 0), "μS/cm": (1e-4, 0), "㎲/㎝": (1e-4, 0), "dS/m": (0.1, 0)},
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
UNIT_OF = {unit: (dimension, *scale) for dimension, units in UNITS.items() for unit, scale in units.items()}
_FOLDED = {unit.lower(): unit for unit in reversed(UNIT_OF)}
# 주, 회, 나노 … also begin other words (3주년, 2회전, 5나노초): what follows them where they are units
WORDY = frozenset(("나노", "마이크로", "밀리", "센티", "킬로", "프로", "포아즈", "그램"))
AFTER_UNIT = re.compile(
    r"$|[^가-힣]|의(?!\s?\d)|[이로에간동과을를은는가씩만와마짜쯤반]|까지|부터|정도|내외|내지|미만|초과|전후|안팎|근처|대[로의에]|하[여고]|당|물에|"
    r"(?:나|랑|도|면|급|대)(?=[\s,.)]|$)|였|입|임|인"
)
_JOIN = r"(?!\s/\s)\s?(?:[/·ㆍ∙⋅*]|[.-](?=\d*\s?(?:h|day|일)))\s?"
_END = r"(?![A-Za-z²³])"


def _any(units: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(u) for u in sorted(units, key=len, reverse=True)) + ")"


_ONE = _any(UNIT_OF)
# only so much of a thing counts what it is divided by: 15 g/10min, but 121℃/15분 is a temperature and then a time
_COUNTED = (
    rf"(?:{_any((*UNITS['mass'], *UNITS['volume']))}(?:{_JOIN}(?:(?:24|10{{1,3}})\s?)?{_ONE}{_END})+"
    rf"|{_any(UNITS['force'])}{_JOIN}(?:10|15|20|25|50)\s?mm{_END})"  # how hard a tape of that width is to peel
)
UNIT = rf"(?:{_COUNTED}|{_ONE}{_END}(?:{_JOIN}{_ONE}{_END})*)"
# units made of several whose dimension has a name, and the scale that brings them to its base
_NAMED = {
    "mass/mass": ("weight share", 100),
    "volume/volume": ("volume share", 100),
    "mass/volume": ("concentration", 1e3),
    "count/time": ("rate", 1),
    "force/area": ("pressure", 9.80665e-3),
}


def scaled(value: float, unit: str) -> tuple[str, float]:
    """(dimension, value in its base unit)."""
    dimension, factor, offset = _simple(unit) or _made_of(unit)
    return dimension, value * factor + offset


def _simple(unit: str) -> tuple[str, float, float] | None:
    return UNIT_OF.get(unit) or UNIT_OF.get(_FOLDED.get(unit.lower(), ""))


def _made_of(unit: str) -> tuple[str, float, float]:
    """Of 15,000 g/㎡/24h and g/㎡·day: what stands below the first slash divides, however it is joined."""
    above, _, below = re.sub(r"\s", "", unit).partition("/")
    factor, names = 1.0, ([], [])
    for divides, text in enumerate((above, below)):
        for part in re.findall(rf"(\d*)({_ONE})", text):
            dimension, scale, _ = _simple(part[1])
            size = float(part[0] or 1) * scale
            factor = factor / size if divides else factor * size
            names[divides].append(dimension)
    dimension = "/".join("·".join(sorted(n)) for n in names)
    named, scale = _NAMED.get(dimension, (dimension, 1))
    return named, factor * scale, 0.0
