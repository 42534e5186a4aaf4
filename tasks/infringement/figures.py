"""Claimed ranges against the amounts that the product states."""

from __future__ import annotations

from dataclasses import replace

from documents.claims import Element
from documents.quantities import SHARES, Range, compare, find
from tasks.infringement.content import tells
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.lexemes import nouns
from tasks.infringement.normal import norm
from tasks.infringement.spans import Mention, Product, clauses
from tasks.infringement.verdicts import Figure, Verdict


def amounts_hold(element: Element, used: list[Mention], product: Product, margin: float) -> Verdict | None:
    """The claimed ranges against what is said; None where all hold."""
    return by_figures(element, used[0], figures_of(element, used, product, margin))


def figures_of(element: Element, used: list[Mention], product: Product, margin: float) -> list[Figure]:
    """One figure a claimed range."""
    out = []
    for claimed in element.ranges:
        said = [a for m in used for a in m.amounts if claimed.comparable(a)]
        if claimed.dimension not in SHARES and (not said or element.kind == "step"):
            found = [a for a in find(product.text) if claimed.comparable(a)]
            begin, end = _told_in(element, used[0], product.text)
            said = [a for a in found if begin <= a.start < end] or said or found  # of several temperatures that of this step
            said = [a for a in said if compare(claimed, a, margin) == "inside"] or said
        if claimed.dimension in SHARES and (total := total_of(claimed, used)) is not None:
            said = [total]                                           # 산화아연 18% and 이산화티타늄 4% are 22% of the class
        out.append(figure_of(claimed, said, margin))
    return out


def _told_in(element: Element, mention: Mention, text: str) -> tuple[int, int]:
    """The clause that tells of a step by its deed ("이틀 띄운 뒤" of 발효), or else the one that names what it found."""
    parts = clauses(text) or [(0, len(text))]
    deed = (nouns(element.text.removesuffix("단계").rstrip()) or ("",))[-1] if element.kind == "step" else ""
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
    total = sum(a.low for a in shares.values())
    return replace(next(iter(shares.values())), low=total, high=total)


def only_figure(element: Element, product: Product, margin: float) -> Verdict:
    """A condition that is only a figure: pH, viscosity, temperature of the whole."""
    found = find(product.text)
    figures = [figure_of(r, [a for a in found if r.comparable(a)], margin) for r in element.ranges]
    order = ("outside", "contradictory", "overlap", "silent", "near", "inside")
    figure = min(figures, key=lambda f: order.index(f.outcome))
    match = MISSED if figure.outcome == "outside" else MET if figure.outcome == "inside" else UNKNOWN
    span = next((f.said.text for f in (figure, *figures) if f.said), None)
    basis = "amount" if span else "silence"
    return Verdict(element, span, match, "code", basis, figure.outcome == "near", figure=figure)
