"""Formulas that a translation may break: literals that they compare, names of columns and sheets that they use."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.segments import is_korean

if TYPE_CHECKING:
    from lxml import etree

_EDGES = re.compile(r"((?:[<>=]{1,2})?\s*)(.*?)(\s*)", re.DOTALL)
_STRING = re.compile(r'"((?:[^"]|"")*)"')
_COLUMN = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
# not after a bracket: that sheet is another workbook's
_SHEET = re.compile(r"(?<![\]\w.])(?:'((?:[^']|'')+)'|((?:[^\W\d]|\\)[\w.]*))(:(?:[^\W\d][\w.]*))?!")
_SPECIAL = re.compile(r"[\t\r\n,:.\[\]#'\"{}$^&*+=<>/()@\-]")
_JOINED = re.compile(r'\s*(?:"((?:[^"]|"")*)"|(\$?[A-Z]{1,3}\$?\d+))\s*(?:&(?=.)|$)', re.DOTALL)
_TAGS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}


def nodes(root: etree._Element) -> Iterator[etree._Element]:
    """Elements whose text is a formula: cells, conditional formats, validations, names, charts, sparklines, tables."""
    for node in root.iter("{*}*"):
        if node.text and isinstance(node.tag, str) and node.tag.rpartition("}")[2] in _TAGS:
            yield node


@dataclass(frozen=True)
class Literal:
    """A text in quotes, from `start` to `end` of its formula, in an argument (from 0) of a function ("": of none)."""

    text: str
    start: int
    end: int
    function: str
    argument: int
    compared: bool
    joined: bool  # to what stands beside it, inside a word
    between: bool  # two parts of what it makes one text with

    @property
    def kept(self) -> bool:
        """It is a code or an address, and not language."""
        return self.argument in _KEPT.get(self.function, ())

    @property
    def shown(self) -> bool:
        """What the formula may give: a result and no key to look up."""
        first = _SHOWN.get(self.function)
        return first is not None and self.argument >= first and not (self.compared or self.joined)


_KEPT = {"TEXT": (1,), "INDIRECT": (0,), "HYPERLINK": (0,), "DATEVALUE": (0,), "TIMEVALUE": (0,), "VALUE": (0,), "NUMBERVALUE": (0,),
         "CELL": (0,), "INFO": (0,), "EVALUATE": (0,)}
# function → its first argument that may be what the cell shows; those of SWITCH alternate with keys, which go with the cells
_SHOWN = {"": 0, "IF": 1, "IFERROR": 1, "IFNA": 1, "IFS": 1, "CHOOSE": 1, "CONCATENATE": 0, "CONCAT": 0, "TEXTJOIN": 0,
          "HYPERLINK": 1}
_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"]|"")*")|'(?:[^']|'')*'|\[(?:[^\[\]]|\[[^\[\]]*\])*\]"""
    r"|(?P<open>(?:_xlfn\.)?(?P<name>[^\W\d][\w.]*)?\()|(?P<close>\))|(?P<comma>,)"
)


def literals(formula: str) -> list[Literal]:
    """The Korean texts in quotes."""
    out: list[Literal] = []
    stack: list[list] = [["", 0]]
    for match in _TOKEN.finditer(formula):
        if match["open"]:
            name = (match["name"] or "").upper()
            stack.append([name, 0] if name else list(stack[-1]))  # brackets alone change nothing
        elif match["close"] and len(stack) > 1:
            stack.pop()
        elif match["comma"]:
            stack[-1][1] += 1
        elif match["string"] and is_korean(text := match["string"][1:-1].replace('""', '"')):
            before, after = formula[: match.start()].rstrip()[-1:], formula[match.end() :].lstrip()[:1]
            joined = (before == "&" and text[0].isalnum()) or (after == "&" and text[-1].isalnum())
            compared = bool({before, after} & {"=", "<", ">"})
            out.append(Literal(text, match.start(), match.end(), *stack[-1], compared, joined, before == after == "&"))
    return out


def with_literals(formula: str, english: Mapping[str, str], kept: Collection[str] = ()) -> str:
    """Texts in quotes that are translated elsewhere follow, so that a comparison still holds. `kept`: functions whose do not."""
    out, last = [], 0
    for literal in literals(formula):
        if (new := translated(literal, english)) is not None and literal.function not in kept:
            out += [formula[last : literal.start], '"' + new.replace('"', '""') + '"']
            last = literal.end
    return "".join([*out, formula[last:]])


def translated(literal: Literal, english: Mapping[str, str]) -> str | None:
    """The text with its edges, and the operator of a criterion, around what `english` says; None where the text stays."""
    lead, text, tail = _EDGES.fullmatch(literal.text).groups()
    if literal.kept or literal.joined or (new := english.get(text)) is None:
        return None
    if literal.between and lead and re.match("[A-Z][a-z]", new):
        new = new[0].lower() + new[1:]  # a cell by itself begins with a capital, a word within a line does not
    return lead + new + tail


def joined(formula: str, said: Callable[[str], str | None]) -> str | None:
    """What a formula that only joins cells of its sheet and texts gives; None for others, and where `said` knows no text."""
    out, at = [], 0
    while at < len(formula):
        match = _JOINED.match(formula, at)
        part = None if match is None else said(match[2]) if match[2] else match[1].replace('""', '"')
        if part is None:
            return None
        out.append(part)
        at = match.end()
    return "".join(out) if out else None


def with_columns(formula: str, names: Mapping[str, str]) -> str:
    """A structured reference with the columns' new names: `표1[매출액]` → `표1[Revenue]`."""

    def one(match: re.Match) -> str:
        at = "@" if match[1].startswith("@") else ""
        old = re.sub(r"'(.)", r"\1", match[1].removeprefix("@"))
        if old not in names:
            return match[0]
        new = re.sub(r"(['\[\]#])", r"'\1", names[old])
        nested = match.string[max(match.start() - 1, 0) : match.start()] in ("[", ",", ":", "@")
        if at:
            return f"[@[{new}]]"
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
