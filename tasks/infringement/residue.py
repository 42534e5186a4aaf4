"""What a description says that no other element accounts for. People tell what a thing does ("사람이 너무 많이 타면 삐
소리로 알려요"), claims what is built to do it ("하중이 정격을 초과하면 경보를 출력하는 경보부"), and no words are shared.
Where an element is left and much was said that nothing else in the claim explains, that is what it is about: a logistic
regression (`training.unread`) tells how likely, from what is left and how the element is put."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from documents.claims import Element
from documents.quantities import compare, find
from tasks.infringement.criteria import WHAT_THEN, without_criterion
from tasks.infringement.figures import of_kind
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.lexemes import COMMON_VERBS, nouns
from tasks.infringement.measures import measured
from tasks.infringement.names import TREATED, spoken_of
from tasks.infringement.normal import norm
from tasks.infringement.openly import told_as_open
from tasks.infringement.paraphrases import VERBS
from tasks.infringement.particular import only_broader, unnamed
from tasks.infringement.phrases import kiwi
from tasks.infringement.spans import Mention, Product, clauses
from tasks.infringement.status import USED
from tasks.infringement.terms import MEANS, MEMBER, SAME, Terms
from tasks.infringement.verdicts import Verdict

WEIGHTS = Path(__file__).parent / "unread.json"
FEATURES = (
    "left", "left an open element", "left beside it", "left of what it does", "open", "share open", "missed", "denies",
    "withholds", "step", "category", "condition", "figures", "does something", "words shared", "letters shared", "way unsaid",
)
# what only says where a part is, is no function that a person would tell in other words
DOES = re.compile(r"(?:(?<!배치되)(?<!위치하)(?<!설치되)(?<!개재되)[가-힣]는|(?<!배치)(?<!설치)(?<!개재)된|하도록|시킨|갖는)\s")
# a description that leaves out or limits something may do so of this very thing
DENIES = re.compile(
    r"않|지\s?못|못\s?(?:했|해|합|쓰|하)|없|아니|아닌|아님|아닙|대신|말고|빼고|빠[졌진]|[가-힣]만\s|수동|고정|직접|"
    r"\bnot?\b|\bwithout\b|\binstead\b",
    re.I,
)
WITHHOLDS = re.compile(r"미정|비공개|비밀|기밀|모르|모릅|밝|고민|검토|협의|\?|할까|확정|미확인|확인\s?(?:중|해)")
ASKED = re.compile(r"(?:^|(?<=[.!?,])|\s)[^.!?,]{0,20}(?:침해|문제|저촉|특허|괜찮|걸릴|걸리)[^.!?,]{0,20}(?:까요?|나요|가요|죠|지요)?\s*\?")
FILLING = frozenset(
    "제품 시스템 장치 기기 방식 구조 것 거 때 데 수 중 쪽 등 회사 저희 우리 개발 사용 적용 포함 이용 채택 구성 기능 "
    "판매 출시 제작 생각 계획 예정 "
    "특허 문제 기획 준비 달리 들어가 갖추 방법 추출물 성분 원료 조성물 첨가 함유 배합".split()
)


def explained(verdicts: list[Verdict], product: Product, terms: Terms, margin: float) -> list[Verdict]:
    """Elements that found nothing are met where what is left over is probably about them; not sure, so open to a model."""
    out, (weights, least) = list(verdicts), _weights()
    for i, verdict in enumerate(verdicts):
        if not unread(verdict, product, terms, margin):
            continue
        others = [v for v in verdicts if v is not verdict]
        if _left_open(verdict.element, [v.element for v in others], product):
            out[i] = replace(verdict, by="code", basis="undecided", candidates=())
            continue
        if broader := only_broader(verdict.element, others, product, terms):
            out[i] = replace(verdict, span=broader.text, mention=broader, by="code", basis="class", candidates=())
            continue
        if unnamed(verdict.element, product, terms):
            continue
        if without_criterion(verdict.element, [v.element for v in verdicts], product, terms):
            continue
        features = features_of(i, verdicts, product, terms)
        if _probability(features, weights) >= least:
            left = left_over(product, [v for v in verdicts if v.match != UNKNOWN])
            span = _around(i, verdicts, left, product)
            alone = sum(v.match == UNKNOWN and v.element.kind != "category" for v in verdicts) == 1
            if told_as_open(verdict.element, span, left if alone else (), product):
                out[i] = replace(verdict, by="code", basis="undecided", candidates=())
                continue
            text = span.text if span else None
            out[i] = replace(verdict, span=text, match=MET, mention=span, by="open" if verdict.candidates else "code", basis="left over")
    return out


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    """(bias and a weight a feature, the least probability of an element that counts as met)."""
    saved = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return (saved["bias"], *(saved["weights"][name] for name in FEATURES)), saved["least"]


def _probability(features: Sequence[float], weights: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-weights[0] - sum(w * f for w, f in zip(weights[1:], features, strict=True))))


def unread(verdict: Verdict, product: Product, terms: Terms, margin: float) -> bool:
    """Whether an element found nothing at all, though no figure of it is missing or another and the table does not know it by
    names that the description would have said."""
    element = verdict.element
    if verdict.match != UNKNOWN or verdict.basis != "silence" or element.negative or not element.text:
        return False
    said = find(product.text) if element.ranges else []
    figures = all(
        any(compare(m.range, a, margin) == "inside" for a in of_kind(m, said, product.text)) for m in measured(element)
    )
    return figures and not any(_known(e, terms) and not spoken_of(e, product, terms) for e in (element, *element.contains))


def _known(element: Element, terms: Terms) -> bool:
    return any(terms.parents_of(k) for n in element.names for k in terms.lookup(n))


def features_of(index: int, verdicts: Sequence[Verdict], product: Product, terms: Terms) -> list[float]:
    """One number a name of `FEATURES`."""
    element, text = verdicts[index].element, product.text
    others = [v for i, v in enumerate(verdicts) if i != index]
    left = left_over(product, others)
    gaps = [v.match == UNKNOWN for v in verdicts]
    spans = [v.mention for v in verdicts]
    before = max((m.end for m in spans[:index] if m), default=0)
    after = min((m.start for m in spans[index + 1 :] if m and m.start >= before), default=len(text))
    own, stems = {stem for _, stem in content(element.text)}, {stem for _, stem in left}
    pairs, theirs = _pairs(element.text), set().union(*map(_pairs, stems))
    plain = ASKED.sub("", text)
    does = bool(DOES.search(element.text)) and not TREATED.search(element.text)
    return [
        math.log1p(len(left)),
        math.log1p(len(left) / sum(gaps)),
        math.log1p(sum(before <= at < after for at, _ in left)),
        math.log1p(len(left)) * does,
        float(sum(gaps)),
        sum(gaps) / len(gaps),
        float(sum(v.match == MISSED for v in verdicts)),
        float(bool(DENIES.search(plain))),
        float(bool(WITHHOLDS.search(plain))),
        float(element.kind == "step"),
        float(element.kind == "category"),
        float(element.kind == "condition"),
        float(bool(element.ranges)),
        float(does),
        len(own & stems) / max(len(own), 1),
        len(pairs & theirs) / max(len(pairs), 1),
        float(_means_unsaid(element, product, terms)),
    ]


def _pairs(text: str) -> set[str]:
    plain = re.sub(r"\s", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


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


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (t.start, t.form)
        for t in kiwi().tokenize(text)
        if t.tag.split("-")[0] in ("NNG", "NNP", "SL", "XR", "VV", "VA") and t.form not in FILLING and t.form not in COMMON_VERBS
    )


SHAPE = re.compile(r"(?:제형|타입|형태)(?:은|는|이|가|을|를|도)\s")


def _left_open(element: Element, others: Sequence[Element], product: Product) -> bool:
    """Whether all that a description says of an element is that it is open: "비율 조절부는 검토 중", "평탄화를 어떻게 할지는 미정"."""
    words = _own(element) - {w for o in others for w in _own(o)}
    for said in product.undecided if element.kind != "category" else ():
        if element.kind == "form" and SHAPE.search(said) or element.functional and WHAT_THEN.search(said):
            return True
        begin = product.text.find(said)
        here = {w for at, w in content(product.text) if begin <= at < begin + len(said)}
        if begin >= 0 and (words & here - {"이"}) - {w for at, w in content(product.text) if not begin <= at < begin + len(said)}:
            return True
    return False


def _around(index: int, verdicts: Sequence[Verdict], left: list[tuple[int, str]], product: Product) -> Mention | None:
    """The phrase that tells an element, in a clause that says most of what it alone says; that which holds most of what is left
    over there, the longest of equals."""
    theirs = {w for i, v in enumerate(verdicts) if i != index for w in _own(v.element)}
    words = _own(verdicts[index].element)
    words = words - theirs or words
    near, ranked = {}, []
    for a, b in clauses(product.text):
        stems = {w for at, w in content(product.text) if a <= at < b}
        near[a, b] = sum(w in stems or len(w) > 1 and w in product.text[a:b] for w in words)
    for m in product.mentions:
        held = sum(m.start <= at < m.end for at, _ in left)
        clause = next((c for c in near if c[0] <= m.start < c[1]), None)
        if held and clause:
            ranked.append((m.status == USED, near[clause], held, len(m.text), m))
    return max(ranked, key=lambda r: r[:4], default=(0, None))[-1]


def _own(element: Element) -> set[str]:
    """The words of an element, with those that people say for them."""
    words = {stem for _, stem in content(element.text)} | set(nouns(element.text))
    return words | {said for word in words for said in VERBS.get(word, "").split()}
