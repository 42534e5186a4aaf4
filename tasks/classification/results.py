"""What comes back of a row: the label and its scores, and on request everything that led to them."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from tasks.base import Strict
from tasks.classification.categories import Tree

Voter = Literal["base", "embedder", "words", "adapter", "companion", "server"]


class Result(Strict):
    label: str
    scores: dict[str, float]
    chunks: int


class Ranked(Strict):
    label: str
    score: float


class Level(Strict):
    """A step of the way from the top to the label. `score`: all answers under it together."""
    level: int
    label: str
    score: float


class Window(Strict):
    """A piece of the row's joined text, by characters, and its own vote."""
    start: int
    end: int
    label: str
    scores: dict[str, float]


class Signal(Strict):
    """One that had a say. `label`: what it would have answered alone; `share`: its part, 0 to 1, in putting the answer
    before the next one; signals that spoke against it have 0."""
    name: Voter
    label: str
    share: float


class Detailed(Result):
    confidence: float                     # score of the label
    margin: float                         # to the next answer
    ranked: tuple[Ranked, ...]
    labels: tuple[str, ...]               # every one that fits, with `several`; else the label; empty: none of them
    path: tuple[Level, ...]
    relevance: dict[str, float]           # 0 to 10, each category for itself
    windows: tuple[Window, ...]
    signals: tuple[Signal, ...]
    decided: Voter                        # the signal with the largest share
    tied: tuple[str, ...] = Field(default=())     # those between which the second prompt chose


@dataclass(frozen=True)
class Verdict:
    """What an engine's path found of a row, before it is put into a Result. Probabilities sum to 1 over `names`, of
    which the last may be the answer "none"."""
    names: tuple[str, ...]
    probabilities: tuple[float, ...]
    votes: Mapping[Voter, tuple[Sequence[float], float]]      # values by name, and what one unit of them is worth
    windows: tuple[Window, ...] = ()
    chunks: int = 1
    relevance: Mapping[str, float] | None = None              # None: ten times the probabilities
    tied: tuple[str, ...] = ()
    tree: Tree | None = None
    none: str = ""


def plain(verdict: Verdict) -> Result:
    best = max(range(len(verdict.names)), key=verdict.probabilities.__getitem__)
    return Result(label=verdict.names[best], scores=_scores(verdict.names, verdict.probabilities), chunks=verdict.chunks)


def detailed(verdict: Verdict, *, top: int, several: bool, least: float) -> Detailed:
    names, p = verdict.names, verdict.probabilities
    order = sorted(range(len(names)), key=lambda i: -p[i])
    best, second = order[0], order[1] if len(order) > 1 else order[0]
    relevance = verdict.relevance or {n: 10 * v for n, v in zip(names, p, strict=True) if n != verdict.none}
    signals = _signals(verdict, best, second)
    label = names[best]
    if several:
        labels = tuple(n for i in order if (n := names[i]) != verdict.none and relevance[n] >= least)
    else:
        labels = () if label == verdict.none else (label,)
    return Detailed(
        label=label, scores=_scores(names, p), chunks=verdict.chunks, confidence=round(p[best], 6),
        margin=round(p[best] - p[second], 6),
        ranked=tuple(Ranked(label=names[i], score=round(p[i], 6)) for i in order[:top]), labels=labels,
        path=_path(verdict, label), relevance={n: round(v, 2) for n, v in relevance.items()}, windows=verdict.windows,
        signals=signals, decided=max(signals, key=lambda s: s.share).name, tied=verdict.tied)


def _scores(names: Sequence[str], probabilities: Sequence[float]) -> dict[str, float]:
    return dict(zip(names, (round(p, 6) for p in probabilities), strict=True))


def _signals(verdict: Verdict, best: int, second: int) -> tuple[Signal, ...]:
    gains = {who: max(0.0, worth * (values[best] - values[second])) for who, (values, worth) in verdict.votes.items()}
    whole = sum(gains.values())
    return tuple(Signal(name=who, label=verdict.names[max(range(len(values)), key=values.__getitem__)],
                        share=round(gains[who] / whole, 4) if whole else round(1 / len(gains), 4))
                 for who, (values, _) in verdict.votes.items())


def _path(verdict: Verdict, label: str) -> tuple[Level, ...]:
    if label == verdict.none:
        return ()
    score = dict(zip(verdict.names, verdict.probabilities, strict=True))
    if verdict.tree is None:
        return (Level(level=1, label=label, score=round(score[label], 6)),)
    tree = verdict.tree
    names = [c.name for c in tree.categories]
    under = [0.0] * len(names)
    for leaf in tree.leaves:
        for i in tree.path(leaf):
            under[i] += score[names[leaf]]
    return tuple(Level(level=n, label=names[i], score=round(under[i], 6))
                 for n, i in enumerate(tree.path(names.index(label)), 1))
