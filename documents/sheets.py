"""Sheets of an .xlsx workbook, row by row, and what is wrong with one that cannot be read."""
from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.errors import InputError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"          # the container of .xls and of encrypted workbooks
MOST_UNPACKED = 1 << 30                              # bytes of all parts together
FREE, RATIO = 64 << 20, 150                          # a part larger than FREE may not be packed more tightly than this
MOST_COLUMNS = 1000
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
TAIL = 1 << 20                                       # bytes at a part's end in which merged cells are sought


def names(path: Path) -> list[str]:
    """Of the sheets that hold cells, in order."""
    book = _open(path)
    try:
        return [s.title for s in book.worksheets]
    finally:
        book.close()


def lines(path: Path, sheet: str | None = None) -> Iterator[list[Any]]:
    """The cells' values as they are kept, formulas as what they last gave, without the empty ones at a row's end.
    `sheet`: its name; None: the first. A heading of several merged rows is one row."""
    book = _open(path)
    try:
        if sheet is not None and sheet not in book.sheetnames:
            raise InputError(f"{path.name} has no sheet {sheet}.", f"Sheets: {', '.join(book.sheetnames)}.",
                             ko=f"{path.name}에 {sheet} 시트가 없습니다.",
                             hint_ko=f"있는 시트: {', '.join(book.sheetnames)}")
        pages = book.worksheets
        if not pages:
            raise InputError(f"{path.name} has no sheet of cells.", "Put the rows on a sheet.",
                             ko=f"{path.name}에 셀이 있는 시트가 없습니다.", hint_ko="행을 시트에 넣으세요.")
        page = book[sheet] if sheet is not None else pages[0]
        page.reset_dimensions()              # what the file says of its size may be wrong, or a trap
        yield from _headed(_trimmed(path.name, page), _merged(path, page))
    finally:
        book.close()


def first_sheet(path: Path) -> list[list[str]]:
    """Every cell as text, an empty one as "", rows of equal length."""
    return _texts(lines(path))


def every_sheet(path: Path) -> list[tuple[str, list[list[str]]]]:
    """(title, rows as `first_sheet` gives them) of each sheet."""
    return [(name, _texts(lines(path, name))) for name in names(path)]


def _texts(found: Iterator[list[Any]]) -> list[list[str]]:
    rows = [["" if v is None else str(v) for v in line] for line in found]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _open(path: Path):
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    _refuse(path)
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, OSError,
            SyntaxError, EOFError) as e:        # what openpyxl lets through of its XML and zip readers
        raise _unsound(path) from e


def _unsound(path: Path) -> InputError:
    return InputError(f"{path.name} is not a sound Excel workbook.", "Save it again as .xlsx, without a password.",
                      ko=f"{path.name}은(는) 올바른 엑셀 파일이 아닙니다.",
                      hint_ko="암호 없이 .xlsx로 다시 저장하세요.")


def _refuse(path: Path) -> None:
    """Raise what is wrong with a file that is no workbook, before anything is unpacked."""
    with open(path, "rb") as file:
        head = file.read(4096)
        if head.startswith(OLE):
            rest = head + file.read(1 << 20)
            if "EncryptedPackage".encode("utf-16-le") in rest or "EncryptionInfo".encode("utf-16-le") in rest:
                raise InputError(f"{path.name} is protected by a password.", "Save it without the password.",
                                 ko=f"{path.name}은(는) 암호로 보호되어 있습니다.", hint_ko="암호를 풀고 다시 저장하세요.")
            raise InputError(f"{path.name} is an old .xls workbook.", "Open it in Excel and save it as .xlsx.",
                             ko=f"{path.name}은(는) 예전 .xls 형식입니다.", hint_ko="엑셀에서 열어 .xlsx로 저장하세요.")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise InputError(f"{path.name} is a web page or XML under an Excel name.",
                         "Open it in Excel and save it as .xlsx.",
                         ko=f"{path.name}은(는) 이름만 엑셀인 웹 페이지나 XML입니다.",
                         hint_ko="엑셀에서 열어 .xlsx로 저장하세요.")
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as e:
        raise _unsound(path) from e
    if sum(p.file_size for p in parts) > MOST_UNPACKED or any(
            p.file_size > FREE and p.file_size > RATIO * max(p.compress_size, 1) for p in parts):
        raise InputError(f"{path.name} would unpack to {sum(p.file_size for p in parts) >> 20:,} MB; that is refused.",
                         "Split the workbook, or save the sheet as .csv.",
                         ko=f"{path.name}의 압축을 풀면 {sum(p.file_size for p in parts) >> 20:,}MB가 되어 읽지 않습니다.",
                         hint_ko="파일을 나누거나 시트를 .csv로 저장하세요.")


def too_wide(name: str, columns: int) -> InputError:
    return InputError(f"{name} has {columns:,} columns; at most {MOST_COLUMNS:,} are taken.",
                      "Delete the columns that are not needed.",
                      ko=f"{name}의 열이 {columns:,}개입니다. 최대 {MOST_COLUMNS:,}개까지 받습니다.",
                      hint_ko="필요 없는 열을 지우세요.")


def _trimmed(name: str, page) -> Iterator[list[Any]]:
    from xml.etree.ElementTree import ParseError
    try:
        for line in page.iter_rows(values_only=True):
            end = len(line)
            while end and line[end - 1] in (None, ""):
                end -= 1
            if end > MOST_COLUMNS:
                raise too_wide(name, end)
            yield list(line[:end])
    except (ParseError, SyntaxError, zipfile.BadZipFile, EOFError, KeyError, ValueError, IndexError) as e:
        raise InputError(f"{name} is damaged: its sheet {page.title} breaks off or is garbled.",
                         "Open it in Excel, let it repair, and save it again.",
                         ko=f"{name}이(가) 손상되었습니다: {page.title} 시트를 끝까지 읽을 수 없습니다.",
                         hint_ko="엑셀에서 열어 복구한 뒤 다시 저장하세요.") from e


def _merged(path: Path, page) -> list[tuple[int, int, int, int]]:
    """(first row, last row, first column, last column) of merged cells, from 0. They stand at the end of the part, and
    the library does not read them here."""
    from openpyxl.utils import column_index_from_string
    tail = b""
    with zipfile.ZipFile(path) as package, package.open(page._worksheet_path) as part:
        try:
            while piece := part.read(TAIL):
                tail = tail[-TAIL:] + piece
        except (zipfile.BadZipFile, EOFError, OSError):
            return []                        # the reader of the rows says so
    return [(int(r1) - 1, int(r2) - 1, column_index_from_string(c1.decode()) - 1, column_index_from_string(c2.decode()) - 1)
            for c1, r1, c2, r2 in MERGED.findall(tail)]


def _headed(found: Iterator[list[Any]], merged: list[tuple[int, int, int, int]]) -> Iterator[list[Any]]:
    """A title over the whole table goes; a heading in two rows, groups over columns, becomes one: "group column"."""
    numbered = enumerate(found)
    waiting: list[tuple[int, list[Any]]] = []            # read ahead of its turn

    def after() -> tuple[int, list[Any]] | None:
        return waiting.pop() if waiting else next(numbered, None)

    while (here := after()) is not None:
        at, line = here
        if not line:
            continue
        merges = [m for m in merged if m[0] == at]
        across = [m for m in merges if m[3] > m[2]]
        if across:
            below = after()
            if _title(line, across, below):
                waiting.append(below)
                continue
            line = _joined(line, [] if below is None else below[1], across)
        else:
            for _ in range(max((m[1] for m in merges), default=at) - at):
                after()                                  # headings that are merged downwards alone
        yield line
        break
    yield from (line for _, line in waiting)
    yield from (line for _, line in numbered)


def _title(line: list[Any], across: list[tuple[int, int, int, int]], below: tuple[int, list[Any]] | None) -> bool:
    """One merged cell alone over two or more headings."""
    return (len(across) == 1 and across[0][0] == across[0][1] and sum(c is not None for c in line) == 1
            and below is not None and sum(c is not None for c in below[1]) > 1 and across[0][3] + 1 >= len(below[1]))


def _joined(line: list[Any], below: list[Any], across: list[tuple[int, int, int, int]]) -> list[Any]:
    width = max([len(line), len(below), *(last + 1 for _, _, _, last in across)])
    line, below = (x + [None] * (width - len(x)) for x in (line, below))
    grouped = set()
    for _, _, first, last in across:
        line[first:last + 1] = [line[first]] * (last + 1 - first)
        grouped |= set(range(first, last + 1))
    return [f"{a} {b}" if c in grouped and b not in (None, "") else b if a in (None, "") else a
            for c, (a, b) in enumerate(zip(line, below, strict=True))]
