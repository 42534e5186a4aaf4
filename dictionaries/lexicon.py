"""Korean–English terms: read from our tables and the user's files, matched in text by Aho-Corasick and morphology.

A lexicon holds no text and no state of a search, so that nothing leaks from one sentence into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dictionaries.borders import Borders, compact

_DETERMINED = re.compile(r"[본동당각이그]\s")  # 본 계약 is this contract, not 본계약
_UNIT = re.compile(r"\s*\((?:원|주|%|％|천원|백만원|억원|명|개|회|단위\s*:.*)\)\s*$")


@dataclass(frozen=True)
class Entry:
    korean: str
    english: tuple[str, ...]  # preferred first
    domain: str = ""
    register: str = ""  # label and title: whole cells only; word: a hint only; else a term anywhere
    origin: str = "ours"  # "ours" or the user's file name
    kept: bool = False  # stays as it is written: do not translate
    tags: tuple[str, ...] = ()  # beside each of `english`: words of the sheet or headers where it is meant, commas between

    @property
    def whole(self) -> bool:
        return self.register in ("label", "title")

    @property
    def word(self) -> bool:
        """Everyday vocabulary: a hint to the model, not a term to be held to."""
        return self.register == "word"


@dataclass(frozen=True)
class Match:
    start: int
    end: int
    surface: str
    entry: Entry


@dataclass(frozen=True)
class Lexicon:
    """Earlier entries win over later ones of the same Korean: give the user's first."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = field(default=())  # rows that were left out, and why
    forbidden: tuple[tuple[str, str], ...] = ()  # (korean, a wording that must not stand for it)

    @cached_property
    def cells(self) -> dict[str, Entry]:
        """Whole cells by their normalised Korean."""
        table: dict[str, Entry] = {}
        for entry in self.entries:
            table.setdefault(cell_key(entry.korean), entry)
        return table

    @cached_property
    def senses(self) -> dict[str, Entry]:
        """Cells of which some wording is tagged with its place: all wordings of one Korean as one entry, untagged first."""
        out: dict[str, Entry] = {}
        tagged = {cell_key(e.korean): e.origin for e in reversed(self.entries) if any(e.tags)}
        for entry in self.entries if tagged else ():
            key = cell_key(entry.korean)
            # a table that comes first and does not know these senses has the last word
            if key in tagged and self.cells[key].origin == tagged[key] == entry.origin:
                held = out.get(key, replace(entry, english=(), tags=()))
                own = entry.tags or ("",) * len(entry.english)
                pairs = [*zip(held.english, held.tags, strict=True), *zip(entry.english, own, strict=True)]
                pairs.sort(key=lambda p: bool(p[1]))
                out[key] = replace(held, english=tuple(e for e, _ in pairs), tags=tuple(t for _, t in pairs))
        return out

    def sense(self, korean: str, context: str | None) -> Entry | None:
        """The entry with the wordings that are meant in this context: those whose tags stand in it, else the untagged ones;
        all of them where the context is None. None where no wording of the term is tagged."""
        entry = self.senses.get(cell_key(korean))
        if entry is None or context is None:
            return entry
        place = compact(context)
        worth = [sum(compact(w) in place for w in t.split(",") if w.strip()) for t in entry.tags]
        most = max(worth)
        chosen = [i for i, w in enumerate(worth) if (w == most if most else not entry.tags[i])] or range(len(worth))
        return replace(entry, english=tuple(entry.english[i] for i in chosen), tags=tuple(entry.tags[i] for i in chosen))

    @cached_property
    def _tagged(self):
        import ahocorasick_rs

        keys = [k for k in self.senses if len(k) > 1]
        return ahocorasick_rs.AhoCorasick(keys) if keys else None

    def meant(self, text: str, context: str) -> tuple[Entry, ...]:
        """What the tagged terms that stand in the text, word borders aside, mean in this context."""
        if self._tagged is None:
            return ()
        found = self._tagged.find_matches_as_strings(cell_key(text), overlapping=True)
        return tuple(filter(None, (self.sense(key, context) for key in dict.fromkeys(found))))

    def saying(self, entries: Sequence[Entry]) -> Lexicon:
        """The same, with the terms and cells of these entries in their wordings; what is searched by is shared."""
        if not entries:
            return self
        terms, cells = {compact(e.korean): e for e in entries}, {cell_key(e.korean): e for e in entries}
        out = replace(self)
        vars(out).update(
            terms=self.terms | {k: e for k, e in terms.items() if k in self.terms}, cells=self.cells | cells, _automaton=self._automaton,
            senses={k: e for k, e in self.senses.items() if k not in cells})
        return out

    @cached_property
    def terms(self) -> dict[str, Entry]:
        table: dict[str, Entry] = {}
        for entry in self.entries:
            key = compact(entry.korean)
            if not entry.whole and len(key) > 1:
                table.setdefault(key, entry)
        return table

    @cached_property
    def keeps(self) -> tuple[str, ...]:
        """The terms that are to stay as they are."""
        return tuple(e.korean for e in self.entries if e.kept)

    @cached_property
    def _automaton(self):
        import ahocorasick_rs

        keys = list(self.terms)
        return ahocorasick_rs.AhoCorasick(keys) if keys else None, keys

    def cell(self, text: str, context: str | None = None) -> Entry | None:
        """The entry that is this whole cell, space and punctuation at its ends aside, in the sense of its context."""
        return self.sense(text, context) or self.cells.get(cell_key(text))

    def find(self, text: str) -> list[Match]:
        """Terms of `text`, left to right, longest first, no overlaps; only where Korean morphology lets a word begin and end."""
        automaton, keys = self._automaton
        if automaton is None or not text:
            return []
        packed, at = _packed(text)
        hits = automaton.find_matches_as_indexes(packed, overlapping=True)
        if not hits:
            return []
        borders = Borders(text)
        found: list[Match] = []
        taken = [False] * len(text)
        for index, start, end in sorted(hits, key=lambda h: (h[1] - h[2], h[1])):
            first, last = at[start], at[end - 1] + 1
            if any(taken[first:last]) or _DETERMINED.match(text, first, last) or not borders.word(first, last):
                continue
            taken[first:last] = [True] * (last - first)
            found.append(Match(first, last, text[first:last], self.terms[keys[index]]))
        return sorted(found, key=lambda m: m.start)

    def terms_in(self, text: str) -> list[tuple[str, Entry]]:
        """Every term whose letters stand in `text`, word borders aside."""
        automaton, keys = self._automaton
        if automaton is None or not text:
            return []
        hits = automaton.find_matches_as_indexes(compact(text), overlapping=True)
        return [(keys[i], self.terms[keys[i]]) for i in dict.fromkeys(h[0] for h in hits)]

    def plus(self, other: Lexicon) -> Lexicon:
        """Both, this one's entries first; what one forbids, neither offers."""
        forbidden = self.forbidden + other.forbidden
        entries = self.entries + other.entries
        return Lexicon(_allowed(entries, forbidden) if forbidden else entries, self.problems + other.problems, forbidden)

    def without(self, korean: Iterable[str]) -> Lexicon:
        """The entries of these Korean terms switched off."""
        off = {cell_key(k) for k in korean}
        if not off:
            return self
        kept = tuple(e for e in self.entries if cell_key(e.korean) not in off)
        return Lexicon(kept, self.problems, tuple(f for f in self.forbidden if cell_key(f[0]) not in off))

    def barred(self, text: str) -> list[tuple[str, str]]:
        """(term, forbidden wording) of the terms that stand in `text`."""
        packed = compact(text)
        return [(korean, wording) for korean, wording in self.forbidden if compact(korean) in packed]

    @cached_property
    def conflicts(self) -> tuple[Entry, ...]:
        """Entries of a user's file whose Korean has several English words that are not one word in two spellings, and that
        no place tells apart."""
        return tuple(e for e in self.entries if e.origin != "ours" and len({_plain(w) for w in _untagged(e)}) > 1)


def cell_key(text: str) -> str:
    """Space, case, and punctuation around and between words do not make another cell: `항  목 :` is `항목`."""
    return re.sub(r"[\s·ㆍ∙‧・,.:;'\"“”‘’]+", "", text).casefold()


def without_unit(text: str) -> str:
    return _UNIT.sub("", text)


def _packed(text: str) -> tuple[str, list[int]]:
    """`text` without space, and where each of its characters stood."""
    at = [i for i, c in enumerate(text) if not c.isspace()]
    return "".join(text[i].casefold() if len(text[i].casefold()) == 1 else text[i] for i in at), at


def _untagged(entry: Entry) -> list[str]:
    return [w for w, tag in zip(entry.english, entry.tags or [""] * len(entry.english), strict=True) if not tag]


def _plain(english: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", english.lower()).rstrip("s")


def _allowed(entries: Iterable[Entry], forbidden: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    barred: dict[str, set[str]] = {}
    for korean, wording in forbidden:
        barred.setdefault(compact(korean), set()).add(_plain(wording))
    out = []
    for entry in entries:
        off = barred.get(compact(entry.korean))
        left = [i for i, w in enumerate(entry.english) if not off or _plain(w) not in off]
        if len(left) == len(entry.english):
            out.append(entry)
        elif left:
            tags = tuple(entry.tags[i] for i in left) if entry.tags else ()
            out.append(replace(entry, english=tuple(entry.english[i] for i in left), tags=tags))
    return tuple(out)


def merge(rows: Iterable[Sequence[str]], origin: str, problems: Sequence[str] = ()) -> Lexicon:
    """(korean, english, domain, register[, rule[, tags]]) rows → entries; several English words of one Korean term are kept, in
    order. The rule `forbidden` takes a wording out, `kept` leaves the term as it is."""
    found: dict[tuple[str, bool], list] = {}
    forbidden = []
    for korean, english, domain, register, *rule in rows:
        if rule and rule[0] == "forbidden":
            forbidden.append((korean, english))
            continue
        whole = register in ("label", "title")
        held = found.setdefault((korean, whole), [korean, {}, domain, register, bool(rule and rule[0] == "kept")])
        held[1].setdefault(english, rule[1] if len(rule) > 1 else "")
    entries = tuple(
        Entry(k, tuple(e), d, r, origin, kept, tuple(e.values()) if any(e.values()) else ()) for k, e, d, r, kept in found.values()
    )
    return Lexicon(_allowed(entries, forbidden), tuple(problems), tuple(forbidden))
