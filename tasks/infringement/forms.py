"""Forms of products that exclude each other (dictionaries/forms.csv): who sells a 립글로스 sells no 립스틱, and what is called a
청소기 alone may be a 건식 or a 습식 one. Only forms of one genre are compared; a kind and a narrower kind of it are no rivals."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tasks.infringement.normal import norm
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import LEFT_OUT
from tasks.infringement.terms import SAME, Terms

TABLE = Path(__file__).parents[2] / "dictionaries" / "forms.csv"
SHAPELESS = re.compile(r"\s*(?:화장료\s*)?(?:조성물|제형|제품|타입|형태)$|(?:의|을|를)?\s*(?:\S{2,4}\s?)?(?:방법|공정)$")
# a word for products of every form
BROAD = re.compile(r"(?:화장품|전지|이차\s?전지|배터리|셀|장치|기기|설비|기계|의약품|식품|복합제)")


@dataclass(frozen=True)
class Form:
    """`said`: as the "name" of the product, 립스틱, or as a "word" before it, 고체 of a 고체 비누; "needed" where the product
    without that word may be of either form, 건식 of a 건식 청소기."""

    genre: str
    name: str
    said: str

    @property
    def epithet(self) -> bool:
        return self.said != "name"


@cache
def _table() -> tuple[dict[str, tuple[Form, ...]], dict[Form, tuple[str, ...]]]:
    """(the forms by each of their names, the names by form)."""
    forms: dict[str, tuple[Form, ...]] = {}
    names: dict[Form, tuple[str, ...]] = {}
    with TABLE.open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            form = Form(row["genre"], row["form"], row["said"])
            names[form] = tuple(norm(n) for n in (form.name, *row["also"].split(";")) if n.strip())
            for name in names[form]:
                forms[name] = (*forms.get(name, ()), form)
    return forms, names


@lru_cache(maxsize=4096)
def forms_of(name: str) -> frozenset[Form]:
    """The forms that a name gives: the longest that it ends in, and the epithets before that."""
    forms, words = _table()[0], SHAPELESS.sub("", name).split()
    if not words:
        return frozenset()
    runs = [("".join(words[i:j]), j) for j in range(1, len(words) + 1) for i in range(max(j - 3, 0), j)]
    told = {f for run, _ in runs for f in forms.get(norm(run), ()) if f.epithet}
    ends = [run for run, j in runs if j == len(words)]
    last = norm(words[-1])  # 수분크림: written as one word, after a word of two syllables or more
    ends += [last[i:] for i in range(2, len(last) - 1)]
    named = [(len(norm(end)), f) for end in ends for f in forms.get(norm(end), ()) if not f.epithet]
    longest = max((n for n, _ in named), default=0)
    return frozenset(told | {f for n, f in named if n == longest})


NEW = re.compile(r"(?:저희|이번|우리|신제품|자사|이|신상|\s)+")
TITLE = re.compile(r"\s*(?:[:：/|(—–,-]|(?:으로|로),?\s|에\s)")


def is_title(mention: Mention, product: Product) -> bool:
    """Whether a description begins with what it describes: "립글로스: 왁스 5%"."""
    return not NEW.sub("", product.text[: mention.start]) and bool(TITLE.match(product.text, mention.end))


def rival_form(name: str, product: Product, made: Collection[Mention]) -> Mention | None:
    """What the product is called, of those that say what it is (`made`), if that is another form than the claimed `name`."""
    ours = forms_of(name)
    for form in ours:
        # a 고형 파우더 is told by either word
        if not any(_said(f, product) for f in ours if f.genre == form.genre and f.epithet == form.epithet):
            for m in made if not _denied(form, product) else (m for m in product.mentions if m.whole and m.status != LEFT_OUT):
                if any(f.genre == form.genre and f.epithet == form.epithet for f in forms_of(m.text)):
                    return m
    return None


def form_unsaid(name: str, product: Product, called: str, terms: Terms) -> bool:
    """Whether the product is `called` by nothing but a word for every form where the claim asks for one: 화장품 for a 립스틱,
    청소기 for a 건식 청소기."""
    short = SHAPELESS.sub("", name)
    head = norm(short).endswith(norm(called)) or bool(short) and terms.relation(short.split()[-1], called) == SAME
    return any(BROAD.fullmatch(called) or form.said == "needed" and head for form in forms_of(name) if not _said(form, product))


def _said(form: Form, product: Product) -> bool:
    """Whether the description has the form by one of its names, and does not leave it out."""
    text, names = product.text, _names(form)
    for hit in product.hits if not form.epithet else ():  # 정제수 is no 정제
        inside = any(n in norm(hit.text) for n in names) and not any(norm(hit.text).endswith(n) for n in names)
        text = text[: hit.start] + "|" * (hit.end - hit.start) + text[hit.end :] if inside and " " not in hit.text else text
    return any(n in norm(text) for n in names) and not _denied(form, product)


def _denied(form: Form, product: Product) -> bool:
    def called(status: bool) -> bool:
        return any(n in norm(m.text) for m in product.mentions if (m.status == LEFT_OUT) is status for n in _names(form))

    return called(True) and not called(False)


def _names(form: Form) -> tuple[str, ...]:
    return _table()[1][form]
