"""The second step: who decides, and by what: categories described in words, a trained adapter, or a server."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.i18n import Words, field, lang_of, said, word
from app.service import Service, figures
from app.tabs.classification import editor
from app.tabs.classification.server import ServerForm, offered
from app.theme import piece
from engine.errors import InputError, OnebaseError
from prompts import Prompt
from tasks.classification.options import VARIABLES, texts_of_prompts

METHODS = ("described", "adapter", "server")
PROMPTS = ("relevance", "choice")
SHORTEST, LONGEST = {"window": 16, "stride": 8}, 8192      # tokens


class Chooser:
    """`inputs` in the order that `options` takes them."""

    def __init__(self, service: Service, words: Words):
        self.service = service
        offers = [m for m in METHODS if m != "server" or offered(service)]
        self.method = gr.Radio([(words(f"oc_method_{m}"), m) for m in offers], value=METHODS[0], show_label=False,
                               container=False, elem_id="oc-method", elem_classes="oc-segments")
        with gr.Column(visible=False) as self.by_server:
            self.server = ServerForm(service, words)
        with gr.Column(visible=False) as self.by_adapter:
            self._adapter(words)
        with gr.Column() as self.by_words:
            self._described(words)
        self.inputs = [self.method, self.categories, self.none, self.several, self.least, *self.prompts.values(),
                       self.adapter, self.vote, self.window, self.stride, *self.server.inputs]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        self.method.change(self._turn, [self.method], [self.by_words, self.note, self.by_adapter, self.by_server, self.adapter,
                                                       self.card, self.window, self.stride], **quiet)
        if self.path is not None:
            self.add.click(self._add, [self.path], [self.adapter, self.card, self.window, self.stride], **quiet)
        self.adapter.input(self._show, [self.adapter], [self.card, self.window, self.stride], **quiet)

    # -- parts ---------------------------------------------------------------------------------------------------
    def _described(self, words: Words) -> None:
        self.note = piece(words.html("oc_note_html", lambda lang: html.tag("p", word("oc_note_described", lang), "oc-lead")))
        ready, upload, as_csv, as_xlsx = editor.tools(words)
        self.problem = piece(elem_id="oc-categories-error")
        self.categories = editor.editor(words, "oc-categories")
        with gr.Row():
            self.several = gr.Checkbox(False, label=words("oc_several"), min_width=200, container=False)
            self.none = gr.Checkbox(False, label=words("oc_allow_none"), min_width=200, container=False, elem_id="oc-none")
        self.least = gr.Slider(0, 10, 5, step=0.5, label=words.field("least"), visible=False)
        self.exports = (as_csv, as_xlsx)
        with gr.Accordion(words("oc_prompts"), open=False, elem_id="oc-prompts"):
            piece(words.html("oc_prompts_html", lambda lang: html.tag("p", word("oc_prompts_about", lang).format(
                variables=", ".join(f"{{{{ {v} }}}}" for v in VARIABLES)), "oc-lead")))
            texts, self.prompts = texts_of_prompts(), {}
            for what in PROMPTS:
                box = gr.Textbox(texts[what], label=words.field(what), lines=8, max_lines=18, elem_id=f"oc-prompt-{what}",
                                 elem_classes="oc-mono")
                state = piece(elem_id=f"oc-prompt-{what}-state")
                gr.Button(words("oc_reset"), size="sm", min_width=120, elem_classes="oc-small").click(
                    lambda what=what: [texts_of_prompts()[what], ""], None, [box, state], show_progress="hidden",
                    api_visibility="private")
                box.blur(self._checked(what), [box], [state], show_progress="hidden", api_visibility="private")
                self.prompts[what] = box
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        ready.input(self._load, [ready], [self.categories, self.problem, ready], **quiet)
        upload.upload(self._import, [upload], [self.categories, self.problem], **quiet)
        gr.on([self.none.change, self.several.change], lambda none, several: gr.update(visible=none or several),
              [self.none, self.several], [self.least], **quiet)

    def _adapter(self, words: Words) -> None:
        with gr.Row():
            with gr.Column(scale=4, min_width=260):
                self.adapter = gr.Dropdown([], label=words("adapter"), elem_id="oc-adapter")
                self.vote = gr.Radio([(words.value("mean"), "mean"), (words.value("top3"), "top3")], value="mean",
                                     label=words.field("vote"), info=words("oc_vote_info"), elem_id="oc-vote")
                with gr.Row():
                    self.window = gr.Number(512, label=words.field("window"), precision=0, min_width=120, elem_id="oc-window")
                    self.stride = gr.Number(384, label=words.field("stride"), precision=0, min_width=120, elem_id="oc-stride")
                self.path = None
                if not self.service.settings.closed:         # a stranger must not name this machine's folders
                    with gr.Accordion(words("oc_from_folder"), open=False, elem_id="oc-from-folder"):
                        self.path = gr.Textbox(label=words("oc_folder"), info=words("oc_folder_info"), max_lines=1,
                                               elem_id="oc-folder")
                        self.add = gr.Button(words("oc_add_folder"), size="sm", elem_id="oc-add-folder", elem_classes="oc-small")
            with gr.Column(scale=6, min_width=260):
                self.card = piece(elem_id="oc-adapter-card")

    # -- events --------------------------------------------------------------------------------------------------
    def _turn(self, method: str, request: gr.Request) -> list[Any]:
        lang, update, shown = lang_of(request), gr.update(), ["", gr.update(), gr.update()]
        if method == "adapter":
            try:
                names = self._names()
                default = next((a.name for a in self.service.registry.list("classification") if a.meta.default), None)
                chosen = default if default in names else names[0] if names else None
                update, shown = gr.update(choices=names, value=chosen), self._about(chosen, lang)
            except OnebaseError as e:
                shown[0] = html.error_box(e, lang)
        note = html.tag("p", word(f"oc_note_{'server' if method == 'server' else 'described'}", lang), "oc-lead")
        return [gr.update(visible=method != "adapter"), note, gr.update(visible=method == "adapter"),
                gr.update(visible=method == "server"), update, *shown]

    def _names(self) -> list[str]:
        shelf = self.service.shelf()
        if shelf is None:
            raise said("oc_shelf_waits")
        return [a.name for a in shelf.list("classification") if a.meta.kind == "classification"]

    def _show(self, name: str | None, request: gr.Request) -> list[Any]:
        lang = lang_of(request)
        try:
            return self._about(name, lang)
        except OnebaseError as e:
            return [html.error_box(e, lang), gr.update(), gr.update()]

    def _add(self, path: str, request: gr.Request) -> list[Any]:
        """An adapter from a folder on this machine, copied in as `python -m app adapters add` does."""
        lang = lang_of(request)
        try:
            if not path.strip():
                raise said("oc_no_folder")
            found = self.service.registry.add(Path(path.strip()).expanduser())
            if found.meta.kind != "classification":
                raise said("oc_other_kind")
            return [gr.update(choices=self._names(), value=found.name), *self._about(found.name, lang)]
        except OnebaseError as e:
            return [gr.update(), html.error_box(e, lang), gr.update(), gr.update()]

    def _about(self, name: str | None, lang: str) -> list[Any]:
        """The adapter's card, and its own window and step."""
        if not name:
            return [html.note(word("oc_no_adapter", lang)), gr.update(), gr.update()]
        meta = self.service.registry.get(name).meta
        facts = [(word("oc_labels_of", lang).format(n=len(meta.labels)), html.chips(meta.labels[:40])),
                 (word("oc_window_of", lang), f"{meta.window:,} / {meta.stride:,} {word('oc_tokens', lang)}"),
                 (word("oc_trained_on", lang), f"{meta.data.rows:,} {word('rows', lang)}, {meta.created}"),
                 (word("figures", lang), figures(meta.figures))]
        if columns := meta.options.get("columns"):
            facts.append((word("oc_trained_columns", lang), ", ".join(map(str, columns))))
        if meta.layers:
            facts.insert(2, (word("oc_layers", lang), f"{meta.layers}"))
        card = html.tag("dl", html.join(html.join((html.tag("dt", k), html.tag("dd", v))) for k, v in facts if v), "ob-dl")
        return [card, meta.window, meta.stride]

    def _load(self, name: str, request: gr.Request) -> list[Any]:
        if name not in {value for _, value in editor.choices()}:
            return [gr.update(), "", ""]
        return [editor.ready(name), "", ""]

    def _import(self, path: str, request: gr.Request) -> list[Any]:
        try:
            return [editor.imported(Path(path)), ""]
        except OnebaseError as e:
            return [gr.update(), html.error_box(e, lang_of(request))]

    def _checked(self, what: str):
        def check(text: str, request: gr.Request) -> html.Html | str:
            lang = lang_of(request)
            try:
                changed = prompt_of(what, text)
            except OnebaseError as e:
                return html.error_box(e, lang)
            return html.tag("p", word("oc_prompt_sound", lang), "oc-good") if changed else ""
        return check

    # -- for a run -----------------------------------------------------------------------------------------------
    def options(self, lang: str, method: str, categories: str, none: bool, several: bool, least: float, relevance: str,
                choice: str, adapter: str | None, vote: str, window: float | None, stride: float | None,
                *server: Any) -> tuple[dict[str, Any], tuple[str, ...], list[tuple[str, str]]]:
        """(the task's options, labels that may be answered, what the settings sheet says); InputError names what is
        wrong with which field."""
        if method == "adapter":
            return self._by_adapter(adapter, vote, window, stride)
        if method not in METHODS:
            raise InputError(f"There is no method {method}.", "Choose one of the three.", ko=f"{method} 방법이 없습니다.",
                             hint_ko="세 가지 중 하나를 고르세요.")
        found = editor.categories_of(categories)
        own = {what: changed for what, text in zip(PROMPTS, (relevance, choice), strict=True)
               if (changed := prompt_of(what, text))}
        texts = texts_of_prompts() | own
        options: dict[str, Any] = {"categories": found, "adapter": "none", "several": bool(several), "least": least,
                                   "none": word("oc_none_label", lang) if none else "", **own}
        base = self.service.settings.base
        noted = [("base", base)]
        if method == "server":
            options["server"] = self.server.option(*server)
            noted = [("oc_server_url", options["server"]["url"]), ("oc_server_model", options["server"]["model"] or "-")]
        inner = {c["parent"] for c in found}
        labels = tuple(c["name"] for c in found if c["name"] not in inner)
        noted += [("oc_several", "✓" if several else "-"), ("oc_allow_none", "✓" if none else "-")]
        noted += [("categories", "\n".join(f"{c['parent'] + ' › ' if c['parent'] else ''}{c['name']}: {c['description']}"
                                           for c in found))]
        noted += [(what, texts[what]) for what in PROMPTS]
        return options, labels + ((options["none"],) if none else ()), noted

    def _by_adapter(self, name: str | None, vote: str, window: float | None, stride: float | None):
        if not name:
            raise said("oc_no_adapter")
        adapter = self.service.registry.get(name)
        meta = adapter.meta
        size, step = int(window or meta.window), int(stride or meta.stride)
        for name_of, number in (("window", size), ("stride", step)):
            if not SHORTEST[name_of] <= number <= LONGEST:
                raise InputError(f"{field(name_of, 'en')}: {number} is not from {SHORTEST[name_of]} to {LONGEST:,}.",
                                 f"The adapter's own are {meta.window} and {meta.stride}.",
                                 ko=f"{field(name_of, 'ko')}: {number}은(는) {SHORTEST[name_of]}에서 {LONGEST:,} 사이가 아닙니다.",
                                 hint_ko=f"어댑터의 원래 값은 {meta.window}, {meta.stride}입니다.")
        if step > size:
            raise InputError(f"The step {step} is longer than the window {size}: text between would be lost.",
                             "Give a step of at most the window.",
                             ko=f"이동 간격 {step}이(가) 구간 길이 {size}보다 길어 그 사이 글이 빠집니다.",
                             hint_ko="이동 간격을 구간 길이 이하로 하세요.")
        options: dict[str, Any] = {"adapter": name, "vote": vote}
        if (size, step) != (meta.window, meta.stride):
            options |= {"window": size, "stride": step}
        noted = [("adapter", name), ("oc_fingerprint", meta.sha256[:16]), ("base", f"{meta.base} ({meta.base_fingerprint})"),
                 ("vote", vote), ("window", f"{size:,}"), ("stride", f"{step:,}"),
                 ("figures", figures(meta.figures, most=20))]
        return options, meta.labels, noted

    def trained_on(self, options: Mapping[str, Any]) -> str | None:
        """Fingerprint of the rows that the adapter of these options learnt from."""
        name = options["adapter"]
        return None if name == "none" else self.service.registry.get(name).meta.data.fingerprint


def prompt_of(what: str, text: str) -> str | None:
    """The visitor's own prompt; None where it is as it was. Errors: InputError by the prompt's number."""
    if not text.strip() or text.strip() == texts_of_prompts()[what].strip():
        return None
    Prompt(f"{PROMPTS.index(what) + 1}", text).check(VARIABLES)
    return text
