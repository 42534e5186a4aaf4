"""The app as a user starts it: seconds to the first page and to the first answer, memory after a hundred requests."""
from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
BARE = "import gradio as gr\nwith gr.Blocks() as page:\n    gr.Markdown('x')\npage.launch(server_port={port}, quiet=True)"
REQUESTS, PATIENCE = 100, 180.0
MIB = 1 << 20


def page() -> Iterator[tuple]:
    """First page beside a bare page of gradio; then the first answer."""
    bare, ours, first = [], [], []
    for _ in range(3):
        with _started([sys.executable, "-c", BARE]) as (seconds, *_):
            bare.append(seconds)
        with _started([sys.executable, "-m", "app", "--port", "{port}"]) as (seconds, url, _):
            ours.append(seconds)
            began = time.perf_counter()
            _ask(url, *next(row for row in _rows() if row[0] == "translation"))
            first.append(seconds + time.perf_counter() - began)
    yield ("from `python -m app` to the first page", f"{min(ours):.2f} s", f"{min(bare):.2f} s  a bare gr.Blocks",
           min(ours) / min(bare), "aim at most 2")
    yield "from `python -m app` to the first answer", f"{min(first):.2f} s", ""


def memory() -> Iterator[tuple]:
    """Resident memory of the app: after a first round of all tasks, and after a hundred requests more."""
    import psutil
    with _started([sys.executable, "-m", "app", "--port", "{port}"]) as (_, url, process):
        rows, resident = _rows(), []
        for i in range(REQUESTS + len(rows)):
            _ask(url, *rows[i % len(rows)])
            if i + 1 in (len(rows), len(rows) + REQUESTS // 2, len(rows) + REQUESTS):
                resident.append(psutil.Process(process.pid).memory_info().rss / MIB)
    yield (f"resident after {REQUESTS} requests", f"{resident[2]:,.0f} MiB",
           f"{resident[0]:,.0f}, {resident[1]:,.0f} MiB after {len(rows)}, {REQUESTS // 2}", None, "aim below 1536")


def _rows() -> list[tuple[str, list]]:
    """(endpoint, its arguments) from the tasks' own examples."""
    import tasks  # noqa: F401 -- registers them
    from tasks.base import REGISTRY
    rows = []
    for task in REGISTRY.values():
        fields = sorted(task.Input.model_fields.items(), key=lambda kv: not kv[1].is_required())
        rows += [(task.name, [e.get(n, f.get_default(call_default_factory=True)) for n, f in fields])
                 for e in task.examples]
    return rows


def _ask(url: str, name: str, values: list) -> None:
    """One answer over HTTP; RuntimeError with the server's words when it is none."""
    import httpx
    said = httpx.post(f"{url}/gradio_api/call/{name}", json={"data": values}, timeout=PATIENCE)
    said.raise_for_status()
    answer = httpx.get(f"{url}/gradio_api/call/{name}/{said.json()['event_id']}", timeout=PATIENCE).text
    if "event: complete" not in answer:
        raise RuntimeError(f"{name} did not answer: {json.dumps(answer, ensure_ascii=False)[:300]}")


@contextlib.contextmanager
def _started(command: list[str]) -> Iterator[tuple[float, str, subprocess.Popen]]:
    """(seconds until the page came, its address, the process)."""
    import httpx
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    url, began = f"http://127.0.0.1:{port}", time.perf_counter()
    process = subprocess.Popen([c.replace("{port}", str(port)) for c in command], cwd=ROOT,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(url, timeout=PATIENCE).status_code == 200:
                    break
            if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                raise RuntimeError(f"{' '.join(command)} did not serve a page (exit {process.poll()}).")
            time.sleep(0.02)
        yield time.perf_counter() - began, url, process
    finally:
        process.terminate()
        process.wait(30)
