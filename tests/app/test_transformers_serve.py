"""A server that we did not write: `transformers serve` on the embedded base, offline."""
import importlib.util
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from engine import wire
from engine.base import Generate, Limits, Message
from engine.embedder import Embedder
from engine.errors import AdapterError, OnebaseError, OutputError, ServerError
from engine.openai import OpenAIEngine
from engine.servers import check
from tests.conftest import free_port

pytestmark = pytest.mark.skipif(importlib.util.find_spec("openai") is None, reason="transformers serve needs openai")
MODEL = str(Path(__file__).parents[2] / "models" / "embedded")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """(address, process)"""
    folder, port = tmp_path_factory.mktemp("serve"), free_port()
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("transformers")), "serve", MODEL, "--host", "127.0.0.1", "--port", str(port),
             "--device", "cpu", "--dtype", "float32"], stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            env=os.environ | {"HF_HUB_OFFLINE": "1", "HF_HUB_CACHE": str(folder)})
    url, end = f"http://127.0.0.1:{port}", time.monotonic() + 120
    try:
        while True:
            assert process.poll() is None and time.monotonic() < end, (folder / "log").read_text()[-2000:]
            try:
                urllib.request.urlopen(f"{url}/health", timeout=5).close()
                break
            except (urllib.error.URLError, TimeoutError):
                time.sleep(0.1)
        yield url, process
    finally:
        process.kill()
        process.wait(20)


def test_it_is_checked_and_a_model_that_is_not_there_is_said(served):
    url, _ = served
    found = check(url, model=MODEL)
    assert found.url == f"{url}/v1" and found.model == MODEL and not found.shapes     # it does not hold replies to a schema
    with pytest.raises(AdapterError, match="no model"):
        check(url, model="somebody/else")
    with pytest.raises(ServerError, match="lists no model") as caught:
        check(url)
    assert "name the model" in caught.value.hint
    with pytest.raises(ServerError, match="something else than the OpenAI protocol"):
        check(f"{url}/api", model=MODEL)


def test_a_reply_that_does_not_fit_is_that_rows_error(served):
    from app.service import Service
    from app.settings import Settings
    from engine.fake import FakeEngine
    rows = list(Service(Settings(), FakeEngine()).run("classification", [{"text": "Brine is evaporated."}] * 2, {
        "categories": "c01.en", "server": {"url": served[0], "model": MODEL}}))
    assert len(rows) == 2 and all(isinstance(r.error, OutputError) and r.error.hint_ko for r in rows)


def test_it_dies_half_way_and_what_was_finished_is_kept(served, monkeypatch):
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    url, process = served
    engine = OpenAIEngine(f"{url}#{MODEL}", embedder=Embedder(), concurrency=2)
    ask = [Generate((Message("user", f"번역: 이사회 결의 {i}"),), limits=Limits(200)) for i in range(60)]
    try:
        futures = engine.generate(ask)
        assert futures[1].result(timeout=60).text
        os.killpg(process.pid, signal.SIGKILL)
        ends = [f.exception(timeout=60) for f in futures]
    finally:
        engine.close()
    assert ends[0] is None and ends[1] is None
    assert isinstance(ends[-1], ServerError) and ends[-1].hint
    assert all(e is None or isinstance(e, OnebaseError) for e in ends)
