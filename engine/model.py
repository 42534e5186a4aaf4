"""The one model in memory: weights, tokenizer, key/value cache, and a forward that takes layouts instead of columns."""
from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from engine.base import Message
from engine.errors import InputError
from engine.grammar import Grammars
from engine.lora import Stack
from engine.packing import Layout, visible

if TYPE_CHECKING:
    import torch

HEAD_ROWS = 512                     # rows of logits made at once: a vocabulary of 256k in fp32 is 0.5 GB


class Model:
    """`source` is a folder or hub id; `options` go to transformers (dtype, quantization_config, token, …)."""

    def __init__(self, source: str | Path, **options):
        from transformers import AutoModelForCausalLM, AutoTokenizer
        passed = {k: options[k] for k in ("token", "local_files_only") if k in options}
        self.tokenizer = AutoTokenizer.from_pretrained(source, **passed)
        self.causal = AutoModelForCausalLM.from_pretrained(source, attn_implementation="sdpa", **options).eval()
        self.config = self.causal.config.get_text_config()
        self.decoder, self.head = self.causal.get_decoder(), self.causal.get_output_embeddings()
        self.stack = Stack(self.causal)
        self.context = int(self.config.max_position_embeddings)
        ends = getattr(self.causal.generation_config, "eos_token_id", None)
        ends = ends if isinstance(ends, list) else [ends]
        self.ends = frozenset(e for e in [*ends, self.tokenizer.eos_token_id] if e is not None)
        self.pad = self.tokenizer.pad_token_id if self.tokenizer.pad_token_id is not None else 0
        self._special = sorted({t for t in self.tokenizer.all_special_tokens if len(t) > 1}, key=len, reverse=True)
        self._views: dict[int, object] = {}

    @property
    def parameters(self) -> int:
        return sum(p.numel() for p in self.causal.parameters())

    @property
    def layers(self) -> int:
        return len(self.decoder.layers)

    @cached_property
    def grammars(self) -> Grammars:
        return Grammars(self.tokenizer, self.config.vocab_size)

    # -- text ----------------------------------------------------------------------------------------------------
    def prompt(self, messages: Sequence[Message]) -> list[int]:
        """Token ids of the conversation up to where the reply begins."""
        turns = [{"role": m.role, "content": self._harmless(m.content)} for m in messages]
        if self.tokenizer.chat_template:
            text = self.tokenizer.apply_chat_template(turns, add_generation_prompt=True, tokenize=False)
            ids = self.tokenizer(text, add_special_tokens=False).input_ids
        else:
            ids = self.tokenizer("\n\n".join(t["content"] for t in turns) + "\n\n").input_ids
        return self.fits(ids)

    def fits(self, ids: list[int]) -> list[int]:
        if len(ids) >= self.context:
            raise InputError(f"The text is {len(ids):,} tokens; the base reads {self.context:,}.", "Shorten or cut it.",
                             ko=f"글이 {len(ids):,}토큰입니다. 기반 모델은 {self.context:,}토큰까지 읽습니다.",
                             hint_ko="줄이거나 나누세요.")
        return ids

    def tokens(self, text: str) -> list[int]:
        return self.tokenizer(text, add_special_tokens=False).input_ids

    def text(self, tokens: Sequence[int]) -> str:
        return self.tokenizer.decode(list(tokens), skip_special_tokens=True, clean_up_tokenization_spaces=False)

    def _harmless(self, content: str) -> str:
        """What looks like a control token in a user's text must not become one."""
        for token in self._special:
            if token in content:
                content = content.replace(token, f"{token[0]} {token[1:]}")
        return content

    # -- forward -------------------------------------------------------------------------------------------------
    def new_cache(self):
        from transformers.cache_utils import Cache
        return Cache(layers=[growing_layer() for _ in range(self.layers)])

    def hidden(self, ids: torch.Tensor, query: Layout, adapters: Sequence[str | None], *, cache=None,
               key: Layout | None = None, layers: int | None = None) -> torch.Tensor:
        """(rows, columns, hidden) after the final norm. `key` covers what the cache holds and `query` together."""
        key = key or query
        self.stack.choose(adapters)
        device = self.head.weight.device
        return self._first(layers)(
            input_ids=ids.to(device), attention_mask=self._mask(query, key), position_ids=query.positions.to(device),
            past_key_values=cache, use_cache=cache is not None).last_hidden_state

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """float32 (n, vocabulary) of (n, hidden), which is made contiguous: torch copies the whole matrix otherwise."""
        import torch
        cap = getattr(self.config, "final_logit_softcapping", None)
        parts = []
        for start in range(0, len(hidden), HEAD_ROWS):
            part = self.head(hidden[start:start + HEAD_ROWS].contiguous())
            parts.append((torch.tanh(part / cap) * cap if cap else part).float())
        return torch.cat(parts)

    def _first(self, layers: int | None):
        """The decoder, or a view of its first layers on the same weights."""
        if layers is None or layers >= self.layers:
            return self.decoder
        if layers not in self._views:
            from torch import nn
            view = copy.copy(self.decoder)
            view._modules = dict(self.decoder._modules)
            view.layers = nn.ModuleList(list(self.decoder.layers)[:layers])
            self._views[layers] = view
        return self._views[layers]

    def _mask(self, query: Layout, key: Layout):
        import torch
        dtype = self.decoder.get_input_embeddings().weight.dtype

        def additive(window: int | None) -> torch.Tensor:
            seen = visible(query, key, window)
            return torch.zeros(seen.shape, dtype=dtype).masked_fill_(~seen, torch.finfo(dtype).min).to(
                self.head.weight.device)
        if "sliding_attention" not in (getattr(self.config, "layer_types", None) or ()):
            return additive(None)
        return {"full_attention": additive(None), "sliding_attention": additive(self.config.sliding_window)}


def growing_layer():
    """A cache layer that grows by doubling instead of copying everything at each token."""
    import torch
    from transformers.cache_utils import DynamicLayer

    class GrowingLayer(DynamicLayer):
        length = 0

        def update(self, key_states, value_states, *args, **kwargs):
            if not self.is_initialized:
                self.lazy_initialization(key_states, value_states)
            rows, heads, new, width = key_states.shape
            room = self.keys.shape[2] if self.keys.numel() else 0
            if self.length + new > room:
                size = max(self.length + new + 16, 2 * room if room else 0)

                def grown(old, like):
                    fresh = torch.zeros(rows, heads, size, like.shape[-1], dtype=like.dtype, device=like.device)
                    if self.length:
                        fresh[:, :, :self.length] = old[:, :, :self.length]
                    return fresh
                self.keys, self.values = grown(self.keys, key_states), grown(self.values, value_states)
            self.keys[:, :, self.length:self.length + new] = key_states
            self.values[:, :, self.length:self.length + new] = value_states
            self.length += new
            return self.keys[:, :, :self.length], self.values[:, :, :self.length]

        def get_seq_length(self) -> int:
            return self.length

        def keep(self, rows) -> None:
            self.keys, self.values = self.keys[rows], self.values[rows]

        def join(self, other) -> None:
            """The rows of another layer under these; the shorter is padded with columns that no mask shows."""
            length = max(self.length, other.length)

            def joined(a, b):
                widen = [torch.nn.functional.pad(x[:, :, :n], (0, 0, 0, length - n))
                         for x, n in ((a, self.length), (b, other.length))]
                return torch.cat(widen)
            self.keys, self.values = joined(self.keys, other.keys), joined(self.values, other.values)
            self.length = length

    return GrowingLayer()
