"""Two finished files of one layout, text by text: every place of the source with what stands there in the translation."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from documents import tables, word, workbooks
from documents.alignment import Passage, align
from documents.plain import decoded, present
from documents.texts import Unit
from engine.errors import InputError

KINDS = (".xlsx", ".xlsm", ".docx", ".tsv", ".csv", ".jsonl", ".txt", ".md")
_ALIKE = ((".xlsx", ".xlsm"), (".docx",), (".tsv", ".csv", ".jsonl"), (".txt", ".md"))  # kinds that one file may have, and its pair
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Pair:
    """`room`: half-width characters that show at the translation's place, where they are limited. `lacks`: a paragraph that
    the source or the target has not; where it is the source, `unit` is of the target."""

    unit: Unit
    target: str
    room: int | None = field(default=None)
    lacks: Literal["", "source", "target"] = ""


def pairs(source: Path, target: Path, uneven: bool = False) -> list[Pair]:
    """Every text of `source` in reading order; InputError where the two are not of one layout. `uneven`: paragraphs that
    are not as many are aligned."""
    one, other = _kind(source), _kind(target)
    if other not in next(group for group in _ALIKE if one in group):
        raise InputError(
            f"{source.name} and {target.name} are of different kinds.",
            f"Give a translation that is {one} too.",
            ko=f"{source.name}과(와) {target.name}의 형식이 다릅니다.",
            hint_ko=f"번역도 {one} 파일로 주세요.",
        )
    if one in (".txt", ".md"):
        return _texts(source, target, uneven)
    left, right = _units(source), _units(target)
    for kind in ("row", "paragraph"):
        if kind == "paragraph" and uneven and all(a != b for a, b in zip(_counts(left), _counts(right), strict=True)):
            return _aligned(left, right)
        left, right = _counted(kind, left, right, source.name, target.name)
    return _paired(left, right)


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise InputError(f"{path.name} cannot be checked.", f"Give one of {', '.join(KINDS)}.",
                         ko=f"{path.name} 형식은 검사할 수 없습니다.", hint_ko=f"{', '.join(KINDS)} 중 하나를 주세요.")
    present(path)
    return kind


def _units(path: Path) -> list[Unit]:
    kind = path.suffix.lower()
    if kind in (".xlsx", ".xlsm"):
        return workbooks.units(path)
    return word.units(path) if kind == ".docx" else _rows(path)


def _paired(left: Sequence[Unit], right: Sequence[Unit]) -> list[Pair]:
    """By their keys; what is left over of one kind, such as text boxes that were moved, in order where the numbers agree."""
    there = {u.key: u for u in right}
    found = {u.key: there.pop(u.key) for u in left if u.key in there}
    rest: dict[tuple, tuple[list[Unit], list[Unit]]] = defaultdict(lambda: ([], []))
    for side, units in enumerate(([u for u in left if u.key not in found], there.values())):
        for unit in units:
            if unit.key[0] != "cell" and unit.text.strip():
                rest[unit.key[:2]][side].append(unit)
    for here, others in rest.values():
        if len(here) == len(others):
            found |= {a.key: b for a, b in zip(here, others, strict=True)}
    return [Pair(u, found[u.key].text if u.key in found else "", found[u.key].room if u.key in found else None)
            for u in left if u.text.strip() and u.kind != "formula"]


def _counted(kind: str, left: list[Unit], right: list[Unit], name: str, other: str) -> tuple[list[Unit], list[Unit]]:
    """Units of a kind that go by their number alone must be as many; empty ones count only where that helps."""
    def of(units: Iterable[Unit]) -> list[Unit]:
        return [u for u in units if u.kind == kind]

    if len(of(left)) == len(of(right)):
        return left, right
    full = [[u for u in of(units) if u.text.strip()] for units in (left, right)]
    if len(full[0]) != len(full[1]):
        raise InputError(
            f"{name} has {len(full[0]):,} {kind}s with text, {other} {len(full[1]):,}.",
            f"Give a translation with one {kind} for one.",
            ko=f"내용이 있는 {_KOREAN[kind]} 수가 다릅니다. {name}: {len(full[0]):,}, {other}: {len(full[1]):,}.",
            hint_ko=f"{_KOREAN[kind]}마다 하나씩 대응하는 번역을 주세요.",
        )
    return tuple([*(u for u in units if u.kind != kind), *(replace(u, key=(kind, 0, i)) for i, u in enumerate(some))]
                 for units, some in zip((left, right), full, strict=True))


def _counts(units: Sequence[Unit]) -> tuple[int, int]:
    """Paragraphs, and those with text."""
    texts = [u.text for u in units if u.kind == "paragraph"]
    return len(texts), sum(bool(t.strip()) for t in texts)


def _aligned(left: Sequence[Unit], right: Sequence[Unit]) -> list[Pair]:
    """Paragraphs by what they hold, the rest by its keys. A paragraph without a source comes after the one before it."""
    body = [[u for u in units if u.kind in ("paragraph", "line") and u.text.strip()] for units in (left, right)]
    styled = all(any(u.heading for u in units) for units in body)
    ours, theirs = ([Passage(u.text, u.heading if styled else None) for u in units] for units in body)
    first: list[Pair] = []
    here, at = first, {}
    for a, b in align(ours, theirs):
        some, others = body[0][a.start : a.stop], body[1][b.start : b.stop]
        if some:
            here = at[some[0].key] = []
        here.append(Pair(_joined(some or others), _joined(others).text if others else "",
                         lacks="" if some and others else "target" if some else "source"))
    held = [{u.key for u in units} for units in body]
    rest = {p.unit.key: p for p in _paired(*([u for u in units if u.key not in keys]
                                             for units, keys in zip((left, right), held, strict=True)))}
    return [*first, *(p for u in left for p in at.get(u.key, [rest[u.key]] if u.key in rest else []))]


def _joined(units: Sequence[Unit]) -> Unit:
    """Several as one: `paragraph 3–4`."""
    one, *more = units
    if not more:
        return one
    return replace(one, text="\n".join(u.text for u in units), names={**one.names, "n": f"{one.names['n']}–{more[-1].names['n']}"})


_KOREAN = {"row": "행", "paragraph": "문단"}


# -- plain text ----------------------------------------------------------------------------------------------------------
def _texts(source: Path, target: Path, uneven: bool) -> list[Pair]:
    """Line by line; where lines were wrapped anew, paragraph by paragraph; `uneven` ones aligned."""
    left, right = ([decoded(p.read_bytes(), p.name).replace("\r\n", "\n").replace("\r", "\n") for p in (source, target)])
    lines = [t.removesuffix("\n").split("\n") for t in (left, right)]
    blocks = [[b for b in _BLANK.split(t.strip("\n")) if b.strip()] for t in (left, right)]
    kind, sides = ("paragraph", blocks) if min(map(len, blocks)) > 1 else ("line", lines)
    if len(lines[0]) == len(lines[1]):
        kind, sides = "line", lines
    marked = source.suffix.lower() == target.suffix.lower() == ".md"
    units = [[Unit((kind, 0, i), kind, text, {"n": i}, heading=text.startswith("#") if marked else None)
              for i, text in enumerate(side, 1)] for side in sides]
    if len(sides[0]) == len(sides[1]):
        return _paired(*units)
    if not uneven:
        raise InputError(
            f"{source.name} has {len(lines[0]):,} lines, {target.name} {len(lines[1]):,}.",
            "Give a translation with one line, or one paragraph, for one.",
            ko=f"{source.name}은(는) {len(lines[0]):,}줄, {target.name}은(는) {len(lines[1]):,}줄입니다.",
            hint_ko="줄이나 문단의 수가 같은 번역을 주세요.",
        )
    return _aligned(*units)


# -- rows ----------------------------------------------------------------------------------------------------------------
def _rows(path: Path) -> list[Unit]:
    first = 1 if path.suffix.lower() == ".jsonl" else 2  # under the headings
    return [Unit(("row", 0, i), "row", _said(row), {"n": first + i}) for i, row in enumerate(_read(path))]


def _read(path: Path) -> Iterable[Any]:
    if path.suffix.lower() != ".jsonl":
        return (row.raw if isinstance(row, tables.BadRow) else row for row in tables.read(path).rows)
    rows = []
    for number, line in enumerate(decoded(path.read_bytes(), path.name).splitlines(), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError as e:
                raise InputError(f"{path.name}, line {number} is not JSON.", "Write one JSON object a line.",
                                 ko=f"{path.name} {number}행이 JSON이 아닙니다.", hint_ko="한 줄에 JSON 객체 하나씩 쓰세요.") from e
    return rows


def _said(row: Any) -> str:
    """The text of a row, or the translation of a row that a run wrote."""
    if isinstance(row, str):
        return row
    if not isinstance(row, Mapping):
        return " ".join(str(c) for c in row or () if c is not None)
    result = row.get("result")
    if isinstance(result, dict) and "translation" in result:
        return str(result["translation"])
    for name in ("translation", "번역", "target", "text", "원문", "source"):
        if isinstance(row.get(name), str):
            return row[name]
    return next((v for v in row.values() if isinstance(v, str)), "")
