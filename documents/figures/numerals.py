"""Korean numerals: 1조 2,345억, 육백억, 3천만, 5백만 → Decimal."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
SMALL = {"십": 10, "백": 100, "천": 1_000}
LARGE = {"만": 10**4, "억": 10**8, "조": 10**12}
PLAIN = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# figures with unit words between: 1조 2,345억 6,000만 · 3천억 · 5백만 · 2억5천만
MIXED = (
    rf"{PLAIN}\s?[십백천]?[만억조](?:\s?{PLAIN}\s?[십백천]?[만억조])*(?:\s?{PLAIN}(?=\s?(?:원|달러|불|주|유로|엔)))?"
    rf"|{PLAIN}\s?[십백천](?![가-힣]*[십백천만억조])"
)
SPELLED = r"[일이삼사오육륙칠팔구십백천만억조]*[일이삼사오육륙칠팔구십백천][만억조]?[일이삼사오육륙칠팔구십백천만억조]*"
TOKEN = re.compile(rf"{PLAIN}|[{''.join(DIGITS)}]|[{''.join(SMALL)}]|[{''.join(LARGE)}]")


def value(text: str) -> Decimal:
    """`1조 2,345억` → 1234500000000; a numeral of figures, words, or both."""
    total = section = Decimal(0)
    held: Decimal | None = None
    for token in TOKEN.findall(text):
        if token in LARGE:
            section += held or 0
            total += (section or 1) * LARGE[token]
            section, held = Decimal(0), None
        elif token in SMALL:
            section += (1 if held is None else held) * SMALL[token]
            held = None
        else:
            held = Decimal(DIGITS[token]) if token in DIGITS else Decimal(token.replace(",", ""))
    return total + section + (held or 0)


def plain(number: Decimal) -> str:
    """Thousands separators, no exponent, no digit lost or made up."""
    return f"{number:,f}"


def scaled(number: Decimal, decimals: int = 4) -> str:
    """`123.4 billion`: the largest word that keeps every digit within `decimals`, else all digits."""
    for word, unit in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if abs(number) >= unit:
            short = (number / unit).normalize()
            if -short.as_tuple().exponent <= decimals:
                return f"{short:,f} {word}"
    return plain(number.normalize() if number == number.to_integral() else number)
