"""Names made of a source and what is made of it: 그린티 추출물, 녹차추출물 and Camellia Sinensis Leaf Extract are one,
녹차 오일 and 감초 추출물 are others. Reads dictionaries/sources.csv (name, also: its other names, between semicolons).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from tasks.infringement.normal import norm
from tasks.infringement.ways import IN_BRACKETS, compared, parted, phrases

TABLE = Path(__file__).parents[2] / "dictionaries" / "sources.csv"
# what is made -> how that is said; the longest ending decides
MADE = {
    "추출물": "추출물 추출액 추출분말 추출농축액 추출 농축액 엑스 엑스트랙트 extract extracts",
    "발효물": "발효물 발효여과물 발효용해물 발효추출물 발효액 발효 퍼먼트 퍼먼트용해물 퍼먼트여과물 용해물 여과물 여과액 추출물발효물 "
              "ferment fermentfiltrate fermentlysate filtrate 발효추출액",
    "정유": "정유 에센셜오일 essentialoil",
    "오일": "오일 유 oil",
    "버터": "버터 butter",
    "수액": "수액 sap",
    "즙": "즙 주스 juice",
    "수": "수 잎수 꽃수 추출수 워터 플로럴워터 증류수 꽃수 water hydrosol 하이드로졸 flowerwater",
    "가루": "파우더 powder 분말",
    "가수분해물": "가수분해물",
    "단백질": "단백질 protein 프로테인",
    "엑소좀": "엑소좀 엑소좀나노베지클 엑소좀유사나노베지클 엑소좀유사베지클 엑소좀유사소포체 엑소좀유사나노입자 "
             "세포외소포 세포외소포체 exosome exosomes nanovesicle exosomelikenanovesicle",
    "캘러스": "캘러스배양추출물 캘러스추출물 줄기세포배양액 줄기세포추출물 "
             "캘러스배양액 스템셀배양액 줄기세포 스템셀 stemcell 세포배양추출물 세포배양액",
}
PARTS = {
    "잎": "잎 엽 leaf", "뿌리": "뿌리 근 root", "꽃": "꽃 화 flower", "열매": "열매 과실 과일 fruit berry",
    "씨": "씨 종자 씨앗 커널 커넬 seed kernel",
    "껍질": "껍질 피 수피 peel bark", "줄기": "줄기 stem", "새싹": "새싹 싹 sprout", "배아": "배아 germ",
}
EXTRACTED = {"추출물", "발효물", "캘러스", "가수분해물", "수액", "즙"}
LIKELY = {"씨": "오일"}  # 포도 오일 is pressed from the seed
ENDINGS = {norm(w): kind for kind, said in MADE.items() for w in said.split()}
PART = {norm(w): part for part, said in PARTS.items() for w in said.split()}


# "과일 추출물" may be of any of them
ANY = re.compile(r"(?:천연|자연|식물|식물성|과일|과실|열매|허브|약초|한방|생약|한약재|베리|"
                 r"곡물|버섯|해조류?|해초|꽃|씨앗|견과|뿌리|잎|유기농|발효|복합|각종|여러|혼합)")


@cache
def sources() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as f:
        return {norm(n): r["name"] for r in csv.DictReader(f) for n in (r["name"], *r["also"].split(";")) if norm(n)}


@lru_cache(maxsize=1024)
def names_of_source(source: str) -> tuple[str, ...]:
    """Every name of it, as norm writes them."""
    return tuple(n for n, s in sources().items() if s == source)


def said_in(source: str, text: str) -> bool:
    """Whether a text names it in any way."""
    return any(name in norm(text) for name in names_of_source(source))


def source_of(key: str) -> str | None:
    """The source of a name; a tree with its 나무 or without: 왕벚꽃 is the flower of the 왕벚나무, 두충 the 두충나무."""
    tree = key[:-2] if key.endswith("나무") else key + "나무"
    return sources().get(key) or (sources().get(tree) if len(key) > 1 and len(tree) > 1 else None)


FROM = re.compile(r"(?:으?로부터|에서)?(?:유래(?:한|된|의)?|분리(?:한|된)|추출한|얻은)")  # 당근에서 유래한 엑소좀


@lru_cache(maxsize=65536)
def natural(name: str) -> tuple[str, str, str] | None:
    """(source, part of it or "", what is made of it); None for other names."""
    key = FROM.sub("", norm(parted(name if IN_BRACKETS.fullmatch(name) else BRACKETS.sub("", name))[0]))
    for size in range(min(len(key) - 1, 16), 0, -1):
        if (kind := ENDINGS.get(key[-size:])) is None:
            continue
        rest = key[:-size]
        if source := source_of(rest):
            return source, "", kind
        for cut in range(min(len(rest) - 1, 6), 0, -1):
            if (part := PART.get(rest[-cut:])) and (source := source_of(rest[:-cut])):
                return source, part, kind
    return None


def listed_with(word: str, after: str) -> str:
    """추출물 of 복숭아 in "복숭아, 살구 추출물": what is made of the last of a list is made of all of it."""
    if norm(word) not in sources():
        return ""
    while match := NEXT.match(after):
        after = after[match.end() :]
        words = re.match(r"(\S+?)(?:\s(\S+?))?(?=[,./·]|을|를|이|가|은|는|과|와|및|랑|하고|로|의|\s|$)", after)
        if not words:
            return ""
        for said in (f"{words[1]} {words[2]}" if words[2] else "", words[1]):
            if said and (made := natural(said)):
                return made[2]
        if norm(words[1]) not in sources():
            return ""
        after = after[len(words[1]) :]
    return ""


NEXT = re.compile(r"\s*(?:,|·|/|\s및\s|와\s|과\s|랑\s|이랑\s|하고\s)\s*(?:및\s)?")


def whole_names(names: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """Names of which bare sources are also meant as what is made of them: 복숭아 추출물 for 복숭아."""
    return (*names, *(f"{n} {kind}" for n in names if norm(n) in sources() and kind))


def places(text: str) -> list[tuple[int, int]]:
    """Where such names stand in a text, the longest first at each place, whatever the analyser makes of their words."""
    words = [m.span() for m in re.finditer(r"[^\s,;]+", text) if re.search(r"\w", m[0])]
    found: list[tuple[int, int]] = []
    for i, (start, _) in enumerate(words):
        for _, end in reversed(words[i : i + 4]):
            stop = next((e for e in range(end, max(end - 4, start + 1), -1) if text[e - 1].strip() and natural(text[start:e])), 0)
            if stop and not re.search(r",|\s/\s", text[start:stop]):
                found.append((start, stop))
                break
    for start, of, end in phrases(text):  # "병풀을 에탄올로 우려낸 엑기스": the words of it that name a source, or one
        starts = [start + m.start() for m in re.finditer(r"\S+", text[start:of])]
        found.append((next((s for s in starts if natural(text[s:end])), starts[-1]), end))
    return found


def made_into(name: str) -> str | None:
    """추출물 of "X 추출물", whatever the source."""
    key = norm(name)
    return next((ENDINGS[key[-size:]] for size in range(min(len(key), 16), 0, -1) if key[-size:] in ENDINGS), None)


WORD = re.compile(r"(?<!\S)(?:[가-힣]{2,12})")
AFTER_IT = re.compile(r"(?:을|를|이|의|에서|으로부터|로부터|로|으로)?$")


def worked_on(text: str) -> list[tuple[str, int, int]]:
    """(source, start, end) of the plants and animals that a text works on: "인삼 캘러스를 배양", "서리태를 추출"."""
    out = []
    for m in WORD.finditer(text):
        word = AFTER_IT.sub("", m[0])
        for size in range(len(word), 1, -1):
            source, rest = sources().get(norm(word[:size])), word[size:]
            if source and (not rest or rest in PART) and (rest or word != m[0] or THING.match(text, m.end())):
                out.append((source, m.start(), m.start() + len(word)))
                break
    return out


THING = re.compile(r"\s(?:유래|잎|뿌리|꽃|열매|씨|껍질|줄기|새싹|캘러스|줄기세포|배양|추출|열수|분말|가루|종자|과육|오일)")


def stands_to(claimed: str, named: str, relation: Callable[[str, str], str | None]) -> str | None:
    """ "same", "member", "class" or "other" of two such names, and of how they are made; None where either is none or they
    are no rivals. `relation`: of other names, such as those of microbes."""
    (a, ours), (b, theirs) = (parted(n if IN_BRACKETS.fullmatch(n) else BRACKETS.sub("", n)) for n in (claimed, named))
    found = _stands_to(a, b)
    if not ours and not theirs:
        return found
    found = "same" if found is None and norm(a) == norm(b) else found  # of a plant that no table knows
    return compared(ours, theirs, relation) if found in ("same", "member") else found


BRACKETS = re.compile(r"\([^)]*\)")


def _stands_to(claimed: str, named: str) -> str | None:
    a, b = natural(claimed), natural(named)
    if ENDINGS.get(norm(claimed), "") == ENDINGS.get(norm(named)):
        return "same"  # two words for exosomes
    if b is None and (ANY.match(norm(named)) or norm(named) in ENDINGS):
        kind = a[2] if a else made_into(claimed)  # of a plant that no table knows, too
        return "class" if kind and made_into(named) == kind and norm(claimed) != norm(named) else None
    if a and b and a[0] == b[0] and a[2] != b[2] and {a[2], b[2]} <= EXTRACTED:
        return "other" if a[1] and b[1] and a[1] != b[1] else "class"  # made of one plant in another way: to be asked
    if a and b and a[0] == b[0] and {a[2], b[2]} == {"정유", "오일"} and not LIKELY.get(a[1] or b[1]):
        return "same"  # 편백 오일 is its essential oil
    if a is None or b is None or a[2] != b[2]:
        return None
    if a[0] != b[0]:
        return "other"
    if a[1] == b[1] or a[2] == "수" or LIKELY.get(a[1] or b[1]) == a[2]:
        return "same"
    return "member" if not a[1] else "class" if not b[1] else "other"
