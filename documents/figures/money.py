"""Amounts of money: 1,234억원, 원화 육백억원, 12백만원, US$ 3억, 63,700원/주, 1,385.0원/USD."""

from __future__ import annotations

import re
from decimal import Decimal

from documents.figures.numerals import MIXED, PLAIN, SPELLED, plain, scaled, value

CURRENCY = {
    "원": "KRW",
    "달러": "USD",
    "불": "USD",
    "유로": "EUR",
    "엔": "JPY",
    "위안": "CNY",
    "파운드": "GBP",
    "홍콩달러": "HKD",
    "싱가포르달러": "SGD",
    "호주달러": "AUD",
    "캐나다달러": "CAD",
    "대만달러": "TWD",
    "미국달러": "USD",
    "미달러": "USD",
    "스위스프랑": "CHF",
    "루피아": "IDR",
    "루피": "INR",
    "동": "VND",
}
CODES = "KRW|USD|EUR|JPY|CNY|GBP|HKD|VND|RMB|CHF|AUD|CAD|SGD|INR|IDR|TWD|THB|PLN|BRL|MXN"
SIGNS = {
    "US$": "USD",
    "U$": "USD",
    "$": "USD",
    "€": "EUR",
    "¥": "JPY",
    "￥": "JPY",
    "£": "GBP",
    "₩": "KRW",
    "￦": "KRW",
    "\\": "KRW",
    "W": "KRW",
    "S$": "SGD",
    "HK$": "HKD",
}
UNIT_WORD = {"천": "thousand", "백만": "million", "십억": "billion"}
_NUMBER = rf"(?:{MIXED}|{PLAIN})"
_WORDS = "|".join(sorted(map(re.escape, CURRENCY), key=len, reverse=True))
_MINUS = r"(?P<minus>[△▲\-−–](?=\s?[\d₩￦\\$]))?"
_UNIT = "|".join(sorted(UNIT_WORD, key=len, reverse=True))

AMOUNT = re.compile(
    rf"(?:(?<![가-힣])(?:일금|금|원화|한화|미화|외화)\s?)?{_MINUS}"  # 인수자금 588억원: 금 is of the fund
    rf"(?:(?P<unitnumber>{PLAIN})\s?(?P<unit>{_UNIT})\s?(?P<unitword>{_WORDS})"
    rf"|(?P<number>{_NUMBER})\s?(?:(?P<word>{_WORDS})(?![동조]))"
    rf"|(?<![가-힣])(?P<spelled>{SPELLED})\s?(?P<spelledword>원|달러|불)(?:정|整)?)(?:정(?![가-힣])|整)?"
    rf"(?P<per>\s?/\s?(?:주|株|{CODES}|달러|EUR|톤|㎡|kg|MWh|kWh))?"
)
SPELLED_MONEY = re.compile(r"(?<![가-힣])(?:일금|금|원화|한화)\s?(?P<spelled>[일이삼사오육륙칠팔구십백천만억조]+)\s?원(?:정|整)?")
CODED = re.compile(
    rf"{_MINUS}(?P<code>\b(?:{CODES})|US\$|U\$|HK\$|S\$|[$€¥￥£₩￦\\])\s?(?P<minus2>[△▲\-−](?=\d))?(?P<number>{_NUMBER})"
    rf"(?:\s?(?P<unit>{_UNIT}))?(?:\s?(?:원|달러|불))?(?P<per>\s?/\s?주)?"
    rf"|{_MINUS.replace('minus', 'minus3')}(?P<number2>{_NUMBER})\s?(?P<code2>{CODES})\b(?P<per2>\s?/\s?주)?"
)
PER = {"주": "share", "株": "share", "달러": "USD", "톤": "ton"}


def _forms(currency: str, number: Decimal, figures: str, per: str, minus: bool) -> tuple[str, ...]:
    """Figures as rendered, then what else a translator may write."""
    per = f"/{PER.get(per, per)}" if per else ""
    sign = "-" if minus else ""
    noun = {"KRW": "won", "USD": "US dollars", "EUR": "euros", "JPY": "yen"}.get(currency, currency)
    whole = plain(number.normalize()) if number == number.to_integral() else plain(number)
    words = scaled(number, 12)
    return tuple(
        f"{text}{per}"
        for text in (
            f"{currency} {sign}{figures}",
            f"{currency} {sign}{whole}",
            f"{currency} {sign}{words}",
            f"{currency}{sign}{figures}",
            f"{currency}{sign}{whole}",
            f"{sign}{figures} {noun}",
            f"{sign}{whole} {noun}",
            f"{sign}{words} {noun}",
            f"{sign}{figures}",
            f"{sign}{whole}",
            f"{sign}{words}",
        )
    )


def render(match: re.Match) -> tuple[str, tuple[str, ...]] | None:
    """(shape, forms) of a match of AMOUNT; None where the characters are no amount."""
    minus = bool(match["minus"])
    per = (match["per"] or "").strip(" /")
    if match["unitnumber"]:
        few = match["unit"] == "천" and len(match["unitnumber"]) == 1
        figures = f"{match['unitnumber']},000" if few else f"{match['unitnumber']} {UNIT_WORD[match['unit']]}"
        number = (
            Decimal(match["unitnumber"].replace(",", "")) * {"천": 10**3, "백만": 10**6, "십억": 10**9}[match["unit"]]
        )
        word = match["unitword"]
    elif match["number"]:
        number, word = value(match["number"]), match["word"]
        figures = match["number"] if re.fullmatch(PLAIN, match["number"]) else scaled(number)
    else:
        text, word = match["spelled"], match["spelledword"]
        if not (re.search("[일이삼사오육륙칠팔구]", text) and re.search("[십백천만억조]", text)) and not re.fullmatch(
            "[십백천]+[억조]", text
        ):
            return None  # 만원, 백만원, 사원: a unit or a word, not an amount
        number = value(text)
        figures = scaled(number)
    return f"amt:{word}:{per}", _forms(CURRENCY[word], number, figures, per, minus)


def render_spelled(match: re.Match) -> tuple[str, tuple[str, ...]]:
    number = value(match["spelled"])
    return "amt:원:", _forms("KRW", number, scaled(number), "", False)


def render_coded(match: re.Match) -> tuple[str, tuple[str, ...]]:
    code = match["code"] or match["code2"]
    text = match["number"] or match["number2"]
    number = value(text)
    figures = text if re.fullmatch(PLAIN, text) else scaled(number)
    if match["unit"]:
        figures += f" {UNIT_WORD[match['unit']]}"
        number *= {"천": 10**3, "백만": 10**6, "십억": 10**9}[match["unit"]]
    per = (match["per"] or match["per2"] or "").strip(" /")
    minus = bool(match["minus"] or match["minus2"] or match["minus3"])
    return f"amt:{code}:{per}", _forms(SIGNS.get(code, code), number, figures, per, minus)
