"""Data in, a registered adapter out.

    python -m app train translation --data rows.jsonl --name my-translator
    python -m app train classification --data patents.xlsx --name my-patents --folds 5 --companion
"""
from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import threading
from dataclasses import fields
from pathlib import Path

import prompts
from adapters.manifest import safe_name
from adapters.registry import Adapter, Registry
from engine.errors import AdapterError, InputError
from training.base import find
from training.cards import save
from training.recipe import Recipe, Watch
from training.rows import read_rows

ROOT = Path(__file__).parent.parent / "adapters"


def train(task, data: Path, name: str, *, base: str = "embedded", root: Path = ROOT, recipe: Recipe | None = None,
          default: bool = False, replace: bool = False, watch: Watch | None = None) -> Adapter:
    """Train an adapter of `task` (a tasks.base.Task) on the rows of `data` and register it under `root`.

    Errors: InputError for a row or column, AdapterError for the name, BaseModelError for the base.
    """
    recipe, watch = recipe or Recipe(), watch or quiet()
    safe_name(name)
    if (root / name).exists() and not replace:
        raise AdapterError(f"There is an adapter {name} already.", "Use another name, or --replace.",
                           ko=f"{name} 어댑터가 이미 있습니다.", hint_ko="다른 이름을 쓰거나 --replace를 쓰세요.")
    rows, ground = read_rows(data), find(base)
    kind = "classification" if task.name == "classification" and "messages" not in rows.rows[0] else "causal"
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / name
        folder.mkdir()
        if kind == "classification":
            from training.classify import train_classification
            model, outcome, figures, own, weight = train_classification(rows, ground, recipe, watch, folder)
        else:
            from training.causal import train_causal
            model, outcome, figures, own = train_causal(task, rows, ground, recipe, watch)
            own["prompt"], weight = prompt_of(task.name, recipe.prompt), None
        if not outcome.steps:
            raise InputError("Stopped before the first step; nothing was written.", "Train it again.",
                             ko="첫 단계 전에 중지되어 저장하지 않았습니다.", hint_ko="다시 학습하세요.")
        figures |= {"steps": outcome.steps, "seconds": round(outcome.seconds)}
        save(model, folder, name=name, task=task.name, kind=kind, base=ground, rows=rows, recipe=recipe,
             figures=figures, history=outcome.history, own=own, default=default, companion_weight=weight)
        return Registry(root, ground.fingerprint, ground.name).add(folder, replace=replace)


def prompt_of(task: str, version: str | None) -> str | None:
    """task/version as asked, else compact, else v1, else none."""
    known = prompts.versions(task)
    if version is not None:
        return prompts.load(f"{task}/{version}").name
    return next((f"{task}/{v}" for v in ("compact", "v1") if v in known), None)


def quiet() -> Watch:
    return Watch(lambda line: None, lambda done, total: None, threading.Event())


def on_terminal() -> Watch:
    """Notes and progress on stderr; the first Ctrl-C keeps the best so far, the second one ends at once."""
    cancel = threading.Event()

    def stop(*_):
        cancel.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        print("\nstopping after this step; Ctrl-C again to end at once", file=sys.stderr)

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done}/{total} steps", end="\n" if done == total else "", file=sys.stderr, flush=True)

    signal.signal(signal.SIGINT, stop)
    return Watch(lambda line: print(line, file=sys.stderr, flush=True), progress, cancel)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of `python -m app train`."""
    own = Recipe()
    parser.add_argument("task", help="the task that the adapter serves")
    parser.add_argument("--data", type=Path, required=True, help="jsonl, csv, tsv or xlsx")
    parser.add_argument("--name", required=True, help="the adapter's name: small letters, digits, - and _")
    parser.add_argument("--base", default="embedded", help="embedded, a folder, or a hub id")
    parser.add_argument("--adapters", type=Path, default=ROOT, help="the folder that it is registered in")
    for flag, kind, words in (
            ("rank", int, "of the LoRA"), ("alpha", int, "LoRA's scale (twice the rank)"),
            ("dropout", float, "of the LoRA"), ("epochs", float, ""),
            ("lr", float, "learning rate"), ("batch", int, "rows a step"),
            ("max-tokens", int, "a conversation; longer rows are left out"),
            ("layers", int, "train and run on the first N"),
            ("seed", int, ""), ("eval-share", float, "of the documents, held out"),
            ("prompt", str, "version (compact, else v1)"), ("window", int, "tokens a window"),
            ("stride", int, "tokens from window to window"),
            ("label", str, "the label's column"), ("document", str, "the column that tells documents apart"),
            ("folds", int, "cross-validation for the figures, then every row"),
            ("licence", str, "of the data, for the card")):
        value = getattr(own, flag.replace("-", "_"))
        parser.add_argument(f"--{flag}", type=kind, default=value,
                            help=words + (f" [{value}]" if value is not None else ""))
    parser.add_argument("--quant", choices=("none", "nf4"), default=own.quant)
    parser.add_argument("--columns", default="", help="classification: columns of the text, with commas between")
    parser.add_argument("--class-weights", action="store_true", help="rare labels count for more")
    parser.add_argument("--companion", action="store_true", help="classification: mix in a lexical companion's vote")
    parser.add_argument("--categories", type=Path, help="the labels' descriptions, which the companion reads too")
    parser.add_argument("--default", action="store_true", help="answer for the task when no adapter is named")
    parser.add_argument("--replace", action="store_true", help="replace an adapter of this name")


def recipe_of(arguments: argparse.Namespace) -> Recipe:
    values = {f.name: getattr(arguments, f.name) for f in fields(Recipe)}
    values["columns"] = tuple(c.strip() for c in arguments.columns.split(",") if c.strip())
    return Recipe(**values)


def run(arguments: argparse.Namespace) -> Adapter:
    """`train` from parsed flags, watched on the terminal."""
    from tasks.base import get
    watch = on_terminal()
    adapter = train(get(arguments.task), arguments.data, arguments.name, base=arguments.base, root=arguments.adapters,
                    recipe=recipe_of(arguments), default=arguments.default, replace=arguments.replace, watch=watch)
    watch.say(f"{adapter.name}: {adapter.size / 1e6:.1f} MB, registered")
    return adapter
