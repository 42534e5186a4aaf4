"""A name as it is written: what else it may be called, its nouns, and where it stands in a text as a word of its own."""

from __future__ import annotations

import re
from functools import lru_cache

STEREO = re.compile(r"(?:(?<=-)|^)(?:N|O|L|D|DL|dl|d|l|n|α|β|\(\+\)|\(-\))-(?=[가-힣A-Za-z]{2})|^(?:엘|디엘)-?(?=[가-힣]{3})")

POSITION = re.compile(r"^([pomn])-(?=[가-힣]{2})")  # of the groups on a ring, or a chain that does not branch
POSITIONS = {"p": "파라", "o": "오르토", "m": "메타", "n": "노말"}


def variants(name: str) -> tuple[str, ...]:
    """ "X(Y)" may be called X(Y), X or Y."""
    out = [name]
    if match := re.fullmatch(r"(?:가수분해|하이드롤라이즈드|하이드로라이즈드)\s*(\S.*)|(\S.*?)\s*가수분해물", name.strip()):
        out.append(f"{match[1] or match[2]} 가수분해물")
    if (plain := re.sub(r"(?<=\S)\s(?:섬유|수지|소재)(?=\s\S)", "", name.strip())) != name.strip():
        out.append(plain)  # 아라미드 섬유 원단
    if (plain := re.sub(r"(?<=\S)\s?복합\s?(?=산화물)", " ", name.strip())) != name.strip():
        out.append(plain)  # 리튬 니켈 코발트 망간 복합 산화물
    if (plain := STEREO.sub("", name.strip())) != name.strip():
        out.append(plain)  # N-라우로일-L-라이신
    if (plain := POSITION.sub(lambda m: POSITIONS[m[1]], name.strip())) != name.strip():
        out.append(plain)  # p-페닐렌디아민 is 파라페닐렌디아민
    if match := re.fullmatch(r"(.+?)\s*\(([^()]+)\)\s*(.*)", name.strip()):
        out += [f"{match[1]} {match[3]}".strip(), *(() if match[3] else re.split(r"\s*[,;]\s*", match[2]))]
    return tuple(out)


@lru_cache(maxsize=4096)
def parts_of(name: str) -> tuple[str, ...]:
    """The nouns of a Korean name, compounds taken apart."""
    from dictionaries.borders import kiwi

    return tuple(t.form for t in kiwi().tokenize(name) if t.tag in ("NNG", "NNP", "XSN", "XPN", "XR"))


JOSA = re.compile(
    r"(?:을|를|이|가|은|는|과|와|의|도|만|로|으로|에|엔|에서|에는|이랑|랑|하고|이나|나|및|이며|이고|인|입|예|이에|이야|야|인데|이라|라|들|계|류|형|용|"
    r"부|모듈|유닛|장치|층|막|하|한|했|해|합|함|된|되|됐|시키|성분|함유|기반|추출|제품|타입|제형|까지|부터|처럼|보다|대신|없|무첨|프리|위주|베이스|방식|식(?![가-힣]{2}))"
)


def bounded(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is a word of its own: nothing of the same script sticks to it but a particle or a suffix."""
    before, after = text[start - 1 : start], text[end:]
    word = text[start:end]
    if (
        re.match(r"[A-Za-z0-9]", word)
        and re.match(r"[A-Za-z0-9]", before)
        or re.match(r"[가-힣]", word)
        and re.match("[가-힣]", before)
    ):
        return False
    if re.search(r"-(?:g|b|co|alt|graft|block)-$", text[:start][-8:]):
        return False  # the PP of MAH-g-PP is no PP
    if re.search(r"[A-Za-z0-9]$", word) and re.match(r"[A-Za-z]", after):
        return False
    if len(word) == 1 and re.match("[가-힣]", word):
        return not re.match("[가-힣]", after) or bool(re.match(r"(?:을|를|이|은|는|과|와|으로)(?![가-힣])", after))
    return not re.match("[가-힣]", after) or not re.search("[가-힣]$", word) or bool(JOSA.match(after))
