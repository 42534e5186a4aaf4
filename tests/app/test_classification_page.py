"""The classification tab without a browser: what is held and for how long, a run and its rows, the categories' table."""
import json
import time

import pytest

from app.held import Held
from app.service import Service
from app.settings import Settings
from app.tabs.classification import book, editor, view
from app.tabs.classification.charts import curve, distribution
from app.tabs.classification.run import Job, Run, Source
from app.tabs.classification.server import offered
from documents import agreement, classified, tables
from engine.errors import InputError, OutputError
from engine.fake import FakeEngine
from tasks.classification import sets

EVIL = "<img src=x onerror=alert(1)>"
CATEGORIES = [{"name": "소금", "description": "sodium chloride, brine", "parent": ""},
              {"name": "안료", "description": "titanium dioxide, pigments", "parent": ""}]
HEADS = ("출원번호", "요약", "태그")
ROWS = [("10-1", "Brine is evaporated and sodium chloride is taken.", "소금"),
        ("10-2", "Titanium dioxide pigments are milled.", "안료"), ("10-3", "", "소금"), ("10-4", f"{EVIL} brine", "안료")]


class Thing:
    def __init__(self, size=10, running=False):
        self.size, self.running, self.stopped = size, running, False

    def stop(self):
        self.stopped = True


# -- held --------------------------------------------------------------------------------------------------------
def test_a_thing_goes_an_hour_after_its_last_visit():
    now = [0.0]
    held, thing = Held(clock=lambda: now[0]), Thing()
    key = held.keep(thing)
    now[0] = 3000
    assert held.get(key) is thing
    now[0] = 6000                              # 3,000 s after the visit
    assert held.get(key) is thing
    now[0] = 9601
    assert held.get(key) is None and thing.stopped


def test_nobody_needs_to_come_for_it_to_go():
    held, thing = Held(life=0.1), Thing()
    held.keep(thing)
    end = time.monotonic() + 5
    while not thing.stopped and time.monotonic() < end:
        time.sleep(0.02)
    assert thing.stopped


def test_room_is_made_of_what_is_finished_and_not_of_what_runs():
    held = Held(most=100)
    running, old = Thing(50, running=True), Thing(40)
    a, b = held.keep(running), held.keep(old)
    c = held.keep(Thing(45))
    assert held.get(a) is running and held.get(b) is None and held.get(c)
    with pytest.raises(InputError):
        held.keep(Thing(60, running=True))
    assert len({a, b, c}) == 3 and all(len(k) >= 22 for k in (a, b, c)) and held.get("nosuch") is None


# -- a run -------------------------------------------------------------------------------------------------------
def source_of(rows=ROWS, heads=HEADS):
    return Source("patents.xlsx", tables.Table(heads, tuple(dict(zip(heads, r, strict=True)) for r in rows), True))


def run_of(tmp_path, source=None, engine=None, **more):
    service = Service(Settings(adapters=tmp_path / "adapters"), engine=engine or FakeEngine())
    options = {"categories": CATEGORIES, "adapter": "none", "columns": ("요약",), "details": True}
    job = Job("described", options, ("요약",), "\n\n", "출원번호", "태그", ("소금", "안료"), **more)
    run = Run(service, source or source_of(), job)
    run.start()
    return finished(run), service


def finished(run):
    end = time.monotonic() + 60
    while run.running and time.monotonic() < end:
        time.sleep(0.01)
    assert not run.running
    return run


def test_rows_get_labels_and_a_row_without_text_says_why(tmp_path):
    run, _ = run_of(tmp_path)
    assert [x.label for x in run.lines] == ["소금", "안료", None, "소금"]
    assert list(run.errors) == [2] and run.open_rows() == [] and run.progress == (3, 3)
    assert run.expected(3) == "안료" and run.identity(0) == "10-1"


class Failing(FakeEngine):
    """Embeds nothing while `broken`."""
    broken = True

    def embed(self, texts):
        if self.broken:
            raise OutputError("No.", "Again.", ko="안 됨.", hint_ko="다시.")
        return super().embed(texts)


def test_what_failed_is_run_again_alone(tmp_path, monkeypatch):
    run, _ = run_of(tmp_path, engine=Failing())
    assert run.fault is not None and run.open_rows() == [0, 1, 3]
    run.lines[1] = classified.Line(run.lines[1].own, "소금", {"소금": 0.9, "안료": 0.1})
    monkeypatch.setattr(Failing, "broken", False)
    run.start()
    finished(run)
    assert run.fault is None and run.progress == (2, 2)
    assert [x.label for x in run.lines] == ["소금", "소금", None, "소금"]      # the answered row was not asked again


def test_a_reviewers_word_outlives_the_run_and_a_locked_row_is_not_asked(tmp_path):
    run, service = run_of(tmp_path)
    run.review(0, classified.ACCEPTED)
    run.review(1, classified.LOCKED)
    run.review(3, classified.RELABELLED, "안료")
    with pytest.raises(InputError):
        run.review(2, classified.ACCEPTED)
    with pytest.raises(InputError):
        run.review(0, classified.RELABELLED, "nosuch")
    path = tmp_path / "out.xlsx"
    book.workbook(run, service, path, "ko")
    back = Source("out.xlsx", tables.read(path))
    assert back.columns == HEADS and {i: (x.reviewed, x.reviewer) for i, x in back.kept.items()} == {
        0: ("accepted", "소금"), 1: ("locked", "안료"), 3: ("relabelled", "안료")}
    again, _ = run_of(tmp_path, source=back)
    assert again.progress == (2, 2)
    assert (again.lines[1].reviewed, again.lines[1].label, again.lines[1].confidence) == (
        "locked", "안료", pytest.approx(run.lines[1].confidence, abs=1e-4))
    assert again.lines[3].final == "안료" and again.lines[3].label == "소금"
    again.review(3, None)
    assert again.lines[3].final == "소금" and 3 not in back.kept


def test_reviewed_rows_are_rows_that_training_takes(tmp_path):
    from training.recipe import Recipe
    from training.rows import read_rows
    from training.sequence import labelled
    run, service = run_of(tmp_path, source=source_of(ROWS[:2] * 2))
    with pytest.raises(InputError):
        book.corrections(run, service, tmp_path / "none.jsonl", "en")
    for i in range(4):
        run.review(i, classified.ACCEPTED)
    book.corrections(run, service, tmp_path / "rows.jsonl", "en")
    data = labelled(read_rows(tmp_path / "rows.jsonl"), Recipe())
    assert data.labels == ("소금", "안료") * 2 and data.texts[0] == ROWS[0][1] and data.documents[:2] == ("10-1", "10-2")


def test_a_threshold_says_whose_each_row_is(tmp_path):
    run, service = run_of(tmp_path)
    run.review(0, classified.ACCEPTED)
    run.threshold = run.lines[1].confidence
    run.lines[3] = classified.Line(run.lines[3].own, "소금", {"소금": 0.5, "안료": 0.5})
    book.csv(run, service, tmp_path / "out.csv", "ko")
    rows = tables.read(tmp_path / "out.csv").rows
    assert [r["decided by"] or None for r in rows] == ["reviewer", "machine", None, "to review"]
    assert dict(book.settings(run, service, "en"))["Threshold"] == f"{run.threshold:.2f}"


def test_settings_say_how_it_was_made_and_hold_no_key(tmp_path):
    run, service = run_of(tmp_path, noted=(("adapter", "none"), ("relevance", "the prompt")))
    pairs = dict(book.settings(run, service, "en"))
    assert pairs["Method"] == "Categories in words" and "the prompt" in pairs.values() and "patents.xlsx" in pairs.values()


# -- the page ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_a_table_holds_is_shown_and_run_nowhere(tmp_path, lang):
    run, _ = run_of(tmp_path, source=source_of([(EVIL, f"{EVIL} brine", EVIL)] * 2))
    run.review(0, classified.ACCEPTED)
    shown = [view.table(run, view.Query(every=True), 0, lang), view.detail(run, 0, lang), view.summary(run, lang),
             view.progress(run, lang, False), view.figures(run, view.Judged.of(run), lang),
             distribution({EVIL: 2}, (EVIL,), lang)]
    assert all("<img" not in part for part in shown)


def test_rows_are_found_by_label_confidence_state_and_words(tmp_path):
    run, _ = run_of(tmp_path)
    ask = lambda **q: view.Query(**q).find(run)      # noqa: E731
    assert ask(labels=("안료",)) == [1] and ask(state="open") == [2] and ask(state="differs") == [3]
    assert ask(words="10-4") == [3] and ask(words="PIGMENT") == [1]
    least = min(x.confidence for x in run.lines if x.label)
    assert ask(below=least) == [] and len(ask(below=0.9999999)) == 3
    order = [run.lines[i].confidence for i in ask(order="confidence") if run.lines[i].label]
    assert order == sorted(order)
    run.review(0, classified.LOCKED)
    assert ask(state="reviewed") == [0] and ask(state="unreviewed") == [1, 3]


def test_figures_take_the_label_column_and_else_the_reviewers_labels(tmp_path):
    run, _ = run_of(tmp_path)
    judged = view.Judged.of(run)
    assert judged.gold == ("소금", "안료", "안료") and judged.given == ("소금", "안료", "소금")
    assert "66.7%" in view.figures(run, judged, "en")
    assert "<svg" in view.threshold(judged, 0.0, "ko") and "polyline" in curve(judged.points, agreement.at(judged.points, 0), "en")


@pytest.mark.parametrize(("rows", "said"), [
    ([], "no categories"), (CATEGORIES[:1], "one category"), ([CATEGORIES[0]] * 2, "one name"),
    ([*CATEGORIES, {"name": "", "description": "x"}], "no name")])
def test_what_the_categories_lack_is_said(rows, said):
    with pytest.raises(InputError) as e:
        editor.categories_of(json.dumps(rows))
    assert said in e.value.message and e.value.hint_ko


def test_what_a_browser_sends_in_place_of_categories_is_refused():
    for text in ("nonsense", "{}", "[1]", '["a"]'):
        with pytest.raises(InputError):
            editor.categories_of(text)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_categories_leave_as_a_table_that_comes_in_again(tmp_path, suffix):
    rows = [{"name": "=위", "description": "-위의 것", "parent": ""}, {"name": "아래", "description": "", "parent": "=위"},
            {"name": "옆", "description": "@옆", "parent": "=위"}]
    path = tmp_path / f"categories{suffix}"
    editor.exported(json.dumps(rows), path)
    assert json.loads(editor.imported(path)) == rows


def test_every_ready_set_loads():
    assert {name for _, name in editor.choices()} == {f"{s}.{lang}" for s in sets.TITLES for lang in ("ko", "en")}
    for _, name in editor.choices():
        assert len(editor.categories_of(editor.ready(name))) >= 5


def test_a_page_for_strangers_offers_only_servers_that_its_owner_named(tmp_path):
    def offers(**settings):
        return offered(Service(Settings(adapters=tmp_path, **settings), engine=FakeEngine()))
    assert offers() and not offers(public=True) and not offers(share=True)
    assert offers(public=True, servers="http://127.0.0.1:1234/v1") and offers(share=True, auth="a:b")
