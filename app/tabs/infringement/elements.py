"""The claim's elements as a list that the visitor edits in the browser before the comparison.

The editor's value is JSON: `items` as they stand, `read` as they were cut, `of` the claim text and number they are of,
`about` a line on the claim, `words` the editor's own in the visitor's language.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app import html
from app.i18n import Words, word
from app.theme import piece

MOST = 200  # elements; a browser is slow with thousands of boxes
WORDS = ("empty", "add", "merge", "delete", "reset", "edited", "element", "last")
JS = (Path(__file__).parent / "elements.js").read_text(encoding="utf-8")


def editor(words: Words):
    return piece(
        words.html("elements_start", blank),
        html_template='<div class="ob-editor"></div>',
        js_on_load=JS,
        elem_id="infringement-elements",
    )


def blank(lang: str) -> str:
    return value(lang, "", None, ())


def value(lang: str, text: str, number: int | None, items: Sequence[str], about: str = "", error: str = "") -> str:
    return json.dumps(
        {
            "words": {w: word(f"elements_{w}", lang) for w in WORDS},
            "items": list(items),
            "read": list(items),
            "of": [text, number],
            "about": about,
            "error": error,
        },
        ensure_ascii=False,
    )


def shown(lang: str, text: str, number: int | None, items: Sequence[str], about: str) -> str:
    """The editor's value; a claim of too many elements to edit says so and is compared as it was cut."""
    if len(items) > MOST:
        return value(lang, text, number, (), word("elements_many", lang).format(n=f"{len(items):,}"))
    return value(lang, text, number, items, about)


def chosen(state: str | None, text: str) -> tuple[int | None, tuple[str, ...]]:
    """(the claim's number, its elements where the visitor changed them; none where they stand as they were cut). A state
    that is of another text than the one to compare says nothing of it."""
    held: dict[str, Any] = json.loads(state) if state else {}
    of, number = held.get("of") or (None, None)
    if of != text:
        return None, ()
    items = tuple(item.strip() for item in held["items"] if item.strip())
    return number, items if held["items"] != held["read"] else ()


def heading(lang: str) -> html.Html:
    return html.heading(word("elements_title", lang))
