"""The visitor's past translations: what they hold, how far they are trusted, conflicts, looking up, export."""
from __future__ import annotations

from pathlib import Path

import gradio as gr

from app import html
from app.i18n import Words, field, lang_of, named, said, word
from app.tabs.translation.dictionary import ACT_JS, SHOWN, file_line, folded, too_many
from app.tabs.translation.review import whence
from app.tabs.translation.workspace import FILES, Workspace, Workspaces
from app.theme import piece
from documents.memory import TRUST, to_tmx, to_xlsx
from engine.errors import OnebaseError

KINDS = (".tsv", ".csv", ".xlsx", ".jsonl", ".tmx")
FOUND = 8                                    # of a search
LEAST = 0.5                                  # likeness that is shown


class MemoryTab:
    def __init__(self, words: Words, spaces: Workspaces):
        self.spaces = spaces
        with gr.Row():
            with gr.Column(scale=5, elem_classes="ob-form"):
                piece(words.html("memory_html", lambda lang: html.heading(word("memory_file", lang))), elem_classes="ob-above")
                file = gr.File(show_label=False, file_count="multiple", file_types=[*KINDS], height=120, elem_id="memory-file")
                with gr.Accordion(words("memory_pair"), open=False):
                    with gr.Row():
                        korean = gr.File(label=words("memory_korean"), file_types=[".xlsx"], height=110, elem_id="memory-korean")
                        english = gr.File(label=words("memory_english"), file_types=[".xlsx"], height=110, elem_id="memory-english")
                    pair = gr.Button(words("memory_add_pair"), size="sm", elem_id="memory-pair")
                self.held = piece(words.html("memory_idle_html", lambda lang: html.note(word("memory_idle", lang))), js_on_load=ACT_JS,
                                  elem_id="memory-held")
                with gr.Row():
                    tmx = gr.Button(words("export_tmx"), size="sm", min_width=90, elem_id="memory-tmx")
                    xlsx = gr.Button(words("export_xlsx"), size="sm", min_width=90, elem_id="memory-xlsx")
                made = gr.DownloadButton("", visible="hidden", elem_id="memory-file-made")
            with gr.Column(scale=6, elem_classes="ob-answer"):
                query = gr.Textbox(label=words("memory_search"), placeholder=words("memory_search_hint"), lines=2, max_lines=6,
                                   elem_id="memory-query")
                found = piece(elem_id="memory-found")
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        self.changes = [file.upload(self.take, [file], [file, self.held], **quiet),
                        pair.click(self.take_pair, [korean, english], [korean, english, self.held], **quiet),
                        self.held.click(self.act, [], [self.held], **quiet)]
        query.change(self.look_up, [query], [found], **quiet)
        for control, kind in ((tmx, "tmx"), (xlsx, "xlsx")):
            control.click(self.exporter(kind), [], [made], **quiet).success(
                None, js="() => setTimeout(() => document.querySelector('#memory-file-made').click(), 150)")

    def take(self, paths: list[str] | None, request: gr.Request) -> list:
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        wrong = []
        for path in paths or []:
            try:
                if len(space.memories) >= FILES:
                    raise too_many()
                space.add_memory(Path(path))
            except OnebaseError as e:
                wrong.append(html.error_box(e, lang))
        return [None, html.join((*wrong, self.shown(space, lang)))]

    def take_pair(self, korean: str | None, english: str | None, request: gr.Request) -> list:
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        try:
            if not korean or not english:
                raise said("memory_two")
            if len(space.memories) >= FILES:
                raise too_many()
            space.add_pair(Path(korean), Path(english))
        except OnebaseError as e:
            return [gr.skip(), gr.skip(), html.join((html.error_box(e, lang), self.shown(space, lang)))]
        return [None, None, self.shown(space, lang)]

    def shown(self, space: Workspace, lang: str) -> html.Html:
        memory = space.memory()
        if memory is None:
            return html.note(word("memory_idle", lang))
        from tasks.translation import resources
        lines = []
        for path, trust in space.memories.items():
            one = resources.past(str(path))
            numbers = word("memory_counts", lang).format(pairs=len(one), duplicates=one.duplicates, conflicts=len(one.conflicts))
            choices = html.join(html.tag("option", named(f"trust_{t}", lang), value=t, **({"selected": "selected"} if t == trust else {}))
                                for t in TRUST)
            select = html.tag("select", choices, "tr-select", data_change="trust", data_key=path.name, aria_label=word("trust_of", lang))
            lines.append(file_line(path.name, numbers, lang, select))
        parts = [html.tag("ul", html.join(lines), "tr-files"), html.tag("p", word("trust_help", lang), "ob-dim ob-small")]
        if conflicts := memory.conflicts:
            rows = [[c.source, html.join(html.tag("div", html.join((t, html.tag("span", f" ×{n}", "ob-dim")))) for t, n in c.targets)]
                    for c in conflicts[:SHOWN]]
            parts.append(folded(word("memory_conflicts", lang).format(n=len(conflicts)),
                                html.table([field("source", lang), field("target", lang)], rows, "ob-stack"), len(conflicts), lang))
        return html.panel(*parts)

    def act(self, request: gr.Request, event: gr.EventData) -> html.Html:
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        act, key, value = str(event.act), str(event.key), str(event.value)
        if act == "remove":
            space.remove(value)
        elif act == "trust" and value in TRUST:
            for path in space.memories:
                if path.name == key:
                    space.memories[path] = value
        return self.shown(space, lang)

    def look_up(self, query: str, request: gr.Request) -> html.Html | str:
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        if not query.strip():
            return ""
        memory = space.memory()
        if memory is None:
            return html.note(word("memory_idle", lang))
        hits = [h for h in [memory.lookup(query[:2000])] if h] + memory.similar(query[:2000], FOUND, LEAST)
        unique = {(h.source, h.target): h for h in reversed(hits)}
        if not unique:
            return html.note(word("memory_none", lang))
        rows = [[html.join((html.badge(f"{h.score * 100:.0f}%", "good" if h.sure else "plain"), " ", named(f"hit_{h.kind}", lang))),
                 h.source, h.target, whence(h.origin, h.date, lang)] for h in sorted(unique.values(), key=lambda h: -h.score)]
        return html.table([field("score", lang), field("source", lang), field("target", lang), word("origin_file", lang)], rows, "ob-stack")

    def exporter(self, kind: str):
        def export(request: gr.Request):
            lang, space = lang_of(request), self.spaces.of(request.session_hash)
            memory = space.memory()
            if memory is None:
                raise gr.Error(" ".join(said("memory_empty").words(lang)), print_exception=False)
            target = space.out(f"memory.{kind}")
            (to_tmx if kind == "tmx" else to_xlsx)(memory.pairs, target)
            return gr.update(value=str(target))
        return export
