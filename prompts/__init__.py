"""Versioned prompts: `prompts/<task>/<version>.md`, turns headed by `--- system`, `--- user`, `--- assistant`.

Bodies are Jinja templates in a sandbox. A variable that is missing is an error that names all that are missing.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.base import Message
from engine.errors import InputError, SettingsError

ROOT = Path(__file__).parent
TURN = re.compile(r"^--- (system|user|assistant)[ \t]*$\n?", re.MULTILINE)


@dataclass(frozen=True)
class Prompt:
    name: str                      # task/version
    text: str

    @property
    def variables(self) -> frozenset[str]:
        from jinja2 import TemplateSyntaxError, meta
        try:
            return frozenset(meta.find_undeclared_variables(_environment().parse(self.text)))
        except TemplateSyntaxError as e:
            raise InputError(f"Prompt {self.name}, line {e.lineno}: {e.message}", "Mend the template or reset it.",
                             ko=f"프롬프트 {self.name} {e.lineno}행: {e.message}",
                             hint_ko="템플릿을 고치거나 초기화하세요.") from e

    def render(self, values: Mapping[str, object]) -> tuple[Message, ...]:
        missing = sorted(self.variables - set(values))
        if missing:
            raise InputError(f"Prompt {self.name} needs {', '.join(missing)}.", "Give these variables or remove them.",
                             ko=f"프롬프트 {self.name}에 {', '.join(missing)} 변수가 필요합니다.",
                             hint_ko="변수를 넣거나 프롬프트에서 지우세요.")
        # the file is cut into turns before it is rendered: a user's text that looks like a heading stays text
        parts = TURN.split(self.text)
        if len(parts) < 3 or parts[0].strip():
            raise SettingsError(f"Prompt {self.name} does not begin with '--- system' or '--- user'.",
                                "Put a heading line above each turn.")
        return tuple(Message(role, _environment().from_string(body.strip()).render(values).strip())
                     for role, body in zip(parts[1::2], parts[2::2], strict=True))


@cache
def _environment():
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                                         autoescape=False)


def versions(task: str) -> list[str]:
    return sorted(p.stem for p in (ROOT / task).glob("*.md"))


@cache
def load(name: str) -> Prompt:
    """`load("translation/compact")`."""
    task, _, version = name.partition("/")
    if version not in versions(task):
        raise SettingsError(f"There is no prompt {name}.", f"Known: {', '.join(versions(task)) or 'none'}.",
                            ko=f"프롬프트 {name}이(가) 없습니다.", hint_ko=f"있는 것: {', '.join(versions(task)) or '없음'}")
    return Prompt(name, (ROOT / task / f"{version}.md").read_text(encoding="utf-8"))
