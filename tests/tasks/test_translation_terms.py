"""Terms of a dictionary in a translation: which count as matched, how they are imposed, what counts as applied."""

import json
import re

import pytest

import tasks.translation  # noqa: F401 -- registers the task
from dictionaries import readers
from dictionaries.lexicon import Entry, Lexicon
from engine.base import Generate
from engine.fake import FakeEngine
from tasks.base import AdapterChoice, get, parse_options, run_rows
from tasks.translation.compose import compose
from tasks.translation.findings import Cell, of_cell
from tasks.translation.finish import applied


@pytest.fixture
def translate(tmp_path):
    def ask(text, terms=None, kept=(), reply="garbage", seen=None):
        options = {}
        if terms or kept:
            lines = ["korean,english,rule", *(f'"{k}","{e}",' for k, e in (terms or {}).items()), *(f"{k},{k},keep" for k in kept)]
            (tmp_path / "mine.csv").write_text("\n".join(lines), encoding="utf-8")
            options["dictionary"] = str(tmp_path / "mine.csv")

        def answer(request):
            if isinstance(request, Generate):
                if seen is not None:
                    seen.append(request.messages[-1].content)
                return reply
            return None

        task = get("translation")
        options = parse_options(task, options, local=True)
        (row,) = run_rows(task, [{"text": text}], FakeEngine(answer), options, AdapterChoice(None))
        assert row.error is None, row.error.message
        return row.result

    return ask


def terms(result):
    return {t.source: (t.target, t.applied) for t in result.terms}


def check(result, kind):
    return next((c for c in result.checks if c.kind == kind), None)


def test_a_word_that_must_stay_is_out_of_the_models_hands(translate):
    seen = []
    result = translate("은하수마루는 옹기종기 뚝딱뚝딱 합니다.", kept=["은하수마루"], reply="<org1> gathers.", seen=seen)
    assert result.translation == "은하수마루 gathers." and "은하수마루" not in seen[0]
    assert terms(result)["은하수마루"] == ("은하수마루", True)
    assert check(result, "hangul").ok and check(result, "terms").ok


def test_a_word_that_must_stay_survives_a_reply_that_drops_it(translate):
    assert "은하수마루" in translate("은하수마루는 옹기종기 뚝딱뚝딱 합니다.", kept=["은하수마루"]).translation


def test_a_cell_that_must_stay_is_no_fault(translate, tmp_path):
    result = translate("은하수마루", kept=["은하수마루"])
    assert result.translation == "은하수마루" and all(c.ok for c in result.checks)
    lexicon = readers.read(tmp_path / "mine.csv")
    assert not [f for f in of_cell(Cell("A1", "은하수마루", "은하수마루"), lexicon) if f.severity == "error"]
    assert [f.kind for f in of_cell(Cell("A1", "은하수마루", "Milky Way"), lexicon)] == ["kept"]


def test_a_term_inside_a_longer_entry_does_not_count(translate):
    result = translate("교환대상주식 총수의 변경 내역", {"교환대상": "object of exchange"})
    assert "교환대상" not in terms(result) and terms(result)["교환대상주식"][1]


def test_a_term_that_is_a_phrase_is_not_taken_apart(translate):
    law = {"증권의 발행 및 공시 등에 관한 규정": "Regulation on Issuance of Securities"}
    result = translate("당사는 증권의 발행 및 공시 등에 관한 규정에 따라 사채를 발행하였습니다.", law, reply="The Company did it.")
    assert "in accordance with regulation on issuance of securities" in result.translation
    assert all(said for _, said in terms(result).values())


def test_no_cut_goes_through_a_term():
    mine = Lexicon((Entry("총수 대비 비율(%)", ("Ratio to total (%)",), origin="mine"), Entry("달빛", ("moonlight",), origin="mine")))
    assert compose("달빛 총수 대비 비율(%)", mine, mine).english == "Ratio to total of moonlight (%)"
    mine = Lexicon((Entry("사채", ("bond",), origin="mine"), Entry("발행일", ("issue date",), origin="mine")))
    assert compose("사채 발행일", mine, mine).english == "Bond issue date"


def test_each_part_of_a_coordination_keeps_its_brackets():
    lexicon = readers.ours()
    made = compose("발행회사의 조기상환권(<org1>) 및 사채권자의 조기상환청구권(<org2>) 존재", lexicon, lexicon)
    assert re.fullmatch(r"Existence of .*issuing company \(<org1>\) and .*bondholder \(<org2>\)", made.english), made.english


@pytest.mark.parametrize(
    "entry, english, said",
    [
        (Entry("발행회사", ("Details of Issuer",)), "The issuer’s call option", True),
        (Entry("발행회사 내역", ("Details of Issuer",)), "The issuer’s call option", False),
        (Entry("변경", ("change",)), "under changed laws", True),
        (Entry("회계", ("account",)), "accounting policies", False),
        (Entry("사채", ("bond", "debenture")), "Debentures were issued.", True),
        (Entry("사채", ("bond",)), "Bondage", False),
    ],
)
def test_what_counts_as_applied(entry, english, said):
    assert applied(entry, english) is said


def test_a_word_that_a_figure_makes_a_preposition_is_no_term(translate):
    result = translate("이자는 6개월 단위로 뚝딱뚝딱 합니다.", {"단위": "shares unit", "이자": "interest"}, reply="Interest every <num1>.")
    assert "단위" not in terms(result) and terms(result)["이자"][1]


def test_a_label_of_which_the_reply_says_less_than_the_tables_is_put_together(translate):
    result = translate("달빛 협력사 옹기 무지개", {"달빛": "moonlight", "무지개": "rainbow"}, reply="Differ of phase")
    assert check(result, "origin").detail == "composed" and all(said for _, said in terms(result).values())


def test_a_large_glossary_does_not_bend_an_everyday_word(tmp_path):
    made = {f"sense {i}": f"가나다라{chr(0xAC00 + i)}" for i in range(5100)} | {"present interest": "현재"}
    (tmp_path / "large.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    task = get("translation")
    options = parse_options(task, {"dictionary": str(tmp_path / "large.json")}, local=True)
    engine = FakeEngine(lambda r: "It is the plan at present." if isinstance(r, Generate) else None)
    (row,) = run_rows(task, [{"text": "현재 옹기종기 뚝딱뚝딱 합니다."}], engine, options, AdapterChoice(None))
    assert not row.result.terms


def test_rules_that_hold_the_users_terms_stand_before_replies_that_do_not(translate):
    reply = "The Company has decided to acquire its shares by resolution of the board of directors."
    text = "당사는 이사회 결의로 자기주식을 취득하기로 결정하였습니다."
    result = translate(text, {"자기주식": "own stock"}, reply=reply)
    assert "own stock" in result.translation and check(result, "origin").detail == "composed"


def test_of_a_large_glossary_the_terms_that_a_second_reply_has_are_kept_and_the_others_let_go(tmp_path):
    made = {f"sense {i}": f"가나다라{chr(0xAC00 + i)}" for i in range(5100)} | {"moon pact": "달빛협력", "rainbow work": "무지개사업"}
    (tmp_path / "large.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    task = get("translation")
    options = parse_options(task, {"dictionary": str(tmp_path / "large.json")}, local=True)

    def answer(request):
        if not isinstance(request, Generate):
            return None
        return "The <org1> was done." if "<org1>" in request.messages[-1].content else "It was done."

    text = "달빛협력 옹기종기 무지개사업 뚝딱뚝딱 옹알옹알 하였습니다."
    (row,) = run_rows(task, [{"text": text}], FakeEngine(answer), options, AdapterChoice(None))
    assert row.result.translation == "The rainbow work was done."
    assert terms(row.result) == {"달빛협력": ("moon pact", False), "무지개사업": ("rainbow work", True)}
