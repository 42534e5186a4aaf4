"""Sentences, headings and table cells of ERP, billing and tax documentation, Korean and English, from the tables beside this.

The tables are text in the notation of `grammar`; «…» marks a name of the screen, which is written bare, bold or in
italics as documentation does. Symbols from dictionaries/erp.csv: `label` (any term as a name of the screen), `term`
(any), `noun` (without an article), `thing` (created, posted, approved), `measure` (an amount) and `day` (a date, a number).
"""
from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from training.corpora.grammar import (
    LINK,
    POLITE,
    Rule,
    Writer,
    article,
    capital,
    finish,
    is_held_out,
    mask_figures,
    number_slots,
    pattern_id,
    read_rule,
    read_tables,
)

TABLES = Path(__file__).parent / "tables"
DICTIONARY = Path(__file__).parents[3] / "dictionaries" / "erp.csv"
LABELS = 0.25          # share of headings and cells among the pairs
SHARES = {"step": 30, "lead": 7, "fact": 33, "topic": 7, "refer": 5, "need": 4, "release": 4, "ask": 3, "billing": 9, "tax": 8}

# The last word of a term says what can be done with it.
THINGS = set("""order line invoice journal quotation quote agreement contract requisition request plan profile group rule template
policy record category model project task job position account item product asset location warehouse report document
statement proposal payment schedule calendar voucher check receipt shipment load wave container formula route version
budget lease test workflow form list structure definition subscription license note memo forecast timesheet role resource
program certificate registration reservation activity directive code method type transaction batch kanban book entry
declaration return filing bill""".split())
MEASURES = set("""amount price cost quantity rate balance percentage total discount fee weight value margin revenue
expense salary""".split())
DAYS = set("date number period unit currency time status name".split())
MASS = re.compile(r"(ing|ment|tion|sion|ance|ity|tax|inventory|payroll|finance|logistics|overhead|capacity|labor|cash|freight)$")
IRREGULAR = {"check": "checks", "kanban": "kanbans", "hours": "hours"}

COUNTED = set("""environment department segment requirement appointment element commitment adjustment assignment allocation
attachment application instrument enhancement limitation exception condition notification organization dimension permission
operation integration station section region location jurisdiction""".split())


def plural(noun: str) -> str:
    """Of its last word, or of the word before `of`, `for` and the like."""
    if head := re.match(r"(.+?)( (?:of|for|by|in|at|to) .+)", noun):
        return plural(head[1]) + head[2]
    *before, last = noun.split(" ")
    if last in IRREGULAR:
        word = IRREGULAR[last]
    elif re.search(r"[^aeiou]y$", last):
        word = last[:-1] + "ies"
    else:
        word = last + ("es" if re.search(r"(s|x|ch|sh|z)$", last) else "s")
    return " ".join([*before, word])


def _terms() -> dict[str, list[Rule]]:
    symbols: dict[str, list[Rule]] = {name: [] for name in ("label", "term", "noun", "thing", "measure", "day")}

    def add(name: str, *cells: str) -> None:
        symbols[name].append(read_rule(" | ".join(cells), ["ko", "en", "pl"][: len(cells)], DICTIONARY.name))
    with DICTIONARY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        ko, en = row["korean"], row["english"]
        add("label", f"«{ko}»", f"«{capital(en)}»")
        if row["register"] != "term" or row["domain"] in ("ui", "general"):
            continue
        add("term", ko, en)
        last = re.split(r" (?:of|for|by|in|to) ", en)[0].split()[-1]
        kinds = [name for name, heads in (("thing", THINGS), ("measure", MEASURES), ("day", DAYS)) if last in heads]
        for name in kinds:
            add(name, ko, en, plural(en))
        if not kinds and last not in COUNTED and MASS.search(last):
            add("noun", ko, en)
    return symbols


@cache
def tables() -> tuple[dict[str, list[Rule]], dict[str, list[tuple[str, Rule]]], list[tuple[str, str, Rule]]]:
    """symbols, form → sentence patterns, label patterns (id, form, rule)."""
    symbols = read_tables(sorted(TABLES.glob("*.txt")), _terms())
    sentences = {name[2:]: [(pattern_id(name[2:], r.source), r) for r in rules]
                 for name, rules in symbols.items() if name.startswith("S:")}
    labels = [(pattern_id(name[2:], r.source), name[2:], r)
              for name, rules in symbols.items() if name.startswith("L:") for r in rules]
    return symbols, sentences, labels


def patterns(held_out: bool = False) -> set[str]:
    """Ids of the patterns on one side of the split."""
    _, sentences, labels = tables()
    every = {i for rules in sentences.values() for i, _ in rules} | {i for i, _, _ in labels}
    return {i for i in every if is_held_out(i) == held_out}


def generate(seed: int, n: int, held_out: bool = False) -> Iterator[dict]:
    """n pairs {"ko", "en", "kind": "label"|"sentence", "form", "pattern"}; with `held_out` only from kept patterns."""
    symbols, sentences, labels = tables()
    rng = random.Random(f"erp {seed} {held_out}")
    writer = Writer(symbols, rng)
    train = {f: [r for i, r in ps if not is_held_out(i) and r.ending] for f, ps in sentences.items()}
    own = {f: [p for p in ps if is_held_out(p[0]) == held_out] for f, ps in sentences.items()}
    forms = [f for f in SHARES if own.get(f)]
    weights = [SHARES[f] for f in forms]
    label_pool = [x for x in labels if is_held_out(x[0]) == held_out]
    for _ in range(n):
        writer.count = 0
        if rng.random() < LABELS:
            pattern, form, rule = rng.choice(label_pool)
            node = writer.grow(rule)
            kind, ko, en = "label", writer.write(node, "ko", POLITE), writer.write(node, "en", POLITE)
        else:
            form = rng.choices(forms, weights)[0]
            pattern, rule = rng.choice(own[form])
            kind = "sentence"
            ko, en = (_step if form == "step" else _statement)(writer, rng, form, rule, train)
        ko, en = _marks(writer.particles(ko), finish(en), rng)
        ko, en = mask_figures(*number_slots(ko, en))
        yield {"ko": ko, "en": capital(en), "kind": kind, "form": form, "pattern": pattern}


def _grown(writer: Writer, name: str) -> tuple[str, str]:
    node = writer.grow(writer.rng.choice(writer.symbols[name]))
    return writer.write(node, "ko", POLITE), writer.write(node, "en", POLITE)


def _clause(writer: Writer, rule: Rule, mode: int = POLITE) -> tuple[str, str]:
    node = writer.grow(rule)
    return writer.write(node, "ko", POLITE, mode), article(writer.write(node, "en", POLITE))


def _step(writer: Writer, rng: random.Random, form: str, rule: Rule, train: dict) -> tuple[str, str]:
    """An instruction, on its own, with its place, its purpose or its condition before it, or with a second one."""
    frame = rng.random()
    if frame < 0.14:
        ko, en = _clause(writer, rule, LINK)
        ko2, en2 = _clause(writer, rng.choice(train["step"]))
        return f"{ko} {ko2}.", f"{en}, and then{',' if en2.startswith(('to ', 'in ', 'on ')) else ''} {en2}."
    ko, en = _clause(writer, rule)
    if frame < 0.38 and not en.startswith(("in ", "on ", "to ", "make sure", "sign", "go ")):
        ko1, en1 = _grown(writer, "at")
        ko, en = f"{ko1} {ko}", f"{en1}, {en}"
    elif frame < 0.46 and not en.startswith("to ") and "하려면" not in ko:
        ko1, en1, _ = _task(writer)
        ko, en = f"{ko1}하려면 {ko}", f"to {en1}, {en}"
    elif frame < 0.54:
        ko1, en1 = _grown(writer, "cond")
        ko, en = f"{ko1} {ko}", f"{en1}, {en}"
    elif frame < 0.57:
        ko, en = rng.choice(((f"선택 사항: {ko}", f"Optional: {capital(en)}"), (f"그런 다음 {ko}", f"then {en}"),
                             (f"그런 다음 {ko}", f"next, {en}"), (f"다음으로, {ko}", f"next, {en}")))
    elif frame < 0.63:
        ko2, en2 = _clause(writer, rng.choice(train["fact"]))
        ko, en = f"{ko}. {ko2}", f"{en}. {capital(en2)}"
    return f"{ko}.", f"{en}."


def _task(writer: Writer) -> tuple[str, str, str]:
    node = writer.grow(writer.rng.choice(writer.symbols["task"]))
    return tuple(writer.write(node, column, POLITE) for column in ("ko", "en", "ing"))


STEMS = {"합니다": ("하므로", "하지만"), "됩니다": ("되므로", "되지만"), "입니다": ("이므로", "이지만"),
         "있습니다": ("있으므로", "있지만"), "없습니다": ("없으므로", "없지만"), "않습니다": ("않으므로", "않지만")}
BINDS = re.compile(f"(?:{'|'.join(STEMS)})$")


def _statement(writer: Writer, rng: random.Random, form: str, rule: Rule, train: dict) -> tuple[str, str]:
    if rule.ending is None:                       # a question or a phrase stands as it is written
        return _clause(writer, rule)
    frame = rng.random()
    free = form in ("fact", "billing", "tax")
    if free and frame < 0.08:
        ko, en = _clause(writer, rule, LINK)
        ko2, en2 = _clause(writer, rng.choice(train[form]))
        return f"{ko}, {ko2}.", f"{en}, and {en2}."
    ko, en = _clause(writer, rule)
    if "경우" in ko or "하려면" in ko:             # one condition is enough
        free = False
    if free and frame < 0.14 and (ending := BINDS.search(ko)):
        ko2, en2 = _clause(writer, rng.choice(train[form]))
        head, (because, although) = ko[: ending.start()], STEMS[ending[0]]
        ko, en = rng.choice(((because, f"because {en}, {en2}"), (because, f"{en}, so {en2}"),
                             (although, f"although {en}, {en2}"), (although, f"{en}, but {en2}")))
        ko = f"{head}{ko} {ko2}"
    elif free and frame < 0.30:
        ko1, en1 = _grown(writer, "cond")
        ko, en = (f"{ko1} {ko}", f"{en1}, {en}") if rng.random() < 0.8 else (f"{ko1}, {ko}", f"{en1}, {en}")
    elif free and frame < 0.42:
        ko1, en1 = _grown(writer, "opening")
        ko1 = ko1.rstrip(",")
        ko, en = (f"{ko1}, {ko}" if rng.random() < 0.5 else f"{ko1} {ko}"), f"{en1} {en}"
    elif free and frame < 0.47:
        ko1, en1, _ = _task(writer)
        ko, en = f"{ko1}하려면 {ko}", f"to {en1}, {en}"
    elif free and frame < 0.50:
        ko1, en1 = _grown(writer, "opening")
        ko2, en2 = _grown(writer, "cond")
        ko, en = f"{ko1.rstrip(',')}, {ko2} {ko}", f"{en1} {en2}, {en}"
    elif frame < 0.55 and form in ("fact", "need", "billing", "tax"):
        ko1, en1 = rng.choice((("참고: ", "Note: "), ("중요: ", "Important: "), ("팁: ", "Tip: "), ("- ", "- ")))
        ko, en = f"{ko1}{ko}", f"{en1}{capital(en)}"
    elif frame < 0.61 and form not in ("topic", "refer", "release"):
        other = form if free else "fact"
        ko2, en2 = _clause(writer, rng.choice(train[other]))
        ko, en = f"{ko}. {ko2}", f"{en}. {capital(en2)}"
    stop = "" if en.endswith((".", ":", "?")) else "."
    return f"{ko}{stop or '.'}", f"{en}{stop}"


MARK = re.compile(r"[«»]")
OPEN = re.compile(r"«\w")


def _marks(ko: str, en: str, rng: random.Random) -> tuple[str, str]:
    """Names of the screen are mostly written bare; where they are set off, both sides do it alike."""
    chance = rng.random()
    mark = "**" if chance < 0.08 else "*" if chance < 0.13 else ""
    en = OPEN.sub(lambda m: m[0].upper(), en)
    return MARK.sub(lambda _: mark, ko), MARK.sub(lambda _: mark, en)
