"""What a memory holds: pairs as they were read, and the units of a pair that may be met again by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from documents.figures import Figure, find
from documents.segments import is_korean, normal, pieces, split_mark, without_english_mark

TRUST = ("enforce", "normal", "penalty")  # of a memory: beats the dictionary, is taken as it is, must be looked at
LONGEST = 4000  # characters of one side of a unit; a whole page is no unit
_SLOT = re.compile(r"<(?:num|amt|date|org)\d+(?::\d+)?>")
_FILLER = re.compile(r"[\s\"“”'‘’·ㆍ∙,.:;]+")
_LABEL_VALUE = re.compile(r"^([^:：]{1,40}?)\s*[:：]\s+(\S.*)$", re.DOTALL)
_QUOTED = re.compile(r"['‘\"“「]([^'‘’\"“”「」\n]{2,120})[,.]?['’\"”」]")
_ENGLISH_QUOTED = re.compile(r"[“\"]([^“”\"\n]{2,160}?)[,.]?[”\"]")
_TAIL = re.compile(r"^([^()]*\S)\s*\(([^()]+)\)$")
_ENGLISH_STOP = re.compile(r"(?<=[a-z)\]”\"%0-9][.!?])\s+(?=[A-Z“(])")


@dataclass(frozen=True)
class Pair:
    """`context`: the sheet's title and the headers of row and column; `label`: the kind of document, where it is known;
    `date`: when it was translated, `2024-01-02T03:04:05` or the day of it."""

    source: str
    target: str
    context: str = ""
    label: str = ""
    date: str = ""


@dataclass(frozen=True)
class Hit:
    source: str
    target: str  # with the asked text's figures where that could be done
    score: float  # 0..1, the trust of its memory in it
    kind: str  # exact, figures, repaired or fuzzy
    context: bool = False  # found in the same context
    others: int = 0  # other translations of the same source
    origin: str = ""  # name of its memory
    label: str = ""
    date: str = ""

    @property
    def sure(self) -> bool:
        """Goes in unreviewed."""
        return self.kind in ("exact", "figures") and self.score >= 1


@dataclass(frozen=True)
class Unit:
    source: str
    target: str
    context: str = ""
    label: str = ""
    origin: str = ""
    trust: str = "normal"
    part: bool = False  # a line, sentence or label of a longer pair
    date: str = ""
    turn: int = 0  # how many times its memory had been given pairs before

    @cached_property
    def key(self) -> str:
        """The source's words, figures as typed slots."""
        return pattern_of(self.source)[0]

    @cached_property
    def template(self) -> str | None:
        """The target with `<num<place>:<form>>` where figures stand; None: one of them could not be found."""
        template: str | None = self.target
        for number, figure in enumerate(pattern_of(self.source)[1]):
            if template is None:
                break
            template = _cut(template, figure, number)
        return template


@lru_cache(maxsize=1 << 15)
def text_key(text: str) -> str:
    """Numbering, space, case and punctuation aside."""
    return _FILLER.sub("", split_mark(normal(text).strip())[1]).casefold()


def pattern_of(text: str) -> tuple[str, tuple[Figure, ...]]:
    """(words with `<shape>` for each figure, the figures)."""
    figures = find(text)
    out, at = [], 0
    for figure in figures:
        out += [text[at : figure.start], f"<{figure.shape}>"]
        at = figure.end
    return re.sub(r"[\s\"“”'‘’·ㆍ∙,.;]+", "", "".join(out) + text[at:]).casefold(), tuple(figures)


def units_of(pair: Pair, origin: str = "", trust: str = "normal") -> Iterator[Unit]:
    """The cell as a whole without its numbering; then its lines, sentences, label and value, what stands in brackets
    at its end and what it quotes, where both sides have as many."""
    source, target = normal(pair.source).strip(), pair.target.strip()
    if not is_korean(source) or not target or max(len(source), len(target)) > LONGEST:
        return
    whole = Unit(_bare(source), without_english_mark(target), pair.context, pair.label, origin, trust, date=pair.date)
    yield whole
    met = {whole.source}
    for korean, english in _parts(source, target):
        korean, english = _bare(korean), without_english_mark(english)
        if korean and english and is_korean(korean) and korean not in met:
            met.add(korean)
            yield replace(whole, source=korean, target=english, part=True)


def _bare(text: str) -> str:
    return split_mark(text.strip())[1].strip()


def _parts(source: str, target: str) -> Iterator[tuple[str, str]]:
    lines, others = [x for x in source.splitlines() if x.strip()], [x for x in target.splitlines() if x.strip()]
    if len(lines) == len(others):
        for line, other in zip(lines, others, strict=True):
            if len(lines) > 1:
                yield line, other
            parts = [p.text.strip() for p in pieces(line) if p.text.strip()]
            english = _ENGLISH_STOP.split(without_english_mark(other))
            if len(parts) == len(english) > 1:
                yield from zip(parts, english, strict=True)
            yield from _within(_bare(line), without_english_mark(other))
    quoted, said = _QUOTED.findall(source), _ENGLISH_QUOTED.findall(target)
    if len(quoted) == len(said):
        yield from zip(quoted, said, strict=True)


def _within(line: str, other: str) -> Iterator[tuple[str, str]]:
    left, right = _LABEL_VALUE.match(line), _LABEL_VALUE.match(other)
    if left and right:
        yield left[1], right[1]
        yield left[2], right[2]
    left, right = _TAIL.match(line), _TAIL.match(other)
    if left and right and len(line) < 60:
        yield left[1], right[1]
        yield left[2], right[2]


def _cut(target: str, figure: Figure, number: int) -> str | None:
    """The first place in `target` where the figure stands in one of its forms becomes `<num<number>:<form>>`."""
    for form, text in enumerate(figure.forms):
        pattern = re.escape(text)
        if text[:1].isalnum():
            pattern = r"(?<![\w.,<:])" + pattern
        if text[-1:].isalnum():
            pattern += r"(?![\w]|[.,]\d|:\d*>)"
        if match := re.search(pattern, target, re.IGNORECASE):
            return f"{target[: match.start()]}<num{number}:{form}>{target[match.end() :]}"
    return None


def put(template: str, figures: Sequence[Figure]) -> str:
    """The template with these figures, each in the form that the translator had chosen."""

    def one(match: re.Match) -> str:
        number, form = (int(n) for n in re.findall(r"\d+", match[0]))
        forms = figures[number].forms
        return forms[form] if form < len(forms) else forms[0]

    return _SLOT.sub(one, template)
