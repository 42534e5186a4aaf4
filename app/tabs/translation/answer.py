"""Source and target side by side, then what was checked, imposed and consulted."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app import html
from app.i18n import field, named, word
from app.tabs.translation.review import whence


def render(result: Mapping[str, Any], given: Mapping[str, Any], lang: str) -> html.Html:
    source = (html.heading(field("source", lang)), html.tag("div", given["text"], "ob-text"))
    target = (html.heading(field("translation", lang)),
              html.tag("div", result["translation"], "ob-text", id="ob-target"), html.copy("ob-target", lang))
    sides = html.tag("div", html.join(html.tag("section", html.join(side)) for side in (source, target)), "ob-sides")
    parts = [sides, html.heading(field("checks", lang)), html.tag("div", checks(result, lang), "ob-chips")]
    if result["terms"]:
        lines = [[t["source"], t["target"], _mark(t["applied"], lang)] for t in result["terms"]]
        parts += [html.heading(field("terms", lang)),
                  html.table([field("source", lang), field("target", lang), field("applied", lang)], lines)]
    if result["examples"]:
        lines = [[e["source"], e["target"], f"{e['score']:.2f}", whence(e.get("memory", ""), e.get("date", ""), lang)]
                 for e in result["examples"]]
        parts += [html.heading(field("examples", lang)),
                  html.table([field("source", lang), field("target", lang), field("score", lang), word("origin_file", lang)],
                            lines, "ob-stack")]
    return html.panel(*parts)


def checks(result: Mapping[str, Any], lang: str) -> html.Html:
    badges = []
    for check in result["checks"]:
        name, detail = named(f"check_{check['kind']}", lang), check["detail"]
        if check["kind"] == "origin":
            origins = ", ".join(named(f"origin_{o}", lang).removeprefix("origin_") for o in detail.split(", "))
            badges.append(html.badge(f"{name}: {origins}"))
            continue
        symbol, tone = ("✓", "good") if check["ok"] else ("!", "warn")
        badges.append(html.badge(f"{symbol} {name}{f': {detail}' if detail else ''}", tone))
    return html.join(badges)


def _mark(good: bool, lang: str) -> html.Html:
    return html.badge("✓" if good else "!", "good" if good else "warn")


def brief(result: Mapping[str, Any], lang: str) -> html.Html:
    wrong = [c for c in result["checks"] if not c["ok"]]
    return html.join((html.brief(result["translation"], 220), " ", html.join(
        html.badge(f"! {named('check_' + c['kind'], lang)}", "warn") for c in wrong)))
