"""A comparison of two parts that a claim makes ("바닥부의 두께가 측벽부의 두께보다 큰"), held against what a description tells of the two:
a figure of each, which of them is the greater, or that they are alike."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Element
from documents.quantities import Range
from documents.recipes import stated
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.spans import SENTENCE, Product
from tasks.infringement.verdicts import Verdict

_MORE = r"(?:큰|크|두꺼운|두껍|높은|높|긴|길|넓은|넓|굵은|굵|많은|많|깊은|깊)"
_LESS = r"(?:작은|작|얇은|얇|낮은|낮|짧은|짧|좁은|좁|가는|가늘|적은|적|얕은|얕)"
MEASURE = r"(?:평균\s?)?(?:두께|폭|너비|직경|지름|길이|높이|깊이|입경|크기|면적|굴절률|농도|함량|밀도|경도|점도|온도|압력|간격)"
CLAIMED = re.compile(
    rf"(?P<a>\S+)의\s{MEASURE}(?:이|가|는|은)\s(?:상기\s)?(?P<b>\S+?)(?:의\s{MEASURE})?보다\s(?:더\s)?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
)
# where a part is, in the words that people have for it
PLACES = (
    "바닥 저면 밑면 밑바닥 하면 bottom", "측벽 측면 옆면 옆벽 sidewall side", "상부 윗면 상면 위쪽 top", "하부 아랫면 아래쪽 lower",
    "중앙 중심 가운데 center", "가장자리 테두리 외곽 주변 edge", "내측 안쪽 내부 안 inner", "외측 바깥쪽 바깥 외부 겉 outer",
    "전면 앞면 앞쪽 front", "후면 뒷면 뒤쪽 back", "선단 끝 끝단 tip", "입구 inlet", "출구 outlet",
)
ALIKE = re.compile(r"균일|동일|똑같|같은|같게|같습|같아|같다|일정|차이\s?(?:없|가\s없)|동등|구분\s?없이|uniform|conformal|equal", re.I)
THICKER = re.compile(r"두껍|두꺼|굵|넓|높|길[게고어]|긴|크[게고]|큰|깊|thick", re.I)
THINNER = re.compile(r"얇|가늘|좁|낮|짧|작[게고은]|얕|thin", re.I)


def compared(verdict: Verdict, product: Product) -> Verdict:
    """The verdict, or a missed one where a description tells the two parts to be alike or the other way round; an open one where
    what it has of them is not told to differ."""
    said = CLAIMED.search(verdict.element.text)
    if verdict.match == MISSED or said is None:
        return verdict
    a, b = _names(said["a"]), _names(said["b"])
    if said["less"]:
        a, b = b, a
    more = _told(verdict.element, a, b, product.text)
    if more is False:
        return replace(verdict, match=MISSED, by="code", basis="other", candidates=())
    if more is None and verdict.match == MET:
        return replace(verdict, match=UNKNOWN, by="code", basis="amount", candidates=())
    return replace(verdict, match=MET) if more and verdict.basis in ("silence", "amount") and verdict.span else verdict


def _names(part: str) -> re.Pattern:
    """A part by its own word, or by another word for such a place."""
    stem = re.sub(r"(?<=..)(?:부분|부위|부|면|층|측|영역|쪽)$", "", part)
    words = {part, stem, *(w for row in PLACES if stem in row.split() or part in row.split() for w in row.split())}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)), re.I)


def _told(element: Element, a: re.Pattern, b: re.Pattern, text: str) -> bool | None:
    """Whether the first is greater; None where nothing is told of the two."""
    cuts = [0, *(m.end() for m in SENTENCE.finditer(text)), len(text)]
    for begin, end in zip(cuts, cuts[1:], strict=False):
        part = text[begin:end]
        if not a.search(part) or not b.search(part):
            continue
        figures = [r for r in stated(text) if begin <= r.start and r.end <= end and r.exact]
        ours, theirs = (_figure_of(x, y, figures, text, begin) for x, y in ((a, b), (b, a)))
        if ours and theirs and ours.dimension == theirs.dimension and ours.start != theirs.start:
            return ours.low > theirs.low
        if ALIKE.search(part):
            return False
        for x, y, when in ((a, b, True), (b, a, False)):
            ours, theirs = f"(?:{x.pattern})", rf"(?:{y.pattern})\S*보다"
            than = rf"{theirs}\s(?:\S+\s){{0,3}}?{ours}|{ours}\S*\s(?:\S+\s){{0,3}}?{theirs}"
            if m := re.search(rf"{than}|{ours}\S{{0,3}}(?:을|를|만|쪽을)\s", part, re.I):
                tail = part[m.start() :]
                thick, thin = THICKER.search(tail), THINNER.search(tail)
                if thick or thin:
                    more = bool(thick) and (not thin or thick.start() < thin.start())
                    return when if more else not when
    return None


def _figure_of(own: re.Pattern, other: re.Pattern, figures: list[Range], text: str, begin: int) -> Range | None:
    """The first figure after a part, with the other part not between."""
    for m in own.finditer(text, begin):
        for r in figures:
            gap = text[m.end() : r.start]
            if m.end() <= r.start and len(gap) < 20 and not other.search(gap) and not any(m.end() <= o.start < r.start for o in figures):
                return r
    return None
