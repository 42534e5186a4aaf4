"""Clauses in English: finite, relative and gerund, each from a verb and its arguments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dictionaries.lexicon import Lexicon
from tasks.translation.compose import size
from tasks.translation.grammar import english as en
from tasks.translation.grammar.arguments import Arg, UnreadError, ordered
from tasks.translation.grammar.chunks import Frame, Verb, frames, verbal
from tasks.translation.grammar.nouns import Nouns
from tasks.translation.grammar.tables import AGENT, BODY
from tasks.translation.grammar.tenses import is_passive, negated, sentence_like, tensed

_ASKED_FOR = re.compile(r"(?:상환|전환|교환|행사|소집|매수|발급|열람|등록|공시|변경|교부|선임|해임)$")  # not damages, which are claimed
_FIGURE = re.compile(r"<(?:num|amt)\d+>(?:\s?(?:이상|이하|미만|초과|내외|수준|정도))?$")


@dataclass
class State:
    args: list[Arg] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)  # (clause, joiner to the next)
    before: list[str] = field(default_factory=list)  # modifiers that wait for their noun
    subject: str = ""
    known: int = 0
    total: int = 0
    opened: list[str] = field(default_factory=list)
    last: str = ""  # whom the last clause spoke of
    acted: bool = False  # the subject is what is done to


class Clauses:
    """Makes clauses and keeps what has been read of the sentence so far."""

    def __init__(self, lexicon: Lexicon, nouns: Nouns):
        self.lexicon, self.nouns = lexicon, nouns
        self.s = State()

    def _np(self, text: str, count: bool = True) -> str:
        english, known = self.nouns.noun(text)
        if count:
            hangul = size(text)
            self.s.known += min(known, hangul)
            self.s.total += hangul
        return english

    def _phrase(self, text: str) -> str:
        return self._np(text, count=False)

    def _count(self, korean: str) -> None:
        n = size(korean)
        self.s.known += n
        self.s.total += n

    def _finite(self, args: list[Arg], verb: Verb, own_subject: bool = False) -> str:
        frame = self._fitting(self._frame(verb), verb, args)
        topic = next((a for a in args if a.topic), None)
        passive = is_passive(verb)
        s = self.s
        if verb.voice == "copula":
            return self._copula(args, verb, frame, topic, own_subject)
        if said := self._set_or_become(args, verb, frame, own_subject):
            return said
        subject, objects, rest = ordered(args, verb, frame, self._phrase)
        promoted = False
        if verb.root in ("있", "없"):
            return self._there(args, verb, subject, topic, rest)
        if verb.root == "결정" and objects and any(verbal(a.korean) for a in args if a.case in ("을", "를")):
            frame = Frame("decide on", True, frame.at, frame.to)
        if verb.root == "청구" and any(_ASKED_FOR.search(a.korean) for a in args if a.case in ("을", "를")):
            frame = replace(frame, english="request")
        if frame.transitive and not passive and not objects and topic and not AGENT.search(topic.korean) and subject:
            passive = True  # what is talked of is what is done to: 교환가액은 결정하였음
            by = next((a for a in args if a.case in ("이", "가")), None)
            if by is not None:  # 비용은 원고가 부담한다
                if not AGENT.search(by.korean):
                    raise UnreadError("two subjects")
                args = [replace(a, english=f"by {en.with_article(a.english)}", case="pp") if a is by else a for a in args]
                subject, objects, rest = ordered(args, verb, frame, self._phrase)
        shared = not subject and bool(s.subject)
        if frame.transitive and not passive and not subject:
            body = next((a for a in args if a.case in ("에서", "에서는") and BODY.search(a.korean)), None)
            if body is not None:
                shared = False
                subject = en.with_article(body.english)
                _, objects, rest = ordered([a for a in args if a is not body], verb, frame, self._phrase)
            elif s.subject and not (s.acted and objects):
                subject, passive = s.subject, s.acted  # 사채는 재매각하거나 소각한다
            elif objects and not sentence_like(verb):
                subject, objects, passive, promoted, shared = objects[0], objects[1:], True, True, False
            else:
                subject, shared = "the Company", s.subject == "the Company"
        subject = subject or s.subject or ("the Company" if frame.transitive else "it")
        if not own_subject and not promoted:  # what became a subject only here is not what the next clause speaks of
            s.subject, s.acted = subject, passive and frame.transitive
        voice = Verb(verb.root, "passive" if passive and frame.transitive else "active", verb.moods, verb.past, verb.link)
        said = tensed(voice, frame, subject)
        if "please" in verb.moods and not any(a.topic or a.case in ("이", "가") for a in args):
            return " ".join(p for p in ("please", frame.english, *objects, *rest) if p)  # 유의하시기 바랍니다
        if shared and own_subject and s.done:
            subject = "they" if en.plural(s.subject) else "it"
        if own_subject:
            return " ".join(p for p in (subject, said, *objects, *rest) if p)
        # after a condition the subject is said again
        again = shared and s.last == subject and bool(s.done) and s.done[-1][1] in ("and", "but", "or")
        s.last = subject
        return " ".join(p for p in ("" if again else subject, said, *objects, *rest) if p)

    def _copula(self, args: list[Arg], verb: Verb, frame: Frame, topic: Arg | None, own_subject: bool) -> str:
        """X는 Y이다: X is Y."""
        s = self.s
        complement = [a for a in args if a.case == "="]
        others = [a for a in args if a.case != "="]
        subject, objects, rest = ordered(others, verb, frame, self._phrase)
        if complement and complement[-1].korean.endswith((" 중", "기간중")):
            raise UnreadError("during it, not it")
        said = en.with_article(complement[-1].english) if complement else ""
        if complement and (base := re.search(r"^(.*\S)\s기준$", complement[-1].korean)):
            said = f"based on {en.with_article(self._phrase(base[1]))}"  # 평가액 기준이다
        if not own_subject and subject:
            s.acted = topic is not None and not AGENT.search(topic.korean)
        subject = subject or s.subject or "it"
        if not own_subject:
            s.subject = s.last = subject
        return " ".join(p for p in (subject, tensed(verb, frame, subject), said, *rest) if p)

    def _set_or_become(self, args: list[Arg], verb: Verb, frame: Frame, own_subject: bool) -> str:
        """X는 Y로 한다: X shall be Y; X가 Y가 된다: X becomes Y."""
        case = ("로", "으로") if verb.root == "하" else ("=",) if verb.root == "되" else ()
        said = [a for a in args if a.case in case and not a.front]
        deemed = verb.root in ("보", "간주") and any(a.case in ("로", "으로") for a in args)
        if deemed and (verb.root == "보" or any(a.korean == "것" for a in args)):
            raise UnreadError("what it is deemed to be")
        if not said:
            return ""
        others = [a for a in args if a is not said[-1]]
        if not any(a.topic or a.case in ("이", "가") for a in args):  # X를 Y로 한다
            others = [replace(a, case="은") if a.case in ("을", "를") else a for a in others]
        subject, objects, rest = ordered(others, verb, frame, self._phrase)
        if objects or not (subject or self.s.subject):
            raise UnreadError("set by somebody")
        if not own_subject:
            self.s.subject = subject or self.s.subject
        word = Frame("become", False, "", "") if verb.root == "되" else Frame("be", False, "", "")
        doing = verb if verb.root == "되" else Verb("하", "active", ["shall", *verb.moods])
        said = en.with_article(said[-1].english)
        return " ".join(p for p in (subject, tensed(doing, word, subject or self.s.subject), said, *rest) if p)

    def _there(self, args: list[Arg], verb: Verb, subject: str, topic: Arg | None, rest: list[str]) -> str:
        """X에 Y가 있다, X는 Y가 없다: there is Y, X has no Y."""
        no = verb.root == "없"
        held = [a for a in args if a.case in ("이", "가")]
        if topic and held:
            rest = ordered([a for a in args if a is not topic and a is not held[0]], verb, Frame("have", True, "", ""), self._phrase)[2]
            owner, thing = en.with_article(topic.english), en.with_article(held[0].english)
            said = tensed(verb, Frame("have", True, "", ""), owner)
        else:
            owner, thing = "there", subject or "it"
            said = tensed(Verb("있", moods=verb.moods, past=verb.past), Frame("be", False, "", ""), thing)
        return " ".join(p for p in (owner, said, "no" if no else "", re.sub("^the ", "", thing) if no else thing, *rest) if p)

    def _gerund(self, args: list[Arg], verb: Verb) -> str:
        frame = self._frame(verb)
        subject, objects, rest = ordered(args, verb, frame, self._phrase)
        word = f"being {en.participle(frame.english)}" if is_passive(verb) and frame.transitive else en.ing(frame.english)
        if negated(verb):
            word = "not " + word
        return " ".join(p for p in (word, *objects, *rest) if p)

    def _on_which(self, args: list[Arg], verb: Verb, which: str) -> str:
        """통지를 받은 날: the date on which the notice was received."""
        own = any(a.case in ("이", "가") for a in args)
        if not own and any(a.case in ("을", "를") for a in args):
            args = [replace(a, case="이") if a.case in ("을", "를") else a for a in args]
            verb = replace(verb, voice="passive")
        elif not own:
            return self._relative(args, verb)
        return f"{which} {self._finite(args, replace(verb, past=verb.tense == 'past'), own_subject=True)}"

    def _relative(self, args: list[Arg], verb: Verb) -> str:
        frame = self._fitting(self._frame(verb), verb, args)
        said = [a for a in args if a.case == "="] if verb.voice == "copula" else []
        if verb.root in ("있", "없"):  # 의결권 있는 주식
            args = [replace(a, case="이") if not a.case else a for a in args]
        subject, objects, rest = ordered([a for a in args if a not in said], verb, frame, self._phrase)
        tail = " ".join((*objects, *rest))
        if said:
            if subject or objects or verb.root == "아니":
                raise UnreadError("a clause of its own before a noun")
            return f"that {tensed(verb, frame, 'it')} {en.with_article(said[-1].english)} {tail}".strip()
        if verb.voice == "copula" or frame.english == "be":
            return f"that is {subject} {tail}".strip()
        negative = negated(verb) or "cannot" in verb.moods
        if verb.root == "있":
            return f"with {subject} {tail}".strip() if subject else f"that is {tail}".strip()
        if verb.root == "없":
            return f"without {subject} {tail}".strip()
        if subject and is_passive(verb):
            return f"for which {subject} {tensed(verb, frame, subject)} {tail}".strip()
        if subject and not objects and frame.transitive and not is_passive(verb):
            return f"that {subject} {tensed(verb, frame, subject)} {tail}".strip()
        if subject and not frame.transitive:
            return f"when {subject} {tensed(verb, frame, subject)} {tail}".strip()
        if frame.english == "be equivalent":
            return f"equivalent {tail}"
        if frame.english.startswith("be ") or (not frame.transitive and verb.tense == "past"):
            return f"that {tensed(verb, frame, 'it')} {tail}".strip()
        if "intend" in verb.moods and not is_passive(verb):
            return f"intending to {frame.english} {tail}".strip()
        if objects or not frame.transitive:
            if negative:
                return f"that {tensed(verb, frame, 'it')} {tail}".strip()
            word = en.ing(frame.english) if verb.tense != "past" else f"that {en.past(frame.english)}"
            return f"{word} {tail}".strip()
        word = en.participle(frame.english)
        if verb.tense == "future" or "will" in verb.moods:
            word = f"to be {word}"
        return f"{'not ' if negative else ''}{word} {tail}".strip()

    def _fitting(self, frame: Frame, verb: Verb, args: list[Arg]) -> Frame:
        """20%에 해당하다: to be equivalent to a figure, not to fall under it."""
        figures = any(a.case == "에" and _FIGURE.search(a.korean) for a in args)
        return Frame("be equivalent", False, "to", "") if verb.root == "해당" and figures else frame

    def _frame(self, verb: Verb) -> Frame:
        found = frames().get(verb.root)
        self._count(verb.root)
        if found:
            return found
        if verb.root == "하" and verb.voice == "active":
            return Frame("make", True, "", "")
        if verb.voice == "copula" or verb.root in ("있", "없", "이", "아니", "되", "하"):
            return Frame("be", False, "", "")
        entry = self.lexicon.cell(verb.root)
        said = entry.english[0] if entry else verb.root
        return Frame(f"conduct {said[:1].lower()}{said[1:]}", True, "", "")
