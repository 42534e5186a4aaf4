"""The first sheet of a workbook, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.errors import InputError


def lines(path: Path) -> Iterator[tuple[Any, ...]]:
    """The cells' values as they are kept, formulas as what they last gave."""
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
        yield from book.worksheets[0].iter_rows(values_only=True)
    finally:
        book.close()


def first_sheet(path: Path) -> list[list[str]]:
    """Every cell as text, an empty one as ""."""
    return [["" if v is None else str(v) for v in line] for line in lines(path)]
