"""A person's answer for one element as a row of training: the conversation that the model would have had, and its reply."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tasks.infringement.ask import messages_for
from tasks.infringement.chart import charts
from tasks.infringement.models import Input
from tasks.infringement.terms import table

VERSION = "compact"  # of the prompt, as training takes it by default


def training_row(
    given: Mapping[str, Any], result: Mapping[str, Any], place: int, span: str | None, match: str
) -> dict[str, Any]:
    """{"messages", "element", "match", "document"} of element `place` of a result in its extended form. `span`: the
    words of the product that correspond, None for none. The candidates are what the rules would offer, the quoted
    stretches and the answer, in the order of the text."""
    text, element = given["user_query"], result["comparisons"][place]["patent_element"]
    row = Input.model_validate({k: v for k, v in given.items() if k in Input.model_fields})
    offered = [
        c for chart in charts(row, table()) for v in chart.verdicts if v.element.text == element for c in v.candidates
    ]
    quoted = [c["user_product_element"] for c in result["comparisons"] if c["user_product_element"]]
    candidates = sorted(dict.fromkeys([*offered, *quoted, *([span] if span else [])]), key=text.find)
    turns = [{"role": m.role, "content": m.content} for m in messages_for(element, text, candidates, VERSION)]
    reply = json.dumps({"user_product_element": span, "match": match}, ensure_ascii=False)
    return {
        "messages": [*turns, {"role": "assistant", "content": reply}],
        "element": element,
        "match": match,
        "document": given.get("regit_num") or given["claim_text"][:80],
    }
