"""Every task as a named endpoint and, through gradio's MCP server, as a tool for other agents."""
from __future__ import annotations

import inspect
from typing import Any, Literal, get_type_hints

import gradio as gr
from gradio.components.api_component import Api

from app.i18n import field, lang_of
from app.service import Service, kinds, value_of
from app.tabs import view_of
from engine.errors import OnebaseError
from tasks.base import REGISTRY, Task, parse_options


class Page(gr.Blocks):
    """Blocks whose endpoints may be called by bare HTTP with the leading fields only; gradio's own clients do the same."""

    def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
        inputs.extend(block.value for block in block_fn.inputs[len(inputs):] if isinstance(block, Api))
        super().validate_inputs(block_fn, inputs)


def endpoints(service: Service) -> None:
    for task in REGISTRY.values():
        gr.api(endpoint(service, task), api_name=task.name, api_description=f"{task.title['en']}. {task.about['en']}")
        for name, tool in view_of(task.name).tools(service).items():
            tool.__annotations__ = get_type_hints(tool)
            gr.api(tool, api_name=name, api_description=tool.__doc__.split("\n", 1)[0])


def endpoint(service: Service, task: Task):
    """A function whose signature is the task's input fields, then its options; it returns the result as JSON."""
    fields = dict(sorted(task.Input.model_fields.items(), key=lambda kv: not kv[1].is_required()))
    settings = {n: f for n, f in task.Options.model_fields.items() if n not in fields}

    def answer(*values: Any) -> dict[str, Any]:
        *given, request = values
        said = dict(zip((*fields, *settings), given, strict=True))
        try:
            options = {n: value_of(f.annotation, said[n]) for n, f in settings.items() if said[n] is not None}
            row = {n: said[n] for n in fields if said[n] is not None}
            return service.answer(task, row, parse_options(task, options)).model_dump(mode="json")
        except OnebaseError as e:
            raise gr.Error(" ".join(e.words(lang_of(request))).strip(), print_exception=False) from e

    def parameter(name: str, kind: Any, default: Any) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=kind, default=default)

    parameters = [*(parameter(n, _plain(f.annotation), inspect.Parameter.empty if f.is_required()
                              else f.get_default(call_default_factory=True)) for n, f in fields.items()),
                  *(parameter(n, _plain(f.annotation), None) for n, f in settings.items()),
                  parameter("request", gr.Request, None)]
    answer.__signature__ = inspect.Signature(parameters, return_annotation=dict)
    answer.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": dict}
    answer.__name__ = answer.__qualname__ = task.name
    # gradio's MCP server reads the tool's words from here
    answer.__doc__ = f"{task.title['en']}. {task.about['en']}\n\nArgs:\n" + "\n".join(
        f"    {n}: {f.description or field(n, 'en')}" for n, f in (fields | settings).items())
    return answer


def _plain(annotation: Any) -> Any:
    """The JSON type that a caller sends for it."""
    of = kinds(annotation)
    if Literal in of:
        return annotation
    for kind in (str, bool, int, float):
        if kind in of:
            return kind
    return list if of & {list, tuple, set, frozenset} else dict
