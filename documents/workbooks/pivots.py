"""Pivot tables and slicers: the names and items that a cache keeps of the cells it was made from.

A refresh finds the columns of its source by their names, so that the fields of a cache must be called what the heading
cells are called now. A cache of data outside the file, and one with items computed by formulas, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from documents.texts import Place, Slot
from documents.workbooks.grid import MAIN
from documents.workbooks.parts import CELL_LIMIT, attribute_slot, read_text

if TYPE_CHECKING:
    from lxml import etree

CACHE, RECORDS, TABLE = "pivotCacheDefinition+xml", "pivotCacheRecords+xml", "pivotTable+xml"
SLICERS = ("slicer+xml", "timeline+xml")
SLICER_CACHES = ("slicerCache+xml", "timelineCache+xml", "timelinecache+xml")
_CAPTIONS = ("rowHeaderCaption", "colHeaderCaption", "grandTotalCaption", "errorCaption", "missingCaption", "dataCaption")
_FIELD = re.compile(r"'((?:[^']|'')+)'|[^\W\d][\w.]*")
NAME_LIMIT = 255


def own(cache: etree._Element) -> bool:
    """The data that it draws on are cells of this workbook."""
    source = cache.find(f"{MAIN}cacheSource")
    sheet = source.find(f"{MAIN}worksheetSource") if source is not None and source.get("type") == "worksheet" else None
    elsewhere = sheet is not None and any(k.endswith("}id") for k in sheet.keys())  # noqa: SIM118 -- an lxml element
    return sheet is not None and not elsewhere and cache.find(f"{MAIN}calculatedItems") is None


def fields(cache: etree._Element) -> list[str]:
    return [read_text(f.get("name")).strip() for f in cache.iter(f"{MAIN}cacheField")]


def cache_slots(cache: etree._Element, place: Place) -> Iterator[Slot]:
    for field in cache.iter(f"{MAIN}cacheField"):
        for name in ("name", "caption"):
            if field.get(name):
                yield attribute_slot(field, name, place, NAME_LIMIT)
        for items in field.iter(f"{MAIN}sharedItems", f"{MAIN}groupItems"):
            texts = list(items.iterchildren(f"{MAIN}s"))
            for item in texts:
                yield attribute_slot(item, "v", place, CELL_LIMIT, others=texts)


def record_slots(records: etree._Element, place: Place) -> Iterator[Slot]:
    for item in records.iter(f"{MAIN}s"):
        yield attribute_slot(item, "v", place, CELL_LIMIT, follows=True)


def table_slots(table: etree._Element, place: Place) -> Iterator[Slot]:
    """Names that somebody gave to fields, items and sums; each is also the text of a cell."""
    for name in _CAPTIONS:
        if table.get(name):
            yield attribute_slot(table, name, place, NAME_LIMIT)
    named = {"pivotField": ("name", "subtotalCaption"), "item": ("n",), "dataField": ("name",)}
    for tag, names in named.items():
        elements = list(table.iter(f"{MAIN}{tag}"))
        for element in elements:
            for name in names:
                if element.get(name):
                    yield attribute_slot(element, name, place, NAME_LIMIT, others=elements if tag == "dataField" else ())
    for rule in table.iter(f"{MAIN}filter"):
        for name in ("stringValue1", "stringValue2"):
            if rule.get(name):
                yield attribute_slot(rule, name, place, NAME_LIMIT, follows=True)
    for value in table.iter(f"{MAIN}customFilter"):
        if value.get("val"):
            yield attribute_slot(value, "val", place, NAME_LIMIT, follows=True)


def slicer_slots(root: etree._Element, place: Place) -> Iterator[Slot]:
    for element in root.iter("{*}slicer", "{*}timeline"):
        if element.get("caption"):
            yield attribute_slot(element, "caption", place, NAME_LIMIT)


def slicer_cache_slots(root: etree._Element, place: Place) -> Iterator[Slot]:
    if root.get("sourceName"):
        yield attribute_slot(root, "sourceName", place, NAME_LIMIT, follows=True)


def with_fields(cache: etree._Element, names: Mapping[str, str]) -> bool:
    """Formulas of calculated fields follow the fields' new names; True where one changed."""

    def one(match: re.Match) -> str:
        new = names.get((match[1] or match[0]).replace("''", "'"))
        return match[0] if new is None else "'" + new.replace("'", "''") + "'"

    changed = False
    for field in cache.iter(f"{MAIN}cacheField"):
        old = field.get("formula", "")
        if (new := _FIELD.sub(one, old)) != old:
            field.set("formula", new)
            changed = True
    return changed


def apart(table: etree._Element, names: Iterable[str]) -> bool:
    """A sum may not be called what a field is called: it gets a space, as Excel's users give it; True where one did."""
    taken, changed = {n.casefold() for n in names}, False
    for field in table.iter(f"{MAIN}dataField"):
        if (field.get("name") or "").casefold() in taken:
            field.set("name", field.get("name") + " ")
            changed = True
    return changed
