"""python -m benchmarks: a line a comparison, with the aim. Ratios of one run hold; seconds move with the machine."""
from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks import app, claims, documents, patents, speed, translation


@dataclass(frozen=True)
class Line:
    what: str
    ours: str
    peer: str
    ratio: float | None = None
    aim: str = ""


SETS: dict[str, Callable[[], Iterator[tuple]]] = {
    "mixed": speed.mixed, "packed": speed.packed, "decode": speed.decode, "page": app.page, "memory": app.memory,
    "claims": claims.claims, "document": documents.document, "described": patents.described, "many": patents.many,
    "terms": translation.terms, "pasts": translation.pasts}


def main() -> None:
    top = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed beside a named peer in one run.")
    top.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all when none is named")
    wanted = top.parse_args().sets or list(SETS)
    if unknown := sorted(set(wanted) - set(SETS)):
        top.error(f"unknown: {', '.join(unknown)}; known: {', '.join(SETS)}")
    for name in wanted:
        for line in (Line(*found) for found in SETS[name]()):
            ratio = f"{line.ratio:6.2f}x" if line.ratio is not None else " " * 7
            print(f"{line.what:<58} {line.ours:>12}   {line.peer:<40} {ratio}  {line.aim}", flush=True)


if __name__ == "__main__":
    main()
