"""A service on the fake engine, a served page on the embedded one, and a browser to look at it."""
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from app.service import Service
from app.settings import Settings
from engine.fake import FakeEngine

ROOT = Path(__file__).resolve().parents[1]
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run")


@pytest.fixture
def service(tmp_path):
    """A Service without adapters on the fake engine, which repeats what it is told."""
    return Service(Settings(adapters=tmp_path / "adapters"), engine=FakeEngine())


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@pytest.fixture(scope="session")
def page_url(tmp_path_factory):
    """Address of `python -m app` on the embedded base, without a network."""
    folder = tmp_path_factory.mktemp("server")
    port, log = free_port(), folder / "log"
    shutil.copytree(ROOT / "adapters", folder / "adapters")     # what a test trains must not land in the repository
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ONEBASE_", "GRADIO_"))}
    environment |= {"HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1", "ONEBASE_ADAPTERS": str(folder / "adapters"),
                    "ONEBASE_FEEDBACK": str(folder / "feedback"),
                    "TMPDIR": str(folder)}
    with open(log, "wb") as out:
        server = subprocess.Popen([sys.executable, "-m", "app", "--port", str(port)], cwd=ROOT, env=environment,
                                  stdout=out, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, server, log)
        yield url
    finally:
        server.terminate()
        server.wait(20)
    said = log.read_text(encoding="utf-8")
    assert "Traceback" not in said, said[-3000:]
    assert list(folder.glob("onebase-*")) == [], "uploads stay behind"


def wait_for(url: str, server: subprocess.Popen, log: Path, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail(f"The server ended: {log.read_text(encoding='utf-8')[-3000:]}")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"No page after {seconds} s: {log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture(scope="module")      # playwright keeps an event loop running, which other tests may want for their own
def chromium():
    path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    if path is None:
        message = "There is no Chromium: install the package chromium to run the browser tests."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
