"""One forward for many rows: where tokens stand, and which of them see each other.

Every token has a position and a branch. Branch 0 is the row's own text; the continuations of a document are branches
1, 2, …, which share positions and see branch 0 and themselves (a tree mask). Masks are made from positions and not
from columns, so that padding may stand anywhere and windows of local attention keep their meaning.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

PADDING = -1                         # branch of a token that nobody sees


@dataclass
class Layout:
    """(rows, columns) int64 each; `branch` is PADDING where a column holds no token of that row."""
    positions: torch.Tensor
    branch: torch.Tensor

    def __len__(self) -> int:
        return self.positions.shape[0]

    def select(self, rows: torch.Tensor) -> Layout:
        return Layout(self.positions[rows], self.branch[rows])

    def append(self, other: Layout) -> Layout:
        """The same rows, with `other`'s columns after theirs."""
        import torch
        return Layout(torch.cat([self.positions, other.positions], 1), torch.cat([self.branch, other.branch], 1))

    def stack(self, other: Layout) -> Layout:
        """Rows of both; the narrower is filled with padding on the right."""
        import torch
        width = max(self.branch.shape[1], other.branch.shape[1])

        def widen(x: torch.Tensor, fill: int) -> torch.Tensor:
            return torch.nn.functional.pad(x, (0, width - x.shape[1]), value=fill)
        return Layout(torch.cat([widen(self.positions, 0), widen(other.positions, 0)]),
                      torch.cat([widen(self.branch, PADDING), widen(other.branch, PADDING)]))


def fill(rows: Sequence[Sequence[int]], starts: Sequence[int], pad: int) -> tuple[torch.Tensor, Layout]:
    """Token ids (rows, widest) and their layout: row r begins at position starts[r], padding on the right."""
    import torch
    lengths = torch.tensor([len(r) for r in rows])
    width = int(lengths.max())
    ids = torch.tensor([[*r, *[pad] * (width - len(r))] for r in rows])
    column = torch.arange(width).expand(len(rows), width)
    positions = torch.tensor(list(starts)).unsqueeze(1) + column
    return ids, Layout(positions, torch.where(column < lengths.unsqueeze(1), 0, PADDING))


def pack(prompts: Sequence[Sequence[int]], continuations: Sequence[Sequence[Sequence[int]]],
         pad: int) -> tuple[torch.Tensor, Layout, list[list[list[int]]]]:
    """Each prompt followed by all its continuations. Third: per continuation, the columns whose logits predict it."""
    import torch
    rows, positions, branches, predictors = [], [], [], []
    for prompt, own in zip(prompts, continuations, strict=True):
        row, place, branch, columns = list(prompt), list(range(len(prompt))), [0] * len(prompt), []
        for number, tokens in enumerate(own, 1):
            # the last token of a continuation predicts nothing that is asked
            columns.append([len(prompt) - 1, *range(len(row), len(row) + len(tokens) - 1)])
            row += tokens[:-1]
            place += range(len(prompt), len(prompt) + len(tokens) - 1)
            branch += [number] * (len(tokens) - 1)
        rows.append(row), positions.append(place), branches.append(branch), predictors.append(columns)
    width = max(map(len, rows))

    def tensor(lists: list[list[int]], value: int) -> torch.Tensor:
        return torch.tensor([[*x, *[value] * (width - len(x))] for x in lists])
    return tensor(rows, pad), Layout(tensor(positions, 0), tensor(branches, PADDING)), predictors


def visible(query: Layout, key: Layout, window: int | None = None) -> torch.Tensor:
    """bool (rows, 1, queries, keys): may this query see this key?"""
    q, k = query.positions.unsqueeze(2), key.positions.unsqueeze(1)
    qb, kb = query.branch.unsqueeze(2), key.branch.unsqueeze(1)
    seen = (k <= q) & ((kb == 0) | ((kb == qb) & (kb > 0)))
    if window is not None:
        seen &= k > q - window
    # a padding query sees itself only in effect: a row that sees nothing would be NaN in some kernels
    seen |= (qb == PADDING) & (k == 0) & (kb == 0)
    return seen.unsqueeze(1)
