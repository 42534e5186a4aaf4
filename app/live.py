"""Work in a thread, seen from a generator: what it reports on the way, then what it returns."""
from __future__ import annotations

import contextvars
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

from app import html
from app.i18n import said
from engine.errors import OnebaseError


def live(work: Callable[[Callable[[Any], None]], Any], cancel: threading.Event, every: float = 0.2) -> Iterator[tuple[str, Any]]:
    """Yields ("now", latest report) at most once in `every` seconds, then ("done", what `work` returned); raises what it
    raised. A reader that goes away sets `cancel`."""
    reports: queue.Queue = queue.Queue()
    outcome: list[tuple[bool, Any]] = []

    def body() -> None:
        try:
            outcome.append((True, work(reports.put)))
        except BaseException as e:  # noqa: BLE001 -- raised again in the reader's thread
            outcome.append((False, e))

    thread = threading.Thread(target=contextvars.copy_context().run, args=(body,), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(every)
            if not reports.empty():
                while not reports.empty():
                    latest = reports.get()
                yield "now", latest
    finally:
        if thread.is_alive():
            cancel.set()
    sound, value = outcome[0]
    if not sound:
        raise value
    yield "done", value


def finished(steps: Iterator[dict], shown: Callable[[str], dict], rest: dict, lang: str, end: Callable[[], None]) -> Iterator[dict]:
    """What `steps` yields to the page, then `rest`. A fault is `shown` as its box; one that nobody foresaw is raised again
    after that. `end` is called in any case."""
    last: dict = {}
    try:
        yield from steps
    except OnebaseError as e:
        last = shown(html.error_box(e, lang))
    except Exception:
        yield shown(html.error_box(said("unexpected"), lang)) | rest
        raise
    finally:
        end()
    yield rest | last


class Runs:
    """The cancel event of what runs for a visitor on a tab."""

    def __init__(self):
        self._events: dict[tuple[str, str], threading.Event] = {}
        self._lock = threading.Lock()

    def begin(self, session: str, tab: str) -> threading.Event:
        """What ran there before is stopped."""
        self.stop(session, tab)
        with self._lock:
            event = self._events[session, tab] = threading.Event()
        return event

    def end(self, session: str, tab: str, event: threading.Event) -> None:
        with self._lock:
            if self._events.get((session, tab)) is event:
                del self._events[session, tab]

    def stop(self, session: str, tab: str | None = None) -> None:
        """One tab's run, or all of a visitor who left."""
        with self._lock:
            for (whose, where), event in self._events.items():
                if whose == session and tab in (None, where):
                    event.set()
