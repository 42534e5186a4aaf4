"""What an element asks for in particular (a substance, a kind, a way) that a description tells only by its class, or not at
all: nothing else that the description says is that thing told in other words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.claims import Element
from tasks.infringement.law import MET
from tasks.infringement.normal import norm
from tasks.infringement.phrases import GENERIC
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import USED
from tasks.infringement.terms import CLASS, MEMBER, SAME, Hit, Terms
from tasks.infringement.verdicts import Verdict

CHOICE = re.compile(r"군(?:으로부터|에서)\s*(?:1종\s*이상\s*)?선택")


def only_broader(element: Element, others: Sequence[Verdict], product: Product, terms: Terms) -> Mention | None:
    """The class that is told where the element names a member of it: 딥러닝 모델 for a 그래프 신경망, 광학 필터 for an 적외선
    차단 필터. `others`: the verdicts of the other elements, whose words are not told of this one."""
    free = _free(others, product)
    theirs = [norm(n) for v in others for n in (*v.element.names, v.element.head) if n]
    for hit in _unsaid(element, product, terms):
        if norm(element.text).endswith(norm(hit.text)) and DOES.search(element.text):
            continue  # a 센서 that is told by what it measures
        for m in free:
            above = terms.relation(hit.text, m.text) == CLASS or _ends_it(hit.text, m.text) or _enzyme(hit.text, m.text)
            if above and not GENERIC.match(m.text) and not any(t.endswith(norm(m.text)) for t in theirs):
                return m
    return _same_end(element, free, product)


DOES = re.compile(r"(?:하는|시키는|되는|하여|하고)\s")
ENZYME = re.compile(r"(?:아제|레이스|효소|ase)$")


def _ends_it(claimed: str, told: str) -> bool:
    """폴리에틸렌 of a 선형 저밀도 폴리에틸렌."""
    return " " in claimed and len(told) > 2 and norm(claimed.split()[-1]) == norm(told)


def _enzyme(claimed: str, told: str) -> bool:
    return norm(told) in ("효소", "enzyme") and bool(ENZYME.search(claimed))


def unnamed(element: Element, product: Product, terms: Terms) -> bool:
    """Whether the element is a choice of things, or says of a thing with what it is made or treated ("트라이에톡시카프릴릴실레인
    으로 표면처리된"), and the description names none of that: a substance has names, and is told in no other words."""
    if CHOICE.search(element.text):
        return not any(terms.relation(n, m.text) in (SAME, MEMBER) for n in element.names for m in product.mentions)
    if element.kind != "condition" or element.ranges:
        return False
    said = norm(product.text)
    return any(
        hit.ingredient and not any(len(w) > 1 and norm(w) in said for w in hit.text.split())
        for hit in _unsaid(element, product, terms)
    )


def _unsaid(element: Element, product: Product, terms: Terms) -> list[Hit]:
    """The terms of an element, not of another that it refers to, that the description has by none of their names."""
    said, used = norm(product.text), [m for m in product.mentions if m.status == USED]
    return [
        h
        for h in terms.hits(element.text)
        if not re.search(r"상기\s+$", element.text[: h.start])
        and not any(terms.relation(h.text, m.text) in (SAME, MEMBER) for m in used)
        and not any(len(n) > 1 and n in said for n in map(norm, (h.text, *terms.names_of(h.text))))
    ]


def _free(others: Sequence[Verdict], product: Product) -> list[Mention]:
    taken = {v.mention.start for v in others if v.mention and v.match == MET}
    return [m for m in product.mentions if m.status == USED and m.start not in taken]


def _same_end(element: Element, free: list[Mention], product: Product) -> Mention | None:
    """A thing called by two words or more, told by its last word after another: nothing says that it is the one claimed."""
    *kind, last = element.head.split() or [""]
    if not kind or element.kind != "component" or norm(element.text) != norm(element.head) or len(last) < 2:
        return None
    if any(norm(word) in norm(product.text) for word in kind):
        return None
    return next((m for m in free if norm(m.text) != norm(last) and m.text.endswith(last)), None)
