"""What a claim ends in: the product or method, after its form and the conditions said before it. Pure functions of text."""

from __future__ import annotations

import re

from documents.elements import NEGATIVE, Element, element_of
from documents.listing import BARE_FIGURE, conditions
from documents.naming import NO_NOUN, amounts

CONDITION = re.compile(
    r"^(?:상기\s*)?(.{2,60}?(?:인|이고|이며|하는|되는|된|있는|않는|않고|않으며|없는|제외한)),?\s+(?=\S)"
)
# "제형은 유중수형이며, SPF가 50 이상인 …", "PA+++ 이상인", "난연도가 V-0인", "유중수형인"
SAID = re.compile(rf"(?:이고|이며)$|(?:이상|이하|미만|초과)인$|(?:이|가|은|는)\s\S+인{NO_NOUN}$|^\S+(?:[형성]|제형|타입|형태)인$")
USE = re.compile(r"^(.*?(?:용|을\s*위한|를\s*위한|방지|개선|치료용|예방\s*또는\s*치료용))\s+(?=\S)")
FORM = re.compile(
    r"^(?P<form>[^,;]{2,40}?)\s*(?:타입|형태|제형)(?:의)?\s+(?P<rest>.+)$|^(?P<form2>\S*(?:수형|유형|W/O형?|O/W형?|w/o형?|"
    r"o/w형?)(?:\s*(?:에멀[젼전션]|유화))?)\s+(?P<rest2>.+)$"
)
# "겔상 화장료 조성물": said of cosmetics, where another form is another thing
STATE = re.compile(
    r"^((?:하이드로)?[겔젤]상|크림상|로션상|유액상|페이스트상|스틱상|무스상|폼상|거품상|분말상|액상|고형상|고상|밤상|미스트상)(?:의)?\s+"
    r"(?=(?:\S+\s){0,3}?\S*(?:화장료|화장품|외용제|마스크|세안제|클렌저|샴푸|파운데이션))"
)
STRUCTURE = re.compile(
    r"^((?:라멜라|액정|다중층|다층|이중층|코어-?쉘|젤 네트워크|캡슐|리포좀)\s*(?:상\s*)?구조)"
    r"(?:의|를\s*(?:갖는|가지는|형성하는)|인)?\s+(?=\S)"
)
EMULSION = re.compile(
    r"(?<=\s)((?:수중유|유중수|수중실리콘|실리콘중수|유중수중유|수중유중수)형|[WOS]/[WOS](?:/[WO])?형?)(?:의)?\s+(?=\S)"
)


def category_of(text: str) -> list[Element]:
    """The category, after its form ("수중유형 에멀젼 타입의 …") and its conditions ("pH가 5인 …") as elements."""
    out = []
    text = re.sub(r"^[^,;]{2,60}?(?:으로서|로서|에\s*있어서)\s*,\s*", "", text)
    while (lead := CONDITION.match(text)) and (
        amounts(lead[1]) or NEGATIVE.search(lead[1]) or SAID.search(lead[1]) or BARE_FIGURE.search(lead[1])
    ):
        out += [element_of(said) for said in conditions(lead[1])]
        text = text[lead.end() :]
    if structure := STRUCTURE.match(text):
        out.append(Element(structure[1], "form", (structure[1],), structure[1]))
        text = text[structure.end() :]
    if match := FORM.match(text):
        form = (match["form"] or match["form2"]).strip()
        rest = match["rest"] or match["rest2"]
        if not re.search(r"용$", form):
            out.append(Element(form, "form", (form,), form))
            text = rest
    elif state := STATE.match(text):
        out.append(Element(state[1], "form", (state[1], state[1].removesuffix("상")), state[1]))
        text = text[state.end() :]
    elif emulsion := EMULSION.search(text):  # "보습용 수중유형 크림": said between the use and the thing
        out.append(Element(emulsion[1], "form", (emulsion[1],), emulsion[1]))
        text = text[emulsion.end() :]
    text = re.sub(r"^상기\s*", "", text).strip() or text
    head = text
    if use := USE.match(text):
        head = text[use.end() :]
    return [*out, Element(text, "category", (head,), head)]
