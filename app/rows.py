"""Files of answered rows: jsonl, csv, tsv, xlsx by their extension."""
from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from documents.cells import EXCEL_CELL, escaped, put
from documents.output import whole
from documents.tables import check_format
from tasks.base import Row


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

    def __init__(self, columns: Sequence[str], fields: Iterable[str], lang: str, note: str = ""):
        self.own, self.fields, self.lang, self.note = tuple(columns), tuple(fields), lang, note
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
def writer(path: Path, columns: Sequence[str], fields: Iterable[str], lang: str, note: str = ""):
    """Yields `write(row)`. Rows land in a file beside `path`, which takes its place when the block ends soundly. `note`:
    for the foot of a workbook's pages, and its properties."""
    path = Path(path)
    check_format(path)
    kind = {".jsonl": _write_jsonl, ".xlsx": _write_xlsx}.get(path.suffix.lower(), _write_csv)
    with whole(path) as part, kind(part, Sheet(columns, fields, lang, note)) as write:
        yield write


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
        out = csv.writer(file, delimiter="\t" if part.suffix.lower() == ".tsv" else ",")
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
    if sheet.note:
        page.set_footer(f"&L{sheet.note.replace('&', '&&')[:200]}&R&P / &N")
        book.set_properties({"comments": sheet.note})
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
