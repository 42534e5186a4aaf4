"""Claims and products as they are read from what a visitor types or uploads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app import html
from app.i18n import field, word
from documents import tables
from documents.claims import HEADING, Claim, parse_all
from documents.readers import KINDS, Document, read
from engine.errors import InputError
from tasks.base import MAX_CHARACTERS
from tasks.infringement.chart import chosen
from tasks.infringement.columns import named
from tasks.infringement.many import Patent, patents_in, patents_of
from tasks.infringement.models import Input
from tasks.infringement.refine import refine
from tasks.infringement.terms import table

TABLES = tables.FORMATS
CLAIM_KINDS = (*TABLES, ".txt")
PRODUCT_KINDS = KINDS
NAMES = ("제품명", "제품 이름", "모델명", "product name", "product_name", "name")


def empty(name: str) -> InputError:
    return InputError(
        f"{field(name, 'en')} is empty.",
        "Type or paste some text, or click an example.",
        ko=f"{field(name, 'ko')} 칸이 비어 있습니다.",
        hint_ko="내용을 입력하거나 예시를 누르세요.",
    )


def claims_of(text: str) -> list[Claim]:
    """Refuses what a comparison would refuse, before a browser waits for it."""
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"The claims have {len(text):,} characters; at most {MAX_CHARACTERS:,} are taken.",
            "Paste the claims alone, without the description.",
            ko=f"청구항이 {len(text):,}자입니다. 최대 {MAX_CHARACTERS:,}자까지 받습니다.",
            hint_ko="명세서를 빼고 청구항만 붙여 넣으세요.",
        )
    return parse_all(text)


def elements_of(text: str, number: int | None) -> tuple[Claim, list[list[str]]]:
    """A claim, and the elements that are compared in each of its readings."""
    claim, readings = chosen(Input(claim_text=text, user_query="", claim=number))
    return claim, [[e.text for e in refine(elements, table())] for elements in readings]


def title(claim: Claim, lang: str) -> str:
    """청구항 3, 청구항 1의 종속항"""
    kind = (
        word("claim_independent", lang)
        if claim.independent
        else word("claim_dependent", lang).format(cites=", ".join(map(str, claim.cites)))
    )
    return f"{word('chart_claim_number', lang).format(n=claim.number)}, {kind}"


def numbered(text: str) -> list[Patent]:
    """The patents of a text that says their numbers; none where it is claims alone."""
    found = patents_in(text)
    return found if any(p.regit_num and HEADING.match(p.claim_text) for p in found) else []


def name_of(patent: Patent) -> str:
    return html.brief(" ".join(filter(None, (patent.regit_num, patent.title))) or patent.claim_text, 80)


def patents(path: Path) -> list[Patent]:
    """Patents of a text or a table."""
    if path.suffix.lower() == ".txt":
        found = patents_in(read(path).text)
    else:
        found = patents_of([*tables.sound(tables.read(path, most=tables.MOST_ROWS))])
    return found


def pages_of(document: Document | None, text: str) -> tuple[int, ...]:
    """Where the pages of a file with several begin, while the text is still that of the file."""
    return document.starts if document is not None and document.pages > 1 and document.text == text else ()


def all_patents(text: str, paths: Sequence[str]) -> list[Patent]:
    """What was typed, then each file's."""
    return [*patents_in(text), *(patent for path in paths for patent in patents(Path(path)))]


def products(text: str, paths: Sequence[str]) -> list[Document]:
    """A product a paragraph of what was typed, one a document, one a row of a table; each under a name of its own."""
    found = [Document("", part.strip()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    for path in map(Path, paths):
        found += _listed(path) if path.suffix.lower() in TABLES else [read(path)]
    taken: set[str] = set()
    return [replace(p, name=_own(p.name or html.brief(p.text, 60), taken)) for p in found]


def _listed(path: Path) -> list[Document]:
    out = []
    for number, row in enumerate(tables.sound(tables.read(path, most=tables.MOST_ROWS)), 1):
        text = named(row).get("user_query")
        if text in (None, ""):
            raise InputError(
                f"{path.name}, row {number} has no product.",
                "Name the column of the descriptions user_query or 제품 설명.",
                ko=f"{path.name} {number}행에 제품 설명이 없습니다.",
                hint_ko="설명 열의 이름을 user_query나 제품 설명으로 하세요.",
            )
        name = next((str(row[h]) for h in NAMES if row.get(h) not in (None, "")), "")
        out.append(Document(name, str(text)))
    return out


def _own(name: str, taken: set[str]) -> str:
    shown, copy = name, 1
    while shown in taken:
        copy += 1
        shown = f"{name} ({copy})"
    taken.add(shown)
    return shown
