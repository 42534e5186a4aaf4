"""English verb forms of the rules: irregular ones, those with a prefix, and which word of several is inflected."""

import csv

import pytest

from dictionaries.lexicon import merge
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
            "if the bondholder does not request the early redemption, the Company redeems at maturity",
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


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("비용은 원고가 부담한다.", "expenses are borne by the plaintiff"),
        ("주주의 의결권은 1주마다 1개로 한다.", "the voting rights of shareholder shall be <num2> for every <num1>"),
        ("지분율이 5% 미만이 되는 경우 공시합니다.", "if the shareholding ratio becomes less than <num1>, the Company discloses"),
        ("사유가 해소됨에 따라 거래를 재개합니다.", "as the reason is resolved, the transaction is resumed"),
        ("당사는 매각을 검토 중입니다.", "the Company is reviewing the sale"),
        ("당사는 2024년 3월 4일부터 2024년 5월 6일까지 주식을 취득합니다.", "the Company acquires shares from <date1> to <date2>"),
        ("2024년 3월 15일 현재 발행주식총수는 100주입니다.", "the total number of issued shares is <num1> as of <date1>"),
        ("배당가능이익의 범위 내에서 자기주식을 취득합니다.", "treasury shares are acquired within the range of distributable profits"),
        ("양사는 이사회 결의로 본 계약을 해제할 수 있습니다.",
         "both companies may cancel this contract by the resolution of the board of directors"),
        ("청구내용: 원고는 손해의 배상을 청구함", "Details of claim: the plaintiff claims the compensation of damage"),
        ("이사회 결의에 의거 본 자기주식을 처분합니다.",
         "these treasury shares are disposed of pursuant to the resolution of the board of directors"),
        ("가중산술평균주가와 최근일 종가 중 높은 가액을 전환가격으로 한다.",
         "the higher of weighted average share price and latest closing price shall be the conversion price"),
        ("별도 해제 시까지 생산을 중단합니다.", "the production is suspended until the separate cancellation"),
        ("취득한 사채는 재매각하거나 소각할 예정입니다.", "bonds acquired will be resold, or will be retired"),
        ("투자에 유의하시기 바랍니다.", "please exercise caution regarding investment"),
    ],
)
def test_who_does_what_to_whom_and_when(korean, english):
    assert render(mask(korean), ours(), ours()).english == english


@pytest.mark.parametrize(
    "korean",
    [
        "주주는 대리인으로 하여금 의결권을 행사하게 할 수 있습니다.",  # one has another do it
        "이중청약은 청약하지 아니한 것으로 본다.",  # what it is deemed to be
        "매출액은 100억원, 영업이익은 20억원, 자본은 30억원을 기록하였습니다.",  # several topics
        "최대주주에게 확인한 결과, 결정된 사항은 없습니다.",
    ],
)
def test_what_the_rules_would_misread_is_left_unread(korean):
    assert render(mask(korean), ours(), ours()) is None


def test_a_large_glossary_does_not_say_everyday_words_in_a_sense_of_its_own():
    rows = [(f"용어{i}", f"term {i}", "", "") for i in range(6000)]
    theirs = merge([("편의", "bias", "", ""), ("자료", "dataset of the survey", "", ""), *rows], "theirs")
    said = render(mask("투자자의 편의를 위하여 자료를 작성합니다."), theirs.plus(ours()), ours()).english
    assert "bias" not in said and "survey" not in said
    few = merge([("편의", "bias", "", "")], "theirs")  # a small one was written for these texts
    assert "bias" in render(mask("투자자의 편의를 위하여 자료를 작성합니다."), few.plus(ours()), ours()).english


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("계약금액은 매출액의 12.5%에 해당합니다.", "the contract amount is equivalent to <num1> of sales"),
        ("본 합병은 상법 제527조의3에 따라 진행합니다.", "this merger is carried out in accordance with <num1> of the Commercial Act"),
        ("정관 제10조 제2항 단서에 따라 발행합니다.",
         "the Company issues in accordance with the proviso to <num1> of the Articles of Incorporation"),
        ("당사는 이의신청을 받은 날부터 15일 이내에 결정합니다.",
         "the Company determines within <num1> from the date on which the objection was received"),
        ("주주총회 결의일로부터 20일 이내에 주식매수청구권을 행사할 수 있습니다.",
         "the Company may exercise appraisal rights within <num1> from the date of resolution of the general meeting of shareholders"),
        ("사채권자는 발행일로부터 18개월이 되는 날 및 그 이후 매 3개월마다 조기상환을 청구할 수 있습니다.",
         "the bondholder may request the early redemption on the date falling <num1> after the issue date and every <num2> thereafter"),
        ("전환가액은 조정 후 70% 미만으로 할 수 없습니다.", "the conversion price may not be less than <num1> after adjustment"),
        ("당사는 이에 따라 주식을 매각하였습니다.", "accordingly, the Company sold shares"),
        ("주식은 자동으로 병합됩니다.", "shares are consolidated automatically"),
        ("유동부채가 유동자산을 100억원 초과합니다.", "current liabilities exceed current assets by <amt1>"),
        ("자기주식은 처분하거나 담보로 제공할 수 없습니다.",
         "treasury shares may not be disposed of, or may not be provided as the collateral"),
        ("자료는 개최일 전일까지 홈페이지에 게재할 예정입니다.",
         "materials will be posted on the website by the day before the date of meeting"),
    ],
)
def test_sentences_of_filings(korean, english):
    said = render(mask(korean), ours(), ours())
    assert said is not None
    assert said.english == english


def test_what_exceeds_is_a_condition_before_a_case_and_a_bound_elsewhere():
    condition = render(mask("매수대금이 350억원을 초과하는 경우 계약을 해제할 수 있습니다."), ours(), ours())
    bound = render(mask("당사는 3%를 초과하는 주식을 매각합니다."), ours(), ours())
    assert condition.english.startswith("if the purchase price exceeds <amt1>,")
    assert bound.english == "the Company sells the shares in excess of <num1>"
