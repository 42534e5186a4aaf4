"""Translation memory: exact, exact but for its figures (they are put back), and fuzzy with a score."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from documents.figures import Figure, find
from documents.segments import is_korean, normal, pieces, split_mark, without_english_mark
from engine.errors import InputError

SOURCES = ("source", "text", "ko", "korean", "한국어", "원문", "국문", "src")
TARGETS = ("target", "reference", "en", "english", "영어", "번역", "영문", "ref", "translation")
_SLOT = re.compile(r"<(?:num|amt|date|org)\d+(?::\d+)?>")


@dataclass(frozen=True)
class Hit:
    source: str
    target: str  # for an exact hit already with the asked text's figures
    score: float  # 0..1
    kind: str  # exact, figures or fuzzy


@dataclass(frozen=True)
class Unit:
    source: str
    target: str
    key: str  # the source's words, figures as typed slots
    template: str | None  # the target with `<slot:form>` where figures stand; None: they could not be found


def text_key(text: str) -> str:
    """Numbering, space, case and punctuation aside."""
    rest = split_mark(normal(text).strip())[1]
    return re.sub(r"[\s\"“”'‘’·ㆍ∙,.:;]+", "", rest).casefold()


class Memory:
    """Units are read once; a search keeps nothing."""

    def __init__(self, pairs: Iterable[tuple[str, str]]):
        seen: dict[tuple[str, str], Unit] = {}
        self.exact: dict[str, str] = {}
        self.patterns: dict[str, list[Unit]] = {}
        for source, target in pairs:
            for src, tgt in _aligned(source, target):
                unit = _unit(src, tgt)
                if (src, tgt) in seen or not unit.key:
                    continue
                seen[(src, tgt)] = unit
                self.exact.setdefault(src, tgt)
                self.exact.setdefault(text_key(src), re.sub(r"\s*:$", "", tgt))
                self.patterns.setdefault(unit.key, []).append(unit)
        self.units = tuple(seen.values())

    def lookup(self, text: str) -> Hit | None:
        """An exact hit, or one that differs in its figures only."""
        rest = split_mark(normal(text).strip())[1]
        if found := self.exact.get(rest) or self.exact.get(text_key(text)):
            return Hit(text, found, 1.0, "exact")
        key, figures = _masked(rest)
        for unit in self.patterns.get(key, ()):
            if figures and unit.template is not None:
                return Hit(unit.source, _put(unit.template, figures), 1.0, "figures")
        return None

    @cached_property
    def _keys(self) -> list[str]:
        return [u.key for u in self.units]

    def similar(self, text: str, count: int = 2, least: float = 0.55) -> list[Hit]:
        """Fuzzy hits, best first; figures do not count."""
        from rapidfuzz import fuzz, process

        key = _masked(split_mark(normal(text).strip())[1])[0]
        if len(key) < 4 or not self.units:
            return []
        found = process.extract(key, self._keys, scorer=fuzz.ratio, limit=count, score_cutoff=least * 100)
        return [Hit(self.units[i].source, self.units[i].target, score / 100, "fuzzy") for _, score, i in found]


def _aligned(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The cell as a whole without its numbering, and its lines and sentences where both sides have as many."""
    source = normal(source).strip()
    target = target.strip()
    if not is_korean(source) or not target:
        return
    yield split_mark(source)[1].strip(), without_english_mark(target)
    lines, others = [x for x in source.splitlines() if x.strip()], [x for x in target.splitlines() if x.strip()]
    if len(lines) == len(others):
        for line, other in zip(lines, others, strict=True):
            if len(lines) > 1:
                yield split_mark(line.strip())[1].strip(), without_english_mark(other)
            parts = [p.text.strip() for p in pieces(line) if p.text.strip()]
            english = re.split(r"(?<=[a-z)\]”\"%0-9][.!?])\s+(?=[A-Z“(])", without_english_mark(other))
            if len(parts) == len(english) > 1:
                yield from zip(parts, english, strict=True)


def _masked(text: str) -> tuple[str, list[Figure]]:
    figures = find(text)
    out, at = [], 0
    for figure in figures:
        out += [text[at : figure.start], f"<{figure.shape}>"]
        at = figure.end
    return re.sub(r"[\s\"“”'‘’·ㆍ∙,.;]+", "", "".join(out) + text[at:]).casefold(), figures


def _unit(source: str, target: str) -> Unit:
    key, figures = _masked(source)
    template: str | None = target
    for number, figure in enumerate(figures):
        if template is None:
            break
        template = _cut(template, figure, number)
    return Unit(source, target, key, template)


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


def _put(template: str, figures: Sequence[Figure]) -> str:
    def one(match: re.Match) -> str:
        number, form = (int(n) for n in re.findall(r"\d+", match[0]))
        forms = figures[number].forms
        return forms[form] if form < len(forms) else forms[0]

    return _SLOT.sub(one, template)


def read(paths: Sequence[Path]) -> Memory:
    """TSV, CSV or XLSX of two columns (or with headings), JSONL, TMX."""
    return Memory(pair for path in paths for pair in read_pairs(Path(path)))


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """(Korean, English) of a file; the sides are told apart by headings, else by where Hangul stands."""
    if not path.is_file():
        raise InputError(
            f"There is no memory {path.name}.",
            "Check the path.",
            ko=f"번역 메모리 {path.name}이(가) 없습니다.",
            hint_ko="경로를 확인하세요.",
        )
    readers = {".jsonl": _jsonl, ".tsv": _table, ".csv": _table, ".xlsx": _table, ".tmx": _tmx}
    if path.suffix.lower() not in readers:
        raise InputError(
            f"{path.name} is not a translation memory that can be read.",
            "Give TSV, CSV, XLSX, JSONL or TMX.",
            ko=f"{path.name} 형식의 번역 메모리는 읽을 수 없습니다.",
            hint_ko="TSV, CSV, XLSX, JSONL, TMX 중 하나를 쓰세요.",
        )
    try:
        pairs = [(a.strip(), b.strip()) for a, b in readers[path.suffix.lower()](path) if a.strip() and b.strip()]
    except UnicodeDecodeError as e:
        raise InputError(
            f"{path.name} is not UTF-8.",
            "Save it as UTF-8.",
            ko=f"{path.name}이(가) UTF-8이 아닙니다.",
            hint_ko="UTF-8로 저장하세요.",
        ) from e
    if not any(is_korean(a) for a, _ in pairs):
        raise InputError(
            f"{path.name} holds no pair of Korean and English.",
            "Put Korean in the first column, English in the second.",
            ko=f"{path.name}에 한국어와 영어 쌍이 없습니다.",
            hint_ko="첫 열에 한국어, 둘째 열에 영어를 넣으세요.",
        )
    return pairs


def _jsonl(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as e:
            raise InputError(
                f"{path.name}, line {number} is not JSON: {e}.",
                "Write one JSON object a line.",
                ko=f"{path.name} {number}행이 JSON이 아닙니다: {e}.",
                hint_ko="한 줄에 JSON 객체 하나씩 쓰세요.",
            ) from e
        source = next((row[k] for k in SOURCES if isinstance(row.get(k), str)), None) if isinstance(row, dict) else None
        target = next((row[k] for k in TARGETS if isinstance(row.get(k), str)), None) if isinstance(row, dict) else None
        if source is None or target is None:
            raise InputError(
                f"{path.name}, line {number} has no source and target.",
                "Name the fields source and target.",
                ko=f"{path.name} {number}행에 source와 target이 없습니다.",
                hint_ko="필드 이름을 source, target으로 쓰세요.",
            )
        yield source, target


def _table(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix.lower() == ".xlsx":
        from documents.sheets import first_sheet

        rows = first_sheet(path)
    else:
        csv.field_size_limit(1 << 24)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ","))
    rows = [r for r in rows if len(r) > 1 and any(c.strip() for c in r)]
    if not rows:
        return
    head = [c.strip().casefold() for c in rows[0]]
    left = next((i for i, c in enumerate(head) if c in SOURCES), None)
    right = next((i for i, c in enumerate(head) if c in TARGETS), None)
    if left is not None and right is not None:
        rows = rows[1:]
    else:
        left, right = 0, 1
        if sum(is_korean(r[0]) for r in rows) < sum(is_korean(r[1]) for r in rows):
            left, right = 1, 0
    for row in rows:
        if len(row) > max(left, right):
            yield row[left], row[right]


def _tmx(path: Path) -> Iterator[tuple[str, str]]:
    from lxml import etree

    try:
        tree = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as e:
        raise InputError(
            f"{path.name} is not sound TMX: {e}.",
            "Export it again.",
            ko=f"{path.name}은(는) 올바른 TMX가 아닙니다: {e}.",
            hint_ko="다시 내보내세요.",
        ) from e
    name = "{http://www.w3.org/XML/1998/namespace}lang"
    for unit in tree.iter("{*}tu"):
        sides: dict[str, str] = {}
        for variant in unit.iter("{*}tuv"):
            language = (variant.get(name) or variant.get("lang") or "")[:2].lower()
            segment = variant.find("{*}seg")
            if segment is not None:
                sides.setdefault(language, "".join(segment.itertext()))
        if "ko" in sides and "en" in sides:
            yield sides["ko"], sides["en"]
