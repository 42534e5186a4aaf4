"""`python -m app check translation SOURCE TARGET`: findings on a finished pair of files, one a line on stdout."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from app.commands import pairs, say, settings_of, task_options
from engine.errors import InputError

KINDS = (".xlsx", ".tsv", ".csv", ".jsonl", ".txt", ".md")
MARKS = {"error": ("error", "오류"), "warning": ("warning", "경고"), "note": ("note", "참고")}


def check(args: argparse.Namespace) -> int:
    """Exit 1 where there is an error among the findings."""
    from tasks.base import get
    from tasks.translation import resources
    from tasks.translation.findings import of_document
    if args.task != "translation":
        raise InputError(f"{args.task} has no check.", "Only translation has.",
                         ko=f"{args.task} 작업에는 검사가 없습니다.", hint_ko="translation만 지원합니다.")
    options = task_options(get(args.task), pairs(args.option))
    lang = settings_of(args).lang
    cells = read_pair(Path(args.source), Path(args.target))
    found = of_document(cells, resources.lexicon(options.dictionary, options.off) if options.dictionary else None)
    for finding in found:
        said = finding.suggestion_ko if lang == "ko" else finding.suggestion
        print("\t".join((finding.place, MARKS[finding.severity][lang == "ko"], finding.kind,
                         " ".join(finding.detail.split()), " ".join(said.split()))))
    errors = sum(f.severity == "error" for f in found)
    say(f"{len(cells):,}개 중 오류 {errors:,}건, 그 밖에 {len(found) - errors:,}건" if lang == "ko"
        else f"{len(cells):,} texts: {errors:,} errors, {len(found) - errors:,} other findings")
    return 1 if errors else 0


def read_pair(source: Path, target: Path) -> list:
    """Cells of two files of one layout; a difference in the number of rows is an InputError."""
    from tasks.translation.findings import Cell
    left, right = _texts(source), _texts(target)
    if source.suffix.lower() != ".xlsx" and len(left) != len(right):
        raise InputError(f"{source.name} has {len(left):,} texts, {target.name} {len(right):,}.",
                         "Give two files with one text for one.",
                         ko=f"{source.name}은(는) {len(left):,}개, {target.name}은(는) {len(right):,}개입니다.",
                         hint_ko="원문과 번역의 행 수를 맞추세요.")
    return [Cell(place, text, right.get(place, "")) for place, text in left.items() if text.strip()]


def _texts(path: Path) -> dict[str, str]:
    """place → text."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise InputError(f"{path.name} cannot be checked.", f"Give one of {', '.join(KINDS)}.",
                         ko=f"{path.name} 형식은 검사할 수 없습니다.", hint_ko=f"{', '.join(KINDS)} 중 하나를 주세요.")
    if not path.is_file():
        raise InputError(f"There is no file {path.name}.", "Check the path.",
                         ko=f"{path.name} 파일이 없습니다.", hint_ko="경로를 확인하세요.")
    if kind == ".xlsx":
        return _cells(path)
    if kind in (".txt", ".md"):
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except UnicodeDecodeError as e:
            raise InputError(f"{path.name} is not UTF-8.", "Save it as UTF-8.",
                             ko=f"{path.name}이(가) UTF-8이 아닙니다.", hint_ko="UTF-8로 저장하세요.") from e
        return {f"line {n}": line for n, line in enumerate(lines, 1)}
    if kind == ".jsonl":
        return {f"row {n}": _said(line, f"{path.name}, line {n}")
                for n, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1) if line.strip()}
    from documents import tables
    return {f"row {n}": _column(row.raw if isinstance(row, tables.BadRow) else row)
            for n, row in enumerate(tables.read(path).rows, 2)}


def _said(line: str, place: str) -> str:
    """The text of a row, or the translation of a row that `run` wrote."""
    try:
        row = json.loads(line)
    except ValueError as e:
        raise InputError(f"{place} is not JSON.", "Write one JSON object a line.",
                         ko=f"{place}이(가) JSON이 아닙니다.", hint_ko="한 줄에 JSON 객체 하나씩 쓰세요.") from e
    if isinstance(row, str):
        return row
    result = row.get("result") if isinstance(row, dict) else None
    return str(result["translation"]) if isinstance(result, dict) and "translation" in result else _column(
        row if isinstance(row, dict) else {})


def _column(row) -> str:
    for name in ("translation", "번역", "target", "text", "원문", "source"):
        if isinstance(row.get(name), str):
            return row[name]
    values = [v for v in row.values() if isinstance(v, str)]
    return values[0] if values else ""


def _cells(path: Path) -> dict[str, str]:
    from openpyxl.utils import get_column_letter

    from documents.sheets import every_sheet
    # sheets go by their order, for a translated workbook may have translated titles
    return {f"{number}!{get_column_letter(c)}{r}": text for number, (_, rows) in enumerate(every_sheet(path), 1)
            for r, line in enumerate(rows, 1) for c, text in enumerate(line, 1) if text.strip()}
