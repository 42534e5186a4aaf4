"""Which columns of a patent table make the text, which one the label, which one tells documents apart."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.errors import InputError

# the parts that say what a patent is about, in the order in which they are read
TEXT = (("발명의 명칭", "발명의명칭", "명칭", "title"), ("요약", "초록", "abstract"),
        ("대표청구항", "독립청구항", "first claim", "claim", "전체청구항", "청구항", "claims"))
LABEL = ("label", "사용자태그", "태그", "category", "분류")
DOCUMENT = ("document", "출원번호", "application number", "id", "공개번호", "등록번호")


def find(row: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The row's own key for the first of `names` that it has, whatever its case."""
    keys = {str(k).strip().lower(): k for k in row}
    return next((keys[n.lower()] for n in names if n.lower() in keys), None)


def text_columns(row: Mapping[str, Any]) -> tuple[str, ...]:
    """`text` if the row has it, else what is recognised of title, abstract and claim."""
    if (text := find(row, ("text",))) is not None:
        return (text,)
    return tuple(k for names in TEXT if (k := find(row, names)) is not None)


def join(row: Mapping[str, Any], columns: Sequence[str], separator: str = "\n\n") -> str:
    """The columns' values, `separator` between; an empty cell adds nothing."""
    if missing := [c for c in columns if c not in row]:
        raise InputError(f"There is no column {', '.join(missing)}.", f"Columns here: {', '.join(map(str, row))}.",
                         ko=f"{', '.join(missing)} 열이 없습니다.", hint_ko=f"있는 열: {', '.join(map(str, row))}")
    return separator.join(str(row[c]).strip() for c in columns if row[c] is not None and str(row[c]).strip())
