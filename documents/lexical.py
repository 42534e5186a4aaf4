"""A light lexical classifier: word and character n-grams, tf-idf, one linear layer. numpy only, no pickle.

One safetensors file holds it: `terms` (UTF-8 bytes, a term a line; words begin with "w", character n-grams with "c"),
`idf` (terms), `weight` (classes, terms) and `bias` (classes).
"""
from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

WORD = re.compile(r"\w[\w\-]+")
SHORTEST, LONGEST = 3, 5


def grams(text: str) -> Counter[str]:
    """Words and the 3- to 5-character pieces of each word with its edges; figures count for nothing."""
    found: Counter[str] = Counter()
    for word, n in Counter(WORD.findall(text.lower())).items():
        if word[0].isdigit():
            continue
        found["w" + word] += n
        edged = f" {word} "
        for size in range(SHORTEST, min(LONGEST, len(edged)) + 1):
            for start in range(len(edged) - size + 1):
                found["c" + edged[start:start + size]] += n
    return found


def document_frequencies(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(grams(text).keys())
    return counts


@dataclass(frozen=True)
class Vocabulary:
    """Terms and their inverse document frequencies; `vectors` weighs words and pieces alike in length."""
    index: dict[str, int]
    idf: np.ndarray                       # float32 (terms,)

    @classmethod
    def of(cls, texts: Sequence[str], least: int = 2, most: float = 0.6) -> Vocabulary:
        """Terms in `least` texts or more and in at most the share `most` of them."""
        import numpy as np
        counts = document_frequencies(texts)
        kept = sorted(t for t, n in counts.items() if n >= least and n <= max(most * len(texts), least))
        idf = [math.log((1 + len(texts)) / (1 + counts[t])) + 1 for t in kept]
        return cls({t: i for i, t in enumerate(kept)}, np.asarray(idf, np.float32))

    def vector(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """(indices, values) of the text's terms; sublinear counts, each family of terms of unit length."""
        import numpy as np
        families: dict[str, tuple[list[int], list[float]]] = {"w": ([], []), "c": ([], [])}
        for term, n in grams(text).items():
            if (i := self.index.get(term)) is not None:
                families[term[0]][0].append(i)
                families[term[0]][1].append((1 + math.log(n)) * float(self.idf[i]))
        indices, values = [], []
        for where, weights in families.values():
            length = math.sqrt(sum(v * v for v in weights))
            indices += where
            values += [v / length for v in weights]
        return np.asarray(indices, np.int64), np.asarray(values, np.float32)


@dataclass(frozen=True)
class Lexical:
    vocabulary: Vocabulary
    weight: np.ndarray                    # float32 (classes, terms)
    bias: np.ndarray                      # float32 (classes,)

    def probabilities(self, text: str) -> tuple[float, ...]:
        import numpy as np
        indices, values = self.vocabulary.vector(text)
        logits = self.bias + self.weight[:, indices] @ values
        raised = np.exp(logits - logits.max())
        return tuple((raised / raised.sum()).tolist())

    def save(self, path: Path) -> None:
        import numpy as np
        from safetensors.numpy import save_file
        terms = "\n".join(self.vocabulary.index).encode()
        save_file({"terms": np.frombuffer(terms, np.uint8), "idf": self.vocabulary.idf.astype(np.float16),
                   "weight": self.weight.astype(np.float16), "bias": self.bias.astype(np.float32)}, path)

    @classmethod
    def load(cls, path: Path) -> Lexical:
        import numpy as np
        from safetensors.numpy import load_file
        found = load_file(path)
        terms = found["terms"].tobytes().decode().split("\n")
        return cls(Vocabulary({t: i for i, t in enumerate(terms)}, found["idf"].astype(np.float32)),
                   found["weight"].astype(np.float32), found["bias"])
