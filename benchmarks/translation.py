"""Dictionary and memory search beside the plain way to do them, on synthetic terms and pairs."""
from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

TERMS, LENGTH = 19_779, 2_000
PAIRS, ASKED = 370_000, 200
SYLLABLES = (
    "가각간감강개거건검경계고공과관교구국권금기나납내노능단당대도동등라래로류리마매면명모목무문물미민"
    "반발방배법변병보본부분비사산상생서선설성세소수순시식신실심안양업여역연영예외용우운원유의이인일임"
    "입자작장재저적전정제조종주중증지직진집차채처체초추출취치통투판편평포표품하학한합항해행현형호화환회효")


def _words(count: int, rng: random.Random) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        made["".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 4, 4, 5, 6))))] = None
    return list(made)


def terms() -> Iterator[tuple]:
    """A text of 2,000 characters in a dictionary of 19,779 entries."""
    from dictionaries import readers
    from dictionaries.borders import kiwi
    kiwi().tokenize("준비")  # its model loads at the first text
    rng = random.Random(0)
    words = _words(TERMS, rng)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terms.json"
        path.write_text(json.dumps({f"term {i}": w for i, w in enumerate(words)}, ensure_ascii=False), encoding="utf-8")
        began = time.perf_counter()
        lexicon = readers.read(path)
        lexicon.find("가나다")
        yield f"load {TERMS:,} entries and search once", f"{time.perf_counter() - began:.2f} s", "", None, "aim < 1 s"
    pairs = {f"term {i}": w for i, w in enumerate(words)}
    text = ""
    while len(text) < LENGTH:
        text += rng.choice(words) + rng.choice(("을 ", "의 ", "에서 ", "가 ", " "))
    text = text[:LENGTH]

    def ours() -> set[str]:
        return {key for key, _ in lexicon.terms_in(text)}

    def loop() -> set[str]:
        packed = "".join(text.split())
        found = {k for e, k in pairs.items() if k in packed or e in packed}
        return found | {k for k, e in {v: k for k, v in pairs.items()}.items() if k in packed or e in packed}
    a, b = _best(ours, 20), _best(loop, 3)
    yield f"terms of {LENGTH:,} characters", f"{a * 1e3:.2f} ms", f"{b * 1e3:.0f} ms  a loop of `in`, both directions", b / a, "aim 300"
    yield "the same terms found", f"{len(ours() & loop()):,} of {len(loop()):,}", ""
    c = _best(lambda: lexicon.find(text), 3)
    yield "… with Korean morphology deciding the borders", f"{c * 1e3:.0f} ms", "", None, ""


def pasts() -> Iterator[tuple]:
    """Nearest of 370,000 pairs on the embedder's vectors."""
    import numpy as np

    from documents.memory import Store
    from engine.loading import open_engine
    rng = random.Random(0)
    words = _words(6_000, rng)
    texts = [" ".join(rng.choices(words, k=rng.randint(3, 12))) for _ in range(PAIRS)]
    engine = open_engine("embedded", adapters=lambda name: None)
    vectors = np.concatenate([engine.embed(texts[i:i + 10_000]) for i in range(0, PAIRS, 10_000)])
    asked = engine.embed([" ".join(rng.sample(t.split(), k=max(2, len(t.split()) - 1))) for t in texts[:ASKED]])
    with tempfile.TemporaryDirectory() as folder:
        store, took = Store(Path(folder) / "kept", "embedded"), []
        for _ in range(2):
            began = time.perf_counter()
            index = store.index(texts, engine.embed).vectors
            took.append(time.perf_counter() - began)
    engine.close()
    yield f"index of {PAIRS:,} pairs, from disk", f"{took[1]:.1f} s", f"{took[0]:.1f} s  made at the first start", took[0] / took[1], ""

    def ours() -> list[list[int]]:
        return [index.search(v[None], 10)[1][0].tolist() for v in asked]

    def plain() -> list[list[int]]:
        return [np.argsort(-(vectors @ v))[:10].tolist() for v in asked]
    a, b = _best(ours, 3), _best(plain, 1)
    exact, found = plain(), ours()
    recall = sum(len(set(x) & set(y)) for x, y in zip(exact, found, strict=True)) / (10 * len(exact))
    yield (f"nearest ten of {PAIRS:,} pairs", f"{a / ASKED * 1e3:.2f} ms", f"{b / ASKED * 1e3:.0f} ms  numpy cosine, full sort",
           b / a, "aim 13")
    yield "recall@10", f"{recall:.3f}", "", None, "aim 0.97"


def _best(work: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best
