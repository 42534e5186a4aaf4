"""Sentence vectors, from the embedded static model or any sentence-transformers model that is named."""
from __future__ import annotations

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
