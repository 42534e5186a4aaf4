"""Categories of a trained adapter: its windows' soft vote, and its lexical companion's."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from documents.lexical import Lexical
from documents.votes import mix, vote
from engine.base import Classes, Classify, Engine
from engine.errors import OnebaseError
from tasks.base import AdapterChoice, attempt
from tasks.classification.options import Options
from tasks.classification.results import Verdict, Window


@lru_cache(maxsize=8)
def _companion(path: Path, stamp: int) -> Lexical:
    return Lexical.load(path)


def companion_of(adapter: AdapterChoice) -> Lexical | None:
    if not adapter.companion or adapter.path is None:
        return None
    path = adapter.path / "companion.safetensors"
    return _companion(path, path.stat().st_mtime_ns)


def judge(texts: Sequence[str], engine: Engine, options: Options, adapter: AdapterChoice) -> Iterator[Verdict | OnebaseError]:
    companion = companion_of(adapter)
    requests = [Classify(t, adapter.name, options.window, options.stride) for t in texts]
    for text, future in zip(texts, engine.submit(requests, cancel=engine.cancel), strict=True):
        found: Classes | OnebaseError = attempt(future)
        yield found if isinstance(found, OnebaseError) else verdict(found, text, companion, adapter.companion, options)


def verdict(found: Classes, text: str, companion: Lexical | None, share: float | None, options: Options) -> Verdict:
    probabilities = vote(found.windows, options.vote)
    votes = {"adapter": (probabilities, 1 - share if companion else 1.0)}
    if companion:
        other = companion.probabilities(text)
        votes["companion"] = (other, share)
        probabilities = mix((probabilities, other), (1 - share, share))
    windows = ()
    if options.details:
        windows = tuple(Window(start=start, end=end, label=found.labels[max(range(len(w)), key=w.__getitem__)],
                               scores=dict(zip(found.labels, (round(p, 4) for p in w), strict=True)))
                        for (start, end), w in zip(found.spans, found.windows, strict=True))
    names, none = found.labels, ""
    if options.none and options.none not in names:
        # a head knows its own labels only: where none of them is likely enough, what is left over is the answer's
        none, names = options.none, (*names, options.none)
        left = max(0.0, options.least / 10 - max(probabilities))
        votes = {who: ((*values, left), worth) for who, (values, worth) in votes.items()}
        unsure = 2 * left + (max(probabilities) if left else 0.0)
        whole = sum(probabilities) + unsure
        probabilities = tuple(p / whole for p in (*probabilities, unsure))
    return Verdict(names, probabilities, votes, windows, len(found.windows), none=none)
