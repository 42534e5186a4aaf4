"""Pieces of HTML of a claim chart, for a page and for a printed report alike. Every value is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from documents.claim_charts import MATCH, RISK, Case, Say, claim_spans, marked, spans_of

CANDIDATE = "equivalence candidate"


def esc(value: Any) -> str:
    return escape("" if value is None else str(value))


def match_badge(match: str, say: Say) -> str:
    symbol, tone = MATCH[match]
    return f'<span class="cc-badge cc-{tone}"><span aria-hidden="true">{symbol}</span> {esc(say(match))}</span>'


def risk_badge(risk: str, say: Say, classes: str = "") -> str:
    symbol, tone = RISK[risk]
    return (
        f'<span class="cc-badge cc-{tone} {classes}"><span aria-hidden="true">{symbol}</span> {esc(say(risk))}</span>'
    )


def verdict(case: Case, say: Say) -> str:
    """The risk, how many elements are met, and why."""
    counts = "".join(f"<li>{match_badge(m, say)} <b>{case.counts[m]}</b></li>" for m in MATCH)
    return (
        f'<section class="cc-verdict cc-edge-{RISK[case.risk][1]}"><div class="cc-line">'
        f'<span class="cc-dim">{esc(say("risk_level"))}</span>{risk_badge(case.risk, say, "cc-big")}'
        f'<ul class="cc-counts">{counts}</ul></div>'
        f'<p class="cc-reason">{esc(case.result["decision_reason"])}</p></section>'
    )


def warnings(case: Case, say: Say) -> str:
    found = case.result["warnings"]
    if not found:
        return ""
    return (
        f'<section class="cc-warnings"><h4>{esc(say("chart_warnings"))}</h4><ul>'
        + "".join(f"<li>{esc(w)}</li>" for w in found)
        + "</ul></section>"
    )


def chart(case: Case, say: Say, most: int | None = None) -> str:
    """The elements row by row, the first `most` of them, with what corresponds, the match, and what it rests on."""
    heads = ("#", say("patent_element"), say("user_product_element"), say("match"), say("chart_basis"))
    body = "".join(
        _row(case, number, row, heads, say) for number, row in enumerate(case.result["comparisons"][:most], 1)
    )
    head = "".join(f'<th scope="col">{esc(h)}</th>' for h in heads)
    return f'<div class="cc-scroll"><table class="cc-chart"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _row(case: Case, number: int, row: Mapping[str, Any], heads: tuple[str, ...], say: Say) -> str:
    cells = (
        f'<span class="cc-number">{number}</span>',
        _element(case, row, say),
        _quotation(case, row, say),
        match_badge(row["match"], say),
        _basis(row, say),
    )
    inner = "".join(f'<td data-label="{esc(h)}">{c}</td>' for h, c in zip(heads, cells, strict=True))
    return f'<tr class="cc-row cc-edge-{MATCH[row["match"]][1]}" data-e="{number}" tabindex="0">{inner}</tr>'


def _element(case: Case, row: Mapping[str, Any], say: Say) -> str:
    tags = [say(f"kind_{row['kind']}")]
    tags += [say(f"chart_{mark}") for mark in ("functional", "negative") if row[mark]]
    if row["claim"] != case.claim:
        tags.append(say("chart_inherited").format(n=row["claim"]))
    return f'{esc(row["patent_element"])}<div class="cc-tags">{_tags(tags)}</div>'


def _quotation(case: Case, row: Mapping[str, Any], say: Say) -> str:
    if row["user_product_element"] is None:
        return f'<span class="cc-dim">{esc(say("chart_nothing"))}</span>'
    tags = [say(f"quotation_{row['quotation']}")] if row["quotation"] else []
    if (page := case.page(row["start"])) is not None:
        tags.append(say("chart_page").format(n=page))
    return f'<q>{esc(row["user_product_element"])}</q><div class="cc-tags">{_tags(tags)}</div>'


def _basis(row: Mapping[str, Any], say: Say) -> str:
    """Whether the match is literal, why, who decided and how surely."""
    by = f"{say('decided_by_' + row['decided_by'])}, {say('chart_surely')} {row['confidence']:.0%}"
    mark = f'<b class="cc-equivalent">{esc(say("basis_" + row["basis"]))}</b> ' if row["basis"] == CANDIDATE else ""
    literal = [say("basis_literal")] if row["basis"] == "literal" else []
    return f'{mark}{esc(row["note"])}<div class="cc-tags">{_tags([*literal, by])}</div>'


def _tags(texts: Iterable[str]) -> str:
    return "".join(f"<span>{esc(t)}</span>" for t in texts)


def product(case: Case, around: int | None = None) -> str:
    """The description with the quoted stretches marked and numbered. `around`: of a long one, only so many characters
    on either side of what is quoted."""
    return _text(case, case.given["user_query"], spans_of(case), around, "cc-said")


def claims(case: Case, around: int | None = None) -> str:
    """The claims with the elements marked and numbered."""
    return _text(case, case.given["claim_text"], claim_spans(case), around)


def _text(case: Case, text: str, spans: list[tuple[int, int, int]], around: int | None, classes: str = "") -> str:
    keep = _kept(len(text), [(s, e) for s, e, _ in spans], around)
    out = []
    for piece, over, ends in marked(text, [*spans, *((a, b, 0) for a, b in keep)]):
        if 0 not in over:
            out.append('<span class="cc-dim"> […] </span>')
            continue
        numbers = [n for n in over if n]
        tail = "".join(f'<sup class="cc-number">{n}</sup>' for n in ends if n)
        if not numbers:
            out.append(esc(piece))
            continue
        tone = MATCH[case.result["comparisons"][numbers[0] - 1]["match"]][1]
        out.append(f'<mark class="cc-{tone}" data-e="{" ".join(map(str, numbers))}">{esc(piece)}{tail}</mark>')
    return f'<div class="cc-text {classes}" tabindex="0">{"".join(out)}</div>'


def _kept(length: int, spans: list[tuple[int, int]], around: int | None) -> list[tuple[int, int]]:
    """Stretches that are shown: all of a short text, else what is quoted with its surroundings, or the beginning."""
    if around is None or length <= 6 * around or not spans:
        return [(0, length if around is None else min(length, 6 * around))]
    out: list[tuple[int, int]] = []
    for start, end in sorted((max(0, s - around), min(length, e + around)) for s, e in spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def extra(case: Case, say: Say) -> str:
    """Components of the product that a closed claim does not name."""
    found = case.result["extra_components"]
    if not found:
        return ""
    quoted = ", ".join(f"<q>{esc(q['text'])}</q>" for q in found)
    return f'<p class="cc-extra"><b>{esc(say("chart_extra"))}</b> {quoted}</p>'


def checklist(case: Case, say: Say) -> str:
    """Questions for the human, to be ticked by hand."""
    found = case.result["checklist"]
    if not found:
        return ""
    margin = say("chart_margin").format(share=f"{case.result['margin']:.0%}")
    boxes = "".join(f'<li><label><input type="checkbox"> <span>{esc(c["question"])}</span></label></li>' for c in found)
    return (
        f'<section class="cc-checklist"><h4>{esc(say("chart_checklist"))}</h4>'
        f'<p class="cc-dim">{esc(say("chart_checklist_about"))} {esc(margin)}</p><ul>{boxes}</ul></section>'
    )


def notice(text: str) -> str:
    return f'<p class="cc-notice">{esc(text)}</p>'
