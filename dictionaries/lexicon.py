"""Korean–English terms: read from our tables and the user's files, matched in text by Aho-Corasick and morphology.

A lexicon holds no text and no state of a search, so that nothing leaks from one sentence into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dictionaries.borders import Borders, compact

_UNIT = re.compile(r"\s*\((?:원|주|%|％|천원|백만원|억원|명|개|회|단위\s*:.*)\)\s*$")


@dataclass(frozen=True)
class Entry:
    korean: str
    english: tuple[str, ...]  # preferred first
    domain: str = ""
    register: str = ""  # label and title: whole cells only; word: a hint only; else a term anywhere
    origin: str = "ours"  # "ours" or the user's file name

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

    @cached_property
    def cells(self) -> dict[str, Entry]:
        """Whole cells by their normalised Korean."""
        table: dict[str, Entry] = {}
        for entry in self.entries:
            table.setdefault(cell_key(entry.korean), entry)
        return table

    @cached_property
    def terms(self) -> dict[str, Entry]:
        table: dict[str, Entry] = {}
        for entry in self.entries:
            key = compact(entry.korean)
            if not entry.whole and len(key) > 1:
                table.setdefault(key, entry)
        return table

    @cached_property
    def _automaton(self):
        import ahocorasick_rs

        keys = list(self.terms)
        return ahocorasick_rs.AhoCorasick(keys) if keys else None, keys

    def cell(self, text: str) -> Entry | None:
        """The entry that is this whole cell, space and punctuation at its ends aside."""
        return self.cells.get(cell_key(text))

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
            if any(taken[first:last]) or not borders.word(first, last):
                continue
            taken[first:last] = [True] * (last - first)
            found.append(Match(first, last, text[first:last], self.terms[keys[index]]))
        return sorted(found, key=lambda m: m.start)

    def plus(self, other: Lexicon) -> Lexicon:
        """Both, this one's entries first."""
        return Lexicon(self.entries + other.entries, self.problems + other.problems)


def cell_key(text: str) -> str:
    """Space, case, and punctuation around and between words do not make another cell: `항  목 :` is `항목`."""
    return re.sub(r"[\s·ㆍ∙‧・,.:;'\"“”‘’]+", "", text).casefold()


def without_unit(text: str) -> str:
    return _UNIT.sub("", text)


def _packed(text: str) -> tuple[str, list[int]]:
    """`text` without space, and where each of its characters stood."""
    at = [i for i, c in enumerate(text) if not c.isspace()]
    return "".join(text[i].casefold() if len(text[i].casefold()) == 1 else text[i] for i in at), at


def merge(rows: Iterable[tuple[str, str, str, str]], origin: str, problems: Sequence[str] = ()) -> Lexicon:
    """(korean, english, domain, register) rows → entries; several English words of one Korean term are kept, in order."""
    found: dict[tuple[str, bool], list] = {}
    for korean, english, domain, register in rows:
        whole = register in ("label", "title")
        held = found.setdefault((korean, whole), [korean, [], domain, register])
        if english not in held[1]:
            held[1].append(english)
    return Lexicon(tuple(Entry(k, tuple(e), d, r, origin) for k, e, d, r in found.values()), tuple(problems))
