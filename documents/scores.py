"""Numbers that become probabilities."""
from __future__ import annotations

import math
from collections.abc import Sequence


def softmax(values: Sequence[float]) -> list[float]:
    top = max(values)
    raised = [math.exp(v - top) for v in values]
    whole = sum(raised)
    return [r / whole for r in raised]


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))
