"""`python -m app check translation SOURCE TARGET`: findings on a finished pair of files, one a line on stdout."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import pairs, say, settings_of, task_options
from engine.errors import InputError

if TYPE_CHECKING:
    from documents.texts import Unit
    from tasks.translation.findings import Cell

MARKS = {"error": ("error", "오류"), "warning": ("warning", "경고"), "note": ("note", "참고")}


def check(args: argparse.Namespace) -> int:
    """Exit 1 where there is an error among the findings."""
    from tasks.base import get
    from tasks.translation import resources
    from tasks.translation.findings import of_document
    if args.task != "translation":
        raise InputError(f"{args.task} has no check.", "Only translation has.",
                         ko=f"{args.task} 작업에는 검사가 없습니다.", hint_ko="translation만 지원합니다.")
    options = task_options(get(args.task), pairs(args.option))
    lang = settings_of(args).lang
    cells = read_pair(Path(args.source), Path(args.target), lang)
    found = of_document(cells, resources.lexicon(options.dictionary, options.off) if options.dictionary else None)
    for finding in found:
        said = finding.suggestion_ko if lang == "ko" else finding.suggestion
        print("\t".join((finding.place, MARKS[finding.severity][lang == "ko"], finding.kind,
                         " ".join(finding.detail.split()), " ".join(said.split()))))
    errors = sum(f.severity == "error" for f in found)
    say(f"{len(cells):,}개 중 오류 {errors:,}건, 그 밖에 {len(found) - errors:,}건" if lang == "ko"
        else f"{len(cells):,} texts: {errors:,} errors, {len(found) - errors:,} other findings")
    return 1 if errors else 0


def read_pair(source: Path, target: Path, lang: str = "en") -> list[Cell]:
    """Cells of two files of one layout, but for their paragraphs, each with its place in words."""
    from app.i18n import word
    from documents import pairs as paired
    from documents.texts import room_for
    from tasks.translation.findings import Cell
    return [Cell(word("unit_translated", lang).format(place=place_of(p.unit, lang)), "", p.target, lacks="source")
            if p.lacks == "source" else
            Cell(place_of(p.unit, lang), p.unit.text, p.target, room_for(p.unit.text, p.room), p.lacks)
            for p in paired.pairs(source, target, uneven=True)]


def place_of(unit: Unit, lang: str) -> str:
    """What a person calls the place of a text: `요약!B3`, `text box 2 of 요약`, `table 1 row 2 col 3`."""
    from app.i18n import word
    return word(f"unit_{unit.kind}_of" if unit.names.get("sheet") else f"unit_{unit.kind}", lang).format(**unit.names)

