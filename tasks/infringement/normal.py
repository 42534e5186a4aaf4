"""A key under which the spellings of one name agree, and a text squeezed to such keys with its places kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# spellings of one morpheme (patterns): the key is what all become
SPELLINGS = tuple(
    (a, b)
    for b, variants in {
        "트리": ("(?<!테)트라이",),
        "디": ("다이",),
        "메틸": ("메칠", "메씰"),
        "에틸": ("에칠",),
        "부틸": ("부칠",),
        "실란": ("실레인",),
        "실록산": ("실록세인",),
        "비닐": ("바이닐",),
        "이소": ("아이소",),
        "히드로": ("하이드로",),
        "히드록": ("하이드록",),
        "옥시드": ("옥사이드", "옥싸이드"),
        "글리콜": ("글라이콜",),
        "에스테르": ("에스터",),
        "산": ("애씨드", "애시드", "액씨드", "액시드", "에시드", "에씨드"),
        "스티렌": ("스타이렌",),
        "니트로": ("나이트로",),
        "에테르": ("에텔", "에터"),
        "알코올": ("알콜", "알코홀"),
        "술폰": ("설폰",),
        "술페이트": ("설페이트",),
        "미드": ("(?<=[가-힣])마이드",),
        "펩티드": ("펩타이드",),
        "포스페이트": ("인산염",),
        "로스": ("로오스",),
        "코폴리머": ("공중합체", "코폴리마", "공중합물"),
        "크로스폴리머": ("가교중합체", "크로스폴리마"),
        "폴리머": ("중합체",),
        "추출물": ("엑기스", "익스트랙트"),
        "층": ("레이어",),
        "섬유": ("파이버", "화이버"),
        "발효여과물": ("발효 여과물", "퍼먼트필트레이트", "퍼먼트 필트레이트", "발효여과액"),
        "발효용해물": ("발효 용해물", "퍼먼트라이세이트", "퍼먼트 라이세이트"),
        "발효물": ("퍼먼트",),
        "하이드로제네이티드": ("수소첨가", "수소화", "수첨"),
        "하이드롤라이즈드": ("하이드로라이즈드",),
        "파우더": ("분말", "가루"),
        "글루코시드": ("글루코사이드",),
        "이세티오": ("이세치오",),
        "티콘": ("치콘",),
        "피토": ("파이토",),
        "이미드": ("이마이드",),
        "우레아": ("유레아",),
        "티오": ("치오",),
        "히알루론": ("하이알루론",),
        "글리": ("글라이",),
        "알긴": ("알지네이트(?=산)",),
        "콜라겐": ("콜라젠",),
        "자일렌": ("크실렌",),
        "조립체": ("어셈블리",),
        "": ("(?<=[pn])형",),
        "겔": ("젤",),
        "비드": ("바이드",),
        "시드": ("사이드",),
        "오일": ("오일류",),
        "시트레이트": ("스트레이트",),
        "에멀젼": ("에멀전", "에멀션", "이멀젼"),
        "사이클로": ("시클로",),
        "리포솜": ("리포좀",),
        "비오": ("바이오",),
        "요오드": ("아이오딘",),
        "망간": ("망가니즈",),
        "브롬": ("브로민",),
        "감지": ("센싱",),
        "추적": ("트래킹",),
        "티탄": ("티타늄", "타이타늄"),
        "아크릴산": ("아크릴릭산",),
        "클로리드": ("클로라이드",),
        "플루오리드": ("플루오라이드",),
    }.items()
    for a in variants
)
RESPELT = tuple((re.compile(a), b) for a, b in SPELLINGS)
# the same for norm, which runs over every name of the table: most are plain strings, and replace is many times faster
PLAINLY = tuple((a, b, None if re.escape(a).replace("\\ ", " ") == a else re.compile(a)) for a, b in SPELLINGS)
LETTERS = {
    "더블유": "w",
    "에이치": "h",
    "에이": "a",
    "에프": "f",
    "아이": "i",
    "제이": "j",
    "케이": "k",
    "와이": "y",
    "브이": "v",
    "엑스": "x",
    "에스": "s",
    "비": "b",
    "씨": "c",
    "시": "c",
    "디": "d",
    "이": "e",
    "지": "g",
    "엘": "l",
    "엠": "m",
    "엔": "n",
    "오": "o",
    "피": "p",
    "큐": "q",
    "알": "r",
    "티": "t",
    "유": "u",
}
LETTER = "|".join(sorted(LETTERS, key=len, reverse=True))
SPELLED = re.compile(
    rf"(?:(?:(?<![가-힣])|(?<=세라마이드)|(?<=비타민)|(?<=징크)|(?<=오메가))(?:{LETTER}){{2,}}|(?<=[가-힣])(?:{LETTER}){{3,}})"
    r"(?=(?:를|가|는|와|로|도|랑|의)?(?:[^가-힣]|$)|코폴리머|크로스폴리머|폴리머|공중합체)"
)
GREEK = str.maketrans(
    {"α": "알파", "β": "베타", "γ": "감마", "δ": "델타", "ε": "엡실론", "κ": "카파", "ι": "이오타", "λ": "람다", "ω": "오메가"}
)


# what fills up a composition stands in the place of none of its parts
REMAINDER = re.compile(r"(?:나머지)?(?:정제수|증류수|물|water|aqua|purifiedwater)(?:qs|잔량|나머지)?$")


@lru_cache(maxsize=65536)
def norm(text: str) -> str:
    """A key under which spellings of one name agree: no blanks or hyphens, one transliteration, letters as letters."""
    text = unicodedata.normalize("NFKC", text).lower().translate(GREEK)
    text = SPELLED.sub(lambda m: "".join(LETTERS[x] for x in re.findall(LETTER, m[0])), text)
    for a, b, pattern in PLAINLY:
        text = pattern.sub(b, text) if pattern else text.replace(a, b)
    return re.sub(r"[\s\-–_·ㆍ.'’()\[\],/]+", "", text)


def squeeze(text: str) -> tuple[str, list[tuple[int, int]]]:
    """(norm of the text, for each of its characters the span of the text that it comes from)."""
    folded, spans = [], []
    for i, char in enumerate(text):
        for c in unicodedata.normalize("NFKC", char).lower().translate(GREEK):
            folded.append(c)
            spans.append((i, i + 1))
    plain = "".join(folded)
    rules = [
        (m.start(), m.end(), "".join(LETTERS[x] for x in re.findall(LETTER, m[0]))) for m in SPELLED.finditer(plain)
    ]
    plain, spans = _rewrite(plain, spans, rules)
    for a, b in RESPELT:
        if rules := [(m.start(), m.end(), b) for m in a.finditer(plain)]:
            plain, spans = _rewrite(plain, spans, rules)
    keep = [i for i, c in enumerate(plain) if not re.match(r"[\s\-–_·ㆍ.'’()\[\],/]", c)]
    return "".join(plain[i] for i in keep), [spans[i] for i in keep]


def _rewrite(text: str, spans: list[tuple[int, int]], rules: list[tuple[int, int, str]]) -> tuple[str, list]:
    out, places, last = [], [], 0
    for start, end, new in rules:
        out.append(text[last:start])
        places += spans[last:start]
        out.append(new)
        places += [(spans[start][0], spans[end - 1][1])] * len(new)
        last = end
    return "".join([*out, text[last:]]), places + spans[last:]
