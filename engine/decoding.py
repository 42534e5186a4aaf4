"""Rows that decode together: prompts are read, one step for all, rows come and go between steps."""
from __future__ import annotations

import copy
import json
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.base import Generate, Reply
from engine.beams import Beams
from engine.cache import Slots
from engine.errors import InputError, TruncatedError
from engine.grammar import Matcher, compile_choices, compile_schema, forbid
from engine.jobs import Job
from engine.packing import causal

if TYPE_CHECKING:
    import torch

    from engine.model import Model

ROOM = 128                           # new tokens that a row's slot has room for at first
OVERHEAD = 16                        # what a step costs besides its tokens, in tokens
PARTIAL = "�"                        # what half a syllable decodes to


class Row:
    """One reply in the making. `pending` are the tokens that the model has not read yet."""

    def __init__(self, job: Job, model: Model):
        self.job, self.model, self.began = job, model, time.perf_counter()
        request: Generate = job.request
        if request.limits.max_new_tokens < 1:
            raise InputError(f"max_new_tokens is {request.limits.max_new_tokens}.", "Allow at least one token.",
                             ko=f"max_new_tokens 값이 {request.limits.max_new_tokens}입니다.",
                             hint_ko="1 이상으로 하세요.")
        self.matcher: Matcher | None = None
        if request.choices is not None:
            self.matcher = model.grammars.matcher(compile_choices(request.choices))
        elif request.schema is not None:
            self.matcher = model.grammars.matcher(compile_schema(request.schema))
        self.prompt = model.prompt(request.messages)
        self.limit = min(request.limits.max_new_tokens, model.context - len(self.prompt))
        self.tokens: list[int] = []
        self.pending = list(self.prompt)
        self.forced, self.read, self.ended, self.shown = 0, 0, False, ""
        self._noise: torch.Generator | None = None
        branches = request.limits.beams > 1 and self.matcher is None and self.greedy
        self.beams = Beams(request.limits.beams) if branches else None
        self.score, self.given_up = 0.0, False           # of this wording among its beams
        self._force()

    def fork(self) -> Row:
        """Another wording of the same reply; what it has read is copied by the batch."""
        return copy.copy(self)

    @property
    def slots(self) -> int:
        """How many it will fill: wordings part at the first token."""
        return self.beams.width if self.beams is not None and not self.tokens else 1

    @property
    def room(self) -> int:
        """Columns that it will fill if its reply is of common length."""
        return len(self.prompt) + min(self.limit, ROOM)

    @property
    def greedy(self) -> bool:
        return self.job.request.limits.temperature <= 0

    @property
    def finished(self) -> bool:
        return self.ended or len(self.tokens) >= self.limit

    def _force(self) -> None:
        if self.matcher is not None:
            tokens = self.matcher.forced()
            self.forced += len(tokens)
            self.tokens += tokens
            self.pending += tokens
            self.ended = self.matcher.done

    def take(self, token: int) -> None:
        if self.matcher is not None:
            self.matcher.take(token)
        if token in self.model.ends:
            self.ended = True
            return
        self.tokens.append(token)
        self.pending.append(token)
        self._force()
        if self.job.on_text is not None:
            self._show(self.model.text(self.tokens).rstrip(PARTIAL))

    def _show(self, text: str) -> None:
        if text != self.shown:
            self.shown = text
            self.job.on_text(self.job.index, text)

    def draw(self, logits: torch.Tensor) -> int:
        """A token by the request's temperature and its own seed."""
        import torch
        limits = self.job.request.limits
        if self._noise is None:
            self._noise = torch.Generator().manual_seed(limits.seed)
        return int(torch.multinomial((logits / limits.temperature).softmax(-1), 1, generator=self._noise))

    def settle(self) -> None:
        """Give the answer, or the reason why there is none."""
        if not self.ended and self.matcher is not None:
            self.job.fail(TruncatedError(
                f"The reply did not end within {self.limit} tokens.", "Raise max_new_tokens or shorten the input.",
                ko=f"답이 {self.limit}토큰 안에 끝나지 않았습니다.",
                hint_ko="max_new_tokens를 늘리거나 입력을 줄이세요."))
            return
        text = self.model.text([t for t in self.tokens if t not in self.model.ends])
        if self.job.on_text is not None:
            self._show(text)
        structured = self.job.request.schema is not None and self.job.request.choices is None
        self.job.answer(Reply(text, json.loads(text) if structured else None, truncated=not self.ended,
                              prompt_tokens=len(self.prompt), new_tokens=len(self.tokens), forced_tokens=self.forced,
                              seconds=time.perf_counter() - self.began, wordings=self._wordings()))

    def _wordings(self) -> tuple[tuple[str, float], ...]:
        found: dict[str, float] = {}
        for score, tokens in self.beams.ended if self.beams is not None else ():
            found.setdefault(self.model.text(tokens), score)     # one text of several tokens each counts as its likeliest
        return tuple(found.items())


class Batch:
    """Rows that run on the same number of layers, each with its own adapter, prompt and grammar; row r is in slot r."""

    def __init__(self, model: Model, layers: int | None, budget: int):
        self.model, self.layers, self.budget = model, layers, budget
        self.rows: list[Row] = []
        self.slots = Slots()

    def __len__(self) -> int:
        return len(self.rows)

    def room_for(self, row: Row, most: int) -> bool:
        """Whether its keys and values fit into `most` bytes together with those that are there."""
        widest = max([row.room, *(max(r.room, r.read) for r in self.rows)])
        slots = sum(r.slots for r in self.rows) + row.slots
        return not self.rows or slots * widest * self.model.cache_bytes(self.layers) <= most

    def admit(self, fresh: Sequence[Row]) -> None:
        """Read the prompts of new rows, those of like length together, and take their first tokens."""
        fresh, start = sorted(fresh, key=lambda r: len(r.pending)), 0
        while start < len(fresh):
            end = start + 1
            while end < len(fresh) and (end + 1 - start) * len(fresh[end].pending) <= self.budget:
                end += 1
            self._prefill(fresh[start:end])
            start = end
        self._leave()

    def _prefill(self, group: Sequence[Row]) -> None:
        import torch
        first, width, model = len(self.rows), max(len(r.pending) for r in group), self.model
        self.rows += group
        self.slots.reserve(sum(r.slots for r in self.rows),
                           max(max(r.room, r.read + len(r.pending)) for r in self.rows))
        ids = torch.tensor([[*r.pending, *[model.pad] * (width - len(r.pending))] for r in group])
        last: list[torch.Tensor | None] = [None] * len(group)
        chunk = max(64, self.budget // len(group))
        for start in range(0, width, chunk):
            end = min(start + chunk, width)
            self.slots.prefill(first, len(self.rows), start, end)
            hidden = model.hidden(ids[:, start:end], torch.arange(start, end).expand(len(group), -1),
                                  causal(start, end), [r.job.request.adapter for r in group], cache=self.slots,
                                  layers=self.layers)
            for i, row in enumerate(group):
                if start < len(row.pending) <= end:
                    last[i] = hidden[i, len(row.pending) - 1 - start]
            if all(row.job.over for row in group):
                return
        logits = model.logits(torch.stack(last))
        for row in group:
            row.read, row.pending = len(row.pending), []
        self._take(group, logits)

    def step(self) -> None:
        """Feed every row of what is pending, take a token of those that are through, let the finished go."""
        import torch
        rows, new = self.rows, self._columns()
        counts = [min(len(r.pending), new) for r in rows]
        ids = torch.tensor([[*r.pending[:n], *[self.model.pad] * (new - n)] for r, n in zip(rows, counts, strict=True)])
        read = torch.tensor([r.read for r in rows]).unsqueeze(1)
        columns = read + torch.arange(new)
        width = max(r.read for r in rows) + new
        # a padding column stands at its row's last position: rotary tables may grow with the largest one they see
        positions = columns if new == 1 else torch.minimum(columns, read + torch.tensor(counts).unsqueeze(1) - 1)
        self.slots.decode(columns, width)

        def seen(window: int | None) -> torch.Tensor:
            key, query = torch.arange(width), columns.unsqueeze(2)
            found = key <= query
            if window is not None:
                found &= key > query - window
            return found.unsqueeze(1)
        hidden = self.model.hidden(ids, positions, seen, [r.job.request.adapter for r in rows], cache=self.slots,
                                   layers=self.layers)
        for row, n in zip(rows, counts, strict=True):
            row.read, row.pending = row.read + n, row.pending[n:]
        ready = [i for i, r in enumerate(rows) if not r.pending]
        if ready:
            picked = hidden[ready, [counts[i] - 1 for i in ready]]
            self._take([rows[i] for i in ready], self.model.logits(picked))
        self._leave()

    def _columns(self) -> int:
        """How many tokens each row is fed: where a grammar has forced many on a few rows, the rest must not wait."""
        sizes = [len(r.pending) for r in self.rows]
        if max(sizes) == 1:
            return 1
        return max(set(sizes), key=lambda n: (sum(min(s, n) for s in sizes) / (OVERHEAD + n * len(sizes)), -n))

    def _take(self, rows: Sequence[Row], logits: torch.Tensor) -> None:
        """One token a row from (rows, vocabulary) logits, under its grammar."""
        import torch
        searches: dict[int, list[int]] = {}
        for i, row in enumerate(rows):
            if row.beams is not None:
                searches.setdefault(id(row.beams), []).append(i)
        for found in searches.values():
            self._branch([rows[i] for i in found], logits[found])
        if searches:
            plain = [i for i, row in enumerate(rows) if row.beams is None]
            rows, logits = [rows[i] for i in plain], logits[plain]
        if not rows:
            return
        best = logits.argmax(-1).tolist()
        # the best token of all is the best of the allowed ones wherever it is allowed, and that is cheap to ask
        bound = [i for i, r in enumerate(rows)
                 if r.matcher is not None and not (r.greedy and r.matcher.allows(best[i]))]
        if bound:
            index = torch.tensor(bound)
            allowed = forbid(logits[index], [rows[i].matcher for i in bound])
            logits[index] = allowed
            for i, token in zip(bound, allowed.argmax(-1).tolist(), strict=True):
                best[i] = token
        for i, row in enumerate(rows):
            try:
                row.take(best[i] if row.greedy else row.draw(logits[i]))
            except Exception as e:  # noqa: BLE001 -- of this row's listener or grammar: its own future carries it
                row.job.fail(e)

    def _branch(self, rows: Sequence[Row], logits: torch.Tensor) -> None:
        """The next token of every wording of one reply: the likelier ones part, the others give up their slots."""
        first, beams = rows[0], rows[0].beams
        moves = beams.advance(logits, [r.tokens for r in rows], [r.score for r in rows], self.model.ends)
        if not moves or len(first.tokens) + 1 >= first.limit:
            tokens = beams.ended[0][1] if beams.ended else [*rows[moves[0][0]].tokens, moves[0][1]]
            for row in rows:                     # whichever is settled first answers for all
                row.tokens, row.ended = tokens, bool(beams.ended)
            return
        place = {id(row): i for i, row in enumerate(self.rows)}
        before = [row.tokens for row in rows]
        free = [row for i, row in enumerate(rows) if all(parent != i for parent, *_ in moves)]
        stays, sources, targets = set(range(len(rows))), [], []
        for parent, token, score in moves:
            row = rows[parent]
            if parent in stays:
                stays.remove(parent)             # the first child goes on in its parent's slot
            else:
                sources.append(place[id(row)])
                if free:
                    row = free.pop()
                else:
                    row = row.fork()
                    place[id(row)] = len(self.rows)
                    self.rows.append(row)
                targets.append(place[id(row)])
            row.tokens, row.pending, row.score = [*before[parent], token], [token], score
        for row in free:
            row.given_up = True
        if sources:
            self.slots.move(sources, targets)
        if first.job.on_text is not None:
            parent, token, _ = moves[0]
            first._show(self.model.text([*before[parent], token]).rstrip(PARTIAL))

    def _leave(self) -> None:
        """Settle what is finished, and close the gaps with the last rows."""
        gone = []
        for i, row in enumerate(self.rows):
            if not row.job.over and not row.given_up and row.finished:
                try:
                    row.settle()
                except Exception as e:  # noqa: BLE001 -- of this row's listener: its own future carries it
                    row.job.fail(e)
            if row.job.over or row.given_up:
                gone.append(i)
        if not gone:
            return
        left = len(self.rows) - len(gone)
        holes = [i for i in gone if i < left]
        movers = [i for i in range(left, len(self.rows)) if i not in set(gone)]
        if holes:
            self.slots.move(movers, holes)
            for hole, mover in zip(holes, movers, strict=True):
                self.rows[hole] = self.rows[mover]
        del self.rows[left:]

    def fail(self, error: BaseException) -> None:
        for row in self.rows:
            row.job.fail(error)
        self.rows.clear()
