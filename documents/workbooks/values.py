"""Values of formulas that put texts together, once the texts are English."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from documents.segments import is_korean
from documents.workbooks import formulas
from documents.workbooks.grid import MAIN, cells, position, text_of

if TYPE_CHECKING:
    from lxml import etree


def is_stale(cell: etree._Element, *texts: Container[str]) -> bool:
    """A formula's value is Korean that is put together from several texts: it is right when it is computed again."""
    shown = text_of(cell, []) if cell.get("t") == "str" and cell.find(f"{MAIN}f") is not None else None
    return bool(shown) and is_korean(shown) and not any(shown.strip() in t for t in texts)


def stale(sheet: etree._Element, *texts: Container[str]) -> Iterator[etree._Element]:
    return (cell for _, _, cell in cells(sheet) if is_stale(cell, *texts))


def compute(sheet: etree._Element, wanted: list[etree._Element], strings: list[str]) -> None:
    """Joins of cells and texts get their new value, other cells of `wanted` none: a program that trusts the values
    it reads would show the Korean, and computes what has none. `strings`: the shared ones as they are now."""
    grid = {(row, column): cell for row, column, cell in cells(sheet)}
    for cell in wanted:
        value = formulas.joined(cell.findtext(f"{MAIN}f") or "", lambda ref: _joins(grid.get(position(ref)), strings))
        node = cell.find(f"{MAIN}v")
        if value is None:
            cell.remove(node)
        else:
            node.text = value


def _joins(cell: etree._Element | None, strings: list[str]) -> str | None:
    """What a cell adds to a join: its text or whole number; None where that is a formula's, or would be written otherwise."""
    if cell is None or len(cell) == 0:
        return ""
    if cell.find(f"{MAIN}f") is not None:
        return None
    number = cell.findtext(f"{MAIN}v") or ""
    if cell.get("t", "n") == "n":
        return number if re.fullmatch(r"-?\d{1,11}", number) else None
    return text_of(cell, strings)
