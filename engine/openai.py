"""Any OpenAI-compatible server (vLLM, LM Studio, LoRAX, llama.cpp, Ollama): the adapter is the model's name."""
from __future__ import annotations

import json
import os
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from engine.base import Capabilities, Classify, Engine, Generate, Reply, Scores
from engine.embedder import Embedder
from engine.errors import Cancelled, OutputError, ServerError, TruncatedError

if TYPE_CHECKING:
    import httpx

RETRIES = 4
RETRY_STATUS = {408, 409, 429, 500, 502, 503, 504}
CONCURRENCY = 8


class OpenAIEngine(Engine):
    """`url` as in http://host:8000/v1. The key comes from ONEBASE_API_KEY unless given. No request is made before the
    first is asked for, except by `capabilities`."""

    def __init__(self, url: str, *, key: str | None = None, model: str | None = None, embedder: Embedder | None = None,
                 concurrency: int = CONCURRENCY, timeout: float = 120.0, pause: float = 0.5):
        import httpx
        self.url = url.rstrip("/")
        key = key if key is not None else os.environ.get("ONEBASE_API_KEY", "")
        self._client = httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {key}"} if key else {},
                                    timeout=httpx.Timeout(timeout, connect=10.0))
        self._pool = ThreadPoolExecutor(concurrency, thread_name_prefix="onebase-openai")
        self._embedder, self._model, self._pause = embedder or Embedder(), model, pause
        self._models: tuple[str, ...] | None = None

    def submit(self, requests: Sequence, *, cancel: threading.Event | None = None,
               on_text: Callable[[int, str], None] | None = None) -> list[Future]:
        return [self._pool.submit(self._answer, r, i, cancel, on_text) for i, r in enumerate(requests)]

    def embed(self, texts: Sequence[str]):
        return self._embedder.embed(texts)

    def models(self) -> tuple[str, ...]:
        """What the server says it serves; a ServerError tells what is wrong with the connection."""
        listed = self._send("GET", "/models", None, None).json()
        try:
            self._models = tuple(m["id"] for m in listed["data"])
        except (KeyError, TypeError) as e:
            raise self._nonsense("its list of models") from e
        return self._models

    @property
    def capabilities(self) -> Capabilities:
        models = self.models()
        return Capabilities(base=f"openai:{self.url}", fingerprint=None, parameters=None, context=0, score=False,
                            classify=False, adapters=models)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._client.close()

    # -- one request ---------------------------------------------------------------------------------------------
    def _answer(self, request, index: int, cancel, on_text) -> Reply | Scores:
        _check(cancel)
        if isinstance(request, Generate):
            return self._chat(request, index, cancel, on_text)
        what, ko = "scores of given replies", "답의 점수"
        if isinstance(request, Classify):
            what, ko = "class heads", "분류 헤드"
        raise ServerError(f"{self.url} gives no {what}: a chat server only writes replies.",
                          "Use a local base for this, or the task's way without training.",
                          ko=f"{self.url} 서버는 {ko}을(를) 제공하지 않습니다.",
                          hint_ko="이 작업에는 로컬 기반 모델을 쓰세요.")

    def _chat(self, request: Generate, index: int, cancel, on_text) -> Reply:
        began = time.perf_counter()
        body: dict[str, Any] = {
            "model": request.adapter or self._model or self._first(),
            "messages": [{"role": m.role, "content": m.content} for m in request.messages],
            "max_tokens": request.limits.max_new_tokens, "temperature": request.limits.temperature,
            "seed": request.limits.seed}
        schema = request.schema
        if request.choices is not None:
            schema = {"type": "object", "properties": {"choice": {"enum": list(request.choices)}},
                      "required": ["choice"], "additionalProperties": False}
        if schema is not None:
            body["response_format"] = {"type": "json_schema",
                                       "json_schema": {"name": "reply", "strict": True, "schema": schema}}
        text, finish, usage = (self._stream(body, index, cancel, on_text) if on_text is not None and schema is None
                               else self._whole(body, cancel))
        if schema is not None and finish == "length":
            raise TruncatedError(f"The reply did not end within {request.limits.max_new_tokens} tokens.",
                                 "Raise max_new_tokens or shorten the input.",
                                 ko=f"답이 {request.limits.max_new_tokens}토큰 안에 끝나지 않았습니다.",
                                 hint_ko="max_new_tokens를 늘리거나 입력을 줄이세요.")
        value = _valid(text, schema) if schema is not None else None
        if request.choices is not None:
            text, value = value["choice"], None
        return Reply(text, value, finish == "length", usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0),
                     0, time.perf_counter() - began)

    def _whole(self, body: dict, cancel) -> tuple[str, str, dict]:
        answer = self._send("POST", "/chat/completions", body, cancel)
        try:
            data = answer.json()
            choice = data["choices"][0]
            return choice["message"]["content"] or "", choice.get("finish_reason") or "stop", data.get("usage") or {}
        except (ValueError, KeyError, IndexError, TypeError) as e:
            raise self._nonsense("its reply") from e

    def _stream(self, body: dict, index: int, cancel, on_text) -> tuple[str, str, dict]:
        import httpx
        text, finish = "", None
        try:
            with self._client.stream("POST", "/chat/completions", json={**body, "stream": True}) as answer:
                if answer.status_code != 200:
                    answer.read()
                    raise self._refused(answer)
                for line in answer.iter_lines():
                    _check(cancel)
                    if not line.startswith("data:") or line.strip() == "data: [DONE]":
                        continue
                    choice = json.loads(line[5:])["choices"][0]
                    text += choice.get("delta", {}).get("content") or ""
                    finish = choice.get("finish_reason") or finish
                    on_text(index, text)
        except httpx.HTTPError as e:
            raise self._down(e) from e
        except (ValueError, KeyError, IndexError, TypeError) as e:
            raise self._nonsense("its stream") from e
        if finish is None:
            raise self._nonsense("its stream, which broke off")
        return text, finish, {}

    def _first(self) -> str:
        models = self._models or self.models()
        if not models:
            raise ServerError(f"{self.url} serves no model.", "Load one on the server.",
                              ko=f"{self.url} 서버에 모델이 없습니다.", hint_ko="서버에 모델을 올리세요.")
        return models[0]

    def _send(self, method: str, path: str, body: dict | None, cancel) -> httpx.Response:
        """Retried with a doubling pause where another try may help."""
        import httpx
        for attempt in range(RETRIES + 1):
            _check(cancel)
            try:
                answer = self._client.request(method, path, json=body)
                error = None if answer.status_code == 200 else self._refused(answer)
            except httpx.HTTPError as e:
                error = self._down(e)
            if error is None:
                return answer
            if not error.retryable or attempt == RETRIES:
                raise error
            # spread, so that the clients of a busy server do not return at one moment
            pause = self._pause * 2 ** attempt * (0.5 + random.random())
            if cancel is not None and cancel.wait(pause):
                _check(cancel)
            elif cancel is None:
                time.sleep(pause)
        raise AssertionError("unreachable")

    def _down(self, e: Exception) -> ServerError:
        return ServerError(f"{self.url} does not answer: {e or type(e).__name__}.",
                           "Check that the server runs and that the URL is right (it usually ends in /v1).",
                           ko=f"{self.url} 서버가 응답하지 않습니다: {e or type(e).__name__}.",
                           hint_ko="서버가 켜져 있는지, URL이 맞는지(보통 /v1로 끝남) 확인하세요.", retryable=True)

    def _refused(self, answer: httpx.Response) -> ServerError:
        status = answer.status_code
        try:
            said = answer.json().get("error", {})
            said = said.get("message", "") if isinstance(said, dict) else str(said)
        except (ValueError, AttributeError):
            said = ""
        hint, hint_ko = {
            401: ("Set ONEBASE_API_KEY to a key that the server takes.",
                  "서버가 받는 키를 ONEBASE_API_KEY에 설정하세요."),
            403: ("Set ONEBASE_API_KEY to a key that may use this model.", "이 모델을 쓸 수 있는 키를 설정하세요."),
            404: ("Check the URL (it usually ends in /v1) and the model's name.",
                  "URL(보통 /v1로 끝남)과 모델 이름을 확인하세요."),
        }.get(status, ("Look at the server's log.", "서버 로그를 확인하세요."))
        return ServerError(f"{self.url} answered {status}{': ' + said[:300] if said else ''}.", hint,
                           ko=f"{self.url} 서버가 {status} 오류로 답했습니다{': ' + said[:300] if said else ''}.",
                           hint_ko=hint_ko, retryable=status in RETRY_STATUS)

    def _nonsense(self, what: str) -> ServerError:
        return ServerError(f"{self.url}: {what} is not of the OpenAI form.",
                           "Check that the URL is an OpenAI-compatible API.",
                           ko=f"{self.url}: 응답이 OpenAI 형식이 아닙니다.",
                           hint_ko="OpenAI 호환 API의 URL인지 확인하세요.")


def _check(cancel: threading.Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise Cancelled("Stopped before this was answered.", "Run it again.", ko="답하기 전에 중지되었습니다.",
                        hint_ko="다시 실행하세요.")


def _valid(text: str, schema: dict) -> Any:
    """The JSON value of a reply, held against the schema: not every server that takes one keeps it."""
    import jsonschema
    try:
        value = json.loads(text)
        jsonschema.validate(value, schema)
    except (ValueError, jsonschema.ValidationError) as e:
        reason = e.message if isinstance(e, jsonschema.ValidationError) else str(e)
        raise OutputError(f"The server's reply does not satisfy the schema: {reason[:200]}",
                          "Use a server or model that holds response_format json_schema.",
                          ko=f"서버의 답이 스키마에 맞지 않습니다: {reason[:200]}",
                          hint_ko="response_format json_schema를 지키는 서버나 모델을 쓰세요.") from e
    return value


