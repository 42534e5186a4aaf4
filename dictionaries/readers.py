"""Term tables in the shapes that people have them: our CSV, and the user's JSON, CSV, TSV or XLSX."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dictionaries.lexicon import Lexicon, merge
from documents.plain import decoded, present
from engine.errors import InputError

ROOT = Path(__file__).parent
LONGEST = 400  # characters of one side; longer values are prose
_HANGUL = re.compile("[가-힣]")
_SENSE = re.compile(r"\s*(?:^|[\s;,])(?:\(?\d{1,2}\)|[①-⑳])\s*")
_HANJA = re.compile(r"\s*\([\u4e00-\u9fff\uf900-\ufaff·\s,]+\)")
_APART = re.compile(r"\s*[,;/，；]\s*(?![^()]*\))")
KOREAN = ("korean", "ko", "한국어", "한글", "국문", "국문용어", "원문", "source", "term_ko", "kor")
RULE = ("rule", "규칙", "구분", "사용", "status")
RULES = {
    "forbidden": ("forbidden", "금지", "사용금지", "금지어"),
    "kept": ("keep", "kept", "dnt", "do not translate", "do-not-translate", "번역금지", "번역 금지", "그대로", "원문유지"),
}
PLACE = ("context", "place", "맥락", "문맥", "위치", "쓰임")
ENGLISH = ("english", "en", "영어", "영문", "영문용어", "번역", "target", "term_en", "eng")


@cache
def ours() -> Lexicon:
    """finance.csv, then the everyday vocabulary of filings in words.csv: korean, english, domain, sense, register."""
    return _table("finance.csv").plus(_table("words.csv"))


def _table(name: str) -> Lexicon:
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        rows = [(r["korean"].strip(), r["english"].strip(), r["domain"], r["register"]) for r in csv.DictReader(file)]
    return merge(rows, "ours")


def read(path: Path) -> Lexicon:
    """A user's file. Rows that cannot be terms are left out and named in `problems`; a file with none left is an error."""
    path = Path(path)
    pairs = list(_pairs(path))
    korean_left = _direction(pairs)
    rows, problems = [], []
    for place, left, right, rule, tags in pairs:
        korean, english = (left, right) if korean_left else (right, left)
        if rule == "kept":
            english = korean = (korean or english).strip()
        if reason := _unfit(korean, english, rule):
            problems.append(f"{place}: {reason}")
        elif rule:
            rows.append((_clean(korean), _clean(english), "", "", rule))
        else:
            rows += [(*row, "", tags) for row in _senses(korean, english, many_korean=not korean_left)]
    if not rows:
        what = problems[0] if problems else "it is empty"
        raise InputError(
            f"{path.name} holds no usable term; {what}.",
            "Give Korean and English in two columns, or a JSON object.",
            ko=f"{path.name}에 쓸 수 있는 용어가 없습니다. {what}.",
            hint_ko="한국어와 영어를 두 열로 넣거나 JSON 객체로 주세요.",
        )
    return merge(rows, path.name, problems)


def _unfit(korean: str, english: str, rule: str = "") -> str | None:
    if not korean.strip() or not english.strip():
        return f"an empty side ({(korean or english).strip()[:40]!r})"
    if max(len(korean), len(english)) > LONGEST:
        return f"{max(len(korean), len(english)):,} characters, too long for a term ({korean[:30]!r})"
    if rule == "kept":
        return None
    if not _HANGUL.search(korean) and not re.search("[\u4e00-\u9fff]", korean):
        return f"no Korean in {korean[:40]!r}"
    if _HANGUL.search(english) and korean.strip() == english.strip():
        return f"both sides are the same ({korean[:40]!r})"
    return None


def _senses(korean: str, english: str, many_korean: bool) -> Iterator[tuple[str, str, str, str]]:
    """`1) … 2) …` and commas part the side that explains: the Korean one of an English-Korean dictionary, else the English."""
    korean, english = _clean(korean), _clean(english)
    whole = bool(re.match("[A-Z]", english))  # capitalised English: a form's label, good for a whole cell
    if many_korean:
        senses = _split(_SENSE, korean)
        parts = [p for sense in senses for p in _split(_APART, sense)]
        if len(parts) > len(senses) and ("," in english or "-" in korean or max(map(len, parts)) > 20):
            parts = senses  # commas of its own: a label, not a list of synonyms
        for part in parts:
            yield part, english, "label" if whole else "", ""
    else:
        for part in [p for sense in _split(_SENSE, english) for p in _split(re.compile(r"\s*[;/]\s+|\s*;\s*"), sense)]:
            yield korean, part, "label" if whole else "", ""


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", _HANJA.sub("", html.unescape(text))).strip(" \t\ufeff\u200e\u200f")


def _split(pattern: re.Pattern, text: str) -> list[str]:
    return [p for p in (piece.strip(" .") for piece in pattern.split(text)) if p]


def _direction(pairs: list[tuple[str, str, str, str, str]]) -> bool:
    """Whether the left side is the Korean one, by where Hangul stands more often."""
    sample = pairs[:: max(1, len(pairs) // 500)]
    return sum(bool(_HANGUL.search(a)) for _, a, *_ in sample) >= sum(
        bool(_HANGUL.search(b)) for _, _, b, *_ in sample
    )


def _pairs(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """(where, left, right, rule, where it is meant) of every row."""
    present(path, "dictionary", "사전")
    kind = path.suffix.lower()
    if kind == ".json":
        yield from _json(path)
    elif kind in (".csv", ".tsv", ".txt"):
        text = io.StringIO(decoded(path.read_bytes(), path.name), newline="")  # a quoted cell may hold a line break
        try:
            rows = list(csv.reader(text, delimiter="," if kind == ".csv" else "\t"))
        except csv.Error as e:
            raise InputError(
                f"{path.name} is not a sound table: {e}.",
                "Look for a quotation mark that is not closed.",
                ko=f"{path.name}의 표 형식이 올바르지 않습니다: {e}.",
                hint_ko="닫히지 않은 따옴표가 있는지 확인하세요.",
            ) from e
        yield from _columns(path, rows)
    elif kind == ".xlsx":
        from documents.sheets import first_sheet

        yield from _columns(path, first_sheet(path))
    else:
        raise InputError(
            f"{path.name} is not a dictionary that can be read.",
            "Give JSON, CSV, TSV or XLSX.",
            ko=f"{path.name} 형식의 사전은 읽을 수 없습니다.",
            hint_ko="JSON, CSV, TSV, XLSX 중 하나를 쓰세요.",
        )


def _json(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    try:
        data = json.loads(decoded(path.read_bytes(), path.name), object_pairs_hook=list)  # repeated keys are kept
    except ValueError as e:
        raise InputError(
            f"{path.name} is not JSON: {e}.",
            'Write {"English": "Korean", …}.',
            ko=f"{path.name}이(가) JSON이 아닙니다: {e}.",
            hint_ko='{"English": "Korean", …} 형태로 쓰세요.',
        ) from e
    if not isinstance(data, list) or not all(isinstance(i, tuple) and len(i) == 2 for i in data):
        raise InputError(
            f"{path.name} is not one JSON object of words.",
            'Write {"English": "Korean", …}.',
            ko=f"{path.name}이(가) 단어로 된 JSON 객체가 아닙니다.",
            hint_ko='{"English": "Korean", …} 형태로 쓰세요.',
        )
    for key, value in data:
        for item in value if isinstance(value, list) else [value]:
            if not isinstance(item, str):
                raise InputError(
                    f"{path.name}, entry {key[:40]!r}: the value is {type(item).__name__}, not text.",
                    "Write it in quotes.",
                    ko=f"{path.name}의 {key[:40]!r} 항목 값이 글이 아닙니다.",
                    hint_ko="따옴표로 묶어 쓰세요.",
                )
            yield f"entry {key[:40]!r}", key, item, "", ""


def _columns(path: Path, rows: list[list[str]]) -> Iterator[tuple[str, str, str, str, str]]:
    rows = [r for r in rows if any(c.strip() for c in r)]
    if not rows:
        return
    head = [c.strip().casefold() for c in rows[0]]
    ko = next((i for i, c in enumerate(head) if c in KOREAN), None)
    en = next((i for i, c in enumerate(head) if c in ENGLISH), None)
    named = ko is not None and en is not None
    left, right = (ko, en) if named else (0, 1)
    rule, tags = (next((i for i, c in enumerate(head) if c in names), None) if named else None for names in (RULE, PLACE))
    for number, row in enumerate(rows[1:] if named else rows, 2 if named else 1):
        if len(row) <= max(left, right):
            yield f"row {number}", row[0], "", "", ""
            continue
        said, where = (row[i].strip() if i is not None and i < len(row) else "" for i in (rule, tags))
        kind = next((r for r, words in RULES.items() if said.casefold() in words), "")
        yield f"row {number}", row[left], row[right], kind, re.sub(r"\s*[;|/，；\n]\s*", ",", where)
