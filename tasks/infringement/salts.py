"""Salts of a claimed acid, where the claim says "또는 이의 염": 소듐락테이트 and 젖산나트륨 of 젖산."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from documents.claims import Claim, Element
from tasks.infringement.normal import norm
from tasks.infringement.spans import Product
from tasks.infringement.status import USED
from tasks.infringement.terms import Terms
from tasks.infringement.words import variants

SAID = re.compile(
    r"(?:이의|그의|그|이들의|이들)\s*(?:[가-힣]+(?:학적|상)(?:으로)?\s*)?(?:허용\s*(?:되는|가능한|가능)\s*)?염(?!료|모|색|기|소|증|화)|"
    r"\bsalts?\b",
    re.I,
)
METAL = "소듐|소디움|포타슘|칼슘|마그네슘|징크|암모늄|나트륨|칼륨|아연"
BEFORE = re.compile(rf"^(?:디|트리|테트라)?(?:{METAL})(.{{2,}})이트$")
AFTER = re.compile(rf"^(.+산)(?:디|이|삼|트리)?(?:{METAL})(?:염)?$")
SHARED, ENDING = 4, 3  # letters that stem and stem share at least, and that differ at most: 락테(이트) and 락틱(산)


def with_salts(claim: Claim, elements: tuple[Element, ...], product: Product, terms: Terms) -> tuple[Element, ...]:
    """The elements with the salts of their acids that the product names, where the claim takes in the salts."""
    if not SAID.search(claim.text):
        return elements
    said = {m.text for m in product.mentions if m.status == USED and (m.terms or BEFORE.match(norm(m.text)))}
    out = []
    for element in elements:
        salts = tuple(s for s in sorted(said) if any(salt_of(n, s, terms) for n in element.names))
        out.append(replace(element, names=(*element.names, *salts)) if salts and element.kind == "component" else element)
    return tuple(out)


def salt_of(acid: str, said: str, terms: Terms) -> bool:
    """Whether `said` is a salt of `acid`, each by any of its names."""
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
