"""Labelled cases of claims out of files: what is read, and what is said of a row that cannot be judged."""
import pytest

from engine.errors import InputError
from training.labelled import case_of
from training.metrics import match_pairs

CELL = '{"risk_level": "낮음", "comparisons": [{"patent_element": "모터", "user_product_element": null, "match": "미대응"}]}'


def test_a_table_gives_the_same_case_as_lines_of_json():
    case = case_of({"등록번호": 1029180910000, "청구항": "본체; 및 모터를 포함하는 로봇.", "제품 설명": "로봇", "expected": CELL}, "row 1")
    assert case["regit_num"] == "1029180910000" and case["expected"]["comparisons"][0]["match"] == "미대응"
    assert case_of(case, "row 1") == case


def test_matches_in_a_cell_are_words():
    case = case_of({"claim_text": "a", "user_query": "b", "risk_level": "높음", "matches": "대응, 대응"}, "row 1")
    given = {"comparisons": [{"match": "대응"}, {"match": "판단불가"}]}
    assert match_pairs({"comparisons": [], "matches": case["matches"]}, given) == [("대응", "대응"), ("대응", "판단불가")]


@pytest.mark.parametrize("row,said", [
    ({"user_query": "b", "risk_level": "높음"}, "claim_text is empty"),
    ({"claim_text": "a", "user_query": " ", "risk_level": "높음"}, "user_query is empty"),
    ({"claim_text": "a", "user_query": "b", "risk_level": "high"}, "risk_level is 'high'"),
    ({"claim_text": "a", "user_query": "b", "expected": "{"}, "expected is not JSON"),
    ({"claim_text": "a", "user_query": "b", "expected": "[1]"}, "expected is not a result"),
    ({"claim_text": "a", "user_query": "b", "risk_level": "높음", "matches": "대응 yes"}, "match is 'yes'"),
])
def test_a_row_that_cannot_be_judged_is_named(row, said):
    with pytest.raises(InputError) as e:
        case_of(row, "cases.csv, row 7")
    assert e.value.message.startswith(f"cases.csv, row 7: {said}") and "cases.csv, row 7" in e.value.ko
