"""The one model in memory: weights, tokenizer, and a forward whose callers say who sees whom."""
from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from engine.base import Message
from engine.cache import Slots
from engine.errors import BaseModelError, InputError
from engine.grammar import Grammars
from engine.lora import Stack

if TYPE_CHECKING:
    import torch

HEAD_VALUES = 1 << 26                # logits made at once: 256 MB in fp32
Seen = Callable[[int | None], "torch.Tensor"]


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
        kinds = getattr(self.config, "layer_types", None) or (
            ["sliding_attention" if getattr(self.config, "sliding_window", None) else "full_attention"])
        self._kinds = tuple(dict.fromkeys(kinds))
        self._views: dict[int, object] = {}
        self._check()

    @property
    def parameters(self) -> int:
        return sum(p.numel() for p in self.causal.parameters())

    @property
    def layers(self) -> int:
        return len(self.decoder.layers)

    @property
    def device(self) -> torch.device:
        return self.head.weight.device

    @property
    def dtype(self) -> torch.dtype:
        return self.decoder.get_input_embeddings().weight.dtype

    def cache_bytes(self, layers: int | None) -> int:
        """Of one token's keys and values."""
        heads = getattr(self.config, "num_key_value_heads", None) or self.config.num_attention_heads
        width = getattr(self.config, "head_dim", None) or self.config.hidden_size // self.config.num_attention_heads
        return 2 * heads * width * min(layers or self.layers, self.layers) * self.dtype.itemsize

    @cached_property
    def grammars(self) -> Grammars:
        return Grammars(self.tokenizer, self.config.vocab_size, sorted(self.ends))

    # -- text ----------------------------------------------------------------------------------------------------
    def prompt(self, messages: Sequence[Message]) -> list[int]:
        """Token ids of the conversation up to where the reply begins."""
        turns = [{"role": m.role, "content": self._harmless(m.content)} for m in messages]
        if self.tokenizer.chat_template:
            from jinja2 import TemplateError
            try:
                text = self.tokenizer.apply_chat_template(turns, add_generation_prompt=True, tokenize=False)
            except TemplateError as e:
                raise InputError(f"The base's chat template does not take these turns: {e}.",
                                 "Use a prompt with other roles, or another base.",
                                 ko=f"베이스의 대화 템플릿이 이 발화들을 받지 않습니다: {e}.",
                                 hint_ko="역할이 다른 프롬프트나 다른 베이스를 쓰세요.") from e
            ids = self.tokens(text)
        else:
            ids = self.tokenizer.encode("\n\n".join(t["content"] for t in turns) + "\n\n")
        self.fit(len(ids))
        return ids

    def fit(self, tokens: int) -> None:
        """InputError unless so many tokens leave room for one more."""
        if tokens >= self.context:
            raise InputError(f"The text is {tokens:,} tokens; the base reads {self.context:,}.", "Shorten or cut it.",
                             ko=f"글이 {tokens:,}토큰입니다. 베이스는 {self.context:,}토큰까지 읽습니다.",
                             hint_ko="줄이거나 나누세요.")

    def tokens(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False)

    def text(self, tokens: Sequence[int]) -> str:
        return self.tokenizer.decode(list(tokens), skip_special_tokens=True, clean_up_tokenization_spaces=False)

    def _harmless(self, content: str) -> str:
        """What looks like a control token in a user's text must not become one."""
        for token in self._special:
            if token in content:
                content = content.replace(token, f"{token[0]} {token[1:]}")
        return content

    # -- forward -------------------------------------------------------------------------------------------------
    def hidden(self, ids: torch.Tensor, positions: torch.Tensor, seen: Seen, adapters: Sequence[str | None], *,
               cache: Slots | None = None, layers: int | None = None) -> torch.Tensor:
        """(rows, columns, hidden) after the final norm of `ids` (rows, columns) at `positions`.

        `seen(window)` is a bool (rows or 1, 1, columns, keys): may this token look at that key, in a layer with local
        attention over `window` tokens or (None) over all.
        """
        self.stack.choose(adapters)
        masks = {kind: self._additive(seen(self.config.sliding_window if kind == "sliding_attention" else None))
                 for kind in self._kinds}
        return self._first(layers)(
            input_ids=ids.to(self.device), position_ids=positions.to(self.device), past_key_values=cache,
            attention_mask=masks if len(masks) > 1 else masks[self._kinds[0]],
            use_cache=cache is not None).last_hidden_state

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """float32 (n, vocabulary) of (n, hidden), on the CPU."""
        import torch
        cap, scale = (getattr(self.config, k, None) for k in ("final_logit_softcapping", "logit_scale"))
        divisor = getattr(self.config, "logits_scaling", None)
        parts = []
        # contiguous, or torch copies the whole vocabulary matrix for every row in bfloat16
        for part in hidden.contiguous().split(max(1, HEAD_VALUES // self.config.vocab_size)):
            values = self.head(part)
            values = values * scale if scale else values / divisor if divisor else values
            parts.append((torch.tanh(values / cap) * cap if cap else values).float().cpu())
        return parts[0] if len(parts) == 1 else torch.cat(parts)

    def _additive(self, seen: torch.Tensor) -> torch.Tensor:
        import torch
        mask = torch.zeros(seen.shape, dtype=self.dtype).masked_fill_(~seen, torch.finfo(self.dtype).min)
        return mask.to(self.device)

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

    def _check(self) -> None:
        """Run a few tokens both ways: an architecture with parts that are not known here must not answer wrongly."""
        import torch

        from engine.packing import causal
        unknown = sorted(set(self._kinds) - {"full_attention", "sliding_attention"})
        ids = torch.arange(8).remainder(self.config.vocab_size).unsqueeze(0)
        positions, slots = torch.arange(8).unsqueeze(0), Slots()
        if not unknown:
            with torch.inference_mode():
                expected = self.causal(input_ids=ids.to(self.device), use_cache=False).logits[0].float().cpu()
                slots.reserve(1, 8)
                slots.prefill(0, 1, 0, 5)
                parts = [self.hidden(ids[:, :5], positions[:, :5], causal(0, 5), [None], cache=slots)]
                slots.decode(positions[:, 5:], 8)
                parts.append(self.hidden(ids[:, 5:], positions[:, 5:], causal(5, 8), [None], cache=slots))
                found = self.logits(torch.cat(parts, 1)[0])
            # of all at once: a padding token may have no embedding, and quantised products are rough
            if torch.nn.functional.cosine_similarity(expected.flatten(), found.flatten(), 0) > 0.98:
                return
        name = type(self.causal).__name__
        raise BaseModelError(
            f"{name} is built of parts that this engine does not run ({', '.join(unknown) or 'its outputs differ'}).",
            "Serve it with an OpenAI-compatible server and set ONEBASE_BASE=openai:URL, or use another base.",
            ko=f"{name}은(는) 이 엔진이 지원하지 않는 구조입니다({', '.join(unknown) or '출력이 다름'}).",
            hint_ko="OpenAI 호환 서버로 띄우고 ONEBASE_BASE=openai:URL로 설정하거나 다른 베이스를 쓰세요.")
