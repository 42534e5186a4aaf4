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
    """Where the windows of one text lie, and those that have been judged."""
    spans: tuple[tuple[int, int], ...]
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


def _spans(pieces: Sequence[Sequence[tuple[int, int]]]) -> tuple[tuple[int, int], ...]:
    """First and last character of each piece; a special token stands at (0, 0)."""
    return tuple((min((a for a, b in p if b > a), default=0), max(b for _, b in p)) for p in pieces)


def prepare_classify(model: Model, job: Job, spec: AdapterSpec) -> list[WindowUnit]:
    window = job.request.window or spec.window
    stride = min(job.request.stride or spec.stride, window)       # a longer step would leave words unread
    if window != spec.window:
        model.fit(window)
    # with the special tokens that a sequence begins with, as in training
    coded = model.tokenizer(job.request.text, return_offsets_mapping=True)
    pieces = cut(coded["input_ids"] or [model.pad], window, stride)
    windows = Windows(_spans(cut(coded["offset_mapping"] or [(0, 0)], window, stride)))
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
        if len(windows.found) == len(windows.spans) and not unit.job.future.done():
            unit.job.answer(Classes(unit.job.spec.labels, tuple(windows.found[i] for i in range(len(windows.spans))),
                                    windows.spans))
