"""The page: a tab for each registered task, then Adapters and Train."""
from __future__ import annotations

import importlib.util
import os
import signal
import tempfile
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"       # read when gradio is imported
import gradio as gr

from app import html
from app.api import Page, endpoints
from app.drawer import drawer
from app.i18n import Words, lang_of, word
from app.live import Runs
from app.service import Service
from app.settings import Settings
from app.tabs import view_of
from app.tabs.batch import batch
from app.tabs.single import single
from app.theme import CSS, piece, theme
from app.trainer import trainer
from engine.errors import OnebaseError
from tasks.base import REGISTRY, Task

FAVICON = Path(__file__).parent / "favicon.svg"


def build(service: Service) -> tuple[gr.Blocks, Words]:
    words, runs = Words(), Runs()
    for task in REGISTRY.values():
        words.add(f"title_{task.name}", task.title)
    # what visitors send lies in the temporary folder for an hour at most, and is gone when the server stops
    with Page(title="Onebase", analytics_enabled=False, delete_cache=(600, 3600), fill_width=True) as page:
        with gr.Row(elem_classes="ob-head"):
            piece(words.html("head_html", _head), min_width=280)
            status = piece(words.html("status_html", lambda lang: _status(service, lang)[0]), elem_id="status",
                           min_width=240)
        dropdowns: list[tuple[Task, gr.Dropdown]] = []
        with gr.Tabs(overflow_behavior="wrap"):
            for task in REGISTRY.values():
                with gr.Tab(words(f"title_{task.name}"), id=task.name, elem_id=f"tab-{task.name}"):
                    dropdowns += _task(service, task, words, runs)
            with gr.Tab(words("adapters"), id="adapters") as shelf:
                table, fill = drawer(service, words)
            with gr.Tab(words("train"), id="train"):
                trained = trainer(service, words, runs)
        endpoints(service)

        def refresh(request: gr.Request):
            """Status and adapters as they are now; the timer rests once the model is there."""
            lang = lang_of(request)
            text, loading = _status(service, lang)
            return [text, gr.Timer(active=loading), *(_choices(service, task, lang) for task, _ in dropdowns)]

        timer = gr.Timer(1.5)
        shown = {"outputs": [status, timer, *(d for _, d in dropdowns)], "show_progress": "hidden",
                 "api_visibility": "private"}
        gr.on([page.load, timer.tick], refresh, **shown)
        if trained is not None:
            trained.then(refresh, **shown)
        shelf.select(fill, outputs=[table], show_progress="hidden", api_visibility="private")

        def leave(request: gr.Request) -> None:
            runs.stop(request.session_hash)

        page.unload(leave)
    return page, words


def _task(service: Service, task: Task, words: Words, runs: Runs) -> list[tuple[Task, gr.Dropdown]]:
    view = view_of(task.name)
    piece(words.html(f"about_{task.name}", lambda lang: html.tag("p", task.about[lang], "ob-about")))
    if view.tab:
        return view.tab(service, task, view, words, runs)
    with gr.Tabs():
        with gr.Tab(words("single")):
            one = single(service, task, view, words, runs)
        with gr.Tab(words("batch"), elem_id=f"{task.name}-batch-tab"):
            many = batch(service, task, view, words, runs)
    return [(task, one), (task, many)]


def _head(lang: str) -> html.Html:
    return html.tag("div", html.join((html.tag("h1", "Onebase"), html.tag("span", word("tagline", lang)))), "ob-top")


def _status(service: Service, lang: str) -> tuple[html.Html, bool]:
    """The line under the title, and whether it may still change."""
    base = html.tag("b", service.settings.base)
    try:
        ready = service.ready
    except OnebaseError as e:
        line = html.join((html.tag("span", "", "ob-dot ob-bad"), base, word("failed", lang)))
        return html.join((html.tag("div", line, "ob-status"), html.error_box(e, lang))), False
    dot = html.tag("span", "", "ob-dot ob-good" if ready else "ob-dot")
    text = word("ready" if ready else "loading", lang)
    if ready and (size := service.engine().capabilities.parameters):
        text += ", " + word("parameters", lang).format(n=f"{size / 1e6:,.0f}M" if size < 1e9 else f"{size / 1e9:,.1f}B")
    return html.tag("div", html.join((dot, base, html.tag("span", text))), "ob-status", data_state="ready" if ready else
                    "loading"), not ready


def _choices(service: Service, task: Task, lang: str):
    try:
        shelf = service.shelf()
    except OnebaseError:
        shelf = None               # the status line says so already
    found = shelf.list(task.name) if shelf else ()
    default = [a.name for a in found if a.meta.default] or [a.name for a in found]
    label = word("adapter_default", lang) + (f" ({default[0]})" if len(default) == 1 else "")
    return gr.update(choices=[(label, ""), *((a.name, a.name) for a in found), (word("adapter_none", lang), "none")])


def launch(settings: Settings) -> None:
    """Serve until stopped; the model loads after the page is up."""
    settings.logins()                                  # refuses a bad one before anything is built
    service = Service(settings)
    service.memories()                                 # and memories that are not there
    signal.signal(signal.SIGTERM, signal.default_int_handler)     # ends as Ctrl-C does, so that no upload stays behind
    with tempfile.TemporaryDirectory(prefix="onebase-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("GRADIO_TEMP_DIR", folder)
        page, words = build(service)
        serve(page, words, settings)
        service.start(recall=True)
        try:
            page.block_thread()
        finally:
            service.close()


def serve(page: gr.Blocks, words: Words, settings: Settings) -> str:
    """Returns the page's local address."""
    page.queue(default_concurrency_limit=8, max_size=100)
    _, url, _ = page.launch(
        server_name=settings.host, server_port=settings.port, share=settings.share or None, auth=settings.logins(),
        max_file_size=settings.max_upload_mb * 2**20, i18n=words.table(), theme=theme(), favicon_path=FAVICON,
        css=CSS + "".join(view_of(name).css for name in REGISTRY),
        footer_links=["api"], run_history=False, enable_monitoring=False, ssr_mode=False, show_error=False,
        # gradio's MCP server lists its tools to anyone and cannot log in, so it is off behind a login
        mcp_server=not settings.auth and importlib.util.find_spec("mcp") is not None, prevent_thread_lock=True)
    return url
