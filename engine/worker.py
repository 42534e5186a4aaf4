"""The one thread that owns the model. Requests that arrive together run as one batch, whoever sent them."""
from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from engine.decoding import Batch, Row
from engine.errors import OnebaseError, SettingsError
from engine.heads import WindowUnit
from engine.jobs import Fair, Job
from engine.packing import ScoreUnit

if TYPE_CHECKING:
    from engine.model import Model

GATHER = 0.003                       # seconds to wait for company before a batch starts
ROWS = 32                            # rows that decode together
TOKENS = {"cpu": 2048, "cuda": 16384}     # read in one forward; a CPU is at its full speed from a few hundred on
CACHE = {"cpu": 192 << 20, "cuda": 8 << 30}       # bytes of keys and values, that rows are let in for


class Worker:
    def __init__(self, model: Model):
        self.model = model
        self._budget, self._cache = (x.get(model.device.type, x["cpu"]) for x in (TOKENS, CACHE))
        self._inbox: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._rows, self._units = Fair(), Fair()
        self._batches: dict[int | None, Batch] = {}
        self._leaving: list[tuple[str, threading.Event]] = []
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="onebase-worker", daemon=True)
        self._thread.start()

    def put(self, owner: object, items: Sequence[Row | ScoreUnit | WindowUnit]) -> None:
        """`owner` stands for one submission: owners are served in turns."""
        self._inbox.put(lambda: self._queue(owner, items))
        if self._closed.is_set():
            for item in items:
                item.job.fail(closed())

    def unload(self, adapter: str) -> None:
        """Take an adapter off the model when no row under way uses it; returns then."""
        done = threading.Event()
        self._inbox.put(lambda: self._leaving.append((adapter, done)))
        while not self._closed.is_set() and not done.wait(0.1):
            pass

    def close(self) -> None:
        """End what is under way; the thread is gone afterwards."""
        if not self._closed.is_set():
            self._closed.set()
            self._inbox.put(None)
            self._thread.join()

    # -- the loop ------------------------------------------------------------------------------------------------
    def _run(self) -> None:
        import torch
        with torch.inference_mode():
            self._serve()

    def _serve(self) -> None:
        while self._receive():
            self._once()
            self._admit()
            for layers, batch in list(self._batches.items()):
                self._guard(batch, batch.step) if len(batch) else self._batches.pop(layers)
            self._let_go()
        while not self._inbox.empty():
            if action := self._inbox.get():
                action()
        for item in [*self._rows.drain(), *self._units.drain(), *(r for b in self._batches.values() for r in b.rows)]:
            item.job.fail(closed())

    def _receive(self) -> bool:
        """Everything that has arrived; waits when there is nothing to do. False: the engine is closed."""
        idle = not (self._rows or self._units or self._batches)
        wait = None if idle else 0
        while True:
            try:
                action = self._inbox.get(timeout=wait) if wait != 0 else self._inbox.get_nowait()
            except queue.Empty:
                return not self._closed.is_set()
            if action is None:
                return False
            action()
            wait = GATHER if idle else 0

    def _queue(self, owner: object, items: Sequence[Row | ScoreUnit | WindowUnit]) -> None:
        for kind, waiting in ((Row, self._rows), ((ScoreUnit, WindowUnit), self._units)):
            if chosen := [i for i in items if isinstance(i, kind)]:
                waiting.put(owner, chosen)

    def _ready(self, job: Job) -> bool:
        """Put the request's adapter on the model; a broken one ends this request only."""
        if job.spec is not None:
            try:
                self.model.stack.load(job.spec)
            except OnebaseError as e:
                job.fail(e)
        return not job.over

    def _let_go(self) -> None:
        used = {r.job.request.adapter for b in self._batches.values() for r in b.rows}
        for adapter, done in [x for x in self._leaving if x[0] not in used]:
            self.model.stack.unload(adapter)
            self._leaving.remove((adapter, done))
            done.set()

    def _guard(self, batch: Batch, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as e:  # noqa: BLE001 -- the rows' futures carry it; the thread must live on
            batch.fail(e)

    def _admit(self) -> None:
        fresh: dict[int | None, list[Row]] = {}

        def fits(row: Row) -> bool:
            layers = row.job.layers
            batch, waiting = self._batches.get(layers), fresh.get(layers, [])
            used = sum(r.slots for rows in (*(b.rows for b in self._batches.values()), *fresh.values()) for r in rows)
            if used and used + row.slots > ROWS:
                return False
            together = Batch(self.model, layers, self._budget)
            together.rows = [*(batch.rows if batch else []), *waiting]
            return together.room_for(row, self._cache)
        while (row := self._rows.take(fits)) is not None:
            if self._ready(row.job):
                fresh.setdefault(row.job.layers, []).append(row)
        for layers, rows in fresh.items():
            batch = self._batches.setdefault(layers, Batch(self.model, layers, self._budget))
            self._guard(batch, lambda b=batch, r=rows: b.admit(r))

    def _once(self) -> None:
        """One forward of scores or of class windows, of one kind and on the same layers."""
        units: list[ScoreUnit | WindowUnit] = []

        def fits(unit: ScoreUnit | WindowUnit) -> bool:
            widest = max([unit.length, *(u.length for u in units)])
            return not units or (unit.family == units[0].family and (len(units) + 1) * widest <= self._budget)
        while (unit := self._units.take(fits)) is not None:
            if self._ready(unit.job):
                units.append(unit)
        if units:
            try:
                units[0].family[0](self.model, units, self._budget)
            except Exception as e:  # noqa: BLE001 -- the futures carry it; the thread must live on
                for unit in units:
                    unit.job.fail(e)


def closed() -> SettingsError:
    return SettingsError("The engine is closed.", "Start it again.", ko="엔진이 종료되었습니다.",
                         hint_ko="다시 시작하세요.")
