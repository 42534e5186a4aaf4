"""One element held against one product by code: terms, spelling, amounts, negations. What it cannot settle stays open
for the model, with the phrases that may correspond and the answer that the rules would give without a model."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Claim, Element
from documents.quantities import MARGIN, SHARES, Range
from tasks.infringement.bearers import bearers
from tasks.infringement.candidates import candidates_of, left_open
from tasks.infringement.choices import with_shared_end
from tasks.infringement.containers import container
from tasks.infringement.content import by_hand, cover, unwilling
from tasks.infringement.criteria import wholly_told
from tasks.infringement.denied import denied_here, directly, only_for_another, there_to_be_removed
from tasks.infringement.figures import (
    amounts_hold,
    as_measured,
    by_figures,
    figures_of,
    in_ratio,
    only_figure,
    ruled_out,
)
from tasks.infringement.gone import MADE_INTO
from tasks.infringement.greater import compared
from tasks.infringement.instead import class_left_out, in_its_place, only_a_kind, only_label, other_form
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.measures import only_measures
from tasks.infringement.names import (
    is_named,
    of_another_type,
    plainly,
    relation_of,
    spelt_out,
    spoken_of,
)
from tasks.infringement.needs import UNSCENTED, demanded, negative, undecided
from tasks.infringement.normal import norm
from tasks.infringement.parts import in_parts
from tasks.infringement.phrases import GENERIC
from tasks.infringement.proportions import (
    in_proportion,
    mixed_in,
    one_left_out,
    pair_of,
    weighed,
    with_members,
    without_base,
)
from tasks.infringement.residue import explained
from tasks.infringement.rivals import stands_for_nothing
from tasks.infringement.salts import salts_told, with_salts
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import LEFT_OUT, UNDECIDED, USED
from tasks.infringement.terms import CLASS, MEMBER, OTHER, SAME, Terms
from tasks.infringement.undone import refused_of_it, undone, works_on_nothing
from tasks.infringement.verdicts import Verdict
from tasks.infringement.whole import called_by, category_of, other_composition
from tasks.infringement.whose import of_another
from tasks.infringement.withheld import held_open
from tasks.infringement.without import as_claimed, bare, has_it

HALF = 0.5  # of what a phrase says must be said of the product, before it may correspond


def judge(
    claim: Claim, elements: tuple[Element, ...], product: Product, terms: Terms, margin: float = MARGIN
) -> list[Verdict]:
    """One verdict an element, in order."""
    return explained(read_off(claim, elements, product, terms, margin), product, terms, margin)


def read_off(claim: Claim, elements: tuple[Element, ...], product: Product, terms: Terms, margin: float) -> list[Verdict]:
    """The verdicts that names, figures and words of the elements give by themselves."""
    body = spelt_out(tuple(with_shared_end(plainly(e, terms), terms) for e in elements[:-1]))
    category = elements[-1]
    body = with_members(with_salts(claim, body, product, terms))
    product = replace(product, salts=salts_told(claim, body, product, terms))
    product = in_proportion(body, in_parts(body, product, terms), terms)
    end, kind = category_of(category, product, terms, {norm(n) for e in body for n in e.names})
    taken = (kind,) if kind else ()
    asked = {m.start for e in body for m in product.mentions if any(terms.relation(n, m.text) == SAME for n in e.names if n)}
    asked |= {m.start for m in product.mentions if len(m.text) > 1 and norm(m.text) in norm(category.text)}
    product = replace(product, called=called_by(category, kind, end.mention, product), asked=frozenset(asked))
    # what one element has as its own cannot stand in the place of another
    owned = tuple(
        (e.text, m)
        for e in body
        for m in product.mentions
        if m.status == USED and m not in taken and e.kind != "condition"
        # 세라마이드 says something of the 세라마이드 NP, so nothing of the 콜레스테롤
        if any(relation_of(p, m, terms)[0] in (SAME, MEMBER, CLASS) for p in (e, *held_in(e)))
        # a 용매 of A and B has no claim on the C that stands for them
        and not any(relation_of(p, m, terms)[0] == OTHER for p in held_in(e))
        and not of_another_type(e, m, product)
    )
    claimed, product = {m.start for _, m in owned}, replace(product, owned=owned)
    claimed |= {m.start for m in product.mentions if stands_for_nothing(m, product)}
    if kind and any(not h.ingredient and h.text == kind.text for h in kind.terms):
        claimed.add(kind.start)  # the patch itself replaces none of its parts
    # what one step works with ("카메라로부터"), or a part is made of, is no other means of another element
    named = [h.text for e in body if e.kind == "step" for h in terms.hits(e.text)]
    made_of = [h.text for e in body if e.kind != "step" for need in e.needs for h in terms.hits(need) if terms.material(h.text)]
    claimed |= {
        m.start
        for m in product.mentions
        if m.status == USED
        and m not in taken
        and (_works_with(named, m, terms) or any(terms.relation(n, m.text) == SAME for n in made_of))
    }
    # Lecithin within a Hydrogenated Lecithin that is another's
    owned = [m for m in product.mentions if m.start in claimed and len(m.terms) == 1 and m.terms[0].text == m.text]
    claimed |= {m.start for m in product.mentions if any(o.start < m.start and m.end <= o.end for o in owned)}
    verdicts = [held_open(_one(e, product, terms, taken, claimed, margin), product, terms) for e in body]
    verdicts = [_as_denied(v, body, as_claimed(v.element, there_to_be_removed(v.element, product), terms), terms) for v in verdicts]
    verdicts = [mixed_in(in_ratio(compared(v, product), product, margin), product, terms, margin) for v in verdicts]
    verdicts = wholly_told(verdicts, elements, product, terms)
    verdicts = other_composition(verdicts, product, end, terms)
    done = next((v for v in verdicts if v.match == MET and v.mention), None)
    if claim.method and end.basis == "silence" and done is not None:  # who carries out the steps carries out the method
        end = replace(end, span=done.span, match=MET, mention=done.mention, basis="kind")
    if end.basis == "silence" and DEVICE.search(category.text) and len(verdicts) > 1 and all(v.match == MET for v in verdicts):
        first = next(v for v in verdicts if v.span)  # what has all the parts of a device is one, whatever it is called
        end = replace(end, span=first.span, match=MET, mention=first.mention, basis="kind")
    return [*verdicts, as_measured(end, product, margin)]


def _as_denied(verdict: Verdict, body: tuple[Element, ...], product: Product, terms: Terms) -> Verdict:
    """The verdict, or a missed one where the description denies how, where or by what the thing is or is done."""
    element, direct = verdict.element, directly(verdict.element, product)
    if verdict.match == MISSED or element.kind == "form" or OMITS.search(element.text) or any(p.negative for p in element.contains):
        return verdict
    named = element.kind == "component" and verdict.match == MET and verdict.basis in ("literal", "term")
    if direct == LEFT_OUT or denied_here(element, body, product) or not named and undone(element, product):
        return Verdict(element, None, MISSED, "code", "absence")
    if refused_of_it(element, product) or works_on_nothing(element, product, terms):
        return Verdict(element, None, MISSED, "code", "absence")
    if other := only_for_another(element, product):
        return Verdict(element, other, MISSED, "code", "other")
    return Verdict(element, None, UNKNOWN, "code", "undecided") if direct and verdict.match == MET else verdict


def held_in(element: Element) -> tuple[Element, ...]:
    """All that a part is said to contain, and what is in that."""
    return tuple(x for part in element.contains for x in (part, *held_in(part)))


def _works_with(named: list[str], mention: Mention, terms: Terms) -> bool:
    """QPSK is a 변조, but not that of a step of 256QAM."""
    found = {terms.relation(n, mention.text) for n in named}
    return SAME in found or MEMBER in found and OTHER not in found


DEVICE = re.compile(r"(?:장치|시스템|기기|기구|기계|로봇|설비|차량|드론|소자|센서|모듈|유닛|단말|서버|[가-힣]{2,}기)$")


def _one(
    element: Element, product: Product, terms: Terms, taken: tuple[Mention, ...], claimed: set[int], margin: float
) -> Verdict:
    product = there_to_be_removed(element, product)
    if (plain := bare(element)) is not element:
        if (used := has_it(element, product, terms)) is not None:
            return Verdict(element, used.text, MISSED, "code", "other", mention=used)
        product = as_claimed(element, product, terms)
        return replace(_one(plain, product, terms, taken, claimed, margin), element=element)
    if element.kind == "condition" and element.ranges and (not any(element.names) or pair_of(element)):
        return _proportion(element, product, terms, margin)
    if only_measures(element):
        return _measure(element, product, terms, claimed, margin)
    if acidity := [r for r in element.ranges if r.dimension == "pH"]:
        verdict = only_figure(replace(element, ranges=tuple(acidity)), product, margin)
        if verdict.figure and verdict.figure.said:  # a pH that is said is the pH that the regulator keeps
            return replace(verdict, element=element)
    if not element.head and len(element.names) == 2 and re.search(rf"{re.escape(element.names[0])}(?:와|과)\s", element.text):
        each = [_one(replace(element, names=(n,), head=n), product, terms, taken, claimed, margin) for n in element.names]
        return replace(min(each, key=lambda v: (MISSED, UNKNOWN, MET).index(v.match)), element=element)  # "모터와 볼 스크류": both
    if element.contains:
        return container(element, product, terms, margin, lambda e, p: _one(e, p, terms, taken, claimed, margin))
    free = [
        m
        for m in product.mentions
        if not any(t.start <= m.start and m.end <= t.end for t in taken) or element.kind == "form"
    ]
    apart = [m for m in free if m.status == USED and m.whole and m.start not in claimed and of_another_type(element, m, product)]
    free = [m for m in free if not any(o.start <= m.start and m.end <= o.end for o in apart)]
    ranked: dict[str | None, list[tuple[float, Mention]]] = {}
    for mention in free:
        if GENERIC.match(mention.text):
            continue
        relation, alike = relation_of(element, mention, terms)
        if relation in (SAME, MEMBER) and mention.vague and mention.status == USED and alike < 1.0:
            relation = CLASS
        ranked.setdefault(relation, []).append((alike, mention))
    leaves_out = element.negative and any(re.search(rf"{re.escape(n)}(?:을|를|이|가)\s", element.text) for n in element.names if n)
    if element.kind == "step" or element.kind == "condition" and not leaves_out:
        return _phrase(element, product, terms, claimed, margin, free)
    met = [x for r in (SAME, MEMBER) for x in sorted(ranked.get(r, []), key=lambda x: -x[0])]
    used = [m for _, m in met if m.status == USED]
    if element.negative:
        return negative(element, used, met, product, terms)
    if used:
        return _met(element, used, product, terms, margin)
    if apart and not met:
        return Verdict(element, apart[0].text, MISSED, "code", "other", mention=apart[0])
    if element.kind == "form" and (other := other_form(element, product, terms)):
        return Verdict(element, other.text, MISSED, "code", "other", mention=other)
    if any(m.status == LEFT_OUT for _, m in met):
        return Verdict(element, None, MISSED, "code", "absence")
    if any(m.status == UNDECIDED for _, m in met):
        return Verdict(element, None, UNKNOWN, "code", "undecided")
    alone = next((m for _, m in ranked.get(OTHER, []) if m.status == USED and any(_all_of_it(a) for a in m.amounts)), None)
    if alone is not None:
        return Verdict(element, alone.text, MISSED, "code", "other", mention=alone)
    above = [m for _, m in ranked.get(CLASS, [])]
    perfume = norm(element.head).endswith("향료") and UNSCENTED.search(product.text)
    none_of_it = any(m.status == LEFT_OUT and not only_a_kind(m, element, product, terms) for m in above)
    if perfume or none_of_it or class_left_out(element, product, terms):
        return Verdict(element, None, MISSED, "code", "absence")
    unclaimed = [m for m in free if m.start not in claimed and not of_another(element, m, product)]
    others = [m for _, m in ranked.get(OTHER, []) if m in unclaimed and not MADE_INTO.match(product.text, m.end)]
    replacement = in_its_place(element, others, unclaimed, terms, product.mentions)
    replacement = replacement or _main_one(element, unclaimed, product, terms)
    if replacement is not None:
        return Verdict(element, replacement.text, MISSED, "code", "other", mention=replacement)
    kind = next((m for m in above if m.status == USED and not only_label(m, product)), None)
    if kind is not None:
        own = (ruled_out(element, m, product, margin) for m in above if m.status == USED)
        return next(filter(None, own), None) or Verdict(element, kind.text, UNKNOWN, "code", "class", mention=kind)
    if any(m.status == UNDECIDED for m in above) or undecided(element, product, terms):
        return Verdict(element, None, UNKNOWN, "code", "undecided")
    return _phrase(element, product, terms, claimed, margin, free)


def _proportion(element: Element, product: Product, terms: Terms, margin: float) -> Verdict:
    """A condition that is only a figure; of a proportion, what the amounts of the two make it."""
    if one_left_out(element, product, terms):
        return Verdict(element, None, MISSED, "code", "absence")
    verdict = only_figure(without_base(element), product, margin, weighed(element, product, terms))
    return replace(verdict, element=element)


def _measure(element: Element, product: Product, terms: Terms, claimed: set[int], margin: float) -> Verdict:
    """By its figures alone, unless what is measured is left out."""
    condition = replace(element, kind="condition")
    verdict = only_figure(condition, product, margin)
    if verdict.basis == "silence":
        told = _phrase(condition, product, terms, claimed, margin, list(product.mentions))
        return told if told.match == MISSED and told.basis == "absence" else verdict
    return verdict


MAIN = re.compile(r"\s*(?:을|를|이|가|은|는)?\s*(?:베이스|기반|주성분|주원료|메인)")


def _main_one(element: Element, free: list[Mention], product: Product, terms: Terms) -> Mention | None:
    """ "미네랄 오일 베이스": what a thing mainly consists of leaves no room for another of its wider class."""
    for m in free:
        mainly = m.status == USED and m.terms and not m.vague and MAIN.match(product.text, m.end)
        if mainly and relation_of(element, m, terms)[0] is None and any(terms.kin(n, m.text) for n in element.names):
            return m
    return None


def _all_of_it(amount: Range) -> bool:
    """ "흑연 100%" leaves no room for another of its kind."""
    return amount.exact and amount.low == 100.0 and amount.dimension in SHARES


def _phrase(
    element: Element, product: Product, terms: Terms, claimed: set[int], margin: float, free: list[Mention]
) -> Verdict:
    """By what the element says, part by part; the model decides where only some of it is there."""
    if (means := _done_by_other(element, free, product, terms)) is not None:
        return Verdict(element, means.text, MISSED, "code", "other", mention=means)
    if person := by_hand(element, product.text):
        return Verdict(element, person, MISSED, "code", "other")
    covered = cover(element, product, terms, claimed)
    span = covered.span.text if covered.span else None
    omits = OMITS.search(element.text)
    if covered.out and omits and not (omits[1] and unwilling(omits[1], product.text)):  # what is not done is what is claimed
        done = tuple(replace(m, status=USED) if m.status == LEFT_OUT else m for m in product.mentions)
        covered = replace(cover(element, replace(product, mentions=done), terms, claimed), out=False)
        span = covered.span.text if covered.span else None
    if covered.out:
        return Verdict(element, None, MISSED, "code", "absence")
    if covered.other is not None:
        return Verdict(element, covered.other.text, MISSED, "code", "other", mention=covered.other)
    if covered.undecided and covered.share < 1.0:
        return Verdict(element, None, UNKNOWN, "code", "undecided")
    simple = element.kind == "component" and any(norm(element.text).startswith(norm(n)) for n in element.names)
    enough = covered.share > HALF if simple else covered.share >= HALF  # the head alone ("오일") is no 유칼립투스 오일
    if covered.terms_met and enough and covered.span and is_named(element, product, terms) and spoken_of(element, product, terms):
        if (amount := amounts_hold(element, bearers(element, [covered.span], product, terms), product, margin)) is not None:
            return amount
        if covered.share == 1.0:
            return Verdict(element, span, MET, "code", "content", mention=covered.span)
        return Verdict(
            element,
            span,
            MET,
            "open",
            "content",
            mention=covered.span,
            candidates=candidates_of(element, product, free, terms, covered.span),
        )
    return left_open(element, product, free, terms)


# a step that leaves something undone is told by saying that it is not done
OMITS = re.compile(
    r"(생략|비활성화|중단|정지|중지|차단|해제|보류|건너뛰|금지|취소|종료)(?:하|시키)(?:는|고|며|거나)|(?:제외|배제|제거|삭제)하는(?=\s(?:단계|공정|과정))"
)
ONLY = re.compile(r"(?:으로|로)만(?![가-힣])")


def _done_by_other(element: Element, free: list[Mention], product: Product, terms: Terms) -> Mention | None:
    """ "난방은 PTC 히터로만 하는": what is done by that alone is not done by a 열교환기."""
    for m in free:
        deed = m.role and m.status == USED and m.whole and re.search(rf"{re.escape(m.role)}(?:하|되|시키)", element.text)
        if deed and ONLY.match(product.text, m.end) and relation_of(element, m, terms)[0] in (None, OTHER):
            return m
    return None


def _met(element: Element, used: list[Mention], product: Product, terms: Terms, margin: float) -> Verdict:
    mention = max(used, key=lambda m: (any(r.comparable(a) for r in element.ranges for a in m.amounts), not m.vague))
    own = {norm(n) for n in element.names}
    known = any(terms.relation(n, mention.text) in (SAME, MEMBER) for n in (*element.names, element.head) if n)
    basis = "literal" if norm(mention.text) in own else "term" if known else "spelling"
    needs = demanded(element, Verdict(element, mention.text, MET, "code", basis, mention=mention), product, terms)
    if needs.match == MET and len(element.names) > 1 and (several := SEVERAL.search(element.text)):
        found = sum(any(terms.relation(n, m.text) in (SAME, MEMBER) for m in used) for n in element.names)
        if found < COUNTS.get(several[1], 0):
            return replace(needs, match=UNKNOWN, basis="silence")  # one of "2종 이상" is named
    if needs.match == MISSED or not element.ranges:
        return needs
    figures = figures_of(element, bearers(element, [mention, *used], product, terms), product, margin)
    return by_figures(element, mention, figures) or replace(needs, figure=figures[0])


SEVERAL = re.compile(r"(?:선택되는|선택된|중)\s(?:적어도\s)?([2-4]|둘|두|셋|세)\s?(?:종|가지|개)?(?:의\s\S+)?\s?이상")
COUNTS = {"2": 2, "둘": 2, "두": 2, "3": 3, "셋": 3, "세": 3, "4": 4}


def weigh(verdict: Verdict, product: Product, margin: float = MARGIN) -> Verdict:
    """A model's verdict with the claimed amounts compared: it judges names, code judges figures."""
    mentions = [m for m in product.mentions if m.text == verdict.span]
    if verdict.match != MET or not verdict.element.ranges or not mentions:
        return verdict
    amount = amounts_hold(verdict.element, mentions, product, margin)
    return verdict if amount is None else replace(amount, by=verdict.by)
