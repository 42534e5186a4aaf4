"""The Engine contract: what a task may ask of a base model, whatever stands behind it.

A request is a frozen value; its answer comes as a `Future`, which carries the answer or the typed error of that
request alone, so that one bad row of a batch harms no other. Requests with different adapters share a batch.
"""
from __future__ import annotations

import copy
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True)
class Limits:
    max_new_tokens: int = 256
    temperature: float = 0.0  # 0 is greedy; the default, so that equal rows get equal answers
    seed: int = 0
    beams: int = 1  # wordings kept side by side (beam search) where the reply is plain text and greedy; the likeliest is given


@dataclass(frozen=True)
class Generate:
    """A reply in words, or with `schema` a JSON value that satisfies it, or with `choices` one of these strings."""
    messages: tuple[Message, ...]
    adapter: str | None = None
    schema: dict[str, Any] | None = None
    choices: tuple[str, ...] | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Score:
    """Log-probabilities of `continuations` as replies to one and the same `messages`, in one forward."""
    messages: tuple[Message, ...]
    continuations: tuple[str, ...]
    adapter: str | None = None


@dataclass(frozen=True)
class Classify:
    """Class probabilities of a text by a classification adapter, over its sliding windows. `window`, `stride`: tokens;
    None: as it was trained."""
    text: str
    adapter: str
    window: int | None = None
    stride: int | None = None


@dataclass(frozen=True)
class Reply:
    """`text` is the reply; `value` its JSON value where a schema was asked. Tokens: read, made, forced by the grammar.
    `truncated`: plain text that ended at the token limit (a constrained reply is a TruncatedError instead).
    `wordings`: with beams, every wording that ended and its mean natural-log probability a token, likeliest first."""
    text: str
    value: Any = None
    truncated: bool = False
    prompt_tokens: int = 0
    new_tokens: int = 0
    forced_tokens: int = 0
    seconds: float = 0.0
    wordings: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Scores:
    """One entry a continuation: summed natural-log probability of its tokens, and their number."""
    logprobs: tuple[float, ...]
    tokens: tuple[int, ...]

    def per_token(self) -> tuple[float, ...]:
        return tuple(p / max(n, 1) for p, n in zip(self.logprobs, self.tokens, strict=True))


@dataclass(frozen=True)
class Classes:
    """`labels` in the adapter's order; `windows[w][c]` probabilities a window (softmax), at least one window;
    `spans[w]` its characters of the text (start, end)."""
    labels: tuple[str, ...]
    windows: tuple[tuple[float, ...], ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class AdapterSpec:
    """What the engine must know to run an adapter; `adapters.registry` makes it from a validated folder."""
    name: str
    path: Path                                   # folder with adapter_config.json and adapter_model.safetensors
    kind: Literal["causal", "classification"] = "causal"
    labels: tuple[str, ...] = ()
    layers: int | None = None                    # runs on the first `layers` layers; None: all
    window: int = 512                            # tokens a window and step, classification only
    stride: int = 384
    base_fingerprint: str | None = None


@dataclass(frozen=True)
class Capabilities:
    """What stands behind the engine. `None` means not known."""
    base: str                                    # as the user named it
    fingerprint: str | None
    parameters: int | None
    context: int                                 # tokens, prompt and reply together
    schema: bool = True                          # constrained decoding
    score: bool = True
    classify: bool = True
    embed: bool = True
    adapters: tuple[str, ...] = ()               # names that may be asked for
    remote: bool = False                         # a server: it answers in words, and each request costs a round trip


class Engine(ABC):
    """`submit` is the contract; the rest is convenience on it. Thread-safe: many users, one engine."""

    cancel: threading.Event | None = None
    on_text: Callable[[int, str], None] | None = None

    @abstractmethod
    def submit(self, requests: Sequence[Generate | Score | Classify], *, cancel: threading.Event | None = None,
               on_text: Callable[[int, str], None] | None = None) -> list[Future]:
        """One future a request, in order: Reply, Scores or Classes. `on_text(i, text)` gets the reply so far of
        request i as it grows. When `cancel` is set, unfinished futures end in `Cancelled`."""

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """float32 (len(texts), d), rows of unit length."""

    @property
    @abstractmethod
    def capabilities(self) -> Capabilities: ...

    def close(self) -> None:  # noqa: B027 -- most engines own nothing that needs closing
        """Give memory and threads back; later requests fail."""

    # -- convenience -------------------------------------------------------------------------------------------
    def scoped(self, *, cancel: threading.Event | None = None,
               on_text: Callable[[int, str], None] | None = None) -> Engine:
        """The same engine, whose requests carry this cancel event and stream to this callback."""
        view = copy.copy(self)
        view.cancel, view.on_text = cancel, on_text
        return view

    def generate(self, requests: Sequence[Generate]) -> list[Future]:
        return self.submit(requests, cancel=self.cancel, on_text=self.on_text)

    def score(self, requests: Sequence[Score]) -> list[Future]:
        return self.submit(requests, cancel=self.cancel)

    def classify(self, texts: Sequence[str], adapter: str) -> list[Future]:
        return self.submit([Classify(t, adapter) for t in texts], cancel=self.cancel)
