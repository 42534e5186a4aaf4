"""A memory as files that other translation tools read: TMX 1.4 and a workbook of two languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from documents.memory.units import Pair

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def to_tmx(pairs: Iterable[Pair], path: Path) -> None:
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "Onebase",
            "creationtoolversion": "1",
            "segtype": "paragraph",
            "o-tmf": "Onebase",
            "adminlang": "en",
            "srclang": "ko-KR",
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for pair in pairs:
        dated = {"changedate": _compact(pair.date)} if pair.date else {}
        unit = etree.SubElement(body, "tu", dated)
        for kind, value in (("context", pair.context), ("document-type", pair.label)):
            if value:
                etree.SubElement(unit, "prop", type=f"x-{kind}").text = _sound(value)
        for language, text in (("ko-KR", pair.source), ("en-US", pair.target)):
            variant = etree.SubElement(unit, "tuv", {_LANG: language})
            etree.SubElement(variant, "seg").text = _sound(text)
    tree = etree.ElementTree(root)
    tree.write(str(path), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _compact(date: str) -> str:
    """As TMX writes it: 20240102T030405Z."""
    digits = re.sub(r"\D", "", date).ljust(14, "0")
    return f"{digits[:8]}T{digits[8:14]}Z"


def _sound(text: str) -> str:
    """XML has no room for control characters."""
    return "".join(c for c in text if c in "\t\n\r" or ord(c) >= 0x20)


def to_xlsx(pairs: Iterable[Pair], path: Path) -> None:
    """Columns 원문, 번역, context, label, date; every cell is text, also one that begins as a formula does."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet, bold, wrap = book.add_worksheet("memory"), book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 1, 60)
        sheet.set_column(2, 4, 24)
        sheet.write_row(0, 0, ["원문", "번역", "context", "label", "date"], bold)
        for row, pair in enumerate(pairs, 1):
            for column, text in enumerate((pair.source, pair.target, pair.context, pair.label, pair.date)):
                sheet.write_string(row, column, text[:32767], wrap)
