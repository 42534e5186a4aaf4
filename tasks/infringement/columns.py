"""The task's fields in workbooks as patent people keep them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

HEADINGS: dict[str, tuple[str, ...]] = {
    "regit_num": ("등록번호", "특허번호", "특허등록번호", "출원번호", "문헌번호", "registration number", "patent number",
                  "patent", "publication number", "registration no", "patent no"),
    "claim_text": ("청구항", "전체청구항", "독립항", "독립청구항", "대표청구항", "청구범위", "특허청구범위", "청구항 내용", "claims",
                   "claim text", "independent claim", "first claim"),
    "user_query": ("제품", "제품설명", "제품 설명", "제품 구성", "제품내용", "자사제품", "실시제품", "질문", "product",
                   "product description", "description", "query"),
    "claim": ("청구항번호", "청구항 번호", "claim number", "claim no"),
    "elements": ("구성요소", "구성 요소", "구성", "claim elements"),
    "status": ("상태", "법적상태", "법적 상태", "등록상태", "행정상태", "최종처분", "등록여부", "심사상태", "legal status", "granted",
               "pending", "granted or pending", "grant status", "granted/pending"),
    "expiry": ("만료일", "존속기간만료일", "존속기간 만료일", "존속기간(예정)만료일", "권리만료일", "expiry date", "expiration date",
               "expiration", "expires"),
    "territory": ("국가", "국가코드", "등록국가", "출원국가", "권리국가", "발행국", "country", "country code", "jurisdiction"),
}


def _key(heading: str) -> str:
    return re.sub(r"[\s_\-.()]+", "", heading).lower()


FIELDS = {_key(h): field for field, headings in HEADINGS.items() for h in headings}


YES_NO = ("granted", "pending", "등록여부")  # headings whose cells say yes or no


def named(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with the task's fields in it, taken from such headings where the row has no field of that name; empty
    cells of the optional ones are left out. A cell says granted or pending by itself or by its heading."""
    out = dict(row)
    for heading, cell in row.items():
        field = FIELDS.get(_key(str(heading)))
        if field and field not in row and cell not in (None, ""):
            cell = f"{heading}: {cell}" if _key(str(heading)) in YES_NO else cell
            if field in ("regit_num", "claim_text", "user_query") and not isinstance(cell, str):
                cell = str(cell)
            out[field] = f"{out[field]}; {cell}" if field == "status" and field in out else out.get(field, cell)
    for field in ("claim", "elements", "status", "expiry", "territory"):
        if out.get(field) in (None, ""):
            out.pop(field, None)
    if isinstance(out.get("claim"), str) and (digits := re.search(r"\d+", out["claim"])):
        out["claim"] = int(digits[0])
    return out
