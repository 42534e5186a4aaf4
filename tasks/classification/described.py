"""Categories described in words, no training: the base's own scores, the embedder and shared words, mixed.

What a patent is about stands at its beginning, so the first passage counts most; the others count a little, and all of
them have their vote on view. All categories of a text are scored in one forward of the base: for each, how
much likelier the relevance 10 is than the relevance 0, beside the same for an empty text. Where the best tie, the base
chooses among them in a second one.
"""
from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dictionaries.elements import implied, spelled_out
from documents.chunks import passages
from documents.overlap import overlaps
from documents.scores import sigmoid, softmax
from engine.base import Engine, Score, Scores
from engine.errors import OnebaseError
from prompts import Prompt
from tasks.base import AdapterChoice, attempt
from tasks.classification.bilingual import with_counterparts
from tasks.classification.categories import Category, Tree
from tasks.classification.options import Options
from tasks.classification.results import Verdict, Window
from tasks.classification.room import fitted, tokens

LARGE = 300_000_000            # parameters; below, a base's scores of unseen categories are close to chance
# sharpness of each voter: what one unit of its difference is worth in natural logarithms
SHARP = {"base": 1.0, "embedder": 6.0, "words": 4.0}
SMALL_BASE = 0.1
SMALL_READS = 640              # tokens of prompt and text that a small base is given: more would cost time and change nothing
PASSAGE = 1_000                # characters
REST = 0.15                    # what the passages after the first count for, all together
TIE = 0.1                      # evidence in natural logarithms: what lies closer to the best is a tie
ABOVE = 0.5                    # what a category takes of the evidence for those that it belongs to
# evidence in natural logarithms: what texts of other fields stay below, and from which a category fits rather than not
NONE, FITS = 1.5, 3.0


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


def replies(categories: Sequence[Category]) -> tuple[str, ...]:
    """Two a category: the relevance 10, and 0."""
    return tuple(f'{{"{c.name}": {value}' for c in categories for value in (10, 0))


def leaning(scores: Scores) -> list[float]:
    """How much likelier 10 is than 0, a category."""
    return [a - b for a, b in zip(scores.logprobs[::2], scores.logprobs[1::2], strict=True)]


def judge(texts: Sequence[str], categories: Sequence[Category], engine: Engine, options: Options,
          adapter: AdapterChoice) -> Iterator[Verdict | OnebaseError]:
    panel, tree, context = Panel.of(engine), Tree(categories), engine.capabilities.context
    context = min(context, SMALL_READS) if panel.base < 1 else context
    voice = adapter.name if adapter.kind == "causal" else None
    if panel.base < 1 and len(_groups(categories, context)) > 1:
        panel = replace(panel, base=0.0)         # several forwards a text for next to nothing
    cuts = [passages(t, PASSAGE) for t in texts]
    flat = [t[start:end] for t, cut in zip(texts, cuts, strict=True) for start, end in cut]
    found = {"words": _words(flat, categories)}
    if panel.embedder:
        found["embedder"] = _likeness(flat, categories, engine)
    worth = {who: SHARP[who] * getattr(panel, who) for who in SHARP}
    signals: list[dict[str, list[float]] | OnebaseError] = []
    windows: list[tuple[Window, ...]] = []
    place = 0
    for cut in cuts:
        own = {who: values[place:place + len(cut)] for who, values in found.items()}
        signals.append({who: _weighed(values) for who, values in own.items()})
        windows.append(_votes(cut, own, worth, tree) if options.details else ())
        place += len(cut)
    if panel.base:
        for i, values in enumerate(_relevance(texts, tree, engine, options, context, voice)):
            if isinstance(values, OnebaseError):
                signals[i] = values
            else:
                signals[i]["base"] = values
    evidence = [s if isinstance(s, OnebaseError) else [sum(worth[who] * values[i] for who, values in s.items())
                                                       for i in range(len(categories))] for s in signals]
    verdicts = [e if isinstance(e, OnebaseError) else replace(_verdict(e, s, worth, tree, options), windows=w, chunks=len(c))
                for e, s, w, c in zip(evidence, signals, windows, cuts, strict=True)]
    yield from _settled(verdicts, texts, tree, engine, options, context, voice, worth["base"]) if panel.base else verdicts


def _relevance(texts: Sequence[str], tree: Tree, engine: Engine, options: Options, context: int,
               voice: str | None) -> Iterator[list[float] | OnebaseError]:
    """What the base says of every category of a text, beside what it says of no text at all."""
    prompt, groups = options.template("relevance"), _groups(tree.categories, context)
    asked = engine.score([Score(fitted(prompt, tree, group, t, context), replies(group), voice)
                          for t in (*texts, "") for group in groups])
    found = [[attempt(f) for f in asked[i:i + len(groups)]] for i in range(0, len(asked), len(groups))]
    if wrong := next((f for f in found[-1] if isinstance(f, OnebaseError)), None):
        raise wrong
    usual = [v for scores in found[-1] for v in leaning(scores)]
    for row in found[:-1]:
        wrong = next((f for f in row if isinstance(f, OnebaseError)), None)
        yield wrong or [v - u for v, u in zip((v for scores in row for v in leaning(scores)), usual, strict=True)]


def _groups(categories: Sequence[Category], context: int) -> list[list[Category]]:
    """All in one, or as many at a time as leave three quarters of the context to the prompt and the text."""
    groups, room = [[]], context // 4
    for category in categories:
        cost = tokens(category.name) + 4
        if groups[-1] and cost > room:
            groups.append([])
            room = context // 4
        groups[-1].append(category)
        room -= cost
    return groups


def _words(texts: Sequence[str], categories: Sequence[Category]) -> list[list[float]]:
    # the embedder reads both languages; words need their counterparts
    descriptions = [with_counterparts(spelled_out(about(c))) for c in categories]
    return [overlaps(implied(t), descriptions) for t in texts]


def _likeness(texts: Sequence[str], categories: Sequence[Category], engine: Engine) -> list[list[float]]:
    """How much nearer a text is to each category than what any patent says."""
    # products in single precision depend on the number of rows, in their last digits
    found = engine.embed([*(spelled_out(about(c)) for c in categories), *background(), *texts]).astype("float64")
    own, rest = found[:len(categories)], found[len(categories):]
    usual = (rest[:len(background())] @ own.T).mean(0)
    return (rest[len(background()):] @ own.T - usual).tolist()


@cache
def background() -> tuple[str, ...]:
    """Sentences that any patent might have, and that speak for no category."""
    return tuple((Path(__file__).parent / "background.txt").read_text(encoding="utf-8").split("\n")[:-1])


def _weighed(passages: Sequence[Sequence[float]]) -> list[float]:
    """The first passage's values and a little of the others' mean."""
    first, rest = passages[0], passages[1:]
    return [v + REST * sum(p[i] for p in rest) / len(rest) for i, v in enumerate(first)] if rest else list(first)


def _votes(cut: Sequence[tuple[int, int]], signals: dict[str, Sequence[Sequence[float]]], worth: dict[str, float],
           tree: Tree) -> tuple[Window, ...]:
    """What each passage alone says, words and likeness together."""
    names = [tree.categories[i].name for i in tree.leaves]
    windows = []
    for n, (start, end) in enumerate(cut):
        values = _down([sum(worth[who] * v[n][i] for who, v in signals.items()) for i in range(len(tree.categories))], tree)
        p = softmax(values)
        windows.append(Window(start=start, end=end, label=names[max(range(len(p)), key=p.__getitem__)],
                              scores=dict(zip(names, (round(x, 4) for x in p), strict=True))))
    return tuple(windows)


def _down(values: Sequence[float], tree: Tree) -> list[float]:
    """Leaves' values, with a part of those above them."""
    return [values[leaf] + ABOVE * sum(values[i] for i in tree.path(leaf)[:-1]) for leaf in tree.leaves]


def _verdict(evidence: Sequence[float], signals: dict[str, list[float]], worth: dict[str, float], tree: Tree,
             options: Options) -> Verdict:
    names = tuple(tree.categories[i].name for i in tree.leaves)
    values, votes = _down(evidence, tree), {who: (_down(v, tree), worth[who]) for who, v in signals.items()}
    relevance = {n: 10 * sigmoid(v - FITS) for n, v in zip(names, values, strict=True)}
    if options.none:
        names, values = (*names, options.none), [*values, NONE]
        votes = {who: ([*v, 0.0], w) for who, (v, w) in votes.items()}
    return Verdict(names, tuple(softmax(values)), votes, relevance=relevance, tree=tree, none=options.none)


def _settled(verdicts: Sequence[Verdict | OnebaseError], texts: Sequence[str], tree: Tree, engine: Engine, options: Options,
             context: int, voice: str | None, worth: float) -> Iterator[Verdict | OnebaseError]:
    """Ties go to the second prompt."""
    by_name = {c.name: c for c in tree.categories}
    tied: dict[int, list[Category]] = {}
    for i, verdict in enumerate(verdicts):
        if isinstance(verdict, OnebaseError):
            continue
        least = max(verdict.probabilities) * math.exp(-TIE)
        close = [n for n, p in zip(verdict.names, verdict.probabilities, strict=True) if p > least]
        if len(close) > 1 and verdict.none not in close:
            tied[i] = [by_name[n] for n in close]
    prompt = options.template("choice")
    wanted = list(dict.fromkeys((tuple(among), text) for i, among in tied.items() for text in (texts[i], "")))
    asked = dict(zip(wanted, engine.score([_choice(prompt, tree, among, text, context, voice) for among, text in wanted]),
                     strict=True))
    chosen = {i: (asked[tuple(among), texts[i]], asked[tuple(among), ""]) for i, among in tied.items()}
    for i, verdict in enumerate(verdicts):
        found = [attempt(f) for f in chosen.get(i, ())]
        wrong = next((f for f in found if isinstance(f, OnebaseError)), None)
        yield wrong if wrong else _chosen(verdict, tied[i], *found, worth) if found else verdict


def _choice(prompt: Prompt, tree: Tree, among: Sequence[Category], text: str, context: int, voice: str | None) -> Score:
    return Score(fitted(prompt, tree, among, text, context), tuple(c.name for c in among), voice)


def _chosen(verdict: Verdict, among: Sequence[Category], said: Scores, empty: Scores, worth: float) -> Verdict:
    """The tied ones' probability goes round among them as the base likes them, beside how it likes them anyway."""
    liking = {c.name: a - b for c, a, b in zip(among, said.per_token(), empty.per_token(), strict=True)}
    p = dict(zip(verdict.names, verdict.probabilities, strict=True))
    values = [math.log(p[n]) + worth * v for n, v in liking.items()]
    whole = sum(p[n] for n in liking)
    p |= dict(zip(liking, (whole * v for v in softmax(values)), strict=True))
    base, own = verdict.votes["base"]
    base = [b + liking.get(n, 0.0) for n, b in zip(verdict.names, base, strict=True)]
    return replace(verdict, probabilities=tuple(p.values()), votes={**verdict.votes, "base": (base, own)}, tied=tuple(liking))
