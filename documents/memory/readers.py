"""Past translations from the files that people have: two workbooks side by side, TSV, CSV, XLSX, JSONL, TMX."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from documents.contexts import contexts
from documents.memory.memory import Memory
from documents.memory.units import Pair
from documents.plain import decoded, present
from documents.segments import is_korean
from engine.errors import InputError

SOURCES = ("source", "text", "ko", "korean", "한국어", "원문", "국문", "src")
TARGETS = ("target", "reference", "en", "english", "영어", "번역", "영문", "ref", "translation")
CONTEXTS = ("context", "맥락", "문맥", "위치")
LABELS = ("label", "type", "document_type", "문서유형", "공시유형", "구분")
DATES = ("date", "changedate", "updated", "modified", "날짜", "일자", "번역일", "수정일")
SIDE_BY_SIDE = "+"  # joins a Korean workbook and its English one: `ko.xlsx+en.xlsx`
_DATE = re.compile(
    r"(\d{4})(?:(\d{2})(\d{2})|\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})[일.]?)(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2}))?)?"
)


def read(paths: Sequence[Path]) -> Memory:
    """One memory of several files, in the order given."""
    memory = Memory()
    for path in paths:
        memory.add(read_pairs(Path(path)), origin=Path(path).name)
    return memory


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file; the sides are told apart by headings, else by where Hangul stands. A path
    `ko.xlsx+en.xlsx` names two workbooks of one layout."""
    if ".xlsx" + SIDE_BY_SIDE in str(path):
        left, _, right = str(path).partition(".xlsx" + SIDE_BY_SIDE)
        return workbook_pairs(Path(left + ".xlsx"), Path(right))
    present(path, "memory", "번역 메모리")
    readers = {".jsonl": _jsonl, ".tsv": _table, ".csv": _table, ".xlsx": _table, ".tmx": _tmx}
    if path.suffix.lower() not in readers:
        raise InputError(
            f"{path.name} is not a translation memory that can be read.",
            "Give TSV, CSV, XLSX, JSONL or TMX.",
            ko=f"{path.name} 형식의 번역 메모리는 읽을 수 없습니다.",
            hint_ko="TSV, CSV, XLSX, JSONL, TMX 중 하나를 쓰세요.",
        )
    try:
        pairs = [p for p in readers[path.suffix.lower()](path) if p.source and p.target]
    except UnicodeDecodeError as e:
        raise InputError(
            f"{path.name} is not UTF-8.",
            "Save it as UTF-8.",
            ko=f"{path.name}이(가) UTF-8이 아닙니다.",
            hint_ko="UTF-8로 저장하세요.",
        ) from e
    return _some(pairs, path.name)


def _some(pairs: list[Pair], name: str) -> list[Pair]:
    if not any(is_korean(p.source) for p in pairs):
        raise InputError(
            f"{name} holds no pair of Korean and English.",
            "Put Korean in the first column, English in the second.",
            ko=f"{name}에 한국어와 영어 쌍이 없습니다.",
            hint_ko="첫 열에 한국어, 둘째 열에 영어를 넣으세요.",
        )
    return pairs


def _pair(source: str, target: str, row: Mapping[str, Any] | None = None) -> Pair:
    held = {str(k).strip().casefold(): v for k, v in (row or {}).items() if isinstance(v, str)}
    context = next((held[k] for k in CONTEXTS if held.get(k)), "")
    label = next((held[k] for k in LABELS if held.get(k)), "")
    date = next((held[k] for k in DATES if held.get(k)), "")
    return Pair(source.strip(), target.strip(), context.strip(), label.strip(), date_of(date))


def date_of(text: str) -> str:
    """`2024-01-02T03:04:05`, or the day alone, of the ways in which files write it; empty where it is no date."""
    match = _DATE.match(text.strip())
    if match is None:
        return ""
    year, *rest = match.groups()
    month, day = (rest[0], rest[1]) if rest[0] else (rest[2], rest[3])
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    time = f"T{int(rest[4]):02}:{rest[5]}:{rest[6] or '00'}" if rest[4] else ""
    return f"{year}-{int(month):02}-{int(day):02}{time}"


def workbook_pairs(source: Path, target: Path, label: str = "") -> list[Pair]:
    """Cells of one place in a Korean workbook and its English one; sheets go by their order."""
    korean, english = _cells(source), _cells(target)
    pairs = []
    for (title, cells), (_, others) in zip(korean, english, strict=False):
        where = contexts(cells, title)
        pairs += [
            Pair(text, others[place], where[place], label)
            for place, text in cells.items()
            if is_korean(text) and others.get(place) and not is_korean(others[place][:1])
        ]
    return _some(pairs, f"{source.name} with {target.name}")


def _cells(path: Path) -> list[tuple[str, dict[tuple[int, int], str]]]:
    """(title, {(row, column): text}) of every sheet."""
    from documents.sheets import every_sheet

    return [
        (title, {(r, c): v.strip() for r, row in enumerate(rows) for c, v in enumerate(row) if v.strip()})
        for title, rows in every_sheet(path)
    ]


def _jsonl(path: Path) -> Iterator[Pair]:
    for number, line in enumerate(decoded(path.read_bytes(), path.name).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as e:
            raise InputError(
                f"{path.name}, line {number} is not JSON: {e}.",
                "Write one JSON object a line.",
                ko=f"{path.name} {number}행이 JSON이 아닙니다: {e}.",
                hint_ko="한 줄에 JSON 객체 하나씩 쓰세요.",
            ) from e
        source = next((row[k] for k in SOURCES if isinstance(row.get(k), str)), None) if isinstance(row, dict) else None
        target = next((row[k] for k in TARGETS if isinstance(row.get(k), str)), None) if isinstance(row, dict) else None
        if source is None or target is None:
            raise InputError(
                f"{path.name}, line {number} has no source and target.",
                "Name the fields source and target.",
                ko=f"{path.name} {number}행에 source와 target이 없습니다.",
                hint_ko="필드 이름을 source, target으로 쓰세요.",
            )
        yield _pair(source, target, row)


def _table(path: Path) -> Iterator[Pair]:
    if path.suffix.lower() == ".xlsx":
        from documents.sheets import first_sheet

        rows = first_sheet(path)
    else:
        csv.field_size_limit(1 << 24)
        text = io.StringIO(decoded(path.read_bytes(), path.name), newline="")
        rows = list(csv.reader(text, delimiter="\t" if path.suffix.lower() == ".tsv" else ","))
    rows = [r for r in rows if len(r) > 1 and any(c.strip() for c in r)]
    if not rows:
        return
    head = [c.strip().casefold() for c in rows[0]]
    left = next((i for i, c in enumerate(head) if c in SOURCES), None)
    right = next((i for i, c in enumerate(head) if c in TARGETS), None)
    named = left is not None and right is not None
    if named:
        rows = rows[1:]
    else:
        left, right = 0, 1
        if sum(is_korean(r[0]) for r in rows) < sum(is_korean(r[1]) for r in rows):
            left, right = 1, 0
    names = head if named else []
    for row in rows:
        if len(row) > max(left, right):
            yield _pair(row[left], row[right], dict(zip(names, row, strict=False)))


def _tmx(path: Path) -> Iterator[Pair]:
    from lxml import etree

    try:
        tree = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as e:
        raise InputError(
            f"{path.name} is not sound TMX: {e}.",
            "Export it again.",
            ko=f"{path.name}은(는) 올바른 TMX가 아닙니다: {e}.",
            hint_ko="다시 내보내세요.",
        ) from e
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    for unit in tree.iter("{*}tu"):
        sides: dict[str, str] = {}
        for variant in unit.iter("{*}tuv"):
            language = (variant.get(name) or variant.get("lang") or "")[:2].lower()
            segment = variant.find("{*}seg")
            if segment is not None:
                sides.setdefault(language, "".join(segment.itertext()))
        props = {p.get("type", "").removeprefix("x-"): p.text or "" for p in unit.findall("{*}prop")}
        if "ko" in sides and "en" in sides:
            changed = unit.get("changedate") or unit.get("creationdate") or ""
            yield Pair(sides["ko"].strip(), sides["en"].strip(), props.get("context", ""), props.get("document-type", ""),
                       date_of(changed))
