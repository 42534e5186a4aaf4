"""What the extended form tells: ranks, margins, levels, several labels, none of them, windows, prompts, who decided."""
import pytest

import prompts
from dictionaries.elements import implied, spelled_out
from engine.base import Score
from engine.errors import InputError
from engine.fake import FakeEngine
from tasks.base import AdapterChoice, get, parse_options, run_rows
from tasks.classification import categories, sets
from tasks.classification.options import texts_of_prompts

TASK = get("classification")
TRAINED = AdapterChoice("c01", "classification", ("A", "B", "C"))
SALT, PAINT, GLUE = ({"name": "salt", "description": "sodium chloride, brine, table salt"},
                     {"name": "paint", "description": "titanium dioxide, pigments, coatings"},
                     {"name": "glue", "description": "adhesives, bonding, tape"})
BRINE = {"text": "Evaporating brine\n\nBrine is evaporated and sodium chloride is taken from it."}
PIGMENT = {"text": "White pigment\n\nTitanium dioxide pigments are milled for coatings."}
BOTH = {"text": "Salt for paint\n\nSodium chloride from brine and titanium dioxide pigments for coatings."}
ROPE = {"text": "Rope\n\nA rope is braided from three strands and wound on a drum."}


def run(rows, adapter=None, engine=None, **options):
    given = parse_options(TASK, {"details": True, **options})
    return [r.result for r in run_rows(TASK, rows, engine or FakeEngine(labels=("A", "B", "C")), given,
                                       adapter or AdapterChoice(None))]


def test_without_details_the_keys_are_the_three_that_scripts_rely_on():
    options = parse_options(TASK, {"categories": [SALT, PAINT]})
    row, = run_rows(TASK, [BRINE], FakeEngine(), options, AdapterChoice(None))
    assert list(row.result.model_dump()) == ["label", "scores", "chunks"]
    assert TASK.result_type(options) is TASK.Result


def test_ranks_margin_and_confidence_agree_with_the_scores():
    found, = run([BRINE], categories=[SALT, PAINT, GLUE], top=2)
    order = sorted(found.scores, key=found.scores.get, reverse=True)
    assert [r.label for r in found.ranked] == order[:2] and found.label == order[0]
    assert found.confidence == found.scores[order[0]]
    assert found.margin == pytest.approx(found.scores[order[0]] - found.scores[order[1]], abs=1e-5)
    assert set(found.relevance) == {"salt", "paint", "glue"} and all(0 <= v <= 10 for v in found.relevance.values())


def test_each_signal_says_what_it_would_have_answered_and_one_decided():
    found, = run([BRINE], categories=[SALT, PAINT, GLUE])
    shares = {s.name: s.share for s in found.signals}
    assert set(shares) == {"words", "embedder", "base"} and sum(shares.values()) == pytest.approx(1, abs=1e-3)
    assert found.decided == max(shares, key=shares.get)
    assert next(s for s in found.signals if s.name == "words").label == "salt"


def test_several_labels_where_several_fit():
    both, one = run([BOTH, PIGMENT], categories=[SALT, PAINT, GLUE], several=True, least=4)
    assert set(both.labels) == {"salt", "paint"} and one.labels == ("paint",)


def test_none_of_these_where_none_fits():
    rope, brine = run([ROPE, BRINE], categories=[SALT, PAINT, GLUE], none="없음")
    assert rope.label == "없음" and rope.labels == () and rope.path == ()
    assert brine.label == "salt" and "없음" in brine.scores
    plain, = run([ROPE], categories=[SALT, PAINT, GLUE])
    assert plain.label in ("salt", "paint", "glue")


def test_an_adapter_may_say_none_where_no_label_is_likely():
    text = {"text": "brine " * 300}
    sure, = run([text], TRAINED)
    unsure, = run([text], TRAINED, none="none", least=10)
    assert sure.label in "ABC" and unsure.label == "none" and sum(unsure.scores.values()) == pytest.approx(1, abs=1e-4)


LEVELS = [{"name": "C", "description": "chemistry"}, {"name": "H", "description": "electricity"},
          {"name": "C01", "description": "inorganic chemistry", "parent": "C"},
          {"name": "C01D", "description": "sodium chloride, brine, salt", "parent": "C01"},
          {"name": "C01G", "description": "titanium dioxide", "parent": "C01"},
          {"name": "H01", "description": "batteries, semiconductors", "parent": "H"}]


def test_levels_are_answered_by_leaves_with_their_path():
    found, = run([BRINE], categories=LEVELS)
    assert found.label == "C01D" and set(found.scores) == {"C01D", "C01G", "H01"}
    assert [(p.level, p.label) for p in found.path] == [(1, "C"), (2, "C01"), (3, "C01D")]
    assert found.path[0].score == pytest.approx(found.scores["C01D"] + found.scores["C01G"], abs=1e-4)
    assert found.path[0].score >= found.path[1].score >= found.path[2].score


@pytest.mark.parametrize(("bad", "said"), [
    ([*LEVELS, {"name": "X", "parent": "nowhere"}], "nowhere"),
    ([{"name": "a", "parent": "b"}, {"name": "b", "parent": "a"}, {"name": "c"}], "under itself"),
    ([*LEVELS, {"name": "deep", "parent": "C01D"}], "deeper than 3"),
    ([{"name": "a"}, {"name": "b", "parent": "a"}], "one answer only"),
])
def test_levels_that_do_not_hang_together(bad, said):
    with pytest.raises(InputError, match=said):
        parse_options(TASK, {"categories": bad})


@pytest.mark.parametrize("lines", [
    ("name,description,parent", "C,chemistry,", "C01,inorganic,C", "C01D,brine,C01", "C01G,titanium,C01"),
    ("이름,설명,단계", "C,chemistry,1", "C01,inorganic,2", "C01D,brine,3", "C01G,titanium,3"),
    ("섹션,클래스,서브클래스,설명", "C,,,chemistry", "C,C01,,inorganic", "C,C01,C01D,brine", "C,C01,C01G,titanium"),
])
def test_levels_from_a_table(tmp_path, lines):
    path = tmp_path / "c.csv"
    path.write_text("\n".join(lines), encoding="cp949")
    assert categories.read(path) == [
        {"name": "C", "description": "chemistry", "parent": ""}, {"name": "C01", "description": "inorganic", "parent": "C"},
        {"name": "C01D", "description": "brine", "parent": "C01"}, {"name": "C01G", "description": "titanium", "parent": "C01"}]


def test_a_level_without_one_above_it_names_the_row(tmp_path):
    (tmp_path / "c.csv").write_text("name,level\na,1\nb,3\n")
    with pytest.raises(InputError, match="level 3 of b"):
        categories.read(tmp_path / "c.csv")


@pytest.mark.parametrize("name", sets.TITLES)
def test_ready_sets_are_the_same_in_both_languages(name):
    ko, en = sets.ready(name, "ko"), sets.ready(name, "en")
    assert [c.name for c in ko] == [c.name for c in en] and all(c.description for c in (*ko, *en))
    assert parse_options(TASK, {"categories": f"{name}.ko"}).categories == ko


# -- prompts -------------------------------------------------------------------------------------------------------
def test_all_categories_are_scored_in_one_request_and_ties_in_a_second():
    engine = FakeEngine()
    twins = [{"name": n, "description": "rope"} for n in ("one", "two")]
    found, = run([ROPE], engine=engine, categories=[*twins, SALT])
    asked = [r for r in engine.requests if isinstance(r, Score)]
    assert len(asked[0].continuations) == 6 and set(found.tied) == {"one", "two"}
    assert asked[-2].continuations == found.tied and len(asked) == 4


def test_a_prompt_of_ones_own_is_used():
    engine = FakeEngine()
    own = "--- user\n{% for c in categories %}<{{ c.name }}>{% endfor %} {{ text }}"
    run([BRINE], engine=engine, categories=[SALT, PAINT], relevance=own)
    assert engine.requests[0].messages[-1].content.startswith("<salt><paint> Evaporating")


@pytest.mark.parametrize(("prompt", "said"), [
    ("--- user\n{{ text }}", "lacks {{ categories }}"),
    ("--- user\n{{ text }} {{ categories }} {{ patent }}", "has {{ patent }}, which nothing fills in"),
    ("{{ text }} {{ categories }}", "does not begin with"),
    ("--- user\n{{ text }} {{ categories", "Prompt relevance, line 2"),
    ("--- user\n{{ text }}{% for c in categories %}{% for d in categories %}x{% endfor %}{% endfor %}", "for is not taken"),
    ("--- user\n{{ text }}{% for c in categories %}{{ c.name * 999999999 }}{% endfor %}", "mul is not taken"),
    ("--- user\n{{ text.__class__() }}{% for c in categories %}x{% endfor %}", "call is not taken"),
])
def test_a_prompt_that_cannot_be_used_says_why(prompt, said):
    import re
    with pytest.raises(InputError, match=re.escape(said)):
        parse_options(TASK, {"relevance": prompt})


def test_the_prompts_of_the_files_pass_their_own_check():
    for what, text in texts_of_prompts().items():
        prompts.Prompt(what, text).check(("categories", "text"))
    with pytest.raises(Exception, match="no prompt"):
        prompts.load("classification/../infringement/v1")


# -- windows -------------------------------------------------------------------------------------------------------
def test_windows_have_their_place_in_the_text_and_nothing_is_lost():
    text = "".join(f"brine {i} " for i in range(400))
    found, = run([{"text": text}], TRAINED)
    assert found.chunks == len(found.windows) > 1
    assert found.windows[0].start == 0 and found.windows[-1].end == len(text)
    assert all(a.end >= b.start for a, b in zip(found.windows, found.windows[1:], strict=False))
    assert all(w.label == max(w.scores, key=w.scores.get) for w in found.windows)


def test_a_window_and_a_stride_of_ones_own():
    found, = run([{"text": "x" * 1000}], TRAINED, window=200, stride=100)
    assert [w.start for w in found.windows] == list(range(0, 1000, 100))


def test_columns_are_joined_by_the_separator_that_was_asked():
    options = parse_options(TASK, {"columns": "a,b", "separator": r" | \n"})
    assert TASK.prepare({"a": "one", "b": "two"}, options)["text"] == "one | \ntwo"


def test_the_same_rows_get_the_same_answers_whatever_the_batch():
    rows = [BRINE, PIGMENT, BOTH, ROPE] * 20
    for more in ({"categories": [SALT, PAINT, GLUE]}, {}):
        together = run(rows, TRAINED, **more)
        alone = [run([r], TRAINED, **more)[0] for r in rows[:4]]
        assert together == alone * 20


def test_passages_of_a_long_patent_vote_and_the_first_counts_most():
    text = BRINE["text"] + " " + "a rope is braided and wound on a drum. " * 40 + PIGMENT["text"]
    found, = run([{"text": text}], categories=[SALT, PAINT])
    assert found.label == "salt" and found.chunks == len(found.windows) == 2
    assert [w.label for w in found.windows] == ["salt", "paint"]
    assert (found.windows[0].start, found.windows[0].end) == (0, found.windows[1].start)
    assert found.windows[1].end == len(text)


def test_hundreds_of_categories_are_answered():
    many = [{"name": f"class {i:03}", "description": "rope"} for i in range(300)]
    found, = run([BRINE], categories=[*many, SALT])
    assert found.label == "salt" and len(found.scores) == 301 and len(found.ranked) == 3


# -- chemistry -----------------------------------------------------------------------------------------------------
def test_words_imply_their_elements_and_groups_their_members():
    assert implied("Calcined alumina and lime").split("\n")[1] == "aluminium calcium"
    assert implied("a rope") == "a rope"
    assert "rubidium" in spelled_out("compounds of alkali metals")
    assert spelled_out("alkali metals: lithium, sodium, potassium") == "alkali metals: lithium, sodium, potassium"
    assert "칼슘" not in spelled_out("알칼리 금속") and "sodium" in spelled_out("알칼리 금속")
