"""What is checked of a document in hand: a finding a place, some of them dismissed."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.texts import room_for
from engine.errors import Cancelled
from tasks.translation.findings import Cell, Finding, inconsistent, of_cell, shared

if TYPE_CHECKING:
    from app.tabs.translation.workspace import Document
    from dictionaries.lexicon import Lexicon

FAILED = ("fuzzy", "truncated", "terms", "unsure")     # checks of an answer that hold until a person has been over it
ADVICE = {"unsure": {"suggestion": "No table knows it and the model guesses: write it, or add it to your dictionary.",
                     "suggestion_ko": "사전에 없는 말이라 모델이 추측했습니다. 직접 쓰거나 사전에 추가하세요."}}
ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass
class Line:
    """A text in review. `origin`: who wrote the English: dictionary, memory, model, code, composed, source, person."""
    number: int
    source: str
    english: str
    places: tuple
    origins: tuple[str, ...] = ()
    terms: tuple = ()
    examples: tuple = ()
    found: list[Finding] = field(default_factory=list)
    dismissed: list[Finding] = field(default_factory=list)
    done: bool = False
    confirmed: bool = False                  # a person vouches for this very English

    @property
    def worst(self) -> str:
        return min((f.severity for f in self.found), key=ORDER.__getitem__, default="")


class Checker:
    """Findings are kept for each pair of texts, so that an edit checks one cell and not all."""

    def __init__(self):
        self._kept: dict[tuple, list[Finding]] = {}
        self._lexicon: Lexicon | None = None

    def lines(self, document: Document, lexicon: Lexicon | None, lang: str) -> list[Line]:
        if lexicon is not self._lexicon:
            self._kept, self._lexicon = {}, lexicon
        done, english = dict(document.done), document.english()
        out, cells, used = [], [], Counter()
        for number, text in enumerate(document.content.texts):
            row, place = done.get(text.text), text.places[0]
            used[place.where] += 1
            where = place.where if used[place.where] == 1 else f"{place.where} ({used[place.where]})"
            rooms = [p.room for p in text.places if p.room is not None]
            cell = Cell(where, text.text, english.get(text.text, ""), room_for(text.text, min(rooms, default=None)))
            line = Line(number, text.text, cell.target, text.places, done=text.text in english,
                        confirmed=text.text in english and document.confirmed.get(text.text) == cell.target)
            if text.text in english:
                line.found = [*self._of(cell)]
                cells.append(cell)
            if row is not None and row.result is not None and text.text not in document.edits:
                line.origins = tuple(o for c in row.result.checks if c.kind == "origin" for o in c.detail.split(", "))
                known = {f.kind for f in line.found} | (set(FAILED) if line.confirmed else set())
                line.found += [Finding(kind=c.kind, severity="warning", place=where, detail=c.detail, **ADVICE.get(c.kind, {}))
                               for c in row.result.checks if c.kind in FAILED and c.kind not in known and not c.ok]
            if text.text in document.edits:
                line.origins = ("person",)
            if row is not None and row.result is not None:
                line.terms, line.examples = row.result.terms, row.result.examples
            if row is not None and row.error is not None and not isinstance(row.error, Cancelled):
                line.found.append(Finding(kind="failed", severity="error", place=where, detail=" ".join(row.error.words(lang))))
            out.append(line)
        by_place = {cell.place: line for cell, line in zip(cells, (x for x in out if x.done), strict=True)}
        for finding in (*inconsistent(cells), *shared(cells, lexicon)):
            by_place[finding.place].found.append(finding)
        for line in out:
            line.dismissed = [f for f in line.found if f.id in document.dismissed]
            line.found = sorted((f for f in line.found if f.id not in document.dismissed), key=lambda f: ORDER[f.severity])
        return out

    def _of(self, cell: Cell) -> list[Finding]:
        key = (cell.place, cell.source, cell.target, cell.room)
        if key not in self._kept:
            self._kept[key] = of_cell(cell, self._lexicon)
        return self._kept[key]

