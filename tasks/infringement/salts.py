"""Salts of a claimed acid or base, where the claim says "또는 이의 염": 소듐락테이트 and 젖산나트륨 of 젖산, 시스테아민염산염 of
시스테아민."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from documents.claims import Claim, Element
from tasks.infringement.normal import norm
from tasks.infringement.spans import Product
from tasks.infringement.status import USED
from tasks.infringement.terms import SAME, Terms
from tasks.infringement.words import variants

SAID = re.compile(
    r"(?:이의|그의|그|이들의|이들)\s*(?:[가-힣]+(?:학적|상)(?:으로)?\s*)?(?:허용\s*(?:되는|가능한|가능)\s*)?염(?!료|모|색|기|소|증|화)|"
    r"\bsalts?\b",
    re.I,
)
METAL = "소듐|소디움|포타슘|칼슘|마그네슘|징크|암모늄|나트륨|칼륨|아연"
BEFORE = re.compile(rf"^(?:디|트리|테트라)?(?:{METAL})(.{{2,}})이트$")
# 시스테아민염산염, pyridoxine HCl: a base and the acid that it is the salt of
OF_A_BASE = re.compile(
    r"^(.{3,}?)(?:(?:디|이|모노)?(?:염산|황산|질산|인산|초산|아세트산|구연산|말레산|푸마르산|주석산|타르타르산|메실산|베실산|브롬화수소산)(?:염)"
    r"|(?:디|다이)?(?:하이드로클로리드|하이드로클로라이드|히드로클로리드|술페이트|hydrochloride|dihydrochloride|hcl|sulfate|hydrobromide))$"
)
AFTER = re.compile(rf"^(.+산)(?:디|이|삼|트리)?(?:{METAL})(?:염)?$")
SHARED, ENDING = 4, 3  # letters that stem and stem share at least, and that differ at most: 락테(이트) and 락틱(산)


def with_salts(claim: Claim, elements: tuple[Element, ...], product: Product, terms: Terms) -> tuple[Element, ...]:
    """The elements with the salts of their acids that the product names, where the claim takes in the salts."""
    if not SAID.search(claim.text):
        return elements
    known = (m for m in product.mentions if m.status == USED)
    said = {m.text for m in known if m.terms or BEFORE.match(norm(m.text)) or OF_A_BASE.match(norm(m.text))}
    return tuple(_with(e, sorted(said), terms) for e in elements)


def salts_told(claim: Claim, elements: tuple[Element, ...], product: Product, terms: Terms) -> frozenset[tuple[str, int]]:
    """What the steps and conditions of such a claim name, each with the places of its salts in the description."""
    if not SAID.search(claim.text):
        return frozenset()
    names = {h.text for e in elements if e.kind != "component" for h in terms.hits(e.text)}
    used = [m for m in product.mentions if m.status == USED]
    return frozenset((n, m.start) for n in names for m in used if salt_of(n, m.text, terms))


def _with(element: Element, said: list[str], terms: Terms) -> Element:
    """The element, and what it contains, with the salts among what is said; what a step works with is what it contains."""
    inner = tuple(_with(e, said, terms) for e in element.contains)
    salts = tuple(s for s in said if any(salt_of(n, s, terms) for n in element.names)) if element.kind == "component" else ()
    return replace(element, names=(*element.names, *salts), contains=inner) if salts or inner else element


def salt_of(acid: str, said: str, terms: Terms) -> bool:
    """Whether `said` is a salt of `acid` or of a base, each by any of its names."""
    bases = set(map(norm, (*variants(acid), *terms.names_of(acid))))
    if (base := OF_A_BASE.match(norm(said))) and (base[1] in bases or terms.relation(acid, base[1]) == SAME):
        return True
    acids = {n for n in map(norm, (*variants(acid), *terms.names_of(acid))) if n.endswith("산")}
    for name in map(norm, (said, *terms.names_of(said))):
        if (after := AFTER.match(name)) and after[1] in acids:
            return True
        if (before := BEFORE.match(name)) and any(_one_stem(before[1], a[:-1]) for a in acids):
            return True
    return False


def _one_stem(salt: str, acid: str) -> bool:
    a, b = (unicodedata.normalize("NFD", x) for x in (salt, acid))
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= SHARED and max(len(a), len(b)) - shared <= ENDING
