"""Korean names in Latin letters: Revised Romanisation with its assimilations, persons, companies, addresses."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

NAMES = Path(__file__).parents[1] / "dictionaries" / "names.csv"
_ONSET = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_VOWEL = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
# sound at the end of a word, and what moves to a following vowel: (stays, moves)
_CODA = {
    0: ("", ""),
    1: ("k", "g"),
    2: ("k", "kk"),
    3: ("k", "ks"),
    4: ("n", "n"),
    5: ("n", "nj"),
    6: ("n", "n"),
    7: ("t", "d"),
    8: ("l", "r"),
    9: ("k", "lg"),
    10: ("m", "lm"),
    11: ("l", "lb"),
    12: ("l", "ls"),
    13: ("l", "lt"),
    14: ("p", "lp"),
    15: ("l", "r"),
    16: ("m", "m"),
    17: ("p", "b"),
    18: ("p", "ps"),
    19: ("t", "s"),
    20: ("t", "ss"),
    21: ("ng", "ng"),
    22: ("t", "j"),
    23: ("t", "ch"),
    24: ("k", "k"),
    25: ("t", "t"),
    26: ("p", "p"),
    27: ("t", ""),
}
_NASAL = {"k": "ng", "t": "n", "p": "m"}
_HANGUL = re.compile("[가-힣]+")
_ADMIN = {
    "특별자치도": "do",
    "특별자치시": "si",
    "특별시": "",
    "광역시": "",
    "도": "do",
    "시": "si",
    "군": "gun",
    "구": "gu",
    "읍": "eup",
    "면": "myeon",
    "동": "dong",
    "리": "ri",
    "대로": "daero",
    "로": "ro",
    "길": "gil",
    "가": "ga",
}
_UNIT = re.compile(rf"([가-힣\d]*?[가-힣])(\d*)({'|'.join(_ADMIN)})(\d*번?길)?$")
_ADDRESS = re.compile(
    r"^\s*(?P<region>서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청[남북]|충[남북]|전라[남북]|전[남북]|전북|경상[남북]|경[남북]|제주)"
    r"(?:특별자치도|특별자치시|특별시|광역시|도|시)?\s+(?P<rest>\S.*)$"
)


def _letters(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - 0xAC00
    return code // 588, code // 28 % 21, code % 28


def _run(word: str) -> str:
    out, carried = [], None
    for i, syllable in enumerate(word):
        onset, vowel, coda = _letters(syllable)
        start = _ONSET[onset] if carried is None else carried
        carried = None
        stays, moves = _CODA[coda]
        if i + 1 < len(word) and coda:
            following = _letters(word[i + 1])[0]
            if following == 11 and coda != 21:  # a vowel follows: the coda moves to it
                stays, carried = (
                    (moves[0], moves[1:]) if len(moves) == 2 and moves not in ("kk", "ss", "ch") else ("", moves)
                )
                stays = {"g": "k", "b": "p"}.get(stays, stays)
                stays = "l" if moves[:1] == "l" else stays
            elif coda == 27 and following in (0, 3, 12):  # ㅎ hardens what follows
                stays, carried = "", {0: "k", 3: "t", 12: "ch"}[following]
            elif following in (2, 6) and stays in _NASAL:
                stays = _NASAL[stays]
            elif following == 5:
                if stays in _NASAL:
                    stays, carried = _NASAL[stays], "n"
                elif stays in ("m", "ng"):
                    carried = "n"
                elif stays in ("n", "l"):
                    stays, carried = "l", "l"
            elif following == 2 and stays == "l":
                carried = "l"
        out.append(start + _VOWEL[vowel] + stays)
    return "".join(out)


def romanise(text: str) -> str:
    """Hangul runs in lower-case Revised Romanisation; everything else as it is."""
    return _HANGUL.sub(lambda m: _run(m[0]), text)


@cache
def names() -> dict[str, dict[str, str]]:
    """kind (company, part, letter, surname, region) → Korean → English."""
    table: dict[str, dict[str, str]] = {}
    with NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table.setdefault(row["kind"], {})[row["korean"]] = row["english"]
    return table


def person(name: str) -> str:
    """`홍길동` → `Hong Gil-dong`: the surname as it is usually written, the given name without assimilation."""
    surnames = names()["surname"]
    long = name[:2] if name[:2] in surnames and len(name) > 3 else name[:1]
    given = "-".join(_run(s) for s in name[len(long) :])
    return f"{surnames.get(long, romanise(long).capitalize())} {given[:1].upper()}{given[1:]}".strip()


def is_surname(text: str) -> bool:
    return text in names()["surname"]


def company(name: str) -> str:
    """A company's bare name: as it is known, else by its parts (전자, 홀딩스, 씨제이 …), else romanised."""
    name = name.strip()
    if name in names()["company"]:
        return names()["company"][name]
    words = [w for part in name.split() for w in _parts(part)]
    return " ".join(words)


def _parts(word: str) -> list[str]:
    parts, letters, known = names()["part"], names()["letter"], names()["company"]
    out: list[str] = []
    rest = ""

    def close() -> None:
        nonlocal rest
        if rest:
            text = romanise(rest)
            out.append(text[:1].upper() + text[1:])
            rest = ""

    i = 0
    while i < len(word):
        for table in (known, parts):
            piece = next((word[i:j] for j in range(len(word), i + 1, -1) if word[i:j] in table), None)
            if piece:
                break
        run = _letter_run(word, i, letters) if not piece and not rest else None
        if piece:
            close()
            out.append(table[piece])
            i += len(piece)
        elif run:
            out.append(run[0])
            i = run[1]
        else:
            rest += word[i]
            i += 1
    close()
    return out


def _letter_run(word: str, at: int, letters: dict[str, str]) -> tuple[str, int] | None:
    """Two or more letters spelt out in Hangul: 에스케이 → SK."""
    out, i, count = "", at, 0
    while i < len(word):
        piece = next((word[i:j] for j in range(min(len(word), i + 3), i, -1) if word[i:j] in letters), None)
        if piece is None:
            break
        if count and any(word[i:j] in names()["part"] for j in range(len(word), i + 1, -1)):
            break
        out, i, count = out + letters[piece], i + len(piece), count + 1
    return (out, i) if count >= 2 and i - at >= 3 else None


_DISTRICT = re.compile(
    r"(?<![가-힣])(?P<region>서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청[남북]|전라[남북]|경상[남북]|충[남북]|전[남북]|경[남북]|제주)"
    r"(?:특별자치도|특별자치시|특별시|광역시|도|시)?(?P<rest>(?:\s[가-힣]{1,5}(?:시|군|구|읍|면|동|리)(?=\s|$|[,).]|에|의|과|와|내|소재)){1,4})"
)


def districts(text: str) -> list[tuple[int, int, str]]:
    """(start, end, English) of every `경기도 안산시 단원구`: `Danwon-gu, Ansan-si, Gyeonggi-do`, a place without its road."""
    out = []
    for match in _DISTRICT.finditer(text):
        region = names()["region"].get(match["region"], match["region"])
        out.append((match.start(), match.end(), ", ".join([*(_place(w) for w in match["rest"].split()[::-1]), region])))
    return out


def is_address(text: str) -> bool:
    match = _ADDRESS.match(text)
    return bool(match and re.search(r"\d", text) and re.search(r"(?:로|길|동|읍|면|리|가)\s?\d", text))


def address(text: str) -> str:
    """`서울특별시 영등포구 여의대로 24(여의도동)` → `24, Yeoui-daero (Yeouido-dong), Yeongdeungpo-gu, Seoul, Republic of Korea`."""
    match = _ADDRESS.match(text.strip())
    if match is None:
        raise ValueError(f"not an address: {text}")
    region = names()["region"].get(match["region"], match["region"])
    out: list[str] = []
    bracket = ""
    rest = match["rest"]
    if found := re.search(r"\(([^()]*)\)", rest):
        bracket = " (" + ", ".join(_place(p.strip()) for p in found[1].split(",")) + ")"
        rest = rest[: found.start()] + rest[found.end() :]
    road: str | None = None
    for token in re.split(r"[\s,]+", rest.strip()):
        place = _place(token)
        if road is not None and re.fullmatch(r"\d[\d\-]*", token):
            out[-1] = f"{token}, {out[-1]}"
            road = None
            continue
        if re.search(r"(?:로|길|동|읍|면|리|가)$", token):
            road = token
        out.append(place)
    if not out:
        return f"{region}, Republic of Korea"
    joined = out[::-1]
    at = next((i for i, p in enumerate(joined) if re.search(r"-(?:ro|gil|daero|dong|ga|ri)$", p)), 0)
    joined[at] += bracket
    return ", ".join([*joined, region, "Republic of Korea"])


def _place(token: str) -> str:
    if not _HANGUL.search(token):
        return token
    if found := _UNIT.fullmatch(token):
        stem, number, unit, branch = found.groups()
        tail = f" {re.sub('[^0-9]', '', branch)}-{'beon-gil' if '번' in branch else 'gil'}" if branch else ""
        english = romanise(stem).capitalize() + (f" {number}" if number else "")
        return f"{english}-{_ADMIN[unit]}{tail}".rstrip("-")
    floor = re.fullmatch(r"(?:지하\s?)?(\d+)층", token)
    if floor:
        return ("B" if token.startswith("지하") else "") + f"{floor[1]}F"
    return romanise(token).capitalize()
