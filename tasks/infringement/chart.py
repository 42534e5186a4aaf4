"""A row as claim charts: which claim is compared, cut into which elements, each with the verdict of the code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from documents.claims import MAX_ELEMENTS, Claim, Element, parse_all, with_elements
from documents.dependent import resolve
from documents.quantities import MARGIN
from engine.errors import InputError
from tasks.infringement.judge import judge
from tasks.infringement.models import Input
from tasks.infringement.names import bare
from tasks.infringement.refine import refine
from tasks.infringement.spans import Product, read
from tasks.infringement.terms import Terms
from tasks.infringement.verdicts import Verdict
from tasks.infringement.words import variants


@dataclass(frozen=True)
class Chart:
    """One reading of a claim held against one product; `claim.elements` with all that it inherits."""

    claim: Claim
    product: Product
    verdicts: tuple[Verdict, ...]


def charts(row: Input, terms: Terms, margin: float = MARGIN, judged: Callable[..., list[Verdict]] = judge) -> list[Chart]:
    """One chart a reading: a claim that cites several claims has a reading for each."""
    for name in ("claim_text", "user_query"):
        if not getattr(row, name).strip():
            raise InputError(
                f"{name} is empty.",
                "Give a claim and a product description.",
                ko=f"{name} 값이 비어 있습니다.",
                hint_ko="청구항과 제품 설명을 모두 입력하세요.",
            )
    claim, readings = chosen(row)
    out = []
    product: Product | None = None
    for elements in readings:
        reading = replace(claim, elements=refine(elements, terms))
        names = dict.fromkeys(v for e in reading.elements for n in e.names for v in variants(n))
        wanted = tuple(n for n in names if len(n) > 1 or re.match("[가-힣]", n))
        wanted += tuple(b for n in wanted if (b := bare(n, terms)))
        product = read(row.user_query, terms, wanted)
        out.append(Chart(reading, product, tuple(judged(reading, reading.elements, product, terms, margin))))
    return out


def chosen(row: Input) -> tuple[Claim, list[tuple[Element, ...]]]:
    """The claim that a row asks for and the elements of each of its readings; the first independent one by default."""
    claims = parse_all(row.claim_text)
    if row.claim is not None:
        claim = next((c for c in claims if c.number == row.claim), None)
        if claim is None:
            numbers = ", ".join(str(c.number) for c in claims[:20])
            raise InputError(
                f"There is no claim {row.claim}; the text has {numbers}.",
                "Choose one of these.",
                ko=f"청구항 {row.claim}이 없습니다. 있는 청구항: {numbers}",
                hint_ko="이 중 하나를 고르세요.",
            )
    else:
        claim = next((c for c in claims if c.independent), claims[0])
    if row.elements:
        return claim, [with_elements(claim, row.elements)]
    readings = resolve(claims, claim.number)
    if any(len(r) < 2 for r in readings):
        raise no_claim(claim.text)
    if max(map(len, readings)) > MAX_ELEMENTS:
        raise InputError(
            f"Claim {claim.number} has more than {MAX_ELEMENTS:,} elements.",
            "Paste the claims without the description.",
            ko=f"청구항 {claim.number}의 구성요소가 {MAX_ELEMENTS:,}개를 넘습니다.",
            hint_ko="명세서를 빼고 청구항만 붙여 넣으세요.",
        )
    return claim, readings


def no_claim(text: str) -> InputError:
    return InputError(
        f"This does not read as a claim: {text.strip()[:60]!r} names no elements.",
        "Paste the whole claim, from its first element to the product that it claims.",
        ko=f"청구항으로 읽을 수 없습니다: {text.strip()[:60]!r}에 구성요소가 없습니다.",
        hint_ko="구성요소부터 발명의 명칭까지 청구항 전체를 붙여 넣으세요.",
    )
