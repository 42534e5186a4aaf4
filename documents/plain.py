"""Text from bytes, whatever Korean programs save it as."""

from __future__ import annotations

from engine.errors import InputError

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decoded(data: bytes, name: str) -> str:
    return data.decode(encoding_of(data, name))


def encoding_of(data: bytes, name: str) -> str:
    """UTF-8 or UTF-16 by their marks, else UTF-8, else CP949 (Korean Windows)."""
    marked = next((code for mark, code in MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp949"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise InputError(
        f"{name} is neither UTF-8, UTF-16 nor CP949 text.",
        "Save it as UTF-8.",
        ko=f"{name}의 문자 인코딩이 UTF-8, UTF-16, CP949 중 어느 것도 아닙니다.",
        hint_ko="UTF-8로 저장하세요.",
    )
