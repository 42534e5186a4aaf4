"""Every figure of a text, left to right, the longest reading first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from documents.figures import calendar, counts, courts, money
from documents.figures.numerals import MIXED, PLAIN
from documents.figures.types import Figure

_CONTACT = re.compile(
    r"https?://[!-~]*[A-Za-z0-9/]|www\.[!-~]*[A-Za-z0-9/]|[\w.+\-]+@[\w\-]+\.[\w.\-]*\w"
    r"|(?<![A-Za-z@.])(?:[A-Za-z0-9\-]+\.)+(?:co\.kr|or\.kr|go\.kr|com|net|org|kr|io)\b(?:/[!-~]*[A-Za-z0-9/])?"
)
_PHONE = re.compile(
    r"(?<![\d\-])(?:\(?0\d{1,2}\)?[\s\-.])?\d{3,4}-\d{4}(?![\d\-])|(?<![\d\-])0\d{1,2}\)\s?\d{3,4}-\d{4}"
)
Rule = tuple[str, re.Pattern, Callable[[re.Match], "tuple[str, tuple[str, ...]] | None"]]


def _copied(kind: str) -> Callable[[re.Match], tuple[str, tuple[str, ...]]]:
    return lambda match: (f"{kind}:copied", (match[0],))


# The order decides where two rules match at one place and with one length.
RULES: tuple[Rule, ...] = (
    ("org", _CONTACT, _copied("org")),
    ("num", _PHONE, _copied("num")),
    ("num", courts.CASE, courts.case),
    ("date", calendar.FULL, calendar.full),
    ("date", calendar.DOTTED, calendar.full),
    ("date", calendar.ISO, calendar.iso),
    ("date", calendar.HALF, calendar.half),
    ("date", calendar.QUARTER, calendar.quarter),
    ("date", calendar.MONTH, calendar.month),
    ("date", calendar.DOTTED_MONTH, calendar.month),
    ("date", calendar.MONTH_DAY, calendar.month_day),
    ("date", calendar.YEAR, calendar.year),
    ("date", calendar.TERM, calendar.term),
    ("date", calendar.DAY_OF_MONTH, calendar.day_of_month),
    ("date", calendar.BARE_MONTH, calendar.bare_month),
    ("num", calendar.NTH_DAY, calendar.nth_day),
    ("date", calendar.CLOCK, calendar.time),
    ("date", calendar.TIME, calendar.time),
    ("num", counts.AGENDA, counts.agenda),
    ("num", counts.LAW, counts.law),
    ("amt", money.SPELLED_MONEY, money.render_spelled),
    ("amt", money.AMOUNT, money.render),
    ("amt", money.CODED, money.render_coded),
    ("num", counts.FRACTION, counts.fraction),
    ("num", counts.AGAINST, counts.against),
    ("num", counts.PERCENT, counts.percent),
    ("num", counts.PER_SHARE, counts.per_share),
    ("num", calendar.SPAN, calendar.span),
    ("num", counts.COUNT, counts.count),
    ("num", counts.NTH, counts.nth),
    ("num", counts.LARGE, counts.large),
    ("num", counts.FIGURE, counts.bare),
)
_HINT = re.compile(r"[\d일이삼사오육륙칠팔구십백천만억조]")  # no figure without one of these, and no contact matters


def find(text: str) -> list[Figure]:
    """Non-overlapping figures in order. Ranges (`2.25% ~ 2.75%`, `100~200억원`) are one figure."""
    if not _HINT.search(text) and "@" not in text and "." not in text:
        return []
    found = list(_resolve(text))
    return _ranges(text, found)


def _resolve(text: str) -> Iterator[Figure]:
    candidates: list[tuple[int, int, int, Figure]] = []
    for order, (kind, pattern, render) in enumerate(RULES):
        at = 0
        while at < len(text) and (match := pattern.search(text, at)):
            at = max(match.end(), match.start() + 1)
            if not match[0]:
                continue
            if (made := render(match)) is None:
                at = match.start() + 1
                continue
            end = match.end() - (len(match[0]) - len(match[0].rstrip(" ,")))
            candidates.append(
                (
                    match.start(),
                    -end,
                    order,
                    Figure(match.start(), end, kind, made[0], text[match.start() : end], made[1]),
                )
            )
    end = 0
    for start, _, _, figure in sorted(candidates, key=lambda c: c[:3]):
        if start >= end and not _glued(text, figure):
            yield figure
            end = figure.end


def _glued(text: str, figure: Figure) -> bool:
    """Digits that belong to a Latin name (ISO9001, 3D, P2P) are the name's."""
    before = text[figure.start - 1] if figure.start else ""
    after = text[figure.end] if figure.end < len(text) else ""
    if figure.shape == "num:bare":
        return bool(re.match(r"[A-Za-z_]", before)) or bool(re.match(r"[A-Za-z_]", after))
    return bool(re.match(r"[A-Za-z]", before)) and figure.surface[:1].isdigit()


_OPEN = re.compile(rf"(?P<first>{MIXED}|{PLAIN})\s?(?:%|원|억|만|년|개월|일|주|배)?")


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    out: list[Figure] = []
    for figure in found:
        last = out[-1] if out else None
        if last is not None and counts.RANGE.fullmatch(text[last.end : figure.start]) and _alike(last, figure):
            left = last.forms[0]
            if last.shape == "num:bare" and figure.shape != "num:bare":
                left = _with_unit(left, figure)
            forms = tuple(left + joint + figure.forms[0] for joint in (" to ", " ~ ", "~", " - ", "-", " and "))
            out[-1] = Figure(
                last.start,
                figure.end,
                figure.kind,
                f"range:{last.shape}:{figure.shape}",
                text[last.start : figure.end],
                forms,
            )
        else:
            out.append(figure)
    return out


def _alike(a: Figure, b: Figure) -> bool:
    return (
        not a.shape.startswith("range")
        and "copied" not in a.shape + b.shape
        and (a.kind == b.kind or a.shape == "num:bare")
    )


def _with_unit(left: str, figure: Figure) -> str:
    """`10~20%` → `10%`; `100~200억원` → `KRW 10 billion`: the left side takes the unit of the right one."""
    unit = re.sub(r"^(?:[^\d]*)" + PLAIN, "", figure.surface, count=1)
    again = list(_resolve(left + unit))
    return again[0].forms[0] if len(again) == 1 and figure.kind == "amt" or figure.shape == "num:%" else left
