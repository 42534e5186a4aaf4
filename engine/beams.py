"""Beam search over rows of a batch: several wordings of one reply go on side by side, the likeliest one is the answer."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

Move = tuple[int, int, float]        # (place of the parent among the live ones, token, summed log-probability)


class Beams:
    """What one request's wordings share. `ended`: (mean log-probability a token, tokens) of all that have ended, best first."""

    def __init__(self, width: int):
        self.width = width
        self.ended: list[tuple[float, list[int]]] = []

    def advance(self, logits: torch.Tensor, tokens: Sequence[list[int]], scores: Sequence[float],
                ends: Collection[int]) -> list[Move]:
        """From (live, vocabulary) logits, and the live wordings' tokens and summed log-probabilities: the next live ones,
        at most `width`; none when no live wording can overtake the worst of `width` ended ones."""
        import torch
        summed = logits.float().log_softmax(-1) + torch.tensor(scores, device=logits.device).unsqueeze(1)
        values, places = summed.flatten().topk(min(2 * self.width, summed.numel()))
        length, moves = len(tokens[0]) + 1, []
        for rank, (value, place) in enumerate(zip(values.tolist(), places.tolist(), strict=True)):
            parent, token = divmod(place, summed.shape[1])
            if token not in ends:
                moves.append((parent, token, value))
            elif rank < self.width:
                self.ended.append((value / length, tokens[parent]))
            if len(moves) == self.width:
                break
        self.ended.sort(key=lambda e: -e[0])
        if not moves or len(self.ended) >= self.width and moves[0][2] / length <= self.ended[self.width - 1][0]:
            return []
        return moves
