"""A classification adapter from a table: folds for honest figures, then the adapter itself, and its companion."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters.manifest import COMPANION
from dictionaries.elements import spelled_out
from documents.votes import mix
from engine.errors import InputError
from tasks.classification import categories
from tasks.classification.bilingual import with_counterparts
from training import companion as lexical
from training.base import Base
from training.metrics import ranked
from training.recipe import Recipe, Watch
from training.rows import Rows, folds, split
from training.sequence import Labelled, labelled, train_sequence

FOLDS = 5
BASELINE = "TF-IDF + logistic regression"
Votes = list[tuple[float, ...]]
Scores = Mapping[str, float]


def baseline(train: Sequence[str], labels: Sequence[str], test: Sequence[str]) -> list[dict[str, float]]:
    """Probabilities by label of TF-IDF and logistic regression as everyone would first write them."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000)).fit(train, labels)
    return [dict(zip(model.classes_.tolist(), row, strict=True)) for row in model.predict_proba(test).tolist()]


def judge(data: Labelled, test: Sequence[int], votes: dict[str, Votes], plain: Sequence[Scores]) -> dict[str, float]:
    """Figures of the last of `votes`, which is what is served, and each voter's and the plain baseline's accuracy, on the
    same documents."""
    gold = [data.labels[i] for i in test]
    named = {who: [dict(zip(data.classes, p, strict=True)) for p in ps] for who, ps in votes.items()}
    found = {k: v for k, v in ranked(gold, list(named.values())[-1]).items() if k != "unanswered"}
    found |= {f"{who}, accuracy": ranked(gold, scores)["accuracy"] for who, scores in {**named, BASELINE: plain}.items()}
    return {k: round(v, 4) for k, v in found.items()}


def cross_validated(data: Labelled, descriptions: Sequence[str], seed: int) -> dict[str, dict[str, float]]:
    """Figures of the companion and of the baseline over every document, each judged by a fit on the other folds."""
    found: dict[str, list[Scores]] = {"companion": [{}] * len(data.texts), BASELINE: [{}] * len(data.texts)}
    for train, test in folds(data.documents, FOLDS, seed, data.labels):
        fitted = [data.texts[i] for i in train], [data.labels[i] for i in train]
        helper = lexical.fit(*fitted, data.classes, descriptions)
        for i, plain in zip(test, baseline(*fitted, [data.texts[i] for i in test]), strict=True):
            found["companion"][i] = dict(zip(data.classes, helper.probabilities(data.texts[i]), strict=True))
            found[BASELINE][i] = plain
    return {who: ranked(data.labels, scores) for who, scores in found.items()}


def described(path: Path, classes: Sequence[str]) -> tuple[str, ...]:
    """The labels' descriptions in the order of `classes`, with the other language's words for their terms."""
    found = {row["name"]: row["description"] for row in categories.read(path)}
    if missing := [c for c in classes if not found.get(c)]:
        raise InputError(f"{path.name} does not describe {', '.join(missing)}.", "Give every label a description.",
                         ko=f"{path.name}에 {', '.join(missing)}의 설명이 없습니다.",
                         hint_ko="모든 레이블에 설명을 넣으세요.")
    return tuple(with_counterparts(spelled_out(f"{c}: {found[c]}")) for c in classes)


def train_classification(rows: Rows, base: Base, recipe: Recipe, watch: Watch, folder: Path):
    """(model, outcome, figures, manifest's own fields, companion weight); writes the companion into `folder`."""
    data = labelled(rows, recipe)
    texts, labels, classes = data.texts, data.labels, data.classes
    target = [classes.index(label) for label in labels]
    everything = range(len(texts))
    figures: dict = {}
    descriptions = described(recipe.categories, classes) if recipe.categories else ()
    weight = 0.5 if recipe.companion else None

    def vote_of(train: Sequence[int], test: Sequence[int]) -> tuple[Votes, list[Scores]]:
        fitted = [texts[i] for i in train], [labels[i] for i in train]
        plain = baseline(*fitted, [texts[i] for i in test])
        if not recipe.companion:
            return [], plain
        helper = lexical.fit(*fitted, classes, descriptions)
        return [helper.probabilities(texts[i]) for i in test], plain

    def settle(test: Sequence[int], adapter: Votes, helper: Votes, plain: list[Scores]) -> float | None:
        """Figures of all voters on `test`, and the companion's weight."""
        votes = {"adapter": adapter}
        share = None
        if helper:
            share = lexical.best_weight(adapter, helper, [target[i] for i in test])
            both = [mix(pair, (1 - share, share)) for pair in zip(adapter, helper, strict=True)]
            votes |= {"companion": helper, "mix": both}
        figures.update(judge(data, test, votes, plain))
        return share

    if recipe.folds:
        tests, adapter, helper, plain = [], [], [], []
        for number, (train, test) in enumerate(folds(data.documents, recipe.folds, recipe.seed, labels), 1):
            watch.say(f"fold {number} of {recipe.folds}")
            _, outcome, predict = train_sequence(data, train, [], base, recipe, watch)
            if outcome.stopped:
                break
            votes = predict([texts[i] for i in test])
            more, names = vote_of(train, test)
            tests, adapter, helper, plain = tests + test, adapter + votes, helper + more, plain + names
        if tests:
            figures["measured on"] = f"{len(tests)} documents, {recipe.folds} folds by document"
            weight = settle(tests, adapter, helper, plain)
        train, held = list(everything), []
    else:
        train, held = split(data.documents, recipe.eval_share, recipe.seed, labels)
    model, outcome, predict = train_sequence(data, train, held, base, recipe, watch)
    if held:
        votes = predict([texts[i] for i in held])
        figures["measured on"] = f"{len(held)} documents held out"
        weight = settle(held, votes, *vote_of(train, held))
    if recipe.companion:
        figures |= {f"{who}, {what}, {FOLDS} folds": round(own[what], 4) for what in ("accuracy", "top_2", "coverage_at_90")
                    for who, own in cross_validated(data, descriptions, recipe.seed).items()}
        # fitted in seconds, so what was held out for the figures need not be lost to it
        lexical.fit(texts, labels, classes, descriptions).save(folder / COMPANION)
    for who, found in figures.items():
        watch.say(f"{who}: {found}")
    own = {"labels": classes, "window": recipe.window, "stride": recipe.stride,
           "options": {"columns": list(data.columns)}}
    return model, outcome, figures, own, weight
