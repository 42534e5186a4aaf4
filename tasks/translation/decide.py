"""The model's part of a batch: ask, verify, repair, and choose between its reply and what the terms alone compose."""

from __future__ import annotations

from concurrent.futures import Future

from dictionaries.lexicon import Lexicon
from engine.base import Engine, Reply, Score
from engine.errors import OnebaseError, OutputError
from tasks.translation import finish
from tasks.translation.plan import Job

ROUNDS = 3  # of weighing; a reply that lost more slots gets the rest at its end


def decide(jobs: list[Job], engine: Engine, lexicon: Lexicon, ours: Lexicon) -> dict[str, OnebaseError]:
    """Sets `english` of every job; {source: error} for those that a fault of the engine left without one."""
    failed: dict[str, OnebaseError] = {}
    asked = [job for job in jobs if job.request is not None]
    drafts: dict[int, str] = {}
    for job, future in zip(asked, engine.generate([j.request for j in asked]), strict=True):
        try:
            drafts[id(job)] = _draft(job, future)
        except OnebaseError as e:
            failed[job.source] = e
    alive = [j for j in asked if id(j) in drafts]
    _place(alive, drafts, engine)
    for job in alive:
        text = drafts[id(job)]
        text = finish.impose(job, text, lambda surface: _others(surface, lexicon, ours))
        drafts[id(job)] = finish.no_hangul(text, lexicon)
    # quoted labels first: sentences take their English from them
    for job in sorted(alive, key=lambda j: bool(j.nested)):
        job.english = "".join((job.brackets[0], finish.tidy(job, finish.filled(job, drafts[id(job)])), job.brackets[1]))
    return failed


def _draft(job: Job, future: Future) -> str:
    """The reply without loops and surplus slots; an unusable one gives way to the composed phrase."""
    job.origin = "model"
    try:
        reply: Reply = future.result()
    except OutputError:
        job.truncated = True
        return _composed(job)
    job.truncated = reply.truncated
    text = finish.without_surplus(job, finish.collapse(" ".join(reply.text.split())))
    return _composed(job) if finish.degenerate(text) else text


def _composed(job: Job) -> str:
    job.origin = "composed"
    return job.composed.english


def _place(jobs: list[Job], drafts: dict[int, str], engine: Engine) -> None:
    """Missing slots go where the model finds them likeliest, one a round; past ROUNDS and without scores, to the end."""
    for turn in range(16):
        open_jobs = [(job, missing[0]) for job in jobs if (missing := finish.slot_faults(job, drafts[id(job)])[0])]
        if not open_jobs:
            return
        if turn >= ROUNDS or not engine.capabilities.score:
            for job, slot in open_jobs:
                drafts[id(job)] = finish.place_at_end(drafts[id(job)], slot)
                job.repaired.append(job.masked.slots[slot].surface)
            continue
        options = [finish.insertions(drafts[id(job)], slot) for job, slot in open_jobs]
        futures = engine.score(
            [
                Score(job.request.messages, tuple(texts), job.request.adapter)
                for (job, _), texts in zip(open_jobs, options, strict=True)
            ]
        )
        for (job, slot), texts, future in zip(open_jobs, options, futures, strict=True):
            scores = future.result().logprobs
            drafts[id(job)] = texts[max(range(len(texts)), key=scores.__getitem__)]
            job.repaired.append(job.masked.slots[slot].surface)


def _others(surface: str, lexicon: Lexicon, ours: Lexicon) -> list[str]:
    """Every known wording of a term."""
    from dictionaries.borders import compact

    key = compact(surface)
    return [
        e
        for source in (lexicon, ours)
        for entry in (source.terms.get(key), source.cell(surface))
        if entry
        for e in entry.english
    ]
