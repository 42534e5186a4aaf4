"""Which servers may be reached, and what is said of one that does not work."""
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from engine import wire
from engine.errors import InputError, ServerError, SettingsError
from engine.servers import address, check, permitted


class Handler(BaseHTTPRequestHandler):
    """One model behind a key; `server.refuses` names what it knows nothing of."""
    def log_message(self, *args):
        pass

    def reply(self, status, value, kind="application/json"):
        data = value.encode() if isinstance(value, str) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.server.kind == "page":
            return self.reply(200, "<html>welcome</html>", "text/html")
        if self.path != "/v1/models":
            return self.reply(404, "<html>not here</html>", "text/html")
        if self.headers.get("Authorization") != "Bearer right":
            return self.reply(401, {"error": {"message": "Incorrect API key"}})
        return self.reply(200, {"data": [{"id": "qwen"}]})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append(body)
        for name in self.server.refuses:
            if name in body:
                return self.reply(400, {"error": {"message": f"Unsupported parameter: {name}"}})
        text = '{"choice": "yes"}' if "response_format" in body else self.server.says
        return self.reply(200, {"choices": [{"message": {"content": text}, "finish_reason": "stop"}]})


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.kind, server.refuses, server.seen, server.says = "api", (), [], "Sure:\n```json\n{\"choice\": \"yes\"}\n```"
    server.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_server_that_works_is_told_with_its_models(server):
    found = check(server.url, "right")
    assert (found.url, found.models, found.model, found.shapes) == (server.url, ("qwen",), "qwen", True)


@pytest.mark.parametrize("written", ["{base}", "{base}/", "{base}/v1/", "{base}/v1/chat/completions", " {base}/v1/models "])
def test_an_address_as_people_paste_it(server, written):
    base = server.url.removesuffix("/v1")
    assert check(written.format(base=base), "right").url == server.url


def test_what_a_server_does_not_know_is_left_out(server):
    server.refuses = ("response_format", "seed", "max_tokens")
    found = check(server.url, "right")
    assert not found.shapes and found.model == "qwen"
    assert {"seed", "response_format", "max_tokens"} & set(server.seen[-1]) == set()
    assert server.seen[-1]["max_completion_tokens"] and "schema" in server.seen[-1]["messages"][-1]["content"]


def test_a_model_that_replies_as_it_likes_still_works(server):
    server.refuses, server.says = ("response_format",), "I would rather talk about something else."
    assert not check(server.url, "right").shapes


def test_what_is_wrong_is_said(server):
    with pytest.raises(ServerError, match="refused the key"):
        check(server.url, "wrong")
    with pytest.raises(InputError, match="no model llama") as caught:
        check(server.url, "right", "llama")
    assert "qwen" in caught.value.hint
    with pytest.raises(ServerError, match="something else than the OpenAI protocol"):
        check(server.url.replace("/v1", "/api"), "right")
    server.kind = "page"
    with pytest.raises(ServerError, match="something else than the OpenAI protocol"):
        check(server.url, "right")


def test_where_nothing_listens_the_usual_ports_are_named(monkeypatch):
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    with pytest.raises(ServerError, match="No server answers") as caught:
        check(f"http://127.0.0.1:{port}")
    assert "11434" in caught.value.hint and "11434" in caught.value.hint_ko


@pytest.mark.parametrize("url", ["", "localhost:8000", "ftp://host/v1", "http://", "http://user:pw@host/v1", "http://h:x/v1",
                                 "file:///etc/passwd", "http://host/v1?x=1", "http://ho st/v1"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(SettingsError):
        address(url)


def test_only_named_servers_may_be_reached_in_public():
    named = ("http://llm.example:8000/v1", "https://api.example/v1")
    assert permitted("HTTP://LLM.example:8000", named) == "http://llm.example:8000/v1"
    assert permitted("https://api.example:443/v1/", named) == "https://api.example/v1"
    assert permitted("http://169.254.169.254/latest", None)            # a page of one's own may reach any
    for url in ("http://169.254.169.254/v1", "http://llm.example:8001/v1", "https://llm.example:8000/v1",
                "http://llm.example:8000/admin", "http://llm.example.evil:8000/v1", "http://localhost/v1"):
        with pytest.raises(InputError, match="may not be reached"):
            permitted(url, named)
        with pytest.raises(InputError, match="may not be reached"):
            permitted(url, ())


def test_a_server_that_died_is_not_asked_again_at_once(server, monkeypatch):
    from engine.base import Generate, Message
    from engine.embedder import Embedder
    from engine.openai import OpenAIEngine
    engine = OpenAIEngine(server.url, embedder=Embedder(), key="right", concurrency=1)
    ask = Generate((Message("user", "x"),))
    assert engine.generate([ask])[0].result().text
    server.shutdown()
    server.server_close()
    with pytest.raises(ServerError, match="does not answer"):
        engine.generate([ask])[0].result()
    monkeypatch.setattr(wire, "PAUSE", 5.0)              # were it asked again, this would take half a minute
    errors = [f.exception(timeout=3) for f in engine.generate([ask] * 5)]
    assert all(isinstance(e, ServerError) for e in errors)
    engine.close()


def test_a_wait_that_the_server_asks_for_is_kept():
    from datetime import UTC, datetime, timedelta
    from email.utils import format_datetime
    assert wire._seconds("3") == 3 and wire._seconds("soon") == 0
    assert 50 < wire._seconds(format_datetime(datetime.now(UTC) + timedelta(seconds=60))) <= 60
