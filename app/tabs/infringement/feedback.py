"""What a visitor says of a judgement: kept as a row to train on, where they consent and the page keeps any."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.i18n import Words, lang_of, named, said, word
from app.service import Service
from app.theme import piece
from documents.claim_charts import MATCH, Case
from engine.errors import InputError, OnebaseError
from tasks.base import Task
from tasks.infringement.feedback import training_row

FILE = "infringement.jsonl"
WRITING = threading.Lock()


@dataclass(frozen=True)
class Feedback:
    """`box` is shown once there is something to judge."""

    box: gr.Accordion
    element: gr.Dropdown | None = None
    reply: gr.HTML | None = None

    @property
    def outputs(self) -> list[Any]:
        return [c for c in (self.box, self.element, self.reply) if c is not None]

    def filled(self, case: Case, lang: str) -> dict[Any, Any]:
        if self.element is None:
            return {self.box: gr.update(visible=True)}
        choices = [
            (f"{n}. {html.brief(row['patent_element'], 60)} ({named(row['match'], lang)})", n)
            for n, row in enumerate(case.result["comparisons"], 1)
        ]
        return {self.box: gr.update(visible=True), self.element: gr.update(choices=choices, value=None), self.reply: ""}


def feedback(service: Service, task: Task, words: Words, held: gr.State) -> Feedback:
    folder = service.settings.feedback_folder
    with gr.Accordion(words("feedback"), open=False, visible=False, elem_id="infringement-feedback") as box:
        if folder is None:
            piece(words.html("feedback_off_html", lambda lang: html.note(word("feedback_off", lang))))
            return Feedback(box)
        piece(
            words.html(
                "feedback_about_html",
                lambda lang: html.tag(
                    "p", word("feedback_about", lang).format(folder=folder / FILE), "ob-dim ob-small"
                ),
            )
        )
        with gr.Row():
            element = gr.Dropdown([], label=words("feedback_element"), elem_id="feedback-element", scale=3)
            opinion = gr.Radio(
                [(words(f"feedback_{v}"), v) for v in ("right", "wrong")],
                value="right",
                label=words("feedback_opinion"),
                elem_id="feedback-opinion",
                scale=2,
            )
        with gr.Row(visible=False) as better:
            match = gr.Radio(
                [(words.value(m), m) for m in MATCH], label=words("feedback_match"), elem_id="feedback-match", scale=2
            )
            span = gr.Textbox("", label=words("feedback_span"), max_lines=2, elem_id="feedback-span", scale=3)
        consent = gr.Checkbox(False, label=words("feedback_consent"), elem_id="feedback-consent")
        with gr.Row():
            send = gr.Button(words("feedback_send"), size="sm", scale=0, min_width=140, elem_id="feedback-send")
        reply = piece(elem_id="feedback-reply")

    opinion.change(
        lambda o: gr.update(visible=o == "wrong"),
        [opinion],
        [better],
        show_progress="hidden",
        api_visibility="private",
        queue=False,
    )

    def keep(
        request: gr.Request,
        case: Case | None,
        number: int | None,
        opinion: str,
        match: str | None,
        span: str,
        consent: bool,
    ) -> list[Any]:
        lang = lang_of(request)
        try:
            if case is None or not number:
                raise said("feedback_no_element")
            if not consent:
                raise said("feedback_no_consent")
            row = case.result["comparisons"][number - 1]
            if opinion == "right":
                match, quoted = row["match"], row["user_product_element"]
            else:
                match, quoted = match or row["match"], span.strip() or None
            if quoted is not None and quoted not in case.given["user_query"]:
                raise said("feedback_not_written")
            kept = append(
                folder / FILE,
                training_row(case.given, case.result, number - 1, quoted, match)
                | {"opinion": opinion, "given": row["match"]},
            )
        except OnebaseError as e:
            return [html.error_box(e, lang), gr.skip()]
        text = word("feedback_kept", lang).format(n=kept, file=folder / FILE)
        return [html.tag("p", text, "ob-small"), False]  # consent is asked for each time

    send.click(
        keep,
        [held, element, opinion, match, span, consent],
        [reply, consent],
        show_progress="hidden",
        api_visibility="private",
    )
    return Feedback(box, element, reply)


def append(path: Path, row: Mapping[str, Any]) -> int:
    """Adds a line, readable by the server's own user only; returns its number."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with WRITING:
            path.touch(0o600, exist_ok=True)
            with open(path, "a+", encoding="utf-8") as file:
                file.seek(0)
                number = sum(1 for _ in file) + 1
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as e:
        raise InputError(
            f"{path} cannot be written: {e.strerror}.",
            "Set ONEBASE_FEEDBACK to a folder that can be written.",
            ko=f"{path}에 쓸 수 없습니다: {e.strerror}.",
            hint_ko="ONEBASE_FEEDBACK을 쓸 수 있는 폴더로 설정하세요.",
        ) from e
    return number
