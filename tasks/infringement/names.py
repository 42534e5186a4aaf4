"""How what the product names stands to what an element names."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Element
from tasks.infringement.lexemes import SILENT, stems
from tasks.infringement.natural import natural, sources, whole_names
from tasks.infringement.normal import norm
from tasks.infringement.paraphrases import said_otherwise
from tasks.infringement.scales import another_type, with_type
from tasks.infringement.spans import Mention, Product
from tasks.infringement.spelling import likeness, short_for, sound
from tasks.infringement.status import USED
from tasks.infringement.terms import CLASS, MEMBER, OTHER, SAME, Terms
from tasks.infringement.ways import PHRASE, parted

ALIKE, UNLIKE = 0.84, 0.5  # spelling: one name above the first, two names below the second


def relation_of(element: Element, mention: Mention, terms: Terms) -> tuple[str | None, float]:
    """(how the mention stands to the element, likeness of the names)."""
    best: tuple[str | None, float] = (None, 0.0)
    is_class = any(terms.relation(n, mention.text) == CLASS for n in (*element.names, element.head) if n)
    order = {SAME: 5, MEMBER: 4, OTHER: 2, CLASS: 3, None: 0}
    names = element.names or (element.text,)
    if element.kind == "form":
        forms = tuple(f"{n} 제형" for n in names)
        names = forms if any(terms.canonical.get(norm(f)) for f in forms) else (*names, *forms)
    names = (*names, *(b for n in names if (b := bare(n, terms))), *(NUMBERED.sub("", n) for n in names if NUMBERED.match(n)))
    for name in names:
        found = _of_kind(name, mention)
        if found and order[found] > order[best[0]]:
            best = (found, 0.9)
    for name in (*names, *((element.head,) if element.head and len(names) > 1 and not closed_choice(element) else ())):
        found = terms.relation(name, mention.text)
        alike = likeness(name, mention.text)
        if found is None and (turned := MATERIAL_LAST.fullmatch(mention.text)):
            found = SAME if terms.relation(name, f"{turned[2]} {turned[1]}") == SAME else None  # 분리막 PE
        if found is None and LAYER.search(name) and sum(a.dimension == "length" for a in mention.amounts) == 1:
            # so many microns of PE are a layer of it
            found = SAME if terms.relation(LAYER.sub("", name), mention.text) in (SAME, MEMBER) else None
        if found == OTHER and short_for(name, mention.text):
            found = CLASS  # 인삼 추출물 for 인삼 열매 추출물
        if found is None and (alike >= ALIKE or element.kind == "form" and norm(mention.text) == norm(name.split()[-1])):
            found = SAME
        elif found is None and (
            terms.stands_for(mention.text, name)
            or mention.status == USED
            and not mention.vague
            and mention.whole
            and not is_class
            and not _known_apart(name, mention, terms)
            and short_for(name, mention.text)
        ):
            # the 소스 전극 of a 몰리브덴 소스 전극 may be of anything
            found, alike = CLASS if of_a_material(name, terms) else SAME, max(alike, 0.9)
        elif found in (None, OTHER) and mention.role and _made_of(name, mention, terms):
            found, alike = SAME, 0.9
        if order[found] > order[best[0]] or order[found] == order[best[0]] and alike > best[1]:
            best = (found, alike)
    if element.kind == "form" and len(element.names) > 1 and best[0] is None and _called(element.names[-1], mention):
        return SAME, 0.9
    return best


def of_another_type(element: Element, mention: Mention, product: Product) -> bool:
    """A 4축 로봇 팔 for a 6축 로봇 팔; the count of "1회용 전극" is in no name of the element."""
    said = with_type(mention.text, product.text[: mention.start])
    if len(element.names) == 1 and another_type(element.text, said):
        return True
    return bool(element.names) and all(another_type(n, said) for n in element.names)


NUMBERED = re.compile(r"제\s?(?=\d\s?[가-힣]$)")  # people call a 제1제 1제
LAYER = re.compile(r"(?<=..)\s?[층막]$")
MATERIAL_LAST = re.compile(r"([가-힣]{2,})\s([A-Z]{2,6}\d?)")


def _called(form: str, mention: Mention) -> bool:
    """ "수딩젤" is in gel form, by the last syllables of what it is called."""
    ending = norm(form).replace("겔", "젤")
    return mention.whole and norm(mention.text).replace("겔", "젤").endswith(ending)


def _known_apart(name: str, mention: Mention, terms: Terms) -> bool:
    """디메티콘 is no short name of 세틸 PEG/PPG-10/1 디메티콘: the table knows both as what products are made of."""
    whole = len(mention.terms) == 1 and mention.terms[0].text == mention.text and mention.terms[0].ingredient
    return whole and any(terms.ingredient(k) and "cosmetics" in terms.fields.get(k, ()) for k in terms.lookup(name))


def bare(name: str, terms: Terms) -> str:
    """The name without the word for its shape, which people leave out: 마이크로 OLED of 마이크로 OLED 패널."""
    short = SHAPE.sub("", name)
    return short if short != name and (" " in short or any(terms.parents_of(k) for k in terms.lookup(short))) else ""


SHAPE = re.compile(r"\s(?:필름|시트|포일|호일|패널|모듈|입자|미립자|분말|분체|파우더|부재|소자|모델)$")


def of_a_material(name: str, terms: Terms) -> bool:
    words = name.split()
    return any(terms.material(" ".join(words[:n])) for n in range(1, len(words)))


def spelt_out(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """ "복숭아, 살구 및 자두 추출물": the elements before the last are extracts too."""
    out, kind = [], ""
    for element in reversed(elements):
        made = next((m for n in reversed(element.names) if (m := natural(n))), None)
        kind = made[2] if made else kind if all(norm(n) in sources() for n in element.names) else ""
        out.append(replace(element, names=whole_names(element.names, kind)) if kind else element)
    return tuple(reversed(out))


def _alone(name: str, terms: Terms) -> str:
    """The name without its class before it: 김치 유산균 류코노스톡 메센테로이데스."""
    words = name.split()
    for cut in range(1, len(words)) if not terms.lookup(name) else ():
        rest = " ".join(words[cut:])
        if terms.relation(words[cut - 1], rest) == MEMBER:
            return rest
    return name


def _made_of(name: str, mention: Mention, terms: Terms) -> bool:
    """ "소스 전극은 몰리브덴": what the thing is said to be of is the first word of a 몰리브덴 소스 전극."""
    if made := natural(name):  # "복숭아, 살구 추출물"
        return made[2] == mention.role and sources().get(norm(mention.text)) == made[0]
    first, _, rest = name.partition(" ")
    called = bool(rest) and (norm(rest).endswith(norm(mention.role)) or terms.relation(rest, mention.role) == SAME)
    return called and terms.relation(first, mention.text) in (SAME, MEMBER)


def plainly(element: Element, terms: Terms) -> Element:
    """The element by the names that the table knows: 황화물계 고체 전해질 for 전고체 전지용 황화물계 고체 전해질."""
    whole = element.text
    for r in reversed(element.ranges):
        whole = re.sub(rf"{re.escape(r.text)}(?:의(?=\s)|에서(?:의)?|\s?동안)?\s?", "", whole)
    whole = re.sub(r"(?:을|를)?\s*$", "", whole)
    if element.kind == "component" and PHRASE.fullmatch(whole) and parted(whole)[1]:
        return replace(element, names=(whole,), head=whole, needs=())  # a 발효물 of this, by that
    names = tuple(_alone(n, terms) for n in element.names)
    names = tuple(p if not terms.lookup(n) and terms.lookup(p := FOR_USE.sub("", n)) else n for n in names)
    names = tuple(AT.sub("", INTO.sub("", n)) for n in names)
    names = tuple(
        p if not terms.lookup(n) and terms.lookup(p := UNIT.sub("", n)) and element.text.count(p) == 1 else n for n in names
    )
    names = tuple(p if (p := ORDINAL.sub("", n)) != n and (" " not in p or terms.lookup(p)) and not terms.canonical.get(norm(n)) else n
                  for n in names)  # the first electrode is an electrode
    return element if names == element.names else replace(element, names=names)


UNIT = re.compile(r"(?<=[가-힣]{2})(?:부|\s?모듈|\s?유닛)$")  # a 카메라부 is a camera
ORDINAL = re.compile(r"^제\s?[\d일이삼]\s+(?=\S)")
INTO = re.compile(r"^(?:정제수|물|용매|에탄올|수지|반죽)에\s+(?=\S)")  # 정제수에 설탕 5 중량%
AT = re.compile(
    r"^(?:상부|하부|내부|외부|상면|하면|내면|외면|전면|후면|배면|중앙|중심부?|단부|일단|타단|(?:일|양|타|내|외)측)(?:에|의)\s+(?=\S)"
)
FOR_USE = re.compile(r"^(?:\S+\s)?\S+용\s+(?=\S)")  # 전고체 전지용 황화물계 고체 전해질
KIND = re.compile(r"^(\S{2,}?)(?:계|계열|\s?화합물)\s+(?=\S)|^(\S{2,}?)계$")


def _of_kind(name: str, mention: Mention) -> str | None:
    """ "설페이트계 계면활성제": what has 설페이트 in its name is one; the bare word stands for them where it is left out."""
    if _is_none_of(name, mention):
        return MEMBER
    match = KIND.match(name)
    stem = norm(match[1] or match[2]) if match else ""
    if stem and _in_another_script(stem, mention.text):
        return MEMBER  # polyglyceryl-3 polyricinoleate
    if not stem or stem not in norm(mention.text):
        return None
    return MEMBER if norm(mention.text) != stem or mention.status != USED else CLASS


def _is_none_of(name: str, mention: Mention) -> bool:
    """ "실리콘계 발수제", "PFAS-free 발수제" of a 비불소계 발수제: a thing of that kind by another stuff, or free of it."""
    if not (no := NONE_OF_IT.match(name)) or not (head := name[no.end() :].strip()):
        return False
    said = mention.text.split()
    other = len(said) > 1 and re.search(r"(?<=..)(?:계|계열)$", said[0]) and no[1] not in said[0] and not NONE_OF_IT.match(said[0])
    return mention.status == USED and said[-1] == head.split()[-1] and bool(other)


NONE_OF_IT = re.compile(r"(?:비|무|논)(\S{2,}?)(?:계열|계)\s")


def _in_another_script(stem: str, said: str) -> bool:
    """Whether the first word of a name sounds like a Korean stem of four letters or more."""
    heard, first = sound(stem), re.match(r"[A-Za-z]{5,}", said)
    return bool(first) and len(heard) >= 4 and bool(re.search("[가-힣]", stem)) and sound(first[0]) == heard


def closed_choice(element: Element) -> bool:
    """A choice of named members: the class word alone does not satisfy it."""
    return len(element.names) > 1 and element.head not in element.names


# what is put on or into another thing is named, not described by what it does: "표면에 코팅된 파클리탁셀"
TREATED = re.compile(r"(?:코팅|도포|함침|담지|충전|충진|봉입|도핑|분산)(?:된|되는)\s+\S+$")


def is_named(element: Element, product: Product, terms: Terms) -> bool:
    """Whether the very thing is named, where its name says nothing of what it does: what is coated on the balloon of
    "풍선에 코팅된 파클리탁셀" is said by no word of coating."""
    if element.kind != "component" or not TREATED.search(element.text):
        return True
    said = norm(product.text)
    return any(
        norm(n.split()[-1]) in said or any(terms.relation(n, m.text) in (SAME, MEMBER) for m in product.mentions)
        for n in (*element.names, element.head)
        if n.split()
    )


# what is called by what it does is there where that is done, however people call it
WORKER = re.compile(r"(?:부|수단|모듈|유닛|기구|로직|엔진|프로세서|회로|단계|공정|장치|컨트롤러|제어기|인터페이스|시스템)$")


def spoken_of(element: Element, product: Product, terms: Terms) -> bool:
    """Whether any word of a part's own name is said in some way: that cells have something between them, or that a key is
    stored, is said of an aerogel sheet or a security chip by its modifiers alone."""
    names = [n for n in (*element.names, element.head) if n]
    if element.kind != "component" or not any(re.search("[가-힣]", n) for n in names) or any(WORKER.search(n) for n in names):
        return True
    text, verbs = norm(product.text), stems(product.text)
    for word in {w for n in names for w in (n, *(n.split()[:-1] or (n,)))}:  # any sensor is no 정전용량 센서
        key = norm(word)
        if word in SILENT or key in text or len(key) > 2 and key[:-1] in text or len(key) > 3 and key[:2] in text:
            return True
        if said_otherwise(word, product.text, verbs):
            return True
        named = ((norm(m.text), terms.relation(word, m.text)) for m in product.mentions)
        if any(found in (SAME, MEMBER, CLASS) or len(said) > 1 and key.endswith(said) for said, found in named):
            return True
    return False
