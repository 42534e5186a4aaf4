"""One claim and one product: the form, the elements to edit, the chart, its files."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.i18n import Words, lang_of, word
from app.live import Runs, finished, live
from app.service import Service
from app.tabs.infringement import charts, elements, files, reading
from app.tabs.infringement.claim_side import ClaimSide, part, upload
from app.tabs.infringement.feedback import feedback
from app.tabs.single import adapter_of, prompt_of, stopper
from app.theme import piece
from documents.claim_charts import Case
from documents.claim_charts.report import LINK
from documents.readers import Document, read
from engine.errors import InputError, OnebaseError
from tasks.base import Options, Task, parse_options


def one(service: Service, task: Task, words: Words, runs: Runs) -> gr.Dropdown:
    document, held = gr.State(None), gr.State(None)
    with gr.Row(equal_height=False):
        with gr.Column(elem_classes="ob-form"):
            side = ClaimSide(words)
        with gr.Column(elem_classes="ob-form"):
            part("part_product", words)
            product = gr.Textbox(
                "",
                label=words.field("user_query"),
                lines=6,
                max_lines=14,
                elem_id="infringement-product",
                placeholder=words("product_placeholder"),
            )
            product_file = upload("product", [*reading.PRODUCT_KINDS], words)
            synonyms = gr.Textbox(
                "",
                label=words("synonyms_title"),
                info=words("synonyms_info"),
                lines=2,
                max_lines=8,
                elem_id="infringement-synonyms",
            )
            adapter = adapter_of(task, words, words("adapter_info"))
            with gr.Accordion(words("options"), open=False):
                margin = margin_of(words)
                language = gr.Radio(
                    [(words(f"lang_{v}"), v) for v in ("auto", "ko", "en")], value="auto", label=words("files_lang")
                )
                prompt = prompt_of(task, words)
            _examples(task, [side.regit, side.claim, product], words)
    with gr.Row():
        run = gr.Button(words("compare_run"), variant="primary", elem_id="infringement-run", min_width=100, scale=4)
        stop = gr.Button(words("cancel"), interactive=False, elem_id="infringement-stop", min_width=100, scale=1)
    answer = piece(
        words.html("chart_idle_html", lambda lang: html.note(word("chart_idle", lang))),
        elem_id="infringement-answer",
        js_on_load=LINK,
    )
    with gr.Row(visible=False, elem_id="infringement-files") as saved:
        buttons = {
            kind: gr.DownloadButton(words(f"download_{kind}"), size="sm", min_width=150, elem_id=f"infringement-{kind}")
            for kind in files.KINDS
        }
    with gr.Accordion(words("json"), open=False, visible=False, elem_id="infringement-json") as more:
        form = gr.Radio(
            [(words.value(v), v) for v in ("strict", "extended")], value="strict", label=words.field("form")
        )
        code = gr.Code(
            language="json",
            show_label=False,
            max_lines=24,
            interactive=False,
            wrap_lines=True,
            buttons=["copy", "download"],
        )
    correct = feedback(service, task, words, held)

    side.wire(answer)
    product_file.upload(
        _open_product, [product_file], [product, document, answer], show_progress="minimal", api_visibility="private"
    )
    form.change(_form, [held, form], [code], show_progress="hidden", api_visibility="private")

    def go(
        request: gr.Request,
        regit: str,
        text: str,
        state: str,
        status: str,
        expiry: str,
        territory: str,
        product: str,
        synonyms: str,
        margin: float,
        adapter: str,
        prompt: str,
        language: str,
        form: str,
        document: Document | None,
    ) -> Iterator[dict]:
        lang, cancel = lang_of(request), runs.begin(request.session_hash, task.name)
        rest = {run: gr.update(interactive=True), stop: gr.update(interactive=False)}
        # what a run shows is not hidden at its start: a quick run would show it before the browser has hidden it
        yield {
            answer: html.busy(word("working" if service.settled else "waiting_model", lang)),
            run: gr.update(interactive=False),
            stop: gr.update(interactive=True),
        }

        def steps() -> Iterator[dict]:
            given = _given(regit, text, state, product, status=status, expiry=expiry, territory=territory)
            options = options_of(task, adapter, prompt, synonyms, margin)
            for what, item in live(lambda report: service.answer(task, given, options, cancel=cancel), cancel):
                if what != "done":
                    continue
                name = document.name if document and document.text == product else ""
                case = Case(
                    given,
                    item.model_dump(mode="json"),
                    reading.pages_of(document, product),
                    name,
                    made(service, task, options),
                    options.synonyms,
                )
                with tempfile.TemporaryDirectory() as folder:
                    written = files.written(case, Path(folder), lang if language == "auto" else language)
                    # the page takes its own copies of the files while this generator waits
                    yield {
                        answer: charts.charted(case, lang),
                        held: case,
                        saved: gr.update(visible=True),
                        more: gr.update(visible=True),
                        code: _form(case, form),
                        **{buttons[kind]: gr.update(value=str(path)) for kind, path in written.items()},
                        **correct.filled(case, lang),
                    }

        hidden = {c: gr.update(visible=False) for c in (saved, more, correct.box)}
        yield from finished(steps(), lambda box: {answer: box} | hidden, rest, lang,
                            lambda: runs.end(request.session_hash, task.name, cancel))

    run.click(
        go,
        [*side.inputs, product, synonyms, margin, adapter, prompt, language, form, document],
        [answer, run, stop, saved, more, held, code, *buttons.values(), *correct.outputs],
        show_progress="hidden",
        api_visibility="private",
        trigger_mode="once",
        scroll_to_output=True,
    )
    stop.click(stopper(runs, task.name), api_visibility="private", queue=False)
    return adapter


def margin_of(words: Words) -> gr.Number:
    return gr.Number(20, label=words("margin_title"), info=words("margin_info"), minimum=0, maximum=100)


def _examples(task: Task, components: list, words: Words) -> None:
    with gr.Column(elem_classes="ob-examples", elem_id=f"{task.name}-examples", min_width=120):
        piece(words.html("examples_html", lambda lang: html.heading(word("examples", lang))))
        for example in task.examples:
            value = json.dumps(
                [example.get(n, "") for n in ("regit_num", "claim_text", "user_query")], ensure_ascii=False
            )
            gr.Button(
                html.brief(f"{example['user_query']} / {example['claim_text']}", 150),
                size="sm",
                elem_classes="ob-example",
            ).click(None, outputs=components, js=f"() => ({value})", api_visibility="private")


def options_of(task: Task, adapter: str, prompt: str, synonyms: str, margin: float | None) -> Options:
    """Typed synonyms are names and never a file of ours, so the options are read as a stranger's."""
    groups = []
    for line, text in enumerate(synonyms.splitlines(), 1):
        if text.strip() and not any(sign in text for sign in "=＝"):
            raise InputError(
                *(word(k, "en").format(n=line, text=text.strip()) for k in ("synonyms_lone", "synonyms_lone_hint")),
                ko=word("synonyms_lone", "ko").format(n=line, text=text.strip()),
                hint_ko=word("synonyms_lone_hint", "ko"),
            )
        groups += [text.strip()] if text.strip() else []
    return parse_options(
        task,
        {"form": "extended", "synonyms": groups}
        | ({} if margin is None else {"margin": margin / 100})
        | {k: v for k, v in (("adapter", adapter), ("prompt", prompt)) if v},
    )


def made(service: Service, task: Task, options: Options) -> str:
    """The day and the models, for the files."""
    adapter = service.adapter(task.name, options.adapter).name
    return ", ".join(
        filter(
            None, (date.today().isoformat(), f"Onebase ({service.settings.base}{f' + {adapter}' if adapter else ''})")
        )
    )


def _given(regit: str, text: str, state: str, product: str, **standing: str) -> dict[str, Any]:
    """The task's input. A number or elements of a claim that has been replaced since are left out."""
    if named := reading.numbered(text):  # pasted with its number and compared before the form has taken it apart
        regit, text = named[0].regit_num, named[0].claim_text
    for name, value in (("claim_text", text), ("user_query", product)):
        if not value.strip():
            raise reading.empty(name)
    number, edited = elements.chosen(state, text)
    return {
        "regit_num": regit.strip(),
        "claim_text": text,
        "user_query": product,
        **{k: v.strip() for k, v in standing.items()},
        **({"claim": number} if number else {}),
        "elements": edited,
    }


def _form(case: Case | None, form: str) -> str:
    if case is None:
        return ""
    return json.dumps(files.strict(case) if form == "strict" else case.result, ensure_ascii=False, indent=2)


def _open_product(path: str, request: gr.Request) -> list[Any]:
    try:
        document = read(Path(path))
    except OnebaseError as e:
        return [gr.skip(), gr.skip(), html.error_box(e, lang_of(request))]
    return [document.text, document, gr.skip()]
