"""The user's own synonyms: groups of names that mean one thing, typed or from a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from documents.plain import decoded
from documents.sheets import first_sheet
from engine.errors import InputError

MOST = 20_000  # groups
BIGGEST = 10_000_000  # bytes of a file
SEPARATOR = re.compile(r"\s*(?:=|＝|\t|↔|<->|→|->)\s*")
KINDS = (".csv", ".tsv", ".xlsx", ".txt")


def group_of(text: str) -> tuple[str, ...] | None:
    """The names of "A = B = C"; None where the text has no sign between names."""
    names = tuple(n.strip() for n in SEPARATOR.split(text.strip()) if n.strip())
    return names if len(names) > 1 else None


def read(path: Path) -> list[tuple[str, ...]]:
    """A row a group; a heading row such as term, synonym is left out."""
    if path.suffix.lower() not in KINDS:
        raise InputError(f"Synonyms are not read from {path.name}.", f"Give a file of {', '.join(KINDS)}.",
                         ko=f"{path.name}에서는 동의어를 읽지 않습니다.", hint_ko=f"{', '.join(KINDS)} 파일을 주세요.")
    if not path.is_file():
        raise InputError(f"There is no file {path.name}.", "Check the path, or write name = other name.",
                         ko=f"{path.name} 파일이 없습니다.", hint_ko="경로를 확인하거나 이름 = 다른 이름 형식으로 쓰세요.")
    if path.stat().st_size > BIGGEST:
        raise InputError(f"{path.name} is larger than {BIGGEST // 10**6} MB.", "Split it.",
                         ko=f"{path.name} 파일이 {BIGGEST // 10**6} MB보다 큽니다.", hint_ko="나누어 올리세요.")
    if path.suffix.lower() == ".xlsx":
        rows = first_sheet(path)
    else:
        text = decoded(path.read_bytes(), path.name)
        if path.suffix.lower() == ".txt":
            rows = [list(group_of(line) or [line]) for line in text.splitlines()]
        else:
            rows = list(csv.reader(text.splitlines(), delimiter="\t" if path.suffix.lower() == ".tsv" else ","))
    groups = [tuple(c.strip() for c in row if c.strip()) for row in rows]
    groups = [g for g in groups if g]
    if groups and HEADING.fullmatch(groups[0][0]):
        groups = groups[1:]
    for number, group in enumerate(groups, 1):
        if len(group) < 2:
            raise InputError(f"{path.name}, line {number}: {group[0][:40]!r} stands alone.",
                             "Write two or more names that mean the same in a row.",
                             ko=f"{path.name} {number}번째 줄: {group[0][:40]!r} 하나뿐입니다.",
                             hint_ko="같은 뜻의 이름을 한 줄에 둘 이상 쓰세요.")
    return groups


HEADING = re.compile(r"(?:term|name|word|source|용어|이름|명칭|성분명?|표준어|원어)", re.I)


def checked(groups: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Names without blanks around them; a group of one name, or too many groups, are refused."""
    if len(groups) > MOST:
        raise ValueError(f"{len(groups):,} groups of synonyms; at most {MOST:,} are taken")
    out = []
    for group in groups:
        names = tuple(n.strip() for n in group if n.strip())
        if len(names) < 2:
            raise ValueError(f"{' '.join(group)!r} needs a second name that means the same")
        out.append(names)
    return tuple(out)


def joined(groups: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """Pairs of names, each with the first of its group."""
    return tuple((other, group[0]) for group in groups for other in group[1:])
