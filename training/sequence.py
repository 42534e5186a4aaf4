"""Classification adapters: LoRA and a linear head, on sliding windows, judged by document."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from documents.chunks import windows
from documents.votes import vote
from engine.errors import InputError
from tasks.classification import columns as table
from training.base import Base, load, tokenizer_of
from training.loop import train_loop
from training.metrics import classification as figures_of
from training.recipe import Recipe, Watch
from training.rows import Rows


@dataclass(frozen=True)
class Labelled:
    texts: tuple[str, ...]
    labels: tuple[str, ...]          # one a text
    documents: tuple[str, ...]
    classes: tuple[str, ...]         # in the head's order
    columns: tuple[str, ...]         # that made the text


def labelled(rows: Rows, recipe: Recipe) -> Labelled:
    """Text, label and document of every row; a row without text or label is an error that names it."""
    first = rows.rows[0]
    columns = recipe.columns or table.text_columns(first)
    label = recipe.label or table.find(first, table.LABEL)
    document = recipe.document or table.find(first, table.DOCUMENT)
    for what, found, flag in (("text", columns, "--columns"), ("label", label, "--label")):
        if not found:
            raise InputError(f"{rows.name} has no {what} column that is recognised; it has {', '.join(first)}.",
                             f"Name it with {flag}.",
                             ko=f"{rows.name}에서 {what} 열을 찾지 못했습니다. 있는 열: {', '.join(first)}.",
                             hint_ko=f"{flag}로 지정하세요.")
    texts, labels, documents = [], [], []
    for number, row in enumerate(rows.rows, 1):
        for column in (label, *filter(None, [recipe.document])):
            if row.get(column) in (None, ""):
                raise InputError(f"{rows.name}, row {number}, column {column} is empty.", "Fill it or delete the row.",
                                 ko=f"{rows.name} {number}행의 {column} 열이 비어 있습니다.",
                                 hint_ko="값을 채우거나 행을 지우세요.")
        text = table.join(row, columns)
        if not text:
            raise InputError(f"{rows.name}, row {number} has no text in {', '.join(columns)}.",
                             "Fill it or delete the row.",
                             ko=f"{rows.name} {number}행의 {', '.join(columns)} 열에 글이 없습니다.",
                             hint_ko="값을 채우거나 행을 지우세요.")
        texts.append(text)
        labels.append(str(row[label]).strip())
        # the same text under two numbers is one document all the same when there is no number
        documents.append(str(row[document]) if document and row.get(document) not in (None, "") else text)
    counts = Counter(labels)
    rare = [c for c, n in counts.items() if n < 2]
    if len(counts) < 2 or rare:
        what = f"only {len(counts)} label(s)" if len(counts) < 2 else f"one row only for {', '.join(rare)}"
        raise InputError(f"{rows.name} has {what}.", "A classifier needs two labels or more, two rows or more each.",
                         ko=f"{rows.name}: 레이블 종류 {len(counts)}개, 한 행뿐인 레이블: {', '.join(rare) or '없음'}.",
                         hint_ko="레이블이 두 종류 이상, 각각 두 행 이상 있어야 합니다.")
    return Labelled(tuple(texts), tuple(labels), tuple(documents), tuple(sorted(counts)), tuple(columns))


def pad(batch: Sequence[Sequence[int]], pad_id: int):
    """Right-padded ids and their mask, (rows, longest)."""
    import torch
    width = max(map(len, batch))
    ids = torch.tensor([[*row, *[pad_id] * (width - len(row))] for row in batch])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in batch])
    return ids, mask


def train_sequence(data: Labelled, train: Sequence[int], held: Sequence[int], base: Base, recipe: Recipe, watch: Watch):
    """(model, outcome, predict): `predict(texts)` gives each text's class probabilities (mean over its windows)."""
    import torch

    tokenizer = tokenizer_of(base)
    model = load(base, recipe, data.classes, tokenizer.pad_token_id)
    ids_of = [tokenizer.encode(t) for t in data.texts]
    target = [data.classes.index(label) for label in data.labels]
    counts = Counter(target[i] for i in train)
    rows, classes, weights = [], [], []
    for i in train:
        pieces = windows(ids_of[i], recipe.window, recipe.stride)
        weight = len(train) / (len(counts) * counts[target[i]]) if recipe.class_weights else 1.0
        for piece in pieces:
            rows.append(piece)
            classes.append(target[i])
            weights.append(weight / len(pieces) ** 0.5)     # a long patent counts for more, but not in proportion

    def logits_of(ids, mask):
        return model(input_ids=ids.to(model.device), attention_mask=mask.to(model.device),
                     use_cache=False).logits.float()

    def loss_of(indices: list[int]):
        ids, mask = pad([rows[i] for i in indices], tokenizer.pad_token_id)
        logits = logits_of(ids, mask)
        each = torch.nn.functional.cross_entropy(
            logits, torch.tensor([classes[i] for i in indices], device=logits.device), reduction="none")
        weight = torch.tensor([weights[i] for i in indices], device=logits.device)
        return (each * weight).sum(), weight.sum().item()

    @torch.no_grad()
    def predict(documents: Sequence[Sequence[int]]) -> list[tuple[float, ...]]:
        model.eval()
        pieces = [(d, p) for d, ids in enumerate(documents) for p in windows(ids, recipe.window, recipe.stride)]
        votes: dict[int, list] = {d: [] for d in range(len(documents))}
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i][1]))
        for start in range(0, len(order), 32):
            chosen = order[start:start + 32]
            ids, mask = pad([pieces[i][1] for i in chosen], tokenizer.pad_token_id)
            for i, p in zip(chosen, logits_of(ids, mask).softmax(-1).tolist(), strict=True):
                votes[pieces[i][0]].append(p)
        return [vote(votes[d]) for d in range(len(documents))]

    def evaluate() -> dict:
        import math
        found = predict([ids_of[i] for i in held])
        loss = -sum(math.log(max(p[target[i]], 1e-9)) for p, i in zip(found, held, strict=True)) / len(held)
        names = [data.classes[max(range(len(p)), key=p.__getitem__)] for p in found]
        scores = figures_of([data.labels[i] for i in held], names)
        return {"loss": loss, "accuracy": scores["accuracy"], "macro_f1": scores["macro_f1"]}

    watch.say(f"{len(train)} documents to train on ({len(rows)} windows), {len(held)} held out")
    outcome = train_loop(model, [len(r) for r in rows], loss_of, recipe, watch, evaluate if held else None)
    return model, outcome, lambda texts: predict([tokenizer.encode(t) for t in texts])
