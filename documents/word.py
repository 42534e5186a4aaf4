"""Texts of a DOCX package, read and replaced in place: paragraphs, tables, text boxes, headers, notes, charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from documents.contexts import context_of
from documents.package import SPACE, Package
from documents.runs import Run
from documents.texts import Content, Notice, Place, Slot, Unit, content, fill
from documents.workbooks.parts import chart_slots, paragraph_slots

if TYPE_CHECKING:
    from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = {
    "main+xml": "paragraph",
    "header+xml": "header",
    "footer+xml": "header",
    "footnotes+xml": "note",
    "endnotes+xml": "note",
    "comments+xml": "comment",
}
_BREAKS = {f"{WORD}{n}" for n in ("br", "cr", "tab", "ptab", "fldChar", "drawing", "object", "pict", "footnoteReference")}
_HOLDERS = ("tc", "txbxContent", "footnote", "endnote", "comment")
_MARKS = ("b", "i", "u", "strike", "dstrike", "color", "highlight", "vertAlign", "shd", "rStyle")
SHORT = 60  # characters past which a cell is no header


def read(source: Path) -> Content:
    with Package(source, ".docx") as package:
        return content(
            (slot for name in package.names for slot in _slots(package, name, package.parse)),
            [Notice("signature", source.name, "")] if any(n.startswith("_xmlsignatures/") for n in package.names) else (),
        )


def write(source: Path, target: Path, english: Mapping[str, str]) -> tuple[int, list[Notice]]:
    """Write `target` with each text that `english` knows replaced: (places changed, what had to give way)."""
    with Package(source, ".docx") as package:
        edited: dict[str, bytes] = {}
        changed, notices = 0, []
        for name in package.names:
            roots: dict[str, etree._Element] = {}
            places, said = fill(_slots(package, name, lambda n, roots=roots: roots.setdefault(n, package.parse(n))), english)
            if places:
                edited[name] = package.serialise(name, roots[name])
            changed += places
            notices += said
        package.rewrite(target, edited)
    return changed, notices


def units(source: Path) -> list[Unit]:
    """Every text by a place that is the same in a translation: body, tables, text boxes, then headers, notes, comments."""
    with Package(source, ".docx") as package:
        out: list[Unit] = []
        parts = [n for n in package.names if package.type_of(n) in _KINDS and n.startswith("word/")]
        for number, part in enumerate(sorted(parts, key=lambda n: (package.type_of(n) != "main+xml", n))):
            out += _units(package.parse(part), _KINDS[package.type_of(part)], number)
        for number, part in enumerate(sorted(package.of_type("chart+xml", "chartex+xml", "diagramData+xml")), 1):
            text = "\n".join(s.text for s in _slots(package, part, package.parse) if not s.follows)
            out.append(Unit(("chart", 0, number), "chart", text, {"n": number}))
        return out


def _units(root: etree._Element, kind: str, part: int) -> Iterator[Unit]:
    """Paragraphs of a part; those of one cell, text box, note or comment are one text."""
    tables = {table: n for n, table in enumerate(root.iter(f"{WORD}tbl"), 1)}
    count: Counter = Counter()
    # a text box stands twice in a file, the second time for older programs
    paragraphs = (p for p in root.iter(f"{WORD}p") if next(p.iterancestors("{*}Fallback"), None) is None)
    for holder, held in groupby(paragraphs, key=_holder):
        group = list(held)
        text = "\n".join(" ".join("".join(t.text or "" for t in nodes) for nodes in _stretches(p)) for p in group)
        what, key = kind, ()
        if holder.tag == f"{WORD}tc":
            row = next(holder.iterancestors(f"{WORD}tr"))
            key = (tables[next(row.iterancestors(f"{WORD}tbl"))], _nth(row), _nth(holder))
            what = "table"
        elif holder.tag == f"{WORD}txbxContent":
            what = "shape"
        count[what, key] += 1
        count["text", what] += bool(text.strip())  # a person counts paragraphs with text
        names = dict(zip(("table", "row", "column"), key, strict=True)) if key else {"n": count["text", what]}
        yield Unit((what, part, *key, count[what, key]), what, text, names, heading=_is_heading(group[0]))


def _holder(paragraph: etree._Element) -> etree._Element:
    """The cell, text box, note or comment that a paragraph is in; else itself."""
    return next(paragraph.iterancestors(*(f"{WORD}{n}" for n in _HOLDERS)), paragraph)


def _nth(node: etree._Element) -> int:
    return 1 + sum(1 for _ in node.itersiblings(node.tag, preceding=True))


def _slots(package: Package, name: str, root_of) -> Iterator[Slot]:
    kind = package.type_of(name)
    if kind in _KINDS and name.startswith("word/"):
        yield from _paragraphs(root_of(name), _KINDS[kind])
    elif kind in ("chart+xml", "chartex+xml"):
        yield from chart_slots(root_of(name), Place("", "chart"))
    elif kind in ("diagramData+xml", "diagramDrawing+xml"):
        yield from paragraph_slots(root_of(name), lambda _: Place("", "shape"))


def _paragraphs(root: etree._Element, kind: str) -> Iterator[Slot]:
    """Each paragraph cut at tabs, breaks and pictures, which stay where they are."""
    title = ""
    for number, paragraph in enumerate(root.iter(f"{WORD}p"), 1):
        boxed = next(paragraph.iterancestors(f"{WORD}txbxContent"), None) is not None
        context = context_of(title, *_headers(paragraph)) if kind == "paragraph" and not boxed else ""
        place = Place(f"¶{number}", "shape" if boxed else kind, context)
        for nodes in _stretches(paragraph):
            yield _slot(nodes, place)
        if _is_heading(paragraph):
            title = _short("".join(t.text or "" for t in paragraph.iter(f"{WORD}t")))


def _stretches(paragraph: etree._Element) -> Iterator[list[etree._Element]]:
    line: list[etree._Element] = []
    for node in paragraph.iterdescendants():
        if not isinstance(node.tag, str) or next(node.iterancestors(f"{WORD}p"), None) is not paragraph:
            continue  # a comment, or of a paragraph in a text box, which comes by itself
        if node.tag in _BREAKS:
            if line:
                yield line
            line = []
        elif node.tag == f"{WORD}t" and node.getparent().getparent().tag != f"{WORD}rt":
            line.append(node)
    if line:
        yield line


def _slot(nodes: list[etree._Element], place: Place) -> Slot:
    def put(parts: list[str]) -> None:
        for node, part in zip(nodes, parts, strict=True):
            node.text = "".join(c for c in part if c >= " ")
            if node.text != node.text.strip() or "  " in node.text:
                node.set(SPACE, "preserve")

    return Slot([Run(n.text or "", _format(n.getparent())) for n in nodes], put, (place,))


def _format(run: etree._Element) -> tuple[Hashable, ...]:
    """What makes a run stand out from its neighbours; a link is a format of its own."""
    out: list[Hashable] = []
    parent = run.getparent()
    if parent.tag == f"{WORD}hyperlink":
        out.append(("link", repr(sorted(parent.items()))))
    properties = run.find(f"{WORD}rPr")
    for child in properties if properties is not None else ():
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        value = child.get(f"{WORD}val")
        off = ("0", "false", "none", "auto", "000000", "baseline", "clear")
        if name in _MARKS and (value not in off or (name == "shd" and child.get(f"{WORD}fill") not in (None, "auto", "FFFFFF"))):
            out.append((name, value, child.get(f"{WORD}fill")))
    return tuple(sorted(out, key=repr))


def _headers(paragraph: etree._Element) -> tuple[str, str]:
    """First cell of the row, and first cell of the column, of a paragraph in a table."""
    cell = next(paragraph.iterancestors(f"{WORD}tc"), None)
    row = next(paragraph.iterancestors(f"{WORD}tr"), None)
    table = next(paragraph.iterancestors(f"{WORD}tbl"), None)
    if cell is None or row is None or table is None:
        return "", ""
    cells = list(row.iterchildren(f"{WORD}tc"))
    if cell not in cells:
        return "", ""
    column, first = cells.index(cell), next(table.iterchildren(f"{WORD}tr"))
    over = list(first.iterchildren(f"{WORD}tc"))
    beside = _said(cells[0]) if column else ""
    return beside, _said(over[column]) if row is not first and column < len(over) else ""


def _said(cell: etree._Element) -> str:
    return _short("".join(t.text or "" for t in cell.iter(f"{WORD}t")))


def _is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    outline = paragraph.find(f"{WORD}pPr/{WORD}outlineLvl")
    name = style.get(f"{WORD}val", "").lower() if style is not None else ""
    return outline is not None or name.startswith(("heading", "title", "제목"))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else ""
