"""The label, and every category's share of the vote as bars."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app import html
from app.i18n import field, word
from app.tabs import View
from engine.errors import InputError

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


VIEW = View(render, brief, lines={"text": 12}, read={"categories": categories}, of_files=("columns",), columns=enough)
