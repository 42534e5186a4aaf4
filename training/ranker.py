"""Fit the keyword ranker: `python -m training.ranker [--adapter NAME] [--data FILE]`.

With an adapter, its log-odds join the features and the weights go into its folder; without one the features stand
alone, and the weights are the task's own. Fitted on held-out patterns, which no adapter has read.
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
    rows = list(corpus.generate(77, args.rows, held_out=True))
    test = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()] if args.data else []
    both = rows + test
    odds = judge(both, args.adapters, args.adapter) if args.adapter else [[0.0] * len(candidates(r["text"])) for r in both]
    alone = fit(rows, odds[:len(rows)], with_model=False)
    mixed = fit(rows, odds[:len(rows)], with_model=True) if args.adapter else alone
    folder = args.adapters / args.adapter if args.adapter else Path(ranking.__file__).parent
    written = {"bias": mixed.bias, "weights": mixed.weights, "model": mixed.model if args.adapter else UNTAUGHT,
               "centred": not args.adapter}
    (folder / ranking.FILE).write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    figures = {"rows": len(rows), "model_weight": written["model"]}
    if test:
        beyond = odds[len(rows):]
        only = ranking.Ranker(0.0, {}, 1.0)
        figures |= {"features": f1(test, alone, beyond), "features_and_model": f1(test, mixed, beyond)}
        figures |= {"model": f1(test, only, beyond)} if args.adapter else {}
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


def fit(rows: Sequence[dict], odds: Sequence[Sequence[float]], with_model: bool) -> ranking.Ranker:
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    values, labels = [], []
    for row, own in zip(rows, odds, strict=True):
        gold = {key(k) for k in row["keywords"]}
        for candidate, o in zip(candidates(row["text"]), own, strict=True):
            found = ranking.features(candidate)
            clipped = max(-ranking.CLIP, min(ranking.CLIP, o)) if with_model else 0.0
            values.append([*(found.get(name, 0.0) for name in ranking.NAMES), clipped])
            labels.append(key(candidate.text) in gold)
    model = LogisticRegression(max_iter=2000).fit(np.array(values), labels)
    *weights, last = (round(float(w), 3) for w in model.coef_[0])
    return ranking.Ranker(round(float(model.intercept_[0]), 3), dict(zip(ranking.NAMES, weights, strict=True)), last)


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
