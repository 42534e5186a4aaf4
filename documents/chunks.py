"""Sliding windows: nothing of a long text is lost, and training cuts exactly as inference does."""
from __future__ import annotations

from collections.abc import Sequence


def windows(items: Sequence, window: int, stride: int) -> list[Sequence]:
    """Slices of at most `window` items, `stride` apart; the last one reaches the end. At least one."""
    pieces, start = [items[:window]], 0
    while start + window < len(items):
        start += stride
        pieces.append(items[start:start + window])
    return pieces
