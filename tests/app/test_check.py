"""Findings on finished pairs of every kind of file, each at the place that a person would look for."""
import shutil

import openpyxl
import pytest

from app.__main__ import main
from app.check import read_pair
from documents.files import write
from documents.pairs import pairs
from engine.errors import InputError
from tests.documents.packages import edit
from tests.documents.test_files import paragraph, run, word_file  # noqa: F401 -- a fixture
from tests.documents.test_workbooks import ENGLISH, workbook  # noqa: F401 -- a fixture

WORDS = {"실적 공시": "Results disclosure", "당사는 보통주식 발행": "The Company issues common shares", "둘째 줄": "Second line",
         "금액": "Amount", "구분": "Item", "비고": "Note", "매출액": "Sales", "기타": "Other", "머리글": "Header", "글상자": "Text box"}


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("ONEBASE_LANG", "en")


@pytest.fixture
def check(capsys):
    """check(source, target) → (exit code, {place: kinds of findings})"""
    def call(source, target, *flags):
        code = main(["check", "translation", str(source), str(target), *flags])
        said = capsys.readouterr()
        call.err = said.err
        lines = [line.split("\t") for line in said.out.splitlines()]
        return code, {place: [x[2] for x in lines if x[0] == place and x[1] != "note"] for place, *_ in lines}
    return call


def errors(found):
    return {place: kinds for place, kinds in found.items() if kinds}


def test_all_places_of_a_workbook_are_compared(workbook, tmp_path, check):  # noqa: F811
    out = tmp_path / "out.xlsx"
    write(workbook, out, ENGLISH)
    code, found = check(workbook, out)
    assert (code, errors(found)) == (0, {}), check.err
    for left, place in {"확인 필요": "comment at 요약!A1", "붙임 참조": "text box 1 of 요약", "실적": "chart 1 of 요약",
                        "1분기 공시": "header or footer of 요약", "예": "input rule at 요약!F1", "매출액": "요약!A2"}.items():
        write(workbook, out, {k: v for k, v in ENGLISH.items() if k != left})
        code, found = check(workbook, out)
        assert code == 1 and {"unchanged", "hangul"} & set(found.get(place, ())), (left, found)


def test_parts_and_strings_in_another_order_are_the_same_places(workbook, tmp_path, check):  # noqa: F811
    """As another program saves them: with a text box that was moved, and sheets that have other names."""
    out, moved = tmp_path / "out.xlsx", tmp_path / "moved.xlsx"
    write(workbook, out, ENGLISH | {"요약": "Summary", "현황": "Status"}, sheets=True)
    edit(out, moved, {"xl/drawings/drawing1.xml": lambda x: x.replace("<xdr:row>1</xdr:row>", "<xdr:row>2</xdr:row>", 1)})
    assert check(workbook, moved)[0] == 0
    book = openpyxl.Workbook()
    book.active.append(["매출액", 1234, 5678])
    book.active.append(["비고", 3.5, "=B1"])
    book.save(tmp_path / "a.xlsx")
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    book.active["A1"], book.active["A2"], book.active["C1"], book.active["B2"] = "Sales", "Note", 5687, None
    book.save(tmp_path / "b.xlsx")
    code, found = check(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert code == 1 and errors(found) == {"Sheet!C1": ["figures"], "Sheet!B2": ["empty"]}


def test_a_text_wider_than_its_cell_is_noted(tmp_path):
    for name, text in (("a", "비고"), ("b", "Remarks of the auditor")):
        book = openpyxl.Workbook()
        book.active["A1"], book.active["B1"] = text, 1
        book.active.column_dimensions["A"].width = 9
        book.save(tmp_path / f"{name}.xlsx")
    assert read_pair(tmp_path / "a.xlsx", tmp_path / "b.xlsx")[0].room == 9


def test_a_word_document_is_compared_by_paragraph_table_box_and_header(word_file, tmp_path, check):  # noqa: F811
    out = tmp_path / "out.docx"
    write(word_file, out, WORDS)
    assert check(word_file, out) == (0, {})
    for left, place in {"실적 공시": "paragraph 1", "둘째 줄": "paragraph 2", "매출액": "table 1 row 2 col 1", "글상자": "text box 1",
                        "머리글": "header or footer 1"}.items():
        write(word_file, out, {k: v for k, v in WORDS.items() if k != left})
        code, found = check(word_file, out)
        assert code == 1 and errors(found).keys() == {place}, (left, found)


def test_a_word_document_of_another_make_up(word_file, tmp_path, check):  # noqa: F811
    out, other = tmp_path / "out.docx", tmp_path / "other.docx"
    write(word_file, out, WORDS)
    edit(out, other, {"word/document.xml": lambda x: x.replace("<w:body>", "<w:body>" + paragraph(""), 1)})
    assert check(word_file, other) == (0, {})           # an empty line more
    edit(out, other, {"word/document.xml": lambda x: x.replace("<w:body>", "<w:body>" + paragraph(run("Foreword")), 1)})
    assert check(word_file, other) == (0, {"paragraph 1 of the translation": ["added"]})
    with pytest.raises(InputError, match=r"공시.docx has 2 paragraphs with text, other.docx 3"):
        pairs(word_file, other)


def test_a_word_document_that_lacks_a_paragraph(word_file, tmp_path, check, monkeypatch, capsys):  # noqa: F811
    """The others are checked as usual, at their own places; a heading keeps to a heading."""
    korean = [("회사의 현황", "Heading1"), ("당사는 2001년에 설립되었습니다.", ""), ("당기 매출액은 500억원입니다.", ""),
              ("위험 요인", "Heading1"), ("환율이 변동하면 손익이 달라질 수 있습니다.", "")]
    english = [("Status of the Company", "Heading1"), ("The Company was founded in 2001.", ""), ("Risk factors", "Heading1"),
               ("Profit or loss may change with exchange rates 환율.", "")]
    source, target, out = tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "english.docx"
    write(word_file, out, WORDS)
    for given, made, texts in ((word_file, source, korean), (out, target, english)):
        body = "".join(paragraph(run(text), style) for text, style in texts)
        edit(given, made, {"word/document.xml": lambda x, body=body: x.replace("<w:body>", "<w:body>" + body, 1)})
    code, found = check(source, target)
    assert code == 1 and errors(found) == {"paragraph 3": ["omitted"], "paragraph 5": ["hangul"]}
    assert "13 texts" in check.err                # tables, boxes and headers stay where they were
    monkeypatch.setenv("ONEBASE_LANG", "ko")
    main(["check", "translation", str(source), str(target)])
    line = next(x.split("\t") for x in capsys.readouterr().out.splitlines() if "omitted" in x)
    assert line == ["3번째 문단", "오류", "omitted", "당기 매출액은 500억원입니다.", "이 문단의 번역이 없습니다. 번역을 추가하세요."]


@pytest.mark.parametrize(("name", "between"), [("a.txt", "\n\n"), ("a.md", "\n\n"), ("a.txt", "\n")])
def test_plain_text_with_other_paragraphs(tmp_path, check, name, between):
    korean = ["# 요약" if name == "a.md" else "1. 요약", "차입금은 500억원입니다.", "이사회는 감자를 결정하였습니다.",
              "배당은 하지 않습니다.", "직원은 320명이고 평균 근속연수는 7.5년입니다."]
    english = [korean[0].replace("요약", "Summary"), "Borrowings amount to KRW 50 billion. The Board has resolved on a capital reduction.",
               "Employees number 230, who have stayed for 7.5 years on average.", "For more, see our website at www.example.com."]
    source, target = tmp_path / name, tmp_path / f"b{name[1:]}"
    source.write_text(between.join(korean), encoding="utf-8")
    target.write_text(between.join(english), encoding="utf-8")
    code, found = check(source, target)
    what = "paragraph" if between == "\n\n" else "line"
    assert code == 1 and errors(found) == {f"{what} 4": ["omitted"], f"{what} 5": ["figures"],
                                           f"{what} 4 of the translation": ["added"]}
    target.write_text(between.join(english[:1]) + between, encoding="utf-8")
    assert set(sum(errors(check(source, target)[1]).values(), [])) == {"omitted"}


def test_text_that_was_wrapped_anew_or_is_in_another_encoding(tmp_path, check):
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_bytes("차입금 500억원\r\n\r\n당사는 이사회 결의로\r\n감자를 결정하였습니다.\r\n".encode("cp949"))
    target.write_text("Borrowings of KRW 50 billion\n\nThe Company\nhas resolved on\na capital reduction.\n", encoding="utf-16")
    assert check(source, target) == (0, {})
    target.write_text("Borrowings of KRW 5 billion\n\nThe Company\nhas resolved on\na capital reduction.\n", encoding="utf-8")
    code, found = check(source, target)
    assert code == 1 and errors(found) == {"paragraph 1": ["figures"]}


def test_rows_and_what_cannot_be_compared(tmp_path, check):
    source, target = tmp_path / "a.tsv", tmp_path / "b.jsonl"
    source.write_text("text\n차입금 500억원\n비고\n", encoding="utf-8")
    lines = ('{"text": "x", "result": {"translation": "Borrowings of KRW 50 billion"}}', '{"translation": "비고"}', "")
    target.write_text("\n".join(lines), encoding="utf-8")
    code, found = check(source, target)
    assert code == 1 and errors(found) == {"row 3": ["unchanged"]}
    target.write_text('{"translation": "Borrowings"}\n', encoding="utf-8")
    assert check(source, target)[0] == 2 and "2 rows with text" in check.err
    target.write_text("broken\n", encoding="utf-8")
    assert check(source, target)[0] == 2 and "line 1 is not JSON" in check.err
    (tmp_path / "c.docx").write_bytes(b"PK")
    assert check(source, tmp_path / "c.docx")[0] == 2 and "different kinds" in check.err
    assert check(tmp_path / "a.pdf", source)[0] == 2 and "cannot be checked" in check.err
