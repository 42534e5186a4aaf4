"""Korean particles after a value that is filled in: `특허이(가)` → `특허가`. Pure text."""
from __future__ import annotations

import re

# what stands after a final consonant, what stands after a vowel
PAIRS = {"이(가)": ("이", "가"), "가(이)": ("이", "가"), "을(를)": ("을", "를"), "를(을)": ("을", "를"), "은(는)": ("은", "는"),
         "는(은)": ("은", "는"), "와(과)": ("과", "와"), "과(와)": ("과", "와"), "(으)로": ("으로", "로")}
_PAIR = re.compile("|".join(re.escape(pair) for pair in PAIRS))
_CLOSING = "'\"”’」』)]》>"
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_UNITS = {"%": "트", "℃": "도"}
_LETTERS = {"L": "엘", "M": "엠", "N": "엔", "R": "알"}  # names of the letters that end in a consonant
_ENDS = re.compile(r"ng$|[aiouylmn]$")  # after other letters a word may be read with a vowel or without


def settled(text: str) -> str:
    """The text with the right particle wherever it can be told how the word before it is read; else both stay."""
    def chosen(match: re.Match) -> str:
        sound = _sound(text[: match.start()].rstrip(_CLOSING))
        if sound is None:
            return match[0]
        final = (ord(sound) - 0xAC00) % 28
        closed, open_ = PAIRS[match[0]]
        return closed if final and not (match[0] == "(으)로" and final == 8) else open_  # 8: ㄹ

    return _PAIR.sub(chosen, text)


def _sound(before: str) -> str | None:
    """A syllable that ends as the text is read."""
    last = before[-1:]
    if "가" <= last <= "힣":
        return last
    if last in _DIGITS:
        return _tens(before) if last == "0" else _DIGITS[last]
    if last in _UNITS:
        return _UNITS[last]
    word = re.search(r"[A-Za-z]*$", before)[0]
    if not word:
        return None
    if word.isupper() or before[-len(word) - 1: -len(word)] == "." and len(word) <= 4:  # an acronym, a file's suffix
        return _LETTERS.get(word[-1].upper(), "아")
    if found := _ENDS.search(word):
        return {"l": "일", "m": "임", "n": "인", "ng": "잉"}.get(found[0], "아")
    return None


def _tens(before: str) -> str:
    """십, 백, 천, 만, 억 as the zeros at the end of a number have it."""
    digits = re.search(r"[\d,.]+$", before)[0].replace(",", "")
    zeros = 0 if "." in digits else len(digits) - len(digits.rstrip("0"))
    if zeros == 0 or not digits.strip("0"):
        return "영"
    return "십백천만"[zeros - 1] if zeros <= 4 else "만" if zeros < 8 else "억" if zeros < 12 else "조"
