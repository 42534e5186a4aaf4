"""The last step: the distribution, the rows to filter and review, figures on labelled rows, and the files."""
from __future__ import annotations

from typing import Any

import gradio as gr

from app import download, html
from app.held import Held
from app.i18n import Words, lang_of, word
from app.service import Service
from app.tabs.classification import book, view
from app.tabs.classification.charts import FONT_JS, distribution
from app.tabs.classification.run import Run
from app.theme import piece
from documents import agreement, classified
from engine.errors import OnebaseError

TARGETS = (0.8, 0.9, 0.95)
QUIET = {"show_progress": "hidden", "api_visibility": "private"}
FILES = (("oc-xlsx", "oc_get_xlsx", book.workbook, "_classified.xlsx"), ("oc-csv", "oc_get_csv", book.csv, "_classified.csv"),
         ("oc-corrections", "oc_get_corrections", book.corrections, "_reviewed.jsonl"))

# a row, or a page of rows, is chosen with the mouse or the keyboard; on a narrow screen the row's text comes to view
TABLE_JS = """
const act = (e) => {
  const page = e.target.closest('[data-page]');
  if (page) { if (!page.disabled) trigger('click', {page: page.dataset.page}); return true; }
  const row = e.target.closest('[data-pick]');
  if (row) { trigger('click', {pick: row.dataset.pick});
    if (innerWidth < 900) document.querySelector('#oc-detail').scrollIntoView({behavior: 'smooth'}); return true; }
};
element.addEventListener('click', act);
element.addEventListener('keydown', (e) => { if ((e.key === 'Enter' || e.key === ' ') && act(e)) e.preventDefault(); });
"""
BARS_JS = FONT_JS + """
element.addEventListener('click', (e) => { const bar = e.target.closest('[data-label]');
  if (bar) trigger('click', {label: bar.dataset.label}); });
"""


class Results:
    """`query`: what is asked of the rows, as inputs in the order of `show`; `first`: as it is for a new run; `moving`:
    outputs that follow a run."""

    first = ((), "all", 100, "row", "", False, 0, None)

    def __init__(self, service: Service, words: Words, runs: Held[Run], key: gr.Textbox):
        self.service, self.runs, self.key = service, runs, key
        with gr.Column(visible=False, elem_classes="oc-card-block", elem_id="oc-results") as self.box:
            piece(words.html("oc_step_4", lambda lang: html.tag("div", html.join((
                html.tag("span", 4, "oc-number"), html.tag("h3", word("oc_step_result", lang)))), "oc-step")))
            self.summary = piece(elem_id="oc-summary")
            with gr.Row(elem_classes="oc-toolbar"):
                buttons = [gr.Button(words(label), variant="primary" if name == "oc-xlsx" else "secondary", elem_id=name,
                                     min_width=200, scale=0) for name, label, _, _ in FILES]
            self.problem = piece(elem_id="oc-files-error")
            self.charts = piece(elem_id="oc-charts", js_on_load=BARS_JS)
            self._rows(words)
            with gr.Accordion(words("oc_figures"), open=False, elem_id="oc-figures") as self.judged:
                self._figures(words)
        self.query = [self.labels, self.state, self.below, self.order, self.words, self.every, self.page, self.chosen]
        self.shown = [self.summary, self.charts, self.table, self.figures, self.curve, self.slider]
        self.one = [self.detail, self.relabel, self.accept, self.lock, self.clear, self.chosen, self.page]
        self.moving = list(dict.fromkeys([self.box, *self.query, *self.shown, *self.one, self.judged]))
        self._wire()
        for button, (name, _, write, suffix) in zip(buttons, FILES, strict=True):
            download.offer(button, self._maker(write, suffix), [key], self.problem, name)

    # -- parts ---------------------------------------------------------------------------------------------------
    def _rows(self, words: Words) -> None:
        with gr.Row(elem_classes="oc-filters"):
            self.labels = gr.Dropdown([], multiselect=True, label=words.field("label"), min_width=180, scale=3, elem_id="oc-filter-label")
            self.state = gr.Dropdown([(words(f"oc_state_{s}"), s) for s in view.STATES], value="all", label=words("oc_state"),
                                     min_width=130, scale=2, elem_id="oc-filter-state")
            self.order = gr.Dropdown([(words(f"oc_order_{o}"), o) for o in view.ORDERS], value="row", label=words("oc_order"),
                                     min_width=130, scale=2, elem_id="oc-order")
            self.words = gr.Textbox(label=words("oc_search"), max_lines=1, min_width=130, scale=2, elem_id="oc-search")
        with gr.Row(elem_classes="oc-filters"):
            self.below = gr.Slider(0, 100, 100, step=1, label=words("oc_below"), scale=4, min_width=220, elem_id="oc-below")
            self.every = gr.Checkbox(False, label=words("oc_every"), scale=2, min_width=230, container=False, elem_id="oc-every")
        self.page, self.chosen = gr.State(0), gr.State(None)
        with gr.Row(equal_height=False):
            with gr.Column(scale=8, min_width=300):
                self.table = piece(elem_id="oc-table", js_on_load=TABLE_JS)
            with gr.Column(scale=5, min_width=300, elem_classes="oc-side", elem_id="oc-detail"):
                with gr.Row(elem_classes="oc-review"):
                    self.accept = gr.Button(words("oc_accept"), size="sm", interactive=False, min_width=70, elem_id="oc-accept")
                    self.lock = gr.Button(words("oc_lock"), size="sm", interactive=False, min_width=70, elem_id="oc-lock")
                    self.clear = gr.Button(words("oc_clear"), size="sm", interactive=False, min_width=70, elem_id="oc-clear")
                    self.before = gr.Button("‹", size="sm", min_width=36, scale=0, elem_id="oc-prev")
                    self.after = gr.Button("›", size="sm", min_width=36, scale=0, elem_id="oc-next")
                self.relabel = gr.Dropdown([], label=words("oc_relabel"), interactive=False, elem_id="oc-relabel")
                self.detail = piece(elem_id="oc-row")

    def _figures(self, words: Words) -> None:
        with gr.Row(equal_height=False):
            with gr.Column(scale=6, min_width=300):
                self.figures = piece(elem_id="oc-agreement")
            with gr.Column(scale=5, min_width=300):
                piece(words.html("oc_threshold_html", lambda lang: html.join((
                    html.heading(word("oc_threshold_title", lang)), html.tag("p", word("oc_threshold_about", lang), "oc-lead")))))
                with gr.Row(elem_classes="oc-toolbar"):
                    self.targets = [gr.Button(f"{t:.0%}", size="sm", min_width=60, scale=0, elem_id=f"oc-target-{t * 100:.0f}")
                                    for t in TARGETS]
                self.slider = gr.Slider(0, 1, 0.5, step=0.01, label=words("oc_threshold"), elem_id="oc-threshold")
                self.curve = piece(elem_id="oc-curve")
                self.rest = gr.Button(words("oc_show_rest"), size="sm", elem_id="oc-show-rest", elem_classes="oc-small")

    def _wire(self) -> None:
        asked = [self.key, *self.query]
        gr.on([self.labels.input, self.state.input, self.order.input, self.words.submit, self.words.blur, self.below.release,
               self.every.input], self._filter, asked, [self.table, self.page], **QUIET)
        self.table.click(self._click, asked, [self.table, *self.one], **QUIET)
        self.charts.click(self._bar, asked, [self.table, self.labels, self.page], **QUIET)
        reviewed = [*self.shown, *self.one]
        for button, state in ((self.accept, classified.ACCEPTED), (self.lock, classified.LOCKED), (self.clear, None)):
            button.click(self._reviewer(state), asked, reviewed, **QUIET)
        self.relabel.input(self._relabelled, [*asked, self.relabel], reviewed, **QUIET)
        for button, by in ((self.before, -1), (self.after, 1)):
            button.click(self._stepper(by), asked, [self.table, *self.one], **QUIET)
        self.slider.input(self._threshold, [self.key, self.slider], [self.curve], trigger_mode="always_last", **QUIET)
        for button, share in zip(self.targets, TARGETS, strict=True):
            button.click(self._target(share), [self.key], [self.slider, self.curve], **QUIET)
        self.rest.click(self._rest, [*asked, self.slider], [self.table, self.below, self.state, self.order, self.page], **QUIET)

    # -- what is shown -------------------------------------------------------------------------------------------
    def progress(self, run: Run, lang: str) -> html.Html:
        return view.progress(run, lang, not self.service.settled)

    def reset(self, run: Run, lang: str) -> dict[Any, Any]:
        """A run that was not on the page before."""
        labels = list(run.answers)
        return {self.box: gr.update(visible=True), self.labels: gr.update(choices=labels, value=[]), self.state: "all",
                self.below: 100, self.order: "row", self.words: "", self.every: False, self.page: 0,
                self.figures: "", self.curve: "", self.judged: gr.update(open=run.job.expected is not None)} | self._one(run, None, lang)

    def show(self, run: Run, lang: str, *query: Any) -> dict[Any, Any]:
        """What follows a run while it goes on; figures wait for its end."""
        found = {self.summary: view.summary(run, lang),
                 self.charts: distribution(classified.counted(run.lines), run.answers, lang),
                 self.table: self._table(run, lang, query)}
        return found if run.running else found | self._judged(run, lang)

    def _judged(self, run: Run, lang: str) -> dict[Any, Any]:
        judged = view.Judged.of(run)
        at = run.threshold if run.threshold is not None else _digits(agreement.widest(judged.points, TARGETS[1]))
        return {self.figures: view.figures(run, judged, lang), self.curve: view.threshold(judged, at, lang), self.slider: at}

    def _table(self, run: Run, lang: str, query: tuple) -> html.Html:
        return view.table(run, _asked(query), query[7], lang)

    def _one(self, run: Run, i: int | None, lang: str) -> dict[Any, Any]:
        line = run.lines[i] if i is not None else None
        can = line is not None
        return {self.detail: view.detail(run, i, lang), self.chosen: i,
                self.relabel: gr.update(choices=list(run.answers), value=line.final if line else None, interactive=can),
                self.accept: gr.update(interactive=can and line.label is not None),
                self.lock: gr.update(interactive=can and line.final is not None),
                self.clear: gr.update(interactive=can and line.reviewed is not None)}

    # -- events --------------------------------------------------------------------------------------------------
    def _filter(self, request: gr.Request, held: str, *query: Any) -> dict[Any, Any]:
        run = self.runs.get(held)
        return {} if run is None else {self.page: 0, self.table: self._table(run, lang_of(request), (*query[:6], 0, query[7]))}

    def _click(self, request: gr.Request, event: gr.EventData, held: str, *query: Any) -> dict[Any, Any]:
        run, lang = self.runs.get(held), lang_of(request)
        if run is None:
            return {}
        if (page := _place(getattr(event, "page", None))) is not None:
            return {self.page: page, self.table: self._table(run, lang, (*query[:6], page, query[7]))}
        i = _place(getattr(event, "pick", None))
        return self._go(run, i, lang, query) if i is not None and i < len(run.lines) else {}

    def _go(self, run: Run, i: int, lang: str, query: tuple) -> dict[Any, Any]:
        """To row i, and to the page of the rows that it is on."""
        query = (*query[:7], i)
        found = _asked(query).find(run)
        page = found.index(i) // view.PAGE if i in found else query[6]
        try:
            one = self._one(run, i, lang)
        except OnebaseError as e:
            one = {self.detail: html.error_box(e, lang), self.chosen: i}
        return one | {self.page: page, self.table: self._table(run, lang, (*query[:6], page, i))}

    def _bar(self, request: gr.Request, event: gr.EventData, held: str, *query: Any) -> dict[Any, Any]:
        run, label = self.runs.get(held), getattr(event, "label", None)
        if run is None or label not in run.answers:
            return {}
        labels = [] if list(query[0]) == [label] else [label]      # a second click shows all again
        return {self.labels: labels, self.page: 0,
                self.table: self._table(run, lang_of(request), (labels, *query[1:6], 0, query[7]))}

    def _reviewer(self, state: str | None):
        def review(request: gr.Request, held: str, *query: Any) -> dict[Any, Any]:
            return self._review(lang_of(request), held, query, state)
        return review

    def _relabelled(self, request: gr.Request, held: str, *values: Any) -> dict[Any, Any]:
        *query, label = values
        return self._review(lang_of(request), held, tuple(query), classified.RELABELLED, label) if label else {}

    def _review(self, lang: str, held: str, query: tuple, state: str | None, label: str | None = None) -> dict[Any, Any]:
        run, i = self.runs.get(held), query[7]
        if run is None or i is None:
            return {}
        try:
            run.review(i, state, label)
        except OnebaseError as e:
            return {self.detail: html.error_box(e, lang)}
        return self.show(run, lang, *query) | self._one(run, i, lang)

    def _stepper(self, by: int):
        def move(request: gr.Request, held: str, *query: Any) -> dict[Any, Any]:
            run = self.runs.get(held)
            found = _asked(query).find(run) if run is not None else []
            if not found:
                return {}
            here = query[7]
            if here in found:
                place = found.index(here) + by
            else:            # a row that has left the filter: on to what stands next to where it was
                place = next((n for n, i in enumerate(found) if here is not None and i > here), 0) + min(by, 0)
            return self._go(run, found[min(max(place, 0), len(found) - 1)], lang_of(request), query)
        return move

    def _threshold(self, request: gr.Request, held: str, at: float) -> Any:
        run = self.runs.get(held)
        if run is None:
            return gr.update()
        run.threshold = at
        return view.threshold(view.Judged.of(run), at, lang_of(request))

    def _target(self, share: float):
        def find(request: gr.Request, held: str) -> list[Any]:
            run, lang = self.runs.get(held), lang_of(request)
            if run is None:
                return [gr.update(), gr.update()]
            judged = view.Judged.of(run)
            point = agreement.widest(judged.points, share)
            if point is None:
                return [gr.update(), html.note(word("oc_target_none", lang).format(share=f"{share * 100:.0f}"))]
            run.threshold = _digits(point)
            return [_digits(point), view.threshold(judged, _digits(point), lang)]
        return find

    def _rest(self, request: gr.Request, held: str, *values: Any) -> dict[Any, Any]:
        *query, at = values
        run = self.runs.get(held)
        if run is None:
            return {}
        asked = (query[0], "unreviewed", round(at * 100), "confidence", *query[4:6], 0, query[7])
        return {self.below: asked[2], self.state: asked[1], self.order: asked[3], self.page: 0,
                self.table: self._table(run, lang_of(request), asked)}

    def _maker(self, write, suffix: str):
        def make(folder, lang: str, held: str) -> str:
            run = self.runs.get(held)
            if run is None:
                from app.i18n import said
                raise said("oc_gone")
            name = f"{run.source.name.rpartition('.')[0]}{suffix}"
            write(run, self.service, folder / name, lang)
            return name
        return make


def _asked(query: tuple) -> view.Query:
    labels, state, below, order, words, every, page, _ = query
    below = 1.0 if below is None else below / 100
    return view.Query(tuple(labels or ()), below, state, order, (words or "").strip(), bool(every), page or 0)


def _digits(point: agreement.Point | None) -> float:
    """A threshold in the slider's two digits, rounded down so that the row at it stays in."""
    return int(point.threshold * 100) / 100 if point else 0.5


def _place(value: Any) -> int | None:
    """A place that the browser sent, which may be anything."""
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 9 else None
