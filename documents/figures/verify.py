"""Does a finished translation hold every figure of its source?"""

from __future__ import annotations

import re

from documents.figures.find import find
from documents.figures.types import Figure

_WORDS = {
    w: str(i) for i, w in enumerate(("zero one two three four five six seven eight nine ten eleven twelve").split())
} | {w: str(i) for i, w in enumerate(("first second third fourth fifth sixth seventh eighth ninth tenth").split(), 1)}


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("“", '"').replace("”", '"')).lower()


def missing_figures(source: str, target: str) -> list[Figure]:
    """Figures of `source` none of whose forms stands in `target`; small ones may be spelt out."""
    text = plain(target)
    return [f for f in find(source) if not holds(text, f)]


def holds(text: str, figure: Figure) -> bool:
    """Whether one of its forms stands in `text`, which `plain` made."""
    forms = (form.lower() for form in _ways(figure))
    return any(form in text and _stands(form, text) for form in forms) or _spelt(figure, text)


def _ways(figure: Figure) -> list[str]:
    """A rate may be turned round: `KRW 1,385.0/USD` is `USD 1 = KRW 1,385.0` too."""
    rates = [form.partition("/")[0] for form in figure.forms if figure.kind == "amt" and "/" in form]
    return [*figure.forms, *rates]


def _stands(form: str, text: str) -> bool:
    """Not as a part of a longer figure: 5% in 2.25% does not count."""
    return (
        re.search(
            rf"(?<![\d.,]){re.escape(form)}(?![\d]|[.,]\d)"
            if form[:1].isdigit()
            else rf"{re.escape(form)}(?![\d]|[.,]\d)",
            text,
        )
        is not None
    )


def _spelt(figure: Figure, text: str) -> bool:
    digits = re.findall(r"\d+", figure.surface)
    if figure.kind == "num" and digits == ["1"] and re.search(r"\ban? (?:year|month|week|day|hour|share|person|time)\b", text):
        return True
    if figure.kind == "num" and len(digits) == 1 and int(digits[0]) <= 12:
        return any(re.search(rf"\b{word}\b", text) for word, n in _WORDS.items() if n == str(int(digits[0])))
    return False
