"""Where the texts of a sheet stand: their contexts, and the room that they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from documents.contexts import contexts
from documents.texts import Place

if TYPE_CHECKING:
    from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHORT = 60  # characters of a text that serves as a sheet's title
_DEFAULT_NAME = re.compile(r"(?:Sheet|시트)\s?\d+", re.IGNORECASE)
POINTS = 15.0  # height of a line


@dataclass(frozen=True)
class Style:
    wrap: bool = False
    shrink: bool = False


@dataclass
class Grid:
    """`texts`: (row, column) → text; `filled`: every cell that holds anything."""

    sheet: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    filled: set[tuple[int, int]] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    default_width: float = 8.43

    @cached_property
    def title(self) -> str:
        """The sheet's name; where it has only a number, the first text in its first rows."""
        if not _DEFAULT_NAME.fullmatch(self.sheet):
            return self.sheet
        first = min((at for at in self.texts if at[0] <= 5), default=None)
        return " ".join(self.texts[first].split())[:SHORT] if first else ""

    @cached_property
    def contexts(self) -> dict[tuple[int, int], str]:
        return contexts({at: text.strip() for at, text in self.texts.items() if text.strip()}, self.title)

    @cached_property
    def _range(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        return {(m[0], m[1]): m for m in self.merges}

    def room(self, row: int, column: int, style: Style) -> int | None:
        """Half-width characters that show in the cell without its row or column growing."""
        top, left, bottom, right = self._range.get((row, column), (row, column, row, column))
        width = sum(self.widths.get(c, self.default_width) for c in range(left, right + 1))
        if style.shrink:
            return None
        if style.wrap:
            heights = [self.heights.get(r) for r in range(top, bottom + 1)]
            if None in heights:
                return None
            return int(width * max(1, round(sum(h for h in heights if h) / POINTS)))
        if (top, left) == (bottom, right):
            for c in range(right + 1, right + 20):
                if (row, c) in self.filled:
                    return int(width)
                width += self.widths.get(c, self.default_width)
            return None
        return int(width)

    def place(self, row: int, column: int, kind: str, style: Style) -> Place:
        return Place(f"{self.sheet}!{letters(column)}{row}", kind, self.contexts.get((row, column), ""), self.room(row, column, style))


def grid_of(name: str, root: etree._Element, strings: list[str]) -> Grid:
    """From a worksheet part and the shared strings."""
    grid = Grid(name)
    settings = root.find(f"{MAIN}sheetFormatPr")
    if settings is not None:
        grid.default_width = float(settings.get("defaultColWidth") or 8.43)
    for col in root.iter(f"{MAIN}col"):
        first, last = int(col.get("min", 1)), min(int(col.get("max", 1)), 500)
        grid.widths |= dict.fromkeys(range(first, last + 1), float(col.get("width") or grid.default_width))
    for row in root.iter(f"{MAIN}row"):
        if row.get("customHeight") in ("1", "true") and row.get("r") and row.get("ht"):
            grid.heights[int(row.get("r"))] = float(row.get("ht"))
    for merge in root.iter(f"{MAIN}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        if last:
            grid.merges.append((*position(first), *position(last)))
    for row, column, cell in cells(root):
        text = text_of(cell, strings)
        if text is not None or cell.find(f"{MAIN}v") is not None:
            grid.filled.add((row, column))
        if text:
            grid.texts[row, column] = text
    return grid


def cells(root: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """(row, column, cell), from 1; a cell or row that names no place follows the one before it."""
    row = 0
    for line in root.iter(f"{MAIN}row"):
        row, column = int(line.get("r") or row + 1), 0
        for cell in line.iterchildren(f"{MAIN}c"):
            column = position(cell.get("r"))[1] if cell.get("r") else column + 1
            yield row, column, cell


def text_of(cell: etree._Element, strings: list[str]) -> str | None:
    """The text that a cell shows; None where it holds none."""
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{MAIN}t") if t.getparent().tag != f"{MAIN}rPh")
    value = cell.find(f"{MAIN}v")
    if value is None or not value.text:
        return None
    if kind == "s":
        index = shared_index(cell)
        return strings[index] if index is not None and index < len(strings) else None
    return value.text if kind == "str" else None


def shared_index(cell: etree._Element) -> int | None:
    value = cell.find(f"{MAIN}v")
    text = (value.text or "").strip() if value is not None and cell.get("t") == "s" else ""
    return int(text) if text.isdecimal() else None


def styles_of(root: etree._Element | None) -> list[Style]:
    if root is None or (formats := root.find(f"{MAIN}cellXfs")) is None:
        return []
    out = []
    for form in formats.iterchildren(f"{MAIN}xf"):
        alignment = form.find(f"{MAIN}alignment")
        said = {} if alignment is None else alignment.attrib
        out.append(Style(said.get("wrapText") in ("1", "true"), said.get("shrinkToFit") in ("1", "true")))
    return out


def position(ref: str) -> tuple[int, int]:
    """`B3` → (3, 2)."""
    match = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d+)", ref)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def letters(column: int) -> str:
    out = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out or "A"
