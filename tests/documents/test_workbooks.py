import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from documents.workbooks import replace, texts
from engine.errors import InputError


@pytest.fixture
def workbook(tmp_path):
    """Text, a formula with its cached value, rich text, a comment, a text box, a chart, a data bar and a sparkline."""
    path = tmp_path / "공시.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, bold = book.add_worksheet("요약"), book.add_format({"bold": True})
        sheet.write_row("A1", ["구분", "금액"])
        sheet.write_row("A2", ["매출액", 100])
        sheet.write_row("A3", ["영업이익", 20])
        sheet.write_formula("B4", "=SUM(B2:B3)", None, 120)
        sheet.write_rich_string("A5", "당사의 ", bold, "보통주식", " 발행")
        sheet.write("A6", "매출액")
        sheet.write_comment("A1", "확인 필요")
        sheet.insert_textbox("D2", "붙임 참조")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": "=요약!$A$2:$A$3", "values": "=요약!$B$2:$B$3"})
        chart.set_title({"name": "실적"})
        sheet.insert_chart("D8", chart)
        sheet.conditional_format("B2:B3", {"type": "data_bar"})
        sheet.add_sparkline("C2", {"range": "요약!B2:B3"})
    return path


ENGLISH = {"구분": "Item", "금액": "Amount", "매출액": "Sales", "영업이익": "Operating profit", "확인 필요": "To check",
           "당사의 보통주식 발행": "Issue of the Company's common shares", "붙임 참조": "See attachment",
           "실적": "Results"}


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_text_is_found_once(workbook):
    assert sorted(texts(workbook)) == sorted(ENGLISH)


@pytest.mark.filterwarnings("ignore:Sparkline Group")  # openpyxl, which reads it back, drops it
def test_only_text_changes(workbook, tmp_path):
    out = tmp_path / "out.xlsx"
    assert replace(workbook, out, ENGLISH) > len(ENGLISH) - 1
    before, after = parts(workbook), parts(out)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    # the sheet itself, its data bar, sparkline and cached 120 included, is the same to the byte
    assert changed == {"xl/sharedStrings.xml", "xl/comments1.xml", "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"}
    sheet = openpyxl.load_workbook(out)["요약"]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A6"].value] == ["Item", "Sales", "Sales"]
    assert sheet["A5"].value == "Issue of the Company's common shares"
    assert sheet["B4"].value == "=SUM(B2:B3)"


@pytest.mark.filterwarnings("ignore:Sparkline Group")
def test_unknown_texts_stay(workbook, tmp_path):
    out = tmp_path / "out.xlsx"
    assert replace(workbook, out, {"구분": "Item"}) == 1
    assert openpyxl.load_workbook(out)["요약"]["A2"].value == "매출액"


@pytest.mark.parametrize("content, word", [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "password"),
                                           (b"plain", "damaged")])
def test_what_is_not_a_workbook_is_said(tmp_path, content, word):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=word):
        texts(path)


def test_a_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * (40 << 20))
    path.write_bytes(data.getvalue())
    with pytest.raises(InputError, match="bytes unpacked"):
        texts(path)
