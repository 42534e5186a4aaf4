"""The page of figures: what is measured, what is not for want of data, and how it reads."""
import pytest

from training import quality
from training.quality import Bench, Section


def test_a_section_is_a_table_with_its_data_and_command():
    text = str(Section("Words", "own.jsonl, 3 rows", "python -m x", {"base": {"f1": 0.5}, "ours": {"f1": 0.75, "rows": 3}}, "By hand."))
    assert text.splitlines()[0] == "## Words"
    assert "Data: own.jsonl, 3 rows. `python -m x`" in text
    assert "| base | 0.500 |  |" in text
    assert "| ours | 0.750 | 3 |" in text
    assert text.rstrip().endswith("By hand.")


@pytest.mark.parametrize("name", ["translation", "documentation", "classification", "embedder"])
def test_a_section_without_its_data_is_named_as_missing(name, tmp_path):
    bench = Bench(tmp_path, None, None, tmp_path)
    assert list(quality.SECTIONS[name](bench)) == []
    assert bench.missing


def test_an_unknown_section_is_refused_before_anything_is_loaded(capsys):
    with pytest.raises(SystemExit):
        quality.main(["speeed"])
    assert "known: filings, translation" in capsys.readouterr().err
