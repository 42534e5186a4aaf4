"""How a thing is made of its source, where its name says so: 병풀 에탄올 추출물, "병풀을 70% 에탄올로 우려낸 엑기스",
"블루베리 잎을 효모로 발효한 발효물". The name without it is that of the thing made in any way."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tasks.infringement.normal import norm

SOLVENTS = {
    "물": "물 열수 정제수 증류수 냉수 온수 뜨거운물 끓는물 찬물 열탕 수용액 water hotwater aqueous",
    "에탄올": "에탄올 주정 발효주정 알코올 알콜 에틸알코올 에탄올수용액 주정수용액 주침 함수에탄올 ethanol etoh ethanolic",
    "메탄올": "메탄올 메틸알코올 methanol meoh methanolic",
    "부탄올": "부탄올 n부탄올 부틸알코올 butanol nbutanol",
    "아세트산에틸": "에틸아세테이트 아세트산에틸 초산에틸 ethylacetate",
    "헥산": "헥산 n헥산 노르말헥산 hexane nhexane",
    "클로로포름": "클로로포름 chloroform", "아세톤": "아세톤 acetone",
    "디클로로메탄": "디클로로메탄 메틸렌클로라이드 염화메틸렌 dichloromethane",
    "부틸렌글라이콜": "부틸렌글라이콜 부틸렌글리콜 13부틸렌글라이콜 bg butyleneglycol",
    "프로필렌글라이콜": "프로필렌글라이콜 프로필렌글리콜 propyleneglycol", "프로판디올": "프로판디올 프로판다이올 propanediol",
    "글리세린": "글리세린 glycerin",
    "이산화탄소": "초임계 초임계이산화탄소 이산화탄소 co2 초임계유체 초임계co2 supercritical supercriticalco2",
    "오일": "오일 식물성오일 oil", "아임계수": "아임계수 subcriticalwater",
}
OF_SOLVENTS = {  # classes
    "알코올류": ("저급알코올 c1c4저급알코올 탄소수1내지4의알코올 c1내지c4알코올", {"에탄올", "메탄올", "부탄올"}),
    "유기용매": ("유기용매 용매 organicsolvent", set(SOLVENTS) - {"물", "아임계수", "이산화탄소"}),
}
SOLVENT = {norm(w): s for s, said in SOLVENTS.items() for w in said.split()}
SOLVENT |= {norm(w): s for s, (said, _) in OF_SOLVENTS.items() for w in said.split()}

MADE = (
    r"(?P<made>추출물|추출액|추출\s?농축액|농축액|엑기스|엑스|익스트랙트|"
    r"발효물|발효액|발효\s?추출물|발효\s?여과물|발효\s?용해물|배양물|배양액)"
)
BY = r"(?:(?P<by>[^,.]{1,40}?)(?:(?:으로|로)만?|에|에서|[을를]\s이용(?:해|하여)|[을를]\s접종(?:해|하여|한\s(?:뒤|후)))\s+)?"
PHRASE = re.compile(
    rf"(?P<of>[^\s,]+(?:\s[^\s,]+){{0,2}}?)(?:을|를)\s+{BY}"
    rf"(?:끓여|가열해|가열하여|담가)?\s?(?P<verb>(?:열수|냉침|환류|초음파|저온|고온)?\s?추출|우려|우린|달여|달인|침출|발효)"
    rf"(?!하는|시키는|하지|하고\s|시키고\s|기)\S*(?:\s(?:얻은|만든|제조한|수득한|얻어진|낸))?(?:\s+(?:(?P=of)\s)?(?:열수\s?)?{MADE})?"
)
# "70% 에탄올로 추출한 병풀 추출물": the way before its source
BEFORE = re.compile(
    r"(?P<by>[^\s,.]+?(?:\s[^\s,.]+?)?)(?:으로|로)만?\s+(?:추출|우려|달여|발효)\S*[한된낸](?:\s얻은)?\s+(?P<of>[^\s,]+(?:\s[^\s,]+)?)\s?"
    + MADE
)
# "인삼 추출물(30% 에탄올 추출)"
IN_BRACKETS = re.compile(
    rf"(?P<of>[^\s,()]+(?:\s[^\s,()]+)?)\s?{MADE}\s?\((?P<by>[^()]{{1,30}}?)(?:으로|로)?\s?(?:추출|우려낸|발효)(?:한\s?것|함|물)?\)"
)
NAMED = re.compile(
    rf"(?P<of>.+?)(?P<gap>\s?)(?:\d+(?:\.\d+)?\s?%?\s?(?:\(v/v\)\s?)?)?"
    rf"(?P<by>{'|'.join(sorted(map(re.escape, SOLVENT), key=len, reverse=True))}|"
    r"ethyl acetate|hot water|butylene glycol|1,3-부틸렌글라이콜|supercritical CO2|초임계 이산화탄소|에탄올 수용액|주정 수용액)\s?"
    r"(?P<made>추출물|추출액|추출분말|추출농축액|엑기스|익스트랙트|extracts?)",
    re.I,
)
INCI = re.compile(r"(?P<by>[^/\s]+(?:\s[^/\s]+)?)\s?/\s?(?P<of>.+(?:발효\s?\S*|ferment\b.*))", re.I)
# "에탄올로 추출한 추출물을 유산균으로 발효한": what the last of two deeds is done by
AT_FIRST = re.compile(rf"^.*\s{MADE.replace('?P<made>', '?:')}(?:을|를)\s")
WITHOUT = re.compile(r"^\S+\s(?:없이|대신|말고)\s")  # "에탄올 없이 물로만"
AMOUNT = re.compile(
    r"^(?:약\s*)?[\d.,~]+\s?(?:v/v|부피)?\s?%(?:\s?\(v/v\))?\s*(?:농도의\s*)?|"
    r"^[\d.~]+\s?(?:℃|도)(?:의|에서)?\s*|(?:\s?균주|\s?발효균)$"
)
LAST_AMOUNT = re.compile(r"\s?\d+(?:\.\d+)?\s?(?:부피\s?)?%(?:\s?\(v/v\))?$")


@lru_cache(maxsize=65536)
def parted(name: str) -> tuple[str, str]:
    """(the name of the thing made in any way, the way or "")."""
    if m := PHRASE.fullmatch(name.strip()):
        kind = m["made"] or ("발효물" if m["verb"] == "발효" else "추출물")
        way = AMOUNT.sub("", AMOUNT.sub("", WITHOUT.sub("", AT_FIRST.sub("", (m["by"] or "").strip()))))
        way = way or next((w for w in ("열수",) if m["verb"].startswith(w)), "")
        return f"{m['of']} {kind}", way.strip()
    if m := IN_BRACKETS.fullmatch(name.strip()):
        return f"{m['of']} {m['made']}", AMOUNT.sub("", LAST_AMOUNT.sub("", m["by"].strip())).strip()
    if m := BEFORE.fullmatch(name.strip()):
        return f"{m['of']} {m['made']}", AMOUNT.sub("", m["by"])
    if (m := NAMED.fullmatch(name.strip())) and (m["gap"] or len(m["by"]) > 1) and re.search(r"[가-힣a-z]{2}", m["of"], re.I):
        return f"{m['of']} {m['made']}", m["by"]
    if m := INCI.fullmatch(name.strip()):
        return m["of"], m["by"].strip()
    return name, ""


def compared(ours: str, theirs: str, relation: Callable[[str, str], str | None]) -> str | None:
    """What the second way is to the first: "same", "member", "class" (not said, or wider) or "other"."""
    if not ours:
        return "member" if theirs else "same"
    if not theirs:
        return "class"
    a, b = SOLVENT.get(norm(ours)), SOLVENT.get(norm(theirs))
    if not a or not b:
        return relation(ours, theirs) or ("same" if norm(ours) == norm(theirs) else "class")
    if a == b:
        return "same"
    if a in OF_SOLVENTS and b in OF_SOLVENTS[a][1]:
        return "member"
    return "class" if b in OF_SOLVENTS and a in OF_SOLVENTS[b][1] else "other"


def phrases(text: str) -> list[tuple[int, int, int]]:
    """(start, end of the source, end) of such phrases in a text, the source as long as it can be."""
    return [(m.start("of"), m.end("of"), m.end()) for m in PHRASE.finditer(text)] + [
        (m.start(), m.end("of"), m.end()) for pattern in (BEFORE, IN_BRACKETS) for m in pattern.finditer(text)
    ]
