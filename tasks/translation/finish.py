"""What becomes of the model's reply: each slot once, terms as the dictionaries say, no Hangul, no doubled words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from dictionaries.borders import compact
from dictionaries.choose import in_sentence, without_head
from dictionaries.lexicon import Entry, Lexicon
from documents import romanise
from documents.masking import SLOT
from documents.segments import HANGUL, is_korean
from tasks.translation.compose import lower_first
from tasks.translation.grammar.chunks import verbal
from tasks.translation.grammar.english import ing, past
from tasks.translation.plan import Job
from tasks.translation.structure import Span, listed

_DOUBLED = re.compile(r"\b([A-Za-z]+)( \1\b)+", re.IGNORECASE)
_SMALL = frozenset("the a an of to in and or for is are be by on with that this as at from it its will".split())
_RUN_ON = re.compile(r"\b([a-z]{2,})([A-Z][a-z]{3,})\b")  # "wasResigned": names are slots here
_MAY_DOUBLE = {"that", "had"}
_BEFORE = re.compile(
    r"(?:of|to|by|on|from|for|with|at|than|in|is|was|about|approximately|under|until|between|and)", re.IGNORECASE
)
CLASSES = "common|preferred|ordinary|registered|treasury|own|new|bonus|redeemable|convertible|non-voting|voting|issued"  # of shares
PLACES = 9  # of a missing slot that the model weighs


def slot_faults(job: Job, reply: str) -> tuple[list[str], list[str]]:
    """(missing, surplus) slots of a reply; surplus ones are unknown or stand more often than in the source."""
    asked = Counter(m[0] for m in SLOT.finditer(job.masked.text))
    got = Counter(m[0] for m in SLOT.finditer(reply))
    return [s for s in asked if not got[s]], [s for s in got if got[s] > asked[s]]


def without_surplus(job: Job, reply: str) -> str:
    """Unknown slots go, and every standing of a slot past those of the source."""
    left = Counter(m[0] for m in SLOT.finditer(job.masked.text))

    def keep(match: re.Match) -> str:
        left[match[0]] -= 1
        return match[0] if left[match[0]] >= 0 else ""

    return re.sub(r"\s+([,.;:)])", r"\1", re.sub(r"[ \t]+", " ", SLOT.sub(keep, reply))).strip()


def collapse(reply: str) -> str:
    """Loops (`of the bond of the bond of the bond`) and doubled words once, run-on words apart."""
    reply = re.sub(r"(\b\S+(?: \S+){0,7}?)(?:[ ,]+\1){2,}(?=[ ,.;)]|$)", r"\1", reply)
    reply = _RUN_ON.sub(lambda m: f"{m[1]} {m[2].lower()}", reply)
    return _DOUBLED.sub(lambda m: m[0] if m[1].lower() in _MAY_DOUBLE else m[1], reply)


def repeats(reply: str) -> int:
    """How often a pair of words, not both of them small, comes again: a small model goes in circles where it is lost."""
    words = re.findall(r"[a-z0-9<>]+", reply.lower())
    pairs = [pair for pair in pairwise(words) if not _SMALL.issuperset(pair)]
    return len(pairs) - len(set(pairs))


def insertions(reply: str, slot: str) -> list[str]:
    """The reply with `slot` where a figure may stand: after a preposition, at the end of a clause, at its end."""
    body, stop = (reply[:-1], reply[-1]) if reply[-1:] and reply[-1] in ".;" else (reply, "")
    words = body.split(" ")
    places = [i for i in range(1, len(words)) if _BEFORE.fullmatch(words[i - 1]) and not words[i].startswith("<")]
    clauses = [i for i in range(1, len(words)) if words[i - 1].endswith((",", ";")) or _BEFORE.fullmatch(words[i])]
    chosen = sorted({*places[:PLACES], *clauses[: max(0, PLACES - len(places))], len(words)})
    return [" ".join([*words[:i], slot, *words[i:]]) + stop for i in chosen]


def place_at_end(reply: str, slot: str) -> str:
    return insertions(reply, slot)[-1]


def filled(job: Job, text: str) -> str:
    """Slots → what stands there; a quoted label brings its own translation."""

    def one(match: re.Match) -> str:
        if match[0] in job.nested:
            return _nested(*job.nested[match[0]])
        figure = job.masked.slots.get(match[0])
        return figure.english if figure else ""

    out = SLOT.sub(one, text)
    out = re.sub(r"(?<![/\w])(KRW|USD|EUR|JPY|CNY)\s+(?=\1\b)", "", out)  # the model wrote the unit too
    out = re.sub(r"(\d[\d,.]*\s?%)\s?%", r"\1", out)
    out = re.sub(r"\b(shares?|days?|years?|months?|persons|units?) (?:of )?\1\b", r"\1", out)
    out = re.sub(rf"(?<=\d )shares? of (?=(?:{CLASSES})(?: (?:{CLASSES}))* shares\b)", "", out)  # 100 shares of common shares
    return re.sub(r"[ \t]+", " ", out).strip()


def _nested(span: Span, jobs: Sequence[Job]) -> str:
    items = [job.english or "" for job in jobs]
    if span.kind == "quotes":
        return listed(items)
    if span.kind == "hereinafter":
        return f"hereinafter “{items[0]}”"
    return items[0] if jobs[0].origin == "code" else lower_first(items[0])


def joined(job: Job) -> str:
    """A label from its parts: what follows a comma or an opening bracket begins small."""
    out = ""
    for part in job.parts:
        if isinstance(part, str):
            out += part
        else:
            english = part.english or ""
            small = part.origin != "code" and re.search(r"(?:, |\S \()$", out)
            out += lower_first(english) if small else english
    return out


def no_hangul(text: str, lexicon: Lexicon) -> str:
    """Hangul that the model left: a dictionary word where one is known, else Latin letters."""

    def one(match: re.Match) -> str:
        word = match[0]
        entry = lexicon.cell(word)
        return in_sentence(entry.english[0]) if entry and not is_korean(entry.english[0]) else _spelt(word)

    return re.sub("[가-힣ㄱ-ㆎ]+", one, text)


def _spelt(word: str) -> str:
    made = romanise.romanise(word)
    return re.sub("[ㄱ-ㆎ]", "", made).capitalize()


def applied(entry: Entry, english: str) -> bool:
    """Whether one of the entry's wordings stands in the translation. Plural, case, a unit in brackets and the head that a
    label has before its term are no difference, nor is the inflection of a term that is a verb in Korean too."""
    if entry.kept:
        return compact(entry.korean) in compact(english)
    text = _stem(english)
    verb = verbal(entry.korean) == entry.korean
    for option in entry.english:
        bare = re.sub(r"\([^()]*\)", " ", option)
        forms = {option, bare, without_head(bare.strip(), entry.korean)}
        if any(_stem(form) in text for form in forms):
            return True
        if verb and re.fullmatch(r"[A-Za-z]+", bare.strip()) and any(
            f" {form} " in text for form in (past(bare.strip().lower()), ing(bare.strip().lower()))
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def _stem(text: str) -> str:
    words = re.findall(r"[a-z0-9%&<>/.\-]+", text.lower())
    return " " + " ".join(_singular(w.strip(".")) for w in words if w not in ("the", "a", "an")) + " "


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def faithful(job: Job, reply: str) -> float:
    """Share of the sentence's figures and known words that the reply says."""
    missing, surplus = slot_faults(job, reply)
    slots = len({m[0] for m in SLOT.finditer(job.masked.text)})
    words = {m.surface: m.entry for m in job.found}
    said = sum(applied(entry, reply) for entry in words.values())
    return (said + slots - len(missing)) / max(1, len(words) + slots) - 0.1 * len(surplus)


def impose(job: Job, english: str, others: Callable[[str], Sequence[str]]) -> str:
    """A term rendered in another known way is rewritten in the dictionary's."""
    for match in job.matches:
        if applied(match.entry, english):
            continue
        wanted = job.wordings[match.surface]
        for other in sorted(others(match.surface), key=len, reverse=True):
            pattern = re.compile(rf"\b{re.escape(in_sentence(other))}(s|es)?\b", re.IGNORECASE)
            if len(pattern.findall(english)) == 1:
                plural = pattern.search(english)[1] and not wanted.endswith("s")
                made = f"{wanted}s" if plural else wanted
                english = pattern.sub(lambda _, made=made: made, english, count=1)
                job.repaired.append(match.surface)
                break
    return english


def tidy(job: Job, english: str) -> str:
    """A label's capital and no full stop; a sentence's capital; no empty brackets or quotes."""
    english = re.sub(r"\s*\(\s*\)|[“‘\"]\s*[”’\"]", "", english).strip()
    english = re.sub(r"(['‘\"])(“[^“”]*”(?:(?: and)? “[^“”]*”)*)['’\"]", r"\2", english)
    if re.search(r"[:：]\s*$", job.inner) and not english.endswith(":"):
        english += ":"
    if not job.sentence and not job.inner.rstrip().endswith("."):
        english = re.sub(r"(?<!etc)(?<!Ltd)(?<!Inc)(?<!Corp)(?<!No)(?<!a\.m)(?<!p\.m)\.$", "", english)
    return english[:1].upper() + english[1:]


def degenerate(english: str) -> bool:
    """Nothing that could be a translation: empty, or no letter and no figure."""
    return not re.search(r"[A-Za-z0-9<]", english) or bool(HANGUL.fullmatch(english.strip()))
