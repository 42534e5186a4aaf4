"""Rows that decode together: prefill, one step for all, rows that come and go."""
from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.base import Generate, Reply
from engine.errors import Cancelled, TruncatedError
from engine.grammar import Matcher, apply_bitmask, compile_choices, compile_schema, new_bitmask
from engine.packing import Layout, fill

if TYPE_CHECKING:
    import torch

    from engine.model import Model

CANCELLED = ("Stopped before this was answered.", "Run it again.")
CANCELLED_KO = {"ko": "답하기 전에 중지되었습니다.", "hint_ko": "다시 실행하세요."}


@dataclass
class Job:
    """A request on its way through the worker; `adapter` and `layers` come from the resolved AdapterSpec."""
    request: object
    future: Future
    cancel: threading.Event | None = None
    on_text: Callable[[int, str], None] | None = None
    index: int = 0
    layers: int | None = None
    began: float = field(default_factory=time.perf_counter)

    @property
    def stopped(self) -> bool:
        return self.cancel is not None and self.cancel.is_set()

    def stop(self) -> None:
        self.future.set_exception(Cancelled(*CANCELLED, **CANCELLED_KO))


class Row:
    """One reply in the making. `pending` are the tokens that the model has not read yet."""

    def __init__(self, job: Job, model: Model):
        self.job, self.model = job, model
        request: Generate = job.request
        self.prompt = model.prompt(request.messages)
        self.limit = min(request.limits.max_new_tokens, model.context - len(self.prompt))
        self.tokens: list[int] = []
        self.forced, self.read, self.ended = 0, 0, False
        self.matcher: Matcher | None = None
        if request.schema is not None or request.choices is not None:
            self.matcher = model.grammars.matcher(
                compile_schema(request.schema) if request.choices is None else compile_choices(request.choices))
        self.pending = list(self.prompt)
        self._force()
        self._noise = None

    def _force(self) -> None:
        if self.matcher is not None:
            tokens = self.matcher.forced()
            self.forced += len(tokens)
            self.tokens += tokens
            self.pending += tokens
            self.ended = self.matcher.done

    @property
    def finished(self) -> bool:
        return self.ended or len(self.tokens) >= self.limit

    def take(self, token: int) -> None:
        if self.matcher is not None:
            self.matcher.take(token)
            if token in self.model.ends:
                self.ended = True
                return
            self.tokens.append(token)
            self.pending.append(token)
            self._force()
        elif token in self.model.ends:
            self.ended = True
        else:
            self.tokens.append(token)
            self.pending.append(token)
        if self.job.on_text is not None and not self.job.future.cancelled():
            self.job.on_text(self.job.index, self.model.text(self.tokens))

    def pick(self, logits: torch.Tensor) -> int:
        """The next token from (vocabulary,) logits, by the request's temperature and its own seed."""
        import torch
        limits = self.job.request.limits
        if limits.temperature <= 0:
            return int(logits.argmax())
        if self._noise is None:
            self._noise = torch.Generator().manual_seed(limits.seed)
        return int(torch.multinomial((logits / limits.temperature).softmax(-1).cpu(), 1, generator=self._noise))

    def settle(self) -> None:
        """Give the answer, or the reason why there is none."""
        request: Generate = self.job.request
        tokens = [t for t in self.tokens if t not in self.model.ends]
        if not self.ended and self.matcher is not None:
            self.job.future.set_exception(TruncatedError(
                f"The reply did not end within {self.limit} tokens.", "Raise max_new_tokens or shorten the input.",
                ko=f"답이 {self.limit}토큰 안에 끝나지 않았습니다.",
                hint_ko="max_new_tokens를 늘리거나 입력을 줄이세요."))
            return
        text = self.model.text(tokens)
        value = json.loads(text) if request.schema is not None and request.choices is None else None
        self.job.future.set_result(Reply(text, value, not self.ended, len(self.prompt), len(self.tokens), self.forced,
                                         time.perf_counter() - self.job.began))


class Batch:
    """Rows that run on the same number of layers, each with its own adapter, prompt and grammar."""

    def __init__(self, model: Model, layers: int | None):
        self.model, self.layers = model, layers
        self.rows: list[Row] = []
        self.cache, self.key = None, None

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, rows: list[Row]) -> None:
        """Read the prompts of new rows together, then let them join."""
        fresh = Batch(self.model, self.layers)
        fresh.rows, fresh.cache = rows, self.model.new_cache()
        fresh.step()
        if not self.rows:
            self.rows, self.cache, self.key = fresh.rows, fresh.cache, fresh.key
        elif fresh.rows:
            for mine, theirs in zip(self.cache.layers, fresh.cache.layers, strict=True):
                if theirs.length:
                    mine.join(theirs)
            self.key = self.key.stack(fresh.key)
            self.rows = self.rows + fresh.rows

    def step(self) -> None:
        """Feed every row what is pending, take one token each, let the finished go."""
        import torch
        self._leave(settle=True)                        # a grammar may have forced a whole reply
        if not self.rows:
            return
        rows = self.rows
        ids, query = fill([r.pending for r in rows], [r.read for r in rows], self.model.pad)
        self.key = query if self.key is None else self.key.append(query)
        with torch.inference_mode():
            hidden = self.model.hidden(ids, query, [r.job.request.adapter for r in rows], cache=self.cache,
                                       key=self.key, layers=self.layers)
            last = torch.tensor([len(r.pending) - 1 for r in rows])
            logits = self.model.logits(hidden[torch.arange(len(rows)), last])
            bound = [i for i, r in enumerate(rows) if r.matcher is not None]
            if bound:
                bitmask = new_bitmask(len(rows), logits.shape[1])
                for i in bound:
                    rows[i].matcher.fill(bitmask, i)
                apply_bitmask(logits, bitmask)
            best = logits.argmax(-1).tolist()
        for row, token, own in zip(rows, best, logits, strict=True):
            row.read += len(row.pending)
            row.pending = []
            row.take(token if row.job.request.limits.temperature <= 0 else row.pick(own))
        self._leave(settle=True)

    def _leave(self, settle: bool) -> None:
        for row in self.rows:
            if row.job.stopped and not row.job.future.done():
                row.job.stop()
            elif settle and row.finished and not row.job.future.done():
                row.settle()
        stay = [i for i, row in enumerate(self.rows) if not row.job.future.done()]
        if len(stay) == len(self.rows):
            return
        self.rows = [self.rows[i] for i in stay]
        if not self.rows:
            self.cache = self.key = None
        elif self.key is not None:
            import torch
            index = torch.tensor(stay)
            self.key = Layout(self.key.positions[index], self.key.branch[index])
            for layer in self.cache.layers:
                if layer.length:
                    layer.keep(index.to(layer.keys.device))

    def fail(self, error: BaseException) -> None:
        for row in self.rows:
            if not row.job.future.done():
                row.job.future.set_exception(error)
        self.rows, self.cache, self.key = [], None, None
