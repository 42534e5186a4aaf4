"""A synchronous grammar: every rule writes the Korean and the English of one phrase, so a pair cannot drift apart.

A table file is plain text, `# ` begins a comment. `[name] ko | en` opens a symbol and names its columns (several English ones where a verb
needs forms: `[deed] ko | base past ing nom`); each further line is a rule with that many `|` fields.
    {name} {name:2} {name.ing}   another symbol, a second one of it, a column of it
    #d1 #n1 #a1 #o1              a date, number, amount or name slot of this rule
    [당사^회사]                   one of these, chosen afresh
    ~했 ~(따릅니다;따름;따르며;따른다)    a verb ending: polite; nominal; connective; plain
    {name}을                     a particle after a symbol or slot takes the shape that its noun asks for
    a(n)                         the article that fits
    (pl)                         the noun before is plural: the verb that follows agrees
    (lc)                         the next word begins in lower case, unless it is an abbreviation
    (,)                          closes an apposition where no other mark does
Every column of a rule holds the same symbols and slots, as often where they carry figures: checked on load.
"""
from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from documents.figures import find
from documents.masking import SLOT as NUMBERED
from documents.masking import latin_runs

TOKEN = re.compile(r"\{(\w+)(?::(\d))?(?:\.(\w+))?\}|#([dnao])(\d)|\[([^\[\]]*\^[^\[\]]*)\]|~\(([^)]*)\)|~([가-힣]+)")
PARTICLE = re.compile(r"(\}|#[dnao]\d|\])(을|를|은|는|이|가|과|와|으로|로)(?=[\s,.)]|부터|서|써|의|$)")
PAIRS = {"을": "을를", "를": "을를", "은": "은는", "는": "은는", "이": "이가", "가": "이가",
         "과": "과와", "와": "과와", "으로": "로", "로": "로"}
KINDS = {"d": "date", "n": "num", "a": "amt", "o": "org"}
AN = re.compile(r"\ba\(n\) (\S+)")

HELD_OUT = 20          # one pattern in so many is kept for evaluation

POLITE, NOMINAL, LINK, PLAIN = range(4)
ENDINGS = {
    "했": (("하였습니다", "했습니다"), ("하였음", "함"), ("하였으며", "하였고", "했으며"), ("하였다",)),
    "한다": (("합니다",), ("함",), ("하며", "하고"), ("한다",)),
    "하겠": (("하겠습니다",), ("하겠음", "할 예정임"), ("하겠으며",), ("하겠다",)),
    "할예정": (("할 예정입니다", "할 예정입니다", "할 계획입니다"), ("할 예정임", "할 예정", "할 계획임"), ("할 예정이며",), ("할 예정이다",)),
    "될예정": (("될 예정입니다",), ("될 예정임", "될 예정"), ("될 예정이며",), ("될 예정이다",)),
    "됐": (("되었습니다", "됐습니다"), ("되었음", "됨"), ("되었으며", "되었고"), ("되었다",)),
    "된다": (("됩니다",), ("됨",), ("되며", "되고"), ("된다",)),
    "이다": (("입니다",), ("임",), ("이며", "이고"), ("이다",)),
    "였": (("였습니다",), ("였음",), ("였으며",), ("였다",)),
    "있다": (("있습니다",), ("있음",), ("있으며", "있고"), ("있다",)),
    "없다": (("없습니다",), ("없음",), ("없으며",), ("없다",)),
    "않다": (("않습니다", "아니합니다"), ("않음", "아니함"), ("않으며", "아니하며"), ("아니한다", "않는다")),
    "않았": (("않았습니다", "아니하였습니다"), ("않았음", "아니하였음"), ("않았으며",), ("아니하였다", "않았다")),
    "아니다": (("아닙니다",), ("아님",), ("아니며",), ("아니다",)),
    "바란다": (("바랍니다",), ("바람",), ("바라며",), ("바란다",)),
    "할수있다": (("할 수 있습니다",), ("할 수 있음",), ("할 수 있으며",), ("할 수 있다",)),
    "될수있다": (("될 수 있습니다",), ("될 수 있음",), ("될 수 있으며",), ("될 수 있다",)),
    "하지않다": (("하지 않습니다", "하지 아니합니다"), ("하지 않음", "하지 아니함"), ("하지 않으며", "하지 아니하며"), ("하지 아니한다",)),
    "하여야한다": (("하여야 합니다",), ("하여야 함",), ("하여야 하며",), ("하여야 한다",)),
    "중이다": ((" 중입니다", " 중에 있습니다"), (" 중임", " 중"), (" 중이며",), (" 중이다",)),
    "예정이다": ((" 예정입니다",), (" 예정임", " 예정"), (" 예정이며",), (" 예정이다",)),
    "따른다": (("따릅니다",), ("따름",), ("따르며",), ("따른다",)),
    "하라": (("합니다", "합니다", "합니다", "하세요", "하십시오"), ("함",), ("하고", "한 다음", "한 후")),
    "하다": (("합니다",), ("함",), ("하며",)),
    "할수없다": (("할 수 없습니다",), ("할 수 없음",), ("할 수 없으며",)),
    "해야한다": (("해야 합니다",), ("해야 함",), ("해야 하며",)),
    "받았": (("받았습니다",), ("받았음", "받음"), ("받았으며",), ("받았다",)),
}
OPEN_TENSE = {"한다", "할예정", "될예정", "된다", "할수있다", "될수있다", "하지않다", "하여야한다", "예정이다", "따른다", "하겠"}
PAST = {"했", "됐", "받았"}


def _forms(ending: tuple, register: int) -> tuple:
    """Those of one register; an ending spelt out without a plain form ends as a noun there."""
    return ending[register if register < len(ending) else NOMINAL]


def pattern_id(form: str, source: str) -> str:
    """Known by its words, so that it stays on its side of the split when tables grow."""
    return f"{form}/{sha1(source.encode()).hexdigest()[:8]}"


def is_held_out(pattern: str) -> bool:
    return int(pattern[-8:], 16) % HELD_OUT == 0


class GrammarError(ValueError):
    """A table line that does not fit the grammar; the message names the file and the line."""


@dataclass(frozen=True)
class Rule:
    refs: tuple[str, ...]                 # symbols to grow, one a distinct reference
    fields: dict[str, tuple]              # column → parts
    slots: int                            # distinct slots of this rule
    source: str                           # the Korean as written: what a pattern is known by
    ending: str | None                    # the last ending's name, "*" for one spelt out, None for a noun phrase


class Node:
    __slots__ = ("rule", "kids", "first")

    def __init__(self, rule, kids, first):
        self.rule, self.kids, self.first = rule, kids, first


def _compile(text: str, refs: dict, slots: dict) -> tuple:
    text = PARTICLE.sub(lambda m: m[1] + "\x02" + PAIRS[m[2]][0], text)
    parts, at = [], 0
    for m in TOKEN.finditer(text):
        if m.start() > at:
            parts.append(text[at:m.start()])
        name, index, column, kind, number, choice, spelt, ending = m.groups()
        if name:
            parts.append(("ref", refs.setdefault((name, index or "1"), len(refs)), column))
        elif kind:
            parts.append(("slot", slots.setdefault((kind, number), len(slots)), kind))
        elif choice is not None:
            parts.append(("choice", choice.split("^"), None))
        elif spelt:
            forms = spelt.split(";")
            parts.append(("end", tuple((f,) for f in forms), "*"))
        else:
            parts.append(("end", ENDINGS[ending], ending))
        at = m.end()
    if at < len(text):
        parts.append(text[at:])
    return tuple(parts)


def _contents(parts: tuple) -> Counter:
    return Counter((p[0], p[1]) for p in parts if isinstance(p, tuple) and p[0] in ("ref", "slot"))


def read_rule(line: str, columns: list[str], where: str) -> Rule:
    cells = [c.strip() for c in line.split("|")]
    if len(cells) != len(columns):
        raise GrammarError(f"{where}: {len(cells)} fields, {len(columns)} columns: {line}")
    refs, slots = {}, {}
    try:
        fields = {c: _compile(t, refs, slots) for c, t in zip(columns, cells, strict=True)}
    except KeyError as e:
        raise GrammarError(f"{where}: unknown ending {e}: {line}") from e
    counts = [_contents(p) for p in fields.values()]
    if any(set(c) != set(counts[0]) or any(c[k] != counts[0][k] for k in c if k[0] == "slot") for c in counts):
        raise GrammarError(f"{where}: the columns hold different symbols or slots: {line}")
    endings = [p[2] for p in fields[columns[0]] if isinstance(p, tuple) and p[0] == "end"]
    return Rule(tuple(n for n, _ in refs), fields, len(slots), cells[0], endings[-1] if endings else None)


def read_tables(paths: list[Path], given: dict[str, list[Rule]] | None = None) -> dict[str, list[Rule]]:
    """symbol → rules, those `given` among them. A symbol may be continued in another file with the same columns."""
    symbols: dict[str, list[Rule]] = dict(given or {})
    columns_of: dict[str, list[str]] = {}
    for path in paths:
        name = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{path.name}:{number}"
            if not line.strip() or line.startswith("# "):
                continue
            if head := re.fullmatch(r"\[([\w:]+)\](?: (.+))?", line.strip()):
                name = head[1]
                columns = (head[2] or "ko | en").replace("|", " ").split()
                if columns_of.setdefault(name, columns) != columns:
                    raise GrammarError(f"{where}: {name} has other columns elsewhere")
                symbols.setdefault(name, [])
                continue
            if name is None:
                raise GrammarError(f"{where}: a rule before any symbol")
            symbols[name].append(read_rule(line, columns_of[name], where))
    for name, rules in symbols.items():
        for rule in rules:
            for ref in rule.refs:
                if ref not in symbols:
                    raise GrammarError(f"{name}: {rule.source}: there is no symbol {ref}")
    _check_repeats(symbols)
    return symbols


def _check_repeats(symbols: dict[str, list[Rule]]) -> None:
    """A symbol that brings slots must stand as often in every column, or a slot would be lost or doubled."""
    slotted: set[str] = set()
    while True:
        more = {n for n, rules in symbols.items() if n not in slotted
                and any(r.slots or slotted & set(r.refs) for r in rules)}
        if not more:
            break
        slotted |= more
    for name, rules in symbols.items():
        for rule in rules:
            counts = [_contents(p) for p in rule.fields.values()]
            for i, ref in enumerate(rule.refs):
                if ref in slotted and len({c["ref", i] for c in counts}) > 1:
                    raise GrammarError(f"{name}: {rule.source}: {ref} stands more often in one column")


class Writer:
    """Grows rules into trees and writes them out; one per stream, so that a seed decides everything."""

    def __init__(self, symbols: dict[str, list[Rule]], rng: random.Random):
        self.symbols, self.rng, self.count = symbols, rng, 0

    def grow(self, rule: Rule) -> Node:
        first = self.count
        self.count += rule.slots
        symbols, random_ = self.symbols, self.rng.random
        kids = [self.grow(rules[int(random_() * len(rules))]) for rules in map(symbols.__getitem__, rule.refs)]
        return Node(rule, kids, first)

    def write(self, node: Node, column: str, register: int, mode: int | None = None) -> str:
        """`register` for inner endings, `mode` for the last one."""
        rule = node.rule
        out = []
        last = None
        parts = rule.fields.get(column)
        if parts is None:
            parts = rule.fields["ko"] if column == "ko" else next(v for k, v in rule.fields.items() if k != "ko")
        for part in parts:
            if part.__class__ is str:
                out.append(part)
                continue
            what, value, extra = part
            if what == "ref":
                out.append(self.write(node.kids[value], extra or ("ko" if column in ("ko", "kn") else "en"), register))
            elif what == "slot":
                out.append(f"<{extra}@{node.first + value}>")
            elif what == "choice":
                out.append(value[int(self.rng.random() * len(value))])
            else:
                last = len(out)
                forms = _forms(value, register)
                out.append(forms[int(self.rng.random() * len(forms))])
                final = value
        if last is not None and mode is not None and mode != register:
            forms = _forms(final, mode)
            out[last] = forms[int(self.rng.random() * len(forms))]
        return "".join(out)

    def particles(self, text: str) -> str:
        if "\x02" not in text:
            return text
        out = text.split("\x02")
        done = out[0]
        for piece in out[1:]:
            pair, rest = piece[0], piece[1:]
            closed, rieul = self._final(done)
            if pair == "로":
                done += ("으로" if closed and not rieul else "로") + rest
            else:
                done += ({"을": "을", "은": "은", "이": "이", "과": "과"} if closed else
                         {"을": "를", "은": "는", "이": "가", "과": "와"})[pair] + rest
        return done

    def _final(self, text: str) -> tuple[bool, bool]:
        """Does the noun end in a consonant, and is it rieul? Unknown (slots, Latin script): chance decides."""
        if text.endswith(")") and "(" in text:
            text = text[:text.rindex("(")].rstrip()
        last = text.rstrip("'\"’”」』»] ")[-1:]
        if "가" <= last <= "힣":
            jong = (ord(last) - 0xAC00) % 28
            return jong > 0, jong == 8
        return self.rng.random() < 0.5, False


LATIN = re.compile(r"[A-Za-z]{2}")
SLOT = re.compile(r"<([dnao])@(\d+)>")


def number_slots(ko: str, en: str) -> tuple[str, str]:
    """Slots numbered by type in the order in which the Korean first shows them; Latin runs of both become slots."""
    names: dict[str, str] = {}
    counts: Counter = Counter()
    if LATIN.search(ko):
        ko, en = _mask_latin(ko, en)

    def name(m):
        key = m[0]
        if key not in names:
            counts[m[1]] += 1
            names[key] = f"<{KINDS[m[1]]}{counts[m[1]]}>"
        return names[key]
    ko = SLOT.sub(name, ko)
    return ko, SLOT.sub(lambda m: names[m[0]], en)


def _mask_latin(ko: str, en: str) -> tuple[str, str]:
    """The translator hides Latin-script runs of its source from the model, so the corpus must show them as it does."""
    out, last = [], 0
    keys: dict[str, str] = {}
    for start, end in latin_runs(ko):
        surface = ko[start:end]
        word = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(surface)}(?![A-Za-z0-9_])")
        if len(word.findall(en)) != len(word.findall(ko)):
            continue
        keys.setdefault(surface, f"<o@{9000 + len(keys)}>")
        out += [ko[last:start], keys[surface]]
        last = end
    for surface in sorted(keys, key=len, reverse=True):
        en = re.sub(rf"(?<![A-Za-z0-9_]){re.escape(surface)}(?![A-Za-z0-9_])", keys[surface], en)
    return "".join(out) + ko[last:], en


def mask_figures(ko: str, en: str) -> tuple[str, str]:
    """Figures of fixed phrases (1주당 → per share) become slots where the English says what code would write."""
    if not re.search(r"\d", NUMBERED.sub("", ko)):
        return ko, en
    taken = [m.span() for m in NUMBERED.finditer(ko)]
    out, last, fresh = [], 0, 900
    for figure in sorted(find(ko), key=lambda f: f.start):
        if any(figure.start < b and a < figure.end for a, b in taken) or figure.start < last:
            continue
        said = re.compile(rf"(?<![\w<]){re.escape(figure.english)}(?![\w>])", re.IGNORECASE)
        if said.search(en):
            en = said.sub(f"<{figure.kind}{fresh}>", en, count=1)
            out += [ko[last:figure.start], f"<{figure.kind}{fresh}>"]
            last, fresh = figure.end, fresh + 1
    ko = "".join(out) + ko[last:]
    names: dict[str, str] = {}
    counts: Counter = Counter()
    every = re.compile(r"<(num|amt|date|org)\d+>")
    for m in every.finditer(ko):
        if m[0] not in names:
            counts[m[1]] += 1
            names[m[0]] = f"<{m[1]}{counts[m[1]]}>"
    return every.sub(lambda m: names[m[0]], ko), every.sub(lambda m: names[m[0]], en)


def article(text: str) -> str:
    if "a(n)" not in text:
        return text

    def fit(m):
        word = m[1]
        if len(word) > 1 and word[:2].isupper() and word[0] in "AEFHILMNORSX":
            return f"an {word}"
        lower = word.lower().lstrip("'\"(")
        if lower.startswith(("uni", "one", "eu", "us", "util", "u.")) and not lower.startswith(("unin", "unsh", "unim")):
            return f"a {word}"
        return f"{'an' if lower[:1] in 'aeiou' or lower.startswith('hour') else 'a'} {word}"
    return AN.sub(fit, text)


PLURAL = re.compile(r"\(pl\)((?:,? (?:stated )?above| stated in <num\d+>)?,?) (is|was|has|does|includes)\b")
PLURAL_VERB = {"is": "are", "was": "were", "has": "have", "does": "do", "includes": "include"}


def agree(text: str) -> str:
    if "(pl)" in text:
        text = PLURAL.sub(lambda m: f"{m[1]} {PLURAL_VERB[m[2]]}", text).replace("(pl)", "")
    if "(,)" in text:
        text = re.sub(r"\(,\)(?=[,.;:)]|$)", "", text).replace("(,)", ",")
    if "(lc)" in text:
        text = re.sub(r"\(lc\)(\w)(?![A-Z])", lambda m: m[1].lower(), text).replace("(lc)", "")
    return text


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def finish(english: str) -> str:
    """Articles, agreement, marks and the first capital."""
    return capital(agree(article(english))).replace("etc..", "etc.").replace("), ,", "),")
