"""Counts, ratios, ordinals, clause references and everything else that is a figure but no money and no date."""

from __future__ import annotations

import re
from decimal import Decimal

from documents.figures.numerals import MIXED, PLAIN, plain, scaled, value
from documents.figures.types import counted, ordinal

_NUMBER = rf"(?:{MIXED}|{PLAIN})"
_SIGN = r"(?P<minus>[△▲\-−–](?=\d))?"
# the counter's English noun; "" where English needs none ("이사 3명" → "3 directors")
NOUNS = {
    "주": "share",
    "좌": "unit",
    "배": "times",
    "명": "",
    "인": "",
    "개": "",
    "건": "",
    "곳": "",
    "개사": "company",
    "개국": "country",
    "개소": "site",
    "사": "company",
    "톤": "ton",
    "대": "unit",
    "척": "vessel",
    "기": "unit",
    "세대": "household",
    "가구": "household",
    "평": "pyeong",
    "원": "",
    "매": "",
    "종": "",
    "가지": "",
    "세": "years old",
    "회": "time",
    "차례": "time",
    "필지": "lot",
    "계좌": "account",
    "점": "point",
    "호": "",
    "층": "floor",
    "권": "volume",
    "개 사": "company",
    "영업점": "branch",
}
_COUNTER = "|".join(sorted((re.escape(k) for k in NOUNS if k != "원"), key=len, reverse=True))
_AFTER = (
    r"(?![가-힣])|(?=(?:의|을|를|은|는|이|가|과|와|에|로|으로|도|만|당|중|씩|까지|부터|이상|이하|미만|초과|이내|간|등|전|후|및|에서|에게"
    r"|한도|규모|가량|정도|내외|이며|이고|이다|입니다|임|였|이었|보다|마다|으로서|처럼|인)(?![가-힣]{3}))"
)
COUNT = re.compile(
    rf"{_SIGN}(?:(?P<thousands>\d[\d,]+)천|(?P<number>{_NUMBER})\s?(?P<scale>천|백만|만)?)(?P<many>여)?\s?(?P<counter>{_COUNTER})(?:{_AFTER})"
)
PER_SHARE = re.compile(r"(?<![\d,.])1\s?주\s?당")
PERCENT = re.compile(
    rf"{_SIGN}(?P<number>{PLAIN})\s?(?P<unit>%\s?(?:포인트|p\b|P\b|point)|퍼센트포인트|%|퍼센트|프로(?!젝|그|세|모)|bp\b|베이시스포인트)"
)
LARGE = re.compile(rf"{_SIGN}(?P<number>{MIXED})(?!\s?(?:원|달러|불))")
LAW = re.compile(
    r"(?=제\s?\d)(?:제\s?(?P<article>\d+(?:-\d+)*)\s?조(?:의\s?(?P<article2>\d+))?(?P<more>의\s?\d+)?(?:\s?\([^()]{1,40}\))?)?"
    r"(?:\s?제\s?(?P<paragraph>\d+)\s?항)?(?:\s?제\s?(?P<item>\d+(?:-\d+)*)\s?호(?:의\s?(?P<item2>\d+))?)?"
    r"(?:\s?(?:(?P<point>[가나다라마바사아자차카타파하])|제\s?(?P<pointn>\d+))\s?목)?"
)
FRACTION = re.compile(r"(?<![\d.,])(?P<below>\d{1,3})\s?분의\s?(?P<above>\d{1,3})")
AGAINST = re.compile(r"(?<![\d.,])(?P<left>\d+(?:\.\d+)?)\s?대\s?(?P<right>\d+(?:\.\d+)?)(?!\d|,\d)")
AGENDA = re.compile(r"제?\s?(?P<n>\d+(?:-\d+)*)\s?호\s?(?:의\s?안|안건)")
NTH = re.compile(
    r"(?:제\s?(?P<n>\d{1,4})\s?(?P<unit>거래일|영업일|회차|회|차|번째|기차|호|부|장|절|종|순위|심|상(?=[을의에은이과,.)\s]|$))?"
    r"|(?P<n2>\d{1,4})\s?(?P<unit2>회차|번째|차례차|순위|심)"
    r"|(?P<n3>[1-9])\s?(?P<unit3>차)(?=\s|$|[)(,]))(?!자|조|항|목|기\b|의\s?\d|\d|[\-.]\d)"
)
LETTERS = dict(zip("가나다라마바사아자차카타파하", "abcdefghijklmn", strict=True))
FIGURE = re.compile(r"(?<!\w)(?<!<(?=\d{1,2}>))[△▲\-−–]?\d[\d,]*(?:[.:/\-]\d[\d,]*)*(?:[A-Za-z%㎡㎥℃‰]+\d?)?")
RANGE = re.compile(r"\s?[~∼～]\s?")


def percent(match: re.Match) -> tuple[str, tuple[str, ...]]:
    sign = "-" if match["minus"] else ""
    unit = match["unit"].replace(" ", "").lower()
    number = sign + match["number"]
    if unit in ("%", "퍼센트", "프로"):
        return "num:%", (f"{number}%", f"{number} %", f"{number} percent")
    if unit in ("bp", "베이시스포인트"):
        return "num:bp", (f"{number} bp", f"{number} basis points")
    return "num:pp", (f"{number} percentage points", f"{number}%p")


def _figures(match: re.Match) -> tuple[str, Decimal]:
    if text := match.groupdict().get("thousands"):
        return f"{text} thousand", value(text) * 1000
    text, scale = match["number"], match.groupdict().get("scale")
    number = value(text)
    if scale == "만":
        number *= 10**4
        return (scaled(number) if number >= 10**6 else plain(number)), number
    if scale:
        return f"{text} {'thousand' if scale == '천' else 'million'}", number * (1000 if scale == "천" else 10**6)
    if re.fullmatch(PLAIN, text):
        return text, number
    return (scaled(number) if number >= 10**6 else plain(number)), number


def count(match: re.Match) -> tuple[str, tuple[str, ...]] | None:
    counter = match["counter"]
    if counter == "주" and re.match(r"\s?(?:간|일|차|연속|동안|후에|전에)", match.string[match.end() :]):
        return None  # 3주간: weeks
    if counter == "기" and match["number"] == "1":
        return None
    text, number = _figures(match)
    sign, noun = "-" if match["minus"] else "", NOUNS[counter]
    if match["many"]:
        sign = "more than "
    whole = plain(number) if number == number.to_integral() else text
    if noun in ("", "times", "years old"):
        said = f"{text} {noun}".strip()
    elif noun == "floor":
        said = f"{ordinal(int(number))} floor"
    else:
        said = counted(text, noun)
    return f"num:{counter}", (sign + said, sign + text, sign + whole)


def per_share(match: re.Match) -> tuple[str, tuple[str, ...]]:
    return "num:pershare", ("per share", "per 1 share")


def large(match: re.Match) -> tuple[str, tuple[str, ...]]:
    text, number = _figures(match)
    return "num:large", (("-" if match["minus"] else "") + text, plain(number))


def law(match: re.Match) -> tuple[str, tuple[str, ...]] | None:
    article, paragraph, item = match["article"], match["paragraph"], match["item"]
    point = LETTERS.get(match["point"] or "", match["pointn"] or "")
    if not (article or paragraph or item):
        return None
    out = ""
    if article:
        out = "Article " + "-".join(
            filter(None, (article, match["article2"], (match["more"] or "").removeprefix("의").strip()))
        )
        out += f"({paragraph})" if paragraph else ""
    elif paragraph:
        out = f"Paragraph {paragraph}"
    if item:
        item = "-".join(filter(None, (item, match["item2"])))
        if article or paragraph:
            out += item if paragraph and article else f", Subparagraph {item}"
        elif match["item2"] or point:
            out = f"Subparagraph {item}"
        else:
            out = f"No. {item}"
    if point:
        out += f"({point})"
    return f"num:law:{bool(article)}{bool(paragraph)}{bool(item)}{bool(point)}", (out,)


def agenda(match: re.Match) -> tuple[str, tuple[str, ...]]:
    n = match["n"]
    return "num:agenda", (f"Agenda Item No. {n}", f"Agenda No. {n}", f"Agenda {n}", f"Proposal No. {n}", f"Item {n}", n)


def fraction(match: re.Match) -> tuple[str, tuple[str, ...]]:
    return "num:fraction", (f"{match['above']}/{match['below']}",)


def against(match: re.Match) -> tuple[str, tuple[str, ...]]:
    return "num:against", (f"{match['left']}:{match['right']}", f"{match['left']} to {match['right']}")


def nth(match: re.Match) -> tuple[str, tuple[str, ...]]:
    n = match["n"] or match["n2"] or match["n3"]
    unit = match["unit"] or match["unit2"] or match["unit3"] or ""
    if unit in ("호", ""):
        return f"num:no{unit}", (f"No. {n}", f"No.{n}", n)
    if unit in ("거래일", "영업일"):     # 청약일 전 제3거래일: which day, not how many
        return f"num:nth{unit}", (f"{ordinal(int(n))} {'trading' if unit == '거래일' else 'business'} day", ordinal(int(n)))
    if unit in ("부", "장", "절", "종", "상"):
        word = {"부": "Part", "장": "Chapter", "절": "Section", "종": "Class", "상": "Phase"}[unit]
        return f"num:{unit}", (f"{word} {n}", n)
    if unit == "순위":
        return "num:rank", (f"{ordinal(int(n))}-priority", ordinal(int(n)))
    return f"num:nth{unit}", (ordinal(int(n)), f"Series {n}", f"No. {n}", n)


def bare(match: re.Match) -> tuple[str, tuple[str, ...]]:
    text = re.sub("^[△▲−–]", "-", match[0].rstrip(",."))
    return "num:bare", (text,)
