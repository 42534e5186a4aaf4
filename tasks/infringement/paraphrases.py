"""What a claim calls by a noun and a person by a verb or an everyday word: 측정 and 재다."""

from __future__ import annotations

import csv
from pathlib import Path

TABLE = Path(__file__).parents[2] / "dictionaries" / "paraphrases.csv"


def _read() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["noun"]: row["said"] for row in csv.DictReader(file)}


VERBS = _read()  # stems of verbs and nouns, with blanks between
