"""Keyword candidates of a Korean text: noun phrases and their parts, Latin terms, predicates as nouns (우는 → 울음).

Its word tables are in keyphrases.txt.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

MAX_PIECES = 5  # words of one candidate
SHOWN = 6       # candidates that one lesson judges
CONTENT = {"NNG", "NNP", "SL", "SH", "XR"}
NOUN = CONTENT | {"XSN", "XPN", "SN"}
JOINT = {"SW", "SO", "SF", "SY"}
PLURAL = {"들", "씩", "째", "쯤", "끼리", "당", "별", "짜리"}
ORDINAL = ("차", "세대", "인", "차원", "급", "종", "단계", "축")
PARTICLE = r"(?<=..)(은|는|이|가|을|를|의|에|로|으로|과|와|도)$"
UNKNOWN_ID = 60  # the analyser's own words have larger ids; a guess bears its tag's


@dataclass(frozen=True)
class Candidate:
    """`text` as the reader gets it, at `start:end` of the source (of the predicate, where it is a nominal form)."""

    text: str
    start: int
    end: int
    pieces: int              # words that it spans
    run: int                 # words of the unbroken phrase around it
    first: bool              # begins the phrase
    last: bool               # ends the phrase
    kind: str                # "noun", "act" (noun + 하다), "state" (noun + 하다, adjective), "predicate"
    after: str               # tag of what follows: JKS, JKO, JKG, JX, …
    tags: tuple[str, ...]


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    tags: tuple[str, ...]
    whole: bool = True       # may end a keyword; 2차 and 사회적 may only begin one
    meant: bool = False      # was followed by 용, which is not in it


@cache
def analyser():
    """The morphological analyser, loaded once (about 1.5 s)."""
    from kiwipiepy import Kiwi
    kiwi = Kiwi(num_workers=1, load_multi_dict=False)  # names of several words: 200 MB for no better keywords
    for word in words("unknown"):
        kiwi.add_user_word(word, "NNP")
    return kiwi


@cache
def words(table: str) -> frozenset[str]:
    """A section of keyphrases.txt, also read by what ranks the candidates."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    sections = re.split(r"\[(\w+)\]", "\n".join(lines))
    return frozenset(dict(zip(sections[1::2], sections[2::2], strict=True))[table].split())


@cache
def _seasons() -> frozenset[str]:
    """여름철, 환절기: beside what comes then a keyword of its own; 아침 식사 is one."""
    return frozenset(w for w in words("time") if w.endswith(("철", "환절기")))


@cache
def nominal_forms() -> dict[str, str]:
    """Stem → noun, where a speaker has a word of its own (울 → 울음)."""
    return dict(pair.split(":") for pair in words("nominal"))


@cache
def _named_acts() -> frozenset[str]:
    return frozenset({*nominal_forms().values(), "말하기"})


def key(word: str) -> str:
    """Words that differ in spaces, hyphens or case are one keyword."""
    return re.sub(r"[\s\-·]+", "", word).lower()


def candidates(text: str) -> list[Candidate]:
    """All candidates of one sentence by place, the longest first; a form that comes twice is named once."""
    found = [c for run in _runs(text) for c in _spans(text, *run)]
    acts = list(_predicates(text))
    # a form that is made by rule alone (끓이기) is seldom a keyword where anything else is
    found += [c for c in acts if c.text in _named_acts()] or ([] if found else acts)
    unique: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda c: (c.start, -c.end)):
        unique.setdefault(key(candidate.text), candidate)
    return list(unique.values())


def verdict(word: str, kept: bool) -> str:
    """How a model says that a candidate is a keyword or none."""
    return f"{word} {'예' if kept else '아니오'}"


def lesson(text: str, keywords: Sequence[str]) -> str:
    """The reply to learn from: some candidates in random order (the same for the same text), each with its verdict."""
    gold = {key(k) for k in keywords}
    # every keyword is among them, also one that the analyser misses
    shown = list(({key(c.text): c.text for c in candidates(text)} | {key(k): k for k in keywords}).values())
    random.Random(text).shuffle(shown)
    return "\n".join(verdict(w, key(w) in gold) for w in shown[:SHOWN])


@lru_cache(8)  # of one sentence, asked for by both kinds of candidates; no more of what users write is kept
def _tokens(text: str):
    return tuple(t for t in analyser().tokenize(text) if t.len)


def _runs(text: str) -> list[tuple[list[_Piece], str, str]]:
    """Unbroken noun phrases as (pieces, kind, tag after)."""
    runs: list[tuple[list[_Piece], str, str]] = []
    pieces: list[_Piece] = []

    def close(kind: str = "noun", after: str = "") -> None:
        if pieces:
            runs.append((pieces.copy(), kind, after))
            pieces.clear()

    spaced = [list(word) for _, word in groupby(_tokens(text), lambda t: (t.sent_position, t.word_position))]
    for n, word in enumerate(spaced):
        before = spaced[n - 1][-1].tag if n else ""
        i = 0
        while i < len(word):
            length = _noun_length(word, i, before if i == 0 else word[i - 1].tag)
            after = word[i + length].tag if i + length < len(word) else ""
            piece = _piece(text, word[i:i + length], after) if length else None
            if piece:
                if i:  # a noun glued to something else begins a phrase of its own
                    close()
                pieces.append(piece)
                i += length
                season = len(pieces) == 1 and text[piece.start : piece.end] in _seasons()
                if piece.meant or season:  # 이차전지용 활물질, 장마철 빨래: two things
                    close()
                if piece.end < word[i - 1].start + word[i - 1].len:
                    after = "JX"  # the analyser had swallowed the particle of an unknown word
                if after:
                    close({"XSV": "act", "XSA": "state"}.get(after, "noun"), after)
            else:
                close()
                i += max(length, 1)
    close()
    return runs


def _noun_length(word: Sequence, i: int, before: str) -> int:
    """How many tokens of `word` from `i` make one noun; 0: none begins here."""
    first = word[i]
    if i == 0 and first.tag == "NNB" and before not in ("ETM", "SN", "MM", "NR", "MAG") and \
            [t.tag for t in word[1:]] == ["VCP", "ETM"]:
        return len(word)  # a bound noun with nothing to hang on is the analyser's guess at a word it does not know
    k = i
    while k < len(word):
        token, following = word[k], word[k + 1] if k + 1 < len(word) else None
        if token.tag in JOINT:
            joins = following is not None and following.tag in NOUN
            inside = k > i and token.form in "-·/&+.#" and joins or (
                k > i and word[k - 1].tag == "SL" and set(token.form) <= {"+", "#"})  # C++
        elif token.tag == "XSN":
            inside = k > i and token.form not in PLURAL
        elif token.tag in ("MM", "MAG"):  # 전고체, 통상실시권
            inside = k == i and following is not None and following.tag in CONTENT
        elif token.tag in ("NNB", "NR"):
            inside = k > i
        elif token.tag in ("VV", "VA"):  # 털 빠짐
            inside = k == i and following is not None and following.tag == "ETN" and following.form != "기"
        elif token.tag == "ETN":
            inside = k == i + 1 and word[i].tag in ("VV", "VA")
        else:
            inside = token.tag in NOUN
        if not inside:
            break
        k += 1
    return k - i


def _piece(text: str, tokens: Sequence, after: str) -> _Piece | None:
    tags = tuple(t.tag for t in tokens)
    start, end = tokens[0].start, tokens[-1].start + tokens[-1].len
    surface = text[start:end]
    if tokens[-1].tag == "XSN" and tokens[-1].form == "적":
        return None if after else _Piece(start, end, tags, False)  # 효과적인 is no noun, 사회적 비용 begins one
    if tokens[-1].form == "용" and tokens[-1].tag in ("XSN", "NNG") and len(tokens) > 1 and not after:
        last = tokens[-2]
        return _Piece(start, last.start + last.len, tags[:-1], meant=True)
    if tags[:1] == ("SN",) and set(tags[1:]) <= {"NNB", "NR", "SN"}:
        ordinal = surface.endswith(ORDINAL) or surface.isdigit()
        return _Piece(start, end, tags, False) if ordinal and not after else None
    if not any(tag in CONTENT or tag == "ETN" for tag in tags) and tags[0] != "NNB":
        return None
    if surface.lower() in words("boundary") and not (surface in words("ambiguous") and after in ("JKS", "JKO", "JX")):
        return None
    if tokens[-1].tag in ("NNP", "NNG") and tokens[-1].id < UNKNOWN_ID and not after:
        end -= len(surface) - len(re.sub(PARTICLE, "", surface))
    return _Piece(start, end, tags)


def _spans(text: str, pieces: Sequence[_Piece], kind: str, after: str) -> Iterator[Candidate]:
    n = len(pieces)
    for i in range(n):
        for j in range(i, min(n, i + MAX_PIECES)):
            part = pieces[i:j + 1]
            ends = j == n - 1
            if not part[-1].whole:
                continue
            start, end = part[0].start, part[-1].end
            yield Candidate(text[start:end].strip("-·/&. "), start, end, j - i + 1, n, i == 0, ends,
                            kind if ends else "noun", after if ends else "", tuple(t for p in part for t in p.tags))


def _predicates(text: str) -> Iterator[Candidate]:
    tokens = _tokens(text)
    for i, token in enumerate(tokens):
        tag = token.tag.split("-")[0]
        if token.tag == "XSV" and i and tokens[i - 1].form == "말":
            start, end = tokens[i - 1].start, token.start + token.len
            yield Candidate("말하기", start, end, 1, 1, True, True, "predicate", "XSV", ("NNG",))
        after = tokens[i + 1].tag if i + 1 < len(tokens) else ""
        if tag not in ("VV", "VA") or token.form in words("light") or after == "ETN":
            continue
        noun = nominal_forms().get(token.form)
        if noun is None:
            noun = analyser().join([(token.form, token.tag), ("음" if tag == "VA" else "기", "ETN")])
        yield Candidate(noun, token.start, token.start + token.len, 1, 1, True, True, "predicate", after, (tag,))
