"""Several claims and several products: every pair, as a ranking and as a matrix."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.drawer import PICK_JS
from app.i18n import Words, field, lang_of, word
from app.live import Runs, finished, live
from app.service import Service
from app.tabs.infringement import charts, reading
from app.tabs.infringement.claim_side import part
from app.tabs.infringement.one import made, margin_of, options_of
from app.tabs.single import adapter_of, prompt_of, stopper
from app.theme import piece
from documents.claim_charts import Case, deciding, label, marks, xlsx
from documents.claim_charts.fragments import risk_badge
from documents.claim_charts.report import LINK
from documents.readers import Document
from tasks.base import Options, Row, Task
from tasks.infringement.many import Cell, cells, matrix, pairs, ranked

SHOWN = 200  # lines of the ranking on the page; the file has all


def many(service: Service, task: Task, words: Words, runs: Runs) -> gr.Dropdown:
    key, held = f"{task.name} many", gr.State(())
    piece(words.html("many_about_html", lambda lang: html.tag("p", word("many_about", lang), "ob-about")))
    with gr.Row():
        with gr.Column(elem_classes="ob-form"):
            part("part_claim", words)
            claims = gr.Textbox("", label=words("many_claims"), lines=6, max_lines=12, elem_id="many-claims")
            claim_files = gr.File(
                show_label=False,
                file_count="multiple",
                file_types=[*reading.CLAIM_KINDS],
                height=135,
                elem_id="many-claim-files",
            )
            every = gr.Radio(
                [(words(f"scope_{v}"), v) for v in ("independent", "all")],
                value="independent",
                label=words("many_scope"),
            )
        with gr.Column(elem_classes="ob-form"):
            part("part_product", words)
            products = gr.Textbox("", label=words("many_products"), lines=6, max_lines=12, elem_id="many-products")
            product_files = gr.File(
                show_label=False,
                file_count="multiple",
                height=135,
                elem_id="many-product-files",
                file_types=[*dict.fromkeys((*reading.PRODUCT_KINDS, *reading.TABLES))],
            )
            synonyms = gr.Textbox("", label=words("synonyms_title"), info=words("synonyms_info"), lines=1, max_lines=8)
    with gr.Accordion(words("options"), open=False):
        adapter = adapter_of(task, words, words("adapter_info"))
        margin = margin_of(words)
        prompt = prompt_of(task, words)
    _example(task, [claims, products], words)
    with gr.Row():
        run = gr.Button(words("compare_run"), variant="primary", elem_id="many-run", min_width=100, scale=4)
        stop = gr.Button(words("cancel"), interactive=False, min_width=100, elem_id="many-stop", scale=1)
    meter = piece(words.html("many_idle_html", lambda lang: html.note(word("many_idle", lang))), elem_id="many-meter")
    download = gr.DownloadButton(words("download_matrix"), visible=False, variant="primary", elem_id="many-download")
    table = piece(elem_id="many-table", js_on_load=PICK_JS)
    chart = piece(elem_id="many-chart", js_on_load=LINK)

    def go(
        request: gr.Request,
        claims: str,
        claim_files: list[str] | None,
        every: str,
        products: str,
        product_files: list[str] | None,
        synonyms: str,
        margin: float,
        adapter: str,
        prompt: str,
    ) -> Iterator[dict]:
        lang, cancel, began = lang_of(request), runs.begin(request.session_hash, key), time.monotonic()
        rest = {run: gr.update(interactive=True), stop: gr.update(interactive=False)}
        yield {
            meter: html.busy(word("working" if service.settled else "waiting_model", lang)),
            table: "",
            chart: "",
            held: (),
            run: gr.update(interactive=False),
            stop: gr.update(interactive=True),
        }
        def steps() -> Iterator[dict]:
            options = options_of(task, adapter, prompt, synonyms, margin)
            named = reading.products(products, product_files or ())
            asked = pairs(
                [(p.name, p.text) for p in named], reading.all_patents(claims, claim_files or ()), every == "all"
            )
            for what, item in live(lambda report: _work(service, task, asked, options, cancel, report), cancel):
                if what == "now":
                    yield {meter: html.meter(*item, _said(*item, 0, began, lang))}
                    continue
                found = cells(item)
                cases = _cases(found, {p.name: p for p in named}, made(service, task, options), options)
                failed = [c for c in found if c.risk is None]
                yield {
                    meter: html.meter(len(item), len(item), _said(len(item), len(item), len(failed), began, lang)),
                    held: tuple(cases),
                    table: _tables(found, cases, lang),
                }
                with tempfile.TemporaryDirectory() as folder:
                    target = Path(folder) / "infringement-matrix.xlsx"
                    target.write_bytes(_workbook(found, cases, failed, lang))
                    yield {download: gr.update(value=str(target), visible=True)}

        yield from finished(steps(), lambda box: {meter: box, download: gr.update(visible=False)}, rest, lang,
                            lambda: runs.end(request.session_hash, key, cancel))

    def show(cases: tuple[Case | None, ...], event: gr.EventData, request: gr.Request) -> str:
        place = str(event.pick)
        case = cases[int(place)] if place.isdigit() and int(place) < len(cases) else None
        if case is None:
            return ""
        lang = lang_of(request)
        title = html.tag(
            "h3", f"{word('many_chart_of', lang)}: {label(case, charts.say_in(lang))} / {case.product}", "ob-part"
        )
        return html.tag("div", html.join((title, charts.charted(case, lang))), "ob-chart-of")

    run.click(
        go,
        [claims, claim_files, every, products, product_files, synonyms, margin, adapter, prompt],
        [meter, table, chart, held, run, stop, download],
        show_progress="hidden",
        api_visibility="private",
        trigger_mode="once",
        scroll_to_output=True,
    )
    stop.click(stopper(runs, key), api_visibility="private", queue=False)
    table.click(show, [held], [chart], show_progress="hidden", api_visibility="private", scroll_to_output=True)
    return adapter


def _example(task: Task, components: list[Any], words: Words) -> None:
    """Every example's claim and product, filled in by the browser itself."""
    claims = "\n\n".join(f"등록번호: {e['regit_num']}\n청구항 1. {e['claim_text']}" for e in task.examples)
    value = json.dumps([claims, "\n\n".join(e["user_query"] for e in task.examples)], ensure_ascii=False)
    with gr.Column(elem_classes="ob-examples", elem_id="many-examples", min_width=120):
        piece(words("examples_html"))
        gr.Button(words("many_example"), size="sm", elem_classes="ob-example").click(
            None, outputs=components, js=f"() => ({value})", api_visibility="private"
        )


def _work(service: Service, task: Task, asked: list[dict[str, Any]], options: Options, cancel, report) -> list[Row]:
    report((0, len(asked)))
    return list(service.run(task, asked, options, cancel=cancel, progress=lambda done, total: report((done, total))))


def _said(done: int, total: int, failed: int, began: float, lang: str) -> str:
    text = f"{done:,} / {total:,} {word('many_pairs', lang)}"
    if failed:
        text += f", {failed:,} {word('rows_failed', lang)}"
    return f"{text}, {time.monotonic() - began:.1f} {word('seconds', lang)}"


def _cases(found: Sequence[Cell], products: Mapping[str, Document], made: str, options: Options) -> list[Case | None]:
    """One a cell; None where it failed."""
    out: list[Case | None] = []
    for cell in found:
        document, answer = products[cell.product], cell.row.result
        pages = reading.pages_of(document, document.text)
        result = answer and answer.model_dump(mode="json")
        out.append(result and Case(cell.row.input, result, pages, cell.product, made, options.synonyms))
    return out


def _workbook(found: Sequence[Cell], cases: Sequence[Case | None], failed: Sequence[Cell], lang: str) -> bytes:
    by_cell = {id(cell): case for cell, case in zip(found, cases, strict=True)}
    ranking = [case for cell in ranked(found) if (case := by_cell[id(cell)])]
    why = [(_claim(c.regit_num, c.claim, lang), c.product, " ".join(c.row.error.words(lang)).strip()) for c in failed]
    return xlsx.many([case for case in cases if case], ranking, why, charts.say_in(lang))


def _claim(regit_num: str, number: int, lang: str) -> str:
    return " ".join(filter(None, (regit_num, word("chart_claim_number", lang).format(n=number))))


def _tables(found: Sequence[Cell], cases: Sequence[Case | None], lang: str) -> html.Html:
    """The matrix where there are several claims and products, and the ranking."""
    places, grid = {id(cell): i for i, cell in enumerate(found)}, matrix(found)
    parts: list[Any] = []
    if len(grid.products) > 1 and len(grid.claims) > 1:
        heads = [word("chart_product", lang), *(_claim(*claim, lang) for claim in grid.claims)]
        lines = [
            [html.brief(product, 80), *(_cell(places.get(id(cell)), cases, lang) for cell in line)]
            for product, line in zip(grid.products, grid.grid, strict=True)
        ]
        parts += [html.heading(word("sheet_matrix", lang)), html.table(heads, lines, "ob-matrix")]
    heads = [
        "#",
        word("chart_claim", lang),
        word("chart_product", lang),
        field("risk_level", lang),
        word("chart_deciding", lang),
    ]
    lines = []
    for rank, cell in enumerate(ranked(found)[:SHOWN], 1):
        place = places[id(cell)]
        if cases[place] is None:
            why: Any = html.tag("span", " ".join(cell.row.error.words(lang)), "ob-failed")
        else:
            why = html.brief("; ".join(row["patent_element"] for row in deciding(cases[place])), 120)
        claim = _claim(cell.regit_num, cell.claim, lang)
        lines.append([rank, claim, html.brief(cell.product, 60), _cell(place, cases, lang), why])
    parts += [
        html.heading(word("sheet_ranking", lang)),
        html.table(heads, lines, "ob-stack"),
        html.tag("p", word("many_legend", lang), "ob-dim ob-small"),
    ]
    if len(found) > SHOWN:
        parts.append(html.tag("p", word("first_shown", lang).format(n=SHOWN), "ob-dim ob-small"))
    parts.append(html.tag("p", word("notice", lang), "ob-dim ob-small"))
    return html.panel(*parts)


def _cell(place: int | None, cases: Sequence[Case | None], lang: str) -> html.Html:
    """The risk of a pair, to be clicked for its chart."""
    case = None if place is None else cases[place]
    if case is None:
        return html.tag("span", "–", "ob-dim")
    badge = html.Html(risk_badge(case.risk, charts.say_in(lang)))
    return html.tag(
        "button", html.join((badge, html.tag("small", marks(case)))), "ob-cell", type="button", data_pick=place
    )
