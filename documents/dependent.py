"""Dependent claims with all that they inherit, and claims that replace or drop an element of the one they cite."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Claim
from documents.elements import Element, element_of

MAX_ALTERNATIVES = 64  # readings of a claim that cites several; more say nothing new


def resolve(claims: list[Claim], number: int) -> list[tuple[Element, ...]]:
    """The elements of a claim with all that it inherits; one tuple a cited alternative, the category once and last."""
    known = {c.number: c for c in claims}
    claim = known[number]
    mine = tuple(replace(e, claim=number) for e in claim.elements)
    if not claim.cites:
        return [mine]
    own = tuple(e for e in mine if e.kind != "category")
    out: dict[tuple[str, ...], tuple[Element, ...]] = {}
    for cited in claim.cites:
        if cited not in known or cited >= number:
            continue
        for inherited in resolve(claims, cited):
            way = _swapped(inherited, claim, mine) if claim.replaces else (*inherited[:-1], *own, _narrower(inherited[-1], mine[-1]))
            out.setdefault(tuple(e.text for e in way), way)
            if len(out) >= MAX_ALTERNATIVES:
                return list(out.values())
    return list(out.values()) or [mine]


def _narrower(inherited: Element, own: Element) -> Element:
    """The category: that of the cited claim, unless the citing one claims another thing (제1항의 조성물을 포함하는 식품)."""
    a, b = (re.sub(r"\s", "", e.text) for e in (inherited, own))
    return inherited if own.kind != "category" or b in a or a in b else own


SWAP = re.compile(
    r"^(?:상기\s*)?(?P<old>.{1,60}?)(?:의|을|를)?\s*(?:대신에?|대신하여|로\s*치환|를?\s*대체하여)\s*,?\s*(?P<new>.+)$"
    r"|^(?:상기\s*)?(?P<dropped>.{1,60}?)(?:을|를|이|가)?\s*(?:제외하고|제외한|제외하는|제외된|생략한|생략하고).*$"
)


def _swapped(inherited: tuple[Element, ...], claim: Claim, mine: tuple[Element, ...]) -> tuple[Element, ...]:
    """The cited claim's elements with one replaced ("A 대신에 B를 포함하는") or dropped ("A를 제외한")."""
    body, added = list(inherited[:-1]), []
    for element in mine[:-1]:
        match = SWAP.match(element.text)
        if not match:
            added.append(element)
            continue
        old = re.sub(r"\s", "", match["old"] or match["dropped"])
        at = next((i for i, e in enumerate(body) if any(_same_name(old, n) for n in (*e.names, e.head, e.text))), None)
        fresh = [] if match["dropped"] else [replace(element_of(match["new"]), claim=claim.number)]
        if at is None:
            added += fresh
        else:
            body[at : at + 1] = fresh
    return (*body, *added, _narrower(inherited[-1], mine[-1]))


def _same_name(a: str, b: str) -> bool:
    b = re.sub(r"\s", "", b)
    return bool(a and b) and (a == b or a.endswith(b) or b.endswith(a))
