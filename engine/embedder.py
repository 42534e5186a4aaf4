"""Sentence vectors, from the embedded static model or any sentence-transformers model that is named."""
from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import BaseModelError

if TYPE_CHECKING:
    import numpy as np

EMBEDDED = Path(__file__).parents[1] / "models" / "embedder"


class Embedder:
    """Loaded at the first call. `name`: a folder or hub id; None: the embedded model."""

    def __init__(self, name: str | None = None):
        self.name = str(EMBEDDED) if name in (None, "", "embedded") else name
        self._model, self._lock = None, threading.Lock()

    @property
    def available(self) -> bool:
        """False where no other model is named and the embedded one was not shipped."""
        return self.name != str(EMBEDDED) or EMBEDDED.is_dir()

    @property
    def fingerprint(self) -> str:
        """Tells vectors of one model from another's: of a folder its files, of a hub id the revision that is in the cache."""
        folder = Path(self.name).expanduser()
        if not folder.is_dir():
            from huggingface_hub import try_to_load_from_cache
            found = try_to_load_from_cache(self.name, "config.json") or try_to_load_from_cache(self.name, "modules.json")
            return f"{self.name}@{Path(found).parent.name if isinstance(found, str) else 'unknown'}"
        digest = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"):
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()[:16]

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """float32 (len(texts), d), rows of unit length; an empty text has an arbitrary one."""
        import numpy as np
        with self._lock:
            if self._model is None:
                self._model = self._load()
            found = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)

    def _load(self):
        from sentence_transformers import SentenceTransformer
        try:
            return SentenceTransformer(self.name, device=None if Path(self.name) != EMBEDDED else "cpu")
        except (OSError, ValueError) as e:
            raise BaseModelError(f"The embedder {self.name} cannot be loaded: {e}",
                                 "Name a folder or unset ONEBASE_EMBEDDER to use the embedded one.",
                                 ko=f"임베딩 모델 {self.name}을(를) 불러올 수 없습니다: {e}",
                                 hint_ko="폴더를 지정하거나 ONEBASE_EMBEDDER를 지워 내장 모델을 쓰세요.") from e
