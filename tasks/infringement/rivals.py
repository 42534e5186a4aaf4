"""What a description names and what yet stands in the place of no other thing: a figure, a place, a smell, what another
thing is made from, a property that something sets, the first part of a compound."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.infringement.natural import sources
from tasks.infringement.normal import norm
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import MEASURED, USED
from tasks.infringement.terms import CLASS, MEMBER, SAME, Terms

FIGURE = re.compile(r"[\d.,~±+\-–/ ]+|[\d.,~ ]*\s?\S{1,4}짜리(?:\s.*)?")
PLACE = re.compile(
    r"(?:맨\s|가장\s)?(?:앞|뒤|위|아래|옆|안|밖|겉|속|가운데|중간|중앙|끝|바닥|(?:양|한|좌|우|상|하|내|외|전|후|왼|오른)(?=[쪽측단면부]))"
    r"(?:쪽|측|면|편|부|단|부분)?(?:\s?\([^()]*\)?)?"
)
SMELL = re.compile(r"\s?(?:특유의\s)?(?:냄새|악취|취기)")
COMPOUND = re.compile(r"-[A-Za-z가-힣]")  # the LSTM of an LSTM-AE
# "자일로스를 환원한 자일리톨", "옥수수에서 얻은 프로판다이올"
MADE_INTO = re.compile(
    r"(?:을|를)\s(?:\S+\s)?\S*(?:환원|산화|수소화|수소첨가|가수분해|효소분해|분해|에스터화|에스테르화|중합|전환|변성)(?:한|하여|해서|해|시킨|시켜)\s"
    r"|(?:에서|로부터|으로부터)\s(?:\S+\s)?(?:얻은|유래한|유래된|추출한|뽑은|뽑아낸|분리한|만든|합성한)\s"
)
# "산도는 산미료로 조절", "점도를 카보머로 맞췄고": set by the thing that follows
SET_BY = re.compile(
    r"(?:은|는|을|를|이|가)?\s(?:\S+\s){0,2}?\S+(?:으로|로)\s(?:\S+\s)?(?:조절|조정|맞추|맞춘|맞췄|맞춰|맞춥|높이|높인|높였|낮추|낮춘|낮췄|낮춰|잡았|잡고|제어|보정|확보|올렸|내렸)"
)


def stands_for_nothing(mention: Mention, product: Product) -> bool:
    """Whether what is named can be no other thing in the place of one that is claimed."""
    text, after = mention.text, product.text
    if FIGURE.fullmatch(text) or PLACE.fullmatch(text) or SMELL.match(after, mention.end) or COMPOUND.match(after, mention.end):
        return True
    if MEASURED.search(text) and len(text) > 1 and not mention.terms and SET_BY.match(after, mention.end):
        return True
    return bool(MADE_INTO.match(after, mention.end)) and norm(text) not in sources()


# "소스 전극과 전기적으로 연결된", "하우징에 결합된": what a part is joined to is another part
JOINED = re.compile(
    r"(?:와|과|에)\s(?:(?:전기적|기계적|열적|물리적|직접|회동|회전|착탈|이동|슬라이드)(?:으로|적으로|\s?가능하게)?\s){0,2}"
    r"(?:연결|접속|결합|체결|이격|대향|인접|접촉|연통|통신|중첩|마주)\S*\s(?=\S)"
)


def joined_to(name: str, text: str) -> bool:
    return any(JOINED.match(text, said.end()) for said in re.finditer(re.escape(name), text))


def told_by_class(name: str, rival: Mention, mentions: Sequence[Mention], text: str, terms: Terms) -> bool:
    """Whether the description tells a thing by its class ("폴리올레핀계 실란트", the 세라마이드 of a 세라마이드 NP), which the rival
    is none of: that thing is open, not replaced. `text`: the element's, whose own words are no class that is told by …계."""
    return any(
        m.status == USED
        and (A_KIND.search(m.text) and norm(m.text) not in norm(text) or _named_in(m.text, name))
        and terms.relation(name, m.text) == CLASS
        and terms.relation(m.text, rival.text) not in (SAME, MEMBER)
        and not rival.text.endswith(m.text)
        for m in mentions
    )


def _named_in(said: str, name: str) -> bool:
    """Whether a class is told by the very word that the name begins with, before the letters for its kind."""
    first, _, rest = name.partition(" ")
    return len(said) > 2 and norm(said) == norm(first) and bool(re.fullmatch(r"[A-Za-z0-9\-]{1,4}", rest))


A_KIND = re.compile(r"(?:계|계열|류|군|유도체)(?:\s\S+)?$")


def only_excludes(mention: Mention, names: tuple[str, ...]) -> bool:
    """ "비실리콘계로", "무기계가 아닌": what is told only by what it is not may be anything else."""
    said = NOT_OF.fullmatch(mention.text)
    return said is not None and not any(norm(said[1]) in norm(n) for n in names)


NOT_OF = re.compile(r"(?:비|무|논|non-?)\s?(\S{2,})(?:계열|계|성)(?:\s\S+용)?")


def told_by_type(name: str, product: Product) -> bool:
    """ "자석식 이너 리드": what works by a thing says so in a word of its own."""
    typed = re.compile(rf"(?<![가-힣A-Za-z]){re.escape(name)}(?:식|형|방식|타입)(?![가-힣])")
    return any(m.status == USED and typed.search(m.text) for m in product.mentions)


def alike_unknown(name: str, free: Sequence[Mention], terms: Terms) -> bool:
    """Whether the description names another thing, of which nobody knows what it is, by the last word of the claimed name."""
    key = norm(name)
    return " " not in name and len(key) > 3 and any(_may_be(key, m, terms) for m in free)


def _may_be(key: str, mention: Mention, terms: Terms) -> bool:
    said = norm(mention.text)
    unknown = mention.status == USED and mention.whole and not mention.terms and len(said) > 3 and " " not in mention.text
    return unknown and said[-1] == key[-1] and said[-1] in ENDS and said != key


ENDS = frozenset("검산염당유균")  # of what it is, in one syllable: 캐롭콩검 and 로커스트빈검
