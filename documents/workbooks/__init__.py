"""Texts of an XLSX package, read and replaced in place.

A load and save in a spreadsheet library drops what it does not model (text boxes, sparklines, data bars, cached
values). Here only the text nodes of the parts that hold text are edited; every other part is written back as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from documents.package import Package
from documents.texts import Content, Notice, Text, content, fill
from documents.workbooks.book import Book
from documents.workbooks.units import units

__all__ = ["read", "units", "write"]


def read(source: Path, sheets: bool = False) -> Content:
    """Every text of the workbook with its places; texts that no cell uses any more are left out.

    `sheets`: the sheets' names too.
    """
    with Package(source, ".xlsx") as package:
        book = Book(package)
        found = [slot for name in package.names for slot in book.slots(name)]
        if sheets:
            found += book.sheet_slots()
        texts = content(found)
        ordered = [Text(t.text, tuple(sorted(t.places, key=book.order))) for t in texts.texts]
        ordered.sort(key=lambda t: book.order(t.places[0]))
        return Content(tuple(ordered), texts.stretches, tuple(book.notices({t.text for t in ordered})))


def write(source: Path, target: Path, english: Mapping[str, str], sheets: bool = False) -> tuple[int, list[Notice]]:
    """Write `target` with each text that `english` knows replaced: (places changed, what had to give way)."""
    with Package(source, ".xlsx") as package:
        book = Book(package)
        english, notices = book.distinct_headings(english)
        edited: dict[str, None] = {}
        changed = 0
        renamed = book.renamed_sheets(english) if sheets else {}
        for name in package.names:
            places, said = fill(book.slots(name), english)
            if book.follow(name, english, renamed) or places:
                edited[name] = None
            changed += places
            notices += said
        edited |= dict.fromkeys(book.settle(english) if edited else ())
        package.rewrite(target, {name: package.serialise(name, book.root(name)) for name in edited})
    return changed, notices
