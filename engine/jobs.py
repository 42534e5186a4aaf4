"""A request on its way through the worker, and a queue in which no user waits behind another's thousand rows."""
from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from engine.base import AdapterSpec, Classify, Generate, Score
from engine.errors import Cancelled


@dataclass
class Job:
    request: Generate | Score | Classify
    spec: AdapterSpec | None = None              # of the request's adapter
    cancel: threading.Event | None = None
    on_text: Callable[[int, str], None] | None = None
    index: int = 0
    future: Future = field(default_factory=Future)

    @property
    def layers(self) -> int | None:
        return self.spec.layers if self.spec else None

    @property
    def over(self) -> bool:
        """Answered, failed or given up; a cancel that has been asked for is carried out here."""
        if not self.future.done() and self.cancel is not None and self.cancel.is_set():
            self.fail(stopped())
        return self.future.done()

    def answer(self, value: Any) -> None:
        if self.future.set_running_or_notify_cancel():
            self.future.set_result(value)

    def fail(self, error: BaseException) -> None:
        if not self.future.done() and self.future.set_running_or_notify_cancel():
            self.future.set_exception(error)


def stopped() -> Cancelled:
    return Cancelled("Stopped before this was answered.", "Run it again.", ko="답하기 전에 중지되었습니다.",
                     hint_ko="다시 실행하세요.")


class Fair:
    """A queue an owner, served in turns."""

    def __init__(self) -> None:
        self._queues: dict[object, deque] = {}

    def __bool__(self) -> bool:
        return bool(self._queues)

    def put(self, owner: object, items: Iterable) -> None:
        self._queues.setdefault(owner, deque()).extend(items)

    def take(self, fits: Callable[[Any], bool]) -> Any | None:
        """The first item of the next owner whose first item fits. Items of jobs that are over fall out."""
        for owner in list(self._queues):
            queue = self._queues[owner]
            while queue and queue[0].job.over:
                queue.popleft()
            if not queue:
                del self._queues[owner]
            elif fits(queue[0]):
                item = queue.popleft()
                del self._queues[owner]
                if queue:
                    self._queues[owner] = queue          # to the end of the round
                return item
        return None

    def drain(self) -> Iterable:
        while (item := self.take(lambda _: True)) is not None:
            yield item
