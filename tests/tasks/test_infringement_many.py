"""Several claims, several patents, several products: which claim is compared, the matrix, the extended form."""

import json
from dataclasses import replace
from datetime import date

import pytest

from engine.errors import InputError, TruncatedError
from engine.fake import FakeEngine
from tasks.base import REGISTRY, AdapterChoice, parse_options, run_rows
from tasks.infringement import many, standing

TASK = REGISTRY["infringement"]
PATENTS = """등록번호: 10-1234567
미백용 화장료 조성물
청구항 1. 알부틴 2 내지 5 중량% 및 카보머를 포함하는 화장료 조성물.
청구항 2. 제1항에 있어서, 판테놀을 더 포함하는 화장료 조성물.
청구항 3. 제1항 또는 제2항에 있어서, 알란토인을 더 포함하는 화장료 조성물.
청구항 4. 제1항에 있어서, 상기 알부틴 대신에 트라넥삼산을 포함하는 화장료 조성물.

특허 제10-2345678호
청구항 1. 산화아연을 포함하는 화장료 조성물.
"""


class Tiny(FakeEngine):
    @property
    def capabilities(self):
        return replace(super().capabilities, parameters=15_000_000)


def run(rows, engine=None, **options):
    chosen = parse_options(TASK, options, local=True)
    return list(run_rows(TASK, rows, engine or Tiny(), chosen, AdapterChoice(None)))


def one(text, product, engine=None, options=None, **row):
    [found] = run([{"claim_text": text, "user_query": product, **row}], engine, **(options or {}))
    assert found.error is None, found.error
    return found.result


def test_patents_of_a_text_and_their_independent_claims():
    first, second = many.patents_in(PATENTS)
    assert (first.regit_num, first.title, second.regit_num) == ("10-1234567", "미백용 화장료 조성물", "10-2345678")
    assert many.numbers_of(first) == [1, 4] and many.numbers_of(first, every=True) == [1, 2, 3, 4]


def test_patents_of_a_table_a_claim_a_row():
    rows = [
        {"등록번호": "10-1", "청구항": "알부틴을 포함하는 화장료 조성물.", "법적상태": "등록", "국가": "US"},
        {"등록번호": "10-1", "청구항": "제1항에 있어서, 판테놀을 더 포함하는 화장료 조성물."},
        {"등록번호": "10-2", "청구항": "카보머를 포함하는 화장료 조성물."},
    ]
    first, second = many.patents_of(rows)
    assert many.numbers_of(first, every=True) == [1, 2] and first.standing == {"status": "등록", "territory": "US"}
    assert second.regit_num == "10-2"
    with pytest.raises(InputError, match="Row 1 has no claim"):
        many.patents_of([{"등록번호": "10-1"}])


def test_a_matrix_of_products_and_claims_ranked_with_failed_rows_kept():
    products = [("가", "알부틴 3%와 카보머를 넣은 크림"), ("나", "산화아연 20%를 넣은 선크림"), ("다", "  ")]
    found = many.cells(run(many.pairs(products, many.patents_in(PATENTS))))
    table = many.matrix(found)
    assert table.products == ("가", "나", "다")
    assert table.claims == (("10-1234567", 1), ("10-1234567", 4), ("10-2345678", 1))
    assert [[c.risk for c in line] for line in table.grid] == [
        ["높음", "낮음", "낮음"], ["낮음", "낮음", "높음"], [None, None, None]]
    assert "user_query" in table.grid[2][0].row.error.message
    order = many.ranked(found)
    assert [c.risk for c in order[:2]] == ["높음", "높음"] and order[-1].risk is None


def test_too_many_pairs_are_refused_before_the_run():
    with pytest.raises(InputError, match="comparisons"):
        many.pairs([(str(i), "x") for i in range(3000)], many.patents_in(PATENTS))


@pytest.mark.parametrize(
    "claim, product, risk",
    [
        (2, "알부틴 3%와 카보머, 판테놀을 넣은 크림", "높음"),
        (2, "알부틴 3%와 카보머를 넣은 크림. 판테놀은 넣지 않았습니다.", "낮음"),
        (3, "알부틴 3%와 카보머, 알란토인을 넣은 크림. 판테놀은 뺐습니다.", "높음"),  # the reading through claim 1
        (4, "트라넥삼산과 카보머를 넣은 크림", "높음"),
        (4, "알부틴 3%와 카보머를 넣은 크림", "낮음"),
    ],
)
def test_a_claim_is_compared_with_all_that_it_inherits(claim, product, risk):
    [text] = [p.claim_text for p in many.patents_in(PATENTS)[:1]]
    assert one(text, product, claim=claim).risk_level == risk


def test_a_claim_that_is_not_there():
    [row] = run([{"claim_text": "카보머를 포함하는 화장료 조성물.", "user_query": "크림", "claim": 7}])
    assert "no claim 7" in row.error.message


def test_edited_elements_replace_the_ones_cut():
    claim, product = "알부틴 및 카보머를 포함하는 화장료 조성물.", "알부틴을 넣은 크림. 카보머는 안 넣었습니다."
    assert one(claim, product).risk_level == "낮음"
    result = one(claim, product, elements=["알부틴", "화장료 조성물"])
    assert result.risk_level == "높음" and [c.patent_element for c in result.comparisons] == ["알부틴", "화장료 조성물"]
    assert one(claim, product, elements="알부틴\n화장료 조성물") == result == one(claim, product, elements='["알부틴", "화장료 조성물"]')


def test_the_users_synonyms(tmp_path):
    claim, product = "플로르실라이트를 포함하는 화장료 조성물.", "자사원료 X7을 넣은 크림"
    assert one(claim, product).risk_level != "높음"
    (tmp_path / "mine.csv").write_text("용어,동의어\n플로르실라이트,X7\n", encoding="cp949")
    for synonyms in (["플로르실라이트 = X7"], [["플로르실라이트", "X7"]], {"플로르실라이트": "X7"}, str(tmp_path / "mine.csv")):
        assert one(claim, product, options={"synonyms": synonyms}).risk_level == "높음"
    with pytest.raises(InputError, match="names one thing only"):
        parse_options(TASK, {"synonyms": ["/etc/passwd"]})  # a remote caller names no file of ours
    (tmp_path / "bad.csv").write_text("홀로\n", encoding="utf-8")
    with pytest.raises(InputError, match="stands alone"):
        parse_options(TASK, {"synonyms": str(tmp_path / "bad.csv")}, local=True)


def test_the_margin_is_an_option():
    claim, product = "알부틴 10 내지 50 중량%를 포함하는 화장료 조성물.", "알부틴 9%를 넣은 크림"
    assert one(claim, product).risk_level == "애매"
    assert one(claim, product, options={"margin": 0.05}).risk_level == "낮음"


def test_the_strict_form_has_the_fixed_keys_and_the_extended_form_the_places():
    claim = "알부틴 10 내지 50 중량%; 및 카보머를 포함하는 화장료 조성물."
    product = "저희 크림에는 알부틴 9%와 carbomer가 들어갑니다."
    assert set(one(claim, product).model_dump()) == {"regit_num", "comparisons", "risk_level", "decision_reason"}
    result = one(claim, product, options={"form": "extended"}, status="출원중", expiry="2020-01-01", territory="US")
    first, second, third = result.comparisons
    assert [product[c.start : c.end] for c in result.comparisons] == [c.user_product_element for c in result.comparisons]
    assert (first.basis, first.decided_by, first.quotation) == ("equivalence candidate", "code", "exact")
    assert "관례" in first.note and result.margin == 0.2
    assert (second.basis, second.decided_by, third.kind) == ("literal", "dictionary", "category")
    assert claim[first.claim_start : first.claim_end] == first.patent_element
    assert [c.key for c in result.checklist] == ["principle", "effect", "obvious", "known", "history"]
    assert len(result.warnings) == 3 and "법률 자문" in result.notice
    assert one(claim, "알부틴 20%와 카보머를 넣은 크림", options={"form": "extended"}).checklist == ()


@pytest.mark.parametrize(
    "status, expiry, territory, words",
    [
        ("등록", "2040-01-01", "KR", []),
        ("소멸(등록료 불납)", "", "", ["소멸"]),
        ("pending", "", "", ["등록되지 않은"]),
        ("거절결정", "", "", ["거절"]),
        ("", "2024.05.01", "", ["만료되었습니다"]),
        ("", "곧", "", ["날짜로 읽지"]),
        ("", "2026-06-01", "미국", ["1년 안에", "미국"]),
    ],
)
def test_standing_brings_its_warnings(status, expiry, territory, words):
    found = standing.warnings(status, expiry, territory, True, today=date(2026, 1, 1))
    assert len(found) == len(words) and all(w in f for w, f in zip(words, found, strict=True))


def test_warnings_and_reason_follow_the_language_of_the_product():
    result = one("A composition comprising arbutin and carbomer.", "A cream with arbutin, without carbomer.",
                 options={"form": "extended"}, status="pending")
    assert result.warnings[0].isascii() and result.notice.isascii() and "literal infringement" in result.decision_reason


def test_a_reply_cut_short_is_an_error_of_its_row():
    class Short(FakeEngine):
        def generate(self, requests):
            def fail(request):
                raise TruncatedError("The reply ended at 2 tokens.", "Raise the limit.")
            return FakeEngine(fail).generate(requests)

    rows = [{"claim_text": "플로르실라이트를 포함하는 화장료 조성물.", "user_query": "메르칸돌린을 함유한 크림"},
            {"claim_text": "카보머를 포함하는 화장료 조성물.", "user_query": "카보머를 넣은 크림"}]
    cut, whole = run(rows, Short())
    assert cut.error.type == "TruncatedError" and cut.result is None and whole.result.risk_level == "높음"


def test_headings_of_a_workbook_and_fields_that_are_not_ours():
    [row] = run([{"등록번호": 10, "청구항": "카보머를 포함하는 화장료 조성물.", "제품설명": "카보머를 넣은 크림", "메모": "x"}])
    assert row.result.regit_num == "10" and row.input["메모"] == "x"


def test_ten_thousand_elements_are_compared_and_more_are_refused():
    claim = "청구항 1. " + "; ".join(f"성분{i}" for i in range(12_000)) + "를 포함하는 화장료 조성물."
    [row] = run([{"claim_text": claim, "user_query": "카보머를 넣은 크림"}])
    assert "10,000 elements" in row.error.message


def test_the_extended_result_is_json():
    result = one("카보머를 포함하는 화장료 조성물.", "카보머 크림", options={"form": "extended"})
    assert json.loads(json.dumps(result.model_dump(mode="json")))["comparisons"][0]["match"] == "대응"
