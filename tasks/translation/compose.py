"""A label put together term by term: Korean heads come last, English ones first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dictionaries.borders import kiwi
from dictionaries.lexicon import Lexicon
from documents import romanise
from documents.masking import SLOT
from documents.segments import is_korean
from tasks.translation.units import unit

# what may close a label, and what it makes of the phrase before it; {} is that phrase
TAILS = (
    ("에 관한 사항", "matters concerning {}"),
    ("에 대한 사항", "matters concerning {}"),
    ("관련 사항", "matters related to {}"),
    ("관련사항", "matters related to {}"),
    ("에 관한 규정", "regulations on {}"),
    ("의 경우", "in the case of {}"),
    ("인 경우", "in the case of {}"),
    ("해당여부", "whether {} applies"),
    ("해당 여부", "whether {} applies"),
    ("여부", "whether {}"),
    ("전", "before {}"),
    ("후", "after {}"),
    ("예정일", "scheduled date of {}"),
    ("예정일자", "scheduled date of {}"),
    ("일자", "date of {}"),
    ("방법", "method of {}"),
    ("사유", "reasons for {}"),
    ("목적", "purpose of {}"),
    ("내역", "details of {}"),
    ("내용", "details of {}"),
    ("현황", "status of {}"),
    ("결과", "results of {}"),
    ("기준", "criteria for {}"),
    ("근거", "basis for {}"),
    ("조건", "conditions of {}"),
    ("계획", "plan for {}"),
    ("절차", "procedure for {}"),
    ("기간", "period of {}"),
    ("금액", "amount of {}"),
    ("비율", "ratio of {}"),
    ("종류", "type of {}"),
    ("시기", "timing of {}"),
    ("효과", "effects of {}"),
    ("개요", "overview of {}"),
    ("결정", "decision on {}"),
    ("명칭", "name of {}"),
    ("수", "number of {}"),
    ("총수", "total number of {}"),
    ("총액", "total amount of {}"),
    ("일", "date of {}"),
    ("율", "rate of {}"),
    ("액", "amount of {}"),
    ("등", "{}, etc."),
    ("대비", "relative to {}"),
)
TOWARDS = ("전입", "전환", "편입", "대체", "이전", "양도")  # A의 B 전입: of A to B
_AND = re.compile(r"\s*(?:,|ㆍ|·|및|또는|/)\s*")
_JOINT = {"및": " and ", "또는": " or ", ",": ", ", "ㆍ": " and ", "·": " and ", "/": "/"}


@dataclass(frozen=True)
class Composed:
    english: str
    coverage: float  # share of the Hangul that terms account for


def compose(text: str, lexicon: Lexicon) -> Composed:
    """English for a noun phrase; words that no table knows are spelt in Latin letters and do not count as covered."""
    hangul = len(re.findall("[가-힣]", text)) or 1
    english, known = _phrase(text.strip(), lexicon)
    english = re.sub(r"\s+", " ", english).strip()
    return Composed(english[:1].upper() + english[1:], min(1.0, known / hangul))


def _size(text: str) -> int:
    return len(re.findall("[가-힣]", text))


def _phrase(text: str, lexicon: Lexicon) -> tuple[str, int]:
    text = text.strip()
    if not is_korean(text):
        return text, 0
    if entry := lexicon.cell(text):
        return entry.english[0], _size(text)
    if entry := lexicon.terms.get(re.sub(r"\s+", "", text).casefold()):
        return entry.english[0], _size(text)
    if match := re.fullmatch(r"(.*?)\s*\(([^()]*)\)(.*)", text, re.DOTALL):
        before, inside, after = match.groups()
        said = unit(inside)
        middle, known = (said, _size(inside)) if said is not None else _phrase(inside, lexicon)
        left, known_left = _phrase(before, lexicon)
        right, known_right = _phrase(after, lexicon)
        return f"{left} ({middle}) {right}", known + known_left + known_right
    parts = _AND.split(text)
    if len(parts) > 1 and all(parts):
        joints = [_JOINT[j.strip()] for j in _AND.findall(text)]
        done = [_phrase(p, lexicon) for p in parts]
        words = done[0][0] + "".join(j + d[0] for j, d in zip(joints, done[1:], strict=True))
        return words, sum(d[1] for d in done) + len(re.findall("및|또는", text)) * 2
    if made := _of(text, lexicon):
        return made
    for tail, pattern in TAILS:
        stem = text.removesuffix(tail).rstrip()
        if stem != text and len(stem) >= 2:
            inner, known = _phrase(stem, lexicon)
            if known >= _size(stem) or " " in text[len(stem) :] or len(tail) > 1:
                return pattern.format(lower_first(inner)), known + _size(tail)
    return _words(text, lexicon)


def _of(text: str, lexicon: Lexicon) -> tuple[str, int] | None:
    """A의 B → B of A; A의 B 전입 → transfer of A to B."""
    at = text.find("의 ")
    if at < 2:
        return None
    left, right = text[:at], text[at + 2 :]
    owner, known = _phrase(left, lexicon)
    for verb in TOWARDS:
        goal = right.removesuffix(verb).rstrip()
        if goal != right and goal:
            act, known_act = _phrase(verb, lexicon)
            into, known_into = _phrase(goal, lexicon)
            return f"{act} of {lower_first(owner)} to {lower_first(into)}", known + known_act + known_into + 1
    head, known_head = _phrase(right, lexicon)
    return f"{head} of {lower_first(owner)}", known + known_head + 1


def _words(text: str, lexicon: Lexicon) -> tuple[str, int]:
    """Terms in their Korean order, which is that of an English compound; what is between them is spelt."""
    out, known, at = [], 0, 0
    for match in lexicon.find(text):
        out += [_spelt(text[at : match.start]), lower_first(match.entry.english[0])]
        known += _size(match.surface)
        at = match.end
    out.append(_spelt(text[at:]))
    return " ".join(w for w in out if w), known


def _spelt(text: str) -> str:
    """Nouns in Latin letters; particles and endings are dropped."""
    if not is_korean(text):
        return text.strip()
    kept = []
    for piece in re.split(r"(<\w+>)", text):
        if SLOT.fullmatch(piece):
            kept.append(piece)
        elif is_korean(piece):
            kept += [
                romanise.romanise(t.form)
                for t in kiwi().tokenize(piece)
                if t.tag[0] in "NMX" and t.tag[:2] not in ("XS",) or t.tag in ("SL", "SN")
            ]
        elif piece.strip():
            kept.append(piece.strip())
    return " ".join(kept)


def lower_first(text: str) -> str:
    """Unless the first word is an abbreviation, a name of several capitals, or a slot."""
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]+\b", text) else text
