"""Replies held against what was asked: for engines that cannot constrain decoding themselves."""
from __future__ import annotations

import json
import re
from typing import Any

from engine.errors import InputError, OutputError


def check_schema(schema: dict[str, Any]) -> None:
    """InputError when `schema` is not a JSON Schema."""
    from jsonschema import Draft202012Validator, SchemaError
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as e:
        raise InputError(f"The schema is not a JSON Schema: {e.message}.", "Mend the schema.",
                         ko=f"올바른 JSON Schema가 아닙니다: {e.message}.", hint_ko="스키마를 고치세요.") from e


def parse(text: str, schema: dict[str, Any]) -> Any:
    """The JSON value in `text`; OutputError when it is none or does not satisfy the schema."""
    from jsonschema import Draft202012Validator
    try:
        value = json.loads(text)
    except ValueError as e:
        raise OutputError(f"The reply is not JSON ({e}): {text[:80]!r}.", "Try again, or use another base.",
                          ko=f"답변이 JSON이 아닙니다({e}): {text[:80]!r}.",
                          hint_ko="다시 시도하거나 다른 베이스를 쓰세요.") from e
    wrong = next(Draft202012Validator(schema).iter_errors(value), None)
    if wrong is not None:
        where = "/".join(map(str, wrong.absolute_path)) or "the value"
        raise OutputError(f"The reply does not satisfy the schema at {where}: {wrong.message[:200]}.",
                          "Try again, or use another base.",
                          ko=f"답변이 스키마에 맞지 않습니다({where}): {wrong.message[:200]}.",
                          hint_ko="다시 시도하거나 다른 베이스를 쓰세요.")
    return value


THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
FENCED = re.compile(r"```(?:json)?\s*\n(.*?)\n?```", re.DOTALL)


def found_in(text: str) -> str:
    """The JSON text of a reply that a server did not constrain: its thoughts off, out of a fence, the words around it
    off. Text without any is left as it is, for `parse` to refuse."""
    text = THOUGHT.sub("", text)
    if fenced := FENCED.search(text):
        text = fenced[1]
    if text.lstrip()[:1] not in ("{", "["):
        decoder = json.JSONDecoder()
        for start in (m.start() for m in re.finditer(r"[{\[]", text)):
            try:
                _, end = decoder.raw_decode(text, start)
            except ValueError:
                continue
            return text[start:end]
    return text.strip()
