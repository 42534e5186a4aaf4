"""The label, and every category's share of the vote as bars; a whole workbook on a tab of its own."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app import html
from app.i18n import Words, field, word
from app.live import Runs
from app.service import Service
from app.tabs import View
from app.tabs.classification.style import CSS
from engine.errors import InputError
from tasks.base import Task

SHOWN = 12                                   # categories drawn; a table of two hundred bars says nothing


def render(result: Mapping[str, Any], given: Mapping[str, Any], lang: str) -> html.Html:
    top = dict(sorted(result["scores"].items(), key=lambda kv: -kv[1])[:SHOWN])
    windows = f"{field('chunks', lang)}: {result['chunks']:,}"
    if len(result["scores"]) > SHOWN:
        windows += f", {word('first_shown', lang).format(n=SHOWN)}"
    return html.panel(
        html.tag("div", html.join((html.tag("span", field("label", lang), "ob-dim"),
                                   html.badge(result["label"], "info ob-big"))), "ob-verdict"),
        html.bars(top, result["label"]), html.tag("p", windows, "ob-dim ob-small"))


def brief(result: Mapping[str, Any], lang: str) -> html.Html:
    share = result["scores"][result["label"]]
    return html.join((html.badge(result["label"], "info"), f" {share * 100:.0f}%"))


def categories(text: str) -> list[dict[str, str]] | str:
    """Lines `name: description`, or the JSON that the option takes."""
    if text.lstrip().startswith("["):
        return text
    found = []
    for line in text.splitlines():
        name, _, description = line.partition(":")
        if name.strip():
            found.append({"name": name.strip(), "description": description.strip()})
    if len(found) < 2:
        raise InputError("Give two categories at least.", "Write one a line, name: description.",
                         ko="분류를 두 개 이상 입력하세요.", hint_ko="한 줄에 하나씩, 이름: 설명 형식으로 쓰세요.")
    return found


def enough(columns: Sequence[str]) -> bool:
    from tasks.classification.columns import text_columns
    return bool(text_columns(dict.fromkeys(columns)))


def tab(service: Service, task: Task, view: View, words: Words, runs: Runs) -> list:
    import gradio as gr

    from app.tabs.classification.workbook import workbook
    from app.tabs.single import single
    with gr.Tabs():
        with gr.Tab(words("single")):
            one = single(service, task, view, words, runs)
        with gr.Tab(words("batch"), elem_id="classification-batch-tab"):
            workbook(service, words)
    return [(task, one)]


VIEW = View(render, brief, lines={"text": 12}, read={"categories": categories}, columns=enough, tab=tab, css=CSS,
            of_files=("columns", "separator", "details", "top", "server"))
