"""Classification of patents as users run it: without training beside one prompt a category and beside transformers' own
zero-shot pipeline, and many rows through the adapter in bounded memory. The patents are made up."""
from __future__ import annotations

import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from engine.loading import EMBEDDED, open_engine

ROOT = Path(__file__).parent.parent
PATENTS, ROUND, CLAIMS = 100, 25, 4          # patents; so many before the next contestant's turn; claims in each
ROWS = 20_000
MORE = ({"name": "financial services", "description": "payment, credit, insurance, trading"},
        {"name": "education", "description": "teaching, learning, examinations"})


def described() -> Iterator[tuple]:
    """A hundred patents and ten categories."""
    import tasks  # noqa: F401 -- registers them
    from tasks.base import AdapterChoice, get, parse_options, run_rows
    from tasks.classification import sets
    task, texts = get("classification"), _patents(PATENTS)
    categories = [*(c.model_dump() for c in sets.ready("ipc", "en")), *MORE]
    options = parse_options(task, {"categories": categories})
    engine = open_engine("embedded", adapters=lambda name: None)
    try:
        def ours(some: Sequence[str]) -> None:
            for row in run_rows(task, [{"text": t} for t in some], engine, options, AdapterChoice(None)):
                if row.error is not None:
                    raise row.error

        prompts, pipeline = _a_prompt_each(engine, options), _pipeline(engine, categories)
        a, b, c = _in_turns(texts, ours, prompts, pipeline)
    finally:
        engine.close()
    what = f"{PATENTS} patents, {len(categories)} categories described, whole path"
    yield what, f"{a:.1f} s", f"{b:.1f} s  one prompt a category and patent", b / a, "aim 8"
    yield what, f"{a:.1f} s", f"{c:.1f} s  transformers zero-shot pipeline", c / a, "aim 5"


def many() -> Iterator[tuple]:
    """20,000 short rows through the adapter, by the command line."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        rng = random.Random(0)
        with source.open("w", encoding="utf-8") as file:
            for i, text in zip(range(ROWS), itertools.cycle(_patents(200, claims=1)), strict=False):
                file.write(json.dumps({"id": i, "text": f"{text[:rng.randint(40, 90)]} {i}"}, ensure_ascii=False) + "\n")
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "app", "run", "classification", "--input", str(source), "--output",
                        str(target)], cwd=ROOT, check=True, capture_output=True)
        seconds = time.perf_counter() - began
        answered = sum(1 for line in target.open(encoding="utf-8") if json.loads(line)["error"] is None)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield (f"{ROWS:,} short rows through the adapter", f"{most:,.0f} MiB", f"{answered / seconds:,.0f} rows/s, {seconds:.0f} s",
           None, "aim below 2048 MiB resident")


def _patents(count: int, claims: int = CLAIMS) -> list[str]:
    from training.corpora.claims import cases
    found = [case["claim_text"] for case in cases(7, count * claims, False)]
    return ["\n".join(found[i:i + claims]) for i in range(0, count * claims, claims)]


def _a_prompt_each(engine, options) -> Callable[[Sequence[str]], None]:
    """The relevance of one category a prompt, as a chat tool asks; one forward each, not even a reply to wait for."""
    import torch

    from tasks.classification.categories import Tree
    from tasks.classification.described import SMALL_READS
    from tasks.classification.room import fitted
    prompt, tree = options.template("relevance"), Tree(options.categories)

    @torch.inference_mode()
    def work(some: Sequence[str]) -> None:
        for text in some:
            for category in options.categories:
                ids = engine.model.prompt(fitted(prompt, tree, [category], text, SMALL_READS))
                logits = engine.model.causal(input_ids=torch.tensor([ids]), use_cache=False, logits_to_keep=1).logits
                logits[0, -1].log_softmax(-1).argmax().item()
    return work


def _pipeline(engine, categories) -> Callable[[Sequence[str]], None]:
    """A head of three classes on the same weights: what it answers is chance, what it costs is not."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline
    labels = {0: "contradiction", 1: "neutral", 2: "entailment"}
    model = AutoModelForSequenceClassification.from_pretrained(EMBEDDED, dtype=torch.float32, id2label=labels,
                                                               label2id={v: k for k, v in labels.items()})
    made = pipeline("zero-shot-classification", model=model, tokenizer=AutoTokenizer.from_pretrained(EMBEDDED), device="cpu")
    names = [f"{c['name']}: {c['description'][:60]}" for c in categories]

    def work(some: Sequence[str]) -> None:
        for text in some:
            made(text, names)
    return work


def _in_turns(texts: Sequence[str], *works: Callable[[Sequence[str]], None]) -> list[float]:
    """Seconds of each over all texts; they take turns, so that a busy moment of the machine falls on all."""
    seconds = [0.0] * len(works)
    for work in works:
        work(texts[:2])
    for start in range(0, len(texts), ROUND):
        for i, work in enumerate(works):
            began = time.perf_counter()
            work(texts[start:start + ROUND])
            seconds[i] += time.perf_counter() - began
    return seconds
