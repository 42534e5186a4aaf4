"""Whether what a description leaves out, or what stands in it only as what another thing is made from, is an element's own."""

from __future__ import annotations

import re

from tasks.infringement.normal import norm
from tasks.infringement.paraphrases import VERBS
from tasks.infringement.plain import plain
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import LEFT_OUT, NOT_DONE
from tasks.infringement.terms import CLASS, MEMBER, SAME, Terms

MADE_INTO = re.compile(  # "자일로스를 환원한 자일리톨": what another thing is made from
    r"(?:을|를)\s(?:\S+(?:로|으로|에서)\s)?(?:환원|가수\s?분해|분해|변환|전환|수소화|수소\s?첨가|효소\s?처리|산화|중합|축합)(?:한|하여|해서|해|시킨|된)\s\S"
)


def only_gone(word: str, text: str, verbs: frozenset[str], gone: set[str]) -> bool:
    """Whether all that a text says in the place of a noun is left out: "경보 기능은 두지 않고" of an 알림."""
    told = {v for v in VERBS.get(word, "").split() if v in verbs or len(v) > 1 and v in text}
    return bool(told) and word not in text and all(v in gone or len(v) > 1 and _nowhere(v, text) for v in told)


def _nowhere(word: str, text: str) -> bool:
    said = [m.end() for m in re.finditer(re.escape(word) + r"(?:\s(?:기능|과정|처리|동작|작업|절차))?", text)]
    return bool(said) and all(NOT_DONE.match(plain(text[end:])) for end in said)


def of_another_thing(word: str, mention: Mention, text: str, left_out: list[Mention], terms: Terms) -> bool:
    """Whether what is left out is a deed done with another thing: 자외선 조사, of "적색 광을 조사하는"."""
    holder = max((m for m in left_out if m.start <= mention.start and mention.end <= m.end), key=lambda m: len(m.text))
    before = holder.text.rpartition(word)[0].split()
    known, ours = [w for w in before if len(w) > 1 and not OF_ORDER.fullmatch(w) and terms.lookup(w)], terms.hits(text)
    return bool(known) and not any(
        w in text or any(terms.relation(o.text, w) in (SAME, MEMBER, CLASS) for o in ours) for w in known
    )


OF_ORDER = re.compile(r"자동|수동|원격|실시간|능동|별도|추가|따로|후속|사전|직접|최종|전체|\d차|해당|이러한|그런|같은")


NO_SUCH = re.compile(
    r"(?:^|[.,]\s+|라서?\s)([가-힣A-Za-z]{2,}|[막망판관핀팬캡날])(?:은|는|이|가|도)\s+(?:전혀\s|아예\s|따로\s)?(?:없|안\s?(?:썼|쓰|넣|들어))"
)


def no_such(name: str, text: str) -> bool:
    """ "니들은 없습니다" of a 마이크로니들, "막은 없습니다" of a 중공사막: a word that the name ends in."""
    return any(norm(name).endswith(norm(m[1])) and norm(name) != norm(m[1]) for m in NO_SUCH.finditer(text))


KIND = re.compile(r"([가-힣A-Za-z]{2,})\s?(?:계열|계|류|성분|화합물)(?:\s(?:물질|화합물|성분|소재))?")


def of_denied_kind(name: str, product: Product) -> bool:
    """A 실리콘 산화물, where "실리콘 계열은 전혀 안 들어갑니다"."""
    kinds = [(m.text, k[1]) for m in product.mentions if m.whole and m.status == LEFT_OUT and (k := KIND.fullmatch(m.text))]
    return any(norm(name).startswith(norm(kind)) and norm(name) != norm(said) for said, kind in kinds)
