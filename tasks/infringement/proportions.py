"""The proportion of two things that a claim names: worked out from how much a description has of each, or from how many times
the one it has of the other; and missed where one of the two is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.claims import Element
from documents.quantities import Range, compare
from documents.spoken import ONES
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.names import relation_of
from tasks.infringement.normal import norm
from tasks.infringement.parts import BY_WEIGHT
from tasks.infringement.spans import SENTENCE, Mention, Product
from tasks.infringement.status import LEFT_OUT, USED
from tasks.infringement.terms import MEMBER, SAME, Terms
from tasks.infringement.verdicts import Verdict

_ONE, _OTHER = r"(?:상기\s)?(?P<a>[^,;]{1,40}?)", r"(?:상기\s)?(?P<b>[^,;]{1,40}?)"
_RATIO = r"(?:(?:혼합|배합|함량|중량|질량)\s)?(?:중량\s?비|질량\s?비|무게\s?비|비율|혼합\s?비|배합\s?비|함량\s?비|몰\s?비|부피\s?비)"
_FIGURES = r"(?:약\s)?\d[\d.:\s]*(?:(?:내지|~|-)\s?[\d.:\s]+)?의?\s?"
# "상기 A와 상기 B의 중량비", "A 대 B의 중량비", "A와 B가 1:1 내지 3:1의 중량비로"
TWO = re.compile(rf"{_ONE}(?:(?:와|과)\s|\s대\s|\s?[:/]\s?){_OTHER}(?:의\s|(?:이|가|은|는|을|를)\s{_FIGURES}){_RATIO}")
TO_THE_FIRST = re.compile(rf"{_ONE}에\s대한\s{_OTHER}의\s{_RATIO}")  # "A에 대한 B의 중량비": so much B to one A
# "상기 B는 상기 A 1 중량부에 대하여"
AGAINST = re.compile(
    rf"{_OTHER}(?:은|는|이|가|을|를)\s{_ONE}\s(?P<base>\d+(?:\.\d+)?)\s?(?:중량부|질량부)(?:에\s?대(?:하여|해)|당|\s?대비|(?:를|을)?\s?기준(?:으로)?)"
)
LAST_OF_TWO = re.compile(r"\S(?:을|를)\s.*비(?:율)?로$")  # "A 및 B를 2:1 내지 5:1의 중량비로"
_MANY = rf"(?P<n>\d+(?:\.\d+)?|{'|'.join(ONES)}|열)\s?배"
THAN = re.compile(rf"보다\s(?P<what>[^,.\d]{{1,20}}?)(?:을|를|이|가|은|는)\s(?:약\s)?{_MANY}")  # "A보다 B를 세 배 더"
TIMES = re.compile(rf"(?:의|보다)\s(?:약\s|정확히\s|대략\s)?(?:{_MANY}|(?P<half>절반))")


@dataclass(frozen=True)
class Pair:
    """The thing of which there is so much, and the one to which it stands; `base`: how many parts of that one."""

    one: str
    other: str
    base: float | None = None


def pair_of(element: Element) -> Pair | None:
    if m := AGAINST.match(element.text):
        return Pair(m["b"].strip(), m["a"].strip(), float(m["base"])) if float(m["base"]) else None
    if m := TO_THE_FIRST.match(element.text):
        return Pair(m["b"].strip(), m["a"].strip())
    m = TWO.match(element.text)
    return Pair(m["a"].strip(), m["b"].strip()) if m else None


def without_base(element: Element) -> Element:
    """The element without the parts that another amount is told against."""
    pair = pair_of(element)
    if pair is None or pair.base is None:
        return element
    ranges = tuple(r for r in element.ranges if r.dimension != "parts" or not r.exact or r.low != pair.base)
    return replace(element, ranges=ranges) if ranges else element


def one_left_out(element: Element, product: Product, terms: Terms) -> bool:
    """Whether one of the two is said not to be there: nothing stands to it in any proportion."""
    pair = pair_of(element)
    return pair is not None and any(_left_out(name, element, product, terms) for name in (pair.one, pair.other))


def _left_out(name: str, element: Element, product: Product, terms: Terms) -> bool:
    said = _called(name, product, terms, element.contains)
    return bool(said) and all(m.status == LEFT_OUT for m in said)


def with_members(body: Sequence[Element]) -> tuple[Element, ...]:
    """The elements, those of a proportion with the choices that they call by their class: "상기 페닐 실리콘 오일" of "디페닐디메티콘
    및 페닐트리메티콘 중 1종 이상의 페닐 실리콘 오일"."""
    choices = [e for e in body if e.kind == "component" and len(e.names) > 1 and e.head]
    out = []
    for element in body:
        pair = pair_of(element) if element.kind == "condition" and element.ranges else None
        ours = tuple(e for e in choices if pair and norm(e.head) in (norm(pair.one), norm(pair.other)))
        out.append(replace(element, contains=ours) if ours else element)
    return tuple(out)


def _called(name: str, product: Product, terms: Terms, choices: Sequence[Element] = ()) -> list[Mention]:
    thing = next((e for e in choices if norm(e.head) == norm(name)), Element(name, "component", (name,), name))
    return [m for m in product.mentions if relation_of(thing, m, terms)[0] in (SAME, MEMBER)]


def weighed(element: Element, product: Product, terms: Terms) -> Range | None:
    """The proportion of two things that a claim names, by what the description has of each: 30:1 of 15 % and 0.5 %."""
    pair = pair_of(element)
    if pair is None or re.search(r"(?:몰|부피)\s?비", element.text):
        return None
    found = _worked_out(pair.one, pair.other, product, terms, element.contains)
    if found is None or pair.base is None:
        return found
    return replace(found, low=found.low * pair.base, high=found.high * pair.base, dimension="parts")


def _worked_out(one: str, other: str, product: Product, terms: Terms, choices: Sequence[Element] = ()) -> Range | None:
    ours, theirs = (_called(n, product, terms, choices) for n in (one, other))
    a, b = _amount_of(ours), _amount_of(theirs)
    if a and b and a.dimension == b.dimension:
        return replace(a, low=a.low / b.low, high=a.low / b.low, dimension="ratio", text=f"{a.text}, {b.text}")
    return _told_times(ours, theirs, product.text)


def _amount_of(said: Sequence[Mention]) -> Range | None:
    """Of several members of a class, how much they are together."""
    used = [m for m in said if m.status == USED]
    used = [m for m in used if m.whole and m.amounts] or used
    told = {norm(m.text): a for m in used for a in m.amounts if a.dimension in (*BY_WEIGHT, "parts") and a.exact and a.low}
    first = next(iter(told.values()), None)
    if first is None or any(a.dimension != first.dimension for a in told.values()):
        return first
    total = sum({a.start: a.low for a in told.values()}.values())
    return replace(first, low=total, high=total)


def _told_times(ours: Sequence[Mention], theirs: Sequence[Mention], text: str) -> Range | None:
    """ "A를 B의 세 배": three to one, or one to three where B is the first of the pair."""
    for m in THAN.finditer(text):
        for first, second, turned in ((ours, theirs, False), (theirs, ours, True)):
            more = any((x.start, x.end) == m.span("what") and x.status == USED for x in first)
            if more and _many(m) and any(x.end == m.start() and x.status == USED for x in second):
                ratio = 1 / _many(m) if turned else _many(m)
                return Range(ratio, ratio, "ratio", m[0], m.start(), m.end())
    for m in TIMES.finditer(text):
        many = 0.5 if m["half"] else _many(m)
        begin = max((s.end() for s in SENTENCE.finditer(text, 0, m.start())), default=0)
        for first, second, ratio in ((ours, theirs, many), (theirs, ours, 1 / many if many else 0)):
            to = any(x.end == m.start() and x.status == USED for x in second)
            if to and ratio and any(begin <= x.start and x.end < m.start() and x.status == USED and _object(x, text) for x in first):
                return Range(ratio, ratio, "ratio", m[0], m.start(), m.end())
    return None


def _many(m: re.Match) -> float:
    return ONES.get(m["n"]) or (10 if m["n"] == "열" else float(m["n"]))


def _object(mention: Mention, text: str) -> bool:
    """Whether it is so much of the thing itself, not of its thickness or price."""
    return bool(re.match(r"(?:은|는|이|가|을|를|도)\s", text[mention.end :]))


def mixed_in(verdict: Verdict, product: Product, terms: Terms, margin: float) -> Verdict:
    """A step that mixes two things in a ratio, where a description has how much of each: "A와 B를 1:5 내지 1:12의 중량비로 혼합하는"."""
    element, figure = verdict.element, verdict.figure
    if element.kind != "step" or not figure or figure.said is not None or figure.claimed.dimension != "ratio":
        return verdict
    ratio = weighed(element, product, terms)
    outcome = compare(figure.claimed, ratio, margin) if ratio else None
    if outcome is None:
        return verdict
    match = MET if outcome == "inside" else MISSED if outcome == "outside" else UNKNOWN
    return replace(verdict, match=match, near=outcome == "near", figure=replace(figure, said=ratio, outcome=outcome))


def in_proportion(body: Sequence[Element], product: Product, terms: Terms) -> Product:
    """The product with the proportion of two things told of the second, where a claim says "A 및 B를 2:1 내지 5:1의 중량비로"."""
    if any(a.dimension == "ratio" for m in product.mentions for a in m.amounts):
        return product
    for before, element in zip(body, body[1:], strict=False):
        last = LAST_OF_TWO.search(element.text) and any(r.dimension == "ratio" for r in element.ranges)
        if not last or before.ranges or not before.names or not element.names:
            continue
        ratio = _worked_out(before.names[0], element.names[0], product, terms)
        if ratio is not None:
            theirs = {m.start for m in _called(element.names[0], product, terms)}
            told = (replace(m, amounts=(*m.amounts, ratio)) if m.start in theirs else m for m in product.mentions)
            product = replace(product, mentions=tuple(told))
    return product
