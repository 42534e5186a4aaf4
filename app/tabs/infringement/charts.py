"""The claim chart on the page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import html
from app.i18n import word
from app.words import FIELDS, VALUES, WORDS
from documents.claim_charts import MATCH, Case, Say, claim_line
from documents.claim_charts import fragments as piece
from documents.claim_charts.report import STYLE

SHOWN = 500  # rows of a chart on the page; its files have all
CSS = STYLE + (Path(__file__).parent / "tab.css").read_text(encoding="utf-8")


def say_in(lang: str) -> Say:
    """Words of headings, values and grounds by their key."""

    def say(key: str) -> str:
        return next(table[key] for table in (WORDS, FIELDS, VALUES) if key in table)[lang == "ko"]

    return say


def charted(case: Case, lang: str) -> html.Html:
    """Verdict, warnings, the chart, both texts with what is quoted marked, and the checklist."""
    say = say_in(lang)
    cut = len(case.result["comparisons"]) > SHOWN
    more = html.tag("p", word("first_shown", lang).format(n=SHOWN), "ob-dim ob-small") if cut else ""
    compared = html.tag("p", claim_line(case, say), "ob-dim ob-small")
    parts = [
        piece.verdict(case, say),
        piece.warnings(case, say),
        _section(say("comparisons"), compared + piece.chart(case, say, SHOWN) + more + piece.extra(case, say)),
        '<div class="ob-texts">',
        _section(say("user_query"), piece.product(case)),
        _section(say("claim_text"), piece.claims(case)),
        "</div>",
        html.tag("p", word("link_hint", lang), "ob-dim ob-small"),
        piece.checklist(case, say),
        piece.notice(say("notice")),
    ]
    return html.Html(f'<div class="ob-charted ob-result">{"".join(parts)}</div>')


def _section(heading: str, content: str) -> str:
    return f"<section><h3>{html.esc(heading)}</h3>{content}</section>"


def brief(result: Mapping[str, Any], lang: str) -> html.Html:
    """A cell of a table: the risk, and each element's match."""
    marks = " ".join(MATCH[c["match"]][0] for c in result["comparisons"])
    return html.join((html.Html(piece.risk_badge(result["risk_level"], say_in(lang))), " ", marks))
