"""The dictionaries and memories of a run, read once a file and kept while the file does not change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dictionaries import readers
from dictionaries.lexicon import Lexicon
from documents import memory
from documents.memory import Memory


def _files(option: str | None) -> list[Path]:
    return [Path(part.strip()).expanduser() for part in (option or "").split(",") if part.strip()]


def _stamp(path: Path) -> tuple[str, float, int]:
    if not path.is_file():
        return str(path), 0.0, 0  # the reader says what is missing
    stat = path.stat()
    return str(path), stat.st_mtime, stat.st_size


@lru_cache(maxsize=8)
def _dictionary(stamp: tuple[str, float, int]) -> Lexicon:
    return readers.read(Path(stamp[0]))


@lru_cache(maxsize=8)
def _memory(stamps: tuple[tuple[str, float, int], ...]) -> Memory:
    return memory.read([Path(path) for path, _, _ in stamps])


@lru_cache(maxsize=8)
def _lexicon(stamps: tuple[tuple[str, float, int], ...]) -> Lexicon:
    merged = readers.ours()
    for stamp in reversed(stamps):
        merged = _dictionary(stamp).plus(merged)
    return merged


def lexicon(option: str | None) -> Lexicon:
    """The user's files in the order given, then ours."""
    return _lexicon(tuple(_stamp(p) for p in _files(option)))


def past(option: str | None) -> Memory | None:
    stamps = tuple(_stamp(p) for p in _files(option))
    return _memory(stamps) if stamps else None
