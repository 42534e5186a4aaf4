"""What is verified of a finished translation; each check is a finding in the result."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from documents.figures import missing_figures
from documents.segments import HANGUL, is_korean, normal, without
from tasks.base import Strict
from tasks.translation.finish import applied
from tasks.translation.meaning import turned
from tasks.translation.plan import Job


class Term(Strict):
    source: str
    target: str
    applied: bool


class Example(Strict):
    """`memory`: the name of its file; `date`: when it was translated, where the file says."""

    source: str
    target: str
    score: float
    memory: str = ""
    date: str = ""


class Check(Strict):
    kind: str  # origin, figures, terms, hangul, doubled, meaning, empty, repaired, fuzzy, truncated, unsure, unchanged
    ok: bool
    detail: str = ""


def terms_of(jobs: Iterable[Job], english: str) -> tuple[Term, ...]:
    out: dict[str, Term] = {}
    for job in jobs:
        for word in job.kept:
            out[word] = Term(source=word, target=word, applied=word in english)
        for match in job.matches:
            if match.surface in out:
                continue
            wanted = job.wordings.get(match.surface, match.entry.english[0])
            target = next((t for t in match.entry.english if applied(replace(match.entry, english=(t,)), english)), wanted)
            out[match.surface] = Term(source=match.surface, target=target, applied=applied(match.entry, english))
    return tuple(out.values())


def examples_of(jobs: Iterable[Job]) -> tuple[Example, ...]:
    out: dict[str, Example] = {}
    for job in jobs:
        for hit in job.hits:
            out.setdefault(hit.source, Example(source=hit.source, target=hit.target, score=round(hit.score, 3), memory=hit.origin,
                                               date=hit.date))
    return tuple(out.values())


def checks_of(source: str, english: str, jobs: list[Job], terms: tuple[Term, ...]) -> tuple[Check, ...]:
    source = normal(source)
    lost = (
        [f.surface for f in missing_figures(source, english)]
        if any(j.origin in ("model", "memory") for j in jobs)
        else []
    )
    not_applied = [t.source for t in terms if not t.applied]
    doubled = re.findall(r"\b([A-Za-z]{2,}) \1\b", english)
    kept = [t.source for t in terms if t.source == t.target]
    left = without(english, kept)
    origins = list(dict.fromkeys(j.origin for j in jobs)) or ["source"]
    found = [
        Check(kind="origin", ok=True, detail=", ".join(origins)),
        Check(kind="figures", ok=not lost, detail=", ".join(lost)),
        Check(kind="terms", ok=not not_applied, detail=", ".join(not_applied)),
        Check(kind="hangul", ok=not HANGUL.search(left), detail=", ".join(re.findall("[가-힣]+", left))),
    ]
    if doubled:
        found.append(Check(kind="doubled", ok=False, detail=", ".join(doubled)))
    if wrong := turned(source, english):
        found.append(Check(kind="meaning", ok=False, detail=", ".join(wrong)))
    if repaired := [r for j in jobs for r in j.repaired]:
        found.append(Check(kind="repaired", ok=True, detail=", ".join(repaired)))
    if unedited := [f"{h.score:.2f} {h.kind}" for j in jobs if j.origin == "memory" for h in j.hits if not h.sure]:
        found.append(Check(kind="fuzzy", ok=False, detail=", ".join(unedited)))
    if guessed := [f"{j.inner}: {' / '.join(j.guesses)}" for j in jobs if j.guesses and j.origin == "model"]:
        found.append(Check(kind="unsure", ok=False, detail="; ".join(guessed)))
    if any(j.truncated for j in jobs):
        found.append(Check(kind="truncated", ok=False, detail="the reply ended at its token limit"))
    if is_korean(left) and english.strip() == source.strip():
        found.append(Check(kind="unchanged", ok=False))
    return tuple(found)
