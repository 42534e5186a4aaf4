"""Sentences and form labels of Korean exchange disclosures with their English, composed from the tables beside this.

The tables are the text: see `grammar` for their notation. Frames (a condition before, a ground, an opening word, a
quoted item, two clauses made one) multiply the patterns here, in code, because they change endings and capitals.
"""
from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha1
from pathlib import Path

from training.corpora.grammar import (
    LINK,
    NOMINAL,
    OPEN_TENSE,
    PAST,
    PLAIN,
    POLITE,
    Rule,
    Writer,
    capital,
    finish,
    is_held_out,
    mask_figures,
    number_slots,
    pattern_id,
    read_tables,
)

TABLES = Path(__file__).parent / "tables"
DICTIONARY = Path(__file__).parents[3] / "dictionaries" / "finance.csv"
LABELS = 0.38          # share of form labels among the pairs
LONG = 90              # characters of a pattern that is a long sentence by itself, so that no frame is put around it
LEADS = ("다만", "단,", "또한", "한편", "아울러", "따라서", "이에", "참고로", "향후 ", "현재 ", "이 경우", "상기와 같이", "만약", "※", "주1)", "주2)", "주3)")
CONDITIONS = ("if ", "in the event ", "upon ", "where ", "when ", "unless ", "notwithstanding ")   # bear no other before
TITLED = re.compile(r"[^:|]{1,24}: ")     # 청구취지: …, whose words before the colon stand first


@cache
def tables() -> tuple[dict[str, list[Rule]], dict[str, list[tuple[str, Rule]]], list, list]:
    """symbols, form → sentence patterns, label patterns (id, form, rule), whole dictionary cells (id, ko, en)."""
    symbols = read_tables(sorted(TABLES.glob("*.txt")))
    sentences = {name[2:]: [(pattern_id(name[2:], r.source), r) for r in rules]
                 for name, rules in symbols.items() if name.startswith("S:")}
    labels = [(pattern_id(name[2:], r.source), name[2:], r)
              for name, rules in symbols.items() if name.startswith("L:") for r in rules]
    cells = []
    if DICTIONARY.exists():
        with DICTIONARY.open(encoding="utf-8", newline="") as file:
            cells = [(f"dictionary/{sha1(row['korean'].encode()).hexdigest()[:8]}", row["domain"], row["korean"],
                      row["english"]) for row in csv.DictReader(file)
                     if not row["sense"]]     # a sense says that the words alone do not decide
    return symbols, sentences, labels, cells


def patterns(held_out: bool = False) -> set[str]:
    """Ids of the grammar's patterns on one side of the split. Dictionary cells are facts, never held out."""
    _, sentences, labels, _ = tables()
    every = {i for rules in sentences.values() for i, _ in rules} | {i for i, _, _ in labels}
    return {i for i in every if is_held_out(i) == held_out}


def generate(seed: int, n: int, held_out: bool = False) -> Iterator[dict]:
    """n pairs {"ko", "en", "kind": "label"|"sentence", "form", "pattern"}; with `held_out` only from kept patterns."""
    symbols, sentences, labels, cells = tables()
    rng = random.Random(f"disclosures {seed} {held_out}")
    writer = Writer(symbols, rng)
    train = {f: [p for p in ps if not is_held_out(p[0])] for f, ps in sentences.items()}
    own = {f: [p for p in ps if is_held_out(p[0]) == held_out] for f, ps in sentences.items()}
    # a pattern with more open places has more to say, and a long one more to learn
    pool = [(f, i, r) for f, ps in own.items() for i, r in ps for _ in range(1 + min(3, len(r.refs)) + len(r.source) // 70)]
    label_pool = [x for x in labels if is_held_out(x[0]) == held_out]
    for _ in range(n):
        writer.count = 0
        if label_pool and rng.random() < LABELS:
            if cells and not held_out and rng.random() < 0.5:
                pattern, form, ko, en = cells[int(rng.random() * len(cells))]
            else:
                pattern, form, rule = label_pool[int(rng.random() * len(label_pool))]
                node = writer.grow(rule)
                ko, en = writer.write(node, "ko", NOMINAL), writer.write(node, "en", NOMINAL)
            kind, ko = "label", _label_spacing(writer.particles(ko), rng)
        else:
            form, pattern, rule = pool[int(rng.random() * len(pool))]
            ko, en = _sentence(writer, rng, rule, train.get(form) or train["general"])
            kind, ko = "sentence", _sentence_spacing(writer.particles(ko), rng)
        ko, en = mask_figures(*number_slots(ko, en))
        yield {"ko": ko, "en": finish(en), "kind": kind, "form": form, "pattern": pattern}


def _sentence(writer: Writer, rng: random.Random, rule: Rule, others: list) -> tuple[str, str]:
    symbols = writer.symbols
    register = _register(rng.random())
    node = writer.grow(rule)
    if rule.ending is None:                                   # a noun phrase stands alone
        return writer.write(node, "ko", register), writer.write(node, "en", register)
    stop = "." if register != NOMINAL or rng.random() < 0.5 else ""

    def clause(n, mode=register):
        return writer.write(n, "ko", register, mode), writer.write(n, "en", register)

    def grown(name):
        choice = symbols[name]
        n = writer.grow(choice[int(rng.random() * len(choice))])
        return writer.write(n, "ko", register), writer.write(n, "en", register)
    ko, en = clause(node)
    frame = rng.random()
    if frame < 0.50 or _stands_first(rule) or len(rule.source) > LONG and frame < 0.95:
        pass
    elif frame < 0.62:                                        # two clauses in one sentence
        other = _other(writer, rng, rule, others)
        ko, _ = clause(node, LINK)
        ko2, en2 = clause(other)
        ko, en = f"{ko}, {ko2}", f"{en}, and {en2}"
    elif frame < 0.72 and rule.ending in OPEN_TENSE and not en.startswith(CONDITIONS):
        ko1, en1 = grown("cond")
        ko, en = rng.choice(((f"{ko1} {ko}", f"{en1}, {en}"), (f"{ko1}, {ko}", f"{en1}, {en}"),
                             (f"{ko1}에는 {ko}", f"{en1}, {en}"), (f"단, {ko1} {ko}", f"however, {en1}, {en}")))
    elif frame < 0.82:
        timed = "span" if rule.ending in OPEN_TENSE else "moment" if rule.ending in PAST else None
        ko1, en1 = grown(timed if timed and rng.random() < 0.35 else "openings")
        ko, en = (f"{ko1}, {ko}" if rng.random() < 0.6 else f"{ko1} {ko}"), f"{en1}{',' if en1 != 'provided that' else ''} {en}"
    elif frame < 0.88:
        ko1, en1 = grown("basis")
        tail = rng.choice((("에 따라", "in accordance with"), ("에 의거하여", "pursuant to"), ("에 의하여", "pursuant to"),
                           ("에 근거하여", "on the basis of"), ("에 의거", "pursuant to")))
        ko, en = f"{ko1}{tail[0]} {ko}", f"{tail[1]} {en1}, {en}"
    elif frame < 0.92:
        ko1, en1 = grown("reason")
        ko, en = f"{ko1}\x02로 인하여 {ko}", f"due to {en1}, {en}"
    elif frame < 0.95:
        ko1, en1 = grown("item")
        ko1, en1 = ko1.removeprefix("상기 "), en1.replace("the above ", "the ")
        ko, en = rng.choice(((f"상기 '{ko1}'의 경우, {ko}", f"in the case of '{_bare(en1)}' above, {en}"),
                             (f"상기 {ko1}\x02과 관련하여 {ko}", f"in relation to {en1} above, {en}")))
    else:                                                     # two sentences
        other = _other(writer, rng, rule, others, alone=True)
        ko2, en2 = clause(other)
        ko, en = f"{ko}. {ko2}", f"{en}. {capital(en2)}"
    return _above_once(ko) + stop, ABOVE_TWICE.sub(r"the above \1", en) + stop


ABOVE_TWICE = re.compile(r"the above ([^,.;]{3,40}?)(?: stated)? above\b")


def _above_once(ko: str) -> str:
    return ko.replace("상기 상기 ", "상기 ").replace("상기 '상기 ", "상기 '")


def _stands_first(rule: Rule) -> bool:
    return rule.source.startswith(LEADS) or TITLED.match(rule.source) is not None


def _register(chance: float) -> int:
    return POLITE if chance < 0.48 else NOMINAL if chance < 0.86 else PLAIN


def _other(writer: Writer, rng: random.Random, first: Rule, others: list, alone: bool = False):
    """A clause to go with another: after a stop it may be long or open with an adverb, after a comma neither."""
    for _ in range(60):
        rule = others[int(rng.random() * len(others))][1]
        if rule is not first and rule.ending and (alone or len(rule.source) <= LONG and not _stands_first(rule)):
            break
    return writer.grow(rule)


def _bare(en: str) -> str:
    return capital(en.removeprefix("the "))


SPACED = re.compile(r"(?<=[가-힣]) (?=[가-힣])")


def _label_spacing(ko: str, rng: random.Random) -> str:
    """Forms space their labels as they please: 정 정 신 고, 신주의배정기준일, 금액 (원)."""
    chance = rng.random()
    if chance < 0.05:
        return SPACED.sub("", ko)
    if chance < 0.08 and 2 <= len(ko) <= 6 and "<" not in ko and " " not in ko:
        return " ".join(ko)
    if chance < 0.13:
        return ko.replace(" (", "(") if " (" in ko else ko.replace("(", " (").replace("  (", " (")
    if chance < 0.17:
        return ko.replace("ㆍ", rng.choice("·,/")) if "ㆍ" in ko else ko.replace(" 및 ", "및")
    return ko


CONTRACTED = re.compile(r"(위|대|관|인|통|의|비|감안|고려)하여(?=[ ,])")
COMPANY = re.compile(r"(?<![가-힣])당사(?=[는가의에를와]|로부터)")


def _sentence_spacing(ko: str, rng: random.Random) -> str:
    """Writers space, shorten and name the company as they please."""
    if rng.random() < 0.25:
        ko = CONTRACTED.sub(r"\1해", ko)
    if rng.random() < 0.08:
        ko = COMPANY.sub("회사", ko)
    chance = rng.random()
    if chance < 0.06:
        gaps = [m.start() for m in SPACED.finditer(ko)]
        if gaps:
            at = gaps[int(rng.random() * len(gaps))]
            return ko[:at] + ko[at + 1:]
    if chance < 0.14:
        return ko.replace("상기 ", "상기의 ", 1)
    if chance < 0.18:
        return ko.replace("상기 ", "위 ", 1)
    return ko
