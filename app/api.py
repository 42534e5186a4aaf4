"""Every task as a named endpoint and, through gradio's MCP server, as a tool for other agents."""
from __future__ import annotations

import inspect
from typing import Any

import gradio as gr

from app.i18n import lang_of
from app.service import Service, kinds
from engine.errors import OnebaseError
from tasks.base import REGISTRY, Task, parse_options


def endpoints(service: Service) -> None:
    for task in REGISTRY.values():
        gr.api(endpoint(service, task), api_name=task.name, api_description=describe(task))


def describe(task: Task) -> str:
    fields = ", ".join(n for n in task.Options.model_fields)
    return f"{task.title['en']}. {task.about['en']} `options`: an object with any of {fields}."


def endpoint(service: Service, task: Task):
    """A function whose signature is the task's input fields, then `options`; it returns the result as JSON."""
    fields = task.Input.model_fields

    def answer(*values: Any) -> dict[str, Any]:
        *given, options, request = values
        row = {n: v for n, v in zip(fields, given, strict=True) if v is not None}
        try:
            return service.answer(task, row, parse_options(task, options or {})).model_dump(mode="json")
        except OnebaseError as e:
            raise gr.Error(" ".join(e.words(lang_of(request))).strip(), print_exception=False) from e

    parameters = [inspect.Parameter(n, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=_plain(f.annotation),
                                    default=inspect.Parameter.empty if f.is_required() else
                                    f.get_default(call_default_factory=True)) for n, f in fields.items()]
    parameters.append(inspect.Parameter("options", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=dict, default=None))
    parameters.append(inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=gr.Request,
                                        default=None))
    answer.__signature__ = inspect.Signature(parameters, return_annotation=dict)
    answer.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": dict}
    answer.__name__ = answer.__qualname__ = task.name
    answer.__doc__ = describe(task) + "\n\nArgs:\n" + "\n".join(
        f"    {p.name}: {(fields[p.name].description or p.name.replace('_', ' ')) if p.name in fields else 'settings of this run'}"
        for p in parameters[:-1])
    return answer


def _plain(annotation: Any) -> type:
    """The JSON type that a caller sends for it."""
    of = kinds(annotation)
    for kind in (str, bool, int, float):
        if kind in of:
            return kind
    return list if of & {list, tuple, set, frozenset} else dict
