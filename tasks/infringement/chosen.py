"""A choice within a step or a modifier ("수산화칼륨 및 수산화나트륨으로 이루어진 군에서 선택된 염기", "알루미나 졸 또는 실리카 졸에서
유래한"): of its members only those are asked for that a description names, where it names any."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.naming import CHOICE, names_in
from tasks.infringement.spans import Product
from tasks.infringement.status import USED
from tasks.infringement.terms import MEMBER, SAME, Terms

# where the members of a choice begin: after the object or the place of what stands before them
BEFORE = re.compile(r"(?:^|(?:[을를에은는가]|에서|으로|하여|하고)\s)(?=[^,]*$|[^,]*,)")
OR = re.compile(r"\s(?:또는|혹은)\s")


def chosen(text: str, product: Product, terms: Terms) -> str:
    """The text with the members of its choices that the description names."""
    if choice := CHOICE.search(text):
        before = text[: choice.start()]
        first = before.partition(",")[0]
        start = max((m.end() for m in BEFORE.finditer(first)), default=0)
        members = names_in(before[start:])
        named = [n for n in members if is_used(n, product, terms)]
        if len(members) > 1 and named:
            return f"{before[:start]}{' 및 '.join(named)} {chosen(text[choice.end() :], product, terms)}"
    for either in OR.finditer(text):
        for start, end in _sides(text, either, terms):
            said = [is_used(n, product, terms) for n in (text[start : either.start()], text[either.end() : end])]
            if said == [True, False]:
                return text[: either.start()] + text[end:]
            if said == [False, True]:
                return text[:start] + text[either.end() :]
    return text


def _sides(text: str, either: re.Match, terms: Terms) -> Iterator[tuple[int, int]]:
    """Where the first of two things begins and the second ends: known names, or names of as many words and the same last one."""
    hits = terms.hits(text)
    one = next((h for h in hits if h.end == either.start()), None)
    other = next((h for h in hits if h.start == either.end()), None)
    if one and other:
        yield one.start, other.end
    before = list(re.finditer(r"\S+", text[: either.start()]))
    after = list(re.finditer(r"\S+", text[either.end() :]))
    for many in (3, 2):
        if len(before) >= many and len(after) >= many and after[many - 1][0].startswith(before[-1][0]):
            yield before[-many].start(), either.end() + after[many - 1].start() + len(before[-1][0])


def is_used(name: str, product: Product, terms: Terms) -> bool:
    """Whether a description has a thing, by any of its names."""
    return any(m.status == USED and terms.relation(name, m.text) in (SAME, MEMBER) for m in product.mentions)
