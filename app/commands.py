"""What each command does: a function of its name, from parsed flags to an exit code."""
from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from app import settings as settings_module
from engine.errors import InputError, OnebaseError

ENGINE_FLAGS = ("base", "quant", "dtype", "embedder", "adapters", "memory")
PAGE_FLAGS = ("host", "port", "share", "auth", "public", "servers", "feedback", "max_upload_mb")
LEFT_OUT = 5                                 # rows of a dictionary that are named


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def settings_of(args: argparse.Namespace):
    return settings_module.load({f: getattr(args, f, None) for f in (*ENGINE_FLAGS, *PAGE_FLAGS)})


def pairs(options: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for text in options:
        key, sign, value = text.partition("=")
        if not sign or not key.strip():
            raise InputError(f"--option {text} is not key=value.", "Write --option key=value.",
                             ko=f"--option {text}은(는) 이름=값 형식이 아닙니다.",
                             hint_ko="--option 이름=값으로 쓰세요.")
        values[key.strip()] = value
    return values


def task_options(task, texts: Mapping[str, str]) -> Any:
    from app.service import value_of
    from tasks.base import parse_options
    fields = task.Options.model_fields
    return parse_options(task, {k: value_of(fields[k].annotation, v) if k in fields else v for k, v in texts.items()},
                         local=True)


def say_left_out(task, options: Any, lang: str) -> None:
    """Rows of the user's dictionaries that cannot be terms, and why; InputError for a file that cannot be read."""
    from app.i18n import word
    if task.name != "translation":
        return
    from tasks.translation import resources
    for name in resources.listed(options.dictionary):
        path = Path(name).expanduser()
        if problems := resources.dictionary(path).problems:
            more = f"; +{len(problems) - LEFT_OUT:,}" if len(problems) > LEFT_OUT else ""
            say(word("dictionary_left_out", lang).format(file=path.name, n=len(problems), why="; ".join(problems[:LEFT_OUT]) + more))


@contextmanager
def stop_on_interrupt():
    """An event that the first Ctrl-C or SIGTERM sets, so that finished rows are kept; the second one ends at once."""
    stop = threading.Event()
    before: dict[int, Any] = {}

    def interrupt(number, frame):
        stop.set()
        restore()

    def restore():
        for number, handler in before.items():
            signal.signal(number, handler)

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, interrupt)
    try:
        yield stop
    finally:
        restore()


class Meter:
    """A line on stderr: rewritten in place on a terminal, one now and then elsewhere."""

    def __init__(self, what: str):
        self.what, self.began, self.said = what, time.monotonic(), 0.0
        self.terminal = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now - self.said < (0.1 if self.terminal else 5):
            return
        self.said = now
        line = f"{self.what} {done}/{total}  {now - self.began:.1f} s"
        print(("\r" + line + ("\n" if done >= total else "")) if self.terminal else line + "\n",
              end="", file=sys.stderr, flush=True)


# -- commands ----------------------------------------------------------------------------------------------------
def serve(args: argparse.Namespace) -> int:
    from app.ui import launch
    launch(settings_of(args))
    return 0


def run(args: argparse.Namespace) -> int:
    from app import rows as files
    from app.journal import Journal
    from app.service import Service
    from documents import tables
    from tasks.base import get

    task = get(args.task)
    options = task_options(task, pairs(args.option) | ({"adapter": args.adapter} if args.adapter else {}))
    settings = settings_of(args)
    source, target = Path(args.input), Path(args.output)
    tables.check_format(target)
    if source.resolve() == target.resolve():
        raise InputError("The output would overwrite the input.", "Give another --output.",
                         ko="출력이 입력 파일을 덮어씁니다.", hint_ko="--output에 다른 파일을 지정하세요.")
    table = tables.read(source, sheet=args.sheet)
    say_left_out(task, options, settings.lang)
    failed = 0
    with (stop_on_interrupt() as stop, closing(Service(settings)) as service,
          Journal(target, service, task, options, args.fresh) as journal):
        answers = journal.run(task, table.rows, options, cancel=stop, progress=Meter(task.name), tabular=table.tabular)
        with files.writer(target, table.columns, task.result_type(options).model_fields, settings.lang) as write:
            for row in answers:
                failed += row.error is not None
                write(row)
    if failed:
        say(f"{len(table.rows)}행 중 {failed}행이 실패했습니다. 이유는 {target}에 있습니다." if settings.lang == "ko"
            else f"{failed} of {len(table.rows)} rows failed; {target} says why.")
    return 1 if failed else 0


def tasks(args: argparse.Namespace) -> int:
    from tasks.base import REGISTRY
    lang = settings_module.language()
    for task in REGISTRY.values():
        print(f"{task.name}: {task.title[lang]}. {task.about[lang]}")
        for what, model in (("input", task.Input), ("option", task.Options)):
            for name, field in model.model_fields.items():
                default = "required" if field.is_required() else json.dumps(
                    field.get_default(call_default_factory=True), ensure_ascii=False, default=str)
                print(f"  {what:6} {name:16} {default}")
    return 0


def adapters(args: argparse.Namespace) -> int:
    from app.service import Service, figures
    settings = settings_of(args)
    service = Service(settings)
    registry = service.registry
    if args.verb == "list":
        for a in registry.list():
            print(f"{a.name}\t{a.meta.task}\t{a.meta.kind}\trank {a.rank}\t{a.size / 1e6:.1f} MB\t{a.meta.base}"
                  f"{chr(9) + 'default' if a.meta.default else ''}\t{figures(a.meta.figures)}".rstrip())
        return _refusals(registry.refused, settings.lang)
    if args.verb == "show":
        print(json.dumps(registry.get(args.name).meta.model_dump(mode="json"), ensure_ascii=False, indent=2))
    elif args.verb == "add":
        print(registry.add(Path(args.path), replace=args.replace).name)
    elif args.verb == "remove":
        registry.remove(args.name)
    else:
        return _refusals(registry.verify(), settings.lang)
    return 0


def _refusals(refused: Mapping[str, OnebaseError], lang: str) -> int:
    for name, error in refused.items():
        message, hint = error.words(lang)
        say(f"{name}: {message} {hint}".strip())
    return 1 if refused else 0


def train(args: argparse.Namespace) -> int:
    from training.train import run as train_one
    train_one(args)
    return 0


def evaluate(args: argparse.Namespace) -> int:
    from training.evaluate import run as evaluate_all
    evaluate_all(args)
    return 0


def document(args: argparse.Namespace) -> int:
    from app.document import document as translate
    return translate(args)


def check(args: argparse.Namespace) -> int:
    from app.check import check as findings
    return findings(args)
