"""A part with what it is said to contain or to be made of, held against a description."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from documents.claims import Element
from tasks.infringement.bearers import bearers, of_the_mixture
from tasks.infringement.figures import amounts_hold
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.names import of_a_material
from tasks.infringement.normal import norm
from tasks.infringement.rivals import stands_for_nothing
from tasks.infringement.spans import Mention, Product
from tasks.infringement.spelling import SHORT
from tasks.infringement.status import LEFT_OUT, USED
from tasks.infringement.terms import CLASS, MEMBER, OTHER, SAME, Terms
from tasks.infringement.verdicts import Verdict


def container(element: Element, product: Product, terms: Terms, margin: float, one: Callable[[Element, Product], Verdict]) -> Verdict:
    """ "A를 2 내지 5 중량% 포함하는 X": met where all that X contains is met; the worst of it decides. `one`: the verdict on a single
    element."""
    inner = [
        _named_together(part, element, product, terms) or one(part, product)
        for part in element.contains
    ]
    if any(part.negative for part in element.contains):  # what is left out is what is claimed
        there = replace(product, mentions=tuple(m for m in product.mentions if m.status != LEFT_OUT))
    else:
        there = product
    around = one(replace(element, contains=(), needs=element.needs), there)
    same_part = bool(around.span and element.head) and norm(around.span).endswith(norm(element.head.split()[-1]))
    unmet = not any(v.match == MET for v in inner)
    if around.match == MISSED and around.basis in ("absence", "other") and (
        unmet or around.basis == "absence" or same_part
    ):
        return replace(around, element=element)
    called = norm(element.head.split()[-1]) if element.head else ""
    instead = next(
        (
            m
            for m in product.mentions
            if m.role and m.status == USED and not m.vague and not stands_for_nothing(m, product)
            if norm(m.role) == called or m.by_verb and norm(element.head).startswith(norm(m.role)[:-1])
            if not _is_of(m, element, terms)
        ),
        None,
    )
    inner = [_open(v) if v.basis == "other" and _of_another_part(v.mention, element, product, terms) else v for v in inner]
    for match in (MISSED, UNKNOWN):
        worst = next((v for v in inner if v.match == match), None)
        if match == UNKNOWN and worst is not None and worst.basis == "silence" and (stuff := _of_other_stuff(element, product, terms)):
            return Verdict(element, stuff.text, MISSED, "code", "other", mention=stuff)
        if worst is not None and worst.basis == "silence" and instead is not None:
            return Verdict(element, instead.text, MISSED, "code", "other", mention=instead)  # 도전재로 카본블랙을
        if worst is not None:
            shown = next((v for v in (worst, around, *inner) if v.span), worst)
            span, mention = shown.span, shown.mention
            return replace(worst, element=element, span=span, mention=mention, candidates=worst.candidates)
    if around.match == MISSED and around.basis == "other" and of_a_material(element.head, terms):
        return replace(around, element=element)  # a patterned plate of plastic is no patterned metal plate
    if around.match == UNKNOWN and CARRIES.search(element.head):
        said = next((v for v in inner if v.span), inner[0])
        return Verdict(element, said.span, UNKNOWN, "code", "silence", mention=said.mention)  # retinol alone is no liposome
    named = [v.mention for v in inner if v.mention]
    if around.match != MET and named and element.ranges:
        named = of_the_mixture(element.ranges[0], named, product.text)
    if around.match != MET and named and (amount := amounts_hold(element, bearers(element, named, product, terms), product, margin)):
        return replace(amount, element=element)
    return replace(inner[0], element=element)


def _is_of(mention: Mention, element: Element, terms: Terms) -> bool:
    """ "분리막은 PE 원단": PE is what the claimed 폴리올레핀 기재 is of, and takes nothing's place."""
    words = re.findall(r"[가-힣A-Za-z0-9]{2,}", element.text)
    said = (mention.text, *mention.text.split())
    return any(terms.relation(w, s) in (SAME, MEMBER) for w in words for s in said if norm(w) != norm(element.head))


def _open(verdict: Verdict) -> Verdict:
    return Verdict(verdict.element, None, UNKNOWN, "code", "silence")


def _of_another_part(mention: Mention | None, whole: Element, product: Product, terms: Terms) -> bool:
    """ "SUS 백플레이트": what another part is made of says nothing of the claimed one."""
    if mention is None or mention.whole or not whole.head:
        return False
    holder = product.holder(mention)
    said = product.text[mention.end : holder.end].strip() if holder else ""
    ours = norm(whole.head.split()[-1])
    return bool(said) and not norm(said).endswith(ours) and terms.relation(whole.head, said) not in (SAME, MEMBER, CLASS)


def _named_together(part: Element, whole: Element, product: Product, terms: Terms) -> Verdict | None:
    """ "물 발포제" for a 발포제 that contains 물; "InAlN 배리어층" where the layer is to be of AlGaN."""
    head = norm(whole.head or "")
    if not head or part.ranges:
        return None
    for m in product.mentions:
        if m.status != USED or " " not in m.text or not norm(m.text).endswith(head):
            continue
        said = norm(m.text).removesuffix(head)
        if any(norm(n) == said for n in part.names):
            return Verdict(part, m.text, MET, "code", "literal", mention=m)
        first = m.text.split()[0]
        formulas = norm(first) == said and SHORT.fullmatch(first) and all(SHORT.fullmatch(n) for n in part.names)
        # NCM523 is an NCM
        if m.whole and formulas and all(terms.relation(n, first) in (None, OTHER) and not first.startswith(n) for n in part.names):
            return Verdict(part, m.text, MISSED, "code", "other", mention=m)
    return None


def _of_other_stuff(element: Element, product: Product, terms: Terms) -> Mention | None:
    """ "알루미늄 프레임" for a frame that is made of 탄소섬유 복합재."""
    for m in product.mentions:
        stuff, _, part = m.text.rpartition(" ")
        other = m.status == USED and stuff and not m.vague and norm(part) == norm(element.head) and terms.material(stuff)
        if other and all(terms.relation(n, stuff) == OTHER for inner in element.contains for n in inner.names):
            return m
    return None


# what carries another thing inside, and is more than that thing
CARRIES = re.compile(
    r"(?:리포[좀솜]|니오좀|에토좀|트랜스퍼좀|엑소좀|캡슐|미셀|마이셀|베시클|나노입자|나노 입자|나노에멀[젼전션]|마이크로스피어|미소구체|"
    r"비드|덴드리머|사이클로덱스트린|전달체)$"
)
