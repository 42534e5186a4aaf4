"""A translation laid over the formatted runs of its source: each word that stood out stands out again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import groupby

from documents.segments import is_korean

LEAST = 0.2  # share of a line without a format that makes it the line's own
LONGEST = 80  # characters of a formatted stretch that is looked for in the translation
BETWEEN = 2  # words that may stand between those of a stretch that the sentence puts in another order
_WORD = re.compile(r"\w+(?:[.,'’/&-]\w+)*%?")
_SMALL = {"of", "the", "a", "an", "in", "for", "to", "and", "by", "on", "with", "at"}


@dataclass(frozen=True)
class Run:
    text: str
    format: tuple[Hashable, ...] = ()  # what makes it stand out: bold, a colour, a link; equal ones look alike


Lookup = Callable[[str], str | None]  # the translation of a stretch by itself, where there is one


def marked(runs: Sequence[Run]) -> list[str]:
    """The stretches whose format differs from that of most of the text: their own translations are wanted."""
    out = []
    for line in _lines(runs):
        groups = _groups(line)
        plain = _plain(groups)
        out += [t.strip() for t, f, _ in groups if f != plain and is_korean(t) and len(t.strip()) <= LONGEST]
    return list(dict.fromkeys(out)) if len({r.format for r in runs}) > 1 else []


def lay(runs: Sequence[Run], english: str, lookup: Lookup) -> list[str]:
    """One text a run, joined they are `english`; a run that has no part in it is empty."""
    out = [""] * len(runs)
    source, target = _lines(runs), english.split("\n")
    if len(source) != len(target):
        source, target = [[(i, r.text, r.format) for i, r in enumerate(runs)]], [english]
    for number, (line, text) in enumerate(zip(source, target, strict=True)):
        for at, part in _line(line, text, lookup):
            out[at] += part
        if number < len(source) - 1:
            out[line[-1][0]] += "\n"
    return out


Piece = tuple[int, str, Hashable]  # place of the run, its text in this line, its format


def _lines(runs: Sequence[Run]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for i, run in enumerate(runs):
        for n, part in enumerate(run.text.split("\n")):
            if n:
                lines.append([])
            lines[-1].append((i, part, run.format))
    return lines


def _groups(line: Sequence[Piece]) -> list[tuple[str, Hashable, list[Piece]]]:
    """Neighbours of one format as one; white space alone has no format of its own."""
    out: list[tuple[str, Hashable, list[Piece]]] = []
    for form, found in groupby(line, key=lambda p: p[2]):
        pieces = list(found)
        text = "".join(p[1] for p in pieces)
        if out and not text.strip():
            out[-1] = (out[-1][0] + text, out[-1][1], [*out[-1][2], *pieces])
        else:
            out.append((text, form, pieces))
    return out


def _plain(groups: Sequence[tuple[str, Hashable, list[Piece]]]) -> Hashable:
    """The format of running text: none at all, unless hardly anything has none; else that of most of the line."""
    size: dict[Hashable, int] = {}
    for text, form, _ in groups:
        size[form] = size.get(form, 0) + len(text.strip())
    return () if size.get((), 0) >= LEAST * sum(size.values()) else max(size, key=size.__getitem__)


def _line(line: Sequence[Piece], english: str, lookup: Lookup) -> list[tuple[int, str]]:
    groups = _groups(line)
    plain = _plain(groups)
    home = [max(pieces, key=lambda p: len(p[1]))[0] for _, _, pieces in groups]  # the run that takes a group's text
    first_plain = next(i for i, (_, f, _) in enumerate(groups) if f == plain)
    out: list[tuple[int, str]] = []
    at = -1  # the group that holds what was placed last: groups stand in order
    for found, text in segments([g[0] for g in groups], [g[1] == plain for g in groups], english, lookup):
        if found is None:
            after = next((i for i in range(max(at, 0), len(groups)) if groups[i][1] == plain), None)
            if after is None and len(text.strip()) > 2:
                # nothing plain is left to the right: better no emphasis than emphasis on the wrong words
                return [(home[first_plain], english)]
            at = at if after is None else after
        elif found >= at:
            at = found
        out.append((home[max(at, 0)], text))
    return out


def segments(stretches: Sequence[str], plain: Sequence[bool], english: str,
             lookup: Lookup) -> list[tuple[int | None, str]]:
    """`english` in pieces: (which stretch's words they are, or None, the piece). Plain stretches are not looked for."""
    taken: list[tuple[int, int, int]] = []
    order = sorted((i for i, p in enumerate(plain) if not p), key=lambda i: -len(stretches[i]))
    for i in order:
        if span := locate(stretches[i], english, lookup, [(s, e) for s, e, _ in taken]):
            taken.append((*span, i))
    out: list[tuple[int | None, str]] = []
    last = 0
    for start, end, i in sorted(taken):
        if english[last:start]:
            out.append((None, english[last:start]))
        out.append((i, english[start:end]))
        last = end
    if english[last:] or not out:
        out.append((None, english[last:]))
    return out


def locate(stretch: str, english: str, lookup: Lookup, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the translation of `stretch` stands in `english`, outside what is taken."""
    stretch = stretch.strip()
    if not stretch:
        return None
    wording = lookup(stretch) if is_korean(stretch) else stretch
    if not wording:
        return None
    bare = wording.strip().strip(".,:;")
    for text in dict.fromkeys((wording.strip(), bare, re.sub(r"^(?:the|an?) ", "", bare, flags=re.IGNORECASE))):
        if not text:
            continue
        before, after = r"(?<!\w)" if text[0].isalnum() else "", r"(?!\w)" if text[-1].isalnum() else ""
        for match in re.finditer(before + re.escape(text) + after, english, re.IGNORECASE):
            if _free(match.start(), match.end(), taken):
                return match.span()
    return _reordered(bare, english, taken)


def _free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return all(end <= s or e <= start for s, e in taken)


def _reordered(wording: str, english: str, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The shortest stretch with every word of `wording`, in whatever order: common shares 10,000 shares are 10,000 shares
    of common stock."""
    wanted = Counter(_stem(w) for w in _WORD.findall(wording) if w.lower() not in _SMALL)
    if wanted.total() < 2:
        return None
    words = [(m.start(), m.end(), _stem(m[0])) for m in _WORD.finditer(english)]
    for size in range(wanted.total(), wanted.total() + BETWEEN + 1):
        for window in (words[i : i + size] for i in range(len(words) - size + 1)):
            start, end = window[0][0], window[-1][1]
            whole = window[0][2] in wanted and window[-1][2] in wanted and not wanted - Counter(w for *_, w in window)
            if whole and _free(start, end, taken) and not re.search(r"[,;:.]\s", english[start:end]):
                return start, end
    return None


def _stem(word: str) -> str:
    word = word.lower()
    return "share" if word == "stock" else re.sub(r"(?<=[a-z]{3})s$", "", word)
