"""The dictionaries and memories of a run, read once a file and kept while the file does not change."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from dictionaries import readers
from dictionaries.lexicon import Lexicon
from documents.memory import TRUST, Memory, Store, read
from engine.errors import SettingsError

NONE = "none"  # as a memory: not even those that are there from the start
KINDS = (".tsv", ".csv", ".xlsx", ".jsonl", ".tmx")


def listed(option: str | None) -> list[str]:
    """Items with commas between; one that holds a comma stands in double quotes."""
    rows = csv.reader([(option or "").replace("\n", " ")], skipinitialspace=True)
    return [item.strip() for row in rows for item in row if item.strip()]


def as_list(items: Sequence[object]) -> str:
    """What `listed` reads back."""
    return ",".join('"{}"'.format(s.replace('"', '""')) if "," in s or s.startswith('"') else s for s in map(str, items))


def _files(option: str | None) -> list[Path]:
    return [Path(part).expanduser() for part in listed(option)]


Stamp = tuple[str, float, int]


def _stamp(path: Path) -> Stamp:
    """What tells whether a file, or one of two that are joined by +, has changed."""
    held = [Path(p) for p in (str(path).replace(".xlsx+", ".xlsx\0").split("\0"))]
    stats = [p.stat() for p in held if p.is_file()]  # the reader says what is missing
    return str(path), max((s.st_mtime for s in stats), default=0.0), sum(s.st_size for s in stats)


@lru_cache(maxsize=8)
def _dictionary(stamp: Stamp) -> Lexicon:
    return readers.read(Path(stamp[0]))


_STANDING: dict[Stamp, Memory] = {}  # those that the settings name: they never make room for others
_LOCK = threading.Lock()


@lru_cache(maxsize=16)
def _read(stamp: Stamp) -> Memory:
    return read([Path(stamp[0])])


def _memory(stamp: Stamp, trust: str) -> Memory:
    memory = _STANDING.get(stamp) or _read(stamp)
    return memory if trust == "normal" else memory.trusted(trust)


def memory_files(path: Path) -> tuple[Path, ...]:
    """The file, or the memories of a folder by name; SettingsError where there is none."""
    found = (path,) if path.is_file() else tuple(
        sorted(p for p in path.glob("*") if p.suffix.lower() in KINDS and not p.name.startswith((".", "~$"))))
    if not found:
        raise SettingsError(
            f"There is no memory in {path.name}.",
            f"Let ONEBASE_MEMORY name a file ({', '.join(KINDS)}) or a folder of such files.",
            ko=f"{path.name}에 번역 메모리가 없습니다.",
            hint_ko=f"ONEBASE_MEMORY에 파일({', '.join(KINDS)})이나 그런 파일이 든 폴더를 지정하세요.",
        )
    return found


def keep(files: Sequence[Path], embed: Callable, folder: Path, embedder: str, say: Callable[[str, str], None]) -> Memory | None:
    """Memories that stay while the program runs, their indexes from `folder` or made and put there. None: they are the
    ones that are kept already. `embedder`: its fingerprint; `say` is told in English and Korean what is made anew."""
    from documents.memory.index import LARGE

    with _LOCK:
        stamps = {_stamp(p): p for p in files}
        if stamps.keys() == _STANDING.keys():
            return None
        found = {stamp: _read(stamp) for stamp in stamps}
        whole = Memory.joined(list(found.values()))
        for stamp, memory in found.items():
            name = sha256(str(Path(stamp[0]).resolve()).encode()).hexdigest()[:16]
            memory.indexed(embed, Store(folder / name, embedder, say), LARGE if whole.size <= LARGE else 0)
        _STANDING.clear()
        _STANDING.update(found)
        return whole


def kept(files: Sequence[Path]) -> bool:
    return bool(files) and all(_stamp(p) in _STANDING for p in files)


@lru_cache(maxsize=16)
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
    return _lexicon(tuple(_stamp(p) for p in _files(option)), tuple(listed(off)))


def past(option: str | None, trust: str | None = None) -> Memory | None:
    files = [] if option == NONE else _files(option)
    if not files:
        return None
    wanted = _trusts(trust, files)
    return _memories(tuple((_stamp(p), wanted.get(p.name, wanted.get("", "normal"))) for p in files))


def _trusts(option: str | None, files: list[Path]) -> dict[str, str]:
    """File name → trust; under "" that of all others."""
    out = {}
    for part in listed(option):
        name, _, word = part.rpartition(":")
        if not word:
            continue
        if word not in TRUST or (name and name not in {p.name for p in files}):
            raise SettingsError(
                f"trust={part} is not understood.",
                f"Write one of {', '.join(TRUST)}, or FILE:{TRUST[0]} with the name of a memory.",
                ko=f"trust={part} 값을 알 수 없습니다.",
                hint_ko=f"{', '.join(TRUST)} 중 하나, 또는 메모리파일이름:{TRUST[0]} 형태로 쓰세요.",
            )
        out[name] = word
    return out


def dictionary(path: Path) -> Lexicon:
    """One of the user's files by itself: its conflicts, and what was wrong in it."""
    return _dictionary(_stamp(path))
