"""Amounts by weight told as parts to the base that a claim names: of 시멘트 100 중량부, in a batch of 200 kg 시멘트 and 80 kg 슬래그."""

from __future__ import annotations

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
