"""Whether an element is a substance in a composition. Who names what a cream is made of has named it all; who names some parts
of a device, or the yarns of a fabric, has not."""

from __future__ import annotations

import re

from documents.claims import Element
from documents.quantities import SHARES
from tasks.infringement.chemistry import compound
from tasks.infringement.natural import natural
from tasks.infringement.normal import norm
from tasks.infringement.terms import Terms

FIELDS = frozenset(("cosmetics", "food", "pharma", "chemistry"))
COMPOSITION = re.compile(
    r"조성물|제제|(?<=\s)정제|캡슐|(?:염모|세정|접착|도포|살충|방부|탈취|영양|보충|코팅|경화|연마)제$|수지$|composition",
    re.I,
)
AMOUNT = SHARES | {"parts", "mass"}


def _is_composition(category: Element, terms: Terms) -> bool:
    words = category.names[0].split() if category.names else []
    known = (terms.lookup(" ".join(words[i:])) for i in range(len(words)))
    keys = next((k for k in known if k), frozenset())
    fields = {f for k in keys for f in terms.fields.get(k, ())}
    return bool(COMPOSITION.search(category.text) or fields & FIELDS)


def is_substance(element: Element, category: Element, terms: Terms) -> bool:
    """By an amount, or in a composition by its name; a name that no table knows is one where nothing is said of where it is or
    what it does."""
    if any(r.dimension in AMOUNT for r in element.ranges) or any(is_substance(e, category, terms) for e in element.contains):
        return True
    if not _is_composition(category, terms):
        return False
    for name in (*element.names, element.head):
        keys = terms.lookup(name) if name else ()
        if name and (natural(name) or compound(name)) or any(terms.fields.get(k, set()) & FIELDS for k in keys):
            return True
        if name and not keys and norm(name) == norm(element.text):
            return True
    return False
