"""Files of rows: jsonl, csv, tsv and xlsx by their extension, read row by row."""
from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from documents import sheets
from documents.cells import unescaped
from documents.plain import encoding_of, unreadable
from engine.errors import InputError

FORMATS = (".jsonl", ".csv", ".tsv", ".xlsx")
MOST_ROWS = 50_000
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
FIELD = 1 << 26                          # characters of a cell


@dataclass(frozen=True)
class BadRow:
    """A line that could not be read, and why."""
    raw: Any
    error: InputError


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any] | BadRow, ...]
    tabular: bool                        # cells of a sheet, to be fitted to the task's fields


def check_format(path: Path) -> None:
    if path.suffix.lower() not in FORMATS:
        names = ", ".join(f[1:] for f in FORMATS)
        old = path.suffix.lower() in (".xls", ".xlsb", ".xlsm", ".ods")
        raise InputError(f"{path.name} is not a kind of file that is taken here.",
                         "Save it as .xlsx." if old else f"Use one of {names}.",
                         ko=f"{path.name}은(는) 지원하지 않는 파일 형식입니다.",
                         hint_ko=".xlsx로 저장하세요." if old else f"{names} 중 하나를 사용하세요.")


def read(path: Path, *, sheet: str | None = None, most: int | None = None) -> Table:
    """`sheet`: of a workbook, by name; None: the first. More rows than `most` are an InputError. A line that cannot be
    read is a BadRow in its place."""
    path = Path(path)
    check_format(path)
    try:
        with open(path, "rb"):
            pass
    except FileNotFoundError as e:
        raise InputError(f"There is no file {path}.", "Check the path.", ko=f"{path} 파일이 없습니다.",
                         hint_ko="경로를 확인하세요.") from e
    except OSError as e:
        raise InputError(f"{path} cannot be read: {e.strerror}.", "Give a file that can be opened.",
                         ko=f"{path} 파일을 읽을 수 없습니다: {e.strerror}.",
                         hint_ko="열 수 있는 파일을 지정하세요.") from e
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        table = _jsonl(path, most)
    elif suffix == ".xlsx":
        table = _table(path.name, ([_plain(c) for c in line] for line in sheets.lines(path, sheet)), most, grows=True)
    else:
        table = _delimited(path, suffix, most)
    if not table.rows:
        raise InputError(f"{path.name} has no rows.", "Give at least one row.", ko=f"{path.name}에 행이 없습니다.",
                         hint_ko="한 행 이상 넣으세요.")
    return table


def sound(table: Table) -> Iterator[Mapping[str, Any]]:
    """The rows, for who needs every one: the first that could not be read is raised."""
    for row in table.rows:
        if isinstance(row, BadRow):
            raise row.error
        yield row


def _encoding_of(path: Path) -> str:
    with open(path, "rb") as file:
        return encoding_of(file)


def _too_many(name: str, most: int) -> InputError:
    return InputError(f"{name} has more than {most:,} rows.", "Split the file, or use the command line.",
                      ko=f"{name}의 행이 {most:,}개를 넘습니다.", hint_ko="파일을 나누거나 명령줄을 쓰세요.")


# -- jsonl -----------------------------------------------------------------------------------------------------
def _jsonl(path: Path, most: int | None) -> Table:
    encoding = _encoding_of(path)
    rows: list[Mapping[str, Any] | BadRow] = []
    columns: dict[str, None] = {}
    # without an encoding for the whole, the lines that are sound are read all the same
    with open(path, "rb") if not encoding else open(path, encoding=encoding, newline="\n") as file:
        for number, line in enumerate(file, 1):
            row = _object(path.name, number, line)
            if row is None:
                continue
            if not isinstance(row, BadRow):
                columns |= dict.fromkeys(row)
            rows.append(row)
            if most is not None and len(rows) > most:
                raise _too_many(path.name, most)
    return Table(tuple(columns), tuple(rows), tabular=False)


def _object(name: str, number: int, line: str | bytes) -> Mapping[str, Any] | BadRow | None:
    if isinstance(line, bytes):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError:
            return BadRow(line.decode("utf-8", "replace"), unreadable(name, f", line {number},", f" {number}행"))
    line = line.strip().lstrip("\ufeff")
    if not line:
        return None
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as e:
        said = f"{e.msg} at column {e.colno}" if isinstance(e, json.JSONDecodeError) else "nested too deep"
        return BadRow(line, InputError(
            f"Line {number} is not JSON: {said}.", "Write one JSON object a line.",
            ko=f"{number}행이 올바른 JSON이 아닙니다: {said}.", hint_ko="한 줄에 JSON 객체 하나씩 쓰세요."))
    if _HALF.search(line) and _halved(row):
        return BadRow(line, InputError(
            f"Line {number} holds half of a character (\\uD800 to \\uDFFF by itself).", "Write the text out as UTF-8.",
            ko=f"{number}행에 반쪽 문자(짝이 없는 \\uD800~\\uDFFF)가 있습니다.", hint_ko="글자를 UTF-8로 그대로 쓰세요."))
    if not isinstance(row, dict):
        return BadRow(row, InputError(
            f"Line {number} is not a JSON object.", 'Write {"field": value, …} on each line.',
            ko=f"{number}행이 JSON 객체가 아닙니다.", hint_ko='각 줄을 {"항목": 값, …} 형식으로 쓰세요.'))
    return row


def _halved(value: Any) -> bool:
    """No file takes such a text."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


# -- sheets ----------------------------------------------------------------------------------------------------
def _delimited(path: Path, suffix: str, most: int | None) -> Table:
    encoding = _encoding_of(path)
    if not encoding:
        raise unreadable(path.name)
    csv.field_size_limit(FIELD)
    with open(path, encoding=encoding, newline="") as file:
        head = file.readline(FIELD).lstrip("\ufeff")
        delimiter = "\t" if suffix == ".tsv" else max(",;\t", key=head.count)
        cells = ([unescaped(c) for c in line] for line in csv.reader(_lines(head, file), delimiter=delimiter))
        try:
            return _table(path.name, cells, most)
        except csv.Error as e:
            raise InputError(f"{path.name} is not a table with {delimiter!r} between its cells: {e}.",
                             "Save it again as .csv or .xlsx.",
                             ko=f"{path.name}을(를) {delimiter!r}로 나눈 표로 읽을 수 없습니다: {e}.",
                             hint_ko=".csv나 .xlsx로 다시 저장하세요.") from e


def _lines(head: str, rest: Iterable[str]) -> Iterator[str]:
    yield head
    yield from rest


def _plain(cell: Any) -> Any:
    """A cell as a value that JSON holds: whole floats as ints, dates in ISO form."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float | bool | None) else str(cell)


def headings(cells: Sequence[Any]) -> tuple[str, ...]:
    """Each column's own name: the second of two equal ones is "name (2)", an empty one "column 3"."""
    heads: dict[str, None] = {}
    for i, cell in enumerate(cells, 1):
        head = base = str(cell).strip() if cell not in (None, "") else f"column {i}"
        copy = 1
        while head in heads:
            copy += 1
            head = f"{base} ({copy})"
        heads[head] = None
    return tuple(heads)


def _table(name: str, lines: Iterator[list[Any]], most: int | None, grows: bool = False) -> Table:
    """`grows`: cells beyond the headings are columns without one, not commas that were not quoted."""
    numbered = ((n, line) for n, line in enumerate(lines, 1)
                if any(c is not None and (not isinstance(c, str) or c.strip()) for c in line))
    _, first = next(numbered, (0, []))
    columns = headings(first)
    if len(columns) > sheets.MOST_COLUMNS:
        raise sheets.too_wide(name, len(columns))
    rows: list[Mapping[str, Any] | BadRow] = []
    for number, line in numbered:
        if grows and len(line) > len(columns):
            columns = headings((*first, *[None] * (len(line) - len(first))))
        if any(c not in (None, "") for c in line[len(columns):]):
            rows.append(BadRow(line, InputError(
                f"Row {number} of {name} has {len(line)} cells, but there are {len(columns)} headings.",
                "Quote cells that hold a comma, or give each column a heading.",
                ko=f"{name} {number}행의 칸이 {len(line)}개로 머리글 {len(columns)}개보다 많습니다.",
                hint_ko="쉼표가 든 칸은 따옴표로 묶거나, 모든 열에 머리글을 넣으세요.")))
        else:
            rows.append(dict(zip(columns, line + [None] * (len(columns) - len(line)), strict=False)))
        if most is not None and len(rows) > most:
            raise _too_many(name, most)
    if grows and len(columns) > len(first):
        rows = [row | dict.fromkeys(columns[len(row):]) for row in rows]
    return Table(columns, tuple(rows), tabular=True)
