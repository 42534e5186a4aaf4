"""Slots of each kind of part of a workbook: shared strings, cells, comments, shapes, charts, headers, validations."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from documents.package import SPACE
from documents.runs import Run
from documents.texts import Notice, Place, Slot
from documents.workbooks.grid import MAIN

if TYPE_CHECKING:
    from lxml import etree

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CELL_LIMIT = 32_767  # characters; Excel calls a file with more damaged
HEADER_LIMIT = 255
LIST_LIMIT = 255
LIMITS = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 225}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d{2}[+-]\d{3}|\d{1,3}|[A-Z&])')
HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


def read_text(raw: str | None) -> str:
    """`_x000D_` and its like are characters that XML does not hold; a return before a line feed says nothing."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), raw or "").replace("\r\n", "\n")


def write_text(text: str) -> str:
    return _ESCAPE.sub(lambda m: f"_x005F_x{m[1]}_", _CONTROL.sub("", text))


def set_text(node: etree._Element, text: str, spaced: bool = True) -> None:
    node.text = write_text(text)
    if spaced and (text != text.strip() or "\n" in text or "  " in text):
        node.set(SPACE, "preserve")


def string_slot(item: etree._Element, places: Sequence[Place]) -> Slot | None:
    """A shared or inline string, or a comment: one run, or several with formats of their own."""
    # phonetic runs (rPh) are a reading aid and not text
    nodes = [t for t in item.iter(f"{MAIN}t") if t.getparent().tag != f"{MAIN}rPh"]
    if not nodes or not places:
        return None
    runs = [Run(read_text(t.text), _format(t.getparent())) for t in nodes]

    def put(parts: list[str]) -> Notice | None:
        cut = _cut(parts, CELL_LIMIT)
        for node, part in zip(nodes, cut, strict=True):
            set_text(node, part)
        return Notice("cut", places[0].where, str(CELL_LIMIT)) if cut != parts else None

    return Slot(runs, put, tuple(places))


def cached_slot(cell: etree._Element, place: Place) -> Slot:
    """What a formula last gave: changed where it repeats a text that changes."""
    value = cell.find(f"{MAIN}v")
    return _node_slot(value, place, follows=True)


def _node_slot(node: etree._Element, place: Place, follows: bool = False) -> Slot:
    def put(parts: list[str]) -> None:
        node.text = write_text("".join(parts))

    return Slot([Run(read_text(node.text))], put, (place,), follows)


def _format(run: etree._Element) -> tuple[Hashable, ...]:
    """Bold, italic, underline, strike, raised and coloured; fonts and sizes differ between scripts and say little."""
    properties = run.find(f"{MAIN}rPr")
    out: list[Hashable] = []
    for child in properties if properties is not None else ():
        name = child.tag.rpartition("}")[2]
        if name == "color" and not {("theme", "1"), ("rgb", "FF000000"), ("indexed", "8"), ("indexed", "64")} & set(child.items()):
            out.append((name, *sorted(child.items())))
        elif name in ("b", "i", "u", "strike", "vertAlign") and child.get("val") not in ("0", "false", "none", "baseline"):
            out.append((name, child.get("val")))
    return tuple(sorted(out, key=repr))


def _cut(parts: list[str], limit: int) -> list[str]:
    out, left = [], limit
    for part in parts:
        out.append(part[:left])
        left -= len(out[-1])
    return out


def comment_slots(root: etree._Element, sheet: str, threads: dict[str, list[str]]) -> Iterator[Slot]:
    """`threads`: cell → its threaded comments, of which the old comment is a copy behind a standing text."""
    authors = [a.text or "" for a in root.iter(f"{MAIN}author")]
    for comment in root.iter(f"{MAIN}comment"):
        where, item = comment.get("ref", ""), comment.find(f"{MAIN}text")
        author = comment.get("authorId", "")
        threaded = author.isdecimal() and int(author) < len(authors) and authors[int(author)].startswith("tc=")
        if item is None:
            continue
        if threaded and where in threads:
            yield from _copies(item, threads[where], Place(f"{sheet}!{where}", "comment"))
        elif slot := string_slot(item, [Place(f"{sheet}!{where}", "comment")]):
            yield slot


def _copies(item: etree._Element, texts: list[str], place: Place) -> Iterator[Slot]:
    """The words of a thread inside the comment that older programs show in its place."""
    for node in item.iter(f"{MAIN}t"):
        for text in texts:
            if text and text in (node.text or ""):

                def put(parts: list[str], node=node, old=text) -> None:
                    node.text = (node.text or "").replace(old, write_text("".join(parts)), 1)

                yield Slot([Run(text)], put, (place,), follows=True)


def thread_slots(root: etree._Element, sheet: str) -> Iterator[Slot]:
    for comment in root.iter("{*}threadedComment"):
        for node in comment.iterchildren("{*}text"):
            yield _node_slot(node, Place(f"{sheet}!{comment.get('ref', '')}", "comment"))


def paragraph_slots(root: etree._Element, where: Callable[[etree._Element], Place]) -> Iterator[Slot]:
    """Paragraphs of shapes, charts and diagrams, cut at their line breaks."""
    for paragraph in root.iter(f"{DRAWING}p"):
        line: list[etree._Element] = []
        for child in [*paragraph.iterchildren(f"{DRAWING}r", f"{DRAWING}br", f"{DRAWING}fld"), None]:
            if child is None or child.tag != f"{DRAWING}r":
                if line:
                    yield _drawing_slot(line, where(paragraph))
                line = []
                if child is not None and child.get("type") == "TxLink":  # what a cell says
                    for node in child.iterchildren(f"{DRAWING}t"):
                        yield _node_slot(node, where(paragraph), follows=True)
            else:
                line += child.iterchildren(f"{DRAWING}t")


def _drawing_slot(nodes: list[etree._Element], place: Place) -> Slot:
    def put(parts: list[str]) -> None:
        for node, part in zip(nodes, parts, strict=True):
            node.text = _CONTROL.sub("", part)

    return Slot([Run(n.text or "", drawn_format(n.getparent())) for n in nodes], put, (place,))


def drawn_format(run: etree._Element) -> tuple[Hashable, ...]:
    from lxml import etree

    properties = run.find(f"{DRAWING}rPr")
    if properties is None:
        return ()
    out = [(n, v) for n in ("b", "i", "u", "strike", "baseline") if (v := properties.get(n, "0")) not in ("0", "none", "noStrike")]
    fill = properties.find(f"{DRAWING}solidFill")
    link = properties.find(f"{DRAWING}hlinkClick")
    if fill is not None and b'val="tx1"' not in (text := etree.tostring(fill, method="c14n")):
        out.append(("fill", text.decode()))
    if link is not None:
        out.append(("link", repr(sorted(link.items()))))
    return tuple(out)


def chart_slots(root: etree._Element, place: Place) -> Iterator[Slot]:
    """Titles and labels, and the words that a chart keeps of the cells it draws."""
    yield from paragraph_slots(root, lambda _: place)
    for cache in root.iter("{*}strCache", "{*}multiLvlStrCache", "{*}strLit", "{*}dlblRangeCache"):
        for value in cache.iter("{*}v"):
            yield _node_slot(value, place)
    for name in root.iter("{*}tx"):
        for value in name.iterchildren("{*}v"):
            yield _node_slot(value, place)
    for data in root.iter("{*}strDim"):
        for value in data.iter("{*}pt"):
            yield _node_slot(value, place)
    for data in root.iter("{*}txData"):
        for value in data.iterchildren("{*}v"):
            yield _node_slot(value, place)


def header_slots(root: etree._Element, sheet: str) -> Iterator[Slot]:
    """The words between the codes of a page's header and footer."""
    for node in root.iter(*(f"{MAIN}{n}" for n in HEADERS)):
        pieces, last = [], 0
        for code in _CODE.finditer(node.text or ""):
            if code[0] == "&&":
                continue
            pieces += [(node.text or "")[last : code.start()], code[0]]
            last = code.end()
        pieces.append((node.text or "")[last:])
        for i in range(0, len(pieces), 2):
            if pieces[i].strip():
                yield _header_slot(node, pieces, i, Place(sheet, "header"))


def _header_slot(node: etree._Element, pieces: list[str], i: int, place: Place) -> Slot:
    def put(parts: list[str]) -> Notice | None:
        text, before = _CONTROL.sub("", "".join(parts)).replace("&", "&&"), pieces[i]
        if i and pieces[i - 1][1:].isdecimal() and text[:1].isdecimal():
            text = " " + text  # or its figures would be read as part of the size before it
        pieces[i] = text
        if len("".join(pieces)) > HEADER_LIMIT:
            pieces[i] = before
            return Notice("cut", place.where, str(HEADER_LIMIT))
        node.text = "".join(pieces)
        return None

    return Slot([Run(pieces[i].replace("&&", "&"))], put, (place,))


def validation_slots(root: etree._Element, sheet: str) -> Iterator[Slot]:
    """Messages of data validations, and lists of choices that are written out."""
    for rule in root.iter("{*}dataValidation"):
        place = Place(f"{sheet}!{rule.get('sqref', '').split(' ')[0].partition(':')[0]}", "validation")
        for name, limit in LIMITS.items():
            if rule.get(name):
                yield attribute_slot(rule, name, place, limit)
        if rule.get("type") == "list":
            for node in rule.iter("{*}formula1", "{*}f"):
                if re.fullmatch(r'"[^"]*"', node.text or ""):
                    yield from _choices(node, place)


def attribute_slot(element: etree._Element, name: str, place: Place, limit: int, follows: bool = False,
                   others: Sequence[etree._Element] = ()) -> Slot:
    """`others`: elements whose attribute of this name may not say the same; the text gets a number then."""

    def put(parts: list[str]) -> Notice | None:
        text = write_text("".join(parts)).replace("\n", "_x000a_")
        short = base = text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
        taken, number = {(o.get(name) or "").casefold() for o in others if o is not element}, 1
        while short.casefold() in taken:
            number += 1
            short = f"{base} ({number})"
        element.set(name, short)
        return Notice("cut", place.where, str(limit)) if len(text) > limit else None

    return Slot([Run(read_text(element.get(name)))], put, (place,), follows)


def _choices(node: etree._Element, place: Place) -> Iterator[Slot]:
    items = (node.text or "")[1:-1].split(",")
    for i in range(len(items)):

        def put(parts: list[str], i=i) -> Notice | None:
            text, before = "".join(parts).replace('"', "'"), items[i]
            if "," in text:
                return Notice("unlike", place.where, text)
            items[i] = text
            if sum(map(len, items)) + len(items) - 1 > LIST_LIMIT:
                items[i] = before
                return Notice("cut", place.where, str(LIST_LIMIT))
            node.text = '"' + ",".join(items) + '"'
            return None

        yield Slot([Run(items[i])], put, (place,))


def filter_slots(root: etree._Element, sheet: str) -> Iterator[Slot]:
    """Values that a filter lets through, and those that a conditional format looks for, are cells' texts."""
    for tag, name in (("filter", "val"), ("customFilter", "val"), ("cfRule", "text")):
        for value in root.iter(f"{{*}}{tag}"):
            if value.get(name):
                yield attribute_slot(value, name, Place(sheet, "cell"), CELL_LIMIT, follows=True)


def table_slots(root: etree._Element, sheet: str) -> Iterator[Slot]:
    """Names of a table's columns must be what its heading cells say, or Excel calls the file damaged."""
    place = Place(f"{sheet}!{root.get('ref', '').partition(':')[0]}", "table")
    for column in root.iter(f"{MAIN}tableColumn"):
        for name in ("name", "totalsRowLabel"):
            if column.get(name):
                yield attribute_slot(column, name, place, CELL_LIMIT, follows=True)
    yield from filter_slots(root, sheet)


def tables_headings(roots: Iterable[etree._Element]) -> list[list[str]]:
    return [[read_text(c.get("name")).strip() for c in root.iter(f"{MAIN}tableColumn")] for root in roots]
