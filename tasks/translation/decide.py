"""The model's part of a batch: ask, verify, repair, and choose between its reply and what the terms alone compose."""

from __future__ import annotations

import re
from collections.abc import Set
from concurrent.futures import Future
from dataclasses import replace

from dictionaries.borders import compact
from dictionaries.lexicon import Match
from documents.figures import Masked
from documents.masking import SLOT
from engine.base import Engine, Reply, Score
from engine.errors import OnebaseError, OutputError
from tasks.translation import finish
from tasks.translation.meaning import turned
from tasks.translation.plan import CELL, Job, Planner
from tasks.translation.structure import is_clause

READ = 0.95  # share of a sentence that rules and tables must account for to stand in for the model
FAITHFUL = 0.6  # share of a sentence's figures and known words that a reply must hold to be kept
# Beams that ended are weighed anew: mean log-probability a token leans to short wordings that leave things out.
LENGTH = 0.003  # worth of a character
SAID = 0.3  # worth of all figures and known words being said
TURNED = 0.1  # cost of a denial or a bound that the wording turns round
AGAIN = 0.03  # cost of a pair of words that comes again
UNKNOWN = 0.5  # share of a short cell that the tables account for, up to which they do not know it
KNOWN, MARGIN = 0.6, 0.1  # least share of a label that the tables must account for, and by how much more than a reply does
READ_FOR_TERMS = 0.85  # share that the rules must account for where the reply leaves the user's terms out
UNSURE = -0.4  # mean log-probability a token below which the likeliest wording of a short cell of unknown words is a guess,
AGREED = 0.5  # where the others share less than this of its words
ROUNDS = 3  # of weighing; a reply that lost more slots gets the rest at its end


def decide(planner: Planner, engine: Engine) -> dict[str, OnebaseError]:
    """Sets `english` of every job; {source: error} for those that a fault of the engine left without one."""
    failed: dict[str, OnebaseError] = {}
    asked = [job for job in planner.jobs.values() if job.request is not None]
    alive = []
    for job, future in zip(asked, engine.generate([j.request for j in asked]), strict=True):
        try:
            job.draft = _draft(job, future)
            alive.append(job)
        except OnebaseError as e:
            failed[job.source] = e
    for job in alive:
        _prefer_rules(job)
    _place(alive, engine)
    for job in alive:
        job.draft = finish.impose(job, job.draft, lambda surface: _others(surface, planner))
    _ask_again(alive, planner, engine)
    _obey(alive)
    for job in alive:
        job.draft = finish.no_hangul(job.draft, planner.lexicon)
    for job in planner.jobs.values():
        _complete(job, failed)
    return failed


def _complete(job: Job, failed: dict[str, OnebaseError]) -> None:
    """The English of a job after that of the jobs that it draws on; a failed one fails it."""
    for below in job.below:
        _complete(below, failed)
        if below.source in failed:
            failed.setdefault(job.source, failed[below.source])
    if job.english is None and job.source not in failed:
        text = finish.joined(job) if job.parts else finish.filled(job, job.draft)
        job.english = finish.tidy(job, text)
    elif job.english is None or job.complete:
        return
    job.english = f"{job.mark}{job.brackets[0]}{job.english}{job.brackets[1]}"
    if re.search(r"[:：]$", job.source) and not job.english.endswith(":"):
        job.english += ":"
    job.complete = True


def _ask_again(jobs: list[Job], planner: Planner, engine: Engine) -> None:
    """A reply that left the user's terms out is asked for once more with those terms as slots.

    It is kept if every slot came back, of a large dictionary also if some did; one of the user's own making is obeyed in
    any case. Where the rules can read the sentence, only a reply with every slot stands.
    """
    again = []
    for job in jobs:
        left_out = {m.surface for m in _left_out(job, job.draft)}
        if left_out and job.origin == "model":
            again.append((job, *planner.with_terms_as_slots(job, left_out), left_out))
    futures = engine.generate([request for _, _, request, _ in again])
    forced = []
    for (job, masked, request, left_out), future in zip(again, futures, strict=True):
        try:
            reply: Reply = future.result()
        except OutputError:
            continue  # the first reply stands, and its checks say what it lacks
        other = replace(job, masked=masked)
        text = _cleaned(other, reply.text)
        lost = set(finish.slot_faults(other, text)[0])
        if reply.truncated or finish.degenerate(text) or lost and _readable(job):
            continue
        if lost and not planner.sure:
            # a large dictionary's sense may be another here: what the model does not say a second time is let go
            if len(lost) >= len(left_out) or any(masked.slots[slot].shape != "org:term" for slot in lost):
                continue
            masked = _without(masked, lost)
        job.masked, job.draft, job.request = masked, text, request
        job.repaired.append("terms")
        forced.append(job)
    _place(forced, engine)


def _without(masked: Masked, slots: Set[str]) -> Masked:
    """The same with what stands in these slots written out again."""
    text = SLOT.sub(lambda m: masked.slots[m[0]].surface if m[0] in slots else m[0], masked.text)
    return Masked(text, {slot: figure for slot, figure in masked.slots.items() if slot not in slots})


def _left_out(job: Job, draft: str) -> list[Match]:
    """The user's terms that are not in the draft, one match a term."""
    english = finish.filled(job, draft)
    mine = {m.surface: m for m in job.matches if m.entry.origin != "ours"}
    return [m for m in mine.values() if not finish.applied(m.entry, english)]


def _readable(job: Job) -> bool:
    return job.clause is not None and job.clause.coverage >= READ_FOR_TERMS


def _obey(jobs: list[Job]) -> None:
    """Where two replies left the user's terms out, the sentence that rules put together stands if it has more of them."""
    for job in jobs:
        missing = len(_left_out(job, job.draft)) if job.origin == "model" else 0
        if missing and _readable(job) and len(_left_out(replace(job, masked=job.read), job.clause.english)) < missing:
            job.draft, job.origin = _closed(job), "composed"


def _draft(job: Job, future: Future) -> str:
    """The reply without loops and surplus slots; an unusable one gives way to the composed phrase."""
    job.origin = "model"
    try:
        reply: Reply = future.result()
    except OutputError:
        job.truncated = True
        return _composed(job)
    job.truncated = reply.truncated
    job.guesses = _guesses(job, reply)
    text = _wording(job, reply)
    return _composed(job) if finish.degenerate(text) else text


def _wording(job: Job, reply: Reply) -> str:
    """The reply, or of several wordings the one that is likely, leaves least out and repeats itself least."""
    found: dict[str, float] = {}
    for text, score in reply.wordings or ((reply.text, 0.0),):
        found.setdefault(_cleaned(job, text), score)

    def worth(text: str) -> float:
        said = SAID * finish.faithful(job, text) - TURNED * len(turned(job.masked.text, text))
        return found[text] + LENGTH * len(text) + said - AGAIN * finish.repeats(text)

    return max(found, key=worth)


def _guesses(job: Job, reply: Reply) -> tuple[str, ...]:
    """The wordings of a short cell that no table knows and on which they do not agree: none of them is to be believed."""
    if len(job.inner) > CELL or job.sentence or len(reply.wordings) < 2 or reply.wordings[0][1] >= UNSURE:
        return ()
    if job.composed is None or job.composed.coverage > UNKNOWN:
        return ()
    first, *others = (set(re.findall(r"[a-z]{3,}", text.lower())) for text, _ in reply.wordings)
    shared = sum(len(first & other) / max(1, len(first | other)) for other in others) / len(others)
    return tuple(_cleaned(job, text) for text, _ in reply.wordings[:3]) if shared < AGREED else ()


def _cleaned(job: Job, text: str) -> str:
    return finish.without_surplus(job, finish.collapse(" ".join(text.split())))


def _composed(job: Job) -> str:
    job.origin = "composed"
    if job.clause is not None and job.clause.coverage >= READ:
        return _closed(job)
    job.hold(job.composed.used)
    return job.composed.english


def _prefer_rules(job: Job) -> None:
    """A reply that says less of the sentence than the rules could read, or of a label than the tables, gives way; so does one
    that turns round what the rules do not."""
    if job.origin != "model":
        return
    said = finish.faithful(job, job.draft)
    if job.clause is not None and job.clause.coverage >= READ:
        wrong = turned(job.masked.text, job.draft)
        if said < FAITHFUL or len(turned(job.masked.text, job.clause.english)) < len(wrong):
            job.draft, job.origin = _closed(job), "composed"
    elif said < FAITHFUL and not job.sentence and not is_clause(job.masked.text) and job.composed.coverage >= max(KNOWN, said + MARGIN):
        job.draft = _composed(job)


def _closed(job: Job) -> str:
    job.masked = job.read
    job.hold(job.clause.used)
    return job.clause.english + ("." if job.sentence else "")


def _place(jobs: list[Job], engine: Engine) -> None:
    """Missing slots go where the model finds them likeliest, one a round; past ROUNDS and without scores, to the end."""
    for turn in range(16):
        open_jobs = [(job, missing[0]) for job in jobs if (missing := finish.slot_faults(job, job.draft)[0])]
        if not open_jobs:
            return
        if turn >= ROUNDS or not engine.capabilities.score:
            for job, slot in open_jobs:
                job.draft = finish.place_at_end(job.draft, slot)
                job.repaired.append(job.masked.slots[slot].surface)
            continue
        options = [finish.insertions(job.draft, slot) for job, slot in open_jobs]
        futures = engine.score(
            [
                Score(job.request.messages, tuple(texts), job.request.adapter)
                for (job, _), texts in zip(open_jobs, options, strict=True)
            ]
        )
        for (job, slot), texts, future in zip(open_jobs, options, futures, strict=True):
            scores = future.result().logprobs
            job.draft = texts[max(range(len(texts)), key=scores.__getitem__)]
            job.repaired.append(job.masked.slots[slot].surface)


def _others(surface: str, planner: Planner) -> list[str]:
    """Every known wording of a term."""
    key = compact(surface)
    return [
        e
        for source in (planner.lexicon, planner.ours)
        for entry in (source.terms.get(key), source.cell(surface))
        if entry
        for e in entry.english
    ]
