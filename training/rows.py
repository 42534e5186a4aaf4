"""Rows of a training or evaluation file, and their split by document."""
from __future__ import annotations

import csv
import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents import sheets
from engine.errors import InputError

KINDS = (".jsonl", ".csv", ".tsv", ".xlsx")


@dataclass(frozen=True)
class Rows:
    name: str                       # file name without its folder
    fingerprint: str                # first 16 hex digits of the file's sha256
    rows: tuple[dict[str, Any], ...]


def read_rows(path: Path) -> Rows:
    """jsonl, csv or tsv in UTF-8, or the first sheet of an xlsx; keys are the columns."""
    path = Path(path)
    if not path.is_file():
        raise InputError(f"There is no file {path.name}.", "Check the path given with --data.",
                         ko=f"{path.name} 파일이 없습니다.", hint_ko="--data 경로를 확인하세요.")
    if path.suffix.lower() not in KINDS:
        raise InputError(f"{path.name} is not a file that can be read here.", f"Give one of {', '.join(KINDS)}.",
                         ko=f"{path.name} 형식은 읽을 수 없습니다.", hint_ko=f"{', '.join(KINDS)} 중 하나를 쓰세요.")
    try:
        rows = _READERS[path.suffix.lower()](path)
    except UnicodeDecodeError as e:
        raise InputError(f"{path.name} is not UTF-8.", "Save it as UTF-8.", ko=f"{path.name}이(가) UTF-8이 아닙니다.",
                         hint_ko="UTF-8로 저장하세요.") from e
    if not rows:
        raise InputError(f"{path.name} has no rows.", "Give at least one row under the headings.",
                         ko=f"{path.name}에 행이 없습니다.", hint_ko="머리글 아래에 한 행 이상 넣으세요.")
    with open(path, "rb") as f:
        digest = hashlib.file_digest(f, "sha256").hexdigest()[:16]
    return Rows(path.name, digest, tuple(rows))


def _jsonl(path: Path) -> list[dict[str, Any]]:
    rows = []
    with open(path, encoding="utf-8-sig") as f:
        for number, line in enumerate(f, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as e:
                raise InputError(f"{path.name}, line {number} is not JSON: {e}.", "Write one JSON object a line.",
                                 ko=f"{path.name} {number}행이 JSON이 아닙니다: {e}.",
                                 hint_ko="한 줄에 JSON 객체 하나씩 쓰세요.") from e
            if not isinstance(row, dict):
                raise InputError(f"{path.name}, line {number} is not a JSON object.", "Write {…} on each line.",
                                 ko=f"{path.name} {number}행이 JSON 객체가 아닙니다.", hint_ko="각 줄을 {…}로 쓰세요.")
            rows.append(row)
    return rows


def _delimited(path: Path) -> list[dict[str, Any]]:
    csv.field_size_limit(1 << 24)
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t" if path.suffix.lower() == ".tsv" else ","))


def _xlsx(path: Path) -> list[dict[str, Any]]:
    found = sheets.lines(path)
    head = [str(h).strip() if h is not None else "" for h in next(found, ())]
    return [{k: v for k, v in zip(head, line, strict=False) if k} for line in found
            if any(v is not None for v in line)]


_READERS: dict[str, Callable[[Path], list[dict[str, Any]]]] = {
    ".jsonl": _jsonl, ".csv": _delimited, ".tsv": _delimited, ".xlsx": _xlsx}


def split(documents: Sequence[str], share: float, seed: int, strata: Sequence[str] | None = None,
          ) -> tuple[list[int], list[int]]:
    """Indices (train, held out): a document's rows stay on one side; `strata` keeps its proportions on both."""
    if share <= 0:
        return list(range(len(documents))), []
    groups: dict[str, list[str]] = {}
    for document, stratum in zip(documents, strata or [""] * len(documents), strict=True):
        groups.setdefault(stratum, []).append(document)
    held: set[str] = set()
    seen: set[str] = set()
    for stratum in sorted(groups):
        names = sorted(set(groups[stratum]) - seen)      # a document under two labels is dealt once
        seen |= set(names)
        random.Random(f"{seed} {stratum}").shuffle(names)
        held |= set(names[:min(max(1, round(share * len(names))), len(names) - 1)]) if len(names) > 1 else set()
    sides: tuple[list[int], list[int]] = ([], [])
    for i, document in enumerate(documents):
        sides[document in held].append(i)
    return sides


def folds(documents: Sequence[str], k: int, seed: int, strata: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    """`k` pairs (train, test) by document, each stratum dealt round."""
    fold_of: dict[str, int] = {}
    turn = 0
    for stratum in sorted(set(strata)):
        names = sorted({d for d, s in zip(documents, strata, strict=True) if s == stratum} - set(fold_of))
        random.Random(f"{seed} {stratum}").shuffle(names)
        for name in names:
            fold_of[name], turn = turn % k, turn + 1
    place = [fold_of[d] for d in documents]
    return [([i for i, p in enumerate(place) if p != f], [i for i, p in enumerate(place) if p == f]) for f in range(k)]
