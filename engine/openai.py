"""Any server that speaks the OpenAI chat protocol (vLLM, LM Studio, LoRAX, llama.cpp): an adapter is a model name.

A schema goes as `response_format`, choices as a schema with one enum; what comes back is checked all the same.
Scores are true log-probabilities where the server can give those of a prompt (vLLM); elsewhere the server is made to
choose, and the chosen continuation has log-probability 0 and the others minus infinity (`capabilities.score` is
False). A server has no class heads: `classify` is refused.
"""
from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

from engine.base import Capabilities, Classify, Engine, Generate, Limits, Message, Reply, Score, Scores
from engine.checks import check_schema, parse
from engine.errors import (
    AdapterError,
    InputError,
    OnebaseError,
    ServerError,
    SettingsError,
    TruncatedError,
)
from engine.jobs import stopped

if TYPE_CHECKING:
    import httpx
    import numpy as np

    from engine.embedder import Embedder

TRIES = 4
PAUSE = 0.5                          # seconds before the second try, doubled before each further one
LONGEST_PAUSE = 10.0
POLL = 0.05                          # seconds between looks at a cancel event
CONTEXT = 8192                       # of a server that does not tell


class OpenAIEngine(Engine):
    """`url`: "http://host:8000/v1", with "#model" to name the base where the server lists several. The key comes from
    ONEBASE_API_KEY. At most `concurrency` requests run at a time."""

    def __init__(self, url: str, *, embedder: Embedder, concurrency: int = 8, timeout: float = 120.0):
        import httpx
        address, self._named = urldefrag(url)
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(f"{url!r} is not a server's address.", "Write openai:http://host:port/v1.",
                                ko=f"{url!r}은(는) 서버 주소가 아닙니다.",
                                hint_ko="openai:http://호스트:포트/v1 형식으로 쓰세요.")
        self.url = address.rstrip("/") + ("" if parts.path.strip("/") else "/v1")
        self._embedder = embedder
        key = os.environ.get("ONEBASE_API_KEY")
        self._client = httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"} if key else {},
                                         timeout=httpx.Timeout(timeout, connect=min(timeout, 5.0), pool=None))
        self._turn, self._probing = asyncio.Semaphore(concurrency), asyncio.Lock()
        self._models: list[dict[str, Any]] = []         # filled in place: scoped views share it
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="onebase-openai", daemon=True)
        self._thread.start()

    # -- contract ------------------------------------------------------------------------------------------------
    def submit(self, requests: Sequence[Generate | Score | Classify], *, cancel: threading.Event | None = None,
               on_text: Callable[[int, str], None] | None = None) -> list[Future]:
        futures: list[Future] = [Future() for _ in requests]
        for i, (request, future) in enumerate(zip(requests, futures, strict=True)):
            say = (lambda text, i=i: on_text(i, text)) if on_text else None
            asyncio.run_coroutine_threadsafe(self._settle(future, request, cancel, say), self._loop)
        return futures

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return self._embedder.embed(texts)

    @property
    def capabilities(self) -> Capabilities:
        """Asks the server the first time; ServerError when it does not answer."""
        asyncio.run_coroutine_threadsafe(self._probe(), self._loop).result()
        base = self._base()
        entry = next((m for m in self._models if m["id"] == base), {})
        meta = entry.get("meta") or {}
        context = entry.get("max_model_len") or meta.get("n_ctx") or meta.get("n_ctx_train") or CONTEXT
        return Capabilities(base=f"openai:{self.url}", fingerprint=None, parameters=meta.get("n_params"),
                            context=int(context), score=self._scores(), classify=False, embed=self._embedder.available,
                            adapters=tuple(m["id"] for m in self._models if m["id"] != base))

    def close(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()

    # -- the loop's thread ---------------------------------------------------------------------------------------
    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.run_until_complete(self._client.aclose())
        self._loop.close()

    async def _settle(self, future: Future, request, cancel, say) -> None:
        """Give the future its answer or the error of this request."""
        try:
            async with self._turn:
                if not future.set_running_or_notify_cancel():
                    return
                future.set_result(await self._unless(cancel, self._answer(request, say)))
        except asyncio.CancelledError:
            future.set_exception(stopped())
        except Exception as e:  # noqa: BLE001 -- the one who asked gets it
            future.set_exception(e)

    @staticmethod
    async def _unless(cancel: threading.Event | None, work):
        task = asyncio.ensure_future(work)
        while not task.done():
            if cancel is not None and cancel.is_set():
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, OnebaseError):
                    await task
                raise stopped()
            await asyncio.wait({task}, timeout=None if cancel is None else POLL)
        return task.result()

    async def _answer(self, request: Generate | Score | Classify, say):
        await self._probe()
        if isinstance(request, Classify):
            raise AdapterError(f"{request.adapter} is a classification adapter; a server has no class heads.",
                               "Use a local base (ONEBASE_BASE=embedded) for it.",
                               ko=f"{request.adapter}은(는) 분류 어댑터입니다. 서버에는 분류 헤드가 없습니다.",
                               hint_ko="로컬 베이스(ONEBASE_BASE=embedded)를 쓰세요.")
        if isinstance(request, Score):
            return await self._score(request)
        return await self._generate(request, say)

    # -- requests ------------------------------------------------------------------------------------------------
    async def _generate(self, request: Generate, say) -> Reply:
        began = time.perf_counter()
        body = self._body(request.messages, request.adapter, request.limits)
        schema = request.schema
        if request.choices is not None:
            if not request.choices:
                raise InputError("There is nothing to choose from.", "Give at least one choice.",
                                 ko="선택지가 없습니다.", hint_ko="선택지를 하나 이상 주세요.")
            schema = {"type": "object", "properties": {"choice": {"enum": list(request.choices)}},
                      "required": ["choice"], "additionalProperties": False}
        if schema is not None:
            check_schema(schema)
            body["response_format"] = {"type": "json_schema", "json_schema": {
                "name": "reply", "schema": schema, "strict": _strict(schema)}}
        text, ending, usage = await self._retry(lambda: self._stream(body, None if request.choices else say))
        truncated = ending == "length"
        if truncated and (schema is not None or not text):
            raise TruncatedError(f"The reply did not end within {request.limits.max_new_tokens} tokens.",
                                 "Raise max_new_tokens or shorten the input.",
                                 ko=f"답변이 {request.limits.max_new_tokens}토큰 안에 끝나지 않았습니다.",
                                 hint_ko="max_new_tokens를 늘리거나 입력을 줄이세요.")
        value = None if schema is None else parse(text, schema)
        if request.choices is not None:
            text, value = value["choice"], None
            if say:
                say(text)
        return Reply(text, value, truncated=truncated, prompt_tokens=usage.get("prompt_tokens") or 0,
                     new_tokens=usage.get("completion_tokens") or 0, seconds=time.perf_counter() - began)

    async def _score(self, request: Score) -> Scores:
        if not request.continuations or not all(request.continuations):
            raise InputError("A continuation to score is empty.", "Give strings that are not empty.",
                             ko="점수를 매길 문자열이 비어 있습니다.", hint_ko="비어 있지 않은 문자열을 주세요.")
        if not self._scores():
            reply = await self._generate(Generate(request.messages, request.adapter, choices=request.continuations),
                                         None)
            return Scores(tuple(0.0 if c == reply.text else -float("inf") for c in request.continuations),
                          (1,) * len(request.continuations))
        start = len(await self._prompt_logprobs(request, None))
        found = [(await self._prompt_logprobs(request, c))[start:] for c in request.continuations]
        return Scores(tuple(map(sum, found)), tuple(map(len, found)))

    async def _prompt_logprobs(self, request: Score, continuation: str | None) -> list[float]:
        """Log-probability of every token of the prompt, the first left out as 0; vLLM's extension."""
        messages = request.messages
        if continuation is not None:
            messages = (*messages, Message("assistant", continuation))
        body = self._body(messages, request.adapter, Limits(max_new_tokens=1)) | {
            "prompt_logprobs": 0, "add_generation_prompt": continuation is None,
            "continue_final_message": continuation is not None}
        answer = await self._retry(lambda: self._json("POST", "/chat/completions", body))
        try:
            # with 0 alternatives each entry holds the prompt's own token alone
            return [0.0 if entry is None else next(iter(entry.values()))["logprob"]
                    for entry in answer["prompt_logprobs"]]
        except (KeyError, TypeError, StopIteration) as e:
            raise self._nonsense(answer) from e

    def _body(self, messages: Sequence[Message], adapter: str | None, limits: Limits) -> dict[str, Any]:
        return {"model": adapter or self._base(), "max_tokens": limits.max_new_tokens, "seed": limits.seed,
                "temperature": limits.temperature,
                "messages": [{"role": m.role, "content": m.content} for m in messages]}

    # -- the server ----------------------------------------------------------------------------------------------
    async def _probe(self) -> None:
        async with self._probing:
            if self._models:
                return
            answer = await self._retry(lambda: self._json("GET", "/models"))
            models = answer.get("data") if isinstance(answer, dict) else None
            if not isinstance(models, list) or not models or not all(isinstance(m, dict) and "id" in m for m in models):
                raise self._nonsense(answer)
            self._models[:] = models

    def _base(self) -> str:
        """The named model, else the first that is nobody's child."""
        return self._named or next((m["id"] for m in self._models if not m.get("parent")), self._models[0]["id"])

    def _scores(self) -> bool:
        return any(m.get("owned_by") == "vllm" for m in self._models)

    async def _retry(self, attempt: Callable[[], Any]) -> Any:
        for number in range(1, TRIES + 1):
            try:
                return await attempt()
            except ServerError as e:
                if not e.retryable or number == TRIES:
                    raise
                pause = max(PAUSE * 2 ** (number - 1), getattr(e, "after", 0.0))
                await asyncio.sleep(min(pause, LONGEST_PAUSE) * random.uniform(0.8, 1.2))
        raise AssertionError("unreachable")

    async def _json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        async with self._request(method, path, body) as response:
            return self._value(await response.aread())

    async def _stream(self, body: Mapping[str, Any], say) -> tuple[str, str | None, Mapping[str, Any]]:
        """(text, finish reason, usage). Streamed always, so that a request can be stopped between two pieces."""
        text, ending, usage = "", None, {}
        body = {**body, "stream": True, "stream_options": {"include_usage": True}}
        async with self._request("POST", "/chat/completions", body) as response:
            if "event-stream" not in response.headers.get("content-type", ""):      # the server does not stream
                answer = self._value(await response.aread())
                try:
                    choice = answer["choices"][0]
                    text, ending = choice["message"]["content"] or "", choice.get("finish_reason")
                except (KeyError, IndexError, TypeError) as e:
                    raise self._nonsense(answer) from e
                if say:
                    say(text)
                return text, ending, answer.get("usage") or {}
            async for line in response.aiter_lines():
                if not line.startswith("data:") or line.strip() == "data: [DONE]":
                    continue
                piece = self._value(line[5:])
                if not isinstance(piece, dict) or piece.get("error"):
                    raise self._nonsense(piece)
                usage = piece.get("usage") or usage
                for choice in (piece.get("choices") or [])[:1]:
                    ending = choice.get("finish_reason") or ending
                    if new := (choice.get("delta") or {}).get("content"):
                        text += new
                        if say:
                            say(text)
        if ending is None:
            raise self._down("broke off in the middle of a reply", "답변 도중에 연결이 끊겼습니다")
        return text, ending, usage

    @contextlib.asynccontextmanager
    async def _request(self, method: str, path: str, body: Mapping[str, Any] | None):
        import httpx
        try:
            async with self._client.stream(method, self.url + path, json=body) as response:
                if response.status_code != 200:
                    await response.aread()
                    raise self._refusal(response, body)
                yield response
        except (httpx.ConnectError, httpx.ConnectTimeout) as e:
            raise self._down("does not answer", "응답하지 않습니다") from e
        except httpx.TimeoutException as e:
            raise self._down("took too long", "시간 안에 답하지 않았습니다") from e
        except httpx.TransportError as e:
            raise self._down(f"broke off ({type(e).__name__})", f"연결이 끊겼습니다({type(e).__name__})") from e

    def _value(self, raw: bytes | str) -> Any:
        try:
            return json.loads(raw)
        except ValueError as e:
            raise self._nonsense(raw[:200]) from e

    def _down(self, what: str, ko: str) -> ServerError:
        return ServerError(f"The server {self.url} {what}.", "Start it, check its address in ONEBASE_BASE, or set "
                           "ONEBASE_BASE=embedded.", ko=f"서버 {self.url}: {ko}.",
                           hint_ko="서버를 켜고 ONEBASE_BASE의 주소를 확인하거나 ONEBASE_BASE=embedded로 바꾸세요.",
                           retryable=True)

    def _nonsense(self, answer: Any) -> ServerError:
        return ServerError(f"The server {self.url} answered something else than the OpenAI protocol: "
                           f"{str(answer)[:120]!r}.", "Check that ONEBASE_BASE is the address of its /v1.",
                           ko=f"서버 {self.url}의 응답이 OpenAI 형식이 아닙니다: {str(answer)[:120]!r}.",
                           hint_ko="ONEBASE_BASE가 서버의 /v1 주소인지 확인하세요.")

    def _refusal(self, response: httpx.Response, body: Mapping[str, Any] | None) -> OnebaseError:
        status, said = response.status_code, _said(response)
        if status in (401, 403):
            return ServerError(f"The server {self.url} refused the key ({status}).", "Set ONEBASE_API_KEY.",
                               ko=f"서버 {self.url}이(가) 키를 거부했습니다({status}).",
                               hint_ko="ONEBASE_API_KEY를 설정하세요.")
        if status == 404 and body is not None:
            known = ", ".join(m["id"] for m in self._models) or "none"
            return AdapterError(f"The server {self.url} has no model {body['model']}: {said}", f"Known: {known}.",
                                ko=f"서버 {self.url}에 {body['model']} 모델이 없습니다: {said}",
                                hint_ko=f"있는 모델: {known}")
        if status in (400, 413, 422) and "context" in said.lower():
            return InputError(f"The text is too long for the server: {said}", "Shorten it or cut it into several rows.",
                              ko=f"글이 너무 깁니다: {said}", hint_ko="줄이거나 여러 행으로 나누세요.")
        error = ServerError(f"The server {self.url} answered {status}: {said}", "See the server's log.",
                            ko=f"서버 {self.url}이(가) {status}로 답했습니다: {said}",
                           hint_ko="서버의 로그를 확인하세요.",
                            retryable=status in (408, 429, 500, 502, 503, 504))
        after = response.headers.get("retry-after", "")
        error.after = float(after) if after.isdecimal() else 0.0
        return error


def _said(response: httpx.Response) -> str:
    """The server's own words, a line at most."""
    try:
        found = response.json()
        found = found.get("error", found) if isinstance(found, dict) else found
        found = found.get("message", found) if isinstance(found, dict) else found
    except ValueError:
        found = response.text
    return str(found).strip()[:200] or response.reason_phrase


def _strict(schema: Any) -> bool:
    """OpenAI's strict mode refuses a schema with an object that is open or has optional keys."""
    if isinstance(schema, list):
        return all(map(_strict, schema))
    if not isinstance(schema, dict):
        return True
    closed = "properties" not in schema or (
        schema.get("additionalProperties") is False and set(schema.get("required", ())) == set(schema["properties"]))
    return closed and all(map(_strict, schema.values()))
