"""Files of rows, written as Korean offices want them."""
import csv
import json

import openpyxl
import pytest

from app import rows
from documents import tables
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
    assert tables.read(tmp_path / "out.csv").rows[0]["text"] == text


def test_negative_numbers_stay_numbers(tmp_path):
    path = written(tmp_path / "out.csv", [line(0, {"text": "-1,234.5", "id": -3}, "x")])
    assert path.read_text(encoding="utf-8-sig").splitlines()[1].startswith('"-1,234.5",-3,')


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_sheets_keep_the_own_columns_and_say_what_failed(tmp_path, suffix):
    path = written(tmp_path / f"out{suffix}", [line(0, {"text": "가,\n나", "id": "007"}, "a", scores={"x": 0.5}),
                                               line(1, {"text": "다", "id": "8"}, error=InputError("Bad.", "Mend it."))])
    table = tables.read(path)
    assert table.columns == ("text", "id", "translation", "scores", "error", "hint", "seconds")
    first, second = table.rows
    assert (first["text"], first["id"], json.loads(first["scores"])) == ("가,\n나", "007", {"x": 0.5})
    assert (second["text"], second["error"], second["hint"]) == ("다", "Bad.", "Mend it.")


def test_a_result_does_not_overwrite_an_own_column_of_its_name(tmp_path):
    path = written(tmp_path / "out.csv", [line(0, {"text": "가", "translation": "mine"}, "ours")], ("text", "translation"))
    row = tables.read(path).rows[0]
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
