"""Findings on any finished pair of texts, whoever translated it: what is wrong, how badly, where, and what to do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import field_validator

from dictionaries.borders import compact
from dictionaries.lexicon import Lexicon
from dictionaries.readers import ours
from documents.figures import missing_figures
from documents.memory import text_key
from documents.segments import HANGUL, is_korean, normal, split_mark, without
from engine.particles import settled
from tasks.base import Strict
from tasks.translation.finish import applied
from tasks.translation.meaning import turned
from tasks.translation.structure import is_sentence

ROOM = 3.2  # times the source's width that a cell may grow before its English is cut off on the sheet
SHORT = 24  # characters below which any length fits
_STOP = re.compile(r"[가-힣][.。]\s*$")
_ENDED = re.compile(r"[.!?:;][\s)\]\"'”’]*$")
_STOPPED = re.compile(r"(?<!Ltd)(?<!Inc)(?<!Corp)(?<!etc)(?<!No)(?<!Tel)(?<!Co)(?<!a\.m)(?<!p\.m)(?<=\w)\.\s*$")
_DOUBLED = re.compile(r"\b([A-Za-z]{2,}) \1\b", re.IGNORECASE)
_MAY_DOUBLE = {"that", "had"}
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?")
_BRACKETS = {"(": ")", "[": "]", "“": "”"}


class Finding(Strict):
    kind: str  # empty, unchanged, figures, hangul, terms, forbidden, kept, inconsistent, shared, omitted, added, …
    severity: Literal["error", "warning", "note"]
    place: str = ""  # as the caller names it: `Sheet1!B3`, `row 7`
    detail: str = ""
    suggestion: str = ""
    suggestion_ko: str = ""

    @field_validator("suggestion_ko")
    @classmethod
    def _particles(cls, text: str) -> str:
        return settled(text)

    @property
    def id(self) -> str:
        """The same for the same finding of a later run, so that it stays dismissed."""
        return hashlib.sha256("\x1f".join((self.kind, self.place, self.detail)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Cell:
    """`room`: characters that fit, where it is known. `lacks`: the side of a document that has no such paragraph."""

    place: str
    source: str
    target: str
    room: int | None = None
    lacks: Literal["", "source", "target"] = ""


def of_document(cells: Sequence[Cell], lexicon: Lexicon | None = None, dismissed: Iterable[str] = ()) -> list[Finding]:
    """Findings of every cell in order, sources translated in two ways, and translations that two sources share; those of
    the ids `dismissed` are left out."""
    found = [finding for cell in cells for finding in of_cell(cell, lexicon)] + inconsistent(cells) + shared(cells, lexicon)
    order = {cell.place: i for i, cell in enumerate(cells)}
    gone = set(dismissed)
    found = [f for f in found if f.id not in gone]
    return sorted(found, key=lambda f: (order.get(f.place, len(order)), f.severity != "error"))


def of_cell(cell: Cell, lexicon: Lexicon | None = None) -> list[Finding]:
    if cell.lacks:
        return [_alone(cell)]
    source, target = normal(cell.source), cell.target
    if not source.strip():
        return []
    out: list[Finding] = []

    def add(kind: str, severity: str, detail: str, suggestion: str, suggestion_ko: str) -> None:
        out.append(
            Finding(
                kind=kind,
                severity=severity,
                place=cell.place,
                detail=detail,
                suggestion=suggestion,
                suggestion_ko=suggestion_ko,
            )
        )

    if not target.strip():
        add("empty", "error", cell.source[:60], "Translate this cell.", "이 셀을 번역하세요.")
        return out
    kept = [word for word in lexicon.keeps if compact(word) in compact(source)] if lexicon else []
    left = without(target, kept)
    if is_korean(source) and text_key(source) == text_key(target) and (not kept or is_korean(left)):
        add("unchanged", "error", cell.source[:60], "Translate this cell.", "원문 그대로입니다. 번역하세요.")
        return out
    if _NUMBER.fullmatch(source.strip()) and _NUMBER.fullmatch(target.strip()) and _value(source) != _value(target):
        add("figures", "error", f"{source.strip()} ≠ {target.strip()}", f"Write {source.strip()}.",
            f"{source.strip()}(으)로 적으세요.")
    for figure in missing_figures(source, target) if is_korean(source) else ():
        add("figures", "error", figure.surface, f"Write {figure.english}.", f"{figure.english}(으)로 적으세요.")
    for word in kept:
        if word not in target:
            add("kept", "error", word, f"Keep {word} as it is.", f"{word}은(는) 번역하지 않고 그대로 두세요.")
    if words := re.findall(f"{HANGUL.pattern}+", left):
        add("hangul", "error", ", ".join(words[:5]), "Translate these words.", "남은 한글을 번역하세요.")
    if lexicon:
        _terms(source, target, lexicon, add)
    if doubled := [m[0] for m in _DOUBLED.finditer(target) if m[1].lower() not in _MAY_DOUBLE]:
        add("doubled", "warning", ", ".join(doubled), "Take one of the two out.", "반복된 단어를 지우세요.")
    for word in turned(source, target) if is_korean(source) else ():
        add("meaning", "warning", word, "See that it is not turned round: a denial, or the side of a figure.",
            "부정 표현이나 이상·이하 같은 범위가 뒤바뀌지 않았는지 확인하세요.")
    if _STOP.search(source) and not _ENDED.search(target):
        add("stop", "note", target[-20:], "End with a full stop.", "마침표를 찍으세요.")
    elif _STOPPED.search(target) and not re.search(r"[.。)]\s*$", source) and not is_sentence(source):
        add("stop", "note", target[-20:], "Take the full stop away.", "마침표를 빼세요.")
    for opening, closing in _BRACKETS.items():
        if target.count(opening) != target.count(closing) and source.count(opening) == source.count(closing):
            add("brackets", "warning", f"{opening}{closing}", "Close every bracket.", "괄호의 짝을 맞추세요.")
    room = cell.room if cell.room is not None else max(SHORT, int(ROOM * _width(source)))
    if len(target) > room:
        detail = f"{len(target)} > {room}"
        add("length", "note", detail, "Shorten it, or widen the cell.", "짧게 고치거나 셀을 넓히세요.")
    return out


def _alone(cell: Cell) -> Finding:
    """A paragraph that the other file does not have."""
    if cell.lacks == "target":
        return Finding(kind="omitted", severity="error", place=cell.place, detail=cell.source.strip()[:60],
                       suggestion="No translation stands for this paragraph: add it.",
                       suggestion_ko="이 문단의 번역이 없습니다. 번역을 추가하세요.")
    return Finding(kind="added", severity="warning", place=cell.place, detail=cell.target.strip()[:60],
                   suggestion="No source stands for this paragraph: take it out, or complete the source.",
                   suggestion_ko="이 문단의 원문이 없습니다. 지우거나 원문을 보완하세요.")


def _terms(source: str, target: str, lexicon: Lexicon, add) -> None:
    """Only the user's own terms bind another translator."""
    mine = [m for m in lexicon.find(source) if m.entry.origin != "ours" and not m.entry.kept]
    if entry := lexicon.cell(source):
        mine = [] if entry.origin == "ours" else [m for m in mine if m.entry == entry]
        if entry.origin != "ours" and not entry.kept and not applied(entry, target):
            add("terms", "error", entry.korean, f"Write {entry.english[0]}.", f"{entry.english[0]}(으)로 적으세요.")
            return
    for match in {m.surface: m for m in mine}.values():
        if not applied(match.entry, target):
            wanted = " / ".join(match.entry.english[:3])
            add("terms", "warning", f"{match.surface} → {wanted}", f"Use {wanted}.", f"{wanted}을(를) 쓰세요.")
    for korean, wording in lexicon.barred(source):
        if re.search(rf"\b{re.escape(wording)}(?:s|es)?\b", target, re.IGNORECASE):
            entry = lexicon.cell(korean)
            instead = entry.english[0] if entry else ""
            add(
                "forbidden",
                "error",
                f"{korean} → {wording}",
                f"Write {instead} instead." if instead else "Choose another word.",
                f"대신 {instead}을(를) 쓰세요." if instead else "다른 표현을 쓰세요.",
            )


def inconsistent(cells: Sequence[Cell]) -> list[Finding]:
    """A source translated in two ways: every place that differs from the first."""
    first: dict[str, Cell] = {}
    out = []
    for cell in cells:
        key = text_key(cell.source)
        if not key or not cell.target.strip() or not is_korean(cell.source):
            continue
        held = first.setdefault(key, cell)
        if text_key(held.target) != text_key(cell.target):
            out.append(
                Finding(
                    kind="inconsistent",
                    severity="warning",
                    place=cell.place,
                    detail=f"{cell.target[:80]} ≠ {held.target[:80]} ({held.place})",
                    suggestion=held.target,
                    suggestion_ko=held.target,
                )
            )
    return out


def shared(cells: Sequence[Cell], lexicon: Lexicon | None = None) -> list[Finding]:
    """One English for two sources that are not the same, at the first place of each source but the first; where a table
    gives both of them that English, it is meant."""
    groups: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        if is_korean(cell.source) and (key := text_key(cell.source)) and (said := text_key(cell.target)):
            groups.setdefault(said, {}).setdefault(key, cell)
    out = []
    for held in groups.values():
        first, *others = held.values()
        for cell in others:
            if _given(first, lexicon) and _given(cell, lexicon):
                continue
            told = (f"Tell {cell.source.strip()[:40]} from {first.source.strip()[:40]}, if they differ.",
                    f"{cell.source.strip()[:40]}와(과) {first.source.strip()[:40]}이(가) 다른 뜻이면 번역을 구분하세요.")
            out.append(Finding(kind="shared", severity="note", place=cell.place,
                               detail=f"{cell.target.strip()[:80]} = {first.source.strip()[:60]} ({first.place})",
                               suggestion=told[0], suggestion_ko=told[1]))
    return out


def _given(cell: Cell, lexicon: Lexicon | None) -> bool:
    source = split_mark(normal(cell.source).strip())[1]
    entries = [table.cell(source) for table in (lexicon, ours()) if table is not None]
    return any(entry is not None and applied(entry, cell.target) for entry in entries)


def _value(number: str) -> float:
    return float(number.strip().replace(",", ""))


def _width(text: str) -> int:
    """Hangul takes the room of two letters."""
    return sum(2 if "\u1100" <= c <= "\uffdc" else 1 for c in text)
