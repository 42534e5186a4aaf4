"""A case as the conversations that the infringement task has with the model, one an element."""
from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from random import Random

FORGOTTEN = (0.35, 0.6, 0.85)      # shares of the table's rows that are hidden, so that the model meets unknown names


@cache
def _poorer_terms(index: int):
    """The table of terms with some of its rows missing: at inference the model gets what the table does not know."""
    import csv

    from tasks.infringement.normal import norm
    from tasks.infringement.terms import PRODUCTS, TABLE, Terms

    rng = Random(index)
    with TABLE.open(encoding="utf-8", newline="") as f:
        table = [(r["term"], r["canonical"], r["relation"], r["field"]) for r in csv.DictReader(f)]
    share = FORGOTTEN[index % len(FORGOTTEN)]
    return Terms([r for r in table if norm(r[1]) in PRODUCTS or rng.random() > share])


def rows(case: dict, version: str = "compact") -> Iterator[dict]:
    """{"messages", "element", "match"} for every element that code, knowing only a part of the table, leaves open."""
    from tasks.infringement.ask import messages_for
    from tasks.infringement.chart import charts
    from tasks.infringement.models import Input

    terms = _poorer_terms(zlib.crc32(case["user_query"].encode()) % 12)
    chart = charts(Input(claim_text=case["claim_text"], user_query=case["user_query"]), terms)[0]
    verdicts, product = chart.verdicts, chart.product
    for i, verdict in enumerate(verdicts):
        gold = _gold(case, i, len(verdicts), verdict.element.text)
        if verdict.by != "open" or gold is None:
            continue
        span = gold["user_product_element"]
        if span is not None:
            fits = [c for c in verdict.candidates if span in c or c in span]
            span = min(fits, key=lambda c: (not (span.endswith(c) or c.endswith(span)), abs(len(c) - len(span))), default=None)
            if span is None:
                continue
        yield _row(messages_for(verdict.element.text, product.text, verdict.candidates, version), span, gold)


def chat(case: dict, version: str = "compact") -> dict:
    """{"messages"} of one element of the case: an open one, or where code settles all, one that it settled."""
    from tasks.infringement.ask import messages_for

    for row in rows(case, version):
        return row
    gold = case["elements"][zlib.crc32(case["claim_text"].encode()) % len(case["elements"])]
    spans = [e["user_product_element"] for e in case["elements"] if e["user_product_element"]]
    return _row(messages_for(gold["patent_element"], case["user_query"], list(dict.fromkeys(spans)), version),
                gold["user_product_element"], gold)


def _row(messages, span: str | None, gold: dict) -> dict:
    turns = [{"role": m.role, "content": m.content} for m in messages]
    reply = json.dumps({"user_product_element": span, "match": gold["named"]}, ensure_ascii=False)
    return {"messages": [*turns, {"role": "assistant", "content": reply}], "element": gold["patent_element"],
            "match": gold["named"]}


def _gold(case: dict, index: int, count: int, text: str) -> dict | None:
    """The answer of the element that the parser found: by its place, or where the counts differ by its words."""
    if count == len(case["elements"]):
        return case["elements"][index]
    best = max(case["elements"], key=lambda e: SequenceMatcher(None, e["patent_element"], text).ratio())
    return best if SequenceMatcher(None, best["patent_element"], text).ratio() > 0.7 else None
