"""Files of rows, as Korean offices have them: what is read, and what is said of a file that cannot be."""
import openpyxl
import pytest

from documents import sheets, tables
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


# -- workbooks that are none, or a trap ----------------------------------------------------------------------------
def workbook(path, *lines, merge=(), sheets=()):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(list(line))
    for span in merge:
        book.active.merge_cells(span)
    for name in sheets:
        book.create_sheet(name).append(["text", name])
    book.save(path)
    return path


def ole(*streams):
    """What the head and directory of a compound file hold; enough to tell an old workbook from an encrypted one."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + b"".join(s.encode("utf-16-le") for s in streams)


@pytest.mark.parametrize(("content", "said", "hint"), [
    (ole("EncryptionInfo", "EncryptedPackage"), "protected by a password", "without the password"),
    (ole("Workbook"), "old .xls", "save it as .xlsx"),
    (b"<html><table><tr><td>text</td></tr></table></html>", "web page", "save it as .xlsx"),
    (b"PK\x03\x04" + b"\0" * 100, "not a sound Excel workbook", "Save it again"),
    (b"", "not a sound Excel workbook", "Save it again"),
])
def test_what_is_no_workbook_says_what_it_is(tmp_path, content, said, hint):
    path = tmp_path / "rows.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said) as e:
        tables.read(path)
    assert hint in e.value.hint and e.value.ko != e.value.message


def test_an_old_workbook_by_its_name_is_told_what_to_do(tmp_path):
    (tmp_path / "rows.xls").write_bytes(ole("Workbook"))
    with pytest.raises(InputError) as e:
        tables.read(tmp_path / "rows.xls")
    assert ".xlsx" in e.value.hint


def test_a_workbook_cut_in_the_middle_is_damaged(tmp_path):
    import zipfile
    whole = workbook(tmp_path / "whole.xlsx", ["text"], *([f"patent {i}"] for i in range(50)))
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part, data[:len(data) // 2] if part.filename == "xl/worksheets/sheet1.xml" else data)
    with pytest.raises(InputError, match="damaged|not a sound"):
        tables.read(broken)


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path):
    import time
    import zipfile
    path = workbook(tmp_path / "bomb.xlsx", ["text"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package, \
            package.open("xl/worksheets/sheet2.xml", "w") as part:
        for _ in range(80):
            part.write(b" " * (1 << 20))
    began = time.monotonic()
    with pytest.raises(InputError, match="would unpack to"):
        tables.read(path)
    assert time.monotonic() - began < 1


def test_a_sheet_of_16384_columns_is_refused_but_a_format_out_there_is_not(tmp_path):
    wide = openpyxl.Workbook(write_only=True)
    wide.create_sheet().append([f"c{i}" for i in range(16_384)])
    wide.save(tmp_path / "wide.xlsx")
    with pytest.raises(InputError, match="16,384 columns"):
        tables.read(tmp_path / "wide.xlsx")
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.active.append(["감자"])
    book.active.cell(2, 16_384).font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "format.xlsx")
    assert tables.read(tmp_path / "format.xlsx").columns == ("text",)


def test_a_row_a_million_down_costs_moments(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.active.append(["감자"])
    book.active.cell(1_048_576, 1, "끝")
    book.save(tmp_path / "far.xlsx")
    assert [r["text"] for r in tables.read(tmp_path / "far.xlsx").rows] == ["감자", "끝"]


def test_duplicate_and_empty_headings_get_names_of_their_own(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["요약", "요약", None], ["a", "b", "c"])
    assert tables.read(path).rows == ({"요약": "a", "요약 (2)": "b", "column 3": "c"},)


def test_merged_headings_become_one_row(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["출원번호", "본문", None], [None, "요약", "청구항"], ["10-1", "가", "나"],
                    merge=("A1:A2", "B1:C1"))
    assert tables.read(path).rows == ({"출원번호": "10-1", "본문 요약": "가", "본문 청구항": "나"},)
    down = workbook(tmp_path / "b.xlsx", ["번호", "요약"], [None, None], ["1", "가"], merge=("A1:A2", "B1:B2"))
    assert tables.read(down).rows == ({"번호": "1", "요약": "가"},)


def test_a_title_over_the_table_is_no_heading(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["특허 목록", None, None], ["번호", "요약", "청구항"], ["1", "가", "나"],
                    merge=("A1:C1",))
    assert tables.read(path).columns == ("번호", "요약", "청구항")


def test_an_empty_sheet_and_one_that_is_not_there(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["text"], ["감자"], sheets=("둘", "셋"))
    assert sheets.names(path) == ["Sheet", "둘", "셋"]
    assert tables.read(path, sheet="Sheet").rows == ({"text": "감자"},)
    for name, said in (("둘", "has no rows"), ("넷", "has no sheet 넷")):
        with pytest.raises(InputError, match=said) as e:
            tables.read(path, sheet=name)
        assert e.value.hint_ko
    with pytest.raises(InputError, match="has no rows"):
        tables.read(workbook(tmp_path / "b.xlsx"))


def test_more_rows_than_the_page_takes_are_refused_and_the_command_line_takes_them(tmp_path):
    for name, head, line in (("a.csv", "text\n", "감자\n"), ("a.jsonl", "", '{"text": "감자"}\n')):
        (tmp_path / name).write_text(head + line * 12, encoding="utf-8")
        with pytest.raises(InputError, match="more than 10 rows"):
            tables.read(tmp_path / name, most=10)
        assert len(tables.read(tmp_path / name).rows) == 12


def test_rows_of_a_large_file_are_held_once(tmp_path):
    """The rows and one piece of the file, not the file and its decoded text beside them."""
    import tracemalloc
    path = tmp_path / "large.csv"
    path.write_text("text\n" + "".join(f"{'x' * 1000}{i}\n" for i in range(8000)), encoding="utf-8")
    tracemalloc.start()
    table = tables.read(path)
    kept, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(table.rows) == 8000 and most < kept * 1.5
