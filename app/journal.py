"""Answers kept beside an output while it is unfinished, so that the same command goes on where it was cut off."""
from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from app.commands import say
from documents.output import unwritable
from documents.tables import BadRow
from engine.errors import InputError
from tasks.base import Options, Row, Task
from tasks.translation.resources import listed

if TYPE_CHECKING:
    from app.service import Service

ROOT = Path(__file__).resolve().parents[1]
DIGITS = 32                                  # of a digest


class Journal:
    """`OUT.part.jsonl`: a line that says what the answers were made with, then one answer a line.

    An answer is found by what its row holds, so that it is kept where other rows of the input have changed. The file goes
    when the run ends with nothing that another run could answer.
    """

    def __init__(self, target: Path, service: Service, task: Task, options: Options, fresh: bool = False):
        self.path = target.with_name(f"{target.name}.part.jsonl")
        self._service, self._lang, self._fresh = service, service.settings.lang, fresh
        self._made_with = made_with(service, task, options)
        self._result: type[BaseModel] = task.result_type(options)
        self._held: dict[str, tuple[BaseModel, float]] = {}
        self._finished = False

    def __enter__(self) -> Journal:
        goes_on = not self._fresh and self._read()
        try:
            self._file = open(self.path, "a" if goes_on else "w", encoding="utf-8", newline="\n")
        except OSError as e:
            raise unwritable(self.path, e) from e
        if goes_on:
            self._file.write("\n")           # the last line may have broken off in a crash; empty ones say nothing
        else:
            self._write({"made_with": self._made_with})
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        self._file.close()
        if not self._held or (kind is None and self._finished):
            self.path.unlink(missing_ok=True)
        else:
            self._say(f"{len(self._held):,} answers are kept in {self.path}; the same command goes on from there "
                      "(--fresh: from the start).",
                      f"응답 {len(self._held):,}건을 {self.path}에 보관했습니다. 같은 명령을 다시 실행하면 이어서 처리합니다"
                      "(--fresh: 처음부터).")

    def run(self, task: Task, rows: Sequence[Mapping[str, Any] | BadRow], options: Options, *, cancel: Event | None = None,
            progress: Callable[[int, int], None] | None = None, tabular: bool = False) -> Iterator[Row]:
        """As Service.run, but a row whose answer is held is not asked again."""
        from app.service import fit
        rows = [fit(task, row) if tabular and not isinstance(row, BadRow) else row for row in rows]
        names = [None if isinstance(row, BadRow) else _digest(row) for row in rows]
        held = dict(self._held)
        left = [row for row, name in zip(rows, names, strict=True) if name not in held]
        known = len(rows) - len(left)
        if known:
            self._say(f"Going on: {known:,} of {len(rows):,} answers are in {self.path}.",
                      f"이어서 처리합니다. {len(rows):,}건 중 {known:,}건은 {self.path}에 있습니다.")
        count = progress and (lambda done, _: progress(known + done, len(rows)))
        fresh = self._service.run(task, left, options, cancel=cancel, progress=count) if left else iter(())
        finished = True
        for i, (row, name) in enumerate(zip(rows, names, strict=True)):
            if name in held:
                yield Row(i, row, held[name][0], None, held[name][1])
                continue
            answer = next(fresh)
            if answer.error is None:
                self._keep(name, answer.result, answer.seconds)
            # a row that is at fault itself would fail again; one that was stopped, or a server's fault, need not
            finished &= answer.error is None or isinstance(answer.error, InputError)
            yield Row(i, answer.input, answer.result, answer.error, answer.seconds)
        for _ in fresh:                      # so that the last progress call is made
            pass
        self._finished = finished

    # -- the file --------------------------------------------------------------------------------------------------
    def _read(self) -> bool:
        """Whether the file is there and was made with the same; its answers are held then."""
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return False
        except OSError as e:
            raise unwritable(self.path, e) from e
        if not lines or _value(lines[0]).get("made_with") != self._made_with:
            self._say(f"{self.path} was made with other options, another model or another version of the program; starting anew.",
                      f"{self.path}: 다른 옵션이나 모델, 또는 다른 판의 프로그램으로 만든 것이어서 처음부터 처리합니다.")
            return False
        for line in lines[1:]:
            value = _value(line)
            try:
                self._held[value["row"]] = self._result.model_validate(value["result"]), float(value["seconds"])
            except (KeyError, TypeError, ValueError, ValidationError):
                continue                     # broken off, or of another version: asked again
        return True

    def _keep(self, name: str, result: BaseModel, seconds: float) -> None:
        self._held[name] = result, seconds
        self._write({"row": name, "result": result.model_dump(mode="json"), "seconds": round(seconds, 4)})

    def _write(self, value: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(value, ensure_ascii=False) + "\n")
        self._file.flush()

    def _say(self, english: str, korean: str) -> None:
        say(korean if self._lang == "ko" else english)


def made_with(service: Service, task: Task, options: Options) -> str:
    """A digest of all that an answer depends on beside its row: options, the files that they name, base, adapter, rules."""
    given = service.completed(options).model_dump(mode="json")
    named = [Path(part).expanduser() for value in given.values() if isinstance(value, str)
             for item in listed(value) for part in re.split(r"(?<=\.xlsx)\+", item) if 0 < len(part) < 1000]
    adapter = service.registry.choose(task.name, options.adapter) if given.get("server") is None else None
    s = service.settings
    return _digest([task.name, given, [hashlib.sha256(p.read_bytes()).hexdigest() for p in named if p.is_file()],
                    s.source, s.quant, s.dtype, s.embedder, service.registry.fingerprint, adapter and adapter.meta.sha256,
                    program()])


@cache
def program() -> str:
    """A digest of the rules and tables that have their say in an answer: another version may answer otherwise."""
    digest = hashlib.sha256()
    for part in ("tasks", "documents", "dictionaries", "prompts", "engine"):
        for path in sorted(p for p in (ROOT / part).rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _value(line: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
