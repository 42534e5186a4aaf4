"""Light by its colour: which wavelength is that of the red and which that of the near infrared, and two colours that are named
together with their proportion ("red:blue = 4:1 LED", "적:청 = 3.5:1")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.quantities import Range

COLOURS = {
    "near infrared": r"근\s?적외선?|니어\s?(?:IR|아이알|인프라레드)|near[\s-]?(?:infrared|IR)|NIR",
    "far infrared": r"원\s?적외선?|far[\s-]?(?:infrared|IR)|FIR",
    "infrared": r"적외선?|인프라레드|infrared|(?<![A-Za-z])IR(?![A-Za-z])",
    "ultraviolet": r"자외선?|ultraviolet|(?<![A-Za-z])UV",
    "red": r"적색|적(?=광|:|\s?[:/대]\s?청)|붉은|빨간|빨강|레드|red",
    "blue": r"청색|청(?=광|\s?=|\s\d|\s?[:/대]|색)|푸른|파란|파랑|블루|blue",
    "green": r"녹색|녹(?=광)|초록|그린|green",
    "yellow": r"황색|황(?=광)|노란|노랑|옐로우?|yellow|amber|앰버",
    "white": r"백색|백(?=광)|하얀|흰|화이트|white",
    "violet": r"보라|자색|바이올렛|violet",
}
ANY = re.compile("|".join(f"(?P<c{i}>{said})" for i, said in enumerate(COLOURS.values())), re.I)
NAMES = tuple(COLOURS)
LETTERS = {"R": "red", "G": "green", "B": "blue", "W": "white"}
AFTER, BEFORE = re.compile(r"[^,;:/\d(]{0,14}"), re.compile(r"[^,;/.]{0,14}$")


def colours_in(text: str) -> list[str]:
    return [NAMES[int(m.lastgroup[1:])] for m in ANY.finditer(text)]


def colour_beside(text: str, figure: Range) -> str:
    """The colour that is told with a wavelength: "633 nm 레드", "적색광(633 nm)"."""
    after = colours_in(AFTER.match(text, figure.end)[0])
    before = colours_in(BEFORE.search(text[: figure.start])[0])
    bracket = text[: figure.start].rstrip().endswith(("(", ":", "="))
    found = before[-1:] or after[:1] if bracket else after[:1] or before[-1:]
    return found[0] if found else ""


def of_its_colour(colour: str, figures: Sequence[Range], text: str) -> list[Range] | None:
    """The wavelengths that are told of one colour; None where none is told with a colour."""
    told = [(colour_beside(text, f), f) for f in figures]
    return [f for c, f in told if c == colour] if any(c for c, _ in told) else None


_ONE = rf"(?:{'|'.join(COLOURS.values())}|적|청|녹|백|(?<![A-Za-z])[RGBW](?![A-Za-z]))"
PAIR = re.compile(rf"(?P<a>{_ONE})(?:색|광|\s?LED|\s?라이트|\s?light)?\s?(?P<by>[:/]|대(?=\s))\s?(?P<b>{_ONE})", re.I)
SHORT = {"적": "red", "청": "blue", "녹": "green", "백": "white"}


def paired(text: str) -> set[str]:
    """The colours that a text names in pairs."""
    return {c for m in PAIR.finditer(text) for g in ("a", "b") if (c := _colour(m[g]))}


def _colour(word: str) -> str:
    return LETTERS.get(word) or SHORT.get(word) or next(iter(colours_in(word)), "")


def lit(name: str, text: str) -> bool:
    """Whether a light of a claim is one of a pair that a text tells by colours alone: the 적색 LED of "red:blue = 4:1 LED"."""
    found = ANY.match(name)
    rest = name[found.end() :].strip() if found else ""
    return bool(found) and NAMES[int(found.lastgroup[1:])] in paired(text) and (not rest or rest in text or rest in ("광", "빛", "파장"))
