"""The amounts beside what a description names, and those of two things that are named and measured together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from documents.named import BY
from documents.quantities import Range, find
from tasks.infringement.between import nothing_else


def amounts_of(
    text: str, start: int, end: int, found: Sequence[Range], clause: tuple[int, int], others: list[tuple[int, int]]
) -> tuple[Range, ...]:
    """The amounts said of the words at `start:end`: just before or after them, with no other thing between."""
    out = []
    for r in found[
        bisect_left(found, clause[0], key=lambda r: r.start) : bisect_left(found, clause[1], key=lambda r: r.start)
    ]:
        if r.dimension == "count" or not clause[0] <= r.start < clause[1]:
            continue
        gap = text[end : r.start] if r.start >= end else text[r.end : start] if r.end <= start else ""
        for other in found if "(" in gap else ():  # "이산화티탄(평균 50nm) 10%"
            if end <= other.start and other.end <= r.start:
                gap = re.sub(r"\(\s*(?:평균|약|입경|입도|입자|크기|두께|\s)*\)", "", gap.replace(other.text, ""))
        if bracket := BRACKET.match(gap):  # "이산화티탄(실란 처리, 평균 40 nm) 12%"
            within = (o for o in found if end <= o.start and o.end <= end + bracket.end())
            if not any(o.dimension == r.dimension for o in within):
                aside = (end, end + bracket.end())
                gap, others = gap[bracket.end() :], [o for o in others if not aside[0] <= o[0] < aside[1]]
        if OTHERWISE.search(text[:start]):  # "carob bean gum(=로커스트콩검) 0.9"
            gap = gap.removeprefix(")")
        if based := BASED.match(text[end : r.start]):
            gap, between = "", (end + based.end(), r.start)
        elif r.start >= end and nothing_else(gap, text[r.end : r.end + 16]):
            gap, between = "", (r.start, r.start)
        else:
            between = (end, r.start) if r.start >= end else (r.end, start)
        if any(between[0] <= s < between[1] for s, _ in others) or len(re.sub(r"\s+", " ", gap)) > 24 or re.search(r"[,;]", gap):
            continue
        if r.start >= end:
            ok = re.fullmatch(
                r"\s*\(?(?:을|를|이|가|은|는|의)?\s*(?:함량|농도|양|비율|온도|두께|입경|크기|직경|길이|평균|배합량|첨가량|약|총|(?:섞어|섞어서|혼합해|혼합해서|혼합하여|블렌딩해|블렌딩하여)(?=\s)|합쳐서|합쳐|합해서|합하여|합해|합한|합친|더해서|더해|합산|합계|도합|모두|정확히|정확하게|딱|꼭|겨우|고작|무려|대략|거의|절반(?:\s?정도|쯤|가량)?|으로|로|각각|으로는|이|은|는|가|을|를|"
                r"중량|기준|로는|에서|처리|[:=]|\s)*\(?\s*",
                gap,
            )
        else:
            ok = re.fullmatch(
                r"\s*(?:의|으로|로|짜리|함량의|농도의|두께의|크기의|입경의|에서|동안|급|,)?\s*(?:함유|농도|크기|두께|입자)?(?:의|로)?\s*",
                gap,
            )
        if ok is not None:
            out.append(r)
    return tuple(out)


BRACKET = re.compile(r"\s?\([^()]+\)(?=\s*$)")
OTHERWISE = re.compile(r"\(\s?(?:=|즉|일명|a\.?k\.?a\.?)\s?$")
# "VC를 용매 100중량부 대비 2중량부", "HPMC(SR층 중량의 25%)": what the amount is told against
_ION = r"(?:불소|칼슘|아연|철|마그네슘|요오드|나트륨|칼륨|구리|은|셀레늄|질소|인|염소)(?:\s?이온)?"
BASED = re.compile(
    r"\s?(?:을|를|은|는|이|가)?\s*[^\s,\d]+(?:\s[^\s,\d]+)?\s?100\s?(?:중량부|질량부|부|g|kg)\s?(?:당|대비|기준(?:으로)?|에\s?대(?:하여|해))\s*$"
    r"|\s?(?:을|를|은|는|이|가)?\s?\(?(?:(?:그|이|해당)\s)?(?:[^\s,()\d]+\s)?(?:총\s?|전체\s?)?(?:중량|무게|질량|이\s층|전체|고형분|활물질|결합재|수지|총량|부피)"
    r"(?:의|\s?대비|\s?중|\s?기준(?:으로)?|에\s?대(?:하여|해))\s*$"
    # "모노플루오로인산나트륨을 불소로 1,000 ppm", "SMFP로 불소 1,450 ppm"
    rf"|\s?(?:을|를)\s{_ION}(?:으?로서|으?로|\s기준(?:으로)?)\s*$|(?:으로|로)\s{_ION}\s*$"
    # "펩타이드를 고형분 기준으로 0.05%", "고시 함량인 2%", "1kg당 300 mg"
    r"|\s?(?:을|를|은|는|이|가)?\s?\(?(?!와|과|랑|및)[^\s,;()\d]+(?:\s[^\s,;()\d]+)?\s?기준(?:으로|으로는|치로)?\s*$"
    r"|\s?(?:을|를|은|는|이|가)?\s?(?!와|과|랑|및)(?:[^\s,;()\d]+\s){0,2}[^\s,;()\d]*(?:함량|농도|한도|기준|기준치|상한|하한|최대치|최소치|권장량)인\s*$"
    r"|\s?(?:을|를|은|는|이|가)?\s?(?:제품\s|완제품\s)?(?:1\s?)?(?:kg|㎏|킬로그램|킬로|g|그램)\s?당\s*$"
    rf"|\s?(?:을|를|은|는|이|가|의)?\s(?:(?:함량|농도|비율)[을를은는이가]?\s)?(?:(?:{BY})[이가은는]?\s?)+$"  # "비타민 C를 재 보니 6%"
)
# "병풀 70% 에탄올 추출물을 30 g/kg": what is told of the extract is told of its plant
EXTRACT = re.compile(
    r"\s?(?:\d+\s?%\s?)?(?:에탄올|주정|메탄올|열수|온수|냉수|물|용매|초임계|효소|ethanol|water)\s?(?:수용액\s?)?"
    r"(?:추출(?:물|액)?|extract)(?:\s?분말)?",
    re.I,
)


def extracted_of(
    text: str, start: int, end: int, found: Sequence[Range], clause: tuple[int, int], others: list[tuple[int, int]]
) -> tuple[Range, ...]:
    made = EXTRACT.match(text, end)
    if made is None:
        return ()
    return amounts_of(text, start, made.end(), found, clause, [o for o in others if o[0] >= made.end() or o[1] <= start])


PAIRED = re.compile(  # "PC/ABS(70:20)", "에제티미브/로수바스타틴 10/2.5mg"
    r"(?P<a>[A-Za-z가-힣][\w\-]*)\s?/\s?(?P<b>[A-Za-z가-힣][\w\-]*)\s*\(?\s*(?P<x>\d+(?:\.\d+)?)\s?[:/]\s?(?P<y>\d+(?:\.\d+)?)\s?"
    # "PEG/PPG-10/1디메티콘" names one thing
    r"(?:(?P<unit>%|mg|g|㎎|mL|중량부|부|wt%)|(?![A-Za-z\d.])(?!(?!으로|로|의|비|인|을|를|이|가|은|는|과|와|에|정도|중량|질량|혼합|배합|씩)[가-힣]))"
)


def paired(text: str) -> dict[tuple[int, int], Range]:
    """Amounts of two things that are named, and then measured, together: place of the name → its amount."""
    out = {}
    for m in PAIRED.finditer(text):
        x, y, unit = float(m["x"]), float(m["y"]), m["unit"]
        if not unit:
            if not 0 < x + y <= 100:
                continue
            whole = 100 if x + y > 20 else x + y  # 70:20 leaves room for others, 7:3 does not
            x, y, unit = 100 * x / whole, 100 * y / whole, "%"
        for name, value in (("a", x), ("b", y)):
            if found := find(f"{value:g}{unit}"):
                out[m.span(name)] = replace(found[0], start=m.start(), end=m.end())
    for m in EACH.finditer(text):
        names = [n.span() for n in re.finditer(_NAME, text) if m.start("names") <= n.start() < m.end("names")]
        figures = find(m["figures"])
        if len(figures) == 1:
            figures *= len(names)
        if len(figures) == len(names):
            out |= {place: replace(r, start=m.start("figures"), end=m.end()) for place, r in zip(names, figures, strict=True)}
    return out


# "A와 B를 각각 3%, 0.04%", "A, B 각 3%"
_NAME = r"(?:(?!와\s|과\s|랑\s|이랑\s|하고\s|및\s|각)[A-Za-z가-힣\d\-])+(?=와\s|과\s|랑\s|이랑\s|하고\s|[,·]|\s및\s|[을를은는이가]?\s각)"
_SHARE = r"\d+(?:\.\d+)?\s?(?:중량\s?%|wt\s?%|%|퍼센트|g|mg|중량부|부)?"
EACH = re.compile(
    rf"(?<![A-Za-z가-힣\d\-])(?P<names>{_NAME}(?:(?:와|과|랑|이랑|하고|[,·]|\s및)\s?{_NAME})+)[을를은는이가]?\s각(?:각|기)?\s"
    rf"(?P<figures>(?:{_SHARE}(?:,\s|와\s|과\s|\s?/\s?|\s및\s))*\d+(?:\.\d+)?\s?(?:중량\s?%|wt\s?%|%|퍼센트|g|mg|중량부|부))(?:씩)?"
)
