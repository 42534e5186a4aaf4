"""A run that is cut off goes on: what is kept, what is asked again, when the journal goes."""
import json
import os
import signal

import openpyxl
import pytest

import app.journal
import engine.loading
from app.__main__ import main
from engine.errors import InputError, ServerError
from engine.fake import FakeEngine
from tasks.base import REGISTRY, Options, Strict, Task, register
from tasks.translation import Translation

asked = []


class Input(Strict):
    text: str


class Result(Strict):
    translation: str


class LoudOptions(Options):
    loud: bool = False
    words: str | None = None                 # a file


class Repeat(Task):
    """Repeats; certain texts end the run in their own way, the first time that they are asked."""
    name, title, about = "repeat", {"ko": "되풀이", "en": "Repeat"}, {"ko": "되풀이합니다.", "en": "Repeats."}
    Input, Result, Options, batch = Input, Result, LoudOptions, 2

    def run(self, inputs, engine, options, adapter):
        for row in inputs:
            first = row.text not in asked
            asked.append(row.text)
            if first and row.text.startswith("SIG"):
                os.kill(os.getpid(), getattr(signal, row.text))
            if first and row.text == "crash":
                raise MemoryError
            if row.text == "bad":
                yield InputError("This row is at fault.")
            elif first and row.text == "down":
                yield ServerError("The server is down.", retryable=True)
            else:
                yield Result(translation=row.text.upper() if options.loud else row.text)


@pytest.fixture(autouse=True)
def task(monkeypatch, tmp_path):
    monkeypatch.setattr(engine.loading, "open_engine", lambda *a, **k: FakeEngine())
    monkeypatch.setenv("ONEBASE_ADAPTERS", str(tmp_path / "drawer"))
    monkeypatch.setenv("ONEBASE_LANG", "en")
    register(Repeat())
    asked.clear()
    yield
    del REGISTRY["repeat"]


@pytest.fixture
def again(tmp_path, capsys):
    """again(texts, *flags, out=) → (exit code, texts asked in this run, stderr); the same input and output each time."""
    def call(texts, *flags, out="out.jsonl"):
        source = tmp_path / "in.jsonl"
        source.write_text("".join(json.dumps({"text": t, "id": t.upper()}) + "\n" for t in texts), encoding="utf-8")
        before = len(asked)
        code = main(["run", "repeat", "-i", str(source), "-o", str(tmp_path / out), *flags])
        return code, asked[before:], capsys.readouterr().err
    call.journal, call.out = tmp_path / "out.jsonl.part.jsonl", tmp_path / "out.jsonl"
    return call


def results(path):
    return [line["result"] and line["result"]["translation"] for line in map(json.loads, path.read_text("utf-8").splitlines())]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_stopped_run_goes_on_where_it_was(again, name):
    texts = ["a", name, "b", "c", "d"]
    code, _, said = again(texts)
    assert code == 1 and results(again.out) == ["a", name, None, None, None] and again.journal.exists()
    assert "2 answers are kept in" in said and again.journal.name in said
    code, now, said = again(texts)
    assert code == 0 and now == ["b", "c", "d"] and results(again.out) == texts and not again.journal.exists()
    assert "Going on: 2 of 5 answers" in said
    assert [json.loads(line)["input"]["id"] for line in again.out.read_text().splitlines()] == [t.upper() for t in texts]


def test_a_crash_loses_no_finished_batch_and_a_torn_line_is_asked_again(again):
    texts = ["a", "b", "crash", "c"]
    with pytest.raises(MemoryError):
        again(texts)
    assert not again.out.exists()
    with again.journal.open("a", encoding="utf-8") as file:
        file.write('{"row": "0123", "result": {"trans')
    code, now, _ = again(["new", *texts])    # a row that came to the input changes nothing for the others
    assert code == 0 and now == ["new", "crash", "c"] and results(again.out) == ["new", *texts]


def test_another_version_of_the_rules_starts_anew(again, monkeypatch):
    texts = ["a", "SIGINT", "b"]
    again(texts)
    monkeypatch.setattr(app.journal, "program", lambda: "another")
    code, now, said = again(texts)
    assert code == 0 and now == texts and "another version of the program" in said


def test_other_options_files_or_a_wish_to_start_anew(again, tmp_path):
    words = tmp_path / "words.csv"
    words.write_text("one", encoding="utf-8")
    texts = ["a", "SIGINT", "b"]
    again(texts, "-O", f"words={words}")
    assert again(texts, "-O", f"words={words}", "--fresh")[1] == texts
    asked.clear()
    again(texts, "-O", f"words={words}")
    words.write_text("two", encoding="utf-8")
    code, now, said = again(texts, "-O", f"words={words}")
    assert code == 0 and now == texts and "other options, another model" in said
    asked.clear()
    again(texts)
    code, now, _ = again(texts, "-O", "loud=true")
    assert now == texts and results(again.out) == ["A", "SIGINT", "B"]


def test_only_what_another_run_could_answer_keeps_the_journal(again):
    assert again(["a", "bad", ""])[0] == 1 and not again.journal.exists()
    code, _, said = again(["a", "down", "bad"])
    assert code == 1 and "2 answers" not in said and "1 answers are kept" in said
    code, now, _ = again(["a", "down", "bad"])
    assert code == 1 and now == ["down", "bad"] and results(again.out) == ["a", "down", None] and not again.journal.exists()


def test_nothing_answered_leaves_nothing(again, tmp_path):
    with pytest.raises(MemoryError):
        again(["crash"])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl"]
    assert again(["a"], out="none/out.jsonl")[0] == 2


def test_sheets_go_on_too(again, tmp_path):
    texts = ["a", "SIGINT", "b"]
    again(texts, out="out.xlsx")
    assert again(texts, out="out.xlsx")[1] == ["b"]
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True))
    assert [r[:3] for r in rows] == [("text", "id", "translation"), ("a", "A", "a"), ("SIGINT", "SIGINT", "SIGINT"), ("b", "B", "b")]


def test_a_document_goes_on(tmp_path, monkeypatch, capsys):
    book = openpyxl.Workbook()
    texts = ["매출액", "비고", "합계", "감자전(원)"]
    for row, text in enumerate(texts, 1):
        book.active.cell(row, 1, text)
    book.save(tmp_path / "in.xlsx")
    whole, seen = Translation.run, []

    def run(self, inputs, *rest):
        seen.extend(i.text for i in inputs)
        if len(seen) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return whole(self, inputs, *rest)
    monkeypatch.setattr(Translation, "run", run)
    monkeypatch.setattr(Translation, "batch", 1)
    command = ["document", "translation", str(tmp_path / "in.xlsx"), str(tmp_path / "out.xlsx")]
    assert main(command) == 1
    said = capsys.readouterr()
    assert "out.xlsx.part.jsonl" in said.err and "still Korean in" in said.err and said.out == ""
    begun = [c.value for c in openpyxl.load_workbook(tmp_path / "out.xlsx").active["A"]]
    assert begun[0] == "Sales" and begun[-1] == "감자전(원)"
    done = len(seen)
    assert main(command) == 0 and len(seen) < done + len(texts) and set(seen) == set(texts)
    values = [c.value for c in openpyxl.load_workbook(tmp_path / "out.xlsx").active["A"]]
    assert values[0] == begun[0] and not any("가" <= c <= "힣" for v in values for c in v)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.xlsx", "out.xlsx"]


def test_the_version_is_that_of_every_rule(monkeypatch, tmp_path):
    for part in ("tasks", "documents", "dictionaries", "prompts", "engine"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "one.py").write_text(part, encoding="utf-8")
    monkeypatch.setattr(app.journal, "ROOT", tmp_path)
    digest = app.journal.program.__wrapped__
    seen = {digest()}
    for part in ("tasks", "documents", "dictionaries", "prompts", "engine"):
        (tmp_path / part / "one.py").write_text(f"{part} changed", encoding="utf-8")
        seen.add(digest())
    assert len(seen) == 6 and digest() == digest()
