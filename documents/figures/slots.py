"""Figures out of the model's hands: typed slots in the source, filled in the target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.figures.find import find
from documents.figures.types import Figure
from documents.masking import MAX_SLOT, SLOT


@dataclass(frozen=True)
class Masked:
    text: str
    slots: dict[str, Figure] = field(default_factory=dict)  # "<amt1>" → what stands there


def mask(text: str, names: Sequence[Figure] = ()) -> Masked:
    """`names` are spans that the caller found (companies, persons, Latin runs); they win over figures.

    The same surface gets the same slot. Past the 16th of a type the rendering stands in the text itself.
    """
    taken = [(n.start, n.end) for n in names] + [m.span() for m in SLOT.finditer(text)]
    figures = [f for f in find(text) if not any(f.start < b and a < f.end for a, b in taken)]
    slots: dict[str, Figure] = {}
    slot_of: dict[tuple[str, str], str] = {}
    used = dict.fromkeys(("num", "amt", "date", "org"), 0)
    out, at = [], 0
    for figure in sorted([*figures, *names], key=lambda f: f.start):
        key = (figure.kind, figure.surface)
        if key not in slot_of and used[figure.kind] < MAX_SLOT:
            used[figure.kind] += 1
            slot_of[key] = f"<{figure.kind}{used[figure.kind]}>"
            slots[slot_of[key]] = figure
        out += [text[at : figure.start], slot_of.get(key, figure.english)]
        at = figure.end
    return Masked("".join(out) + text[at:], slots)


def fill(text: str, slots: dict[str, Figure]) -> str:
    """Slots → renderings; a slot that is not ours is removed."""
    return re.sub(r"\s+", " ", SLOT.sub(lambda m: slots[m[0]].english if m[0] in slots else "", text)).strip()
