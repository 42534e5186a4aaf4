"""Korean questions and statements of thirty fields with their keywords, composed from a grammar.

Patterns and words are tables beside this file. Every tenth of each is held out by its hash; `held_out=True` draws
sentences from held-out patterns and words only. `python -m training.corpora.keywords ROWS > FILE` writes training rows.
"""

import argparse
import json
import random
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import prompts
from documents.keyphrases import lesson

HERE = Path(__file__).parent
PARTICLES = {"은": ("은", "는"), "이": ("이", "가"), "을": ("을", "를"), "와": ("과", "와"), "로": ("으로", "로"), "이란": ("이란", "란")}
LATIN_FINAL = set("lmnr136780LMNR")
TOKEN = re.compile(r"\{(\w+?)(?::(\w+))?\}|\[([^\]]+)\]|<([^>]+)>")


def generate(seed: int, n: int, held_out: bool = False) -> Iterator[dict]:
    """`n` rows {"text", "keywords", "messages"}; the same for the same arguments."""
    rng = random.Random(f"keywords:{seed}:{held_out}")
    while n > 0:
        row = _sentence(rng, held_out)
        if len(row["text"]) > 160 or not row["keywords"]:
            continue
        yield row | chat(row)
        n -= 1


def chat(row: dict) -> dict:
    """{"messages": …} as at inference; the reply judges candidates in random order, a line each."""
    asked = prompts.load("keywords/compact").render({"text": row["text"]})
    turns = [{"role": m.role, "content": m.content} for m in asked]
    return {"messages": [*turns, {"role": "assistant", "content": lesson(row["text"], row["keywords"])}]}


def with_particle(word: str, particle: str) -> str:
    if particle not in PARTICLES:
        return word + particle
    closed, open_ = PARTICLES[particle]
    final = word.rstrip(")\"' ")[-1]
    if "가" <= final <= "힣":
        jong = (ord(final) - 0xAC00) % 28
        has = jong != 0 and not (particle == "로" and jong == 8)
    else:
        has = final in LATIN_FINAL
    return word + (closed if has else open_)


def _held(text: str) -> bool:
    return zlib.crc32(text.encode()) % 10 == 0


@cache
def _words(held_out: bool) -> list[dict[str, list[str]]]:
    """One table a field: T, P, A, V, F, W → words."""
    fields: list[dict[str, list[str]]] = []
    for line in (HERE / "keywords_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            fields.append({})
        elif line and not line.startswith("#"):
            kind, _, words = line.partition(": ")
            kept = [w.strip() for w in words.split(",")]
            fields[-1][kind] = [w for w in kept if _held(w) == held_out] or kept
    return fields


@cache
def _patterns(held_out: bool) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in (HERE / "keywords_patterns.txt").read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"\[([a-z ]+)\]", line):
            current = sections.setdefault(heading[1], [])
        elif line and not line.startswith("#"):
            current.append(line)
    return {name: [p for p in lines if _held(p) == held_out] or lines for name, lines in sections.items()}


class _Slots:
    """Words drawn for one sentence: the same slot twice is the same word, two slots of a kind are different ones."""

    def __init__(self, rng: random.Random, words: dict[str, list[str]]):
        self.rng, self.words, self.drawn = rng, words, {}

    def word(self, slot: str) -> str:
        if slot not in self.drawn:
            taken = set(self.drawn.values())
            free = [w for w in self.words[slot[0]] if w not in taken] or self.words[slot[0]]
            self.drawn[slot] = self.rng.choice(free)
        return self.drawn[slot]

    def phrase(self, slot: str) -> str:
        """`T`, `T2`: a word; `TA`, `TV`: two words as one compound."""
        if len(slot) == 2 and slot[1].isalpha():
            return f"{self.word(slot[0])} {self.word(slot[1])}"
        return self.word(slot)


def _fill(pattern: str, slots: _Slots, keywords: list[str], given: dict[str, str] | None = None) -> str:
    def one(match: re.Match) -> str:
        slot, particle, literal, compound = match.groups()
        if compound:
            word = re.sub(r"\{(\w+)\}", lambda m: slots.phrase(m[1]), compound)
        elif literal:
            word, _, particle = literal.partition(":")
        elif given and slot in given:
            return with_particle(given[slot], particle) if particle else given[slot]
        else:
            word = slots.phrase(slot)
        keywords.append(word)
        return with_particle(word, particle) if particle else word
    return TOKEN.sub(one, pattern).strip()


def _sentence(rng: random.Random, held_out: bool) -> dict:
    patterns, keywords = _patterns(held_out), []
    slots = _Slots(rng, rng.choice(_words(held_out)))
    kind = rng.choices(["np", "how", "say", "predicate"], [40, 22, 28, 10])[0]
    if kind == "np":
        phrase = _fill(rng.choice(patterns["np"]), slots, keywords)
        text = _fill(rng.choice(patterns["ask"]), slots, keywords, {"NP": phrase})
    elif kind == "predicate":
        subject, modifier, adnominal, conditional, noun = rng.choice(patterns["predicate"]).split("|")
        given = {"S": subject, "M": modifier, "N": adnominal, "C": conditional}
        frame = rng.choice(["predicate np", "predicate how"])
        text = _fill(rng.choice(patterns[frame]), slots, keywords, given)
        if frame == "predicate np":
            text = _fill(rng.choice(patterns["ask"]), slots, keywords, {"NP": text})
        text = _fill(text, slots, keywords)  # the modifier brings keywords of its own
        keywords += [subject, noun]
    else:
        text = _fill(rng.choice(patterns[kind]), slots, keywords)
    places = {k: text.find(k) for k in keywords}
    ordered = sorted(dict.fromkeys(keywords), key=lambda k: places[k] if places[k] >= 0 else len(text))
    return {"text": text, "keywords": ordered}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m training.corpora.keywords", description="Training rows as jsonl.")
    parser.add_argument("rows", type=int)
    parser.add_argument("--seed", type=int, default=43)
    args = parser.parse_args()
    for row in generate(args.seed, args.rows):
        print(json.dumps(row, ensure_ascii=False))
