"""A workbook's texts by places that are the same in its translation, whoever saved it and however its parts are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from documents.package import Package
from documents.texts import Unit
from documents.workbooks.book import CHARTS, Book
from documents.workbooks.grid import MAIN, cells, letters, text_of

if TYPE_CHECKING:
    from documents.texts import Slot

_ELSEWHERE = ("cell", "formula", "table", "pivot")  # texts that the cells hold


def units(source: Path) -> list[Unit]:
    """Sheet by sheet: its cells, then what lies over and around them. Sheets go by their order: a name may be translated."""
    with Package(source, ".xlsx") as package:
        book = Book(package)
        out: list[Unit] = []
        for number, (part, sheet) in enumerate(book.sheets.items()):
            found = list(_cells(book, part, number, sheet)) if part in book.worksheets else []
            out += found
            out += _around(book, part, number, sheet, {u.text for u in found})
        return out


def _cells(book: Book, part: str, number: int, sheet: str) -> Iterator[Unit]:
    for row, column, cell in cells(book.root(part)):
        text, kind, room = text_of(cell, book.strings), "cell", None
        if text is None:  # a figure, which must be the same in both; what a formula gave is no text to check
            text, kind = cell.findtext(f"{MAIN}v"), "cell" if cell.find(f"{MAIN}f") is None else "formula"
        elif text:
            room = book.place(part, row, column, cell, "cell").room
        if text:
            yield Unit(("cell", number, row, column), kind, text, {"sheet": sheet, "at": f"{letters(column)}{row}"}, room)


def _around(book: Book, part: str, number: int, sheet: str, held: set[str]) -> Iterator[Unit]:
    """`held`: what the cells say, which a chart only repeats."""
    count: Counter = Counter()  # of a kind, and of a kind at a place
    for name in (part, *(p for p, s in book.owner.items() if s == sheet and p not in book.sheets)):
        kind = book.package.type_of(name)
        if kind == "diagramDrawing+xml":
            continue  # a picture of the diagram's own texts
        slots = [s for s in book.slots(name) if not s.follows and s.places and s.places[0].kind not in _ELSEWHERE]
        if kind in CHARTS:
            slots = [s for s in slots if s.text not in held]
        for (kind, where), group in groupby(slots, key=_group):
            count[kind] += 1
            text = "\n".join(s.text for s in group)
            if text.strip():
                at = where.rpartition("!")[2] if "!" in where else ""
                key = (kind, number, at or count[kind], count[kind, at])
                count[kind, at] += 1
                yield Unit(key, kind, text, {"sheet": sheet, "at": at, "n": count[kind]})


def _group(slot: Slot) -> tuple[str, str]:
    """The paragraphs of a text box are one text, as are those of a chart; each comment stands alone."""
    place = slot.places[0]
    return place.kind, place.where
