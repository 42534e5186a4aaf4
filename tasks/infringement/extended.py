"""The extended form: places, grounds, confidence, and what a human has to examine."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.infringement import grounds, law, standing
from tasks.infringement.chart import Chart
from tasks.infringement.models import (
    Check,
    ClaimInfo,
    Extended,
    ExtendedComparison,
    Input,
    Options,
    Quote,
)
from tasks.infringement.normal import norm, squeeze
from tasks.infringement.spans import Mention
from tasks.infringement.verdicts import Verdict

DICTIONARY = ("term", "class", "other")


def result(
    row: Input,
    chart: Chart,
    alternatives: int,
    risk: str,
    reason: str,
    extra: Sequence[Mention],
    options: Options,
    korean: bool,
) -> Extended:
    claim = chart.claim
    compared = tuple(comparison(v, row.user_query, options.margin, korean) for v in chart.verdicts)
    candidates = any(c.basis == "equivalence candidate" for c in compared)
    return Extended(
        regit_num=row.regit_num,
        comparisons=compared,
        risk_level=risk,
        decision_reason=reason,
        claim=ClaimInfo(
            number=claim.number,
            category=claim.category,
            transition=claim.transition,
            independent=claim.independent,
            cites=claim.cites,
            method=claim.method,
            numbers=tuple(sorted({e.claim or claim.number for e in claim.elements})),
            alternatives=alternatives,
        ),
        extra_components=tuple(Quote(text=m.text, start=m.start, end=m.end) for m in extra),
        warnings=standing.warnings(row.status, row.expiry, row.territory, korean),
        checklist=tuple(Check(key=k, question=q) for k, q in law.checklist(korean)) if candidates else (),
        margin=options.margin,
        notice=law.NOTICE[korean],
    )


def comparison(verdict: Verdict, text: str, margin: float, korean: bool) -> ExtendedComparison:
    element = verdict.element
    start, end, quotation = quoted(verdict, text)
    return ExtendedComparison(
        patent_element=element.text,
        user_product_element=verdict.span if quotation else None,
        match=verdict.match,
        kind=element.kind,
        claim=element.claim or 1,
        claim_start=element.start if element.start >= 0 else None,
        claim_end=element.end if element.start >= 0 else None,
        functional=element.functional,
        negative=element.negative,
        start=start,
        end=end,
        quotation=quotation,
        basis=basis(verdict),
        grounds=verdict.basis,
        confidence=grounds.confidence(verdict),
        decided_by="model" if verdict.by == "model" else "dictionary" if verdict.basis in DICTIONARY else "code",
        note=grounds.note(verdict, margin, korean),
    )


def quoted(verdict: Verdict, text: str) -> tuple[int | None, int | None, str | None]:
    """(start, end, "exact" for the very words of the text, "normalised" where blanks, case or script differ)."""
    span = verdict.span
    if span is None:
        return None, None, None
    at = verdict.mention.start if verdict.mention and verdict.mention.text == span else text.find(span)
    if at >= 0:
        return at, at + len(span), "exact"
    folded, places = squeeze(text)
    at = folded.find(norm(span))
    return (places[at][0], places[at + len(norm(span)) - 1][1], "normalised") if at >= 0 else (None, None, None)


def basis(verdict: Verdict) -> str:
    """Literal where the element is met; a figure just outside, or another member of the same class in its place, is
    for the doctrine of equivalents; else none."""
    if verdict.match == law.MET:
        return "literal"
    return "equivalence candidate" if verdict.near or verdict.substituted else "none"
