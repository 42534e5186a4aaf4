"""Markdown as blocks of text whose code, links, marks and tables stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.runs import Lookup, Run, segments
from documents.segments import is_korean
from documents.texts import Notice, Place, Slot

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_PREFIX = re.compile(r"(?:\s{0,3}>\s?)*\s*(?:#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?")
_MARKED = re.compile(r"(?:\s{0,3}>\s?)*\s*(?:#{1,6}\s|(?:[-*+]|\d{1,9}[.)])\s)")
_QUOTE = re.compile(r"(?:\s{0,3}>\s?)*")
_RULE = re.compile(r"\s{0,3}(?:=+|(?:[-*_]\s*){3,}|\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)*)\s*")
_REFERENCE = re.compile(r"\s{0,3}\[[^\]]+\]:\s*\S")
_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL = re.compile(r"((?<!\\)\|)")
# what keeps its letters: code, addresses, tags, footnotes, formulas
_KEPT = r"(?P<kept>(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`)|<[A-Za-z/!][^>]*>|<https?:[^>]*>|\[\^[^\]]+\]|\$[^$\n]+\$)"
_LINK = r"(?P<link>!?\[)(?P<said>(?:[^\[\]\\]|\\.)*)(?P<to>\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|\]\[[^\]]*\])"
_STRONG = r"(?P<mark>\*{1,3}|_{1,3}|~~)(?=\S)(?P<inner>.+?)(?<=\S)(?P=mark)"
_INLINE = re.compile(f"{_KEPT}|{_LINK}|{_STRONG}")


@dataclass(frozen=True)
class Bit:
    """A stretch of a paragraph. `open` and `close` stand around it; `kept`: it is not language."""

    text: str
    open: str = ""
    close: str = ""
    kept: bool = False

    @property
    def plain(self) -> bool:
        return not (self.open or self.kept)


class Block(Slot):
    """A paragraph, heading or cell, written anew with its marks around the words that they were around."""

    def __init__(self, bits: list[Bit], put, place: Place):
        self.bits, self.write = bits, put
        super().__init__([Run(b.text, () if b.plain else (b.open, b.close)) for b in bits], put, (place,))

    def fill(self, english: str, lookup: Lookup) -> Notice | None:
        found = segments([b.text for b in self.bits], [b.plain for b in self.bits], english, lookup)
        out, used = [self.lead], set()
        for at, text in found:
            used.add(at)
            out.append(text if at is None else self.bits[at].open + text + self.bits[at].close)
        for at, bit in enumerate(self.bits):
            if at not in used and (bit.kept or bit.close != bit.open):
                # its words were not found again: better at the end than lost
                said = bit.text if bit.kept or not is_korean(bit.text) else lookup(bit.text.strip()) or bit.text
                out.append(f" ({bit.open}{said}{bit.close})")
        self.write(["".join(out) + self.tail])


def tokens(text: str) -> tuple[list[str], list[Slot]]:
    """The text in pieces, and the blocks that change some of them."""
    parts = re.split(r"(\r\n|\r|\n)", text)
    lines, ends = parts[::2], [*parts[1::2], ""]
    out: list[str] = []
    slots: list[Slot] = []
    at = _front(lines)
    for line, end in zip(lines[:at], ends[:at], strict=True):
        out += [line, end]
    while at < len(lines):
        last = _code(lines, at)
        if last is None and not _still(lines, at):
            if _is_row(lines, at):
                slots += _row(out, lines[at], at)
                last = at
            else:
                last = _paragraph(lines, at)
                slots += _block(out, lines[at : last + 1], ends[at], at)
        else:
            last = at if last is None else last
            out += [x for i in range(at, last + 1) for x in (lines[i], ends[i] if i < last else "")]
        out.append(ends[last])
        at = last + 1
    return out, slots


def _front(lines: list[str]) -> int:
    """Lines of the settings on top."""
    if lines and lines[0].strip() == "---":
        return next((i + 1 for i in range(1, len(lines)) if lines[i].strip() in ("---", "...")), 0)
    return 0


def _code(lines: list[str], at: int) -> int | None:
    """The last line of a block of code that begins here."""
    if fence := _FENCE.match(_QUOTE.sub("", lines[at], count=1)):
        close = re.compile(rf"(?:\s{{0,3}}>\s?)*\s{{0,3}}{re.escape(fence[1][0])}{{{len(fence[1])},}}\s*")
        return next((i for i in range(at + 1, len(lines)) if close.fullmatch(lines[i])), len(lines) - 1)
    if re.match(r"(?: {4}|\t)", lines[at]) and (at == 0 or not lines[at - 1].strip()) and not _in_list(lines, at):
        return at
    return None


def _in_list(lines: list[str], at: int) -> bool:
    """The block above that is not indented is an item of a list, whose paragraph this may be."""
    above = next((x for x in reversed(lines[:at]) if x.strip() and not x.startswith(("    ", "\t"))), "")
    return re.match(r"\s{0,3}(?:[-*+]|\d{1,9}[.)])\s", above) is not None


def _still(lines: list[str], at: int) -> bool:
    line = lines[at]
    return not line.strip() or _RULE.fullmatch(line) is not None or _REFERENCE.match(line) is not None


def _is_row(lines: list[str], at: int) -> bool:
    """A row of a table: bars in it, and a row of dashes among its neighbours."""
    if not _CELL.search(lines[at]):
        return False
    first, last = at, at
    while first > 0 and _CELL.search(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _CELL.search(lines[last + 1]):
        last += 1
    return any("-" in x and _DELIMITER.fullmatch(x) for x in lines[first : last + 1])


def _row(out: list[str], line: str, number: int) -> Iterator[Slot]:
    for i, piece in enumerate(_CELL.split(line)):
        index = len(out)
        out.append(piece)
        if i % 2 == 0 and piece.strip():

            def put(parts: list[str], index=index) -> None:
                out[index] = re.sub(r"(?<!\\)\|", r"\\|", "".join(parts))

            yield Block(bits(piece), put, Place(f"line {number + 1}", "line"))


def _paragraph(lines: list[str], at: int) -> int:
    """The last line of the paragraph: a heading, a line that ends in a hard break, an item or a blank one ends it."""
    last = at
    while (
        not re.match(r"\s{0,3}#", lines[last])
        and not re.search(r"(?: {2}|\\|<br\s*/?>)$", lines[last])
        and last + 1 < len(lines)
        and not _still(lines, last + 1)
        and not _MARKED.match(lines[last + 1])
        and not _FENCE.match(lines[last + 1])
        and not _is_row(lines, last + 1)
    ):
        last += 1
    return last


def _block(out: list[str], lines: list[str], end: str, number: int) -> Iterator[Slot]:
    prefix = _PREFIX.match(lines[0])[0]
    tail = re.search(r"(?:\s+#+\s*|\s{2,}|\\|\s*<br\s*/?>)?$", lines[-1])[0]
    own = [lines[0][len(prefix) :], *(_QUOTE.sub("", x, count=1).strip() for x in lines[1:])]
    text = " ".join(own)
    text = text[: len(text) - len(tail)] if tail and text.endswith(tail) else text
    raw = end.join(lines)[len(prefix) :]
    raw = raw[: len(raw) - len(tail)]
    out.append(prefix)
    # tags stay where they are, and part what is translated
    pieces = re.split(r"(</?[A-Za-z][^<>]*>)", text) if "`" not in text else [text]
    if len(pieces) == 1 or not any(is_korean(p) for p in pieces[::2]):
        yield _piece(out, raw, text, number)  # lines as they were, unless a translation takes their place
    else:
        for i, piece in enumerate(pieces):
            if i % 2:
                out.append(piece)
            else:
                yield _piece(out, piece, piece, number)
    out.append(tail)


def _piece(out: list[str], raw: str, text: str, number: int) -> Slot:
    index = len(out)
    out.append(raw)

    def put(parts: list[str]) -> None:
        out[index] = "".join(parts)

    return Block(bits(text), put, Place(f"line {number + 1}", "line"))


def bits(text: str, open: str = "", close: str = "") -> list[Bit]:
    """Stretches with the marks around each."""
    out: list[Bit] = []
    last = 0
    for match in _INLINE.finditer(text):
        if match.start() > last:
            out.append(Bit(text[last : match.start()], open, close))
        if match["kept"]:
            tick = match["tick"] or ""
            body = match[0][len(tick) : len(match[0]) - len(tick)] if tick else match[0]
            out.append(Bit(body, open + tick, tick + close, True))
        elif match["link"]:
            out += bits(match["said"], open + match["link"], match["to"] + close) or [Bit("", open + match["link"], match["to"] + close)]
        else:
            out += bits(match["inner"], open + match["mark"], match["mark"] + close)
        last = match.end()
    if text[last:]:
        out.append(Bit(text[last:], open, close))
    return out
