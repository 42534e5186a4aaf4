"""Denials that take away what an element says of itself: where it is put, what it goes by, what way it works."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from documents.claims import Element
from tasks.infringement.content import tells
from tasks.infringement.normal import norm
from tasks.infringement.phrases import kiwi
from tasks.infringement.spans import Product, clauses
from tasks.infringement.status import LEFT_OUT, REGARDLESS, SWAPPED, USED
from tasks.infringement.withheld import deed_of

# words that only say that something is done: 임계값 비교, 진공 흡착 방식
DOING = re.compile(r"(?:방식|방법|타입|형태|과정|공정|처리|비교|사용|적용|이용|판단|기능|여부|조건|입력|제어)$")


def denied_here(element: Element, others: Sequence[Element], product: Product) -> bool:
    """ "팬은 농도와 무관하게 수동으로 조절", "빔 선택은 임계값 비교 없이": where the description tells of the very deed, it
    denies something that the element does it by; or it denies a way of working, word for word ("진공 흡착 방식 아님")."""
    left_out = [m for m in product.mentions if m.status == LEFT_OUT]
    if element.negative or not left_out:
        return False
    words, deed = _nouns(element.text), deed_of(element)
    theirs = [_nouns(o.text if o.kind == "step" else " ".join((*o.names, o.head))) for o in others if o is not element]
    for m in left_out:
        denied = [w for w in _nouns(m.text) if not DOING.search(w)]
        if not denied or not set(denied) <= words:
            continue
        if (there := THERE.search(element.text)) and norm(there[1].split()[-1]) == norm(m.text):
            return True
        used = any(o.status == USED and norm(o.text) == norm(m.text) for o in product.mentions)
        # another element, to which this one only refers, is that one's loss
        if not REGARDLESS.match(product.text, m.end) and (used or any(set(denied) <= t for t in theirs)):
            continue
        if len(denied) > 1:
            return True
        if deed and deed not in denied and any(a <= m.start < b and tells(deed, product.text[a:b]) for a, b in clauses(product.text)):
            return True
    return False


TAKES = re.compile(r"(?:제거|분리|배출|탈기|탈포|없애|걷어|덜어|들어\s?내|빼)(?:하|되|시키|내|낸)?(?:는|고|여|어|며)?")
TURNS = re.compile(r"(?:으로|로)\s(?:변환|전환|변경|치환|대체|교체|환원|바꾸|바꿔)")
TAKEN = re.compile(
    r"(?:을|를|은|는)?\s?(?:\S+\s){0,2}?(?:제거|없애|없앤|(?:걷어|덜어|들어)\s?[내낸냈]|빼[고낸내]|뺀)(?!\S*지\s?(?:는\s)?않)"
)


def there_to_be_removed(element: Element, product: Product) -> Product:
    """What an element itself takes away, or turns into another thing, is not missing where the description does so:
    "거품을 걷어내고" of a step of removing foam."""
    takes, turns = TAKES.search(element.text), TURNS.search(element.text)
    if element.negative or not takes and not turns:
        return product
    own = (
        m.status == LEFT_OUT
        and (takes and TAKEN.match(product.text, m.end) or turns and SWAPPED.match(product.text, m.end))
        for m in product.mentions
    )
    kept = tuple(replace(m, status=USED) if there else m for m, there in zip(product.mentions, own, strict=True))
    return replace(product, mentions=kept)


THERE = re.compile(r"(\S+(?:\s\S+)?)(?:이|가)\s(?:부착|형성|구비|배치|마련|설치|결합|적층|코팅|삽입|내장)되")  # "부직포 지지체가 부착되며"


@lru_cache(maxsize=4096)
def _nouns(text: str) -> frozenset[str]:
    kinds = ("NNG", "NNP", "SL", "XR")
    return frozenset(t.form for t in kiwi().tokenize(text) if t.tag in kinds and (len(t.form) > 1 or t.tag == "SL"))


DIRECTLY = re.compile(r"(?:직접|바로)\s(?:배치|형성|접촉|접합|결합|적층|증착|도포|연결|부착)")
NOT_DIRECTLY = re.compile(r"(?:바로|직접)\s(?:\S+\s){0,2}?[가-힣]+지\s?(?:는\s)?않|직접\s?\S*(?:이|가)\s아니")
BETWEEN = re.compile(r"(?:사이|중간|다른\s?층|개재|바로|직접)")


def directly(element: Element, product: Product) -> str:
    """What becomes of "직접 배치되는": LEFT_OUT where the description denies it, or "asked" where it leaves it open."""
    if not DIRECTLY.search(element.text):
        return ""
    words = _nouns(element.text)
    for a, b in clauses(product.text):
        if NOT_DIRECTLY.search(product.text[a:b]) and words & _nouns(product.text[a:b]):
            return LEFT_OUT
    return "asked" if any(BETWEEN.search(product.text[a:b]) for a, b in product.questions) else ""


ONLY_FOR = re.compile(r"(?P<what>[가-힣A-Za-z]{2,})(?:에만|용으로만|\s용도로만)\s(?:쓰|쓴|씁|사용|이용|활용)")
BY_IT = re.compile(r"(?:에|을|를)\s(?:따라|기초하여|기초로|기반으로|의해|이용하여|바탕으로)\s|하면\s")


def only_for_another(element: Element, product: Product) -> str:
    """표시등 of "농도를 재지만 표시등에만 쓰고", for what another part is claimed to do by that."""
    by = BY_IT.search(element.text)
    if not by or not (deed := deed_of(element)):
        return ""
    source = _nouns(element.text[: by.start()])
    parts = clauses(product.text)
    for i, (a, b) in enumerate(parts):
        if not (said := ONLY_FOR.search(product.text[a:b])) or said["what"] in element.text:
            continue
        subject = product.text[parts[i - 1][0] if i else a : a + said.start()]
        automatic = rf"(?:{'|'.join(map(re.escape, source))})\S*\s(?:따라|기준으로|맞춰)"
        if source & _nouns(subject) and not tells(deed, subject) and not re.search(automatic, product.text):
            return said["what"]
    return ""
