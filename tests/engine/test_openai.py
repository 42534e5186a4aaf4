"""The OpenAI-compatible engine against a small real server that speaks the protocol, and breaks it."""
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from engine import wire
from engine.base import Classify, Generate, Limits, Message, Score
from engine.embedder import Embedder
from engine.errors import (
    AdapterError,
    Cancelled,
    InputError,
    OutputError,
    ServerError,
    SettingsError,
    TruncatedError,
)
from engine.openai import OpenAIEngine

SCHEMA = {"type": "object", "properties": {"risk": {"enum": ["높음", "낮음"]}}, "required": ["risk"],
          "additionalProperties": False}


class Handler(BaseHTTPRequestHandler):
    """What it does is told by the last message."""
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def reply(self, status, value, **headers):
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        assert self.path == "/v1/models"
        self.server.seen.append({})
        self.reply(200, {"data": self.server.models})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        with server.lock:
            server.seen.append(body)
            server.running += 1
            server.most = max(server.most, server.running)
        try:
            self.answer(body)
        except (BrokenPipeError, ConnectionResetError):
            server.dropped.set()
        finally:
            with server.lock:
                server.running -= 1

    def answer(self, body):
        server, last = self.server, body["messages"][-1]["content"]
        if server.key and self.headers.get("Authorization") != f"Bearer {server.key}":
            return self.reply(401, {"error": {"message": "bad key"}})
        if body["model"] not in [m["id"] for m in server.models]:
            return self.reply(404, {"error": {"message": "The model does not exist."}})
        if "prompt_logprobs" in body:
            tokens = 3 + 2 * (body["messages"][-1]["role"] == "assistant")
            logprobs = [None, *[{"7": {"logprob": -0.5 * i}} for i in range(1, tokens)]]
            return self.reply(200, {"prompt_logprobs": logprobs})
        if last.startswith("busy") and (left := server.busy.get(last, 2)):
            server.busy[last] = left - 1
            return self.reply(429, {"error": {"message": "busy"}}, Retry_After="0")
        if last == "long":
            return self.reply(400, {"error": {"message": "maximum context length is 8 tokens"}})
        if last == "page":
            return self.reply(200, b"<html>hello</html>")
        if last == "whole":
            return self.reply(200, {"choices": [{"message": {"content": "한 번에"}, "finish_reason": "stop"}],
                                    "usage": {"prompt_tokens": 5, "completion_tokens": 2}})
        return self.stream(body, last)

    def stream(self, body, last):
        text, ending = f"[{body['model']}] {last}", "stop"
        if form := body.get("response_format"):
            (name, node), = form["json_schema"]["schema"]["properties"].items()
            text = json.dumps({name: node["enum"][-1]}, ensure_ascii=False)
        if last == "wrong":
            text = '{"risk": "아주 높음"}'
        if last == "cut":
            text, ending = text[:5], "length"
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

        def event(value):
            self.wfile.write(b"data: " + (value if isinstance(value, bytes) else json.dumps(value).encode()) + b"\n\n")
            self.wfile.flush()
        dying = last == "dying" or (last == "dying once" and not self.server.busy.setdefault(last, 0))
        for i in range(0, len(text), 3):
            event({"choices": [{"delta": {"content": text[i:i + 3]}}]})
            if dying:
                self.server.busy[last] = 1
                return
            if last == "slow":
                time.sleep(0.05)
        while last == "endless":
            event({"choices": [{"delta": {"content": "."}}]})
            time.sleep(0.02)
        event({"choices": [{"delta": {}, "finish_reason": ending}]})
        event({"choices": [], "usage": {"prompt_tokens": 4, "completion_tokens": 9}})
        event(b"[DONE]")


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.models = [{"id": "lora", "parent": "base"}, {"id": "base", "max_model_len": 4096}]
    server.seen, server.busy, server.key = [], {}, None
    server.lock, server.running, server.most, server.dropped = threading.Lock(), 0, 0, threading.Event()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def engine(server, monkeypatch):
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    engine = OpenAIEngine(f"http://127.0.0.1:{server.server_port}", embedder=Embedder(), concurrency=4)
    yield engine
    engine.close()


def ask(text, **more):
    return Generate((Message("user", text),), **more)


def only(engine, request):
    return engine.submit([request])[0].result(timeout=20)


def test_replies_stream_and_adapters_are_model_names(engine, server):
    seen = []
    view = engine.scoped(on_text=lambda i, text: seen.append((i, text)))
    plain, tuned, whole = [f.result() for f in view.generate([ask("안녕"), ask("안녕", adapter="lora"), ask("whole")])]
    assert (plain.text, tuned.text, whole.text) == ("[base] 안녕", "[lora] 안녕", "한 번에")
    assert (plain.prompt_tokens, plain.new_tokens) == (4, 9)
    assert [t for i, t in seen if i == 0][-1] == plain.text and len([t for i, t in seen if i == 0]) > 2
    assert server.seen[1]["temperature"] == 0 and server.seen[1]["max_tokens"] == Limits().max_new_tokens


def test_capabilities_come_from_the_list_of_models(engine):
    found = engine.capabilities
    assert (found.context, found.adapters, found.fingerprint) == (4096, ("lora",), None)
    assert not found.classify and not found.score


def test_a_schema_is_asked_for_and_held(engine, server):
    assert only(engine, ask("x", schema=SCHEMA)).value == {"risk": "낮음"}
    assert server.seen[-1]["response_format"]["json_schema"]["strict"] is True
    assert only(engine, ask("x", choices=("가", "나"))).text == "나"
    with pytest.raises(OutputError, match="risk"):
        only(engine, ask("wrong", schema=SCHEMA))
    with pytest.raises(InputError):
        only(engine, ask("x", schema={"type": "objekt"}))


def test_a_cut_reply_is_truncated_where_a_shape_was_asked_and_marked_where_not(engine):
    with pytest.raises(TruncatedError):
        only(engine, ask("cut", schema=SCHEMA))
    assert only(engine, ask("cut")).truncated


def test_a_busy_or_dying_server_is_asked_again(engine, server):
    assert only(engine, ask("busy 1")).text == "[base] busy 1"
    assert len([b for b in server.seen if b]) == 3
    assert only(engine, ask("dying once")).text == "[base] dying once"


def test_a_server_that_keeps_dying_is_an_error_with_a_way_out(engine):
    with pytest.raises(ServerError, match="broke off") as caught:
        only(engine, ask("dying"))
    assert caught.value.retryable and caught.value.hint and caught.value.hint_ko


def test_each_refusal_has_its_own_error_and_others_go_on(engine, server):
    unknown, long, page, good = engine.generate([ask("x", adapter="nobody"), ask("long"), ask("page"), ask("ok")])
    assert isinstance(unknown.exception(), AdapterError) and "base" in unknown.exception().hint
    assert isinstance(long.exception(), InputError)
    assert isinstance(page.exception(), ServerError) and not page.exception().retryable
    assert good.result().text == "[base] ok"
    assert isinstance(engine.submit([Classify("x", "head")])[0].exception(), AdapterError)


def test_a_refused_key_names_the_variable(server, monkeypatch):
    server.key = "secret"
    engine = OpenAIEngine(f"http://127.0.0.1:{server.server_port}/v1/", embedder=Embedder())
    with pytest.raises(ServerError) as caught:
        only(engine, ask("x"))
    assert "ONEBASE_API_KEY" in caught.value.hint and not caught.value.retryable
    engine.close()
    monkeypatch.setenv("ONEBASE_API_KEY", "secret")
    engine = OpenAIEngine(f"http://127.0.0.1:{server.server_port}/v1#lora", embedder=Embedder())
    assert only(engine, ask("x")).text == "[lora] x"
    engine.close()


def test_a_server_that_is_down_says_what_to_do(server, monkeypatch):
    monkeypatch.setattr(wire, "PAUSE", 0.01)
    server.server_close()
    engine = OpenAIEngine(f"http://127.0.0.1:{server.server_port}", embedder=Embedder())
    with pytest.raises(ServerError, match="does not answer") as caught:
        only(engine, ask("x"))
    assert "ONEBASE_BASE" in caught.value.hint
    with pytest.raises(ServerError):
        assert engine.capabilities
    engine.close()


def test_what_is_not_an_address_is_a_setting_to_mend():
    with pytest.raises(SettingsError):
        OpenAIEngine("localhost:8000", embedder=Embedder())


def test_cancel_closes_the_connection_at_once_and_spares_the_others(engine, server):
    cancel = threading.Event()
    mine = engine.scoped(cancel=cancel).generate([ask("endless") for _ in range(6)])
    other = engine.generate([ask("남")])
    time.sleep(0.2)
    began = time.monotonic()
    cancel.set()
    assert all(isinstance(f.exception(timeout=10), Cancelled) for f in mine)
    assert time.monotonic() - began < 2 and other[0].result(timeout=10).text == "[base] 남"
    assert server.dropped.wait(5)


def test_no_more_requests_run_at_once_than_allowed(engine, server):
    assert len([f.result() for f in engine.generate([ask("slow") for _ in range(12)])]) == 12
    assert server.most == 4


def test_scores_are_log_probabilities_where_the_server_has_them_and_a_choice_elsewhere(engine, server):
    request = Score((Message("user", "x"),), ("가", "나"))
    assert only(engine, request).logprobs == (-float("inf"), 0.0)
    server.models[1]["owned_by"] = "vllm"
    other = OpenAIEngine(engine.url, embedder=Embedder())
    assert other.capabilities.score
    found = only(other, request)
    assert found.logprobs == (-3.5, -3.5) and found.tokens == (2, 2)
    other.close()


def test_closing_ends_what_is_under_way(server):
    engine = OpenAIEngine(f"http://127.0.0.1:{server.server_port}", embedder=Embedder())
    (future,) = engine.generate([ask("endless")])
    time.sleep(0.2)
    engine.close()
    assert isinstance(future.exception(timeout=5), Cancelled)
