"""A workbook in, the same workbook in English out."""
from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.document import translate
from app.i18n import Words, lang_of, said, word
from app.live import Runs, live
from app.service import Service
from app.tabs import View
from app.tabs.single import options_of, settings_of, stopper
from app.theme import piece
from engine.errors import OnebaseError
from tasks.base import Task, parse_options

SHOWN = 20                                   # failures listed on the page


def workbook(service: Service, task: Task, view: View, words: Words, runs: Runs) -> gr.Dropdown:
    key = f"{task.name} workbook"
    with gr.Row():
        with gr.Column(scale=5, elem_classes="ob-form"):
            piece(words.html("workbook_html", lambda lang: html.heading(word("workbook_file", lang))), elem_classes="ob-above")
            file = gr.File(show_label=False, file_types=[".xlsx"], height=140, elem_id="workbook-file")
            with gr.Row():
                run = gr.Button(words("run"), variant="primary", elem_id="workbook-run", min_width=100)
                stop = gr.Button(words("cancel"), interactive=False, min_width=100)
            adapter, prompt, options = settings_of(task, view, words)
        with gr.Column(scale=6, elem_classes="ob-answer"):
            meter = piece(words.html("workbook_idle_html", lambda lang: html.note(word("workbook_idle", lang))),
                          elem_id="workbook-meter")
            download = gr.DownloadButton(words("download"), visible=False, variant="primary", elem_id="workbook-download")
            wrong = piece(elem_id="workbook-failed")

    def go(request: gr.Request, path: str | None, adapter: str, prompt: str, *own: Any) -> Iterator[dict]:
        lang, cancel, began = lang_of(request), runs.begin(request.session_hash, key), time.monotonic()
        rest, last = {run: gr.update(interactive=True), stop: gr.update(interactive=False)}, {}
        yield {meter: html.busy(word("working" if service.settled else "waiting_model", lang)), wrong: "",
               run: gr.update(interactive=False), stop: gr.update(interactive=True), download: gr.update(visible=False)}
        try:
            if not path:
                raise said("no_file")
            chosen = parse_options(task, options_of(adapter, prompt, options, own), local=True)
            with tempfile.TemporaryDirectory() as folder:
                target = Path(folder) / f"{Path(path).stem}.en.xlsx"
                count = (0, 0)
                for what, item in live(lambda report: translate(service, task, Path(path), target, chosen, cancel=cancel,
                                                                progress=lambda *c: report(c)), cancel):
                    count = item if what == "now" else (count[1], count[1])
                    text = f"{count[0]:,} / {count[1]:,} {word('texts', lang)}, {time.monotonic() - began:.1f} {word('seconds', lang)}"
                    yield {meter: html.meter(*count, text)}
                    if what == "done":
                        yield {download: gr.update(value=str(target), visible=True), wrong: _failed(item, lang)}
        except OnebaseError as e:
            last = {meter: html.error_box(e, lang)}
        except Exception:
            yield {meter: html.error_box(said("unexpected"), lang)} | rest
            raise
        finally:
            runs.end(request.session_hash, key, cancel)
        yield rest | last

    run.click(go, [file, adapter, prompt, *options.components], [meter, download, wrong, run, stop], show_progress="hidden",
              api_visibility="private", trigger_mode="once", scroll_to_output=True)
    stop.click(stopper(runs, key), api_visibility="private", queue=False)
    return adapter


def _failed(rows: list, lang: str) -> html.Html | str:
    if not rows:
        return ""
    lines = [[html.brief(row.input["text"], 80), html.tag("span", " ".join(row.error.words(lang)), "ob-failed")]
             for row in rows[:SHOWN]]
    return html.panel(html.heading(f"{len(rows):,} {word('rows_failed', lang)}"),
                      html.table([word("input", lang), word("result", lang)], lines, "ob-stack"))
