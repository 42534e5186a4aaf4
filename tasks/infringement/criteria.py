"""What an element does by a criterion ("습도가 기준값 미만이면 밸브를 여는", "농도에 따라 회전수를 정하는"), of which a description
may tell a part only: that the two are compared, but not what follows; or what is done, but not on what it depends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.claims import Element
from tasks.infringement.content import cover, tells
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.lexemes import nouns
from tasks.infringement.normal import norm
from tasks.infringement.phrases import kiwi
from tasks.infringement.spans import Product, clauses
from tasks.infringement.status import REGARDLESS
from tasks.infringement.terms import CLASS, MEMBER, SAME, Terms
from tasks.infringement.verdicts import Verdict

# where the criterion ends and the deed begins: a bound that is passed, something that happens, or what is gone by
CRITERION = re.compile(
    r"(?:(?P<bound>(?:이상|이하|초과|미만)(?:이|일|인|하|할|되|될|가\s되)?\s?(?:면|때|경우)(?:에|에만|에는)?|[크작높낮많적]으?면|"
    r"(?:큰|작은|높은|낮은|많은|적은)\s(?:경우|때)(?:에|에만|에는)?)|"
    r"(?:[가-힣]면|(?:하는|되는|한|된|할|될|인|일)\s(?:경우|때)(?:에|에만|에는)?)|"
    r"(?P<basis>에|을|를)\s(?:따라|기초하여|기초로|기반하여|기반으로|근거하여|근거로|기준으로|응답하여|대응하여|대응해|비례하여|반비례하여|연동하여))\s"
)
BOUND = re.compile(r"임계|한계|기준|목표|설정|허용|정격|소정|한도|이상|이하|초과|미만")
# what a description says that one thing depends on another with
DEPENDS = re.compile(
    r"[가-힣]면(?=[\s,])|때(?:마다|만|에|는|\s|,)|경우|\s시(?:에|에는|엔)?(?=[\s,])|따라|따른|맞춰|맞추|맞게|맞는|대로|만큼|별로|마다|기준|기반|기초|근거|토대|바탕|의해|"
    r"의하여|고려|감안|반영|비례|연동|반응|응답|대응|자동|알아서|상응|달라|다르게|여부|수록|[가-힣](?:자|는)\s?(?:즉시|순간|마자)|(?:이상|이하|초과|미만)에서|"
    r"(?:값|신호|결과|정보|데이터|정도|수치|상태|농도|온도|습도|레벨)(?:로|으로)(?:만)?\s|(?:을|를)\s보(?:고|면서|며|아|아서)\s|"
    r"\b(?:if|when|whenever|depending|according|based|once|upon|proportion\w*|accordingly|adapt\w*|automatic\w*)\b",
    re.I,
)
# what is measured of things: who goes by one of these does not say that he goes by another
QUANTITIES = {
    name: re.compile(words)
    for name, words in {
        "time": r"시각|시간대|시간표|요일|날짜|계절|일정|스케줄|타이머|예약|(?<!\d)\d{1,2}시(?!간)|정해진\s시간",
        "temperature": r"온도|수온|기온|체온|발열|열기",
        "moisture": r"습도|수분|강수",
        "weight": r"무게|하중|중량|체중",
        "speed": r"속도|속력|회전수|가속도",
        "distance": r"거리|높이|수위",
        "light": r"조도|밝기|광량|일사",
        "pressure": r"압력|기압|수압",
        "concentration": r"농도|오염도|탁도|먼지|공기\s?질",
        "person": r"나이|연령|성별|직업",
        "place": r"위치|장소|지역|동네|좌표",
        "sound": r"소음|음량|소리",
        "charge": r"전압|전류|잔량|충전량",
        "pulse": r"심박|맥박|혈압|호흡",
        "picture": r"해상도|화질",
    }.items()
}
GOES_BY = re.compile(
    r"(?P<by>(?:\S+\s)?\S+?)(?:에\s?(?:따라|따른|맞춰|맞게|기초|기반|의해)|별로|(?:을|를)\s기준으로|"
    r"(?<![없같많])(?:이|가)\s(?:\S+\s)?\S*[가-힣]면(?=\s))"
)
WHAT_THEN = re.compile(r"(?:이후|그\s?(?:뒤|후|다음)|나중)\S*\s(?:\S+\s)?(?:동작|작동|조치|처리|제어|과정|공정|기능)")
DOES = re.compile(r"[가-힣]는\s(?:\S+\s)?\S+$")
ASKED = re.compile(r"[^.!?]*(?:까요|나요|가요|은지|는지)\s*\?")
THEN = ("어", "아", "어서", "아서", "여", "여서")  # "습도를 재서 분무량을 조절": not the 어 of 들어 있는


def wholly_told(
    verdicts: Sequence[Verdict], elements: Sequence[Element], product: Product, terms: Terms
) -> list[Verdict]:
    """The verdicts, with an unknown where a description tells the criterion without the deed, or the deed without a criterion,
    and a missed one where the criterion is said not to matter.
    `elements`: those of the claim."""
    out = list(verdicts)
    for i, verdict in enumerate(verdicts):
        if verdict.match == MISSED or verdict.basis in ("left over", "kind", "absence") or not (cut := _cut(verdict.element)):
            continue
        if _regardless(verdict.element, cut, product):
            out[i] = replace(verdict, span=None, mention=None, match=MISSED, by="code", basis="absence", candidates=())
        if out[i].match != MET:
            continue
        then = verdict.by == "open" and any(WHAT_THEN.search(said) for said in product.undecided)
        lacks = then or without_criterion(verdict.element, elements, product, terms)
        if lacks or not _deed_told(verdict.element, cut, elements, product, terms):
            out[i] = replace(verdict, match=UNKNOWN, by="code", basis="half", candidates=())
    return out


def _regardless(element: Element, cut: re.Match, product: Product) -> bool:
    """ "스위칭부는 조도와 상관없이 전등을 켜는": the deed, whatever the criterion."""
    criterion, deed = element.text[: cut.start()], nouns(element.text[cut.end() :])
    for a, b in clauses(product.text):
        said = product.text[a:b]
        for word in re.finditer(r"[가-힣A-Za-z]{2,}?(?=(?:와|과|에|랑)(?:는|도)?\s?(?:무관|관계|상관|구애))", said):
            if word[0] in criterion and REGARDLESS.match(said, word.end()) and any(n in said for n in deed):
                return True
    return False


def without_criterion(element: Element, elements: Sequence[Element], product: Product, terms: Terms) -> bool:
    """Whether an element does something by a criterion, and nothing in the description depends on anything, or follows from
    what that criterion speaks of. `elements`: those of the claim."""
    if not (cut := _cut(element)):
        return False
    criterion, text = element.text[: cut.start()], ASKED.sub("", product.text)
    if DEPENDS.search(text):
        return _by_another(criterion, text)
    spoken_of = criterion.split()[-1:] if cut["basis"] else nouns(criterion)
    others = norm(" ".join(e.text for e in elements if e is not element))
    if cut["basis"] and not any(norm(n) in others for n in nouns(criterion)):
        return False  # what no other element gives
    bound = cut["bound"] or not cut["basis"] and BOUND.search(criterion)
    if not bound and (not cut["basis"] or element.kind == "step") and _told(criterion, spoken_of, product.text, product, terms):
        return False  # in the order of steps, what comes after goes by what came before
    if cut["basis"] and any(re.search(rf"{re.escape(n)}(?:을|를|으로|로|에서)\s", product.text) for n in spoken_of):
        return False  # "높이를 추정하고 감쇠력을 제어", "영상으로 장애물을 인식"
    claimed = norm(" ".join(e.text for e in elements))
    for before in _causes(product):
        if _told(criterion, spoken_of, before, product, terms) or any(norm(n) not in claimed for n in nouns(before)):
            return False
    return True


def _by_another(criterion: str, text: str) -> bool:
    """Whether all that a text says of what depends on what is of another quantity: the 시간대 for the 농도 of a claim."""
    ours, plain = _quantities(criterion), GOES_BY.sub(" ", text)
    bases = [m["by"] for m in GOES_BY.finditer(text)]
    return bool(ours and bases) and not DEPENDS.search(plain) and all(_quantities(b) and not _quantities(b) & ours for b in bases)


def _quantities(text: str) -> set[str]:
    return {name for name, words in QUANTITIES.items() if words.search(text)}


def _causes(product: Product) -> list[str]:
    """What something is said to follow from: "습도를 재" of "습도를 재서 분무량을 조절"."""
    tokens, starts = kiwi().tokenize(product.text), [a for a, _ in clauses(product.text)]
    return [
        product.text[max(a for a in starts if a <= token.start) : token.start]
        for token, after in zip(tokens, tokens[1:], strict=False)
        if token.tag == "EC" and token.form in THEN and not after.tag.startswith("VX") and after.form != "있"
    ]


def _told(criterion: str, spoken_of: Sequence[str], text: str, product: Product, terms: Terms) -> bool:
    if any(tells(n, text) for n in spoken_of):
        return True
    said = [m for m in product.mentions if m.text in text]
    return any(terms.relation(h.text, m.text) in (SAME, MEMBER, CLASS) for h in terms.hits(criterion) for m in said)


def _cut(element: Element) -> re.Match | None:
    """The last criterion before the deed, of a step or of what does something."""
    if element.negative or element.kind not in ("step", "component") or element.kind == "component" and not DOES.search(element.text):
        return None
    return max(CRITERION.finditer(element.text), key=lambda m: m.end(), default=None)


def _deed_told(element: Element, cut: re.Match, elements: Sequence[Element], product: Product, terms: Terms) -> bool:
    """Whether the deed is told: in its own words, or perhaps in some that are nobody's in the claim."""
    deed = element.text[cut.end() :]
    done = re.sub(r"\s*(?:단계|공정)$" if element.kind == "step" else r"\s*\S*$", "", deed.strip())
    claimed = norm(" ".join(e.text for e in elements))
    if not nouns(done) or any(norm(n) not in claimed for n in nouns(product.text)):
        return True
    return cover(replace(element, text=deed, ranges=()), product, terms, set()).share > 0
