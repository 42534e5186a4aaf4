"""The engine on a model of this machine."""
from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from engine.base import AdapterSpec, Capabilities, Engine
from engine.decoding import Job
from engine.embedder import Embedder
from engine.worker import Worker

if TYPE_CHECKING:
    import numpy as np

    from engine.model import Model


class LocalEngine(Engine):
    """`adapters(name)` gives the spec of a validated adapter; it is put on the model when first asked for."""

    def __init__(self, model: Model, base: str, fingerprint: str | None, embedder: Embedder,
                 adapters: Callable[[str], AdapterSpec]):
        self.model, self._base, self._fingerprint, self._embedder = model, base, fingerprint, embedder
        self._worker = Worker(model, adapters)

    def submit(self, requests: Sequence, *, cancel: threading.Event | None = None,
               on_text: Callable[[int, str], None] | None = None) -> list[Future]:
        jobs = [Job(request, Future(), cancel, on_text, i) for i, request in enumerate(requests)]
        self._worker.put(jobs)
        return [job.future for job in jobs]

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return self._embedder.embed(texts)

    def unload(self, adapter: str) -> None:
        """Take an adapter off the model; requests under way end first."""
        self._worker.call(lambda: self.model.stack.unload(adapter))

    @property
    def loaded(self) -> tuple[str, ...]:
        return self.model.stack.names

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(base=self._base, fingerprint=self._fingerprint, parameters=self.model.parameters,
                            context=self.model.context, adapters=self.loaded)

    def close(self) -> None:
        self._worker.close()
