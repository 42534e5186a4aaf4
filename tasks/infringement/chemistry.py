"""Systematic names of simple compounds: 초산부틸, 부틸아세테이트, 아세트산부틸, butyl acetate and 아세트산 부틸 are one; so are
염화나트륨, 소듐클로라이드 and sodium chloride. A compound is its cation (or alkyl) and its anion, whatever their order.
"""

from __future__ import annotations

import re
from functools import lru_cache

# the first name stands for the others
CATIONS = {
    "나트륨": "소듐 소디움 sodium", "칼륨": "포타슘 포타시움 potassium", "칼슘": "calcium", "마그네슘": "magnesium",
    "아연": "징크 zinc", "철": "아이언 iron", "구리": "코퍼 쿠퍼 copper 동", "알루미늄": "aluminum aluminium",
    "티타늄": "티탄 titanium", "리튬": "lithium", "암모늄": "ammonium", "망간": "망가니즈 manganese",
    "니켈": "nickel", "코발트": "cobalt", "은": "실버 silver", "주석": "틴 tin", "바륨": "barium",
    "지르코늄": "zirconium", "세륨": "cerium", "규소": "실리콘 silicon", "붕소": "보론 boron", "텅스텐": "tungsten",
    "갈륨": "gallium", "인듐": "indium", "하프늄": "hafnium", "탄탈럼": "탄탈 tantalum", "란타넘": "란탄 lanthanum",
    "이트륨": "yttrium", "스트론튬": "strontium", "바나듐": "vanadium", "몰리브덴": "몰리브데넘 molybdenum",
    "니오븀": "niobium", "크롬": "크로뮴 chromium", "게르마늄": "저마늄 germanium", "수소": "하이드로젠 hydrogen",
    "메틸": "메칠 methyl", "에틸": "에칠 ethyl", "프로필": "propyl", "이소프로필": "아이소프로필 isopropyl",
    "부틸": "부칠 butyl", "이소부틸": "아이소부틸 isobutyl", "아밀": "amyl", "헥실": "hexyl",
    "에틸헥실": "ethylhexyl", "옥틸": "octyl", "세틸": "cetyl", "벤질": "benzyl", "토코페릴": "토코페롤 tocopheryl",
    "레티닐": "retinyl", "아스코르빌": "ascorbyl", "글리세릴": "glyceryl", "비닐": "바이닐 vinyl", "페닐": "phenyl",
    "라우릴": "lauryl", "미리스틸": "myristyl", "스테아릴": "stearyl", "벤제토늄": "benzethonium",
    "벤잘코늄": "benzalkonium", "세틸피리디늄": "cetylpyridinium", "세트리모늄": "cetrimonium", "트리에틸": "triethyl",
}
ANIONS = {
    "아세테이트": "초산 아세트산 acetate", "클로라이드": "염화 염화물 클로리드 chloride",
    "설페이트": "황산 술페이트 sulfate sulphate", "하이드록사이드": "수산화 수산화물 히드록시드 hydroxide",
    "옥사이드": "산화 산화물 옥시드 oxide", "디옥사이드": "이산화 다이옥사이드 dioxide",
    "카보네이트": "탄산 카르보네이트 carbonate", "바이카보네이트": "중탄산 탄산수소 비카보네이트 bicarbonate",
    "시트레이트": "구연산 시트르산 citrate", "락테이트": "젖산 유산 lactate", "포스페이트": "인산 phosphate",
    "나이트레이트": "질산 니트레이트 nitrate", "벤조에이트": "안식향산 벤조산 benzoate",
    "살리실레이트": "살리실산 salicylate", "스테아레이트": "스테아르산 stearate", "팔미테이트": "팔미트산 palmitate",
    "올리에이트": "올레산 올레이트 oleate", "라우레이트": "라우르산 laurate", "미리스테이트": "미리스트산 myristate",
    "글루코네이트": "글루콘산 gluconate", "소르베이트": "소르빈산 소르브산 sorbate", "아디페이트": "아디프산 adipate",
    "프탈레이트": "프탈산 phthalate", "실리케이트": "규산 silicate", "나이트라이드": "질화 질화물 니트리드 nitride",
    "플루오라이드": "불화 불화물 플루오르화 fluoride", "브로마이드": "브롬화 취화 bromide",
    "아이오다이드": "요오드화 iodide", "설파이드": "황화 황화물 sulfide", "카바이드": "탄화 탄화물 carbide",
    "아크릴레이트": "아크릴산 acrylate", "메타크릴레이트": "메타크릴산 methacrylate",
    "프로피오네이트": "프로피온산 propionate", "말레이트": "말산 사과산 malate",
    "타르트레이트": "주석산 타르타르산 tartrate", "숙시네이트": "호박산 succinate", "퍼설페이트": "과황산 persulfate",
    "페록사이드": "과산화 peroxide", "보레이트": "붕산 borate", "옥살레이트": "옥살산 수산 oxalate",
    "글리콜레이트": "글리콜산 glycolate",
}


def _table(names: dict[str, str]) -> dict[str, str]:
    return {name: first for first, others in names.items() for name in (first, *others.split())}


CATION, ANION = _table(CATIONS), _table(ANIONS)


def _any(names: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


NUMBER = r"(?:디|다이|트리|트라이|모노|이|삼|di|tri|mono)?"
FORMS = (
    re.compile(rf"(?P<anion>{_any(ANION)})(?:{NUMBER})(?P<cation>{_any(CATION)})"),       # 초산부틸, 수산화나트륨
    re.compile(rf"(?:{NUMBER})(?P<cation>{_any(CATION)})(?:{NUMBER})(?P<anion>{_any(ANION)})"),  # 부틸아세테이트, sodium chloride
)


SYMBOLS = {
    "Na": "나트륨", "K": "칼륨", "Ca": "칼슘", "Mg": "마그네슘", "Zn": "아연", "Fe": "철", "Cu": "구리",
    "Al": "알루미늄", "Ti": "티타늄", "Li": "리튬", "Mn": "망간", "Ni": "니켈", "Co": "코발트", "Ag": "은",
    "Sn": "주석", "Ba": "바륨", "Zr": "지르코늄", "Ce": "세륨", "Si": "규소", "B": "붕소", "W": "텅스텐",
    "Ga": "갈륨", "In": "인듐", "Hf": "하프늄", "Ta": "탄탈럼", "La": "란타넘", "Y": "이트륨", "Sr": "스트론튬",
    "V": "바나듐", "Mo": "몰리브덴", "Nb": "니오븀", "Cr": "크롬", "Ge": "게르마늄", "NH4": "암모늄", "H": "수소",
}
GROUPS = {
    "OH": "하이드록사이드", "CO3": "카보네이트", "HCO3": "바이카보네이트", "SO4": "설페이트", "PO4": "포스페이트",
    "NO3": "나이트레이트", "Cl": "클로라이드", "F": "플루오라이드", "Br": "브로마이드", "I": "아이오다이드",
    "S": "설파이드", "N": "나이트라이드", "C": "카바이드", "O": "옥사이드",
}
FORMULA = re.compile(rf"(?P<metal>{_any(SYMBOLS)})[\dx]*\(?(?P<group>{_any(GROUPS)})\)?(?P<count>[\dxy]*)")


SYMBOL_FIRST = re.compile(rf"^({_any(SYMBOLS)})[\s-](?=[A-Za-z가-힣]{{4,}})")


@lru_cache(maxsize=65536)
def compound(name: str) -> str | None:
    """ "부틸아세테이트" of any of its names; None for what is no simple compound."""
    if match := FORMULA.fullmatch(name.strip()):
        group = "디옥사이드" if match["group"] == "O" and match["count"] == "2" else GROUPS[match["group"]]
        return SYMBOLS[match["metal"]] + group
    name = SYMBOL_FIRST.sub(lambda m: SYMBOLS[m[1]], name.strip())  # Mg stearate
    plain = re.sub(r"[\s\-]+", "", name.lower())
    for form in FORMS:
        if match := form.fullmatch(plain):
            return CATION[match["cation"]] + ANION[match["anion"]]
    return None


def chemical_element(name: str) -> str | None:
    """크롬 of 크롬, 크로뮴, chromium and Cr."""
    return SYMBOLS.get(name.strip()) or CATION.get(name.strip().lower())


def member(named: str | None, claimed: str | None) -> bool:
    """Whether one compound is a kind of the other: a dioxide is an oxide."""
    return bool(named and claimed) and claimed.endswith("옥사이드") and named == claimed[:-4] + "디옥사이드"


CATHODE = re.compile(
    r"Li(?!1\.[2-9])[\d.xy+\-]*[(\[]?(?P<metals>(?:(?:Ni|Co|Mn|Al|Fe)[\d./xyz+\-]*){1,4})[)\]]?[\d.xyz]*"
    r"(?P<anion>PO4|O2|O4)(?:[\d.\-δxF]*)(?:/C)?"
)
# the metals of lithium oxides in the order in which they are named
CATHODES = {
    ("O2", "Co Mn Ni"): "리튬 니켈 코발트 망간 산화물", ("O2", "Al Co Ni"): "리튬 니켈 코발트 알루미늄 산화물",
    ("O2", "Al Co Mn Ni"): "리튬 니켈 코발트 망간 알루미늄 산화물", ("O2", "Co"): "리튬 코발트 산화물", ("O2", "Ni"): "리튬 니켈 산화물",
    ("O4", "Mn"): "리튬 망간 산화물", ("O2", "Mn"): "리튬 망간 산화물", ("O4", "Mn Ni"): "니켈-망간계 스피넬", ("PO4", "Fe"): "리튬 인산철",
    ("PO4", "Fe Mn"): "리튬 망간 인산철",
}


@lru_cache(maxsize=4096)
def cathode(formula: str) -> str | None:
    """The name of a lithium cathode by its formula: LiNi0.6Co0.2Mn0.2O2, LiFePO4."""
    match = CATHODE.fullmatch(re.sub(r"\s", "", formula).translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")))
    if not match:
        return None
    metals = " ".join(sorted(set(re.findall("Ni|Co|Mn|Al|Fe", match["metals"]))))
    return CATHODES.get((match["anion"], metals))
