"""Korean to English for corporate disclosures: the user's words first, figures by code, the rest by the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field, ValidationInfo, field_validator

import prompts
from dictionaries import readers
from documents.segments import is_korean
from engine.base import Engine, Message
from engine.errors import OnebaseError
from tasks.base import AdapterChoice, Options, Strict, Task, register
from tasks.translation import resources
from tasks.translation.checks import Check, Example, Term, checks_of, examples_of, terms_of
from tasks.translation.decide import decide
from tasks.translation.plan import Job, Plan, Planner
from tasks.translation.reuse import Past

THRESHOLD, THRESHOLD_LARGE = 0.8, 0.9  # likeness from which a past translation beats a small model, and a large one

SMALL = 200_000_000  # parameters; a model below it is unsure of its words, so that looking further ahead pays its cost
BEAMS = 4


class Input(Strict):
    text: str
    context: str = ""  # of a cell: `sheet | header of its row | header of its column`


class Result(Strict):
    translation: str
    terms: tuple[Term, ...] = ()
    examples: tuple[Example, ...] = ()
    checks: tuple[Check, ...] = ()


class TranslationOptions(Options):
    dictionary: str | None = None  # files, with commas between: JSON, CSV, TSV, XLSX
    # files: TSV, CSV, XLSX, JSONL, TMX, or two workbooks as ko.xlsx+en.xlsx; none: not even those of ONEBASE_MEMORY
    memory: str | None = None
    trust: str | None = None  # enforce, normal or penalty for all memories, or `FILE:enforce` with commas between
    document_type: str | None = None  # the kind of document, where the memory's pairs have theirs
    off: str | None = None  # Korean terms that are switched off, with commas between; "in, quotes" one with a comma
    threshold: float | None = Field(None, ge=0.5, le=1.0)  # from which a fuzzy hit goes in as it stands

    @field_validator("dictionary", "memory")
    @classmethod
    def _local(cls, value: str | None, info: ValidationInfo) -> str | None:
        """A remote caller must not name this machine's files."""
        if value and value != resources.NONE and not (info.context or {}).get("local"):
            raise ValueError("a file can be named on the command line only; on the page, upload it")
        return value


class Translation(Task):
    name = "translation"
    title = {"ko": "금융 번역", "en": "Finance translation"}
    about = {
        "ko": "공시 문장과 표를 영어로 옮깁니다. 용어는 사전을 따르고 수치는 코드로 계산해 확인합니다.",
        "en": "Disclosures from Korean into English: terms by your dictionary, figures computed and checked.",
    }
    Input, Result, Options = Input, Result, TranslationOptions
    examples = (
        {"text": "당사는 이사회 결의를 통해 보통주 167,406주에 대해 주식 소각(이익소각)을 결정하였습니다."},
        {"text": "7. 감자에 관한 사항"},
        {"text": "계약금액은 1,234억원이며 계약기간은 2024년 4월 22일부터 2026년 12월 31일까지입니다."},
    )
    batch = 64

    def run(
        self, inputs: Sequence[Input], engine: Engine, options: TranslationOptions, adapter: AdapterChoice
    ) -> Iterator[Result | OnebaseError]:
        lexicon = resources.lexicon(options.dictionary, options.off)
        memory = resources.past(options.memory, options.trust)
        compact = adapter.name is not None or engine.capabilities.base == "embedded"
        prompt = options.prompt or adapter.prompt or ("compact" if compact else "v1")
        threshold = options.threshold or (THRESHOLD if compact else THRESHOLD_LARGE)
        if memory is not None:
            memory.indexed(engine.embed)
        past = Past(memory, options.document_type or "", threshold)
        beams = BEAMS if (engine.capabilities.parameters or SMALL) < SMALL else 1
        planner = Planner(lexicon, readers.ours(), past, adapter, prompt, beams)
        plans = [planner.plan(row.text, row.context) for row in inputs]
        failed = decide(planner, engine)
        for row, plan in zip(inputs, plans, strict=True):
            yield _result(row.text, plan, failed)

    def training_messages(self, row: Mapping[str, Any]) -> tuple[Message, ...]:
        """A row {"ko", "en", "terms"?: [[ko, en]], "example"?: [ko, en]} with slots in it, as an adapter reads it."""
        terms = [{"korean": k, "english": e} for k, e in row.get("terms", ())]
        examples = [{"korean": row["example"][0], "english": row["example"][1]}] if row.get("example") else []
        asked = prompts.load("translation/compact").render({"text": row["ko"], "terms": terms, "examples": examples})
        return (*asked, Message("assistant", row["en"]))


def _result(text: str, plan: Plan, failed: dict[str, OnebaseError]) -> Result | OnebaseError:
    jobs = [job for _, job in plan.parts if job is not None]
    if not jobs and not is_korean(text):
        return Result(translation=text, checks=(Check(kind="origin", ok=True, detail="source"),))
    for job in _with_nested(jobs):
        if job.source in failed:
            return failed[job.source]
    english = "".join(
        f"{piece.mark}{job.english if job is not None else piece.text}{piece.gap}" for piece, job in plan.parts
    )
    used = _with_nested(jobs)
    terms = terms_of(used, english)
    return Result(
        translation=english, terms=terms, examples=examples_of(used), checks=checks_of(text, english, used, terms)
    )


def _with_nested(jobs: Sequence[Job]) -> list[Job]:
    out = []
    for job in jobs:
        out.append(job)
        out += _with_nested(job.below)
    return out


register(Translation())
