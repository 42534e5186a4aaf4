"""Small pieces of HTML that the tabs are rendered with. Every value is escaped here and nowhere else."""
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from app.i18n import field, word
from engine.errors import OnebaseError


class Html(str):
    """Already escaped."""


def esc(value: Any) -> str:
    return value if isinstance(value, Html) else escape("" if value is None else str(value))


def tag(name: str, content: Any, classes: str = "", **attributes: Any) -> Html:
    more = "".join(f' {k.replace("_", "-")}="{escape(str(v))}"' for k, v in attributes.items())
    return Html(f'<{name}{f" class={chr(34)}{classes}{chr(34)}" if classes else ""}{more}>{esc(content)}</{name}>')


def join(parts: Iterable[Any]) -> Html:
    return Html("".join(esc(p) for p in parts))


def panel(*parts: Any) -> Html:
    return tag("div", join(parts), "ob-result")


def heading(text: str) -> Html:
    return tag("h4", text, "ob-h")


def badge(text: str, tone: str = "plain") -> Html:
    """Tones: good, warn, bad, info, plain."""
    return tag("span", text, f"ob-badge ob-{tone}")


def chips(texts: Sequence[Any]) -> Html:
    return tag("div", join(tag("span", t, "ob-chip") for t in texts), "ob-chips")


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], classes: str = "") -> Html:
    head = tag("tr", join(tag("th", h) for h in heads))
    body = join(tag("tr", join(tag("td", c, data_label=h) for h, c in zip(heads, row, strict=True))) for row in rows)
    whole = join((tag("thead", head), tag("tbody", body)))
    return tag("div", tag("table", whole, f"ob-table {classes}".strip()), "ob-scroll")


def bars(values: Mapping[str, float], chosen: str | None = None) -> Html:
    """Shares between 0 and 1, the largest first."""
    rows = []
    for name, share in sorted(values.items(), key=lambda kv: -kv[1]):
        width = f"width:{max(min(share, 1.0), 0.0) * 100:.1f}%"
        rows.append(tag("div", join((
            tag("span", name, "ob-bar-name"),
            tag("span", tag("span", "", "ob-bar-fill", style=width), "ob-bar-track"),
            tag("span", f"{share * 100:.1f}%", "ob-bar-value"))), "ob-bar ob-bar-on" if name == chosen else "ob-bar"))
    return tag("div", join(rows), "ob-bars")


def error_box(error: OnebaseError, lang: str) -> Html:
    message, hint = error.words(lang)
    return tag("div", join((tag("p", message, "ob-error-what"), tag("p", hint, "ob-error-hint") if hint else "")),
               "ob-error", role="alert")


def note(text: str) -> Html:
    return tag("div", text, "ob-note")


def busy(text: str) -> Html:
    return tag("div", join((tag("span", "", "ob-spin"), text)), "ob-note ob-busy")


def meter(done: int, total: int, text: str) -> Html:
    share = 100 * done / total if total else 0
    return tag("div", join((tag("div", tag("div", "", "ob-meter-fill", style=f"width:{share:.1f}%"), "ob-meter"),
                            tag("div", text, "ob-meter-text"))), "ob-progress")


def anything(value: Any, lang: str) -> Html:
    """A JSON value as a person reads it: lists of words as chips, lists of objects as a table."""
    if isinstance(value, Mapping):
        pairs = (join((tag("dt", field(k, lang)), tag("dd", anything(v, lang)))) for k, v in value.items())
        return tag("dl", join(pairs), "ob-dl")
    if isinstance(value, list | tuple):
        if not value:
            return tag("span", word("none_found", lang), "ob-dim")
        if all(isinstance(v, Mapping) for v in value):
            keys = list(dict.fromkeys(k for v in value for k in v))
            return table([field(k, lang) for k in keys], [[anything(v.get(k), lang) for k in keys] for v in value])
        return chips([brief(v) for v in value])
    if isinstance(value, float):
        return tag("span", f"{value:.4g}")
    return tag("span", "" if value is None else value, "ob-text")


def brief(value: Any, limit: int = 160) -> str:
    """One line of it, for a cell of a preview."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    text = " ".join(("" if value is None else str(value)).split())
    return text if len(text) <= limit else text[:limit - 1] + "…"


def copy(target: str, lang: str) -> Html:
    """A button that copies the text of the element with this id in the same answer."""
    return tag("button", word("copy", lang), "ob-copy", type="button", data_copy=target, data_done=word("copied", lang))
