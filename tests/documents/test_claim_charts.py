"""Claim charts as HTML and as a workbook."""

import io

import openpyxl
import pytest

from documents.claim_charts import Case, claim_spans, marked, spans_of, xlsx
from documents.claim_charts import fragments as piece
from documents.claim_charts.report import printable

TEXT = "TiO2 9%랑 <b>카보머</b>를 넣은 크림"
EVIL = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>'


def row(element, match, quoted=None, **more):
    start = TEXT.find(quoted) if quoted else None
    return {"patent_element": element, "user_product_element": quoted, "match": match, "kind": "component", "claim": 1,
            "functional": False, "negative": False, "start": start, "end": start + len(quoted) if quoted else None,
            "quotation": "exact" if quoted else None, "basis": "literal" if match == "대응" else "none", "grounds": "term",
            "confidence": 0.96, "decided_by": "code", "note": "why", **more}


def case(*rows, risk="애매", text=TEXT, product="크림", number="10-1", pages=(), **more):
    result = {"regit_num": number, "comparisons": rows, "risk_level": risk, "decision_reason": EVIL, "warnings": ["권리 소멸"],
              "claim": {"number": 1, "independent": True, "cites": (), "transition": "open",
                                                                      "alternatives": 2}, "extra_components": (),
              "checklist": ({"key": "effect", "question": "같은 효과입니까?"},), "margin": 0.2, **more}
    return Case({"regit_num": number, "claim_text": "A를 포함하는 크림", "user_query": text}, result, pages, product, "2026-01-02")


def say(key):
    return f"«{key}»"


CASE = case(row("티타니아", "판단불가", "TiO2", basis="equivalence candidate"), row("카보머", "대응", "카보머"), row(EVIL, "미대응"))


def test_a_report_is_one_file_that_escapes_what_it_holds():
    shown = printable([CASE], say, "ko")
    assert "<img" not in shown and "&lt;img" in shown and "&lt;b&gt;" in shown
    assert "http" not in shown.replace("http://x", "").replace("&quot;", "")       # nothing is fetched
    assert shown.count("«notice»") == 3 and "권리 소멸" in shown and "같은 효과입니까?" in shown
    assert "@media print" in shown and "window.print()" in shown


def test_a_quotation_is_marked_where_it_stands_and_numbered():
    shown = piece.product(CASE)
    assert '<mark class="cc-unknown" data-e="1">TiO2<sup class="cc-number">1</sup></mark> 9%랑 &lt;b&gt;' in shown
    assert '<mark class="cc-met" data-e="2">카보머<sup class="cc-number">2</sup></mark>&lt;/b&gt;' in shown


def test_quotations_that_overlap_are_cut_where_either_ends():
    assert marked("abcdef", [(0, 4, 1), (2, 6, 2)]) == [("ab", (1,), ()), ("cd", (1, 2), (1,)), ("ef", (2,), (2,))]


def test_a_long_description_is_printed_around_its_quotations():
    long = case(row("a", "대응", "TiO2", start=5000, end=5004), text="가" * 5000 + "TiO2" + "나" * 5000)
    shown = piece.product(long, around=50)
    assert shown.count("가") == 50 and shown.count("나") == 50 and shown.count("[…]") == 2
    assert piece.product(long).count("가") == 5000


def test_the_elements_are_marked_in_the_claims_however_their_lines_break():
    held = case(row("A 및 B", "대응"), row("없는 것", "판단불가"), row("크림", "미대응"))
    held.given["claim_text"] = "크림과 쓰는 A\n  및 B를 포함하는 크림"
    assert [(held.given["claim_text"][s:e], n) for s, e, n in claim_spans(held)] == [("A\n  및 B", 1), ("크림", 3)]
    assert piece.claims(held).endswith('를 포함하는 <mark class="cc-missed" data-e="3">크림<sup class="cc-number">3</sup></mark></div>')


def test_a_place_outside_the_description_is_not_marked():
    assert spans_of(case(row("a", "대응", "TiO2", start=90, end=94))) == []


def test_each_match_and_risk_has_a_symbol_and_a_word_beside_its_colour():
    shown = piece.chart(CASE, say)
    for symbol, match in (("○", "대응"), ("×", "미대응"), ("?", "판단불가")):
        assert f'{symbol}</span> «{match}»' in shown
    assert "▲" in piece.risk_badge("높음", say) and "«chart_nothing»" in shown


@pytest.mark.parametrize("start,page", [(0, 1), (9, 1), (10, 2), (25, 3), (None, None)])
def test_a_quotation_says_its_page(start, page):
    assert case(row("a", "대응"), pages=(0, 10, 20)).page(start) == page
    assert case(row("a", "대응")).page(start) is None


def sheets(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {s.title: [[c.value for c in line] for line in s.iter_rows()] for s in book}, book


def test_a_chart_opens_in_a_spreadsheet_with_no_formula_in_it():
    found, book = sheets(xlsx.one(CASE, say))
    chart = found["«comparisons»"]
    assert [3, EVIL] in [line[:2] for line in chart] and chart[1][:1] == ["«notice»"]
    assert any("○ «대응»" in line for line in chart) and any("◆ «애매»" in line for line in chart)
    assert all(c.data_type != "f" for s in book for line in s.iter_rows() for c in line)
    assert "«notice»" in book.active.oddFooter.left.text
    assert [line[1] for line in found["«sheet_texts»"][1:]] == [TEXT]


def test_many_cases_make_a_ranking_a_matrix_and_every_element():
    pairs = [case(row("a", "대응"), risk="높음", product=p, number=n) for p in ("크림", "토너") for n in ("10-1", "10-2")]
    found, _ = sheets(xlsx.many(pairs, pairs[::-1], [("10-3", "크림", "읽을 수 없음")], say))
    ranking, matrix = found["«sheet_ranking»"], found["«sheet_matrix»"]
    one, two = "10-1 «chart_claim_number»", "10-2 «chart_claim_number»"
    assert [line[:3] for line in ranking[4:]] == [[1, two, "토너"], [2, one, "토너"], [3, two, "크림"], [4, one, "크림"]]
    assert matrix[1][1:] == [one, two] and matrix[2] == ["크림", *["▲ «높음»\n○1 ×0 ?0"] * 2]
    assert len(found["«sheet_elements»"]) == 2 + 4
    assert found["«sheet_failed»"][1] == ["10-3", "크림", "읽을 수 없음"]


def test_one_product_needs_no_matrix():
    found, _ = sheets(xlsx.many([CASE, case(row("a", "대응"), number="10-2")], [CASE], [], say))
    assert "«sheet_matrix»" not in found and "«sheet_failed»" not in found


def test_what_the_user_changed_is_said_in_the_report_and_the_workbook():
    held = case(row("a", "대응"))
    assert "«chart_edited»" not in printable([held], say, "ko") and "«synonyms_added»" not in printable([held], say, "ko")
    changed = Case({**held.given, "elements": ("a", "b")}, held.result, synonyms=(("TBC", "트리부틸"), ("가", "나", "다")))
    found, _ = sheets(xlsx.one(changed, say))
    for shown in (printable([changed], say, "ko"), str(found)):
        assert "«chart_edited»" in shown and "TBC = 트리부틸; 가 = 나 = 다" in shown
