"""All continuations of a document in one forward: they share its positions and see it and themselves (a tree mask)."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.base import Score, Scores
from engine.cache import Slots
from engine.errors import InputError
from engine.jobs import Job

if TYPE_CHECKING:
    import torch

    from engine.model import Model, Seen

PADDING = -1                         # branch of a token that nobody sees


def causal(start: int, end: int) -> Seen:
    """Columns start:end, each at its own position, see what stands before them; the same for every row."""
    import torch

    def seen(window: int | None) -> torch.Tensor:
        key, query = torch.arange(end), torch.arange(start, end).unsqueeze(1)
        found = key <= query
        if window is not None:
            found &= key > query - window
        return found[None, None]
    return seen


def tree(positions: torch.Tensor, branches: torch.Tensor, start: int, end: int) -> Seen:
    """Columns start:end of rows laid out by `positions` and `branches` (rows, columns); branch 0 is seen by all."""

    def seen(window: int | None) -> torch.Tensor:
        q, k = positions[:, start:end, None], positions[:, None, :end]
        kb = branches[:, None, :end]
        found = (k <= q) & ((kb == 0) | (kb == branches[:, start:end, None]))
        if window is not None:
            found &= k > q - window
        return found.unsqueeze(1)
    return seen


@dataclass
class ScoreUnit:
    """One document and its continuations, on its way through the worker."""
    job: Job
    prompt: list[int]
    parts: list[list[int]]

    @property
    def length(self) -> int:
        return len(self.prompt) + sum(len(p) - 1 for p in self.parts)

    @property
    def family(self) -> tuple:
        return score, self.job.layers


def prepare_score(model: Model, job: Job) -> list[ScoreUnit]:
    request: Score = job.request
    if not request.continuations or not all(request.continuations):
        raise InputError("A continuation to score is empty.", "Give strings that are not empty.",
                         ko="점수를 매길 문자열이 비어 있습니다.", hint_ko="비어 있지 않은 문자열을 주세요.")
    prompt, parts = model.prompt(request.messages), [model.tokens(c) for c in request.continuations]
    model.fit(len(prompt) + max(map(len, parts)) - 1)
    return [ScoreUnit(job, prompt, parts)]


def layout(units: Sequence[ScoreUnit], pad: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[list[int]]]:
    """ids, positions, branches (rows, widest), and a row's columns whose logits predict its continuations' tokens."""
    import torch
    width, predictors = max(u.length for u in units), []
    ids = torch.full((len(units), width), pad)
    positions, branches = torch.zeros_like(ids), torch.full_like(ids, PADDING)
    for r, unit in enumerate(units):
        column = base = len(unit.prompt)
        ids[r, :base], positions[r, :base], branches[r, :base] = torch.tensor(unit.prompt), torch.arange(base), 0
        columns = []
        for number, tokens in enumerate(unit.parts, 1):
            # the last token of a continuation predicts nothing that is asked, and is left out
            end = column + len(tokens) - 1
            ids[r, column:end] = torch.tensor(tokens[:-1], dtype=torch.long)
            positions[r, column:end], branches[r, column:end] = torch.arange(base, base + len(tokens) - 1), number
            columns += [base - 1, *range(column, end)]
            column = end
        predictors.append(columns)
    return ids, positions, branches, predictors


def score(model: Model, units: Sequence[ScoreUnit], budget: int) -> None:
    """Settle the units' futures; at most about `budget` tokens a forward."""
    import torch
    ids, positions, branches, predictors = layout(units, model.pad)
    width, chunk = ids.shape[1], max(64, budget // len(units))
    adapters = [u.job.request.adapter for u in units]
    cache, parts = Slots() if width > chunk else None, []
    if cache is not None:
        cache.reserve(len(units), width)
    for start in range(0, width, chunk):
        end = min(start + chunk, width)
        if cache is not None:
            cache.prefill(0, len(units), start, end)
        parts.append(model.hidden(ids[:, start:end], positions[:, start:end], tree(positions, branches, start, end),
                                  adapters, cache=cache, layers=units[0].job.layers))
    hidden = parts[0] if len(parts) == 1 else torch.cat(parts, 1)
    for row, (unit, columns) in enumerate(zip(units, predictors, strict=True)):
        # a row at a time and each column once: the logits of many documents together would be gigabytes
        distinct = sorted(set(columns))
        logprobs = model.logits(hidden[row, distinct]).log_softmax(-1)
        place = torch.tensor([distinct.index(c) for c in columns])
        found = logprobs[place, torch.tensor([t for p in unit.parts for t in p])].double()
        sizes = [len(p) for p in unit.parts]
        unit.job.answer(Scores(tuple(float(s.sum()) for s in found.split(sizes)), tuple(sizes)))
