"""A memory in use: what is looked up exactly, what differs in its figures only, and what is merely alike."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from documents.contexts import likeness
from documents.memory.units import Hit, Pair, Unit, pattern_of, put, text_key, units_of
from documents.segments import normal, split_mark

if TYPE_CHECKING:
    from documents.memory.index import Index
    from documents.memory.store import Store

PENALTY = 0.1  # of a memory that must be looked at
OTHER_KIND = 0.03  # of a fuzzy hit from another kind of document
SHORTEST = 4  # characters of a key below which likeness says nothing
SHORTLIST = 60  # units that an index proposes
FEW = 2_000  # units beside an index that are compared one by one
_TRUST = {"penalty": 0, "normal": 1, "enforce": 2}


@dataclass(frozen=True)
class Conflict:
    """One source in several translations, the most frequent first."""

    source: str
    targets: tuple[tuple[str, int], ...]


class _Layer(NamedTuple):
    """A memory within one over several; `trust`, where given, is set by who joined them."""

    memory: Memory
    trust: str | None = None


class _Held(NamedTuple):
    """A unit as it was found: how far its memory is trusted, and how late it was given."""

    unit: Unit
    trust: str
    order: tuple[int, int]


class Memory:
    """Pairs are read once; a search keeps nothing. `indexes`, where some were made, shortlist for fuzzy search: each of a
    run of units, so that units added later leave the older ones' as they are."""

    def __init__(self, pairs: Iterable[Pair | tuple[str, str]] = (), origin: str = "", trust: str = "normal"):
        self.indexes: list[Index] = []
        self._units: list[Unit] = []
        self._pairs: dict[Pair, int] = {}  # how often each was given
        self._exact: dict[str, list[Unit]] = {}
        self._votes: dict[str, Counter[str]] = {}
        self._patterns: dict[str, list[Unit]] = {}
        self._likes: dict[int, str] = {}  # of the units that no index covers
        self._patterned = self._turn = 0
        self._layers: tuple[_Layer, ...] = (_Layer(self),)
        self._lock = threading.Lock()  # what is made at the first search: one memory serves several visitors
        self.add(pairs, origin, trust)

    @classmethod
    def joined(cls, memories: Sequence[Memory]) -> Memory:
        """One over several, their trust kept; of two that are trusted alike the later one wins. Nothing is copied."""
        if len(memories) == 1:
            return memories[0]
        out = cls()
        out._layers = tuple(layer for memory in memories for layer in memory._layers)
        return out

    def trusted(self, trust: str) -> Memory:
        """The same pairs, otherwise trusted."""
        out = Memory()
        out._layers = tuple(_Layer(layer.memory, trust) for layer in self._layers)
        return out

    def add(self, pairs: Iterable[Pair | tuple[str, str]], origin: str = "", trust: str = "normal") -> int:
        """Take more pairs in; returns how many of them were new. Later ones win over those of an earlier call."""
        new, self._turn = 0, self._turn + 1
        for given in pairs:
            pair = given if isinstance(given, Pair) else Pair(*given)
            self._pairs[pair] = self._pairs.get(pair, 0) + 1
            if self._pairs[pair] == 1:
                new += 1
            for unit in units_of(pair, origin, trust):
                self._take(replace(unit, turn=self._turn))
        return new

    @property
    def size(self) -> int:
        """Units that may be met."""
        return sum(len(layer.memory._units) for layer in self._layers)

    def indexed(self, embed: Callable, store: Store | None = None, least: int | None = None) -> None:
        """Make shortlists of a memory of more than `least` units; only units that none covers yet are embedded. `embed`
        is the engine's; a `store` gives them from disk where it has them."""
        from documents.memory.index import LARGE

        if self.size > (LARGE if least is None else least):
            for layer in self._layers:
                layer.memory._index(embed, store)

    def _index(self, embed: Callable, store: Store | None) -> None:
        from documents.memory.index import Index

        with self._lock:
            covered = self._covered
            if len(self._units) - covered > FEW:
                texts = [u.source for u in self._units[covered:]]
                self.indexes.append(store.index(texts, embed) if store else Index.of(texts, embed))

    @property
    def _covered(self) -> int:
        return sum(index.size for index in self.indexes)

    def _take(self, unit: Unit) -> None:
        key = text_key(unit.source)
        if not key:
            return
        held = self._exact.setdefault(key, [])
        self._votes.setdefault(key, Counter())[_said(unit.target)] += 1
        if any(
            (u.target, u.context, u.source, u.turn) == (unit.target, unit.context, unit.source, unit.turn) and u.date >= unit.date
            for u in held
        ):
            return
        held.append(unit)
        self._units.append(unit)

    @property
    def pairs(self) -> Mapping[Pair, int]:
        """How often each was given."""
        if len(self._layers) == 1:
            return self._layers[0].memory._pairs
        out: Counter[Pair] = Counter()
        for layer in self._layers:
            out.update(layer.memory._pairs)
        return out

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def duplicates(self) -> int:
        pairs = self.pairs
        return sum(pairs.values()) - len(pairs)

    @property
    def conflicts(self) -> list[Conflict]:
        """Sources that are translated in more than one way, case and punctuation aside."""
        found = []
        for key in dict.fromkeys(key for layer in self._layers for key in layer.memory._votes):
            votes = self._votes_of(key)
            if len(votes) > 1:
                units = [h.unit for h in self._held(key)]
                wording = {_said(u.target): u.target for u in reversed(units)}
                found.append(Conflict(units[0].source, tuple((wording[t], n) for t, n in votes.most_common())))
        return found

    def _held(self, key: str) -> list[_Held]:
        return [h for place, layer in enumerate(self._layers) for h in _as_held(layer.memory._exact.get(key, ()), place, layer)]

    def _votes_of(self, key: str) -> Counter[str]:
        return sum((layer.memory._votes.get(key, Counter()) for layer in self._layers), Counter())

    def _of_pattern(self, pattern: str) -> list[_Held]:
        return [h for place, layer in enumerate(self._layers)
                for h in _as_held(layer.memory._with_pattern(pattern), place, layer) if h.unit.template is not None]

    # -- exact -----------------------------------------------------------------------------------------------------
    def lookup(self, text: str, context: str = "", label: str = "") -> Hit | None:
        """An exact hit, or one that differs in its figures only; the same context and kind of document come first."""
        rest = split_mark(normal(text).strip())[1]
        key = text_key(text)
        if held := self._held(key):
            votes = self._votes_of(key)
            best = _best(held, rest, votes, context, label)
            target = best.unit.target if best.unit.source == rest else re.sub(r"\s*:$", "", best.unit.target)
            return _hit(best, target, "exact", context, len(votes) - 1, source=text)
        pattern, figures = pattern_of(rest)
        if not figures:
            return None
        found = self._of_pattern(pattern)
        if not found:
            return None
        votes = Counter(_said(h.unit.template) for h in found)
        best = _best(found, rest, votes, context, label, by_template=True)
        return _hit(best, put(best.unit.template, figures), "figures", context, len(votes) - 1)

    def enforced(self, text: str, context: str = "", label: str = "") -> Hit | None:
        """An exact hit of a memory that beats the dictionary."""
        if not any(h.trust == "enforce" for h in self._held(text_key(text))):
            return None
        return self.lookup(text, context, label)

    def _with_pattern(self, pattern: str) -> Sequence[Unit]:
        """Patterns are made at the first search that needs them: a memory of labels needs none."""
        with self._lock:
            for unit in self._units[self._patterned :]:
                if any(c.isdigit() for c in unit.source) or "일" in unit.source or "원" in unit.source:
                    self._patterns.setdefault(unit.key, []).append(unit)
            self._patterned = len(self._units)
        return self._patterns.get(pattern, ())

    # -- fuzzy -----------------------------------------------------------------------------------------------------
    def similar(self, text: str, count: int = 2, least: float = 0.55, context: str = "", label: str = "") -> list[Hit]:
        """Fuzzy hits, best first; what the figures are does not count."""
        return [hit for hit, _ in self.alike(text, count, least, context, label)]

    def alike(
        self, text: str, count: int = 2, least: float = 0.55, context: str = "", label: str = ""
    ) -> list[tuple[Hit, Unit]]:
        """Fuzzy hits with the units that they are."""
        like = _like(split_mark(normal(text).strip())[1])
        if len(like) < SHORTEST:
            return []
        hits = []
        for place, layer in enumerate(self._layers):
            for unit, score in layer.memory._near(text, like, count * 4, least):
                worth = score - OTHER_KIND * bool(label and unit.label and unit.label != label)
                (held,) = _as_held([unit], place, layer)
                hits.append((_hit(held, unit.target, "fuzzy", context, 0, worth), held))
        hits.sort(key=lambda h: (-round(h[0].score, 2), not h[0].context, h[1].unit.part, -h[1].order[0], -h[1].order[1]))
        unique: dict[tuple[str, str], tuple[Hit, Unit]] = {}
        for hit, held in hits:
            unique.setdefault((hit.source, hit.target), (hit, held.unit))
        return [h for h in unique.values() if h[0].score >= least][:count]

    def _near(self, text: str, like: str, count: int, least: float) -> list[tuple[Unit, float]]:
        """The units most alike, with how much, 0 to 1."""
        from rapidfuzz import fuzz, process

        start, places = 0, []
        for index in tuple(self.indexes):
            places += [start + place for place in index.nearest(text, SHORTLIST)]
            start += index.size
        with self._lock:
            for i in range(start, len(self._units)):
                if i not in self._likes:
                    self._likes[i] = _like(self._units[i].source)
        choices = self._likes
        if start:
            choices = {i: self._likes.get(i) or _like(self._units[i].source) for i in (*places, *range(start, len(self._units)))}
        found = process.extract(like, choices, scorer=fuzz.ratio, limit=count, score_cutoff=least * 100)
        return [(self._units[i], score / 100) for _, score, i in found]


def _as_held(units: Iterable[Unit], place: int, layer: _Layer) -> Iterator[_Held]:
    return (_Held(u, layer.trust or u.trust, (place, u.turn)) for u in units)


def _best(held: Sequence[_Held], rest: str, votes: Mapping[str, int], context: str, label: str, by_template: bool = False) -> _Held:
    """Trust, then context, kind of document and wording; among equals the newest: by date where all have one, else by the
    order in which they were given; then the most frequent."""
    dated = all(h.unit.date for h in held)

    def worth(h: _Held) -> tuple:
        unit = h.unit
        age = (unit.date, *h.order) if dated else (*h.order, unit.date)
        said = _said((unit.template if by_template else None) or unit.target)
        return (
            _TRUST[h.trust], likeness(context, unit.context), bool(label and unit.label == label), not unit.part,
            unit.source == rest, age, votes.get(said, 0),
        )

    return max(held, key=worth)


def _hit(held: _Held, target: str, kind: str, context: str, others: int, score: float = 1.0, source: str = "") -> Hit:
    unit = held.unit
    if held.trust == "penalty":
        score -= PENALTY
    same = likeness(context, unit.context) > 0
    return Hit(source or unit.source, target, score, kind, same, others, unit.origin, unit.label, unit.date)


def _like(text: str) -> str:
    """The text as likeness sees it: figures one sign each."""
    return re.sub(r"<[^<>]*>", "#", pattern_of(text)[0])


def _said(target: str) -> str:
    """Case, space and a stop at the end make no other translation."""
    return re.sub(r"\s+", " ", target).strip(" .:;").casefold()
