"""Of which element a thing is that a description names: the 직물 of a 나일론 직물 겉감 is the 겉감's, the 루비셀 of "퍼프: 루비셀" the
퍼프's, and neither stands in the place of what another element claims."""

from __future__ import annotations

from documents.claims import Element
from tasks.infringement.normal import norm
from tasks.infringement.spans import Mention, Product


def of_another(element: Element, mention: Mention, product: Product) -> bool:
    """Whether a mention is another element's own, in a phrase that ends in what that element has found, or is said to be it."""
    mine, theirs = [], []
    for text, own in product.owned:  # a part of an element, or what says more of one, is no other element
        same = element.text in text or text in element.text or norm(own.text) in norm(element.text)
        (mine if same else theirs).append(own)
    if any(o.start <= mention.start and o.end == mention.end for o in theirs):
        return not any(o.start <= mention.start and o.end == mention.end for o in mine)
    if mention.role and any(norm(o.text) == norm(mention.role) and o.end <= mention.start for o in theirs):
        return not any(norm(o.text) == norm(mention.role) for o in mine) and not _called_so(element, mention)
    holder = product.holder(mention)
    if holder is None or any(o.start >= mention.start and o.end == holder.end for o in mine):
        return False
    return any(mention.end <= o.start and o.end == holder.end for o in theirs)


def _called_so(element: Element, mention: Mention) -> bool:
    return any(norm(n).endswith(norm(mention.role)) for n in (*element.names, element.head) if n)
