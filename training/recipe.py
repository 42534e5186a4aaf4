"""What a training run may set, in one value that every part of it reads."""
from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Recipe:
    rank: int = 16
    alpha: int | None = None            # None: twice the rank
    dropout: float = 0.05
    epochs: float = 3
    lr: float = 1e-3
    batch: int = 16                     # rows (windows) a step
    max_tokens: int = 1024              # of a conversation; longer rows are left out and counted
    layers: int | None = None           # train and run on the first layers only
    quant: Literal["none", "nf4"] = "none"
    seed: int = 0
    eval_share: float = 0.1             # of the documents, held out
    prompt: str | None = None           # version under prompts/<task>; None: compact where there is one, else v1
    window: int = 256                   # classification: tokens a window, and the step
    stride: int = 192
    columns: tuple[str, ...] = ()       # classification: columns joined into the text
    label: str | None = None            # classification: the label's column
    document: str | None = None         # the column that tells documents apart
    folds: int = 0                      # classification: figures by cross-validation, then trained on every row
    class_weights: bool = False
    companion: bool = False             # classification: a lexical companion whose vote is mixed in
    categories: Path | None = None      # its labels' descriptions, which the companion reads
    licence: str = "not stated"


@dataclass(frozen=True)
class Watch:
    """Who looks on: `say` gets notes, `progress` (done, total) steps; `cancel` ends the run with the best so far."""
    say: Callable[[str], None]
    progress: Callable[[int, int], None]
    cancel: threading.Event
