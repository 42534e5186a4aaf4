"""An open workbook: its parts, the sheets that they belong to, and every slot in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from documents.package import RELATION, Package
from documents.runs import Run
from documents.segments import is_korean
from documents.texts import Notice, Place, Slot
from documents.workbooks import formulas, parts, pivots, values
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
_LINKS = ("relationships+xml", "controlproperties+xml")
# element → attributes that name a sheet: in an address, or alone
_ADDRESSES = {
    "sheet": {"name": False}, "worksheetSource": {"sheet": False}, "dataRef": {"sheet": False}, "hyperlink": {"location": True},
    "sp": {"textlink": True}, "pic": {"textlink": True}, "Relationship": {"Target": True},
    "formControlPr": {"fmlaLink": True, "fmlaRange": True, "fmlaTxbx": True, "fmlaGroup": True},
}


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
        """As they were read."""
        return self._shared()

    def _shared(self) -> list[str]:
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
        else:
            yield from self._pivot(name, kind, Place(sheet, "pivot"))

    def _pivot(self, name: str, kind: str, place: Place) -> Iterator[Slot]:
        if kind == pivots.CACHE and name in self._caches:
            yield from pivots.cache_slots(self.root(name), place)
        elif kind == pivots.RECORDS and name in self._caches.values() and b"<s " in self.package.read(name):
            yield from pivots.record_slots(self.root(name), place)
        elif kind == pivots.TABLE and self._drawn[name] in self._caches:
            yield from pivots.table_slots(self.root(name), place)
        elif kind in pivots.SLICERS:
            yield from pivots.slicer_slots(self.root(name), place)
        elif kind in pivots.SLICER_CACHES and not self._foreign:
            yield from pivots.slicer_cache_slots(self.root(name), place)

    @cached_property
    def _caches(self) -> dict[str, str]:
        """Cache of cells of this workbook → its records."""
        caches = [n for n in self.package.of_type(pivots.CACHE) if pivots.own(self.root(n))]
        return {n: next(iter(self.package.related(n).values()), "") for n in caches}

    @cached_property
    def _drawn(self) -> dict[str, str]:
        """Pivot table → its cache."""
        return {n: next(iter(self.package.related(n).values()), "") for n in self.package.of_type(pivots.TABLE)}

    @property
    def _foreign(self) -> bool:
        """Some pivot table draws on what is not here."""
        return len(self._caches) < len(self.package.of_type(pivots.CACHE))

    def _sheet(self, name: str, sheet: str) -> Iterator[Slot]:
        root = self.root(name)
        for row, column, cell in cells(root):
            kind = cell.get("t")
            if kind == "inlineStr" and (item := cell.find(f"{MAIN}is")) is not None:
                if slot := parts.string_slot(item, [self.place(name, row, column, cell, "cell")]):
                    yield slot
            elif kind == "str" and text_of(cell, []):
                yield parts.cached_slot(cell, self.place(name, row, column, cell, "formula"))
            formula = cell.findtext(f"{MAIN}f")
            for literal in formulas.literals(formula) if formula and '"' in formula else ():
                if literal.shown:            # `follow` puts the English into the formula
                    yield Slot([Run(literal.text)], lambda _: None, (self.place(name, row, column, cell, "formula"),))
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
        for headings in (*self._tables, *self._fields.values()):
            taken: set[str] = set()
            for heading in headings:
                again = re.fullmatch(r"(.*\D)\d", heading)
                if again and again[1] in headings and heading not in self._said:
                    # a pivot table's name for the second column of one heading
                    out[heading] = out.get(again[1], again[1]) + heading[-1]
                new = base = out.get(heading, heading)[: pivots.NAME_LIMIT]
                number = 1
                while new.casefold() in taken:
                    number += 1
                    new = f"{base} ({number})"
                taken.add(new.casefold())
                if new != base:
                    notices.append(Notice("unlike", heading, new))
                if new != out.get(heading, heading):
                    out[heading] = new
        return out, list(dict.fromkeys(notices))

    @cached_property
    def _said(self) -> set[str]:
        return {s.strip() for s in self.strings}

    @cached_property
    def _tables(self) -> list[list[str]]:
        """Headings of each table as they were read."""
        return parts.tables_headings(self.root(n) for n in self.package.of_type("table+xml"))

    @cached_property
    def _fields(self) -> dict[str, list[str]]:
        """Cache → its fields as they were read."""
        return {n: pivots.fields(self.root(n)) for n in self._caches}

    def follow(self, name: str, english: Mapping[str, str], sheets: Mapping[str, str]) -> bool:
        """Formulas follow columns, sheets, pivot fields and texts that are English now; True where anything changed."""
        kind, changed = self.package.type_of(name), False
        if sheets and kind in _LINKS:
            return self._relink(name, sheets)
        if kind not in ("worksheet+xml", "table+xml", "main+xml", *CHARTS, *_DRAWINGS, pivots.CACHE):
            return False
        root, columns = self.root(name), {c: english[c] for t in self._tables for c in t if english.get(c, c) != c}
        for node in formulas.nodes(root):
            new = formulas.with_sheets(formulas.with_columns(node.text, columns), sheets)
            holder = node.getparent()
            if not (holder.tag.endswith("}dataValidation") and holder.get("type") == "list"):  # a list of choices has slots
                new = formulas.with_literals(new, english, ("GETPIVOTDATA",) if self._foreign else ())
            changed, node.text = changed or new != node.text, new
        if name in self._caches:
            names = {f: english[f] for f in self._fields[name] if english.get(f, f) != f}
            changed |= pivots.with_fields(root, names)
        return (self._relink(name, sheets) if sheets else False) or changed

    def _relink(self, name: str, sheets: Mapping[str, str]) -> bool:
        """Attributes that name a sheet, alone or in an address."""
        changed = False
        for node in self.root(name).iter("{*}*"):
            tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
            for key, address in _ADDRESSES.get(tag, {}).items():
                old = node.get(key, "")
                said = unquote(old) if tag == "Relationship" else old
                if tag == "Relationship" and not old.startswith("#"):
                    continue
                new = formulas.with_sheets(said, sheets) if address else sheets.get(said, said)
                if new != said:
                    node.set(key, new)
                    changed = True
        return changed

    def settle(self, english: Mapping[str, str]) -> set[str]:
        """What can be seen only when all is written: names of sums that a field has now, and values to compute anew.
        Returns the parts that changed."""
        out = {table for table, cache in self._drawn.items()
               if cache in self._caches and pivots.apart(self.root(table), pivots.fields(self.root(cache)))}
        found = {part: [*values.stale(self.root(part), english, self._said)] for part in self.worksheets}
        if stale := {part: wanted for part, wanted in found.items() if wanted}:
            strings = self._shared()
            for part, wanted in stale.items():
                values.compute(self.root(part), wanted, strings)
            out |= set(stale)
            root = self.root("xl/workbook.xml")
            calculation = root.find(f"{MAIN}calcPr")
            if calculation is None:
                before = root.iterchildren(*(f"{MAIN}{t}" for t in ("sheets", "functionGroups", "externalReferences", "definedNames")))
                calculation = root.makeelement(f"{MAIN}calcPr")
                [*before][-1].addnext(calculation)
            calculation.set("fullCalcOnLoad", "1")
            out.add("xl/workbook.xml")
        return out

    # -- what a person must know -----------------------------------------------------------------------------------
    def notices(self, texts: set[str]) -> Iterator[Notice]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        same = dict.fromkeys(texts, "")
        for part in self.worksheets:
            for node in formulas.nodes(self.root(part)):
                cell = node.getparent()
                if cell.tag == f"{MAIN}dataValidation" and cell.get("type") == "list":
                    continue  # a list of choices, translated as such or a range
                where = f"{self.sheets.get(part, '')}!{cell.get('r') or cell.get('sqref') or ''}".rstrip("!")
                left = [t for t in formulas.literals(node.text) if formulas.translated(t, same) is None]
                for literal in left:
                    kind = "compares" if literal.text.strip("*?~ ") in texts and not literal.kept else "literal"
                    found.setdefault((kind, literal.text), []).append((where, node.text))
                if not left and cell.tag == f"{MAIN}c" and values.is_stale(cell, texts, self._said):
                    found.setdefault(("stale", ""), []).append((where, node.text))
                if re.search(r"\bINDIRECT\(", node.text) and texts:
                    found.setdefault(("indirect", ""), []).append((where, node.text))
        for (kind, _), uses in found.items():
            more = f" (+{len(uses) - 1:,})" if len(uses) > 1 else ""
            yield Notice(kind, uses[0][0] + more, f"={uses[0][1]}")
        for name, cache in self._drawn.items():
            if cache not in self._caches and any(is_korean(p) for p in texts):
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
