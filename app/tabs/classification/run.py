"""A table that was read, and a run over its rows in a thread of its own: what the page shows, whoever looks at it."""
from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from app.i18n import said
from app.service import Service
from documents import classified
from documents.classified import Line
from documents.tables import BadRow, Table
from engine.errors import Cancelled, InputError, OnebaseError
from tasks.base import REGISTRY, Row, parse_options
from tasks.classification import columns as known

WINDOWS = 20_000                       # kept of all rows; a row past that is read again when someone looks at it
# rows are handed over in parts of so many characters, of which a row counts for LONG at most: small enough that the
# page has something to show every few moments, large enough to fill the engine
PART, LONG, MOST = 48_000, 6_000, 32


@dataclass
class Source:
    """`columns` are the user's own; what an earlier run added is read back into `kept` and goes no further."""
    name: str                          # of the file
    table: Table
    fingerprint: str = ""              # as an adapter's onebase.json has that of its training data
    columns: tuple[str, ...] = ()
    kept: dict[int, Line] = field(default_factory=dict)        # reviewed rows, by their place
    running = False

    def __post_init__(self):
        if not self.table.tabular:         # lines of jsonl need not have every key
            heads = self.table.columns
            self.table = replace(self.table, rows=tuple(r if isinstance(r, BadRow) else {c: _cell(r.get(c)) for c in heads}
                                                        for r in self.table.rows))
        start, end = classified.added(self.table.columns)
        self.columns = self.table.columns[:start] + self.table.columns[end:]
        for i, row in enumerate(self.table.rows):
            if not isinstance(row, BadRow) and (line := classified.returned(row, self.table.columns[start:end])):
                self.kept[i] = line

    @cached_property
    def size(self) -> int:
        return sum(len(c) for row in self.table.rows if not isinstance(row, BadRow) for c in row.values()
                   if isinstance(c, str))

    @cached_property
    def head(self) -> Mapping[str, Any]:
        return dict.fromkeys(self.columns)

    def text(self, i: int, columns: Sequence[str], separator: str) -> str:
        row = self.table.rows[i]
        return "" if isinstance(row, BadRow) else known.join(row, columns, separator)

    def stop(self) -> None:
        """Nothing of it runs."""


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


@dataclass(frozen=True)
class Job:
    """What a run was told. `options` are the task's; they may hold a server's key and are never shown whole."""
    method: str                        # described, adapter, server
    options: Mapping[str, Any]
    columns: tuple[str, ...]
    separator: str
    identity: str | None               # column
    expected: str | None               # column
    labels: tuple[str, ...]            # that may be answered, in their order
    trained_on: str | None = None      # fingerprint of the data that the adapter learnt from
    noted: tuple[tuple[str, str], ...] = ()      # (key of a word, value) for the settings sheet


class Run:
    """`lines[i]` is what is known of row i; `errors[i]` why it has no label. Written by one thread, read by any."""

    def __init__(self, service: Service, source: Source, job: Job):
        self.service, self.source, self.job = service, source, job
        self.size = source.size
        rows = source.table.rows
        self.lines: list[Line] = [Line({} if isinstance(r, BadRow) else r) for r in rows]
        self.errors: dict[int, OnebaseError] = {
            i: r.error if isinstance(r, BadRow) else said("oc_no_text") for i, r in enumerate(rows)
            if isinstance(r, BadRow) or not self.text(i)}
        self.hopeless = frozenset(self.errors)         # no run can answer these
        self.details: dict[int, Any] = {}
        self.threshold: float | None = None            # from which the machine has the last word, once someone chose it
        self.fault: OnebaseError | None = None         # what ended the run as a whole
        self.began = self.ended = time.time()
        self._windows = self._done = self._of = 0
        self._first = self._last = 0.0                 # monotonic seconds: of the first row asked, and of the end
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None
        for i, line in source.kept.items():
            self.lines[i] = replace(line, own=self.lines[i].own) if line.reviewed == classified.LOCKED else replace(
                self.lines[i], reviewed=line.reviewed, reviewer=line.reviewer)

    # -- running -------------------------------------------------------------------------------------------------
    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def open_rows(self) -> list[int]:
        """Those without an answer that a run could give: failed, stopped, not yet asked."""
        return [i for i, line in enumerate(self.lines) if line.label is None and line.reviewed != classified.LOCKED
                and i not in self.hopeless]

    def start(self) -> None:
        """Asks for every open row; what is answered already stays."""
        if self.running:
            raise said("run_busy")
        indices = self.open_rows()
        for i in indices:
            self.errors.pop(i, None)
        self.fault = None
        self._cancel, self._done, self._of = threading.Event(), 0, len(indices)
        self.began, self._first = time.time(), 0.0
        self._thread = threading.Thread(target=self._work, args=(indices, self._cancel), name="onebase-run", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._cancel.set()

    def _work(self, indices: list[int], cancel: threading.Event) -> None:
        try:
            task = REGISTRY["classification"]
            options = parse_options(task, self.job.options, local=True)
            if self.job.method != "server":
                self.service.engine()
            self._first = time.monotonic()
            for part in self._parts(indices):
                if cancel.is_set():
                    break
                rows = [self.source.table.rows[i] for i in part]
                for i, row in zip(part, self.service.run(task, rows, options, cancel=cancel, tabular=True), strict=True):
                    self._put(i, row)
                    self._done += 1
        except OnebaseError as e:
            self.fault = e
        except Exception:
            self.fault = said("unexpected")
            raise                      # the thread's hook prints it
        finally:
            self.ended, self._last = time.time(), time.monotonic()

    def _parts(self, indices: Sequence[int]) -> Iterator[list[int]]:
        if self.job.method == "server":      # one connection for all; its rows come one by one
            if indices:
                yield list(indices)
            return
        part, size = [], 0
        for i in indices:
            row = self.source.table.rows[i]
            length = min(sum(len(str(row.get(c) or "")) for c in self.job.columns), LONG)
            if part and (size + length > PART or len(part) == MOST):
                yield part
                part, size = [], 0
            part.append(i)
            size += length
        if part:
            yield part

    def _put(self, i: int, row: Row) -> None:
        if row.error is not None:
            if not isinstance(row.error, Cancelled):
                self.errors[i] = row.error
            return
        found = row.result
        self._windows += len(found.windows)
        if self._windows > WINDOWS and self.job.method == "adapter":
            found = found.model_copy(update={"windows": ()})
        self.details[i] = found
        extra = {}
        if len(found.path) > 1:
            extra[classified.PATH] = " › ".join(step.label for step in found.path)
        if self.job.options.get("several"):
            extra[classified.LABELS] = "; ".join(found.labels)
        self.lines[i] = replace(self.lines[i], label=found.label, scores=found.scores, windows=found.chunks, extra=extra)

    def detail(self, i: int) -> Any:
        """The whole answer of a row, its windows too; None where there is none."""
        found = self.details.get(i)
        if found is not None and not found.windows and self.job.method == "adapter" and not self.running:
            found = self.service.answer("classification", self.source.table.rows[i], self.job.options, tabular=True)
            self.details[i] = found
        return found

    # -- progress ------------------------------------------------------------------------------------------------
    @property
    def progress(self) -> tuple[int, int]:
        return self._done, self._of

    @property
    def rate(self) -> float | None:
        """Rows a second; None before the first is there."""
        spent = (time.monotonic() if self.running else self._last) - self._first
        return self._done / spent if self._first and self._done and spent > 0 else None

    @property
    def left(self) -> float | None:
        """Seconds, about."""
        rate = self.rate
        return (self._of - self._done) / rate if rate else None

    # -- rows ----------------------------------------------------------------------------------------------------
    def text(self, i: int) -> str:
        return self.source.text(i, self.job.columns, self.job.separator)

    def expected(self, i: int) -> str | None:
        row = self.lines[i].own
        value = row.get(self.job.expected) if self.job.expected else None
        return str(value).strip() or None if value is not None else None

    def identity(self, i: int) -> str:
        value = self.lines[i].own.get(self.job.identity) if self.job.identity else None
        return str(value) if value not in (None, "") else f"{i + 1}"

    @cached_property
    def title(self) -> str | None:
        """The column that says what a row is about in a line."""
        return next((c for c in self.job.columns if c != self.job.identity), None)

    def review(self, i: int, state: str | None, label: str | None = None) -> None:
        """`label`: of a relabelled row. `state` None takes the reviewer's word back."""
        line = self.lines[i]
        if state is None:
            self.source.kept.pop(i, None)
            self.lines[i] = replace(line, reviewed=None, reviewer=None)
            return
        label = label if state == classified.RELABELLED else line.label if state == classified.ACCEPTED else line.final
        if not label:
            raise InputError(f"Row {i + 1} has no label to keep.", "Choose one for it.",
                             ko=f"{i + 1}행에는 확정할 분류가 없습니다.", hint_ko="분류를 골라 주세요.")
        if state == classified.RELABELLED and label not in self.answers:
            raise InputError(f"There is no category {label} here.", "Choose one of the list.",
                             ko=f"{label} 분류가 없습니다.", hint_ko="목록에서 고르세요.")
        self.lines[i] = self.source.kept[i] = replace(line, reviewed=state, reviewer=label)

    @property
    def answers(self) -> tuple[str, ...]:
        """Labels that a row may have: those of the run, and those that rows came with."""
        met = (line.reviewer for line in self.source.kept.values() if line.reviewer)
        return tuple(dict.fromkeys((*self.job.labels, *met)))
