"""Any server that speaks the OpenAI chat protocol (vLLM, LM Studio, LoRAX, llama.cpp): an adapter is a model name.

A schema goes as `response_format`, choices as a schema with one enum, and into the prompt where the server refuses
those; what comes back is checked all the same. Scores are true log-probabilities where the server can give those of a
prompt (vLLM); elsewhere the server is made to choose, and the chosen continuation has log-probability 0 and the others
minus infinity (`capabilities.score` is False). A server has no class heads: `classify` is refused.
"""
from __future__ import annotations

import asyncio
import contextlib
import json
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from engine.base import Capabilities, Classify, Engine, Generate, Limits, Message, Reply, Score, Scores
from engine.checks import check_schema, found_in, parse
from engine.errors import AdapterError, InputError, OnebaseError, ServerError, TruncatedError
from engine.jobs import stopped
from engine.servers import address
from engine.wire import Wire

if TYPE_CHECKING:
    import numpy as np

    from engine.embedder import Embedder

POLL = 0.05                          # seconds between looks at a cancel event
CONTEXT = 8192                       # of a server that does not tell


class OpenAIEngine(Engine):
    """`url`: "http://host:8000/v1", with "#model" to name the base where the server lists several. `key`: None is that
    in ONEBASE_API_KEY. At most `concurrency` requests run at a time."""

    def __init__(self, url: str, *, embedder: Embedder, key: str | None = None, concurrency: int = 8,
                 timeout: float = 120.0):
        url, self._named = urldefrag(url)
        self.url = address(url)
        self._embedder = embedder
        self._wire = Wire(self.url, os.environ.get("ONEBASE_API_KEY", "") if key is None else key, timeout)
        self._turn, self._probing = asyncio.Semaphore(concurrency), asyncio.Lock()
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
    def models(self) -> tuple[str, ...]:
        """As the server lists them. Asks it the first time; ServerError when it does not answer."""
        asyncio.run_coroutine_threadsafe(self._probe(), self._loop).result()
        return tuple(m["id"] for m in self._wire.models)

    @property
    def model(self) -> str:
        """That answers where no adapter is named."""
        return self._base() if self.models else ""

    @property
    def capabilities(self) -> Capabilities:
        base = self.model
        entry = next((m for m in self._wire.models if m["id"] == base), {})
        meta = entry.get("meta") or {}
        context = entry.get("max_model_len") or meta.get("n_ctx") or meta.get("n_ctx_train") or CONTEXT
        return Capabilities(base=f"openai:{self.url}", fingerprint=None, parameters=meta.get("n_params"),
                            context=int(context), schema=self._wire.shapes, score=self._scores(), classify=False,
                            embed=self._embedder.available,
                            adapters=tuple(m["id"] for m in self._wire.models if m["id"] != base), remote=True)

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
        self._loop.run_until_complete(self._wire.close())
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
        schema = request.schema
        if request.choices is not None:
            if not request.choices:
                raise InputError("There is nothing to choose from.", "Give at least one choice.",
                                 ko="선택지가 없습니다.", hint_ko="선택지를 하나 이상 주세요.")
            schema = {"type": "object", "properties": {"choice": {"enum": list(request.choices)}},
                      "required": ["choice"], "additionalProperties": False}
        if schema is not None:
            check_schema(schema)
        said = None if schema is not None else say
        shaped = self._wire.shapes
        text, ending, usage = await self._wire.stream(self._shaped(request, schema, shaped), said)
        if schema is not None and shaped and not self._wire.shapes:
            # the schema was refused on the way, and the reply did not know of it
            text, ending, usage = await self._wire.stream(self._shaped(request, schema, False), said)
        truncated = ending == "length"
        if truncated and (schema is not None or not text):
            raise TruncatedError(f"The reply did not end within {request.limits.max_new_tokens} tokens.",
                                 "Raise max_new_tokens or shorten the input.",
                                 ko=f"답변이 {request.limits.max_new_tokens}토큰 안에 끝나지 않았습니다.",
                                 hint_ko="max_new_tokens를 늘리거나 입력을 줄이세요.")
        value = None
        if request.choices is not None:
            # unconstrained, a model may say the choice itself
            text = text.strip() if text.strip() in request.choices else parse(found_in(text), schema)["choice"]
        elif schema is not None:
            text = found_in(text)
            value = parse(text, schema)
        if schema is not None and say:
            say(text)
        return Reply(text, value, truncated=truncated, prompt_tokens=usage.get("prompt_tokens") or 0,
                     new_tokens=usage.get("completion_tokens") or 0, seconds=time.perf_counter() - began)

    def _shaped(self, request: Generate, schema: dict[str, Any] | None, shaped: bool) -> dict[str, Any]:
        if schema is None:
            return self._body(request.messages, request.adapter, request.limits)
        if shaped:
            return self._body(request.messages, request.adapter, request.limits) | {
                "response_format": {"type": "json_schema", "json_schema": {
                    "name": "reply", "schema": schema, "strict": _strict(schema)}}}
        asked = f"Reply with one JSON value that satisfies this schema, and nothing else:\n{json.dumps(schema, ensure_ascii=False)}"
        *before, last = request.messages
        return self._body((*before, Message(last.role, f"{last.content}\n\n{asked}")), request.adapter, request.limits)

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
        answer = await self._wire.json("POST", "/chat/completions", body)
        try:
            # with 0 alternatives each entry holds the prompt's own token alone
            return [0.0 if entry is None else next(iter(entry.values()))["logprob"]
                    for entry in answer["prompt_logprobs"]]
        except (KeyError, TypeError, StopIteration) as e:
            raise self._wire.nonsense(answer) from e

    def _body(self, messages: Sequence[Message], adapter: str | None, limits: Limits) -> dict[str, Any]:
        return {"model": adapter or self._base(), "max_tokens": limits.max_new_tokens, "seed": limits.seed,
                "temperature": limits.temperature,
                "messages": [{"role": m.role, "content": m.content} for m in messages]}

    # -- the server ----------------------------------------------------------------------------------------------
    async def _probe(self) -> None:
        async with self._probing:
            if self._wire.models:
                return
            answer = await self._wire.json("GET", "/models")
            models = answer.get("data") if isinstance(answer, dict) else None
            if not isinstance(models, list) or not all(isinstance(m, dict) and "id" in m for m in models):
                raise self._wire.nonsense(answer)
            if not models and not self._named:
                raise ServerError(f"The server {self.url} lists no model.", "Load one there, or name the model yourself.",
                                  ko=f"서버 {self.url}의 모델 목록이 비어 있습니다.",
                                  hint_ko="서버에서 모델을 불러오거나 모델 이름을 직접 쓰세요.")
            # some serve a model that they do not list
            models = models or [{"id": self._named}]
            self._wire.models[:] = models

    def _base(self) -> str:
        """The named model, else the first that is nobody's child."""
        return self._named or next((m["id"] for m in self._wire.models if not m.get("parent")), self._wire.models[0]["id"])

    def _scores(self) -> bool:
        return any(m.get("owned_by") == "vllm" for m in self._wire.models)


def _strict(schema: Any) -> bool:
    """OpenAI's strict mode refuses a schema with an object that is open or has optional keys."""
    if isinstance(schema, list):
        return all(map(_strict, schema))
    if not isinstance(schema, dict):
        return True
    closed = "properties" not in schema or (
        schema.get("additionalProperties") is False and set(schema.get("required", ())) == set(schema["properties"]))
    return closed and all(map(_strict, schema.values()))
