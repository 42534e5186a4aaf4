"""How a task looks: `app.tabs.<task>.VIEW` where it deserves more than the generic form, else the default one."""
from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app import html
from app.html import Html


def _anything(result: Mapping[str, Any], given: Mapping[str, Any], lang: str) -> Html:
    return html.panel(html.anything(result, lang))


@dataclass(frozen=True)
class View:
    render: Callable[[Mapping[str, Any], Mapping[str, Any], str], Html] = _anything   # result, input, language
    brief: Callable[[Mapping[str, Any], str], Any] = lambda result, lang: html.brief(dict(result))   # one cell
    lines: Mapping[str, int] = field(default_factory=dict)      # height of a field
    read: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)   # option ← what was typed for it
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)       # option ← uploaded files of these kinds
    of_files: tuple[str, ...] = ()                               # options that only a file of rows has a use for
    columns: Callable[[tuple[str, ...]], bool] | None = None     # these headings are enough for the task
    skip: tuple[str, ...] = ()                                   # options that the tab sets elsewhere
    standing: Callable[[Any], Mapping[str, Any]] = lambda request: {}        # and what they are for a visitor
    tab: Callable[..., list] | None = None    # builds the whole tab: (service, task, view, words, runs) → [(task, adapter dropdown), …]
    tools: Callable[[Any], Mapping[str, Callable[..., dict]]] = lambda service: {}   # further endpoints: {name: function of its fields}
    note: str = ""                                               # key of the words that every file of answers says
    css: str = ""                                                # of the tab's own, beside the page's
    streams: bool = False                                        # the reply is prose that may be shown as it grows


def view_of(task: str) -> View:
    name = f"app.tabs.{task}"
    return importlib.import_module(name).VIEW if importlib.util.find_spec(name) else View()
