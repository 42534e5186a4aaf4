"""Files of rows, in and out: jsonl, csv, tsv, xlsx by their extension."""
from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from documents.cells import EXCEL_CELL, escaped, put, unescaped
from engine.errors import InputError
from tasks.base import Row

FORMATS = (".jsonl", ".csv", ".tsv", ".xlsx")


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
        raise InputError(f"{path.name} is not a kind of file that is taken here.", f"Use one of {names}.",
                         ko=f"{path.name}은(는) 지원하지 않는 파일 형식입니다.",
                         hint_ko=f"{names} 중 하나를 사용하세요.")


def read(path: Path) -> Table:
    path = Path(path)
    check_format(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as e:
        raise InputError(f"There is no file {path}.", "Check the path.", ko=f"{path} 파일이 없습니다.",
                         hint_ko="경로를 확인하세요.") from e
    except OSError as e:
        raise InputError(f"{path} cannot be read: {e.strerror}.", "Give a file that can be opened.",
                         ko=f"{path} 파일을 읽을 수 없습니다: {e.strerror}.",
                         hint_ko="열 수 있는 파일을 지정하세요.") from e
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        table = _jsonl(path.name, data)
    elif suffix == ".xlsx":
        table = _xlsx(path.name, data)
    else:
        table = _delimited(path.name, data, suffix)
    if not table.rows:
        raise InputError(f"{path.name} has no rows.", "Give at least one row.", ko=f"{path.name}에 행이 없습니다.",
                         hint_ko="한 행 이상 넣으세요.")
    return table


def encoding_of(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16, or CP949 (what Korean Excel writes)."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:4096]
    if head.count(b"\0") > len(head) // 8:
        return "utf-16-le" if head[1::2].count(b"\0") >= head[::2].count(b"\0") else "utf-16-be"
    for encoding in ("utf-8", "cp949"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return ""


def _encoding_error(name: str, where: str = "", where_ko: str = "") -> InputError:
    return InputError(f"{name}{where} is neither UTF-8, UTF-16 nor CP949.", "Save it as UTF-8.",
                      ko=f"{name}{where_ko}의 문자 인코딩이 UTF-8, UTF-16, CP949 중 어느 것도 아닙니다.",
                      hint_ko="UTF-8로 저장하세요.")


def _jsonl(name: str, data: bytes) -> Table:
    encoding = encoding_of(data)
    # without an encoding for the whole, the lines that are sound are read all the same
    lines = data.decode(encoding).split("\n") if encoding else data.split(b"\n")
    rows: list[Mapping[str, Any] | BadRow] = []
    columns: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        if isinstance(line, bytes):
            try:
                line = line.decode("utf-8")
            except UnicodeDecodeError:
                rows.append(BadRow(line.decode("utf-8", "replace"),
                                   _encoding_error(name, f", line {number},", f" {number}행")))
                continue
        line = line.strip().lstrip("\ufeff")
        if not line:
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as e:
            said = f"{e.msg} at column {e.colno}" if isinstance(e, json.JSONDecodeError) else "nested too deep"
            rows.append(BadRow(line, InputError(
                f"Line {number} is not JSON: {said}.", "Write one JSON object a line.",
                ko=f"{number}행이 올바른 JSON이 아닙니다: {said}.", hint_ko="한 줄에 JSON 객체 하나씩 쓰세요.")))
            continue
        if not isinstance(row, dict):
            rows.append(BadRow(row, InputError(
                f"Line {number} is not a JSON object.", 'Write {"field": value, …} on each line.',
                ko=f"{number}행이 JSON 객체가 아닙니다.", hint_ko='각 줄을 {"항목": 값, …} 형식으로 쓰세요.')))
            continue
        columns |= dict.fromkeys(row)
        rows.append(row)
    return Table(tuple(columns), tuple(rows), tabular=False)


def _delimited(name: str, data: bytes, suffix: str) -> Table:
    encoding = encoding_of(data)
    if not encoding:
        raise _encoding_error(name)
    text = data.decode(encoding).lstrip("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = "\t" if suffix == ".tsv" else max(",;\t", key=head.count)
    csv.field_size_limit(1 << 26)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    cells = ([unescaped(c) for c in line] for line in lines)
    return _sheet(name, (line for line in cells if any(c.strip() for c in line)))


def _xlsx(name: str, data: bytes) -> Table:
    from zipfile import BadZipFile

    import openpyxl
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as e:
        raise InputError(f"{name} is not a sound Excel workbook.", "Save it again as .xlsx, without a password.",
                         ko=f"{name}은(는) 올바른 엑셀 파일이 아닙니다.",
                         hint_ko="암호 없이 .xlsx로 다시 저장하세요.") from e
    lines = ([_plain(c) for c in line] for line in book.worksheets[0].iter_rows(values_only=True))
    table = _sheet(name, (line for line in lines if any(c not in (None, "") for c in line)))
    book.close()
    return table


def _plain(cell: Any) -> Any:
    """A cell as a value that JSON holds: whole floats as ints, dates in ISO form."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float | bool | None) else str(cell)


def _sheet(name: str, lines: Iterator[list[Any]]) -> Table:
    heads: dict[str, None] = {}
    for i, cell in enumerate(next(lines, []), 1):
        head = base = str(cell).strip() if cell not in (None, "") else f"column {i}"
        copy = 1
        while head in heads:                 # the second of two equal headings is kept under a name of its own
            copy += 1
            head = f"{base} ({copy})"
        heads[head] = None
    columns = tuple(heads)
    rows: list[Mapping[str, Any] | BadRow] = []
    for number, line in enumerate(lines, 2):
        if any(c not in (None, "") for c in line[len(columns):]):
            rows.append(BadRow(line, InputError(
                f"Row {number} of {name} has {len(line)} cells, but there are {len(columns)} headings.",
                "Quote cells that hold a comma, or give each column a heading.",
                ko=f"{name} {number}행의 칸이 {len(line)}개로 머리글 {len(columns)}개보다 많습니다.",
                hint_ko="쉼표가 든 칸은 따옴표로 묶거나, 모든 열에 머리글을 넣으세요.")))
            continue
        rows.append(dict(zip(columns, line + [None] * (len(columns) - len(line)), strict=False)))
    return Table(columns, tuple(rows), tabular=True)


# -- out -------------------------------------------------------------------------------------------------------
def error_value(row: Row, lang: str) -> dict[str, str] | None:
    if row.error is None:
        return None
    message, hint = row.error.words(lang)
    return {"type": row.error.type, "message": message, "hint": hint}


def line_of(row: Row, lang: str) -> dict[str, Any]:
    """What a line of jsonl holds, and nothing else."""
    return {"input": row.input, "result": row.result.model_dump(mode="json") if row.result is not None else None,
            "error": error_value(row, lang), "seconds": round(row.seconds, 4)}


class Sheet:
    """The columns of a written sheet: the row's own, then the result's, then error, hint and seconds."""

    def __init__(self, columns: Sequence[str], fields: Iterable[str], lang: str):
        self.own, self.fields, self.lang = tuple(columns), tuple(fields), lang
        taken, names = set(self.own), []
        for field in (*self.fields, "error", "hint", "seconds"):
            while field in taken:
                field = f"result {field}" if not field.startswith("result ") else field + "'"
            taken.add(field)
            names.append(field)
        self.heads = (*self.own, *names)

    def cells(self, row: Row) -> list[Any]:
        own = row.input if isinstance(row.input, Mapping) else {}
        value = row.result.model_dump(mode="json") if row.result is not None else {}
        error = error_value(row, self.lang) or {"message": None, "hint": None}
        if not own and row.error is not None and self.own:
            own = {self.own[0]: row.input}
        return [_cell(own.get(c)) for c in self.own] + [_cell(value.get(f)) for f in self.fields] + [
            error["message"], error["hint"], round(row.seconds, 4)]


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


@contextmanager
def writer(path: Path, columns: Sequence[str], fields: Iterable[str], lang: str):
    """Yields `write(row)`. Rows land in a file beside `path`, which takes its place when the block ends soundly."""
    path = Path(path)
    check_format(path)
    part = path.with_name(f".{path.name}.part")
    kind = {".jsonl": _write_jsonl, ".xlsx": _write_xlsx}.get(path.suffix.lower(), _write_csv)
    try:
        part.touch()
    except OSError as e:
        raise InputError(f"{path} cannot be written: {e.strerror}.", "Give a folder that exists and can be written.",
                         ko=f"{path}에 쓸 수 없습니다: {e.strerror}.", hint_ko="쓸 수 있는 폴더를 지정하세요.") from e
    try:
        with kind(part, Sheet(columns, fields, lang)) as write:
            yield write
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _write_jsonl(part: Path, sheet: Sheet):
    with open(part, "w", encoding="utf-8", newline="\n") as file:
        def write(row: Row) -> None:
            file.write(json.dumps(line_of(row, sheet.lang), ensure_ascii=False) + "\n")
            file.flush()
        yield write


@contextmanager
def _write_csv(part: Path, sheet: Sheet):
    with open(part, "w", encoding="utf-8-sig", newline="") as file:     # with the mark, Excel reads Korean
        out = csv.writer(file, delimiter="\t" if part.name.lower().endswith(".tsv.part") else ",")
        out.writerow([escaped(h) for h in sheet.heads])

        def write(row: Row) -> None:
            out.writerow([escaped(c) for c in sheet.cells(row)])
            file.flush()
        yield write


@contextmanager
def _write_xlsx(part: Path, sheet: Sheet):
    import xlsxwriter
    book = xlsxwriter.Workbook(str(part), {"constant_memory": True})
    page = book.add_worksheet("onebase")
    head = book.add_format({"bold": True, "bg_color": "#E8EDF3"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for c, name in enumerate(sheet.heads):
        page.set_column(c, c, 10 if name == "seconds" else 28)
        page.write_string(0, c, name, head)
    page.freeze_panes(1, 0)
    number = 0

    def write(row: Row) -> None:
        nonlocal number
        number += 1
        cells = sheet.cells(row)
        if any(isinstance(c, str) and len(c) > EXCEL_CELL for c in cells):
            cut = ("Cut at Excel's 32,767 characters a cell; write .csv or .jsonl for the whole." if sheet.lang == "en"
                   else "엑셀 한 칸의 한도인 32,767자에서 잘렸습니다. 전체는 .csv나 .jsonl로 저장하세요.")
            cells[-2] = f"{cells[-2]} {cut}" if cells[-2] else cut
        for c, cell in enumerate(cells):
            put(page, number, c, cell, body)
    try:
        yield write
    finally:
        book.close()
