"""Ratios of several parts, each with a range where it has one: 3:1:1, 1:1 내지 3:0.1 내지 0.5."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PART = r"\d+(?:\.\d+)?(?:\s*(?:내지|~|∼|-|to)\s*\d+(?:\.\d+)?)?"
RATIOS = re.compile(rf"(?<![\d.:~∼-]){_PART}(?:\s*:\s*{_PART})+(?![\d:])")  # 3:1:1, 1:1 내지 3:0.1 내지 0.5


def ratios(text: str) -> Iterator[tuple[re.Match, list[tuple[float, float]]]]:
    """(where, least and most of each part to the next one)."""
    for found in RATIOS.finditer(text):
        if bounds := _of_parts(found[0]):
            yield found, bounds


def _of_parts(text: str) -> list[tuple[float, float]]:
    """Least and most of each part to the next one: of 1:1 내지 3:0.1 내지 0.5, and of 1:2:3 내지 1:4:5. Two ratios of two parts
    (1:2 내지 1:4) and a plain one (1:2) are no such ratios."""
    parts = [[float(n) for n in re.findall(r"\d+(?:\.\d+)?", part)] for part in text.split(":")]
    spread = [i for i, part in enumerate(parts) if len(part) > 1]
    if not all(n for part in parts for n in part) or len(parts) == 2 and not spread or len(parts) == 3 and spread == [1]:
        return []
    middle = len(parts) // 2
    if len(parts) > 3 and spread == [middle] and len(parts) % 2:
        (one, other) = [p[0] for p in parts[: middle + 1]], [parts[middle][1], *(p[0] for p in parts[middle + 1 :])]
        pairs = zip(zip(one, one[1:], strict=False), zip(other, other[1:], strict=False), strict=True)
        return [(min(a / b, c / d), max(a / b, c / d)) for (a, b), (c, d) in pairs]
    return [(min(a) / max(b), max(a) / min(b)) for a, b in zip(parts, parts[1:], strict=False)]
