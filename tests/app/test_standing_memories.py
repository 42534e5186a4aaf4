"""Memories that are there at start: read once, kept, and used where none is named."""

import json

import pytest

from app.journal import made_with
from app.service import Service
from app.settings import Settings, load
from app.tabs.translation import in_use
from app.tabs.translation.workspace import Workspaces
from documents.memory import Pair, index, memory
from engine.errors import SettingsError
from engine.fake import FakeEngine
from tasks.base import get
from tasks.translation import resources


@pytest.fixture
def operators(tmp_path, monkeypatch):
    """A folder of one memory of 60 pairs, large from 50 on; make() gives a service that stands on it."""
    monkeypatch.setattr(index, "LARGE", 50)
    monkeypatch.setattr(index, "CELLS", 4)
    monkeypatch.setattr(memory, "FEW", 10)
    folder = tmp_path / "past, of the house"
    folder.mkdir()
    pairs = [{"source": f"{a}{b}에 관한 계약 해지 결정", "target": f"Termination {a}{b}".encode("unicode_escape").decode()}
             for a in "가나다라마바사아자차" for b in "카타파하거너"] + [{"source": "무지개 항목", "target": "Rainbow item"}]
    (folder / "house.jsonl").write_text("\n".join(json.dumps(p) for p in pairs), encoding="utf-8")
    (folder / "readme.txt").write_text("no memory", encoding="utf-8")

    def make():
        """As after a restart."""
        resources._STANDING.clear()
        resources._read.cache_clear()
        resources._memories.cache_clear()
        engine = FakeEngine()
        embed, engine.embedded = engine.embed, []
        monkeypatch.setattr(engine, "embed", lambda texts: engine.embedded.append(len(texts)) or embed(texts))
        settings = Settings(adapters=tmp_path / "adapters", memory=folder, memory_cache=tmp_path / "cache", lang="en")
        return Service(settings, engine=engine), engine

    yield make
    resources._STANDING.clear()


def test_the_second_start_finds_the_index_and_embeds_nothing(operators, capsys):
    service, engine = operators()
    service.recall(service.engine())
    assert engine.embedded == [61] and "61 pairs, files: 1" in capsys.readouterr().err
    service.recall(service.engine())
    assert capsys.readouterr().err == ""
    service, engine = operators()
    service.recall(service.engine())
    assert engine.embedded == []
    assert service.answer("translation", {"text": "무지개 항목"}, {}).translation == "Rainbow item"


def test_a_damaged_index_is_told_and_made_anew(operators, tmp_path, capsys):
    service, engine = operators()
    service.recall(service.engine())
    (path,) = (tmp_path / "cache").rglob("vectors.faiss")
    path.write_bytes(b"x")
    service, engine = operators()
    service.recall(service.engine())
    assert engine.embedded == [61] and "damaged" in capsys.readouterr().err


def test_it_is_used_where_no_memory_is_named(operators, tmp_path, capsys):
    service, _ = operators()
    task = get("translation")
    answered = service.answer(task, {"text": "무지개 항목"}, {})
    assert answered.translation == "Rainbow item" and answered.examples[0].memory == "house.jsonl"
    assert "ONEBASE_MEMORY" in capsys.readouterr().err
    assert service.answer(task, {"text": "무지개 항목"}, {"memory": "none"}).translation != "Rainbow item"
    (tmp_path / "mine.tsv").write_text("무지개 항목\tMy item\n", encoding="utf-8")
    service, engine = operators()
    assert service.answer(task, {"text": "무지개 항목"}, {"memory": str(tmp_path / "mine.tsv")}).translation == "My item"
    assert service.answer(task, {"text": "비고"}, {"memory": "none"}).examples == ()
    assert engine.embedded == [] and "ONEBASE_MEMORY" not in capsys.readouterr().err      # what is not used is not read
    assert made_with(service, task, task.Options()) != made_with(service, task, task.Options.model_validate({"memory": "none"}))


def test_a_visitors_own_come_after_it_and_nothing_of_it_is_listed_or_exported(operators, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "gradio"))
    service, engine = operators()
    service.recall(service.engine())
    engine.embedded.clear()
    space = Workspaces(service.memories).of("session")
    assert space.options() == {} and space.memory() is None
    assert "memories of this server: 1" in in_use(space, "en") and "house" not in in_use(space, "en")
    space.remember([Pair("무지개 항목", "Corrected item")])
    assert len(space.memory()) == 1 and len(space.memory_in_use()) == 62
    answered = service.answer("translation", {"text": "무지개 항목"}, space.options())
    assert answered.translation == "Corrected item" and answered.examples[0].date
    assert service.answer("translation", {"text": "가카에 관한 계약 해지 결정"}, space.options()).translation.startswith("Termination")
    assert engine.embedded == []


def test_a_memory_that_is_not_there_is_said(tmp_path):
    service = Service(Settings(adapters=tmp_path / "adapters", memory=tmp_path / "none"), engine=FakeEngine())
    with pytest.raises(SettingsError, match="no memory in none"):
        service.answer("translation", {"text": "비고"}, {})


def test_the_settings_name_it_by_flag_and_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("ONEBASE_MEMORY", str(tmp_path))
    monkeypatch.setenv("ONEBASE_MEMORY_CACHE", "var/indexes")
    assert load().memory == tmp_path and load().memory_cache.parts[-2:] == ("var", "indexes")
    assert load({"memory": "x.tsv"}).memory.name == "x.tsv"
