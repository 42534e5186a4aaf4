"""What an element's modifiers demand of the product, what a negative element does, and what is said to be undecided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.claims import Element
from tasks.infringement.chosen import chosen, is_used
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.natural import said_in, worked_on
from tasks.infringement.normal import norm
from tasks.infringement.rivals import stands_for_nothing, told_by_type
from tasks.infringement.spans import NONE_OF, Mention, Product
from tasks.infringement.status import LEFT_OUT, USED
from tasks.infringement.terms import CLASS, MEMBER, OTHER, SAME, Hit, Terms
from tasks.infringement.verdicts import Verdict
from tasks.infringement.whose import of_another

AMBIENT = frozenset(norm(t) for t in ("물", "공기", "가스", "전기", "열", "빛", "배터리", "사용자", "화면"))  # named without being demanded


COATED = re.compile(r"([^\s,]{2,}?)(?:으로|로)\s+(?:표면\s?)?(?:코팅|피복|개질)")  # one coating leaves no room for another
WORKED_ON = re.compile(r"(?:\s?(?:농도|온도|압력|위치|속도|수위|무게|함량|두께|습도|유량)|의\s.*)?(?:[을를]|에)\s.*(?:하는|시키는)$")


def demanded(element: Element, verdict: Verdict, product: Product, terms: Terms) -> Verdict:
    """Modifiers that name another thing (표면처리된, 봉입된, 탑재된): that thing must be in the product too."""
    if denied_in(element, product):
        return replace(verdict, span=None, match=MISSED, basis="absence")
    for need in (chosen(n, product, terms) for n in element.needs):
        if denied_of(need, product):
            return replace(verdict, span=None, match=MISSED, basis="absence")
        for source, _, _ in worked_on(need):
            if not said_in(source, product.text):
                theirs = next((product.text[a:b] for _, a, b in worked_on(product.text)), None)
                if theirs:  # 인삼 유래 for "당근 뿌리로부터 분리한"
                    return replace(verdict, span=theirs, match=MISSED, basis="other")
                return replace(verdict, match=UNKNOWN, basis="silence")
        hits = terms.hits(need)
        for hit in hits:
            if norm(hit.text) in AMBIENT or re.search(r"상기\s+$", need[: hit.start]) or any(terms.category(k) for k in hit.canonicals):
                continue  # another element, or the product itself
            said = [m for m in product.mentions if terms.relation(hit.text, m.text) in (SAME, MEMBER)]
            if any(m.status == USED for m in said) or told_by_type(hit.text, product):
                continue
            if any(is_used(o.text, product, terms) for o in _or_else(hit, hits, need)):
                continue  # "알루미나 졸 또는 실리카 졸에서 유래한": either will do
            if said and said[0].status == LEFT_OUT:
                return replace(verdict, span=None, match=MISSED, basis="absence")
            if WORKED_ON.match(need[hit.end :]):
                continue  # what a thing works on is no part of it: the wafer of "웨이퍼를 연마하는 패드"
            other = next(
                (
                    m
                    for m in product.mentions
                    if m.status == USED
                    and terms.relation(hit.text, m.text) == OTHER
                    and not stands_for_nothing(m, product)
                    and m.start != (verdict.mention.start if verdict.mention else -1)
                    and not of_another(element, m, product)
                ),
                None,
            )
            ours, theirs = COATED.search(need), COATED.search(product.text)
            if ours and theirs and terms.relation(hit.text, theirs[1]) not in (SAME, MEMBER, CLASS):
                return replace(verdict, span=theirs[1], match=MISSED, basis="other")
            if other is not None:
                return replace(verdict, span=other.text, match=MISSED, basis="other")
            if re.match(r"형(?![가-힣])", need[hit.end :]):
                continue  # 자외선 경화형: a type, which people do not name
            if verdict.basis != "spelling" and re.fullmatch(r"(?:하|시키)는", need[hit.end :]):
                continue  # what a thing called by its name does: "패드를 압착하는 전동 기계식 브레이크"
            return replace(verdict, match=UNKNOWN, basis="silence")
    return verdict


OR = re.compile(r"(?:\s?[가-힣]{1,3})?\s?(?:또는|혹은|이나|나|및/또는|/)\s")


def _or_else(hit: Hit, hits: Sequence[Hit], need: str) -> list[Hit]:
    """What may be there for a thing that is one of a choice."""
    return [o for o in hits if o is not hit and OR.fullmatch(need, *sorted((hit.start, o.start, hit.end, o.end))[1:3])]


def denied_in(element: Element, product: Product) -> bool:
    """Whether the description denies what a part works with: QR 코드 of "QR 코드를 스캔하면 이력을 제공하는 서버", which it has."""
    if element.kind != "component" or element.negative:
        return False
    used = [norm(m.text) for m in product.mentions if m.status == USED]
    kinds = {norm(word) for name in element.names for word in name.split()[:-1]}  # 적외선 of an 적외선 카메라
    return any(
        norm(m.text) in kinds
        or re.search(rf"(?<![가-힣A-Za-z])(?<!상기\s){re.escape(m.text)}(?:을|를|이|가|에|로|으로|와|과|의)\s", element.text)
        for m in product.mentions
        if m.status == LEFT_OUT and len(m.text) > 1 and not any(norm(m.text) in u for u in used)
    )


def denied_of(need: str, product: Product) -> bool:
    """ "투과광이 아니라 반사광을 받는 수광부": no 수광부 of "투과한 광을 검출하는"."""
    doing = re.match(r"(?:\S+(?:을|를|에서|에|로)\s)?([가-힣]{2,4}?)(?:한|된|하는|되는)(?=\s|$)", need)
    word = norm(doing[1]) if doing else ""
    out = [m for m in product.mentions if word and m.status == LEFT_OUT and norm(m.text).startswith(word)]
    return bool(out) and not any(word in norm(m.text) for m in product.mentions if m.status == USED)


def negative(
    element: Element, used: list[Mention], met: list[tuple[float, Mention]], product: Product, terms: Terms
) -> Verdict:
    """ "…를 포함하지 않는": the product meets it by leaving the thing out."""
    stems = tuple(dict.fromkeys(x for n in element.names for x in (n, OF_KIND.sub("", n), *_kinds(n, terms))))  # 알루미늄 of 알루미늄염
    lasts = tuple(n.split()[-1] for n in element.names if " " in n and len(n.split()[-1]) > 1)  # 용제 of 유기 용제
    names = "|".join(map(re.escape, (*stems, *lasts)))
    without = re.compile(rf"(?<![가-힣])[무노논비]\s?(?:{names})(?!산)|(?<![가-힣])(?:{names})[\s-]?(?:프리|free)", re.I)
    for said in ENGLISH_FREE.finditer(product.text):
        word = terms.words.get(said[1].lower(), "")
        if word and any(word == n or terms.relation(word, n) == SAME for n in (*stems, *lasts)):
            return Verdict(element, said[0], MET, "code", "absence")
    for said in NONE_OF.finditer(product.text):  # 무알코올
        if any(terms.relation(n, said[1]) in (SAME, MEMBER) for n in element.names):
            return Verdict(element, said[0], MET, "code", "absence")
    watery = any(norm(n) in ("물", "정제수", "수분", "water") for n in element.names)
    scented = any("향" in n for n in element.names)
    if said := without.search(product.text) or scented and UNSCENTED.search(product.text) or watery and WATERLESS.search(product.text):
        return Verdict(element, said[0], MET, "code", "absence")
    if used:
        return Verdict(element, used[0].text, MISSED, "code", "term", mention=used[0])
    kinds = re.compile(rf"(?:{'|'.join(map(re.escape, stems))})(?:계|계열)(?![가-힣])")
    there = (m for m in product.mentions if m.status == USED and m.whole and not m.text.endswith(" 0"))
    of_kind = next((m for m in there if kinds.match(m.text)), None)
    if of_kind:  # 불소계 발수제, for what is to be without 불소 화합물
        return Verdict(element, of_kind.text, MISSED, "code", "term", mention=of_kind)
    out = [m for _, m in met if m.status == LEFT_OUT and not HANGUL.match(product.text[m.start - 1 : m.start])]
    members = [norm(m.text) for m in out if all(terms.relation(n, m.text) == MEMBER for n in element.names)]
    if out and not (len(set(members)) == 1 and len(members) == len(out)):  # without 메틸파라벤 there may be other parabens
        return Verdict(element, out[0].text, MET, "code", "absence")
    for m in product.mentions:
        alike = norm(m.text) in map(norm, stems) and not HANGUL.match(product.text[m.start - 1 : m.start]) or m.whole and m.text in lasts
        alike = alike or m.whole and any(_wider(n, m.text) for n in element.names)
        if m.status == LEFT_OUT and (alike or all(terms.relation(n, m.text) == CLASS for n in element.names)):
            return Verdict(element, m.text, MET, "code", "absence")
    return Verdict(element, None, UNKNOWN, "code", "silence")


def _wider(name: str, said: str) -> bool:
    """휘발성 용제 of a 휘발성 유기용제: the last word by its end, those before it as they are."""
    *ours, last = name.split()
    *theirs, end = said.split()
    return len(end) > 1 and norm(last).endswith(norm(end)) and bool(theirs) and set(theirs) <= set(ours)


HANGUL = re.compile("[가-힣]")
OF_KIND = re.compile(r"(?<=[가-힣]{3})(?:염|염류|류|계|\s?화합물|\s?성분|\s?유도체)$|(?<=[가-힣]{2})\s?(?:화합물|성분)$")


ENGLISH_FREE = re.compile(r"\b([a-z]+)-free\b", re.I)


def _kinds(name: str, terms: Terms) -> list[str]:
    """설페이트 and 황산염 of a 설페이트계 계면활성제: without any there is none of that kind."""
    first = (re.match(r"(\S{2,})계(?:열)?\s", n) for n in (name, *terms.names_of(name)))
    return [m[1] for m in first if m]


UNSCENTED = re.compile(r"(?<![가-힣])무향(?!\s*실)|fragrance[-\s]?free|unscented|향료?\s*프리", re.I)
WATERLESS = re.compile(r"무수|워터\s?프리|워터리스|anhydrous|water-?\s?free|waterless|오일\s?100\s?%", re.I)


def undecided(element: Element, product: Product, terms: Terms) -> bool:
    if product.rest_open:
        return True
    named = {norm(w) for n in (*element.names, element.head) if n for w in (n, n.split()[-1])}  # the 색소 that a 비트 색소 is
    classes = {c for n in (*element.names, element.head) for k in terms.lookup(n) for c in (k, *terms.ancestors(k))}
    return any(
        h for text in product.undecided for h in terms.hits(text) if h.canonicals & classes or norm(h.text) in named
    )
