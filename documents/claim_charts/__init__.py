"""A claim chart as people read it: on a page, on paper, in a workbook. Pure functions of a comparison's extended form.

Words come from the caller: `say(key)` names a heading, a match, a risk or a ground in the reader's language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Say = Callable[[str], str]

# a symbol beside the colour: a chart must be readable in print and without colour vision
MATCH = {"대응": ("○", "met"), "미대응": ("×", "missed"), "판단불가": ("?", "unknown")}
RISK = {"높음": ("▲", "high"), "애매": ("◆", "unclear"), "낮음": ("▽", "low")}


@dataclass(frozen=True)
class Case:
    """One claim held against one product. `given`: the task's input; `result`: its extended form; `pages`: where each
    page of the product's file starts in the description, empty where it has none; `product`: a short name of it;
    `made`: when and with what; `synonyms`: names that the user holds to be the same."""

    given: Mapping[str, Any]
    result: Mapping[str, Any]
    pages: Sequence[int] = ()
    product: str = ""
    made: str = ""
    synonyms: Sequence[Sequence[str]] = ()

    @property
    def risk(self) -> str:
        return self.result["risk_level"]

    @property
    def counts(self) -> Counter:
        return Counter(row["match"] for row in self.result["comparisons"])

    @property
    def claim(self) -> int:
        return self.result["claim"]["number"]

    def page(self, start: int | None) -> int | None:
        """The page on which a place of the description is."""
        return bisect_right(self.pages, start) if self.pages and start is not None else None


def deciding(case: Case) -> list[Mapping[str, Any]]:
    """The elements that made the risk what it is: those missed, else those unknown, else all."""
    rows = case.result["comparisons"]
    for match in ("미대응", "판단불가"):
        if found := [row for row in rows if row["match"] == match]:
            return found
    return list(rows)


def facts(case: Case, say: Say) -> list[tuple[str, str]]:
    """(name, value) of what was compared, how and when, as far as it is known."""
    found = [
        (say("regit_num"), case.given.get("regit_num")),
        (say("chart_claim"), claim_line(case, say)),
        *((say(key), case.given.get(key)) for key in ("status", "expiry", "territory")),
        (say("chart_product"), case.product),
        (say("synonyms_added"), "; ".join(" = ".join(group) for group in case.synonyms)),
        (say("report_made"), case.made),
    ]
    return [(name, value) for name, value in found if value]


def claim_line(case: Case, say: Say) -> str:
    """Which claim it is, of what kind, and what was done to it before the comparison."""
    claim, cites = case.result["claim"], ", ".join(map(str, case.result["claim"]["cites"]))
    words = [
        say("chart_claim_number").format(n=claim["number"]),
        say("claim_independent") if claim["independent"] else say("claim_dependent").format(cites=cites),
        say(f"transition_{claim['transition']}"),
    ]
    if claim["alternatives"] > 1:
        words.append(say("elements_alternatives").format(n=claim["alternatives"]))
    if case.given.get("elements"):
        words.append(say("chart_edited"))
    return " · ".join(words)


def label(case: Case, say: Say) -> str:
    """A claim as it is called beside others: the registration number and the claim's."""
    return " ".join(filter(None, (case.given.get("regit_num"), say("chart_claim_number").format(n=case.claim))))


def marks(case: Case) -> str:
    """How many elements are met, missed and unknown, by their symbols."""
    return " ".join(f"{MATCH[m][0]}{case.counts[m]}" for m in MATCH)


def marked(text: str, spans: Sequence[tuple[int, int, int]]) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """`text` cut where a span (start, end, number) begins or ends: (piece, numbers over it, numbers that end with it)."""
    begin, end = defaultdict(list), defaultdict(list)
    for start, stop, number in spans:
        begin[start].append(number)
        end[stop].append(number)
    cuts, over, out = sorted({0, len(text), *begin, *end}), set(), []
    for a, b in zip(cuts, cuts[1:], strict=False):
        over = (over - set(end[a])) | set(begin[a])
        out.append((text[a:b], tuple(sorted(over)), tuple(sorted(end[b]))))
    return out


def claim_spans(case: Case) -> list[tuple[int, int, int]]:
    """(start, end, element's number) of the elements in the claims as they were given, each after the one before where
    it stands there; what was edited or put together stands nowhere."""
    text, at, out = case.given["claim_text"], 0, []
    for number, row in enumerate(case.result["comparisons"], 1):
        words = re.compile(r"\s+".join(map(re.escape, row["patent_element"].split())))
        if match := words.search(text, at) or words.search(text):
            out.append((*match.span(), number))
            at = match.end()
    return out


def spans_of(case: Case) -> list[tuple[int, int, int]]:
    """(start, end, element's number from 1) of what is quoted, places past the description left out."""
    length = len(case.given["user_query"])
    return [
        (row["start"], row["end"], number)
        for number, row in enumerate(case.result["comparisons"], 1)
        if row["start"] is not None and 0 <= row["start"] < row["end"] <= length
    ]
