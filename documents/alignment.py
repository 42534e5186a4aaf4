"""Paragraphs of a text and of its translation that are not as many: which stands for which, and which for none.

Dynamic programming over beads of 1-1, 1-0, 0-1, 2-1 and 1-2 paragraphs, as in Gale and Church, "A Program for Aligning
Sentences in Bilingual Corpora" (1993). To the lengths come figures and Latin words that both sides share, numbering,
headings and the way a sentence ends.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.figures import Figure, find
from documents.figures.verify import holds, plain
from documents.segments import is_korean, split_mark
from documents.texts import width

RATE = 1.17  # half-width characters of English to one of Korean, on 20,000 sentences of product documentation
SPREAD = 3.0  # variance of that, a half-width character of Korean; 2.1 there
FAR = 9.0  # costs are negative log-likelihoods: the most that unlike lengths cost,
ALONE = 4.0  # a paragraph that stands for none,
JOINED = 5.0  # and two that stand for one
SHARED, MISSED, MOST = 1.0, 0.5, 8.0  # of a figure that one paragraph in e has: found, not found, and all of them together
NUMBERED, UNLIKE, HEADED, ENDED = 2.0, 2.0, 3.0, 1.0
DRIFT = 60  # paragraphs that a pair may lie off the diagonal, beyond the difference of the two numbers
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z&\-]*[A-Za-z]|\d+")
_STOP = re.compile(r"[.。!?:;][)\]\"'”’]*\s*$")
_ORDER = re.compile(r"\d+|[A-Za-z](?![A-Za-z])|[①-⑳]|[IVX]+")


@dataclass(frozen=True)
class Passage:
    """`heading`: whether its style says so; None: nothing is known of styles."""

    text: str
    heading: bool | None = None

    @cached_property
    def width(self) -> int:
        return max(1, width(self.text.strip()))

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def order(self) -> str:
        """What its numbering counts: `제3조`, `3.` and `Article 3` are 3, `나.` and `(b)` are b, `②` is 2."""
        text = self.text.lstrip(" \t#>*")
        if article := re.match(r"(?:제\s*(\d+)\s*[조장절항]|(?:Article|Chapter|Section|Paragraph)\s+(\d+))", text):
            return article[1] or article[2]
        found = _ORDER.search(split_mark(text)[0] or ((m := re.match(r"\(?[A-Za-z][.)]\s", text)) and m[0]) or "")
        if not found:
            return ""
        return str(ord(found[0]) - 0x245F) if "①" <= found[0] <= "⑳" else found[0].lower()

    @cached_property
    def ended(self) -> bool:
        return bool(_STOP.search(self.text))

    @cached_property
    def anchors(self) -> dict[str, Figure | None]:
        """Figures, and Latin words and bare numbers, which a translation has as they are."""
        korean = is_korean(self.text)
        words = dict.fromkeys(m[0].lower() for m in _ANCHOR.finditer(self.text) if not (korean and m[0].isdigit()))
        return {f.surface: f for f in find(self.text)} | words if korean else words


Bead = tuple[range, range]  # of the source, of the target; one of them may be empty


def align(source: Sequence[Passage], target: Sequence[Passage]) -> list[Bead]:
    """Beads in order that cover both sides once, of the least cost."""
    costs = _Costs(source, target)
    n, m = len(source), len(target)
    drift = abs(n - m) + DRIFT
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(n + 1)]
    for i in range(n + 1):
        middle = i * m // max(n, 1)
        for j in range(max(0, middle - drift), min(m, middle + drift) + 1):
            found = [(best[i - a][j - b][0] + costs.of(i - a, i, j - b, j), a, b)
                     for a, b in ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2)) if a <= i and b <= j and j - b in best[i - a]]
            if found:
                best[i][j] = min(found)
            elif i == j == 0:
                best[i][j] = 0.0, 0, 0
    return [*reversed([*_back(best, n, m)])]


def _back(best: Sequence[dict[int, tuple[float, int, int]]], i: int, j: int) -> Iterator[Bead]:
    while i or j:
        _, a, b = best[i][j]
        yield range(i - a, i), range(j - b, j)
        i, j = i - a, j - b


class _Costs:
    def __init__(self, source: Sequence[Passage], target: Sequence[Passage]):
        self.source, self.target = source, target
        korean = sum(is_korean(p.text) for p in source) * 2 > len(source)
        rate = sum(p.width for p in target) / max(1, sum(p.width for p in source))
        usual = RATE if korean else 1.0
        self.rate = min(max(rate, usual / 1.2), usual * 1.2)  # a text's own, as far as it is not of what was left out
        met = Counter(anchor for p in source for anchor in p.anchors)
        self.weight = {a: SHARED * max(0.0, math.log((1 + len(source)) / (1 + n)) + 0.3) for a, n in met.items()}
        self._hits: dict[tuple[int, int], frozenset[str]] = {}

    def of(self, i: int, end: int, j: int, stop: int) -> float:
        left, right = self.source[i:end], self.target[j:stop]
        if not left or not right:
            return ALONE
        s, t = sum(p.width for p in left), sum(p.width for p in right)
        off = (t - self.rate * s) / math.sqrt(SPREAD * (s + t / self.rate) / 2)
        cost = min(FAR, off * off / 2) + (JOINED if len(left) + len(right) > 2 else 0.0)
        return cost + self._shared(i, end, j, stop) + _style(left, right)

    def _shared(self, i: int, end: int, j: int, stop: int) -> float:
        cost = 0.0
        for k in range(i, end):
            anchors = self.source[k].anchors
            if not anchors:
                continue
            hits = frozenset().union(*(self._found(k, at) for at in range(j, stop)))
            cost += sum(-self.weight[a] if a in hits else MISSED * self.weight[a] for a in anchors)
        return max(-MOST, min(MOST, cost))

    def _found(self, i: int, j: int) -> frozenset[str]:
        if (i, j) not in self._hits:
            text = self.target[j].plain
            self._hits[i, j] = frozenset(
                a for a, figure in self.source[i].anchors.items()
                if (holds(text, figure) if figure else a in text and re.search(rf"\b{re.escape(a)}\b", text)))
        return self._hits[i, j]


def _style(left: Sequence[Passage], right: Sequence[Passage]) -> float:
    cost = 0.0
    a, b = left[0], right[0]
    if a.order or b.order:
        cost += -NUMBERED if a.order == b.order else UNLIKE if a.order and b.order else UNLIKE / 2
    for several in (left, right):  # what is numbered or a heading begins a paragraph of its own
        cost += sum(UNLIKE for p in several[1:] if p.order) + sum(HEADED for p in several if p.heading and len(several) > 1)
    if a.heading is not None and b.heading is not None:
        cost += HEADED if a.heading != b.heading else -HEADED / 2 if a.heading else 0.0
    return cost + (ENDED if left[-1].ended != right[-1].ended else 0.0)
