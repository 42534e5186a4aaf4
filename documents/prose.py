"""Texts of plain files, read and replaced in place: lines, columns and wrapped paragraphs of TXT, blocks of Markdown."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

from documents import markdown
from documents.output import whole
from documents.plain import encoding_of, unreadable
from documents.runs import Run
from documents.segments import split_mark
from documents.texts import Content, Notice, Place, Slot, content, fill, width
from engine.errors import InputError

MAX_BYTES = 20 << 20
WRAPPED = 50  # half-width characters from which full lines are taken for a wrapped paragraph
FULL = 0.85  # share of the widest line that a line must fill to be one that goes on in the next
_GAP = re.compile(r"(\t+|(?<=\S) {2,}(?=\S))")


def read(source: Path) -> Content:
    return content(_tokens(source, _load(source)[0])[1])


def write(source: Path, target: Path, english: Mapping[str, str]) -> tuple[int, list[Notice]]:
    """Write `target` in the encoding and with the line ends of `source`: (places changed, nothing to report)."""
    text, encoding = _load(source)
    tokens, slots = _tokens(source, text)
    changed, notices = fill(slots, english)
    out = "".join(tokens)
    try:
        data = out.encode(encoding)
    except UnicodeEncodeError:
        data = out.encode("utf-8-sig")  # a sign of English that the old code page lacks
    with whole(target) as part:
        part.write_bytes(data)
    return changed, notices


def _load(source: Path) -> tuple[str, str]:
    """(text, encoding); what is no text is an InputError."""
    try:
        data = source.read_bytes()
    except OSError as e:
        raise InputError(
            f"{source.name} cannot be read: {e.strerror}.",
            "Check the path.",
            ko=f"{source.name} 파일을 읽을 수 없습니다: {e.strerror}.",
            hint_ko="경로를 확인하세요.",
        ) from e
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{source.name} has {len(data):,} bytes; at most {MAX_BYTES:,} are taken.",
            "Split it.",
            ko=f"{source.name}은(는) {len(data):,}바이트입니다. 최대 {MAX_BYTES:,}바이트까지 받습니다.",
            hint_ko="파일을 나누세요.",
        )
    known = data[:4] in (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0") or (b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"))
    if known:
        raise InputError(
            f"{source.name} is not a text file: only its name ends in {source.suffix}.",
            "Give it its own ending, or save it as text.",
            ko=f"{source.name}은(는) 텍스트 파일이 아닙니다. 이름만 {source.suffix}(으)로 끝납니다.",
            hint_ko="알맞은 확장자로 바꾸거나 텍스트로 저장하세요.",
        )
    encoding = encoding_of(io.BytesIO(data))
    if not encoding:
        raise unreadable(source.name)
    return data.decode(encoding), encoding


def _tokens(source: Path, text: str) -> tuple[list[str], list[Slot]]:
    """The text in pieces, and the slots that change some of them."""
    return markdown.tokens(text) if source.suffix.lower() == ".md" else tokens(text)


def tokens(text: str) -> tuple[list[str], list[Slot]]:
    parts = re.split(r"(\r\n|\r|\n)", text)
    lines, ends = parts[::2], [*parts[1::2], ""]
    out: list[str] = []
    slots: list[Slot] = []
    at = 0
    while at < len(lines):
        last = _paragraph(lines, at)
        if last > at:
            slots.append(_wrapped(out, lines[at : last + 1], ends[at], at))
        else:
            slots += _line(out, lines[at], at)
        out.append(ends[last])
        at = last + 1
    return out, slots


def _paragraph(lines: list[str], at: int) -> int:
    """The last line of the wrapped paragraph that begins here; `at` itself where none does."""
    last, widest = at, width(lines[at].rstrip())
    while (
        last + 1 < len(lines)
        and lines[last + 1].strip()
        and not _GAP.search(lines[last].strip())
        and not split_mark(lines[last + 1].strip())[0]
        and widest >= WRAPPED
        and width(lines[last].rstrip()) >= FULL * widest
        and width(lines[last + 1].rstrip()) <= widest / FULL
    ):
        last += 1
        widest = max(widest, width(lines[last].rstrip()))
    return last


def _wrapped(out: list[str], lines: list[str], end: str, number: int) -> Slot:
    index, indent = len(out), re.match(r"\s*", lines[0])[0]
    rest = re.match(r"\s*", lines[1])[0]
    columns = max(width(line.rstrip()) for line in lines)
    out.append(end.join(lines))

    def put(parts: list[str]) -> None:
        out[index] = end.join(textwrap.wrap(" ".join("".join(parts).split()), columns, initial_indent=indent, subsequent_indent=rest))

    whole = " ".join(line.strip() for line in lines)
    return Slot([Run(whole)], put, (Place(f"line {number + 1}", "line"),))


def _line(out: list[str], line: str, number: int) -> list[Slot]:
    """The columns of a line; the gaps between them give way as far as they can, so that the next one stands where it did."""
    slots = []
    pieces = _GAP.split(line)
    for i, piece in enumerate(pieces):
        index = len(out)
        out.append(piece)
        if i % 2:
            continue

        gap = pieces[i + 1] if i < len(pieces) - 1 else ""

        def put(parts: list[str], index=index, piece=piece, gap=gap) -> None:
            out[index] = "".join(parts)
            if gap and "\t" not in gap:
                out[index + 1] = " " * max(2, len(gap) + width(piece) - width(out[index]))

        slots.append(Slot([Run(piece)], put, (Place(f"line {number + 1}", "line"),)))
    return slots
