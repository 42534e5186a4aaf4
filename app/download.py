"""A file that is made when it is asked for, and then handed over by the browser."""
from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.i18n import lang_of, word
from engine.errors import OnebaseError

PRESS = """(file) => { if (!file) return; const link = document.createElement('a');
  link.href = file.url; link.download = file.orig_name; document.body.append(link); link.click(); link.remove(); }"""


def offer(button: gr.Button, make: Callable[..., str], inputs: Sequence[Any], problem: gr.HTML, name: str) -> None:
    """On a click `make(folder, lang, *values)` writes a file into `folder` and returns its name; an OnebaseError that it
    raises lands in `problem`. `name`: unique on the page."""
    link = gr.DownloadButton(name, visible="hidden", elem_id=f"{name}-file")

    def go(request: gr.Request, *values: Any) -> Iterator[dict]:
        lang = lang_of(request)
        yield {problem: html.busy(word("making_file", lang))}
        with tempfile.TemporaryDirectory() as folder:
            try:
                made = make(Path(folder), lang, *values)
            except OnebaseError as e:
                yield {problem: html.error_box(e, lang)}
                return
            # the page takes its own copy of the file while this generator waits
            yield {link: gr.update(value=str(Path(folder) / made)), problem: ""}

    button.click(go, list(inputs), [link, problem], show_progress="hidden", api_visibility="private").success(
        None, [link], js=PRESS, api_visibility="private")
