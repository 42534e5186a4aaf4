"""Text from bytes, whatever Korean programs save it as."""

from __future__ import annotations

import codecs
import io
from pathlib import Path
from typing import BinaryIO

from engine.errors import InputError

PIECE = 1 << 20


def present(path: Path, what: str = "file", korean: str = "파일") -> None:
    """InputError where no file is at the path; `what` and `korean` say what it was to be."""
    if not path.is_file():
        raise InputError(f"There is no {what} {path.name}.", "Check the path.", ko=f"{korean} {path.name}이(가) 없습니다.",
                         hint_ko="경로를 확인하세요.")


def decoded(data: bytes, name: str) -> str:
    """The text, without a byte order mark; `name`: of the file, for the error."""
    encoding = encoding_of(io.BytesIO(data))
    if not encoding:
        raise unreadable(name)
    return data.decode(encoding)


def encoding_of(file: BinaryIO) -> str:
    """UTF-8 with or without its mark, UTF-16, or CP949 (what Korean Windows writes); "" for none of these."""
    head = file.read(4096)
    if head.startswith(codecs.BOM_UTF8):
        found = ("utf-8-sig",)
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        found = ("utf-16",)
    elif head.count(b"\0") > len(head) // 8:
        found = ("utf-16-le" if head[1::2].count(b"\0") >= head[::2].count(b"\0") else "utf-16-be",)
    else:
        found = ("utf-8", "cp949")
    return next((e for e in found if _decodes(file, e)), "")


def _decodes(file: BinaryIO, encoding: str) -> bool:
    """Piece by piece: the file may be larger than it should be in memory."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True


def unreadable(name: str, where: str = "", where_ko: str = "") -> InputError:
    return InputError(f"{name}{where} is neither UTF-8, UTF-16 nor CP949.", "Save it as UTF-8.",
                      ko=f"{name}{where_ko}의 문자 인코딩이 UTF-8, UTF-16, CP949 중 어느 것도 아닙니다.",
                      hint_ko="UTF-8로 저장하세요.")
