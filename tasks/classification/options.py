"""What a run of the classification may be told."""
from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urldefrag

from pydantic import Field, SecretStr, ValidationInfo, field_validator

import prompts
from engine.errors import InputError
from prompts import Prompt
from tasks import base
from tasks.base import Strict
from tasks.classification import categories as table
from tasks.classification import sets
from tasks.classification.categories import Category

VERSION = "v1"                                # of the prompts
VARIABLES = ("categories", "text")            # of both prompts; each category has a name and a description


class Server(Strict):
    """An OpenAI-compatible server that judges in the base's place. Whether it may be reached is the edge's to say."""
    url: str = Field(min_length=1, max_length=500)
    model: str = Field(default="", max_length=300)        # "": the server's first
    key: SecretStr = SecretStr("")
    concurrency: int = Field(default=8, ge=1, le=64)      # requests at a time


class Options(base.Options):
    """`columns` make the text, joined by `separator`; `categories` need no training, and without them an adapter
    answers. Everything else has a default that suits most tables."""
    columns: tuple[str, ...] = Field((), description="columns that make the text")
    categories: tuple[Category, ...] | None = Field(None, description="[{name, description, parent}, …], or the name of a "
                                                    "ready set such as ipc.ko, c01.en; no training is needed")
    vote: Literal["mean", "top3"] = Field("mean", description="an adapter's windows: mean of all, or each one's three best")
    separator: str = Field("\n\n", max_length=20, description="between the columns")
    details: bool = Field(False, description="ranked answers, margin, path, windows and what decided, beside the label")
    top: int = Field(3, ge=1, le=table.MOST, description="answers kept in `ranked`")
    several: bool = Field(False, description="every category that fits is in `labels`, not the best alone")
    least: float = Field(5.0, ge=0, le=10, description="relevance from which a category fits")
    none: str = Field("", max_length=100, description="the answer where no category fits; empty: always the best one")
    window: int | None = Field(None, ge=16, le=8192, description="an adapter's window in tokens; empty: as trained")
    stride: int | None = Field(None, ge=8, le=8192, description="tokens from window to window")
    relevance: str | None = Field(None, max_length=20_000, description="the first prompt, in place of prompts/classification")
    choice: str | None = Field(None, max_length=20_000, description="the second prompt, for categories that tie")
    server: Server | None = Field(None, description="{url, model, key}: an OpenAI-compatible server judges")

    @field_validator("columns", mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        return tuple(c.strip() for c in value.split(",") if c.strip()) if isinstance(value, str) else value

    @field_validator("separator", mode="before")
    @classmethod
    def _escapes(cls, value: Any) -> Any:
        r"""On a command line a line break is written \n."""
        return value.replace("\\n", "\n").replace("\\t", "\t") if isinstance(value, str) else value

    @field_validator("categories", mode="before")
    @classmethod
    def _table(cls, value: Any, info: ValidationInfo) -> Any:
        """A file is read only for a person at this machine: a page or a remote caller must not name our files."""
        if isinstance(value, list | tuple) and len(value) == 1 and isinstance(value[0], str):
            value = value[0]
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            return json.loads(value)
        name, _, lang = value.partition(".")
        if name in sets.TITLES and lang in sets.TITLES[name]:
            return sets.ready(name, lang)
        if not (info.context or {}).get("local"):
            raise ValueError("give the categories themselves: [{name, description}, …]")
        return table.read(Path(value))

    @field_validator("categories")
    @classmethod
    def _sound(cls, value: tuple[Category, ...] | None) -> tuple[Category, ...] | None:
        return None if value is None else table.checked(value)

    @field_validator("server", mode="before")
    @classmethod
    def _address(cls, value: Any, info: ValidationInfo) -> Any:
        """`http://host:port/v1#model`, whose key a person at this machine has in ONEBASE_API_KEY."""
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("{"):
            return json.loads(value)
        url, model = urldefrag(value)
        key = os.environ.get("ONEBASE_API_KEY", "") if (info.context or {}).get("local") else ""
        return {"url": url, "model": model, "key": key}

    @field_validator("relevance", "choice")
    @classmethod
    def _template(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None or not value.strip():
            return None
        try:
            Prompt(info.field_name, value).check(VARIABLES)
        except InputError as e:
            raise ValueError(f"{e.message} {e.hint}") from e
        return value

    def template(self, what: Literal["relevance", "choice"]) -> Prompt:
        """The run's own prompt where it has one, else the file of its version."""
        own = getattr(self, what)
        return Prompt(what, own) if own else prompts.load(f"classification/{self.prompt or VERSION}/{what}")


def texts_of_prompts(version: str = VERSION) -> Mapping[str, str]:
    """What stands in the two prompts before anyone edits them: {"relevance": …, "choice": …}."""
    return {what: prompts.load(f"classification/{version}/{what}").text for what in ("relevance", "choice")}
