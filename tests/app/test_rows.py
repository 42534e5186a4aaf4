"""Files of rows, as Korean offices have them, in and out."""
import csv
import json

import openpyxl
import pytest

from app import rows
from app.rows import BadRow
from engine.errors import InputError
from tasks.base import Row, Strict


class Result(Strict):
    translation: str
    scores: dict[str, float] = {}


def line(index, given, text=None, error=None, **more):
    return Row(index, given, Result(translation=text, **more) if text is not None else None, error, 0.25)


def written(path, answers, columns=("text", "id")):
    with rows.writer(path, columns, Result.model_fields, "en") as write:
        for answer in answers:
            write(answer)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".tsv"])
def test_encodings_of_korean_files(tmp_path, encoding, suffix):
    path = tmp_path / f"rows{suffix}"
    tab = "\t" if suffix == ".tsv" else ","
    text = '{"text": "감자 결정", "id": "가"}\n' if suffix == ".jsonl" else f"text{tab}id\r\n감자 결정{tab}가\r\n"
    path.write_bytes(text.encode(encoding))
    assert rows.read(path).rows == ({"text": "감자 결정", "id": "가"},)


def test_a_bad_line_is_that_lines_error_and_names_it(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "하나"}\n\n{broken\n[1, 2]\n{"text": "둘"}\n', encoding="utf-8")
    one, broken, listed, two = rows.read(path).rows
    assert (one, two) == ({"text": "하나"}, {"text": "둘"})
    assert isinstance(broken, BadRow) and broken.error.message.startswith("Line 3 ")
    assert "3행" in broken.error.ko
    assert isinstance(listed, BadRow) and "Line 4" in listed.error.message and listed.raw == [1, 2]


def test_one_undecodable_line_does_not_lose_the_others(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"text": "감자"}\n'.encode() + b'{"text": "\xff\xfe\x81"}\n' + '{"text": "사채"}\n'.encode())
    first, bad, last = rows.read(path).rows
    assert isinstance(bad, BadRow) and "line 2" in bad.error.message
    assert (first["text"], last["text"]) == ("감자", "사채")


def test_semicolons_duplicate_headings_and_long_rows(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("text;note;note\na,b;x;y\nc;x;y;extra\n", encoding="utf-8")
    table = rows.read(path)
    assert table.columns == ("text", "note", "note (2)")
    assert table.rows[0] == {"text": "a,b", "note": "x", "note (2)": "y"}
    assert isinstance(table.rows[1], BadRow) and "4 cells" in table.rows[1].error.message


def test_a_workbook_keeps_numbers_dates_and_blank_cells(tmp_path):
    from datetime import datetime
    path = tmp_path / "rows.xlsx"
    book = openpyxl.Workbook()
    for cells in (["text", "등록번호", "date", "blank"], ["감자", 1029180910000.0, datetime(2024, 4, 23), None], [None] * 4):
        book.active.append(cells)
    book.save(path)
    assert rows.read(path).rows == ({"text": "감자", "등록번호": 1029180910000, "date": "2024-04-23", "blank": None},)


@pytest.mark.parametrize(("name", "content", "said"), [
    ("rows.pdf", b"x", "not a kind of file"), ("rows.xlsx", b"not a zip", "not a sound Excel workbook"),
    ("rows.csv", b"", "has no rows"), ("rows.csv", b"text\n", "has no rows"), ("rows.jsonl", b"\n\n", "has no rows"),
    ("rows.csv", b"text\n\xff\x81\x00\xfe\n", "neither UTF-8"),
])
def test_unreadable_files_say_why(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=said) as e:
        rows.read(path)
    assert e.value.hint and e.value.ko != e.value.message


def test_a_missing_file_and_a_folder_say_so(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        rows.read(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        rows.read(tmp_path / "folder.csv")


def test_jsonl_lines_hold_exactly_four_keys(tmp_path):
    error = InputError("text is empty.", "Give it some text.")
    path = written(tmp_path / "out.jsonl", [line(0, {"text": "감자", "id": 7}, "capital reduction"),
                                            line(1, {"text": ""}, error=error)])
    good, bad = (json.loads(x) for x in path.read_text(encoding="utf-8").splitlines())
    assert good == {"input": {"text": "감자", "id": 7}, "error": None, "seconds": 0.25,
                    "result": {"translation": "capital reduction", "scores": {}}}
    assert bad == {"input": {"text": ""}, "result": None, "seconds": 0.25,
                   "error": {"type": "InputError", "message": "text is empty.", "hint": "Give it some text."}}


FORMULAS = ["=1+1", "+SUM(A1)", "-cmd|' /C calc'!A0", "@x", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_cells_that_a_spreadsheet_would_run_are_text(tmp_path, text):
    answers = [line(0, {"text": text, "id": 1}, text)]
    sheet = openpyxl.load_workbook(written(tmp_path / "out.xlsx", answers)).active
    assert [sheet["A2"].data_type, sheet["C2"].data_type] == ["s", "s"]
    with open(written(tmp_path / "out.csv", answers), encoding="utf-8-sig", newline="") as f:
        cells = list(csv.reader(f))[1]
    assert cells[0] == "'" + text and cells[2] == "'" + text
    assert rows.read(tmp_path / "out.csv").rows[0]["text"] == text


def test_negative_numbers_stay_numbers(tmp_path):
    path = written(tmp_path / "out.csv", [line(0, {"text": "-1,234.5", "id": -3}, "x")])
    assert path.read_text(encoding="utf-8-sig").splitlines()[1].startswith('"-1,234.5",-3,')


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_sheets_keep_the_own_columns_and_say_what_failed(tmp_path, suffix):
    path = written(tmp_path / f"out{suffix}", [line(0, {"text": "가,\n나", "id": "007"}, "a", scores={"x": 0.5}),
                                               line(1, {"text": "다", "id": "8"}, error=InputError("Bad.", "Mend it."))])
    table = rows.read(path)
    assert table.columns == ("text", "id", "translation", "scores", "error", "hint", "seconds")
    first, second = table.rows
    assert (first["text"], first["id"], json.loads(first["scores"])) == ("가,\n나", "007", {"x": 0.5})
    assert (second["text"], second["error"], second["hint"]) == ("다", "Bad.", "Mend it.")


def test_a_result_does_not_overwrite_an_own_column_of_its_name(tmp_path):
    path = written(tmp_path / "out.csv", [line(0, {"text": "가", "translation": "mine"}, "ours")], ("text", "translation"))
    row = rows.read(path).rows[0]
    assert (row["translation"], row["result translation"]) == ("mine", "ours")


def test_what_excel_cannot_hold_is_cut_and_said(tmp_path):
    path = written(tmp_path / "out.xlsx", [line(0, {"text": "a\x01b", "id": 1}, "x" * 40_000)])
    sheet = openpyxl.load_workbook(path).active
    assert sheet["A2"].value == "ab" and len(sheet["C2"].value) == 32_767
    assert "32,767" in sheet["F2"].value


def test_output_takes_its_place_only_when_it_is_whole(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError), rows.writer(path, ("text",), Result.model_fields, "en") as write:
        write(line(0, {"text": "가"}, "a"))
        raise RuntimeError
    assert path.read_text(encoding="utf-8") == "before" and list(tmp_path.iterdir()) == [path]


def test_a_folder_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot be written"), \
            rows.writer(tmp_path / "none" / "out.csv", (), (), "en"):
        pass
