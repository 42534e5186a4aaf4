"""The one thread that owns the model. Requests that arrive together run as one batch, whoever sent them."""
from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from documents.chunks import windows
from engine.base import AdapterSpec, Classes, Classify, Generate, Score, Scores
from engine.decoding import Batch, Job, Row
from engine.errors import OnebaseError, OutputError
from engine.packing import fill, pack

if TYPE_CHECKING:
    from engine.model import Model

GATHER = 0.003                      # seconds to wait for company before a batch starts
ROWS = 32                           # rows that decode together
PAIRS = 8_000_000                   # of (query, key): rows x width² of one forward without a cache


class Worker:
    def __init__(self, model: Model, adapters: Callable[[str], AdapterSpec]):
        self.model, self._adapters = model, adapters
        self._inbox: queue.SimpleQueue[Job | Callable[[], None] | None] = queue.SimpleQueue()
        self._generate: deque[Job] = deque()
        self._once: dict[type, deque[Job]] = {Score: deque(), Classify: deque()}
        self._batches: dict[int | None, Batch] = {}
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="onebase-worker", daemon=True)
        self._thread.start()

    def put(self, jobs: list[Job]) -> None:
        for job in jobs:
            if self._closed:
                job.future.set_exception(OutputError("The engine is closed.", "Start it again."))
            else:
                self._inbox.put(job)

    def call(self, action: Callable[[], None]) -> None:
        """Run `action` on the worker's thread, between two steps."""
        self._inbox.put(action)

    def close(self) -> None:
        self._closed = True
        self._inbox.put(None)
        self._thread.join()

    # -- the loop ------------------------------------------------------------------------------------------------
    def _run(self) -> None:
        while self._receive():
            for kind, one in ((Score, self._score), (Classify, self._classify)):
                if jobs := self._take(self._once[kind]):
                    self._guard(jobs, one)
            self._admit()
            for layers, batch in list(self._batches.items()):
                try:
                    batch.step()
                except Exception as e:  # noqa: BLE001 -- the rows' futures carry it; the thread must live on
                    batch.fail(e)
                if not len(batch):
                    del self._batches[layers]

    @property
    def _busy(self) -> bool:
        return bool(self._generate or self._batches or any(self._once.values()))

    def _receive(self) -> bool:
        """Everything that has arrived; waits when there is nothing to do. False: the engine is closed."""
        wait = not self._busy
        while True:
            try:
                item = self._inbox.get(timeout=None if wait else GATHER if not self._batches else 0)
            except queue.Empty:
                return True
            wait = False
            if item is None:
                self._drop()
                return False
            if callable(item):
                item()
            elif isinstance(item.request, Generate):
                self._generate.append(item)
            else:
                self._once[type(item.request)].append(item)

    def _drop(self) -> None:
        for jobs in (self._generate, *self._once.values()):
            for job in jobs:
                job.stop()
        for batch in self._batches.values():
            for row in batch.rows:
                row.job.stop()

    @staticmethod
    def _take(jobs: deque[Job], most: int = 64) -> list[Job]:
        taken = []
        while jobs and len(taken) < most:
            job = jobs.popleft()
            if job.stopped:
                job.stop()
            else:
                taken.append(job)
        return taken

    @staticmethod
    def _guard(jobs: list[Job], work: Callable[[list[Job]], None]) -> None:
        try:
            work(jobs)
        except Exception as e:  # noqa: BLE001 -- the futures carry it; the thread must live on
            for job in jobs:
                if not job.future.done():
                    job.future.set_exception(e)

    def _ready(self, job: Job) -> bool:
        """Put the request's adapter on the model; a refused one ends this request only."""
        name = job.request.adapter
        if name is None:
            return True
        try:
            spec = self._adapters(name)
            if spec not in self.model.stack:
                self.model.stack.load(spec)
        except OnebaseError as e:
            job.future.set_exception(e)
            return False
        job.layers = spec.layers
        return True

    # -- replies -------------------------------------------------------------------------------------------------
    def _admit(self) -> None:
        room = ROWS - sum(map(len, self._batches.values()))
        rows: dict[int | None, list[Row]] = {}
        for job in self._take(self._generate, room):
            if not self._ready(job):
                continue
            try:
                row = Row(job, self.model)
            except OnebaseError as e:
                job.future.set_exception(e)
                continue
            rows.setdefault(job.layers, []).append(row)
        for layers, fresh in rows.items():
            batch = self._batches.setdefault(layers, Batch(self.model, layers))
            fresh.sort(key=lambda r: len(r.pending))
            for group in _groups([len(r.pending) for r in fresh]):
                chosen = [fresh[i] for i in group]
                self._guard([r.job for r in chosen], lambda _, b=batch, c=chosen: b.add(c))
            if not len(batch):
                del self._batches[layers]

    # -- one forward ---------------------------------------------------------------------------------------------
    def _score(self, jobs: list[Job]) -> None:
        import torch
        items = []
        for job in jobs:
            if not self._ready(job):
                continue
            try:
                prompt = self.model.prompt(job.request.messages)
                parts = [self.model.tokens(c) for c in job.request.continuations]
                self.model.fits(prompt + max(parts, key=len, default=[]))
            except OnebaseError as e:
                job.future.set_exception(e)
                continue
            if not parts or not all(parts):
                job.future.set_exception(OutputError("A continuation is empty.", "Score strings that are not empty."))
                continue
            items.append((job, prompt, parts, len(prompt) + sum(map(len, parts))))
        items.sort(key=lambda x: (x[0].layers or 0, x[3]))
        for group in _groups([x[3] for x in items], [x[0].layers for x in items]):
            chosen = [items[i] for i in group]
            ids, layout, predictors = pack([c[1] for c in chosen], [c[2] for c in chosen], self.model.pad)
            rows = [r for r, own in enumerate(predictors) for columns in own for _ in columns]
            columns = [c for own in predictors for part in own for c in part]
            wanted = torch.tensor([t for _, _, parts, _ in chosen for part in parts for t in part])
            with torch.inference_mode():
                hidden = self.model.hidden(ids, layout, [c[0].request.adapter for c in chosen],
                                           layers=chosen[0][0].layers)[torch.tensor(rows), torch.tensor(columns)]
                logprobs = torch.cat([
                    self.model.logits(h).log_softmax(-1).cpu().gather(1, w.unsqueeze(1)).squeeze(1)
                    for h, w in zip(hidden.split(256), wanted.split(256), strict=True)]).double()
            start = 0
            for job, _, parts, _ in chosen:
                sums = []
                for part in parts:
                    sums.append(float(logprobs[start:start + len(part)].sum()))
                    start += len(part)
                job.future.set_result(Scores(tuple(sums), tuple(map(len, parts))))

    def _classify(self, jobs: list[Job]) -> None:
        import torch
        found: dict[int, dict[int, tuple[float, ...]]] = {}
        pieces, ready = [], []
        for number, job in enumerate(jobs):
            if not self._ready(job):
                continue
            spec = self._adapters(job.request.adapter)
            ids = self.model.tokenizer.encode(job.request.text) or [self.model.pad]
            ready.append((number, job, spec))
            found[number] = {}
            pieces += [(number, n, list(p), spec) for n, p in enumerate(windows(ids, spec.window, spec.stride))]
        pieces.sort(key=lambda p: (p[3].layers or 0, len(p[2])))
        for group in _groups([len(p[2]) for p in pieces], [p[3].layers for p in pieces], most=64):
            chosen = [pieces[i] for i in group]
            ids, layout = fill([p[2] for p in chosen], [0] * len(chosen), self.model.pad)
            with torch.inference_mode():
                hidden = self.model.hidden(ids, layout, [p[3].name for p in chosen], layers=chosen[0][3].layers)
                pooled = hidden[torch.arange(len(chosen)), torch.tensor([len(p[2]) - 1 for p in chosen])]
                for (number, place, _, spec), vector in zip(chosen, pooled, strict=True):
                    logits = torch.nn.functional.linear(vector, self.model.stack.head(spec.name)).float()
                    found[number][place] = tuple(logits.softmax(-1).tolist())
            for _, job, _ in ready:
                if job.stopped and not job.future.done():
                    job.stop()
        for number, job, spec in ready:
            if not job.future.done():
                job.future.set_result(Classes(spec.labels, tuple(p for _, p in sorted(found[number].items()))))


def _groups(lengths: list[int], kinds: list | None = None, most: int = ROWS) -> list[list[int]]:
    """Indices cut into forwards: one kind each, at most `most` rows, rows x widest² within PAIRS or a single row."""
    groups: list[list[int]] = []
    for i, length in enumerate(lengths):
        group = groups[-1] if groups else []
        same = group and (kinds is None or kinds[group[0]] == kinds[i])
        if same and len(group) < most and (len(group) + 1) * max(length, lengths[group[-1]]) ** 2 <= PAIRS:
            group.append(i)
        else:
            groups.append([i])
    return groups
