"""Whose amount an element gives: "팔라듐이 1 중량% 담지된 산화주석 막" tells how much palladium there is, not how much tin oxide,
and "상기 음극은 흑연 및 5 중량%의 실리콘 산화물" how much silicon oxide."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Element
from documents.quantities import Range
from documents.recipes import stated
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import USED
from tasks.infringement.terms import MEMBER, SAME, Terms

PUT_IN = r"(?:으로|로|이|가|만큼)?\s?(?:담지|도핑|첨가|치환|분산|함침|혼입|코팅|부착|도포|고용|배합|함유|포함)"
GRAINS = r"(?:\s?(?:나노)?(?:입자|분말|알갱이|미립자|이온|원소))?"


# "A와 B를 섞은 바인더 오일 10%": the amount is that of the mixture
MIXED = re.compile(
    r"(?:을|를|으로|로)\s(?:섞은|섞어\s?만든|혼합한|배합한|조합한|블렌딩한|넣은|포함한|포함하는|함유한|함유하는|이루어진|구성된|만든|된)\s"
    r"(?:[^\s,;.\d]+\s){0,2}[^\s,;.\d]+\s?\(?"
)


def of_the_mixture(claimed: Range, named: list[Mention], text: str) -> list[Mention]:
    """The last of what a mixture is made of, with how much there is of the mixture."""
    if any(claimed.comparable(a) for m in named for a in m.amounts):
        return named
    last = max(named, key=lambda m: m.end)
    told = (r for r in stated(text) if r.start >= last.end and claimed.comparable(r) and MIXED.fullmatch(text, last.end, r.start))
    return next(([replace(last, amounts=(r,))] for r in told), named)


def bearers(element: Element, used: list[Mention], product: Product, terms: Terms) -> list[Mention]:
    """What is said of the thing that bears the one amount of an element; what the element itself found, where none is told."""
    if len(element.ranges) != 1:
        return used
    bearer = _bearer(element)
    if not bearer or any(terms.relation(bearer, m.text) in (SAME, MEMBER) for m in used):
        return used
    return [m for m in product.mentions if m.status == USED and m.amounts and terms.relation(bearer, m.text) in (SAME, MEMBER)] or used


def _bearer(element: Element) -> str:
    """What the one amount of an element is said to be of, where that is not the element's own name."""
    amount = re.escape(element.ranges[0].text)
    name = element.names[0] if element.kind == "condition" and len(element.names) == 1 else ""
    if name and re.search(rf"{re.escape(name)}(?:이|가|을|를)\s{amount}", element.text):
        return name  # "상기 전해액은 FEC를 1 내지 5 중량%"
    said = re.search(rf"([^\s,]+?){GRAINS}(?:이|가|을|를)\s{amount}{PUT_IN}", element.text)
    said = said or element.kind == "condition" and re.search(rf"(?:및|와|과)\s{amount}의\s([^,;]+?)(?:을|를)?$", element.text)
    return said[1] if said else ""
