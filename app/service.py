"""The one object behind every edge: the registry, the engine that loads in the background, and the runs."""
from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import traceback
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from adapters.registry import Registry
from app.settings import Settings
from documents.tables import BadRow
from engine.base import Engine
from engine.errors import BaseModelError, InputError, OnebaseError
from engine.servers import Checked, address, check, permitted
from tasks.base import REGISTRY, AdapterChoice, Options, Row, Task, get, parse_options, run_rows


class Service:
    """`engine`: one that is open already; without it the base of the settings is loaded."""

    def __init__(self, settings: Settings, engine: Engine | None = None):
        self.settings = settings
        self._loading: Future | None = None
        self._lock = threading.Lock()
        if engine is not None:
            self._loading = Future()
            self._loading.set_result(engine)

    # -- engine --------------------------------------------------------------------------------------------------
    def start(self, recall: bool = False) -> None:
        """Load the engine in the background, with `recall` the memories after it; a second call does nothing."""
        with self._lock:
            if self._loading is None:
                self._loading = Future()
                threading.Thread(target=self._load, args=(self._loading, recall), name="onebase-load", daemon=True).start()

    def _load(self, future: Future, recall: bool) -> None:
        try:
            from engine.loading import open_engine
            s = self.settings
            engine = open_engine(s.source, quant=s.quant, dtype=s.dtype, embedder=s.embedder,
                                 adapters=lambda name: self.registry.get(name).spec)
        except OnebaseError as e:
            future.set_exception(e)
        except Exception as e:  # noqa: BLE001 -- a defect of ours: whoever waits gets an error all the same
            traceback.print_exc()
            future.set_exception(BaseModelError(
                f"The base {self.settings.base} could not be loaded: {type(e).__name__}.",
                "The server's log has the rest.",
                ko=f"베이스 {self.settings.base}을(를) 불러오지 못했습니다: {type(e).__name__}.",
                hint_ko="자세한 내용은 서버 로그에 있습니다."))
        else:
            future.set_result(engine)
            if recall:
                try:
                    self.recall(engine)
                except OnebaseError as e:    # each translation says so too
                    self._say(*(" ".join(e.words(lang)).strip() for lang in ("en", "ko")))

    @property
    def ready(self) -> bool:
        """False while the engine loads; raises the typed error where loading failed."""
        if not self.settled:
            return False
        self._loading.result()
        return True

    @property
    def settled(self) -> bool:
        """Loading has ended, well or not."""
        return self._loading is not None and self._loading.done()

    def engine(self) -> Engine:
        """Waits for it; raises what loading raised."""
        self.start()
        return self._loading.result()

    # -- past translations ---------------------------------------------------------------------------------------
    def memories(self) -> tuple[Path, ...]:
        """Files of the memories that the settings name; SettingsError where there are none."""
        from tasks.translation.resources import memory_files
        return memory_files(self.settings.memory) if self.settings.memory is not None else ()

    def completed(self, options: Options) -> Options:
        """The options as they are run: past translations of the settings where none are named."""
        if getattr(options, "memory", "") is None and (files := self.memories()):
            from tasks.translation.resources import as_list
            return options.model_copy(update={"memory": as_list(files)})
        return options

    def recall(self, engine: Engine) -> None:
        """Read the memories of the settings and their indexes, once while the files do not change."""
        if not (files := self.memories()):
            return
        from engine.embedder import Embedder
        from tasks.translation import resources
        print_of_embedder = Embedder(self.settings.embedder).fingerprint if not resources.kept(files) else ""
        held = resources.keep(files, engine.embed, self.settings.memory_cache, print_of_embedder, self._say)
        if held is not None:
            self._say(f"Past translations in use: {len(held):,} pairs, files: {len(files)} (ONEBASE_MEMORY; the option memory=none "
                      "does without).", f"과거 번역 {len(held):,}쌍(파일 {len(files)}개, ONEBASE_MEMORY)을 사용합니다. 쓰지 않으려면 "
                      "memory=none 옵션을 주세요.")

    def _stands_on(self, memory: str | None) -> bool:
        """Whether the memories of the settings are among those of the option."""
        if not memory or self.settings.memory is None:
            return False
        from tasks.translation.resources import listed
        return not {str(p) for p in self.memories()}.isdisjoint(listed(memory))

    def _say(self, english: str, korean: str) -> None:
        print(korean if self.settings.lang == "ko" else english, file=sys.stderr, flush=True)

    def close(self) -> None:
        if self.settled and self._loading.exception() is None:
            self._loading.result().close()

    # -- servers -------------------------------------------------------------------------------------------------
    def check_server(self, url: str, key: str = "", model: str = "") -> Checked:
        """Raises what is wrong with it: not to be reached from here, the address, the key, the model."""
        url, key = self._reachable(url, key)
        return check(url, key, model)

    def _reachable(self, url: str, key: str) -> tuple[str, str]:
        """The address, if a visitor may make this machine reach it, and the key: the owner's own goes to named servers
        only."""
        named = self.settings.servers
        url = permitted(url, named if self.settings.closed else None)
        own = os.environ.get("ONEBASE_API_KEY", "") if url in [address(n) for n in named] else ""
        return url, key or own

    @contextlib.contextmanager
    def _engine_of(self, options: Options) -> Iterator[Engine]:
        """The base, or for this run the server that its options name."""
        server = getattr(options, "server", None)
        if server is None:
            yield self.engine()
            return
        from engine.embedder import Embedder
        from engine.openai import OpenAIEngine
        url, key = self._reachable(server.url, server.key.get_secret_value())
        engine = OpenAIEngine(f"{url}#{server.model}" if server.model else url, embedder=Embedder(self.settings.embedder),
                              key=key, concurrency=server.concurrency)
        try:
            yield engine
        finally:
            engine.close()

    # -- adapters ------------------------------------------------------------------------------------------------
    @cached_property
    def registry(self) -> Registry:
        """For a base in a folder this needs no engine; for a hub id or a server it waits for it."""
        base, folder = self.settings.base, self.settings.folder
        if folder is not None:
            from engine.fingerprint import fingerprint
            print_of_base = fingerprint(folder)
        else:
            print_of_base = self.engine().capabilities.fingerprint
        return Registry(self.settings.adapters, print_of_base, base, tasks=tuple(REGISTRY))

    def shelf(self) -> Registry | None:
        """The registry, or None while it must wait for the engine; raises what keeps it from being there."""
        return self.registry if self.settings.folder is not None or self.settled else None

    def loaded_adapters(self) -> tuple[str, ...]:
        return self.engine().capabilities.adapters if self.settled and self._loading.exception() is None else ()

    def adapter(self, task: str, name: str | None) -> AdapterChoice:
        return AdapterChoice.of(self.registry.choose(task, name))

    # -- runs ----------------------------------------------------------------------------------------------------
    def run(self, task: Task | str, rows: Sequence[Mapping[str, Any] | BadRow], options: Options | Mapping[str, Any], *,
            cancel: threading.Event | None = None, progress: Callable[[int, int], None] | None = None,
            on_text: Callable[[int, str], None] | None = None, tabular: bool = False) -> Iterator[Row]:
        """One Row an input row, in order. What keeps every row from running is raised before the first. Bare values of
        `options` may name files: they come from the page, where a file is one that the visitor has uploaded."""
        task = get(task) if isinstance(task, str) else task
        options = options if isinstance(options, Options) else parse_options(task, options, local=True)
        options = self.completed(options)
        with self._engine_of(options) as engine:
            if self._stands_on(getattr(options, "memory", None)):
                self.recall(engine)
            # a server that the options name has models of its own, no adapters of ours
            adapter = (self.adapter(task.name, options.adapter) if getattr(options, "server", None) is None
                       else AdapterChoice.of(None))
            rows = [fit(task, row) if tabular and not isinstance(row, BadRow) else row for row in rows]
            yield from _answered(task, rows, engine, options, adapter, cancel, progress, on_text)

    def answer(self, task: Task | str, row: Mapping[str, Any], options: Options | Mapping[str, Any], **kwargs) -> Any:
        """The result of one input, or its error raised."""
        (done,) = self.run(task, [row], options, **kwargs)
        if done.error is not None:
            raise done.error
        return done.result


def _answered(task: Task, rows: Sequence[Mapping[str, Any] | BadRow], engine: Engine, options: Options,
              adapter: AdapterChoice, cancel, progress, on_text) -> Iterator[Row]:
    good = [row for row in rows if not isinstance(row, BadRow)]
    answers = run_rows(task, good, engine, options, adapter, cancel=cancel, on_text=on_text,
                       progress=progress and (lambda done, total: progress(done + len(rows) - total, len(rows))))
    stopped: OnebaseError | None = None
    answered = 0
    for i, row in enumerate(rows):
        if isinstance(row, BadRow):
            yield Row(i, row.raw, None, row.error, 0.0)
            continue
        if stopped is None:
            try:
                yield replace(next(answers), index=i)
                answered += 1
                continue
            except OnebaseError as e:
                if not answered:
                    raise
                stopped = e         # the rows after a fault that ends the run carry it each
        yield Row(i, row, None, stopped, 0.0)
    for _ in answers:               # so that the last progress call is made
        pass


def figures(values: Mapping[str, Any], most: int = 3) -> str:
    """An adapter's own figures in a line; its card has the rest."""
    own = values.get("adapter")
    numbers = {k: v for k, v in (own if isinstance(own, Mapping) else values).items()
               if isinstance(v, int | float) and not isinstance(v, bool)}
    return ", ".join(f"{k} {v:.3g}" if isinstance(v, float) else f"{k} {v:,}" for k, v in [*numbers.items()][:most])


# -- values that come as text ------------------------------------------------------------------------------------
def fit(task: Task, row: Mapping[str, Any]) -> Mapping[str, Any] | BadRow:
    """Cells fitted to the task's fields: numbers become text where text is asked, JSON is read where it is not,
    and an empty cell leaves a field with a default out."""
    fitted: dict[str, Any] = dict(row)
    for name, field in task.Input.model_fields.items():
        if name not in row:
            continue
        cell = row[name]
        if cell not in (None, ""):
            try:
                fitted[name] = value_of(field.annotation, cell)
            except InputError as e:
                return BadRow(dict(row), e)
        elif field.is_required():
            fitted[name] = ""
        else:
            del fitted[name]
    return fitted


def value_of(annotation: Any, cell: Any) -> Any:
    """A cell, or the text after `--option k=`, as the annotation wants it; pydantic says what still does not fit."""
    wanted = kinds(annotation)
    if str in wanted or typing.Literal in wanted:
        return cell if isinstance(cell, str) else str(cell)
    if not isinstance(cell, str):
        return cell
    if cell.lstrip()[:1] in ("[", "{", '"'):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError) as e:
            raise InputError(f"{cell[:60]} is not JSON: {e}.", "Write a JSON value, or items with commas between.",
                             ko=f"{cell[:60]}은(는) 올바른 JSON이 아닙니다: {e}.",
                             hint_ko="JSON 값이나 쉼표로 나눈 목록을 쓰세요.") from e
    if wanted & {list, tuple, set, frozenset}:
        return [part.strip() for part in cell.split(",") if part.strip()]
    return cell


def kinds(annotation: Any) -> set[Any]:
    """The plain types that a union is made of."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return set().union(*(kinds(a) for a in typing.get_args(annotation)))
    if origin is typing.Annotated:
        return kinds(typing.get_args(annotation)[0])
    return {origin or annotation}
