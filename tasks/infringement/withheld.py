"""What a description says of an element only by leaving it open: "원료를 섞는 방식은 설계 중", "발효(기간은 미정)"."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Element
from documents.quantities import SHARES, Range
from tasks.infringement.content import cover, nouns, stems, tells
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.normal import norm
from tasks.infringement.paraphrases import VERBS
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import KIND_OF
from tasks.infringement.terms import SAME, Terms
from tasks.infringement.verdicts import Verdict

AMOUNT = SHARES | {"parts", "mass", "volume", "concentration", "molarity", "ratio"}


def held_open(verdict: Verdict, product: Product, terms: Terms) -> Verdict:
    """The verdict, or an unknown where it rests on what is said to be open."""
    if verdict.element.negative or verdict.match == UNKNOWN and verdict.basis != "silence":
        return verdict
    if verdict.match == UNKNOWN:
        return _undecided(verdict) if _kind_open(verdict, product, terms) or _way_open(verdict, product, terms) else verdict
    figure = verdict.figure
    if figure and figure.outcome == "outside":
        return _undecided(verdict) if _amount_open(verdict, figure.claimed, product, terms) else verdict
    if verdict.basis in ("literal", "term", "spelling", "content") and verdict.match == MET:
        open_amount = any(_amount_open(verdict, r, product, terms) for r in verdict.element.ranges)
        element = verdict.element
        if open_amount or _kind_open(verdict, product, terms) or _told_as_question(element, product):
            return _undecided(verdict)
    if verdict.basis in ("content", "absence", "other") and _way_open(verdict, product, terms):
        return _undecided(verdict)
    return verdict


def _undecided(verdict: Verdict) -> Verdict:
    return replace(verdict, span=None, mention=None, match=UNKNOWN, by="code", basis="undecided", candidates=(), figure=None)


def _amount_open(verdict: Verdict, claimed: Range, product: Product, terms: Terms) -> bool:
    """Whether the amount that is claimed is open of what the element speaks of, and no such amount is said of it."""
    for m in product.mentions:
        if not m.asked or m.asked == "kind" or not _measures(m.asked, claimed) or any(claimed.comparable(a) for a in m.amounts):
            continue
        if _spoken_of(verdict.element, m.text, terms):
            return True
    return False


def _measures(group: str, claimed: Range) -> bool:
    if group == "share":
        return claimed.dimension in AMOUNT
    known = ("time", "temperature", "length")
    return claimed.dimension == group or group == "other" and claimed.dimension not in AMOUNT and claimed.dimension not in known


def _spoken_of(element: Element, text: str, terms: Terms) -> bool:
    """Whether words are an element's own name, or what a step does."""
    if element.kind == "step":
        return deed_of(element) in text.split()
    return any(norm(n) == norm(text) or terms.relation(n, text) == SAME for n in (*element.names, element.head) if n)


def _kind_open(verdict: Verdict, product: Product, terms: Terms) -> bool:
    """ "소터의 형식은 미기재": which kind of a thing is open, and the element asks for more than the thing."""
    asked = [m for m in product.mentions if m.asked == "kind" and _of_it(verdict, m, terms)]
    return bool(asked) and cover(verdict.element, product, terms, set()).share < 1.0


def _of_it(verdict: Verdict, asked: Mention, terms: Terms) -> bool:
    """Whether what is asked of is what the element was found to be, or, where nothing was, what it names."""
    found = verdict.mention
    if found is not None and verdict.match == MET and verdict.basis != "content":
        return norm(found.text).endswith(norm(asked.text)) or norm(asked.text).endswith(norm(found.text))
    return _spoken_of(verdict.element, asked.text, terms)


DOES = re.compile(r"([가-힣]{2,6}?)(?:된|되는|하는|한|되고|하고|되며|하며|되어)(?=[\s,]|$)")


def _modifier_open(element: Element, product: Product) -> bool:
    """ "표면을 뭘로 처리한 건지는 확인 중" of "표면처리된 안료": what is done to a thing, or what it does, is told only as a question."""
    if element.kind != "component" or not product.questions:
        return False
    asked, rest = [product.text[a:b] for a, b in product.questions], told(product).text
    for deed in DOES.findall(element.text):
        words = nouns(deed) or ((deed,) if len(deed) > 1 else ())
        if len(deed) == len("표면처리") and " ".join(words) == deed:
            words = (deed[:2], deed[2:])
        if words and any(all(w in a for w in words) for a in asked) and not all(w in rest for w in words):
            return True
    return False


REACTION = re.compile(
    r"(?P<what>[가-힣A-Za-z]{2,})(?:을|를|은|는)\s(?:\S+\s){0,2}?(?:어떻게|어떤\s식으로|얼마나|무슨\s조치)\s?(?:\S+\s)?"
    r"(?:바꿀|바꾸|조절|조정|제어|변경|반영|처리|대응|움직일|동작|작동|늘릴|줄일|돌릴|다룰|활용)"
)
CHANGES = re.compile(r"증가|증대|감소|저감|조절|제어|변경|조정|보정|보상|전환|정지|중단|단축|연장|가속|감속")


def _told_as_question(element: Element, product: Product) -> bool:
    return _modifier_open(element, product) or _feature_open(element, product) or _reaction_open(element, product)


def _reaction_open(element: Element, product: Product) -> bool:
    """ "이 값으로 관수를 어떻게 바꿀지는 설계 중" of what increases the 관수량: the deed is told nowhere."""
    deed = deed_of(element) if product.questions else ""
    if not CHANGES.fullmatch(deed):
        return False
    asked = (m for a, b in product.questions for m in REACTION.finditer(product.text[a:b]))
    return any(m["what"] in element.text and not tells(deed, told(product).text) for m in asked)


# "구멍을 뚫을지", "홈을 팔지", "코팅을 할지": what a thing may yet have or be made into
MAY_HAVE = re.compile(
    r"(?P<what>[가-힣A-Za-z]{2,})(?:을|를|이|가|은|는|도)?\s(?:\S+\s)?"
    r"(?P<made>뚫|팔|새길|깎|입힐|칠할|접|꺾)?(?:을|낼|넣을|달|붙일|만들|둘|놓을|있을|들어갈|할|형성할|적용할|설치할|가공할)?지(?![가-힣]*\s?않)"
)


def _feature_open(element: Element, product: Product) -> bool:
    """ "접히는 부분에 구멍을 뚫을지는 미정" of a plate in which openings are made: what a thing has or is made into, told by
    whatever word only as a question."""
    if element.kind != "component" or not product.questions:
        return False
    asked = [m for a, b in product.questions for m in MAY_HAVE.finditer(product.text[a:b])]
    asked = [(m["what"], m["made"] or "", stems(m[0])) for m in asked if m["what"] not in PLAIN]
    names, rest = norm(" ".join((*element.names, element.head))), told(product).text if asked else ""
    for word in nouns(element.text) if asked else ():
        said = (word, *VERBS.get(word, "").split())
        if norm(word) in names or word in PLAIN or not any(_is_asked(said, *one) for one in asked):
            continue
        if not any(s in stems(rest) or len(s) > 1 and s in rest for s in said):
            return True
    return False


def _is_asked(said: tuple[str, ...], what: str, made: str, verbs: frozenset[str]) -> bool:
    return what in said or bool(made) and any(s in verbs for s in said)


PLAIN = frozenset(
    "부분 영역 상태 기능 방식 제품 종류 성분 재질 소재 형태 모양 구조 크기 사용 적용 이용 제어 동작 처리 선택 결정 설정 확인".split()
)


def deed_of(element: Element) -> str:
    """What a step or a working part does, as a noun: 혼합 of "원료를 회전 교반하여 혼합하는 혼합부"."""
    text = element.text.rstrip()
    if element.kind == "step":
        text = re.sub(r"\s*(?:단계|공정)$", "", text)
    elif re.search(r"(?:하는|시키는|되는|는)\s+(?:\S+\s)?\S+$", text):
        text = re.sub(r"(?<=는)\s+(?:\S+\s)?\S+$", "", text)
    else:
        return ""
    if said := re.search(r"([가-힣]{2,})(?:하|시키|되)(?:는|며|고|여)$", text):
        return said[1]
    found = nouns(text)
    return found[-1] if found and re.search(rf"{re.escape(found[-1])}\S*\s*$", text) else ""


def _way_open(verdict: Verdict, product: Product, terms: Terms) -> bool:
    """Whether the description tells of what an element does only to say that how, or of what, is open."""
    if not product.questions or not (deed := deed_of(verdict.element)):
        return False
    asked = [product.text[a:b] for a, b in product.questions]
    if not any(_asks(deed, a) for a in asked):
        return False
    return verdict.match == MISSED or cover(verdict.element, told(product), terms, set()).share < 1.0


def _asks(deed: str, text: str) -> bool:
    """Whether a question is about a deed: "섞는 방식은", "뭘 보낼지는", "빔 선택 기준은"."""
    done = "하|한|할|합|해|했|되|된|됨|돼|시키|시킨"
    said = re.search(rf"{re.escape(deed)}\s?(?:{done}|의?\s?(?:{KIND_OF}|주기|조건|여부|시점|대상)|\s?(?:시|때)(?:의|에)?\s|\()", text)
    verbs = stems(text)
    return bool(said) or any(v in verbs or len(v) > 1 and v in text for v in VERBS.get(deed, "").split())


def told(product: Product) -> Product:
    """The description without its open questions."""
    text = product.text
    for a, b in product.questions:
        text = text[:a] + " " * (b - a) + text[b:]
    kept = tuple(m for m in product.mentions if not any(a <= m.start < b for a, b in product.questions))
    return replace(product, text=text, mentions=kept)
