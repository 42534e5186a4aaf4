"""What a careless file or cell may hold."""

import json

import pytest

from dictionaries import readers
from engine.errors import InputError
from tests.tasks.test_translation import HANGUL, check, translate


@pytest.mark.parametrize("text", ["감자" * 16_383 + "!", "감자전(원), " * 4_095, "가. 납입일은 2024년 4월 22일입니다.\n" * 1_400])
def test_a_cell_of_the_longest_kind_comes_back_whole(text):
    result = translate(text[:32_767], reply="A sentence.")
    assert result.translation and not HANGUL.search(result.translation)
    assert result.translation.count("\n") == text[:32_767].count("\n")


def test_terms_that_lead_to_one_another_end(tmp_path):
    (tmp_path / "d.json").write_text(json.dumps({"갑을": "을병", "을병": "갑을", "bonds": "사채"}), encoding="utf-8")
    result = translate("사채의 종류", dictionary=str(tmp_path / "d.json"))
    assert not HANGUL.search(result.translation)
    translate("갑을 및 을병", dictionary=str(tmp_path / "d.json"), reply="One and two")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_terms_and_past_translations_in_the_encodings_of_windows(tmp_path, encoding):
    (tmp_path / "d.csv").write_bytes("korean,english\n감자,capital cut\n".encode(encoding))
    assert readers.read(tmp_path / "d.csv").cell("감자").english == ("capital cut",)
    for name, text in (("m.tsv", "source\ttarget\n비고\tNotes\n"), ("m.jsonl", '{"source": "비고", "target": "Notes"}\n')):
        (tmp_path / name).write_bytes(text.encode(encoding))
        assert translate("비고", memory=str(tmp_path / name)).translation == "Notes"


@pytest.mark.parametrize("name", ["d.csv", "m.tsv", "m.jsonl"])
def test_another_encoding_is_refused_by_name(tmp_path, name):
    (tmp_path / name).write_bytes("korean,english\n감자,capital reduction\n".encode("johab") + b"\xff\xfe\x80")
    with pytest.raises(InputError, match=rf"{name} is neither UTF-8"):
        readers.read(tmp_path / name) if name == "d.csv" else translate("비고", memory=str(tmp_path / name))


@pytest.mark.parametrize(
    "text, held",
    [
        ("금 10,000,000,000원", "KRW 10,000,000,000"),
        ("\\60,000,000,000", "60,000,000,000"),
        ("\u200f旣발행 주식 １２３주", "123 shares"),
        ("원화 육백억원", "60"),
        ("24년 6월", "June 2024"),
    ],
)
def test_figures_of_every_spelling(text, held):
    result = translate(text, reply="Shares issued <num1>")
    assert held in result.translation and (check(result, "figures") is None or check(result, "figures").ok)
