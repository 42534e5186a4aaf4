"""From a text to jobs: what code, memory and dictionary settle, and what is asked of the model."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import prompts
from dictionaries import choose
from dictionaries.borders import compact
from dictionaries.lexicon import Lexicon, Match
from documents.figures import Figure, Masked, mask
from documents.memory import Hit, Memory
from documents.segments import Piece, is_korean, normal, pieces, split_mark
from engine.base import Generate, Limits
from tasks.base import AdapterChoice
from tasks.translation import cells
from tasks.translation.compose import Composed, compose
from tasks.translation.names import named, quoted_labels

HINTS = 6  # terms of one sentence that the prompt shows
EXAMPLES = 1  # past translations that it shows
SIMILAR = 0.62  # and how like the text they must be


@dataclass
class Job:
    """One sentence or cell. `english` is set once it is settled; `origin` says by whom."""

    source: str
    english: str | None = None
    origin: str = ""
    inner: str = ""  # the source without its brackets
    masked: Masked = field(default_factory=lambda: Masked(""))
    nested: dict[str, Job] = field(default_factory=dict)  # slot → the quoted label that stands there
    matches: list[Match] = field(default_factory=list)
    wordings: dict[str, str] = field(default_factory=dict)  # term → its English in this sentence
    hits: list[Hit] = field(default_factory=list)
    request: Generate | None = None
    composed: Composed | None = None
    truncated: bool = False
    repaired: list[str] = field(default_factory=list)
    brackets: tuple[str, str] = ("", "")

    @property
    def sentence(self) -> bool:
        """Ends as a sentence does, not as a label."""
        return bool(re.search(r"(?:다|함|됨|임|음|요|까|것|바람|예정)[.\s)\]]*$", self.inner)) and len(self.inner) > 12


@dataclass
class Plan:
    """The jobs of one text in order, with what stands between; equal pieces are one job."""

    parts: list[tuple[Piece, Job | None]]


class Planner:
    """Jobs of a batch are shared, so that one source is translated one way."""

    def __init__(self, lexicon: Lexicon, ours: Lexicon, memory: Memory | None, adapter: AdapterChoice, prompt: str):
        self.ours = ours
        self.lexicon, self.memory, self.adapter, self.prompt = (
            lexicon,
            memory,
            adapter,
            prompts.load(f"translation/{prompt}"),
        )
        self.jobs: dict[str, Job] = {}

    def plan(self, text: str) -> Plan:
        whole = normal(text)
        if settled := self._whole(whole):
            return Plan([settled])
        return Plan([(piece, self.job(piece.text) if is_korean(piece.text) else None) for piece in pieces(whole)])

    def _whole(self, text: str) -> tuple[Piece, Job] | None:
        """A cell that memory or dictionary knows as a whole, its lines and sentences included."""
        cut = pieces(text)
        if len(cut) < 2:
            return None
        mark, rest = split_mark(text.rstrip())
        job = Job(rest, inner=rest)
        if self._from_memory(job) or self._from_dictionary(job):
            return Piece(mark, rest, text[len(text.rstrip()) :]), job
        return None

    def job(self, source: str) -> Job:
        key = source.strip()
        if key not in self.jobs:
            self.jobs[key] = job = Job(key, inner=key)
            self._settle(job)
            if job.english and re.search(r"[:：]$", key) and not job.english.endswith(":"):
                job.english += ":"
        return self.jobs[key]

    def _settle(self, job: Job) -> None:
        if self._from_memory(job) or self._from_dictionary(job):
            return
        if english := cells.by_code(job.inner, self.lexicon):
            job.english, job.origin = english, "code"
            return
        if found := cells.bracketed(job.inner):
            job.brackets, job.inner = (found[0], found[2]), found[1]
            if self._from_memory(job) or self._from_dictionary(job):
                job.english = f"{found[0]}{job.english}{found[2]}"
                return
        self._prepare(job)

    def _from_memory(self, job: Job) -> bool:
        if self.memory is None or (hit := self.memory.lookup(job.inner)) is None:
            return False
        job.english, job.origin, job.hits = hit.target, "memory", [hit]
        return True

    def _from_dictionary(self, job: Job) -> bool:
        found = cells.entry_of(job.inner, self.lexicon, self.ours)
        if found is None:
            return False
        english, entry = found
        job.english, job.origin = english, "dictionary"
        job.matches = [Match(0, len(job.inner), job.inner, entry)]
        return True

    def _prepare(self, job: Job) -> None:
        """Mask, find terms and examples, and write the request."""
        text = re.sub(r"\s+", " ", job.inner)
        held: list[Figure] = []
        labels: dict[str, Job] = {}
        for match in quoted_labels(text):
            surface = match["label"].strip()
            labels[match["label"]] = self._label(surface)
            held.append(
                Figure(match.start("label"), match.end("label"), "org", "org:label", match["label"], (surface,))
            )
        held += [n for n in named(text, self.lexicon) if not any(n.start < h.end and h.start < n.end for h in held)]
        job.masked = mask(text, held)
        job.nested = {slot: labels[f.surface] for slot, f in job.masked.slots.items() if f.shape == "org:label"}
        found = [(m, choose.for_sentence(m.entry, self._own(m))) for m in self.lexicon.find(job.masked.text)]
        job.matches = [
            m for m, wording in found if wording
        ]  # several senses and nothing to tell them by: left to the model
        job.wordings = {m.surface: wording for m, wording in found if wording}
        if self.memory is not None:
            job.hits = self.memory.similar(job.inner, EXAMPLES, SIMILAR)
        job.composed = compose(job.masked.text, self.lexicon)
        values = {"text": job.masked.text, "terms": self._hints(job), "examples": [_example(h) for h in job.hits]}
        length = len(job.masked.text)
        job.request = Generate(
            self.prompt.render(values), self.adapter.name, limits=Limits(max_new_tokens=min(400, 32 + length))
        )

    def _label(self, text: str) -> Job:
        mark, rest = split_mark(text)
        job = self.job(rest)
        return Job(text, inner=mark, nested={"": job})

    def _hints(self, job: Job) -> list[dict[str, str]]:
        """The user's terms first, then ours, longest first."""
        unique = {m.surface: m for m in job.matches}
        ranked = sorted(unique.values(), key=lambda m: (m.entry.origin == "ours", m.start))[:HINTS]
        return [{"korean": m.surface, "english": job.wordings[m.surface]} for m in ranked]

    def _own(self, match: Match):
        return self.ours.terms.get(compact(match.surface)) or self.ours.cell(match.surface)


def _example(hit: Hit) -> dict[str, str]:
    """A past pair with the figures of both sides masked alike."""
    masked = mask(hit.source)
    target = hit.target
    for slot, figure in masked.slots.items():
        form = next((f for f in figure.forms if f in target), None)
        if form is None:
            return {"korean": hit.source, "english": hit.target}
        target = target.replace(form, slot)
    return {"korean": masked.text, "english": target}
