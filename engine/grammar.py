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
    """The tokenizer's half of the constraint; made once a model. `ends` are the tokens that end a reply."""

    def __init__(self, tokenizer, vocabulary: int, ends: list[int]):
        import llguidance.hf
        self._tokenizer = llguidance.hf.from_tokenizer(tokenizer, n_vocab=vocabulary, eos_token=ends)
        self._compiled = lru_cache(maxsize=256)(self._compile)

    def matcher(self, grammar: str) -> Matcher:
        return Matcher(self._compiled(grammar).deep_copy())

    def _compile(self, grammar: str):
        from llguidance import LLMatcher
        matcher = LLMatcher(self._tokenizer, grammar)
        if matcher.is_error():
            raise _refused(matcher.get_error())
        return matcher


class Matcher:
    """The state of one constrained reply."""

    def __init__(self, matcher):
        self._matcher = matcher

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

    def allows(self, token: int) -> bool:
        return self._matcher.validate_tokens([token]) == 1

    def mask(self) -> bytes:
        """The allowed next tokens, a bit each."""
        mask = self._matcher.compute_bitmask()
        self._check()
        return mask

    def take(self, token: int) -> None:
        self._matcher.consume_token(token)
        self._check()

    def _check(self) -> None:
        # the grammar was sound when it was compiled: what goes wrong now is a limit of the parser
        if self._matcher.is_error():
            raise _refused(self._matcher.get_error())


def forbid(logits, matchers: list[Matcher]):
    """`logits` (rows, vocabulary) with minus infinity where the row's matcher does not allow the token."""
    import numpy as np
    import torch
    bits = np.stack([np.unpackbits(np.frombuffer(m.mask(), np.uint8), bitorder="little") for m in matchers])
    return logits.masked_fill(torch.from_numpy(bits[:, :logits.shape[1]] == 0), float("-inf"))
