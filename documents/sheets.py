"""The sheets of a workbook, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.errors import InputError


@contextmanager
def _opened(path: Path):
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as e:
        raise InputError(
            f"{path.name} is not a sound Excel workbook.",
            "Save it again as .xlsx, without a password.",
            ko=f"{path.name}은(는) 올바른 엑셀 파일이 아닙니다.",
            hint_ko="암호 없이 .xlsx로 다시 저장하세요.",
        ) from e
    try:
        yield book
    finally:
        book.close()


def lines(path: Path) -> Iterator[tuple[Any, ...]]:
    """The cells' values of the first sheet as they are kept, formulas as what they last gave."""
    with _opened(path) as book:
        yield from book.worksheets[0].iter_rows(values_only=True)


def first_sheet(path: Path) -> list[list[str]]:
    """Every cell as text, an empty one as ""."""
    return [["" if v is None else str(v) for v in line] for line in lines(path)]


def every_sheet(path: Path) -> list[tuple[str, list[list[str]]]]:
    """(title, rows) of each sheet, every cell as text."""
    with _opened(path) as book:
        return [
            (sheet.title, [["" if v is None else str(v) for v in line] for line in sheet.iter_rows(values_only=True)])
            for sheet in book.worksheets
        ]
