"""A sentence put together by rule: Korean chunks, what each verb asks for, English order and inflection."""

from tasks.translation.grammar.clauses import Rendered, render

__all__ = ["Rendered", "render"]
