"""Keywords as chips, marked where they stand in the text."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app import html
from app.i18n import word
from app.tabs import View


def render(result: Mapping[str, Any], given: Mapping[str, Any], lang: str) -> html.Html:
    words = result["keywords"]
    if not words:
        return html.panel(html.note(word("none_found", lang)))
    return html.panel(
        html.chips(words), html.tag("span", ", ".join(words), "ob-hidden", id="ob-copied-keywords"),
        html.copy("ob-copied-keywords", lang))


def brief(result: Mapping[str, Any], lang: str) -> html.Html:
    return html.chips(result["keywords"])


VIEW = View(render, brief, lines={"text": 6})
