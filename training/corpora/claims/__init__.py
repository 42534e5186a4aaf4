"""Claims and products of our own making, with the answer for every element: training and held-out cases.

`cases` gives structured cases; `rows` renders a case exactly as the infringement task asks the model, with the reply
that it should give; `generate` gives both at once.
"""
from __future__ import annotations

from collections.abc import Iterator
from random import Random

from training.corpora.claims import claim as claims
from training.corpora.claims import product as products
from training.corpora.claims.chats import chat, rows

__all__ = ["cases", "chat", "generate", "rows"]


def cases(seed: int, n: int, held_out: bool = False) -> Iterator[dict]:
    """`n` cases {field, claim_text, user_query, elements, risk_level, decision_reason}, the same for the same seed."""
    from tasks.infringement.law import reason_for

    rng = Random(f"{seed}/{held_out}")
    for _ in range(n):
        claim = claims.draw(rng, held_out)
        query, elements = products.draw(rng, claim, held_out)
        yield {"field": claim.field, "claim_text": claim.text, "user_query": query, "elements": elements,
               "risk_level": products.risk_of([e["match"] for e in elements]),
               "decision_reason": reason_for([(e["patent_element"], e["match"]) for e in elements])}


def generate(seed: int, n: int, held_out: bool = False) -> Iterator[dict]:
    """The cases of `cases` with one conversation each under `messages`."""
    for case in cases(seed, n, held_out):
        yield case | chat(case)
