"""Finance translation: texts, rows of a file, whole documents with their review, dictionaries and memories."""
from __future__ import annotations

from dataclasses import replace

import gradio as gr
from gradio.context import Context

from app import html
from app.i18n import Words, lang_of, word
from app.live import Runs
from app.service import Service
from app.tabs import View
from app.tabs.batch import batch
from app.tabs.single import single
from app.tabs.translation.answer import brief, render
from app.tabs.translation.dictionary import DictionaryTab
from app.tabs.translation.document import DocumentTab
from app.tabs.translation.memory import MemoryTab
from app.tabs.translation.styles import CSS
from app.tabs.translation.tools import tools
from app.tabs.translation.workspace import Workspace, Workspaces
from app.theme import piece
from tasks.base import Task

RECALL_JS = "() => localStorage.getItem('onebase-translation') || ''"
KEEP_JS = "(id) => { if (id) localStorage.setItem('onebase-translation', id); }"


def tab(service: Service, task: Task, view: View, words: Words, runs: Runs) -> list:
    """Its five pages over one workspace a visitor; returns the adapters' dropdowns."""
    spaces = Workspaces(service.memories)
    view = replace(view, standing=lambda request: spaces.of(request.session_hash).options())
    known = gr.Textbox(visible=False)        # the id of the workspace; the browser keeps it
    strip = piece(elem_id="translation-in-use")
    with gr.Tabs(overflow_behavior="wrap"):
        with gr.Tab(words("single")):
            one = single(service, task, view, words, runs)
        with gr.Tab(words("document"), elem_id="translation-document-tab") as page:
            document = DocumentTab(service, task, view, words, runs, spaces)
        with gr.Tab(words("batch"), elem_id=f"{task.name}-batch-tab"):
            many = batch(service, task, view, words, runs)
        with gr.Tab(words("dictionary_tab"), elem_id="translation-dictionary-tab"):
            dictionary = DictionaryTab(words, spaces)
        with gr.Tab(words("memory_tab"), elem_id="translation-memory-tab"):
            memory = MemoryTab(words, spaces)

    def join(held: str, request: gr.Request) -> dict:
        """After a reload, what the visitor had before."""
        space, lang = spaces.join(request.session_hash, held), lang_of(request)
        if not (space.dictionaries or space.memories or space.off or space.document):
            return {known: space.id, strip: in_use(space, lang)}         # what the visitor has begun meanwhile stays as it is
        shelves = {dictionary.held: dictionary.shown(space, lang), memory.held: memory.shown(space, lang)}
        return {known: space.id, strip: in_use(space, lang)} | shelves | document.shown(space, lang)

    def again(request: gr.Request):
        """The analysis with the memories of now."""
        space = spaces.of(request.session_hash)
        return document.looked_at(space, lang_of(request)) if space.document else gr.skip()

    def pairs(request: gr.Request) -> str:
        return memory.shown(spaces.of(request.session_hash), lang_of(request))

    def using(request: gr.Request) -> str:
        return in_use(spaces.of(request.session_hash), lang_of(request))

    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    Context.root_block.load(join, [known], [known, strip, dictionary.held, memory.held, *document.everything], js=RECALL_JS, **quiet).then(
        None, [known], js=KEEP_JS)
    for event in (*dictionary.changes, *memory.changes, document.changes):
        event.then(using, [], [strip], **quiet)
    page.select(again, [], [document.look], **quiet)
    document.changes.then(pairs, [], [memory.held], **quiet)
    return [(task, one), (task, document.adapter), (task, many)]


def in_use(space: Workspace, lang: str) -> html.Html | str:
    """What of the operator's and the visitor's own goes into every translation on this tab."""
    counts = {"using_standing": len(space.standing()), "using_dictionaries": len(space.dictionaries), "using_memories": len(space.memories),
              "using_off": len(space.off)}
    said = [html.tag("span", word(key, lang).format(n=n)) for key, n in counts.items() if n]
    return html.tag("div", html.join((html.tag("b", word("using", lang)), *said)), "tr-using") if said else ""


VIEW = View(render, brief, lines={"text": 6}, tab=tab, tools=tools, css=CSS,
            skip=("dictionary", "memory", "trust", "off"))
