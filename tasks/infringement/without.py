"""What an element is or does without: "스프링 없이 복귀하는 펌프". A product that leaves that out is as claimed, whatever else
the element says; one that has it is not."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Element
from tasks.infringement.normal import norm
from tasks.infringement.phrases import kiwi
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import LEFT_OUT, USED
from tasks.infringement.terms import CLASS, MEMBER, SAME, Terms

WITHOUT = re.compile(
    r"(?P<what>[가-힣A-Za-z][가-힣A-Za-z\d-]*(?:\s[가-힣A-Za-z][가-힣A-Za-z\d-]*)?)(?:의\s(?:개재|사용|도움|추가|개입|첨가|매개))?\s없이\s"
)
NOT_A_PART = re.compile(r"^\S*(?:을|를|이|가|은|는|의|에|로|고|며|여|하는|되는|된|한|상기)\s")  # "의해 금속" is 금속
ENGLISH = re.compile(r"\b([A-Za-z]{3,})[\s-]?free\b", re.I)


def _found(element: Element) -> list[str]:
    return [re.sub(r"(?:을|를)$", "", NOT_A_PART.sub("", m["what"])) for m in WITHOUT.finditer(element.text)]


def bare(element: Element) -> Element:
    """The element without what it says that it does without."""
    if element.negative or not _found(element):
        return element
    return replace(element, text=WITHOUT.sub("", element.text), needs=tuple(WITHOUT.sub("", n) for n in element.needs))


def as_claimed(element: Element, product: Product, terms: Terms) -> Product:
    """The product without its mentions of what it leaves out as the element does."""
    names = [] if element.negative else _found(element)
    if not names:
        return product
    kept = tuple(m for m in product.mentions if m.status != LEFT_OUT or not any(_same(n, m, terms) for n in names))
    return replace(product, mentions=kept)


def has_it(element: Element, product: Product, terms: Terms) -> Mention | None:
    """What the element is to be without, in a product that has it."""
    names = [] if element.negative else _found(element)
    if any(_free_of(n, product, terms) for n in names):
        return None
    exact = (m for m in product.mentions if m.status == USED and not m.asked and any(
        norm(n) == norm(m.text) or terms.relation(n, m.text) in (SAME, MEMBER) for n in names))
    left_out = any(_same(n, m, terms) for n in names for m in product.mentions if m.status == LEFT_OUT)
    return None if left_out else next(exact, None)


def _same(name: str, mention: Mention, terms: Terms) -> bool:
    """Whether words are a thing's name, a word of it or its class, or as many words with the same last one."""
    ours, said = norm(name), norm(mention.text)
    if ours == said or len(said) > 1 and (ours.endswith(said) or said.endswith(ours)) or any(said == norm(w) for w in name.split()):
        return True
    if terms.relation(name, mention.text) in (SAME, MEMBER, CLASS):
        return True
    mine, theirs = _nouns(name), _nouns(mention.text)
    return bool(mine and theirs) and mine[-1] == theirs[-1] and len(mine) == len(theirs)


def _free_of(name: str, product: Product, terms: Terms) -> bool:
    """ "metal-free" of 금속 스프링."""
    words = [terms.words.get(m[1].lower(), "") for m in ENGLISH.finditer(product.text)]
    return any(w and norm(w) in norm(name) for w in words)


def _nouns(text: str) -> list[str]:
    return [t.form for t in kiwi().tokenize(text) if t.tag in ("NNG", "NNP", "SL", "XR") and len(t.form) > 1]
