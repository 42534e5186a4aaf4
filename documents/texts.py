"""What the readers of documents have in common: texts with their places, and slots that take a translation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.runs import Lookup, Run, lay, marked
from documents.segments import is_korean

_EDGE = re.compile(r"^[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+|[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+$")


@dataclass(frozen=True)
class Place:
    """`where`: as a person finds it (요약!B3). `kind`: cell, formula, comment, shape, chart, header, validation, table,
    pivot, sheet, paragraph, note, line. `context`: as documents.contexts writes it. `room`: half-width characters that fit
    where the text may not grow; None: it may."""

    where: str
    kind: str
    context: str = ""
    room: int | None = None


@dataclass(frozen=True)
class Text:
    """A text to translate, once, and every place where it stands."""

    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Unit:
    """A text of a finished file. `key`: the same in its translation, beginning with kind and sheet; `kind` and `names`:
    what a person calls the place (a cell: sheet and at; the n-th text box: n and sheet). `heading`: whether it is styled as
    one; None where there are no styles."""

    key: tuple[Hashable, ...]
    kind: str
    text: str
    names: Mapping[str, Any]
    room: int | None = None
    heading: bool | None = None


@dataclass(frozen=True)
class Notice:
    """What a person must know of the file itself. `kind`: compares, literal, indirect, stale, cut, unlike, pivot,
    signature, format, senses."""

    kind: str
    where: str
    detail: str


@dataclass(frozen=True)
class Content:
    """The Korean that a document holds. `stretches`: formatted words inside texts, whose own translations help to place them."""

    texts: tuple[Text, ...]
    stretches: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass
class Slot:
    """A place in an open document. `put` writes a text into it; `follows`: it only repeats what stands elsewhere."""

    runs: Sequence[Run]
    put: Callable[[list[str]], Notice | None]  # one text a run
    places: tuple[Place, ...]
    follows: bool = False
    lead: str = field(init=False)
    text: str = field(init=False)
    tail: str = field(init=False)

    def __post_init__(self) -> None:
        whole = "".join(r.text for r in self.runs)
        edges = [m[0] for m in _EDGE.finditer(whole)]
        self.lead = edges[0] if edges and whole.startswith(edges[0]) else ""
        self.text = whole[len(self.lead) :]
        self.tail = edges[-1] if edges and self.text and whole.endswith(edges[-1]) else ""
        self.text = self.text[: len(self.text) - len(self.tail)]

    def fill(self, english: str, lookup: Lookup) -> Notice | None:
        return self.put(lay(self.runs, self.lead + english + self.tail, lookup))


def content(slots: Iterable[Slot], notices: Iterable[Notice] = ()) -> Content:
    places: dict[str, list[Place]] = {}
    stretches: dict[str, None] = {}
    followers: list[Slot] = []
    for slot in slots:
        if not is_korean(slot.text):
            continue  # already English, or figures: untouched
        if slot.follows:
            followers.append(slot)
            continue
        places.setdefault(slot.text, []).extend(slot.places)
        stretches |= dict.fromkeys(marked(slot.runs))
    for slot in followers:
        if slot.text in places:
            places[slot.text].extend(slot.places)
    return Content(tuple(Text(t, tuple(p)) for t, p in places.items()), tuple(s for s in stretches if s not in places),
                   tuple(notices))


def fill(slots: Iterable[Slot], english: Mapping[str, str]) -> tuple[int, list[Notice]]:
    """(places changed, what could not be written as it was)."""
    changed, notices = 0, []
    for slot in slots:
        new = english.get(slot.text, slot.text)
        if slot.text and new != slot.text:
            notice = slot.fill(new, english.get)
            changed += 1
            if notice:
                notices.append(notice)
    return changed, notices


def width(text: str) -> int:
    """In half-width characters: Hangul and Hanja are two each."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def room_for(source: str, room: int | None) -> int | None:
    """A cell that its source does not fit into says nothing of what fits."""
    return room if room is not None and width(source) <= room else None
