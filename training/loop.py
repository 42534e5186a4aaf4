"""The training loop that both kinds of adapter share: length buckets, cosine, best epoch kept, cancel at any step."""
from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from training.precision import autocast
from training.recipe import Recipe, Watch

POOL = 50          # batches whose rows are sorted by length together
WARMUP = 0.05


@dataclass
class Outcome:
    """`history`: one entry an evaluated epoch. `best`: its index, or None where nothing was held out."""
    history: list[dict] = field(default_factory=list)
    best: int | None = None
    steps: int = 0
    seconds: float = 0.0
    stopped: bool = False


def buckets(lengths: Sequence[int], batch: int, seed: int) -> list[list[int]]:
    """Indices in batches of like length, in random order; every index once."""
    rng = random.Random(seed)
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches = []
    for start in range(0, len(order), batch * POOL):
        pool = sorted(order[start:start + batch * POOL], key=lambda i: lengths[i])
        batches += [pool[i:i + batch] for i in range(0, len(pool), batch)]
    rng.shuffle(batches)
    return batches


def micro(batch: Sequence[int], lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Cuts a batch so that no piece has more than `tokens` tokens with its padding (one row at least)."""
    piece: list[int] = []
    for i in sorted(batch, key=lambda i: lengths[i]):
        if piece and (len(piece) + 1) * lengths[i] > tokens:
            yield piece
            piece = []
        piece.append(i)
    yield piece


def train_loop(model, lengths: Sequence[int], loss_of: Callable[[list[int]], tuple], recipe: Recipe, watch: Watch,
               evaluate: Callable[[], dict] | None, piece_tokens: int = 4096) -> Outcome:
    """`loss_of(indices)` → (summed loss, weight); `evaluate()` → figures with `loss`, the lowest of which is kept.

    Leaves the best weights in `model`. bf16 where the device has it; gradients clipped to 1.
    """
    import torch

    trainable = {n: p for n, p in model.named_parameters() if p.requires_grad}
    optimizer = torch.optim.AdamW(trainable.values(), lr=recipe.lr, weight_decay=0.01, betas=(0.9, 0.98))
    steps_an_epoch = math.ceil(len(lengths) / recipe.batch)
    total = max(1, round(steps_an_epoch * recipe.epochs))
    device = next(iter(trainable.values())).device.type
    outcome, kept, began = Outcome(), None, time.perf_counter()
    running = None
    for epoch in range(math.ceil(recipe.epochs)):
        model.train()
        for batch in buckets(lengths, recipe.batch, recipe.seed * 1000 + epoch):
            if watch.cancel.is_set() or outcome.steps == total:
                break
            rate = min(1, (outcome.steps + 1) / max(1, WARMUP * total))
            rate *= 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * outcome.steps / total))
            for group in optimizer.param_groups:
                group["lr"] = recipe.lr * rate
            pieces = []
            with autocast(device):
                for piece in micro(batch, lengths, piece_tokens):
                    loss, weight = loss_of(piece)
                    loss.backward()
                    pieces.append((loss.item(), float(weight)))
            weight = sum(w for _, w in pieces)
            for p in trainable.values():
                if p.grad is not None:
                    p.grad /= weight
            torch.nn.utils.clip_grad_norm_(trainable.values(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            outcome.steps += 1
            mean = sum(x for x, _ in pieces) / weight
            running = mean if running is None else 0.95 * running + 0.05 * mean
            watch.progress(outcome.steps, total)
            if outcome.steps % 50 == 0:
                rate_s = (time.perf_counter() - began) / outcome.steps
                watch.say(f"step {outcome.steps}/{total}  loss {running:.3f}  {rate_s:.2f} s a step")
        if evaluate and not (watch.cancel.is_set() and outcome.history):
            figures = evaluate()
            outcome.history.append({"epoch": epoch + 1, **figures})
            watch.say(f"epoch {epoch + 1}: " + "  ".join(f"{k} {v:.4f}" for k, v in figures.items()))
            if outcome.best is None or figures["loss"] < outcome.history[outcome.best]["loss"]:
                outcome.best = len(outcome.history) - 1
                kept = {n: p.detach().cpu().clone() for n, p in trainable.items()}
        if watch.cancel.is_set():
            outcome.stopped = True
            watch.say("stopped; the best so far is kept")
            break
    if kept is not None:
        with torch.no_grad():
            for n, p in trainable.items():
                p.copy_(kept[n])
    outcome.seconds = time.perf_counter() - began
    return outcome
