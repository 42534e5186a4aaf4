"""Write training rows: python -m training.corpora.claims --n 3000 --seed 1 --output rows.jsonl [--held-out] [--cases]"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.corpora.claims import cases, rows


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.corpora.claims", description=__doc__)
    parser.add_argument("--n", type=int, required=True, help="rows to write")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held-out", action="store_true", help="from the fields, classes and patterns kept for evaluation")
    parser.add_argument("--cases", action="store_true", help="whole cases for `evaluate` instead of conversations")
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    written, seed = 0, args.seed
    with args.output.open("w", encoding="utf-8") as out:
        while written < args.n:
            for case in cases(seed, 200, args.held_out):
                for row in ([_labelled(case)] if args.cases else rows(case)):
                    if written < args.n:
                        out.write(json.dumps(row, ensure_ascii=False) + "\n")
                        written += 1
            seed += 1_000_003
    print(f"{written} rows in {args.output}")


def _labelled(case: dict) -> dict:
    """The task's input with the expected answer beside it."""
    return {"regit_num": "", "claim_text": case["claim_text"], "user_query": case["user_query"], "field": case["field"],
            "expected": {"regit_num": "", "comparisons": [{k: e[k] for k in ("patent_element", "user_product_element", "match")} for e in case["elements"]], "risk_level": case["risk_level"],
                         "decision_reason": case["decision_reason"]}}


if __name__ == "__main__":
    main()
