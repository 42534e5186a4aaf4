"""A Korean list of elements cut into its phrases: semicolons, commas, 및 and 와/과, with choices kept in one piece."""

from __future__ import annotations

import re
from itertools import pairwise

from documents.elements import NO_OBJECT, NOT_HELD, OF_VERB
from documents.naming import BASIS, CHOICE, RELATIVE, amounts, depth, noun_in_wa, pieces
from documents.units import SHARES

OPEN_VERB = r"(?:포함|함유|구비|내포|보유|탑재|구성|내장|배합|첨가|혼합)"
RELATED_WITH = re.compile(
    r"^\s*(?:상기|함께|결합|연결|접촉|접하|맞닿|대향|마주|이격|통신|동일|같은|다른|상이|관련|대응|인접|나란|일체|상호|전기적|교차|평행|수직|분리|반응|혼합|비교|접속|연통|별도|구분|구별|유사)"
    # "유입구와 유출구가 형성된 탱크"
    r"|^\s*(?!표면|내부|외부|일[단측면]|[상하]면)\S+(?:이|가)\s(?:\S+\s)?\S*(?:형성|구비|배치|설치|연결|결합|교대로\s적층|적층)(?:된|되는|되어)\s"
    # "냉장실과 냉동실을 구획하는 본체"
    r"|^\s*(?:\S+\s)?\S+(?:을|를)\s(?:서로\s)?(?:구획|구분|분리|연결|비교|융합|접합|체결|동기화|이어)\S*\s"
    r"|^\s*(?:\S+\s){0,3}?\S+의\s(?:중량|몰|부피|질량|혼합)?\s?비(?:율)?(?:은|는|이|가)\s"
    # "A와 B가 1:1 내지 1:3의 중량비로"
    r"|^\s*(?:[^,;]|,(?=\d)){2,80}?(?:이|가|은|는)\s[\d.]+\s?:[\d.:\s내지~]+(?:의\s)?(?:중량|몰|부피|질량|혼합)?\s?비(?:율)?로"
    # "뒤꿈치와 전족부의 높이 차가 6 mm", "A와 B 사이의 거리가", "A와 B가 이루는 각도"
    r"|^\s*(?:\S+\s){0,2}?\S+(?:의|\s사이의|\s간의)\s(?:\S+\s)?(?:차|차이|간격|거리|각도|편차|\S{1,3}차)(?:이|가|은|는)\s"
    r"|^\s*(?:\S+\s){0,2}?\S+(?:이|가)\s이루는\s"
    r"|^\s*(?:\S+\s)?\S+(?:으로|로)\s(?:나뉘|나누어|구획|구분|분할|분리)"  # "제1 챔버와 제2 챔버로 나뉘는 용기"
)
SEMICOLON = re.compile(r"\s*;\s*(?:(?:및|그리고|와|과)\s+)?")
CLAUSE = re.compile(
    rf"(?<!에)(?<!에\s)(?:을|를)?\s*{OPEN_VERB}(?:하고|하며|하되|되고)\s*,?\s*(?=상기|여기서)|(?<=[이되지하]고),\s*(?=상기)|(?<=며),\s*(?=상기)|"
    rf"(?<=[가-힣])(?:으로|로)\s*(?:이루어지|구성되)(?:고|며),?\s*(?=상기)|,?\s*여기서,?\s*"
)
EQUATED = re.compile(r"상기\s\S+(?:\s\S+)?(?:은|는)\s+(?!\S*(?:을|를)\s)[^;]*?(?:또는|이나|에서\s*선택)[^;]*$")
LEAVING_OUT = re.compile(r"(?<=않)(?:고|으며),?\s+|(?<=아니하)(?:고|며),?\s+")
FIGURE_END = re.compile(rf"(?<=[\d℃%mKgLsaAPp㎛㎚㎜㎝㎖㎎ℓ도부비초상하만])(?:이고|이며),?\s+|{LEAVING_OUT.pattern}")
# "…가 부착되며, 두께가 2 mm인", "…을 함유하며, 파라벤을 포함하지 않는": what follows may say something of its own
NEXT_SAID = re.compile(r"(?<=[가-힣](?:며|고)),\s+(?=[^,;]+$|[^,;]+,)")
HOLDING = re.compile(rf"(?<=[%부비])(?:으로|로)\s*{OPEN_VERB}(?:하고|하며),\s+")  # "…을 15 중량%로 포함하며, 코팅층을 더 포함하는"
OWN_FIGURE = re.compile(r"(?:[^\s,;]+\s){0,5}?[^\s,;]+(?:이|가|은|는)\s")
BARE_FIGURE = re.compile(  # "종횡비가 3 이상", "경도가 500 Hv 이상"
    r"(?:이|가|은|는)\s(?:약\s)?\d[\d.,]*(?:\s*(?:내지|~)\s*\d[\d.,]*)?(?:\s?[A-Za-z/·%]{1,8})?\s*(?:이상|이하|미만|초과)?"
    r"(?:이?[고며]|인)?$"
)
# "용출률이 80% 이상이고, …", "숙성된 것이고, …" in a clause that ends as a condition does, not in a part
FIGURE_SAID = re.compile(r"(?:\d[^\s,]*|\d\s[^\s,\d]{1,10}|이상|이하|미만|초과)(?:이고|이며)$")
SETTLED = re.compile(r"(?:[이하미초][상하만과]|[\d%℃㎛]|[A-Za-z]|인|는|은|된|한|진)$")
OWN_STATE = re.compile(
    rf"[^,;]{{1,30}}?(?:(?:을|를)\s(?:실질적으로\s|전혀\s)?{NOT_HELD}|구조(?:를|의|로)\s?(?:형성|가지|갖|되|이루)\S*$)"
)
ENDS_FIGURE = re.compile(r"\s*(?:[이하]고|[이하]며|인|이상|이하|미만|초과|의|범위|이상인|이하인|미만인|초과인|범위인)*\s*(?:것)?")
CLOSED_LIST = re.compile(r"(?<![군룹단])(?:으로|로)\s*(?:이루어지|구성되)(?:고|며),\s+")  # "…및 물 잔량으로 이루어지고, pH가 5인"
LEFT_OUT = re.compile(rf"{NOT_HELD}(?:(?<=않)|(?<=아니)하)(?:는|은|고|며|으며)?$")  # "A 및 B를 포함하지 않": neither of them
STEP = re.compile(r"(?:단계|공정)\s*$")  # "엿기름을 혼합하고 60℃에서 당화시키는 단계" is one
LISTED = re.compile(
    rf"(?:을|를)\s*(?:더\s|추가로\s|유효\s?성분으로\s|주성분으로\s)?{OPEN_VERB}"
    rf"(?:하고|하며|하되|(?:하는|한)\s(?:(?!(?:을|를)\s{OPEN_VERB}(?:하는|한)\s)[^,;]){{2,60}}?(?:으로서|로서|로써|에\s*있어서),)\s*,?\s+"
    r"|(?:으로|로)\s*(?:이루어진|이루어지는|구성된|구성되는)\s(?:(?!(?:을|를)\s)[^,;]){2,60}?에\s*있어서,\s+"
)
COMMA = re.compile(r"\s*,\s+(?!또는)(?:및\s+|그리고\s+)?|(?<=[가-힣\)%]),(?=[가-힣])|\s+(?:및|그리고)\s+")
VERB_END = re.compile(
    r"(?:하고|하며|하여|되어|되고|되며|이고|이며|하되|있고|있으며|[섞넣담묶얻놓쌓걸닿뻗감접심덮붙끓녹풀말깎볶맞밀열막][아어]|지고|으로서|로서|하는|있어서|경우)$"
)
PREAMBLE = re.compile(r"에\s*있어서,")
WA_COMMA = re.compile(r"(?<=\S)(?:와|과),\s+")
WA = re.compile(r"(?<=\S)(?:와|과)\s+")
OF_SEVERAL = re.compile(r"\s중\s(?:적어도\s)?(?:어느\s)?하나(?:\s이상)?(?:을|를|로|에)\s")  # "A, B 및 C 중 하나 이상을 분석하는"
# "소금, 설탕, 마늘 분말로 이루어진 조미료 1 중량%"
MADE_OF = re.compile(r"(?<![군룹단])(?:으로|로)\s(?:이루어진|구성된)\s\S|(?:을|를)\s(?:포함|함유)하는\s\S")
TOGETHER = re.compile(r"상기|혼합|조합|각각|사이|중량비|비율|또는|혹은|이나\s|선택|중\s*(?:적어도|하나)|복합|이루어|단계|로서")


def conditions(clause: str) -> list[str]:
    """A clause that says several things ("입경이 5 μm이며, pH가 5인"), one by one."""
    out, start, settled = [], 0, SETTLED.search(clause)
    for match in NEXT_SAID.finditer(clause):
        rest = clause[match.end() :]
        own, first = OWN_FIGURE.match(rest), re.split(r"[며고],\s", rest)[0]
        figures = amounts(first) if own else []
        last = figures[-1].end if figures else 0
        said = figures and ENDS_FIGURE.fullmatch(first[last:].rstrip(" ,")) or own and BARE_FIGURE.search(first)
        ends = settled and FIGURE_SAID.search(clause, start, match.start()) or clause.endswith(("것이고", "것이며"), start, match.start())
        if not depth(clause, match.start()) and (said or ends or OWN_STATE.match(rest)):
            out.append(clause[start : match.start()])
            start = match.end()
    return [part for said in (*out, clause[start:]) for part in pieces(said, HOLDING)]


def parts(content: str) -> list[str]:
    """The phrases of a claim's elements, in order; a choice stays in one piece."""
    if SEMICOLON.search(content) and ";" in content.rstrip("; "):
        found = [BASIS.sub("", r) for p in pieces(content, SEMICOLON) for q in _by_steps(p) for r in _of_kit(q)]
        head, *_ = found
        found = [*pieces(head, OF_WHAT), *found[1:]] if STEP.search(head) or HELD_BY.search(head) else found
        last = found[-1]
        for separator in (CLAUSE, LISTED, CLOSED_LIST, LEAVING_OUT):
            found = [c for p in found for c in ([p] if STEP.search(p) or _one_part(p, last) else _joined(pieces(p, separator)))]
        if PREAMBLE.search(content):  # "A와, B를 포함하는 X에 있어서, C; 및 D를 더 포함하는"
            found = [*_by_wa_comma(found[0]), *found[1:]]
        found = [c for p in found for c in ([p] if _one_part(p, last) else conditions(p))]
        return [q.strip(" ,;") for p in found for q in ([p] if _whole(p) else _flat(p))]
    content = content.rstrip("; ")
    out: list[str] = []
    for clause in (c for p in _joined(pieces(content, CLAUSE)) for c in conditions(p)):
        if clause.lstrip().startswith("상기") and (out or EQUATED.match(clause.strip())):
            # a wherein clause: one condition
            out += [q.strip(" ,") for q in (pieces(clause, NEXT_PART) if _names_a_part(clause) else [clause])]
        else:
            for listed in (c for p in pieces(clause, LISTED) for c in pieces(p, CLOSED_LIST)):
                for piece in pieces(listed, FIGURE_END):
                    if LEFT_OUT.search(piece) and not amounts(piece):
                        out.append(piece.strip(" ,"))
                        continue
                    mixed = MIXED.match(piece)
                    out += [*_flat(mixed["what"]), f"중량비가 {mixed['ratio'].strip()}"] if mixed else _flat(piece)
    return out


def _whole(piece: str) -> bool:
    """Whether what stands between two semicolons is one element; "A 및 B를 포함하지 않" says one thing of both."""
    return bool(TOGETHER.search(piece) or RELATIVE.search(piece) or LEFT_OUT.search(piece) and not amounts(piece))


def _of_kit(piece: str) -> list[str]:
    """ "A 1 중량%, 커플러로서 B, 및 C 2 중량%를 함유하는 제1제": what the first agent holds."""
    held = KIT.match(piece)
    return _flat(held["what"]) if held and len(amounts(held["what"])) else [piece]


AGENT = r"(?:을|를)\s(?:포함|함유)하는\s제\s?\d\s?(?:제|액)"  # of a kit, after what it holds
KIT = re.compile(rf"(?P<what>[^;]*\S){AGENT}\s*$")


def _by_steps(piece: str) -> list[str]:
    """ "발효시키는 단계에 의해 제조된 발효물 5 중량%": the last step, and what it gives."""
    made = MADE_BY.match(piece)
    return [made["step"], made["thing"]] if made else [piece]


MADE_BY = re.compile(
    r"(?P<step>[^;]*\S\s(?:단계|공정))(?:를|을|에|으로)\s(?:(?:거쳐|통해|통하여|의해|의하여)\s)?(?:제조|수득|형성|생산)(?:된|되는)\s(?P<thing>[^;]*\S)\s*$"
)


def _joined(found: list[str]) -> list[str]:
    """ "상기 기판 상에 배치되고, 상기 전극과 접촉하는 활성층": both say of one part where it is."""
    out: list[str] = []
    for piece in found:
        if out and GOES_ON.search(out[-1]) and not SAYS_OF.match(_last(out[-1])) and _names_a_part(piece):
            out[-1] = f"{out[-1]}, {piece.lstrip()}"
        else:
            out.append(piece)
    return out


def _one_part(piece: str, last: str) -> bool:
    """Whether what stands between two semicolons says of one part what it holds and how it is; the last may be followed by more."""
    if SAYS_MORE.search(piece):
        return False
    if piece is last or piece.lstrip().startswith("상기"):
        return _names_a_part(piece)
    return bool(RELATIVE.search(piece)) and not ENDS_SAID.search(piece) and not TOGETHER_WITH.search(piece)


SAYS_MORE = re.compile(r"에\s*있어서,|[,며고]\s+상기\s(?:\S+\s){0,3}?\S+(?<![하되])(?:은|는),?\s")
TOGETHER_WITH = re.compile(r"[^,]\s(?:및|그리고)\s(?=[^,]*$)|(?:와|과),\s")
# "A와, B를 구비하는 C의 제어 방법에 있어서, … 단계"
OF_WHAT = re.compile(rf"(?:을|를)\s*(?:더\s|유효\s?성분으로\s|주성분으로\s)?{OPEN_VERB}(?:하는|한)\s[^,;]{{2,60}}?에\s*있어서,\s*")
# "…에 있어서, A를 포함하되, …인 층"
HELD_BY = re.compile(rf"에\s*있어서,\s[^;]*(?:을|를)\s{OPEN_VERB}하(?:되|고|며),\s[^;]*(?:는|된|한|인)\s[^\s,;]+\s*$")


def _last(piece: str) -> str:
    return re.split(r",\s(?=상기\s)", piece)[-1]


def _names_a_part(piece: str) -> bool:
    """Whether what begins with "상기 …" says of which part it speaks only at its end."""
    relative = list(RELATIVE.finditer(piece))
    return bool(relative) and piece.lstrip().startswith("상기") and not SAYS_OF.match(piece) and not ENDS_SAID.search(piece)


GOES_ON = re.compile(r"(?:[되하지]고|[되하으이]며|[가-힣](?:어|아|여))\s*$")
# 깊이, 종이 and 디스플레이 end in what is no particle there
SAYS_OF = re.compile(
    rf"\s*상기\s{NO_OBJECT}{{0,3}}?(?:\S*(?:(?<![깊높길넓굵종잡걸꽂레사차베])이|가)|\S*(?<!{OF_VERB})(?:은|는))\s(?!\S*(?:장착|결합|형성|구비|배치|연결|설치|부착)된)"
)
ENDS_SAID = re.compile(r"(?:[되하이있않없]?(?:고|며)|하는|되는|않는|없는|[은인한된진]|것|이상|이하|미만|초과|[\d%℃])\s*,?\s*$")
NEXT_PART = re.compile(r"\s(?:및|그리고)\s(?=상기\s)")
# "A, B 및 C를 1:1:1의 중량비로 혼합한 복합 추출물": three things and their ratio
MIXED = re.compile(
    r"(?P<what>[^:]*?\S)(?:을|를)\s*(?P<ratio>[\d.]+\s*:[\d.:\s내지~]*\d)\s*(?:의\s*)?(?:중량|부피|질량|몰|혼합)?\s*비(?:율)?(?:으?로)\s*"
    r"(?:혼합|배합|조합)(?:한|된|하여\s\S+)(?:\s\S+){0,3}$"
)


def _flat(clause: str) -> list[str]:
    """A list by commas, 및 and 와/과. The members of a choice and phrases that end in a verb are joined again."""
    several = _by_wa_comma(clause)
    if len(several) > 1:
        return [q for part in several for q in (_list(part) if len(amounts(part)) > 1 else [part])]
    return _list(clause)


def _by_wa_comma(clause: str) -> list[str]:
    """ "A, B 및 C가 연결된 순환부와, 송풍 팬과, …": commas between say what a part is made of."""
    by_wa = [m for m in WA_COMMA.finditer(clause) if not noun_in_wa(clause[: m.start() + 1].rsplit(" ", 1)[-1])]
    if not by_wa or depth(clause, by_wa[0].start()):
        return [clause]
    ends = [0, *(m.end() for m in by_wa), len(clause)]
    return [clause[a:b].strip(" ,") for a, b in pairwise(ends) if clause[a:b].strip(" ,")]


def _list(clause: str) -> list[str]:
    found = [q.strip() for p in pieces(clause, COMMA) for q in _by_wa(p) if q.strip()]
    out: list[tuple[int, int]] = []  # spans of the clause
    at = 0
    for piece in found:
        start = clause.find(piece, at)
        at = start + len(piece)
        before = clause[out[-1][0] : out[-1][1]] if out else ""
        if out and (VERB_END.search(before) or re.match(r"^(?:이의|그의|이들의)\s", piece)):
            out[-1] = (out[-1][0], at)
            if CHOICE.search(piece) and (first := _choice_start(clause, out[:-1], out[-1][0])) < len(out) - 1:
                out[first:] = [(out[first][0], at)]  # "A, B 및 이들의 혼합물로 이루어진 군에서"
        elif out and _of_those_before(piece, before) and (first := _choice_start(clause, out, start)) < len(out):
            out[first:] = [(out[first][0], at)]
        else:
            out.append((start, at))
    return [clause[s:e] for s, e in out]


def _of_those_before(piece: str, before: str) -> bool:
    """Whether it ends a choice, or a mixture whose members share its amount."""
    mixture = MADE_OF.search(piece) and amounts(piece) and not _own_amount(before)
    return bool(CHOICE.search(piece) or OF_SEVERAL.search(piece) or mixture)


def _choice_start(clause: str, spans: list[tuple[int, int]], last: int) -> int:
    """Where the members of a choice begin: after a piece with an amount or a choice of its own; and since a list has
    one 및, before its last member, an earlier 및 stands before the list, and so does ", 및"."""
    joined = 0
    for i in range(len(spans) - 1, -1, -1):
        piece = clause[spans[i][0] : spans[i][1]]
        gap = clause[spans[i][1] : spans[i + 1][0] if i + 1 < len(spans) else last]
        whole = joined and re.search(r",\s*(?:및|그리고)", gap)
        joined += "," not in gap
        if (
            joined > 1
            or whole
            or _own_amount(piece)
            or CHOICE.search(piece)
            or VERB_END.search(piece)
        ):
            return i + 1
    return 0


def _own_amount(piece: str) -> bool:
    """Whether it says how much there is of a thing, or measures it as no member of a choice is measured: "평균입경 10 내지 100 nm의 실리카
    1 내지 8 중량%"."""
    found = amounts(piece)
    return any(r.dimension in OF_WHOLE for r in found) or bool(found) and not re.search(r"평균|입경|크기|두께|분자량", piece)


OF_WHOLE = SHARES | {"parts"}


def _by_wa(piece: str) -> list[str]:
    out, start = [], 0
    for match in WA.finditer(piece):
        word = piece[start : match.start() + 1].rsplit(" ", 1)[-1]
        if (
            depth(piece, match.start())
            or noun_in_wa(word)
            or RELATED_WITH.match(piece[match.end() :])
            or "상기" in piece[: match.start()].rsplit(",", 1)[-1][-24:]
        ):
            continue
        out.append(piece[start : match.start()])
        start = match.end()
    return [*out, piece[start:]]
