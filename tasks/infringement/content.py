"""An element that is a phrase rather than a name (a step, a function, a condition): how much of what it says the
description says too."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.claims import Element
from documents.naming import PLACED
from tasks.infringement.chemistry import compound
from tasks.infringement.chosen import chosen
from tasks.infringement.colours import lit
from tasks.infringement.gone import MADE_INTO, no_such, of_another_thing, of_denied_kind, only_gone
from tasks.infringement.lexemes import COMMON_VERBS, SILENT, nouns, refused, stems
from tasks.infringement.natural import natural, said_in, sources, worked_on
from tasks.infringement.normal import REMAINDER, norm
from tasks.infringement.openly import asks_of_another
from tasks.infringement.paraphrases import VERBS, said_otherwise
from tasks.infringement.phrases import kiwi
from tasks.infringement.rivals import alike_unknown, joined_to, told_by_class, told_by_type
from tasks.infringement.spans import Mention, Product, clauses
from tasks.infringement.spelling import SHORT
from tasks.infringement.status import LEFT_OUT, UNDECIDED, USED
from tasks.infringement.terms import CLASS, MEMBER, OTHER, SAME, Hit, Terms
from tasks.infringement.whose import of_another

DOER = re.compile(r"(?:하는|시키는|[^\s]는)\s+(?:\S+\s+)?\S*(?:부|수단|모듈|유닛|기구|로직|엔진|프로세서|회로)\s*$")
HEADS = re.compile(r"(?:부|수단|모듈|유닛|단계|공정)$")


@dataclass(frozen=True)
class Covered:
    """`share` of the element's content found; `out`: a part said to be left out; `other`: a part replaced."""

    share: float
    terms_met: bool
    out: bool
    other: Mention | None
    span: Mention | None
    undecided: bool = False  # a part is said to be undecided or not disclosed


MADE_BEFORE = re.compile(
    r"^(?:상기\s+)?(?:파쇄|분쇄|압출|건조|발효|추출|농축|여과|성형|소성|증류|가열|냉각|침전|혼합|반응|가수분해|경화|세척)(?:물|액)(?:을|를|에|로부터)\s+(?=\S+\s)"
)  # what an earlier step gave
DATA = re.compile(r"\s(?:정보|이력|데이터|기록)$")
DONE = re.compile(r"([가-힣]{2,6}?)(?:된|되는|되어|하는|한|시킨)(?=\s|$)")


def cover(element: Element, product: Product, terms: Terms, claimed: set[int]) -> Covered:
    """`claimed`: starts of the mentions that other elements have found as their own."""
    text = element.text if element.negative else chosen(element.text, product, terms)
    for r in reversed(element.ranges):
        text = text.replace(r.text, " ")
    without, text = _done_without(text, product, terms) if element.kind == "step" else ([], text)
    if without and (used := next((m for m in without if m.status == USED), None)):
        return Covered(0.0, True, False, used, None)
    # "상기 X" refers to another element: X is not asked for here
    for hit in reversed(terms.hits(text)):
        if re.search(r"상기\s+$", text[: hit.start]) and text[hit.end :].strip():
            text = text[: hit.start] + text[hit.end :]
    text = PLACED.sub(" ", text)
    text = re.sub(r"상기\s+(?:\S+?(?:은|는|이|가|의|을|를|에|로|과|와)\s)?", " ", text)
    text = MADE_BEFORE.sub("", text) if element.kind == "step" else text
    text = re.sub(r"(?:^|(?<=\s))\S{1,4}된\s+(?=\S+\s)", "", text)  # "촬영된 영상에서": an earlier step is meant
    hits = [h for h in terms.hits(text) if h.text not in SILENT and not h.text.endswith(("단계", "공정", "자동", "자동으로"))]
    hits = sorted([*hits, *_compounds(text, hits)], key=lambda h: h.start)
    # data that nothing calls by one of its names may be told in words: "뭘 샀는지" of a 구매 이력
    hits = [h for h in hits if not DATA.search(h.text) or any(terms.relation(h.text, m.text) in (SAME, MEMBER) for m in product.mentions)]
    lost = {h.text for h in hits if h.text in VERBS and h.text not in nouns(text)}  # 알림, which the tagger takes for a verb
    hits = [x for h in hits for x in (_words_of(h, terms) if h.text not in lost and _told_by_its_words(h, product, terms) else (h,))]
    doer, step = DOER.search(text), element.kind == "step"
    if doer and hits and hits[-1].end >= len(text.rstrip()) - 2 and len(nouns(text[: hits[-1].start])):
        hits = hits[:-1]  # "빔의 방향을 조정하는 빔포밍부" is whatever does so
    rest = text
    for hit in reversed(hits):
        rest = rest[: hit.start] + " " + rest[hit.end :]
    head = element.head.split()[-1] if element.head.split() else ""
    words = [n for n in nouns(rest) if not (HEADS.search(n) and n == head)]
    if doer and len(words) + len(hits) > 1:
        words = [n for n in words if n not in head or n in text[: text.rfind(head)]]
    verbs, not_done = stems(product.text), refused(product.text)
    gone = {m.text for m in product.mentions if m.status == LEFT_OUT and " " not in m.text} - {
        m.text for m in product.mentions if m.status != LEFT_OUT
    }
    called = product.text
    for start, end in product.called:
        called = called[:start] + "|" * (end - start) + called[end:]
    whole = norm(called) + _also_called(product, terms)
    weight, met, spans, other, out, all_terms, own = 0.0, 0.0, [], None, False, True, False
    undecided = False
    for hit in hits:
        generic = bool(hit.canonicals) and not any(terms.parents_of(k) for k in hit.canonicals)
        generic = generic or bool(re.match("형(?![가-힣])", text[hit.end :]))
        said = [m for m in product.mentions if terms.relation(hit.text, m.text) in (SAME, MEMBER)]
        said = said or [m for m in product.mentions if (hit.text, m.start) in product.salts]
        said = said or [m for m in product.mentions if extracted(hit.text, m, product.text)]
        found = next((m for m in said if m.status == USED), None)
        worth = 1.0 if generic else 2.0
        weight += worth
        if found:
            met += worth
            own = own or found.start not in claimed
            spans.append(found)
            continue
        said = said or [m for m in product.mentions if m.status == UNDECIDED and terms.relation(hit.text, m.text) == CLASS]
        if said and all(m.status == UNDECIDED for m in said):
            undecided = undecided or not all(asks_of_another(m, element.text, product) for m in said)
            continue
        if lit(hit.text, product.text) and not any(m.status == LEFT_OUT for m in said):
            met, own = met + worth, True
            continue
        if told_by_type(hit.text, product):
            met += worth  # 자석 of an 자석식 리드
            continue
        named = (generic or hit.text not in product.text) and len(hit.text) > 1 and norm(hit.text) in whole
        if named and not any(m.status == LEFT_OUT for m in said):
            met += worth  # 증기 in 증기양생
            continue
        if not said and only_gone(hit.text, product.text, verbs, gone):
            out = True
            continue
        if generic and not any(m.status == LEFT_OUT for m in said) and _by_deed(hit.text, product.text, verbs):
            met += worth
            continue
        if step and not any(m.status == LEFT_OUT for m in said) and done_by(hit.text, product, verbs):
            met, own = met + worth, True
            here = [m for m in product.mentions if m.status == USED]
            spans += ([m for m in here if norm(nouns(hit.text)[0]) in norm(m.text)] or here)[:1]
            continue
        # "부호화된 비트를 변조하는": what an earlier step gave
        all_terms = all_terms and generic and not (
            step and WHAT_IS_DONE.match(text, hit.end) and not re.search(rf"[된한]\s+{re.escape(hit.text)}", element.text)
        )
        out = out or bool(set(VERBS.get(hit.text, "").split()) & not_done)
        out = out or any(m.status == LEFT_OUT for m in said)
        out = out or any(m.status == LEFT_OUT and terms.relation(hit.text, m.text) == CLASS for m in product.mentions)
        out = out or no_such(hit.text, product.text) or of_denied_kind(hit.text, product)
        if not generic and other is None and not joined_to(hit.text, element.text):
            other = _same_but_for(hit, text, product, claimed, terms) or next(
                (
                    m
                    for m in product.mentions
                    if m.status == USED
                    and m.start not in claimed
                    and not m.vague
                    and m.start not in product.asked
                    and not of_another(element, m, product)
                    and not (step and _of_another_thing(m, text, product))
                    and not MADE_INTO.match(product.text, m.end)
                    and (step or not REMAINDER.match(norm(m.text)))
                    and terms.relation(hit.text, m.text) == OTHER
                    and not told_by_class(hit.text, m, product.mentions, element.text, terms)
                    and not alike_unknown(hit.text, product.mentions, terms)
                    # of a choice or a list, another of the same, not the class that ends the name
                    and not any(
                        terms.relation(h.text, m.text) in (SAME, MEMBER) and terms.relation(h.text, hit.text) != MEMBER for h in hits
                    )
                ),
                None,
            )
    shared = (stems(rest) & verbs) - COMMON_VERBS
    weight, met = weight + len(shared), met + len(shared)  # 흔드는 and 흔들어
    left_out = [m for m in product.mentions if m.status == LEFT_OUT and m not in without]
    told = norm(text)  # "선호도순이 아니라": words of the claim run together, and denied
    out = out or any(
        len(key) > (2 if PROCESS.search(m.text) else 3)
        and key in told
        and not any(key in norm(o.text) for o in product.mentions if o.status == USED)
        for m, key in ((m, norm(PROCESS.sub("", m.text))) for m in left_out)
    )
    out = out or _left_out_here(text, [*words, *(h.text for h in hits)], left_out, product)
    open_words = [m for m in product.mentions if m.status == UNDECIDED and not asks_of_another(m, element.text, product)]
    if not weight and not words:
        words = [m[1] for m in DONE.finditer(rest) if m[1] not in SILENT]  # "B에 포접된": what is done
    before = met
    for word in words:
        weight += 1.0
        if any(re.search(rf"(?<!재){re.escape(norm(word))}", norm(m.text)) for m in open_words) and not any(
            norm(word) in norm(m.text) for m in product.mentions if m.status == USED
        ):
            undecided = True
            continue
        if re.search(rf"(?<![가-힣])미\s?{re.escape(word)}", text):  # 미용융 분말: what has not melted
            met += bool(set(VERBS.get(word, "").split()) & not_done or f"미{word}" in whole)
            continue
        if re.search(rf"{re.escape(word)}(?:하|되|시키)지\s*않(?!으면)", text):  # the claim itself says that it is not done
            met += negated(word, product.text) or bool(re.search(rf"{re.escape(word)}\s*없이", product.text))
            continue
        if negated(word, product.text) and not set(VERBS.get(word, "").split()) & verbs:
            out = True
            continue
        if norm(word) not in whole and (
            set(VERBS.get(word, "").split()) & not_done or only_gone(word, product.text, verbs, gone)
        ):
            out = True
            continue
        if norm(word) not in whole and (
            _in_other_words(word, product.text, terms)
            or word[-1] in "층막기부" and len(word) > 2 and word[:-1] in product.text  # 코팅층 of what is 코팅한
            or _by_deed(word, product.text, verbs)
        ):
            met += 1.0
            spans += [m] if (m := _where_told([word], product)) else []
        elif norm(word) in whole:
            met += 1.0
            out = (
                out
                or any(
                    (norm(word) in map(norm, (m.text, *m.text.split())) or norm(m.text).endswith(norm(word)))
                    and not of_another_thing(word, m, text, left_out, terms)
                    for m in left_out
                )
                and not any(norm(word) in norm(m.text) for m in product.mentions if m.status == USED)
            )
            spans += [m for m in product.mentions if m.status == USED and norm(word) in norm(m.text)][:1] or _near(word, product)
    if other is None and element.kind == "step":
        other = _of_another_source(text, product, claimed)
    if doer and met and not own and met == before and not shared:
        met = 0.0  # only what it acts on is said, which is another element
    span = max(
        spans, key=lambda m: sum(norm(w) in norm(m.text) for w in (*words, *(h.text for h in hits))), default=None
    )
    if span is None and met:  # "거꾸로 꽂아도 안 망가져요": told by verbs alone
        span = _where_told([*words, *(h.text for h in hits)], product) or _clause(product)
    return Covered(met / weight if weight else 0.0, all_terms, out, other, span, undecided)


def _where_told(words: list[str], product: Product) -> Mention | None:
    """The first phrase of the clause that tells most of these words, in whatever words of its own."""
    said = [m for m in product.mentions if m.status == USED and m.whole]
    parts = [(a, b) for a, b in clauses(product.text) if any(a <= m.start < b for m in said)]
    best = max(parts, key=lambda c: sum(tells(w, product.text[slice(*c)]) for w in words), default=(0, 0))
    return next((m for m in said if best[0] <= m.start < best[1]), None)


def _clause(product: Product) -> Mention | None:
    """What a description without a noun says, as the place where it says it."""
    begin, end = next(iter(clauses(product.text)), (0, 0))
    return Mention(begin, end, product.text[begin:end].strip(" ."), USED) if end else None


def _by_deed(word: str, text: str, verbs: frozenset[str]) -> bool:
    """Whether a text says a noun by a verb: a 측정부 is there where something is measured, 재다."""
    return said_otherwise(word, text, verbs) or len(word) > 2 and word[-1] in "부기" and said_otherwise(word[:-1], text, verbs)


def _told_by_its_words(hit: Hit, product: Product, terms: Terms) -> bool:
    """A 먼지 압축부 that nothing is called by any of its names: whether what it does is said, its own words tell."""
    if not hit.canonicals or any(terms.parents_of(k) for k in hit.canonicals) or hit.text in product.text:
        return False
    return all(terms.relation(hit.text, m.text) is None for m in product.mentions)


def _words_of(hit: Hit, terms: Terms) -> list[Hit]:
    """The terms among the words of a term of several; what is none of them is read as words."""
    words = re.finditer(r"\S+", hit.text) if " " in hit.text else ()
    found = [(hit.start + word.start(), h) for word in words for h in terms.hits(word[0]) if h.text not in SILENT]
    generic = [(at, h) for at, h in found if not any(terms.parents_of(k) for k in h.canonicals)]
    return [replace(h, start=at + h.start, end=at + h.end) for at, h in generic]


WHAT_IS_DONE = re.compile(r"(?:을|를)\s+(?:(?!\S*(?:을|를)\s)\S+\s+)*\S*(?:하|되|시키)는\s+(?:단계|공정)$")  # its object
PROCESS = re.compile(r"\s(?:과정|공정|단계|처리|작업|기능|동작|절차)$")  # "섬유화 과정은 거치지 않고"
WITHOUT = re.compile(
    r"([가-힣A-Za-z]{1,}(?:\s[가-힣A-Za-z]+)?)(?:의\s(?:사용|첨가))?\s(?:없이|(?:사용|포함|첨가|이용|함유)하지\s않(?:고|는|은|으며))\s"
)


def _also_called(product: Product, terms: Terms) -> str:
    """The other names of what the description names, which say what its own may hide: an LLO is a 레이저 리프트 오프."""
    used = {h.text for m in product.mentions if m.status == USED for h in m.terms if SHORT.fullmatch(h.text)}
    return "|" + "|".join(norm(n) for text in sorted(used) for n in terms.names_of(text))


def _compounds(text: str, hits: list[Hit]) -> list[Hit]:
    """Simple compounds that no table knows by name, 질산니켈."""
    words = [(m.start(), m.start() + len(w)) for m in re.finditer(r"[^\s,;]+", text) if (w := OF_A_WORD.sub("", m[0]))]
    pairs = [(a, d) for (a, b), (c, d) in zip(words, words[1:], strict=False) if text[b:c] == " "]  # 질산 니켈
    pairs = [(a, b) for a, b in pairs if compound(text[a:b])]
    words = [*pairs, *(w for w in words if not any(a <= w[0] < b for a, b in pairs))]
    free = ((a, b) for a, b in words if not any(h.start < b and a < h.end for h in hits))
    return [Hit(a, b, text[a:b], frozenset(), True) for a, b in free if compound(text[a:b])]


OF_A_WORD = re.compile(r"(?:을|를|이|가|은|는|의|와|과|에|으로|로)$")


def _done_without(text: str, product: Product, terms: Terms) -> tuple[list[Mention], str]:
    """What a step is done without ("용매 없이 혼합하는"), as the description speaks of it, and the step's text without that."""
    out: list[Mention] = []
    for said in WITHOUT.finditer(text):
        name = re.sub(r"(?:을|를)$", "", said[1].split()[-1])
        out += [m for m in product.mentions if norm(m.text) == norm(name) or terms.relation(name, m.text) in (SAME, MEMBER)]
    return out, WITHOUT.sub(" ", text)


SOLUTION = re.compile(
    r"\s?(용액|수용액|분산액|현탁액|슬러리|페이스트|분말|농축액|겔|하이드로겔|에멀젼|필름|시트|코팅액|혼합액|리포좀|캡슐|입자|전극|기판|박막|배선|산화막|막)(?![가-힣]*화)"
)


def _left_out_here(text: str, words: list[str], left_out: list[Mention], product: Product) -> bool:
    """ "결과는 음성 없이 화면에 표시하는": a word of the element is left out where another of its words is said, whatever
    is done with such a thing elsewhere."""
    for m in left_out:
        if m.text not in words:
            continue
        begin, end = next(c for c in clauses(product.text) if c[0] <= m.start < c[1])
        before = product.text[begin : m.start]
        again = [o for o in product.mentions if o.text == m.text and o.status == USED and begin <= o.start < end]
        called = all(any(a <= o.start < b for a, b in product.called) for o in again)
        told = (t.form for t in kiwi().tokenize(text) if t.tag == "NNG" and len(t.form) > 1 and t.form != m.text)
        if called and any(w in before for w in told):
            return True
    return False


def tells(deed: str, text: str) -> bool:
    """Whether a text says what a noun says, by itself or by a verb."""
    return deed in text or said_otherwise(deed, text, stems(text))


def done_by(name: str, product: Product, verbs: frozenset[str]) -> bool:
    """ "초음파로 씻고" is 초음파 세척, "볶아" is 로스팅: every noun of a way's name, the last by its verb."""
    *means, deed = (name,) if name in VERBS else nouns(name) or ("",)
    told = means and deed in product.text and not negated(deed, product.text)
    told = told or said_otherwise(deed, product.text, verbs)
    if deed not in VERBS or not told:
        return False
    ways = [(n, *(v for v in VERBS.get(n, "").split() if len(v) > 1)) for n in means]
    return all(any(w in product.text or w in verbs for w in way) for way in ways) and not any(
        m.status != USED for m in product.mentions for way in ways if any(w in m.text for w in way)
    )


MEANS = re.compile(r"만?(?:으로|로)(?:만)?\s")


def _of_another_thing(mention: Mention, text: str, product: Product) -> bool:
    """The PTFE of a PTFE 이형시트 is no rival of what a slurry is made of."""
    holder = product.holder(mention)
    if holder is None or mention.whole or product.text[mention.end] != " ":
        return False
    if any(MEANS.match(product.text, m.end) or m.text.endswith("로") for m in (mention, holder)):
        return False
    made = product.text[mention.end : holder.end].split()
    return bool(made) and not any(norm(word) in norm(text) for word in made)


def _same_but_for(hit: Hit, text: str, product: Product, claimed: set[int], terms: Terms) -> Mention | None:
    """An 알긴산 용액 for a 폴리비닐알코올 용액: the same preparation of another material."""
    made = SOLUTION.match(text, hit.end)
    for m in product.mentions if made and hit.ingredient else ():
        first = next((h for h in m.terms if h.start == m.start), None)
        if first is None or not first.ingredient or m.status != USED or m.start in claimed or m.vague:
            continue
        if re.fullmatch(r"\s?" + made[1], m.text[first.end - first.start :]) and terms.relation(hit.text, first.text) in (None, OTHER):
            return m
    return None


def _of_another_source(text: str, product: Product, claimed: set[int]) -> Mention | None:
    """인삼 of "인삼 캘러스를 배양해" for the 병풀 of "병풀 캘러스를 배양하는 단계"."""
    ours, theirs = {s for s, _, _ in worked_on(text)}, worked_on(product.text)
    if not ours or any(said_in(o, product.text) for o in ours):
        return None
    spots = {(a, b) for _, a, b in theirs}
    return next((m for m in product.mentions if (m.start, m.end) in spots and m.status == USED and m.start not in claimed), None)


def extracted(name: str, mention: Mention, text: str) -> bool:
    """ "병풀을 에탄올로 추출하고": the plant that is said to be extracted gives the 병풀 추출물."""
    made = natural(name)
    return bool(made) and made[2] == "추출물" and sources().get(norm(mention.text)) == made[0] and bool(EXTRACTING.search(text))


EXTRACTING = re.compile(r"추출(?=하|해|한|했|시켜|시킨|합|됨|된)|우려|우린|달여|달인|extract(?:ed|ing)\b", re.I)


PERSON = r"(?:사람|전문가|직원|작업자|담당자|관리자|운전자|농부|농민|사용자|고객|(?<![가-힣])[가-힣]{1,3}(?:사|원|관|의))"
BY_HAND = re.compile(
    rf"{PERSON}(?:이|가|분이|님이)\s[^.]{{0,20}}?(?:직접|손으로|눈으로|육안으로)|수작업으로|육안으로|손으로\s*직접|수기로"
)
LEARNED = re.compile(
    r"모델|신경망|알고리즘|인공지능|딥\s?러닝|머신\s?러닝|기계\s?학습|자동|\bAI\b|(?:인식|판별|예측|추정|분류|검출)하는\s(?:단계|\S*부)$"
)


def by_hand(element: Element, text: str) -> str | None:
    """Who does, by the description, what an element has a learned model do: "병해충은 전문가가 보고 직접 판별해서"."""
    if not LEARNED.search(element.text):
        return None
    for said in BY_HAND.finditer(text):
        around = text[max(said.start() - 20, 0) : said.end() + 20]
        if any(n in around for n in nouns(element.text) if not LEARNED.search(n)):
            return said[0]
    return None


def _near(word: str, product: Product) -> list[Mention]:
    """What stands before a word that is in no phrase of its own."""
    at = product.text.find(word)
    before = [m for m in product.mentions if m.status == USED and m.whole and m.end <= at]
    return before[-1:] if at >= 0 else []


def unwilling(deed: str, text: str) -> bool:
    """Whether a text says that a deed is not done, by any verb for it: "히터는 자동으로 안 꺼지고" of 차단."""
    return negated(deed, text) or bool(set(VERBS.get(deed, "").split()) & refused(text))


def negated(word: str, text: str) -> bool:
    """ "평균하지 않고": every time that the text says the word, it says that it is not done."""
    said = [m.end() for m in re.finditer(re.escape(word), text)]
    return bool(said) and all(NOT.match(text, end) for end in said)


NOT = re.compile(r"\s*(?:을|를|은|는|도|이|가)?\s*(?:하|되|시키)?지\s*(?:는|도)?\s*(?:않|못)")


def _in_other_words(word: str, text: str, terms: Terms) -> bool:
    """The word in the other language, or in another English form: extracting, extracted."""
    if not word.isascii():
        return any(re.search(rf"\b{re.escape(e)}", text, re.I) for e in terms.english(word))
    korean = terms.words.get(word.lower())
    stem = re.sub(r"(?:ing|ed|es|s|e)$", "", word.lower())
    return bool(korean) and korean in text or len(stem) > 3 and stem in text.lower()
