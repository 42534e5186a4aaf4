"""Text of a description in TXT, DOCX or PDF, with the page of every place."""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from documents.plain import decoded
from engine.errors import InputError

KINDS = (".txt", ".md", ".docx", ".pdf")
MAX_BYTES = 20_000_000
MAX_PAGES = 500
MAX_UNPACKED = 100_000_000  # bytes of a package's text parts
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAK = re.compile(r"(?<![.!?:;。다요음함임됨])\n(?=[^\s\-•·▶○●■□\d(<\[【※*])")  # a line broken by the page's width


@dataclass(frozen=True)
class Document:
    """`starts[i]` is where page i + 1 begins in `text`."""

    name: str
    text: str
    starts: tuple[int, ...] = (0,)

    @property
    def pages(self) -> int:
        return len(self.starts)

    def page_of(self, offset: int) -> int:
        """The page, from 1, that holds the character at `offset`."""
        return max(bisect_right(self.starts, offset), 1)


def read(path: Path) -> Document:
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise InputError(f"{path.name} cannot be read as a description.", f"Give {', '.join(KINDS)}; save HWP as DOCX or PDF.",
                         ko=f"{path.name}은(는) 읽을 수 없는 형식입니다.",
                         hint_ko=f"{', '.join(KINDS)} 파일을 주세요. 한글(HWP) 파일은 DOCX나 PDF로 저장하세요.")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as e:
        raise InputError(f"{path.name} cannot be read: {e.strerror}.", "Check the path.",
                         ko=f"{path.name} 파일을 읽을 수 없습니다: {e.strerror}.", hint_ko="경로를 확인하세요.") from e
    if size > MAX_BYTES:
        raise InputError(f"{path.name} is larger than {MAX_BYTES // 10**6} MB.", "Give the pages that describe the product.",
                         ko=f"{path.name} 파일이 {MAX_BYTES // 10**6} MB보다 큽니다.",
                         hint_ko="제품을 설명하는 쪽만 올리세요.")
    if kind == ".pdf":
        pages = _pdf(data, path.name)
    elif kind == ".docx":
        pages = _docx(path)
    else:
        pages = decoded(data, path.name).split("\f")
    return joined(path.name, pages)


def joined(name: str, pages: list[str]) -> Document:
    """Pages as one text; an empty one is an error."""
    starts, text = [], ""
    for page in pages:
        starts.append(len(text))
        text += re.sub(r"[ \t]+", " ", page.replace("\r\n", "\n").replace("\0", "")).strip() + "\n"
    text = text.rstrip("\n")
    if not text.strip():
        raise InputError(f"{name} holds no text.", "A scanned page must go through OCR first; or type the description.",
                         ko=f"{name}에 글자가 없습니다.",
                         hint_ko="스캔한 문서는 먼저 문자 인식(OCR)을 하거나 제품 설명을 직접 입력하세요.")
    return Document(name, text, tuple(min(s, len(text)) for s in starts))


def _pdf(data: bytes, name: str) -> list[str]:
    import io
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every oddity of a file
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise InputError(f"{name} is protected by a password.", "Save it without one.",
                             ko=f"{name}은(는) 암호로 보호되어 있습니다.", hint_ko="암호를 풀어 저장하세요.")
        if len(reader.pages) > MAX_PAGES:
            raise InputError(f"{name} has {len(reader.pages):,} pages; at most {MAX_PAGES} are read.",
                             "Give the pages that describe the product.",
                             ko=f"{name}은(는) {len(reader.pages):,}쪽입니다. 최대 {MAX_PAGES}쪽까지 읽습니다.",
                             hint_ko="제품을 설명하는 쪽만 올리세요.")
        return [BREAK.sub(" ", page.extract_text()) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as e:
        # what pypdf raises on damaged files is not all its own
        raise InputError(f"{name} is not a sound PDF: {e}.", "Print it to PDF again.",
                         ko=f"{name}은(는) 올바른 PDF가 아닙니다.", hint_ko="PDF로 다시 저장하세요.") from e


def _docx(path: Path) -> list[str]:
    with path.open("rb") as file:
        if file.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise InputError(f"{path.name} is protected by a password, or is an old .doc file.",
                             "Save it without a password as .docx.",
                             ko=f"{path.name}은(는) 암호로 보호되었거나 예전 .doc 형식입니다.",
                             hint_ko="암호 없이 .docx로 저장하세요.")
    from lxml import etree

    try:
        with zipfile.ZipFile(path) as package:
            info = package.getinfo("word/document.xml")
            if info.file_size > MAX_UNPACKED:
                raise InputError(f"{path.name} unpacks to {info.file_size:,} bytes of text.", "Split it.",
                                 ko=f"{path.name}의 본문이 압축 해제 시 {info.file_size:,}바이트입니다.",
                                 hint_ko="나누어 올리세요.")
            root = etree.fromstring(package.read(info), etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as e:
        raise InputError(f"{path.name} is not a sound Word document.", "Save it again as .docx.",
                         ko=f"{path.name}은(는) 올바른 Word 문서가 아닙니다.", hint_ko=".docx로 다시 저장하세요.") from e
    return "".join(_runs(root)).split("\f")


def _runs(root) -> Iterator[str]:
    """Text in order; a page break, set or where Word last broke the page, as a form feed."""
    for node in root.iter():
        if node.tag == f"{WORD}t":
            yield node.text or ""
        elif node.tag == f"{WORD}tab":
            yield " "
        elif node.tag == f"{WORD}br":
            yield "\f" if node.get(f"{WORD}type") == "page" else "\n"
        elif node.tag == f"{WORD}lastRenderedPageBreak":
            yield "\f"
        elif node.tag == f"{WORD}p":
            yield "\n"
