"""What a run has come to, as the page shows it: progress, rows to filter and to click, one row whole, and figures."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app import html
from app.i18n import field, named, word
from app.tabs.classification.charts import curve, shade, strip
from app.tabs.classification.run import Run
from documents import agreement
from documents.classified import LOCKED, RELABELLED, Line
from documents.tables import BadRow

PAGE = 20                                    # rows at a time
READ = 6_000                                 # characters of a row's text that are shown
STATES = ("all", "open", "unreviewed", "reviewed", "differs")
ORDERS = ("row", "confidence", "margin")
TONES = {"accepted": "good", RELABELLED: "warn", LOCKED: "info"}


@dataclass(frozen=True)
class Query:
    """What of the rows is asked for. `below`: rows less sure than that, from 0 to 1; 1: all."""
    labels: tuple[str, ...] = ()
    below: float = 1.0
    state: str = "all"
    order: str = "row"
    words: str = ""
    every: bool = False                      # a column a category
    page: int = 0

    def find(self, run: Run) -> list[int]:
        """Places of the rows."""
        wanted, found = set(self.labels), []
        for i, line in enumerate(run.lines):
            if wanted and line.final not in wanted:
                continue
            if self.below < 1 and (line.confidence is None or line.confidence >= self.below):
                continue
            if not _in_state(self.state, run, i, line) or not self._named(run, i):
                continue
            found.append(i)
        if self.order != "row":
            found.sort(key=lambda i: (getattr(run.lines[i], self.order) is None, getattr(run.lines[i], self.order) or 0.0))
        return found

    def _named(self, run: Run, i: int) -> bool:
        if not self.words:
            return True
        row = run.lines[i].own
        looked = (row.get(run.job.identity), row.get(run.title)) if run.title or run.job.identity else row.values()
        return any(self.words.lower() in str(cell).lower() for cell in looked if cell is not None)


def _in_state(state: str, run: Run, i: int, line: Line) -> bool:
    if state == "open":
        return line.final is None
    if state == "unreviewed":
        return line.label is not None and not line.reviewed
    if state == "reviewed":
        return line.reviewed is not None
    if state == "differs":
        return line.label is not None and run.expected(i) not in (None, line.label)
    return True


def clock(seconds: float, lang: str) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "oc_h"), (minutes, "oc_m"), (rest, "seconds")]
    shown = [f"{n} {word(k, lang)}" if lang == "en" else f"{n}{word(k, lang)}" for n, k in parts[:2] if n]
    if not hours and (rest or not shown):
        shown.append(f"{rest} {word('seconds', lang)}" if lang == "en" else f"{rest}{word('seconds', lang)}")
    return " ".join(shown)


def progress(run: Run, lang: str, loading: bool) -> html.Html:
    done, of = run.progress
    if run.running and loading:
        return html.busy(word("waiting_model", lang))
    parts = [f"{done:,} / {of:,} {word('rows', lang)}"]
    if run.rate:
        rate = run.rate
        parts.append(word("oc_rate", lang).format(n=f"{rate:,.1f}" if rate < 100 else f"{rate:,.0f}"))
    if run.running:
        parts.append(word("oc_left", lang).format(t=clock(run.left, lang)) if run.left is not None else word("working", lang))
    else:
        parts.append(word("oc_took", lang).format(t=clock(run.ended - run.began, lang)))
    shown = html.meter(done, of or 1, " · ".join(parts)) if of else html.meter(1, 1, word("oc_nothing_open", lang))
    return html.panel(shown, html.error_box(run.fault, lang)) if run.fault else shown


def summary(run: Run, lang: str) -> html.Html:
    states = Counter("kept" if x.final else "" for x in run.lines)
    failed = len(run.errors)
    waiting = len(run.lines) - states["kept"] - failed
    reviewed = Counter(x.reviewed for x in run.lines if x.reviewed)
    badges = [html.badge(f"{word('oc_labelled', lang)} {states['kept']:,}", "good")]
    if failed:
        badges.append(html.badge(f"{word('rows_failed', lang)} {failed:,}", "bad"))
    if waiting > 0:
        badges.append(html.badge(f"{word('oc_waiting', lang)} {waiting:,}", "plain"))
    badges += [html.badge(f"{named(state, lang)} {n:,}", TONES[state]) for state, n in reviewed.items()]
    title = html.tag("b", run.source.name)
    sub = html.tag("span", f"{word(f'oc_method_{run.job.method}', lang)} · {len(run.lines):,} {word('rows', lang)}", "ob-dim")
    return html.tag("div", html.join((html.tag("div", html.join((title, sub)), "oc-title"),
                                      html.tag("div", html.join(badges), "oc-badges"))), "oc-summary")


def table(run: Run, query: Query, chosen: int | None, lang: str) -> html.Html:
    """The rows asked for, a page of them; a click on one carries its place."""
    found = query.find(run)
    if not found:
        return html.note(word("oc_no_rows", lang))
    pages = (len(found) + PAGE - 1) // PAGE
    page = min(max(query.page, 0), pages - 1)
    labels, colours = run.answers, shade(run.answers)
    heads = {"row": word("row", lang)}
    if run.job.identity:
        heads["id"] = run.job.identity
    heads |= {"name": run.title or word("input", lang), "label": field("label", lang),
              "confidence": word("oc_confidence", lang), "margin": word("oc_margin", lang)}
    if run.job.expected:
        heads["expected"] = run.job.expected
    if query.every:
        heads |= {f"score {n}": name for n, name in enumerate(labels)}
    lines = [_row(run, i, colours, i == chosen, heads, lang) for i in found[page * PAGE:(page + 1) * PAGE]]
    head = html.tag("tr", html.join(html.tag("th", h) for h in heads.values()))
    whole = html.tag("table", html.join((html.tag("thead", head), html.tag("tbody", html.join(lines)))),
                     "ob-table ob-pick oc-table")
    return html.panel(html.tag("div", whole, "ob-scroll oc-rows"), _pager(page, pages, len(found), lang))


def _row(run: Run, i: int, colours: Mapping[str, str], chosen: bool, heads: Mapping[str, str], lang: str) -> html.Html:
    line = run.lines[i]
    name: Any = html.tag("span", html.brief(line.own.get(run.title) if run.title else None, 74), "oc-name")
    confidence: Any = ""
    if line.final is not None:
        label = _label(line.final, colours)
        if line.label is not None:
            confidence = html.join((_share(line.confidence), strip(line.scores, colours)))
            if line.final != line.label:
                label = html.join((label, html.tag("s", line.label, "oc-was")))
    elif i in run.errors:
        message, hint = run.errors[i].words(lang)
        name = html.join((name, html.tag("span", message, "ob-failed oc-why", title=hint)))
        label = html.badge(word("rows_failed", lang), "bad")
    else:
        label = html.tag("span", word("oc_waiting", lang), "ob-dim")
    if line.reviewed:
        label = html.join((label, html.badge(named(line.reviewed, lang), f"{TONES[line.reviewed]} oc-mini")))
    cells = {"row": f"{i + 1:,}", "id": html.brief(run.identity(i), 28), "name": name, "label": label, "confidence": confidence,
             "margin": _share(line.margin), "expected": _expected(run.expected(i), line.final, lang)}
    body = (html.tag("td", _share(line.scores.get(head)) if kind not in cells else cells[kind], data_kind=kind.split()[0])
            for kind, head in heads.items())
    return html.tag("tr", html.join(body), "oc-chosen" if chosen else "", data_pick=i, tabindex="0")


def _label(label: str | None, colours: Mapping[str, str]) -> html.Html:
    dot = html.tag("i", "", "oc-swatch", style=f"background:{colours.get(label, '#94A3B8')}")
    return html.tag("span", html.join((dot, label)), "oc-label")


def _share(value: float | None) -> html.Html | str:
    return "" if value is None else html.tag("span", f"{value * 100:.1f}%", "oc-figure")


def _expected(expected: str | None, final: str | None, lang: str) -> html.Html | str:
    if expected is None:
        return ""
    tone = "" if final is None else "oc-right" if expected == final else "oc-wrong"
    return html.tag("span", expected, tone)


def _pager(page: int, pages: int, rows: int, lang: str) -> html.Html:
    def button(to: int, text: str, label: str) -> html.Html:
        state = {"disabled": ""} if not 0 <= to < pages else {}
        return html.tag("button", text, "oc-page", type="button", data_page=to, aria_label=word(label, lang), **state)
    where = f"{page + 1:,} / {pages:,} · {rows:,} {word('rows', lang)}"
    return html.tag("div", html.join((button(page - 1, "‹", "oc_before"), html.tag("span", where),
                                      button(page + 1, "›", "oc_after"))), "oc-pager")


# -- one row -----------------------------------------------------------------------------------------------------
def detail(run: Run, i: int | None, lang: str) -> html.Html:
    if i is None:
        return html.note(word("oc_pick", lang))
    line, text = run.lines[i], run.text(i)
    colours = shade(run.answers)
    head = [html.tag("b", f"{word('row', lang)} {i + 1:,}")]
    if run.job.identity:
        head.append(html.tag("span", run.identity(i), "ob-dim"))
    if line.reviewed:
        head.append(html.badge(named(line.reviewed, lang), TONES[line.reviewed]))
    parts: list[Any] = [html.tag("div", html.join(head), "oc-head")]
    if i in run.errors and line.final is None:
        parts.append(html.error_box(run.errors[i], lang))
    found = run.detail(i)
    if line.final:
        verdict = [_label(line.final, colours)]
        if line.final != line.label and line.label:
            verdict.append(html.tag("span", word("oc_machine_said", lang).format(label=line.label), "ob-dim ob-small"))
        parts.append(html.tag("div", html.join(verdict), "oc-verdict"))
    if run.expected(i):
        parts.append(html.tag("div", html.join((html.tag("span", f"{run.job.expected}: ", "ob-dim"),
                                                _expected(run.expected(i), line.final, lang))), "ob-small"))
    if line.scores:
        top = dict(sorted(line.scores.items(), key=lambda kv: -kv[1])[:12])
        parts += [html.heading(word("oc_scores", lang)), html.bars(top, line.label)]
    if found is not None:
        parts += _reasons(found, lang)
        parts += _windows(found, text, colours, lang)
    shown = text[:READ] + ("…" if len(text) > READ else "")
    body = html.tag("div", shown, "ob-text oc-text") if text else html.tag("p", word("oc_no_text", lang), "ob-dim")
    if isinstance(run.source.table.rows[i], BadRow):
        body = html.tag("div", html.brief(run.source.table.rows[i].raw, 1000), "ob-text oc-text")
    parts += [html.heading(", ".join(run.job.columns) or field("text", lang)), body]
    return html.panel(*parts)


def _reasons(found: Any, lang: str) -> list[html.Html]:
    """The way down the levels, the other labels that fit, who decided, and a tie that the second prompt settled."""
    parts = []
    if len(found.path) > 1:
        parts.append(_line(word("oc_path", lang), " › ".join(f"{p.label} {p.score * 100:.0f}%" for p in found.path)))
    if len(found.labels) > 1:
        parts.append(_line(word("oc_labels", lang), ", ".join(found.labels)))
    if len(found.signals) > 1:
        said = ", ".join(f"{word(f'oc_voter_{s.name}', lang)} → {s.label}" for s in found.signals)
        parts.append(_line(word("oc_signals", lang), said))
    if found.tied:
        parts.append(_line(word("oc_tied", lang), ", ".join(found.tied)))
    return parts


def _line(name: str, value: str) -> html.Html:
    return html.tag("div", html.join((html.tag("span", f"{name} ", "ob-dim"), value)), "ob-small")


def _windows(found: Any, text: str, colours: Mapping[str, str], lang: str) -> list[html.Html]:
    if len(found.windows) < 2:
        return []
    lines = []
    for n, w in enumerate(found.windows, 1):
        line = html.join((html.tag("span", n, "oc-nth"), _label(w.label, colours), strip(w.scores, colours),
                          _share(w.scores[w.label]), html.tag("span", html.brief(text[w.start:w.end], 90), "oc-piece")))
        lines.append(html.tag("div", line, "oc-window"))
    return [html.heading(word("oc_windows", lang).format(n=len(found.windows))),
            html.tag("div", html.join(lines), "oc-windows")]


# -- figures -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Judged:
    """Rows with an answer of the machine and one of a person. `own`: the person's is the table's column, else the
    reviewer's."""
    places: tuple[int, ...]
    gold: tuple[str, ...]
    given: tuple[str, ...]
    confidence: tuple[float, ...]
    own: bool

    @classmethod
    def of(cls, run: Run) -> Judged:
        own = run.job.expected is not None
        found = [(i, gold, line.label, line.confidence or 0.0) for i, line in enumerate(run.lines)
                 if line.label is not None and (gold := run.expected(i) if own else line.reviewer)]
        places, gold, given, confidence = zip(*found, strict=True) if found else ((), (), (), ())
        return cls(places, gold, given, confidence, own)

    @property
    def points(self) -> tuple[agreement.Point, ...]:
        return agreement.coverage(self.confidence, [a == b for a, b in zip(self.gold, self.given, strict=True)])


def figures(run: Run, judged: Judged, lang: str) -> html.Html:
    if not judged.places:
        return html.note(word("oc_no_gold", lang))
    found = agreement.agreement(judged.gold, judged.given)
    cards = [(word("oc_accuracy", lang), f"{found.accuracy * 100:.1f}%"), ("Macro F1", f"{found.macro_f1:.3f}"),
             (word("oc_judged_rows", lang), f"{found.rows:,}")]
    parts: list[Any] = [html.tag("div", html.join(html.tag("div", html.join((html.tag("span", k), html.tag("b", v))), "oc-card")
                                                  for k, v in cards), "oc-cards")]
    if not judged.own:
        parts.append(html.tag("p", word("oc_by_reviewer", lang), "ob-dim ob-small"))
    if run.job.trained_on == run.source.fingerprint:
        parts.append(html.tag("p", word("oc_own_data", lang), "oc-warn"))
    if not set(judged.gold) & set(run.answers):
        parts.append(html.tag("p", word("oc_other_names", lang).format(
            gold=", ".join(sorted(set(judged.gold))[:3]), own=", ".join(run.answers[:3])), "oc-warn"))
    heads = [field("label", lang), word("oc_precision", lang), word("oc_recall", lang), "F1", word("oc_gold_rows", lang),
             word("oc_given_rows", lang)]
    rows = [[c.label, _share(c.precision), _share(c.recall), f"{c.f1:.3f}", f"{c.expected:,}", f"{c.given:,}"]
            for c in found.classes]
    parts += [html.heading(word("oc_per_class", lang)), html.table(heads, rows, "oc-numbers"),
              html.heading(word("oc_confusion", lang)), _confusion(found, lang)]
    return html.panel(*parts)


def _confusion(found: agreement.Agreement, lang: str) -> html.Html:
    names = found.labels
    most = max(found.confusion.values())
    head = html.tag("tr", html.join((html.tag("th", word("oc_axes", lang)), *(html.tag("th", n, "oc-turn") for n in names))))
    lines = []
    for gold in names:
        cells = [html.tag("th", gold)]
        for given in names:
            n = found.confusion.get((gold, given), 0)
            hue = "46,125,91" if gold == given else "192,74,58"
            style = f"background:rgba({hue},{0.08 + 0.6 * n / most:.2f})" if n else ""
            cells.append(html.tag("td", n or "·", "" if n else "ob-dim", style=style))
        lines.append(html.tag("tr", html.join(cells)))
    whole = html.join((html.tag("thead", head), html.tag("tbody", html.join(lines))))
    return html.tag("div", html.tag("table", whole, "oc-confusion"), "ob-scroll")


def threshold(judged: Judged, at: float, lang: str) -> html.Html:
    if not judged.places:
        return html.note(word("oc_no_gold", lang))
    points = judged.points
    chosen = agreement.at(points, at)
    rest = len(judged.places) - chosen.rows
    said = word("oc_threshold_says", lang).format(rows=f"{chosen.rows:,}", share=f"{chosen.coverage * 100:.0f}",
                                                  accuracy=f"{chosen.accuracy * 100:.1f}", rest=f"{rest:,}")
    if not chosen.rows:
        said = word("oc_threshold_none", lang)
    return html.panel(html.tag("p", said), curve(points, chosen, lang))
