"""What kind of thing a description says that its product is, is not, or may yet become."""

from __future__ import annotations

import re

from documents.claims import Element
from tasks.infringement.normal import norm
from tasks.infringement.opposites import not_for_it, opposite_said
from tasks.infringement.paraphrases import VERBS
from tasks.infringement.phrases import GENERIC
from tasks.infringement.scales import excluded, with_type
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import LEFT_OUT, UNDECIDED, USED
from tasks.infringement.terms import CLASS, MEMBER, SAME, Terms


def kind_of(mention: Mention, name: str, terms: Terms) -> str | None:
    """How the phrase's last known word stands to the category: "미백 크림" is a 크림."""
    tail = [h for h in mention.terms if h.end == mention.end]
    if not tail and GENERIC.match(mention.text.split()[-1]):                # 크림 제품
        tail = list(mention.terms[-1:])
    found = terms.relation(name, mention.text)
    for hit in tail:
        found = found if found in (SAME, MEMBER) else terms.relation(name, hit.text) or found
    if not tail and found is None and (kind := _run_together(mention.text.split()[-1], terms)):
        found = terms.relation(name, kind)
    return found


def _run_together(word: str, terms: Terms) -> str:
    """크림 of 진정크림: the longest end of a word that is known as a kind of product."""
    ends = (word[i:] for i in range(2, len(word) - 1) if re.fullmatch("[가-힣]+", word[i - 1 :]))
    return next((e for e in ends if any(terms.category(k) for k in terms.canonical.get(norm(e), ()))), "")


def denied(element: Element, name: str, product: Product, terms: Terms) -> bool:
    """ "바르는 화장품은 아니고요": the very kind that is claimed, or a wider one, is denied, and nothing said to be of it; or
    what the kind is called besides: "전고체는 아닙니다" of an 전고체 전지."""
    out = [m for m in product.mentions if m.status == LEFT_OUT and IS_NOT.match(product.text, m.end)]
    if opposite_said(element.text, product.text) or not_for_it(element.text, product):
        return True
    if any(norm(m.text) in _besides(element) and not _said(m.text, product) for m in out):
        return True
    if any(_of_type(word, m.text) and not _said(word, product) for m in out for word in element.text.split()[:-1]):
        return True
    kinds = [(m, kind_of(m, name, terms)) for m in product.mentions if m.status != LEFT_OUT]
    return any(kind_of(m, name, terms) in (SAME, CLASS) for m in out) and not any(kind in (SAME, MEMBER) for _, kind in kinds)


def _of_type(word: str, text: str) -> bool:
    """스프레이 방식 of 분무형: a type by the same word, or by another that people say for it."""
    ours, theirs = TYPE.fullmatch(word), TYPE.fullmatch(text)
    if not ours or not theirs:
        return False
    return norm(ours[1]) == norm(theirs[1]) or theirs[1] in VERBS.get(ours[1], "").split()


TYPE = re.compile(r"(\S{2,}?)\s?(?:형|식|방식|타입|형태|유형)")
IS_NOT = re.compile(r"\s*(?:이|가|은|는)?\s*(?:아니|아닌|아님|아닙|말고)")


def _besides(element: Element) -> set[str]:
    """The words of the claimed name before the last that say of what type, or for what, it is."""
    return {norm(w) for w in re.sub(r"\s*(?:조성물|(?:의\s)?\S*\s?방법)$", "", element.text).split()[:-1] if len(w) > 1}


def _said(word: str, product: Product) -> bool:
    said = (m for m in product.mentions if m.status == USED and not product.text[m.start - 1 : m.start].strip())
    return any(norm(word) in map(norm, m.text.split()) for m in said)


def of_another_type(element: Element, name: str, product: Product, terms: Terms) -> Mention | None:
    """A 비산화형 염모제 for a 산화형 염모제, "1액형입니다" of a 2액형 접착제."""
    ours = [w for w in element.text.split()[:-1] if not _said(w, product)]
    for m in product.mentions if ours else ():
        *before, last = with_type(m.text, product.text[: m.start]).split()
        if m.status != USED or not m.whole:
            continue
        if before and (norm(last) == norm(name.split()[-1]) or kind_of(m, name, terms) in (SAME, MEMBER, CLASS)):
            theirs = before
        else:
            theirs = [] if before or not IS.match(product.text, m.end) else [last]
        if excluded(ours, theirs):
            return m
    return None


IS = re.compile(r"(?:이|입|인데|이고|이며|예요|에요|으로|로\s|\s?(?:타입|제품|방식)|[.,)]|$)")
MAY_BE = re.compile(
    r"(?:으로|로)\s(?:(?!\S*(?:을|를|은|는|이|가)\s)\S+\s)?[가-힣]+(?:지|까)(?![가-힣]*\s?않)|(?:이|가)\s(?:될|되는|맞는|맞을)지|(?:인|일)[지까]|"
    r"에\s?(?:쓸|쓰일|쓰는|사용할|적용할|적용되는|들어갈|달|장착할|넣을)[지까]"
)


def left_open(element: Element, name: str, product: Product, terms: Terms) -> bool:
    """ "크림이 될지 캡슐이 될지 미정": the claimed kind is one of several that it may be, and no other of them is of it."""
    asked = [m for m in product.mentions if m.status == UNDECIDED and m.whole and MAY_BE.match(product.text, m.end)]
    if any(norm(m.text) in _besides(element) and not _said(m.text, product) for m in asked):
        return True
    ours = element.text.split()[:-1]
    kinds = [_is_one(m, element, name, terms) and not excluded(ours, m.text.split()[:-1]) for m in asked]
    if not any(kinds) or len(kinds) > 1 and all(kinds):
        return False
    return not any(m.status == USED and _is_one(m, element, name, terms) for m in product.mentions)


def _is_one(mention: Mention, element: Element, name: str, terms: Terms) -> bool:
    if norm(mention.text).endswith(norm(element.names[0].removesuffix(" 조성물"))):
        return True
    return name not in ("장치", "시스템", "기기", "설비") and kind_of(mention, name, terms) in (SAME, MEMBER, CLASS)
