"""A light lexical classifier: character n-grams, tf-idf, one linear layer, and words shared with the labels'
descriptions where there are any. numpy only, no pickle.

One safetensors file holds it: `terms` (UTF-8 bytes, a term a line), `idf` (terms), `weight` (classes, terms), `bias`
(classes), and `descriptions` (UTF-8 bytes of a JSON list, one a class, or an empty list).
"""
from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dictionaries.elements import implied
from documents.overlap import overlaps

if TYPE_CHECKING:
    import numpy as np

WORD = re.compile(r"[^\W\d_][\w\-]*")
SHORTEST, LONGEST = 3, 5
DESCRIBED = 2.5               # natural logarithms that one unit of overlap with a description is worth


def grams(text: str) -> Counter[str]:
    """The 3- to 5-character pieces of each word with its edges, and of the elements that words stand for; figures count
    for nothing."""
    found: Counter[str] = Counter()
    for word, n in Counter(WORD.findall(implied(text).lower())).items():
        edged = f" {word} "
        for size in range(SHORTEST, min(LONGEST, len(edged)) + 1):
            for start in range(len(edged) - size + 1):
                found[edged[start:start + size]] += n
    return found


@dataclass(frozen=True)
class Vocabulary:
    """Terms and their inverse document frequencies."""
    index: dict[str, int]
    idf: np.ndarray                       # float32 (terms,)

    @classmethod
    def of(cls, texts: Sequence[str], least: int = 2, most: float = 0.6) -> Vocabulary:
        """Terms in `least` texts or more and in at most the share `most` of them."""
        import numpy as np
        counts = Counter(term for text in texts for term in grams(text))
        kept = sorted(t for t, n in counts.items() if n >= least and n <= max(most * len(texts), least))
        idf = [math.log((1 + len(texts)) / (1 + counts[t])) + 1 for t in kept]
        return cls({t: i for i, t in enumerate(kept)}, np.asarray(idf, np.float32))

    def vector(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """(indices, values) of the text's terms: sublinear counts, unit length."""
        import numpy as np
        found = [(i, 1 + math.log(n)) for term, n in grams(text).items() if (i := self.index.get(term)) is not None]
        indices = np.asarray([i for i, _ in found], np.int64)
        values = np.asarray([v for _, v in found], np.float32) * self.idf[indices]
        return indices, values / (float(np.linalg.norm(values)) or 1.0)


@dataclass(frozen=True)
class Lexical:
    vocabulary: Vocabulary
    weight: np.ndarray                    # float32 (classes, terms)
    bias: np.ndarray                      # float32 (classes,)
    descriptions: tuple[str, ...] = ()

    def probabilities(self, text: str) -> tuple[float, ...]:
        import numpy as np
        indices, values = self.vocabulary.vector(text)
        logits = self.bias + self.weight[:, indices] @ values
        if self.descriptions:
            logits = logits + DESCRIBED * np.asarray(overlaps(implied(text), self.descriptions), np.float32)
        raised = np.exp(logits - logits.max())
        return tuple((raised / raised.sum()).tolist())

    def save(self, path: Path) -> None:
        import numpy as np
        from safetensors.numpy import save_file
        save_file({"terms": _bytes("\n".join(self.vocabulary.index)), "idf": self.vocabulary.idf.astype(np.float16),
                   # safetensors writes the buffer as it lies; scikit-learn's matrices may lie by columns
                   "weight": np.ascontiguousarray(self.weight, np.float16), "bias": self.bias.astype(np.float32),
                   "descriptions": _bytes(json.dumps(self.descriptions, ensure_ascii=False))}, path)
        path.chmod(0o644)

    @classmethod
    def load(cls, path: Path) -> Lexical:
        import numpy as np
        from safetensors.numpy import load_file
        found = load_file(path)
        terms = found["terms"].tobytes().decode().split("\n")
        return cls(Vocabulary({t: i for i, t in enumerate(terms)}, found["idf"].astype(np.float32)),
                   found["weight"].astype(np.float32), found["bias"],
                   tuple(json.loads(found["descriptions"].tobytes())))


def _bytes(text: str) -> np.ndarray:
    import numpy as np
    return np.frombuffer(text.encode(), np.uint8)
