"""A label put together term by term: Korean heads come last, English ones first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dictionaries import choose
from dictionaries.borders import compact, kiwi
from dictionaries.lexicon import Entry, Lexicon, Match
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
    ("과정", "course of {}"),
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
    (" 존재", "existence of {}"),
)
_NAME = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Article|Korea|Korean"
    r"|United|China|Chinese|Japan|Japanese|Singapore|Europe|Asia|America|American|Financial (?:Services|Supervisory))\b"
)
LINKS = (
    (" 관련한 ", "{} related to {}"),
    ("에 대해 ", "{} for {}"),
    ("에 대하여 ", "{} for {}"),
    ("에 대한 ", "{} for {}"),
    ("에 관한 ", "{} on {}"),
    ("을 위한 ", "{} for {}"),
    ("를 위한 ", "{} for {}"),
    (" 대비 ", "{} to {}"),
    (" 등 ", "{} such as {}"),
    ("에 따른 ", "{} in accordance with {}"),
)
TOWARDS = ("전입", "전환", "편입", "대체", "이전", "양도")  # A의 B 전입: of A to B
_UNIT = re.compile(r"\(([^()]{1,12})\)$")
_TURNED = re.compile(r"의 | 대비 |에 (?:대한|관한|따른) ")
_AND = re.compile(r"\s*(?:,|ㆍ|·|및|또는|/)\s*")
_DANGLING = re.compile(r"\s(및|또는)$")
_JOINT = {"및": " and ", "또는": " or ", ",": ", ", "ㆍ": " and ", "·": " and ", "/": "/"}


@dataclass(frozen=True)
class Composed:
    english: str
    coverage: float  # share of the Hangul that terms account for
    used: dict[str, Entry] = field(default_factory=dict)  # words of the text → the entry that says them


def compose(text: str, lexicon: Lexicon, ours: Lexicon) -> Composed:
    """English for a noun phrase; words that no table knows are spelt in Latin letters and do not count as covered."""
    hangul = len(re.findall("[가-힣]", text)) or 1
    phrases = Phrases(lexicon, ours)
    english, known = phrases.phrase(text.strip())
    english = re.sub(r"\s+(?=\*)", "", re.sub(r"\s+", " ", english)).strip()
    return Composed(english[:1].upper() + english[1:], min(1.0, known / hangul), phrases.used)


def size(text: str) -> int:
    """Hangul syllables in it."""
    return len(re.findall("[가-힣]", text))


class Phrases:
    """English of a phrase and how much of its Hangul the tables account for; `inside` a sentence, what a large glossary
    makes of everyday words is not taken over."""

    def __init__(self, lexicon: Lexicon, ours: Lexicon, inside: bool = False):
        self.lexicon, self.ours = lexicon, ours
        self.doubted = inside and not choose.sure(lexicon, ours)
        self.used: dict[str, Entry] = {}
        self._found: dict[str, list[Match]] = {}

    def _said(self, entry: Entry, korean: str) -> str:
        own = self.ours.terms.get(compact(korean)) or self.ours.cell(korean)
        if self.doubted and own and entry is not own and choose.for_sentence(entry, own, sure=False) is None:
            entry = own
        self.used[korean] = entry
        said = choose.for_sentence(entry, own) or choose.in_sentence(choose.without_head(entry.english[0], entry.korean))
        if (match := _UNIT.search(korean)) and not said.endswith(")") and (of := unit(match[1])) is not None:
            said += f" ({of})"
        return said

    def _terms(self, text: str) -> list[Match]:
        if text not in self._found:
            self._found[text] = self.lexicon.find(text)
        return self._found[text]

    def _cuts(self, text: str, start: int, end: int | None = None) -> bool:
        """Whether a cut there goes through a term: its words stay together, unless a longer entry ends at the cut."""
        end = start if end is None else end
        for match in self._terms(text):
            within = start <= match.start and match.end <= end  # 관련 in 에 관련한 is the cut's own
            if match.start < end and start < match.end and not within:
                return start < match.end - match.start or self.lexicon.cell(text[:start]) is None
        return False

    def phrase(self, text: str) -> tuple[str, int]:
        text = text.strip()
        if not is_korean(text):
            return text, 0
        if entry := self.lexicon.cell(text) or self.lexicon.terms.get(compact(text)):
            return self._said(entry, text), size(text)
        if text.endswith("의") and len(text) > 2 and kiwi().tokenize(text)[-1].tag == "JKG":
            english, known = self.phrase(text[:-1])  # a heading that goes on in the cell below
            return english, known + 1
        if (joint := _DANGLING.search(text)) and len(text) > 4:
            english, known = self.phrase(text[: joint.start()])  # goes on in the cell below too
            return f"{english}{_JOINT[joint[1]].rstrip()}", known + len(joint[1])
        for tail in ("의 경우", "인 경우", "에 관한 사항", "에 대한 사항", " 존재"):
            if text.endswith(tail) and len(text) > len(tail) + 1:
                english, known = self.phrase(text.removesuffix(tail))
                return dict(TAILS)[tail].format(lower_first(english)), known + size(tail)
        for made in (self._and, self._brackets, self._linked, self._of, self._tail):
            if found := made(text):
                return found
        return self._words(text)

    def _brackets(self, text: str) -> tuple[str, int] | None:
        match = re.fullmatch(r"(.*?)\s*\(([^()]*)\)(.*)", text, re.DOTALL)
        if match is None:
            return None
        if self._cuts(text, match.end(1), match.start(2)):
            return None
        before, inside, after = match.groups()
        said = unit(inside)
        middle, known = (said, size(inside)) if said is not None else self.phrase(inside)
        left, known_left = self.phrase(before)
        right, known_right = self.phrase(after)
        return f"{left} ({middle}) {right}", known + known_left + known_right

    def _and(self, text: str) -> tuple[str, int] | None:
        found = [m for m in _AND.finditer(text) if text[: m.start()].count("(") == text[: m.start()].count(")")]
        edges = [0, *(edge for m in found for edge in m.span()), len(text)]
        parts = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        if len(parts) < 2 or not all(parts) or any(self._cuts(text, *m.span()) for m in found):
            return None
        joints = [_JOINT[m[0].strip()] for m in found]
        done = [self.phrase(p) for p in parts]
        words = done[0][0] + "".join(j + lower_first(d[0]) for j, d in zip(joints, done[1:], strict=True))
        return words, sum(d[1] for d in done) + sum(size(m[0]) for m in found)

    def _linked(self, text: str) -> tuple[str, int] | None:
        """A에 대한 B, A 대비 B, A 등 B: the head comes first."""
        for link, pattern in LINKS:
            left, found, right = text.partition(link)
            if found and len(left.strip()) > 1 and len(right.strip()) > 1 and not self._cuts(text, len(left), len(left + link)):
                head, known = self.phrase(right)
                rest, known_rest = self.phrase(left)
                if SLOT.fullmatch(rest):
                    pattern = "{} of {}"  # 1,000주에 대한 소각: of so many shares
                return pattern.format(head, lower_first(rest)), known + known_rest + size(link)
        return None

    def _of(self, text: str) -> tuple[str, int] | None:
        """A의 B → B of A; A의 B 전입 → transfer of A to B."""
        at = text.find("의 ")
        if at < 2 or self._cuts(text, at, at + 2):
            return None
        left, right = text[:at], text[at + 2 :]
        owner, known = self.phrase(left)
        for verb in TOWARDS:
            goal = right.removesuffix(verb).rstrip()
            if goal != right and goal:
                act, known_act = self.phrase(verb)
                into, known_into = self.phrase(goal)
                return f"{act} of {lower_first(owner)} to {lower_first(into)}", known + known_act + known_into + 1
        head, known_head = self.phrase(right)
        return f"{head} of {lower_first(owner)}", known + known_head + 1

    def _tail(self, text: str) -> tuple[str, int] | None:
        for tail, pattern in TAILS:
            stem = text.removesuffix(tail).rstrip()
            if stem != text and len(stem) >= 2 and not self._cuts(text, len(stem)):
                inner, known = self.phrase(stem)
                if known >= size(stem) or " " in text[len(stem) :] or len(tail) > 1:
                    return pattern.format(lower_first(inner)), known + size(tail)
        return None

    def _words(self, text: str) -> tuple[str, int]:
        """Terms in their Korean order, which is that of an English compound; what is between them is spelt."""
        out, known, at = [], 0, 0
        for match in self._terms(text):
            out += [_spelt(text[at : match.start]), self._said(match.entry, match.surface)]
            known += size(match.surface)
            at = match.end
        out = [w for w in (*out, _spelt(text[at:])) if w]
        if at == len(text) and len(out) > 1 and _TURNED.search(self._terms(text)[-1].surface):
            head, opened, unit_of = out[-1].partition(" (")  # it has a complement of its own already
            return f"{head} of {' '.join(out[:-1])}{opened}{unit_of}", known
        return " ".join(out), known


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
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]+\b", text) and not _NAME.match(text) else text
