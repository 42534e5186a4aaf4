"""What a figure measures, by the words beside it: the thickness, the particle size or the wavelength of so many nanometres."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from documents.claims import Element
from documents.quantities import SHARES, Range
from tasks.infringement.normal import norm

# of dimensions that measure several things; of the others (viscosity, molecular weight) a figure says enough by itself
MEASURES: dict[str, dict[str, re.Pattern]] = {
    dimension: {name: re.compile(pattern, re.I) for name, pattern in kinds.items()}
    for dimension, kinds in {
        "length": {
            "particle size": r"입경|입도|입자(?!상)|particle|(?<![A-Za-z])mean(?![A-Za-z])|(?<![A-Za-z])D\(?v?50|미립자",
            "pore size": r"기공|세공|공극|pore|눈금|메시|체눈",
            "thickness": r"두께|두꺼|thick|막\s?두께|겹",
            "diameter": r"직경|지름|외경|내경|구경|굵기|diameter|파이",
            "wavelength": r"파장|wavelength|peak",
            "roughness": r"거칠기|조도|(?<![A-Za-z])Ra(?![A-Za-z])",
            "length": r"길이|length",
            "width": r"너비|(?<![가-힣])폭|width",
            "height": r"높이|height",
            "depth": r"깊이|depth",
            "gap": r"간격|거리|이격|피치|pitch|gap",
        },
        "temperature": {
            "melting point": r"융점|녹는\s?점|상\s?(?:변화|전이)\s?(?:온도|점)|용융점|melting|녹습|녹는|녹아|녹음|녹고",
            "glass transition": r"유리\s?전이|(?<![A-Za-z])Tg(?![A-Za-z])",
            "softening point": r"연화점|연화",
            "boiling point": r"끓는\s?점|비점|boiling",
            "flash point": r"인화점|발화점|flash point",
            "operation": r"(?:작동|동작|구동|가동|운전|운용|사용)(?!자)|operat",
            "storage": r"보관|저장|storage",
        },
        "mass": {
            "payload": r"가반|페이로드|payload|적재|최대\s?하중",
            "weight": r"중량|무게|질량|(?<![가-힣])총(?![가-힣])|다\s?합[쳐해]|합계|weight",
        },
        "share": {
            "purity": r"순도|purity",
            "humidity": r"습도|humidity|(?<![A-Za-z])RH(?![A-Za-z])",
            "transmittance": r"투과율|투과도|transmittance",
            "reflectance": r"반사율",
            "porosity": r"공극률|기공률|다공도|porosity|개구율|공간율",
            "yield": r"수율|회수율|yield",
            "efficiency": r"효율|efficiency",
            "coverage": r"면적|coverage|커버리지|피복률",
            "solids": r"고형분|solid content",
            "water ratio": r"물\s?[-/·]?\s?(?:결합재|시멘트)(?:\s?비)?|W\s?/\s?[BC](?![A-Za-z])",
            "elongation": r"신율|연신율|신장률|수축률|수축율|변형률",
            "survival": r"생존율|제거율|감소율|억제율|차단율",
        },
        "time": {
            "interval": r"(?:주기|간격)(?:가|는|은|이|를|을|:|=)?\s?(?:약)?\s?$",
            "lifetime": r"수명|내구|유통\s?기한|소비\s?기한|보증\s?기간|lifetime",
            "response": r"응답|지연|latency",
            "storage": r"보관|저장\s?기간|보존\s?기간",
            "ahead": r"^\s?(?:이?전|앞서)(?:에|부터|까지|의)?(?=\s|$)",
        },
    }.items()
}
for _share in ("weight share", "mole share", "volume share"):
    MEASURES[_share] = MEASURES["share"]
MEASURES["angle"] = MEASURES["temperature"] | {  # 42도에서 녹는
    "view": re.compile(r"화각|시야각|지향각|(?<![A-Za-z])(?:FOV|HFOV|VFOV)(?![A-Za-z])", re.I),
    "contact angle": re.compile(r"접촉각|contact angle", re.I),
    "slope": re.compile(r"경사|기울기|기울어|테이퍼|tilt|taper", re.I),
    "turn": re.compile(r"회전|회동|선회|개방|벌어|벌린|펼", re.I),
}
# "5분마다", "2시간 간격으로", "한 시간에 한 번씩": how long it is until the next time, not how long it takes
INTERVAL = re.compile(
    r"\s?(?:마다|꼴로|(?:의\s)?(?:시간\s?)?(?:간격|주기)|에\s(?:한|1)\s?(?:번|회|차례)|당\s(?:한|1)\s?(?:번|회|차례))"
)
# "총 두께 100 μm" is not the thickness of one of the layers
WHOLE = re.compile(
    r"(?<![가-힣])(?:총|전체|합계|합산|도합|합친|(?:모두|다|전부)\s?합)\S*\s?[^,;.\d]{0,12}$"
    r"|(?:두께|길이|높이|폭)\S*\s(?:다\s|모두\s|전부\s)?(?:합쳐|합해|합하)\S*\s?$"
)
BORDER = re.compile(r"[,;()\[\]:\n]|\s/\s|\.(?=\s|$)|(?:고|며|인데|는데|지만)\s")
LIGHT = re.compile(r"\s?(?:급\s|의\s)?(?:자외선|적외선|청색|(?<![A-Za-z])(?:UV|LED|laser)|램프|레이저|광(?:원|을|의|으로)|빛)", re.I)
_LIQUID = (
    r"(?:에탄올|주정|에틸\s?알코올|메탄올|아세톤|헥산|부틸렌\s?글[리라][콜이]\S*|수용액|ethanol|EtOH|methanol)"
)
_DRAWN = r"(?:추출|우려|우린|우리|침출|침지|환류|달인|달여|뽑(?=[아은고는])|extract)"
# "70% 에탄올, 60℃ 추출": with what it is drawn, and how
SOLVENT = re.compile(
    rf"[\s(v/w)]*(?:의\s)?(?:함수\s?|수용성\s?|발효\s?)?{_LIQUID}(?:[^,.;]{{0,45}}?|(?:,\s?\d[^,.;]{{0,12}}){{1,2}}?){_DRAWN}", re.I
)
# "에탄올 수용액(70 부피%)으로 추출", "에탄올 농도 60%인 수용액에 담가"
OF_SOLVENT = re.compile(rf"{_LIQUID}(?:\s?(?:수용액|용액))?(?:의\s|\s)?(?:농도)?(?:은|는|이|가|를|을)?\s?[(:=]?\s?(?:약\s)?$", re.I)
# "추출: 70% 에탄올", "추출 용매 70% 주정"
DRAWN_BEFORE = re.compile(rf"{_DRAWN}[^.;→\d]{{0,10}}$", re.I)
OF_LIQUID = re.compile(rf"[\s(v/w)]*(?:의\s)?(?:함수\s?|발효\s?)?{_LIQUID}", re.I)
DRAWN = re.compile(rf"[^,.;→]{{0,30}}?{_DRAWN}", re.I)
# "25℃에서의 점도가": how it was measured
UNDER = re.compile(
    r"\s?(?:의\s?온도)?에서(?:의)?\s?(?:측정(?:한|된|시|하여|했을\s때)\s?)?(?:[^\s\d]+\s){0,2}?"
    r"[^\s\d]*(?:도|율|률|비|값|지수|저항|압|탄성)(?:이|가|은|는)\s"
)
NOUN = (
    r"(?:도|율|률|점|값|전위|크기|사이즈|직경|지름|경|두께|길이|폭|너비|높이|깊이|간격|파장|무게|중량|하중|저항|면적|온도|압력|전압|"
    r"전류|용량|거리|각|분자량|강도|계수|탄성률|냉감|pH|HLB|비)"
)
ONLY = re.compile(
    rf"(?:상기\s)?(?:(?P<owner>[^\d,;]{{1,40}}?)의\s)?(?:[^\s\d,;]+\s){{0,2}}?[^\s\d,;]*{NOUN}(?:\([^()\d]{{1,20}}\))?(?:이|가|은|는)?\s(?:[^\d,;]{{2,20}}?측정[^\d\s,;]*\s)?"
    r"(?:약\s)?\s*(?:이|범위|범위이|로|인|이고|이며)?\s*"
)


@dataclass(frozen=True)
class Measured:
    """A claimed range with what it measures and of what; `under`: it only says how something else is measured; `trigger`: from
    which bound on something is done; `called`: the two words that name the measure."""

    range: Range
    kind: str | None
    owner: str = ""
    under: bool = False
    trigger: bool = False
    called: str = ""


def kind_of(text: str, figure: Range) -> str | None:
    """What a figure measures, by the nearest words beside it; None where they say nothing of it."""
    kinds = MEASURES.get(figure.dimension, {})
    if kinds is MEASURES["share"] and SOLVENT.match(text, figure.end):
        return "solvent"
    before, after = text[max(figure.start - 24, 0) : figure.start], text[figure.end : figure.end + 14]
    if kinds is MEASURES["share"] and OF_SOLVENT.search(before) and DRAWN.match(text, figure.end):
        return "solvent"
    if kinds is MEASURES["share"] and DRAWN_BEFORE.search(before) and OF_LIQUID.match(text, figure.end):
        return "solvent"
    if figure.dimension == "time" and INTERVAL.match(text, figure.end):
        return "interval"
    if figure.dimension == "length" and LIGHT.match(text, figure.end):
        return "wavelength"
    lead = re.sub(r"\(([^()\d]{1,12})\)", r" \1 ", before).rstrip(" (")  # "거칠기(Ra)가"
    before = lead[max((m.end() for m in BORDER.finditer(lead)), default=0) :]
    after = BORDER.split(after.lstrip(" "), maxsplit=1)[0]
    after = re.split(r"\d", after, maxsplit=1)[0]
    near = [(len(before) - m.end(), name) for name, p in kinds.items() for m in p.finditer(before)]
    near += [(m.start(), name) for name, p in kinds.items() for m in p.finditer(after)]
    kind = min(near)[1] if near else None
    return f"whole {kind}" if kind in EXTENTS and WHOLE.search(before) else kind


EXTENTS = ("thickness", "length", "height", "width")


def measured(element: Element) -> list[Measured]:
    """The claimed ranges with what they measure."""
    out = []
    for r in element.ranges:
        at = placed(element.text, r)
        owner = [m[1] for m in OWNER.finditer(element.text[: at.start])]
        under = bool(UNDER.match(element.text, at.end))
        trigger = bool(TRIGGER.match(element.text, at.end)) and bound(r) is not None
        called = CALLED.search(element.text[: at.start])
        name = norm(called[1]) if called else ""
        out.append(Measured(r, kind_of(element.text, at), owner[-1] if owner else "", under, trigger, name))
    return out


# "1,000 ppm을 초과하면", "20 % 미만인 경우", "2초 이상일 때", "80 ℃ 이하로 떨어지면"
TRIGGER = re.compile(
    r"[가-힣]{0,3}면(?=[\s,]|$)|(?:이|가)\s?되(?:면|는\s순간|었을\s때)|\s?시(?:에|엔|에는|에만)?(?=[\s,]|$)|(?:인|일|한|할|된|될|하는|되는)?\s?(?:경우|때)"
    r"|(?:으?로|까지)\s[가-힣]{1,4}(?:면|[을를ㄹ]?\s때)|에\s(?:도달|이르|닿)"
)


def bound(r: Range) -> float | None:
    """The one figure of a range that is open at an end, or of a single value."""
    ends = {end for end in (r.low, r.high) if abs(end) != inf}
    return ends.pop() if len(ends) == 1 else None


def triggers(claimed: Range, said: Sequence[Range], text: str) -> list[Range]:
    """From which figures on the description says that something is done."""
    found = [r for r in said if claimed.comparable(r) and bound(r) is not None and TRIGGER.match(text, r.end)]
    if claimed.dimension == "temperature" and not found and (below := BELOW_ZERO.search(text)):
        found = [replace(claimed, low=-inf, high=0.0, text=below[0], start=below.start(), end=below.end())]
    return found


def point(r: Range) -> Range:
    """The bound of a range that is open at an end, as a single value."""
    return replace(r, low=bound(r), high=bound(r), low_open=False, high_open=False)


CALLED = re.compile(r"(?:^|(?<=\s))([가-힣A-Za-z]{2,}\s[가-힣A-Za-z]{2,})(?:이|가|은|는)\s(?:약\s)?$")
BELOW_ZERO = re.compile(r"영하(?!\s?\d)(?=[가-힣\s]{0,6}(?:면|때))")  # "영하가 되면"


OWNER = re.compile(r"(?:^|상기\s|며,\s|고,\s)(?:상기\s)?([^\d,;]{1,40}?)의\s")


def placed(text: str, r: Range) -> Range:
    """The range where it stands in the element, whose text may be cut from a longer one."""
    if text[r.start : r.end].strip() == r.text:
        return r
    at = max(text.find(r.text), 0)
    return replace(r, start=at, end=at + len(r.text))


def only_measures(element: Element) -> bool:
    """Whether an element says nothing but what something of the product measures: "상기 암의 가반하중이 5 내지 15 kg"."""
    if not element.ranges or element.negative or element.contains or element.kind == "step":
        return False
    text = element.text
    for m in measured(element):
        shares = m.range.dimension in SHARES and m.kind in (None, "solvent")
        if shares or m.range.dimension in ("parts", "count") or "ratio" in m.range.dimension:
            return False
        named = re.match(r"(?!약|최[대소]|영하)[가-힣A-Za-z]", m.range.text)  # "pH 5", "경도가 45": with what is measured
        text = text.replace(m.range.text, "비가 " if named else " ", 1)
        if m.under:
            text = re.sub(r"\s에서(?:의)?\s?", " ", text, count=1)
    pieces = [p for p in re.split(r"(?:이며|이고),?\s", re.sub(r"\s+", " ", text)) if p.strip()]
    return all(ONLY.fullmatch(p.strip() + " ") for p in pieces)
