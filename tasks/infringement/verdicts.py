"""What was found of one element."""

from __future__ import annotations

from dataclasses import dataclass

from documents.claims import Element
from tasks.infringement.spans import Mention

CANDIDATES = 6  # phrases offered to the model for an element


@dataclass(frozen=True)
class Verdict:
    """`by`: "code", "model", or "open" while the model has not been asked; `near`: an amount just outside."""

    element: Element
    span: str | None
    match: str
    by: str
    basis: str  # literal, term, spelling, amount, absence, class, undecided, silence, other
    near: bool = False
    mention: Mention | None = None
    candidates: tuple[str, ...] = ()
