"""One input at a time: the form, the examples, the answer."""
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import gradio as gr

from app import html
from app.form import Form
from app.i18n import Words, lang_of, word
from app.live import Runs, finished, live
from app.service import Service
from app.tabs import View
from app.theme import piece
from tasks.base import Task

COPY_JS = """
element.addEventListener('click', async (e) => {
  const button = e.target.closest('[data-copy]');
  if (!button) return;
  const text = element.querySelector('#' + button.dataset.copy).innerText;
  try { await navigator.clipboard.writeText(text); }
  catch { const area = document.createElement('textarea'); area.value = text; document.body.append(area);
          area.select(); document.execCommand('copy'); area.remove(); }
  const before = button.innerText; button.innerText = button.dataset.done;
  setTimeout(() => { button.innerText = before; }, 1500);
});
"""


def adapter_of(task: Task, words: Words, info: str | None = None) -> gr.Dropdown:
    return gr.Dropdown([(words("adapter_default"), ""), (words("adapter_none"), "none")], value="",
                       label=words("adapter"), info=info, elem_id=f"{task.name}-adapter", allow_custom_value=False)


def prompt_of(task: Task, words: Words) -> gr.Dropdown:
    import prompts
    return gr.Dropdown([(words("prompt_default"), ""), *((v, v) for v in prompts.versions(task.name))], value="",
                       label=words("prompt"))


def settings_of(task: Task, view: View, words: Words, skip: tuple[str, ...] = ()) -> tuple[Any, Any, Form]:
    """Adapter, prompt and the task's own options, as (components, …, form)."""
    adapter = adapter_of(task, words)
    with gr.Accordion(words("options"), open=False):
        form = Form(task.Options, words, skip=("adapter", "prompt", *skip), read=view.read,
                    files=view.files)
        prompt = prompt_of(task, words)
    return adapter, prompt, form


def stopper(runs: Runs, tab: str):
    def stop(request: gr.Request) -> None:
        runs.stop(request.session_hash, tab)
    return stop


def options_of(adapter: str, prompt: str, form: Form, values: tuple[Any, ...]) -> dict[str, Any]:
    return {k: v for k, v in (("adapter", adapter), ("prompt", prompt)) if v} | form.values(values)


def single(service: Service, task: Task, view: View, words: Words, runs: Runs) -> gr.Dropdown:
    """Returns the adapter's dropdown, whose choices the page fills in."""
    with gr.Row():
        with gr.Column(scale=5, elem_classes="ob-form"):
            form = Form(task.Input, words, lines=view.lines)
            with gr.Row():
                run = gr.Button(words("run"), variant="primary", elem_id=f"{task.name}-run", min_width=100)
                stop = gr.Button(words("cancel"), interactive=False, elem_id=f"{task.name}-stop", min_width=100)
            adapter, prompt, options = settings_of(task, view, words, (*view.of_files, *view.skip))
            if task.examples:
                _examples(task, form, words)
        with gr.Column(scale=6, elem_classes="ob-answer"):
            answer = piece(words.html("idle_html", lambda lang: html.note(word("idle", lang))), js_on_load=COPY_JS,
                           elem_id=f"{task.name}-answer")
            with gr.Accordion(words("json"), open=False, visible=False, elem_id=f"{task.name}-json") as more:
                code = gr.Code(language="json", show_label=False, max_lines=24, interactive=False, wrap_lines=True,
                               buttons=["copy", "download"])
    count = len(form.components)

    def go(request: gr.Request, *values: Any) -> Iterator[dict]:
        lang, cancel = lang_of(request), runs.begin(request.session_hash, task.name)
        text = word("working" if service.settled else "waiting_model", lang)
        rest = {run: gr.update(interactive=True), stop: gr.update(interactive=False)}
        yield {answer: html.busy(text), run: gr.update(interactive=False), stop: gr.update(interactive=True),
               more: gr.update(visible=False)}

        def steps() -> Iterator[dict]:
            given = form.values(values[:count])
            chosen = dict(view.standing(request)) | options_of(values[count], values[count + 1], options, values[count + 2:])
            for what, item in live(lambda report: service.answer(task, given, chosen, cancel=cancel,
                                                                 on_text=lambda i, text: report(text)), cancel):
                if what == "now" and view.streams:
                    yield {answer: html.panel(html.busy(word("working", lang)), html.tag("div", item, "ob-text"))}
                elif what == "done":
                    result = item.model_dump(mode="json")
                    yield {answer: view.render(result, given, lang), more: gr.update(visible=True),
                           code: json.dumps(result, ensure_ascii=False, indent=2)}

        yield from finished(steps(), lambda box: {answer: box, more: gr.update(visible=False)}, rest, lang,
                            lambda: runs.end(request.session_hash, task.name, cancel))

    run.click(go, [*form.components, adapter, prompt, *options.components], [answer, run, stop, more, code],
              show_progress="hidden", api_visibility="private", trigger_mode="once", scroll_to_output=True)
    stop.click(stopper(runs, task.name), api_visibility="private", queue=False)
    return adapter


def _examples(task: Task, form: Form, words: Words) -> None:
    """A button an example; the browser fills the form by itself, so that a run right after it has the text."""
    with gr.Column(elem_classes="ob-examples", elem_id=f"{task.name}-examples", min_width=120):
        piece(words.html("examples_html", lambda lang: html.heading(word("examples", lang))))
        for example in task.examples:
            texts = [example[n] for n in form.names if n in example and task.Input.model_fields[n].is_required()]
            values = [form.shown(n, example.get(n)) for n in form.names]
            value = json.dumps(values if len(values) > 1 else values[0], ensure_ascii=False)
            gr.Button(html.brief(" / ".join(map(str, texts)), 150), size="sm", elem_classes="ob-example").click(
                None, outputs=form.components, js=f"() => ({value})", api_visibility="private")
