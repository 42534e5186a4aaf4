"""What the task takes and gives. `Result` is the strict form, its keys those of schema.json; `Extended` adds places,
grounds and warnings on request (form=extended)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from documents.quantities import MARGIN
from tasks import base
from tasks.base import Strict
from tasks.infringement import synonyms as pairs

Match = Literal["대응", "미대응", "판단불가"]


class Comparison(Strict):
    patent_element: str
    user_product_element: str | None
    match: Match


class Input(Strict):
    """`claim_text` may hold several claims: `claim` picks one by its number, else the first independent one is taken.
    `elements` replaces the elements that the claim was cut into, the category last."""

    regit_num: str = ""
    claim_text: str
    user_query: str
    claim: int | None = Field(None, ge=1)
    elements: tuple[str, ...] = Field((), max_length=10_000)
    status: str = ""
    expiry: str = ""
    territory: str = ""

    @field_validator("status", "expiry", "territory", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        """Cells of a workbook: empty, a date, a number."""
        if value is None:
            return ""
        if isinstance(value, datetime | date):
            return value.isoformat()[:10]
        return value if isinstance(value, str) else str(value)

    @field_validator("elements", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        """A JSON list, or an element a line."""
        if value is None:
            return ()
        if isinstance(value, str):
            value = json.loads(value) if value.lstrip().startswith("[") else value.splitlines()
        return tuple(v.strip() if isinstance(v, str) else v for v in value if not isinstance(v, str) or v.strip())


class Result(Strict):
    regit_num: str
    comparisons: tuple[Comparison, ...]
    risk_level: Literal["높음", "애매", "낮음"]
    decision_reason: str


class Quote(Strict):
    """`text` stands at `start:end` of the product description."""

    text: str
    start: int
    end: int


class ExtendedComparison(Comparison):
    """`user_product_element` stands at `start:end` of the description (None where nothing is quoted);
    `claim_start:claim_end` is the element's place in the text of claim number `claim` as it is cut."""

    kind: Literal["component", "form", "category", "step", "condition"]
    claim: int
    claim_start: int | None
    claim_end: int | None
    functional: bool
    negative: bool
    start: int | None
    end: int | None
    quotation: Literal["exact", "normalised"] | None
    basis: Literal["literal", "equivalence candidate", "none"]
    grounds: str  # what decided, as in verdicts.py: literal, term, left over, amount, absence …
    confidence: float
    decided_by: Literal["dictionary", "code", "model"]
    note: str


class ClaimInfo(Strict):
    """`numbers`: the claims whose elements are compared, the cited ones first; `alternatives`: how many ways the
    cited claims give to read it, of which the riskiest is shown."""

    number: int
    category: str
    transition: Literal["open", "closed"]
    independent: bool
    cites: tuple[int, ...]
    method: bool
    numbers: tuple[int, ...]
    alternatives: int


class Check(Strict):
    """A question for the human: what the three findings on equivalents and the prosecution history ask."""

    key: Literal["principle", "effect", "obvious", "known", "history"]
    question: str


class Extended(Result):
    comparisons: tuple[ExtendedComparison, ...]
    claim: ClaimInfo
    extra_components: tuple[Quote, ...]  # what a closed claim does not name
    warnings: tuple[str, ...]
    checklist: tuple[Check, ...]
    margin: float
    notice: str


class Options(base.Options):
    """`synonyms`: names that mean the same, as files (csv, xlsx, txt; two or more names a row) with commas between, or a
    list of such rows; `margin`: the share of a bound by which an amount may miss it and still be a candidate for
    equivalence."""

    form: Literal["strict", "extended"] = "strict"
    margin: float = Field(MARGIN, ge=0, le=1)
    synonyms: tuple[tuple[str, ...], ...] = ()

    @field_validator("synonyms", mode="before")
    @classmethod
    def _groups(cls, value: Any, info: ValidationInfo) -> Any:
        """A file is read only for a person at this machine: a page or a remote caller must not name our files."""
        if isinstance(value, Mapping):
            return tuple((str(a), str(b)) for a, b in value.items())
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list | tuple):
            return value
        groups: list[Any] = []
        for text in texts:
            if not isinstance(text, str):
                groups.append(text)
            elif text.strip() and (group := pairs.group_of(text)):
                groups.append(group)
            elif text.strip() and (info.context or {}).get("local"):
                groups += [group for name in text.split(",") for group in pairs.read(Path(name.strip()))]
            elif text.strip():
                raise ValueError(f"{text!r} names one thing only: write name = other name, or [name, other name]")
        return tuple(tuple(g) if isinstance(g, list) else g for g in groups)

    @field_validator("synonyms")
    @classmethod
    def _sound(cls, value: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return pairs.checked(value)
