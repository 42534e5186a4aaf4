"""A document in, the same document in English out: analysis, run, review, file."""
from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.document import answer, said, senses
from app.i18n import Words, lang_of, word
from app.i18n import said as error_of
from app.live import Runs, live
from app.service import Service
from app.tabs import View
from app.tabs.single import options_of, settings_of, stopper
from app.tabs.translation import review
from app.tabs.translation.findings import Checker
from app.tabs.translation.workspace import Document, Workspace, Workspaces
from app.theme import piece
from documents.files import KINDS
from engine.errors import Cancelled, OnebaseError
from tasks.base import Task

KEY = "translation document"
NOTICES = 12                                 # shown of a file
# the file is made when it is asked for; gradio's own button then downloads it
DOWNLOAD_JS = "() => setTimeout(() => document.querySelector('#document-file-made').click(), 150)"


@dataclass
class Shown:
    """What a visitor looks at in the review."""
    look: review.Look = field(default_factory=review.Look)
    checker: Checker = field(default_factory=Checker)
    at: int = -1                             # number of the line that was touched last


class DocumentTab:
    def __init__(self, service: Service, task: Task, view: View, words: Words, runs: Runs, spaces: Workspaces):
        self.service, self.task, self.runs, self.spaces = service, task, runs, spaces
        self._shown: dict[str, Shown] = {}   # workspace → what is looked at
        self.adapter = self._build(view, words)

    # -- components ------------------------------------------------------------------------------------------------
    def _build(self, view: View, words: Words) -> gr.Dropdown:
        with gr.Row():
            with gr.Column(scale=5, elem_classes="ob-form"):
                piece(words.html("document_html", lambda lang: html.heading(word("document_file", lang))), elem_classes="ob-above")
                self.file = gr.File(show_label=False, file_types=[*KINDS], height=140, elem_id="document-file")
                self.sheets = gr.Checkbox(False, label=words("sheet_names"), elem_id="document-sheets")
                with gr.Row():
                    self.run = gr.Button(words("document_run"), variant="primary", elem_id="document-run", min_width=100)
                    self.stop = gr.Button(words("cancel"), interactive=False, elem_id="document-stop", min_width=100)
                adapter, prompt, options = settings_of(self.task, view, words, view.skip)
            with gr.Column(scale=6, elem_classes="ob-answer"):
                self.meter = piece(elem_id="document-meter")
                self.look = piece(words.html("document_idle_html", lambda lang: html.note(word("document_idle", lang))),
                                  elem_id="document-analysis")
                with gr.Row(visible=False) as self.buttons:
                    self.get = gr.Button(words("download"), variant="primary", elem_id="document-get", min_width=120)
                    self.save = gr.Button(words("remember"), elem_id="document-remember", min_width=120)
                self.made = gr.DownloadButton("", visible="hidden", elem_id="document-file-made")
                self.note = piece(elem_id="document-note")
        self.lines = piece(elem_id="document-review", js_on_load=review.JS)
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        everything = [self.look, self.lines, self.buttons, self.run, self.meter, self.note]
        gr.on([self.file.upload, self.sheets.input], self.opened, [self.file, self.sheets], everything, **quiet)
        self.file.clear(self.closed, [], everything, **quiet)
        self.run.click(self.go, [self.file, self.sheets, adapter, prompt, *options.components],
                       [*everything, self.stop], trigger_mode="once", **quiet)
        self.stop.click(stopper(self.runs, KEY), api_visibility="private", queue=False)
        self.lines.click(self.act, [], [self.lines, self.note], trigger_mode="multiple", **quiet)
        self.get.click(self.write, [], [self.made, self.note], **quiet).success(None, js=DOWNLOAD_JS)
        self.changes = self.save.click(self.remember, [], [self.note], **quiet)
        self.everything, self.form = everything, options
        return adapter

    # -- handlers --------------------------------------------------------------------------------------------------
    def opened(self, path: str | None, sheets: bool, request: gr.Request) -> Iterator[dict]:
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        self.runs.stop(request.session_hash, KEY)
        if not path and space.document is None:
            yield self.shown(space, lang)
            return
        # after a reload the document is here, though no longer in the browser's field
        source = Path(path) if path else space.document.path
        yield {self.look: html.busy(word("document_reading", lang)), self.lines: "", self.buttons: gr.update(visible=False),
               self.meter: "", self.note: ""}
        try:
            self._open(space, source, sheets)
            yield self.shown(space, lang)
        except OnebaseError as e:
            space.close()
            yield self.shown(space, lang) | {self.look: html.error_box(e, lang)}
        except Exception:
            yield {self.look: html.error_box(error_of("unexpected"), lang)}
            raise

    def closed(self, request: gr.Request) -> dict:
        self.runs.stop(request.session_hash, KEY)
        space = self.spaces.of(request.session_hash)
        space.close()
        return self.shown(space, lang_of(request))

    def _open(self, space: Workspace, path: Path, sheets: bool) -> Document:
        document = space.open(path, sheets)
        if document.name == path.name and not document.done:
            self._shown[space.id] = Shown()
        return document

    def shown(self, space: Workspace, lang: str) -> dict:
        """All that follows from the state of the workspace: after an upload, a run, a reload."""
        document = space.document
        if document is None:
            return {self.look: self.looked_at(space, lang), self.lines: "", self.meter: "", self.note: "",
                    self.buttons: gr.update(visible=False), self.run: gr.update(value=word("document_run", lang), interactive=True)}
        started = bool(document.done)
        label = word("document_go_on" if started and document.left else "document_run", lang)
        return {self.look: self.looked_at(space, lang), self.lines: self.review(space, lang) if started else "",
                self.meter: _after(document, lang) if started else "", self.note: "",
                self.buttons: gr.update(visible=started), self.run: gr.update(value=label, interactive=True)}

    def looked_at(self, space: Workspace, lang: str) -> html.Html:
        return analysis(space, space.document, lang) if space.document else html.note(word("document_idle", lang))

    def review(self, space: Workspace, lang: str) -> html.Html:
        return review.render(self._lines(space, lang), self._seen(space).look, lang)

    def _seen(self, space: Workspace) -> Shown:
        if len(self._shown) > 4 * len(self.spaces):
            self._shown = {k: v for k, v in self._shown.items() if k in self.spaces}
        return self._shown.setdefault(space.id, Shown())

    def _lines(self, space: Workspace, lang: str):
        # terms of ours bind nobody: only a visitor's own dictionary is checked against
        return self._seen(space).checker.lines(space.document, space.lexicon() if space.dictionaries else None, lang)

    def go(self, request: gr.Request, path: str | None, sheets: bool, adapter: str, prompt: str, *own: Any) -> Iterator[dict]:
        lang, session = lang_of(request), request.session_hash
        space, cancel = self.spaces.of(session), self.runs.begin(session, KEY)
        idle = {self.run: gr.update(interactive=True), self.stop: gr.update(interactive=False)}
        waiting = html.busy(word("working" if self.service.settled else "waiting_model", lang))
        yield {self.meter: waiting, self.run: gr.update(interactive=False), self.stop: gr.update(interactive=True), self.note: ""}
        try:
            if path and (space.document is None or space.document.name != Path(path).name):
                self._open(space, Path(path), sheets)
            document = space.document
            if document is None:
                raise error_of("no_file")
            chosen = space.options() | options_of(adapter, prompt, self.form, own)
            settled = tuple(sorted(chosen.items()))
            if document.settled != settled:
                document.done, document.settled = {}, settled
            began = time.monotonic()
            for what, item in live(self._work(space, document, chosen, cancel, lang), cancel):
                if what == "now":
                    yield {self.meter: _stages(*item, time.monotonic() - began, lang)}
            yield self.shown(space, lang) | {self.stop: gr.update(interactive=False)}
            if cancel.is_set():
                yield {self.note: html.note(word("document_stopped", lang).format(n=document.left))}
        except OnebaseError as e:
            yield idle | {self.meter: html.error_box(e, lang)}
        except Exception:
            yield idle | {self.meter: html.error_box(error_of("unexpected"), lang)}
            raise
        finally:
            self.runs.end(session, KEY, cancel)

    def _work(self, space: Workspace, document: Document, chosen: dict[str, Any], cancel: threading.Event, lang: str):
        def work(report) -> None:
            known = {t: r for t, r in document.done.items() if r.error is None}
            total = len(document.content.texts) + len(document.content.stretches)

            def each(row) -> None:
                if not isinstance(row.error, Cancelled):
                    document.done[row.input["text"]] = row

            report((0, len(known), total))
            answer(self.service, self.task, document.content, chosen, cancel=cancel, known=known, each=each,
                   progress=lambda done, total: report((0, done, total)))
            report((1, total, total))
            self._lines(space, lang)         # findings are kept, so that the review that follows has them
        return work

    def act(self, request: gr.Request, event: gr.EventData) -> dict:
        """A filter, a page, an edit, a finding put aside: what the review sends."""
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        document, look = space.document, self._seen(space).look
        if document is None or not document.done:
            return {self.lines: html.error_box(error_of("document_gone"), lang), self.note: ""}
        act, key, value = str(event.act), str(event.key), str(event.value)
        number = int(key) if key.isdecimal() and int(key) < len(document.content.texts) else None
        text = None if number is None else document.content.texts[number].text
        look.focus = None
        if act in ("filter", "kind", "find", "page"):
            _turn(look, act, value)
        elif act == "dismiss_all":
            document.dismissed |= {f.id for line in self._lines(space, lang) for f in line.found if f.kind == value}
            look.kind = ""
        elif act == "dismiss":
            document.dismissed.add(value[:64])
        elif act in ("next", "previous"):
            if text is not None and value != document.english().get(text, ""):
                edit(document, text, value)
            start = self._seen(space).at if number is None else number
            look.go(self._lines(space, lang), start, 1 if act == "next" else -1, lambda line: bool(line.found))
        elif text is not None:
            self._change(space, lang, act, number, value)
        self._seen(space).at = next((n for n in (look.focus, number) if n is not None), self._seen(space).at)
        return {self.lines: self.review(space, lang), self.note: ""}

    def _change(self, space: Workspace, lang: str, act: str, number: int, value: str) -> None:
        """What concerns one line."""
        document, look = space.document, self._seen(space).look
        text = document.content.texts[number].text
        if act == "edit":
            edit(document, text, value)
        elif act == "restore":
            document.edits.pop(text, None)
        elif act == "recall":
            document.dismissed -= {f.id for f in self._lines(space, lang)[number].dismissed}
        elif act == "confirm":               # and back
            english = document.english().get(text)
            if english is not None and document.confirmed.pop(text, None) != english:
                document.confirmed[text] = english
        elif act == "settle" and (value.strip() or text in document.english()):
            edit(document, text, value)
            document.confirmed[text] = document.english()[text]
            look.go(self._lines(space, lang), number, 1, lambda line: not line.confirmed)

    def write(self, request: gr.Request) -> dict:
        """The file with all that has been translated and edited so far."""
        from documents import files
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        try:
            document = space.document
            if document is None:
                raise error_of("document_gone")
            target = space.out(f"{Path(document.name).stem}.en{document.path.suffix}")
            _, cut = files.write(document.path, target, document.english(), document.sheets)
            notes = html.tag("ul", html.join(html.tag("li", said(n, lang)) for n in cut[:NOTICES]), "tr-notices") if cut else ""
            return {self.made: gr.update(value=str(target)), self.note: notes}
        except OnebaseError as e:
            raise gr.Error(" ".join(e.words(lang)), print_exception=False) from e

    def remember(self, request: gr.Request) -> str:
        """Edits, and what was confirmed, go into the visitor's memory, because the visitor has asked for it."""
        from documents.memory import Pair
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        document = space.document
        if document is None:
            return html.error_box(error_of("document_gone"), lang)
        reviewed = document.reviewed()
        if not reviewed:
            return html.note(word("no_edits", lang))
        places = {t.text: t.places for t in document.content.texts}
        count = space.remember(Pair(text, english, place.context) for text, english in reviewed.items()
                               for place in {p.context: p for p in places.get(text, ())}.values() if english.strip())
        return html.note(word("remembered", lang).format(n=count))


def _turn(look: review.Look, act: str, value: str) -> None:
    if act == "page":
        look.page = int(value) if value.isdecimal() else 0
        return
    if act == "filter" and value in review.FILTERS:
        look.chosen, look.kind = value, ""
    elif act == "kind":
        look.kind = value[:40]
    elif act == "find":
        look.find = value[:200]
    look.page = 0


def edit(document: Document, text: str, english: str) -> None:
    """The English of a text by hand; what the model had said is no edit."""
    row = document.done.get(text)
    if row is not None and row.result is not None and english == row.result.translation:
        document.edits.pop(text, None)
    else:
        document.edits[text] = english[:100_000]


# -- what is shown -----------------------------------------------------------------------------------------------------
def analysis(space: Workspace, document: Document, lang: str) -> html.Html:
    """How much of the document is repeated, known or new, and what must be known of the file."""
    from documents.memory import analyse
    cells = [(t.text, p.context) for t in document.content.texts for p in t.places]
    if not cells:
        return html.note(word("document_no_korean", lang))
    memory = space.memory_in_use()
    if document.counted is None or document.counted[0] is not memory:
        document.counted = memory, analyse(cells, memory)
    found = document.counted[1]
    total = found.total or 1
    rows = [[word(f"band_{band}", lang), f"{count:,}", f"{found.characters[band]:,}", _share(count / total)]
            for band, count in found.texts.items() if count or band in ("repetitions", "exact", "none")]
    lead = word("analysis_lead", lang).format(places=found.total, texts=len(document.content.texts))
    parts = [html.heading(html.brief(document.name, 80)), html.tag("p", lead, "ob-dim"),
             html.table([word(k, lang) for k in ("band", "band_texts", "band_characters", "band_share")], rows, "tr-bands")]
    if notices := (*document.content.notices, *senses(document.content, space.lexicon())):
        items = [html.tag("li", said(n, lang)) for n in notices[:NOTICES]]
        if len(notices) > NOTICES:
            items.append(html.tag("li", word("more_notices", lang).format(n=len(notices) - NOTICES)))
        summary = html.tag("summary", word("file_notices", lang).format(n=len(notices)))
        parts.append(html.tag("details", html.join((summary, html.tag("ul", html.join(items), "tr-notices"))), "tr-behind"))
    return html.panel(*parts)


def _share(share: float) -> html.Html:
    bar = html.tag("span", html.tag("span", "", "ob-bar-fill", style=f"width:{share * 100:.1f}%"), "ob-bar-track tr-share")
    return html.join((bar, html.tag("span", f"{share * 100:.0f}%", "tr-percent")))


def _stages(stage: int, done: int, total: int, seconds: float, lang: str) -> html.Html:
    names = ("stage_read", "stage_translate", "stage_check")
    steps = [html.tag("li", word(name, lang), "tr-done" if i <= stage else "tr-now" if i == stage + 1 else "")
             for i, name in enumerate(names)]
    text = f"{done:,} / {total:,} {word('texts', lang)}, {seconds:.1f} {word('seconds', lang)}"
    return html.join((html.tag("ol", html.join(steps), "tr-stages"), html.meter(done, total, text)))


def _after(document: Document, lang: str) -> html.Html:
    total = len(document.content.texts)
    return html.meter(total - document.left, total, f"{total - document.left:,} / {total:,} {word('texts', lang)}")
