"""One element of a claim taken apart: its names, class, amounts and what its modifiers demand. Pure functions of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.naming import (
    BASIS,
    CHOICE,
    CONTAINS,
    GUARD,
    RELATIONAL,
    SALT,
    amounts,
    guarded,
    modifiers_of,
    names_in,
    names_of,
    noun_in_wa,
    pieces,
)
from documents.quantities import Range

FEATURE_TAIL = re.compile(r"\s*(?:것을\s*(?:그\s*)?특징으로\s*하는|것인)\s*,?\s*$")
# -- inside an element ---------------------------------------------------------------------------------------------
ROLE_TAIL = re.compile(
    r"\s*(?:을|를)?\s*(?:유효\s*(?:성분|량)|필수\s*성분|주성분|주요\s*성분)\s*(?:으로서|으로|로서|로)?\s*$"
)
ROLE_HEAD = re.compile(r"^\s*(?:유효\s*성분|필수\s*성분|주성분)\s*(?:으로서|으로|로서|로)\s*,?\s*")
# "X를 음극 활물질 전체 중량에 대하여 5 중량%로", "X를 불소 이온 기준 900 ppm": what an amount is of, said beside it
BASIS_INSIDE = re.compile(
    r"(?:(?<=[을를]\s)|(?<=\s및\s)|(?<=함량[은는이가]\s)|(?<=함유량[은는이가]\s)|(?<=농도[은는이가]\s))(?:상기\s)?(?:[가-힣]+\s){0,4}?(?:(?:총|전체)\s*)?(?:중량|부피|함량|이온|100\s*중량\s*(?:%|부))(?:에|을|를)?\s*(?:대하여|대해|기준(?:으로)?)\s*,?\s*(?=\d)"
    r"|(?<=\S)(?:을|를)\s(?:[가-힣A-Za-z]+\s){0,2}[가-힣A-Za-z]+(?:으로서|로서)(?=\s\d)"  # "A를 불소 이온으로서 1000 ppm"
)
NOT_HELD = r"(?:포함|함유|첨가|사용)하지\s*(?:않|아니)"
NEGATIVE = re.compile(
    rf"{NOT_HELD}|제외한|제외하고|없는|없이|무첨가|비함유|실질적으로\s*(?:포함|함유)하지|"
    r"free of|without|does not contain|not containing",
    re.I,
)
FUNCTIONAL = re.compile(
    r"(?:하는|되는|하도록\s*구성된|하기\s*위한)\s*[^\s]*(?:부|수단|모듈|유닛|장치|기|기구)$|\bmeans for\b|configured to",
    re.I,
)
# "재령 28일", "28일 압축강도": when the strength of concrete is measured
AGED, STRENGTH = re.compile(r"재령\s?$"), re.compile(r"\s?(?:재령\s)?[가-힣]{0,4}강도")
MEASURED_AT = re.compile(r"\s?에서(?:의|\s측정)")  # "25℃에서의 점도": how it is measured, which people leave out
SPOKEN_OF = r"(?:상기|얻어진|수득된|제조된|형성된|최종)"
MEASURED = re.compile(
    rf"^{SPOKEN_OF}\s\S+(?:\s\S+){{0,2}}?의\s(?:평균\s?)?(?:두께|직경|크기|입경|길이|폭|함량|농도|점도|분자량|비표면적|밀도)(?:이|가|은|는)\s(?=.*\d)"
)
NO_OBJECT = r"(?:(?!\S*(?:[을를에]|에서)\s)\S+\s)"  # after an object, 는 ends a verb
OF_VERB = "[하되있갖지맞받나키리치추기내주우오루누르쓰두]"
TOPIC = re.compile(
    r"^상기\s(?:\S+\s){0,3}?\S+(?:이|가)\s(?=[^;]*(?:선택되는|\d[^;가-힣]*(?:중량\s?|부피\s?)?(?:%|부|g)?(?:으로|로)?\s?(?:더\s)?(?:포함|함유)|"
    r"\d\s*(?:중량\s?|부피\s?|몰\s?)?(?:%|부|ppm)$))"
    rf"|^상기\s{NO_OBJECT}{{0,3}}?\S*(?<!{OF_VERB})(?:은|는),?\s"
)


@dataclass(frozen=True)
class Element:
    """One element. `text` as shown; `names` what satisfies it, any one of them; `head` its class noun if it says one;
    `needs` materials or figures that its modifiers demand; `contains` what it is said to contain ("A 및 B를 포함하는 X"),
    each an element with its own amounts; `start:end` in the claim's text."""

    text: str
    kind: str  # component, form, category, step, condition
    names: tuple[str, ...]
    head: str = ""
    needs: tuple[str, ...] = ()
    contains: tuple[Element, ...] = ()
    ranges: tuple[Range, ...] = ()
    negative: bool = False
    functional: bool = False
    start: int = -1
    end: int = -1
    claim: int = 0  # number of the claim that says it, once resolved


RATIO_SAID = re.compile(r"(?:(?:중량|몰|부피|질량|혼합|함량)\s?비(?:율)?|[와과]\s\S+의\s비율)(?:은|는|이|가)\s*\d")
# "상기 제1제와 상기 제2제가 1:1 내지 1:2의 중량비로 혼합되는"
RATIO_KEPT = re.compile(
    r"(?:은|는|이|가)\s(?:약\s)?[\d.]+\s?:[\d.:\s내지~]+(?:의\s)?(?:중량|몰|부피|질량|혼합|함량)?\s?비(?:율)?로(?:\s(?:혼합|배합|조합)(?:되는|된|되며|되고)?)?$"
)
CONTENT_SAID = re.compile(
    r"(?:상기\s)?([^\s,;]{1,20}(?:\s[^\s,;]{1,12})?)의?\s(?:함량|농도|함유량)(?:이|은|가|는)\s*(?:약\s*)?"
    r"\d[^가-힣]*[가-힣]{0,3}%?[가-힣\s]{0,6}$"
)
EQUATED = re.compile(
    r"상기\s(?P<head>\S+(?:\s\S+)?)(?:은|는)\s+(?P<what>(?!\S*(?:을|를|에|로)\s)[^;\d]*?\s(?:또는|혹은)\s\S.*?)(?:인|이며|이고)?$"
)


# "MLSS 농도가 6,000 내지 12,000 mg/L로 유지되는": how high it is
KEPT = re.compile(
    r"(?<=[\dA-Za-z%℃㎛이하상만과])(?:\s?범위)?(?:으로|로|에서)\s*(?:유지|조절|제어|설정|조정|관리|운전)(?:되|하)(?:는|고|며)$"
)


def _aged(text: str, r: Range) -> bool:
    return bool(AGED.search(text, 0, r.start)) or r.dimension == "time" and r.exact and bool(STRENGTH.match(text, r.end))


# "A와 B의 높이 차가 6 내지 10 mm": how far two things are from each other
BETWEEN = re.compile(
    r"(?:상기\s)?\S[^,;\d]{0,40}?(?:와|과)\s(?:상기\s)?[^,;\d]{1,40}?(?:의|\s사이의|\s간의)\s(?:\S+\s)?\S*(?:차|차이|간격|거리|각도|편차)(?:이|가|은|는)\s(?=.*\d)"
)


def element_of(phrase: str) -> Element:
    shown = _clean(phrase)
    if (kept := KEPT.search(shown)) and amounts(shown[: kept.start()]):
        return replace(element_of(shown[: kept.start()]), text=shown)
    shown = re.sub(r"(?<=\d)(\s?\S{0,4})(?:인|이고|이며)$", r"\1", shown)
    if RATIO_KEPT.search(shown) and not STEP.search(shown):
        return Element(shown, "condition", (), "", (), (), tuple(amounts(shown)))
    if (far := BETWEEN.match(shown)) and (figures := amounts(shown)) and not OF_AMOUNT.sub("", OF_BOUND.sub("", shown[figures[-1].end :])):
        return Element(shown, "condition", (), "", (), (), tuple(r for r in figures if r.start >= far.end()))
    topic = MEASURED.match(shown) or TOPIC.match(shown)
    figures = amounts(shown)
    only = bool(figures) and not re.search(r"[가-힣]{2,}", OF_AMOUNT.sub("", OF_BOUND.sub("", shown[figures[-1].end :])))
    bare_figure = only and re.fullmatch(r"(?:pH|점도|경도|비중|온도|굴절률|[가-힣]{1,6})(?:가|이|는|은)\s.*\d.*", shown)
    if (ratio := RATIO_SAID.search(shown)) and not STEP.search(shown):
        return Element(shown, "condition", (), "", (), (), tuple(amounts(shown[ratio.start() :])))
    if topic and (choice := CHOICE.search(shown)):  # "상기 오일은 A 및 B로 이루어진 군에서 선택되는"
        if re.match(r"[^\s\d]\S+\s.*\d|[^\s\d]\S+$", shown[choice.end() :]):  # "상기 제1제는 A 및 B 중에서 선택된 1종 이상의 염료 2 중량%"
            return replace(element_of(shown[topic.end() :]), text=shown)
        called = re.sub(r"^상기\s*|(?:은|는|이|가)\s*$", "", topic[0].strip())
        return Element(shown, "component", tuple(names_in(shown[topic.end() : choice.start()])), called)
    if not STEP.search(shown) and (whole := _holding(shown)):
        return whole
    if inner := WITHIN.match(shown):  # "불소를 포함하지 않는 발수제로 처리된 발수층": the layer is there, the fluorine is not
        whole = element_of(inner["whole"])
        return replace(whole, text=shown, contains=(*whole.contains, element_of(inner["without"])))
    measured = topic and _only_measured(shown, topic)
    said = "condition" if (topic or bare_figure) and not measured else "component"
    kind = "step" if STEP.search(shown) else "condition" if said == "component" and DONE_SO.search(shown) else said
    lacking = LACKING.search(shown)
    if lacking and kind == "component" and not ENDS_VERB.search(shown):
        # "금속 스프링 없이 벨로우즈로 복귀하는 펌프": the pump is there, the spring is not
        whole = element_of(shown[: lacking.start()] + shown[lacking.end() :])
        return replace(whole, text=shown, contains=(*whole.contains, element_of(f"{lacking[1]}을 포함하지 않는")))
    # "네트워크 연결 없이 동작하는" of a part that is named elsewhere asks for nothing but that
    negative = bool(NEGATIVE.search(shown if kind == "condition" else LACKING.sub("", shown)))
    inside: tuple[Element, ...] = ()
    ranges = tuple(r for r in figures if not MEASURED_AT.match(shown, r.end) and not _aged(shown, r))
    if kind == "component" and not negative and (held := CHOICE.search(shown)) and (whole := HOLDS.fullmatch(shown, held.end())):
        return replace(element_of(whole["whole"]), text=shown, contains=(element_of(shown[: whole.start("holds")]),))
    if kind == "component" and not negative and not held:
        inside, spans = _contents(shown)
        ranges = tuple(r for r in ranges if not any(a <= r.start and r.end <= b for a, b in spans))
    if content := CONTENT_SAID.match(shown):  # "수분 함량이 1 중량% 이하인"
        what = content[1].strip().removesuffix("의")
        return Element(shown, "component", (what,), what, (), (), tuple(amounts(shown)))
    if equated := EQUATED.match(FEATURE_TAIL.sub("", phrase.strip(" ,;"))):
        # "상기 계면활성제는 A 또는 B인": any of these, and nothing else
        return Element(shown, "component", tuple(names_in(_clean(equated["what"]))), equated["head"])
    names, head, needs = ((measured,), measured, ()) if measured else names_of(
        SAID_OF.sub("", shown[topic.end() :]) if topic else shown
    )
    if kind == "component" and ranges and not any(re.search(r"\w", n) for n in names):
        kind = "condition"  # "총 중량이 80 내지 95 g"
    needs = tuple(n for n in needs if not ((m := CONTAINS.match(n)) and (inside or OF_ANY.search(m["what"]))))
    return Element(shown, kind, names, head, needs, inside, ranges, negative, bool(FUNCTIONAL.search(shown)))


# "A 및 B 중에서 선택되는 억제제를 포함하는 속방층"
HOLDS = re.compile(r"[^,;을를]{0,30}(?P<holds>(?:을|를)\s*(?:포함|함유|구비)(?:하는|한|하고,|하며,)\s)(?P<whole>[^,;]*\S)")
STEP = re.compile(r"(?:단계|공정|스텝)$|[가-힣]는\s(?:동작|과정|절차|기능)$")
DONE_SO = re.compile(r"[가-힣](?:을|를)\s(?:[^\d,;]+\s)?\S+(?:하고|하며|하거나|하도록\s\S+(?:되는|된|하는))$")  # "오프셋을 식별하며"
SAID_OF = re.compile(r"(?:(?:을|를)?\s*(?:더\s*)?(?:포함|함유)(?:하며|하고|하는|하되)|인|이며|이고|된|되는|하는|한)$")
OF_BOUND = re.compile(r"이상|이하|미만|초과|것")
# "상기 시트에 함침되고, A를 포함하며, 점도가 …인 에센스", "A와 B를 포함하고, C를 5 중량%로 함유하며, 점도가 …인 조성물"
HELD = re.compile(
    r"(?:상기\s)?(?P<what>(?!상기\s)[^;]+?)(?:을|를)\s*(?P<amount>[^,;가-힣]*\d[^,;]*?(?:으로|로)\s)?(?:더\s)?(?:포함|함유|구비)(?:하며|하고|하되),\s+"
    r"(?=(?:[^;](?!상기\s(?:\S+\s){0,2}?\S+(?:은|는)\s))*(?:인|한|된|하는|되는)\s\S)"
)
SET_SO = re.compile(r"상기\s[^;,]*?\S(?:되고|하고|되며|하며|덮고),\s")
# "상기 A가 층의 총 중량에 대하여 15 내지 35 중량%로 포함되는 층"
HELD_SO = re.compile(
    r"상기\s(?P<of>[^,;]{2,40}?)(?:이|가|은|는|을|를)\s(?P<amount>[^,;]*?\d[^,;]*?)(?:으로|로)\s(?:포함|함유|배합)(?:되는|된|하는|되고,|되며,)\s+(?=\S)"
)
ENDS_VERB = re.compile(r"(?:는|된|한|인|하고|하며)$")
LACKING = re.compile(
    r"(?<!\S)((?:[^\s,;]+(?<![에을를로와과고며여의후])\s){0,2}[^\s,;]+?)(?:의\s(?:개재|사용|추가|도움))?\s없이\s(?=[^;]*\S)"
)
WITHIN = re.compile(
    r"(?:상기\s\S+에\s)?(?P<without>\S+(?:을|를)\s(?:실질적으로\s|전혀\s)?(?:포함|함유)하지\s않는)\s(?P<whole>[^,;]*\S(?:된|한|하는|시킨|되는)\s\S[^,;]*)$"
)
# what may be said of an amount beside its figures
OF_AMOUNT = re.compile(
    r"(?:평균|중량|질량|부피|입자|입경|크기|직경|두께|함량|농도|분자량|점도|길이|비율|온도|중량평균|수평균|범위|포함|함유|배합|첨가|각각|총|전체|조성물|화장료|"
    r"대하여|대해|기준|으로|내에서|범위로|되고|되며|되는|하는|당|[이가은는을를로의에인된고])+"
)


def _holding(shown: str) -> Element | None:
    """A part that says one after the other what it holds, before what it is."""
    start = SET_SO.match(shown)
    at, held = start.end() if start else 0, []
    while match := HELD.match(shown, at):
        held += [replace(e, ranges=e.ranges or tuple(amounts(match["amount"] or ""))) for e in map(element_of, _each(match["what"]))]
        at = match.end()
    if not held or ENDS_VERB.search(shown):
        return None
    if so := HELD_SO.match(shown, at):
        held = [replace(e, ranges=tuple(amounts(so["amount"]))) if so["of"].strip() in e.names else e for e in held]
        at = so.end()
    whole = element_of((start[0] if start else "") + shown[at:])
    return replace(whole, text=shown, contains=(*held, *whole.contains))


def _each(what: str) -> list[str]:
    """The things of a list; a choice keeps its members and its class."""
    what = re.sub(r"^\S+(?:에|상에|면에)\s+", "", what.strip(" ,"))  # "유상부에 A와 B를"
    choice = CHOICE.search(what)
    first = what[: choice.end()] if choice else ""
    rest = what[len(first) :]
    found = [q for p in (re.split(r",\s+(?=및\s|그리고\s)", rest)) for q in _listed(re.sub(r"^(?:및|그리고)\s", "", p))]
    return [f"{first}{found[0]}", *found[1:]] if found else [what]


def _listed(text: str) -> list[str]:
    """ "A 및 B를 포함하는 안료" is one thing, and so is a choice."""
    one = OF_STUFF.search(text) or re.search(r"\s(?:또는|혹은)\s|이나\s", text)
    return [text] if one else [p.replace(GUARD, "").strip() for p in pieces(guarded(text), LIST)]


OF_STUFF = re.compile(r"(?:을|를)\s(?:포함|함유)(?:하는|한)\s\S|(?:으로|로)\s(?:이루어진|구성된)\s\S")


def _only_measured(shown: str, topic: re.Match) -> str:
    """X of "상기 X는 조성물 총 중량에 대하여 1 내지 3 중량%로": a condition that says nothing but how much of X there is."""
    rest, figures = shown[topic.end() :], amounts(shown[topic.end() :])
    for r in reversed(figures):
        rest = rest[: r.start] + rest[r.end :]
    name = re.sub(rf"^{SPOKEN_OF}\s*|(?:의\s*(?:평균\s*)?\S{{1,4}})?(?:은|는|이|가)\s*$", "", topic[0].strip()).strip()
    plain = re.sub(r"[\s,]", "", rest)
    if not figures or plain and not OF_AMOUNT.fullmatch(plain) or any("ratio" in r.dimension for r in figures):
        return ""
    return "" if re.search(r"조성물|화장료|전체|(?:와|과|및)\s", name) else name


def _contents(shown: str) -> tuple[tuple[Element, ...], list[tuple[int, int]]]:
    """(what the modifiers say that the thing contains, where they say it)."""
    found, spans, at = [], [], 0
    for modifier in modifiers_of(shown)[0]:
        at = shown.find(modifier, at)
        match = CONTAINS.match(modifier)
        if not match or re.search(r"^상기\s|상기\s\S+$", match["what"]) or RELATIONAL.search(match["what"]):
            continue
        what = re.sub(r"^\S+(?:에|상에|면에)\s+", "", match["what"].strip(" ,"))  # "표면에 코팅층이 형성된"
        if INTRINSIC.search(what) or amounts(what) and PROPERTY_OF.search(what):
            continue
        carrier = CARRIED.match(modifier)  # "다공성 실리카에 티트리 오일이 담지된"
        what = f"{carrier['in']}, {carrier['what']}" if carrier else what
        what = TO_A_HUNDRED.sub(r"\1, ", what)
        for piece in [what] if re.search(r"\s(?:또는|혹은)\s|이나\s", what) else pieces(guarded(what), LIST):
            found.append(element_of(f"{piece.replace(GUARD, '').strip()} {match['amount'] or ''}".strip()))
        spans.append((at, at + len(modifier)))
    return tuple(e for e in found if e.text and not e.contains), spans


# what is carried by another material: the thing is made of both
CARRIED = re.compile(
    r"(?!상기\s)(?P<in>[^,]{2,24}?)(?<!표면)(?<!내부)(?<!상)(?<!면)(?<!위)(?<!층)(?<!일측)에\s+(?P<what>[^,]{2,30}?)(?:이|가)\s+"
    r"(?:담지|봉입|흡착|함침|포집|로딩|내포|포접|캡슐화)(?:된|되어)"
)
# "30 내지 100 μm의 두께를 갖는"
PROPERTY_OF = re.compile(
    r"(?:두께|직경|지름|내경|외경|폭|너비|높이|길이|깊이|크기|입경|입도|간격|면적|부피|밀도|점도|경도|강도|온도|압력|각도|굴절률|투과율|계수|저항|전위|분자량|"
    r"비표면적|용량|수분율|농도|순도|융점|탄성률|조도|거칠기|종횡비)$"
)
# what any such thing has
INTRINSIC = re.compile(r"(?:회전축|축|단자|개구부?|구멍|홀|공간|표면|면|단부|본체|몸체|하우징|입구|출구|[한두]\s*쌍|복수)$")
OF_ANY = re.compile(f"{INTRINSIC.pattern}|{PROPERTY_OF.pattern}")
# "점착제 100 중량부에 대하여 가교제 0.5 중량부": both
TO_A_HUNDRED = re.compile(r"^([^,;\d]{2,40}?)\s100\s*중량\s*부(?:에|를|을)?\s*(?:대하여|대해|기준으로)\s*,?\s*")
LIST = re.compile(r"\s*,\s+(?:및\s+)?|\s+및\s+|(?<=\S)(?:와|과)\s+")


def _clean(phrase: str) -> str:
    text = SALT.sub("", BASIS_INSIDE.sub("", BASIS.sub("", phrase.strip(" ,;"))))
    text = ROLE_HEAD.sub("", ROLE_TAIL.sub("", text))
    text = re.sub(r"(?<=[^\s])(?:을|를)(?:\s(?:더|추가로))?$", "", text.strip(" ,;"))
    text = BY_STEPS.sub(r"\1", FEATURE_TAIL.sub("", text))
    text = re.sub(r"(?:을|를)\s*(?:더\s*)?(?:포함|함유|구비)(?:하고|하며|하되)$", "", text)
    text = re.sub(r"(?<=[%부gLM)\d])\s*(?:포함|함유|구비)(?:하고|하며|하되)$", "", text)
    text = re.sub(r"(?<=[가-힣%부])(?:으로|로)\s*(?:이루어|구성되)(?:지고|지며|고|며)$", "", text)
    text = re.sub(r"(?:을|를)\s*(?:반응|혼합|중합|배합|용해)(?:시켜|하여)\s*(?:얻어지|제조되|형성되)(?:고|며|는)$", "", text)
    text = re.sub(r"(?<=이상|이하|미만|초과)(?:이고|이며)$", "", text)
    text = re.sub(r"지\s*(?:않|아니하)(?:고|며|으며)?$", "지 않는", text)
    text = text if noun_in_wa(text.rsplit(" ", 1)[-1]) else re.sub(r"(?<=[가-힣)%])(?:와|과)$", "", text)
    text = re.sub(r"^(?:및|그리고|와|과)\s+", "", text)
    text = re.sub(r"^(?:\([a-zA-Z0-9가-하]{1,3}\)|[a-zA-Z]\)|[①-⑳])\s*", "", text)
    return text.strip(" ,;") or phrase.strip(" ,;")


BY_STEPS = re.compile(r"(단계|공정)(?:를|을|에)\s(?:거쳐|통해|통하여|의해|의하여|수행하여)\s(?:제조|수득|형성|생산)(?:된|되는)$")


def place(claim: str, element: Element) -> Element:
    at = claim.find(element.text)
    return replace(element, start=at, end=at + len(element.text)) if at >= 0 else element
