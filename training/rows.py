"""Rows of a training or evaluation file, and their split by document."""
from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents import tables


@dataclass(frozen=True)
class Rows:
    name: str                       # file name without its folder
    fingerprint: str                # first 16 hex digits of the file's sha256
    rows: tuple[Mapping[str, Any], ...]


def read_rows(path: Path) -> Rows:
    """The rows of a jsonl, csv, tsv or xlsx; keys are the columns. A row that cannot be read is raised."""
    path = Path(path)
    rows = tuple(tables.sound(tables.read(path)))
    with open(path, "rb") as f:
        digest = hashlib.file_digest(f, "sha256").hexdigest()[:16]
    return Rows(path.name, digest, rows)


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
