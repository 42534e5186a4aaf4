"""Cells as they are written: nothing that a spreadsheet would run, nothing that it cannot hold."""
from __future__ import annotations

import re
from typing import Any

EXCEL_CELL = 32_767                      # characters; Excel cannot hold more
# what a spreadsheet would run as a formula: such a cell is written as text
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def escaped(cell: Any) -> Any:
    """For a csv, which has no cell types: an apostrophe keeps a would-be formula text."""
    if isinstance(cell, str) and cell.startswith(FORMULA) and not NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def unescaped(cell: str) -> str:
    """The apostrophe that `escaped` put before a would-be formula goes again."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def put(page, row: int, column: int, cell: Any, style=None) -> None:
    """Into an xlsxwriter sheet by the cell's type; a text stays text, cut at Excel's limit."""
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell, style)
    elif isinstance(cell, int | float) and abs(cell) < 10**15:
        page.write_number(row, column, cell, style)
    elif cell is not None:
        page.write_string(row, column, CONTROL.sub("", str(cell))[:EXCEL_CELL], style)
