"""The training mix: genres by token share, chat examples, length-bucketed batches, and a position that can be saved."""

import csv
import importlib
import random
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from training.corpora import parallel

ROOT = Path(__file__).resolve().parents[2]
DICTIONARIES = (ROOT / "dictionaries" / "finance.csv", ROOT / "dictionaries" / "erp.csv")
MIX = {"disclosures": 30, "finance": 5, "erp": 25, "erp_own": 12, "docs": 13, "claims": 5, "keywords": 5, "mono": 5}
GENERATED = {"disclosures": "disclosures", "erp_own": "erp", "claims": "claims", "keywords": "keywords"}  # genre → module
CHUNK = 2_000  # generated examples asked for at a time
MAX_TOKENS = 512
SOURCE_WEIGHT, SOURCE_RATE = 0.15, 0.25  # the source's loss is estimated on a quarter of its positions, to save logits
POOL_BATCHES = 48


class Example(NamedTuple):
    """Text before the reply (carries little loss) and the reply with its end token."""

    prefix: str
    reply: str


class Batch(NamedTuple):
    ids: list[list[int]]
    weights: list[list[float]]  # of predicting each token from those before it


def parse_mix(text: str) -> dict[str, float]:
    """`erp=60,docs=40` → shares; unknown genres are an error."""
    mix = {}
    for item in text.split(","):
        name, _, share = item.partition("=")
        if name not in MIX:
            raise SystemExit(f"unknown genre {name!r} in --mix; choose among {', '.join(MIX)}")
        mix[name] = float(share or 1)
    return mix


def chat(messages: list[dict[str, str]]) -> Example:
    """A chat whose last turn is the reply, laid out as the tokenizer's chat template does."""
    *before, last = messages
    prefix = "".join(f"<|{m['role']}|>{m['content']}<|end|>" for m in before)
    return Example(f"{prefix}<|{last['role']}|>", f"{last['content']}<|end|>")


def translation(ko: str, en: str, terms=(), example: tuple[str, str] | None = None) -> Example:
    """The compact translation prompt with its optional hint lines."""
    lines = []
    if terms:
        lines.append("용어: " + "; ".join(f"{k}={e}" for k, e in terms))
    if example:
        lines.append(f"예: {example[0]} => {example[1]}")
    lines.append(f"번역: {ko}")
    return chat([{"role": "user", "content": "\n".join(lines)}, {"role": "assistant", "content": en}])


class Corpora:
    """The genres' items, read or generated when first asked for."""

    def __init__(self, seed: int, parallel_dir: Path | None, dictionaries: tuple[Path, ...] = DICTIONARIES):
        self.seed, self.parallel_dir, self.dictionaries = seed, parallel_dir, dictionaries

    @cached_property
    def pairs(self) -> tuple[list[parallel.Pair], list[parallel.Pair]]:
        return parallel.read_pairs(self._parallel())

    @cached_property
    def mono(self) -> list[str]:
        return parallel.read_mono(self._parallel())

    @cached_property
    def terms(self) -> list[tuple[str, str]]:
        found = []
        for path in self.dictionaries:
            if not path.is_file():
                raise SystemExit(f"{path} is missing: leave `finance` out of --mix, or write the dictionary first")
            with path.open(encoding="utf-8", newline="") as file:
                found += [(row["korean"].strip(), row["english"].strip()) for row in csv.DictReader(file)]
        return found

    def _parallel(self) -> Path:
        if self.parallel_dir is None:
            raise SystemExit("the mix asks for parallel text: name its directory with --parallel DIR")
        return self.parallel_dir

    def items(self, genre: str, epoch: int) -> list:
        """One pass over a read genre, or one chunk of a generated one, in this epoch's order."""
        if genre in GENERATED:
            module = importlib.import_module(f"training.corpora.{GENERATED[genre]}")
            generated = module.generate(self.seed * 100_003 + epoch, CHUNK)
            items = list({repr(item): item for item in generated}.values())  # a repeat within a chunk teaches little
        elif genre == "erp":
            items = [p for p in self.pairs[0] if p.source in parallel.ERP_SOURCES and len(p.en) <= 600]
        elif genre == "docs":
            # Short sentences teach more per token.
            items = [p for p in self.pairs[0] if p.source not in parallel.ERP_SOURCES and len(p.en) <= 240]
        else:
            items = list(self.terms if genre == "finance" else self.mono)
        random.Random(f"{self.seed}:{genre}:{epoch}").shuffle(items)
        return items

    @cached_property
    def _hints(self) -> list[tuple[str, str]]:
        if not all(path.is_file() for path in self.dictionaries):
            return []
        return [(k, e) for k, e in self.terms if len(k) > 1 and e]

    def hints(self, ko: str, en: str, rng: random.Random) -> list[tuple[str, str]]:
        """Up to four dictionary pairs whose sides both occur."""
        lower = en.lower()
        found = [(k, e) for k, e in self._hints if k in ko and e.lower() in lower]
        longest = [f for f in found if not any(f[0] != g[0] and f[0] in g[0] for g in found)]
        rng.shuffle(longest)
        return longest[: rng.randint(1, 4)]

    def example(self, genre: str, item, rng: random.Random, past: dict[str, tuple[str, str]]) -> Example:
        """An item as training text; `past` keeps the last pair of each form and pattern for `예:` lines."""
        if genre == "mono":
            return Example("<|text|>", f"{item}<|end|>")
        if genre in ("claims", "keywords"):
            return chat(item["messages"])
        if genre == "finance":
            return translation(*item)
        if genre not in ("disclosures", "erp_own"):
            ko, en = parallel.pair_example(item, rng)
            return translation(ko, en, self.hints(ko, en, rng) if rng.random() < 0.1 else ())
        ko, en = item["ko"], item["en"]
        terms = self.hints(ko, en, rng) if rng.random() < 0.2 else ()
        similar = past.get(item["pattern"]) or past.get(item["form"])
        shown = similar if similar and similar[0] != ko and rng.random() < 0.12 else None
        past[item["form"]] = past[item["pattern"]] = (ko, en)
        return translation(ko, en, terms, shown)


class Stream:
    """Endless batches of about `batch_tokens` tokens. `state` (a dict of plain values) continues it exactly."""

    def __init__(self, corpora: Corpora, mix: dict, tokenizer, batch_tokens: int, state: dict | None = None):
        self.corpora, self.tokenizer, self.batch_tokens = corpora, tokenizer, batch_tokens
        total = sum(mix.values())
        self.mix = {name: share / total for name, share in mix.items() if share > 0}
        self.state = state or {"pool": 0, "batch": 0, "cursors": {}, "after": {}, "mix": self.mix}
        if self.state["mix"] != self.mix:  # another mix: what was drawn for the old one is left, reading goes on
            self._next_pool(mix=self.mix)
        self._items: dict[str, tuple[int, list]] = {}

    def __iter__(self) -> Iterator[Batch]:
        while True:
            batches, after = self._pool()
            self.state = {**self.state, "after": after}
            for batch in batches[self.state["batch"] :]:
                self.state = {**self.state, "batch": self.state["batch"] + 1}
                yield batch
            self._next_pool()

    def _next_pool(self, **changes) -> None:
        state = self.state
        self.state = {**state, "pool": state["pool"] + 1, "batch": 0, "cursors": state["after"], **changes}

    def _pool(self) -> tuple[list[Batch], dict[str, list[int]]]:
        rng = random.Random(f"{self.corpora.seed}:{self.state['pool']}")
        cursors = {name: list(self.state["cursors"].get(name, (0, 0))) for name in self.mix}
        spent = dict.fromkeys(self.mix, 0)
        past: dict[str, tuple[str, str]] = {}
        rows: list[tuple[list[int], list[float]]] = []
        while sum(spent.values()) < POOL_BATCHES * self.batch_tokens:
            # Draw a few examples at a time from the genre that is furthest behind its share of tokens.
            genre = max(self.mix, key=lambda g: self.mix[g] * (sum(spent.values()) + 1) - spent[g])
            drawn = [self.corpora.example(genre, self._next(genre, cursors[genre]), rng, past) for _ in range(16)]
            for ids, weights in self._encode(drawn, rng):
                if len(ids) <= MAX_TOKENS:
                    rows.append((ids, weights))
                spent[genre] += len(ids)
        kept = {**self.state["cursors"], **cursors}
        return list(_bucket(rows, self.batch_tokens, rng)), kept

    def _next(self, genre: str, cursor: list[int]):
        """The item under the cursor [epoch, index], which moves on."""
        while True:
            epoch, index = cursor
            if self._items.get(genre, (None,))[0] != epoch:
                self._items[genre] = (epoch, self.corpora.items(genre, epoch))
                if not self._items[genre][1]:
                    raise SystemExit(f"the genre {genre!r} has no examples")
            items = self._items[genre][1]
            if index < len(items):
                cursor[1] += 1
                return items[index]
            cursor[:] = [epoch + 1, 0]

    def _encode(self, examples: list[Example], rng: random.Random) -> Iterator[tuple[list[int], list[float]]]:
        prefixes = self.tokenizer([e.prefix for e in examples]).input_ids
        replies = self.tokenizer([e.reply for e in examples]).input_ids
        for prefix, reply in zip(prefixes, replies, strict=True):
            source = [SOURCE_WEIGHT / SOURCE_RATE if rng.random() < SOURCE_RATE else 0.0 for _ in prefix]
            yield prefix + reply, source + [1.0] * len(reply)


def _bucket(rows, batch_tokens: int, rng: random.Random) -> Iterator[Batch]:
    """Rows of like length together, batches in random order."""
    rng.shuffle(rows)
    rows.sort(key=lambda row: len(row[0]))
    batches, start = [], 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and (end - start + 1) * len(rows[end][0]) <= batch_tokens:
            end += 1
        batches.append(Batch([r[0] for r in rows[start:end]], [r[1] for r in rows[start:end]]))
        start = end
    rng.shuffle(batches)
    yield from batches


def tensors(batch: Batch, pad: int, device: str = "cpu"):
    """(ids, weights) padded on the right; weights[:, 0] is 0, since nothing comes before."""
    import torch

    width = max(map(len, batch.ids))
    ids = torch.full((len(batch.ids), width), pad)
    weights = torch.zeros(len(batch.ids), width)
    for row, (tokens, weight) in enumerate(zip(batch.ids, batch.weights, strict=True)):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        weights[row, 1 : len(tokens)] = torch.tensor(weight[1:])
    return ids.to(device), weights.to(device)


def texts(corpora: Corpora, mix: dict[str, float], count: int) -> Iterator[str]:
    """A balanced sample for the tokenizer: `count` examples, each genre by its share, as training text."""
    rng, past = random.Random(corpora.seed), {}
    total = sum(mix.values())
    for genre, share in mix.items():
        wanted, epoch = int(count * share / total), 0
        while wanted > 0:
            items = corpora.items(genre, epoch)[:wanted]
            for item in items:
                example = corpora.example(genre, item, rng, past)
                yield example.prefix.replace("<|end|>", "\n").replace("<|user|>", "").replace("<|assistant|>", "")
                yield example.reply.removesuffix("<|end|>")
            wanted, epoch = wanted - len(items), epoch + 1


