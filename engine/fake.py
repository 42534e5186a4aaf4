"""A deterministic engine without a model, for tests and for developing a task: equal requests get equal answers."""
from __future__ import annotations

import hashlib
import json
import math
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from engine.base import (
    AdapterSpec,
    Capabilities,
    Classes,
    Classify,
    Engine,
    Generate,
    Message,
    Reply,
    Score,
    Scores,
)
from engine.checks import check_schema, parse
from engine.errors import Cancelled, InputError, OnebaseError, OutputError

if TYPE_CHECKING:
    import numpy as np

Replies = Mapping[str, Any] | Callable[[Generate], Any]
WINDOW = 1000  # characters a window of `classify`


class FakeEngine(Engine):
    """`replies`: request → reply, or {part of the last message: reply}; a reply is a text, a JSON value, or an
    OnebaseError, which the request then ends in. Where it gives None, the reply is made up from a hash.

    `labels` are those of `classify` where no `adapters` function tells a name's own. Requests run when submitted, in
    order, and are kept in `requests`.
    """

    def __init__(self, replies: Replies | None = None, *, labels: Sequence[str] = ("A", "B"),
                 adapters: Callable[[str], AdapterSpec] | None = None):
        self.replies, self.labels, self.adapters = replies, tuple(labels), adapters
        self.requests: list[Generate | Score | Classify] = []

    def submit(self, requests: Sequence[Generate | Score | Classify], *, cancel: threading.Event | None = None,
               on_text: Callable[[int, str], None] | None = None) -> list[Future]:
        futures = []
        for i, request in enumerate(requests):
            future: Future = Future()
            self.requests.append(request)
            try:
                future.set_result(self._answer(request, i, cancel, on_text))
            except OnebaseError as e:
                future.set_exception(e)
            futures.append(future)
        return futures

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Hashed character n-grams: texts with common words lie close."""
        import numpy as np
        rows = np.zeros((len(texts), 256), np.float32)
        for row, text in zip(rows, texts, strict=True):
            padded = f" {text.lower()} "
            for n in (2, 3, 4):
                for i in range(len(padded) - n + 1):
                    h = _hash(padded[i:i + n])
                    row[h % 256] += 1 if h & 256 else -1
            row /= np.linalg.norm(row) or 1
            if not row.any():
                row[0] = 1
        return rows

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities("fake", None, 0, 100_000)

    def _answer(self, request, i, cancel, on_text):
        if cancel is not None and cancel.is_set():
            raise Cancelled("Stopped.", "Run it again.", ko="중지되었습니다.", hint_ko="다시 실행하세요.")
        spec = self.adapters(request.adapter) if self.adapters and request.adapter else None
        if isinstance(request, Score):
            values = [-(_hash(request.messages, c) % 10_000) / 1000 - 0.1 for c in request.continuations]
            return Scores(tuple(values), tuple(max(len(c.split()), 1) for c in request.continuations))
        if isinstance(request, Classify):
            labels = spec.labels if spec else self.labels
            size, step = request.window or WINDOW, request.stride or request.window or WINDOW
            spans = tuple((p, min(p + size, len(request.text))) for p in range(0, max(len(request.text), 1), step))
            return Classes(labels, tuple(_softmax([_hash(request.text[a:b], c) % 4000 / 1000 for c in labels])
                                         for a, b in spans), spans)
        text, value = self._reply(request)
        if on_text:
            for end in sorted({len(text) // 3, 2 * len(text) // 3, len(text)} - {0}):
                on_text(i, text[:end])
        return Reply(text, value, prompt_tokens=sum(len(m.content.split()) for m in request.messages),
                     new_tokens=len(text.split()))

    def _reply(self, request: Generate) -> tuple[str, Any]:
        if request.schema is not None:
            check_schema(request.schema)
        given = self._given(request)
        if isinstance(given, OnebaseError):
            raise given
        if request.schema is not None:
            if given is None:
                given = instance(request.schema, request.messages)
            text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, separators=(",", ":"))
            return text, parse(text, request.schema)
        if request.choices is not None:
            if not request.choices:
                raise InputError("There is nothing to choose from.", "Give at least one choice.",
                                 ko="선택지가 없습니다.", hint_ko="선택지를 하나 이상 주세요.")
            if given is None:
                given = request.choices[_hash(request.messages) % len(request.choices)]
            if given not in request.choices:
                raise OutputError(f"The reply {given!r} is none of the choices.", "Mend the given replies.")
            return given, None
        return (request.messages[-1].content if given is None else str(given)), None

    def _given(self, request: Generate) -> Any:
        if self.replies is None:
            return None
        if callable(self.replies):
            return self.replies(request)
        last = request.messages[-1].content
        return next((v for k, v in self.replies.items() if k in last), None)


def _hash(*parts: Any) -> int:
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=6).digest(), "big")


def _softmax(values: list[float]) -> tuple[float, ...]:
    powers = [math.exp(v) for v in values]
    return tuple(p / sum(powers) for p in powers)


def instance(schema: Mapping[str, Any], messages: Sequence[Message]) -> Any:
    """A small value that satisfies the schema; a hash of the messages decides between alternatives, and strings
    are words of the last message. Patterns and formats are not known."""
    words = messages[-1].content.split() or ["text"]

    def build(node: Any, path: str) -> Any:
        def pick(n: int) -> int:
            return _hash(tuple(messages), path) % n

        if node is True:
            return None
        while "$ref" in node:
            target: Any = schema
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = {**target, **{k: v for k, v in node.items() if k != "$ref"}}
        for part in node.get("allOf", ()):
            node = {**part, **{k: v for k, v in node.items() if k != "allOf"}}
            if "$ref" in node:
                return build(node, path)
        if "const" in node:
            return node["const"]
        if "enum" in node:
            return node["enum"][pick(len(node["enum"]))]
        if alternatives := node.get("anyOf") or node.get("oneOf"):
            n = pick(len(alternatives))
            return build(alternatives[n], f"{path}|{n}")
        kind = node.get("type", "object" if "properties" in node else "string")
        kind = kind[pick(len(kind))] if isinstance(kind, list) else kind
        if kind == "object":
            return {k: build(v, f"{path}/{k}") for k, v in node.get("properties", {}).items()}
        if kind == "array":
            prefix = node.get("prefixItems", [])
            least = max(node.get("minItems", 0), len(prefix))
            count = least + pick(max(min(node.get("maxItems", least + 2), least + 2) - least + 1, 1))
            items = [*prefix, *[node.get("items", {"type": "string"})] * (count - len(prefix))]
            return [build(v, f"{path}/{n}") for n, v in enumerate(items)]
        if kind == "string":
            word = words[pick(len(words))]
            word = word + "." * (node.get("minLength", 0) - len(word))
            return word[:node.get("maxLength", len(word))]
        if kind in ("integer", "number"):
            low = node.get("minimum", node.get("exclusiveMinimum", -1) + 1)
            high = node.get("maximum", node.get("exclusiveMaximum", low + 101) - 1)
            value = math.ceil(low) + pick(max(math.floor(high) - math.ceil(low) + 1, 1))
            return value if kind == "integer" else float(min(value, high))
        return {"boolean": bool(pick(2)), "null": None}[kind]

    return build(schema, "")
