"""A verb's arguments in English: which is its subject, which its objects, and the preposition of every other one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from documents.masking import SLOT
from tasks.translation.grammar import english as en
from tasks.translation.grammar.chunks import Frame, Verb, verbal
from tasks.translation.grammar.tables import BODY, CASES, TIME
from tasks.translation.grammar.tenses import is_passive


@dataclass
class Arg:
    """One argument of a verb, in English with its Korean case; `front`: a clause or adverbial that opens the sentence."""

    english: str
    case: str
    topic: bool = False
    comma: bool = False
    korean: str = ""
    front: bool = False


class UnreadError(Exception):
    """The sentence has something that the rules would misread."""


def ordered(args: list[Arg], verb: Verb, frame: Frame, phrase: Callable[[str], str]) -> tuple[str, list[str], list[str]]:
    """(subject, objects, the rest with prepositions, nearest to the verb first). `phrase` gives a noun phrase in English."""
    subject, objects, near, late, adverbs = "", [], [], [], []
    passive = is_passive(verb)
    args = _by_when(_from_to(args), frame)
    for arg in args:
        word = en.with_article(arg.english)
        case = arg.case
        if arg.front:
            late.append(arg.english)
        elif case == "adv" or case == "pp":
            (adverbs if case == "adv" else late).append(arg.english)
        elif case in ("이", "가", "께서", "은", "는") or (arg.topic and case in ("", "은")):
            if subject and not arg.topic:
                near.insert(0, word)
            elif not subject:
                subject = word
            else:
                raise UnreadError("two topics")
        elif case in ("을", "를"):
            if objects:
                raise UnreadError("two objects")
            objects.append(word if frame.transitive or not frame.at else f"{frame.at} {word}")
        elif case == "" and frame.english in _MEASURED and re.fullmatch(r"(?:\S.*\s대비\s)?<(?:num|amt)\d+>", arg.korean):
            near.append(f"by {word}")  # 유동자산을 100억원 초과하다
        elif case == "":
            if not objects and frame.transitive and not passive and not TIME.search(arg.korean):
                objects.append(word)
            else:
                near.insert(0, placed(arg, "에", frame, phrase, passive))
        else:
            (late if TIME.search(arg.korean) else near).insert(0, placed(arg, case, frame, phrase, passive))
    return subject, objects, [*adverbs, *near, *_within_after(late)]


_MEASURED = ("exceed", "increase", "decrease", "reduce", "fall below", "rise", "fall", "decline", "grow")


def _from_to(args: list[Arg]) -> list[Arg]:
    """100주에서 50주로, 1월부터 3월까지: from the one to the other."""
    figures = [a for a in args if re.search(r"<(?:num|amt|date)\d+>$", a.korean)]
    begin = next((a for a in figures if a.case in ("에서", "부터", "로부터", "으로부터")), None)
    end = next((a for a in figures if a.case in ("로", "으로", "까지")), None)
    if begin is None or end is None or (begin.case == "에서") == (end.case == "까지"):
        return args
    said = replace(end, english=f"from {begin.english} to {end.english}", case="pp")
    return [said if a is end else a for a in args if a is not begin]


_LASTS = re.compile(  # what goes on until a time; all else is done by it
    r"(?:be|suspend|hold|maintain|keep|defer|extend|continue|remain|restrict|prohibit|limit|reserve|deposit|retain|withhold|postpone|last"
    r"|operate|use|serve|stay|lock|own|exercise|calculate|accrue|repay|bear)\b"
)


_DEADLINE = re.compile(r"(?:[일날말]|<date\d+>|기한|시점)$")


def _by_when(args: list[Arg], frame: Frame) -> list[Arg]:
    """전일까지 게재하다: to post by the day before; 전일까지 정지되다: to be suspended until it."""
    if _LASTS.match(frame.english) or any(a.case in ("부터", "로부터", "으로부터", "에서부터") for a in args):
        return args
    return [replace(a, case="by") if a.case == "까지" and _DEADLINE.search(a.korean) else a for a in args]


def _within_after(late: list[str]) -> list[str]:
    """완료 후 30일 이내에: within 30 days after completion; 통지일로부터 15일 이내에: within 15 days from it."""
    for i in range(len(late) - 1):
        for a, b in ((i, i + 1), (i + 1, i)):
            if late[a].startswith("within ") and late[b].startswith(("after ", "from ")):
                return [*late[:i], f"{late[a]} {late[b]}", *late[i + 2 :]]
    return late


_DEEDS = {"조정": "adjustment"}  # after which a price stands; the table's term is of disputes
_DEED = re.compile(r"(?:증자|감자|합병|분할|공모|체결|증가|감소|인상|인하|상승|하락|매각|전환|발행|상환|개선|확대|축소|변동|투자|개발)$")
# 완료 후, 감자전; 보전, 개시 and the like are words of their own
_AROUND = re.compile(
    r"(?P<of>.*\S)(?:\s(?P<apart>후|이후|전|이전|시)|(?<![보안회충발직사도완오증개이])(?P<glued>후|이후|전|이전|(?<![일표공])시))"
)


def placed(arg: Arg, case: str, frame: Frame, phrase: Callable[[str], str], passive: bool = False) -> str:
    """An argument after its preposition, by its case, its words and the verb."""
    word = en.with_article(arg.english)
    korean = arg.korean
    if case == "에":
        if re.search(r"<date\d+>(?:\s?현재)?$", korean):
            return f"{'as of' if korean.endswith('현재') else 'on'} {word}"
        if match := _AROUND.fullmatch(korean):
            said = {"후": "after", "이후": "after", "시": "upon"}.get(match["apart"] or match["glued"], "before")
            return f"{said} {_DEEDS.get(match['of']) or en.with_article(phrase(match['of']))}"
        if re.search(r"<num\d+>\s?동안$", korean):
            return f"for {arg.english}"
        if inside := re.search(r"^(.*[가-힣>])\s?(?<!이)내$", korean):
            return f"within {en.with_article(phrase(inside[1]))}"
        if korean.endswith("이내"):
            return "within " + re.sub(r"^(?:the )?(?:within )?", "", word)
        if (match := re.search(r"^(.*\S)\s?(?:현재|기준)$", korean)) and not korean.startswith("<date"):
            return f"as of {en.with_article(phrase(match[1]))}"
        if re.search(r"[가-힣] 중$", korean) and not (verbal(korean[:-2]) or korean.endswith(("기간 중", "회의 중"))):
            raise UnreadError("among them")
        if during := re.search(r"^(.*\S)\s?(?:기간\s)?중$", korean):
            return f"during {en.with_article(phrase(during[1]))}"
        if TIME.search(korean):
            on = "on" if korean.endswith(("일", "날")) else "at" if korean.endswith(("시점", "당시", "만기")) else "in"
            return f"{on} {arg.english if korean.endswith('만기') else word}"
        return f"{frame.at or 'to'} {word}"
    if case in ("에서", "에서는") and (among := re.fullmatch(r"(.*[가-힣])\s중", korean)):
        return f"among {en.with_article(phrase(among[1]))}"
    if case in ("에서", "에서는"):
        if inside := re.search(r"^(.*\S)\s내$", korean):
            return f"within {en.with_article(phrase(inside[1]))}"
        if BODY.search(korean) and frame.transitive and passive:
            return f"by {word}"
        return f"{'at' if '시장' in korean or BODY.search(korean) else 'in'} {word}"
    if case in ("로", "으로"):
        if frame.to:
            if frame.to == "at" and not SLOT.search(korean):
                return f"as {word}"
            return f"{frame.to} {word}"
        if base := re.search(r"^(.*\S)\s기준$", korean):
            return f"based on {en.with_article(phrase(base[1]))}"
        if charges := re.fullmatch(r"(.*\S)\s?혐의", korean):
            return f"on charges of {phrase(charges[1])}"
        if _DEED.search(korean):
            return f"through {word}"
        if korean.endswith(("방법", "방식", "절차", "결의", "의결", "합의", "판결", "명령", "투표")):
            return f"by {word}"
        if korean.endswith(("현금", "원화", "외화", "달러")):
            return f"in {arg.english}"
        if korean.endswith(("목적", "사유", "이유")):
            return f"for {word}"
        return f"on {word}" if re.search(r"<date\d+>$", korean) else f"as {word}"
    if case in ("로서", "으로서") and korean == "현재":
        return "at present"
    if case == "까지" and korean == "현재":
        return "to date"
    if case == "까지" and (match := re.fullmatch(r"(.*[가-힣])\s전", korean)):
        return f"before {en.with_article(phrase(match[1]))}"
    if case == "까지" and (match := re.search(r"^(.*[가-힣])\s?시$", korean)) and not korean.endswith(("일시", "개시", "공시")):
        return f"until {en.with_article(phrase(match[1]))}"
    if case == "마다":
        return f"for every {arg.english}" if SLOT.search(korean) else f"per {re.sub('^the ', '', word)}"
    if case == "=":
        raise UnreadError("a complement without its verb")
    apart = case in ("와", "과") and frame.english.startswith("differ")
    return f"{'from' if apart else CASES.get(case, 'in')} {word}"
