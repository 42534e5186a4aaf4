"""What the translation tab holds for a visitor, and what it shows of it, without a browser."""
import threading

import openpyxl
import pytest

from app.document import answer
from app.tabs.translation import workspace as workspaces
from app.tabs.translation.document import analysis, edit
from app.tabs.translation.findings import Checker, Line
from app.tabs.translation.review import FILTERS, Look, render
from app.tabs.translation.workspace import Workspaces
from documents.memory import Pair
from documents.texts import Place
from engine.errors import InputError
from tasks.base import get
from tasks.translation.findings import Finding

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def spaces(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "gradio"))
    return Workspaces()


@pytest.fixture
def book(tmp_path):
    workbook = openpyxl.Workbook()
    for row, text in enumerate(["감자에 관한 사항", "비고", "감자에 관한 사항", f"합계 {EVIL}"], 1):
        workbook.active.cell(row, 1, text)
    workbook.save(tmp_path / "in, 1.xlsx")
    return tmp_path / "in, 1.xlsx"


def test_a_workspace_is_found_again_by_its_id_and_by_nothing_else(spaces):
    mine = spaces.of("session")
    assert len(mine.id) >= 32 and spaces.of("another") is not mine
    assert spaces.join("after reload", mine.id) is mine and spaces.of("after reload") is mine
    assert spaces.join("a guess", "x" * 32) is not mine


def test_a_workspace_goes_an_hour_after_its_last_use(spaces, monkeypatch, book):
    mine = spaces.of("session")
    mine.open(book)
    now = workspaces.time.monotonic()
    monkeypatch.setattr(workspaces.time, "monotonic", lambda: now + workspaces.LIFETIME + 1)
    assert spaces.join("later", mine.id) is not mine and not mine.folder.exists()


def test_the_workspace_unused_longest_goes_first(spaces, monkeypatch):
    monkeypatch.setattr(workspaces, "MOST", 2)
    first, second = spaces.of("a"), spaces.of("b")
    spaces.of("a")
    spaces.of("c")
    assert first.folder.exists() and not second.folder.exists()


def test_names_of_uploads_never_part_a_list_of_files(spaces, tmp_path):
    path = tmp_path / "terms, a:b+c.json"
    path.write_text('{"Stock": "주식"}', encoding="utf-8")
    space = spaces.of("session")
    assert space.add_dictionary(path).name == "terms_ a_b_c.json"
    assert space.options()["dictionary"].count(",") == 0
    with pytest.raises(InputError):
        space.add_dictionary(tmp_path / "none.json")
    space.remove("terms_ a_b_c.json")
    assert space.options() == {}


def test_corrections_are_remembered_once_each(spaces):
    space = spaces.of("session")
    assert space.remember([Pair("감자", "Cut", "a | b | c")]) == 1
    assert space.remember([Pair("감자", "Capital reduction", "a | b | c"), Pair("비고", "Note")]) == 2
    hit = space.memory().lookup("감자", "a | b | c")
    assert (hit.target, len(space.memory())) == ("Capital reduction", 2)


def test_only_what_is_left_is_asked_again(service, spaces, book):
    document = spaces.of("session").open(book)
    task, cancel = get("translation"), threading.Event()
    done = answer(service, task, document.content, {}, cancel=cancel)
    document.done = {t: r for t, r in done.items() if t != "비고"}
    assert document.left == 1
    asked = []
    again = answer(service, task, document.content, {}, cancel=cancel, known=document.done,
                   each=lambda row: asked.append(row.input["text"]))
    assert asked == ["비고"] and set(again) == set(done)
    assert spaces.of("session").open(book) is document      # the same file again keeps what was done
    assert spaces.of("session").open(book, sheets=True) is document and document.sheets


def test_texts_that_differ_in_spaces_only_are_one_question(service, tmp_path, spaces):
    (tmp_path / "x.txt").write_text("비고 사항\n비 고 사항\n비고사항\n", encoding="utf-8")
    content = spaces.of("session").open(tmp_path / "x.txt").content
    asked = []
    done = answer(service, get("translation"), content, {}, cancel=threading.Event(), progress=lambda n, total: asked.append((n, total)))
    assert len(done) == len(content.texts) == 3 and asked[-1] == (len(done), len(done))
    assert len({row.result.translation for row in done.values()}) == 1


def test_edits_beat_the_model_and_are_checked(service, spaces, book):
    space = spaces.of("session")
    document = space.open(book)
    document.done = answer(service, get("translation"), document.content, {}, cancel=threading.Event())
    edit(document, "비고", "비고 그대로")
    checker = Checker()
    lines = checker.lines(document, None, "ko")
    note = next(line for line in lines if line.source == "비고")
    assert note.origins == ("person",) and [f.kind for f in note.found if f.severity == "error"] == ["hangul"]
    assert FILTERS["edited"](note) and FILTERS["errors"](note)
    document.dismissed = {f.id for f in note.found}
    assert not next(x for x in checker.lines(document, None, "ko") if x.source == "비고").found
    edit(document, "비고", document.done["비고"].result.translation)
    assert document.edits == {}


def test_a_confirmed_line_stays_so_while_its_english_does(service, spaces, book):
    document = spaces.of("session").open(book)
    document.done = answer(service, get("translation"), document.content, {}, cancel=threading.Event())
    document.confirmed = {t.text: document.english()[t.text] for t in document.content.texts[:2]}
    assert document.reviewed().keys() == {"감자에 관한 사항", "비고"}
    edit(document, "비고", "Notes")
    lines = Checker().lines(document, None, "ko")
    assert [x.confirmed for x in lines] == [True, False, False]
    assert document.reviewed() == {"감자에 관한 사항": document.english()["감자에 관한 사항"], "비고": "Notes"}


def test_the_way_through_the_findings_of_a_long_document():
    found = Finding(kind="hangul", severity="error"), Finding(kind="length", severity="note")
    lines = [Line(i, f"원문 {i}", f"English {i}", (Place(f"시트!A{i}", "cell"),), done=True) for i in range(100)]
    lines[3].found, lines[90].found = [found[0]], [found[1]]
    look = Look()
    look.go(lines, 3, 1, lambda x: bool(x.found))
    assert (look.page, look.focus) == (2, 90)
    look.go(lines, 90, 1, lambda x: bool(x.found))             # round the end
    assert (look.page, look.focus) == (0, 3)
    look.go(lines, 3, -1, lambda x: bool(x.found))
    assert (look.page, look.focus) == (2, 90)
    assert [x.number for x in Look(kind="hangul").kept(lines)] == [3]
    assert [x.number for x in Look(find="english 42").kept(lines)] == [42]
    shown = render(lines, Look(kind="length", page=5, focus=90), "en")
    assert 'data-focus="90"' in shown and "Dismiss all 1 of this kind" in shown and "0 / 100 confirmed" in shown


def test_places_on_one_sheet_name_it_once():
    one = Line(0, "계", "Total", tuple(Place(w, "cell") for w in ("손익!A1", "손익!A2", "자본!B3")), done=True)
    assert "손익!A1, A2, 자본!B3" in render([one, Line(1, "가", "A", (Place("자본!A1", "cell"),))], Look(), "ko")


def test_a_review_shows_what_it_holds_and_runs_nothing(service, spaces, book):
    space = spaces.of("session")
    document = space.open(book)
    document.done = answer(service, get("translation"), document.content, {}, cancel=threading.Event())
    edit(document, "비고", f"</textarea>{EVIL}")
    for lang in ("ko", "en"):
        shown = render(Checker().lines(document, space.lexicon(), lang), Look(), lang) + analysis(space, document, lang)
        assert "<img" not in shown and "&lt;img" in shown and "A1, A3" in shown
        assert "origin_" not in shown and "finding_" not in shown and "place_" not in shown.replace("placeholder", "")


def test_the_analysis_says_where_a_text_means_something_else(spaces, tmp_path):
    space, workbook = spaces.of("session"), openpyxl.Workbook()
    for line in (["구분", "각주", "증권"], ["가로", "굴곡 결과", "굴곡 결과"]):
        workbook.active.append(line)
    workbook.save(tmp_path / "two.xlsx")
    document = space.open(tmp_path / "two.xlsx")
    assert "means something else" not in analysis(space, document, "en")
    (tmp_path / "terms.csv").write_text("korean,english,context\n굴곡,bend,\n굴곡,turn,증권\n", encoding="utf-8")
    space.add_dictionary(tmp_path / "terms.csv")
    assert "Sheet!C2: by your dictionary or the headers this text means something else" in analysis(space, document, "en")


def test_the_analysis_counts_places_and_bands(spaces, book):
    space = spaces.of("session")
    document = space.open(book)
    assert "한국어가 있는 자리 4곳, 서로 다른 문구 3개" in analysis(space, document, "ko")
    space.remember([Pair("비고", "Remarks")])
    assert "완전 일치</td><td data-label=\"문구\">1</td>" in analysis(space, document, "ko")
