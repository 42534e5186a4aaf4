"""What a visitor has brought along: dictionaries, memories and the document in hand.

It is kept in memory and in a temporary folder, under an id that cannot be guessed and that only the visitor's browser
knows, so that a reload finds it again; an hour after its last use it is gone.
"""
from __future__ import annotations

import json
import re
import secrets
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dictionaries.lexicon import Lexicon
    from documents.memory import Analysis, Memory, Pair
    from documents.texts import Content
    from tasks.base import Row

LIFETIME = 3600                              # seconds after the last use
MOST = 64                                    # workspaces at a time; the one unused longest goes first
FILES = 8                                    # dictionaries, and memories, of a visitor
EDITS = "edits.jsonl"                        # memory of the visitor's own corrections


@dataclass
class Document:
    """`done`: {text: its row}; `edits`: {text: English by hand}; `confirmed`: {text: the English that a person vouches for};
    `dismissed`: ids of findings."""
    name: str
    path: Path
    content: Content
    sheets: bool = False
    done: dict[str, Row] = field(default_factory=dict)
    edits: dict[str, str] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    dismissed: set[str] = field(default_factory=set)
    settled: tuple = ()                      # with what the answers were made: other resources ask anew
    counted: tuple[Memory | None, Analysis] | None = None    # the analysis, and the memory that it was made with

    def english(self) -> dict[str, str]:
        return {t: r.result.translation for t, r in self.done.items() if r.result is not None} | self.edits

    def reviewed(self) -> dict[str, str]:
        """What a person wrote, or has confirmed as it stands."""
        english = self.english()
        return {t: e for t, e in self.confirmed.items() if english.get(t) == e} | self.edits

    @property
    def left(self) -> int:
        """Texts without an answer."""
        return sum(t.text not in self.done or self.done[t.text].error is not None for t in self.content.texts)


class Workspace:
    """`standing`: files of the memories that are the operator's; a visitor's own come after them and win."""

    def __init__(self, folder: Path, standing: Callable[[], tuple[Path, ...]] = tuple):
        self.id, self.folder, self.standing = secrets.token_urlsafe(24), folder, standing
        self.dictionaries: list[Path] = []
        self.memories: dict[Path, str] = {}  # file → trust
        self.off: dict[str, None] = {}       # Korean terms that are switched off
        self.document: Document | None = None
        self.used = time.monotonic()
        folder.mkdir(parents=True, exist_ok=True)

    # -- files -----------------------------------------------------------------------------------------------------
    def keep(self, path: Path, name: str = "") -> Path:
        """A copy in the workspace, under a name without the signs that part a list of files."""
        plain = re.sub(r"[,:+\\/\x00-\x1f]", "_", name or path.name)[-120:]
        target = self.folder / plain
        number = 1
        while target.exists():
            number += 1
            target = self.folder / f"{Path(plain).stem} ({number}){Path(plain).suffix}"
        shutil.copyfile(path, target)
        return target

    def add_dictionary(self, path: Path) -> Path:
        from dictionaries import readers
        readers.read(path)                   # a bad one is refused before it is taken
        kept = self.keep(path)
        self.dictionaries.append(kept)
        return kept

    def add_memory(self, path: Path) -> Path:
        from documents.memory import read_pairs
        read_pairs(path)
        kept = self.keep(path)
        self.memories[kept] = "normal"
        return kept

    def add_pair(self, korean: Path, english: Path) -> Path:
        """Two aligned workbooks as one memory."""
        from documents.memory import workbook_pairs
        pairs = workbook_pairs(korean, english)
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / f"{korean.stem}.jsonl"
            _write(made, pairs)
            kept = self.keep(made)
        self.memories[kept] = "normal"
        return kept

    def remember(self, pairs: Iterable[Pair]) -> int:
        """Corrections go into a memory of their own; returns how many pairs it holds now."""
        path = self.folder / EDITS
        held = {(p["source"], p["context"]): p for p in _lines(path)}
        for pair in pairs:
            held[pair.source, pair.context] = {"source": pair.source, "target": pair.target, "context": pair.context,
                                               "date": time.strftime("%Y-%m-%dT%H:%M:%S")}
        path.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in held.values()), encoding="utf-8")
        self.memories.setdefault(path, "normal")
        return len(held)

    def remove(self, name: str) -> None:
        for path in [p for p in (*self.dictionaries, *self.memories) if p.name == name]:
            path.unlink(missing_ok=True)
            self.memories.pop(path, None)
        self.dictionaries = [p for p in self.dictionaries if p.name != name]

    # -- use -------------------------------------------------------------------------------------------------------
    def options(self) -> dict[str, Any]:
        """Options of the task that follow from what is here."""
        from tasks.translation import resources
        out: dict[str, Any] = {}
        if self.dictionaries:
            out["dictionary"] = ",".join(map(str, self.dictionaries))
        if self.off:
            out["off"] = resources.as_list(self.off)
        if self.memories:
            out["memory"] = resources.as_list([*self.standing(), *self.memories])
            trusts = [f"{p.name}:{t}" for p, t in self.memories.items() if t != "normal"]
            if trusts:
                out["trust"] = resources.as_list(trusts)
        return out

    def lexicon(self) -> Lexicon:
        from tasks.translation import resources
        options = self.options()
        return resources.lexicon(options.get("dictionary"), options.get("off"))

    def memory(self) -> Memory | None:
        """The visitor's own: what is listed, searched and exported."""
        from tasks.translation import resources
        return resources.past(resources.as_list(self.memories), self.options().get("trust")) if self.memories else None

    def memory_in_use(self) -> Memory | None:
        """With the operator's before it, once that has been read."""
        from tasks.translation import resources
        standing = self.standing()
        files = [*(standing if resources.kept(standing) else ()), *self.memories]
        return resources.past(resources.as_list(files), self.options().get("trust"))

    def open(self, path: Path, sheets: bool = False) -> Document:
        """The same file again keeps what was done with it."""
        from documents import files
        old = self.document
        same = old is not None and old.path.exists() and old.path.read_bytes() == path.read_bytes()
        if same and old.sheets == sheets:
            return old
        content = files.read(path, sheets)
        if same:                             # with or without the names of its sheets now
            old.content, old.sheets, old.counted = content, sheets, None
            return old
        self.close()
        self.document = Document(path.name, self.keep(path), content, sheets)
        return self.document

    def out(self, name: str) -> Path:
        """Where a file to download is written: an address of its own each time, so that no browser shows an older one."""
        folder = self.folder / "out" / secrets.token_hex(8)
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder / name

    def close(self) -> None:
        if self.document:
            self.document.path.unlink(missing_ok=True)
        self.document = None


class Workspaces:
    """All visitors' workspaces. `of(session)` is the one of a page that is open."""

    def __init__(self, standing: Callable[[], tuple[Path, ...]] = tuple):
        self._standing = standing
        self._folder: Path | None = None
        self._held: OrderedDict[str, Workspace] = OrderedDict()      # id → workspace, the one used last at the end
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, session: str) -> Workspace:
        with self._lock:
            self._expire()
            space = self._held.get(self._sessions.get(session, ""))
            if space is None:
                space = Workspace(self._root() / secrets.token_hex(16), self._standing)
                self._held[space.id] = space
                self._join(session, space)
            space.used = time.monotonic()
            self._held.move_to_end(space.id)
            while len(self._held) > MOST:
                self._drop(next(iter(self._held)))
            return space

    def __contains__(self, key: str) -> bool:
        return key in self._held

    def __len__(self) -> int:
        return len(self._held)

    def join(self, session: str, known: str | None) -> Workspace:
        """The workspace of this id, while it lives; else the session's own."""
        with self._lock:
            self._expire()
            if known in self._held:
                self._join(session, self._held[known])
        return self.of(session)

    def _join(self, session: str, space: Workspace) -> None:
        self._sessions[session] = space.id
        while len(self._sessions) > 16 * MOST:
            self._sessions.popitem(last=False)

    def _expire(self) -> None:
        now = time.monotonic()
        for key in [k for k, s in self._held.items() if now - s.used > LIFETIME]:
            self._drop(key)

    def _drop(self, key: str) -> None:
        shutil.rmtree(self._held.pop(key).folder, ignore_errors=True)

    def _root(self) -> Path:
        """Under gradio's folder, which goes when the server stops."""
        if self._folder is None or not self._folder.exists():
            from gradio.utils import get_upload_folder
            parent = Path(get_upload_folder())
            parent.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(prefix="workspaces-", dir=parent))
        return self._folder


def _write(path: Path, pairs: Sequence[Pair]) -> None:
    path.write_text("".join(json.dumps({"source": p.source, "target": p.target, "context": p.context, "label": p.label, "date": p.date},
                                       ensure_ascii=False) + "\n" for p in pairs), encoding="utf-8")


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
