"""A file of rows: preview, columns, progress, the table of answers and the file that comes back."""
from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from app import html, rows
from app.i18n import Words, field, lang_of, said, word
from app.live import Runs, finished, live
from app.service import Service
from app.tabs import View
from app.tabs.single import options_of, settings_of, stopper
from app.theme import piece
from documents import tables
from engine.errors import OnebaseError
from tasks.base import Row, Task

SHOWN = 50                                   # rows of the table on the page
TYPES = [*tables.FORMATS]


def batch(service: Service, task: Task, view: View, words: Words, runs: Runs) -> gr.Dropdown:
    required = [n for n, f in task.Input.model_fields.items() if f.is_required()]
    with gr.Row():
        with gr.Column(scale=5, elem_classes="ob-form"):
            piece(words.html("file_html", lambda lang: html.heading(word("file", lang))), elem_classes="ob-above")
            file = gr.File(show_label=False, file_types=TYPES, height=140, elem_id=f"{task.name}-file")
            columns = [gr.Dropdown([], label=words.add(f"column_{n}", {
                lang: f"{word('column_for', lang)} {field(n, lang)}" for lang in ("ko", "en")}), visible=False)
                for n in required]
            kind = gr.Radio([(k[1:], k) for k in (".xlsx", ".csv", ".jsonl")], value=".xlsx", label=words("format"))
            with gr.Row():
                run = gr.Button(words("run"), variant="primary", elem_id=f"{task.name}-batch-run",
                                min_width=100)
                stop = gr.Button(words("cancel"), interactive=False, min_width=100)
            adapter, prompt, options = settings_of(task, view, words, view.skip)
        with gr.Column(scale=6, elem_classes="ob-answer"):
            meter = piece(elem_id=f"{task.name}-meter")
            download = gr.DownloadButton(words("download"), visible=False, variant="primary",
                                         elem_id=f"{task.name}-download")
            table = piece(words("idle_html"), elem_id=f"{task.name}-rows")

    def look(path: str | None, request: gr.Request) -> list[Any]:
        """What the file holds, before anything runs."""
        lang, hidden = lang_of(request), [gr.update(visible=False, choices=[], value=None) for _ in required]
        if not path:
            return [html.note(word("idle", lang)), "", gr.update(visible=False), *hidden]
        try:
            found = tables.read(Path(path), most=tables.MOST_ROWS)
        except OnebaseError as e:
            return [html.error_box(e, lang), "", gr.update(visible=False), *hidden]
        first = html.table(found.columns, [[html.brief(r.get(c), 60) for c in found.columns]
                                           for r in found.rows[:5] if isinstance(r, Mapping)])
        missing = [n for n in required if n not in found.columns]
        if not found.tabular and missing:
            missing = [n for n in missing if not any(n in r for r in found.rows if isinstance(r, Mapping))]
        if view.columns is not None and view.columns(found.columns):
            missing = []
        shown = [html.heading(f"{word('preview', lang)}, {len(found.rows):,} {word('rows', lang)}"), first]
        if missing:
            names = ", ".join(field(n, lang) for n in missing)
            shown.insert(0, html.tag("p", word("unmatched", lang).format(names=names), "ob-dim"))
        pick = [gr.update(visible=n in missing, choices=[*found.columns], value=None) for n in required]
        return [html.panel(*shown), "", gr.update(visible=False), *pick]

    file.change(look, [file], [table, meter, download, *columns], show_progress="hidden", api_visibility="private")

    def go(request: gr.Request, path: str | None, suffix: str, *values: Any) -> Iterator[dict]:
        lang, key = lang_of(request), f"{task.name} batch"
        cancel = runs.begin(request.session_hash, key)
        # the download stays as it is: hidden here and shown again at once, the page may keep it hidden
        yield {meter: html.busy(word("working" if service.settled else "waiting_model", lang)),
               run: gr.update(interactive=False), stop: gr.update(interactive=True)}
        rest = {run: gr.update(interactive=True), stop: gr.update(interactive=False)}

        def steps() -> Iterator[dict]:
            if not path:
                raise said("no_file")
            picked = dict(zip(required, values[:len(required)], strict=True))
            adapter_name, prompt_name, *own = values[len(required):]
            chosen = dict(view.standing(request)) | options_of(adapter_name, prompt_name, options, tuple(own))
            found = tables.read(Path(path), most=tables.MOST_ROWS)
            with tempfile.TemporaryDirectory() as folder:
                target = Path(folder) / f"{Path(path).stem}_{task.name}{suffix}"
                for what, item in live(_work(service, task, found, picked, chosen, target, lang, cancel, view.note), cancel):
                    done, failed, total, seen, began = item
                    yield {meter: _meter(done, failed, total, began, lang), table: _table(task, view, seen, total, lang)}
                    if what == "done":
                        # the page takes its own copy of the file while this generator waits
                        yield {download: gr.update(value=str(target), visible=True)}

        yield from finished(steps(), lambda box: {meter: box, download: gr.update(visible=False)}, rest, lang,
                            lambda: runs.end(request.session_hash, key, cancel))

    run.click(go, [file, kind, *columns, adapter, prompt, *options.components],
              [meter, table, download, run, stop], show_progress="hidden", api_visibility="private",
              trigger_mode="once", scroll_to_output=True)
    stop.click(stopper(runs, f"{task.name} batch"), api_visibility="private", queue=False)
    return adapter


def _work(service: Service, task: Task, found: tables.Table, picked: Mapping[str, str | None], chosen: dict[str, Any],
          target: Path, lang: str, cancel, note: str):
    """Rows with the picked columns under the fields' names, answered into `target`."""
    renamed = {n: c for n, c in picked.items() if c and c != n}
    taken = [r if isinstance(r, tables.BadRow) else dict(r) | {n: r.get(c) for n, c in renamed.items()} for r in found.rows]

    def work(report) -> tuple:
        began, seen, failed, done = time.monotonic(), [], 0, 0
        answers = service.run(task, taken, chosen, cancel=cancel, tabular=found.tabular or bool(renamed))
        report((0, 0, len(taken), [], began))
        with rows.writer(target, found.columns, task.Result.model_fields, lang, word(note, lang) if note else "") as write:
            for row in answers:
                write(row)
                done, failed = done + 1, failed + (row.error is not None)
                if len(seen) < SHOWN:
                    seen.append(row)
                report((done, failed, len(taken), list(seen), began))
        return done, failed, len(taken), seen, began
    return work


def _meter(done: int, failed: int, total: int, began: float, lang: str) -> html.Html:
    text = f"{done:,} / {total:,} {word('rows', lang)}"
    if failed:
        text += f", {failed:,} {word('rows_failed', lang)}"
    return html.meter(done, total, f"{text}, {time.monotonic() - began:.1f} {word('seconds', lang)}")


def _table(task: Task, view: View, seen: list[Row], total: int, lang: str) -> html.Html:
    first = next(n for n, f in task.Input.model_fields.items() if f.is_required())
    lines = []
    for row in seen:
        given = row.input.get(first) if isinstance(row.input, Mapping) else row.input
        if row.error is not None:
            message, hint = row.error.words(lang)
            answer: Any = html.tag("span", f"{message} {hint}", "ob-failed")
        else:
            answer = view.brief(row.result.model_dump(mode="json"), lang)
        lines.append([row.index + 1, html.brief(given, 90), answer])
    parts = [html.table([word("row", lang), word("input", lang), word("result", lang)], lines, "ob-stack")]
    if total > SHOWN:
        parts.append(html.tag("p", word("first_shown", lang).format(n=SHOWN), "ob-dim"))
    return html.panel(*parts)
