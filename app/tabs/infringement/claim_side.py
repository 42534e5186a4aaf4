"""The claim's half of the form: typed or out of a file, which patent and which claim, its elements, its standing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.i18n import Words, lang_of, word
from app.tabs.infringement import elements, reading
from app.theme import piece
from engine.errors import InputError, OnebaseError
from tasks.infringement.many import Patent

STANDING = ("status", "expiry", "territory")


class ClaimSide:
    """`inputs`: registration number, text, what the editor holds (the claim's number too), then the standing."""

    def __init__(self, words: Words):
        self.patents = gr.State(())
        part("part_claim", words)
        self.regit = gr.Textbox("", label=words.field("regit_num"), max_lines=1, elem_id="infringement-regit")
        self.claim = gr.Textbox(
            "",
            label=words.field("claim_text"),
            lines=6,
            max_lines=14,
            placeholder=words("claim_placeholder"),
            elem_id="infringement-claim",
        )
        self.file = upload("claim", [*reading.CLAIM_KINDS], words)
        self.patent = gr.Dropdown([], label=words("patent"), visible=False, elem_id="infringement-patent")
        self.number = gr.Dropdown([], label=words("claim_pick"), visible=False, elem_id="infringement-number")
        piece(words.html("elements_html", elements.heading), elem_classes="ob-above")
        self.editor = elements.editor(words)
        with gr.Accordion(words("standing"), open=False), gr.Row():
            self.standing = [
                gr.Textbox("", label=words.field(n), placeholder=words(f"{n}_info"), max_lines=1, min_width=110)
                for n in STANDING
            ]

    @property
    def inputs(self) -> list[Any]:
        return [self.regit, self.claim, self.editor, *self.standing]

    def wire(self, answer: gr.HTML) -> None:
        """`answer`: where a file that cannot be read is said."""
        form = [self.patents, self.patent, self.regit, self.claim, *self.standing]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}

        def opened(path: str, request: gr.Request) -> dict[Any, Any]:
            try:
                return self._several(reading.patents(Path(path)))
            except OnebaseError as e:
                return {answer: html.error_box(e, lang_of(request))}

        self.file.upload(opened, [self.file], [*form, answer], show_progress="minimal", api_visibility="private")
        self.patent.input(self._pick, [self.patents, self.patent], form, **quiet)
        self.claim.change(
            self._read, [self.claim], [*form, self.number, self.editor], trigger_mode="always_last", **quiet
        )
        self.number.input(_cut, [self.claim, self.number], [self.editor], **quiet)

    def _several(self, found: Sequence[Patent]) -> dict[Any, Any]:
        """The first of some patents in the form, and the others to pick from."""
        choices = [(reading.name_of(p), i) for i, p in enumerate(found)]
        pick = gr.update(choices=choices, value=0, visible=len(found) > 1)
        return {self.patents: found, self.patent: pick} | self._pick(found, 0)

    def _pick(self, found: Sequence[Patent], place: int) -> dict[Any, Any]:
        patent = found[place]
        standing = {box: patent.standing.get(n, "") for n, box in zip(STANDING, self.standing, strict=True)}
        return {self.regit: patent.regit_num, self.claim: patent.claim_text} | standing

    def _read(self, text: str, request: gr.Request) -> dict[Any, Any]:
        """The numbers of the claims in a text, and the elements of the one that is compared unless another is picked. A
        text that says whose claims they are is taken as a file of patents is."""
        lang = lang_of(request)
        none = gr.update(choices=[], value=None, visible=False)
        if not text.strip():
            return {self.number: none, self.editor: elements.blank(lang)}
        try:
            found = reading.claims_of(text)
        except InputError as e:
            return {self.number: none, self.editor: elements.value(lang, text, None, (), error=" ".join(e.words(lang)))}
        if named := reading.numbered(text):
            return self._several(named)
        choices = [(reading.title(c, lang), c.number) for c in found]
        first = next((c for c in found if c.independent), found[0]).number
        pick = gr.update(choices=choices, value=first, visible=len(found) > 1)
        return {self.number: pick, self.editor: _cut(text, first, request)}


def _cut(text: str, number: int | None, request: gr.Request) -> str:
    """The editor's value for a claim."""
    lang = lang_of(request)
    try:
        claim, readings = reading.elements_of(text, number)
    except InputError as e:
        return elements.value(lang, text, number, (), error=" ".join(e.words(lang)))
    about = [reading.title(claim, lang), word(f"transition_{claim.transition}", lang)]
    if len(readings) > 1:
        about.append(word("elements_alternatives", lang).format(n=len(readings)))
    return elements.shown(lang, text, number, readings[0], " · ".join(about))


def part(key: str, words: Words) -> None:
    """The heading of a half of the form."""
    piece(words.html(f"{key}_html", lambda lang: html.tag("h3", word(key, lang), "ob-part")))


def upload(what: str, kinds: list[str], words: Words) -> gr.UploadButton:
    """A button to open a file, with what it takes beside it."""
    with gr.Row(elem_classes="ob-open"):
        button = gr.UploadButton(
            words(f"{what}_upload"),
            file_types=kinds,
            size="sm",
            scale=0,
            min_width=190,
            elem_id=f"infringement-{what}-file",
        )
        key = f"{what}_kinds"
        piece(
            words.html(f"{key}_html", lambda lang: html.tag("span", word(key, lang), "ob-dim ob-small")), min_width=120
        )
    return button
