"""Patent claims, Korean and English, cut into their elements. Pure functions of text.

Elements come in the claim's order with the product category last. Alternatives (a Markush group, "A 또는 B") stay
together in one element; "또는 이의 … 염" is no element of its own; amounts stay with what they measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents import listing
from documents.categories import category_of
from documents.elements import FUNCTIONAL, NEGATIVE, Element, element_of, place
from documents.listing import LISTED, OPEN_VERB
from documents.naming import BASIS, CHOICE_EN, NO_NOUN, RELATIVE, SALT, amounts, depth, names_in, pieces

MAX_ELEMENTS = 10_000
# -- headings and references ---------------------------------------------------------------------------------------
HEADING = re.compile(
    r"(?:^|(?<=\n)|(?<=[.;]\s))\s*(?:[【\[<〔]\s*)?(?:청구항\s*(\d+)|claim\s+(\d+))\s*(?:[】\]>〕]|[.:)])\s*"
    r"|(?:^|(?<=\n))\s*(\d{1,3})\.\s+(?=[^\d\s])",
    re.I,
)
CITED = re.compile(
    r"^(?:상기\s*)?(?:제\s*(\d+)\s*항|청구항\s*(?:제\s*)?(\d+)\s*항?)((?:\s*(?:,|내지|또는|및|~|-|중|"
    r"에서)\s*(?:제\s*)?(?:청구항\s*)?\d+\s*항?)*)"
    r"(?:\s*중)?(?:\s*(?:어느|임의의)\s*(?:한|하나의?)\s*(?:항|청구항)?)?\s*(에\s*있어서|에\s*따른|에\s*의한|에\s*기재된|에\s*기재의|의|에서)\s*,?\s*"
)
CITED_EN = re.compile(
    r"\b(?:of|according to|as claimed in|as recited in|in|as in)\s+(?:any (?:one )?of\s+)?claims?\s+(\d+)((?:\s*(?:,|"
    r"to|or|and|-)\s*\d+)*)",
    re.I,
)
REPLACES = re.compile(
    r"대신에?|제외하|제외한|치환(?:하|된|한)|대체(?:하|된|한)|instead of|except (?:that|for)|replaced (?:by|with)", re.I
)
# -- transitions ---------------------------------------------------------------------------------------------------
CLOSED_VERB = r"(?:으?로만?\s*(?:이루어|구성)(?:진|되는|된|지는))"
MIXED_SO = r"(?<=비로\s)(?:혼합|배합)(?:되는|된)|(?<=비율로\s)(?:혼합|배합)(?:되는|된)"  # "1:2의 중량비로 혼합되는"
TRANSITION = re.compile(
    rf"(?P<closed>{CLOSED_VERB})(?:\s*것을\s*특징으로\s*하는|\s*것인)?,?\s+"
    rf"|(?:을|를)?\s*(?:더|추가로|필수적으로|순서대로|순차적으로)?\s*(?:유효\s*(?:성분|량)으?로|유효량|필수\s*성분으로|주성분으로|주요\s*성분으로)?\s*"
    rf"(?<!에\s)(?!{MIXED_SO})(?P<open>{OPEN_VERB}(?:하는|한|하여\s*이루어(?:진|지는)|되는|된|하고\s*있는|하여\s*구성되는)|갖는|가지는|갖춘|구비된)"
    rf"(?:\s*것을\s*(?:그\s*)?특징으로\s*하는|\s*것인|\s*것으로\s*이루어진)?,?\s+|"
    rf"(?:인|는|은|된|한|진)\s*것(?:을\s*(?:그\s*)?특징으로\s*하는|인),?\s+"
)
# words between a closed verb and a choice: "A 및 B로 이루어진 군에서 선택되는" is no transition
GROUP_AHEAD = re.compile(r"\s*(?:군|그룹|집단|무리)(?:에서|으로부터|로부터|중)?")
OPEN_EN = re.compile(
    r"\b(comprising|comprises|comprise|including|includes|containing|contains|characterized (?:in|by) (?:that )?|"
    r"consisting essentially of|"
    r"consisting of|consists of|composed of|having)\b\s*:?\s*",
    re.I,
)
METHOD = re.compile(r"방법$|공정$|\b(?:method|process)\b", re.I)


@dataclass(frozen=True)
class Claim:
    number: int
    text: str
    elements: tuple[Element, ...]
    category: str
    cites: tuple[int, ...] = ()
    transition: str = "open"  # open (comprising), closed (consisting of)
    method: bool = False
    replaces: bool = False  # cites a claim but swaps or drops an element of it: stands alone
    korean: bool = True

    @property
    def independent(self) -> bool:
        return not self.cites or self.replaces


def is_korean(text: str) -> bool:
    return len(re.findall("[가-힣]", text)) * 3 >= len(re.findall("[A-Za-z]", text)) or bool(
        re.search("[가-힣]{3}", text)
    )


def split_claims(text: str) -> list[tuple[int, str]]:
    """(number, text) of every claim; a text without headings is claim 1."""
    marks = list(HEADING.finditer(text))
    if not marks or text[: marks[0].start()].strip():
        return [(1, text.strip())]
    ends = [m.start() for m in marks[1:]] + [len(text)]
    out = [
        (int(next(g for g in m.groups() if g)), text[m.end() : end].strip()) for m, end in zip(marks, ends, strict=True)
    ]
    return [(n, t) for n, t in out if t]


def parse_all(text: str) -> list[Claim]:
    return [parse(body, number) for number, body in split_claims(text)]


def with_elements(claim: Claim, texts: Sequence[str]) -> tuple[Element, ...]:
    """The elements that a person made of the claim, in order and the category last; an untouched one stays as it was."""
    before = {e.text: e for e in claim.elements}
    made = []
    for text in texts:
        if text in before:
            made.append(before[text])
        else:
            made.append(place(claim.text, element_of(text) if is_korean(text) else _english_element(text)))
    last = made[-1]
    return (*made[:-1], last if last.kind == "category" else replace(last, kind="category"))


def parse(text: str, number: int = 1) -> Claim:
    """A claim's elements. A text that is no claim gives its phrases as elements, the last as its category."""
    text = re.sub(r"\s+", " ", HEADING.sub("", text, count=1) if HEADING.match(text) else text).strip()
    return _korean(text, number) if is_korean(text) else _english(text, number)


# -- Korean --------------------------------------------------------------------------------------------------------
def _numbers(match: re.Match, groups: tuple[int, ...], rest: int) -> tuple[int, ...]:
    first = int(next(match[g] for g in groups if match[g]))
    more = match[rest] or ""
    others = [int(n) for n in re.findall(r"\d+", more)]
    if re.search(r"내지|~|-|to", more) and others:
        return tuple(range(first, others[-1] + 1))
    return (first, *others)


def _korean(text: str, number: int) -> Claim:
    cites: tuple[int, ...] = ()
    body = re.sub(r"\s*및/또는\s*", " 또는 ", MARKER.sub("", text.rstrip(" .。")))
    body = CLOSING.sub("", body)
    body = PROGRAM.sub("를 포함하는 ", BY_COMPUTER.sub("", BEFORE_CATEGORY.sub(" ", body)))
    offset = 0
    if match := CITED.match(body):
        cites, offset = _numbers(match, (1, 2), 3), match.end()
    body = body[offset:]
    cut = _transition(body)
    if cut and re.search(rf"{OPEN_VERB}(?:하고|하며),", cut[1]):
        cut = None  # "포함하는" of a part, with the list's own verb still to come
    replaces = bool(cites) and bool(REPLACES.search(body))
    if cut is None:
        content, category, closed = "", body, False
        if (
            (";" in body or re.search(rf"{OPEN_VERB}(?:하고|하며|하되),", body))
            and (last := _last_said(body))
            and ";" not in body[last:]
        ):
            content, category = body[:last].strip(), body[last:]
        elif BETWEEN_PARTS.search(body):
            at = max(m.start() for m in (re.compile(";") if ";" in body else BETWEEN_PARTS).finditer(body))
            content, category = body[:at], body[at + 1 :]
        elif amounts(body) and (last := [m for m in RELATIVE.finditer(body) if body[m.end() :].strip()]):
            content, category = body[: last[-1].end()].strip(), body[last[-1].end() :]  # "점도가 5,000 cP 이하인 로션"
        elif cites and (match := re.search(r"^(.*\S)\s+(\S+)$", body)):
            content, category = match[1], match[2]
    else:
        content, category, closed = cut
    lead = re.match(r"^(?P<pre>.{2,80}?)(?:에\s*있어서|으로서|로서)\s*(?:,\s*|$)", content)
    first: list[Element] = []
    form: list[Element] = []
    if lead and not CONTAINING.search(lead["pre"]):
        content = content[lead.end() :]
        if (stated := FORM_STATED.search(lead["pre"])) and stated[1] not in category:
            form = [Element(stated[1], "form", (stated[1],), stated[1])]  # "유중수형 에멀젼 제형으로서, …"
        elif layers := LAYERED.match(lead["pre"]):
            first = [element_of(part) for part in listing.parts(layers[1])]
        elif made := MADE_SO.match(lead["pre"]):
            first = [element_of(made[0].strip())]  # "진공 단열재가 충전된 용기로서, …"
    if (base := BASE.match(content)) and not NO_BASE.search(base[1]) and base[1] not in category:
        # "에폭시 수지 100중량부에 대하여, …": the resin is an element
        content = f"{base[1]}{';' if ';' in content else ','} {content[base.end() :]}"
    content = IN_ORDER.sub("", TOLD_ONCE.sub("", content))
    if (kit := KIT.search(content)) and ";" in content[: kit.start()]:
        content = KIT.sub("; ", content).rstrip("; ")
    content = BASIS.sub("", re.sub(r"^\s*상기\s*(?:조성물|화장료|제품|장치|시스템|방법)(?:은|는)\s*", "", content))
    parts = listing.parts(content) if content.strip() else []
    elements = [*first, *(element_of(part) for part in parts)]
    elements = [e for e in elements if not IMPURITIES.fullmatch(e.text)]
    elements += [*form, *category_of(category.strip(" ,"))]
    placed = tuple(place(text, e) for e in elements)
    shown = elements[-1].text
    return Claim(
        number, text, placed, shown, cites, "closed" if closed else "open", bool(METHOD.search(shown)), replaces
    )


def _transition(body: str) -> tuple[str, str, bool] | None:
    """(what stands before the last transition, the category after it, whether it is closed)."""
    best = None
    for match in TRANSITION.finditer(body):
        if match["closed"] and GROUP_AHEAD.match(body, match.end()):
            continue
        if depth(body, match.start()):
            continue
        # a transition inside a part ("A를 포함하는 B; 및 C") is followed by more parts
        rest = body[match.end() :]
        if rest and not re.search(r"[;]", rest):
            best = match
            # the first after the last separator that leaves a category of a reasonable length
            if len(rest) <= 60 and not re.search(r",|\s및\s|(?:을|를)\s|\S(?:으로|로)\s(?:이루어진|구성된)\s", rest):
                break
    if best is None:
        # "A 및 B를 포함하며 pH가 5인 조성물": the last verb that joins the content to a condition and the category
        joined = [
            m
            for m in LISTED.finditer(body)
            if not depth(body, m.start())
            and re.match(r"^[^;]{2,80}?(?:인|되는|하는|된|한|않는|없는)\s+\S", body[m.end() :])
            and ";" not in body[m.end() :]
            and not re.search(r"상기", body[m.end() :])
        ]
        if not joined:
            return None
        rest = body[joined[-1].end() :]
        last = [
            m.end()
            for m in RELATIVE.finditer(rest)
            if ("," in rest[: m.start()] or GOES_ON.search(rest, 0, m.start())) and "," not in rest[m.end() :]
        ]
        if last:  # "…을 포함하고, 조직이 A로 이루어지며, 강도가 B 이상인 강판": what is said after the list is content too
            return body[: joined[-1].end() + last[-1]].strip(), rest[last[-1] :], False
        return body[: joined[-1].start()], rest, False
    if AS_A.match(body, best.end()):
        # "A를 포함하는 X로서, 상기 A는 …이고, …하는 X": what is said of it goes on up to the last verb
        last = _last_said(body, best.end())
        if last and not re.search("[,;]", body[last:]):
            return body[:last].strip(), body[last:], bool(best["closed"])
    before = body[: best.start()]
    if (
        best["closed"] is None and best["open"] is None
    ):  # "… 인 것을 특징으로 하는 X": the feature belongs to the content
        before = body[: best.start() + re.match(r"\S+?(?=\s|것)", best[0]).end()]
    # what one part, or the remainder, is made of
    of_a_part = re.match(r"\s*(?:상기\s\S+(?:\s\S+)?|잔부|나머지|잔량)(?:은|는|이|가)\s", re.split(r"[,;]\s", before)[-1])
    return before.rstrip(" ,;"), body[best.end() :], bool(best["closed"]) and not of_a_part


def _last_said(body: str, start: int = 0) -> int:
    """Where the last verb ends that says something of what comes after it; 0 where there is none."""
    return max((m.end() for said in (RELATIVE, LACKING) for m in said.finditer(body, start)), default=0)


BETWEEN_PARTS = re.compile(r";|,(?!\d)")
GOES_ON = re.compile(r"[가-힣](?:하|되|지|시키)고\s")  # "색소는 잔류하고 오일은 막을 형성하는 틴트"
AS_A = re.compile(r"[^,;]{2,60}?(?:으로서|로서|에\s*있어서),\s+(?=[^,;]+[,;]|상기)")
LACKING = re.compile(r"(?:않는|않은|아니한|없는)\s+")
BEFORE_CATEGORY = re.compile(rf"(?<=[^\s,;](?:인|는|은|된|한|진)){NO_NOUN},\s+(?=[^,;]{{2,60}}$)")  # "압력은 0.7 MPa인, 선별 장치"
# "컴퓨터로 하여금, …단계를 실행시키기 위한 프로그램을 기록한 매체": the steps are what it comprises
BY_COMPUTER = re.compile(
    r"^(?:컴퓨터(?:로|에)\s*하여금|컴퓨터에(?=,)|\S*프로세서에\s의해\s(?:실행|수행)될\s때|(?:하드웨어(?:인\s컴퓨터)?|컴퓨터)와\s결합되어),?\s*"
)
TOLD_ONCE = re.compile(r"^\s*(?:중량|질량|몰|원자|부피)\s*(?:%|퍼센트)로,?\s*")  # "중량%로, C: 0.2%, …"
# "A를 포함하는 제1제와, B를 포함하는 제2제": what each holds
KIT = re.compile(rf"{listing.AGENT}(?:(?:와|과|및)?[,;]?\s+|\s*$)")
IN_ORDER = re.compile(r"^\s*\S+(?:으로부터|로부터|에서)\s순서대로,\s*")
CLOSING = re.compile(r";\s*(?=(?:으로|로)\s*(?:구성|이루어))")  # "A와; B;로 구성되고,"
PROGRAM = re.compile(
    r"(?:을|를)\s*(?:실행|수행)(?:(?:시키기|하기)\s*위한|(?:시키|하)도록\s(?:하는|구성된|설정된))\s*(?:컴퓨터\s*)?(?:프로그램|명령어)(?:들)?[을이]?\s*"
    r"(?:기록|저장|포함)(?:한|된|하는)\s+"
    r"|(?:을|를)\s*(?:실행|수행)(?:시키기|하기)\s*위하여\s*(?:\S+\s)?(?:매체|기록매체)에\s*저장된\s+"
)
IMPURITIES = re.compile(r"(?:기타\s*)?불가피(?:한|하게\s*\S+)\s*불순물(?:들)?")  # of every alloy
# "a) …; 및 b) …": brackets without their other half
MARKER = re.compile(r"(?:(?<=^)|(?<=[;,:]\s)|(?<=[;,:])|(?<=및\s))(?:[a-zA-Z가-하ⅰ-ⅻ]|\d{1,2}|[ivx]{1,4})\)\s*")
CONTAINING = re.compile(rf"{OPEN_VERB}(?:하는|한|된|되는)\s|(?:으로|로)\s(?:이루어지는|이루어진|구성되는|구성된)\s")
FORM_STATED = re.compile(r"(\S*(?:수형|유형|W/O|O/W)(?:\s*(?:에멀[젼전션]|유화))?|\S+\s?(?:에멀[젼전션]))\s*(?:(?:제형|타입|형태)|$)", re.I)
# "A 층 및 B 층이 적층된 필름으로서"
LAYERED = re.compile(r"((?!상기)[^;]{2,70}?\s(?:및|와|과)\s[^;]*?\S)(?:이|가)\s(?:[^\s;]+\s)?적층된\s")
MADE_SO = re.compile(
    r"^(?!상기)[^,;]*\S(?:이|가)\s(?:\S+\s)?\S*(?:충전|형성|구비|결합|적층|내장|설치|삽입|코팅|배치|수용|부착)된\s+(?=\S)"
)
NO_BASE = re.compile(r"조성물|화장료|전체|총|합계|^(?:고형분|전량|혼합물|원료)$")
BASE = re.compile(
    r"^\s*([^,;]{2,40}?|[^,;]{2,90}로\s*이루어진\s[^,;]{2,20}?)"
    r"\s*100\s*중량\s*부(?:에|을|를)?\s*(?:대하여|대해|기준으로)\s*,?\s*"
)

# -- English -------------------------------------------------------------------------------------------------------
SEMICOLON_EN = re.compile(r"\s*;\s*(?:and\s+)?", re.I)
COMMA_EN = re.compile(r"\s*,\s+(?:and\s+)?(?!wherein|which|where|or\b)|\s+and\s+", re.I)
WHEREIN = re.compile(r"[,;]?\s*\b(?:wherein|whereby)\b,?\s*", re.I)


def _english(text: str, number: int) -> Claim:
    body = text.rstrip(" .")
    cited = CITED_EN.search(body)
    cites = _numbers(cited, (1,), 2) if cited else ()
    match = OPEN_EN.search(body)
    head, *conditions = WHEREIN.split(body)
    closed = False
    if match and match.start() < len(head):
        category, content = body[: match.start()], head[match.end() :]
        closed = bool(re.match(r"consist(?:ing|s) of|composed", match[0], re.I))
    else:
        category, content = head, ""
    category = CITED_EN.sub("", category)
    category = re.sub(r"^\s*(?:an?|the)\s+|[\s,:]+$|\s+(?:further|also)$", "", category, flags=re.I).strip(" ,")
    parts = pieces(content, SEMICOLON_EN) if ";" in content.rstrip("; ") else _english_list(content)
    elements = [_english_element(p) for p in parts if p.strip(" ,;")]
    elements += [replace(_english_element(c), kind="condition") for c in conditions if c.strip(" ,;")]
    elements.append(Element(category or body, "category", (category or body,), category or body))
    return Claim(
        number,
        text,
        tuple(place(text, e) for e in elements),
        elements[-1].text,
        cites,
        "closed" if closed else "open",
        bool(METHOD.search(category)),
        bool(cites) and bool(REPLACES.search(body)),
        False,
    )


def _english_list(content: str) -> list[str]:
    if CHOICE_EN.search(content):
        return [content]
    return pieces(content, COMMA_EN)


def _english_element(phrase: str) -> Element:
    text = SALT.sub(
        "", re.sub(r"^\s*(?:an?|the|at least one|one or more)\s+(?!of|selected)(?:plurality of\s+)?", "", phrase.strip(" ,;:"), flags=re.I)
    )
    plain = text
    for r in reversed(amounts(text)):
        plain = plain[: r.start] + " " + plain[r.end :]
    plain = re.sub(
        r"^\s*(?:of|by weight of|by weight)\s+|\s+(?:in an amount of|of)\s*$",
        "",
        re.sub(r"\s+", " ", plain).strip(),
        flags=re.I,
    )
    if match := CHOICE_EN.search(plain):
        names, head = names_in(plain[match.end() :]), plain[: match.start()].strip(" ,")
    else:
        core = re.split(
            r"\s+(?:configured|adapted|operable|arranged|connected|coupled|disposed|located|mounted|for|that|which|"
            r"having|in an amount|treated|coated|made)\b",
            plain,
            maxsplit=1,
        )[0]
        names, head = names_in(core), core
    kind = "step" if re.match(r"^\w+ing\s", text) else "component"
    return Element(
        text,
        kind,
        tuple(names),
        head,
        ranges=tuple(amounts(text)),
        negative=bool(NEGATIVE.search(text)),
        functional=bool(FUNCTIONAL.search(text)),
    )
