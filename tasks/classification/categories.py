"""Categories that a user describes in words, flat or in levels: as values, or from a csv, tsv, xlsx or json file.

Levels come as a column `parent` that names the row above, as a column `level` (a row belongs to the last one before it
that is a level higher), or as several columns of names (section, class, subclass), the last filled one being the row's.
"""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from documents import tables
from engine.errors import InputError
from tasks.base import Strict
from tasks.classification.columns import find

NAME = ("name", "이름", "분류명", "분류", "category", "label", "코드", "code")
DESCRIPTION = ("description", "설명", "정의", "내용", "definition")
PARENT = ("parent", "상위", "상위분류", "상위 분류")
LEVEL = ("level", "단계", "레벨", "수준")
LADDER = (("section", "섹션", "대분류"), ("class", "클래스", "중분류"), ("subclass", "서브클래스", "소분류"))
MOST, DEEPEST = 500, 3
KINDS = (".csv", ".tsv", ".xlsx", ".json")


class Category(Strict):
    """`parent`: the name of the category that this one belongs to, "" at the top."""
    name: str = Field(min_length=1, max_length=100)
    description: str = Field(default="", max_length=4000)
    parent: str = Field(default="", max_length=100)


class Tree:
    """Categories by place: an answer is a leaf, and each leaf has its path from the top."""

    def __init__(self, categories: Sequence[Category]):
        place = {c.name: i for i, c in enumerate(categories)}
        self.categories = tuple(categories)
        self.parents = tuple(place[c.parent] if c.parent else None for c in categories)
        inner = set(self.parents)
        self.leaves = tuple(i for i in range(len(categories)) if i not in inner)

    def path(self, i: int) -> list[int]:
        """Places from the top down to `i`."""
        found = [i]
        while (above := self.parents[found[-1]]) is not None:
            found.append(above)
        return found[::-1]


def checked(categories: Sequence[Category]) -> tuple[Category, ...]:
    """Two answers or more, of different names, in three levels at most; raises ValueError, which pydantic turns into
    the option's error."""
    names = [c.name.strip() for c in categories]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise ValueError(f"named twice: {', '.join(twice)}")
    if not 2 <= len(names) <= MOST:
        raise ValueError(f"{len(names)} categories; give 2 to {MOST}")
    above = {c.name: c.parent for c in categories}
    if lost := sorted({c.parent for c in categories if c.parent and c.parent not in above}):
        raise ValueError(f"parents that are no category themselves: {', '.join(lost)}")
    for name in above:
        steps, at = 1, name
        while above[at] and steps <= DEEPEST:
            at, steps = above[at], steps + 1
        if steps > DEEPEST:
            raise ValueError(f"{name} lies deeper than {DEEPEST} levels, or under itself")
    if len(Tree(categories).leaves) < 2:
        raise ValueError("one answer only; give two categories at the lowest level")
    return tuple(categories)


def read(path: Path) -> list[dict[str, Any]]:
    """Rows {name, description, parent} of a file. Errors: InputError that names the file and what it lacks."""
    if path.suffix.lower() not in KINDS:
        raise InputError(f"{path.name} is not a table of categories.", f"Give one of {', '.join(KINDS)}.",
                         ko=f"{path.name}은(는) 분류 표로 읽을 수 없습니다.",
                         hint_ko=f"{', '.join(KINDS)} 중 하나를 쓰세요.")
    if not path.is_file():
        raise InputError(f"There is no file {path.name}.", "Check the path given as categories.",
                         ko=f"{path.name} 파일이 없습니다.", hint_ko="categories 경로를 확인하세요.")
    rows = _json(path) if path.suffix.lower() == ".json" else list(tables.sound(tables.read(path)))
    ladder = [k for names in LADDER if rows and (k := find(rows[0], names)) is not None]
    return _laddered(rows, ladder) if len(ladder) > 1 else _listed(path, rows)


def _listed(path: Path, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    last: dict[int, str] = {}                # the latest name of each level
    for row in rows:
        columns = {what: find(row, names) for what, names in
                   (("name", NAME), ("description", DESCRIPTION), ("parent", PARENT), ("level", LEVEL))}
        if columns["name"] is None:
            raise InputError(f"{path.name} has no column for the name; it has {', '.join(map(str, row))}.",
                             f"Call it one of {', '.join(NAME)}.",
                             ko=f"{path.name}에 이름 열이 없습니다. 있는 열: {', '.join(map(str, row))}.",
                             hint_ko=f"열 이름을 {', '.join(NAME)} 중 하나로 하세요.")
        name, description, parent, level = (_text(row, columns[w]) for w in ("name", "description", "parent", "level"))
        if not name:
            continue
        if not parent and level:
            if not level.isdecimal() or not 1 <= int(level) <= DEEPEST or (int(level) > 1 and int(level) - 1 not in last):
                raise InputError(f"{path.name}: the level {level} of {name} does not follow from the rows above it.",
                                 f"Give levels 1 to {DEEPEST}, a higher row first.",
                                 ko=f"{path.name}: {name}의 단계 {level}이(가) 위의 행과 이어지지 않습니다.",
                                 hint_ko=f"1~{DEEPEST}단계를 상위 행부터 차례로 쓰세요.")
            parent = last.get(int(level) - 1, "")
            last = {k: v for k, v in last.items() if k < int(level)} | {int(level): name}
        found.append({"name": name, "description": description, "parent": parent})
    return found


def _laddered(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[dict[str, Any]]:
    """A column a level; a name that is only ever seen above others gets a row without a description."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        names = [n for c in columns if (n := _text(row, c))]
        for depth, name in enumerate(names):
            entry = found.setdefault(name, {"name": name, "description": "", "parent": names[depth - 1] if depth else ""})
            if depth == len(names) - 1:
                entry["description"] = entry["description"] or _text(row, find(row, DESCRIPTION))
    return list(found.values())


def _text(row: Mapping[str, Any], column: str | None) -> str:
    return str(row[column]).strip() if column is not None and row[column] is not None else ""


def _json(path: Path) -> list[dict[str, Any]]:
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
