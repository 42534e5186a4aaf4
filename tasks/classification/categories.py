"""Categories that a user describes in words: as values, or from a csv, tsv, xlsx or json file."""
from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from documents import sheets
from engine.errors import InputError
from tasks.base import Strict
from tasks.classification.columns import find

NAME = ("name", "이름", "분류", "category", "label", "코드", "code")
DESCRIPTION = ("description", "설명", "정의", "내용", "definition")
MOST = 200


class Category(Strict):
    name: str = Field(min_length=1, max_length=100)
    description: str = Field(default="", max_length=2000)


def checked(categories: Sequence[Category]) -> tuple[Category, ...]:
    """Two or more, of different names; raises ValueError, which pydantic turns into the option's error."""
    names = [c.name for c in categories]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise ValueError(f"named twice: {', '.join(twice)}")
    if not 2 <= len(names) <= MOST:
        raise ValueError(f"{len(names)} categories; give 2 to {MOST}")
    return tuple(categories)


def read(path: Path) -> list[dict[str, Any]]:
    """Rows {name, description} of a file. Errors: InputError that names the file and what it lacks."""
    readers = {".csv": _delimited, ".tsv": _delimited, ".xlsx": _xlsx, ".json": _json}
    if path.suffix.lower() not in readers:
        raise InputError(f"{path.name} is not a table of categories.", f"Give one of {', '.join(readers)}.",
                         ko=f"{path.name}은(는) 분류 표로 읽을 수 없습니다.",
                         hint_ko=f"{', '.join(readers)} 중 하나를 쓰세요.")
    if not path.is_file():
        raise InputError(f"There is no file {path.name}.", "Check the path given as categories.",
                         ko=f"{path.name} 파일이 없습니다.", hint_ko="categories 경로를 확인하세요.")
    try:
        rows = list(readers[path.suffix.lower()](path))
    except UnicodeDecodeError as e:
        raise InputError(f"{path.name} is not UTF-8.", "Save it as UTF-8.", ko=f"{path.name}이(가) UTF-8이 아닙니다.",
                         hint_ko="UTF-8로 저장하세요.") from e
    found = []
    for row in rows:
        name, description = find(row, NAME), find(row, DESCRIPTION)
        if name is None:
            raise InputError(f"{path.name} has no column for the name; it has {', '.join(map(str, row))}.",
                             f"Call it one of {', '.join(NAME)}.",
                             ko=f"{path.name}에 이름 열이 없습니다. 있는 열: {', '.join(map(str, row))}.",
                             hint_ko=f"열 이름을 {', '.join(NAME)} 중 하나로 하세요.")
        if str(row[name] or "").strip():
            found.append({"name": str(row[name]).strip(),
                          "description": str(row[description] or "").strip() if description else ""})
    return found


def _delimited(path: Path) -> Iterable[Mapping[str, Any]]:
    with open(path, encoding="utf-8-sig", newline="") as f:
        yield from csv.DictReader(f, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")


def _xlsx(path: Path) -> Iterable[Mapping[str, Any]]:
    found = sheets.lines(path)
    head = [str(h or "") for h in next(found, ())]
    yield from (dict(zip(head, line, strict=False)) for line in found)


def _json(path: Path) -> Iterable[Mapping[str, Any]]:
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as e:
        raise InputError(f"{path.name} is not JSON: {e}.", 'Write [{"name": …, "description": …}, …].',
                         ko=f"{path.name}이(가) JSON이 아닙니다: {e}.",
                         hint_ko='[{"name": …, "description": …}, …] 형식으로 쓰세요.') from e
    if isinstance(value, dict):
        value = [{"name": k, "description": v} for k, v in value.items()]
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise InputError(f"{path.name} is not a list of categories.", 'Write [{"name": …, "description": …}, …].',
                         ko=f"{path.name}이(가) 분류 목록이 아닙니다.",
                         hint_ko='[{"name": …, "description": …}, …] 형식으로 쓰세요.')
    return value
