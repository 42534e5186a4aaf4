"""A ZIP package of XML parts (XLSX, DOCX): opened with care, its text nodes edited, the rest copied byte for byte."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from documents.output import whole
from engine.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES = 500 << 20  # of a package unpacked
MAX_PART = 128 << 20  # of one part that is parsed
RATIO = 200  # unpacked to packed, past which it is a bomb and not a document
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = {"xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xlsb", "word/document.xml": ".docx", "ppt/presentation.xml": ".pptx"}
_NAMES = {
    ".xlsx": ("an Excel workbook", "엑셀 파일"),
    ".xlsb": ("a binary workbook (.xlsb)", "바이너리 통합 문서(.xlsb)"),
    ".docx": ("a Word document", "워드 문서"),
    ".pptx": ("a PowerPoint presentation", "파워포인트 문서"),
}


class Package:
    """Parts by name; `kind` is ".xlsx" or ".docx". Raises InputError where the file is no sound one of that kind."""

    def __init__(self, path: Path, kind: str):
        self.path, self.kind = path, kind
        self._zip = _open(path, kind)
        self.names = self._zip.namelist()
        if b"http://purl.oclc.org/ooxml/" in self.read(next(m for m, k in _MAIN.items() if k == kind))[:4000]:
            raise InputError(
                f"{path.name} is in the Strict Open XML variant.",
                f"Save it as an ordinary {kind}.",
                ko=f"{path.name}은(는) Strict Open XML 변형으로 저장되어 있습니다.",
                hint_ko=f"일반 {kind} 형식으로 저장하세요.",
            )
        self._types = self._content_types()

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def type_of(self, name: str) -> str:
        """Content type, without what stands before its last dot or slash: `worksheet+xml`."""
        return self._types.get(name, "")

    def of_type(self, *types: str) -> list[str]:
        return [n for n in self.names if self.type_of(n) in types]

    def read(self, name: str) -> bytes:
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as e:
            raise self._damaged(name, str(e)) from e

    def parse(self, name: str) -> etree._Element:
        from lxml import etree

        if self._zip.getinfo(name).file_size > MAX_PART:
            raise _oversized(self.path, self._zip.getinfo(name).file_size)
        # entities of a document type could read files or blow up memory
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as e:
            raise self._damaged(name, str(e)) from e
        if root.getroottree().docinfo.doctype:
            raise self._damaged(name, "it declares a document type")
        return root

    def related(self, name: str) -> dict[str, str]:
        """{relationship id: part} of a part; targets outside the package are left out."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", base + ".rels")
        if rels not in self._zip.NameToInfo:
            return {}
        out = {}
        for relation in self.parse(rels).iter("{*}Relationship"):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External" and target:
                out[relation.get("Id", "")] = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        return out

    def rewrite(self, target: Path, edited: Mapping[str, bytes]) -> None:
        """Write the package with these parts in place of theirs, all others as they are. `target` appears whole."""
        with whole(target) as part, zipfile.ZipFile(part, "w") as out:
            for info in self._zip.infolist():
                data = edited[info.filename] if info.filename in edited else self.read(info.filename)
                out.writestr(info, data, compress_type=info.compress_type)

    def serialise(self, name: str, root: etree._Element) -> bytes:
        """The part with its own declaration in front, as it was."""
        from lxml import etree

        tree, before = root.getroottree(), self.read(name)
        if (tree.docinfo.encoding or "UTF-8").upper() != "UTF-8":
            return etree.tostring(tree, xml_declaration=True, encoding=tree.docinfo.encoding, standalone=True)
        start = re.search(rb"<(?![?!])", before)
        return before[: start.start()] + etree.tostring(root, encoding="UTF-8", xml_declaration=False)

    def _content_types(self) -> dict[str, str]:
        if "[Content_Types].xml" not in self._zip.NameToInfo:
            raise self._damaged("[Content_Types].xml", "it is missing")
        root = self.parse("[Content_Types].xml")
        default = {d.get("Extension", "").lower(): d.get("ContentType", "") for d in root.iter("{*}Default")}
        own = {o.get("PartName", "").lstrip("/").lower(): o.get("ContentType", "") for o in root.iter("{*}Override")}
        found = {n: own.get(n.lower(), default.get(n.rpartition(".")[2].lower(), "")) for n in self.names}
        return {n: re.split(r"[./]", t)[-1] for n, t in found.items()}

    def _damaged(self, name: str, why: str) -> InputError:
        return InputError(
            f"{name} in {self.path.name} is damaged: {why}.",
            "Open the file in its own program and save it again.",
            ko=f"{self.path.name}의 {name} 부분이 손상되었습니다: {why}.",
            hint_ko="원래 프로그램에서 열어 다시 저장하세요.",
        )


def _open(path: Path, kind: str) -> zipfile.ZipFile:
    """The package, or an InputError that tells an encrypted, an old, a broken, a misnamed and an oversized file apart."""
    what, what_ko = _NAMES[kind]
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as e:
        raise InputError(
            f"{path.name} cannot be read: {e.strerror}.",
            "Check the path.",
            ko=f"{path.name} 파일을 읽을 수 없습니다: {e.strerror}.",
            hint_ko="경로를 확인하세요.",
        ) from e
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise InputError(
            f"{path.name} is protected by a password or is in an old format ({'.xls' if kind == '.xlsx' else '.doc'}).",
            f"Save it without a password as {kind}.",
            ko=f"{path.name}은(는) 암호로 보호되었거나 예전 형식({'.xls' if kind == '.xlsx' else '.doc'})입니다.",
            hint_ko=f"암호 없이 {kind}로 저장하세요.",
        )
    try:
        package = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError) as e:
        if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!DOCTYPE html|html|table|meta|\?xml)", head, re.IGNORECASE):
            raise InputError(
                f"{path.name} is a web page or XML under a wrong name, and not {what}.",
                f"Open it in its own program and save it as {kind}.",
                ko=f"{path.name}은(는) 이름만 {kind}인 웹 페이지 또는 XML 파일입니다.",
                hint_ko=f"해당 프로그램에서 열어 {kind} 형식으로 저장하세요.",
            ) from e
        raise InputError(
            f"{path.name} is not {what}, or it is damaged.",
            f"Save it again as {kind}.",
            ko=f"{path.name}은(는) {what_ko}이(가) 아니거나 손상되었습니다.",
            hint_ko=f"{kind}로 다시 저장하세요.",
        ) from e
    infos = package.infolist()
    size, packed = sum(i.file_size for i in infos), path.stat().st_size
    found = next((k for main, k in _MAIN.items() if main in package.NameToInfo), None)
    problem = None
    if size > MAX_BYTES or size > RATIO * max(packed, 1 << 16):
        problem = _oversized(path, size)
    elif any(i.flag_bits & 1 for i in infos):
        problem = InputError(
            f"{path.name} is protected by a password.",
            "Save it without a password.",
            ko=f"{path.name}은(는) 암호로 보호되어 있습니다.",
            hint_ko="암호 없이 저장하세요.",
        )
    elif found != kind:
        is_en, is_ko = _NAMES.get(found or "", ("another kind of file", "다른 종류의 파일"))
        problem = InputError(
            f"{path.name} is not {what}: it is {is_en}.",
            f"Save it as {kind}, or give it its own ending.",
            ko=f"{path.name}은(는) {what_ko}이(가) 아니라 {is_ko}입니다.",
            hint_ko=f"{kind}로 저장하거나 알맞은 확장자로 바꾸세요.",
        )
    if problem:
        package.close()
        raise problem
    return package


def _oversized(path: Path, size: int) -> InputError:
    return InputError(
        f"{path.name} is too large to be taken: {size:,} bytes unpacked.",
        "Save it again, or split it.",
        ko=f"{path.name}은(는) 너무 커서 처리할 수 없습니다(압축 해제 시 {size:,}바이트).",
        hint_ko="다시 저장하거나 나누세요.",
    )
