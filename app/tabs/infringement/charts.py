"""The claim chart on the page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app import html
from app.i18n import word
from app.words import FIELDS, VALUES, WORDS
from documents.claim_charts import MATCH, Case, Say
from documents.claim_charts import fragments as piece
from documents.claim_charts.report import LINK, STYLE

CSS = STYLE + (Path(__file__).parent / "tab.css").read_text(encoding="utf-8")


def say_in(lang: str) -> Say:
    """Words of headings, values and grounds by their key."""

    def say(key: str) -> str:
        return next(table[key] for table in (WORDS, FIELDS, VALUES) if key in table)[lang == "ko"]

    return say


def charted(case: Case, lang: str) -> html.Html:
    """Verdict, warnings, chart, the marked description and the checklist."""
    say = say_in(lang)
    return html.Html(
        '<div class="ob-charted ob-result">'
        + "".join(
            (
                piece.verdict(case, say),
                piece.warnings(case, say),
                f"<section><h3>{say('comparisons')}</h3>",
                piece.chart(case, say),
                piece.extra(case, say),
                "</section>",
                piece.checklist(case, say),
                f"<section><h3>{say('user_query')}</h3>",
                piece.product(case, say),
                html.tag("p", word("link_hint", lang), "ob-dim ob-small"),
                "</section>",
                piece.notice(say("notice")),
            )
        )
        + "</div>"
    )


def brief(result: Mapping[str, Any], lang: str) -> html.Html:
    """A cell of a table: the risk, and each element's match."""
    marks = " ".join(MATCH[c["match"]][0] for c in result["comparisons"])
    return html.join((html.Html(piece.risk_badge(result["risk_level"], say_in(lang))), " ", marks))


__all__ = ["CSS", "LINK", "brief", "charted", "say_in"]
