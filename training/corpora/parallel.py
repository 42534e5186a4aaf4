"""Parallel product documentation (Microsoft, CC BY 4.0): reading, held-out blocks, slot masking."""

import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from documents.masking import MAX_SLOT, SLOT, latin_runs

ERP_SOURCES = ("partner-center", "project-operations", "customer-insights")
PAIRS_FILE, MONO_FILE = "ko_en_docs.tsv.gz", "ko_erp_mono.txt.gz"
BLOCK, EVERY, HELD_BLOCK = 50, 200, 7  # block 7 of every 200 blocks of 50 lines of a source is never trained on

_HANGUL = re.compile(r"[가-힣]")
_FIGURE = re.compile(r"(?<![\w.,<])\d[\d,]*(?:\.\d+)*(?!\.?\d)(?!>)")


class Pair(NamedTuple):
    source: str
    ko: str
    en: str


def read_pairs(directory: Path) -> tuple[list[Pair], list[Pair]]:
    """(training pairs, held-out pairs) of the directory; a training pair that repeats a held-out side is dropped."""
    seen: dict[str, int] = {}
    train, held = [], []
    with gzip.open(directory / PAIRS_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, ko, en = line.rstrip("\n").split("\t")
            index = seen.get(source, 0)
            seen[source] = index + 1
            pair = Pair(source, ko.strip(), en.strip())
            (held if index // BLOCK % EVERY == HELD_BLOCK else train).append(pair)
    held_sides = {p.ko for p in held} | {p.en for p in held}
    unique: dict[tuple[str, str], Pair] = {}
    for pair in train:
        if pair.ko not in held_sides and pair.en not in held_sides and _aligned(pair):
            unique.setdefault((pair.ko, pair.en), pair)
    return list(unique.values()), held


def read_mono(directory: Path) -> list[str]:
    """Korean finance and supply-chain lines."""
    with gzip.open(directory / MONO_FILE, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def _aligned(pair: Pair) -> bool:
    """Whether the two sides look like translations: Hangul on one side only, lengths in proportion."""
    if not _HANGUL.search(pair.ko) or _HANGUL.search(pair.en):
        return False
    ratio = (len(pair.en) + 10) / (len(pair.ko) + 10)
    return 0.7 < ratio < 4.5


def mask_pair(ko: str, en: str) -> tuple[str, str]:
    """Slots for what stands verbatim on both sides: Latin runs become `<orgN>`, figures `<numN>`."""
    ko, en = _share(ko, en, "org", _runs_in_both)
    return _share(ko, en, "num", _figures_in_both)


def _share(ko: str, en: str, kind: str, find) -> tuple[str, str]:
    slots: dict[str, str] = {}
    out, last = [], 0
    for start, end in find(ko, en):
        surface = ko[start:end]
        if surface not in slots:
            if len(slots) == MAX_SLOT:
                continue
            slots[surface] = f"<{kind}{len(slots) + 1}>"
        out += [ko[last:start], slots[surface]]
        last = end
    if not slots:
        return ko, en
    masked_en = _either(slots).sub(lambda m: slots[m[0]], en)
    if any(slot not in masked_en for slot in slots.values()):  # one surface lies inside another on the English side
        return ko, en
    return "".join(out) + ko[last:], masked_en


def _either(surfaces) -> re.Pattern:
    longest_first = sorted(surfaces, key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z0-9_<.])(?:{'|'.join(map(re.escape, longest_first))})(?![A-Za-z0-9_>])")


def _runs_in_both(ko: str, en: str) -> Iterator[tuple[int, int]]:
    """Runs of `ko` that `en` holds too; a run of several words that it does not hold is tried word by word."""
    for start, end in latin_runs(ko):
        if _either([ko[start:end]]).search(en):
            yield start, end
            continue
        for word in re.finditer(r"\S+", ko[start:end]):
            if len(word[0]) > 1 and not word[0].isdigit() and _either([word[0]]).search(en):
                yield start + word.start(), start + word.end()


def _figures_in_both(ko: str, en: str) -> Iterator[tuple[int, int]]:
    in_english = {m[0].rstrip(",") for m in _FIGURE.finditer(en)}
    inside = [m.span() for m in SLOT.finditer(ko)]
    for match in _FIGURE.finditer(ko):
        start, end = match.start(), match.start() + len(match[0].rstrip(","))
        if ko[start:end] in in_english and not any(start < b and a < end for a, b in inside):
            yield start, end


def pair_example(pair: Pair, rng: random.Random, share: float = 0.8) -> tuple[str, str]:
    """(Korean, English) for training: masked with probability `share`, else as written."""
    return mask_pair(pair.ko, pair.en) if rng.random() < share else (pair.ko, pair.en)
