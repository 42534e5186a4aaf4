"""What the model is asked: one request for each element that code left open, all rows and elements in one batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import prompts
from engine.base import Engine, Generate, Limits, Message
from engine.errors import OnebaseError
from tasks.base import AdapterChoice
from tasks.infringement.chart import Chart
from tasks.infringement.judge import weigh
from tasks.infringement.law import MATCHES, MISSED, UNKNOWN
from tasks.infringement.verdicts import Verdict

LIMITS = Limits(max_new_tokens=256)  # of one answer: a quotation and a match
WINDOW = 600  # characters of the description shown to the model, around the candidates
# Below this many parameters a bare base has not learnt the question. An adapter on it is asked only when the run names it,
# and only where the rules find nothing: unasked, silence stays 판단불가, which on our own cases was right more often.
ABLE = 300_000_000


def schema_for(candidates: Sequence[str]) -> dict[str, Any]:
    """The span is one of the candidates or null, the match one of three: nothing else can be said."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["user_product_element", "match"],
        "properties": {"user_product_element": {"enum": [*candidates, None]}, "match": {"enum": list(MATCHES)}},
    }


def messages_for(element: str, text: str, candidates: Sequence[str], version: str) -> tuple[Message, ...]:
    prompt = prompts.load(f"infringement/{version}")
    return prompt.render({"element": element, "product": excerpt(text, candidates), "candidates": list(candidates)})


def excerpt(text: str, candidates: Sequence[str]) -> str:
    """The description, or where it is long the stretch that holds the likest candidate."""
    if len(text) <= WINDOW:
        return text
    at = max(text.find(candidates[0]) if candidates else 0, 0)
    start = max(0, min(at - WINDOW // 3, len(text) - WINDOW))
    return text[start : start + WINDOW]


def requests_for(verdict: Verdict, text: str, version: str, adapter: str | None) -> Generate:
    return Generate(
        messages_for(verdict.element.text, text, verdict.candidates, version),
        adapter=adapter,
        schema=schema_for(verdict.candidates),
        limits=LIMITS,
    )


def settle(charts: Sequence[Chart], engine: Engine, options: Any, adapter: AdapterChoice) -> Iterator[Any]:
    """Every chart with the model's answers in the open places; or the error of that chart."""
    version = options.prompt or adapter.prompt or "v1"
    able = (engine.capabilities.parameters or ABLE) >= ABLE
    named = options.adapter is not None and adapter.name is not None
    places, requests = [], []
    for row, chart in enumerate(charts):
        for i, verdict in enumerate(chart.verdicts):
            if verdict.by == "open" and (able or named and verdict.match == UNKNOWN):
                places.append((row, i))
                requests.append(requests_for(verdict, chart.product.text, version, adapter.name))
    out: list[list[Verdict]] = [list(c.verdicts) for c in charts]
    errors: dict[int, OnebaseError] = {}
    for (row, i), future in zip(places, engine.generate(requests) if requests else [], strict=True):
        try:
            value = future.result().value
        except OnebaseError as e:
            errors[row] = e
            continue
        span, match = value["user_product_element"], value["match"]
        if span is None and match not in (MISSED, UNKNOWN):
            match = UNKNOWN  # nothing quoted corresponds to nothing
        answer = replace(out[row][i], span=span, match=match, by="model", basis="model", mention=None)
        out[row][i] = weigh(answer, charts[row].product, options.margin)
    for row, chart in enumerate(charts):
        yield errors.get(row) or replace(chart, verdicts=tuple(out[row]))
