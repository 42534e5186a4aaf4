"""What a claim calls by a noun and a person by a verb or an everyday word: 측정 and 재다."""

from __future__ import annotations

import csv
from pathlib import Path

TABLE = Path(__file__).parents[2] / "dictionaries" / "paraphrases.csv"


def _read() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["noun"]: row["said"] for row in csv.DictReader(file)}


VERBS = _read()  # stems of verbs and nouns, with blanks between


def said_otherwise(word: str, text: str, verbs: frozenset[str]) -> bool:
    """Whether a text, with the stems of its `verbs`, says by a verb or an everyday word what a noun says."""
    return any(v in verbs or len(v) > 1 and v in text for v in VERBS.get(word, "").split())
