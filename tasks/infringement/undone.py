"""Deeds that a description says are not done, by a noun that they stand before: "걸레를 올리는 기구는 안 넣었고", "가열 프레스로
누르는 과정은 없습니다", "떼어낼 필름도 없어요"."""

from __future__ import annotations

import re

from documents.claims import Element
from tasks.infringement.content import tells
from tasks.infringement.lexemes import nouns
from tasks.infringement.normal import norm
from tasks.infringement.paraphrases import VERBS
from tasks.infringement.plain import plain
from tasks.infringement.spans import Mention, Product, clauses
from tasks.infringement.status import DOING, INCLUDING, LEFT_OUT, status_of
from tasks.infringement.terms import SAME, Terms
from tasks.infringement.withheld import deed_of

HEADS = (
    r"(?:기구|장치|기능|유닛|모듈|수단|로직|과정|단계|공정|구성|구조|작업|절차|설비|회로|부품|메커니즘|알고리즘|시스템|기기|기계|센서|모터|펌프|밸브|동작|처리|"
    r"일|부분)"
)
NAMED = re.compile(
    rf"(?P<what>(?:[^\s.,]+\s){{0,5}}?[가-힣]*(?P<verb>[{DOING}])\s(?:\S+\s)?)(?P<head>{HEADS})(?=(?:은|는|이|가|도|을|를|이나|나|과|와)?,?\s)"
)
TO_BE = re.compile(r"(?P<what>(?:[^\s.,]+\s){0,4}?[가-힣]*[낼뗄벗을할길칠갈릴일킬될])\s(?P<head>[가-힣A-Za-z]{2,})(?=(?:은|는|이|가|도)\s)")
APART = re.compile(rf"(?:{HEADS}(?:이나|나|과|와|도|및)?,?|[가-힣](?:고|며|서|데|지만|으나),?|(?:은|는|에는|서는))\s")
DEED = re.compile(r"([가-힣]{2,6}?)(?:하는|되는|시키는|하고|하여|하며|되고|되어|되며|시키고|시켜|시키며|한|된)(?=[\s,]|$)")
CRITERION = re.compile(r"[가-힣]면\s|[가-힣](?:에\s따라|에\s기초하여|을\s기초로|를\s기초로|을\s기반으로|를\s기반으로)\s")
OBJECT = re.compile(r"([가-힣A-Za-z\d]{1,}?)(?:을|를|이|가)\s")


def denied_deeds(product: Product) -> list[tuple[str, int, int]]:
    """What the product is said not to do, in its words, with where they stand."""
    out, parts = [], clauses(product.text)
    for pattern in (NAMED, TO_BE):
        for m in pattern.finditer(product.text):
            clause = next((c for c in parts if c[0] <= m.start("head") < c[1]), None)
            if clause is None or status_of(product.text, m.start("head"), m.end("head"), clause)[0] != LEFT_OUT:
                continue
            begin = max((a.end() for a in APART.finditer(product.text, max(clause[0], m.start()), m.start("head"))), default=None)
            begin = max(clause[0], m.start()) if begin is None or begin >= m.start("head") else begin
            end = m.end("head") if pattern is TO_BE else m.start("head")
            if product.text[begin:end].strip():
                out.append((product.text[begin:end], begin, end))
    return out


def undone(element: Element, product: Product) -> bool:
    """Whether the product is said not to do what the element is or has done."""
    if element.negative or element.kind not in ("step", "component"):
        return False
    text = CRITERION.split(element.text)[-1]
    deeds = [d for d in dict.fromkeys(DEED.findall(text)) if d not in COMMON]
    for said, begin, end in denied_deeds(product) if deeds else ():
        rest = product.text[:begin] + " " * (end - begin) + product.text[end:]
        for deed in deeds:
            if (_told(deed, said)) and _of_the_same(said, element) and not _told(deed, rest):
                return True
    return False


def refused_of_it(element: Element, product: Product) -> bool:
    """ "줄기를 잡지 않고" of what is to grip the 줄기, whatever it is called."""
    deed = deed_of(element) if element.kind == "component" and not element.negative else ""
    said = re.search(r"([가-힣A-Za-z]{2,})(?:을|를)\s(?:\S+\s)?$", element.text[: element.text.rfind(deed)]) if deed else None
    if not said:
        return False
    ways = "|".join(map(re.escape, (deed, *VERBS.get(deed, "").split())))
    denied = rf"{said[1]}(?:을|를|은|는|도)\s(?:\S+\s)?(?:안\s(?:{ways})|(?:{ways})[가-힣]{{0,2}}지\s?(?:는|도)?\s?(?:않|못))"
    return bool(re.search(denied, product.text))


ABSENT = re.compile(
    r"(?:은|는|을|를|이|가|도)?\s?(?:(?:전혀|아예|따로|별도로|일절)\s)?(?:없|(?:안|못)\s?(?:쓰|써|씁|썼|쓴|넣)|쓰지|사용하지|넣지|빼|뺐|뺀|생략|제외|불필요|필요\s?없)"
)
WORKED_ON = re.compile(r"(?:을|를|\s?(?:상|위)에|에)\s")


def works_on_nothing(element: Element, product: Product, terms: Terms) -> bool:
    """Whether a step works on, or with the help of, what the product is said not to have: the film of "이형 필름 상에 도포하는"."""
    if element.kind != "step" or element.negative:
        return False
    for hit in terms.hits(element.text):
        if not WORKED_ON.match(element.text, hit.end):
            continue
        said = [m for m in product.mentions if norm(m.text) == norm(hit.text) or terms.relation(hit.text, m.text) == SAME]
        if said and all(m.status == LEFT_OUT for m in said) and any(_absent(m, product) for m in said):
            return True
    return False


def _absent(mention: Mention, product: Product) -> bool:
    clause = next(c for c in clauses(product.text) if c[0] <= mention.start < c[1])
    return bool(ABSENT.match(plain(INCLUDING.sub(" ", product.text[mention.end : clause[1]]))))


COMMON = frozenset(
    "포함 구비 형성 배치 설치 수행 결합 연결 구성 제조 이용 사용 적용 제공 위치 수용 대응 관통 개재 획득 생성 준비 선택 판단 결정".split()
)


def _told(deed: str, text: str) -> bool:
    return tells(deed, text) or len(deed) == 3 and tells(deed[1:], text)


def _of_the_same(said: str, element: Element) -> bool:
    """Whether what is not done would be done to something that the element speaks of, or to nothing that is named."""
    objects = OBJECT.findall(said)
    words = {n for o in objects for n in (nouns(o) or (o,))}
    ours = element.text
    return not words or any(w in ours for w in words)
