"""Causal adapters: conversations whose last turn is the reply that the loss is on."""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.base import Message
from engine.errors import InputError
from training.base import Base, load, tokenizer_of
from training.loop import Outcome, train_loop
from training.precision import autocast
from training.recipe import Recipe, Watch
from training.rows import Rows, split

ROLES = ("system", "user", "assistant")


@dataclass(frozen=True)
class Example:
    prompt: list[int]
    reply: list[int]
    document: str

    def __len__(self) -> int:
        return len(self.prompt) + len(self.reply)


def messages_of(task, row: Mapping[str, Any], where: str) -> tuple[Message, ...]:
    """The row's own `messages`, or what the task's `training_messages` makes of it; the last turn is the reply."""
    if "messages" in row:
        try:
            messages = tuple(Message(m["role"], m["content"]) for m in row["messages"])
        except (TypeError, KeyError) as e:
            raise InputError(f"{where}, column messages: not a list of {{role, content}} objects.", "Mend this row.",
                             ko=f"{where}, messages 열: {{role, content}} 목록이 아닙니다.",
                             hint_ko="이 행을 고치세요.") from e
    elif hasattr(task, "training_messages"):
        messages = tuple(task.training_messages(row))
    else:
        raise InputError(f"{where} has no column messages.", "Give each row {\"messages\": [{role, content}, …]}.",
                         ko=f"{where}에 messages 열이 없습니다.",
                         hint_ko="각 행에 {\"messages\": [{role, content}, …]}를 넣으세요.")
    sound = all(m.role in ROLES and isinstance(m.content, str) for m in messages)
    if not sound or len(messages) < 2 or messages[-1].role != "assistant" or not messages[-1].content:
        raise InputError(f"{where}, column messages: the last turn must be a reply by the assistant, after a user's.",
                         "Mend this row.",
                         ko=f"{where}, messages 열: 사용자 발화 뒤에 assistant의 답이 마지막이어야 합니다.",
                         hint_ko="이 행을 고치세요.")
    return messages


def encode(tokenizer, messages: Sequence[Message]) -> tuple[list[int], list[int]]:
    """(prompt ids, reply ids): the prompt exactly as at inference, the reply with the template's end of turn."""
    turns = [{"role": m.role, "content": m.content} for m in messages]
    prompt = tokenizer.apply_chat_template(turns[:-1], add_generation_prompt=True, tokenize=False)
    whole = tokenizer.apply_chat_template(turns, tokenize=False)
    if not whole.startswith(prompt):
        raise InputError("The base's chat template changes earlier turns when a reply follows.",
                         "Give the base a template whose prompt is a prefix of the conversation.",
                         ko="베이스의 대화 템플릿이 답변 뒤에 앞선 발화를 바꿉니다.",
                         hint_ko="프롬프트가 대화의 앞부분과 같은 템플릿을 쓰세요.")
    return (tokenizer.encode(prompt, add_special_tokens=False),
            tokenizer.encode(whole[len(prompt):].rstrip("\n"), add_special_tokens=False))


def examples_of(task, rows: Rows, tokenizer, recipe: Recipe, watch: Watch) -> list[Example]:
    found, left_out = [], 0
    for number, row in enumerate(rows.rows, 1):
        messages = messages_of(task, row, f"{rows.name}, row {number}")
        prompt, reply = encode(tokenizer, messages)
        if len(prompt) + len(reply) > recipe.max_tokens:
            left_out += 1
            continue
        asked = json.dumps([m.content for m in messages[:-1]], ensure_ascii=False)
        found.append(Example(prompt, reply, str(row.get(recipe.document or "document") or asked)))
    if left_out:
        watch.say(f"{left_out} of {len(rows.rows)} rows are longer than {recipe.max_tokens} tokens and are left out")
    if not found:
        raise InputError(f"Every row of {rows.name} is longer than {recipe.max_tokens} tokens.", "Raise --max-tokens.",
                         ko=f"{rows.name}의 모든 행이 {recipe.max_tokens} 토큰보다 깁니다.",
                         hint_ko="--max-tokens를 늘리세요.")
    return found


def reply_loss(model, pad: int, batch: Sequence[Example]):
    """(summed cross-entropy over reply tokens, their number). Rows are padded left, so that the replies end together
    and the vocabulary product runs over the last columns only."""
    import torch
    import torch.nn.functional as F
    width, tail = max(map(len, batch)), max(len(e.reply) for e in batch)
    ids = torch.full((len(batch), width), pad)
    mask = torch.zeros((len(batch), width), dtype=torch.long)
    labels = torch.full((len(batch), tail), -100)
    for i, e in enumerate(batch):
        ids[i, width - len(e):] = torch.tensor(e.prompt + e.reply)
        mask[i, width - len(e):] = 1
        labels[i, tail - len(e.reply):] = torch.tensor(e.reply)
    device = model.device
    positions = (mask.cumsum(1) - 1).clamp(min=0)
    logits = model(input_ids=ids.to(device), attention_mask=mask.to(device), position_ids=positions.to(device),
                   use_cache=False, logits_to_keep=tail + 1).logits[:, :-1]
    loss = F.cross_entropy(logits.float().flatten(0, 1), labels.to(device).flatten(), ignore_index=-100,
                           reduction="sum")
    return loss, sum(len(e.reply) for e in batch)


def train_causal(task, rows: Rows, base: Base, recipe: Recipe, watch: Watch):
    """(model, outcome, figures, manifest's own fields)."""
    import torch

    tokenizer = tokenizer_of(base)
    examples = examples_of(task, rows, tokenizer, recipe, watch)
    train, held = split([e.document for e in examples], recipe.eval_share, recipe.seed)
    model = load(base, recipe)
    lengths = [len(examples[i]) for i in train]

    def loss_of(indices: list[int]):
        return reply_loss(model, tokenizer.pad_token_id, [examples[train[i]] for i in indices])

    @torch.no_grad()
    def evaluate() -> dict:
        model.eval()
        order = sorted(held, key=lambda i: len(examples[i]))
        total = count = 0.0
        with autocast(model.device.type):
            for start in range(0, len(order), 16):
                loss, tokens = reply_loss(model, tokenizer.pad_token_id, [examples[i] for i in order[start:start + 16]])
                total, count = total + loss.item(), count + tokens
        return {"loss": total / count}

    watch.say(f"{len(train)} rows to train on ({sum(lengths):,} tokens), {len(held)} held out")
    outcome: Outcome = train_loop(model, lengths, loss_of, recipe, watch, evaluate if held else None)
    figures = {"train_rows": len(train), "held_out_rows": len(held)}
    if outcome.best is not None:
        figures["held_out_loss"] = round(outcome.history[outcome.best]["loss"], 4)
    return model, outcome, figures, {}
