"""The cut elements looked at with the table of terms: a list that runs into a choice, a part and what it is made of."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Element
from documents.elements import element_of
from documents.naming import amounts
from tasks.infringement.terms import Terms


def refine(elements: tuple[Element, ...], terms: Terms) -> tuple[Element, ...]:
    """A flat list may run into a choice ("A, B, C 및 D 중에서 선택되는 하나 이상의 X"): what is no X stands alone."""
    out: list[Element] = []
    for element in (_made_of(e, terms) for e in elements):
        names, head = element.names, terms.lookup(element.head) if element.head else frozenset()
        fits = [any(head & ({k} | terms.ancestors(k)) for k in terms.lookup(n)) for n in names]
        first = next((i for i, n in enumerate(names) if fits[i] or not terms.lookup(n)), 0)
        starts = [element.text.find(n) for n in names]
        # "A, B 및 C로 이루어진 군에서 선택되는 X" is one choice, whatever a table says of its members
        flat = element.kind == "component" and "군에서" not in element.text and starts == sorted(starts) and starts[0] >= 0
        if not first or sum(fits) < 2 or not flat:
            out.append(element)
            continue
        cuts = [0, *starts[1 : first + 1]]
        for a, b in zip(cuts, cuts[1:], strict=False):
            out.append(element_of(re.sub(r"\s*(?:,|및|와|과|그리고)\s*$", "", element.text[a:b].strip())))
        rest = element.text[cuts[-1] :]
        out.append(replace(element, text=rest, names=names[first:], ranges=tuple(amounts(rest))))
    return tuple(out)


PART = re.compile(
    r"(?:양극|음극|전해액|전해질|분리막|전극|기판|코팅층|층|막|커버|윈도우|픽스처|하우징|프레임|케이스|패널|플레이트|코일|배선|게이트)$"
)


def _made_of(element: Element, terms: Terms) -> Element:
    """ "리튬 인산철 양극" is a 양극 that contains 리튬 인산철, where the table knows that and not the whole."""
    name = element.names[0] if element.names else ""
    stuff, _, part = name.rpartition(" ")
    if (
        element.kind != "component"
        or len(element.names) > 1
        or element.contains
        or not stuff
        or not PART.search(part)
        or terms.lookup(name)
        or not any(terms.ingredient(k) for k in terms.lookup(stuff))
    ):
        return element
    return replace(element, names=(part,), head=part, contains=(element_of(stuff),))
