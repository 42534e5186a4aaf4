"""Patent claims, Korean and English, cut into their elements. Pure functions of text.

Elements come in the claim's order with the product category last. Alternatives (a Markush group, "A 또는 B") stay
together in one element; "또는 이의 … 염" is no element of its own; amounts stay with what they measure.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from documents.quantities import Range, find

MAX_ELEMENTS = 10_000

# -- headings and references ---------------------------------------------------------------------------------------
HEADING = re.compile(r"(?:^|(?<=\n)|(?<=[.;]\s))\s*(?:【\s*)?(?:청구항\s*(\d+)|claim\s+(\d+))\s*(?:】|[.:)])\s*"
                     r"|(?:^|(?<=\n))\s*(\d{1,3})\.\s+(?=[^\d\s])", re.I)
CITED = re.compile(r"^(?:상기\s*)?(?:제\s*(\d+)\s*항|청구항\s*(?:제\s*)?(\d+)\s*항?)((?:\s*(?:,|내지|또는|및|~|-|중|에서)\s*(?:제\s*)?(?:청구항\s*)?\d+\s*항?)*)"
                   r"(?:\s*중)?(?:\s*(?:어느|임의의)\s*(?:한|하나의?)\s*(?:항|청구항)?)?\s*(에\s*있어서|에\s*따른|에\s*의한|에\s*기재된|에\s*기재의|의|에서)\s*,?\s*")
CITED_EN = re.compile(r"\b(?:of|according to|as claimed in|as recited in|in|as in)\s+(?:any (?:one )?of\s+)?claims?\s+(\d+)((?:\s*(?:,|to|or|and|-)\s*\d+)*)", re.I)
REPLACES = re.compile(r"대신에?|제외하|제외한|치환(?:하|된|한)|대체(?:하|된|한)|instead of|except (?:that|for)|replaced (?:by|with)", re.I)

# -- transitions ---------------------------------------------------------------------------------------------------
OPEN_VERB = r"(?:포함|함유|구비|내포|보유|탑재|구성|내장|배합|첨가|혼합)"
CLOSED_VERB = r"(?:으?로만?\s*(?:이루어|구성)(?:진|되는|된|지는))"
TRANSITION = re.compile(
    rf"(?P<closed>{CLOSED_VERB})(?:\s*것을\s*특징으로\s*하는)?,?\s+"
    rf"|(?:을|를)?\s*(?:더|추가로|필수적으로)?\s*(?:유효\s*(?:성분|량)으?로|유효량|필수\s*성분으로|주성분으로|주요\s*성분으로)?\s*"
    rf"(?P<open>{OPEN_VERB}(?:하는|한|하여\s*이루어(?:진|지는)|되는|된|하고\s*있는|하여\s*구성되는)|갖는|가지는|갖춘|구비된)"
    rf"(?:\s*것을\s*(?:그\s*)?특징으로\s*하는|\s*것인|\s*것으로\s*이루어진)?,?\s+|"
    rf"(?:인|하는|되는|된|한|진|있는|않는|없는)\s*것을\s*(?:그\s*)?특징으로\s*하는,?\s+")
# words between a closed verb and a choice: "A 및 B로 이루어진 군에서 선택되는" is no transition
GROUP_AHEAD = re.compile(r"\s*(?:군|그룹|집단|무리)(?:에서|으로부터|로부터|중)?")
OPEN_EN = re.compile(r"\b(comprising|comprises|comprise|including|includes|containing|contains|characterized (?:in|by) (?:that )?|consisting essentially of|"
                     r"consisting of|consists of|composed of|having)\b\s*:?\s*", re.I)
FEATURE_TAIL = re.compile(r"\s*(?:것을\s*(?:그\s*)?특징으로\s*하는|것인)\s*,?\s*$")

# -- inside an element ---------------------------------------------------------------------------------------------
CHOICE = re.compile(r"(?:(?:으로|로)\s*(?:이루어진|구성된|구성되는|이루어지는)\s*(?:군|그룹|집단)\s*(?:에서|으로부터|로부터|중에서|중)?|(?:으로부터|로부터|중에서|중|에서))\s*"
                    r"(?:(?:적어도|최소)\s*하나(?:\s*이상)?가?\s*)?(?:선택(?:되는|된|되어지는|한)|어느\s*하나|하나|적어도\s*(?:하나|1종))\s*(?:되는\s*)?"
                    r"(?:(?:\d+|일|한)\s*(?:종|개|가지|이상)(?:\s*이상)?|(?:어느\s*)?하나(?:\s*또는\s*(?:둘|그)\s*이상(?:의\s*(?:혼합물|조합))?|\s*이상)?|적어도\s*(?:하나|1종|한\s*종)(?:\s*이상)?|단독\s*또는[^,;]*?혼합(?:물)?)?"
                    r"(?:을\s*포함하는|인|의)?\s*")
CHOICE_EN = re.compile(r"(?:(?:one or more|at least one)\s+(?:\w+\s+){0,3})?(?:selected from(?: the group consisting of)?|chosen from)\s+", re.I)
SALT = re.compile(r"\s*(?:,\s*)?(?:또는|및|이나|와|과)?\s*(?:이의|그의|그|이들의|이의\s*약학적|이들)\s*(?:[가-힣]+(?:학적|상)(?:으로)?\s*)?(?:허용\s*(?:되는|가능한|가능)\s*)?(?:염|유도체|에스테르|에스터|수화물|용매화물|이성질체|혼합물|조합)"
                  r"(?:\s*(?:또는|및|,)\s*(?:이의\s*)?(?:염|유도체|에스테르|수화물|용매화물|이성질체))*|\s*(?:,\s*)?or (?:a |an )?(?:\w+ly )?(?:acceptable )?(?:salt|ester|derivative)s?(?: thereof)?", re.I)
ROLE_TAIL = re.compile(r"\s*(?:을|를)?\s*(?:유효\s*(?:성분|량)|필수\s*성분|주성분|주요\s*성분)\s*(?:으로서|으로|로서|로)?\s*$")
ROLE_HEAD = re.compile(r"^\s*(?:유효\s*성분|필수\s*성분|주성분)\s*(?:으로서|으로|로서|로)\s*,?\s*")
BASIS = re.compile(r"^\s*(?:(?:상기\s*)?(?:[가-힣 ]{0,14}?(?:조성물|화장료|전체|수지|제품))\s*)?(?:총|전체)?\s*(?:중량|100\s*중량(?:%|부)|부피)(?:을|를|에)?\s*(?:기준으?로(?:\s*하여)?|대하여|대비|대해)\s*,?\s*|"
                   r"^\s*(?:전체\s*)?[가-힣/ ]{0,40}?\s*(?:총|전체)?\s*(?:중량|100\s*중량\s*(?:%|부))\s*(?:에|을|를)?\s*(?:대하여|기준으로)\s*,?\s*")
LEAD = re.compile(r"^\s*(?:상기|적어도\s*(?:하나|1개|한\s*개)(?:\s*이상)?의|하나\s*이상의|1종\s*이상의|복수의|복수\s*개의|다수의|한\s*쌍의|\([a-zA-Z0-9가-하]{1,3}\)|[a-zA-Z가-하]\)|[①-⑳]|\d+\))\s*")
RELATIVE = re.compile(r"(?:하는|되는|되어\s*있는|되도록\s*구성된|하도록\s*구성된|된|한|인|있는|갖는|가지는|지는|진|맞춘|받는|보내는|나누는|만드는|이루는|넣은|섞은|쓰이는|위한|따른|의한|가능한|짓는|흐르는|걸친|열리는)\s+")
RELATIONAL = re.compile(r"연결|결합|배치|구비|설치|형성|위치|접촉|이격|내부|외부|일측|타측|상면|하면|상에|사이|둘러|수용|장착|고정|지지|본체|하우징|프레임")
NEGATIVE = re.compile(r"포함하지\s*않|함유하지\s*않|제외한|제외하고|없는|없이|무첨가|비함유|실질적으로\s*(?:포함|함유)하지|free of|without|does not contain|not containing", re.I)
FUNCTIONAL = re.compile(r"(?:하는|되는|하도록\s*구성된|하기\s*위한)\s*[^\s]*(?:부|수단|모듈|유닛|장치|기|기구)$|\bmeans for\b|configured to", re.I)
TOPIC = re.compile(r"^상기\s(?:\S+\s){0,3}?\S*(?<![하되있갖지맞받나])(?:은|는)\s")
USE = re.compile(r"^(.*?(?:용|을\s*위한|를\s*위한|방지|개선|치료용|예방\s*또는\s*치료용))\s+(?=\S)")
FORM = re.compile(r"^(?P<form>[^,;]{2,40}?)\s*(?:타입|형태|제형)의\s+(?P<rest>.+)$|^(?P<form2>\S*(?:수형|유형|W/O형?|O/W형?|w/o형?|o/w형?)(?:\s*(?:에멀[젼전션]|유화))?)\s+(?P<rest2>.+)$")
METHOD = re.compile(r"방법$|공정$|\b(?:method|process)\b", re.I)
RELATED_WITH = re.compile(r"^\s*(?:상기|함께|결합|연결|접촉|접하|맞닿|대향|마주|이격|통신|동일|같은|다른|상이|관련|대응|인접|나란|일체|상호|전기적|교차|평행|수직|분리|반응|혼합|비교|접속|연통|별도|구분|구별|유사)")
ENDS_IN_WA = re.compile(r"(?:효과|결과|경과|투과|여과|통과|초과|성과|사과|모과|치과|내과|안과|기와|조화|친화|부과|과)$")
WA_EXCEPT = re.compile(r"(?:효|결|경|투|여|통|초|성|사|모|치|내|안|부|학|교|산|전)과$|기와$")


@dataclass(frozen=True)
class Element:
    """One element. `text` as shown; `names` what satisfies it, any one of them; `head` its class noun if it says one;
    `needs` materials or figures that its modifiers demand; `start:end` in the claim's text."""
    text: str
    kind: str                                # component, form, category, step, condition
    names: tuple[str, ...]
    head: str = ""
    needs: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    negative: bool = False
    functional: bool = False
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Claim:
    number: int
    text: str
    elements: tuple[Element, ...]
    category: str
    cites: tuple[int, ...] = ()
    transition: str = "open"                 # open (comprising), closed (consisting of)
    method: bool = False
    replaces: bool = False                   # cites a claim but swaps or drops an element of it: stands alone
    korean: bool = True

    @property
    def independent(self) -> bool:
        return not self.cites or self.replaces


def is_korean(text: str) -> bool:
    return len(re.findall("[가-힣]", text)) * 3 >= len(re.findall("[A-Za-z]", text)) or bool(re.search("[가-힣]{3}", text))


def split_claims(text: str) -> list[tuple[int, str]]:
    """(number, text) of every claim; a text without headings is claim 1."""
    marks = list(HEADING.finditer(text))
    if not marks or text[:marks[0].start()].strip():
        return [(1, text.strip())]
    ends = [m.start() for m in marks[1:]] + [len(text)]
    out = [(int(next(g for g in m.groups() if g)), text[m.end():end].strip()) for m, end in zip(marks, ends, strict=True)]
    return [(n, t) for n, t in out if t]


def parse_all(text: str) -> list[Claim]:
    return [parse(body, number) for number, body in split_claims(text)]


def resolve(claims: list[Claim], number: int) -> list[tuple[Element, ...]]:
    """The elements of a claim with all that it inherits; one tuple a cited alternative, the category once and last."""
    known = {c.number: c for c in claims}
    claim = known[number]
    if claim.independent:
        return [claim.elements]
    own = tuple(e for e in claim.elements if e.kind != "category")
    out = []
    for cited in claim.cites:
        if cited in known and cited < number:
            for inherited in resolve(claims, cited):
                out.append((*inherited[:-1], *own, inherited[-1]))
    return out or [claim.elements]


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
    body = text.rstrip(" .。")
    offset = 0
    if match := CITED.match(body):
        cites, offset = _numbers(match, (1, 2), 3), match.end()
    body = body[offset:]
    cut = _transition(body)
    replaces = bool(cites) and bool(REPLACES.search(body))
    if cut is None:
        content, category, closed = "", body, False
        if (";" in body or re.search(rf"{OPEN_VERB}(?:하고|하며),", body)) and (last := list(RELATIVE.finditer(body))) and ";" not in body[last[-1].end():]:
            content, category = body[:last[-1].end()].strip(), body[last[-1].end():]
        elif "," in body or ";" in body:
            content, _, category = body.rpartition(";" if ";" in body else ",")
        elif cites and (match := re.search(r"^(.*\S)\s+(\S+)$", body)):
            content, category = match[1], match[2]
    else:
        content, category, closed = cut
    lead = re.match(r"^(?P<pre>.{2,80}?)(?:에\s*있어서|으로서|로서)\s*,\s*", content)
    if lead:
        content = content[lead.end():]
    content = BASIS.sub("", re.sub(r"^\s*상기\s*(?:조성물|화장료|제품|장치|시스템|방법)(?:은|는)\s*", "", content))
    elements = [_element(part) for part in _parts(content)] if content.strip() else []
    elements += _category(category.strip(" ,"))
    placed = tuple(_place(text, e) for e in elements[:MAX_ELEMENTS])
    shown = elements[-1].text
    return Claim(number, text, placed, shown, cites, "closed" if closed else "open", bool(METHOD.search(shown)), replaces)


def _transition(body: str) -> tuple[str, str, bool] | None:
    """(what stands before the last transition, the category after it, whether it is closed)."""
    best = None
    for match in TRANSITION.finditer(body):
        if match["closed"] and GROUP_AHEAD.match(body, match.end()):
            continue
        if _depth(body, match.start()):
            continue
        # a transition inside a part ("A를 포함하는 B; 및 C") is followed by more parts
        rest = body[match.end():]
        if rest and not re.search(r"[;]", rest):
            best = match
            # the first after the last separator that leaves a category of a reasonable length
            if len(rest) <= 60 and not re.search(r",|\s및\s|(?:을|를)\s", rest):
                break
    if best is None:
        # "A 및 B를 포함하며 pH가 5인 조성물": the last verb that joins the content to a condition and the category
        joined = [m for m in LISTED.finditer(body) if not _depth(body, m.start()) and re.match(r"^[^;]{2,80}?(?:인|되는|하는|된|한)\s+\S", body[m.end():])
                  and ";" not in body[m.end():] and not re.search(r"상기", body[m.end():])]
        return (body[:joined[-1].start()], body[joined[-1].end():], False) if joined else None
    before = body[:best.start()]
    if best["closed"] is None and best["open"] is None:     # "… 인 것을 특징으로 하는 X": the feature belongs to the content
        before = body[:best.start() + re.match(r"\S+?(?=\s|것)", best[0]).end()]
    return before.rstrip(" ,;"), body[best.end():], bool(best["closed"]) and "closed" in best.groupdict()


def _depth(text: str, position: int) -> int:
    return text.count("(", 0, position) - text.count(")", 0, position)


def _pieces(text: str, separator: re.Pattern) -> list[str]:
    """Split outside brackets."""
    out, start = [], 0
    for match in separator.finditer(text):
        if not _depth(text, match.start()):
            out.append(text[start:match.start()])
            start = match.end()
    return [p for p in (*out, text[start:]) if p.strip(" ,;및와과")]


SEMICOLON = re.compile(r"\s*;\s*(?:및|그리고|와|과)?\s*")
CLAUSE = re.compile(rf"(?:을|를)?\s*{OPEN_VERB}(?:하고|하며|하되|되고)\s*,?\s*(?=상기|여기서)|(?<=이고),\s*(?=상기)|(?<=며),\s*(?=상기)|(?<=하고),\s*(?=상기)|,?\s*여기서,?\s*")
FIGURE_END = re.compile(r"(?<=[\d℃%mK상하만])(?:이고|이며),?\s+|(?<=않)(?:고|으며),?\s+")
LISTED = re.compile(rf"(?:을|를)\s*{OPEN_VERB}(?:하고|하며|하되)\s*,?\s+")
COMMA = re.compile(r"\s*,\s+(?!또는)(?:및\s+|그리고\s+)?|(?<=[가-힣\)%]),(?=[가-힣])|\s+(?:및|그리고)\s+")
VERB_END = re.compile(r"(?:하고|하며|하여|되어|되고|되며|이고|이며|하되|있고|있으며|아|어|지고|으로서|로서|하는|있어서|경우)$")
WA = re.compile(r"(?<=\S)(?:와|과)\s+")


def _parts(content: str) -> list[str]:
    """The phrases of the elements, in order; a choice stays in one piece."""
    if SEMICOLON.search(content) and ";" in content.rstrip("; "):
        return [c.strip(" ,;") for p in _pieces(content, SEMICOLON) for c in _pieces(p, CLAUSE)]
    content = content.rstrip("; ")
    out: list[str] = []
    for clause in _pieces(content, CLAUSE):
        if clause.lstrip().startswith("상기") and out:
            out.append(clause.strip(" ,"))                    # a wherein clause: one condition
        else:
            for listed in _pieces(clause, LISTED):
                for piece in _pieces(listed, FIGURE_END):
                    out += _flat(piece)
    return out


def _flat(clause: str) -> list[str]:
    """A list by commas, 및 and 와/과. The members of a choice and phrases that end in a verb are joined again."""
    pieces = [q.strip() for p in _pieces(clause, COMMA) for q in _by_wa(p) if q.strip()]
    out: list[tuple[int, int]] = []                           # spans of the clause
    at = 0
    for piece in pieces:
        start = clause.find(piece, at)
        at = start + len(piece)
        before = clause[out[-1][0]:out[-1][1]] if out else ""
        if out and (VERB_END.search(before) or re.match(r"^(?:이의|그의|이들의)\s", piece)):
            out[-1] = (out[-1][0], at)
        elif CHOICE.search(piece) and out and (first := _choice_start(clause, out, start)) < len(out):
            out[first:] = [(out[first][0], at)]
        else:
            out.append((start, at))
    return [clause[s:e] for s, e in out]


def _choice_start(clause: str, spans: list[tuple[int, int]], last: int) -> int:
    """Where the members of a choice begin: after a piece with an amount or a choice of its own; and since a list has
    one 및, before its last member, an earlier 및 stands before the list."""
    joined = 0
    for i in range(len(spans) - 1, -1, -1):
        piece = clause[spans[i][0]:spans[i][1]]
        joined += "," not in clause[spans[i][1]:spans[i + 1][0] if i + 1 < len(spans) else last]
        if joined > 1 or amounts(piece) and not re.search(r"평균|입경|크기|두께|분자량", piece) or CHOICE.search(piece) or VERB_END.search(piece):
            return i + 1
    return 0


def _by_wa(piece: str) -> list[str]:
    out, start = [], 0
    for match in WA.finditer(piece):
        word = piece[start:match.start() + 1].rsplit(" ", 1)[-1]
        if _depth(piece, match.start()) or WA_EXCEPT.search(word) or RELATED_WITH.match(piece[match.end():]) or "상기" in piece[:match.start()].rsplit(",", 1)[-1][-24:]:
            continue
        out.append(piece[start:match.start()])
        start = match.end()
    return [*out, piece[start:]]


def _element(phrase: str) -> Element:
    shown = _clean(phrase)
    shown = re.sub(r"(?<=\d)(\s?\S{0,4})(?:인|이고|이며)$", r"\1", shown)
    topic = TOPIC.match(shown)
    bare_figure = re.fullmatch(r"(?:pH|점도|경도|비중|온도|굴절률|[가-힣]{1,6})(?:가|이|는|은)\s.*\d.*", shown) and amounts(shown)
    kind = "step" if re.search(r"(?:단계|공정|스텝)$", shown) else "condition" if topic or bare_figure else "component"
    names, head, needs = _names(re.sub(r"(?:인|이며|이고|된|되는|하는|한)$", "", shown[topic.end():]) if topic else shown)
    return Element(shown, kind, names, head, needs, tuple(amounts(shown)), bool(NEGATIVE.search(shown)), bool(FUNCTIONAL.search(shown)))


def _clean(phrase: str) -> str:
    text = SALT.sub("", BASIS.sub("", phrase.strip(" ,;")))
    text = ROLE_HEAD.sub("", ROLE_TAIL.sub("", text))
    text = re.sub(r"(?<=[^\s])(?:을|를)$", "", text.strip(" ,;"))
    text = FEATURE_TAIL.sub("", text)
    text = text if WA_EXCEPT.search(text) else re.sub(r"(?<=[가-힣)%])(?:와|과)$", "", text)
    text = re.sub(r"^(?:및|그리고|와|과)\s+", "", text)
    text = re.sub(r"^(?:\([a-zA-Z0-9가-하]{1,3}\)|[a-zA-Z]\)|[①-⑳])\s*", "", text)
    return text.strip(" ,;") or phrase.strip(" ,;")


def amounts(text: str) -> list[Range]:
    """The ranges of a phrase, without counts such as "1종 이상", which belong to a choice."""
    return [r for r in find(text) if r.dimension != "count"]


def _strip_amounts(text: str) -> str:
    out, last = "", 0
    for r in amounts(text):
        lead = re.search(r"(?:평균\s*)?(?:[가-힣A-Za-z]+\s*){0,3}(?:이|가|은|는)\s*$", text[last:r.start])
        out += text[last:r.start - len(lead[0]) if lead and r.dimension != "weight share" else r.start]
        tail = re.match(r"\s*(?:의\s*(?:함량|양|농도|비율)(?:으로|로)|의\s*(?:온도|압력)에서|의|으로|로|인|을|를|이며|동안|씩|되는)?\s*", text[r.end:])
        last = r.end + tail.end()
        out += " "
    return re.sub(r"\s+", " ", out + text[last:]).strip()


def _names(shown: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """(names any of which satisfies the element, its class noun, what its modifiers demand)."""
    text = _strip_amounts(shown)
    text = re.sub(r"\s*(?:을|를)?\s*(?:의\s*)?(?:중량|몰|부피|질량|함량)\s*비(?:율)?(?:으?로)?$", "", text)
    text = re.sub(r"(?:\s+|(?:을|를)\s*)(?:준비|제조|수득|제공|혼합|투입|첨가|도포|형성|처리|수행|교반|가열|가공)하는\s*(?:단계|공정|스텝)$", "", text)
    text = re.sub(r"(?:으로|로)$", "", text) if shown.endswith(("단계", "공정")) else text
    if match := CHOICE.search(text):
        options, head = text[:match.start()], text[match.end():]
        _, options = _modifiers(options)
        return tuple(_options(options)), _bare(head), ()
    if match := CHOICE_EN.search(text):
        return tuple(_options(text[match.end():])), _bare(text[:match.start()].strip(" ,")), ()
    if match := re.match(r"^(?P<role>[^,]{2,30}?)(?:으로서|로서|인)\s+(?P<thing>\S.*)$", text):     # "증점제로서 카보머"
        return tuple(_options(match["thing"])), _bare(match["role"]), ()
    text = re.sub(r"(?:을|를)\s*(?:포함|함유|사용|첨가|배합)(?:하|되)지\s*않.*$|(?:이|가)\s*(?:없는|포함되지\s*않).*$", "", text)
    modifiers, core = _modifiers(text)
    while lead := LEAD.match(core):
        core = core[lead.end():]
    names = _options(core)
    needs = tuple(m for m in modifiers if not RELATIONAL.search(m))
    return tuple(names), _bare(core) if len(names) == 1 else "", needs


def _modifiers(text: str) -> tuple[list[str], str]:
    """(relative clauses before the noun, the noun phrase)."""
    cut, found = 0, []
    for match in RELATIVE.finditer(text):
        if not _depth(text, match.start()) and match.end() < len(text):
            found.append(text[cut:match.end()].strip())
            cut = match.end()
    return found, text[cut:].strip()


def _options(text: str) -> list[str]:
    out = []
    for piece in _pieces(text, re.compile(r"\s*,\s+(?:및\s+|또는\s+|and\s+|or\s+)?|(?<=[가-힣\)]),(?=[가-힣])|\s+(?:또는|및|혹은|and|or)\s+|(?<=\S)(?:이나|와|과)\s+")):
        piece = _bare(piece)
        if piece:
            out.append(piece)
    return list(dict.fromkeys(out)) or [text.strip()]


def _bare(name: str) -> str:
    while lead := LEAD.match(name):
        name = name[lead.end():]
    return re.sub(r"\s*(?:을|를)$", "", name.strip(" ,;.")).strip()


def _category(text: str) -> list[Element]:
    """The category, after its form ("수중유형 에멀젼 타입의 …") and its conditions ("pH가 5인 …") as elements."""
    out = []
    while (lead := re.match(r"^(?:상기\s*)?(.{2,60}?(?:인|이고|이며|하는|되는|된|있는)),?\s+(?=\S)", text)) and amounts(lead[1]):
        out.append(_element(lead[1]))
        text = text[lead.end():]
    if match := FORM.match(text):
        form = (match["form"] or match["form2"]).strip()
        rest = match["rest"] or match["rest2"]
        if not re.search(r"용$", form):
            out.append(Element(form, "form", (form,), form))
            text = rest
    text = re.sub(r"^상기\s*", "", text).strip() or text
    head = text
    if use := USE.match(text):
        head = text[use.end():]
    return [*out, Element(text, "category", (head,), head)]


def _place(claim: str, element: Element) -> Element:
    at = claim.find(element.text)
    return replace(element, start=at, end=at + len(element.text)) if at >= 0 else element


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
        category, content = body[:match.start()], head[match.end():]
        closed = bool(re.match(r"consist(?:ing|s) of|composed", match[0], re.I))
    else:
        category, content = head, ""
    category = CITED_EN.sub("", category)
    category = re.sub(r"^\s*(?:an?|the)\s+|[\s,:]+$|\s+(?:further|also)$", "", category, flags=re.I).strip(" ,")
    parts = _pieces(content, SEMICOLON_EN) if ";" in content.rstrip("; ") else _english_list(content)
    elements = [_english_element(p) for p in parts if p.strip(" ,;")]
    elements += [replace(_english_element(c), kind="condition") for c in conditions if c.strip(" ,;")]
    elements.append(Element(category or body, "category", (category or body,), category or body))
    return Claim(number, text, tuple(_place(text, e) for e in elements[:MAX_ELEMENTS]), elements[-1].text, cites,
                 "closed" if closed else "open", bool(METHOD.search(category)), bool(cites) and bool(REPLACES.search(body)), False)


def _english_list(content: str) -> list[str]:
    if CHOICE_EN.search(content):
        return [content]
    return _pieces(content, COMMA_EN)


def _english_element(phrase: str) -> Element:
    text = SALT.sub("", re.sub(r"^\s*(?:an?|the|at least one|one or more)\s+(?!of|selected)", "", phrase.strip(" ,;:"), flags=re.I))
    plain = text
    for r in reversed(amounts(text)):
        plain = plain[:r.start] + " " + plain[r.end:]
    plain = re.sub(r"^\s*(?:of|by weight of|by weight)\s+|\s+(?:in an amount of|of)\s*$", "", re.sub(r"\s+", " ", plain).strip(), flags=re.I)
    if match := CHOICE_EN.search(plain):
        names, head = _options(plain[match.end():]), plain[:match.start()].strip(" ,")
    else:
        core = re.split(r"\s+(?:configured|adapted|operable|arranged|connected|coupled|disposed|located|mounted|for|that|which|having|in an amount|treated|coated|made)\b", plain, maxsplit=1)[0]
        names, head = _options(core), core
    kind = "step" if re.match(r"^\w+ing\s", text) else "component"
    return Element(text, kind, tuple(names), head, (), tuple(amounts(text)), bool(NEGATIVE.search(text)), bool(FUNCTIONAL.search(text)))
