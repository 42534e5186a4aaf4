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


def passages(text: str, size: int) -> list[tuple[int, int]]:
    """(start, end) of pieces of at most `size` characters that end between words where they can; they cover the text. At
    least one."""
    found, start = [], 0
    while len(text) - start > size:
        end = max(text.rfind(" ", start + size // 2, start + size), text.rfind("\n", start + size // 2, start + size)) + 1
        found.append((start, end or start + size))
        start = found[-1][1]
    return [*found, (start, len(text))]
