import json

import pytest

from documents import memory
from documents.memory import Memory
from engine.errors import InputError


def test_space_numbering_and_punctuation_make_no_other_text():
    found = Memory([("3. 사채의 이율", "3. Interest rate of bonds")]).lookup("12.  사채의이율 ")
    assert (found.target, found.kind) == ("Interest rate of bonds", "exact")


def test_figures_are_put_back():
    past = Memory(
        [
            ("제12기 재무제표 승인의 건", "Approval of the financial statements for the 12th fiscal year"),
            ("- 납입일: 2024년 4월 22일", "- Date of payment: April 22, 2024"),
            ("계약금액은 500억원입니다.", "The contract amount is KRW 50 billion."),
        ]
    )
    assert (
        past.lookup("제13기 재무제표 승인의 건").target
        == "Approval of the financial statements for the 13th fiscal year"
    )
    assert past.lookup("- 납입일: 2025년 1월 3일").target == "Date of payment: January 3, 2025"
    assert past.lookup("계약금액은 1,234억원입니다.").target == "The contract amount is KRW 123.4 billion."
    assert past.lookup("계약금액은 1,234억원입니다.").kind == "figures"


def test_a_figure_that_the_translation_does_not_show_is_not_guessed():
    past = Memory([("3개 회사와 계약", "Contract with several companies")])
    assert past.lookup("4개 회사와 계약") is None


def test_another_kind_of_figure_is_another_text():
    assert Memory([("한도 5%", "Limit of 5%")]).lookup("한도 5억원") is None


def test_fuzzy_hits_are_scored():
    past = Memory(
        [
            ("이사회는 자기주식 취득을 결의하였습니다.", "The board resolved to acquire treasury shares."),
            ("관련공시", "Related disclosure"),
        ]
    )
    (hit,) = past.similar("이사회는 자기주식 처분을 결의하였습니다.")
    assert hit.kind == "fuzzy" and 0.8 < hit.score < 1


def test_lines_of_a_cell_are_units_too():
    past = Memory([("가. 만기상환\n나. 조기상환", "A. Redemption at maturity\nB. Early redemption")])
    assert past.lookup("나. 조기상환").target == "Early redemption"


@pytest.mark.parametrize(
    "name, text",
    [
        ("m.tsv", "관련공시\tRelated disclosure\n"),
        ("m.csv", "english,korean\nRelated disclosure,관련공시\n"),
        ("m.jsonl", json.dumps({"text": "관련공시", "reference": "Related disclosure"})),
        (
            "m.tmx",
            '<tmx version="1.4"><body><tu><tuv xml:lang="ko-KR"><seg>관련공시</seg></tuv><tuv xml:lang="en-US">'
            "<seg>Related disclosure</seg></tuv></tu></body></tmx>",
        ),
    ],
)
def test_files(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert memory.read([tmp_path / name]).lookup("※ 관련공시").target == "Related disclosure"


def test_a_workbook(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["관련공시", "Related disclosure"])
    book.save(tmp_path / "m.xlsx")
    assert memory.read([tmp_path / "m.xlsx"]).lookup("관련공시").kind == "exact"


@pytest.mark.parametrize(
    "name, text", [("m.pdf", ""), ("m.tsv", "one\ttwo\n"), ("m.jsonl", "{"), ("m.jsonl", '{"a": 1}'), ("m.tmx", "<tmx")]
)
def test_bad_files_say_what_is_wrong(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=name):
        memory.read([tmp_path / name])
