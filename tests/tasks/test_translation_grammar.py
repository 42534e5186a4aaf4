"""English verb forms of the rules: irregular ones, those with a prefix, and which word of several is inflected."""

import csv

import pytest

from tasks.translation.grammar.chunks import VERBS
from tasks.translation.grammar.english import ing, participle, past, plural


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("apply for", ("applied for", "applied for", "applying for")),
        ("comply with", ("complied with", "complied with", "complying with")),
        ("newly establish", ("newly established", "newly established", "newly establishing")),
        ("repay", ("repaid", "repaid", "repaying")),
        ("short-sell", ("short-sold", "short-sold", "short-selling")),
        ("oversee", ("oversaw", "overseen", "overseeing")),
        ("resubmit", ("resubmitted", "resubmitted", "resubmitting")),
        ("defer", ("deferred", "deferred", "deferring")),
        ("record", ("recorded", "recorded", "recording")),
        ("set a new record for", ("set a new record for", "set a new record for", "setting a new record for")),
    ],
)
def test_past_participle_and_ing(verb, forms):
    assert (past(verb), participle(verb), ing(verb)) == forms


def test_every_korean_verb_stands_once():
    with VERBS.open(encoding="utf-8", newline="") as file:
        verbs = [row["korean"] for row in csv.DictReader(file)]
    assert len(verbs) == len(set(verbs))


def test_singular_words_that_end_in_s_take_a_singular_verb():
    assert not any(plural(p) for p in ("this", "the analysis of results", "natural gas", "the basis for calculation"))
    assert plural("the terms of payment") and plural("these shares")
