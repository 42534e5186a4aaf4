"""Claims against products on the embedded base: sixty cases together beside one at a time."""
from __future__ import annotations

import time
from collections.abc import Iterator

CASES = 60


def claims() -> Iterator[tuple]:
    """One question an element, with the shipped adapter: the batch, the rows one by one, the tokens that cost nothing."""
    from adapters.registry import Registry
    from engine.base import Generate
    from engine.loading import open_engine
    from tasks.base import REGISTRY, AdapterChoice, parse_options, run_rows
    from tasks.infringement import synonyms  # noqa: F401  (registers the task)
    from tasks.infringement.ask import requests_for
    from tasks.infringement.chart import charts
    from tasks.infringement.models import Input
    from tasks.infringement.terms import Terms
    from training.corpora.claims import cases
    from training.evaluate import ROOT

    task = REGISTRY["infringement"]
    rows = [{k: c[k] for k in ("claim_text", "user_query")} for c in cases(7, CASES)]
    registry: Registry | None = None
    engine = open_engine("embedded", adapters=lambda name: registry.get(name).spec)
    registry = Registry(ROOT, engine.capabilities.fingerprint, "embedded", tasks=tuple(REGISTRY))
    choice = AdapterChoice.of(registry.choose(task.name, None))
    empty = Terms([])                        # nothing is known, so that every element is a question
    requests: list[Generate] = []
    for row in rows:
        chart = charts(Input(**row), empty)[0]
        requests += [requests_for(v, chart.product.text, choice.prompt or "compact", choice.name)
                     for v in chart.verdicts if v.candidates]
    try:
        [f.result() for f in engine.generate(requests[:8])]
        began = time.perf_counter()
        together = [f.result() for f in engine.generate(requests)]
        batch = time.perf_counter() - began
        began = time.perf_counter()
        single = [engine.generate([r])[0].result() for r in requests]
        alone = time.perf_counter() - began
        what = f"{len(requests)} questions of {CASES} cases"
        yield what, f"{batch:.2f} s", f"{alone:.2f} s  one at a time", alone / batch, "aim 3"
        yield "the same answers", f"{sum(a.value == b.value for a, b in zip(together, single, strict=True))} of {len(requests)}", ""
        forced, made = sum(r.forced_tokens for r in together), sum(r.new_tokens for r in together)
        yield "tokens of the answers that the schema forced", f"{forced / made:.0%}", f"of {made:,} tokens"

        options = parse_options(task, {})
        list(run_rows(task, rows[:2], engine, options, choice))
        began = time.perf_counter()
        list(run_rows(task, rows, engine, options, choice))
        whole = time.perf_counter() - began
        began = time.perf_counter()
        for row in rows:
            list(run_rows(task, [row], engine, options, choice))
        each = time.perf_counter() - began
        yield f"{CASES} cases through the task, dictionary and all", f"{whole:.2f} s", f"{each:.2f} s  one at a time", each / whole, ""
    finally:
        engine.close()
