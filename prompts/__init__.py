"""Versioned prompts: `prompts/<task>/<version>.md`, turns headed by `--- system`, `--- user`, `--- assistant`.

A version of several prompts is a folder of them: `prompts/<task>/<version>/<what>.md`. Bodies are Jinja templates in a
sandbox. A variable that is missing is an error that names all that are missing.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from engine.base import Message
from engine.errors import InputError, SettingsError

ROOT = Path(__file__).parent
# what a visitor's own template is made of: none of it takes more than moments
PLAIN = ("Template", "Output", "TemplateData", "Name", "Getattr", "For", "If", "Const", "Compare", "Operand", "And", "Or", "Not")
NAME = re.compile(r"[\w\-]+(/[\w\-]+){1,2}")
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

    def check(self, required: Collection[str]) -> None:
        """InputError for what a visitor's own template may not do: leave out a variable, use another one, or take more
        than moments to render (calls, arithmetic, loops in loops)."""
        from jinja2 import nodes
        found = self.variables
        if missing := sorted(set(required) - found):
            raise InputError(f"Prompt {self.name} lacks {_named(missing)}.", "Put it back in, or reset the prompt.",
                             ko=f"프롬프트 {self.name}에 {_named(missing)} 변수가 빠졌습니다.",
                             hint_ko="변수를 다시 넣거나 프롬프트를 초기화하세요.")
        if unknown := sorted(found - set(required)):
            raise InputError(f"Prompt {self.name} has {_named(unknown)}, which nothing fills in.",
                             f"Variables here: {_named(sorted(required))}.",
                             ko=f"프롬프트 {self.name}의 {_named(unknown)} 변수는 채워지지 않습니다.",
                             hint_ko=f"쓸 수 있는 변수: {_named(sorted(required))}")
        tree = _environment().parse(self.text)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, tuple(getattr(nodes, n) for n in PLAIN)) or (
                    isinstance(node, nodes.For) and any(node.find_all(nodes.For))):
                raise InputError(f"Prompt {self.name}, line {node.lineno}: {type(node).__name__.lower()} is not taken here.",
                                 "Use variables, {% if %} and one {% for %} at a time.",
                                 ko=f"프롬프트 {self.name} {node.lineno}행: {type(node).__name__.lower()}은(는) 쓸 수 없습니다.",
                                 hint_ko="변수와 {% if %}, 겹치지 않는 {% for %}만 쓰세요.")
        _turns(self)

    def render(self, values: Mapping[str, object]) -> tuple[Message, ...]:
        missing = sorted(self.variables - set(values))
        if missing:
            raise InputError(f"Prompt {self.name} needs {', '.join(missing)}.", "Give these variables or remove them.",
                             ko=f"프롬프트 {self.name}에 {', '.join(missing)} 변수가 필요합니다.",
                             hint_ko="변수를 넣거나 프롬프트에서 지우세요.")
        # the file is cut into turns before it is rendered: a user's text that looks like a heading stays text
        return tuple(Message(role, _template(body).render(values).strip()) for role, body in _turns(self))


def _turns(prompt: Prompt) -> list[tuple[str, str]]:
    parts = TURN.split(prompt.text)
    if len(parts) < 3 or parts[0].strip():
        raise InputError(f"Prompt {prompt.name} does not begin with '--- system' or '--- user'.",
                         "Put a heading line above each turn.",
                         ko=f"프롬프트 {prompt.name}이(가) '--- system'이나 '--- user'로 시작하지 않습니다.",
                         hint_ko="각 차례 위에 제목 줄을 넣으세요.")
    return [(role, body.strip()) for role, body in zip(parts[1::2], parts[2::2], strict=True)]


def _named(variables: Collection[str]) -> str:
    return ", ".join(f"{{{{ {v} }}}}" for v in variables)


@lru_cache(maxsize=64)
def _template(body: str):
    """Compiled once: a run renders the same turns for every row."""
    return _environment().from_string(body)


@cache
def _environment():
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                                         autoescape=False)


def versions(task: str) -> list[str]:
    """Of a task, or the prompts of a version: `versions("classification/v1")`."""
    return sorted(p.stem for p in (ROOT / task).glob("*") if p.suffix == ".md" or p.is_dir())


@cache
def load(name: str) -> Prompt:
    """`load("translation/compact")`, `load("classification/v1/choice")`."""
    task = name.rpartition("/")[0]
    if not NAME.fullmatch(name) or not (ROOT / f"{name}.md").is_file():
        task = task if NAME.fullmatch(f"{task}/x") else name.partition("/")[0]
        raise SettingsError(f"There is no prompt {name}.", f"Known: {', '.join(versions(task)) or 'none'}.",
                            ko=f"프롬프트 {name}이(가) 없습니다.", hint_ko=f"있는 것: {', '.join(versions(task)) or '없음'}")
    return Prompt(name, (ROOT / f"{name}.md").read_text(encoding="utf-8"))
