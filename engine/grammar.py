"""Constraints on decoding: a JSON Schema or a list of choices becomes a mask over the next token.

llguidance works on bytes, so that a Hangul syllable split over tokens is never cut in the middle, and tells which
tokens are forced: those are appended without a decode step.
"""
from __future__ import annotations

import json
from functools import lru_cache

from engine.errors import InputError


def compile_schema(schema: dict) -> str:
    """A grammar of compact JSON. Raises InputError for a schema that cannot be held."""
    return _schema(json.dumps(schema, ensure_ascii=False))


@lru_cache(maxsize=512)
def _schema(text: str) -> str:
    from llguidance import LLMatcher
    try:
        # blanks between tokens of JSON would let a small model idle for ever
        return LLMatcher.grammar_from_json_schema(text, defaults={"whitespace_flexible": False})
    except ValueError as e:
        raise _refused(str(e)) from e


def compile_choices(choices: tuple[str, ...]) -> str:
    from llguidance import LLMatcher
    if not choices or not all(choices):
        raise InputError("Choices must be strings that are not empty.", "Give at least one.")
    return LLMatcher.grammar_from_lark("start: " + " | ".join(json.dumps(c, ensure_ascii=False) for c in choices))


def _refused(reason: str) -> InputError:
    reason = reason.strip().splitlines()[0] if reason.strip() else "unknown reason"
    return InputError(f"The schema cannot constrain decoding: {reason}", "Use the common keywords of JSON Schema.",
                      ko=f"이 스키마로는 출력을 제한할 수 없습니다: {reason}",
                      hint_ko="JSON Schema의 일반적인 키워드를 쓰세요.")


class Grammars:
    """The tokenizer's half of the constraint; made once a model."""

    def __init__(self, tokenizer, vocabulary: int):
        import llguidance.hf
        self.tokenizer, self.vocabulary = llguidance.hf.from_tokenizer(tokenizer, n_vocab=vocabulary), vocabulary

    def matcher(self, grammar: str) -> Matcher:
        return Matcher(self, grammar)


class Matcher:
    """The state of one constrained reply."""

    def __init__(self, grammars: Grammars, grammar: str):
        from llguidance import LLMatcher
        self._matcher = LLMatcher(grammars.tokenizer, grammar)
        self._check()

    def _check(self) -> None:
        if self._matcher.is_error():
            raise _refused(self._matcher.get_error())

    @property
    def done(self) -> bool:
        return self._matcher.is_stopped()

    def forced(self) -> list[int]:
        """Tokens that must come next whatever the model says; they are consumed."""
        if self.done:
            return []
        tokens = self._matcher.compute_ff_tokens()
        if tokens:
            self._matcher.consume_tokens(tokens)
            self._check()
        return tokens

    def fill(self, bitmask, row: int) -> None:
        """Write the allowed tokens into `bitmask[row]`, int32 words of 32 tokens."""
        # llguidance.torch has a helper for this, whose import compiles a kernel: two seconds for two lines
        words = bitmask[row]
        self._matcher.unsafe_compute_mask_ptr(words.data_ptr(), words.numel() * words.element_size())

    def take(self, token: int) -> None:
        self._matcher.consume_token(token)
        self._check()


def new_bitmask(rows: int, vocabulary: int):
    """(rows, ceil(vocabulary / 32)) int32, all tokens allowed."""
    import torch
    return torch.full((rows, (vocabulary + 31) // 32), -1, dtype=torch.int32)


def apply_bitmask(logits, bitmask) -> None:
    """Forbid in place the tokens whose bit is 0; logits (rows, vocabulary)."""
    import torch
    bits = torch.arange(32, dtype=torch.int32)
    allowed = ((bitmask.unsqueeze(-1) >> bits) & 1).flatten(1)[:, :logits.shape[1]].bool()
    logits.masked_fill_(~allowed.to(logits.device), float("-inf"))
