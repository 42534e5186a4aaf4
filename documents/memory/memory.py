"""A memory in use: what is looked up exactly, what differs in its figures only, and what is merely alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.contexts import likeness
from documents.memory.units import Hit, Pair, Unit, pattern_of, put, text_key, units_of
from documents.segments import normal, split_mark

if TYPE_CHECKING:
    from documents.memory.index import Index

PENALTY = 0.1  # of a memory that must be looked at
OTHER_KIND = 0.03  # of a fuzzy hit from another kind of document
SHORTEST = 4  # characters of a key below which likeness says nothing
_TRUST = {"enforce": 0, "normal": 1, "penalty": 2}


@dataclass(frozen=True)
class Conflict:
    """One source in several translations, the most frequent first."""

    source: str
    targets: tuple[tuple[str, int], ...]


class Memory:
    """Pairs are read once; a search keeps nothing. `index`, where one was built, shortlists for fuzzy search."""

    def __init__(self, pairs: Iterable[Pair | tuple[str, str]] = (), origin: str = "", trust: str = "normal"):
        self.units: list[Unit] = []
        self.pairs: dict[Pair, int] = {}  # how often each was given
        self.index: Index | None = None
        self._exact: dict[str, list[Unit]] = {}
        self._votes: dict[str, Counter[str]] = {}
        self._patterns: dict[str, list[Unit]] = {}
        self._likes: list[str] = []
        self._patterned = 0
        self.add(pairs, origin, trust)

    @classmethod
    def joined(cls, memories: Sequence[Memory]) -> Memory:
        """One over several, their trust kept."""
        if len(memories) == 1:
            return memories[0]
        out = cls()
        for memory in memories:
            for pair, times in memory.pairs.items():
                out.pairs[pair] = out.pairs.get(pair, 0) + times
            for unit in memory.units:
                out._take(unit)
        return out

    def trusted(self, trust: str) -> Memory:
        """The same pairs, otherwise trusted."""
        from dataclasses import replace

        out = Memory()
        out.pairs, out.index = dict(self.pairs), self.index
        for unit in self.units:
            out._take(replace(unit, trust=trust))
        return out

    def add(self, pairs: Iterable[Pair | tuple[str, str]], origin: str = "", trust: str = "normal") -> int:
        """Take more pairs in; returns how many of them were new."""
        new = 0
        for given in pairs:
            pair = given if isinstance(given, Pair) else Pair(*given)
            self.pairs[pair] = self.pairs.get(pair, 0) + 1
            if self.pairs[pair] == 1:
                new += 1
            for unit in units_of(pair, origin, trust):
                self._take(unit)
        return new

    def indexed(self, embed: Callable) -> None:
        """Make the shortlist of a large memory, once; `embed` is the engine's."""
        from documents.memory.index import LARGE, Index

        if len(self.units) > LARGE and (self.index is None or self.index.size < len(self.units)):
            self.index = Index([u.source for u in self.units], embed)

    def _take(self, unit: Unit) -> None:
        key = text_key(unit.source)
        if not key:
            return
        held = self._exact.setdefault(key, [])
        self._votes.setdefault(key, Counter())[_said(unit.target)] += 1
        if any(u.target == unit.target and u.context == unit.context and u.source == unit.source for u in held):
            return
        held.append(unit)
        self.units.append(unit)

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def duplicates(self) -> int:
        return sum(self.pairs.values()) - len(self.pairs)

    @property
    def conflicts(self) -> list[Conflict]:
        """Sources that are translated in more than one way, case and punctuation aside."""
        found = []
        for key, votes in self._votes.items():
            if len(votes) > 1:
                wording = {_said(u.target): u.target for u in reversed(self._exact[key])}
                found.append(
                    Conflict(self._exact[key][0].source, tuple((wording[t], n) for t, n in votes.most_common()))
                )
        return found

    # -- exact -----------------------------------------------------------------------------------------------------
    def lookup(self, text: str, context: str = "", label: str = "") -> Hit | None:
        """An exact hit, or one that differs in its figures only; the same context and kind of document come first."""
        rest = split_mark(normal(text).strip())[1]
        key = text_key(text)
        if held := self._exact.get(key):
            best = self._best(held, rest, key, context, label)
            target = best.target if best.source == rest else re.sub(r"\s*:$", "", best.target)
            return self._hit(best, target, "exact", context, len(self._votes[key]) - 1, source=text)
        pattern, figures = pattern_of(rest)
        if not figures:
            return None
        self._pattern_all()
        found = [u for u in self._patterns.get(pattern, ()) if u.template is not None]
        if not found:
            return None
        best = self._best(found, rest, None, context, label)
        others = len({_said(u.template) for u in found}) - 1
        return self._hit(best, put(best.template, figures), "figures", context, others)

    def _best(self, units: list[Unit], rest: str, key: str | None, context: str, label: str) -> Unit:
        votes = self._votes.get(key, {}) if key else Counter(_said(u.template or u.target) for u in units)
        return min(
            units,
            key=lambda u: (
                _TRUST[u.trust],
                -likeness(context, u.context),
                not (label and u.label == label),
                u.part,
                u.source != rest,
                -votes.get(_said(u.target if key else u.template or u.target), 0),
            ),
        )

    def _hit(
        self, unit: Unit, target: str, kind: str, context: str, others: int, score: float = 1.0, source: str = ""
    ) -> Hit:
        if unit.trust == "penalty":
            score -= PENALTY
        same = likeness(context, unit.context) > 0
        return Hit(source or unit.source, target, score, kind, same, others, unit.origin, unit.label)

    def enforced(self, text: str, context: str = "", label: str = "") -> Hit | None:
        """An exact hit of a memory that beats the dictionary."""
        if not any(u.trust == "enforce" for u in self._exact.get(text_key(text), ())):
            return None
        return self.lookup(text, context, label)

    def _pattern_all(self) -> None:
        """Patterns are made at the first search that needs them: a memory of labels needs none."""
        for unit in self.units[self._patterned :]:
            if any(c.isdigit() for c in unit.source) or "일" in unit.source or "원" in unit.source:
                self._patterns.setdefault(unit.key, []).append(unit)
        self._patterned = len(self.units)

    # -- fuzzy -----------------------------------------------------------------------------------------------------
    def similar(self, text: str, count: int = 2, least: float = 0.55, context: str = "", label: str = "") -> list[Hit]:
        """Fuzzy hits, best first; what the figures are does not count."""
        return [hit for hit, _ in self.alike(text, count, least, context, label)]

    def alike(
        self, text: str, count: int = 2, least: float = 0.55, context: str = "", label: str = ""
    ) -> list[tuple[Hit, Unit]]:
        """Fuzzy hits with the units that they are."""
        from rapidfuzz import fuzz, process

        like = _like(split_mark(normal(text).strip())[1])
        if len(like) < SHORTEST or not self.units:
            return []
        if self.index is not None:
            places = self.index.nearest(text, 60)
            choices = {i: _like(self.units[i].source) for i in places if i < len(self.units)}
        else:
            self._likes += [_like(u.source) for u in self.units[len(self._likes) :]]
            choices = dict(enumerate(self._likes))
        found = process.extract(like, choices, scorer=fuzz.ratio, limit=count * 4, score_cutoff=least * 100)
        hits = []
        for _, score, i in found:
            unit = self.units[i]
            worth = score / 100 - OTHER_KIND * bool(label and unit.label and unit.label != label)
            hits.append((self._hit(unit, unit.target, "fuzzy", context, 0, worth), unit))
        hits.sort(key=lambda h: (-round(h[0].score, 2), not h[0].context, h[1].part))
        unique = {}
        for hit, unit in hits:
            unique.setdefault((hit.source, hit.target), (hit, unit))
        return [h for h in unique.values() if h[0].score >= least][:count]


def _like(text: str) -> str:
    """The text as likeness sees it: figures one sign each."""
    return re.sub(r"<[^<>]*>", "#", pattern_of(text)[0])


def _said(target: str) -> str:
    """Case, space and a stop at the end make no other translation."""
    return re.sub(r"\s+", " ", target).strip(" .:;").casefold()
