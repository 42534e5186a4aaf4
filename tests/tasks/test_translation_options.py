"""What options and files of terms may hold."""

import pytest

from engine.errors import InputError
from tasks.base import get, parse_options
from tasks.translation import resources


def test_a_term_with_a_comma_is_switched_off_in_quotes(tmp_path):
    (tmp_path / "terms.csv").write_text('korean,english\n"기타, 등등",Et cetera\n비고란,Note field\n', encoding="utf-8")
    found = resources.lexicon(str(tmp_path / "terms.csv"), '"기타, 등등",비고란')
    assert found.cell("기타, 등등") is None and found.cell("비고란") is None
    assert resources.listed(resources.as_list(["기타, 등등", '"따옴표"', "비고란"])) == ["기타, 등등", '"따옴표"', "비고란"]


def test_a_line_break_in_a_quoted_cell_of_a_dictionary_makes_no_row(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text('korean,english\n"무지개\n펀드","Rainbow\nFund"\n비고란,Note field\n', encoding="utf-8")
    found = resources.dictionary(path)
    assert not found.problems and found.cell("무지개 펀드").english == ("Rainbow Fund",) and found.cell("비고란")
    path.write_text('korean,english\n무지개,"Rainbow' + "x" * (1 << 25), encoding="utf-8")
    with pytest.raises(InputError, match="terms.csv"):
        resources.dictionary(path)


def test_a_caller_from_afar_may_do_without_memories_but_name_none():
    task = get("translation")
    assert parse_options(task, {"memory": "none"}).memory == "none"
    with pytest.raises(InputError, match="memory"):
        parse_options(task, {"memory": "/etc/passwd"})
