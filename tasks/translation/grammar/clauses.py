"""Chunks → English: each verb takes its arguments, clauses follow one another, the last one closes the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dictionaries.lexicon import Entry, Lexicon
from documents.figures import Masked
from documents.masking import SLOT
from tasks.translation.grammar import english as en
from tasks.translation.grammar.adjectives import adjective, adverb
from tasks.translation.grammar.arguments import Arg, ordered
from tasks.translation.grammar.chunks import Adverb, Frame, Noun, Verb, chunks, frames, verbal
from tasks.translation.grammar.nouns import Nouns
from tasks.translation.grammar.tables import (
    ADVERBS,
    AGENT,
    BASES,
    BODY,
    CONNECT,
    FIRST,
    POSTPOSITIONS,
    WHEN,
)
from tasks.translation.grammar.tenses import is_passive, joined, negated, sentence_like, tensed


@dataclass(frozen=True)
class Rendered:
    english: str
    coverage: float  # share of the Hangul that tables and rules account for
    used: dict[str, Entry] = field(default_factory=dict)  # words of the text → the entry that says them


@dataclass
class _State:
    args: list[Arg] = field(default_factory=list)
    done: list[tuple[str, str]] = field(default_factory=list)  # (clause, joiner to the next)
    before: list[str] = field(default_factory=list)  # modifiers that wait for their noun
    subject: str = ""
    known: int = 0
    total: int = 0
    opened: list[str] = field(default_factory=list)


def render(masked: Masked, lexicon: Lexicon, ours: Lexicon) -> Rendered | None:
    """English of a masked sentence; None where the rules cannot read it."""
    text = masked.text
    read = chunks(text)
    if not read:
        return None
    made = _Transfer(lexicon, Nouns(lexicon, ours, masked.slots)).run(read)
    if made is None:
        return None
    asked, got = SLOT.findall(text), SLOT.findall(made.english)
    if sorted(asked) != sorted(got):
        return None
    return made


class _Transfer:
    def __init__(self, lexicon: Lexicon, nouns: Nouns):
        self.lexicon, self.nouns = lexicon, nouns
        self.s = _State()

    def run(self, read: list) -> Rendered | None:
        s = self.s
        for i, chunk in enumerate(read):
            after = read[i + 1] if i + 1 < len(read) else None
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

    # -- arguments -----------------------------------------------------------------------------------------------
    def _np(self, text: str, count: bool = True) -> str:
        english, known = self.nouns.noun(text)
        if count:
            hangul = len(re.findall("[가-힣]", text))
            self.s.known += min(known, hangul)
            self.s.total += hangul
        return english

    def _phrase(self, text: str) -> str:
        return self._np(text, count=False)

    def _noun(self, chunk: Noun, after: object) -> None:
        s = self.s
        words = chunk.text.split(" ")
        if s.before and words[0] in WHEN and len(words) == 1:
            self._when(words[0], chunk)
            return
        if s.before and words[0] in ("것", "점", "바"):
            made = " ".join(s.before)
            s.before = []
            s.args.append(Arg(re.sub(r"^that ", "", made), chunk.case, chunk.topic, chunk.comma, "것"))
            return
        bare = not chunk.case or chunk.case in ("로", "으로")
        if bare and not s.before and (ADVERBS.get(chunk.text) or adverb(chunk.text)):
            self._adverb(chunk.text)
            return
        if chunk.text in BASES and chunk.case in ("로", "으로") and s.args and s.args[-1].case in ("을", "를"):
            self._count(chunk.text)
            base = s.args.pop()
            s.args.append(Arg(f"{BASES[chunk.text]} {en.with_article(base.english)}", "pp", korean=base.korean))
            return
        english = self._np(chunk.text)
        if s.before:
            mods, s.before = s.before, []
            english = self._modified(english, mods)
        s.args.append(Arg(english, chunk.case, chunk.topic, chunk.comma, chunk.text))

    def _modified(self, english: str, mods: list[str]) -> str:
        out = english
        for mod in mods:
            out = f"{mod[:-1]} {out}" if mod.endswith("-") else f"{out} {mod}"
        return out

    def _when(self, word: str, chunk: Noun) -> None:
        s = self.s
        clause = " ".join(s.before)
        s.before = []
        self._count(word)
        s.args.append(Arg(f"{WHEN[word]} {clause.removeprefix('that ')}", "에", False, True, word, front=True))

    def _count(self, korean: str) -> None:
        n = len(re.findall("[가-힣]", korean))
        self.s.known += n
        self.s.total += n

    def _adverb(self, text: str) -> None:
        said = ADVERBS.get(text) or adverb(text)
        n = len(re.findall("[가-힣]", text))
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
        stands = s.args and s.args[-1].case in ("을", "를", "에", "로", "으로", "와", "과", "에도") and not verb.moods
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
            taken = self._take(stop_at_topic=True)
            s.args.append(Arg(self._gerund(taken, verb), "", korean=verb.root))
        else:
            self._clause(verb)
        return True

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
        if verb.voice == "copula" and s.args and (said := adjective(s.args[-1].korean)):
            s.args.pop()
            s.before.append(said + "-")
            return
        head = after.text.split(" ")[0] if isinstance(after, Noun) else ""
        taken = self._take(stop_at_topic=head not in WHEN or any(a.topic for a in s.args[:-3]))
        if head in WHEN or head in ("것", "점", "바"):
            if head in ("것", "점", "바") and not any(a.case in ("이", "가") or a.topic for a in taken):
                s.before.append(self._gerund(taken, verb))
            else:
                s.before.append("that " + self._finite(taken, verb, own_subject=True))
            return
        s.before.append(self._relative(taken, verb))

    def _gerund(self, args: list[Arg], verb: Verb) -> str:
        frame = self._frame(verb)
        subject, objects, rest = ordered(args, verb, frame, self._phrase)
        word = f"being {en.participle(frame.english)}" if is_passive(verb) and frame.transitive else en.ing(frame.english)
        if negated(verb):
            word = "not " + word
        return " ".join(p for p in (word, *objects, *rest) if p)

    def _relative(self, args: list[Arg], verb: Verb) -> str:
        frame = self._frame(verb)
        subject, objects, rest = ordered(args, verb, frame, self._phrase)
        tail = " ".join((*objects, *rest))
        if verb.voice == "copula" or frame.english == "be":
            return f"that is {subject} {tail}".strip()
        negative = negated(verb) or "cannot" in verb.moods
        if verb.root == "있":
            return f"with {subject} {tail}".strip() if subject else f"that is {tail}".strip()
        if verb.root == "없":
            return f"without {subject} {tail}".strip()
        if subject and not objects and frame.transitive and not is_passive(verb):
            return f"that {subject} {tensed(verb, frame, subject)} {tail}".strip()
        if subject and not frame.transitive:
            return f"when {subject} {tensed(verb, frame, subject)} {tail}".strip()
        if frame.english.startswith("be ") or (not frame.transitive and verb.tense == "past"):
            return f"that {tensed(verb, frame, 'it')} {tail}".strip()
        if objects or not frame.transitive:
            if negative:
                return f"that {tensed(verb, frame, 'it')} {tail}".strip()
            word = en.ing(frame.english) if verb.tense != "past" else f"that {en.past(frame.english)}"
            return f"{word} {tail}".strip()
        word = en.participle(frame.english)
        if verb.tense == "future" or "will" in verb.moods:
            word = f"to be {word}"
        return f"{'not ' if negative else ''}{word} {tail}".strip()

    def _frame(self, verb: Verb) -> Frame:
        found = frames().get(verb.root)
        self._count(verb.root)
        if found:
            return found
        if verb.voice == "copula" or verb.root in ("있", "없", "이", "아니", "되", "하"):
            return Frame("be", False, "", "")
        entry = self.lexicon.cell(verb.root)
        said = entry.english[0] if entry else verb.root
        return Frame(f"conduct {said[:1].lower()}{said[1:]}", True, "", "")

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

    def _finite(self, args: list[Arg], verb: Verb, own_subject: bool = False) -> str:
        frame = self._frame(verb)
        subject, objects, rest = ordered(args, verb, frame, self._phrase)
        topic = next((a for a in args if a.topic), None)
        passive = is_passive(verb)
        s = self.s
        if verb.voice == "copula":
            complement = [a for a in args if a.case == "="]
            others = [a for a in args if a.case != "="]
            subject, objects, rest = ordered(others, verb, frame, self._phrase)
            said = en.with_article(complement[-1].english) if complement else ""
            subject = subject or s.subject or "it"
            if not own_subject:
                s.subject = subject
            return " ".join(p for p in (subject, tensed(verb, frame, subject), said, *rest) if p)
        if verb.root in ("있", "없"):
            return self._there(args, verb, subject, topic, rest)
        if verb.root == "결정" and objects and any(verbal(a.korean) for a in args if a.case in ("을", "를")):
            frame = Frame("decide on", True, frame.at, frame.to)
        if frame.transitive and not passive and not objects and topic and not AGENT.search(topic.korean) and subject:
            passive = True  # what is talked of is what is done to: 교환가액은 결정하였음
        if frame.transitive and not passive and not subject:
            body = next((a for a in args if a.case in ("에서", "에서는") and BODY.search(a.korean)), None)
            if body is not None:
                subject = en.with_article(body.english)
                _, objects, rest = ordered([a for a in args if a is not body], verb, frame, self._phrase)
            elif s.subject:
                subject = s.subject
            elif objects and not sentence_like(verb):
                subject, objects, passive = objects[0], objects[1:], True
            else:
                subject = "the Company"
        shared = not subject and bool(s.subject)
        subject = subject or s.subject or ("the Company" if frame.transitive else "it")
        if not own_subject:
            s.subject = subject
        voice = Verb(verb.root, "passive" if passive and frame.transitive else "active", verb.moods, verb.past, verb.link)
        said = tensed(voice, frame, subject)
        return " ".join(p for p in ("" if shared and s.done else subject, said, *objects, *rest) if p)

    def _there(self, args: list[Arg], verb: Verb, subject: str, topic: Arg | None, rest: list[str]) -> str:
        """X에 Y가 있다, X는 Y가 없다: there is Y, X has no Y."""
        no = verb.root == "없"
        held = [a for a in args if a.case in ("이", "가")]
        if topic and held:
            owner, thing = en.with_article(topic.english), en.with_article(held[0].english)
            said = tensed(verb, Frame("have", True, "", ""), owner)
        else:
            owner, thing = "there", subject or "it"
            said = tensed(Verb("있", moods=verb.moods, past=verb.past), Frame("be", False, "", ""), thing)
        return " ".join(p for p in (owner, said, "no" if no else "", re.sub("^the ", "", thing) if no else thing, *rest) if p)
