"""Units of a form in brackets: (원), (백만원), (단위: 천주)."""

from __future__ import annotations

import re

from documents.segments import is_korean

_UNITS = {
    "원": "KRW",
    "천원": "KRW thousand",
    "백만원": "KRW million",
    "천만원": "KRW 10 million",
    "억원": "KRW 100 million",
    "십억원": "KRW billion",
    "조원": "KRW trillion",
    "주": "shares",
    "천주": "thousand shares",
    "백만주": "million shares",
    "명": "persons",
    "인": "persons",
    "달러": "USD",
    "불": "USD",
    "천달러": "USD thousand",
    "천불": "USD thousand",
    "백만달러": "USD million",
    "백만불": "USD million",
    "원화": "KRW",
    "유로": "EUR",
    "엔": "JPY",
    "위안": "CNY",
    "배": "times",
    "회": "times",
    "개": "units",
    "건": "cases",
    "톤": "tons",
    "년": "years",
    "개월": "months",
    "일": "days",
    "시간": "hours",
    "좌": "units",
    "대": "units",
    "개사": "companies",
    "세": "years old",
    "원/주": "KRW/share",
    "주/원": "share/KRW",
    "퍼센트": "%",
    "천톤": "thousand tons",
    "평": "pyeong",
    "만원": "KRW 10 thousand",
}


def unit(text: str) -> str | None:
    """`백만원` → `KRW million`; several with commas; None where a word is no unit."""
    words = [w.strip() for w in re.split(r"\s*[,，]\s*", text.strip())]
    out = [w if not is_korean(w) else _UNITS.get(re.sub(r"\s+", "", w)) for w in words]
    return None if None in out else ", ".join(out)
