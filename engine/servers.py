"""Which OpenAI-compatible servers may be reached, and whether one works: said before a run, not in the middle of it."""
from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from engine.errors import InputError, OutputError, ServerError, SettingsError

ENDINGS = ("/chat/completions", "/completions", "/models")     # of addresses copied from a manual's example
PATIENCE = 60.0                      # seconds for the first reply: some servers load the model only then
USUAL = "LM Studio 1234, Ollama 11434, vLLM 8000, llama.cpp 8080"


@dataclass(frozen=True)
class Checked:
    """A server that works. `shapes`: it holds its replies to a schema."""
    url: str
    models: tuple[str, ...]
    model: str
    shapes: bool
    seconds: float                   # of a short reply


def address(url: str) -> str:
    """The server's /v1 without a slash at its end; SettingsError for what is no address."""
    text = url.strip()
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
    except ValueError:                       # a port that is no number, a bracket left open
        sound = False
    if not sound or parts.username is not None or parts.query or parts.fragment or any(c.isspace() for c in text):
        raise SettingsError(f"{url!r} is not a server's address.", "Write http://host:port/v1.",
                            ko=f"{url!r}은(는) 서버 주소가 아닙니다.", hint_ko="http://호스트:포트/v1 형식으로 쓰세요.")
    path = parts.path.rstrip("/")
    for ending in ENDINGS:
        path = path.removesuffix(ending)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.lower()
    port = "" if parts.port in (None, {"http": 80, "https": 443}[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}{path or '/v1'}"


def permitted(url: str, named: Sequence[str] | None) -> str:
    """The address, if it may be reached. `named`: the only ones that may, for a page that strangers use; None: any."""
    found = address(url)
    if named is None or found in [address(n) for n in named]:
        return found
    raise InputError(f"The server {url} may not be reached from this page.",
                     "Servers here: " + ", ".join(named) + "." if named else
                     "This page is public; its owner may name servers in ONEBASE_SERVERS.",
                     ko=f"이 페이지에서는 서버 {url}에 연결할 수 없습니다.",
                     hint_ko="쓸 수 있는 서버: " + ", ".join(named) if named else
                     "공개된 페이지입니다. 운영자가 ONEBASE_SERVERS에 서버를 지정할 수 있습니다.")


def check(url: str, key: str = "", model: str = "", *, timeout: float = PATIENCE) -> Checked:
    """Ask for the models and for one short reply that must fit a schema. Errors say what is wrong: the address, the key,
    the model, or that this is no OpenAI server. `model` "": the server's first."""
    from engine.base import Generate, Limits, Message
    from engine.embedder import Embedder
    from engine.openai import OpenAIEngine
    engine = OpenAIEngine(f"{url}#{model}" if model else url, embedder=Embedder(), key=key, timeout=timeout)
    try:
        models = _models(engine)
        if model and model not in models:
            raise InputError(f"The server {engine.url} has no model {model}.", f"It has: {', '.join(models[:20])}.",
                             ko=f"서버 {engine.url}에 {model} 모델이 없습니다.", hint_ko=f"있는 모델: {', '.join(models[:20])}")
        began = time.perf_counter()
        request = Generate((Message("user", "Is water wet?"),), choices=("yes", "no"), limits=Limits(1024))
        try:
            engine.submit([request])[0].result()
            shapes = engine.capabilities.schema
        except OutputError:                  # it answers, but as it likes
            shapes = False
        return Checked(engine.url, models, engine.model, shapes, time.perf_counter() - began)
    finally:
        engine.close()


def _models(engine) -> tuple[str, ...]:
    try:
        return engine.models
    except ServerError as e:
        if not getattr(e, "gone", False):
            raise
        host = urlsplit(engine.url)
        raise ServerError(f"No server answers at {host.netloc}.",
                          f"Start it and check host and port ({USUAL}). Inside a container, localhost is the container.",
                          ko=f"{host.netloc}에서 응답하는 서버가 없습니다.",
                          hint_ko=f"서버를 켜고 호스트와 포트를 확인하세요({USUAL}). 컨테이너 안에서 localhost는 컨테이너 자신입니다.",
                          retryable=True) from e
