"""What a rule makes of a match."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`forms[0]` is the rendering; the others are ways in which a translator may write the same figure.

    Two figures of one `shape` have their forms in the same order, so that one can stand in for the other.
    """

    start: int
    end: int
    kind: str  # num, amt, date or org: the slot's type
    shape: str
    surface: str
    forms: tuple[str, ...]

    @property
    def english(self) -> str:
        return self.forms[0]


def ordinal(n: int) -> str:
    if 10 <= n % 100 <= 20:
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"


def counted(number: str, noun: str) -> str:
    """`1 share`, `2 shares`; the noun is given in the singular, `{}`-less."""
    if number == "1":
        return f"{number} {noun}"
    plural = {"company": "companies", "person": "persons", "day": "days"}.get(noun) or noun + "s"
    return f"{number} {plural}"
