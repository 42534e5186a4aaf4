"""What a memory will save on a document: the bands that translators count in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from documents.memory.memory import Memory
from documents.memory.units import text_key
from documents.segments import is_korean

BANDS = ("repetitions", "context", "exact", "95-100", "85-94", "75-84", "50-74", "none")


@dataclass(frozen=True)
class Analysis:
    """Texts and characters a band; `untouched` texts hold no Korean."""

    texts: dict[str, int]
    characters: dict[str, int]
    untouched: int

    @property
    def total(self) -> int:
        return sum(self.texts.values())


def analyse(texts: Iterable[str | tuple[str, str]], memory: Memory | None, label: str = "") -> Analysis:
    """`texts`: each a text, or (text, context)."""
    counts, sizes, untouched = dict.fromkeys(BANDS, 0), dict.fromkeys(BANDS, 0), 0
    seen: set[str] = set()
    for given in texts:
        text, context = (given, "") if isinstance(given, str) else given
        if not is_korean(text):
            untouched += 1
            continue
        band = "repetitions" if text_key(text) in seen else _band(text, context, label, memory)
        seen.add(text_key(text))
        counts[band] += 1
        sizes[band] += len(text)
    return Analysis(counts, sizes, untouched)


def _band(text: str, context: str, label: str, memory: Memory | None) -> str:
    if memory is None:
        return "none"
    if hit := memory.lookup(text, context, label):
        if hit.score >= 1 and hit.kind == "exact":
            return "context" if hit.context else "exact"
        score = min(hit.score, 0.99)
    else:
        score = max((h.score for h in memory.similar(text, 1, 0.5, context, label)), default=0.0)
    return next((name for name, least in zip(BANDS[3:], (0.95, 0.85, 0.75, 0.5), strict=False) if score >= least), "none")
