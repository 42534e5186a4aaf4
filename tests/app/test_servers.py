"""Patents judged by a server: what it is asked, what comes back, and what is kept when it dies half-way."""
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.service import Service
from app.settings import Settings
from engine import wire
from engine.errors import InputError, ServerError
from engine.fake import FakeEngine

CATEGORIES = [{"name": "salt", "description": "brine, sodium chloride"}, {"name": "paint", "description": "pigments"},
              {"name": "glue", "description": "adhesives"}]


class Handler(BaseHTTPRequestHandler):
    """Scores a category 9 whose name stands in the text, the others 2; dies when it has answered `lives` requests."""
    def log_message(self, *args):
        pass

    def reply(self, value):
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.server.keys.append(self.headers.get("Authorization"))
        self.reply({"data": [{"id": "judge"}]})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.seen.append(body)
            self.server.lives -= 1
            dead = self.server.lives < 0
        if dead:
            self.connection.close()
            return
        schema = body["response_format"]["json_schema"]["schema"]["properties"]
        text = body["messages"][-1]["content"].rpartition("Patent:")[2]
        said = {"choice": schema["choice"]["enum"][-1]} if "choice" in schema else {
            name: 9 if name in text else 2 for name in schema}
        self.reply({"choices": [{"message": {"content": json.dumps(said)}, "finish_reason": "stop"}]})


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen, server.keys, server.lives, server.lock = [], [], 1000, threading.Lock()
    server.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def run(host, texts, settings=None, **options):
    service = Service(settings or Settings(), FakeEngine())
    given = {"categories": CATEGORIES, "server": {"url": host.url, "key": "k"}, **options}
    return list(service.run("classification", [{"text": t} for t in texts], given))


def test_one_request_a_patent_with_every_category_and_the_answer_ranked(server):
    first, second = run(server, ["a salt of the earth", "paint for salt and paint"], details=True)
    assert (first.result.label, second.result.label) == ("salt", "paint")
    assert first.result.relevance == {"salt": 9, "paint": 2, "glue": 2} and first.result.decided == "server"
    assert sum(first.result.scores.values()) == pytest.approx(1, abs=1e-4)
    asked = [b for b in server.seen if "choice" not in b["response_format"]["json_schema"]["schema"]["properties"]]
    assert len(asked) == 2 and server.keys == ["Bearer k"]
    assert asked[0]["response_format"]["json_schema"]["strict"] is True


def test_a_tie_goes_to_the_second_prompt(server):
    row, = run(server, ["salt and paint"], details=True)
    assert row.result.tied == ("salt", "paint") and row.result.label == "paint"
    assert len(server.seen) == 2 and "glue" not in server.seen[1]["messages"][-1]["content"]


def test_none_of_them_and_several_of_them(server):
    nothing, both = run(server, ["rope", "salt and paint"], none="none of these", several=True, details=True)
    assert nothing.result.label == "none of these" and nothing.result.labels == ()
    assert set(both.result.labels) == {"salt", "paint"}


def test_prompts_of_ones_own_are_sent(server):
    run(server, ["salt"], relevance="--- user\nKATEGORIEN {% for c in categories %}{{ c.name }} {% endfor %}\n"
                                    "Patent: {{ text }}")
    assert server.seen[0]["messages"][0]["content"].startswith("KATEGORIEN salt paint glue")


def test_a_server_that_dies_half_way_leaves_the_finished_rows(server):
    server.lives = 40
    rows = run(server, ["salt"] * 100)
    good = [r for r in rows if r.result is not None]
    assert len(rows) == 100 and 30 <= len(good) <= 40
    assert all(isinstance(r.error, ServerError) for r in rows if r.result is None)
    assert len(server.seen) < 120                        # the rest were not tried four times each


def test_in_public_only_named_servers_are_reached(server, monkeypatch):
    with pytest.raises(InputError, match="may not be reached"):
        run(server, ["salt"], Settings(public=True))
    with pytest.raises(InputError, match="may not be reached"):
        Service(Settings(share=True), FakeEngine()).check_server(server.url)
    assert not server.seen and not server.keys
    row, = run(server, ["salt"], Settings(public=True, servers=(server.url,)))
    assert row.result.label == "salt"


def test_the_owners_key_goes_to_named_servers_only(server, monkeypatch):
    monkeypatch.setitem(os.environ, "ONEBASE_API_KEY", "owner")
    run(server, ["salt"], server={"url": server.url})
    run(server, ["salt"], Settings(servers=(server.url,)), server={"url": server.url})
    assert server.keys == [None, "Bearer owner"]


def test_a_server_without_categories_says_what_it_needs(server):
    with pytest.raises(InputError, match="categories"):
        run(server, ["salt"], categories=None)
