"""A document on the command line: each kind in and out, what is refused, what is said of the file."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import engine.loading
from app.__main__ import main
from engine.fake import FakeEngine
from tests.documents.packages import edit, parts, skeleton


@pytest.fixture(autouse=True)
def engine_of_tests(monkeypatch, tmp_path):
    monkeypatch.setattr(engine.loading, "open_engine", lambda *a, **k: FakeEngine())
    monkeypatch.setenv("ONEBASE_ADAPTERS", str(tmp_path / "drawer"))
    monkeypatch.setenv("ONEBASE_LANG", "en")


@pytest.fixture
def book(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "감자"
    sheet["A1"], sheet["A2"], sheet["A3"] = "감자에 관한 사항", '=IF(A1="감자에 관한 사항",1,0)', "감자전(원)"
    sheet["B1"], sheet["B2"], sheet["B3"] = 12345, "감자에 관한 사항", '=COUNTIF(A:A,"*감자에 관한 사항*")'
    workbook.save(tmp_path / "in.xlsx")
    return tmp_path / "in.xlsx"


def test_a_workbook_in_english_and_what_must_be_known_of_it(book, tmp_path, capsys):
    out = tmp_path / "out.xlsx"
    assert main(["document", "translation", str(book), str(out)]) == 0
    sheet = openpyxl.load_workbook(out)["감자"]
    assert "apital reduction" in sheet["A1"].value and sheet["A1"].value == sheet["B2"].value and sheet["B1"].value == 12345
    assert "otato" not in sheet["A3"].value and "KRW" in sheet["A3"].value
    assert sheet["A2"].value == f'=IF(A1="{sheet["A1"].value}",1,0)'    # the comparison still holds
    said = capsys.readouterr()
    assert said.out == "" and "감자!B3: a formula looks for a part of a text that has been translated" in said.err


def test_names_of_sheets_only_if_asked(book, tmp_path):
    out = tmp_path / "out.xlsx"
    assert main(["document", "translation", str(book), str(out), "--option", "sheets=true"]) == 0
    assert not re.search("[가-힣]", openpyxl.load_workbook(out).sheetnames[0])


@pytest.mark.parametrize("name", ["in.md", "in.txt"])
def test_text_files(tmp_path, name):
    (tmp_path / name).write_text("1. 감자에 관한 사항\n", encoding="utf-8")
    out = tmp_path / f"out{name[2:]}"
    assert main(["document", "translation", str(tmp_path / name), str(out)]) == 0
    assert re.fullmatch(r"1. .*[Cc]apital reduction.*\n", out.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("names", "said"), [
    (("in.xlsx", "out.docx"), "another ending"), (("in.xlsx", "in.xlsx"), "overwrite"), (("a.hwp", "b.hwp"), "Save it as .docx"),
    (("in.xlsx", "out.xlsx", "--option", "sheets=maybe"), "neither true nor false"), (("none.xlsx", "out.xlsx"), "cannot be read")])
def test_what_cannot_be_done_is_said(book, tmp_path, capsys, names, said):
    paths = [str(tmp_path / n) for n in names[:2]]
    assert main(["document", "translation", *paths, *names[2:]]) == 2
    assert said in capsys.readouterr().err


def test_odd_cells_all_together(tmp_path, capsys):
    """Marks of right-to-left text, Hanja, wide figures, a backslash for won, a cell as long as cells may be, two hundred
    sheets, formulas that name what is translated; a dictionary with an empty key, a circle and an essay."""
    book = openpyxl.Workbook()
    sheet = book.active
    odd = {
        "A1": "\u200f감자에 관한 사항\u200e", "A2": "旣발행주식수", "A3": "금액 １２，３４５원", "A4": "\\60,000,000,000",
        "A5": ("감자에 관한 사항 " * 4000)[:32767], "A6": "납입금액 \\60,000,000,000", "A7": "비고",
    }
    for place, text in odd.items():
        sheet[place] = text
    sheet["B1"], sheet["B2"], sheet["B3"] = '=IF(A7="비고",1,0)', "=SUM(C1:C9)", 4_242
    for n in range(199):
        book.create_sheet(f"s{n}")["A1"] = "비고"
    book.save(tmp_path / "in.xlsx")
    (tmp_path / "terms.json").write_text(json.dumps({
        "": "빈 것", "capital reduction": "감자", "감자": "capital reduction", "Remarks": "비고", "e" * 5000: "긴 것"}, ensure_ascii=False))
    out = tmp_path / "out.xlsx"
    code = main(["document", "translation", str(tmp_path / "in.xlsx"), str(out), "--option", f"dictionary={tmp_path / 'terms.json'}"])
    said = capsys.readouterr()
    assert code == 0 and said.out == ""
    done = openpyxl.load_workbook(out)
    cells = {place: done.worksheets[0][place].value for place in [*odd, "B1", "B2", "B3"]}
    assert len(done.sheetnames) == 200 and {done[f"s{n}"]["A1"].value for n in range(199)} == {"Remarks"}
    assert "apital reduction" in cells["A1"] and "12,345" in cells["A3"]
    assert "60,000,000,000" in cells["A4"] and "60,000,000,000" in cells["A6"] and "KRW" in cells["A6"]
    assert len(cells["A5"]) <= 32767 and "apital reduction" in cells["A5"]
    assert (cells["B1"], cells["B2"], cells["B3"]) == ('=IF(A7="Remarks",1,0)', "=SUM(C1:C9)", 4_242)
    assert not any(re.search("[가-힣一-鿿]", str(value)) for value in cells.values())


def command(folder, *names):
    """`document translation` as a process of its own: (exit status, stdout, stderr)."""
    done = subprocess.run(
        [sys.executable, "-m", "app", "document", "translation", *names, "--base", "fake"], cwd=folder, capture_output=True, text=True,
        timeout=120, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "ONEBASE_LANG": "en"})
    return done.returncode, done.stdout, done.stderr


def test_a_workbook_with_macros_and_a_dictionary_with_bad_rows(tmp_path):
    """A macro, a chart, 200 sheets and formulas that name what is translated: text changes, and not a byte of any other part."""
    with xlsxwriter.Workbook(tmp_path / "plain.xlsx") as book:
        sheet = book.add_worksheet("자료")
        sheet.write_column("A1", ["비고", "매출액", "납입기일"])
        sheet.write_column("B1", [1, 2, 3])
        sheet.write_formula("C1", '=VLOOKUP("매출액",A1:B3,2,FALSE)', None, 2)
        sheet.write_formula("C2", '=A1&": "&A2', None, "비고: 매출액")
        sheet.write_formula("C3", "='자료 7'!A1", None, "비고")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"categories": "=자료!$A$1:$A$3", "values": "=자료!$B$1:$B$3"})
        chart.set_title({"name": "매출액"})
        sheet.insert_chart("E1", chart)
        for number in range(1, 200):
            book.add_worksheet(f"자료 {number}").write("A1", "비고")
    macro = b"\xd0\xcf\x11\xe0" + bytes(range(256))
    edit(tmp_path / "plain.xlsx", tmp_path / "in.xlsm", {"xl/vbaProject.bin": macro, "[Content_Types].xml": lambda x: x.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml")})
    terms = {"": "빈 것", "Remarks": "비고", "Sales": "매출액", "매출액": "Sales", "Payment date": "납입기일", "e" * 5000: "긴 것"}
    (tmp_path / "terms.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
    code, shown, said = command(tmp_path, "in.xlsm", "out.xlsm", "--option", "dictionary=terms.json")
    assert (code, shown) == (0, "") and "Traceback" not in said and len(said) < 1500
    assert "terms.json: 3 left out. entry '': an empty side" in said and "5,000 characters, too long for a term" in said
    assert "자료!C2: what the formula" in said
    before, after = parts(tmp_path / "in.xlsm"), parts(tmp_path / "out.xlsm")
    touched = {name for name in before if before[name] != after[name]}
    assert list(before) == list(after) and after["xl/vbaProject.bin"] == macro and len(after) > 200
    texts = {"xl/sharedStrings.xml", "xl/charts/chart1.xml"}
    assert touched == texts | {"xl/worksheets/sheet1.xml"}   # its formulas
    assert all(skeleton(before[name]) == skeleton(after[name]) for name in texts)
    formulas, values = (openpyxl.load_workbook(tmp_path / "out.xlsm", data_only=v).worksheets[0] for v in (False, True))
    assert [c.value for c in values["A"]] == ["Remarks", "Sales", "Payment date"]
    assert [c.value for c in values["C"]] == [2, "Remarks: Sales", "Remarks"]
    assert [c.value for c in formulas["C"]] == ['=VLOOKUP("Sales",A1:B3,2,FALSE)', '=A1&": "&A2', "='자료 7'!A1"]


def test_a_text_that_means_two_things_in_one_workbook_is_said(tmp_path, capsys):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "현황"
    for line in (["구분", "각주", "증권"], ["가로", "굴곡 결과", "굴곡 결과"], ["세로", "비고", "비고"],
                 ["높이", "각주", "증권"], ["깊이", "주", "주"]):
        sheet.append(line)
    workbook.save(tmp_path / "in.xlsx")
    terms, out = tmp_path / "terms.csv", tmp_path / "out.xlsx"
    terms.write_text("korean,english,context\n굴곡,bend,\n굴곡,turn,증권\n주,Note,각주\n주,share,증권\n", encoding="utf-8")
    assert main(["document", "translation", str(tmp_path / "in.xlsx"), str(out), "--option", f"dictionary={terms}"]) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if "means something else" in line]
    assert [line.partition(":")[0] for line in said] == ["현황!C2", "현황!C5"] and "“주”, 현황!B5" in said[1]
    assert openpyxl.load_workbook(out).active["B5"].value == "Note"


def test_a_dictionary_in_no_encoding(book, tmp_path, capsys):
    """UTF-8 and CP949 in one file: refused by name before anything is asked, and no output is left."""
    (tmp_path / "terms.csv").write_bytes("감자,capital reduction\n".encode() + "증자,capital increase\n".encode("cp949") + b"\xff\xff,x\n")
    out = tmp_path / "out.xlsx"
    assert main(["document", "translation", str(book), str(out), "--option", f"dictionary={tmp_path / 'terms.csv'}"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and "terms.csv is neither UTF-8, UTF-16 nor CP949. Save it as UTF-8." in said.err.replace("\n", " ")
    assert not out.exists()
