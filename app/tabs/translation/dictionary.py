"""The visitor's dictionaries: what they hold, what is wrong with them, looking things up, switching terms off."""
from __future__ import annotations

from pathlib import Path

import gradio as gr

from app import html
from app.i18n import Words, field, lang_of, named, word
from app.tabs.translation.review import button, origin_of
from app.tabs.translation.workspace import FILES, Workspace, Workspaces
from app.theme import piece
from engine.errors import InputError, OnebaseError

KINDS = (".json", ".csv", ".tsv", ".xlsx")
SHOWN = 60                                   # of conflicts and of problems
FOUND = 30                                   # of a search
# a click on a button, or a choice in a list, inside a piece of HTML
ACT_JS = """
element.addEventListener('click', (e) => {
  const b = e.target.closest('[data-act]');
  if (b) trigger('click', {act: b.dataset.act, key: b.dataset.key || '', value: b.dataset.value || ''});
});
element.addEventListener('change', (e) => {
  const s = e.target.closest('[data-change]');
  if (s) trigger('click', {act: s.dataset.change, key: s.dataset.key || '', value: s.value});
});
"""


class DictionaryTab:
    def __init__(self, words: Words, spaces: Workspaces):
        self.spaces = spaces
        with gr.Row():
            with gr.Column(scale=5, elem_classes="ob-form"):
                piece(words.html("dictionary_html", lambda lang: html.heading(word("dictionary_file", lang))), elem_classes="ob-above")
                file = gr.File(show_label=False, file_count="multiple", file_types=[*KINDS], height=130, elem_id="dictionary-file")
                self.held = piece(words.html("dictionary_idle_html", lambda lang: html.note(word("dictionary_idle", lang))),
                                  js_on_load=ACT_JS, elem_id="dictionary-held")
            with gr.Column(scale=6, elem_classes="ob-answer"):
                query = gr.Textbox(label=words("dictionary_search"), placeholder=words("dictionary_search_hint"), max_lines=1,
                                   elem_id="dictionary-query")
                found = piece(js_on_load=ACT_JS, elem_id="dictionary-found")
                text = gr.Textbox(label=words("dictionary_why"), placeholder=words("dictionary_why_hint"), lines=2, max_lines=6,
                                  elem_id="dictionary-text")
                why = piece(elem_id="dictionary-why")
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        taken = file.upload(self.take, [file], [file, self.held], **quiet)
        query.change(self.look_up, [query], [found], **quiet)
        text.change(self.why, [text], [why], **quiet)
        self.changes = [taken, *(place.click(self.act, [query], [self.held, found], **quiet) for place in (self.held, found))]

    def take(self, paths: list[str] | None, request: gr.Request) -> list:
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        wrong = []
        for path in paths or []:
            try:
                if len(space.dictionaries) >= FILES:
                    raise too_many()
                space.add_dictionary(Path(path))
            except OnebaseError as e:
                wrong.append(html.error_box(e, lang))
        return [None, html.join((*wrong, self.shown(space, lang)))]

    def shown(self, space: Workspace, lang: str) -> html.Html:
        if not space.dictionaries and not space.off:
            return html.note(word("dictionary_idle", lang))
        from tasks.translation import resources
        parts, conflicts, problems = [], [], []
        lines = []
        for path in space.dictionaries:
            held = resources.dictionary(path)
            conflicts += held.conflicts
            problems += held.problems
            numbers = word("dictionary_counts", lang).format(entries=len(held.entries), conflicts=len(held.conflicts),
                                                             problems=len(held.problems))
            lines.append(file_line(path.name, numbers, lang))
        if lines:
            parts.append(html.tag("ul", html.join(lines), "tr-files"))
        if space.off:
            chips = [button(html.join((k, " ×")), "on", value=k, classes="tr-chip", aria_label=word("switch_on", lang)) for k in space.off]
            parts += [html.heading(word("switched_off", lang)), html.tag("div", html.join(chips), "ob-chips")]
        if conflicts:
            rows = [[e.korean, " / ".join(e.english), origin_of(e.origin, lang)] for e in conflicts[:SHOWN]]
            table = html.table([field("source", lang), field("target", lang), word("origin_file", lang)], rows)
            parts.append(folded(word("dictionary_conflicts", lang).format(n=len(conflicts)), table, len(conflicts), lang))
        if problems:
            items = html.tag("ul", html.join(html.tag("li", html.brief(p, 160)) for p in problems[:SHOWN]), "tr-notices")
            parts.append(folded(word("dictionary_problems", lang).format(n=len(problems)), items, len(problems), lang))
        return html.panel(*parts)

    def look_up(self, query: str, request: gr.Request) -> html.Html | str:
        return self._found(self.spaces.of(request.session_hash), query, lang_of(request))

    def _found(self, space: Workspace, query: str, lang: str) -> html.Html | str:
        from dictionaries.search import search
        if not query.strip():
            return ""
        found = search(space.lexicon(), query[:200], FOUND)
        if not found:
            return html.note(word("dictionary_none", lang).format(query=html.brief(query, 40)))
        rows = [[html.tag("b", f.entry.korean), " / ".join(f.entry.english), origin_of(f.entry.origin, lang),
                 button(word("switch_off", lang), "off", value=f.entry.korean)] for f in found]
        return html.table([field("source", lang), field("target", lang), word("origin_file", lang), ""], rows, "ob-stack")

    def why(self, text: str, request: gr.Request) -> html.Html | str:
        from dictionaries.search import why
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        if not text.strip():
            return ""
        unique = {(r.surface, r.entry, r.why): r for r in reversed(why(space.lexicon(), text[:2000]))}
        reasons = sorted(unique.values(), key=lambda r: (not r.matched, r.start))
        if not reasons:
            return html.note(word("why_none", lang))
        rows = [[html.join((html.badge("✓" if r.matched else "–", "good" if r.matched else "plain"), " ", html.tag("b", r.surface))),
                 " / ".join(r.entry.english[:3]), origin_of(r.entry.origin, lang), named(f"why_{r.why}", lang)]
                for r in reasons[:SHOWN]]
        return html.table([field("source", lang), field("target", lang), word("origin_file", lang), word("why", lang)], rows, "ob-stack")

    def act(self, query: str, request: gr.Request, event: gr.EventData) -> list:
        lang, space = lang_of(request), self.spaces.of(request.session_hash)
        act, value = str(event.act), str(event.value)
        if act == "off":
            space.off[value[:200].replace(",", " ")] = None
        elif act == "on":
            space.off.pop(value, None)
        elif act == "remove":
            space.remove(value)
        return [self.shown(space, lang), self._found(space, query, lang)]


def file_line(name: str, numbers: str, lang: str, *more: html.Html) -> html.Html:
    text = html.join((html.tag("b", name), html.tag("span", numbers, "ob-dim")))
    return html.tag("li", html.join((html.tag("div", text), *more, button(word("remove", lang), "remove", value=name))))


def folded(title: str, body: html.Html, count: int, lang: str) -> html.Html:
    parts = [html.tag("summary", title), body]
    if count > SHOWN:
        parts.append(html.tag("p", word("shown_of", lang).format(n=SHOWN, all=count), "ob-dim"))
    return html.tag("details", html.join(parts), "tr-behind")


def too_many() -> InputError:
    return InputError(f"At most {FILES} files are held.", "Remove one first.", ko=f"파일은 최대 {FILES}개까지 둘 수 있습니다.",
                      hint_ko="먼저 하나를 제거하세요.")
