"""The line to an OpenAI-compatible server: requests, streams, retries, and what is said when it does not answer.

What a server refuses of a request (a seed, a schema) is left out from then on. One that is down is not asked again for
a while, so that the rest of a long run ends in moments and can be run again.
"""
from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from engine.errors import AdapterError, InputError, OnebaseError, ServerError

if TYPE_CHECKING:
    import httpx

TRIES = 4
PAUSE = 0.5                          # seconds before the second try, doubled before each further one
LONGEST_PAUSE = 10.0
LONGEST_WAIT = 120.0                 # that a server may ask for in Retry-After
REST = 30.0                          # seconds for which a server that was down is not asked again
CONNECT = 5.0
# what some servers do not know: name in their refusal → what goes in its place, None: nothing
QUIRKS: dict[str, str | None] = {"response_format": None, "seed": None, "stream_options": None, "temperature": None,
                                 "max_tokens": "max_completion_tokens"}


class Wire:
    """`url` of the /v1. All coroutines belong on one loop."""

    def __init__(self, url: str, key: str, timeout: float):
        import httpx
        self.url = url
        self._client = httpx.AsyncClient(headers={"Authorization": f"Bearer {key}"} if key else {},
                                         timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT), pool=None))
        self.models: list[dict[str, Any]] = []           # as the server lists them, once it has been asked
        self._without: set[str] = set()
        self._down: tuple[float, ServerError] | None = None

    @property
    def shapes(self) -> bool:
        """False once the server has refused a schema."""
        return "response_format" not in self._without

    async def close(self) -> None:
        await self._client.aclose()

    async def json(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        async def once() -> Any:
            async with self._request(method, path, body) as response:
                return self._value(await response.aread())
        return await self._retry(once)

    async def stream(self, body: Mapping[str, Any], say: Callable[[str], None] | None,
                     ) -> tuple[str, str | None, Mapping[str, Any]]:
        """(text, finish reason, usage) of a chat. Streamed always, so that it can be stopped between two pieces."""
        return await self._retry(lambda: self._stream(body, say))

    # -- one try -------------------------------------------------------------------------------------------------
    async def _stream(self, body, say) -> tuple[str, str | None, Mapping[str, Any]]:
        text, ending, usage = "", None, {}
        body = {**body, "stream": True, "stream_options": {"include_usage": True}}
        async with self._request("POST", "/chat/completions", body) as response:
            if "event-stream" not in response.headers.get("content-type", ""):      # the server does not stream
                answer = self._value(await response.aread())
                try:
                    choice = answer["choices"][0]
                    text, ending = choice["message"]["content"] or "", choice.get("finish_reason")
                except (KeyError, IndexError, TypeError) as e:
                    raise self.nonsense(answer) from e
                if say:
                    say(text)
                return text, ending, answer.get("usage") or {}
            async for line in response.aiter_lines():
                if not line.startswith("data:") or line.strip() == "data: [DONE]":
                    continue
                piece = self._value(line[5:])
                if not isinstance(piece, dict) or piece.get("error"):
                    raise self.nonsense(piece)
                usage = piece.get("usage") or usage
                for choice in (piece.get("choices") or [])[:1]:
                    ending = choice.get("finish_reason") or ending
                    if new := (choice.get("delta") or {}).get("content"):
                        text += new
                        if say:
                            say(text)
        if ending is None:
            raise self._gone("broke off in the middle of a reply", "답변 도중에 연결이 끊겼습니다")
        return text, ending, usage

    @contextlib.asynccontextmanager
    async def _request(self, method: str, path: str, body: Mapping[str, Any] | None):
        import httpx
        sent = self._adapted(body)
        try:
            async with self._client.stream(method, self.url + path, json=sent) as response:
                if response.status_code != 200:
                    await response.aread()
                    raise self._refusal(response, sent)
                yield response
        except (httpx.ConnectError, httpx.ConnectTimeout) as e:
            if "ssl" in str(e).lower() or "certificate" in str(e).lower():
                raise ServerError(f"The server {self.url} does not speak https as it should: {e}.",
                                  "Write http:// if it has no certificate, or give it a valid one.",
                                  ko=f"서버 {self.url}과(와) https로 통신할 수 없습니다: {e}.",
                                  hint_ko="인증서가 없는 서버면 http://로 쓰고, 있으면 유효한지 확인하세요.") from e
            raise self._gone("does not answer", "응답하지 않습니다") from e
        except httpx.TimeoutException as e:
            raise self._gone("took too long", "시간 안에 답하지 않았습니다") from e
        except httpx.InvalidURL as e:
            raise ServerError(f"{self.url} is not a server's address: {e}.", "Write http://host:port/v1.",
                              ko=f"{self.url}은(는) 서버 주소가 아닙니다: {e}.", hint_ko="http://호스트:포트/v1로 쓰세요.") from e
        except httpx.TransportError as e:
            raise self._gone(f"broke off ({type(e).__name__})", f"연결이 끊겼습니다({type(e).__name__})") from e

    def _adapted(self, body: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        if body is None:
            return None
        found = dict(body)
        for name in self._without & found.keys():
            value = found.pop(name)
            if (other := QUIRKS[name]) is not None:
                found[other] = value
        return found

    # -- tries ---------------------------------------------------------------------------------------------------
    async def _retry(self, attempt: Callable[[], Any]) -> Any:
        if self._down and time.monotonic() - self._down[0] < REST:
            raise self._down[1]
        number = 1
        while True:
            try:
                answer = await attempt()
            except _Quirk:
                continue                                 # the same again, without what was refused
            except ServerError as e:
                if not e.retryable:
                    raise
                if number == TRIES:
                    if getattr(e, "gone", False):
                        self._down = time.monotonic(), e
                    raise
                pause = min(PAUSE * 2 ** (number - 1), LONGEST_PAUSE) * random.uniform(0.8, 1.2)
                await asyncio.sleep(max(pause, min(getattr(e, "after", 0.0), LONGEST_WAIT)))
                number += 1
            else:
                self._down = None
                return answer

    def _value(self, raw: bytes | str) -> Any:
        try:
            return json.loads(raw)
        except ValueError as e:
            raise self.nonsense(raw[:200]) from e

    # -- errors --------------------------------------------------------------------------------------------------
    def _gone(self, what: str, ko: str) -> ServerError:
        error = ServerError(f"The server {self.url} {what}.",
                            "Start it, check its address (the server field, or ONEBASE_BASE), or use the embedded base.",
                            ko=f"서버 {self.url}: {ko}.",
                            hint_ko="서버를 켜고 주소(서버 칸 또는 ONEBASE_BASE)를 확인하거나 내장 베이스를 쓰세요.",
                            retryable=True)
        error.gone = True
        return error

    def nonsense(self, answer: Any) -> ServerError:
        return ServerError(f"The server {self.url} answered something else than the OpenAI protocol: "
                           f"{str(answer)[:120]!r}.", "Check that this is the address of its /v1.",
                           ko=f"서버 {self.url}의 응답이 OpenAI 형식이 아닙니다: {str(answer)[:120]!r}.",
                           hint_ko="서버의 /v1 주소가 맞는지 확인하세요.")

    def _refusal(self, response: httpx.Response, body: Mapping[str, Any] | None) -> OnebaseError | _Quirk:
        status, said = response.status_code, _said(response)
        if status in (401, 403):
            return ServerError(f"The server {self.url} refused the key ({status}).",
                               "Give its key (the key field, or ONEBASE_API_KEY).",
                               ko=f"서버 {self.url}이(가) 키를 거부했습니다({status}).",
                               hint_ko="서버의 키를 넣으세요(키 칸 또는 ONEBASE_API_KEY).")
        if body is not None and not _page(response) and (
                status == 404 or (status == 400 and body["model"] in said and re.search(r"model|pinned|requested", said.lower()))):
            known = ", ".join(m["id"] for m in self.models) or "none"
            return AdapterError(f"The server {self.url} has no model {body['model']}: {said}", f"Known: {known}.",
                                ko=f"서버 {self.url}에 {body['model']} 모델이 없습니다: {said}",
                                hint_ko=f"있는 모델: {known}")
        if status in (404, 405):
            return self.nonsense(f"{status} {said}")
        if status in (400, 413, 422) and "context" in said.lower():
            return InputError(f"The text is too long for the server: {said}", "Shorten it or cut it into several rows.",
                              ko=f"글이 너무 깁니다: {said}", hint_ko="줄이거나 여러 행으로 나누세요.")
        if status in (400, 422) and body is not None and (quirk := _quirk(said, body)):
            self._without.add(quirk)
            return _Quirk()
        error = ServerError(f"The server {self.url} answered {status}: {said}", "See the server's log.",
                            ko=f"서버 {self.url}이(가) {status}로 답했습니다: {said}",
                            hint_ko="서버의 로그를 확인하세요.",
                            retryable=status in (408, 429, 500, 502, 503, 504))
        error.after = _seconds(response.headers.get("retry-after", ""))
        return error


def _quirk(said: str, body: Mapping[str, Any]) -> str | None:
    """What of the request a refusal does not know."""
    words = said.lower()
    if "response_format" in body and re.search(r"response_format|json[_ ]?schema|schema|grammar|structured", words):
        return "response_format"
    strange = re.search(r"unsupported|not supported|unrecogni|unknown|unexpected|extra|not permitted|not allowed|invalid", words)
    return next((q for q in QUIRKS if q in words and q in body), None) if strange else None


class _Quirk(Exception):
    """The server does not know a part of the request; ask again without it."""


def _seconds(text: str) -> float:
    """Of a Retry-After, which is a number or a date."""
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _page(response: httpx.Response) -> bool:
    return "html" in response.headers.get("content-type", "")


def _said(response: httpx.Response) -> str:
    """The server's own words, a line at most."""
    try:
        found = response.json()
        found = found.get("error", found) if isinstance(found, dict) else found
        found = found.get("message", found.get("detail", found)) if isinstance(found, dict) else found
    except ValueError:
        found = response.text
    return str(found).strip()[:300] or response.reason_phrase
