"""Documents by the ending of their names: each kind is read and written by its own module."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from documents import prose, word, workbooks
from documents.texts import Content, Notice
from engine.errors import InputError

KINDS = (".xlsx", ".xlsm", ".docx", ".txt", ".md")
_KNOWN = {
    ".xls": ".xlsx",
    ".xlsb": ".xlsx",
    ".ods": ".xlsx",
    ".csv": ".xlsx",
    ".doc": ".docx",
    ".rtf": ".docx",
    ".hwp": ".docx",
    ".hwpx": ".docx",
    ".pdf": ".docx",
}


def check_kind(path: Path) -> str:
    """The ending, lower case; InputError with the way out for a kind that is not taken."""
    kind = path.suffix.lower()
    if kind not in KINDS:
        other = _KNOWN.get(kind)
        names = ", ".join(k[1:] for k in KINDS)
        raise InputError(
            f"{path.name} is not a kind of document that is translated here.",
            f"Save it as {other}." if other else f"Give one of {names}.",
            ko=f"{path.name}은(는) 번역할 수 있는 문서 형식이 아닙니다.",
            hint_ko=f"{other}로 저장하세요." if other else f"{names} 중 하나를 사용하세요.",
        )
    return kind


def read(source: Path, sheets: bool = False) -> Content:
    """`sheets`: the names of a workbook's sheets too."""
    kind = check_kind(source)
    if kind in (".xlsx", ".xlsm"):
        return workbooks.read(source, sheets)
    return word.read(source) if kind == ".docx" else prose.read(source)


def write(source: Path, target: Path, english: Mapping[str, str], sheets: bool = False) -> tuple[int, list[Notice]]:
    """Write `target` with each text that `english` knows replaced: (places changed, what had to give way)."""
    kind = check_kind(source)
    if target.suffix.lower() != kind:
        raise InputError(
            f"{target.name} has another ending than {source.name}.",
            f"Name the output {kind}: a document keeps its kind, and its macros.",
            ko=f"{target.name}의 확장자가 {source.name}과(와) 다릅니다.",
            hint_ko=f"결과 파일의 확장자를 {kind}(으)로 지정하세요. 문서의 형식과 매크로는 유지됩니다.",
        )
    if kind in (".xlsx", ".xlsm"):
        return workbooks.write(source, target, english, sheets)
    return (word if kind == ".docx" else prose).write(source, target, english)
