"""The engine on a model of this machine."""
from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from engine.base import AdapterSpec, Capabilities, Classify, Engine, Generate, Score
from engine.decoding import Row
from engine.embedder import Embedder
from engine.errors import AdapterError, OnebaseError
from engine.heads import WindowUnit, prepare_classify
from engine.jobs import Job
from engine.packing import ScoreUnit, prepare_score
from engine.worker import ROWS, Worker

if TYPE_CHECKING:
    import numpy as np

    from engine.model import Model


class LocalEngine(Engine):
    """`adapters(name)` gives the spec of a validated adapter; it is put on the model when first asked for, and read
    again when its files have changed."""

    def __init__(self, model: Model, base: str, fingerprint: str | None, embedder: Embedder,
                 adapters: Callable[[str], AdapterSpec]):
        self.model, self._base, self._fingerprint, self._embedder = model, base, fingerprint, embedder
        self._adapters, self._worker = adapters, Worker(model)

    def submit(self, requests: Sequence[Generate | Score | Classify], *, cancel: threading.Event | None = None,
               on_text: Callable[[int, str], None] | None = None) -> list[Future]:
        owner = object()
        jobs = [Job(request, None, cancel, on_text, i) for i, request in enumerate(requests)]
        for start in range(0, len(jobs), ROWS):           # so that the first rows run while the next are made ready
            units = []
            for job in jobs[start:start + ROWS]:
                if job.over:
                    continue
                try:
                    units += self._prepare(job)
                except OnebaseError as e:
                    job.fail(e)
            self._worker.put(owner, units)
        return [job.future for job in jobs]

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return self._embedder.embed(texts)

    def unload(self, adapter: str) -> None:
        """Take an adapter off the model; rows under way that use it end first."""
        self._worker.unload(adapter)

    @property
    def loaded(self) -> tuple[str, ...]:
        return self.model.stack.names

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(base=self._base, fingerprint=self._fingerprint, parameters=self.model.parameters,
                            context=self.model.context, embed=self._embedder.available, adapters=self.loaded)

    def close(self) -> None:
        self._worker.close()

    def _prepare(self, job: Job) -> list[Row | ScoreUnit | WindowUnit]:
        """What the worker runs for a request. On the caller's thread: the model need not wait for a tokenizer."""
        request = job.request
        if request.adapter is not None:
            job.spec = self._spec(request.adapter, "classification" if isinstance(request, Classify) else "causal")
        if isinstance(request, Generate):
            return [Row(job, self.model)]
        if isinstance(request, Score):
            return prepare_score(self.model, job)
        return prepare_classify(self.model, job, job.spec)

    def _spec(self, name: str, kind: str) -> AdapterSpec:
        spec = self._adapters(name)
        if spec.kind != kind:
            raise AdapterError(f"{name} is a {spec.kind} adapter; this needs a {kind} one.", "Choose another adapter.",
                               ko=f"{name}은(는) {spec.kind} 어댑터입니다. 여기에는 {kind} 어댑터가 필요합니다.",
                               hint_ko="다른 어댑터를 선택하세요.")
        if spec.base_fingerprint and self._fingerprint and spec.base_fingerprint != self._fingerprint:
            raise AdapterError(f"{name} was trained on another base ({spec.base_fingerprint}); {self._base} is "
                               f"{self._fingerprint}.", "Use that base, or train the adapter again on this one.",
                               ko=f"{name}은(는) 다른 베이스({spec.base_fingerprint})에서 학습되었습니다. "
                                  f"{self._base}은(는) {self._fingerprint}입니다.",
                               hint_ko="그 베이스를 쓰거나 이 베이스에서 다시 학습하세요.")
        return spec
