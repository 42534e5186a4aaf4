"""Types of one scale, of which one leaves no room for another: 1액형 and 2액형, 산화형 and 비산화형, 수랭식 and 공랭식."""

from __future__ import annotations

import re

MANY = 99  # as many as are not counted: 다층, 다회용
NUMBERS = {
    **dict.fromkeys(("단", "일", "한", "홑"), 1), **dict.fromkeys(("이", "두", "양", "쌍"), 2), **dict.fromkeys(("삼", "세"), 3),
    **dict.fromkeys(("사", "네"), 4), "오": 5, "육": 6, "다": MANY, "복": MANY,
}
COUNT = re.compile(
    rf"(?P<n>\d+|{'|'.join(NUMBERS)})(?P<of>액|상|축|단|층|중|면|극|선|륜|핀|채널|차원|회|인|피스|날|단계|방향|성분|K)(?:형|식|용|성|제|타입)?"
)
NEGATED = re.compile(r"(?:비|무|불|논|non-?)(?P<what>\S{2,})", re.I)
AGAINST = [frozenset(pair) for pair in ("습건", "수유", "공수", "친소", "양음", "유무", "능수", "정동", "경연", "고저", "직교", "연단")]
TYPE = re.compile(r"\S+[형식성선]")


def another_type(claimed: str, said: str) -> bool:
    """Whether what is called by the same last word is of another type: a 단상 모터 for a 3상 모터."""
    ours, theirs = claimed.split(), said.split()
    if len(ours) < 2 or len(theirs) < 2 or ours[-1] != theirs[-1]:
        return False
    return excluded(ours[:-1], theirs[:-1])


def with_type(name: str, before: str) -> str:
    """A name with the count or type right before it, which is no noun to the tagger: 다회용 전극."""
    word = (re.findall(r"(\S+)\s$", before) or [""])[0]
    return f"{word} {name}" if COUNT.fullmatch(word) else name


def excluded(ours: list[str], theirs: list[str]) -> bool:
    """Whether one of some words says another type than one of the others, which do not say the same besides."""
    return any(_excludes(w, v) and not any(v2 != v and _same(w, v2) for v2 in theirs) for w in ours for v in theirs)


def _same(ours: str, theirs: str) -> bool:
    a, b = _counted(ours), _counted(theirs)
    return ours == theirs or a is not None and a == b


def _excludes(ours: str, theirs: str) -> bool:
    ours, theirs = (w.replace("냉식", "랭식").replace("용성", "성") for w in (ours, theirs))
    a, b = _counted(ours), _counted(theirs)
    if a and b:
        return a[1] == b[1] and a[0] != b[0] and not (MANY in (a[0], b[0]) and min(a[0], b[0]) > 1)
    for one, other in ((ours, theirs), (theirs, ours)):
        if (no := NEGATED.fullmatch(one)) and no["what"] == other:
            return True
    if len(ours) != len(theirs) or not TYPE.fullmatch(ours) or not TYPE.fullmatch(theirs):
        return False
    apart = [frozenset((a, b)) for a, b in zip(ours, theirs, strict=True) if a != b]
    return len(apart) == 1 and apart[0] in AGAINST


def _counted(word: str) -> tuple[int, str] | None:
    """(how many, of what): (2, "액") of 2액형, 이액형 and 2K."""
    if not (said := COUNT.fullmatch(word)) or word == "이상":
        return None
    return int(said["n"]) if said["n"].isdigit() else NUMBERS[said["n"]], "액" if said["of"] == "K" else said["of"]
