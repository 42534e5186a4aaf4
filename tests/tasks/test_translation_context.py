"""A short cell means what its sheet and headers say that it means."""

from concurrent.futures import Future
from pathlib import Path

import pytest

import tasks.translation  # noqa: F401 -- registers the task
from engine.base import Reply
from engine.fake import FakeEngine
from tasks.base import AdapterChoice, get, parse_options, run_rows
from tasks.translation import resources
from tasks.translation.findings import Cell, of_cell


def translated(rows, **options):
    task = get("translation")
    engine = FakeEngine(lambda r: "from the model")
    given = [{"text": t, "context": c} for t, c in rows]
    return [r.result.translation for r in run_rows(task, given, engine, parse_options(task, options, local=True), AdapterChoice(None))]


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "mine.csv").write_text(
        "korean,english,context\n주,Note,\n주,share,주식; 증권\n기,Term,사업연도|결산\n기,unit,설비\n건,matter,안건\n", encoding="utf-8")
    return str(tmp_path / "mine.csv")


def test_a_sense_that_is_tagged_with_its_place_is_taken_there(mine):
    rows = [("주", "재무제표 | 각주 번호 | "), ("주", "증권의 종류 | 보통 | "), ("기", "제12기 | 결산 | "), ("기", "공장 | 설비 | 보유")]
    assert translated(rows, dictionary=mine) == ["Note", "Share", "Term", "Unit"]
    assert translated([("주", ""), ("기", "어디 | 다른 곳 | ")], dictionary=mine)[0] == "Note"


def test_a_term_within_a_longer_text_is_meant_as_its_place_says(tmp_path):
    """One text in two places is two requests where a tagged term in it means two things, and one where no place decides."""
    (tmp_path / "mine.csv").write_text(
        "korean,english,context\n굴곡,bend,\n굴곡,flexion,관절; 재활\n굴곡,turning,곡선\n", encoding="utf-8")
    task, engine = get("translation"), FakeEngine(lambda r: "It bends: flexion, turning, bend.")
    places = ["관절 | 무릎 | ", "곡선 | 함수 | ", "도로 | 국도 | ", "철도 | 지선 | ", "재활 | 어깨 | ", ""]
    sentence = "무지갯빛 굴곡이 몹시 뚜렷하다고 봅니다."
    rows = [{"text": text, "context": place} for text in (sentence, "굴곡 결과", "비고: 굴곡", "굴곡 방법(굴곡)") for place in places]
    options = parse_options(task, {"dictionary": str(tmp_path / "mine.csv")}, local=True)
    done = [r.result for r in run_rows(task, rows, engine, options, AdapterChoice(None))]
    wanted = ["flexion", "turning", "bend", "bend", "flexion", "bend"]
    for at, (row, result) in enumerate(zip(rows, done, strict=True)):
        assert {t.target.lower() for t in result.terms if t.source == "굴곡"} == {wanted[at % len(places)]}, row
        if row["text"] != sentence:
            assert {w for w in wanted if w in result.translation.lower()} == {wanted[at % len(places)]}, (row, result.translation)
    asked = [r for r in engine.requests if any("무지갯빛" in m.content for m in r.messages)]
    assert len(asked) == 3                                     # bend once, whatever the place that decides nothing


@pytest.mark.parametrize("text, context, english", [
    ("주", "현황 | 발행할 주식의 총수 | 단위", "shares"),
    ("주", "현황 | 보통주식 수 | ", "shares"),
    ("명", "현황 | 직원 수 | ", "persons"),
    ("백만원", "현황 | 매출액 | (단위)", "KRW million"),
])
def test_a_unit_is_one_where_the_headers_say_so(tmp_path, text, context, english):
    (tmp_path / "mine.csv").write_text(f"korean,english\n{text},annotation\n", encoding="utf-8")
    mine = str(tmp_path / "mine.csv")
    assert translated([(text, context)], dictionary=mine) == [english]
    assert translated([(text, "현황 | 구분 | ")], dictionary=mine) == ["Annotation"]


def test_a_prompt_for_larger_bases_shows_where_a_short_cell_stands_and_the_embedded_ones_does_not():
    task, engine = get("translation"), FakeEngine(lambda r: "Rainbow")
    given = [{"text": "무지갯빛", "context": f"현황 | {row} | 갯수"} for row in ("가방", "구두")]
    given.append({"text": "무지갯빛 가방을 뚝딱뚝딱 만들었습니다.", "context": "현황 | 가방 | 갯수"})
    for prompt, shown in (("v1", ["현황 | 가방 | 갯수", "현황 | 구두 | 갯수"]), ("compact", [])):
        engine.requests.clear()
        list(run_rows(task, given, engine, parse_options(task, {"prompt": prompt}), AdapterChoice(None)))
        said = [m.content for r in engine.requests for m in r.messages if m.role == "user"]
        assert [c for c in ("현황 | 가방 | 갯수", "현황 | 구두 | 갯수") if any(c in s for s in said)] == shown
        assert not any("현황" in s for s in said if "뚝딱뚝딱" in s)


def test_any_sense_of_a_term_satisfies_the_check_of_a_finished_translation(mine):
    lexicon = resources.lexicon(mine)
    assert not resources.dictionary(Path(mine)).conflicts      # told apart by their places
    assert not of_cell(Cell("A1", "주", "Share"), lexicon) and not of_cell(Cell("A1", "주", "Note"), lexicon)
    assert [f.kind for f in of_cell(Cell("A1", "주", "Week"), lexicon)] == ["terms"]


def test_a_forbidden_wording_takes_its_tag_along(tmp_path):
    (tmp_path / "mine.csv").write_text("korean,english,rule,context\n주,Note,,각주\n주,share,,증권\n주,Note,금지,\n", encoding="utf-8")
    assert resources.lexicon(str(tmp_path / "mine.csv")).cell("주", "각주 | |").english == ("share",)


def guessed(text, wordings):
    """What is said of a cell whose wordings came back so from beam search."""
    task, engine = get("translation"), FakeEngine()
    engine.submit = lambda requests, **_: [done(Reply(wordings[0][0], wordings=tuple(wordings))) for _ in requests]
    (row,) = run_rows(task, [{"text": text}], engine, parse_options(task, {}), AdapterChoice(None))
    return next((c.detail for c in row.result.checks if c.kind == "unsure" and not c.ok), None)


def done(reply):
    future = Future()
    future.set_result(reply)
    return future


def test_a_short_cell_that_no_table_knows_and_on_which_the_wordings_disagree_is_a_guess():
    apart = [("Equity", -0.9), ("Invalidation", -1.0), ("No charges", -1.1)]
    assert guessed("무지갯빛", apart) == "무지갯빛: Equity / Invalidation / No charges"
    assert guessed("무지갯빛", [("Rainbow", -0.05), ("Rain", -0.9)]) is None                     # the model is sure
    assert guessed("무지갯빛", [("Rainbow light", -0.5), ("Rainbow lights", -0.6), ("A rainbow light", -0.7)]) is None
    assert guessed("무지갯빛이 뚝딱뚝딱 옹기종기 되었습니다.", apart) is None                       # no short cell


def test_a_past_cell_that_says_only_how_it_stands_to_others_gives_way_to_the_term_where_it_stands_elsewhere(tmp_path):
    memory = tmp_path / "past.tsv"
    memory.write_text(
        "ko\ten\tcontext\n시작일\tFrom\t계약 기간 | 시작\n종료일\tTo\t계약 기간 | 종료\n만기일\tDue date\t\n", encoding="utf-8")
    options = {"memory": str(memory)}
    assert translated([("시작일", ""), ("종료일", "행사 | 청구기간 | ")], **options) == ["Start date", "End date"]
    assert translated([("시작일", "계약 기간 | 시작")], **options) == ["From"]
    assert translated([("만기일", "")], **options) == ["Due date"]
