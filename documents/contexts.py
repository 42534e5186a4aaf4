"""Where a cell stands: its sheet's title and the headers of its row and column, as one line of text."""

from __future__ import annotations

from collections.abc import Mapping

from documents.segments import normal, split_mark

JOIN = " | "
LONGEST = 40  # characters of a header; longer text above a cell is no header of it


def context_of(sheet: str, row: str, column: str) -> str:
    """`sheet | row header | column header`; empty where there is none of them."""
    parts = [" ".join(part.replace("|", "/").split()) for part in (sheet, row, column)]
    return JOIN.join(parts) if any(parts) else ""


def contexts(cells: Mapping[tuple[int, int], str], sheet: str = "") -> dict[tuple[int, int], str]:
    """(row, column) → context of each cell with text: the nearest short text to its left, and the nearest above it."""
    rows: dict[int, list[int]] = {}
    columns: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
        columns.setdefault(column, []).append(row)
    out = {}
    for row, column in cells:
        left = next((cells[row, c] for c in reversed(rows[row]) if c < column and _header(cells[row, c])), "")
        above = next((cells[r, column] for r in reversed(columns[column]) if r < row and _header(cells[r, column])), "")
        out[row, column] = context_of(sheet, left, above)
    return out


def _header(text: str) -> bool:
    text = text.strip()
    return 0 < len(text) <= LONGEST and any(c.isalpha() for c in text)


def likeness(one: str, other: str) -> int:
    """How much two contexts share: 2 for the row's header, 1 for the column's; the sheet's title is a file's own affair."""
    if not one or not other:
        return 0
    a, b = (one.split(JOIN) + ["", "", ""])[:3], (other.split(JOIN) + ["", "", ""])[:3]
    if JOIN not in one or JOIN not in other:
        return 2 * (_key(one) == _key(other))
    return 2 * (bool(a[1]) and _key(a[1]) == _key(b[1])) + (bool(a[2]) and _key(a[2]) == _key(b[2]))


def _key(header: str) -> str:
    return "".join(split_mark(normal(header).strip())[1].split()).casefold()
