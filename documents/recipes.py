"""Amounts as recipes and data sheets state them: in grams to a kilogram, in a list with one unit for all, as A 65 : B 35 parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from documents.quantities import NUMBER, Range, find, number
from documents.units import SHARES, UNIT_OF

_MASS = r"(?:kg|㎏|킬로그램|킬로|g|그램|톤|tons?)(?![A-Za-z/²³])"
_PACK = r"(?:통|병|팩|캔|포|봉지?|튜브|알|정|캡슐|개|용기|배치|판|컵|스푼|회분)"
_PRODUCT = (
    r"반죽|배합물?|배합액|원료|혼합물|조성물|완제품|제품|전체|본품|베이스|용액|내용물|내용량|크림|로션|세럼|에센스|앰플|토너|샴푸|린스|클렌저|겔|젤|밤|연고|"
    r"치약|음료|소스|시럽|젤리|잉크|페인트|도료|전해액|슬러리|모르타르|콘크리트|사료|비료"
)
_SO_MUCH = rf"(?P<n>{NUMBER})\s?"
_SMALL = rf"(?:{_MASS}|mg|㎎)"
# what the amounts of a recipe are of
WHOLES = tuple(
    re.compile(pattern)
    for pattern in (
        # "(kg당)", "1kg 기준", "1kg 안에"
        rf"(?:{_SO_MUCH})?(?P<unit>{_MASS})\s?(?:당|기준|안에|속에|중에?(?=\s)|배치|batch)",
        # "총 500 g 중", "총량 100 g:", "(총 100 kg)" over a list
        rf"(?:총|합계|도합|총량|전량|총중량|per|total)\s?[:=]?\s?{_SO_MUCH}(?P<unit>{_SMALL})"
        r"(?:\s?(?:중에?|기준|당|안에|배치|에(?=\s)|(?:으로|로|을|를)?\s?(?:잡|맞|만들|되))|(?=\s?[)\]:\n]))",
        r"per\s(?P<n>)(?P<unit>kg)\b",
        rf"{_SO_MUCH}(?P<unit>mL|ml|㎖|L|리터)\s?(?:당|기준|중에?(?=\s))",  # of what is as dense as water
        # "1정(200 mg)": what one tablet weighs; "100g 한 통에", "한 병 50 g에"
        rf"(?<![\d.])1\s?(?:정|캡슐|포|회분)\s?\(\s?(?:[^()\d]{{1,10}}\s)?{_SO_MUCH}(?P<unit>mg|㎎|g)\s?\)",
        rf"{_SO_MUCH}(?P<unit>{_SMALL})(?:짜리)?\s(?:한|1)\s?{_PACK}(?:에(?:는)?|당|\s?기준|\s?중에?)(?![가-힣])",
        rf"(?<![\d가-힣])(?:한|1)\s?{_PACK}\s?\(?(?:총\s)?{_SO_MUCH}(?P<unit>{_SMALL})\)?(?:에(?:는)?|당|\s?기준|\s?중에?)(?![가-힣])",
        # "1톤씩 배합", "1톤 배합 시"
        rf"{_SO_MUCH}(?P<unit>{_MASS})(?:씩\s(?:배합|제조|생산|만들|혼합|비비|비빔)|(?:을|를)?\s(?:배합|제조|생산|조제)(?:\s?시(?![가-힣])|할\s때|\s?기준))",
        # "반죽 1 kg에 단백 250 g": the whole by its name
        rf"(?:{_PRODUCT})\s?{_SO_MUCH}(?P<unit>{_MASS})\s?에(?:는|다가?)?(?=\s)",
    )
)
AGAINST_IT = re.compile(r"[가-힣]\s?대비\s?(?:약\s)?$")
AGAINST_AFTER = re.compile(r"\s?\((?:대\s?[가-힣]{2,}|[가-힣]{2,}\s?대비)\)")  # "1.0 wt%(대 결합재)"
TO_A_BASE = re.compile(r"[가-힣A-Za-z]{2,}\s$")  # "결합재 100 kg당"
DOSE = re.compile(r"(?:체중|몸무게|혈액|하루|1일)\s?$")  # 5 mg to each kg of the body
_LAYERS = ("㎛", "μm", "um", "nm", "㎚", "mm", "㎜", "cm", "㎝")  # "PET 12 / AL 9 / CPP 70 (㎛)"
_COMMON = "|".join(re.escape(u) for u in (*(u for u, (d, *_) in UNIT_OF.items() if d in SHARES | {"parts", "mass"}), *_LAYERS))
# "배합(중량부):", "단위: wt%", "모래 220 (중량부)"
FOR_ALL = re.compile(
    # "[처방표, wt%]": with what the list is
    rf"[(\[]\s?(?:[^()\[\]\d%]{{2,16}}(?:[,:·|/]\s?|\s))?(?:단위\s?[:：]?\s?)?(?:(?:모두|전부)\s)?(?P<unit>{_COMMON})\s?(?:[,;][^()\[\]\d]*)?[)\]]|단위\s?[:：]?\s?(?P<bare>{_COMMON})(?![A-Za-z가-힣])"
)
ITEM = re.compile(r"(?P<name>[^\d\s][^,;\n]*?)\s?[:=]?\s?(?P<n>\d+(?:\.\d+)?)\s*(?:\([^()\d]*\)\s*)?(?:의\s)?(?:비율|비)?\s*$")
_PART = r"[A-Za-z가-힣][\w\-]*(?:\s[A-Za-z가-힣][\w\-]*)?"
AGAINST = re.compile(
    rf"{_PART}\s(?P<first>\d+(?:\.\d+)?)(?P<more>(?:\s?:\s?{_PART}\s\d+(?:\.\d+)?)+)\s?(?P<unit>중량부|중량\s?%|wt\s?%|%|부|phr)?"
)


@lru_cache(maxsize=64)  # every element of a claim asks again
def stated(text: str) -> tuple[Range, ...]:
    """Every amount of a description, in order; one in grams to a kilogram is also a share by weight."""
    found = find(text)
    more = [*_in_lists(text), *_against(text)]
    more += [r for r in _bare_lists(text, found) if all(r.end <= m.start or m.end <= r.start for m in more)]
    found += _in_solvent(text)
    found += [r for r in _of_a_whole(text) if all(r.end <= o.start or o.end <= r.start for o in found)]
    found = [*(r for r in found if all(r.end <= m.start or m.end <= r.start for m in more)), *more]
    # "결합재 대비 1.2 wt%": so many parts to a hundred of it
    against = (r for r in found if r.dimension in SHARES and (AGAINST_IT.search(text, 0, r.start) or AGAINST_AFTER.match(text, r.end)))
    found += [replace(r, dimension="parts") for r in against]
    closing = [(m, ours) for m in CLOSING.finditer(text) if (ours := _before(m, found, text))]
    found += [share for m, ours in closing for share in _shares(m, ours)]
    wholes = (m for pattern in WHOLES for m in pattern.finditer(text) if not DOSE.search(text[: m.start()]))
    wholes = (m for m in wholes if all(m.end() <= c.start() or c.end() <= m.start() for c, _ in closing))
    whole = min(wholes, key=lambda m: (m.start(), -m.end()), default=None)
    told = {r.start for _, ours in closing for r in ours}
    masses = [r for r in found if r.dimension == "mass" and r.start not in told]
    spans = [m.span() for m in (*(m for m, _ in closing), *([whole] if whole else []))]
    found = [r for r in found if r.dimension != "mass" or all(r.end <= a or b <= r.start for a, b in spans)]
    if whole:
        after = [r for r in masses if r.start >= whole.end()]
        shares = [*_shares(whole, [r for r in after or masses if r in found])]
        found += shares
        if whole[0].endswith("당") and TO_A_BASE.search(text, 0, whole.start()):
            found += [replace(r, dimension="parts") for r in shares]
    return tuple(sorted(found, key=lambda r: r.start))


# "메트포르민 1000 mg, HPMC 300 mg (총 1300 mg).": what stands before it in the sentence is of that
CLOSING = re.compile(rf"\(\s?(?:총|합계|계|도합|total)\s?(?:중량|량)?\s?[:=]?\s?{_SO_MUCH}(?P<unit>{_SMALL})\s?\)")
SENTENCE = re.compile(r"[\n;]|(?<!\d)\.\s|(?<=[)다])\.\s")


def _before(said: re.Match, found: list[Range], text: str) -> list[Range]:
    begin = max((m.end() for m in SENTENCE.finditer(text, 0, said.start())), default=0)
    return [r for r in found if r.dimension == "mass" and begin <= r.start < said.start()]


NUMERALS = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "십": 10}
_N = rf"(?:\d+|[{''.join(NUMERALS)}])"
_PARTICLE = r"(?:을|를|이|은|는)?\s?"
PUT_IN = (
    rf"{_PARTICLE}(?:정도|쯤|가량)?{_PARTICLE}(?:만\s)?"
    r"(?:넣|섞|덮|바르|바른|칠|도포|코팅|차지|함유|들어|포함|배합|채우|채운|채웠|사용|쓰|쓴|썼|인(?=\s)|이(?:고|며|다|에요))"
)
# "절반을 넣은", "4분의 1인": told of what is in a thing
FRACTION = re.compile(rf"(?<![가-힣\d])(?:(?P<half>절반)|(?P<of>{_N})\s?분의\s?(?P<n>{_N}))(?={PUT_IN})")


def _of_a_whole(text: str) -> Iterator[Range]:
    for m in FRACTION.finditer(text):
        n, of = (1, 2) if m["half"] else (NUMERALS.get(m[g]) or int(m[g]) for g in ("n", "of"))
        if 0 < n <= of:
            yield Range(100 * n / of, 100 * n / of, "share", m[0], m.start(), m.end())


_WATER, _SPIRIT = r"(?:물|정제수|증류수|water)", r"(?:에탄올|주정|메탄올|아세톤|부틸렌\s?글라이콜|ethanol|EtOH)"
_BY = r"(?:을|를|의|은|는|이|가)?\s?[(=]?\s?(?:부피\s?비|혼합\s?비|비율)?[은는이가]?\s?"
# "물과 에탄올 3:7", "에탄올:물 = 7:3", "물 4, 에탄올 6 부피 비율"
SOLVENTS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_WATER}\s?(?:[:/,]|와|과|랑)\s?{_SPIRIT}{_BY}(?P<water>\d+(?:\.\d+)?)\s?:\s?(?P<spirit>\d+(?:\.\d+)?)(?![\d:])",
        rf"{_SPIRIT}\s?(?:[:/,]|와|과|랑)\s?{_WATER}{_BY}(?P<spirit>\d+(?:\.\d+)?)\s?:\s?(?P<water>\d+(?:\.\d+)?)(?![\d:])",
        rf"{_WATER}\s(?P<water>\d+(?:\.\d+)?)\s?(?:,|:|와|과|대|에)\s?{_SPIRIT}\s(?P<spirit>\d+(?:\.\d+)?)\s?(?:의\s)?(?:부피\s?)?비",
    )
)


def _in_solvent(text: str) -> Iterator[Range]:
    """How much of a solvent is spirit, by its ratio to the water."""
    for m in (m for pattern in SOLVENTS for m in pattern.finditer(text)):
        water, spirit = float(m["water"]), float(m["spirit"])
        if water + spirit:
            share = 100 * spirit / (water + spirit)
            start = min(m.start("water"), m.start("spirit"))
            yield Range(share, share, "volume share", m[0][start - m.start() :], start, m.end())


def _shares(said: re.Match, masses: list[Range]) -> Iterator[Range]:
    """The weights as shares of the whole that a description tells."""
    whole = number(said["n"] or "1") * UNIT_OF[said["unit"]][1]
    for r in masses:
        if r.exact and r.low < whole:
            share = 100 * r.low / whole
            yield replace(r, low=share, high=share, dimension="weight share")


def _in_lists(text: str) -> Iterator[Range]:
    """ "시멘트 100, 슬래그 65 (중량부)", "배합(중량부): 시멘트 100, 슬래그 65": figures that the list gives their unit."""
    for said in FOR_ALL.finditer(text):
        unit = said["unit"] or said["bare"]
        begin = max(text.rfind(c, 0, said.start()) for c in ";:\n") + 1
        if re.search(r"\d\s?(?:의\s)?(?:비율|비)?\s?$", text[: said.start()]):
            yield from _items(text, begin, said.start(), unit, last=True)
        elif not re.match(r"\s*[:：]", text[said.end() :]) and (before := list(_items(text, begin, said.start(), unit, last=False))):
            yield from before  # "A 10 / B 6 / 정제수 잔량 (단위 wt%)"
        else:
            end = min((m.start() for m in re.finditer(r";|\n\n|\.(?=\s|$)", text[said.end() :])), default=len(text) - said.end())
            yield from _items(text, said.end(), said.end() + end, unit, last=False)


# "EtOH 78 wt% / linalool 1.5 / 정제수 to 100": one of a list says the unit, or what is left says that the figures are shares
BARE = re.compile(r"[A-Za-z가-힣)\]](?:\s*[:=]\s*|\s+)(?P<n>\d+(?:\.\d+)?)$")
LEFT = re.compile(
    r"(?:(?:to|up to|ad)\s?100(?:\s?%)?|잔량|잔부|나머지|밸런스|balance|bal\.?|q\.?s\.?|100(?:\s?%)?(?:까지|으로\s?맞춤|이\s되도록))"
    r"\s*\)?\s*$"
    r"|^(?:나머지|잔량|잔부)",
    re.I,
)
NO_SHARE = re.compile(
    r"(?:(?<![A-Za-z])(?:pH|SPF|PA|HLB|step|ver|model|No|type|grade|class)|점도|경도|온도|시간|분자량|비중|굴절률|입경|입도|두께|압력|속도|전압|전류|단계|스텝|"
    r"버전|모델|등급|지수|(?:결합재|시멘트)비|(?:^|\s)(?:제|번|호|타입))\s*[:=]?\s*$",
    re.I,
)
SHARED = re.compile(
    r"(?:모두|전부|단위는|이하|all(?: in)?|in)\s?(?P<unit>wt\s?%|중량\s?%|질량\s?%|%|중량부|vol\s?%)"
    r"|(?P<of>wt\s?%|중량\s?%|질량\s?%|중량부)\s?기준"
)


def _bare_lists(text: str, found: list[Range]) -> Iterator[Range]:
    """The figures without a unit of a list whose other items, or whose remainder, say what they are."""
    for line in re.finditer(r"[^\n]+", text):
        for separator in (r"\s[/|·+]\s", r",\s(?!\d)"):
            cuts = [m.span() for m in re.finditer(separator, line[0])]
            spans = zip([0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(line[0])], strict=True)
            items = [(line.start() + a, line[0][a:b].rstrip(" .").removesuffix("(")) for a, b in spans]
            bare = [(at, m) for at, item in items if (m := BARE.search(item)) and not _no_amount(item, m)]
            if len(bare) < 2:
                continue
            units = [re.sub(r"^[\d.,\s]+", "", r.text) for r in found if _ends_item(r, items) and r.exact]
            units = [u for u in units if u and u in UNIT_OF and UNIT_OF[u][0] in SHARES | {"parts"}]
            said = next((re.sub(r"\s", "", m["unit"] or m["of"]) for m in SHARED.finditer(line[0])), "")
            whole = any(LEFT.search(item) for _, item in items) or abs(sum(float(m["n"]) for _, m in bare) - 100) < 0.5
            unit = said or (units[0] if units and len(units) <= len(bare) else "%" if whole and not units else "")
            for at, m in bare if unit else ():
                yield from _of(m["n"], unit, at + m.start("n"), at + m.end("n"))
            if unit:
                break


def _no_amount(item: str, figure: re.Match) -> bool:
    return bool(LEFT.search(item) or NO_SHARE.search(item[: figure.start("n")]))


def _ends_item(r: Range, items: list[tuple[int, str]]) -> bool:
    return any(at <= r.start and at + len(item) - 2 <= r.end <= at + len(item) + 1 for at, item in items)


def _items(text: str, begin: int, end: int, unit: str, last: bool) -> Iterator[Range]:
    """The items of a list that end in a bare figure; the last ones of it, where the unit stands at its end."""
    cuts = [m.span() for m in re.finditer(r",\s|\s/\s|\s\+\s|\n|(?<=\d),(?=\D)", text[begin:end])]
    spans = list(zip([0, *(b for _, b in cuts)], [*(a for a, _ in cuts), end - begin], strict=True))
    for a, b in reversed(spans) if last else spans:
        item = ITEM.search(text[begin + a : begin + b])
        if item is None or NO_SHARE.search(item["name"]) or LEFT.search(item[0]):
            if last:
                return
            continue
        yield from _of(item["n"], unit, begin + a + item.start("n"), begin + a + item.end("n"))


def _against(text: str) -> Iterator[Range]:
    for m in AGAINST.finditer(text):
        parts = [(m["first"], m.start("first"))]
        parts += [(n[0], m.start("more") + n.start()) for n in re.finditer(r"(?<=\s)\d+(?:\.\d+)?", m["more"])]
        total = sum(float(n) for n, _ in parts)
        for n, at in parts:
            if m["unit"]:
                yield from _of(n, m["unit"], at, at + len(n))
            elif total in (10.0, 100.0):
                yield from _of(f"{100 * float(n) / total:g}", "%", at, at + len(n))
        if len(parts) == 2 and not m["unit"] and float(parts[1][0]):
            ratio = float(parts[0][0]) / float(parts[1][0])
            yield Range(ratio, ratio, "ratio", m[0].strip(), m.start(), m.end())


def _of(figure: str, unit: str, start: int, end: int) -> Iterator[Range]:
    for r in find(figure + unit):
        yield replace(r, text=f"{figure}{unit}", start=start, end=end)
