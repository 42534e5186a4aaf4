"""A shortlist for fuzzy search in a memory too large to compare with one by one: vectors and BM25, fused by rank."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import bm25s
    import numpy as np

LARGE = 20_000  # units past which a memory wants an index
CELLS, PROBED = 1024, 256  # of the inverted file: cells made, cells looked into
REFINED = 4  # times as many as asked are weighed again with their full vectors
SAMPLE = 40  # vectors a cell that its centre is learnt from
FUSED = 60  # constant of reciprocal rank fusion
VECTORS, WORDS = "vectors.faiss", "words"  # of an index on disk
_WORD = re.compile(r"[가-힣A-Za-z]+")


class Index:
    """`embed` gives float32 (n, d) rows of unit length for texts, as the engine's does."""

    def __init__(self, vectors, words: bm25s.BM25, size: int, embed: Callable[[Sequence[str]], np.ndarray]):
        self.vectors, self.words, self.size, self.embed = vectors, words, size, embed

    @classmethod
    def of(cls, texts: Sequence[str], embed: Callable[[Sequence[str]], np.ndarray]) -> Index:
        import bm25s

        words = bm25s.BM25()
        words.index([pieces(t) for t in texts], show_progress=False)
        return cls(vectors_index(embed(texts)), words, len(texts), embed)

    def save(self, folder: Path) -> None:
        """Files of faiss, NumPy arrays and JSON: nothing that runs when it is read."""
        import faiss

        faiss.write_index(self.vectors, str(folder / VECTORS))
        self.words.save(str(folder / WORDS))

    @classmethod
    def load(cls, folder: Path, embed: Callable[[Sequence[str]], np.ndarray]) -> Index:
        """OSError, ValueError, KeyError or RuntimeError where the files are not sound."""
        import bm25s
        import faiss

        vectors = faiss.read_index(str(folder / VECTORS))
        return cls(vectors, bm25s.BM25.load(str(folder / WORDS), allow_pickle=False), vectors.ntotal, embed)

    def nearest(self, text: str, count: int) -> list[int]:
        """Places of the units most alike, best first."""
        import numpy as np

        count = min(count, self.size)
        _, close = self.vectors.search(np.ascontiguousarray(self.embed([text]), np.float32), count)
        ranks: dict[int, float] = {}
        for rank, place in enumerate(close[0].tolist()):
            if place >= 0:
                ranks[place] = 1 / (FUSED + rank)
        if asked := [p for p in pieces(text) if p in self.words.vocab_dict]:
            found, _ = self.words.retrieve([asked], k=count, show_progress=False)
            for rank, place in enumerate(found[0].tolist()):
                ranks[place] = ranks.get(place, 0.0) + 1 / (FUSED + rank)
        return sorted(ranks, key=lambda p: -ranks[p])[:count]


def vectors_index(vectors: np.ndarray):
    """Inner product: exact for few vectors; for many an inverted file of bytes, its best weighed again exactly."""
    import faiss
    import numpy as np

    vectors = np.ascontiguousarray(vectors, np.float32)
    n, d = vectors.shape
    if n < LARGE:
        index = faiss.IndexFlatIP(d)
    else:
        index = faiss.index_factory(d, f"IVF{CELLS},SQ8,RFlat", faiss.METRIC_INNER_PRODUCT)
        chosen = np.random.default_rng(0).choice(n, min(n, CELLS * SAMPLE), replace=False)
        index.train(vectors[chosen])
        index.k_factor = REFINED
        faiss.extract_index_ivf(index).nprobe = PROBED
    index.add(vectors)
    return index


def pieces(text: str) -> list[str]:
    """Pairs of syllables of each word: Korean words share them whatever their endings."""
    return [w[i : i + 2] for w in _WORD.findall(text.casefold()) for i in range(max(1, len(w) - 1))]
