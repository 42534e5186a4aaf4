"""Amounts by weight told as parts to the base that a claim names: of 시멘트 100 중량부, in a batch of 200 kg 시멘트 and 80 kg 슬래그;
and the ratio of two things of which a description says how much it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.claims import Element
from documents.quantities import Range
from tasks.infringement.names import relation_of
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import USED
from tasks.infringement.terms import MEMBER, SAME, Terms

BY_WEIGHT = ("mass", "weight share", "share")


def in_parts(body: Sequence[Element], product: Product, terms: Terms) -> Product:
    """The product with its weights told in parts too, where it says how much it has of the claim's base."""
    base = next((e for e in body if any(r.dimension == "parts" and r.exact and r.low == 100 for r in e.ranges)), None)
    if base is None or any(a.dimension == "parts" for m in product.mentions for a in m.amounts):
        return product
    for relation in (SAME, MEMBER):
        for m in product.mentions:
            said = next((a for a in m.amounts if a.dimension in BY_WEIGHT and a.exact and a.low), None)
            if said is not None and m.status == USED and relation_of(base, m, terms)[0] == relation:
                return replace(product, mentions=tuple(_told(o, said) for o in product.mentions))
    return product


def _told(mention: Mention, base: Range) -> Mention:
    parts = tuple(
        replace(a, low=100 * a.low / base.low, high=100 * a.high / base.low, dimension="parts")
        for a in mention.amounts
        if a.dimension == base.dimension
    )
    return replace(mention, amounts=mention.amounts + parts)


TWO = re.compile(
    r"상기\s(?P<a>[^,;]{1,40}?)(?:와|과)\s(?:상기\s)?(?P<b>[^,;]{1,40}?)의\s(?:혼합\s|배합\s|함량\s)?"
    r"(?:중량\s?비|질량\s?비|비율|혼합\s?비)"
)


def weighed(element: Element, product: Product, terms: Terms) -> Range | None:
    """The ratio of two things that a claim names, by what the description has of each: 30:1 of 15 % and 0.5 %."""
    names = TWO.match(element.text)
    if names is None:
        return None
    one, other = (_amount_of(names[n].strip(), product, terms) for n in ("a", "b"))
    if one is None or other is None or one.dimension != other.dimension:
        return None
    ratio = one.low / other.low
    return replace(one, low=ratio, high=ratio, dimension="ratio", text=f"{one.text}, {other.text}")


def _amount_of(name: str, product: Product, terms: Terms) -> Range | None:
    said = (m for m in product.mentions if m.status == USED and terms.relation(name, m.text) in (SAME, MEMBER))
    return next((a for m in said for a in m.amounts if a.dimension in (*BY_WEIGHT, "parts") and a.exact and a.low), None)
