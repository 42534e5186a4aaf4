"""A form from a pydantic model: one component a field, and the way back from components to values."""
from __future__ import annotations

import json
import shutil
import typing
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from app import html
from app.i18n import Words
from app.i18n import field as field_name
from app.service import kinds, value_of
from app.theme import piece
from app.words import WORDS
from engine.errors import InputError

LONG = ("text", "claim_text", "user_query", "content")     # fields that hold paragraphs


class Form:
    """`components` in the order of the model's fields, without those in `skip`."""

    def __init__(self, model: type[BaseModel], words: Words, skip: Sequence[str] = (), lines: Mapping[str, int] | None = None,
                 read: Mapping[str, Callable[[str], Any]] | None = None,
                 files: Mapping[str, tuple[str, ...]] | None = None):
        lines, self.model, self.read, self.files = lines or {}, model, read or {}, files or {}
        self.names = [n for n in model.model_fields if n not in skip]
        self.components = [_upload(n, words, self.files[n]) if n in self.files else
                           _component(n, model.model_fields[n], words, lines.get(n)) for n in self.names]

    def values(self, texts: Sequence[Any]) -> dict[str, Any]:
        """What the user filled in; an untouched optional field is left out, an untouched required one an InputError."""
        given: dict[str, Any] = {}
        for name, value in zip(self.names, texts, strict=True):
            field = self.model.model_fields[name]
            if value in (None, "", []) and not field.is_required():
                continue
            if value is None or (isinstance(value, str) and not value.strip()):
                raise InputError(f"{field_name(name, 'en')} is empty.", "Type or paste some text, or click an example.",
                                 ko=f"{field_name(name, 'ko')} 칸이 비어 있습니다.",
                                 hint_ko="내용을 입력하거나 예시를 누르세요.")
            if name in self.files:
                given[name] = ",".join(_without_comma(Path(path)) for path in value)
            elif name in self.read:
                given[name] = self.read[name](value)
            elif isinstance(value, str) and _listed(field.annotation) and value.lstrip()[:1] not in ("[", "{"):
                given[name] = [line.strip() for line in value.splitlines() if line.strip()]
            else:
                given[name] = value_of(field.annotation, value)
        return given


    def shown(self, name: str, value: Any) -> Any:
        """A value as its component shows it: lists a line each, objects as JSON."""
        if value is None:
            field = self.model.model_fields[name]
            value = None if field.is_required() else field.get_default(call_default_factory=True)
        if isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
            return "\n".join(value)
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple | dict) else value


def _listed(annotation: Any) -> bool:
    return bool(kinds(annotation) & {list, tuple, set, frozenset}) and str not in kinds(annotation)


def _upload(name: str, words: Words, kinds: tuple[str, ...]):
    import gradio as gr
    piece(words.html(f"upload_{name}", lambda lang: html.heading(f"{field_name(name, lang)} ({', '.join(k[1:] for k in kinds)})")),
          elem_classes="ob-above")
    return gr.File(show_label=False, file_count="multiple", file_types=[*kinds], height=135)


def _without_comma(path: Path) -> str:
    """A comma would part the list of files that the option is."""
    if "," not in path.name:
        return str(path)
    plain = path.with_name(path.name.replace(",", "_"))
    if not plain.exists():
        shutil.copyfile(path, plain)
    return str(plain)


def _component(name: str, field: Any, words: Words, lines: int | None):
    import gradio as gr
    label, default = words.field(name), None if field.is_required() else field.get_default(call_default_factory=True)
    of = kinds(field.annotation)
    if typing.Literal in of:
        choices = [(words.value(str(v)), v) for v in _literals(field.annotation)]
        return gr.Dropdown(choices, value=default, label=label)
    if bool in of:
        return gr.Checkbox(bool(default), label=label)
    if of & {int, float} and str not in of and default is None:
        return gr.Textbox("", label=label, max_lines=1)      # a number field that is left empty would say 0
    if of & {int, float} and str not in of:
        return gr.Number(default, label=label, precision=0 if float not in of else None)
    if str in of and not of & {list, tuple, dict}:
        wanted = lines or (4 if name in LONG else 1)
        return gr.Textbox(default, label=label, lines=wanted, max_lines=max(wanted, 12) if wanted > 1 else 1)
    info = f"info_{name}" if f"info_{name}" in WORDS else "one_a_line" if _listed(field.annotation) else "as_json"
    return gr.Textbox("", label=label, lines=lines or 3, max_lines=12, info=words(info))


def _literals(annotation: Any) -> list[Any]:
    if typing.get_origin(annotation) is typing.Literal:
        return list(typing.get_args(annotation))
    return [v for part in typing.get_args(annotation) for v in _literals(part)]
