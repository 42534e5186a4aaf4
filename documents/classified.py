"""A classified table as a workbook: the rows with their labels, a summary with a native chart, and the settings; or as
a csv of the rows alone. A workbook that was written here is known again, and the reviewer's word in it is read back."""
from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from documents.agreement import Agreement
from documents.cells import EXCEL_CELL, escaped, put

# headings of what is added to the user's own columns; the same in every language, so that scripts find them
LABEL, CONFIDENCE, MARGIN, SECOND, WINDOWS = "label", "confidence", "margin", "second label", "windows"
# of a label in levels; every label that fits; who has the last word at a threshold: only where a run has them
PATH, LABELS, DECIDED = "path", "labels", "decided by"
REVIEWER_DECIDES, MACHINE, OPEN = "reviewer", "machine", "to review"
ERROR, FINAL, REVIEWED, REVIEWER = "error", "final label", "reviewed", "reviewer label"
EXTRA = (PATH, LABELS, DECIDED)
BEFORE, AFTER = (LABEL, CONFIDENCE, MARGIN, SECOND, WINDOWS), (ERROR, FINAL, REVIEWED, REVIEWER)
SCORE = "score: "
ACCEPTED, RELABELLED, LOCKED = "accepted", "relabelled", "locked"
STATES = (ACCEPTED, RELABELLED, LOCKED)
WIDE = 110                                 # characters of the settings' values
SLICES = 12                                # of the chart; a pie of two hundred says nothing
SHADES = ("#2C5A8C", "#D08A2E", "#3E8E72", "#A6496B", "#6B73B8", "#8A9A3A", "#C2604C", "#4C9DB5", "#8C6BA8", "#B59A4C",
          "#5E7F6B", "#94A3B8")


@dataclass(frozen=True)
class Line:
    """A row: the user's own cells, the machine's answer or why there is none, and what the reviewer said."""
    own: Mapping[str, Any]
    label: str | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    windows: int | None = None
    extra: Mapping[str, str] = field(default_factory=dict)       # by the names of EXTRA
    error: str | None = None
    reviewed: str | None = None            # one of STATES
    reviewer: str | None = None            # label

    @property
    def final(self) -> str | None:
        return self.reviewer or self.label

    @property
    def confidence(self) -> float | None:
        return self.scores.get(self.label) if self.label is not None else None

    def decided(self, threshold: float) -> str | None:
        """Whose the label is when rows less sure than the threshold are left to a person; None: there is no label."""
        if self.reviewed:
            return REVIEWER_DECIDES
        if self.confidence is None:
            return None
        return MACHINE if self.confidence >= threshold else OPEN

    @property
    def second(self) -> str | None:
        return max((k for k in self.scores if k != self.label), key=self.scores.__getitem__, default=None)

    @property
    def margin(self) -> float | None:
        """How far the label is ahead of the best of the others."""
        if self.confidence is None:
            return None
        return self.confidence - self.scores[self.second] if self.second else self.confidence


@dataclass(frozen=True)
class Said:
    """Words of the sheets in the reader's language."""
    rows: str
    summary: str
    settings: str
    count: str
    share: str
    category: str
    chart: str
    others: str
    total: str
    failed: str
    review: str
    evaluation: str
    accuracy: str
    precision: str
    recall: str
    expected: str                          # rows that a person put in a category
    given: str                             # rows that the machine put there
    confusion: str
    cut: str                               # why a cell of more than Excel's limit is shorter than it was


def added(columns: Sequence[str]) -> tuple[int, int]:
    """(start, end) of the columns that were added by an earlier run; (n, n) where there are none."""
    if REVIEWED not in columns or REVIEWER not in columns:
        return len(columns), len(columns)
    end = start = columns.index(REVIEWER) + 1
    while start and _known(columns[start - 1]):
        start -= 1
        if _plain(columns[start]) == LABEL:
            return start, end
    return columns.index(REVIEWED), end


def _plain(head: str) -> str:
    return head.removeprefix("result ").rstrip("'")


def _known(head: str) -> bool:
    return _plain(head) in (*BEFORE, *EXTRA, *AFTER) or head.startswith(SCORE)


def returned(row: Mapping[str, Any], columns: Sequence[str]) -> Line | None:
    """What an earlier run wrote of a row that was reviewed; None for one that was not. `columns` are the added ones."""
    of = {_plain(c): row.get(c) for c in columns}
    state, label = _text(of.get(REVIEWED)), _text(of.get(REVIEWER))
    if state not in STATES or not label:
        return None
    scores = {c.removeprefix(SCORE): share for c in columns
              if c.startswith(SCORE) and (share := _number(row.get(c))) is not None}
    windows = _number(of.get(WINDOWS))
    extra = {name: text for name in EXTRA if (text := _text(of.get(name)))}
    return Line(row, _text(of.get(LABEL)) or None, scores, None if windows is None else int(windows), extra, None, state, label)


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _number(cell: Any) -> float | None:
    try:
        return float(cell)
    except (TypeError, ValueError):          # an empty cell, or what someone wrote into it
        return None


def extras(lines: Iterable[Line]) -> tuple[str, ...]:
    """Names of EXTRA that some line has."""
    met = {name for line in lines for name in line.extra}
    return tuple(name for name in EXTRA if name in met)


def heads(columns: Sequence[str], labels: Sequence[str], extra: Sequence[str] = ()) -> tuple[str, ...]:
    """The user's columns, then the added ones under names that the user has not taken."""
    taken, names = set(columns), []
    for name in (*BEFORE, *extra, *(SCORE + label for label in labels), *AFTER):
        while name in taken:
            name = f"result {name}" if not name.startswith("result ") else f"{name}'"
        taken.add(name)
        names.append(name)
    return (*columns, *names)


def cells(line: Line, columns: Sequence[str], labels: Sequence[str], extra: Sequence[str] = ()) -> list[Any]:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 4)
    return [*(line.own.get(c) for c in columns), line.label, rounded(line.confidence), rounded(line.margin), line.second,
            line.windows, *(line.extra.get(name) for name in extra), *(rounded(line.scores.get(name)) for name in labels),
            line.error, line.final, line.reviewed, line.reviewer]


def counted(lines: Iterable[Line]) -> dict[str, int]:
    """Rows a final label, the most frequent first."""
    return dict(sorted(Counter(x.final for x in lines if x.final).items(), key=lambda kv: (-kv[1], kv[0])))


def slices(counts: Mapping[str, int], others: str) -> list[tuple[str, int]]:
    """What a chart shows: all, or the largest and the rest as one."""
    items = sorted(counts.items(), key=lambda kv: -kv[1])
    if len(items) <= SLICES:
        return items
    return [*items[:SLICES - 1], (others, sum(n for _, n in items[SLICES - 1:]))]


def write_csv(path: Path, columns: Sequence[str], labels: Sequence[str], lines: Sequence[Line]) -> None:
    extra = extras(lines)
    with open(path, "w", encoding="utf-8-sig", newline="") as file:     # with the mark, Excel reads Korean
        out = csv.writer(file)
        out.writerow([escaped(h) for h in heads(columns, labels, extra)])
        for line in lines:
            out.writerow([escaped(c) for c in cells(line, columns, labels, extra)])


def write_workbook(path: Path, columns: Sequence[str], labels: Sequence[str], lines: Sequence[Line],
                   settings: Sequence[tuple[str, str]], said: Said, judged: Agreement | None = None) -> None:
    """`labels` in the order of their score columns; `settings` as (name, value). Sheets: rows, summary, with `judged` the
    evaluation, settings."""
    import xlsxwriter
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    try:
        _rows(book, columns, labels, lines, said)
        _summary(book, lines, said)
        if judged is not None:
            _evaluation(book, judged, said)
        _settings(book, settings, said)
    finally:
        book.close()


def _sheet(book, name: str):
    """Printed across an A4 page, however many columns it has."""
    page = book.add_worksheet(name)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    return page


def _rows(book, columns: Sequence[str], labels: Sequence[str], lines: Sequence[Line], said: Said) -> None:
    page = _sheet(book, said.rows)
    own = book.add_format({"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "bottom_color": "#94A3B8", "valign": "vcenter"})
    new = book.add_format({"bold": True, "bg_color": "#2C5A8C", "font_color": "white", "valign": "vcenter"})
    body, share = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "num_format": "0.0%"})
    strong = book.add_format({"valign": "top", "bold": True})
    extra, first = extras(lines), len(columns)
    names = heads(columns, labels, extra)
    scores = first + len(BEFORE) + len(extra)                     # the first column of them
    shares = {first + 1, first + 2, *range(scores, scores + len(labels))}
    for c, name in enumerate(names):
        page.set_column(c, c, 11 if c in shares or c == first + 4 else 24)
        put(page, 0, c, name, new if c >= first else own)
    page.set_row(0, 20)
    page.freeze_panes(1, 0)
    for r, line in enumerate(lines, 1):
        found = cells(line, columns, labels, extra)
        if any(isinstance(c, str) and len(c) > EXCEL_CELL for c in found[:first]):
            place = scores + len(labels)
            found[place] = f"{found[place]} {said.cut}" if found[place] else said.cut
        for c, cell in enumerate(found):
            put(page, r, c, cell, share if c in shares else strong if c == first else body)
    page.autofilter(0, 0, max(len(lines), 1), len(names) - 1)
    if lines:
        page.conditional_format(1, first + 1, len(lines), first + 1, {
            "type": "data_bar", "bar_color": "#9AB6D3", "min_type": "num", "min_value": 0,
            "max_type": "num", "max_value": 1})


def _summary(book, lines: Sequence[Line], said: Said) -> None:
    page = _sheet(book, said.summary)
    head = book.add_format({"bold": True, "bg_color": "#2C5A8C", "font_color": "white"})
    share, bold = book.add_format({"num_format": "0.0%"}), book.add_format({"bold": True, "top": 1})
    counts = counted(lines)
    shown = slices(counts, said.others)
    answered = sum(counts.values())
    reviewed = Counter(x.reviewed for x in lines if x.reviewed)
    left: list[list[Any]] = [[name, n, n / answered] for name, n in counts.items()]
    # what the chart draws stands beside the counts where they are too many to draw
    right = [[said.chart, said.count], *shown] if len(shown) < len(counts) else []
    page.set_column(0, 0, 34)
    page.set_column(1, 2, 11)
    page.set_column(4, 4, 26)
    tail = [[said.total, answered], [said.failed, sum(1 for x in lines if not x.final)],
            *([f"{said.review}: {state}", reviewed[state]] for state in STATES if reviewed[state])]
    for c, text in enumerate((said.category, said.count, said.share)):
        put(page, 0, c, text, head)
    # in one pass from the top: a sheet in constant memory does not go back
    for r in range(max(len(left) + len(tail) + 1, len(right))):
        cells_of = left[r] if r < len(left) else tail[r - len(left)] if r < len(left) + len(tail) else []
        for c, cell in enumerate(cells_of):
            put(page, r + 1, c, cell, share if c == 2 else bold if r == len(left) else None)
        for c, cell in enumerate(right[r] if r < len(right) else ()):
            put(page, r + 1, 4 + c, cell)
    if not shown:
        return
    top, column = (2, 4) if right else (1, 0)
    end = top + len(shown) - 1
    pie = book.add_chart({"type": "pie"})
    pie.add_series({
        "name": said.chart, "categories": [said.summary, top, column, end, column],
        "values": [said.summary, top, column + 1, end, column + 1],
        "points": [{"fill": {"color": SHADES[i % len(SHADES)]}, "border": {"color": "white"}} for i in range(len(shown))],
        "data_labels": {"percentage": True, "position": "outside_end", "leader_lines": True}})
    bar = book.add_chart({"type": "bar"})
    bar.add_series({
        "name": said.count, "categories": [said.summary, top, column, end, column],
        "values": [said.summary, top, column + 1, end, column + 1], "gap": 60,
        "points": [{"fill": {"color": SHADES[i % len(SHADES)]}} for i in range(len(shown))],
        "data_labels": {"value": True}})
    bar.set_y_axis({"reverse": True, "line": {"none": True}, "major_tick_mark": "none"})
    bar.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    bar.set_legend({"none": True})
    side = "H" if right else "E"
    for chart, place in ((pie, f"{side}2"), (bar, f"{side}21")):
        chart.set_title({"name": said.chart if chart is pie else said.count, "name_font": {"size": 12}, "overlay": False})
        chart.set_size({"width": 560, "height": 360})
        page.insert_chart(place, chart)


def _evaluation(book, judged: Agreement, said: Said) -> None:
    page = _sheet(book, said.evaluation)
    head = book.add_format({"bold": True, "bg_color": "#2C5A8C", "font_color": "white"})
    bold, share = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
    page.set_column(0, 0, 30)
    page.set_column(1, max(len(judged.labels), 6), 12)
    lines: list[list[tuple[Any, Any]]] = [
        [(said.accuracy, bold), (judged.accuracy, share)], [("macro F1", bold), (judged.macro_f1, share)],
        [(said.count, bold), (judged.rows, None)], [],
        [(h, head) for h in (said.category, said.precision, said.recall, "F1", said.expected, said.given)],
        *([(c.label, bold), (c.precision, share), (c.recall, share), (c.f1, share), (c.expected, None), (c.given, None)]
          for c in judged.classes),
        [], [(said.confusion, head), *((name, head) for name in judged.labels)],
        *([(a, bold), *((judged.confusion.get((a, b), 0), None) for b in judged.labels)] for a in judged.labels)]
    for r, line in enumerate(lines):
        for c, (cell, style) in enumerate(line):
            put(page, r, c, round(cell, 4) if isinstance(cell, float) else cell, style)
    first = len(lines) - len(judged.labels)
    page.conditional_format(first, 1, len(lines) - 1, len(judged.labels), {
        "type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9AB6D3"})


def _width(text: str) -> int:
    """In columns: a syllable of Hangul takes two."""
    return sum(2 if ord(c) > 0x1100 else 1 for c in text)


def _settings(book, settings: Sequence[tuple[str, str]], said: Said) -> None:
    page = _sheet(book, said.settings)
    name_style = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 26)
    page.set_column(1, 1, WIDE)
    for r, (name, value) in enumerate(settings):
        # heights are not left to the reader's program: not every one measures wrapped text when it opens a file
        lines = sum(max(1, math.ceil(_width(part) / WIDE)) for part in value.split("\n"))
        page.set_row(r, min(15 * lines + 2, 409))
        put(page, r, 0, name, name_style)
        put(page, r, 1, value, wrap)
