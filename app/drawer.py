"""The Adapters tab: what the registry holds, what it refuses and why."""
from __future__ import annotations

import gradio as gr

from app import html
from app.i18n import Words, lang_of, word
from app.service import Service, figures
from app.theme import piece
from engine.errors import OnebaseError
from tasks.base import REGISTRY

# a row is chosen with the mouse or the keyboard
PICK_JS = """
const pick = (e) => { const row = e.target.closest('[data-pick]'); if (row) trigger('click', {pick: row.dataset.pick}); };
element.addEventListener('click', pick);
element.addEventListener('keydown', (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); pick(e); } });
"""


def drawer(service: Service, words: Words):
    """Builds the tab; returns its table, and the function that fills it."""
    piece(words.html("adapters_lead", lambda lang: html.tag("p", word("adapters_about", lang), "ob-about")))
    table = piece(elem_id="adapters-table", js_on_load=PICK_JS)
    with gr.Row():
        again = gr.Button(words("refresh"), size="sm", scale=0, min_width=140)
    card = piece(elem_id="adapters-card")
    text = gr.Markdown(elem_id="adapters-readme")

    def fill(request: gr.Request, scan: bool = False) -> str:
        lang = lang_of(request)
        try:
            if scan and (shelf := service.shelf()):
                shelf.scan()
            return listing(service, lang)
        except OnebaseError as e:
            return html.error_box(e, lang)

    def rescan(request: gr.Request) -> str:
        return fill(request, scan=True)

    def show(request: gr.Request, event: gr.EventData) -> list[str]:
        lang = lang_of(request)
        try:
            return card_of(service, str(event.pick), lang)
        except OnebaseError as e:
            return [html.error_box(e, lang), ""]

    again.click(rescan, outputs=[table], api_visibility="private", show_progress="hidden")
    table.click(show, outputs=[card, text], api_visibility="private", show_progress="hidden")
    return table, fill


def listing(service: Service, lang: str) -> html.Html:
    registry = service.shelf()
    if registry is None:
        return html.busy(word("loading", lang))
    loaded = service.loaded_adapters()
    lines = []
    for a in registry.list():
        state = html.badge(word("state_loaded" if a.name in loaded else "state_ready", lang), "good")
        name = html.join((html.tag("b", a.name), f" ({word('is_default', lang)})" if a.meta.default else ""))
        title = REGISTRY[a.meta.task].title[lang] if a.meta.task in REGISTRY else a.meta.task
        lines.append((a.name, [name, title, a.meta.base, f"{a.size / 1e6:.1f} MB", figures(a.meta.figures), state]))
    for name, error in registry.refused.items():
        message, hint = error.words(lang)
        lines.append((name, [html.tag("b", name), "–", "–", "–", html.tag("span", f"{message} {hint}", "ob-failed"),
                             html.badge(word("state_refused", lang), "bad")]))
    if not lines:
        return html.note(word("no_adapters", lang))
    heads = [word(k, lang) for k in ("name", "task", "base", "size", "figures", "state")]
    body = html.join(html.tag("tr", html.join(html.tag("td", c, data_label=h) for h, c in zip(heads, cells, strict=True)),
                              data_pick=name, tabindex="0") for name, cells in lines)
    head = html.tag("tr", html.join(html.tag("th", h) for h in heads))
    whole = html.join((html.tag("thead", head), html.tag("tbody", body)))
    return html.tag("div", html.tag("table", whole, "ob-table ob-pick ob-stack"), "ob-scroll")


def card_of(service: Service, name: str, lang: str) -> list[str]:
    """The adapter's own README below its front matter; without one, what onebase.json says."""
    registry = service.registry
    if name in registry.refused:
        return [html.error_box(registry.refused[name], lang), ""]
    adapter = registry.get(name)
    readme = adapter.spec.path / "README.md"
    if not readme.is_file():
        known = {k: v for k, v in adapter.meta.model_dump(mode="json").items() if v not in (None, (), [], {}, "")}
        return [html.panel(html.heading(f"{word('card', lang)}: {name}"), html.anything(known, lang)), ""]
    text = readme.read_text(encoding="utf-8")
    return ["", text.split("\n---", 1)[-1].partition("\n")[2] if text.startswith("---") else text]
