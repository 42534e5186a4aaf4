"""English verb forms of the rules: irregular ones, those with a prefix, and which word of several is inflected."""

import csv

import pytest

from dictionaries.readers import ours
from documents.figures import mask
from tasks.translation.grammar import render
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


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("주권이 상장되어 있지 않습니다.", "share certificates are not listed"),
        ("계약금액에는 부가가치세가 포함되어 있습니다.", "the value added tax (VAT) is included in the contract amount"),
        ("당사는 6개월 동안 주식을 매각하지 않습니다.", "the Company does not sell shares for <num1>"),
        ("최근 3년간 배당을 실시하지 않았습니다.", "the Company did not conduct the dividend for the last <num1>"),
        ("공고기간은 10일간입니다.", "the notice period is <num1>"),
        ("당사는 합병을 2주간 공고합니다.", "the Company publicly announces the merger for <num1>"),
    ],
)
def test_states_and_spans_of_time(korean, english):
    said = render(mask(korean), ours(), ours())
    assert (said.english, said.coverage) == (english, 1.0)


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        (
            "사채권자가 조기상환을 청구하지 않는 경우 만기에 상환합니다.",
            "if the bondholder does not claim the early redemption, the Company redeems at maturity",
        ),
        ("계약이 해지된 후 3개월 이내에 반환합니다.", "after the contract is terminated, the Company returns within <num1>"),
        ("발행회사가 원리금을 지급하지 못했습니다.", "the issuing company failed to pay principal and interest"),
        ("사채는 만기일에 상환됩니다.", "bonds are redeemed on the maturity date"),
        ("공시하지 못할 수 있습니다.", "the Company may not disclose"),
        ("본 계약은 특수관계인과의 거래에 해당하지 않습니다.",
         "this contract does not fall under the transaction with specially related persons"),
    ],
)
def test_conditions_and_what_could_not_be_done(korean, english):
    said = render(mask(korean), ours(), ours())
    assert said.english == english
