"""Classification under the fake engine: columns, adapters, companions, described categories, and bad options."""
import json
from dataclasses import replace

import numpy as np
import pytest

from documents.lexical import Lexical, Vocabulary
from documents.overlap import overlaps
from documents.votes import mix, vote
from engine.base import Score
from engine.errors import InputError, OutputError
from engine.fake import FakeEngine
from tasks.base import AdapterChoice, get, parse_options, run_rows
from tasks.classification import categories
from tasks.classification.bilingual import with_counterparts
from training.companion import fit

TASK = get("classification")
LABELS = ("A", "B", "C")
TRAINED = AdapterChoice("c01", "classification", LABELS)
SALT_AND_PAINT = [{"name": "salt", "description": "sodium chloride, brine, table salt"},
                  {"name": "paint", "description": "titanium dioxide, pigments, coatings"}]
BRINE = {"text": "Evaporating brine\n\nBrine is evaporated and sodium chloride is taken from it."}
PIGMENT = {"text": "White pigment\n\nTitanium dioxide pigments are milled for coatings."}


def run(rows, adapter=TRAINED, engine=None, **options):
    return list(run_rows(TASK, rows, engine or FakeEngine(labels=LABELS), parse_options(TASK, options), adapter))


def test_a_trained_adapter_answers_every_row_with_scores_that_sum_to_one():
    for row in run([BRINE, PIGMENT]):
        assert row.error is None
        assert tuple(row.result.scores) == LABELS and sum(row.result.scores.values()) == pytest.approx(1, abs=1e-5)
        assert row.result.label == max(row.result.scores, key=row.result.scores.get)
        assert row.result.chunks == 1


def test_a_long_text_votes_by_windows():
    row, = run([{"text": "brine " * 1000}])
    assert row.result.chunks == 6
    top3, = run([{"text": "brine " * 1000}], vote="top3")
    assert top3.result.scores == pytest.approx(row.result.scores)      # three labels: the top three are all


def test_korean_patent_columns_are_joined_and_the_row_comes_back_whole():
    patent = {"출원번호": "10-1", "발명의 명칭": "염수", "요약": "염수를 증발시킨다.", "대표청구항": None, "메모": 5}
    row, = run([patent])
    same, = run([{"text": "염수\n\n염수를 증발시킨다."}])
    assert row.input == patent
    assert row.result == same.result


def test_columns_are_chosen_and_a_missing_one_is_that_rows_error():
    good, bad = run([{"a": "염수", "b": "증발"}, {"a": "염수"}], columns="a, b")
    assert good.result is not None
    assert "b" in bad.error.message and bad.result is None


@pytest.mark.parametrize("row", [{"text": "  "}, {"발명의 명칭": "", "요약": None}, {"memo": "x"}])
def test_a_row_without_text_is_its_own_error(row):
    first, second = run([row, BRINE])
    assert isinstance(first.error, InputError) and second.error is None


def test_without_adapter_or_categories_it_says_what_to_do():
    with pytest.raises(InputError, match="no classification adapter") as caught:
        run([BRINE], AdapterChoice(None))
    assert caught.value.hint


def test_described_categories_need_no_adapter():
    rows = run([BRINE, PIGMENT], AdapterChoice(None), categories=SALT_AND_PAINT)
    assert [r.result.label for r in rows] == ["salt", "paint"]
    assert set(rows[0].result.scores) == {"salt", "paint"}


class Wordless(FakeEngine):
    """Without an embedder."""
    @property
    def capabilities(self):
        return replace(super().capabilities, embed=False)

    def embed(self, texts):
        raise AssertionError("asked for what it cannot do")


def test_korean_descriptions_find_english_patents_without_an_embedder():
    korean = [{"name": "소금", "description": "나트륨, 염화나트륨, 염수"},
              {"name": "안료", "description": "이산화티타늄, 안료"}]
    rows = run([BRINE, PIGMENT], AdapterChoice(None), Wordless(), categories=korean)
    assert [r.result.label for r in rows] == ["소금", "안료"]


def test_equal_rows_get_equal_answers_whatever_the_batch():
    alone, = run([BRINE], AdapterChoice(None), categories=SALT_AND_PAINT)
    among = run([PIGMENT] * 40 + [BRINE], AdapterChoice(None), categories=SALT_AND_PAINT)[-1]
    assert among.result == alone.result


def test_all_categories_of_a_text_are_scored_in_one_request_beside_an_empty_text():
    engine = FakeEngine()
    run([BRINE, PIGMENT], AdapterChoice("chat", "causal"), engine, categories=SALT_AND_PAINT)
    asked = [r for r in engine.requests if isinstance(r, Score)]
    assert [r.continuations for r in asked] == [('{"salt": 10', '{"salt": 0', '{"paint": 10', '{"paint": 0')] * 3
    assert {r.adapter for r in asked} == {"chat"}
    assert "Brine" in asked[0].messages[-1].content and "Brine" not in asked[2].messages[-1].content


def test_an_error_of_one_row_leaves_the_others():
    class Failing(FakeEngine):
        def _answer(self, request, *rest):
            if "pigment" in str(request).lower():
                raise OutputError("no", "no")
            return super()._answer(request, *rest)
    rows = run([BRINE, PIGMENT, BRINE], engine=Failing(labels=LABELS))
    assert [r.error is None for r in rows] == [True, False, True]


@pytest.mark.parametrize(("value", "words"), [
    ([{"name": "one", "description": ""}], "give 2"),
    ([{"name": "a"}, {"name": "a"}], "named twice: a"),
    ([{"name": "a"}, {"title": "b"}], "title"),
    ([], "give 2"),
    ("secrets.csv", "give the categories themselves"),
])
def test_bad_categories_are_an_option_error(value, words):
    with pytest.raises(InputError, match=words):
        parse_options(TASK, {"categories": value})


@pytest.mark.parametrize("name", ["c.csv", "c.json", "c.xlsx", "c.tsv"])
def test_categories_from_a_file_for_who_sits_at_the_machine(tmp_path, name):
    import openpyxl
    path = tmp_path / name
    if name == "c.json":
        path.write_text(json.dumps({c["name"]: c["description"] for c in SALT_AND_PAINT}))
    elif name == "c.xlsx":
        book = openpyxl.Workbook()
        for line in [("이름", "설명"), *(tuple(c.values()) for c in SALT_AND_PAINT)]:
            book.active.append(line)
        book.save(path)
    else:
        cells = [["name", "description"], *(list(c.values()) for c in SALT_AND_PAINT)]
        path.write_text("\n".join(("\t" if name == "c.tsv" else ",").join(f'"{c}"' for c in line) for line in cells))
    options = parse_options(TASK, {"categories": str(path)}, local=True)
    assert [c.model_dump() for c in options.categories] == [{**c, "parent": ""} for c in SALT_AND_PAINT]


def test_files_of_categories_that_cannot_be_used(tmp_path):
    (tmp_path / "a.csv").write_text("x,y\n1,2\n")
    (tmp_path / "a.json").write_text("{")
    (tmp_path / "b.json").write_text("[1]")
    (tmp_path / "a.xlsx").write_bytes(b"no")
    for name, words in (("a.csv", "no column for the name"), ("a.json", "not JSON"), ("b.json", "not a list"),
                        ("a.xlsx", "workbook"), ("none.csv", "no file"), ("a.pdf", "not a table")):
        with pytest.raises(InputError, match=words):
            categories.read(tmp_path / name)


def test_ready_sets_name_the_same_categories_in_both_languages():
    from pathlib import Path
    folder = Path(categories.__file__).parent / "sets"
    en, ko = (categories.read(folder / f"c01.{lang}.csv") for lang in ("en", "ko"))
    assert [c["name"] for c in en] == [c["name"] for c in ko] and len(en) == 5
    assert all(c["description"] for c in en + ko)


# -- voting and the lexical companion ----------------------------------------------------------------------------
def test_votes():
    windows = [(0.7, 0.1, 0.1, 0.1), (0.1, 0.2, 0.3, 0.4)]
    assert vote(windows) == pytest.approx((0.4, 0.15, 0.2, 0.25))
    assert sum(vote(windows, "top3")) == pytest.approx(1)
    assert vote([(0.4, 0.3, 0.2, 0.1)], "top3")[3] == 0
    assert mix(((1.0, 0.0), (0.0, 1.0)), (0.25, 0.75)) == (0.25, 0.75)
    with pytest.raises(ValueError, match="median"):
        vote(windows, "median")


def companion(descriptions=()):
    vocabulary = Vocabulary.of(["brine salt", "brine salt", "paint pigment", "paint pigment"])
    weight = np.zeros((2, len(vocabulary.index)), np.float32)
    for term, i in vocabulary.index.items():
        weight[:, i] = (5, -5) if term.strip() in "brine salt sodium" else (-5, 5)
    return Lexical(vocabulary, weight, np.zeros(2, np.float32), descriptions)


def test_a_companion_comes_back_from_its_file_as_it_was(tmp_path):
    made = companion(("sugar", "titanium"))
    made.save(tmp_path / "companion.safetensors")
    read = Lexical.load(tmp_path / "companion.safetensors")
    for text in ("brine", "paint", "", "12 34"):
        assert read.probabilities(text) == pytest.approx(made.probabilities(text), abs=2e-3)
    assert made.probabilities("brine")[0] > 0.9 > 0.1 > made.probabilities("paint")[0]
    assert companion().probabilities("nothing known") == pytest.approx((0.5, 0.5))
    assert made.probabilities("sugar")[0] > companion().probabilities("sugar")[0]


def test_a_fitted_companion_comes_back_from_its_file_as_it_was(tmp_path):
    """scikit-learn's matrix may lie by columns in memory; written as it lies, it came back shuffled."""
    texts = ["brine salt lithium", "salt brine sodium", "paint pigment white", "pigment paint titanium", "ammonia urea",
             "urea ammonia salt"]
    made = fit(texts, ["a", "a", "b", "b", "c", "c"], ("a", "b", "c"))
    made.save(tmp_path / "companion.safetensors")
    read = Lexical.load(tmp_path / "companion.safetensors")
    for text in texts:
        assert read.probabilities(text) == pytest.approx(made.probabilities(text), abs=2e-3)


def test_the_companions_share_of_the_vote_is_mixed_in(tmp_path):
    companion().save(tmp_path / "companion.safetensors")
    engine = FakeEngine(labels=("salt", "paint"))
    scores = {share: run([BRINE], AdapterChoice("c", "classification", ("salt", "paint"), None, tmp_path, share),
                         engine)[0].result.scores["salt"] for share in (None, 0.5, 1.0)}
    assert scores[1.0] == pytest.approx(companion().probabilities(BRINE["text"])[0], abs=2e-3)
    assert scores[0.5] == pytest.approx((scores[None] + scores[1.0]) / 2, abs=1e-5)


def test_overlap_knows_plurals_and_stems_and_ignores_what_all_share():
    first, second = overlaps("Titanates and pigments", ["titanium, pigment", "sodium, salts"])
    assert first > second == 0
    oxides, salts = overlaps("metal", ["metal oxides", "metal salts"])
    assert oxides == salts
    assert overlaps("", ["a salt", ""]) == [0, 0]


def test_counterparts_go_both_ways_and_leave_other_text_alone():
    assert "hydrogen" in with_counterparts("수소")
    assert "수소" in with_counterparts("Hydrogen")
    assert with_counterparts("zzz") == "zzz"
    assert "phosphorus" not in with_counterparts("인쇄")          # 인 stands alone or not at all
