"""What a description says that no other element accounts for. People tell what a thing does ("사람이 너무 많이 타면 삐
소리로 알려요"), claims what is built to do it ("하중이 정격을 초과하면 경보를 출력하는 경보부"), and no words are shared.
Where such elements are left and much was said that nothing else in the claim explains, that is what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.claims import Element
from tasks.infringement.content import COMMON_VERBS, nouns
from tasks.infringement.law import MET, UNKNOWN
from tasks.infringement.names import TREATED, spoken_of
from tasks.infringement.normal import norm
from tasks.infringement.paraphrases import VERBS
from tasks.infringement.phrases import kiwi
from tasks.infringement.spans import Mention, Product
from tasks.infringement.terms import MEANS, MEMBER, SAME, Terms
from tasks.infringement.verdicts import Verdict

# Content words left over. Held-out batches of invented cases: of 12 elements with as many, 10 corresponded; of 6 with
# two, none. A sentence embedder and shared pairs of characters told the two apart less well (AUC 0.75, 0.68; words left 0.85).
ENOUGH = 3
# Where several are left, a description that tells them all has as many words for each; of 64 that told nothing of two or
# more elements, one had four words for each and none had five, and all of the four that had were about them.
ENOUGH_OF_EACH = 5
# what only says where a part is, is no function that a person would tell in other words
DOES = re.compile(r"(?:(?<!배치되)(?<!위치하)(?<!설치되)(?<!개재되)[가-힣]는|(?<!배치)(?<!설치)(?<!개재)된|하도록|시킨|갖는)\s")
# a description that leaves out, limits or withholds something may do so of this very thing
HEDGED = re.compile(
    r"않|지\s?못|못\s?(?:했|해|합|쓰|하)|없|아니|아닌|아님|아닙|대신|말고|빼고|빠[졌진]|[가-힣]만\s|수동|고정|직접|미정|비공개|비밀|기밀|모르|모릅|밝|고민|검토|협의|"
    r"\?|할까|\bnot?\b|\bwithout\b|\binstead\b",
    re.I,
)
ASKED = re.compile(r"(?:^|(?<=[.!?,])|\s)[^.!?,]{0,20}(?:침해|문제|저촉|특허|괜찮|걸릴|걸리)[^.!?,]{0,20}(?:까요?|나요|가요|죠|지요)?\s*\?")
MADE_BY = re.compile(r"(?:제조|생산|추출|합성)\s?방법$")
FILLING = frozenset(
    "제품 시스템 장치 기기 방식 구조 것 거 때 데 수 중 쪽 등 회사 저희 우리 개발 사용 적용 포함 이용 채택 구성 기능 "
    "판매 출시 제작 생각 계획 예정 "
    "특허 문제 기획 준비 달리 들어가 갖추 방법".split()
)


def explained(verdicts: list[Verdict], product: Product, terms: Terms) -> list[Verdict]:
    """Elements that say what they do and found nothing are met by what is left over; not sure, so open to a model."""
    open_ones = [i for i, v in enumerate(verdicts) if v.match == UNKNOWN]
    several = len(open_ones) > 1
    if not 0 < len(open_ones) < len(verdicts) or HEDGED.search(ASKED.sub("", product.text)):
        return verdicts
    parts = [verdicts[i] for i in open_ones if verdicts[i].element.kind != "category" or not several]
    if not all(_may_be_told(v, verdicts[-1], product, terms, several) for v in parts):
        return verdicts
    left = left_over(product, [v for i, v in enumerate(verdicts) if i not in open_ones])
    if len(left) < (ENOUGH_OF_EACH * len(open_ones) if several else ENOUGH):
        return verdicts
    span = _around(left, product)
    return [
        replace(v, match=MET, span=span.text if span else None, mention=span, by="open" if v.candidates else "code", basis="content")
        if i in open_ones
        else v
        for i, v in enumerate(verdicts)
    ]


def _may_be_told(verdict: Verdict, category: Verdict, product: Product, terms: Terms, several: bool) -> bool:
    """Whether an element says what it does, so that people may tell it in words of their own."""
    element = verdict.element
    if verdict.basis != "silence" or element.ranges or element.negative or not DOES.search(element.text) or TREATED.search(element.text):
        return False
    if element.kind == "step" and MADE_BY.search(category.element.text) and not several:
        return False  # who makes a thing tells how in the words of the trade: 감마선 조사 is no freezing and thawing
    known = any(terms.parents_of(k) for n in element.names for k in terms.lookup(n))
    return not _means_unsaid(element, product, terms) and not (known and not spoken_of(element, product, terms))


def _means_unsaid(element: Element, product: Product, terms: Terms) -> bool:
    """Whether the element works by a way of its own ("모델 예측 제어를 이용하여") that the description does not name."""
    ways = [
        h
        for h in terms.hits(element.text)
        if h.text not in element.names and any(MEANS.search(a) for k in h.canonicals for a in terms.ancestors(k))
    ]
    return any(all(terms.relation(h.text, m.text) not in (SAME, MEMBER) for m in product.mentions) for h in ways)


def left_over(product: Product, others: Sequence[Verdict]) -> list[tuple[int, str]]:
    """(start, stem) of the content words that are in no span of the other elements and in no word of theirs."""
    taken = [(v.mention.start, v.mention.end) for v in others if v.mention and v.match != UNKNOWN]
    words: set[str] = set()
    for verdict in others:
        for word in {*nouns(verdict.element.text), *(t for _, t in content(verdict.element.text))}:
            words |= {word, *VERBS.get(word, "").split()}
    known = [w for w in words if len(w) > 1]
    whole = norm(" ".join(v.element.text for v in others))  # 기준신호 of a 기준 신호 수신 전력
    return [
        (start, stem)
        for start, stem in content(product.text)
        if stem not in words
        and not any(a <= start < b for a, b in taken)
        and not (len(stem) > 1 and (norm(stem) in whole or any(stem in w or w in stem for w in known)))
    ]


def content(text: str) -> list[tuple[int, str]]:
    return [
        (t.start, t.form)
        for t in kiwi().tokenize(text)
        if t.tag.split("-")[0] in ("NNG", "NNP", "SL", "XR", "VV", "VA") and t.form not in FILLING and t.form not in COMMON_VERBS
    ]


def _around(left: list[tuple[int, str]], product: Product) -> Mention | None:
    """The phrase of the text that holds most of it; the longest of equals."""
    held = [(sum(m.start <= at < m.end for at, _ in left), len(m.text), m) for m in product.mentions]
    return max((h for h in held if h[0]), key=lambda h: h[:2], default=(0, 0, None))[2]
