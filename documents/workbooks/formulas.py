"""Formulas that a translation may break: literals that they compare, names of columns and sheets that they use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from documents.segments import is_korean

if TYPE_CHECKING:
    from lxml import etree

_STRING = re.compile(r'"((?:[^"]|"")*)"')
_COLUMN = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|((?:[^\W\d]|\\)[\w.]*))(:(?:[^\W\d][\w.]*))?!")
_SPECIAL = re.compile(r"[\t\r\n,:.\[\]#'\"{}$^&*+=<>/()@\-]")
_TAGS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}


def nodes(root: etree._Element) -> Iterator[etree._Element]:
    """Elements whose text is a formula: cells, conditional formats, validations, names, charts, sparklines, tables."""
    for node in root.iter("{*}*"):
        if node.text and isinstance(node.tag, str) and node.tag.rpartition("}")[2] in _TAGS:
            yield node


def literals(formula: str) -> list[str]:
    """Korean texts in quotes, without the wildcards of a search."""
    return [t.strip("*?~") for m in _STRING.finditer(formula) if is_korean(t := m[1].replace('""', '"'))]


def with_columns(formula: str, names: Mapping[str, str]) -> str:
    """A structured reference with the columns' new names: `표1[매출액]` → `표1[Revenue]`."""

    def one(match: re.Match) -> str:
        old = re.sub(r"'(.)", r"\1", match[1])
        if old not in names:
            return match[0]
        new = re.sub(r"(['\[\]#])", r"'\1", names[old])
        nested = match.string[max(match.start() - 1, 0) : match.start()] in ("[", ",", ":")
        return f"[[{new}]]" if _SPECIAL.search(names[old]) and not nested else f"[{new}]"

    return _outside_strings(formula, lambda part: _COLUMN.sub(one, part))


def with_sheets(formula: str, names: Mapping[str, str]) -> str:
    """References with the sheets' new names in quotes."""

    def one(match: re.Match) -> str:
        old = match[1].replace("''", "'") if match[1] else match[2]
        first, colon, last = old.partition(":") if match[1] else (old, "", (match[3] or "")[1:])
        if first not in names and last not in names:
            return match[0]
        both = names.get(first, first) + (":" + names.get(last, last) if last else "")
        return "'" + both.replace("'", "''") + "'!"

    return _outside_strings(formula, lambda part: _SHEET.sub(one, part))


def _outside_strings(formula: str, change) -> str:
    out, last = [], 0
    for match in _STRING.finditer(formula):
        out += [change(formula[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*out, change(formula[last:])])


def sheet_names(names: Mapping[str, str], all_names: list[str]) -> dict[str, str]:
    """Names that Excel takes: 31 characters, none of `[]:*?/\\`, no two alike."""
    out: dict[str, str] = {}
    taken = {n.casefold() for n in all_names if n not in names}
    for old, new in names.items():
        clean = base = re.sub(r"\s+", " ", re.sub(r"[\[\]:*?/\\]", " ", new)).strip().strip("'")[:31].strip() or old
        number = 1
        while clean.casefold() in taken:
            number += 1
            tail = f" ({number})"
            clean = base[: 31 - len(tail)] + tail
        taken.add(clean.casefold())
        out[old] = clean
    return out
