"""An element that is a phrase rather than a name (a step, a function, a condition): how much of what it says the
description says too."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from documents.claims import Element
from tasks.infringement.spans import LEFT_OUT, USED, Mention, Product, _kiwi
from tasks.infringement.terms import MEMBER, OTHER, SAME, Terms, norm

# words of claims that no product description repeats
SILENT = {"상기", "단계", "공정", "수단", "모듈", "유닛", "기준", "적어도", "하나", "이상", "이하", "특징", "구성", "포함", "각각", "복수", "형성", "배치", "구비", "설치", "위치", "결합", "연결",
          "측정값", "신호", "정보", "내지", "이용", "기반", "통해", "경우", "때", "일측", "타측", "본체", "소정", "온도", "시간", "동안", "압력", "조건", "하기", "가능", "수행", "준비", "처리",
          "값", "결과", "대응", "사이", "내부", "외부", "방향", "부재", "의해", "임계", "임계값", "중량", "함량", "발효물", "결과물", "혼합물", "조성물", "the", "and", "of", "to", "in", "on",
          "an", "for", "by", "with", "wherein", "said", "including", "having", "configured", "from", "is", "that", "which", "being", "at", "least", "one", "composition"}
HEADS = re.compile(r"(?:부|수단|모듈|유닛|단계|공정)$")


@dataclass(frozen=True)
class Covered:
    """`share` of the element's content found; `out`: a part said to be left out; `other`: a part replaced."""
    share: float
    terms_met: bool
    out: bool
    other: Mention | None
    span: Mention | None


@lru_cache(maxsize=4096)
def nouns(text: str) -> tuple[str, ...]:
    found = [t.form for t in _kiwi().tokenize(text) if t.tag in ("NNG", "NNP", "SL", "XR", "SN") and (len(t.form) > 1)]
    return tuple(dict.fromkeys(n for n in found if n.lower() not in SILENT and not n.isdigit()))


def cover(element: Element, product: Product, terms: Terms, claimed: set[int]) -> Covered:
    """`claimed`: starts of the mentions that other elements have found as their own."""
    text = element.text
    for r in reversed(element.ranges):
        text = text.replace(r.text, " ")
    # "상기 X" refers to another element: X is not asked for here
    for hit in reversed(terms.hits(text)):
        if re.search(r"상기\s+$", text[:hit.start]) and text[hit.end:].strip():
            text = text[:hit.start] + text[hit.end:]
    text = re.sub(r"상기\s+(?:\S+?(?:은|는|이|가|의|을|를|에|로|과|와)\s)?", " ", text)
    hits = [h for h in terms.hits(text) if not h.text.endswith(("단계", "공정"))]
    rest = text
    for hit in reversed(hits):
        rest = rest[:hit.start] + " " + rest[hit.end:]
    head = element.head.split()[-1] if element.head.split() else ""
    words = [n for n in nouns(rest) if not (HEADS.search(n) and n == head)]
    whole, weight, met, spans, other, out, all_terms = norm(product.text), 0.0, 0.0, [], None, False, True
    for hit in hits:
        generic = not any(terms.parents_of(k) for k in hit.canonicals)
        said = [m for m in product.mentions if terms.relation(hit.text, m.text) in (SAME, MEMBER)]
        found = next((m for m in said if m.status == USED), None)
        worth = 1.0 if generic and HEADS.search(hit.text) else 2.0
        weight += worth
        if found:
            met += worth
            spans.append(found)
            continue
        all_terms = all_terms and generic
        out = out or any(m.status == LEFT_OUT for m in said)
        if not generic and other is None:
            other = next((m for m in product.mentions if m.status == USED and m.start not in claimed and not m.vague
                          and terms.relation(hit.text, m.text) == OTHER), None)
    left_out = [m for m in product.mentions if m.status == LEFT_OUT]
    for word in words:
        weight += 1.0
        if norm(word) in whole:
            met += 1.0
            out = out or any(norm(word) in norm(m.text) for m in left_out) and not any(
                norm(word) in norm(m.text) for m in product.mentions if m.status == USED)
            spans += [m for m in product.mentions if m.status == USED and norm(word) in norm(m.text)][:1]
    span = max(spans, key=lambda m: sum(norm(w) in norm(m.text) for w in (*words, *(h.text for h in hits))), default=None)
    return Covered(met / weight if weight else 0.0, all_terms, out, other, span)
