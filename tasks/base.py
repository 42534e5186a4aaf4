"""The Task contract, registration, and the batch loop that every edge (tab, command line, HTTP, agent) shares."""
from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError

from adapters.registry import Adapter
from engine.base import Engine
from engine.errors import Cancelled, InputError, OnebaseError, SettingsError, UnexpectedError

MAX_CHARACTERS = 100_000  # of one text field; longer ones belong in a file that is cut first


class Strict(BaseModel):
    """Unknown keys are refused: a misspelt option must not pass in silence."""
    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())


class Options(Strict):
    """Settings of one run; a task adds its own. `adapter`: a name, "none" for the bare base, None for the default."""
    adapter: str | None = None
    prompt: str | None = None      # version under prompts/<task>; None: the adapter's, else v1


@dataclass(frozen=True)
class AdapterChoice:
    """What a task needs to know of the adapter that serves it."""
    name: str | None
    kind: str = "causal"
    labels: tuple[str, ...] = ()
    prompt: str | None = None
    path: Path | None = None                      # its folder, for what lies beside the weights
    companion: float | None = None                # share of the vote of its lexical companion

    @classmethod
    def of(cls, adapter: Adapter | None) -> AdapterChoice:
        """From a registered adapter; None: the bare base."""
        if adapter is None:
            return cls(None)
        meta = adapter.meta
        prompt = meta.prompt.partition("/")[2] if meta.prompt else None
        return cls(meta.name, meta.kind, meta.labels, prompt, adapter.spec.path,
                   meta.companion.weight if meta.companion else None)


class Task(ABC):
    """One job. Subclass, set the class variables, write `run`, call `register`."""
    name: ClassVar[str]
    title: ClassVar[Mapping[str, str]]            # {"ko": …, "en": …}
    about: ClassVar[Mapping[str, str]]            # a sentence under the title
    Input: ClassVar[type[Strict]]
    Result: ClassVar[type[Strict]]
    Options: ClassVar[type[Options]] = Options
    examples: ClassVar[Sequence[Mapping[str, Any]]] = ()
    batch: ClassVar[int] = 32                     # rows handed to `run` together

    def prepare(self, row: Mapping[str, Any], options: Any) -> Mapping[str, Any]:
        """The row with `Input`'s fields in it; a task that makes them from other columns does so here."""
        return row

    def result_type(self, options: Any) -> type[Strict]:
        """What `run` gives with these options, for who needs its fields before the first row."""
        return self.Result

    @abstractmethod
    def run(self, inputs: Sequence[Any], engine: Engine, options: Any, adapter: AdapterChoice) -> Iterator[Any]:
        """One item an input, in order: a Result, or the OnebaseError of that row (yielded: the others go on)."""


@dataclass(frozen=True)
class Row:
    """What became of one input row. `extra`: the row's own fields that the task does not know, carried through."""
    index: int
    input: Mapping[str, Any]
    result: BaseModel | None
    error: OnebaseError | None
    seconds: float


REGISTRY: dict[str, Task] = {}


def register(task: Task) -> Task:
    """Add a task; a bad one fails here, loudly, with what to do."""
    cls = type(task).__name__
    for attribute in ("name", "title", "about", "Input", "Result"):
        if not hasattr(task, attribute):
            raise SettingsError(f"Task {cls} has no {attribute}.", f"Set `{attribute}` on the class.")
    if not task.name.isidentifier():
        raise SettingsError(f"Task name {task.name!r} is not an identifier.", "Use letters, digits and underscores.")
    if task.name in REGISTRY:
        raise SettingsError(f"A task named {task.name} is registered already.", "Choose another name.")
    for attribute in ("title", "about"):
        if missing := {"ko", "en"} - set(getattr(task, attribute)):
            raise SettingsError(f"Task {task.name}: {attribute} lacks {', '.join(sorted(missing))}.",
                                "Give it in Korean and English.")
    for attribute, base in (("Input", Strict), ("Result", Strict), ("Options", Options)):
        if not issubclass(getattr(task, attribute), base):
            raise SettingsError(f"Task {task.name}: {attribute} is not a {base.__name__}.",
                                f"Derive it from tasks.base.{base.__name__}.")
    for example in task.examples:
        task.Input.model_validate(example)
    REGISTRY[task.name] = task
    return task


def get(name: str) -> Task:
    if name not in REGISTRY:
        raise InputError(f"There is no task {name}.", f"Known: {', '.join(REGISTRY)}.",
                         ko=f"{name} 작업이 없습니다.", hint_ko=f"있는 작업: {', '.join(REGISTRY)}")
    return REGISTRY[name]


def words_of(error: ValidationError, what: str) -> InputError:
    """pydantic's findings as one sentence that names every field."""
    parts = [f"{'.'.join(map(str, e['loc'])) or what}: {e['msg']}" for e in error.errors()]
    return InputError(f"{what} is not as it should be: {'; '.join(parts)}.", "Check these fields.",
                      ko=f"{what} 값이 올바르지 않습니다: {'; '.join(parts)}.", hint_ko="해당 항목을 확인하세요.")


def parse_options(task: Task, values: Mapping[str, Any], *, local: bool = False) -> Options:
    """`local`: the values come from a person at this machine, so that an option may name a file on it."""
    try:
        return task.Options.model_validate(dict(values), context={"local": local})
    except ValidationError as e:
        raise words_of(e, "Option") from e


def parse_input(task: Task, row: Mapping[str, Any], options: Options) -> BaseModel:
    """The row's fields that the task knows; the rest is the caller's and stays in `Row.input`."""
    known = {k: v for k, v in task.prepare(row, options).items() if k in task.Input.model_fields}
    try:
        value = task.Input.model_validate(known)
    except ValidationError as e:
        raise words_of(e, "Row") from e
    required = [k for k, f in task.Input.model_fields.items() if f.is_required()]
    for key, text in known.items():
        if not isinstance(text, str):
            continue
        if key in required and not text.strip():
            raise InputError(f"{key} is empty.", "Give it some text.", ko=f"{key} 값이 비어 있습니다.",
                             hint_ko="내용을 입력하세요.")
        if len(text) > MAX_CHARACTERS:
            raise InputError(f"{key} has {len(text):,} characters; at most {MAX_CHARACTERS:,} are taken.",
                             "Cut it into several rows.",
                             ko=f"{key} 값이 {len(text):,}자입니다. 최대 {MAX_CHARACTERS:,}자까지 받습니다.",
                             hint_ko="여러 행으로 나누세요.")
    return value


def attempt(future: Future) -> Any:
    """The future's answer, or its OnebaseError as a value, for a task that yields one item a row."""
    try:
        return future.result()
    except OnebaseError as e:
        return e


def run_rows(task: Task, rows: Sequence[Mapping[str, Any]], engine: Engine, options: Options, adapter: AdapterChoice, *,
             cancel: threading.Event | None = None, progress: Callable[[int, int], None] | None = None,
             on_text: Callable[[int, str], None] | None = None) -> Iterator[Row]:
    """Every row comes back once, in order, with its result or its error; after a cancel the rest end in `Cancelled`.

    `progress(done, total)` is called after each batch. `Row.seconds` is the row's share of its batch's wall time.
    """
    view = engine.scoped(cancel=cancel, on_text=on_text)
    for start in range(0, len(rows), task.batch):
        batch, began = rows[start:start + task.batch], time.perf_counter()
        parsed: list[BaseModel | OnebaseError] = []
        for row in batch:
            try:
                parsed.append(parse_input(task, row, options))
            except InputError as e:
                parsed.append(e)
            except MemoryError:
                raise
            except Exception as e:  # noqa: BLE001 -- a defect that this row met; the others go on
                parsed.append(UnexpectedError.of(e))
        good = [p for p in parsed if not isinstance(p, OnebaseError)]
        outcomes = iter(_outcomes(task, good, view, options, adapter, cancel))
        done = [p if isinstance(p, OnebaseError) else next(outcomes) for p in parsed]
        seconds = (time.perf_counter() - began) / len(batch)
        for offset, (row, item) in enumerate(zip(batch, done, strict=True)):
            failed = isinstance(item, OnebaseError)
            yield Row(start + offset, row, None if failed else item, item if failed else None, seconds)
        if progress:
            progress(start + len(batch), len(rows))


def _outcomes(task: Task, inputs: Sequence[Any], engine: Engine, options: Options, adapter: AdapterChoice,
              cancel: threading.Event | None) -> list[Any]:
    """What `run` yields of one batch. Where a defect ends it, each row that is left is run by itself, so that it costs
    the faulty row only; an OnebaseError that is raised, and want of memory, end the whole run."""
    if cancel is not None and cancel.is_set():
        return [Cancelled("Stopped before this row.", "Run it again.", ko="이 행 전에 중지되었습니다.",
                          hint_ko="다시 실행하세요.") for _ in inputs]
    done: list[Any] = []
    if not inputs:
        return done
    try:
        for _, item in zip(inputs, task.run(inputs, engine, options, adapter), strict=False):
            done.append(item)
        if len(done) < len(inputs):
            raise RuntimeError(f"{task.name} answered {len(done)} of {len(inputs)} rows")
    except (OnebaseError, MemoryError):
        raise
    except Exception as e:  # noqa: BLE001 -- a defect: it becomes the error of the row that meets it alone
        if len(inputs) == 1:
            return [UnexpectedError.of(e)]
        for one in inputs[len(done):]:
            done += _outcomes(task, [one], engine, options, adapter, cancel)
    return done
