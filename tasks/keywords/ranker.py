"""What the shape of a candidate says about it, mixed with what the model says, and the best choice among overlaps."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from documents.keyphrases import Candidate, nominal_forms, words

NAMES = (
    "pieces2", "pieces3", "pieces4", "maximal", "part", "head_part", "modifier_part", "act", "state", "predicate", "regular",
    "single", "long", "latin", "name", "number", "root", "asked", "asked_alone", "asked_end", "carrier", "carrier_act",
    "carrier_end", "genitive", "object", "subject", "topic", "adverbial", "adnominal",
    "time_part", "time_start",
)


FILE = "ranker.json"
CLIP = 6.0  # of the model's log-odds: no single judgement is beyond the reach of the rest


@dataclass(frozen=True)
class Ranker:
    """A logistic model over a candidate's features and the model's log-odds, fitted by `training.ranker`."""

    bias: float
    weights: dict[str, float]
    model: float             # weight of the log-odds
    centred: bool = False    # the odds count about their mean: for a base that was never taught the verdicts

    @staticmethod
    def load(adapter: Path | None = None) -> Ranker:
        """The one beside the adapter's weights, else the task's own."""
        own = adapter / FILE if adapter else None
        return _read(own if own and own.is_file() else Path(__file__).parent / FILE)

    def scores(self, candidates: Sequence[Candidate], odds: Sequence[float]) -> list[float]:
        """Log-odds of each candidate."""
        centre = sum(odds) / max(len(odds), 1) if self.centred else 0.0
        return [self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features(c).items())
                + self.model * max(-CLIP, min(CLIP, o - centre)) for c, o in zip(candidates, odds, strict=True)]

    @staticmethod
    def chance(score: float) -> float:
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@lru_cache(16)
def _read(path: Path) -> Ranker:
    return Ranker(**json.loads(path.read_text(encoding="utf-8")))


def features(c: Candidate) -> dict[str, float]:
    (first, *_), last, noun = c.text.split(), c.text.split()[-1], c.kind != "predicate"
    asked, carriers, times = words("asked"), words("carrier"), words("time")
    nominal = nominal_forms().values()
    maximal = noun and c.pieces == c.run
    found = {
        "pieces2": c.pieces == 2, "pieces3": c.pieces == 3, "pieces4": c.pieces >= 4,
        "maximal": maximal and c.run > 1, "part": c.pieces < c.run,
        "head_part": c.pieces < c.run and c.last, "modifier_part": c.pieces < c.run and c.first,
        "act": c.kind == "act", "state": c.kind == "state", "predicate": not noun, "regular": not noun and c.text not in nominal,
        "single": len(c.text) == 1, "long": len(c.text) > 10,
        "latin": "SL" in c.tags, "name": "NNP" in c.tags, "number": "SN" in c.tags, "root": "XR" in c.tags,
        "asked": last in asked, "asked_alone": c.text in asked and c.run == 1,
        "asked_end": c.pieces > 1 and last in asked,
        "carrier": c.text in carriers, "carrier_act": c.text in carriers and c.kind in ("act", "state"),
        "carrier_end": c.pieces > 1 and last in carriers,
        "genitive": c.after == "JKG", "object": c.after == "JKO", "subject": c.after in ("JKS", "JKC"),
        "topic": c.after == "JX", "adverbial": c.after == "JKB", "adnominal": not noun and c.after == "ETM",
        "time_part": c.pieces < c.run and c.text in times, "time_start": c.pieces > 1 and first in times,
    }
    return {name: 1.0 for name, value in found.items() if value}


def choose(candidates: Sequence[Candidate], scores: Sequence[float]) -> list[int]:
    """The candidates without overlaps whose positive scores sum highest, by their places in the list."""
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    ends = [0]
    for i in sorted(range(len(candidates)), key=lambda i: candidates[i].end):
        before = max(place for place, end in enumerate(ends) if end <= candidates[i].start)
        taken = (best[before][0] + scores[i], (*best[before][1], i))
        best.append(max(best[-1], taken, key=lambda b: b[0]))
        ends.append(candidates[i].end)
    return list(best[-1][1])
