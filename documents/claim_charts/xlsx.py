"""Claim charts as an Excel workbook. Every text is written as text, so that none runs as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from documents import cells
from documents.claim_charts import MATCH, RISK, Case, Say, deciding, facts, label, marks

# of an element's columns, the same in a chart and in the list of all
ELEMENT_HEADS = (
    "patent_element", "user_product_element", "match", "chart_basis", "decided_by", "chart_confidence", "chart_note",
)
FILL = {
    "met": "#E3EDF9",
    "missed": "#ECEFF3",
    "unknown": "#FDF1D8",
    "high": "#FBE3E3",
    "unclear": "#FDF1D8",
    "low": "#E3F4EA",
}
LINE = "#C9D1DB"


def one(case: Case, say: Say) -> bytes:
    """A sheet with the verdict and the chart, and one with the texts that were compared."""
    with _Book(say) as book:
        _chart_sheet(book, case)
        texts = book.sheet(say("sheet_texts"), (24, 110))
        for key in ("claim_text", "user_query"):
            texts.row((say(key), "head"), (case.given[key], "cell"))
    return book.data


def many(cases: Sequence[Case], ranking: Sequence[Case], failed: Sequence[tuple[str, str, str]], say: Say) -> bytes:
    """The cases as they are ranked, a matrix where there are several claims and products, every element, and (claim,
    product, why) of what failed."""
    with _Book(say) as book:
        _ranking(book, ranking)
        if len({c.product for c in cases}) > 1 and len({label(c, say) for c in cases}) > 1:
            _matrix(book, cases)
        _elements(book, cases)
        if failed:
            sheet = book.sheet(say("sheet_failed"), (24, 32, 80))
            sheet.row(*((say(k), "head") for k in ("chart_claim", "chart_product", "chart_why")))
            for line in failed:
                sheet.row(*((text, "cell") for text in line))
    return book.data


def _chart_sheet(book: _Book, case: Case) -> None:
    say, result = book.say, case.result
    sheet = book.sheet(say("comparisons"), (5, 46, 38, 14, 16, 14, 10, 56))
    sheet.row((say("report_title"), "title"))
    sheet.row((say("notice"), "note"))
    for name, value in facts(case, say):
        sheet.wide(name, value)
    symbol, tone = RISK[case.risk]
    sheet.wide(say("risk_level"), f"{symbol} {say(case.risk)}", tone)
    sheet.wide(say("decision_reason"), result["decision_reason"])
    for warning in result["warnings"]:
        sheet.wide(say("chart_warnings"), warning, "unclear")
    if result["extra_components"]:
        sheet.wide(say("chart_extra"), ", ".join(q["text"] for q in result["extra_components"]))
    sheet.row()
    heads = (
        "#",
        *map(say, ELEMENT_HEADS),
    )
    sheet.row(*((h, "head") for h in heads))
    for number, row in enumerate(result["comparisons"], 1):
        sheet.row((number, "cell"), *_cells(case, row, say))
    if result["checklist"]:
        sheet.row()
        sheet.row((say("chart_checklist"), "bold"))
        sheet.row((say("chart_checklist_about"), "note"))
        sheet.row((say("chart_margin").format(share=f"{result['margin']:.0%}"), "note"))
        for check in result["checklist"]:
            sheet.wide("☐", check["question"])


def _cells(case: Case, row: Any, say: Say) -> list[tuple[Any, str]]:
    symbol, tone = MATCH[row["match"]]
    quoted, page = row["user_product_element"], case.page(row["start"])
    if quoted is not None and page is not None:
        quoted = f"{quoted} ({say('chart_page').format(n=page)})"
    return [
        (row["patent_element"], "cell"),
        (quoted, "cell"),
        (f"{symbol} {say(row['match'])}", tone),
        (say("basis_" + row["basis"]), "cell"),
        (say("decided_by_" + row["decided_by"]), "cell"),
        (row["confidence"], "share"),
        (row["note"], "cell"),
    ]


def _ranking(book: _Book, cases: Sequence[Case]) -> None:
    say = book.say
    sheet = book.sheet(say("sheet_ranking"), (6, 24, 32, 12, 9, 9, 9, 50, 60, 40))
    sheet.row((say("report_title"), "title"))
    sheet.row((say("notice"), "note"))
    sheet.row()
    sheet.row(
        *(
            (say(k), "head")
            for k in (
                "chart_rank",
                "chart_claim",
                "chart_product",
                "risk_level",
                *MATCH,
                "chart_deciding",
                "decision_reason",
                "chart_warnings",
            )
        )
    )
    sheet.freeze()
    for place, case in enumerate(cases, 1):
        symbol, tone = RISK[case.risk]
        sheet.row(
            (place, "cell"),
            (label(case, say), "cell"),
            (case.product, "cell"),
            (f"{symbol} {say(case.risk)}", tone),
            *((case.counts[m], "cell") for m in MATCH),
            ("; ".join(r["patent_element"] for r in deciding(case)), "cell"),
            (case.result["decision_reason"], "cell"),
            ("\n".join(case.result["warnings"]), "cell"),
        )


def _matrix(book: _Book, cases: Sequence[Case]) -> None:
    say = book.say
    by_pair = {(c.product, label(c, say)): c for c in cases}
    products, claims = (list(dict.fromkeys(key[i] for key in by_pair)) for i in (0, 1))
    sheet = book.sheet(say("sheet_matrix"), (36, *(18 for _ in claims)))
    sheet.row((say("notice"), "note"))
    sheet.row((f"{say('chart_product')} \\ {say('chart_claim')}", "head"), *((c, "head") for c in claims))
    sheet.freeze(columns=1)
    for product in products:
        line: list[tuple[Any, str]] = [(product, "head")]
        for claim in claims:
            case = by_pair.get((product, claim))
            line.append(
                (f"{RISK[case.risk][0]} {say(case.risk)}\n{marks(case)}", RISK[case.risk][1])
                if case
                else (None, "cell")
            )
        sheet.row(*line)


def _elements(book: _Book, cases: Sequence[Case]) -> None:
    say = book.say
    sheet = book.sheet(say("sheet_elements"), (24, 32, 5, 46, 38, 14, 16, 14, 10, 56))
    sheet.row((say("notice"), "note"))
    sheet.row(
        *(
            (h, "head")
            for h in (
                say("chart_claim"),
                say("chart_product"),
                "#",
                *map(say, ELEMENT_HEADS),
            )
        )
    )
    sheet.freeze()
    for case in cases:
        for number, row in enumerate(case.result["comparisons"], 1):
            sheet.row((label(case, say), "cell"), (case.product, "cell"), (number, "cell"), *_cells(case, row, say))


class _Book:
    """`data` holds the file once the block has ended."""

    def __init__(self, say: Say):
        import xlsxwriter

        self.say, self.data, self._into = say, b"", io.BytesIO()
        self.book = xlsxwriter.Workbook(self._into, {"in_memory": True})
        self.formats = {name: self.book.add_format(kind) for name, kind in _formats().items()}

    def __enter__(self) -> _Book:
        return self

    def __exit__(self, *_: Any) -> None:
        self.book.close()
        self.data = self._into.getvalue()

    def sheet(self, name: str, widths: Sequence[float]) -> _Sheet:
        return _Sheet(self, name, widths)


def _formats() -> dict[str, dict[str, Any]]:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": LINE}
    return {
        "cell": cell,
        "share": cell | {"num_format": "0%"},
        "head": cell | {"bold": True, "bg_color": "#E8EDF3"},
        "title": {"bold": True, "font_size": 14},
        "bold": {"bold": True},
        "note": {"italic": True, "font_color": "#526075"},
        **{tone: cell | {"bg_color": colour, "bold": True} for tone, colour in FILL.items()},
    }


class _Sheet:
    def __init__(self, book: _Book, name: str, widths: Sequence[float]):
        self.formats, self.at, self.last = book.formats, 0, len(widths) - 1
        self.page = book.book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer(f"&L{book.say('notice').replace('&', '&&')[:200]}&R&P / &N")

    def row(self, *line: tuple[Any, str]) -> None:
        for column, (value, style) in enumerate(line):
            self.put(column, value, style)
        self.at += 1

    def put(self, column: int, value: Any, style: str) -> None:
        if value in (None, ""):
            self.page.write_blank(self.at, column, None, self.formats[style])
        else:
            cells.put(self.page, self.at, column, value, self.formats[style])

    def wide(self, name: str, value: str, style: str = "cell") -> None:
        """A name and a value over the rest of the width."""
        self.page.merge_range(self.at, 0, self.at, 1, "", self.formats["head"])
        self.put(0, name, "head")
        self.page.merge_range(self.at, 2, self.at, self.last, "", self.formats[style])
        self.put(2, value, style)
        self.page.set_row(self.at, 15 * max(1, -(-len(value) // 110), value.count("\n") + 1))
        self.at += 1

    def freeze(self, columns: int = 0) -> None:
        self.page.freeze_panes(self.at, columns)
