"""How a cell is built: label and value, parts beside each other, quoted items, what stands in brackets. Pure text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dictionaries.borders import kiwi
from documents.segments import is_korean

_ENDING = re.compile(
    r"(?:[가-힣]다|요|까|[하되]지\s?않음|[가-힣\s](?:함|됨|임|음)|바람|[가-힣]것|(?:할|될|한|된) 예정)[.\s]*$"
)
_NOUNS_IN_M = re.compile(
    r"(?:포함|책임|위임|선임|사임|해임|퇴임|취임|연임|중임|신임|겸임|담임|전임|마음|다음|처음|명함|잔고|모음|게임|보험)$"
)
_LABEL_VALUE = re.compile(
    r"^(?P<label>[^:：.,'\"“‘]{1,40}?)(?P<colon>\s*[:：]\s+|\s+[:：]\s*|(?<=[가-힣)])[:：](?=[^\s/]))(?P<value>\S.*)$",
    re.DOTALL,
)
_BRACKET_VALUE = re.compile(r"^\((?P<label>[^()]{1,20})\)\s+(?P<value>\S.*)$", re.DOTALL)
_BESIDE = re.compile(r"\s+[-–—/|]\s+|(?<=[가-힣)])/(?=[가-힣])|\s*,\s+")
_TAIL = re.compile(r"^(?P<stem>[^()]*[가-힣\w])\s*\((?P<inner>[^()]+)\)\s*(?P<star>\*{0,3})$")
_QUOTE = re.compile(
    r"'[^'\n]{2,160}'|‘[^‘’\n]{2,160}’|\"[^\"\n]{2,160}\"|“[^“”\n]{2,160}”|「[^「」\n]{2,80}」|『[^『』\n]{2,80}』"
)
_NUMBERED = re.compile(r"^.\s?\d{1,2}(?:-\d{1,2})?\.?\s?[가-힣(]")
_RUN = re.compile(r"\s*(?:,|및|과|와|·|ㆍ)\s*")
_INSIDE = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_HEREINAFTER = re.compile(
    r"^\s*이하\s*,?\s*['\"“‘「]?(?P<name>[^'\"”’」]+?)['\"”’」]?\s*(?:이?라\s*(?:고\s*)?(?:한다|함|합니다|칭함|칭한다|칭합니다))?\s*$"
)


@dataclass(frozen=True)
class Span:
    """A stretch of a sentence that is translated by itself; `items` are texts, a join between them."""

    start: int
    end: int
    items: tuple[str, ...]
    kind: str  # quotes, brackets or hereinafter


def is_sentence(text: str) -> bool:
    """Ends as a sentence does, not as a label."""
    text = re.sub(r"\s*\([^()]*\)\s*$", "", text.strip())
    return bool(_ENDING.search(text)) and not _NOUNS_IN_M.search(text) and len(text) > 6


def split(text: str) -> list[str] | None:
    """Alternating part, separator, part … of a label; None where it has no parts. Separators are in English."""
    text = text.strip()
    if (m := _BRACKET_VALUE.match(text)) and is_korean(m["label"]) and not is_sentence(m["value"]):
        return ["", "(", m["label"], ") ", m["value"]]
    if (m := _LABEL_VALUE.match(text)) and is_korean(m["label"]) and not is_sentence(m["label"]):
        return [m["label"], ": ", m["value"]]
    if is_sentence(text):
        return None
    parts = _beside(text)
    if (
        len(parts) > 1
        and all(p.strip() for p in parts[::2])
        and sum(is_korean(p) for p in parts[::2]) > 1
        and not is_clause(text)
    ):
        return [
            p.strip()
            if i % 2 == 0
            else (p if p.strip() == "/" and p == "/" else f"{'' if ',' in p else ' '}{p.strip()} ")
            for i, p in enumerate(parts)
        ]
    if m := _TAIL.match(text):
        return [m["stem"], " (", m["inner"], ")" + m["star"]]
    return None


def _beside(text: str) -> list[str]:
    """Parts and separators outside brackets."""
    out, at = [], 0
    for match in _BESIDE.finditer(text):
        if text[: match.start()].count("(") == text[: match.start()].count(")"):
            out += [text[at : match.start()], match[0]]
            at = match.end()
    return [*out, text[at:]]


def is_clause(text: str) -> bool:
    """Holds a verb or a particle of subject, object or topic: no list of nouns."""
    text = re.sub(r"에 (?:대해서?|대하여|관하여) |(?<=\s)관련한 ", " ", text)
    return any(
        t.tag in ("JKO", "JKS", "JX", "VV", "VA", "VX", "EC", "EF", "XSV")
        and t.form not in ("관하", "대하", "의하", "위하", "따르")
        for t in kiwi().tokenize(text)
    )


def spans(sentence: str) -> list[Span]:
    """Quoted form items, one after another as one span; and Korean in brackets."""
    found: list[Span] = []
    for match in _INSIDE.finditer(sentence):
        if named := _HEREINAFTER.match(match[1]):
            found.append(Span(match.start(1), match.end(1), (named["name"].strip(),), "hereinafter"))
    for match in _QUOTE.finditer(sentence):
        quoted = match[0][1:-1].strip()
        if any(s.start < match.end() and match.start() < s.end for s in found):
            continue
        if not is_korean(quoted) or not (_NUMBERED.match(match[0]) or len(quoted) <= 40):
            continue
        last = found[-1] if found else None
        if last and last.kind == "quotes" and _RUN.fullmatch(sentence[last.end : match.start()]):
            found[-1] = Span(last.start, match.end(), (*last.items, quoted), "quotes")
        else:
            found.append(Span(match.start(), match.end(), (quoted,), "quotes"))
    for match in _INSIDE.finditer(sentence):
        inner = match[1].strip()
        if not is_korean(inner) or any(s.start < match.end() and match.start() < s.end for s in found):
            continue
        if len(re.findall("[가-힣]", inner)) > 1:
            found.append(Span(match.start(1), match.end(1), (inner,), "brackets"))
    return sorted(found, key=lambda s: s.start)


def listed(items: list[str]) -> str:
    """`“A,” “B” and “C”`."""
    if len(items) == 1:
        return f"“{items[0]}”"
    if len(items) == 2:
        return f"“{items[0]}” and “{items[1]}”"
    return " ".join(f"“{i},”" for i in items[:-1]) + f" and “{items[-1]}”"
