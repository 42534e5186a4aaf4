"""Claimed ranges against the amounts that the product states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.claims import Element
from documents.elements import MEASURED_AT
from documents.naming import amounts
from documents.quantities import SHARES, Range, compare
from documents.recipes import stated
from tasks.infringement.anaphora import called_back, told_after
from tasks.infringement.colours import colour_beside, of_its_colour
from tasks.infringement.content import tells
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.lexemes import nouns
from tasks.infringement.measures import MEASURES, Measured, kind_of, measured, placed, point, triggers
from tasks.infringement.normal import norm
from tasks.infringement.spans import Mention, Product, clauses
from tasks.infringement.verdicts import Figure, Verdict


def amounts_hold(element: Element, used: list[Mention], product: Product, margin: float) -> Verdict | None:
    """The claimed ranges against what is said; None where all hold."""
    return by_figures(element, used[0], figures_of(element, used, product, margin))


def figures_of(element: Element, used: list[Mention], product: Product, margin: float) -> list[Figure]:
    """One figure a claimed range."""
    out = []
    for claim in measured(element):
        if claim.under:
            continue
        claimed = claim.range
        if claim.trigger and (begun := triggers(claimed, stated(product.text), product.text)):
            out.append(_of_trigger(claimed, begun, margin))
            continue
        told = [m for m in used if m.whole and m.amounts] or used  # the PP of a grafted PP says nothing of the PP
        own = _first_named([(norm(m.text), of_kind(claim, m.amounts, product.text)) for m in told])
        own = own or of_kind(claim, called_back(used, product) or told_after(used, product), product.text)
        content = claimed.dimension in SHARES and claim.kind is None
        if content:
            # the slag that another element asks for is no part of the cement
            others = (m for m in used[1:] if len(element.names) > 1 or m.start not in product.asked)
            total = total_of(claimed, [used[0], *others])
            own = [total] if total is not None else own              # 산화아연 18% and 이산화티타늄 4% are 22% of the class
        if not own or element.kind == "step" and not content:
            own = _elsewhere(element, claim, used[0], own, product, margin)
            own = _of_no_other(element, claimed, used[0], own, product, margin) if content else own
        own = _of_its_light(element, claimed, own, product.text)
        if sum(claimed.comparable(r) for r in element.ranges) > 1:  # "적색광 및 근적외선": each has a figure of its own
            own = [a for a in own if compare(claimed, a, margin) == "inside"] or own
        out.append(_measured_alike(element, figure_of(claimed, own, margin), product, margin))
    return out


def _of_its_light(element: Element, claimed: Range, own: list[Range], text: str) -> list[Range]:
    """The wavelength of the light of the claimed colour, where the description has one for a colour."""
    colour = colour_beside(element.text, placed(element.text, claimed)) if claimed.dimension == "length" else ""
    if not colour:
        return own
    found = of_its_colour(colour, [a for a in stated(text) if claimed.comparable(a) and kind_of(text, a) in (None, "wavelength")], text)
    return own if found is None else found


AT = r"\s?(?:에서(?:의|는|도)?\s|@\s?|의\s|\s?기준\s?)"


def _measured_alike(element: Element, figure: Figure, product: Product, margin: float) -> Figure:
    """A modulus at -20 ℃ is not told by one at 25 ℃: a figure measured under another condition leaves open what it is under the
    claimed one."""
    if figure.outcome != "inside" or figure.said is None or figure.said.dimension == "temperature":
        return figure
    wanted = [r for r in amounts(element.text) if r.dimension == "temperature" and MEASURED_AT.match(element.text, r.end)]
    begin, end = next((c for c in clauses(product.text) if c[0] <= figure.said.start < c[1]), (0, 0))
    here = [r for r in stated(product.text) if begin <= r.start < end and r.dimension == "temperature"]
    under = [r for r in here if re.match(AT, product.text[r.end :]) and r.end <= figure.said.start]
    under += [r for r in here if figure.said.end <= r.start and re.search(r"[@(]\s?$", product.text[figure.said.end : r.start])]
    if not wanted or not under or any(compare(w, u, margin) in ("inside", "overlap") for w in wanted for u in under):
        return figure
    return replace(figure, outcome="overlap")


def _of_trigger(claimed: Range, begun: list[Range], margin: float) -> Figure:
    """From the same figure on it is the same; a deed that begins sooner is done there too, one that begins later is not."""
    at = point(claimed)
    same = [r for r in begun if compare(at, point(r), margin) == "inside"]
    sooner = [r for r in begun if not r.exact and compare(claimed, r, margin) == "overlap"]
    if sooner and not same:
        return Figure(claimed, sooner[0], "overlap")
    figure = figure_of(at, [point(r) for r in same or begun], margin)
    return replace(figure, claimed=claimed, said=(same or begun)[0])


def ruled_out(element: Element, mention: Mention, product: Product, margin: float) -> Verdict | None:
    """What is called by a broader word is not the thing where a figure of its own says so: 히알루론산 of 1,500 kDa for a 저분자
    히알루론산. How much there is of a class says nothing of one member."""
    figures = figures_of(replace(element, kind="component"), [mention], product, margin)
    own = [f for f in figures if f.said in mention.amounts and f.claimed.dimension not in SHARES | {"parts", "mass"}]
    return by_figures(element, mention, [f for f in own if f.outcome == "outside"])


def of_kind(claim: Measured, amounts: Sequence[Range], text: str) -> list[Range]:
    """Those of some amounts that measure what is claimed, or that do not say what they measure."""
    kinds = [(kind_of(text, a), a) for a in amounts if claim.range.comparable(a)]
    alike = [a for k, a in kinds if claim.kind and k == claim.kind]
    plain = claim.kind.removeprefix("whole ") if claim.kind else None
    # how much there is of an extract is no strength of what it was drawn with, how long a deed takes not how often it is done,
    # nor how long before another
    return alike or [a for k, a in kinds if k in (None, plain) and claim.kind not in ("solvent", "interval", "ahead")]


def _first_named(said: list[tuple[str, list[Range]]]) -> list[Range]:
    """All that is said of the name that has any first: 시멘트 100, whatever the 슬래그 that is a cement too has."""
    first = next((name for name, amounts in said if amounts), "")
    return [a for name, amounts in said if first and (first in name or name in first) for a in amounts]


def _elsewhere(
    element: Element, claim: Measured, mention: Mention, own: list[Range], product: Product, margin: float
) -> list[Range]:
    """What is said apart from the name: of a step in the clause of its deed. A figure that may be another thing's can meet
    the claim, but not miss it."""
    if claim.range.dimension in SHARES | {"parts"} and element.kind != "step" and claim.kind is None:
        return own
    found = of_kind(claim, stated(product.text), product.text)
    if element.kind == "step" and (items := _own_items(element, product.text)):
        own = [a for a in found if any(begin <= a.start < end for begin, end in items)]
        if not own:  # "3시간 추출, 접종, 36℃에서 발효": the three hours are those of another step
            return [a for a in found if compare(claim.range, a, margin) == "inside"]
    found = [a for a in found if compare(claim.range, a, margin) == "inside" or not _of_another(element, mention, a, product.text)]
    if element.kind == "component" and claim.range.dimension == "length":
        found = [a for a in found if not _beside_another(element, a, product)]
    begin, end = _told_in(element, mention, product.text)
    here = [a for a in found if begin <= a.start < end] or own
    if element.kind == "step" and not _deed_told(element, product.text):  # its figure may be told in any clause
        here = [a for a in found if compare(claim.range, a, margin) == "inside"] or here
    here = [a for a in here if compare(claim.range, a, margin) == "inside"] or here
    sure = claim.kind and any(kind_of(product.text, a) == claim.kind for a in found)
    return here or [a for a in found if sure or compare(claim.range, a, margin) == "inside"]


def _of_no_other(element: Element, claimed: Range, mention: Mention, told: list[Range], product: Product, margin: float) -> list[Range]:
    """Shares that are told where a step is told, or of nothing that another element has: the 10 % of that is none of its own."""
    begin, end = _told_in(element, mention, product.text)
    theirs = [m for text, m in product.owned if text != element.text]
    free = [a for a in told if begin <= a.start < end or not any(a in m.amounts for m in theirs)]
    return [a for a in free if compare(claimed, a, margin) == "inside"]


_MEASURE = r"(?:(?:평균|최대|최소|최종|건조|초기)\s)?[가-힣]{2,}(?:은|는|이|가)?\s?[:=]?\s?(?:약\s)?$"
OWNED = re.compile(rf"(?P<of>[가-힣A-Za-z]{{2,}})의\s(?:[가-힣]+\s)?{_MEASURE}")
BESIDE = re.compile(rf"(?P<of>(?!평균|최대|최소|최종|건조|초기)[가-힣A-Za-z]{{2,}})\s{_MEASURE}")


def _of_another(element: Element, mention: Mention, figure: Range, text: str) -> bool:
    """Whether a figure is said to be of another thing: "적층체의 두께는 80 μm", "포장 필름이고 필름 두께는 70 μm"."""
    begin = max(figure.start - 40, 0)
    before = text[begin : figure.start]
    plainly = OWNED.search(before)
    said = plainly or BESIDE.search(before)
    if said is None or element.kind == "step":
        return False
    owner, own = norm(said["of"]), [norm(n) for n in (*element.names, element.head, mention.text) if n]
    alike = any(owner[-1] == norm(n)[-1:] for n in (element.head, mention.text))  # the thickness of one layer or of another
    return bool(plainly or alike or owner in norm(text[: begin + said.start()])) and not any(owner in o or o in owner for o in own)


def _beside_another(element: Element, figure: Range, product: Product) -> bool:
    """Whether a figure is told of what other elements of the claim have as their own: "하부 전극 100 nm, 발광층"."""
    owners = [text for text, m in product.owned if figure in m.amounts and "/" not in m.text]
    return bool(owners) and not any(element.text in o or o in element.text for o in owners)


def _own_items(element: Element, text: str) -> list[tuple[int, int]]:
    """The items of a list by commas, arrows or numbers that tell of a step's deed."""
    items, deed = pieces(text), _deed(element, text)
    return [(a, b) for a, b in items if deed and tells(deed, text[a:b])] if len(items) > len(clauses(text)) else []


def _deed(element: Element, text: str) -> str:
    """What is done in a step, by the last of its verbs that the description says, or by its last noun."""
    said = element.text.removesuffix("단계").rstrip()
    done = DONE.search(said)
    return done[1] if done and tells(done[1], text) else (nouns(said) or ("",))[-1]


def _deed_told(element: Element, text: str) -> bool:
    deed = _deed(element, text)
    return not deed or tells(deed, text)


DONE = re.compile(r"([가-힣]{2,})(?:시키|하|되)는$")  # 겔화 of "냉각하여 겔화시키는"


def pieces(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in PIECE.finditer(text)), len(text)]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]


def _told_in(element: Element, mention: Mention, text: str) -> tuple[int, int]:
    """The clause that tells of a step by its deed ("이틀 띄운 뒤" of 발효), or else the one that names what it found."""
    parts = clauses(text) or [(0, len(text))]
    deed = _deed(element, text) if element.kind == "step" else ""
    told = [c for c in parts if deed and tells(deed, text[c[0] : c[1]])]
    return told[0] if len(told) == 1 else next((c for c in parts if c[0] <= mention.start < c[1]), (0, len(text)))


def figure_of(claimed: Range, said: list[Range], margin: float) -> Figure:
    outcomes = {compare(claimed, a, margin) for a in said}
    if len(outcomes) > 1:
        return Figure(claimed, said[0], "contradictory")
    return Figure(claimed, said[0], outcomes.pop()) if said else Figure(claimed, None, "silent")


def by_figures(element: Element, mention: Mention, figures: list[Figure]) -> Verdict | None:
    """What the worst of the figures makes of the element; contradicting or missing amounts leave it unknown."""
    for outcome in ("outside", "contradictory", "overlap", "silent", "near"):
        figure = next((f for f in figures if f.outcome == outcome), None)
        if figure is not None:
            match = MISSED if outcome == "outside" else UNKNOWN
            return Verdict(element, mention.text, match, "code", "amount", outcome == "near", mention, figure=figure)
    return None


def total_of(claimed: Range, used: list[Mention]) -> Range | None:
    """The shares of several members of a claimed class taken together; None where one thing alone is named."""
    shares = {norm(m.text): a for m in used if m.whole for a in m.amounts if claimed.comparable(a) and a.exact}
    if len(shares) < 2:
        return None
    total = sum({a.start: a.low for a in shares.values()}.values())
    return replace(next(iter(shares.values())), low=total, high=total)


def only_figure(element: Element, product: Product, margin: float, worked_out: Range | None = None) -> Verdict:
    """A condition that is only a figure: pH, viscosity, the particle size of what it names. `worked_out`: what other figures of
    the description make it, where it does not say it itself."""
    figures = [
        _measured_alike(element, figure_of(c.range, _measured_so(c, product, margin), margin), product, margin)
        for c in measured(element)
        if not c.under
    ]
    if worked_out and len(figures) == 1 and figures[0].said is None and figures[0].claimed.comparable(worked_out):
        figures = [figure_of(figures[0].claimed, [worked_out], margin)]
    order = ("outside", "contradictory", "overlap", "silent", "near", "inside")
    figure = min(figures, key=lambda f: order.index(f.outcome))
    match = MISSED if figure.outcome == "outside" else MET if figure.outcome == "inside" else UNKNOWN
    span = next((f.said.text for f in (figure, *figures) if f.said), None)
    basis = "amount" if span else "silence"
    return Verdict(element, span, match, "code", basis, figure.outcome == "near", figure=figure)


def as_measured(kind: Verdict, product: Product, margin: float) -> Verdict:
    """The kind of product, with the figures that are claimed of it: the pH of "pH 2.8 내지 3.5의 투명 음료"."""
    claimed = tuple(r for r in kind.element.ranges or amounts(kind.element.text) if r.dimension != "count" and "ratio" not in r.dimension)
    if kind.match != MET or not claimed:
        return kind
    told = only_figure(replace(kind.element, ranges=claimed, kind="condition"), product, margin)
    return kind if told.match == MET else replace(told, element=kind.element, basis="amount")


IN_RATIO = re.compile(r"\S\s대\s(?:상기\s)?\S+의\s(?:\S+\s)?\S*비(?:율)?(?:이|가|은|는)\s")


def in_ratio(verdict: Verdict, product: Product, margin: float) -> Verdict:
    """A step that is told in its words, with the ratio that it keeps: "A 대 B의 중량비가 0.6 내지 1.0이 되도록 혼합하는"."""
    element = verdict.element
    claimed = tuple(r for r in element.ranges if r.dimension == "ratio")
    if element.kind != "step" or verdict.match != MET or not claimed or not IN_RATIO.search(element.text):
        return verdict
    told = only_figure(replace(element, ranges=claimed, kind="condition"), product, margin)
    return verdict if told.match == MET else replace(told, element=element, span=told.span or verdict.span, basis="amount")


def _measured_so(claim: Measured, product: Product, margin: float) -> list[Range]:
    """What a description gives for a measure. Of lengths, temperatures, weights and shares only what is said to measure the
    same can miss the claim."""
    text = product.text
    found = of_kind(claim, stated(text), text)
    if len(found) > 1 and claim.owner:
        found = _of_owner(claim.owner, found, text) or found
    alike = [a for a in found if claim.kind and kind_of(text, a) == claim.kind or claim.called and _called_so(claim.called, text, a)]
    apart = claim.range.dimension in MEASURES and (claim.kind or claim.range.dimension != "time")
    if not apart or alike or len(found) == 1 and claim.owner and _of_owner(claim.owner, found, text):
        return found
    return [a for a in found if compare(claim.range, a, margin) == "inside"][:1]


def _called_so(name: str, text: str, figure: Range) -> bool:
    """Whether a figure stands beside the very words of the claim: "가열 온도 90℃"."""
    return norm(re.sub(r"(?:은|는|이|가)?\s?[:=]?\s?(?:약\s)?$", "", text[max(figure.start - 40, 0) : figure.start])).endswith(name)


def _of_owner(owner: str, found: list[Range], text: str) -> list[Range]:
    """The figures in the piece of text that names what is measured."""
    named = norm(re.sub(r"(?<=..)[층막부판]$", "", owner.split()[-1]))  # 코팅한 of a 코팅층
    here = [(a, b) for a, b in pieces(text) if named in norm(text[a:b])]
    return [r for r in found if any(a <= r.start < b for a, b in here)]


PIECE = re.compile(
    r",(?!\d)\s?|[;\n]|\s/\s|:\s|[→⇒▶➔➜]|\s(?:->|=>)\s|(?=[①-⑳])|\s(?=\(?\d{1,2}\)\s?[가-힣A-Za-z])|(?<=[.!?])\s"
)
