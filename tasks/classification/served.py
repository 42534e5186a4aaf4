"""Categories judged by a language model behind a server: one reply a patent with the relevance of every category, and
a second one where the best of them tie."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from documents.scores import softmax
from engine.base import Engine, Generate, Limits
from engine.errors import OnebaseError
from prompts import Prompt
from tasks.base import AdapterChoice, attempt
from tasks.classification.categories import Category, Tree
from tasks.classification.options import Options
from tasks.classification.results import Verdict
from tasks.classification.room import fitted

WORTH = 1.0                   # natural logarithms that a point of relevance is worth
CHOSEN = 1.0                  # and the second reply's choice
SCORE_TOKENS = 12             # of a reply, beside the name, for each category


def schema(categories: Sequence[Category]) -> dict[str, Any]:
    names = [c.name for c in categories]
    return {"type": "object", "properties": {n: {"type": "integer", "minimum": 0, "maximum": 10} for n in names},
            "required": names, "additionalProperties": False}


def judge(texts: Sequence[str], categories: Sequence[Category], engine: Engine, options: Options,
          adapter: AdapterChoice) -> Iterator[Verdict | OnebaseError]:
    tree = Tree(categories)
    answers = [categories[i] for i in tree.leaves]
    shape, context = schema(answers), engine.capabilities.context
    limits = Limits(max_new_tokens=sum(SCORE_TOKENS + len(c.name) for c in answers))
    voice = adapter.name if adapter.kind == "causal" else None

    def ask(prompt: Prompt, among: Sequence[Category], text: str, **more: Any) -> Generate:
        return Generate(fitted(prompt, tree, among, text, context - limits.max_new_tokens), voice, **more)

    relevance = options.template("relevance")
    first = [attempt(f) for f in engine.generate([ask(relevance, answers, t, schema=shape, limits=limits) for t in texts])]
    points = [r if isinstance(r, OnebaseError) else [float(r.value[c.name]) for c in answers] for r in first]
    tied = {i: [c for c, p in zip(answers, row, strict=True) if p == max(row)]
            for i, row in enumerate(points) if not isinstance(row, OnebaseError)}
    tied = {i: among for i, among in tied.items() if len(among) > 1 and max(points[i]) > 0}
    choice = options.template("choice")
    chosen = dict(zip(tied, engine.generate([ask(choice, among, texts[i], choices=tuple(c.name for c in among))
                                             for i, among in tied.items()]), strict=True))
    for i, row in enumerate(points):
        if isinstance(row, OnebaseError):
            yield row
            continue
        picked = attempt(chosen[i]) if i in chosen else None
        if isinstance(picked, OnebaseError):
            yield picked
            continue
        names = tuple(c.name for c in answers)
        values = [p + CHOSEN * (picked is not None and n == picked.text) for n, p in zip(names, row, strict=True)]
        if options.none:
            names, values = (*names, options.none), [*values, options.least - 0.5]
        yield Verdict(names, tuple(softmax([WORTH * v for v in values])), {"server": (values, WORTH)},
                      relevance=dict(zip(names, row, strict=False)), tied=tuple(c.name for c in tied.get(i, ())), tree=tree,
                      none=options.none)
