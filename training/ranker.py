"""Fit the keyword ranker: `python -m training.ranker [--adapter NAME] [--data FILE]`.

Without an adapter the features stand alone, and the weights are the task's own. With one, its log-odds join them, weighed on
patterns that it has not read, and the weights go into its folder.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from documents.keyphrases import candidates, key, verdict
from tasks.keywords import ranker as ranking
from training.corpora import keywords as corpus

ROOT = Path(__file__).resolve().parents[1]
UNTAUGHT = 0.15  # weight of a base that was never taught the verdicts: they may settle a tie, not more


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.ranker", description=__doc__.splitlines()[0])
    parser.add_argument("--adapter", help="name of a keyword adapter")
    parser.add_argument("--adapters", type=Path, default=ROOT / "adapters", help="the folder that it is in")
    parser.add_argument("--rows", type=int, default=1500)
    parser.add_argument("--data", type=Path, help="jsonl of {text, keywords} to report figures on")
    args = parser.parse_args(argv)
    known, unknown = (list(corpus.generate(77, args.rows, held_out=held)) for held in (False, True))
    test = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()] if args.data else []
    alone = mixed = fit(known + unknown)
    if args.adapter:
        beyond = judge(unknown + test, args.adapters, args.adapter)
        mixed = mix(alone, unknown, beyond[:len(unknown)])
    folder = args.adapters / args.adapter if args.adapter else Path(ranking.__file__).parent
    written = {"bias": mixed.bias, "weights": mixed.weights, "model": mixed.model if args.adapter else UNTAUGHT,
               "centred": not args.adapter}
    (folder / ranking.FILE).write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    figures = {"rows": len(known) + len(unknown), "model_weight": written["model"]}
    if test:
        figures["features"] = f1(test, alone, [[0.0] * len(candidates(r["text"])) for r in test])
    if test and args.adapter:
        odds = beyond[len(unknown):]
        figures |= {"features_and_model": f1(test, mixed, odds), "model": f1(test, ranking.Ranker(0.0, {}, 1.0), odds)}
    print(json.dumps(figures))
    return 0


def judge(rows: Sequence[dict], root: Path, name: str) -> list[list[float]]:
    """The adapter's log-odds of every candidate of every row."""
    import prompts
    from adapters.registry import Registry
    from engine.base import Score
    from engine.fingerprint import fingerprint
    from engine.loading import EMBEDDED, open_engine
    registry = Registry(root, fingerprint(EMBEDDED), "embedded")
    engine = open_engine("embedded", adapters=lambda n: registry.get(n).spec)
    asked = [Score(prompts.load("keywords/compact").render({"text": r["text"]}),
                   tuple(verdict(c.text, kept) for c in candidates(r["text"]) for kept in (True, False)), name)
             for r in rows]
    found = []
    for start in range(0, len(asked), 32):
        answers = [f.result().logprobs for f in engine.score(asked[start:start + 32])]
        found += [[yes - no for yes, no in zip(a[::2], a[1::2], strict=True)] for a in answers]
        print(f"{len(found)} of {len(asked)} judged", file=sys.stderr)
    engine.close()
    return found


def fit(rows: Sequence[dict]) -> ranking.Ranker:
    """The features alone."""
    values = [[found.get(name, 0.0) for name in ranking.NAMES]
              for row in rows for found in map(ranking.features, candidates(row["text"]))]
    bias, weights = _logistic(values, rows)
    return ranking.Ranker(bias, dict(zip(ranking.NAMES, weights, strict=True)), 0.0)


def mix(alone: ranking.Ranker, rows: Sequence[dict], odds: Sequence[Sequence[float]]) -> ranking.Ranker:
    """The features' score and the model's log-odds, weighed on rows of patterns that the adapter has not read."""
    values = []
    for row, own in zip(rows, odds, strict=True):
        shapes = alone.scores(candidates(row["text"]), own)
        values += [[s, max(-ranking.CLIP, min(ranking.CLIP, o))] for s, o in zip(shapes, own, strict=True)]
    bias, (scale, model) = _logistic(values, rows)
    return ranking.Ranker(round(bias + scale * alone.bias, 3),
                          {name: round(scale * weight, 3) for name, weight in alone.weights.items()}, model)


def _logistic(values: list[list[float]], rows: Sequence[dict]) -> tuple[float, list[float]]:
    from sklearn.linear_model import LogisticRegression
    golds = [({key(k) for k in row["keywords"]}, candidates(row["text"])) for row in rows]
    labels = [key(c.text) in gold for gold, found in golds for c in found]
    model = LogisticRegression(max_iter=2000).fit(values, labels)
    return round(float(model.intercept_[0]), 3), [round(float(w), 3) for w in model.coef_[0]]


def f1(rows: Sequence[dict], ranker: ranking.Ranker, odds: Sequence[Sequence[float]]) -> float:
    """Mean F1 a row of the chosen keywords."""
    total = 0.0
    for row, own in zip(rows, odds, strict=True):
        found = candidates(row["text"])
        chosen = {key(found[i].text) for i in ranking.choose(found, ranker.scores(found, own))}
        gold = {key(k) for k in row["keywords"]}
        total += 2 * len(chosen & gold) / (len(chosen) + len(gold))
    return round(total / len(rows), 4)


if __name__ == "__main__":
    sys.exit(main())
