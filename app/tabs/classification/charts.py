"""Pictures of a distribution and of a curve, as SVG and HTML of ours: labels are text, drawn in the reader's own fonts."""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from app import html
from app.i18n import word
from documents.agreement import Point
from documents.classified import SHADES, slices

# a browser without a Korean font draws every syllable as the same box: then the page says so
FONT_JS = """
const ink = (text) => { const c = document.createElement('canvas'); c.width = c.height = 24; const g = c.getContext('2d');
  g.font = '18px ' + getComputedStyle(element).fontFamily; g.fillText(text, 2, 19); return c.toDataURL(); };
const check = () => { const said = element.querySelector('[data-fontless]');
  if (said && ink('가') === ink('뷁')) said.hidden = false; };
check(); watch('value', check);
"""


def shade(labels: Sequence[str]) -> Mapping[str, str]:
    return {name: SHADES[i % len(SHADES)] for i, name in enumerate(labels)}


def donut(items: Sequence[tuple[str, int]], colours: Mapping[str, str], whole: str) -> html.Html:
    """(name, rows) pairs; `whole` stands in the middle."""
    total, at, parts = sum(n for _, n in items), 0.0, []
    for name, n in items:
        share = n / total
        title = html.tag("title", f"{name}: {n:,} ({share * 100:.1f}%)")
        # a circle's outline of length 100, of which each piece draws its share
        parts.append(html.tag("circle", title, cx=21, cy=21, r=15.9155, fill="none", stroke=colours.get(name, SHADES[-1]),
                              stroke_width=6.4, stroke_dasharray=f"{share * 100:.3f} {100 - share * 100:.3f}",
                              stroke_dashoffset=f"{25 - at:.3f}"))
        at += share * 100
    parts.append(html.tag("text", whole, "oc-whole", x=21, y=21, text_anchor="middle", dominant_baseline="central"))
    return html.tag("svg", html.join(parts), "oc-donut", viewBox="0 0 42 42", role="img", aria_label=whole)


def distribution(counts: Mapping[str, int], labels: Sequence[str], lang: str) -> html.Html:
    """The pie, and beside it a bar a label, which is a button that shows its rows."""
    if not counts:
        return html.note(word("oc_nothing_yet", lang))
    others, colours = word("oc_others", lang), shade(labels)
    drawn = slices(counts, others)
    total, most = sum(counts.values()), max(counts.values())
    bars = []
    for name, n in counts.items():
        fill = html.tag("span", "", "oc-fill", style=f"width:{100 * n / most:.1f}%;background:{colours.get(name, SHADES[-1])}")
        bars.append(html.tag("button", html.join((
            html.tag("span", name, "oc-bar-name"), html.tag("span", fill, "oc-track"),
            html.tag("span", f"{n:,}", "oc-bar-count"), html.tag("span", f"{100 * n / total:.1f}%", "oc-bar-share"))),
            "oc-bar", type="button", data_label=name))
    pie = donut(drawn, colours | {others: SHADES[-1]}, f"{total:,}")
    fontless = html.Html(f'<p class="oc-fontless" data-fontless hidden>{html.esc(word("oc_fontless", lang))}</p>')
    return html.tag("div", html.join((pie, html.tag("div", html.join(bars), "oc-bars"), fontless)), "oc-charts")


def strip(scores: Mapping[str, float], colours: Mapping[str, str]) -> html.Html:
    """All scores of a row in one line, each a piece as wide as its share; its words are in the tooltip."""
    order = sorted(scores.items(), key=lambda kv: -kv[1])
    pieces = (html.tag("i", "", style=f"width:{s * 100:.1f}%;background:{colours.get(n, SHADES[-1])}") for n, s in order if s >= 0.005)
    return html.tag("span", html.join(pieces), "oc-strip", title="\n".join(f"{n} {s * 100:.1f}%" for n, s in order[:12]))


def curve(points: Sequence[Point], chosen: Point, lang: str) -> html.Html:
    """Accuracy over coverage: what share is right when that share of the rows is left to the machine."""
    left, right, top, bottom = 44.0, 400.0, 12.0, 188.0
    low = max(0.0, math.floor(min(p.accuracy for p in points) * 10) / 10 - 0.1)

    def place(coverage: float, accuracy: float) -> tuple[float, float]:
        return left + coverage * (right - left), bottom - (accuracy - low) / (1 - low) * (bottom - top)

    parts = []
    steps = max(1, round((1 - low) / 0.1))
    for k in range(0, steps + 1, 1 if steps <= 5 else 2):
        value = low + k * 0.1
        y = place(0, value)[1]
        parts += [html.tag("line", "", "oc-grid", x1=left, x2=right, y1=f"{y:.1f}", y2=f"{y:.1f}"),
                  html.tag("text", f"{value * 100:.0f}%", "oc-tick", x=left - 7, y=f"{y + 3.5:.1f}", text_anchor="end")]
    for value in (0, 0.25, 0.5, 0.75, 1):
        x = place(value, low)[0]
        parts.append(html.tag("text", f"{value * 100:.0f}%", "oc-tick", x=f"{x:.1f}", y=bottom + 17, text_anchor="middle"))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(p.coverage, p.accuracy) for p in points))
    parts += [html.tag("polyline", "", "oc-line", points=line),
              html.tag("text", word("oc_coverage", lang), "oc-tick", x=right, y=bottom + 33, text_anchor="end")]
    if chosen.rows:
        x, y = place(chosen.coverage, chosen.accuracy)
        parts += [html.tag("line", "", "oc-mark", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=top, y2=bottom),
                  html.tag("circle", "", "oc-dot", cx=f"{x:.1f}", cy=f"{y:.1f}", r=5)]
    return html.tag("svg", html.join(parts), "oc-curve", viewBox="0 0 412 226", role="img",
                    aria_label=word("oc_curve", lang))
