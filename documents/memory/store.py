"""Indexes kept on disk, so that the next start embeds nothing; what is damaged or of other texts is made anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from documents.memory.index import Index

if TYPE_CHECKING:
    import numpy as np

FORMAT = 1  # of what is written; another one is made anew
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Store:
    """`folder`: of one memory, replaced as a whole; `embedder`: fingerprint of what embeds; `say`: told in English and
    Korean why an index is made anew."""

    folder: Path
    embedder: str
    say: Callable[[str, str], None] = lambda english, korean: None

    def index(self, texts: Sequence[str], embed: Callable[[Sequence[str]], np.ndarray]) -> Index:
        """The index of these texts in this order, from disk if it was kept of the very same."""
        wanted = {"format": FORMAT, "embedder": self.embedder, "content": content_of(texts), "size": len(texts)}
        if (self.folder / MANIFEST).exists():
            try:
                return self._load(wanted, embed)
            except (_Other, OSError, ValueError, KeyError, TypeError, RuntimeError) as e:
                why, why_ko = e.args if isinstance(e, _Other) else ("it is damaged", "손상되었습니다")
                self.say(f"The kept index {self.folder.name} is not used, for {why}; it is made anew.",
                         f"보관된 색인({self.folder.name})을 쓰지 않고 새로 만듭니다. 이유: {why_ko}.")
        index = Index.of(texts, embed)
        try:
            self._save(index, wanted)
        except OSError as e:
            self.say(f"The index {self.folder} could not be kept ({e.strerror}); the next start makes it again.",
                     f"색인({self.folder})을 보관하지 못했습니다({e.strerror}). 다음 시작 때 다시 만듭니다.")
        return index

    def _load(self, wanted: dict, embed: Callable) -> Index:
        held = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        files = held.pop("files")
        if held.get("format") != wanted["format"]:
            raise _Other("another version made it", "다른 버전이 만들었습니다")
        if held.get("embedder") != wanted["embedder"]:
            raise _Other("another embedder made it", "다른 임베딩 모델이 만들었습니다")
        if held != wanted:
            raise _Other("the memory has changed", "번역 메모리가 바뀌었습니다")
        if _digests(self.folder) != files:
            raise ValueError("a file is not the one that was written")
        index = Index.load(self.folder, embed)
        if index.size != wanted["size"]:
            raise ValueError("the vectors are not as many as the texts")
        return index

    def _save(self, index: Index, wanted: dict) -> None:
        """Written beside, then put in place: a reader finds all of it or none."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}.", dir=self.folder.parent))
        try:
            index.save(part)
            manifest = wanted | {"files": _digests(part)}
            (part / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
            if self.folder.exists():
                shutil.rmtree(self.folder)
            os.replace(part, self.folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)


class _Other(Exception):
    """Sound, but of something else: why, in English and Korean."""


def content_of(texts: Sequence[str]) -> str:
    digest = hashlib.sha256()
    for text in texts:
        said = text.encode("utf-8", "surrogatepass")
        digest.update(len(said).to_bytes(8, "little") + said)
    return digest.hexdigest()


def _digests(folder: Path) -> dict[str, str]:
    out = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST):
        with path.open("rb") as file:
            out[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return out
