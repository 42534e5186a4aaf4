"""The dictionaries and memories of a run, read once a file and kept while the file does not change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dictionaries import readers
from dictionaries.lexicon import Lexicon
from documents.memory import TRUST, Memory, read
from engine.errors import SettingsError


def _files(option: str | None) -> list[Path]:
    return [Path(part.strip()).expanduser() for part in (option or "").split(",") if part.strip()]


Stamp = tuple[str, float, int]


def _stamp(path: Path) -> Stamp:
    """What tells whether a file, or one of two that are joined by +, has changed."""
    held = [Path(p) for p in (str(path).replace(".xlsx+", ".xlsx\0").split("\0"))]
    stats = [p.stat() for p in held if p.is_file()]  # the reader says what is missing
    return str(path), max((s.st_mtime for s in stats), default=0.0), sum(s.st_size for s in stats)


@lru_cache(maxsize=8)
def _dictionary(stamp: Stamp) -> Lexicon:
    return readers.read(Path(stamp[0]))


@lru_cache(maxsize=16)
def _memory(stamp: Stamp, trust: str) -> Memory:
    return read([Path(stamp[0])]) if trust == "normal" else _memory(stamp, "normal").trusted(trust)


@lru_cache(maxsize=8)
def _memories(stamps: tuple[tuple[Stamp, str], ...]) -> Memory:
    return Memory.joined([_memory(stamp, trust) for stamp, trust in stamps])


@lru_cache(maxsize=8)
def _lexicon(stamps: tuple[Stamp, ...], off: tuple[str, ...]) -> Lexicon:
    merged = readers.ours()
    for stamp in reversed(stamps):
        merged = _dictionary(stamp).plus(merged)
    return merged.without(off)


def lexicon(option: str | None, off: str | None = None) -> Lexicon:
    """The user's files in the order given, then ours; terms of `off` left out."""
    return _lexicon(tuple(_stamp(p) for p in _files(option)), tuple(w.strip() for w in (off or "").split(",") if w.strip()))


def past(option: str | None, trust: str | None = None) -> Memory | None:
    files = _files(option)
    if not files:
        return None
    wanted = _trusts(trust, files)
    return _memories(tuple((_stamp(p), wanted.get(p.name, wanted.get("", "normal"))) for p in files))


def _trusts(option: str | None, files: list[Path]) -> dict[str, str]:
    """File name → trust; under "" that of all others."""
    out = {}
    for part in (option or "").split(","):
        name, _, word = part.strip().rpartition(":")
        if not word:
            continue
        if word not in TRUST or (name and name not in {p.name for p in files}):
            raise SettingsError(
                f"trust={part.strip()} is not understood.",
                f"Write one of {', '.join(TRUST)}, or FILE:{TRUST[0]} with the name of a memory.",
                ko=f"trust={part.strip()} 값을 알 수 없습니다.",
                hint_ko=f"{', '.join(TRUST)} 중 하나, 또는 메모리파일이름:{TRUST[0]} 형태로 쓰세요.",
            )
        out[name] = word
    return out


def dictionary(path: Path) -> Lexicon:
    """One of the user's files by itself: its conflicts, and what was wrong in it."""
    return _dictionary(_stamp(path))
