import threading
import time

import pytest

import engine.loading
from app.live import Runs, live
from app.service import Service
from app.settings import Settings
from documents.tables import BadRow
from engine.errors import AdapterError, BaseModelError, Cancelled, InputError, ServerError, UnexpectedError
from engine.fake import FakeEngine
from tasks.base import REGISTRY, Strict, Task, register


class Input(Strict):
    text: str


class Result(Strict):
    answer: str


class Fragile(Task):
    name, title, about = "fragile", {"ko": "가", "en": "a"}, {"ko": "가", "en": "a"}
    Input, Result, batch = Input, Result, 1

    def run(self, inputs, engine, options, adapter):
        for row in inputs:
            if row.text == "down":
                raise ServerError("The server is down.")
            if row.text == "memory":
                raise MemoryError
            if "defect" in row.text:
                raise KeyError(row.text)
            yield Result(answer=row.text)


class Together(Fragile):
    """Asks for a whole batch before it answers the first row, as tasks do."""
    batch = 4

    def prepare(self, row, options):
        return row | {"text": row["text"].strip()}

    def run(self, inputs, engine, options, adapter):
        self.asked = [*getattr(self, "asked", ()), len(inputs)]
        return iter([*super().run(inputs, engine, options, adapter)])


@pytest.fixture
def fragile():
    yield register(Fragile())
    del REGISTRY["fragile"]


def test_the_engine_loads_in_the_background_and_who_asks_waits(tmp_path, monkeypatch):
    go = threading.Event()

    def slow(*args, **kwargs):
        go.wait(10)
        return FakeEngine()
    monkeypatch.setattr(engine.loading, "open_engine", slow)
    service = Service(Settings(adapters=tmp_path))
    service.start()
    assert service.ready is False and service.registry.list() == ()
    threading.Timer(0.1, go.set).start()
    assert service.engine().capabilities.base == "fake" and service.ready is True


def test_loading_that_fails_is_the_typed_error_for_everyone(tmp_path, monkeypatch):
    def fails(*args, **kwargs):
        raise BaseModelError("No such base.")
    monkeypatch.setattr(engine.loading, "open_engine", fails)
    service = Service(Settings(adapters=tmp_path))
    for _ in range(2):
        with pytest.raises(BaseModelError, match="No such base"):
            service.engine()
    with pytest.raises(BaseModelError, match="No such base"):
        _ = service.ready
    service.close()


def test_a_defect_while_loading_is_said_too(tmp_path, monkeypatch):
    monkeypatch.setattr(engine.loading, "open_engine", lambda *a, **k: 1 / 0)
    with pytest.raises(BaseModelError, match="ZeroDivisionError"):
        Service(Settings(adapters=tmp_path)).engine()


def test_unreadable_rows_keep_their_place(service, fragile):
    given = [{"text": "a"}, BadRow("raw", InputError("Line 2 is not JSON.")), {"text": "b", "id": 1}]
    a, bad, b = service.run(fragile, given, {})
    assert (a.result.answer, b.result.answer, b.index) == ("a", "b", 2)
    assert bad.input == "raw" and bad.error.message == "Line 2 is not JSON."
    assert b.input == {"text": "b", "id": 1}


def test_a_fault_that_ends_the_run_is_the_error_of_the_rows_that_are_left(service, fragile):
    first, second, third = service.run(fragile, [{"text": t} for t in ("a", "down", "b")], {})
    assert first.result.answer == "a"
    assert second.error.type == third.error.type == "ServerError"
    with pytest.raises(ServerError):
        list(service.run(fragile, [{"text": "down"}, {"text": "a"}], {}))


def test_a_defect_is_the_error_of_the_row_that_meets_it(service):
    task = Together()
    texts = ("a", "b", "secret defect", "c", "d", 5)       # the last one ends `prepare`
    rows = list(service.run(task, [{"text": t} for t in texts], {}))
    assert [r.result and r.result.answer for r in rows] == ["a", "b", None, "c", "d", None]
    assert [r.error and r.error.type for r in rows] == [None, None, "UnexpectedError", None, None, "UnexpectedError"]
    assert task.asked == [4, 1, 1, 1, 1, 1]                # only the batch with the fault goes row by row
    for lang in ("en", "ko"):
        message, hint = rows[2].error.words(lang)
        assert "KeyError, test_service.py" in message and "secret" not in message + hint
    with pytest.raises(UnexpectedError, match="KeyError"):
        service.answer(task, {"text": "defect"}, {})


def test_want_of_memory_and_an_interrupt_end_the_run(service, fragile, monkeypatch):
    for batch in (1, 3):
        monkeypatch.setattr(Fragile, "batch", batch)
        with pytest.raises(MemoryError):
            list(service.run(fragile, [{"text": t} for t in ("a", "memory", "b")], {}))
    monkeypatch.setattr(Fragile, "run", lambda *a: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        list(service.run(fragile, [{"text": "a"}, {"text": "b"}], {}))


def test_a_cancel_ends_the_rows_that_a_defect_left(service, fragile, monkeypatch):
    stop = threading.Event()

    def run(self, inputs, *rest):
        if len(inputs) > 1:
            stop.set()
            raise KeyError
        yield Result(answer=inputs[0].text)
    monkeypatch.setattr(Fragile, "batch", 3)
    monkeypatch.setattr(Fragile, "run", run)
    rows = service.run(fragile, [{"text": t} for t in "abc"], {}, cancel=stop)
    assert [r.error.type for r in rows] == ["Cancelled"] * 3


def test_cancel_ends_the_rest(service, fragile):
    stop = threading.Event()
    rows = service.run(fragile, [{"text": t} for t in "abc"], {}, cancel=stop)
    assert next(rows).result.answer == "a"
    stop.set()
    assert [r.error.type for r in rows] == ["Cancelled", "Cancelled"]


def test_progress_counts_every_row(service, fragile):
    seen = []
    list(service.run(fragile, [{"text": "a"}, BadRow("x", InputError("bad")), {"text": "b"}], {},
                     progress=lambda done, total: seen.append((done, total))))
    assert seen[-1] == (3, 3)


def test_cells_fit_the_fields(service, fragile):
    number, blank = service.run(fragile, [{"text": 1029180910000}, {"text": None}], {}, tabular=True)
    assert number.result.answer == "1029180910000" and "empty" in blank.error.message


def test_an_adapter_that_is_not_there_is_said(service, fragile):
    with pytest.raises(AdapterError, match="nosuch"):
        service.answer(fragile, {"text": "a"}, {"adapter": "nosuch"})
    assert service.adapter("fragile", "none").name is None


def test_what_a_page_shows_while_work_goes_on():
    cancel = threading.Event()

    def work(report):
        report("half")
        time.sleep(0.1)
        return "whole"
    assert list(live(work, cancel, every=0.02)) == [("now", "half"), ("done", "whole")]
    with pytest.raises(Cancelled):
        list(live(lambda report: (_ for _ in ()).throw(Cancelled("Stopped.")), cancel))


def test_a_visitor_who_leaves_stops_the_work():
    cancel, ended = threading.Event(), threading.Event()

    def work(report):
        report(1)
        cancel.wait(10)
        ended.set()
    watching = live(work, cancel, every=0.01)
    next(watching)
    watching.close()
    assert ended.wait(5)


def test_stopping_is_one_visitors_and_one_tabs():
    runs = Runs()
    mine, other, theirs = runs.begin("me", "a"), runs.begin("me", "b"), runs.begin("they", "a")
    runs.stop("me", "a")
    assert (mine.is_set(), other.is_set(), theirs.is_set()) == (True, False, False)
    runs.stop("me")
    assert other.is_set() and not theirs.is_set()
