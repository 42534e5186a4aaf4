"""Which of several wordings of one term: the cell's form decides, then what our own table says."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache

from dictionaries import readers
from dictionaries.lexicon import Entry, Lexicon

_SMALL = {"of", "and", "for", "the", "in", "to", "on", "or", "by", "from", "with", "as", "a", "an", "at", "if", "than"}
_TITLE = re.compile(
    r"(?:결정|보고서|보고|공시|신고서|신고|안내|결과|답변|해명|변경|체결|공고|통지|제출|발생|해지|정정)(?:\s?\([^()]*\))?\s*$"
)
# what a form's label says before the term itself, and the Korean that would say it
_HEAD = re.compile(r"(?:details|status|particulars) of (?:the )?", re.IGNORECASE)
_HEADED = re.compile(r"내용|내역|사항|현황|상세|세부|명세|상태|상황|지위")
# words that are written with a capital wherever they stand
_CAPITAL = set(
    "January February March April June July August September October November December Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday American Asian Australian Brazilian British Canadian Chinese Dutch English European French German "
    "Indian Indonesian Italian Japanese Korean Malaysian Mexican Russian Spanish Swiss Taiwanese Thai Turkish Vietnamese".split()
)
LARGE = 5000  # entries of a user's dictionary
_CURRENCY = re.compile(r"KRW|USD|won\b|Won\b", re.IGNORECASE)


def title_case(english: str) -> bool:
    """`Details of Exchange`: a capital on every word that carries meaning, two of them at least."""
    words = [w for w in re.findall(r"[A-Za-z][\w'\-]*", re.sub(r"\([^()]*\)", " ", english)) if w.lower() not in _SMALL]
    return len(words) > 1 and all(w[0].isupper() for w in words)


def for_cell(entry: Entry, korean: str, ours: Entry | None = None) -> str:
    """The wording for a whole cell, first letter a capital; form labels are in sentence case, titles in capitals."""
    model = ours.english[0] if ours else ""
    title = bool(_TITLE.search(korean)) or bool(ours and ours.register == "title")
    best = (
        max(entry.english, key=lambda e: _fitness(e, korean, model, title))
        if len(entry.english) > 1
        else entry.english[0]
    )
    if not re.search(r"[원달러불%주]|KRW|USD", korean):
        best = (
            re.sub(r"\s*\((?:KRW|Mil\. KRW|%|shr\.|shares)\)$", "", best) or best
        )  # a unit that this cell does not have
    return best[:1].upper() + best[1:]


def _fitness(english: str, korean: str, model: str, title: bool) -> float:
    words = len(re.findall(r"\w+", english))
    score = SequenceMatcher(None, english.lower(), model.lower()).ratio() if model else 0.0
    score += (title_case(english) == title) if words > 1 else 0.0
    score += 0.5 * english[:1].isupper()
    score -= 0.8 * bool(re.search(r"\w\((?!s\))|&\w+;|\s:|[a-z][A-Z]|\s{2}", english))  # careless spelling
    score -= 1.0 * (bool(_CURRENCY.search(english)) != bool(re.search(r"원\b|원\s*[)/]|달러|KRW|USD", korean)))
    score -= 0.02 * abs(len(english) - 2.2 * len(korean))
    return score


def sure(lexicon: Lexicon, ours: Lexicon) -> bool:
    """Whether what the user added was written for such texts: a large glossary's sense of an everyday word may be another."""
    return len(lexicon.entries) - len(ours.entries) < LARGE


def for_sentence(entry: Entry, ours: Entry | None = None, sure: bool = True) -> str | None:
    """The wording inside a sentence; None where several disagree and nothing tells which is meant, or, where the
    entry is not `sure`, where it takes an everyday word in a sense of its own."""
    if not sure and ours is None and entry.origin != "ours" and len(entry.korean) < 3:
        return None
    if not sure and ours and entry is not ours and (len(entry.korean) < 3 or ours.word):
        mine = {w for e in ours.english for w in _core(e).split()}
        if not any(mine & set(_core(e).split()) for e in entry.english):
            return None
    if len(entry.english) == 1:
        return in_sentence(without_head(entry.english[0], entry.korean))
    if ours:
        model = _core(ours.english[0])
        like = max(entry.english, key=lambda e: SequenceMatcher(None, _core(e), model).ratio())
        if SequenceMatcher(None, _core(like), model).ratio() > 0.6:
            return in_sentence(without_head(like, entry.korean))
    cores = {_core(e) for e in entry.english}
    if len(cores) > 1:
        return None
    plainest = min(entry.english, key=lambda e: sum(c.isupper() for c in e))  # a label's capitals say nothing here
    return in_sentence(without_head(plainest, entry.korean))


def without_head(english: str, korean: str) -> str:
    """`Details of Issuer` for 발행회사: a label of a form, of which a sentence takes the issuer only."""
    return english if _HEADED.search(korean) else _HEAD.sub("", english, count=1) if _HEAD.match(english) else english


@cache
def _common() -> set[str]:
    """Words that our table writes in lower case somewhere, those of its titles, those that open its labels, and its
    abbreviations."""
    out: set[str] = set()
    for entry in readers.ours().entries:
        for words in (re.findall(r"[A-Za-z]+", e) for e in entry.english if entry.register != "name"):
            style = words if entry.register == "title" else words[:1] if entry.register == "label" else []
            out |= {w.lower() for w in words if w in style or w.islower() or w.isupper()}
    return out


@cache
def _names() -> re.Pattern:
    """Proper names as our table writes them inside a sentence: whole ones, and words that it never writes small there."""
    inside = [(e, entry.register) for entry in readers.ours().entries if not entry.whole for e in entry.english]
    small = {w for entry in readers.ours().entries for e in entry.english for w in re.findall(r"\b[a-z]+", e)}
    whole = {re.sub(r"\s*\([^()]*\)", "", e) for e, _ in inside if title_case(e)}
    words = {w for e, register in inside if not title_case(e) and (register != "name" or " " not in e)
             for w in re.findall(r"\b[A-Z][a-z]+(?:-[a-z]+)?\b", e) if w.lower() not in small}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, whole | words | _CAPITAL), key=len, reverse=True))})(?!\w)")


def _core(english: str) -> str:
    words = re.findall(r"[a-z]+", re.sub(r"\([^()]*\)", " ", english.lower()))
    return " ".join(sorted(w.rstrip("s") for w in words if w not in _SMALL))


def in_sentence(english: str) -> str:
    """A term inside a sentence: a label's capitals and its unit go; names and abbreviations keep theirs."""
    english = re.sub(r"\s*\((?:KRW|Mil\. KRW|%|shr\.|shares)\)$", "", english.strip())
    rest = _names().sub(" ", english)
    if title_case(english):
        if not {w.lower() for w in re.findall(r"[A-Za-z]+", rest)} <= _common() | _SMALL:
            return english  # a word that no term of ours has: a name
        return _outside_names(r"\S+", lambda m: m[0] if re.search(r"[A-Z].*[A-Z]|\d", m[0]) else m[0].lower(), english)
    if re.match(r"[A-Z][a-z]+\b", rest) and not re.search(r"\s[A-Z]", rest):
        return english[0].lower() + english[1:]
    return english


def _outside_names(pattern: str, change: Callable[[re.Match], str], english: str) -> str:
    out, at = "", 0
    for name in _names().finditer(english):
        out += re.sub(pattern, change, english[at : name.start()]) + name[0]
        at = name.end()
    return out + re.sub(pattern, change, english[at:])
