"""What the infringement tab makes of what is typed, uploaded and kept, without a browser."""
import json

import pytest

from app.settings import Settings
from app.tabs import view_of
from app.tabs.infringement import charts, elements, files, reading
from app.tabs.infringement.feedback import append
from app.tabs.infringement.one import options_of
from documents.claim_charts import Case
from engine.errors import InputError
from engine.fake import FakeEngine
from tasks.base import REGISTRY, AdapterChoice, parse_options, run_rows

TASK = REGISTRY["infringement"]
CLAIM = "카보머; 및 글리세린을 포함하는 화장료 조성물."
EVIL = "<img src=x onerror=alert(1)>"


def answered(claim=CLAIM, product="카보머를 넣은 크림", **given):
    (row,) = run_rows(TASK, [{"claim_text": claim, "user_query": product, **given}], FakeEngine(),
                      parse_options(TASK, {"form": "extended"}), AdapterChoice(None))
    return Case(row.input, row.result.model_dump(mode="json"))


def test_elements_as_they_were_cut_are_not_an_edit():
    cut = elements.value("ko", CLAIM, 1, ["카보머", "글리세린", "화장료 조성물"])
    assert elements.chosen(cut, CLAIM) == (1, ())
    state = json.loads(cut) | {"items": [" 카보머 ", "", "화장료 조성물"]}
    assert elements.chosen(json.dumps(state), CLAIM) == (1, ("카보머", "화장료 조성물"))
    assert elements.chosen(json.dumps(state), "다른 청구항") == (None, ()) and elements.chosen(None, CLAIM) == (None, ())
    assert elements.chosen(elements.blank("ko"), CLAIM) == (None, ())


def test_the_elements_shown_are_the_elements_compared():
    for example in TASK.examples:
        _, (shown,) = reading.elements_of(example["claim_text"], None)
        compared = answered(example["claim_text"], example["user_query"]).result["comparisons"]
        assert shown == [row["patent_element"] for row in compared]


def test_a_claim_of_very_many_elements_is_not_put_into_boxes():
    state = json.loads(elements.shown("en", CLAIM, 1, ["a"] * (elements.MOST + 1), "about"))
    assert state["items"] == [] and "201 elements" in state["about"]


def test_typed_synonyms_are_names_and_open_no_file(tmp_path):
    (tmp_path / "a=b.txt").write_text("비밀,말\n", encoding="utf-8")
    assert options_of(TASK, "", "", "TBC = 아세틸트리부틸시트레이트\n\n 가=나=다 ", 10).synonyms == (
        ("TBC", "아세틸트리부틸시트레이트"), ("가", "나", "다"))
    assert options_of(TASK, "none", "compact", "", 10).margin == 0.1
    assert "비밀" not in str(options_of(TASK, "", "", str(tmp_path / "a=b.txt"), 10).synonyms)
    assert options_of(TASK, "", "", "", None).margin == TASK.Options().margin
    with pytest.raises(InputError) as e:
        options_of(TASK, "", "", f"가 = 나\n{tmp_path / 'words.txt'}", 10)
    assert "Line 2" in e.value.message and "2번째" in e.value.ko


def test_a_text_that_says_its_number_is_a_patent():
    (patent,) = reading.numbered(f"등록번호: 10-1234567\n청구항 1. {CLAIM}")
    assert patent.regit_num == "10-1234567" and patent.claim_text == f"청구항 1. {CLAIM}"
    assert reading.numbered(f"청구항 1. {CLAIM}") == [] and reading.numbered(CLAIM) == []


def test_products_of_paragraphs_documents_and_tables_have_names_of_their_own(tmp_path):
    (tmp_path / "크림.txt").write_text("카보머 크림", encoding="cp949")
    (tmp_path / "list.csv").write_text("제품명,제품 설명\n크림 A,카보머\n크림 A,글리세린\n", encoding="utf-8")
    found = reading.products("하나\n\n둘\n셋\n\n하나", [str(tmp_path / "크림.txt"), str(tmp_path / "list.csv")])
    assert [(d.name, d.text) for d in found] == [
        ("하나", "하나"), ("둘 셋", "둘\n셋"), ("하나 (2)", "하나"), ("크림.txt", "카보머 크림"), ("크림 A", "카보머"),
        ("크림 A (2)", "글리세린")]


def test_a_table_without_products_says_which_row(tmp_path):
    (tmp_path / "list.csv").write_text("제품명,제품 설명\n크림 A,카보머\n크림 B,\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2"):
        reading.products("", [str(tmp_path / "list.csv")])


def test_a_file_without_claims_says_so(tmp_path):
    (tmp_path / "a.txt").write_text(" \n", encoding="utf-8")
    with pytest.raises(InputError, match="no text"):
        reading.patents(tmp_path / "a.txt")
    (tmp_path / "a.csv").write_text("등록번호,청구항\n10-1,\n", encoding="utf-8")
    with pytest.raises(InputError, match="Row 1 has no claim"):
        reading.patents(tmp_path / "a.csv")


def test_pages_are_those_of_the_text_that_was_read():
    document = reading.Document("a.pdf", "one\ntwo", (0, 4))
    assert reading.pages_of(document, "one\ntwo") == (0, 4) and reading.pages_of(document, "one two") == ()
    assert reading.pages_of(reading.Document("a.txt", "one"), "one") == () and reading.pages_of(None, "") == ()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_chart_escapes_what_it_shows_and_names_everything(lang):
    case = answered(f"카보머; 및 {EVIL}을 포함하는 화장료 조성물.", f"카보머와 {EVIL}를 넣은 크림", status=EVIL, regit_num=EVIL)
    shown = charts.charted(case, lang)
    assert "<img" not in shown and "&lt;img" in shown
    for key in ("높음", "애매", "낮음", "대응", "미대응", "판단불가"):
        assert charts.say_in(lang)(key)


def test_every_word_that_a_chart_may_ask_for_is_there():
    from typing import get_args

    from tasks.infringement.models import ClaimInfo, ExtendedComparison
    say, kinds = charts.say_in("ko"), ExtendedComparison.model_fields
    for prefix, field in (("kind", "kind"), ("basis", "basis"), ("decided_by", "decided_by")):
        assert all(say(f"{prefix}_{value}") for value in get_args(kinds[field].annotation))
    assert all(say(f"transition_{value}") for value in get_args(ClaimInfo.model_fields["transition"].annotation))
    assert say("quotation_exact") and say("quotation_normalised")


def test_the_files_of_a_comparison_are_named_by_its_patent(tmp_path):
    case = answered(regit_num="../10/1: 2")
    paths = files.written(case, tmp_path, "ko")
    assert [p.name for p in paths.values()] == ["10_1_2_claim-1.json", "10_1_2_claim-1.extended.json", "10_1_2_claim-1.xlsx",
                                                "10_1_2_claim-1.html"]
    strict = json.loads(paths["strict"].read_bytes())
    TASK.Result.model_validate(strict)
    assert json.loads(paths["extended"].read_bytes())["notice"]


def test_corrections_are_kept_where_nobody_else_comes_or_where_the_owner_says(tmp_path):
    assert Settings(feedback=None).feedback_folder.name == "feedback"
    assert Settings(public=True).feedback_folder is None and Settings(share=True).feedback_folder is None
    assert Settings(public=True, feedback=tmp_path).feedback_folder == tmp_path
    assert append(tmp_path / "new" / "rows.jsonl", {"a": "가"}) == 1
    assert append(tmp_path / "new" / "rows.jsonl", {"a": 2}) == 2
    assert (tmp_path / "new" / "rows.jsonl").read_text(encoding="utf-8") == '{"a": "가"}\n{"a": 2}\n'
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        append(tmp_path / "file" / "rows.jsonl", {})


def test_columns_by_the_names_that_patent_people_give_them_are_enough():
    enough = view_of("infringement").columns
    assert enough(("등록번호", "청구항", "제품 설명")) and enough(("claim_text", "user_query"))
    assert not enough(("등록번호", "청구항")) and not enough(("번호", "메모"))


def test_a_text_longer_than_a_run_takes_is_not_taken_apart():
    with pytest.raises(InputError, match="100,001 characters"):
        reading.claims_of("가" * 100_001)
