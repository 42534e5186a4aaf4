"""A choice of which only the last says what all of them are: "산화알루미늄 또는 산화규소 배리어층"."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Element
from tasks.infringement.natural import natural
from tasks.infringement.terms import Terms


def with_shared_end(element: Element, terms: Terms) -> Element:
    """The element by what each of the choice is alone, and with the last noun: 산화알루미늄, 산화알루미늄 배리어층."""
    *first, last = element.names or ("",)
    words = last.split()
    if element.kind != "component" or not first or len(words) < 2 or natural(last) or terms.lookup(last):
        return element
    if not re.search(rf"{re.escape(first[-1])}\s?(?:또는|혹은|이나|나|및|와|과)\s{re.escape(last)}", element.text):
        return element
    for cut in range(1, len(words)):
        own, end = " ".join(words[:cut]), " ".join(words[cut:])
        if all(_alike(f, own, terms) for f in first):
            whole = tuple(f"{n} {end}" for n in (*first, own))
            return replace(element, names=(*first, own, *whole), head=element.head or end)
    return element


def _alike(a: str, b: str, terms: Terms) -> bool:
    """Whether two names are of one kind, by the table or by their last or first letters: 산화규소, 산화알루미늄."""
    if a.split()[-1] == b.split()[-1]:
        return False
    return terms.kin(a, b) or terms.material(a) and terms.material(b) or a[:2] == b[:2] or a[-2:] == b[-2:]
