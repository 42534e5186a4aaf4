"""The workbook that comes back: opened again, its cells, its chart, and what is read back from it."""
import csv
import re
import zipfile

import openpyxl
import pytest

from documents import classified
from documents.agreement import agreement
from documents.classified import Line, Said, added, cells, heads, write_csv, write_workbook

SAID = Said("결과", "요약", "설정", "건수", "비율", "분류", "분류 분포", "기타", "합계", "미분류", "검토", "평가", "정확도", "정밀도",
            "재현율", "정답 수", "분류 수", "정답 ↓ 분류 →", "잘렸습니다.")
OWN = ("출원번호", "발명의 명칭")
LABELS = ("소금", "안료")
LINES = [Line({"출원번호": "10-1", "발명의 명칭": "=HYPERLINK(\"x\")"}, "소금", {"소금": 0.8, "안료": 0.2}, 3),
         Line({"출원번호": "+10-2", "발명의 명칭": "@안료"}, "소금", {"소금": 0.55, "안료": 0.45}, 1,
              reviewed="relabelled", reviewer="안료"),
         Line({"출원번호": "10-3", "발명의 명칭": None}, error="글이 없습니다.")]


@pytest.fixture
def book(tmp_path):
    write_workbook(tmp_path / "out.xlsx", OWN, LABELS, LINES, [("방법", "말로 설명"), ("일시", "=오늘")], SAID)
    return tmp_path / "out.xlsx"


def test_rows_come_back_with_results_beside_them(book):
    sheet = openpyxl.load_workbook(book)["결과"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == heads(OWN, LABELS)
    found = dict(zip(head, rows[1], strict=True))
    assert found["label"] == "소금" and found["final label"] == "안료" and found["reviewed"] == "relabelled"
    assert found["confidence"] == 0.55 and found["margin"] == pytest.approx(0.1) and found["second label"] == "안료"
    assert (found["score: 소금"], found["score: 안료"]) == (0.55, 0.45)
    assert dict(zip(head, rows[2], strict=True))["error"] == "글이 없습니다."


def test_a_would_be_formula_stays_text(book):
    workbook = openpyxl.load_workbook(book)
    assert all(cell.data_type != "f" for sheet in workbook for line in sheet.iter_rows() for cell in line)
    assert workbook["결과"]["B2"].value == '=HYPERLINK("x")' and workbook["결과"]["A3"].value == "+10-2"


def test_summary_counts_final_labels_and_has_a_native_pie(book):
    sheet = openpyxl.load_workbook(book)["요약"]
    rows = [r[:3] for r in sheet.iter_rows(values_only=True)]
    assert rows[1:4] == [("소금", 1, 0.5), ("안료", 1, 0.5), ("합계", 2, None)]
    assert ("미분류", 1, None) in rows
    with zipfile.ZipFile(book) as package:
        charts = [package.read(n).decode() for n in package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
    assert any("<c:pieChart>" in c for c in charts) and any("<c:barChart>" in c for c in charts)


def test_many_labels_are_drawn_as_the_largest_and_the_rest(tmp_path):
    labels = [f"분류 {i}" for i in range(30)]
    lines = [Line({"a": i}, labels[i % 30], {labels[i % 30]: 1.0}) for i in range(61)]
    write_workbook(tmp_path / "out.xlsx", ("a",), labels, lines, (), SAID)
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx")["요약"].iter_rows(values_only=True))
    drawn = [r[4:6] for r in rows[2:14]]
    assert len(drawn) == classified.SLICES and drawn[-1][0] == "기타" and sum(n for _, n in drawn) == 61
    assert len([r for r in rows if str(r[0]).startswith("분류 ")]) == 30


def test_csv_escapes_what_a_spreadsheet_would_run(tmp_path):
    write_csv(tmp_path / "out.csv", OWN, LABELS, LINES)
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["발명의 명칭"] == "'=HYPERLINK(\"x\")" and rows[1]["발명의 명칭"] == "'@안료"
    assert rows[1]["final label"] == "안료"


@pytest.mark.parametrize("own", [OWN, ("출원번호", "label"), ("출원번호", "label", "confidence", "error")])
def test_columns_added_by_an_earlier_run_are_known_again(own):
    whole = heads(own, LABELS)
    assert len(set(whole)) == len(whole)
    assert whole[slice(*added(whole))] == whole[len(own):]
    assert added((*own, "memo")) == (len(own) + 1, len(own) + 1)


def test_labels_of_a_person_bring_a_sheet_of_figures(tmp_path):
    judged = agreement(["소금", "소금", "안료", "안료"], ["소금", "안료", "안료", "안료"])
    write_workbook(tmp_path / "out.xlsx", OWN, LABELS, LINES, (), SAID, judged)
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx")["평가"].iter_rows(values_only=True))
    assert rows[0][:2] == ("정확도", 0.75) and rows[1][0] == "macro F1"
    assert rows[5][:6] == ("소금", 1, 0.5, 0.6667, 2, 1)
    assert [r[:3] for r in rows[-3:]] == [("정답 ↓ 분류 →", "소금", "안료"), ("소금", 1, 1), ("안료", 0, 2)]


def test_levels_and_several_labels_have_columns_where_a_run_has_them(tmp_path):
    lines = [Line({"a": 1}, "H01M", {"H01M": 1.0}, extra={"path": "H › H01 › H01M", "labels": "H01M; C01B"}),
             Line({"a": 2}, "C01B", {"C01B": 1.0}, reviewed="locked", reviewer="C01B", extra={"path": "C › C01B"})]
    write_workbook(tmp_path / "out.xlsx", ("a",), ("H01M", "C01B"), lines, (), SAID)
    head, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx")["결과"].iter_rows(values_only=True)
    assert head == heads(("a",), ("H01M", "C01B"), ("path", "labels")) and added(head) == (1, len(head))
    first = dict(zip(head, rows[0], strict=True))
    assert (first["path"], first["labels"], first["score: H01M"]) == ("H › H01 › H01M", "H01M; C01B", 1)
    back = classified.returned(dict(zip(head, rows[1], strict=True)), head[1:])
    assert back.extra == {"path": "C › C01B"} and back.final == "C01B" and back.confidence == 1


def test_a_row_is_ahead_by_its_margin():
    line = Line({}, "A", {"A": 0.5, "B": 0.3, "C": 0.2})
    assert (line.second, line.margin) == ("B", pytest.approx(0.2))
    assert Line({}, error="x").margin is None
    assert cells(line, (), ("A",))[:4] == ["A", 0.5, 0.2, "B"]


def test_a_cell_past_excels_limit_is_said(tmp_path):
    write_workbook(tmp_path / "out.xlsx", ("a",), ("A", "B"), [Line({"a": "가" * 40_000}, "A", {"A": 1.0})], (), SAID)
    head, row = openpyxl.load_workbook(tmp_path / "out.xlsx")["결과"].iter_rows(values_only=True)
    assert len(row[0]) == 32_767 and dict(zip(head, row, strict=True))["error"] == "잘렸습니다."
