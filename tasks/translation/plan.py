"""From a text to jobs: what code, memory and dictionary settle, and what is asked of the model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import prompts
from dictionaries import choose
from dictionaries.borders import compact
from dictionaries.lexicon import Entry, Lexicon, Match
from documents.figures import Figure, Masked, mask
from documents.masking import MAX_SLOT
from documents.memory import Hit
from documents.segments import Piece, is_korean, normal, pieces, split_mark
from engine.base import Generate, Limits
from tasks.base import AdapterChoice
from tasks.translation import cells
from tasks.translation.compose import Composed, compose
from tasks.translation.grammar import Rendered, render
from tasks.translation.names import KEPT, named
from tasks.translation.reuse import Past
from tasks.translation.structure import Span, is_clause, is_sentence, spans, split

CELL = 12  # characters of a cell that says little by itself
HINTS = 6  # terms of one sentence that the prompt shows
FULL = 0.99  # share of a label that the tables must account for to do without the model
_VERB = re.compile(
    r"[되된됐됩했합함됨될]|하(?!락|반|한|위|도급|자)|한(?!도|국|정)|할(?!인|당|부|증|율)|시[키킬켜킨]|해(?!외|당|지|소|석|상)"
)
# what a figure before it makes a preposition: 6개월 단위로 is every six months
_BOUND = re.compile(r"<(?:num|amt|date)\d+>\s?(?=(?:단위|기준|현재|이상|이하|미만|초과|이내|정도|내외|가량|수준|당시)(?![가-힣]{2}))")
_PHRASE = re.compile(r"[,()]|의 |[에을를] |(?:및|또는) ")
_RELATION = re.compile(r"(?:from|to|of|by|at|on|in|for|until|as of|up to)[.:]?", re.I)


@dataclass
class Job:
    """One sentence or cell. `english` is set once it is settled; `origin` says by whom."""

    source: str
    inner: str = ""  # the source without its numbering and brackets
    mark: str = ""  # its numbering in English
    context: str = ""
    draft: str = ""  # the model's reply, slots in it
    english: str | None = None
    origin: str = ""
    parts: list[str | Job] = field(default_factory=list)  # of a label that is put together
    masked: Masked = field(default_factory=lambda: Masked(""))
    nested: dict[str, tuple[Span, list[Job]]] = field(default_factory=dict)  # slot → what is translated by itself
    matches: list[Match] = field(default_factory=list)
    wordings: dict[str, str] = field(default_factory=dict)  # term or word → its English in this sentence
    words: list[str] = field(default_factory=list)  # everyday words, for hints only
    found: list[Match] = field(default_factory=list)  # terms and words both
    hits: list[Hit] = field(default_factory=list)
    request: Generate | None = None
    composed: Composed | None = None
    clause: Rendered | None = None  # the sentence as the rules of grammar put it
    read: Masked = field(default_factory=lambda: Masked(""))  # as they read it: terms that are phrases are slots
    kept: list[str] = field(default_factory=list)  # words that are not to be translated
    truncated: bool = False
    guesses: tuple[str, ...] = ()  # wordings that disagree on a cell that nothing knows
    repaired: list[str] = field(default_factory=list)
    brackets: tuple[str, str] = ("", "")
    complete: bool = False  # numbering and brackets stand in `english`

    @property
    def sentence(self) -> bool:
        return is_sentence(self.inner)

    @property
    def known(self) -> bool:
        """Settled without the model."""
        return self.english is not None or bool(self.parts) and all(p.known for p in self.below)

    @property
    def below(self) -> list[Job]:
        """The jobs that this one takes its English from."""
        return [p for p in self.parts if isinstance(p, Job)] + [j for _, jobs in self.nested.values() for j in jobs]

    def hold(self, used: Mapping[str, Entry]) -> None:
        """The terms that what was put together does use: one that lies within a longer entry gives way to it."""
        text = re.sub(r"\s+", " ", self.masked.text)
        for surface, entry in used.items():
            at = text.find(surface)
            held = [m for m in self.matches if at <= m.start and m.end <= at + len(surface)]
            if at < 0 or entry.word or not held or any(m.surface == surface for m in held):
                continue
            self.matches = [m for m in self.matches if m not in held]
            self.matches.append(Match(at, at + len(surface), surface, entry))
            self.wordings[surface] = choose.in_sentence(entry.english[0])


@dataclass
class Plan:
    """The jobs of one text in order, with what stands between; equal pieces are one job."""

    parts: list[tuple[Piece, Job | None]]


class Planner:
    """Jobs of a batch are shared, so that one source is translated one way."""

    def __init__(self, lexicon: Lexicon, ours: Lexicon, past: Past, adapter: AdapterChoice, prompt: str,
                 beams: int = 1):
        self.ours, self.beams = ours, beams
        self.sure = choose.sure(lexicon, ours)
        self.lexicon, self.past, self.adapter = lexicon, past, adapter
        self.prompt = prompts.load(f"translation/{prompt}")
        self.placed = "context" in self.prompt.variables
        self.jobs: dict[tuple[str, str, tuple], Job] = {}

    def plan(self, text: str, context: str = "") -> Plan:
        whole = normal(text)
        cut = pieces(whole)
        if len(cut) > 1 and (settled := self._whole(whole, context)):
            return Plan([settled])
        return Plan([(piece, self.job(piece.text, context) if is_korean(piece.text) else None) for piece in cut])

    def _whole(self, text: str, context: str) -> tuple[Piece, Job] | None:
        """A cell that memory or dictionary knows as a whole, its lines and sentences included."""
        mark, rest = split_mark(text.rstrip())
        job = Job(rest, inner=rest, context=context)
        if self._known(job):
            return Piece(mark, rest, text[len(text.rstrip()) :]), job
        return None

    def job(self, source: str, context: str = "") -> Job:
        """One job a source; only where memory, headers or dictionary know it, or a term in it, otherwise in this context it
        is one of its own."""
        source = source.strip()
        mark, rest = split_mark(source)
        hit = self.past.exact(rest, context) if context else None
        told = hit.target if hit and hit.context and hit.others else ""
        if context and not told:
            told = cells.counted(rest, context) or self._sense(rest, context) or self._place(rest, context)
        key = (source, told, tuple(e.english for e in self.lexicon.meant(rest, context)))
        if key not in self.jobs:
            self.jobs[key] = job = Job(source, inner=rest, mark=mark, context=context)
            self._settle(job)
        return self.jobs[key]

    def _known(self, job: Job) -> bool:
        """Set by a memory that is sure, by the dictionary, or by a memory that is to be looked at."""
        hit = self.past.enforced(job.inner, job.context) or self.past.exact(job.inner, job.context)
        if not (hit and hit.sure) and not self._sense(job.inner, job.context) and (said := cells.counted(job.inner, job.context)):
            job.english, job.origin = said, "code"
        elif hit and hit.sure and not _of_its_place(hit) or not self._from_dictionary(job) and hit:
            job.english, job.origin, job.hits, job.matches = hit.target, "memory", [hit], []
        return job.english is not None

    def _settle(self, job: Job) -> None:
        if self._known(job):
            return
        if english := cells.by_code(job.inner, self.lexicon):
            job.english, job.origin = english, "code"
            return
        if found := cells.bracketed(job.inner):
            job.brackets, job.inner = (found[0], found[2]), found[1]
            if self._known(job):
                return
        if hit := self.past.fuzzy(job.inner, self.lexicon, job.context):
            job.english, job.origin, job.hits = hit.target, "memory", [hit]
            return
        if parts := split(job.inner):
            job.parts = [self._part(p, job.context) if i % 2 == 0 and is_korean(p) else p for i, p in enumerate(parts)]
            if not parts[-1].startswith(")") or (isinstance(job.parts[0], Job) and job.parts[0].known):
                job.origin = "parts"
                return
            job.parts = []  # a stem that only the model knows is asked together with what stands in its brackets
        self._prepare(job)

    def _part(self, text: str, context: str) -> Job:
        """What stands within another text: the context of the whole goes along where it tells what the part means."""
        return self.job(text, context if self.lexicon.sense(text, context) or self.lexicon.meant(text, context) else "")

    def _from_dictionary(self, job: Job) -> bool:
        found = cells.entry_of(job.inner, self.lexicon, self.ours, job.context)
        if found is None:
            return False
        english, entry = found
        job.english, job.origin = english, "dictionary"
        job.matches = [Match(0, len(job.inner), job.inner, entry)]
        return True

    def _place(self, text: str, context: str) -> str:
        """The context of a short cell, for a prompt that shows it: a base that was not taught the line takes it for text."""
        return context if self.placed and len(text) <= CELL and not is_sentence(text) else ""

    def _sense(self, text: str, context: str) -> str:
        """The wording whose tag stands in the context, where the dictionary has the term in several."""
        entry = self.lexicon.sense(text, context) if context else None
        return entry.english[0] if entry and entry.tags and entry.tags[0] else ""

    def _prepare(self, job: Job) -> None:
        """Mask, find terms and examples, and write the request."""
        text = re.sub(r"\s+", " ", job.inner)
        lexicon = self.lexicon.saying(self.lexicon.meant(text, job.context))
        inside = {text[s.start : s.end]: s for s in spans(text) if s.items[0] != text}
        held = [Figure(s.start, s.end, "org", "org:nested", text[s.start : s.end], ("",)) for s in inside.values()]
        held += [n for n in named(text, lexicon) if not any(n.start < h.end and h.start < n.end for h in held)]
        job.masked = mask(text, held)
        for slot, figure in job.masked.slots.items():
            if figure.shape == "org:nested":
                span = inside[figure.surface]
                job.nested[slot] = (span, [self._part(item, job.context) for item in span.items])
        text = job.masked.text
        found = [
            (m, choose.for_sentence(m.entry, self._own(m), self.sure))
            for m in lexicon.find(text)
            if not _verb(text, m) and not _bound(text, m)
        ]
        # several senses and nothing to tell them by: left to the model
        job.wordings = {m.surface: wording for m, wording in found if wording}
        job.found = [m for m, wording in found if wording]
        job.words = [m.surface for m, wording in found if wording and m.entry.word]
        job.matches = [m for m, wording in found if wording and not m.entry.word]
        job.kept = [figure.surface for figure in job.masked.slots.values() if figure.shape == KEPT]
        job.hits = self.past.examples(job.inner, job.context)
        job.composed = compose(job.masked.text, lexicon, self.ours)
        if job.composed.coverage > FULL and not job.sentence and not is_clause(job.masked.text):
            job.draft, job.origin = job.composed.english, "composed"
            job.hold(job.composed.used)
            return
        phrases = {m.surface for m in job.matches if _PHRASE.search(m.surface)}
        job.read = self.with_terms_as_slots(job, phrases)[0] if phrases else job.masked
        job.clause = render(job.read, lexicon, self.ours)
        job.request = self._request(job)

    def _request(self, job: Job) -> Generate:
        values = {"text": job.masked.text, "terms": self._hints(job), "examples": [_example(h) for h in job.hits],
                  "context": self._place(job.inner, job.context)}
        length = len(job.masked.text)
        limits = Limits(max_new_tokens=min(400, 32 + length), beams=self.beams)
        return Generate(self.prompt.render(values), self.adapter.name, limits=limits)

    def with_terms_as_slots(self, job: Job, surfaces: set[str]) -> tuple[Masked, Generate]:
        """The same text with these terms out of the model's hands, as figures are."""
        text, slots = job.masked.text, dict(job.masked.slots)
        used = max((int(s[4:-1]) for s in slots if s.startswith("<org")), default=0)
        for match in reversed([m for m in job.matches if m.surface in surfaces]):
            wording = job.wordings[match.surface]
            slot = next((s for s, f in slots.items() if f.shape == "org:term" and f.surface == match.surface), None)
            if slot is None:
                if used == MAX_SLOT:
                    continue
                used += 1
                slot = f"<org{used}>"
                slots[slot] = Figure(match.start, match.end, "org", "org:term", match.surface, (wording,))
            text = text[: match.start] + slot + text[match.end :]
        masked = Masked(text, slots)
        return masked, self._request(
            replace(job, masked=masked, matches=[m for m in job.matches if m.surface not in surfaces])
        )

    def _hints(self, job: Job) -> list[dict[str, str]]:
        """The user's terms first, then ours, then everyday words; the longest say most."""
        unique = {m.surface: m for m in job.matches}
        ranked = sorted(unique.values(), key=lambda m: (m.entry.origin == "ours", -len(m.surface), m.start))
        shown = [*(m.surface for m in ranked), *dict.fromkeys(w for w in job.words if w in job.masked.text)][:HINTS]
        return [{"korean": k, "english": job.wordings[k]} for k in shown]

    def _own(self, match: Match):
        return self.ours.terms.get(compact(match.surface)) or self.ours.cell(match.surface)


def _of_its_place(hit: Hit) -> bool:
    """A pair like 시작일 → From: what its cell said there, between other cells, is no English of the word elsewhere."""
    return not hit.context and _RELATION.fullmatch(hit.target.strip()) is not None


def _verb(text: str, match: Match) -> bool:
    """A short term that 하다 or 되다 makes a verb (`결정되었습니다`): English wants its verb, not the noun."""
    return len(match.surface) <= 3 and _VERB.match(text, match.end) is not None


def _bound(text: str, match: Match) -> bool:
    return any(m.end() == match.start for m in _BOUND.finditer(text))


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
