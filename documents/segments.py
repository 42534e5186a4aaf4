"""Korean text cut into what is translated alone: lines, their numbering and bullets, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
KOREAN = re.compile("[가-힣ㄱ-ㆎ\u4e00-\u9fff\uf900-\ufaff]")
_LETTERS = dict(zip("가나다라마바사아자차카타파하", "ABCDEFGHIJKLMN", strict=True))
_GANADA = "".join(_LETTERS)
_BULLET = r"[\-–—•‧∙·ㆍ※＊*▶▷■□○●◎◆◇☞⇒→✓√ㅇ]+(?=\s|[가-힣A-Za-z'\"‘“(\[「<\d])"
_NUMBER = (
    r"\d{1,2}(?:[\-.]\d{1,2})*\.(?!\d)|\d{1,2}(?:-\d{1,2})+\)?(?=[\s(])|\(\d{1,2}(?:-\d{1,2})*\)|\d{1,2}\)|[①-⑳⑴-⒇]|[ⅰ-ⅹⅠ-Ⅻ][.)]?"
    r"|\(?(?:[ivx]{1,5}|[IVX]{1,5})[.)]|\([a-zA-Z]\)|[a-zA-Z][.)](?=\s|[가-힣])"
)
_LETTER = rf"\(?[{_GANADA}][.)](?!\d)"
_MARK = re.compile(rf"\s*(?:{_NUMBER}|{_LETTER}|{_BULLET})\s*")
_ENGLISH_MARK = re.compile(rf"\s*(?:{_NUMBER}|\(?[A-Z][.)](?=\s)|{_BULLET})\s*")
# a sentence ends at a stop after a letter or a bracket; figures and one-letter marks do not end one
_SENTENCE = re.compile(r"(?<=[가-힣)\]'\"’”%])((?<!\.)[.!?。])(\s+|(?=[가-힣(]{2}))(?!\d+[.)]\s?$)")
_CLAUSE = re.compile(r"(?<=[며고나여서면라])(,)(\s+)|(;)(\s*)")
_CIRCLED = re.compile(r"\s+(?=[①-⑳]\s?\S)")
_FULL_WIDTH = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0x321C: "(주)",
    0x3231: "(주)",
    0xFFE6: "₩",
    0xA0: 0x20,
    0x200B: None,
    0xFEFF: None,
    0x200E: None,
    0x200F: None,
}
LONG = 260  # characters past which a sentence is cut at its clauses
LONGEST = 1200  # and past which it is cut anywhere
_HANJA = {
    "美": "미국",
    "中": "중국",
    "日": "일본",
    "韓": "한국",
    "英": "영국",
    "獨": "독일",
    "佛": "프랑스",
    "露": "러시아",
    "印": "인도",
    "伊": "이탈리아",
    "加": "캐나다",
    "濠": "호주",
    "旣": "기",
    "既": "기",
    "社": "사",
    "及": "및",
    "等": "등",
    "前": "전",
    "現": "현",
    "新": "신",
    "舊": "구",
    "對": "대",
    "株": "주",
    "件": "건",
    "甲": "갑",
    "乙": "을",
    "外": "외",
    "內": "내",
    "上": "상",
    "下": "하",
    "無": "무",
    "有": "유",
    "未": "미",
    "各": "각",
    "同": "동",
    "本": "본",
    "當": "당",
    "故": "고",
    "大": "대",
    "小": "소",
    "至": "지",
    "自": "자",
    "他": "타",
    "計": "계",
    "號": "호",
    "年": "년",
    "月": "월",
    "億": "억",
    "兆": "조",
    "萬": "만",
    "千": "천",
    "百": "백",
    "元": "원",
    "整": "정",
    "金": "금",
    "正": "정",
    "後": "후",
    "간": "간",
    "間": "간",
    "中國": "중국",
    "美國": "미국",
    "日本": "일본",
    "定": "정",
    "訂正": "정정",
    "減資": "감자",
    "增資": "증자",
    "株式會社": "주식회사",
    "會社": "회사",
    "社債": "사채",
    "株式": "주식",
}
_HANJA_RUN = re.compile("|".join(sorted(map(re.escape, _HANJA), key=len, reverse=True)))
_HANJA_GLOSS = re.compile(r"(?<=[가-힣])\s?\([\u4e00-\u9fff\uf900-\ufaff\s·,]+\)")


@dataclass(frozen=True)
class Piece:
    """`mark` stands before the text in English; `gap` is what follows it, as in the source."""

    mark: str
    text: str
    gap: str = ""


def normal(text: str) -> str:
    """Full-width characters and ㈜ to plain ones, Hanja to what is said; nothing else."""
    text = text.translate(_FULL_WIDTH)
    if re.search("[\u4e00-\u9fff\uf900-\ufaff]", text):
        text = _HANJA_GLOSS.sub("", text)
        text = re.sub(r"(?<=[가-힣])社(?=[가-힣\s]|$)", "", text)  # 뉴스케일社: the name says it
        text = re.sub(r"([美中日韓英獨佛露印])(?=[가-힣])", lambda m: _HANJA[m[1]] + " ", text)
        text = _HANJA_RUN.sub(lambda m: _HANJA[m[0]], text)
    return text


def is_korean(text: str) -> bool:
    return KOREAN.search(text) is not None


def without(text: str, words: Iterable[str]) -> str:
    """The text with these words taken out."""
    for word in words:
        text = text.replace(word, "")
    return text


def pieces(text: str) -> list[Piece]:
    """The lines and sentences of a text. Joining `mark + text + gap` of all gives it back, marks in English."""
    out: list[Piece] = []
    for line, end in _lines(text):
        parts = _CIRCLED.split(line) if len(_CIRCLED.findall(line)) > 0 else [line]
        for i, part in enumerate(parts):
            gap = " " if i < len(parts) - 1 else end
            mark, rest = split_mark(part)
            found = sentences(rest) if rest.strip() else []
            if not found:
                out.append(Piece(mark, rest, gap))
                continue
            for j, (sentence, space) in enumerate(found):
                last = j == len(found) - 1
                out.append(Piece(mark if j == 0 else "", sentence, space + gap if last else space))
    return out


def _lines(text: str) -> list[tuple[str, str]]:
    parts = re.split(r"(\r\n|\r|\n|\v)", text)
    return list(zip(parts[::2], [*parts[1::2], ""], strict=True))


def split_mark(line: str) -> tuple[str, str]:
    """(numbering and bullets in English, the rest): `가. 상기` → (`A. `, `상기`)."""
    at = 0
    while (match := _MARK.match(line, at)) and match.end() < len(line) and match.end() > at and at < 24:
        at = match.end()
    # a mark alone is a cell of its own, and `가` of a word is no mark
    mark = re.sub(rf"(?<![가-힣])([{_GANADA}])(?=[.)])", lambda m: _LETTERS[m[1]], line[:at])
    if at and mark.rstrip()[-1:] in ".)" and not mark.endswith(" ") and at < len(line):
        mark += " "
    return mark, line[at:]


def without_english_mark(line: str) -> str:
    at = 0
    while (match := _ENGLISH_MARK.match(line, at)) and at < match.end() < len(line):
        at = match.end()
    return line[at:].strip()


def sentences(text: str) -> list[tuple[str, str]]:
    """(sentence, the space after it); a sentence past LONG characters is cut after connective clauses."""
    out, at = [], 0
    for match in _SENTENCE.finditer(text):
        if text[at : match.end(1)].count("(") > text[at : match.end(1)].count(")"):
            continue  # a stop inside brackets
        if _inside_quotes(text[at : match.end(1)]):
            continue
        out.append((text[at : match.end(1)], match[2] or " "))
        at = match.end()
    if text[at:].strip():
        tail = text[at:]
        out.append((tail.rstrip(), tail[len(tail.rstrip()) :]))
    return [piece for sentence in out for piece in _clauses(*sentence)]


def _inside_quotes(text: str) -> bool:
    return (
        text.count("'") % 2 == 1
        or text.count("‘") > text.count("’")
        or text.count("“") > text.count("”")
        or text.count('"') % 2 == 1
    )


def _clauses(sentence: str, space: str) -> list[tuple[str, str]]:
    if len(sentence) <= LONG:
        return [(sentence, space)]
    out, at = [], 0
    for match in _CLAUSE.finditer(sentence):
        if match.start() - at > LONG // 3 and len(sentence) - match.end() > LONG // 6:
            if sentence[at : match.end()].count("(") > sentence[at : match.end()].count(")") or _inside_quotes(
                sentence[at : match.end()]
            ):
                continue
            out.append((sentence[at : match.end()].rstrip(), " "))
            at = match.end()
    rest = sentence[at:]
    while len(rest) > LONGEST:  # no sentence that anyone wrote: cut at a space, or where it must be
        cut = rest.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST
        out.append((rest[:cut].rstrip(), rest[len(rest[:cut].rstrip()) : cut]))
        rest = rest[cut:]
    return [*out, (rest, space)]
