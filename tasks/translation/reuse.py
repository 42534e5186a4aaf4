"""What past translations give a new text: the pair itself, the pair with what differs put right, or an example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from dictionaries.choose import in_sentence
from dictionaries.lexicon import Lexicon
from documents.figures import find, missing_figures
from documents.memory import Hit, Memory, Unit
from documents.segments import is_korean
from tasks.translation.names import named

REPAIRED = 0.6  # likeness from which a pair is used whose every difference could be put right
EXAMPLES = 1  # past translations that a prompt shows
SIMILAR = 0.62  # and how like the text they must be
SHORT = 8  # characters below which a difference of a word is another thing
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|및|으로서|로서)?[\s.,;:]*|(?:함|됨|하였음|되었음|합니다|됩니다|하였습니다|되었습니다)[\s.]*"
)


@dataclass(frozen=True)
class Token:
    text: str
    english: tuple[str, ...] = ()  # of a figure, a name or a term: ways in which it may stand in a translation
    kind: str = ""

    @property
    def key(self) -> str:
        return re.sub(r"\s+", "", self.text).casefold()


@dataclass(frozen=True)
class Past:
    """A memory with the way in which it is to be used."""

    memory: Memory | None
    label: str = ""
    threshold: float = 0.9

    def exact(self, text: str, context: str = "") -> Hit | None:
        if self.memory is None:
            return None
        hit = self.memory.lookup(text, context, self.label)
        return hit if hit and (hit.sure or hit.score >= self.threshold) else None

    def enforced(self, text: str, context: str = "") -> Hit | None:
        return self.memory.enforced(text, context, self.label) if self.memory is not None else None

    def fuzzy(self, text: str, lexicon: Lexicon, context: str = "") -> Hit | None:
        """A pair that may go in, its differences put right; it is to be looked at."""
        if self.memory is None or len(text) < SHORT:
            return None
        best: Hit | None = None
        for hit, unit in self.memory.alike(text, 4, REPAIRED, context, self.label):
            target, whole = put_right(text, unit, lexicon)
            if missing_figures(text, target) or not (whole or hit.score >= self.threshold):
                continue
            made = replace(hit, target=target, kind="repaired" if whole else "fuzzy")
            if best is None or (whole, hit.score) > (best.kind == "repaired", best.score):
                best = made
        return best

    def examples(self, text: str, context: str = "") -> list[Hit]:
        return self.memory.similar(text, EXAMPLES, SIMILAR, context, self.label) if self.memory is not None else []


def put_right(text: str, unit: Unit, lexicon: Lexicon) -> tuple[str, bool]:
    """(the unit's target with the figures, names and terms of `text`, whether that settles every difference)."""
    old, new = tokens(unit.source, lexicon), tokens(text, lexicon)
    target, whole = unit.target, True
    matcher = SequenceMatcher(None, [t.key for t in old], [t.key for t in new], autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            continue
        left, right = [t for t in old[a:b] if not _slight(t)], [t for t in new[c:d] if not _slight(t)]
        if len(left) != len(right):
            whole = False
            continue
        for one, other in zip(left, right, strict=True):
            changed = _exchanged(target, one, other) if one.english and one.kind == other.kind else None
            whole = whole and changed is not None
            target = changed if changed is not None else target
    return target, whole


def _slight(token: Token) -> bool:
    return not token.english and _PARTICLE.fullmatch(token.text) is not None


def _exchanged(target: str, old: Token, new: Token) -> str | None:
    """`target` with the old token's English replaced; None where it does not stand there just once."""
    for place, form in enumerate(old.english):
        found = list(re.finditer(rf"(?<![\w.,]){re.escape(form)}(s|es)?(?![\w]|[.,]\d)", target, re.IGNORECASE))
        if len(found) != 1:
            continue
        match = found[0]
        said = new.english[place] if old.kind == "figure" and place < len(new.english) else new.english[0]
        if old.kind == "term":
            said += "s" if match[1] and not said.endswith("s") else ""
            if match[0][:1].isupper():
                said = said[:1].upper() + said[1:]
        return target[: match.start()] + said + target[match.end() :]
    return None


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Figures, names and terms as they stand, and the words between them."""
    spans: list[tuple[int, int, tuple[str, ...], str]] = []

    def add(start: int, end: int, english: Sequence[str], kind: str) -> None:
        if not any(start < b and a < end for a, b, _, _ in spans):
            spans.append((start, end, tuple(english), kind))

    for name in named(text, lexicon):
        add(name.start, name.end, name.forms, "name")
    for figure in find(text):
        add(figure.start, figure.end, figure.forms, "figure")
    for match in lexicon.find(text):
        if not match.entry.word and not any(is_korean(e) for e in match.entry.english):
            add(match.start, match.end, [in_sentence(e) for e in match.entry.english], "term")
    out, at = [], 0
    for start, end, english, kind in sorted(spans):
        out += _words(text[at:start])
        out.append(Token(text[start:end], english, kind))
        at = end
    return out + list(_words(text[at:]))


def _words(text: str) -> Iterator[Token]:
    return (Token(m[0]) for m in re.finditer(r"\S+", text))
