"""An open workbook: its parts, the sheets that they belong to, and every slot in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from documents.package import RELATION, Package
from documents.runs import Run
from documents.segments import is_korean
from documents.texts import Notice, Place, Slot
from documents.workbooks import formulas, parts
from documents.workbooks.grid import (
    MAIN,
    Grid,
    Style,
    cells,
    grid_of,
    letters,
    position,
    shared_index,
    styles_of,
    text_of,
)

if TYPE_CHECKING:
    from lxml import etree

_DRAWINGS = ("drawing+xml", "chartshapes+xml", "diagramData+xml", "diagramDrawing+xml")
CHARTS = ("chart+xml", "chartex+xml")


class Book:
    """The parts of an open workbook and which sheet each belongs to."""

    def __init__(self, package: Package):
        self.package = package
        self._roots: dict[str, etree._Element] = {}

    def root(self, name: str) -> etree._Element:
        if name not in self._roots:
            self._roots[name] = self.package.parse(name)
        return self._roots[name]

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Part → name of the sheet, in the order of the workbook."""
        related = self.package.related("xl/workbook.xml")
        found = {related.get(s.get(RELATION, "")): s.get("name", "") for s in self.root("xl/workbook.xml").iter(f"{MAIN}sheet")}
        return {part: name for part, name in found.items() if part in set(self.package.names)}

    def order(self, place: Place) -> tuple[int, bool, int, int]:
        """As a person reads: sheet by sheet, its cells line by line, then what lies over and around them."""
        sheet, _, cell = place.where.rpartition("!")
        number = self._numbers.get(sheet or place.where, len(self._numbers))
        return (number, place.kind != "cell", *position(cell if sheet else ""))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.sheets.values())}

    @cached_property
    def owner(self) -> dict[str, str]:
        """Part → the sheet that it hangs on, at whatever distance."""
        out: dict[str, str] = {}
        for part, sheet in self.sheets.items():
            wanted = [part]
            while wanted:
                for found in self.package.related(wanted.pop()).values():
                    if found not in out and found not in self.sheets:
                        out[found] = sheet
                        wanted.append(found)
        return out | self.sheets

    @cached_property
    def strings(self) -> list[str]:
        items = [i for name in self.package.of_type("sharedStrings+xml") for i in self.root(name).iter(f"{MAIN}si")]
        return ["".join(parts.read_text(t.text) for t in i.iter(f"{MAIN}t") if t.getparent().tag != f"{MAIN}rPh") for i in items]

    @cached_property
    def grids(self) -> dict[str, Grid]:
        return {part: grid_of(self.sheets.get(part, ""), self.root(part), self.strings) for part in self.worksheets}

    @cached_property
    def worksheets(self) -> list[str]:
        named = [p for p in self.sheets if self.package.type_of(p) == "worksheet+xml"]
        return named + [p for p in self.package.of_type("worksheet+xml") if p not in self.sheets]

    @cached_property
    def _styles(self) -> list:
        found = self.package.of_type("styles+xml")
        return styles_of(self.root(found[0]) if found else None)

    def place(self, part: str, row: int, column: int, cell: etree._Element, kind: str) -> Place:
        style = int(cell.get("s") or 0)
        return self.grids[part].place(row, column, kind, self._styles[style] if style < len(self._styles) else Style())

    @cached_property
    def _uses(self) -> dict[int, list[Place]]:
        """Shared string → the cells that point to it."""
        out: dict[int, list[Place]] = {}
        for part in self.worksheets:
            for row, column, cell in cells(self.root(part)):
                index = shared_index(cell)
                if index is not None and index < len(self.strings) and self.strings[index].strip():
                    out.setdefault(index, []).append(self.place(part, row, column, cell, "cell"))
        return out

    def slots(self, name: str) -> Iterator[Slot]:
        kind, sheet = self.package.type_of(name), self.owner.get(name, "")
        if kind == "sharedStrings+xml":
            for index, item in enumerate(self.root(name).iter(f"{MAIN}si")):
                if slot := parts.string_slot(item, self._uses.get(index, ())):
                    yield slot
        elif kind == "worksheet+xml":
            yield from self._sheet(name, sheet)
        elif kind == "chartsheet+xml":
            yield from parts.header_slots(self.root(name), sheet)
        elif kind == "comments+xml":
            yield from parts.comment_slots(self.root(name), sheet, self._threads.get(sheet, {}))
        elif kind == "threadedcomments+xml":
            yield from parts.thread_slots(self.root(name), sheet)
        elif kind in _DRAWINGS:
            yield from parts.paragraph_slots(self.root(name), lambda p: _shape(p, sheet))
        elif kind in CHARTS:
            yield from parts.chart_slots(self.root(name), Place(sheet, "chart"))
        elif kind == "table+xml":
            yield from parts.table_slots(self.root(name), sheet)

    def _sheet(self, name: str, sheet: str) -> Iterator[Slot]:
        root = self.root(name)
        for row, column, cell in cells(root):
            kind = cell.get("t")
            if kind == "inlineStr" and (item := cell.find(f"{MAIN}is")) is not None:
                if slot := parts.string_slot(item, [self.place(name, row, column, cell, "cell")]):
                    yield slot
            elif kind == "str" and text_of(cell, []):
                yield parts.cached_slot(cell, self.place(name, row, column, cell, "formula"))
        yield from parts.header_slots(root, sheet)
        yield from parts.validation_slots(root, sheet)
        yield from parts.filter_slots(root, sheet)

    @cached_property
    def _threads(self) -> dict[str, dict[str, list[str]]]:
        """Sheet → cell → what its thread says."""
        out: dict[str, dict[str, list[str]]] = {}
        for name in self.package.of_type("threadedcomments+xml"):
            on = out.setdefault(self.owner.get(name, ""), {})
            for slot in parts.thread_slots(self.root(name), ""):
                on.setdefault(slot.places[0].where[1:], []).append(slot.text)
        return out

    # -- names that formulas use -----------------------------------------------------------------------------------
    def sheet_slots(self) -> list[Slot]:
        return [Slot([Run(n)], lambda _: None, (Place(n, "sheet"),)) for n in self.sheets.values() if is_korean(n)]

    def renamed_sheets(self, english: Mapping[str, str]) -> dict[str, str]:
        names = {n: english[n] for n in self.sheets.values() if english.get(n, n) != n}
        return formulas.sheet_names(names, [*self.sheets.values()])

    def distinct_headings(self, english: Mapping[str, str]) -> tuple[dict[str, str], list[Notice]]:
        """Two columns of one table with the same English get numbers: Excel takes no two of one name."""
        out, notices = dict(english), []
        for headings in parts.tables_headings(self.root(n) for n in self.package.of_type("table+xml")):
            taken: set[str] = set()
            for heading in headings:
                new = base = out.get(heading, heading)
                number = 1
                while new.casefold() in taken:
                    number += 1
                    new = f"{base} ({number})"
                taken.add(new.casefold())
                if new != base:
                    out[heading] = new
                    notices.append(Notice("unlike", heading, new))
        return out, notices

    @cached_property
    def _columns(self) -> list[str]:
        return [h for headings in parts.tables_headings(self.root(n) for n in self.package.of_type("table+xml")) for h in headings]

    def rename(self, name: str, english: Mapping[str, str], sheets: Mapping[str, str]) -> bool:
        """Formulas follow columns and sheets that got other names; True where anything changed."""
        columns = {c: english[c] for c in self._columns if english.get(c, c) != c}
        kind = self.package.type_of(name)
        if not (columns or sheets) or kind not in ("worksheet+xml", "table+xml", "main+xml", *CHARTS, "pivotCacheDefinition+xml"):
            return False
        changed, root = False, self.root(name)
        for node in formulas.nodes(root):
            new = formulas.with_sheets(formulas.with_columns(node.text, columns), sheets)
            changed, node.text = changed or new != node.text, new
        attributes = {"sheet": ("name",), "hyperlink": ("location",), "worksheetSource": ("sheet",)}
        for tag, names in attributes.items() if sheets else ():
            for node in root.iter(f"{MAIN}{tag}"):
                for key in names:
                    old = node.get(key, "")
                    new = formulas.with_sheets(old, sheets) if key == "location" else sheets.get(old, old)
                    if new != old:
                        node.set(key, new)
                        changed = True
        return changed

    # -- what a person must know -----------------------------------------------------------------------------------
    def notices(self, texts: set[str]) -> Iterator[Notice]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for part in self.worksheets:
            for node in formulas.nodes(self.root(part)):
                cell = node.getparent()
                if cell.tag == f"{MAIN}dataValidation" and cell.get("type") == "list":
                    continue  # a list of choices, translated as such or a range
                where = f"{self.sheets.get(part, '')}!{cell.get('r') or cell.get('sqref') or ''}".rstrip("!")
                held = formulas.literals(node.text)
                for literal in held:
                    kind = "compares" if literal.strip() in texts else "literal"
                    found.setdefault((kind, literal), []).append((where, node.text))
                shown = text_of(cell, []) if cell.tag == f"{MAIN}c" else None
                if shown and not held and is_korean(shown) and shown.strip() not in texts:
                    found.setdefault(("stale", ""), []).append((where, node.text))  # put together from several cells
        for (kind, _), uses in found.items():
            more = f" (+{len(uses) - 1:,})" if len(uses) > 1 else ""
            yield Notice(kind, uses[0][0] + more, f"={uses[0][1]}")
        for name in self.package.of_type("pivotTable+xml"):
            if any(is_korean(p) for p in texts):
                yield Notice("pivot", self.owner.get(name, ""), self.root(name).get("name", ""))
        if any(n.startswith("_xmlsignatures/") for n in self.package.names):
            yield Notice("signature", self.package.path.name, "")
        for name in self.package.of_type("styles+xml"):
            for form in self.root(name).iter(f"{MAIN}numFmt"):
                if is_korean(form.get("formatCode", "").replace("[$-412]", "")):
                    yield Notice("format", "", form.get("formatCode", ""))


def _shape(paragraph: etree._Element, sheet: str) -> Place:
    """The cell under the upper left corner of a shape."""
    for anchor in paragraph.iterancestors("{*}twoCellAnchor", "{*}oneCellAnchor"):
        corner = anchor.find("{*}from")
        if corner is not None:
            row, column = (int(corner.findtext(f"{{*}}{n}") or 0) + 1 for n in ("row", "col"))
            return Place(f"{sheet}!{letters(column)}{row}", "shape")
    return Place(sheet, "shape")
