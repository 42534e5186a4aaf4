"""The invented claims and products."""

import json

from documents.claims import parse
from tasks.infringement.law import risk_of
from training.corpora.claims import cases, generate, lexicon, rows


def test_equal_seeds_give_equal_cases_and_others_do_not():
    assert list(generate(3, 5)) == list(generate(3, 5))
    assert list(cases(3, 5)) != list(cases(4, 5))


def test_cases_are_of_one_piece():
    for case in cases(1, 200):
        assert case["claim_text"].endswith(".") and case["user_query"].strip()
        assert case["risk_level"] == risk_of([e["match"] for e in case["elements"]])
        for element in case["elements"]:
            assert element["user_product_element"] is None or element["user_product_element"] in case["user_query"]
            assert not (element["match"] == "대응" and element["user_product_element"] is None)


def test_held_out_cases_share_no_component_class_with_training():
    for field in lexicon.CATEGORIES:
        seen = (
            {m for g in lexicon.parts(field, False) for m in g.members}
            if field not in lexicon.HELD_OUT_FIELDS
            else set()
        )
        kept = {m for g in lexicon.parts(field, True) for m in g.members}
        assert not seen & kept
    assert {c["field"] for c in cases(1, 300)}.isdisjoint(lexicon.HELD_OUT_FIELDS)
    assert {c["field"] for c in cases(1, 300, held_out=True)} & set(lexicon.HELD_OUT_FIELDS)


def test_many_fields_and_claims():
    made = list(cases(2, 400))
    assert len({c["field"] for c in made}) >= 12 and len({c["claim_text"] for c in made}) > 390


def test_the_parser_finds_the_elements_that_were_put_in():
    made = [*cases(5, 100), *cases(6, 200)]
    right = sum(len(parse(c["claim_text"]).elements) == len(c["elements"]) for c in made)
    assert right >= 0.8 * len(made)


def test_rows_are_what_the_model_will_be_asked():
    made = [row for case in cases(1, 30) for row in rows(case)]
    assert made
    for row in made:
        *_, question, reply = row["messages"]
        answer = json.loads(reply["content"])
        assert question["role"] == "user" and set(answer) == {"user_product_element", "match"}
        assert answer["user_product_element"] is None or answer["user_product_element"] in question["content"]
