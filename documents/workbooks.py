"""Texts of an XLSX package, read and replaced in place.

A load and save in a spreadsheet library drops what it does not model (text boxes, sparklines, data bars, cached
values).
Here only the text nodes of the parts that hold text are edited; every other part is written back byte for byte.
"""
from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES = 500 << 20                # of a package unpacked
RATIO = 200                          # unpacked to packed, past which it is a bomb and not a workbook
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARTS = re.compile(r"xl/(?:sharedStrings\.xml|comments\d*\.xml|comments/comment\d*\.xml|worksheets/sheet\d+\.xml"
                   r"|drawings/drawing\d+\.xml|charts/chart(?:Ex)?\d+\.xml)")


def texts(source: Path) -> list[str]:
    """Every different text of the workbook, in the order met; texts that no cell uses any more are left out."""
    with _open(source) as package:
        used = _used_strings(package)
        return list(dict.fromkeys(text for name in package.namelist() if PARTS.fullmatch(name)
                                  for text, _ in _units(_parse(package, name), name, used)))


def replace(source: Path, target: Path, translations: Mapping[str, str]) -> int:
    """Write `target` with each text that `translations` knows replaced; returns the number of places changed."""
    changed = 0
    with _open(source) as package:
        used = _used_strings(package)
        handle, name = tempfile.mkstemp(suffix=".xlsx", dir=target.resolve().parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as out:
                for info in package.infolist():
                    data = package.read(info)
                    if PARTS.fullmatch(info.filename):
                        root, places = _parse(package, info.filename), 0
                        for text, nodes in _units(root, info.filename, used):
                            if translations.get(text, text) != text:
                                _put(nodes, translations[text])
                                places += 1
                        if places:
                            data, changed = _serialise(root), changed + places
                    out.writestr(info, data, compress_type=info.compress_type)
            temporary.chmod(0o644)
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    return changed


def _open(source: Path) -> zipfile.ZipFile:
    """The package, or an InputError that tells an encrypted, an old, a broken and an oversized file apart."""
    try:
        with source.open("rb") as file:
            head = file.read(8)
    except OSError as e:
        raise InputError(f"{source.name} cannot be read: {e.strerror}.", "Check the path.",
                         ko=f"{source.name} 파일을 읽을 수 없습니다: {e.strerror}.",
                         hint_ko="경로를 확인하세요.") from e
    if head == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise InputError(f"{source.name} is protected by a password or is an old .xls file.",
                         "Save it without a password as .xlsx.",
                         ko=f"{source.name}은(는) 암호로 보호되었거나 예전 .xls 형식입니다.",
                         hint_ko="암호 없이 .xlsx로 저장하세요.")
    try:
        package = zipfile.ZipFile(source)
    except zipfile.BadZipFile as e:
        raise InputError(f"{source.name} is not a workbook, or it is damaged.", "Save it again as .xlsx.",
                         ko=f"{source.name}은(는) 엑셀 파일이 아니거나 손상되었습니다.",
                         hint_ko=".xlsx로 다시 저장하세요.") from e
    size, packed = sum(i.file_size for i in package.infolist()), source.stat().st_size
    if "xl/workbook.xml" not in package.namelist() or size > MAX_BYTES or size > RATIO * max(packed, 1 << 16):
        package.close()
        raise InputError(f"{source.name} is not a workbook that can be taken: {size:,} bytes unpacked.",
                         "Save it again as .xlsx, or split it.",
                         ko=f"{source.name}은(는) 처리할 수 없는 파일입니다(압축 해제 시 {size:,}바이트).",
                         hint_ko=".xlsx로 다시 저장하거나 나누세요.")
    return package


def _parse(package: zipfile.ZipFile, name: str) -> etree._Element:
    from lxml import etree
    # entities of a document type could read files or blow up memory
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError as e:
        raise InputError(f"{name} in the workbook is damaged: {e}.", "Open it in Excel and save it again.",
                         ko=f"통합 문서의 {name} 부분이 손상되었습니다: {e}.",
                         hint_ko="Excel에서 열어 다시 저장하세요.") from e


def _used_strings(package: zipfile.ZipFile) -> frozenset[int]:
    """Places in the shared strings that some cell points to."""
    used = set()
    for name in package.namelist():
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            for cell in _parse(package, name).iter(f"{MAIN}c"):
                value = cell.find(f"{MAIN}v")
                if cell.get("t") == "s" and value is not None and (value.text or "").isdigit():
                    used.add(int(value.text))
    return frozenset(used)


def _units(root: etree._Element, name: str, used: frozenset[int]) -> Iterator[tuple[str, list[etree._Element]]]:
    """(text, its text nodes) of each string item, comment, paragraph of a text box, and cached chart label."""
    if name.startswith(("xl/drawings/", "xl/charts/")):
        for paragraph in root.iter(f"{DRAWING}p"):
            yield from _unit(list(paragraph.iter(f"{DRAWING}t")))
        for cache in root.iter(f"{CHART}strCache"):
            for value in cache.iter(f"{CHART}v"):
                yield from _unit([value])
        return
    if name.startswith("xl/worksheets/"):
        items = root.iter(f"{MAIN}is")
    elif name.startswith("xl/comments"):
        items = root.iter(f"{MAIN}text")
    else:
        items = (item for place, item in enumerate(root.iter(f"{MAIN}si")) if place in used)
    for item in items:
        # phonetic runs (rPh) are a reading aid and not text
        yield from _unit([t for t in item.iter(f"{MAIN}t") if t.getparent().tag != f"{MAIN}rPh"])


def _unit(nodes: list[etree._Element]) -> Iterator[tuple[str, list[etree._Element]]]:
    text = "".join(n.text or "" for n in nodes)
    if text.strip():
        yield text, nodes


def _put(nodes: list[etree._Element], text: str) -> None:
    """The whole text goes into the run that held most of it; its format is the cell's, the other runs stay, empty."""
    longest = max(nodes, key=lambda n: len(n.text or ""))
    for node in nodes:
        node.text = text if node is longest else ""
    if text != text.strip() or "\n" in text or "  " in text:
        longest.set(SPACE, "preserve")


def _serialise(root: etree._Element) -> bytes:
    from lxml import etree
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
