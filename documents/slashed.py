"""Ratios told by the two names and one figure: "I/C 0.8", "ionomer/carbon = 1.4 w/w", "단량체/용매 비는 0.5"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.units import TO, UNIT

_FIGURE = r"\d+(?:\.\d+)?"
_BY = r"(?:(?:중량|질량|무게|몰|부피|혼합|배합|광량)?\s?비(?:율)?|(?:weight\s|molar\s|mass\s)?ratio)"
# names of any length need a word or a sign that says it is a ratio; two letters are one by themselves
SLASHED = re.compile(
    rf"(?<![\w/.])(?:[A-Za-z가-힣]{{1,14}}\s?/\s?[A-Za-z가-힣]{{1,14}}?(?:\s?{_BY}\s?(?:[은는이가를을]|[:=])?|\s?[:=])|(?!A/R)[A-Z]/[A-Z])"
    rf"\s?(?:약\s)?(?P<a>{_FIGURE})(?:{TO}(?P<b>{_FIGURE}))?(?![\d:/]|\.\d|\s:)"
    rf"(?:(?=\s?\(?[wv]/[wv](?!\s?%))|(?!\s?(?:{UNIT}|[%A-Za-z])))(?:\s*(?P<after>이상|이하|미만|초과))?"
)


def slashed(text: str) -> Iterator[tuple[re.Match, str, float, float, str | None]]:
    """(where, dimension, least, most, the word of its bound)."""
    for m in SLASHED.finditer(text):
        yield m, "ratio", float(m["a"]), float(m["b"] or m["a"]), m["after"]
