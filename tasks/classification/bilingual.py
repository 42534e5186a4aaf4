"""Descriptions in one language, texts in the other: the dictionaries' counterparts of a description's terms."""
from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2] / "dictionaries"
HANGUL = re.compile("[가-힣]")


@cache
def counterparts() -> dict[str, tuple[str, ...]]:
    """Term in lower case → its terms in the other language."""
    pairs: dict[str, dict[str, None]] = {}

    def add(a: str, b: str) -> None:
        if bool(HANGUL.search(a)) != bool(HANGUL.search(b)):
            pairs.setdefault(a.lower(), {})[b] = None
            pairs.setdefault(b.lower(), {})[a] = None

    with open(ROOT / "science.csv", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            add(row["korean"], row["english"])
    groups: dict[str, list[str]] = {}
    with open(ROOT / "technical.csv", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            if row["relation"] == "same":
                groups.setdefault(row["canonical"], [row["canonical"]]).append(row["term"])
    for terms in groups.values():
        for term in terms[1:]:
            add(terms[0], term)
    return {k: tuple(v) for k, v in pairs.items()}


@cache
def _pattern() -> re.Pattern[str]:
    """Longest term first. A Korean term of one syllable stands alone; an English one ends at a word's edge."""
    terms = sorted(counterparts(), key=len, reverse=True)
    return re.compile("|".join(
        rf"(?<![가-힣]){re.escape(t)}(?![가-힣])" if len(t) == 1 else re.escape(t) if HANGUL.search(t)
        else rf"\b{re.escape(t)}(?:e?s)?\b" for t in terms))


@cache
def with_counterparts(description: str) -> str:
    """The description, followed by the other language's words for the terms in it."""
    table, found = counterparts(), {}
    for match in _pattern().finditer(description.lower()):
        term = match[0] if match[0] in table else re.sub(r"e?s$", "", match[0])
        found |= dict.fromkeys(table.get(term, ()))
    return "\n".join([description, ", ".join(found)]) if found else description
