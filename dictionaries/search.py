"""The dictionary as a person looks things up in it: both ways, and why a term of a text matched or did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dictionaries.borders import Borders, compact
from dictionaries.lexicon import Entry, Lexicon


@dataclass(frozen=True)
class Found:
    entry: Entry
    score: float  # 1 for the word itself, less where it is only a part


@dataclass(frozen=True)
class Reason:
    """A place where a term's letters stand. `why`: term, longer (a longer term took it), begins, stops (inside another
    word), cell (the whole text is the entry)."""

    start: int
    end: int
    surface: str
    entry: Entry
    matched: bool
    why: str


def search(lexicon: Lexicon, query: str, limit: int = 50) -> list[Found]:
    """Entries whose Korean or English holds the query, the closest first."""
    asked = compact(query)
    if not asked:
        return []
    found = []
    for entry in lexicon.entries:
        best = max(_likeness(asked, compact(side)) for side in (entry.korean, *entry.english))
        if best > 0:
            found.append(Found(entry, round(best, 3)))
    found.sort(key=lambda f: (-f.score, f.entry.origin == "ours", len(f.entry.korean)))
    return found[:limit]


def _likeness(asked: str, side: str) -> float:
    if asked == side:
        return 1.0
    at = side.find(asked)
    if at < 0:
        return 0.0
    return (0.9 if at == 0 else 0.8) * (0.5 + 0.5 * len(asked) / len(side))


def why(lexicon: Lexicon, text: str) -> list[Reason]:
    """Every place of `text` where a term's letters stand, with what decided."""
    out = []
    if entry := lexicon.cell(text):
        out.append(Reason(0, len(text), text.strip(), entry, True, "cell"))
    matched = {(m.start, m.end) for m in lexicon.find(text)}
    borders = Borders(text)
    for start, end, entry in _places(lexicon, text):
        if (start, end) in matched:
            reason = (True, "term")
        elif any(a <= start and end <= b for a, b in matched):
            reason = (False, "longer")
        else:
            reason = (False, borders.obstacle(start, end) or "longer")
        out.append(Reason(start, end, text[start:end], entry, *reason))
    return out


def _places(lexicon: Lexicon, text: str) -> Iterator[tuple[int, int, Entry]]:
    for key, entry in lexicon.terms_in(text):
        spaced = r"\s*".join(map(re.escape, key))
        for match in re.finditer(spaced, text, re.IGNORECASE):
            yield match.start(), match.end(), entry
