"""What was found of one element."""

from __future__ import annotations

from dataclasses import dataclass

from documents.claims import Element
from documents.quantities import Range
from tasks.infringement.law import MISSED
from tasks.infringement.spans import Mention

CANDIDATES = 6  # phrases offered to the model for an element


@dataclass(frozen=True)
class Figure:
    """A claimed range against what is said of it: inside, near, outside, overlap, silent (`said` is None) or
    contradictory."""

    claimed: Range
    said: Range | None
    outcome: str


@dataclass(frozen=True)
class Verdict:
    """`by`: "code", "model", or "open" while the model has not been asked; `near`: an amount just outside.

    `basis`: literal (the claim's own words), term (the dictionary: same or a member), spelling, content (part by part),
    left over (what nothing else explains), amount, kind (of the product), absence (said to be left out), other (another thing
    in its place), composition (what the product is made of lacks it), class (only a broader word), half (a criterion or a deed
    without the other), undecided, silence, model.
    """

    element: Element
    span: str | None
    match: str
    by: str
    basis: str
    near: bool = False
    mention: Mention | None = None
    candidates: tuple[str, ...] = ()
    figure: Figure | None = None

    @property
    def substituted(self) -> bool:
        """Another thing of the same kind in the element's place: what the doctrine of equivalents is about."""
        return self.match == MISSED and self.basis == "other" and self.element.kind in ("component", "step", "condition")
