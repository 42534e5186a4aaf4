"""All continuations of a document in one forward: they share its positions and see it and themselves (a tree mask).

Neighbours that begin alike share their beginning too: its tokens are read once."""
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


def tree(positions: torch.Tensor, branches: torch.Tensor, twigs: torch.Tensor, start: int, end: int) -> Seen:
    """Columns start:end of rows laid out by `positions`, `branches` and `twigs` (rows, columns). Branch 0 is seen by all,
    twig 0 of a branch by all of that branch."""

    def seen(window: int | None) -> torch.Tensor:
        q, k = positions[:, start:end, None], positions[:, None, :end]
        kb, kt = branches[:, None, :end], twigs[:, None, :end]
        mine = (kb == branches[:, start:end, None]) & ((kt == 0) | (kt == twigs[:, start:end, None]))
        found = (k <= q) & ((kb == 0) | mine)
        if window is not None:
            found &= k > q - window
        return found.unsqueeze(1)
    return seen


@dataclass
class ScoreUnit:
    """One document and its continuations, on its way through the worker. `families`: neighbours among them, and how many
    tokens they all begin with."""
    job: Job
    prompt: list[int]
    parts: list[list[int]]
    families: list[tuple[list[list[int]], int]]

    @property
    def length(self) -> int:
        return len(self.prompt) + sum(shared + sum(len(p) - 1 - shared for p in parts) for parts, shared in self.families)

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
    return [ScoreUnit(job, prompt, parts, families(parts))]


def families(parts: Sequence[list[int]]) -> list[tuple[list[list[int]], int]]:
    """Neighbours that have half of their tokens or more in common at the beginning, and the length of it. The last token
    of a part is never shared: nothing is read after it."""
    found: list[tuple[list[list[int]], int]] = []
    for part in parts:
        if found:
            kin, shared = found[-1]
            common = next((i for i, (a, b) in enumerate(zip(kin[0][:shared], part[:-1], strict=False)) if a != b),
                          min(shared, len(part) - 1))
            if common and 2 * common >= max(len(part), *map(len, kin)) - 1:
                found[-1] = ([*kin, part], common)
                continue
        found.append(([part], len(part) - 1))
    return found


def layout(units: Sequence[ScoreUnit], pad: int,
           ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, list[list[int]]]:
    """ids, positions, branches, twigs (rows, widest), and a row's columns whose logits predict its continuations'
    tokens."""
    import torch
    width, predictors = max(u.length for u in units), []
    ids = torch.full((len(units), width), pad)
    positions, branches, twigs = torch.zeros_like(ids), torch.full_like(ids, PADDING), torch.zeros_like(ids)
    for r, unit in enumerate(units):
        column = base = len(unit.prompt)
        ids[r, :base], positions[r, :base], branches[r, :base] = torch.tensor(unit.prompt), torch.arange(base), 0
        columns = []

        def put(tokens: list[int], at: int, branch: int, twig: int, r: int = r) -> range:
            """Tokens into the next columns, at positions from `at`; these columns."""
            nonlocal column
            end = column + len(tokens)
            ids[r, column:end] = torch.tensor(tokens, dtype=torch.long)
            positions[r, column:end] = torch.arange(at, at + len(tokens))
            branches[r, column:end], twigs[r, column:end] = branch, twig
            found, column = range(column, end), end
            return found

        for branch, (parts, shared) in enumerate(unit.families, 1):
            trunk = put(parts[0][:shared], base, branch, 0)
            for twig, tokens in enumerate(parts, 1):
                # the last token of a continuation predicts nothing that is asked, and is left out
                columns += [base - 1, *trunk, *put(tokens[shared:-1], base + shared, branch, twig)]
        predictors.append(columns)
    return ids, positions, branches, twigs, predictors


def score(model: Model, units: Sequence[ScoreUnit], budget: int) -> None:
    """Settle the units' futures; at most about `budget` tokens a forward."""
    import torch
    ids, positions, branches, twigs, predictors = layout(units, model.pad)
    width, chunk = ids.shape[1], max(64, budget // len(units))
    adapters = [u.job.request.adapter for u in units]
    cache, parts = Slots() if width > chunk else None, []
    if cache is not None:
        cache.reserve(len(units), width)
    for start in range(0, width, chunk):
        end = min(start + chunk, width)
        if cache is not None:
            cache.prefill(0, len(units), start, end)
        parts.append(model.hidden(ids[:, start:end], positions[:, start:end], tree(positions, branches, twigs, start, end),
                                  adapters, cache=cache, layers=units[0].job.layers))
    hidden = parts[0] if len(parts) == 1 else torch.cat(parts, 1)
    for row, (unit, columns) in enumerate(zip(units, predictors, strict=True)):
        # a row at a time and each column once: the logits of many documents together would be gigabytes
        distinct = sorted(set(columns))
        logprobs = model.logits(hidden[row, distinct]).log_softmax(-1)
        at = {c: i for i, c in enumerate(distinct)}
        place = torch.tensor([at[c] for c in columns])
        found = logprobs[place, torch.tensor([t for p in unit.parts for t in p])].double()
        sizes = [len(p) for p in unit.parts]
        unit.job.answer(Scores(tuple(float(s.sum()) for s in found.split(sizes)), tuple(sizes)))
