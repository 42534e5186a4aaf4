"""The embedded sentence embedder: a static Korean–English model distilled from an English teacher.

    python -m training.embedder vectors --parallel DIR --teacher MODEL --cache DIR [--tables FILE …]
    python -m training.embedder train --cache DIR
    python -m training.embedder evaluate --parallel DIR

Both languages of a pair are drawn to the teacher's vector of the English side (reduced by PCA), and each sentence must
find its own translation among the others of its batch. A static model is a table of token vectors and their mean:
it costs a look-up, so that 50,000 rows embed in seconds on one core.
"""
from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIMENSIONS = 256                 # 15,360 × 256 in fp16 stays under 10 MB
SHARE = {"dotnet": 26_000, "aspnetcore": 8_000, "partner-center": 15_000, "project-operations": 13_000, "skype": 6_000,
         "customer-insights": 4_000, "learn": 2_200}


def select(parallel: Path, seed: int = 0) -> list[tuple[str, str]]:
    """Training pairs, the ERP genres whole and the large ones sampled; held-out blocks never."""
    from training.corpora.parallel import read_pairs
    train, _ = read_pairs(parallel)
    rng, by_source = random.Random(seed), {}
    for pair in train:
        if 12 <= len(pair.en) <= 220 and len(pair.ko) >= 5:
            by_source.setdefault(pair.source, []).append((pair.ko, pair.en))
    picked = []
    for source, pairs in by_source.items():
        rng.shuffle(pairs)
        picked += pairs[:SHARE.get(source, 0)]
    rng.shuffle(picked)
    return picked


def terms(files: list[Path], lists: int = 10_000, seed: int = 0) -> list[tuple[str, str]]:
    """Dictionary pairs (columns korean, english), alone and in short lists, which read like a category description."""
    rng, pairs = random.Random(seed), []
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            table = [(row["korean"], row["english"]) for row in csv.DictReader(lines)]
        pairs += table
        for _ in range(lists // len(files)):
            chosen = rng.sample(table, min(rng.randint(2, 8), len(table)))
            pairs.append(tuple(", ".join(words) for words in zip(*chosen, strict=True)))
    return pairs


def vectors(parallel: Path, teacher: str, cache: Path, tables: list[Path]) -> None:
    """Write `pairs.json` and `teacher.npy` (float16, a row a pair): the slow step, done once."""
    import numpy as np
    from sentence_transformers import SentenceTransformer
    pairs, model = select(parallel) + terms(tables), SentenceTransformer(teacher, device="cpu").bfloat16()
    cache.mkdir(parents=True, exist_ok=True)
    rows = []
    for start in range(0, len(pairs), 4096):
        batch = model.encode([en for _, en in pairs[start:start + 4096]], batch_size=128, convert_to_tensor=True,
                             normalize_embeddings=True)
        rows.append(batch.float().numpy().astype("float16"))
        print(f"{start + len(batch):,} of {len(pairs):,}", file=sys.stderr)
    np.save(cache / "teacher.npy", np.concatenate(rows))
    (cache / "pairs.json").write_text(json.dumps(pairs, ensure_ascii=False), encoding="utf-8")


def train(cache: Path, output: Path, *, epochs: int = 12, batch: int = 1024,
          rate: float = 2e-2, seed: int = 0) -> None:
    """Fit the table and write a sentence-transformers folder. Loss: distance to the teacher + symmetric InfoNCE."""
    import numpy as np
    import torch
    import torch.nn.functional as F
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = Tokenizer.from_file(str(ROOT / "models/embedded/tokenizer.json"))
    pairs = [tuple(p) for p in json.loads((cache / "pairs.json").read_text(encoding="utf-8"))]
    target = torch.from_numpy(np.load(cache / "teacher.npy").astype("float32"))
    # principal directions of the teacher's own vectors: fewer dimensions at little loss
    _, _, axes = torch.pca_lowrank(target[:20_000], q=DIMENSIONS, center=False)
    target = F.normalize(target @ axes, dim=1)
    ids = [[e.ids for e in tokenizer.encode_batch(list(side), add_special_tokens=False)]
           for side in zip(*pairs, strict=True)]
    table = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), DIMENSIONS, mode="mean")
    torch.nn.init.normal_(table.weight, std=0.1)
    optimiser = torch.optim.Adam(table.parameters(), lr=rate)
    steps = epochs * (len(pairs) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.05)

    def side(which: int, rows: list[int]) -> torch.Tensor:
        chosen = [ids[which][r] for r in rows]
        offsets = torch.tensor([0] + [len(c) for c in chosen[:-1]]).cumsum(0)
        return F.normalize(table(torch.tensor([t for c in chosen for t in c]), offsets), dim=1)

    order = list(range(len(pairs)))
    for epoch in range(epochs):
        rng.shuffle(order)
        total = 0.0
        for start in range(0, len(order) - batch + 1, batch):
            rows = order[start:start + batch]
            korean, english = side(0, rows), side(1, rows)
            distance = 2 - ((korean + english) * target[rows]).sum(1).mean()
            logits, same = korean @ english.T * 20.0, torch.arange(len(rows))
            loss = distance + 0.25 * (F.cross_entropy(logits, same) + F.cross_entropy(logits.T, same))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}/{epochs}: loss {total / (len(order) // batch):.4f}", file=sys.stderr)
    static = StaticEmbedding(tokenizer, embedding_weights=table.weight.detach().half())
    SentenceTransformer(modules=[static, Normalize()]).save_pretrained(str(output), create_model_card=False)


def evaluate(parallel: Path, model: str, count: int = 1000) -> dict[str, float]:
    """Cross-lingual hit@1 both ways over `count` held-out pairs of different sentences."""
    import numpy as np
    from sentence_transformers import SentenceTransformer

    from training.corpora.parallel import read_pairs
    _, held = read_pairs(parallel)
    unique = list({p.en: p for p in {p.ko: p for p in held if len(p.ko) >= 8}.values()}.values())
    random.Random(0).shuffle(unique)
    chosen, embedder = unique[:count], SentenceTransformer(model, device="cpu")
    korean = embedder.encode([p.ko for p in chosen], normalize_embeddings=True).astype("float32")
    english = embedder.encode([p.en for p in chosen], normalize_embeddings=True).astype("float32")
    product, own = korean @ english.T, np.arange(len(chosen))
    return {"pairs": len(chosen), "ko_en_hit_1": float((product.argmax(1) == own).mean()),
            "en_ko_hit_1": float((product.argmax(0) == own).mean())}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.embedder", description=__doc__.partition("\n")[0])
    parser.add_argument("step", choices=["vectors", "train", "evaluate"])
    parser.add_argument("--parallel", type=Path, help="folder with ko_en_docs.tsv.gz")
    parser.add_argument("--teacher", help="a sentence-transformers model: folder or hub id")
    parser.add_argument("--cache", type=Path, help="folder for the teacher's vectors, outside the repository")
    parser.add_argument("--tables", type=Path, nargs="+", help="dictionaries with columns korean, english",
                        default=[ROOT / "dictionaries/science.csv", ROOT / "dictionaries/finance.csv"])
    parser.add_argument("--model", type=Path, default=ROOT / "models/embedder")
    options = parser.parse_args()
    needed = {"vectors": ("parallel", "teacher", "cache"), "train": ("cache",), "evaluate": ("parallel",)}[options.step]
    if missing := [f"--{n}" for n in needed if getattr(options, n) is None]:
        parser.error(f"{options.step} needs {', '.join(missing)}")
    if options.step == "vectors":
        vectors(options.parallel, options.teacher, options.cache, options.tables)
    elif options.step == "train":
        train(options.cache, options.model)
    else:
        print(json.dumps(evaluate(options.parallel, str(options.model))))


if __name__ == "__main__":
    main()
