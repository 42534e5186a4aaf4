"""What stands in an element's place: another thing of its kind, another form, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.claims import Element
from tasks.infringement.chemistry import compound
from tasks.infringement.gone import no_such, of_denied_kind
from tasks.infringement.names import UNLIKE, bare, of_a_material, relation_of
from tasks.infringement.natural import natural
from tasks.infringement.normal import REMAINDER, norm
from tasks.infringement.rivals import alike_unknown, only_excludes, told_by_class
from tasks.infringement.spans import Mention, Product
from tasks.infringement.spelling import likeness
from tasks.infringement.status import LEFT_OUT, USED
from tasks.infringement.terms import CLASS, MEMBER, OTHER, PRODUCTS, SAME, Terms


def other_form(element: Element, product: Product, terms: Terms) -> Mention | None:
    """Another form of the same family (W/O for O/W, a balm for an emulsion)."""
    names = (element.names[0], f"{element.names[0]} 제형")
    mine = {a for n in names for k in terms.lookup(n) for a in terms.ancestors(k)} - PRODUCTS
    for mention in product.mentions:
        theirs = {a for k in terms.lookup(mention.text) for a in terms.ancestors(k)} - PRODUCTS
        if mention.status == USED and mine & theirs and all(terms.relation(n, mention.text) != CLASS for n in names):
            return mention
    if APPEARANCE not in mine:
        return None
    for mention in product.mentions:  # a cream for what is claimed as a gel
        last = [h for h in mention.terms if h.end == mention.end and h.kind]
        theirs = {a for h in last for k in terms.canonical.get(norm(f"{h.text} 제형"), ()) for a in terms.ancestors(k)}
        if mention.status == USED and mention.whole and APPEARANCE in theirs:
            return mention
    return None


CHARGED = re.compile("(?:음이온|양이온|양쪽성|비이온)계면활성제$")
APPEARANCE = norm("제형 외관")
FORMED = "(?:필름|층|막|시트|판|모듈|센서|입자|섬유|코팅|램프|패널|소자|필터|전극|코어|칩)"


def class_left_out(element: Element, product: Product, terms: Terms) -> bool:
    """ "합성 폴리머는 안 썼습니다": a word that the element's name ends in, left out."""
    if any(no_such(n, product.text) or of_denied_kind(n, product) for n in element.names):
        return True
    for mention in product.mentions:
        if mention.status != LEFT_OUT:
            continue
        if mention.text.endswith("계") and element.head and any(
            terms.relation(n, f"{mention.text} {element.head}") == CLASS for n in element.names
        ):
            return True  # "난연제는 인계 대신 브롬계인"
        if only_a_kind(mention, element, product, terms):
            continue
        last = norm(mention.text.split()[-1])
        if any((made := natural(n)) and norm(made[0]) == last for n in element.names):
            return True  # without 메밀 there is no extract of it
        if len(last) < 2:
            if mention.whole and last not in SUFFIXES and any(len(norm(n)) > 2 and norm(n).endswith(last) for n in element.names):
                return True  # 망 of a 메쉬망
            continue
        denied = IN_FAVOUR.match(product.text, mention.end)  # 자석 of a 자석 커넥터, "자석이 아니라 단추로"
        denied = denied or mention.whole and NOT_USED.match(product.text, mention.end) and not _used(mention.text, product)
        if denied and any(" " in n and norm(n.split()[0]) == norm(mention.text) for n in element.names):
            return True
        for key in (norm(n) for n in (*element.names, element.head) if n):
            begins = key.startswith(last) and (len(last) >= 4 or last.isascii() and last.isalpha())  # UV of a UV-C LED
            begins = begins or len(last) > 2 and bool(re.fullmatch(re.escape(last) + FORMED, key))  # 퀀텀닷 of a 퀀텀닷 필름
            begins = begins or key in (f"{last}층", f"{last}막")  # 무코팅 has no 코팅층
            if key.endswith(last) or begins or norm(element.head) == norm(mention.text):
                return True
    return False


def _used(text: str, product: Product) -> bool:
    return any(m.status == USED and norm(text) in norm(m.text) for m in product.mentions)


def only_a_kind(mention: Mention, element: Element, product: Product, terms: Terms) -> bool:
    """Whether what is left out is a kind of a class of which the element is another: no PEG 계면활성제 may still be a
    polyglyceryl 계면활성제."""
    whole = next((m for m in product.mentions if m.whole and m.start <= mention.start and m.end == mention.end), mention)
    kind, _, last = whole.text.rpartition(" ")
    if not kind or whole.status != LEFT_OUT or relation_of(element, whole, terms)[0] in (SAME, MEMBER, CLASS):
        return False
    known = bool(terms.lookup(kind)) or ACRONYM.fullmatch(kind) or kind.endswith(("계", "계열"))
    ends = any(norm(n).endswith(norm(last)) for n in (*element.names, element.head) if n)
    return bool(known) and norm(kind) not in norm(element.text) and ends


SUFFIXES = frozenset("층막제부식형액물유수산염기체성도율량력면판대")  # which end the names of quite other things
# "진공은 안 쓰고"
NOT_USED = re.compile(r"(?:은|는|을|를)\s(?:(?:전혀|아예|따로|일절)\s)?(?:안\s?(?:쓰|써|씁|썼)|쓰지\s?않|사용하지\s?않)")
IN_FAVOUR = re.compile(r"(?:이|가)?\s?(?:아니라|아닌|대신|말고)\s?")


def in_its_place(
    element: Element, others: list[Mention], free: list[Mention], terms: Terms, said: Sequence[Mention] = ()
) -> Mention | None:
    """A member of the same class used instead, or whatever the text calls by the element's function."""
    heads = {norm(element.head)} if element.head else set()
    keys = {k for n in (*element.names, element.head) for k in terms.lookup(n)}
    classes = {c for k in keys for c in terms.ancestors(k)} | keys
    for mention in free:
        part = any(norm(mention.text) in norm(n) for n in element.names)  # the EC of an EC 센서
        numbered = NUMBERED.fullmatch(mention.role)
        part = part or only_excludes(mention, element.names)
        if mention.status == USED and mention.role and not numbered and not mention.vague and not part:
            named = {norm(mention.role)} | set(terms.lookup(mention.role))
            role_is_its = any(h.endswith(norm(mention.role)) for h in heads) or named & classes
            if role_is_its and _of_any_kind(element, mention, terms):
                continue
            role_is_its = role_is_its or mention.by_verb and can_do(element, mention, terms)
            if role_is_its and relation_of(element, mention, terms)[0] in (None, OTHER):
                return mention
    for mention in free:
        if relation_of(element, mention, terms)[0] in (SAME, MEMBER, CLASS):
            continue  # 해조류 추출물 for a choice of seaweeds
        if mention.status == USED and mention.whole and not mention.vague and any(_rival(n, mention, terms) for n in element.names):
            return mention
    charged = {c for c in classes if CHARGED.search(c)} - keys
    for mention in free:  # one anionic surfactant for another, of whatever kind of anion
        known = mention.status == USED and not mention.vague and len(mention.terms) == 1 and mention.terms[0].text == mention.text
        alike = charged and known and all(charged & terms.ancestors(k) for k in mention.terms[0].canonicals)
        if alike and relation_of(element, mention, terms)[0] not in (SAME, MEMBER, CLASS):
            return mention
    # a class is met by any member, so its sibling class replaces nothing
    called = (element.names[0], bare(element.names[0], terms))
    of_one = natural(element.names[0]) or of_a_material(element.names[0], terms)
    if alike_unknown(element.names[0], free, terms):
        return None
    if of_one or any(terms.parents_of(k) for n in called if n for k in terms.lookup(n)):
        return next(
            (
                m
                for m in others
                if m.status == USED and not m.vague and not REMAINDER.match(norm(m.text))
                and not any(told_by_class(n, m, said, element.text, terms) for n in element.names)
            ),
            None,
        )
    return None


# the classes of what is able to do as a role says
ABLE = {
    "유화제": "유화|계면활성|인지질", "분산제": "분산|계면활성", "점증제": "증점|점증|점도|겔화|고분자|폴리머|검$|다당|셀룰로오스",
    "방부제": "방부|보존|항균|살균", "중화제": "중화|알칼리|산도|완충|염기|pH", "가교제": "가교", "경화제": "경화",
    "색소": "색소|안료|염료|착색", "발포제": "발포|기포", "응고제": "응고|겔화", "코팅제": "코팅|피막|필름",
    "감미료": "감미|당류|당알코올", "접착제": "접착|점착|결합|바인더",
    "발효 미생물": "균|효모|미생물|곰팡이",
}


def can_do(element: Element, mention: Mention, terms: Terms) -> bool:
    """Whether an element could do what another thing is said to do by a verb: a 세라마이드 is no emulsifier, so that what
    emulsifies stands in no place of its."""
    able = ABLE.get(mention.role, "")
    classes = {a for n in element.names for k in terms.lookup(n) for a in terms.ancestors(k)}
    theirs = {a for k in terms.lookup(mention.text) for a in terms.ancestors(k)}
    return bool(classes & theirs) and any(re.search(able, a) for a in classes)


def _of_any_kind(element: Element, mention: Mention, terms: Terms) -> bool:
    """ "ITO 코팅 유리를 기판으로": a name that no table knows, for what is to be a 기판 of a certain kind, may be of that kind."""
    words = element.head.split()
    known = len(mention.terms) == 1 and mention.terms[0].text == mention.text
    known = known and (mention.whole or of_a_material(element.head, terms))
    return len(words) > 1 and norm(mention.role) == norm(words[-1]) and not known and relation_of(element, mention, terms)[0] is None


NUMBERED = re.compile(r"(?:제\s?)?\d\s?(?:제|액|층|상|부|단)")  # "2제는 X": what is in it, not what stands for it
KINDS_OF = re.compile(
    r"(?:점착|접착|경화|난연|개시|가교|유화|점증|분산|보존|방부|감미|착색|충전|촉|용|가소|산화|환원|세정|연마|코팅|발포|이형|도전|결합|부형|붕해|"
    r"활택|흡착|발생|소광|증감|안정|방지|억제|촉진|세척|정포)[제매]$|"
    r"(?:추출물|추출액|농축액|발효물|정유|수지|고무|섬유|전해질|활물질|점토|합금|오일|왁스|로프|벨트|케이블|전분|단백질|균주|효소|유리|필름|시트|원단|원사|펠릿)$"
)


EXTRACT = re.compile(r"추출물|추출액|농축액|발효물|정유")


ACRONYM = re.compile(r"[A-Z][A-Za-z0-9\-/]{1,9}")
MATERIAL = re.compile(r"(?:계|산|염|유|성|[A-Z]{2,}[\dA-Z-]*)$")


def _rival(name: str, mention: Mention, terms: Terms) -> bool:
    """ "브롬계 난연제" in the place of "포스파젠계 난연제": one head that names a material, under another first word."""
    ours, theirs = name.split(), mention.text.split()
    if terms.relation(name, mention.text) in (SAME, MEMBER, CLASS):
        return False
    if len(ours) < 2 or len(theirs) < 2 or norm("".join(ours[1:])) != norm("".join(theirs[1:])):
        return False
    mine, said = ours[0], theirs[0]
    if likeness(mine, said) > UNLIKE or terms.relation(mine, said) in (SAME, MEMBER, CLASS):
        return False
    known = [bool(terms.lookup(n) or compound(n)) for n in (mine, said)]
    material = known[1] or EXTRACT.fullmatch(ours[-1]) or MATERIAL.search(said)
    if ACRONYM.fullmatch(mine) and ACRONYM.fullmatch(said) or mine.endswith("식") and said.endswith("식"):
        return True  # a TFT 백플레인 is no CMOS 백플레인, a 흡착식 냉동기 no 흡수식 냉동기
    return all(known) or bool(KINDS_OF.search(ours[-1]) and material)


def only_label(mention: Mention, product: Product) -> bool:
    """A class word that merely says what another phrase is: "증점제로 쓰고", but not "식물성 오일로 만든"."""
    return (
        bool(re.match(r"(?:으로|로)(?:는|서|써)?(?:\s(?!(?:만든|만들|이루|구성|제조))|$)|\)", product.text[mention.end :]))
        or product.text[mention.start - 1 : mention.start] == "("
    )
