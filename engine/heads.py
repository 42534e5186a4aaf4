"""Class heads on the shared backbone: sliding windows over the whole text, the last token's state, a softmax each."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.base import AdapterSpec, Classes
from engine.jobs import Job
from engine.packing import causal

if TYPE_CHECKING:
    from engine.model import Model


@dataclass
class Windows:
    """The windows of one text that have been judged, and how many there are."""
    count: int
    found: dict[int, tuple[float, ...]] = field(default_factory=dict)


@dataclass
class WindowUnit:
    """One window, on its way through the worker."""
    job: Job
    windows: Windows
    place: int
    tokens: list[int]

    @property
    def length(self) -> int:
        return len(self.tokens)

    @property
    def family(self) -> tuple:
        return classify, self.job.layers


def cut(tokens: Sequence[int], window: int, stride: int) -> list[Sequence[int]]:
    """Pieces of at most `window` tokens, `stride` apart; the last reaches the end. At least one."""
    count = 1 + max(0, -(-(len(tokens) - window) // stride))
    return [tokens[i * stride:i * stride + window] for i in range(count)]


def prepare_classify(model: Model, job: Job, spec: AdapterSpec) -> list[WindowUnit]:
    # with the special tokens that a sequence begins with, as in training
    pieces = cut(model.tokenizer.encode(job.request.text) or [model.pad], spec.window, spec.stride)
    windows = Windows(len(pieces))
    return [WindowUnit(job, windows, i, list(p)) for i, p in enumerate(pieces)]


def classify(model: Model, units: Sequence[WindowUnit], budget: int) -> None:
    """Judge these windows; a text whose windows are all judged is settled."""
    import torch
    width = max(u.length for u in units)
    ids = torch.tensor([[*u.tokens, *[model.pad] * (width - u.length)] for u in units])
    hidden = model.hidden(ids, torch.arange(width).expand(len(units), width), causal(0, width),
                          [u.job.request.adapter for u in units], layers=units[0].job.layers)
    pooled = hidden[torch.arange(len(units)), torch.tensor([u.length - 1 for u in units])]
    for unit, vector in zip(units, pooled, strict=True):
        head = model.stack.head(unit.job.request.adapter)
        unit.windows.found[unit.place] = tuple((head @ vector).float().softmax(-1).tolist())
    for unit in units:
        windows = unit.windows
        if len(windows.found) == windows.count and not unit.job.future.done():
            unit.job.answer(Classes(unit.job.spec.labels, tuple(windows.found[i] for i in range(windows.count))))
