"""The tab of a whole workbook: its table, who decides, the run, and what came of it."""
from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.context import Context

from app import download, html
from app.held import Held
from app.i18n import Words, lang_of, word
from app.service import Service
from app.tabs.classification import editor
from app.tabs.classification.method import Chooser
from app.tabs.classification.result import Results
from app.tabs.classification.run import Job, Run, Source
from app.tabs.classification.source import Picker
from app.theme import piece
from engine.errors import OnebaseError

# the run's key stands in the address, so that a reload, or the browser's history, comes back to it
KEEP_JS = """(key) => { const url = new URL(location); if (key) url.searchParams.set('run', key); else url.searchParams.delete('run');
history.replaceState(history.state, '', url); }"""
FIND_JS = "() => new URLSearchParams(location.search).get('run') || ''"


def step(words: Words, number: int, key: str) -> None:
    piece(words.html(f"oc_step_{number}", lambda lang: html.tag("div", html.join((
        html.tag("span", number, "oc-number"), html.tag("h3", word(key, lang)))), "oc-step")))


def workbook(service: Service, words: Words) -> None:
    sources: Held[Source] = Held()
    runs: Held[Run] = Held()
    with gr.Column(elem_classes="oc-card-block"):
        step(words, 1, "oc_step_source")
        picker = Picker(words, sources)
    with gr.Column(elem_classes="oc-card-block"):
        step(words, 2, "oc_step_method")
        chooser = Chooser(service, words)
    with gr.Column(elem_classes="oc-card-block"):
        step(words, 3, "oc_step_run")
        with gr.Row(elem_classes="oc-toolbar"):
            go = gr.Button(words("oc_start"), variant="primary", elem_id="oc-run", min_width=120, scale=0)
            stop = gr.Button(words("cancel"), interactive=False, elem_id="oc-stop", min_width=90, scale=0)
            again = gr.Button(words("oc_again"), visible=False, elem_id="oc-again", min_width=160, scale=0)
        meter = piece(elem_id="oc-meter")
    key = gr.Textbox(visible="hidden", elem_id="oc-key")
    results = Results(service, words, runs, key)
    timer = gr.Timer(1.0, active=False)
    moving = [key, meter, go, stop, again, timer, *results.moving]

    def state(run: Run, lang: str, query: tuple) -> dict[Any, Any]:
        """Everything that follows from where the run is."""
        waiting, busy = len(run.open_rows()), run.running
        return {meter: results.progress(run, lang), go: gr.update(interactive=not busy), stop: gr.update(interactive=busy),
                again: gr.update(visible=not busy and waiting > 0), timer: gr.Timer(active=busy)} | results.show(run, lang, *query)

    def begin(request: gr.Request, before: str, *values: Any) -> dict[Any, Any]:
        lang = lang_of(request)
        try:
            source, columns, separator, identity, expected = picker.chosen(*values[:len(picker.inputs)])
            options, labels, noted = chooser.options(lang, *values[len(picker.inputs):])
            options |= {"columns": columns, "separator": separator, "details": True}
            run = Run(service, source, Job(values[len(picker.inputs)], options, columns, separator, identity, expected,
                                           tuple(labels), chooser.trained_on(options), tuple(noted)))
            fresh = runs.keep(run)
            run.start()
            runs.drop(before)
        except OnebaseError as e:
            return {meter: html.error_box(e, lang)}
        return {key: fresh} | results.reset(run, lang) | state(run, lang, results.first)

    def look(request: gr.Request, held: str, *query: Any) -> dict[Any, Any]:
        run = runs.get(held)
        if run is None:
            return {timer: gr.Timer(active=False)}
        return state(run, lang_of(request), query)

    def attach(request: gr.Request, held: str) -> dict[Any, Any]:
        lang = lang_of(request)
        if not held:
            return {timer: gr.Timer(active=False)}
        run = runs.get(held)
        if run is None:
            return {key: "", meter: html.note(word("oc_run_gone", lang)), timer: gr.Timer(active=False)}
        return {key: held} | results.reset(run, lang) | state(run, lang, results.first)

    def cancel(held: str) -> None:
        if (run := runs.get(held)) is not None:
            run.stop()

    def resume(request: gr.Request, held: str, *query: Any) -> dict[Any, Any]:
        run, lang = runs.get(held), lang_of(request)
        if run is None:
            return {meter: html.note(word("oc_run_gone", lang)), again: gr.update(visible=False)}
        try:
            run.start()
        except OnebaseError as e:
            return {meter: html.error_box(e, lang)}
        return state(run, lang, query)

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    page = Context.root_block
    go.click(begin, [key, *picker.inputs, *chooser.inputs], moving, trigger_mode="once", **quiet).then(
        None, [key], js=KEEP_JS, api_visibility="private")
    stop.click(cancel, [key], queue=False, **quiet)
    again.click(resume, [key, *results.query], moving, trigger_mode="once", **quiet)
    timer.tick(look, [key, *results.query], moving, trigger_mode="once", **quiet)
    page.load(attach, [key], moving, js=FIND_JS, **quiet).then(None, [key], js=KEEP_JS, api_visibility="private")
    for button, suffix, what in zip(chooser.exports, (".csv", ".xlsx"), ("oc-categories-csv", "oc-categories-xlsx"), strict=True):
        download.offer(button, _categories(suffix), [chooser.categories], chooser.problem, what)


def _categories(suffix: str):
    def make(folder, lang: str, text: str) -> str:
        editor.exported(text, folder / f"categories{suffix}")
        return f"categories{suffix}"
    return make
