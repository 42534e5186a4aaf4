"""Korean particles that follow the sound of the word before them, also after figures, symbols and Latin letters."""
from __future__ import annotations

LATIN_FINAL = set("bcklmnpqtgd")     # read as letters or English words, these usually close the syllable
DIGIT_FINAL = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
PAIRS = {"을": "를", "이": "가", "은": "는", "과": "와", "으로": "로", "이랑": "랑", "이라": "라", "이에요": "예요",
         "이고": "고", "입니다": "입니다", "이며": "며", "인데": "인데", "이나": "나", "이란": "란"}


def final(word: str) -> str:
    """"" for an open last syllable, "ㄹ" for one closed by it, "ㅇ" for any other closed one."""
    for char in reversed(word):
        if "가" <= char <= "힣":
            jong = (ord(char) - 0xAC00) % 28
            return "ㄹ" if jong == 8 else "ㅇ" if jong else ""
        if char.isdigit():
            return DIGIT_FINAL.get(char, "")
        if char == "%":
            return ""
        if char.isalpha():
            return "ㄹ" if char.lower() == "l" else "ㅇ" if char.lower() in LATIN_FINAL else ""
    return ""


def josa(word: str, particle: str) -> str:
    """`word` with the fitting form of `particle`, which is given as after a closed syllable (을, 이, 은, 과, 으로…)."""
    end = final(word)
    if particle == "으로" and end == "ㄹ":
        end = ""
    return word + (particle if end else PAIRS[particle])


def listing(words: list[str], last: str = " 및 ") -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + last + words[-1]


def spoken_listing(words: list[str]) -> str:
    return " ".join([josa(w, "이랑") for w in words[:-1]] + words[-1:])
