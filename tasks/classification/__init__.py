"""IP classification: a patent's category, by a trained adapter or by categories described in words."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationInfo, field_validator

import prompts
from documents.lexical import Lexical
from documents.votes import mix, vote
from engine.base import Classes, Engine
from engine.errors import InputError, OnebaseError
from tasks import base
from tasks.base import AdapterChoice, Strict, attempt, register
from tasks.classification import categories as table
from tasks.classification import columns, described
from tasks.classification.categories import Category


class Input(Strict):
    text: str


class Result(Strict):
    label: str
    scores: dict[str, float]
    chunks: int


class Options(base.Options):
    """`columns` make the text, joined; `categories` need no training; `vote` is over an adapter's windows."""
    columns: tuple[str, ...] = ()
    categories: tuple[Category, ...] | None = None
    vote: Literal["mean", "top3"] = "mean"

    @field_validator("columns", mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        return tuple(c.strip() for c in value.split(",") if c.strip()) if isinstance(value, str) else value

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
        if not (info.context or {}).get("local"):
            raise ValueError("give the categories themselves: [{name, description}, …]")
        return table.read(Path(value))

    @field_validator("categories")
    @classmethod
    def _sound(cls, value: tuple[Category, ...] | None) -> tuple[Category, ...] | None:
        return None if value is None else table.checked(value)


@lru_cache(maxsize=8)
def _companion(path: Path, stamp: int) -> Lexical:
    return Lexical.load(path)


def companion_of(adapter: AdapterChoice) -> Lexical | None:
    if not adapter.companion or adapter.path is None:
        return None
    path = adapter.path / "companion.safetensors"
    return _companion(path, path.stat().st_mtime_ns)


def result(labels: Sequence[str], probabilities: Sequence[float], chunks: int) -> Result:
    scores = dict(zip(labels, (round(p, 6) for p in probabilities), strict=True))
    best = max(range(len(labels)), key=probabilities.__getitem__)
    return Result(label=labels[best], scores=scores, chunks=chunks)


class Classification(base.Task):
    name = "classification"
    title = {"ko": "특허 분류", "en": "IP classification"}
    about = {"ko": "특허를 학습된 어댑터의 분류나 말로 설명한 분류 중 하나에 넣습니다.",
             "en": "Puts a patent in a category of a trained adapter, or in one that you describe in words."}
    Input, Result, Options = Input, Result, Options
    examples = (
        {"text": "Method for producing lithium carbonate from brine\n\nBrine is concentrated by evaporation, magnesium "
                 "is removed as its hydroxide, and lithium carbonate is precipitated with sodium carbonate."},
        {"text": "Process for hydrogen by steam reforming\n\nNatural gas and steam react over a nickel catalyst; the "
                 "shift reactor turns carbon monoxide and water into carbon dioxide and hydrogen, which is purified."},
    )

    def prepare(self, row: Mapping[str, Any], options: Options) -> Mapping[str, Any]:
        chosen = options.columns or columns.text_columns(row)
        if not chosen or chosen == ("text",):
            return row
        return {**row, "text": columns.join(row, chosen)}

    def run(self, inputs: Sequence[Input], engine: Engine, options: Options, adapter: AdapterChoice) -> Iterator[Any]:
        if options.categories:
            yield from self._described(inputs, engine, options, options.categories, adapter)
        elif adapter.kind == "classification" and adapter.name:
            yield from self._trained(inputs, engine, options, adapter)
        else:
            raise InputError("There is nothing to choose from: no classification adapter and no categories.",
                             "Choose an adapter, or give categories with names and descriptions.",
                             ko="고를 분류가 없습니다. 분류 어댑터도 categories도 없습니다.",
                             hint_ko="어댑터를 고르거나 이름과 설명이 있는 categories를 주세요.")

    def _trained(self, inputs: Sequence[Input], engine: Engine, options: Options,
                 adapter: AdapterChoice) -> Iterator[Result | OnebaseError]:
        companion = companion_of(adapter)
        for given, future in zip(inputs, engine.classify([i.text for i in inputs], adapter.name), strict=True):
            found: Classes | OnebaseError = attempt(future)
            if isinstance(found, OnebaseError):
                yield found
                continue
            probabilities = vote(found.windows, options.vote)
            if companion:
                share = adapter.companion
                probabilities = mix((probabilities, companion.probabilities(given.text)), (1 - share, share))
            yield result(found.labels, probabilities, len(found.windows))

    def _described(self, inputs: Sequence[Input], engine: Engine, options: Options, categories: Sequence[Category],
                   adapter: AdapterChoice) -> Iterator[Result | OnebaseError]:
        panel = described.Panel.of(engine)
        prompt = prompts.load(f"classification/{options.prompt or 'v1'}")
        texts = [i.text for i in inputs]
        likeness = base_scores = None
        if panel.embedder:
            about = [described.about(c) for c in categories]
            vectors = engine.embed([*about, *(t[:described.READ] for t in texts)])
            likeness = (vectors[len(about):] @ vectors[:len(about)].T).tolist()
        if panel.base:
            voice = adapter.name if adapter.kind == "causal" else None
            context = engine.capabilities.context
            base_scores = engine.score(described.requests(prompt, categories, texts, context, voice))
            empty = base_scores[-1].result()
        for i, text in enumerate(texts):
            own = None
            if base_scores:
                found = attempt(base_scores[i])
                if isinstance(found, OnebaseError):
                    yield found
                    continue
                own = described.calibrated(found, empty)
            chances = described.combine(panel, own, likeness and likeness[i], text, categories)
            yield result([c.name for c in categories], chances, 1)


register(Classification())
