"""Many at once: patents out of a text or a table, every product against every claim, ranked and as a matrix.

    rows = pairs([("A", "TiO2 20 % …")], patents_in(text))      # then run_rows, or the service's run, over `rows`
    found = cells(rows_done)
    ranked(found); matrix(found)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from documents.claims import HEADING, parse_all
from engine.errors import InputError
from tasks.base import Row
from tasks.infringement import columns, law

MOST = 5_000  # pairs of a product and a claim in one run
# "등록번호: 10-1234567", "특허 제10-1234567호", "[KR 10-1234567 B1]": a line that opens a patent
OPENING = (
    r"(?:대한민국\s*)?(?:등록\s*)?특허(?:공보)?\s*(?:등록)?\s*(?:번호)?|등록\s*번호|출원\s*번호|공개\s*번호|특허\s*\d+|"
    r"patent(?:\s*(?:no\.?|number))?"
)
NUMBER = (
    r"(?:KR|US|EP|JP|CN|WO)?[ \-]?\d{2}-?\d{4,5}-?\d{5,7}|(?:KR|US|EP|JP|CN|WO)[ \-]?\d{5,14}|10-\d{7}(?:-\d{4})?|"
    r"\d{13}|\d{7}"
)
NUMBERED = re.compile(
    rf"^[ \t【\[<(#*]*(?:{OPENING})?\s*[:：.]?\s*(?:제\s*)?(?P<number>{NUMBER})"
    r"(?:\s*(?:호|[A-Z]\d?))?[ \t\]】>):.]*(?P<title>[^\n]*)$",
    re.M | re.I,
)


@dataclass(frozen=True)
class Patent:
    """`claim_text`: all its claims. `standing`: its status, expiry and territory where they are known."""

    regit_num: str
    claim_text: str
    title: str = ""
    standing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """One product against one claim; `risk` is None where the row failed. `met`: share of the elements that are met."""

    product: str
    regit_num: str
    claim: int
    risk: str | None
    met: float
    row: Row


@dataclass(frozen=True)
class Matrix:
    """`grid[product][claim]`, in the order of `products` and of `claims` (registration number, claim number)."""

    products: tuple[str, ...]
    claims: tuple[tuple[str, int], ...]
    grid: tuple[tuple[Cell | None, ...], ...]


def patents_in(text: str) -> list[Patent]:
    """Patents of a pasted text: a line with a number opens each; a text without such lines is one patent."""
    marks = [m for m in NUMBERED.finditer(text) if not HEADING.match(text, m.start())]
    if not marks:
        return [Patent("", text.strip())] if text.strip() else []
    out = []
    if (lead := text[: marks[0].start()].strip()) and HEADING.match(lead):
        out.append(Patent("", lead))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        body = text[mark.end() : following.start() if following else len(text)].strip()
        heading = HEADING.search(body)
        if heading and body[: heading.start()].strip() and len(body[: heading.start()]) < 300:
            title, body = body[: heading.start()].strip(), body[heading.start() :].strip()
        else:
            title = ""
        if body:
            out.append(Patent(mark["number"].strip(), body, mark["title"].strip(" :：") or title))
    return out


def patents_of(rows: Sequence[Mapping[str, Any]]) -> list[Patent]:
    """Patents of a table by its headings; rows that have one registration number and a claim each are one patent."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for number, row in enumerate(rows, 1):
        given = columns.named(row)
        if not str(given.get("claim_text") or "").strip():
            raise InputError(
                f"Row {number} has no claim.",
                "Name the column of the claims claim_text or 청구항.",
                ko=f"{number}행에 청구항이 없습니다.",
                hint_ko="청구항 열의 이름을 claim_text나 청구항으로 하세요.",
            )
        key = str(given.get("regit_num") or "").strip()
        found.setdefault(key or f"\0{number}", []).append(given)
    out = []
    for key, given in found.items():
        texts = [str(g["claim_text"]).strip() for g in given]
        if len(texts) > 1:  # a claim a row
            texts = [
                t if HEADING.match(t) else f"청구항 {g.get('claim') or i}. {t}"
                for i, (g, t) in enumerate(zip(given, texts, strict=True), 1)
            ]
        first = given[0]
        standing = {k: str(first[k]) for k in ("status", "expiry", "territory") if first.get(k) not in (None, "")}
        title = next((str(first[h]) for h in ("title", "발명의 명칭", "발명의명칭", "명칭") if first.get(h)), "")
        out.append(Patent("" if key.startswith("\0") else key, "\n".join(texts), title, standing))
    return out


def numbers_of(patent: Patent, every: bool = False) -> list[int]:
    """The claims to compare: the independent ones (who does not infringe these infringes none), or all."""
    claims = parse_all(patent.claim_text)
    chosen = [c.number for c in claims if every or c.independent]
    return chosen or [claims[0].number]


def pairs(
    products: Sequence[tuple[str, str]], patents: Sequence[Patent], every: bool = False
) -> list[dict[str, Any]]:
    """Rows for the batch loop, product by product: (name, description) × claims."""
    claims = [(p, n) for p in patents for n in numbers_of(p, every)]
    if not claims or not products:
        what, ko = ("patent", "특허") if not claims else ("product", "제품")
        raise InputError(f"There is no {what} to compare.", f"Give one {what} or more.",
                         ko=f"비교할 {ko}이(가) 없습니다.", hint_ko=f"{ko}을(를) 하나 이상 주세요.")
    if len(products) * len(claims) > MOST:
        raise InputError(
            f"{len(products):,} products against {len(claims):,} claims are {len(products) * len(claims):,} comparisons; "
            f"at most {MOST:,} are made in one run.",
            "Take the independent claims only, or fewer products.",
            ko=f"제품 {len(products):,}개와 청구항 {len(claims):,}개는 비교 {len(products) * len(claims):,}건입니다. "
            f"한 번에 {MOST:,}건까지 합니다.",
            hint_ko="독립항만 비교하거나 제품 수를 줄이세요.",
        )
    return [
        {"product": name, "regit_num": patent.regit_num, "claim_text": patent.claim_text, "claim": number,
         "user_query": text, **patent.standing}
        for name, text in products
        for patent, number in claims
    ]


def cells(rows: Iterable[Row]) -> list[Cell]:
    """What became of `pairs`; a failed row keeps its place and its error."""
    out = []
    for row in rows:
        given, result = row.input, row.result
        met = law.share_met([c.match for c in result.comparisons]) if result is not None else 0.0
        out.append(Cell(str(given.get("product", "")), str(given.get("regit_num", "")), int(given.get("claim") or 1),
                        result.risk_level if result is not None else None, met, row))
    return out


def ranked(found: Sequence[Cell]) -> list[Cell]:
    """The highest risk first, then the more elements met; failed ones last."""
    order = {risk: i for i, risk in enumerate(law.RISKS)}
    return sorted(found, key=lambda c: (order.get(c.risk, len(order)), -c.met))


def matrix(found: Sequence[Cell]) -> Matrix:
    products = tuple(dict.fromkeys(c.product for c in found))
    claims = tuple(dict.fromkeys((c.regit_num, c.claim) for c in found))
    at = {(c.product, c.regit_num, c.claim): c for c in found}
    return Matrix(products, claims, tuple(tuple(at.get((p, *c)) for c in claims) for p in products))
