"""Findings on finished pairs, and the command that reports them."""

import pytest

from app.__main__ import main
from dictionaries import readers
from tasks.translation.findings import Cell, of_cell, of_document


def kinds(source, target, lexicon=None, **more):
    return {f.kind: f.severity for f in of_cell(Cell("B3", source, target, **more), lexicon)}


@pytest.mark.parametrize(
    "source, target, kind, severity",
    [
        ("차입금 500억원", "Borrowings of KRW 5 billion", "figures", "error"),
        ("사채의 종류", "Type of 사채", "hangul", "error"),
        ("사채의 종류", "사채의 종류", "unchanged", "error"),
        ("사채의 종류", " ", "empty", "error"),
        ("사채의 종류", "Type of of bonds", "doubled", "warning"),
        ("당사는 결정하였습니다.", "The Company decided", "stop", "note"),
        ("사채의 종류", "Type of bonds.", "stop", "note"),
        ("종류(주식)", "Type (shares", "brackets", "warning"),
    ],
)
def test_findings(source, target, kind, severity):
    assert kinds(source, target).get(kind) == severity


def test_a_sound_pair_has_none():
    assert not kinds("차입금은 500억원입니다.", "The borrowings amount to KRW 50 billion.")
    assert not kinds("한빛바이오(주)", "Hanbit Bio Co., Ltd.")


def test_a_text_too_long_for_its_cell():
    assert kinds("비고", "Remarks", room=5).get("length") == "note" and not kinds("비고", "Remarks", room=10)


def test_one_source_in_two_translations_and_dismissal():
    cells = [Cell("A1", "감자전", "Before reduction"), Cell("A9", "감자전 :", "Potato pancake")]
    (found,) = of_document(cells)
    assert (found.kind, found.place, found.suggestion) == ("inconsistent", "A9", "Before reduction")
    assert of_document(cells, dismissed=[found.id]) == []


@pytest.fixture
def rules(tmp_path):
    (tmp_path / "d.csv").write_text(
        "korean,english,rule\n감자,capital reduction,\n감자,potato,금지\n카카오톡,,번역금지\n", encoding="utf-8"
    )
    return tmp_path / "d.csv"


def test_preferred_forbidden_and_kept_terms(rules):
    lexicon = readers.read(rules)
    assert kinds("감자를 결의", "Resolved on capital reductions", lexicon) == {}
    found = kinds("감자를 결의", "Resolved on potatoes", lexicon)
    assert found["terms"] == "warning" and found["forbidden"] == "error"
    assert kinds("카카오톡 서비스", "KakaoTalk service", lexicon)["kept"] == "error"
    assert "hangul" not in kinds("카카오톡 서비스", "카카오톡 service", lexicon)


def test_the_command_exits_1_on_errors(tmp_path, capsys, rules):
    (tmp_path / "s.txt").write_text("차입금 500억원\n감자전", encoding="utf-8")
    (tmp_path / "t.txt").write_text("Borrowings of KRW 50 billion\nBefore reduction", encoding="utf-8")
    assert main(["check", "translation", str(tmp_path / "s.txt"), str(tmp_path / "t.txt")]) == 0
    (tmp_path / "t.txt").write_text("Borrowings of KRW 5 billion\nBefore reduction", encoding="utf-8")
    assert main(["check", "translation", str(tmp_path / "s.txt"), str(tmp_path / "t.txt"), "-O", f"dictionary={rules}"]) == 1
    assert "500억원" in capsys.readouterr().out
    (tmp_path / "t.txt").write_text("Borrowings of KRW 50 billion", encoding="utf-8")
    assert main(["check", "translation", str(tmp_path / "s.txt"), str(tmp_path / "t.txt")]) == 1
    assert capsys.readouterr().out.splitlines() == ["line 2\terror\tomitted\t감자전\tNo translation stands for this paragraph: add it."]


def test_two_sources_with_one_translation_are_noted_where_no_table_means_it():
    cells = [Cell("A1", "매출원가 증감액", "Increase in sales"), Cell("A2", "1. 매출액 증감액", "Increase in sales."),
             Cell("A3", "매출액 증감액", "Increase in sales"), Cell("B1", "계", "Total"), Cell("B2", "합계", "Total"),
             Cell("C1", "2024", "2024"), Cell("C2", "매출액", "")]
    (found,) = [f for f in of_document(cells) if f.kind == "shared"]
    assert (found.place, found.severity) == ("A2", "note") and "매출원가 증감액" in found.detail and "A1" in found.detail
    assert not [f for f in of_document(cells, dismissed=[found.id]) if f.kind == "shared"]
