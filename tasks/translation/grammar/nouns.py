"""English of a noun phrase inside a sentence: determiners, owners, figures, coordination, then the terms of its compound."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dictionaries.borders import compact
from dictionaries.lexicon import Lexicon
from documents.figures import Figure
from documents.masking import SLOT
from documents.segments import is_korean
from tasks.translation.compose import Phrases, size
from tasks.translation.grammar.adjectives import adjective
from tasks.translation.grammar.chunks import verbal
from tasks.translation.grammar.english import SEVERAL, many, plural, with_article

_DETERMINERS = {
    "상기의": "the above",
    "상기": "the above",
    "위의": "the above",
    "위": "the above",
    "아래의": "the following",
    "아래": "the following",
    "하기의": "the following",
    "하기": "the following",
    "다음의": "the following",
    "당해": "the relevant",
    "해당": "the relevant",
    "본건": "this",
    "금번": "this",
    "금회": "this",
    "이번": "this",
    "본": "this",
    "동": "the said",
    "이": "this",
    "이러한": "such",
    "그": "the",
    "각": "each",
    "모든": "all",
    "전체": "all",
    "일부": "some",
    "기타": "other",
    "향후": "future",
    "양": "both",
    "기존": "existing",
    "주요": "major",
    "추가": "additional",
    "최종": "final",
    "최초": "initial",
    "당초": "initial",
    "신규": "new",
    "현재": "current",
    "미상환": "outstanding",
    "총": "total",
    "당시": "then-current",
    "전": "all",
    "제반": "all",
    "관련": "related",
    "조세 관련": "tax-related",
}
_OFFICE = re.compile(r"대표|사장|부사장|회장|부회장|최대주주|이사|감사|사내이사|사외이사|임원|재무|담당|경영진|소유자")
_OWN = {
    "당사": "the Company's",
    "회사": "the Company's",
    "발행회사": "the issuer's",
    "사채권자": "bondholders'",
    "동사": "its",
    "당행": "the Bank's",
    "당 회사": "the Company's",
}
_SELF = re.compile(rf"^({'|'.join(_OWN)})(?:의)?\s+(?=\S)")
_ALONE = {
    "당사": "the Company",
    "자": "person",
    "회사": "the Company",
    "당 회사": "the Company",
    "동사": "the said company",
    "당행": "the Bank",
    "이": "this",
    "그": "that",
    "상기": "the above",
    "상기 사항": "the above",
    "다음": "follows",
    "아래": "follows",
    "본 건": "this matter",
    "본건": "this matter",
    "본 사채": "the Bonds",
    "당 사채": "the Bonds",
    "것": "it",
    "사항": "matters",
    "경우": "case",
    "등": "the like",
    "날": "date",
    "값": "value",
    "일자": "date",
}
_BOUNDS = {
    "이상": "{} or more",
    "이하": "{} or less",
    "미만": "less than {}",
    "초과": "more than {}",
    "이내": "within {}",
    "내": "within {}",
    "정도": "approximately {}",
    "내외": "approximately {}",
    "가량": "approximately {}",
    "수준": "a level of {}",
    "범위": "the range of {}",
    "범위 내": "the range of {}",
    "한도": "the limit of {}",
    "한도 내": "the limit of {}",
    "단위": "units of {}",
    "기준": "a base of {}",
}
_BEFORE = {
    "약": "approximately {}",
    "최대": "up to {}",
    "최소": "at least {}",
    "총": "a total of {}",
    "연": "{} per annum",
    "연간": "{} per annum",
    "매": "every {}",
    "주당": "{} per share",
    "1주당": "{} per share",
    "각": "{} each",
}
_SPANS = {"최근": "the last ", "과거": "the past ", "지난": "the past ", "향후": "the next "}
_DAYS = {
    "전일": "the day before the {}",
    "직전일": "the day before the {}",
    "당일": "the {}",
    "익일": "the day after the {}",
    "전 거래일": "the trading day before the {}",
    "직전 거래일": "the trading day before the {}",
}
_CLAUSES = {"단서": "the proviso to {}", "본문": "the main text of {}", "각호": "each subparagraph of {}"}
_DECREE = re.compile(r"(\S.*(?:법|법률))\s?시행\s?(령|규칙)")
_ACCORDING = re.compile(r"(\S.*?(?:표|서|부|명부|장부|보고서|정관|규정|계약|약정|법))상(?:의)?\s(\S.*)")  # 재무상태표상 자산총액
_UNDER = re.compile(r"(?:계약|계약서|약정|약정서|법|정관|규정)$")
_LOCATED = re.compile(r"(<org\d+>|\S*(?:국내|해외|국|도|시|군|구|지역))\s소재\s(\S.*)")
_ALL_OR_PART = re.compile(r"(\S.*)의 전부 또는 일부")
_NO_OWNER = re.compile(r"(?:^|\s|[가-힣])(?:협의|합의|결의|동의|회의|심의|논의|정의|이의|유의|주의|문의|건의|명의|임의)$")
_JOINT = re.compile(r"(?<=[가-힣>)])(?:과|와|(?:으)?로부터)$")  # 자회사와의 합병: the merger with it
_ETC = re.compile(r"(?<=[가-힣>)])\s*등(?:의)?$")
_MEETING = re.compile(r"(?:이사회|주주총회|총회)$")
_SLOT = r"<(?:num|amt|date|org)\d+>"
_AROUND = re.compile(r"^([가-힣]+)\s?(전|후)\s(\S.*)$")  # 조정 전 행사가액: the exercise price before adjustment
_AMONG = re.compile(r"^(\S.*\S)\s중(?:에서)?\s(\S.*)$")  # 사채 중 일부: a part of it
_SPAN_OF = re.compile(r"(?:기간|진행|회의|장)$")
_SUCH = re.compile(r"^(.*\S)\s?등(?:의)?\s+(\S.*)$")


class Nouns:
    """Translates noun phrases of one sentence; `slots` tell what its figures are."""

    def __init__(self, lexicon: Lexicon, ours: Lexicon, slots: Mapping[str, Figure] | None = None):
        self.lexicon, self.phrases, self.slots = lexicon, Phrases(lexicon, ours, inside=True), slots or {}

    def noun(self, text: str) -> tuple[str, int]:
        """(English, Hangul syllables that the tables account for)."""
        text = re.sub(r"\s+", " ", text.strip())
        if not is_korean(text):
            return text, 0
        if text in _ALONE:
            return _ALONE[text], size(text)
        text = re.sub(r"(?<=[가-힣>)])(?:에서|에게서|에|으로|로)의 ", "의 ", text)
        text = re.sub(r"(?<=[가-힣>)])(?:와|(?<![결성효경초통부여투])과) (?=\S)", " 및 ", text)  # but 결과, 성과
        text = re.sub(r"(?<=[가-힣>)])(?:이나|나) (?=[가-힣<])", " 또는 ", text)
        for made in (self._whole, self._joined, self._such, self._figured, self._beside, self._of, self._determined, self._owned):
            if found := made(text):
                return found
        return self._compound(text)

    def _compound(self, text: str) -> tuple[str, int]:
        english, known = self.phrases.phrase(text)
        return " ".join(english.split()), min(known, size(text))

    def _whole(self, text: str) -> tuple[str, int] | None:
        """A term of the user's or ours that is the whole phrase beats any rule."""
        if text.partition(" ")[0] in _DETERMINERS:
            return None  # 본 계약: this contract, no 본계약
        return self._compound(text) if compact(text) in self.lexicon.terms else None

    def _joined(self, text: str) -> tuple[str, int] | None:
        """A, B 및 C: each by itself; what follows 의 belongs to all of them."""
        parts = re.split(r"\s*(?:,|ㆍ|·|/)\s*|\s+(?:및|또는|혹은|내지)\s+", text)
        if len(parts) < 2 or not all(parts) or _unbalanced(parts) or _SUCH.match(text) or _ALL_OR_PART.fullmatch(text):
            return None
        joints = re.findall(r"\s*(?:,|ㆍ|·|/)\s*|\s+(?:및|또는|혹은|내지)\s+", text)
        said = {"및": " and ", "또는": " or ", "혹은": " or ", "내지": " to ", ",": ", ", "ㆍ": " and ", "·": " and ", "/": "/"}
        done = [self.noun(p) for p in parts]
        english = done[0][0] + "".join(
            said[j.strip()] + (_bare(d[0]) if j.strip() != "," else d[0]) for j, d in zip(joints, done[1:], strict=True)
        )
        return english, sum(d[1] for d in done) + sum(size(j) for j in joints)

    def _such(self, text: str) -> tuple[str, int] | None:
        if match := _SUCH.match(text):
            (head, known_head), (rest, known) = self.noun(match[2]), self.noun(match[1])
            return f"{_bare(head)} such as {rest}", known + known_head + 1
        if match := re.fullmatch(r"(\S.*(?:일|말)|<date\d+>)\s?(현재)|(\S.*[가-힣>])\s(내|시)", text):
            english, known = self.noun(match[1] or match[3])  # the verb's argument says as of, within, upon or until
            return english, known + size(match[2] or match[4])
        if match := re.fullmatch(r"(\S.*(?:일|말))\s?현재(?:의)?\s(\S.*)", text):
            (head, known_head), (rest, known) = self.noun(match[2]), self.noun(match[1])
            return f"{_bare(head)} as of the {_bare(rest)}", known + known_head + 2
        if match := _ALL_OR_PART.fullmatch(text):
            inner, known = self.noun(match[1])
            return f"all or part of {with_article(inner)}", known + 7
        if (match := _AROUND.match(text)) and (verbal(match[1]) or match[1] == "만기"):
            (head, known_head), (rest, known) = self.noun(match[3]), self.noun(match[1])
            return f"{_bare(head)} {'before' if match[2] == '전' else 'after'} {_bare(rest)}", known + known_head + 1
        if match := _DECREE.fullmatch(text):
            law, known = self.noun(match[1])
            return f"Enforcement {'Decree' if match[2] == '령' else 'Rules'} of the {_bare(law)}", known + size(match[2]) + 2
        if (match := _ACCORDING.fullmatch(text)) and "의 " not in match[1]:
            (head, known_head), (rest, known) = self.noun(match[2]), self.noun(match[1])
            return f"{_bare(head)} {'under' if _UNDER.search(match[1]) else 'in'} the {_bare(rest)}", known + known_head + 1
        if match := _LOCATED.fullmatch(text):
            (head, known_head), (rest, known) = self.noun(match[2]), self.noun(match[1])
            return f"{_bare(head)} located in {rest}", known + known_head + 2
        if (match := _AMONG.match(text)) and not _SPAN_OF.search(match[1]):
            (head, known_head), (rest, known) = self.noun(match[2]), self.noun(match[1])
            return f"{_bare(head)} of {rest}", known + known_head + 1
        if _ETC.search(text) and len(text) > 2:
            inner, known = self.noun(_ETC.sub("", text))
            return f"{inner}, etc.", known + 1
        return None

    def _figured(self, text: str) -> tuple[str, int] | None:
        """A figure with what bounds it, before a noun or after it."""
        if match := re.fullmatch(rf"({_SLOT}(?:\s?[~∼\-]\s?{_SLOT})?)\s?({'|'.join(sorted(_BOUNDS, key=len, reverse=True))})", text):
            return _BOUNDS[match[2]].format(match[1]), size(match[2])
        if match := re.fullmatch(rf"(?:({'|'.join(_SPANS)})\s)?({_SLOT})\s?동안", text):
            return f"{_SPANS.get(match[1], '')}{match[2]}", size(text)
        if match := re.fullmatch(rf"({'|'.join(_BEFORE)})\s?({_SLOT}(?:\s?[~∼\-]\s?{_SLOT})?)(\s?\S*)", text):
            inner, known = self.noun(match[2] + match[3]) if match[3].strip() else (match[2], 0)
            return _BEFORE[match[1]].format(inner), known + size(match[1])
        if match := re.fullmatch(r"(<date\d+>)\s?(현재|기준|자|부)?\s*(?:의\s+)?(\S.*)", text):
            if match[3].startswith(("의 ", "~", "-", "(", ")", "및", "또는", ",")) or not is_korean(match[3]):
                return None
            if match[3] in ("후", "이후", "전", "이전", "현재", "기준", "말", "초", "당시"):
                return None
            if ends := re.match(r"(말|초)\s(\S.*)", match[3]):  # 2025년말 연결 매출액
                inner, known = self.noun(ends[2])
                return f"{inner} as of the {'end' if ends[1] == '말' else 'beginning'} of {match[1]}", known + 1
            inner, known = self.noun(match[3])
            meeting = _MEETING.search(match[3])
            word = "as of" if match[2] in ("현재", "기준") else "held on" if meeting else "on" if self._day(match[1]) else "for"
            head = inner.replace("board of directors", "board of directors meeting") if meeting else inner
            return f"{head} {word} {match[1]}", known + size(match[2] or "")
        if match := re.fullmatch(r"(\S.*?)\s?외\s?(<num\d+>)(?:\s?(?:인|명))?", text):  # 김성호 외 3인
            inner, known = self.noun(match[1])
            return f"{inner} and {match[2]} others", known + 1
        if match := re.fullmatch(rf"(\S.*)\s대비\s({_SLOT})", text):  # 2021년 대비 42%
            rest, known = self.noun(match[1])
            return f"{match[2]} compared to {rest}", known + 2
        if match := re.fullmatch(rf"((?:\S.*\s)?{_SLOT})\s?(단서|본문|각\s?호)", text):  # 상법 제439조 제2항 단서
            inner, known = self.noun(match[1])
            return _CLAUSES[match[2].replace(" ", "")].format(inner), known + size(match[2])
        if (match := re.fullmatch(rf"(\S.*?[가-힣)])\s({_SLOT})", text)) and is_korean(match[1]):
            figure = self.slots.get(match[2])
            shape = figure.shape if figure is not None else ""
            if shape.startswith("num:law"):  # 상법 제527조의3
                inner, known = self.noun(match[1].removesuffix("의"))
                return f"{match[2]} of the {_bare(inner)}", known + match[1].endswith("의")
            if match[1].endswith("의") and shape in ("num:%", "num:fraction"):  # 기준주가의 115%
                inner, known = self.noun(match[1][:-1])
                return f"{match[2]} of {with_article(inner)}", known + 1
            inner, known = self.noun(match[1])
            if figure is not None and re.search(r"(?:shares?|units?|bonds)$", figure.english):
                return f"{match[2]} of {inner}", known
            if figure is None or figure.kind in ("amt", "num"):
                return f"{inner} of {match[2]}", known
        if match := re.fullmatch(rf"({_SLOT})\s?(?:의\s)?(?![과와]의 )(\S.*)", text):
            figure = self.slots.get(match[1])
            if figure is not None and figure.kind in ("amt", "num") and not figure.shape.startswith("num:law") and match[2][:1] != "(":
                inner, known = self.noun(match[2])
                link = "of" if figure.shape.startswith(("amt", "num:%")) else ""
                if re.search(r"(?:shares?|units?|bonds)$", figure.english) or link:
                    return (f"{_bare(inner)} of {match[1]}", known + ("의" in text[:12]))
        return None

    def _beside(self, text: str) -> tuple[str, int] | None:
        """The day before or after another."""
        match = re.fullmatch(r"(\S.*일)\s?(?:의\s)?(전일|당일|익일|전 거래일|직전 거래일|직전일)(?:의?\s(\S.*))?", text)
        if match is None:
            return None
        day, known = self.noun(match[1])
        made = _DAYS[match[2]].format(_bare(day))
        if match[3]:
            head, known_head = self.noun(match[3])
            return f"{_bare(head)} on {made}", known + known_head + size(match[2])
        return made, known + size(match[2])

    def _day(self, slot: str) -> bool:
        figure = self.slots.get(slot)
        return figure is None or figure.shape in ("date:ymd", "date:md", "date:iso")

    def _determined(self, text: str) -> tuple[str, int] | None:
        first, _, rest = text.partition(" ")
        if not rest:
            return None
        said = _DETERMINERS.get(first) or adjective(first)
        if first == "전" and _OFFICE.match(rest):
            said = "former"
        if said is None:
            return None
        inner, known = self.noun(rest)
        if said == "this" and plural(inner):
            said = "these"
        if said in SEVERAL:
            inner = many(inner)
        return f"{said} {_bare(inner)}", known + size(first)

    def _owned(self, text: str) -> tuple[str, int] | None:
        owned = _SELF.match(text)
        if owned is None or "의 " in text[owned.end() :]:
            return None
        inner, known = self.noun(text[owned.end() :])
        return f"{_OWN[owned[1]]} {_bare(inner)}", known + size(owned[0])

    def _of(self, text: str) -> tuple[str, int] | None:
        """The last 의 parts the head from its owner."""
        at = _last_of(text)
        if at <= 0:
            return None
        if said := adjective(text[: at + 1]):  # 별도의 이자지급기일
            head, known = self.noun(text[at + 2 :])
            return f"{said} {_bare(head)}", known + at + 1
        joint = _JOINT.search(text[:at])
        (head, known_head), (rest, known) = self.noun(text[at + 2 :]), self.noun(text[: joint.start() if joint else at])
        if joint:
            return f"{_bare(head)} {'with' if len(joint[0]) == 1 else 'from'} {rest}", known + known_head + 1 + len(joint[0])
        if SLOT.fullmatch(head) and (figure := self.slots.get(head)) and figure.shape.startswith("num:%"):
            return f"{head} of the {_bare(rest)}", known + known_head + 1
        return f"{_bare(head)} of {rest}", known + known_head + 1


def _unbalanced(parts: list[str]) -> bool:
    return any(p.count("(") != p.count(")") for p in parts)


def _last_of(text: str) -> int:
    depth = 0
    for i in range(len(text) - 2, 0, -1):
        depth += (text[i] == ")") - (text[i] == "(")
        if depth == 0 and text[i] == "의" and text[i + 1] == " " and not _NO_OWNER.search(text[: i + 1]):
            return i
    return -1


def _bare(english: str) -> str:
    return re.sub(r"^the (?!Company|Bank)", "", english)
