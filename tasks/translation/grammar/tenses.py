"""Finite verbs and how clauses are joined."""

from __future__ import annotations

import re

from tasks.translation.grammar import english as en
from tasks.translation.grammar.chunks import Frame, Verb


def is_passive(verb: Verb) -> bool:
    return verb.voice == "passive" or "passive" in verb.moods


def negated(verb: Verb) -> bool:
    return "not" in verb.moods or "unable" in verb.moods


def tensed(verb: Verb, frame: Frame, subject: str) -> str:
    """The verb with its auxiliaries, as its tense, moods, voice and subject ask."""
    base, many = frame.english, en.plural(subject)
    passive = is_passive(verb) and frame.transitive
    core = f"be {en.participle(base)}" if passive else base
    no = negated(verb) or verb.root == "아니"
    for mood, aux in (("cannot", "may not"), ("may", "may"), ("must", "must"), ("shall", "shall")):
        if mood in verb.moods:
            return f"{aux} {'not ' if no else ''}{core}"
    be = ("were" if many else "was") if verb.past else ("are" if many else "is")
    if "please" in verb.moods:
        return f"{'are' if many else 'is'} requested {'not ' if no else ''}to {core}"
    if "decided" in verb.moods:
        return f"{'have' if many else 'has'} decided to {core}" if not passive else f"{be} decided to {core}"
    if "expected" in verb.moods:
        return f"{be} expected to {core}"
    if "intend" in verb.moods:
        return f"{'intend' if many else 'intends'} to {core}"
    if "will" in verb.moods:
        return f"will {'not ' if no else ''}{core}"
    if "perfect" in verb.moods:
        return f"{'have' if many else 'has'} {'not ' if no else ''}{'been ' + en.participle(base) if passive else en.participle(base)}"
    if passive or base == "be" or base.startswith("be "):
        rest = en.participle(base) if passive else base.removeprefix("be").strip()
        return " ".join(p for p in (be, "not" if no else "", rest) if p)
    if "unable" in verb.moods:
        return "failed to " + core if verb.past else f"{'fail' if many else 'fails'} to {core}"
    if "ing" in verb.moods:
        return f"{be} {'not ' if no else ''}{en.ing(base)}"
    if no:
        return f"{'did' if verb.past else 'do' if many else 'does'} not {base}"
    if verb.past:
        return en.past(base)
    return base if many else en.third(base)


def joined(done: list[tuple[str, str]], opened: list[str]) -> str:
    """Clauses, each with the joiner to its next one, as one sentence after its opening words."""
    out = ""
    for i, (clause, joiner) in enumerate(done):
        if joiner in ("if", "as", "while", "even if", "although", "only if", "so that"):
            out += f"{joiner} {clause}, "
        elif joiner == "in order to":
            out += f"{clause}, and "
        elif joiner and i < len(done) - 1:
            out += f"{clause}{',' if joiner != 'and' or len(clause) > 60 else ''} {joiner} "
        else:
            out += clause + " "
    out = re.sub(r"\s+", " ", out).strip(" ,")
    out = re.sub(r"\b(the|a) (the|a|this|each|all|its)\b", r"\2", out)
    return f"{' '.join(dict.fromkeys(opened))} {out}".strip()


def sentence_like(verb: Verb) -> bool:
    return verb.past or bool(verb.moods)
