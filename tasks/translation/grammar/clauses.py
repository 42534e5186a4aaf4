"""Chunks → English: each verb takes its arguments, clauses follow one another, the last one closes the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dictionaries.lexicon import Entry, Lexicon
from documents.figures import Masked
from documents.masking import SLOT
from tasks.translation.compose import size
from tasks.translation.grammar import english as en
from tasks.translation.grammar.adjectives import adjective, adverb
from tasks.translation.grammar.arguments import Arg, UnreadError
from tasks.translation.grammar.chunks import Adverb, Frame, Noun, Verb, chunks, frames, verbal
from tasks.translation.grammar.finite import Clauses
from tasks.translation.grammar.nouns import Nouns
from tasks.translation.grammar.tables import (
    ADVERBS,
    AGENT,
    AS,
    BASES,
    CONNECT,
    FIRST,
    MANNER,
    MORE,
    OPENERS,
    POSTPOSITIONS,
    SAID,
    WHEN,
    WHICH,
)
from tasks.translation.grammar.tenses import joined, tensed

_AND_THEN = re.compile(r"날 및 (?:그 )?이후")
_EVERY = re.compile(r"(?:매|매회) (<num\d+>)")
_FIRST_WORD = re.compile(r"(?:all|the above|each|this|these|such|any|the) (?=\S)")
_HEADING = re.compile(r"([가-힣][가-힣\s]{1,24}[가-힣])\s?:\s+(?=\S)")  # 청구내용: 원고는 …


@dataclass(frozen=True)
class Rendered:
    english: str
    coverage: float  # share of the Hangul that tables and rules account for
    used: dict[str, Entry] = field(default_factory=dict)  # words of the text → the entry that says them


def render(masked: Masked, lexicon: Lexicon, ours: Lexicon) -> Rendered | None:
    """English of a masked sentence; None where the rules cannot read it."""
    text = masked.text
    nouns = Nouns(lexicon, ours, masked.slots)
    heading = _HEADING.match(text)
    read = chunks(text[heading.end() :] if heading else text)
    if not read:
        return None
    try:
        made = _Transfer(lexicon, nouns).run(read)
    except UnreadError:
        return None
    if made is None:
        return None
    if heading:
        said, known = nouns.noun(heading[1])
        first, rest = size(heading[1]), size(text[heading.end() :])
        share = (min(known, first) + made.coverage * rest) / max(first + rest, 1)
        made = Rendered(f"{said[:1].upper()}{said[1:]}: {made.english}", share, made.used)
    asked, got = SLOT.findall(text), SLOT.findall(made.english)
    if sorted(asked) != sorted(got):
        return None
    return made


def _share_moods(read: list) -> None:
    """처분하거나 담보로 제공할 수 없다: neither may be done. What the last of them says goes for each."""
    verbs = [c for c in read if isinstance(c, Verb) and c.link not in ("adn", "nom")]
    for verb, after in reversed(list(pairwise(verbs))):
        if verb.link == "거나" and not verb.moods and not verb.past and after.voice != "copula":
            verb.moods, verb.past = list(after.moods), after.past


class _Transfer(Clauses):
    """Reads the chunks one after another."""

    told: Noun | None = None  # what the chunk before it has said already

    def run(self, read: list) -> Rendered | None:
        s = self.s
        _share_moods(read)
        for i, chunk in enumerate(read):
            after = read[i + 1] if i + 1 < len(read) else None
            if chunk is self.told:
                continue
            if isinstance(chunk, Noun):
                self._noun(chunk, after)
            elif isinstance(chunk, Adverb):
                self._adverb(chunk.text)
            elif not self._verb(chunk, after):
                return None
        if (s.args or s.before) and not self._ended():
            return None
        return Rendered(joined(s.done, s.opened), s.known / max(s.total, 1), self.nouns.phrases.used)

    def _ended(self) -> bool:
        """What no verb has closed: a condition that stands alone, a verbal noun with arguments, words after a clause."""
        s = self.s
        if s.before:
            return False
        last = s.args[-1]
        if last.front:  # … 하는 경우
            rest, s.args = s.args[:-1], []
            tail = " ".join(a.english for a in rest)
            s.done.append((f"{last.english} {tail}".strip(), ""))
            return True
        root = verbal(last.korean) if not last.case else None
        if root is None or not (s.done or any(a.case for a in s.args)):
            if s.done:
                s.done.append((" ".join(a.english for a in s.args), ""))
            return bool(s.done)
        s.args.pop()
        if rest := last.korean[: -len(root)].strip():
            s.args.append(Arg(self._np(rest), "을", korean=rest))
        self._clause(Verb(root, "active"))
        return True

    def _noun(self, chunk: Noun, after: object) -> None:
        s = self.s
        if re.search("[:※]", chunk.text):
            raise UnreadError("a heading and its text")
        if s.before and chunk.text == "결과" and not chunk.case:
            raise UnreadError("확인한 결과: having asked")
        words = chunk.text.split(" ")
        if s.before and words[0] in WHEN and len(words) == 1:
            self._when(words[0], chunk)
            return
        if chunk.text.endswith((" 및", " 또는", "하여금")):
            raise UnreadError("the other half is a verb")
        every = _EVERY.fullmatch(after.text) if _AND_THEN.fullmatch(chunk.text) and isinstance(after, Noun) else None
        if every and after.case == "마다":  # … 되는 날 및 그 이후 매 3개월마다
            self._count(chunk.text + "매마다")
            on = " ".join(["on the date", *s.before])
            s.before, self.told = [], after
            s.args.append(Arg(f"{on} and every {every[1]} thereafter", "pp", korean=chunk.text))
            return
        if s.before and words[0] in ("것", "점", "바"):
            if chunk.case in AS and words[0] == "것" and self._is_for():
                return
            if chunk.comma and chunk.case in AS:
                raise UnreadError("…한 것으로, …: a clause without its verb")
            made = " ".join(s.before)
            s.before = []
            s.args.append(Arg(re.sub(r"^that ", "", made), chunk.case, chunk.topic, chunk.comma, "것"))
            return
        if chunk.text.endswith("의 경우") and len(chunk.text) > 4 and not s.before:
            self._count("의 경우")
            said = f"in the case of {en.with_article(self._np(chunk.text.removesuffix('의 경우')))}"
            s.args.append(Arg(said, "에", comma=True, korean=chunk.text, front=True))
            return
        if chunk.text.endswith(" 대비") and not chunk.case and not s.before:  # 전기 대비 감소
            self._count("대비")
            s.args.append(Arg(f"compared to {en.with_article(self._np(chunk.text[:-3]))}", "pp", comma=chunk.comma, korean=chunk.text))
            return
        bare = not chunk.case or chunk.case in ("로", "으로")
        led = chunk.case in ("로", "으로") and chunk.text + chunk.case in ADVERBS  # 별도로, 자동으로
        if bare and not s.before and (led or ADVERBS.get(chunk.text) or adverb(chunk.text)):
            self._adverb(chunk.text + chunk.case if led else chunk.text)
            return
        if chunk.text in BASES and chunk.case in ("로", "으로") and s.args and s.args[-1].case in ("을", "를"):
            self._count(chunk.text)
            base = s.args.pop()
            s.args.append(Arg(f"{BASES[chunk.text]} {en.with_article(base.english)}", "pp", korean=base.korean))
            return
        if len(words) > 1 and words[0] in ("전액", "전량", "전부", "일괄", "각각") and not s.before:
            self._adverb(words[0])  # 전액 결손금 보전에 충당
            chunk = replace(chunk, text=" ".join(words[1:]))
        english = self._np(chunk.text)
        if chunk.only:
            english = f"only {en.with_article(english)}"
        mods, s.before = s.before, []
        english = self._modified(english, mods)
        if chunk.comma and chunk.case in AS and self._is(english, chunk, bool(mods)):
            return
        s.args.append(Arg(english, chunk.case, chunk.topic, chunk.comma, chunk.text))

    def _is_for(self) -> bool:
        """처분은 보상을 위한 것으로, …: it is for that, and … follows. Whether it was read so."""
        s = self.s
        reasons = len(s.before) == 1 and s.before[0].startswith(("for ", "in accordance with ", "regarding "))
        if not reasons or [a.topic for a in s.args] != [True]:
            return False
        topic, said = s.args.pop(), s.before.pop()
        s.subject, s.acted = en.with_article(topic.english), not AGENT.search(topic.korean)
        is_it = Frame("relate" if said.startswith("regarding ") else "be", False, "", "")
        word = tensed(Verb("이", "copula" if is_it.english == "be" else "active"), is_it, s.subject)
        s.done.append((f"{s.subject} {word} {re.sub('^regarding ', 'to ', said)}", "and"))
        return True

    def _is(self, english: str, chunk: Noun, told: bool) -> bool:
        """금액은 예상액으로, …: it is that, and … follows. Whether it was read so."""
        s = self.s
        if len(s.args) == 1 and s.args[0].topic and chunk.text not in ("것", "바"):
            topic = s.args.pop()
            s.subject, s.acted = en.with_article(topic.english), not AGENT.search(topic.korean)
            said = tensed(Verb("이", "copula"), Frame("be", False, "", ""), s.subject)
            s.done.append((f"{s.subject} {said} {en.with_article(english)}", "and"))
            return True
        if told:
            raise UnreadError("…한 것으로, …: a clause without its verb")
        return False

    def _modified(self, english: str, mods: list[str]) -> str:
        out = english
        for mod in mods:
            if mod.startswith("="):  # the higher of them: no head of its own
                out = mod[1:]
                continue
            if mod.endswith("-"):
                if mod[:-1] in en.SEVERAL:
                    out = en.many(out)
                first = _FIRST_WORD.match(out)  # all necessary measures
                out = f"{first[0]}{mod[:-1]} {out[first.end() :]}" if first else f"{mod[:-1]} {out}"
            elif mod.startswith("that is the ") and re.search(r"<org\d+>$", out):
                out = f"{out}, {mod.removeprefix('that is ')},"  # 최대주주인 김도현: an apposition
            else:
                out = f"{out} {mod}"
        return out

    def _when(self, word: str, chunk: Noun) -> None:
        s = self.s
        clause = " ".join(s.before)
        s.before = []
        self._count(word)
        s.args.append(Arg(f"{WHEN[word]} {clause.removeprefix('that ')}", "에", False, True, word, front=True))

    def _adverb(self, text: str) -> None:
        if text == "없이" and self.s.args and self.s.args[-1].case in ("", "이", "가"):  # 표결 없이
            thing = self.s.args.pop()
            self._count(text)
            self.s.args.append(Arg(f"without {re.sub('^(?:the|a) ', '', thing.english)}", "pp", korean=thing.korean))
            return
        said = ADVERBS.get(text) or adverb(text)
        n = size(text)
        self.s.total += n
        if said is None:
            return
        self.s.known += n
        if said in FIRST:
            self.s.opened.append(said)
        else:
            self.s.args.append(Arg(said, "adv", korean=text))

    # -- verbs ---------------------------------------------------------------------------------------------------
    def _verb(self, verb: Verb, after: object) -> bool:
        s = self.s
        if "made" in verb.moods:
            raise UnreadError("one has another do it")
        if verb.root == "받" and len(s.args) > 1 and not s.args[-1].case and s.args[-2].case in ("을", "를"):
            got, thing = s.args.pop(), s.args.pop()  # 추징금을 환급받았다: the refund of it
            s.args.append(Arg(f"{got.english} of {en.with_article(thing.english)}", "을", korean=thing.korean))
        if verb.root in MANNER and verb.link in ("어", "여", "아", "어서") and not (s.args and s.args[-1].case in ("을", "를")):
            self._count(verb.root)
            s.args.append(Arg(MANNER[verb.root], "adv", korean=verb.root))
            return True
        stands = s.args and s.args[-1].case in ("을", "를", "에", "로", "으로", "와", "과", "에도") and not verb.moods
        if verb.root == "초과" and isinstance(after, Noun) and after.text.split(" ")[0] in WHEN:
            stands = False  # 초과하는 경우: if it exceeds that
        if verb.root in POSTPOSITIONS and stands and verb.link in ("어", "어서", "고", "아", "여", "adn"):
            return self._postposition(verb)
        if verb.root not in frames() and verb.voice != "copula" and verb.root not in ("있", "없", "하", "되", "이", "아니"):
            entry = self.lexicon.cell(verb.root)
            if entry is None:
                return False
        if verb.link == "adn":
            self._adnominal(verb, after)
        elif verb.link in ("어", "여", "아", "어서") and self._means(verb):
            pass
        elif verb.link == "nom":
            self._nominal(verb)
        elif SAID.search(verb.link):  # 이행하지 않았다고 주장하며
            made = "that " + self._finite(self._take(stop_at_topic=True), verb, own_subject=True)
            s.args.append(Arg(made, "을", korean=verb.root))
        else:
            self._clause(verb)
        return True

    def _nominal(self, verb: Verb) -> None:
        """X가 Y임을: that X is Y; 주식을 취득함을: acquiring shares."""
        taken = self._take(stop_at_topic=True)
        own = any(a.case in ("이", "가") for a in taken)
        if own and verb.case in ("을", "를", "이", "가", "은") or verb.voice == "copula":
            if not own:
                raise UnreadError("nobody said who it is")
            said = "that " + self._finite(taken, verb, own_subject=True)
        else:
            said = self._gerund(taken, verb)
        self.s.args.append(Arg(said, verb.case, verb.case == "은", korean=verb.root))

    def _means(self, verb: Verb) -> bool:
        """… 적용하여: by applying …; … 기산일로 하여: with … as the base date."""
        s, frame = self.s, frames().get(verb.root)
        objects = [a for a in s.args if a.case in ("을", "를")]
        if not objects or any(a.case in ("이", "가") for a in s.args[s.args.index(objects[0]) :]):
            return False
        if verb.root == "하":
            if s.args[-1].case not in ("로", "으로"):
                return False
            what, thing = s.args.pop(), objects[-1]
            s.args.remove(thing)
            self._count("하여")
            said = f"with {en.with_article(thing.english)} as {en.with_article(what.english)}"
        elif frame is None or not frame.transitive or verb.voice != "active" or verb.moods:
            return False
        else:
            said = "by " + self._gerund(self._take(stop_at_topic=True), verb)
        s.args.append(Arg(said, "pp", comma=verb.comma, korean=verb.root))
        return True

    def _postposition(self, verb: Verb) -> bool:
        s = self.s
        arg = s.args.pop()
        word = POSTPOSITIONS[verb.root]
        self.s.known += 2
        self.s.total += 2
        if verb.link != "adn" and (opener := OPENERS.get((arg.korean, verb.root))):
            s.args.append(Arg(opener, "에", comma=True, korean=arg.korean, front=True))
            return True
        said = f"{word} {en.with_article(arg.english)}"
        if verb.link == "adn":
            s.before.append(said)
        else:
            s.args.append(Arg(said, "pp", comma=verb.comma, korean=arg.korean))
        return True

    def _take(self, stop_at_topic: bool) -> list[Arg]:
        """The arguments of an embedded clause: back to a topic, a comma, or a case that is filled."""
        s, taken, seen = self.s, [], set()
        while s.args:
            arg = s.args[-1]
            case = {"를": "을", "가": "이"}.get(arg.case, arg.case)
            if stop_at_topic and (arg.topic or arg.comma or arg.front):
                break
            if case in ("을", "이") and case in seen:
                break
            seen.add(case)
            taken.insert(0, s.args.pop())
        return taken

    def _adnominal(self, verb: Verb, after: object) -> None:
        s = self.s
        if verb.root in MORE and s.args and s.args[-1].korean.endswith(" 중"):
            among = s.args.pop().korean.removesuffix(" 중")
            s.before.append(f"={MORE[verb.root]} of {self._phrase(among)}")
            return
        if verb.voice == "copula" and s.args and (said := adjective(s.args[-1].korean)):
            s.args.pop()
            s.before.append(said + "-")
            return
        head = after.text.split(" ")[0] if isinstance(after, Noun) else ""
        if verb.voice != "copula" and (said := adjective(f"{verb.root}한")) and self._plain(verb):
            last = s.args[-1] if s.args else None
            how = f"{s.args.pop().english} " if last and last.case == "adv" and last.english.endswith("ly") else ""
            self._count(verb.root)
            s.before.append(f"{how}{said}-")  # 통계적으로 유의한: statistically significant
            return
        taken = self._take(stop_at_topic=head not in WHEN or any(a.topic for a in s.args[:-3]))
        if len(taken) > 1 and taken[0].topic and any(a.case in ("이", "가") for a in taken[1:]):
            s.args.append(taken.pop(0))  # 당사는 사항이 확정되는 즉시: the Company does what follows
        if head in ("날", "시점") and (said := self._falling(taken, verb)):
            s.before.append(said)
            return
        if head in WHEN or head in ("것", "점", "바"):
            if head in ("것", "점", "바") and not any(a.case in ("이", "가") or a.topic for a in taken):
                s.before.append(self._gerund(taken, verb))
            else:
                s.before.append("that " + self._finite(taken, verb, own_subject=True))
            return
        s.before.append(self._on_which(taken, verb, WHICH[head]) if head in WHICH else self._relative(taken, verb))

    def _falling(self, taken: list[Arg], verb: Verb) -> str:
        """발행일로부터 18개월이 되는 날, … 1년이 경과한 날: falling so long after it."""
        if verb.root not in ("되", "경과") or verb.moods or len(taken) != 2:
            return ""
        begin, span = taken
        counted = re.fullmatch(r"<num\d+>", span.korean) and span.case in ("이", "가", "=")
        if begin.case not in ("부터", "로부터", "으로부터") or not counted:
            return ""
        self._count(verb.root)
        return f"falling {span.english} after {en.with_article(begin.english)}"

    def _plain(self, verb: Verb) -> bool:
        """Whether an adjective stands by itself: nothing that it is the same as, necessary for, or what is so."""
        last = self.s.args[-1] if self.s.args else None
        free = last is None or last.case in ("adv", "pp", "을", "를") or last.topic or last.comma or last.front
        return not verb.moods and free

    # -- clauses -------------------------------------------------------------------------------------------------
    def _clause(self, verb: Verb) -> None:
        s = self.s
        args, s.args = s.args, []
        fronts = [a for a in args if a.front]
        made = self._finite([a for a in args if not a.front], verb)
        fronted = ", ".join(a.english for a in fronts)
        if fronted:
            made = f"{fronted}, {made}"
        joiner = "" if verb.link == "end" else CONNECT.get(verb.link, "and")
        s.done.append((made, joiner))
