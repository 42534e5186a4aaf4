import csv
import io
import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
import xlsxwriter

from documents.files import read, write
from engine.errors import InputError
from tests.documents.packages import declare, edit, parts, skeleton

ENGLISH = {
    "구분": "Item", "금액": "Amount", "매출액": "Sales", "영업이익": "Operating profit", "확인 필요": "To check", "실적": "Results",
    "당사의 보통주식 발행": "Issue of the Company's common shares", "붙임 참조": "See attachment", "보통주식": "Common shares",
    "1분기 공시": "Q1 disclosure", "예": "Yes", "아니오": "No", "금액을 넣으세요": "Enter the amount", "현황": "Status",
    "기준일": "2024 base date", "인라인": "Inline", "스레드": "Thread", "굵은 제목": "Bold heading", "본문입니다.": "This is the body.",
    "굵은 제목\n본문입니다.": "Bold heading\nThis is the body.", "그림": "Figure", "막대": "Bars",
}
THREADS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<threadedComment ref="A1" dT="2024-05-01T00:00:00" personId="{1}" id="{2}"><text>스레드</text></threadedComment>
</ThreadedComments>""".encode()


@pytest.fixture
def workbook(tmp_path):
    """Every place that a text may stand in, beside things that a load and save in a library would drop."""
    plain, path = tmp_path / "plain.xlsx", tmp_path / "공시.xlsx"
    with xlsxwriter.Workbook(plain) as book:
        sheet, bold = book.add_worksheet("요약"), book.add_format({"bold": True})
        sheet.write_row("A1", ["구분", "금액"], bold)
        sheet.write_row("A2", ["매출액", 100])
        sheet.write_row("A3", ["영업이익", 20])
        sheet.write_formula("B4", "=SUM(B2:B3)", None, 120)
        sheet.write_formula("C4", '=IF(A2="매출액",1,0)', None, 1)
        sheet.write_formula("D4", "=A2", None, "매출액")
        sheet.write_rich_string("A5", "당사의 ", bold, "보통주식", " 발행")
        sheet.write("A6", " 매출액 ")
        sheet.write_rich_string("A7", bold, "굵은 제목\n", "본문입니다.")
        sheet.write_comment("A1", "확인 필요")
        sheet.insert_textbox("D2", "붙임 참조\n그림")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": "=요약!$A$2:$A$3", "values": "=요약!$B$2:$B$3", "name": "막대"})
        chart.set_title({"name": "실적"})
        sheet.insert_chart("D8", chart)
        sheet.conditional_format("B2:B3", {"type": "data_bar", "data_bar_2010": True})
        sheet.add_sparkline("C2", {"range": "요약!B2:B3"})
        sheet.set_header('&L&"맑은 고딕,굵게"&12&D 1분기 공시&R&P / &N')
        sheet.set_footer("&C&10기준일")
        sheet.data_validation("F1", {"validate": "list", "source": ["예", "아니오"], "input_message": "금액을 넣으세요"})
        sheet.add_table("H1:I3", {"name": "표1", "columns": [{"header": "구분"}, {"header": "금액"}]})
        sheet.write_formula("J1", "=SUM(표1[금액])", None, 0)
        book.add_worksheet("현황").write("A1", "인라인 자리")
    inline = '<c r="A1" t="inlineStr"><is><t>인라인</t></is></c>'
    edit(plain, path, {
        "xl/worksheets/sheet2.xml": lambda x: re.sub(r'<c r="A1" t="s"><v>\d+</v></c>', inline, x),
        "xl/threadedComments/threadedComment1.xml": THREADS,
        "[Content_Types].xml": declare("xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml"),
        "xl/worksheets/_rels/sheet1.xml.rels": lambda x: x.replace("</Relationships>", '<Relationship Id="rId99" '
            'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
            'Target="../threadedComments/threadedComment1.xml"/></Relationships>')})
    return path


def test_every_text_is_found_once_with_its_places(workbook):
    content = read(workbook)
    found = {t.text: t.places for t in content.texts}
    assert set(found) == set(ENGLISH) - {"보통주식", "굵은 제목", "본문입니다.", "현황"}
    assert content.stretches == ("보통주식",)
    assert [t.text for t in content.texts][:5] == ["구분", "금액", "매출액", "영업이익", "당사의 보통주식 발행"]  # as a person reads
    assert {p.kind for p in found["매출액"]} == {"cell", "chart", "formula"}
    assert [p.where for p in found["매출액"] if p.kind == "cell"] == ["요약!A2", "요약!A6"]
    assert found["스레드"][0].where == found["확인 필요"][0].where == "요약!A1"
    assert found["붙임 참조"][0].where == "요약!D2"


def test_only_text_changes(workbook, tmp_path):
    out = tmp_path / "out.xlsx"
    changed, notices = write(workbook, out, ENGLISH)
    assert changed > len(ENGLISH) - 4 and notices == []
    before, after = parts(workbook), parts(out)
    assert list(before) == list(after)
    touched = {name for name in before if before[name] != after[name]}
    assert touched == {"xl/sharedStrings.xml", "xl/comments1.xml", "xl/drawings/drawing1.xml", "xl/charts/chart1.xml",
                       "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/tables/table1.xml",
                       "xl/threadedComments/threadedComment1.xml"}
    for name in touched - {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}:
        assert skeleton(before[name]) == skeleton(after[name]), name
    assert skeleton(before["xl/tables/table1.xml"], ["name"]) == skeleton(after["xl/tables/table1.xml"], ["name"])
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    plain = before["xl/worksheets/sheet1.xml"].decode()
    for old, new in {"1분기 공시": "Q1 disclosure", "기준일": " 2024 base date", "예,아니오": "Yes,No", "표1[금액]": "표1[Amount]",
                     "금액을 넣으세요": "Enter the amount", "<v>매출액</v>": "<v>Sales</v>", '"매출액"': '"Sales"'}.items():
        assert old in plain
        plain = plain.replace(old, new)
    assert sheet == plain  # data bar, sparkline, cached 120 and codes of the header are the same to the byte


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl, which reads it back, drops sparklines and data bars
def test_formats_stay_with_their_words(workbook, tmp_path):
    out = tmp_path / "out.xlsx"
    write(workbook, out, ENGLISH)
    strings = parts(out)["xl/sharedStrings.xml"].decode()
    assert re.search(r"<t[^>]*>Issue of the Company's </t></r><r><rPr><b/>.*?<t[^>]*>common shares</t>", strings)
    assert re.search(r"<b/>.{0,200}?<t[^>]*>Bold heading\n</t></r><r>.*?<t[^>]*>This is the body.</t>", strings, re.DOTALL)
    sheet = openpyxl.load_workbook(out)["요약"]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A6"].value] == ["Item", "Sales", " Sales "]
    assert sheet["B4"].value == "=SUM(B2:B3)"


@pytest.mark.parametrize("whole, stretch, bold", [
    ("The Company issues 10,000 shares of common stock today.", "Common shares 10,000 shares", "10,000 shares of common stock"),
    ("It issues convertible bonds of KRW 10 billion.", "Convertible bonds KRW 10 billion", "convertible bonds of KRW 10 billion"),
    ("The bonds are convertible. KRW 10 billion is their amount.", "Convertible bonds KRW 10 billion", ""),
    ("Shares were sold to the largest of its holders.", "Largest shareholder", "")])
def test_a_format_finds_its_words_in_another_order(tmp_path, whole, stretch, bold):
    """Only where they stand together: no emphasis is better than one on the wrong words."""
    path, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_rich_string("A1", "당사는 ", book.add_format({"bold": True}), "굵은 말", "을 씁니다.")
    write(path, out, {"당사는 굵은 말을 씁니다.": whole, "굵은 말": stretch})
    value = openpyxl.load_workbook(out, rich_text=True).active["A1"].value
    assert str(value) == whole and "".join(run.text for run in value if not isinstance(run, str) and run.font.b) == bold


RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_computes_the_same_values(workbook, tmp_path):
    """Every formula is computed anew by another program: figures as they were, texts in English, no sheet or cell lost."""
    out, profile = tmp_path / "out.xlsx", tmp_path / "profile"
    write(workbook, out, ENGLISH)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    sheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"  # every sheet in a file
    subprocess.run(["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", sheets, "--outdir", tmp_path,
                    workbook, out], check=True, capture_output=True, timeout=60)

    def values(path):
        found = {sheet: (tmp_path / f"{path.stem}-{sheet}.csv").read_text(encoding="utf-8") for sheet in ("요약", "현황")}
        return {sheet: list(csv.reader(text.splitlines(True))) for sheet, text in found.items()}

    def said(text):
        bare = text.strip()
        return text.replace(bare, ENGLISH[bare]) if bare in ENGLISH else text

    before, after = values(workbook), values(out)
    assert len([*tmp_path.glob("out-*.csv")]) == len([*tmp_path.glob(f"{workbook.stem}-*.csv")]) == 2
    assert before["요약"][3][1:4] == ["120", "1", "매출액"] and after["요약"][3][1:4] == ["120", "1", "Sales"]
    assert after == {sheet: [[said(cell) for cell in line] for line in lines] for sheet, lines in before.items()}


def test_cells_know_their_headers_and_their_room(tmp_path):
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, bold, wrap = book.add_worksheet("손익"), book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        sheet.set_column("A:C", 10)
        sheet.write_row("A1", ["구분", "비고", "담당"], bold)
        sheet.write_row("A2", ["매출", "증가"])
        sheet.write_row("A3", ["합계", "기타", "김"])
        sheet.write("B4", "줄바꿈", wrap)
    places = {t.text: t.places[0] for t in read(path).texts}
    assert places["기타"].context == "손익 | 합계 | 증가"
    assert places["구분"].context == "손익 |  | "
    assert (places["기타"].room, places["김"].room, places["줄바꿈"].room) == (10, None, None)


def test_a_formula_that_joins_texts_has_its_english_value(tmp_path):
    """A program that trusts the values it reads shows no Korean either; what cannot be put together here has no value."""
    path, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    joins = [("A1&B1", "매출합계"), ("A1", "매출"), ('A1&" "&$B$1&" ("&D1&")"&E1', "매출 합계 (3)"), ("LEFT(A1,1)&C1", "매매출합계"),
             ("C1&A1", "매출합계매출"), ('A1&" 및 "&B1', "매출 및 합계")]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["매출", "합계"])
        sheet.write("D1", 3)
        for row, (formula, value) in enumerate(joins):
            sheet.write_formula(row, 2, f"={formula}", None, value)
    assert [(n.kind, n.where) for n in read(path).notices] == [("stale", "Sheet1!C1 (+4)")]
    write(path, out, {"매출": "Sales", "합계": "Total", "및": "And"})
    written = [f"={formula}" for formula, _ in joins[:-1]] + ['=A1&" and "&B1']
    assert [c.value for c in openpyxl.load_workbook(out).active["C"]] == written
    values = [c.value for c in openpyxl.load_workbook(out, data_only=True).active["C"]]
    assert values == ["SalesTotal", "Sales", "Sales Total (3)", None, None, "Sales and Total"]


def test_sheets_are_renamed_only_if_asked(workbook, tmp_path):
    out = tmp_path / "out.xlsx"
    write(workbook, out, {"현황": "Status", "요약": "Sum'ry"}, sheets=True)
    after = parts(out)
    assert 'name="Status"' in after["xl/workbook.xml"].decode()
    assert "'Sum''ry'!$A$2:$A$3" in after["xl/charts/chart1.xml"].decode()
    assert "'Sum''ry'!B2:B3" in after["xl/worksheets/sheet1.xml"].decode()
    assert "현황" in [t.text for t in read(workbook, sheets=True).texts]


def test_columns_of_a_table_stay_distinct_and_long_texts_are_cut(tmp_path):
    path, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.add_table("A1:B2", {"columns": [{"header": "합계"}, {"header": "총계"}]})
        sheet.write("A5", "가" * 32_767)
    _, notices = write(path, out, {"합계": "Total", "총계": "Total", "가" * 32_767: "long " * 8_000})
    sheet = openpyxl.load_workbook(out).active
    assert [sheet["A1"].value, sheet["B1"].value] == ["Total", "Total (2)"]
    assert [c.name for c in sheet.tables["Table1"].tableColumns] == ["Total", "Total (2)"]
    assert len(sheet["A5"].value) == 32_767
    assert [(n.kind, n.where) for n in notices] == [("unlike", "총계"), ("cut", "Sheet1!A5")]


def test_macros_are_kept_and_two_hundred_sheets_are_read(tmp_path):
    path, out = tmp_path / "in.xlsm", tmp_path / "out.xlsm"
    with xlsxwriter.Workbook(tmp_path / "plain.xlsx") as book:
        for i in range(200):
            book.add_worksheet(f"시트 {i}").write_row("A1", ["계", f"항목 {i}", "\u200f우측\u200f"])
    edit(tmp_path / "plain.xlsx", path, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0macro", "[Content_Types].xml": lambda x: x.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml")})
    content = read(path)
    assert len(content.texts) == 202 and len(content.texts[0].places) == 200
    assert write(path, out, {"계": "Total", "우측": "Right"})[0] == 2  # two shared strings, four hundred cells
    assert parts(out)["xl/vbaProject.bin"] == b"\xd0\xcf\x11\xe0macro"
    assert "\u200fRight\u200f" in parts(out)["xl/sharedStrings.xml"].decode()
    with pytest.raises(InputError, match="another ending"):
        write(path, tmp_path / "out.xlsx", {})


@pytest.mark.parametrize(("content", "word"), [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "password"), (b"plain", "damaged"),
                                               (b"<html><table>", "web page"), (b"", "damaged")])
def test_what_is_not_a_workbook_is_said(tmp_path, content, word):
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=word):
        read(path)


@pytest.mark.parametrize(("members", "word"), [
    ({"word/document.xml": b"<a/>"}, "it is a Word document"), ({"xl/workbook.bin": b""}, "binary workbook"),
    ({"xl/workbook.xml": b"0" * (40 << 20)}, "bytes unpacked"), ({"xl/workbook.xml": b"<a/>"}, "Content_Types"),
    ({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY a "b">]><Types>&a;</Types>'}, "document type"),
    ({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<Types>"}, "is damaged"),
    ({"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}, "Strict Open XML")])
def test_bombs_and_misnamed_packages_are_refused(tmp_path, members, word):
    path = tmp_path / "x.xlsx"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    path.write_bytes(data.getvalue())
    with pytest.raises(InputError, match=word):
        read(path)
