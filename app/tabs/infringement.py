"""The risk, its reason, and the claim chart element by element."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app import html
from app.i18n import field, named, word
from app.tabs import View

# a symbol beside the colour: the chart must be readable in print and without colour vision
MATCH = {"대응": ("○", "info"), "미대응": ("×", "good"), "판단불가": ("?", "warn")}
RISK = {"높음": "bad", "애매": "warn", "낮음": "good"}


def render(result: Mapping[str, Any], given: Mapping[str, Any], lang: str) -> html.Html:
    lines = []
    for number, row in enumerate(result["comparisons"], 1):
        symbol, tone = MATCH[row["match"]]
        found = row["user_product_element"]
        lines.append([number, row["patent_element"], found if found else html.tag("span", "–", "ob-dim"),
                      html.badge(f"{symbol} {named(row['match'], lang)}", tone)])
    chart = html.table(["#", *(field(f, lang) for f in ("patent_element", "user_product_element", "match"))], lines,
                       "ob-stack")
    return html.panel(
        html.tag("div", html.join((html.tag("span", field("risk_level", lang), "ob-dim"), risk(result, lang))), "ob-verdict"),
        html.tag("p", result["decision_reason"], "ob-text", id="ob-reason"), html.heading(field("comparisons", lang)),
        chart, html.tag("p", word("legend", lang), "ob-dim ob-small"))


def risk(result: Mapping[str, Any], lang: str) -> html.Html:
    return html.badge(named(result["risk_level"], lang), f"{RISK[result['risk_level']]} ob-big")


def brief(result: Mapping[str, Any], lang: str) -> html.Html:
    marks = " ".join(MATCH[c["match"]][0] for c in result["comparisons"])
    return html.join((html.badge(named(result["risk_level"], lang), RISK[result["risk_level"]]), " ", marks))


VIEW = View(render, brief, lines={"claim_text": 6, "user_query": 3, "regit_num": 1})
