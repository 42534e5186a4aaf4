"""Soft voting: one probability a class from a document's windows, or from several voters."""
from __future__ import annotations

from collections.abc import Sequence

METHODS = ("mean", "top3")


def vote(windows: Sequence[Sequence[float]], method: str = "mean") -> tuple[float, ...]:
    """windows[w][c] → c probabilities that sum to 1. mean: all windows; top3: each window's three best only."""
    if method not in METHODS:
        raise ValueError(f"vote must be one of {', '.join(METHODS)}, not {method!r}")
    classes = len(windows[0])
    totals = [0.0] * classes
    for window in windows:
        kept = range(classes)
        if method == "top3":
            kept = sorted(kept, key=lambda c: -window[c])[:3]
        for c in kept:
            totals[c] += window[c]
    whole = sum(totals)
    return tuple(t / whole for t in totals)


def mix(voters: Sequence[Sequence[float]], weights: Sequence[float]) -> tuple[float, ...]:
    """Weighted mean of several voters' probabilities; `weights` sum to 1."""
    return tuple(sum(w * p[c] for p, w in zip(voters, weights, strict=True)) for c in range(len(voters[0])))
