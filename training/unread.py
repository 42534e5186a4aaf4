"""How likely an element that a claim chart leaves unread is met all the same: python -m training.unread --data CASES.jsonl

The tables know most names of the cases that they grew on, so these say nothing of a stranger's. Here each case is read
with a random part of the tables taken away, several times over; what is then left unread is what an unknown word leaves.
A logistic regression over `tasks.infringement.residue.FEATURES` learns from it which of these were met.
"""
from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents.quantities import MARGIN
from engine.errors import OnebaseError
from tasks.infringement import law, paraphrases
from tasks.infringement.chart import charts
from tasks.infringement.judge import read_off
from tasks.infringement.models import Input
from tasks.infringement.residue import FEATURES, WEIGHTS, features_of, unread
from tasks.infringement.terms import Terms, rows

FOLDS = 8
LEAST = 0.5
TRIED = (0.4, LEAST, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Case:
    """A case as read with a part of the tables: the verdicts, and the features of those left unread."""

    claim: str
    wanted: tuple[str, ...]
    risk: str
    read: tuple[str, ...]
    open: dict[int, list[float]]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.unread", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="jsonl: claim_text, user_query, matches, risk_level")
    parser.add_argument("--without", type=float, nargs="+", default=[0.3, 0.6],
                        help="shares of the tables taken away, a reading each")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    given = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines()]
    cases = [case for i, share in enumerate(options.without) for case in read(given, share, options.seed + i)]
    figures, saved = fit(cases)
    WEIGHTS.write_text(json.dumps(saved, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0


def read(given: Sequence[dict], share: float, seed: int) -> Iterator[Case]:
    """Every case, read with `share` of the rows of technical.csv and paraphrases.csv taken away."""
    draw = random.Random(seed)
    terms = Terms(row for row in rows() if draw.random() >= share)
    whole = dict(paraphrases.VERBS)
    for noun in whole:
        if draw.random() < share:
            del paraphrases.VERBS[noun]
    try:
        for case in given:
            if (read_case := _read(case, terms)) is not None:
                yield read_case
    finally:
        paraphrases.VERBS.update(whole)


def _read(case: dict, terms: Terms) -> Case | None:
    try:
        row = Input(regit_num="1", claim_text=case["claim_text"], user_query=case["user_query"])
        chart, *_ = charts(row, terms, MARGIN, read_off)
    except OnebaseError as e:
        print(f"left out: {e}", file=sys.stderr)
        return None
    verdicts, wanted = chart.verdicts, tuple(case["matches"] or ())
    if len(wanted) != len(verdicts):
        return None
    left = {
        i: features_of(i, verdicts, chart.product, terms) for i, v in enumerate(verdicts) if unread(v, chart.product, terms, MARGIN)
    }
    return Case(case["claim_text"], wanted, case["risk_level"], tuple(v.match for v in verdicts), left)


def fit(cases: Sequence[Case]) -> tuple[dict, dict]:
    """(figures of claims held out, what is saved)."""
    import numpy
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    spots = [(n, i) for n, case in enumerate(cases) for i in case.open]
    seen = numpy.array([cases[n].open[i] for n, i in spots])
    met = numpy.array([cases[n].wanted[i] == law.MET for n, i in spots])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=1000))
    claims = [cases[n].claim for n, _ in spots]
    told = cross_val_predict(model, seen, met, groups=claims, cv=GroupKFold(FOLDS), method="predict_proba")[:, 1]
    figures = {"cases": len(cases), "unread": len(spots), "met": int(met.sum()), "auc": round(float(roc_auc_score(met, told)), 3),
               "risk right without": _risk_right(cases, {})}
    right = {least: _risk_right(cases, {s for s, p in zip(spots, told, strict=True) if p >= least}) for least in TRIED}
    figures["risk right"] = {str(k): v for k, v in right.items()}
    model.fit(seen, met)
    scaler, line = model[0], model[1]
    weights = line.coef_[0] / scaler.scale_
    bias = float(line.intercept_[0] - (weights * scaler.mean_).sum())
    saved = {"bias": round(bias, 4), "weights": {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)},
             "least": LEAST}
    return figures, saved


def _risk_right(cases: Sequence[Case], met: set[tuple[int, int]] | dict) -> float:
    risks = [
        law.risk_of([law.MET if (n, i) in met else m for i, m in enumerate(case.read)]) == case.risk for n, case in enumerate(cases)
    ]
    return round(sum(risks) / max(len(risks), 1), 4)


if __name__ == "__main__":
    raise SystemExit(main())
