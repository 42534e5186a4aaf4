"""The Train tab: a file of rows becomes an adapter of this base."""
from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.i18n import Words, lang_of, said, word
from app.live import Runs, finished, live
from app.service import Service
from app.tabs.single import stopper
from app.theme import piece
from tasks.base import REGISTRY, get

TYPES = [".jsonl", ".csv", ".tsv", ".xlsx"]
KEPT = 400                                    # lines of the log on the page
ONE = threading.Lock()                        # two trainings at once would only halve both


def trainer(service: Service, words: Words, runs: Runs):
    """Builds the tab; returns the event of a training, None where there is none to start."""
    if service.settings.closed:
        piece(words.html("train_closed", lambda lang: html.note(word("train_public", lang))))
        return None
    piece(words.html("train_lead", lambda lang: html.tag("p", word("train_about", lang), "ob-about")))
    with gr.Row():
        with gr.Column(scale=5, elem_classes="ob-form"):
            task = gr.Dropdown([(words(f"title_{t}"), t) for t in REGISTRY], value=next(iter(REGISTRY)),
                               label=words("task"), elem_id="train-task")
            piece(words.html("train_data_html", lambda lang: html.heading(word("train_data", lang))),
                  elem_classes="ob-above")
            data = gr.File(show_label=False, file_types=TYPES, height=140, elem_id="train-file")
            name = gr.Textbox(label=words("train_name"), info=words("train_name_info"), max_lines=1, elem_id="train-name")
            with gr.Accordion(words("options"), open=False):
                with gr.Row():
                    rank = gr.Number(16, label=words("rank"), precision=0, minimum=1, maximum=256, min_width=110)
                    epochs = gr.Number(3, label=words("epochs"), minimum=0.01, maximum=100, min_width=110)
                with gr.Row():
                    lr = gr.Number(1e-3, label=words("lr"), minimum=1e-7, maximum=1, min_width=110)
                    size = gr.Number(16, label=words("batch_size"), precision=0, minimum=1, maximum=256, min_width=110)
                label = gr.Textbox(label=words("label_column"), placeholder=words("auto"), max_lines=1)
                companion = gr.Checkbox(False, label=words("companion"))
                default = gr.Checkbox(False, label=words("make_default"))
                replace = gr.Checkbox(False, label=words("replace"))
            with gr.Row():
                run = gr.Button(words("train_start"), variant="primary", elem_id="train-run")
                stop = gr.Button(words("cancel"), interactive=False, min_width=100)
        with gr.Column(scale=6, elem_classes="ob-answer"):
            meter = piece(words.html("train_idle_html", lambda lang: html.note(word("train_idle", lang))),
                          elem_id="train-meter")
            log = gr.Textbox(label=words("train_log"), lines=14, max_lines=14, interactive=False, elem_id="train-log",
                             buttons=["copy"])

    def go(request: gr.Request, task: str, path: str | None, name: str, rank: int, epochs: float, lr: float, size: int,
           label: str, companion: bool, default: bool, replace: bool) -> Iterator[dict]:
        lang, cancel = lang_of(request), runs.begin(request.session_hash, "train")
        began, lines, steps = time.monotonic(), [], [0, 0]
        rest = {run: gr.update(interactive=True), stop: gr.update(interactive=False)}
        yield {meter: html.busy(word("working", lang)), log: "", run: gr.update(interactive=False),
               stop: gr.update(interactive=True)}

        def seen() -> Iterator[dict]:
            if not path:
                raise said("no_file")

            def work(report) -> Any:
                from training.recipe import Recipe, Watch
                from training.train import train

                def say(line: str) -> None:
                    lines.append(line)
                    report(None)

                def progress(done: int, total: int) -> None:
                    steps[:] = done, total
                    report(None)

                if not ONE.acquire(blocking=False):
                    raise said("train_busy")
                try:
                    recipe = Recipe(rank=int(rank), epochs=epochs, lr=lr, batch=int(size), label=label.strip() or None,
                                    companion=companion)
                    return train(get(task), Path(path), name.strip(), base=service.settings.source,
                                 root=service.settings.adapters, recipe=recipe, default=default, replace=replace,
                                 watch=Watch(say, progress, cancel))
                finally:
                    ONE.release()

            for what, made in live(work, cancel, every=0.5):
                text = f"{steps[0]:,} / {steps[1]:,}, {time.monotonic() - began:.0f} {word('seconds', lang)}"
                yield {meter: html.meter(*steps, text) if steps[1] else html.busy(word("working", lang)),
                       log: "\n".join(lines[-KEPT:])}
                if what == "done":
                    service.registry.scan()
                    yield {meter: html.panel(html.badge(f"{word('train_done', lang)}: {made.name}", "good"),
                                             html.meter(1, 1, f"{made.size / 1e6:.1f} MB, {text}"))}

        yield from finished(seen(), lambda box: {meter: box}, rest, lang, lambda: runs.end(request.session_hash, "train", cancel))

    event = run.click(go, [task, data, name, rank, epochs, lr, size, label, companion, default, replace],
              [meter, log, run, stop], show_progress="hidden", api_visibility="private", trigger_mode="once", scroll_to_output=True)
    stop.click(stopper(runs, "train"), api_visibility="private", queue=False)
    return event
