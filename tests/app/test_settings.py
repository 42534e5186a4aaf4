import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import settings
from engine.errors import SettingsError

ROOT = Path(settings.__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in [n for n in os.environ if n.startswith(("ONEBASE_", "GRADIO_")) or n in ("LANG", "LC_ALL", "LC_MESSAGES")]:
        monkeypatch.delenv(name)


def test_the_embedded_base_and_the_repositorys_adapters_are_the_default():
    s = settings.load()
    assert (s.base, s.quant, s.adapters, s.lang) == ("embedded", "none", ROOT / "adapters", "en")
    assert s.folder == ROOT / "models" / "embedded" and s.source == "embedded"


def test_a_flag_wins_over_onebase_and_onebase_over_gradio(monkeypatch):
    monkeypatch.setenv("GRADIO_SERVER_PORT", "7001")
    monkeypatch.setenv("GRADIO_SERVER_NAME", "0.0.0.0")
    assert (settings.load().port, settings.load().host) == (7001, "0.0.0.0")
    monkeypatch.setenv("ONEBASE_PORT", "7002")
    assert settings.load().port == 7002
    assert settings.load({"port": 7003, "host": None}).port == 7003


def test_paths_are_the_repositorys_wherever_the_shell_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONEBASE_ADAPTERS", "var/drawer")
    monkeypatch.setenv("ONEBASE_BASE", "models/embedded")
    s = settings.load()
    assert s.adapters == ROOT / "var" / "drawer" and s.source == str(ROOT / "models" / "embedded")


@pytest.mark.parametrize(("name", "value", "expected"), [
    ("LANG", "ko_KR.UTF-8", "ko"), ("LANG", "C.UTF-8", "en"), ("ONEBASE_LANG", "ko", "ko"), ("ONEBASE_LANG", "ko-KR", "ko")])
def test_language_of_messages(monkeypatch, name, value, expected):
    monkeypatch.setenv(name, value)
    assert settings.load().lang == expected == settings.language()


@pytest.mark.parametrize(("name", "value"), [("ONEBASE_PORT", "abc"), ("ONEBASE_PORT", "99999"), ("ONEBASE_QUANT", "int3")])
def test_a_bad_value_is_named(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name.removeprefix("ONEBASE_").lower()):
        settings.load()


def test_frozen():
    with pytest.raises(Exception, match="frozen"):
        settings.load().port = 1


def test_logins_come_from_a_pair_or_a_file_and_never_show_in_the_message(tmp_path, monkeypatch):
    assert settings.load().logins() is None
    assert settings.load({"auth": "kim:p:w"}).logins() == [("kim", "p:w")]
    (tmp_path / "logins").write_text("kim:one\n\nlee:two\n", encoding="utf-8")
    assert settings.load({"auth": str(tmp_path / "logins")}).logins() == [("kim", "one"), ("lee", "two")]
    monkeypatch.setenv("ONEBASE_AUTH", "secretword")
    with pytest.raises(SettingsError) as e:
        settings.load().logins()
    assert "secretword" not in "".join(e.value.words("en") + e.value.words("ko"))


def test_the_space_starts_the_public_page():
    code = ("import runpy, app.ui\napp.ui.launch = lambda s: print(s.public, s.port)\n"
            "runpy.run_path('space.py', run_name='__main__')")
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
                         env=os.environ | {"GRADIO_SERVER_PORT": "7860"})
    assert out.stdout.split() == ["True", "7860"]


def test_a_page_shared_with_the_world_is_closed_unless_there_is_a_login():
    assert not settings.load().closed and settings.load({"public": True}).closed
    assert settings.load({"share": True}).closed and not settings.load({"share": True, "auth": "kim:pw"}).closed


def test_servers_are_named_with_commas_and_held_against_what_an_address_is(monkeypatch):
    assert settings.load().servers == ()
    monkeypatch.setenv("ONEBASE_SERVERS", "http://llm:8000/v1, https://api.example/v1")
    assert settings.load().servers == ("http://llm:8000/v1", "https://api.example/v1")
    with pytest.raises(SettingsError, match="servers"):
        settings.load({"servers": "llm:8000"})
