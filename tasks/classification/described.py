"""Categories described in words, no training: the base's own scores, the embedder and shared words, mixed."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from documents.overlap import overlaps
from engine.base import Engine, Message, Score, Scores
from prompts import Prompt
from tasks.classification.bilingual import with_counterparts
from tasks.classification.categories import Category

LARGE = 300_000_000            # parameters; below, a base's scores of unseen categories are close to chance
READ = 6_000                   # characters of a text that the base and the embedder read at most
# sharpness of each voter: what one unit of its difference is worth in natural logarithms
SHARP = {"base": 1.0, "embedder": 6.0, "words": 2.0}
SMALL_BASE = 0.1


@dataclass(frozen=True)
class Panel:
    """The voters' weights; what the engine cannot do has none."""
    base: float
    embedder: float
    words: float

    @classmethod
    def of(cls, engine: Engine) -> Panel:
        can = engine.capabilities
        large = can.parameters is None or can.parameters >= LARGE
        return cls(base=(1.0 if large else SMALL_BASE) if can.score else 0.0, embedder=1.0 if can.embed else 0.0,
                   words=1.0)


def about(category: Category) -> str:
    return f"{category.name}: {category.description}" if category.description else category.name


def softmax(values: Sequence[float]) -> list[float]:
    top = max(values)
    raised = [math.exp(v - top) for v in values]
    whole = sum(raised)
    return [r / whole for r in raised]


def messages(prompt: Prompt, categories: Sequence[Category], text: str, context: int) -> tuple[Message, ...]:
    """The text cut so that prompt and names fit the base, counting a token a character to be safe."""
    room = context - 200 - sum(len(c.name) + len(c.description) for c in categories)
    return prompt.render({"categories": [c.model_dump() for c in categories], "text": text[:max(200, min(room, READ))]})


def requests(prompt: Prompt, categories: Sequence[Category], texts: Sequence[str], context: int,
             adapter: str | None) -> list[Score]:
    """A request a text, and last that of an empty text, whose scores are the names' own and are taken off."""
    names = tuple(c.name for c in categories)
    return [Score(messages(prompt, categories, t, context), names, adapter) for t in (*texts, "")]


def calibrated(scores: Scores, empty: Scores) -> list[float]:
    return [a - b for a, b in zip(scores.per_token(), empty.per_token(), strict=True)]


def combine(panel: Panel, base: Sequence[float] | None, likeness: Sequence[float] | None, text: str,
            categories: Sequence[Category]) -> list[float]:
    """Probabilities, one a category."""
    # the embedder reads both languages; words need their counterparts
    words = overlaps(text, [with_counterparts(about(c)) for c in categories])
    total = [panel.words * SHARP["words"] * w for w in words]
    for values, weight, sharp in ((base, panel.base, SHARP["base"]), (likeness, panel.embedder, SHARP["embedder"])):
        if values is not None:
            total = [t + weight * sharp * v for t, v in zip(total, values, strict=True)]
    return softmax(total)
