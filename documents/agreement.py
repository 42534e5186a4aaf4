"""Labels held against those that a person gave: how many agree, class by class, and how sure is sure enough."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Class:
    """`expected` and `given`: rows that a person and the machine put here; the rest are shares, 0 to 1."""
    label: str
    expected: int
    given: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Agreement:
    rows: int
    accuracy: float
    macro_f1: float                              # over the labels that a person gave
    classes: tuple[Class, ...]                   # those too that only the machine gave
    confusion: dict[tuple[str, str], int]        # (expected, given) → rows

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(c.label for c in self.classes)


@dataclass(frozen=True)
class Point:
    """Rows whose confidence is `threshold` or more: their share of all, and the share of them that is right."""
    threshold: float
    coverage: float
    accuracy: float
    rows: int


def agreement(expected: Sequence[str], given: Sequence[str]) -> Agreement:
    """Errors: ValueError where there is no row."""
    if not expected:
        raise ValueError("no rows")
    confusion = Counter(zip(expected, given, strict=True))
    wanted, made = Counter(expected), Counter(given)
    classes = []
    for label in sorted(wanted | made):
        hit = confusion[label, label]
        classes.append(Class(label, wanted[label], made[label], hit / made[label] if made[label] else 0.0,
                             hit / wanted[label] if wanted[label] else 0.0, 2 * hit / (wanted[label] + made[label])))
    f1 = [c.f1 for c in classes if c.expected]
    hits = sum(n for (a, b), n in confusion.items() if a == b)
    return Agreement(len(expected), hits / len(expected), sum(f1) / len(f1), tuple(classes), dict(confusion))


def coverage(confidence: Sequence[float], right: Sequence[bool]) -> tuple[Point, ...]:
    """A point for each confidence that occurs, the surest first; the last one covers every row."""
    order = sorted(range(len(confidence)), key=lambda i: -confidence[i])
    points, hits = [], 0
    for n, i in enumerate(order, 1):
        hits += right[i]
        if n == len(order) or confidence[order[n]] != confidence[i]:      # equals are taken together
            points.append(Point(confidence[i], n / len(order), hits / n, n))
    return tuple(points)


def at(points: Sequence[Point], threshold: float) -> Point:
    """What the rows of that confidence or more come to; no row: nothing covered, nothing wrong."""
    return next((p for p in reversed(points) if p.threshold >= threshold), Point(threshold, 0.0, 1.0, 0))


def widest(points: Sequence[Point], accuracy: float) -> Point | None:
    """The point that covers most while at least that share of it is right."""
    return max((p for p in points if p.accuracy >= accuracy), key=lambda p: p.coverage, default=None)
