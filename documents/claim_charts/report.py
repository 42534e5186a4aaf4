"""A report to print or to send: one HTML file that asks for nothing else, with a page layout for paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from documents.claim_charts import Case, Say, facts
from documents.claim_charts import fragments as piece

HERE = Path(__file__).parent
STYLE = (HERE / "style.css").read_text(encoding="utf-8")
LINK = (HERE / "link.js").read_text(encoding="utf-8")
AROUND = 400  # characters shown on either side of a quotation from a long description
PAPER = (HERE / "paper.css").read_text(encoding="utf-8")


def printable(cases: Sequence[Case], say: Say, lang: str) -> str:
    """The whole document; a case begins on a page of its own."""
    title = say("report_title")
    body = "".join(f"<article>{_case(case, say)}</article>" for case in cases)
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{piece.esc(_title(cases, title))}</title><style>{STYLE}{PAPER}{_foot(say)}</style></head><body><main>"
        f'<header><h1>{piece.esc(title)}</h1><button type="button" onclick="window.print()">{piece.esc(say("report_print"))}'
        f"</button></header>{piece.notice(say('notice'))}{body}<footer>{piece.notice(say('notice'))}</footer></main>"
        f"<script>{{ const element = document.querySelector('main'); {LINK} }}</script></body></html>\n"
    )


def _title(cases: Sequence[Case], title: str) -> str:
    number = cases[0].given.get("regit_num") if len(cases) == 1 else ""
    return f"{title} {number}".strip()


def _case(case: Case, say: Say) -> str:
    listed = "".join(f"<dt>{piece.esc(k)}</dt><dd>{piece.esc(v)}</dd>" for k, v in facts(case, say))
    parts = [
        f"<dl>{listed}</dl>",
        piece.verdict(case, say),
        piece.warnings(case, say),
        _section(say("comparisons"), piece.chart(case, say) + piece.extra(case, say)),
        piece.checklist(case, say),
        _section(say("user_query"), piece.product(case, AROUND)),
        _section(say("claim_text"), piece.claims(case, AROUND)),
    ]
    return "".join(parts)


def _foot(say: Say) -> str:
    """The notice and the page's number at the foot of each printed page."""
    text = say("notice").replace("\\", "").replace('"', "'").replace("<", "")
    return (
        f'@page {{ @bottom-left {{ content: "{text}"; font-size: 8pt; color: #526075; width: 85%; }} '
        '@bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #526075; } }'
    )


def _section(heading: str, content: str) -> str:
    return f"<h2>{piece.esc(heading)}</h2>{content}"
