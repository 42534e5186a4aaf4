"""Cells as they are written: nothing that a spreadsheet would run, nothing that it cannot hold."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
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


def write_table(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int] = ()) -> None:
    """A small table as .csv or .xlsx; `widths` of its columns in characters."""
    if path.suffix.lower() == ".csv":
        with open(path, "w", encoding="utf-8-sig", newline="") as file:     # with the mark, Excel reads Korean
            csv.writer(file).writerows([escaped(c) for c in row] for row in (heads, *rows))
        return
    import xlsxwriter
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        bold, body = book.add_format({"bold": True, "bg_color": "#E8EDF3"}), book.add_format({"text_wrap": True, "valign": "top"})
        for c, width in enumerate(widths):
            page.set_column(c, c, width)
        page.freeze_panes(1, 0)
        for r, row in enumerate((heads, *rows)):
            for c, cell in enumerate(row):
                put(page, r, c, cell, body if r else bold)
