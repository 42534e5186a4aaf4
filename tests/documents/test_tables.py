"""Files of rows, as Korean offices have them: what is read, and what is said of a file that cannot be."""
import openpyxl
import pytest

from documents import tables
from documents.tables import BadRow
from engine.errors import InputError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".tsv"])
def test_encodings_of_korean_files(tmp_path, encoding, suffix):
    path = tmp_path / f"rows{suffix}"
    tab = "\t" if suffix == ".tsv" else ","
    text = '{"text": "감자 결정", "id": "가"}\n' if suffix == ".jsonl" else f"text{tab}id\r\n감자 결정{tab}가\r\n"
    path.write_bytes(text.encode(encoding))
    assert tables.read(path).rows == ({"text": "감자 결정", "id": "가"},)


def test_a_bad_line_is_that_lines_error_and_names_it(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "하나"}\n\n{broken\n[1, 2]\n{"text": "둘"}\n', encoding="utf-8")
    one, broken, listed, two = tables.read(path).rows
    assert (one, two) == ({"text": "하나"}, {"text": "둘"})
    assert isinstance(broken, BadRow) and broken.error.message.startswith("Line 3 ")
    assert "3행" in broken.error.ko
    assert isinstance(listed, BadRow) and "Line 4" in listed.error.message and listed.raw == [1, 2]


def test_one_undecodable_line_does_not_lose_the_others(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"text": "감자"}\n'.encode() + b'{"text": "\xff\xfe\x81"}\n' + '{"text": "사채"}\n'.encode())
    first, bad, last = tables.read(path).rows
    assert isinstance(bad, BadRow) and "line 2" in bad.error.message
    assert (first["text"], last["text"]) == ("감자", "사채")


def test_semicolons_duplicate_headings_and_long_rows(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("text;note;note\na,b;x;y\nc;x;y;extra\n", encoding="utf-8")
    table = tables.read(path)
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
    assert tables.read(path).rows == ({"text": "감자", "등록번호": 1029180910000, "date": "2024-04-23", "blank": None},)


@pytest.mark.parametrize(("name", "content", "said"), [
    ("rows.pdf", b"x", "not a kind of file"), ("rows.xlsx", b"not a zip", "not a sound Excel workbook"),
    ("rows.csv", b"", "has no rows"), ("rows.csv", b"text\n", "has no rows"), ("rows.jsonl", b"\n\n", "has no rows"),
    ("rows.csv", b"text\n\xff\x81\x00\xfe\n", "neither UTF-8"),
])
def test_unreadable_files_say_why(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=said) as e:
        tables.read(path)
    assert e.value.hint and e.value.ko != e.value.message


def test_a_missing_file_and_a_folder_say_so(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        tables.read(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        tables.read(tmp_path / "folder.csv")
