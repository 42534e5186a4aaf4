"""Patents in classes, by every way there is without training a model, on one split: the words' logistic regression that
everyone would write first, the lexical companion, and categories described in words.

    python -m training.patents --data patents.xlsx --categories c01.en --categories c01.ko

The first two are judged by 5 folds by document; descriptions have seen no row. An adapter's own figures by the same
folds come of `python -m app train classification --folds 5 --companion`.
"""
from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.base import Engine
from engine.errors import OnebaseError
from tasks.base import AdapterChoice, get, parse_options, run_rows
from training.classify import cross_validated, described
from training.metrics import ranked
from training.recipe import Recipe
from training.rows import Rows, read_rows
from training.sequence import labelled

SETS = Path(__file__).parents[1] / "tasks" / "classification" / "sets"


def table(rows: Rows, engine: Engine, categories: Sequence[str], columns: Sequence[str] = (), seed: int = 0,
          ) -> dict[str, Mapping[str, float]]:
    """Contestant → figures. `categories`: ready sets or files, for the descriptions; the first one helps the companion
    too where it describes the labels."""
    data = labelled(rows, Recipe(columns=tuple(columns)))
    first = SETS / f"{categories[0]}.csv"
    descriptions = described(first if first.is_file() else Path(categories[0]), data.classes) if categories else ()
    found: dict[str, Mapping[str, float]] = {}
    if descriptions:
        found |= {f"{who}, no descriptions" if who == "companion" else who: figures
                  for who, figures in cross_validated(data, (), seed).items()}
    found |= cross_validated(data, descriptions, seed)
    task = get("classification")
    for name in categories:
        options = parse_options(task, {"categories": name}, local=True)
        done = run_rows(task, [{"text": t} for t in data.texts], engine, options, AdapterChoice(None))
        found[f"described, {name}"] = ranked(data.labels, [row.result.scores if row.result else None for row in done])
    return found


def main() -> int:
    import tasks  # noqa: F401 -- registers them
    from engine.loading import open_engine
    parser = argparse.ArgumentParser(prog="python -m training.patents", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="patents with their labels: jsonl, csv, tsv or xlsx")
    parser.add_argument("--categories", action="append", default=[], help="a ready set (c01.en) or a file; repeatable")
    parser.add_argument("--columns", default="", help="columns of the text, with commas between")
    parser.add_argument("--base", default="embedded", help="embedded, a folder, or a hub id")
    given = parser.parse_args()
    engine = None
    try:
        rows = read_rows(given.data)
        engine = open_engine(given.base, adapters=lambda name: None)
        found = table(rows, engine, given.categories, [c for c in given.columns.split(",") if c])
    except OnebaseError as e:
        print(f"{e.message}\n{e.hint}", file=sys.stderr)
        return 2
    finally:
        if engine is not None:
            engine.close()
    keys = list(next(iter(found.values())))
    print(f"{rows.name}: {len(rows.rows)} patents\n" + " " * 34 + "".join(k.rjust(16) for k in keys))
    for who, figures in found.items():
        print(who.ljust(34) + "".join(f"{figures[k]:.3f}".rjust(16) for k in keys))
    return 0


if __name__ == "__main__":
    sys.exit(main())
