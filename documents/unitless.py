"""Figures that carry no unit and are known by the word before them: molecular weight, hardness, specific gravity, a ratio of two
amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.named import SAID
from documents.units import TO, UNIT

_FIGURE = r"\d(?:[\d,]*\d)?(?:\.\d+)?(?:만(?:\s?\d천|\s?\d,?\d{3}(?!\d))?|천)?"
_REST = rf"(?:{TO}(?P<b>{_FIGURE}))?(?!{TO}\d)(?![\d,.]*\d)(?!\s?(?:{UNIT}|[:%A-Za-z]))(?:\s*(?P<after>이상|이하|미만|초과))?"
_SAID = rf"\)?{SAID}"
MOLECULAR = re.compile(
    rf"(?:분자량|(?<![A-Za-z])M[wn](?![A-Za-z])|molecular weight)(?:\s?\((?:M[wn]|GPC)\))?{_SAID}(?P<a>{_FIGURE}){_REST}", re.I
)
_SCALE = r"asker|아스카|shore|쇼어|mohs|모스|비커스|vickers|로크웰|rockwell|hrc|브리넬|brinell"
HARDNESS = re.compile(rf"(?:경도|hardness|{_SCALE})[^\d;.,\n]{{0,30}}?(?P<a>\d+(?:\.\d+)?){_REST}", re.I)
ON_SHORE = re.compile(r"(?:경도|hardness)[^\d;.,\n]{0,14}?(?P<a>\d+(?:\.\d+)?)\s?(?P<kind>[AD])(?![A-Za-z\d])", re.I)  # "경도는 40A"
SCALE = re.compile(rf"(?P<scale>{_SCALE})[\s-]?(?:경도\s?)?(?P<kind>[A-F](?![A-Za-z]))?", re.I)
KOREAN_SCALES = {"아스카": "asker", "쇼어": "shore", "모스": "mohs", "비커스": "vickers", "로크웰": "rockwell", "브리넬": "brinell"}
PENCIL = re.compile(
    rf"(?:연필\s?경도|pencil hardness)[^\d;.,\n]{{0,12}}?(?P<a>\d)\s?(?P<a_kind>[HB])(?:{TO}(?P<b>\d)\s?(?P<b_kind>[HB]))?(?![A-Za-z])"
    r"(?:\s*(?P<after>이상|이하|미만|초과))?",
    re.I,
)
PLAIN = {"비중": "specific gravity", "굴절률": "refraction", "굴절율": "refraction", "유전율": "permittivity", "다분산지수": "dispersity"}
WORD = re.compile(rf"(?P<what>{'|'.join(PLAIN)}){_SAID}(?P<a>{_FIGURE}){_REST}")
# how high a column of water a cloth bears: "내수압 10,000mm"
WATER = re.compile(
    rf"(?:내수압|내수도|정수압)(?:\s?성능)?{_SAID}(?P<a>{_FIGURE})(?:{TO}(?P<b>{_FIGURE}))?\s?mm(?:\s?(?:H2O|Aq|수주))?(?![A-Za-z])"
    r"(?:\s*(?P<after>이상|이하|미만|초과))?"
)
MM_OF_WATER = 9.80665
# "물결합재비 0.35" is 35 %; a ratio by weight or by mole is compared with 1:2
OF_TWO = re.compile(
    rf"(?P<by>(?:중량|무게|질량|몰|부피|혼합|배합)\s?비(?:율)?)(?:이|가|은|는)\s*(?:약\s*)?(?P<a>\d+(?:\.\d+)?){_REST}"
    rf"|(?:[가-힣]{{2,}}(?<!굴절)(?<!배)(?:비|율|률)|W\s?/\s?[BC])(?:이|가|은|는)?\s?[:=]?\s*(?:약\s*)?(?P<part>0?\.\d+)"
    rf"(?:{TO}(?P<most>0?\.\d+))?(?!\.?\d|{TO}[\d.]|\s?(?:{UNIT}|[:%A-Za-z]))"
)


def unitless(text: str) -> Iterator[tuple[re.Match, str, float, float, str | None]]:
    """(where, dimension, least, most, the word of its bound)."""
    for m in MOLECULAR.finditer(text):
        yield m, "molecular weight", *_figures(m), m["after"]
    for m in WORD.finditer(text):
        yield m, PLAIN[m["what"]], *_figures(m), m["after"]
    for m in WATER.finditer(text):
        low, high = _figures(m)
        yield m, "pressure", low * MM_OF_WATER, high * MM_OF_WATER, m["after"]
    for m in PENCIL.finditer(text):
        low = _of_pencil(m["a"], m["a_kind"])
        yield m, "pencil hardness", low, _of_pencil(m["b"], m["b_kind"]) if m["b"] else low, m["after"]
    for m in ON_SHORE.finditer(text):
        yield m, f"hardness shore {m['kind'].upper()}", float(m["a"]), float(m["a"]), None
    for m in HARDNESS.finditer(text):
        yield m, _on_scale(m[0]), *_figures(m), m["after"]
    for m in OF_TWO.finditer(text):
        if m["by"]:
            yield m, "ratio", *_figures(m), m["after"]
        else:
            yield m, "share", 100 * float(m["part"]), 100 * float(m["most"] or m["part"]), None


def _figures(match: re.Match) -> tuple[float, float]:
    low = spelt(match["a"])
    return low, spelt(match["b"]) if match["b"] else low


def _of_pencil(figure: str, kind: str) -> float:
    """2B, B, H and 2H on one scale, from soft to hard."""
    return float(figure) * (1 if kind in "Hh" else -1)


def spelt(text: str) -> float:
    """A figure with its Korean thousands: 25,000, 2만5천, 3천."""
    text = re.sub(r"[,\s]", "", text)
    many, found, rest = text.rpartition("만")
    thousand = rest.removesuffix("천")
    return (float(many) * 1e4 if found else 0.0) + float(thousand or 0) * (1e3 if rest != thousand else 1)


def _on_scale(text: str) -> str:
    said = SCALE.search(text)
    if said is None:
        return "hardness"
    scale = KOREAN_SCALES.get(said["scale"], said["scale"].lower())
    return f"hardness {scale} {(said['kind'] or '').upper()}".strip()
