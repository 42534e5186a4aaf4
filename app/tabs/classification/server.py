"""An OpenAI-compatible server: its address, key and model, and whether it works."""
from __future__ import annotations

from typing import Any

import gradio as gr

from app import html
from app.i18n import Words, lang_of, word
from app.service import Service
from app.theme import piece
from engine.errors import InputError, OnebaseError


def offered(service: Service) -> bool:
    """A page that strangers use reaches only servers that its owner named."""
    return not service.settings.closed or bool(service.settings.servers)


class ServerForm:
    """`inputs` in the order that `option` takes them."""

    def __init__(self, service: Service, words: Words):
        self.service, named = service, list(service.settings.servers)
        with gr.Row(equal_height=False):
            if named:
                self.url = gr.Dropdown(named, value=named[0], label=words("oc_server_url"), scale=3, min_width=240,
                                       allow_custom_value=not service.settings.closed, elem_id="oc-server-url")
            else:
                self.url = gr.Textbox(label=words("oc_server_url"), placeholder="http://127.0.0.1:1234/v1", max_lines=1,
                                      info=words("oc_server_url_info"), scale=3, min_width=240, elem_id="oc-server-url")
            self.key = gr.Textbox(label=words("oc_server_key"), type="password", max_lines=1, scale=2, min_width=160,
                                  info=words("oc_server_key_info"), elem_id="oc-server-key")
            self.model = gr.Dropdown([], label=words("oc_server_model"), allow_custom_value=True, scale=2, min_width=160,
                                     info=words("oc_server_model_info"), elem_id="oc-server-model")
        check = gr.Button(words("oc_server_check"), size="sm", elem_classes="oc-small", elem_id="oc-server-check")
        self.state = piece(elem_id="oc-server-state")
        self.inputs = [self.url, self.key, self.model]
        check.click(self._check, self.inputs, [self.state, self.model], show_progress="hidden", api_visibility="private",
                    trigger_mode="once")

    def _check(self, request: gr.Request, url: str, key: str, model: str | None):
        lang = lang_of(request)
        yield [html.busy(word("oc_server_asking", lang)), gr.update()]
        try:
            option = self.option(url, key, model)
            found = self.service.check_server(option["url"], option["key"], option["model"])
        except OnebaseError as e:
            yield [html.error_box(e, lang), gr.update()]
            return
        said = word("oc_server_works", lang).format(url=found.url, model=found.model, seconds=f"{found.seconds:.1f}")
        parts = [html.tag("p", said, "oc-good")]
        if not found.shapes:
            parts.append(html.tag("p", word("oc_server_loose", lang), "oc-warn"))
        yield [html.panel(*parts), gr.update(choices=list(found.models), value=found.model)]

    def option(self, url: str | None, key: str, model: str | None) -> dict[str, Any]:
        if not (url or "").strip():
            raise InputError("The server's address is empty.", "Write it, such as http://127.0.0.1:1234/v1.",
                             ko="서버 주소가 비어 있습니다.", hint_ko="http://127.0.0.1:1234/v1 같은 주소를 입력하세요.")
        return {"url": url.strip(), "key": (key or "").strip(), "model": (model or "").strip()}
