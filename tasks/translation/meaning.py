"""What a translation must not turn round: whether something is denied, and on which side of a figure a bound lies."""

from __future__ import annotations

import re

_DENIED = re.compile(
    r"(?<!그렇)지\s?(?:는\s?|도\s?)?(?:않|아니|못)|(?<![가-힣])못\s?하|(?<!뿐만\s)(?<!만\s)(?<![가-힣])아닌(?!가)"
    r"|(?<!뿐만\s)(?<!만\s)아니(?:며|므로|고|다|었|라고|지만)|아닙|아님"
    r"|(?<![가-힣])없(?!이\s?(?:이전|전과))|[가-힣이가은는도]\s없|불가(?:능|하|합|함|\b)"
)
_HALF_DENIED = re.compile(  # words that English may deny and Korean does not, or that deny by themselves
    r"미(?!만|국|주|래|팅|디|화|달러|지급금)[가-힣]|비(?:상장|적정|영업|지배|경상|유동|공개|참가)"
    r"|불(?:이행|참|응|복|성실|확실)|무(?:보증|기명|의결|담보|상|이자|증자|효|관|한)"
    r"|마세요|마십시오|말아야|말\s?것|(?<![가-힣])안\s|실패|금지|제외|외의|이외|외에|거절|거부|부결|기각|면제|생략|중단|중지|취소|철회|해제|해지|말소|부인|부존재|결여|부족|전무|다만|단,|한하여|한해|만\s|뿐"
)
_DENIES = re.compile(
    r"\b(?:not|no|nor|none|nothing|neither|never|nobody|without|cannot|"
    r"fail\w*|unable|unless|except\w*|exempt\w*|other than|prohibit\w*|restrict\w*"
    r"|\w+less|otherwise|rather than|instead|deprecat\w*|disabled?|before|prior|im[a-z]+ble|in[a-z]+(?:ble|ive)"
    r"|waive\w*|omit\w*|lack\w*|absence"
    r"|refrain\w*|impossible|unavailable|free of|non-?[a-z]+|un[a-z]{4,}|in(?:applicable|sufficient|eligible|complete)"
    r"|difficult\w*|void|avoid\w*|dis[a-z]{5,}|shortfall|fall\w* short|yet to)\b|n['’]t\b|n/a",
    re.I,
)
_PLAINLY = re.compile(r"\b(?:not(?! only| later than| less than| more than)|nothing|none|never|neither|without)\b|n['’]t\b", re.I)
_BOUNDS = {
    "미만": r"less than|below|under|fall\w* short|within|smaller|lower than|fraction\w*|one share|short of",
    "이하": r"or less|or below|or lower|or under|less than|"
    r"more than|at most|up to|exceed\w*|below|within|maximum|under|earlier|or fewer|or smaller|through|limit\w*",
    "이상": r"or more|or higher|or greater|or above|or longer|or over|or older|at least|less than|"
    r"more than|over|minimum|above|exceed\w*|not below|upward|later|fewer than",
    "초과": r"exceed\w*|more than|over|excess|above|greater|beyond|surpass\w*|outnumber\w*",
    "이내": r"within|less than|later than|exceed\w*|up to|or less|in|by",
}
_BOUND = re.compile(rf"(?<=[\d%원주일월년명회배시분초건개만천백억)>])\s?({'|'.join(_BOUNDS)})(?!의\s?자)")


def turned(source: str, english: str) -> list[str]:
    """What of `source` the translation turns round, in the source's words: a denial lost or put in, a bound of a figure lost."""
    out = []
    denied = _DENIED.search(source)
    if denied and not _DENIES.search(english):
        out.append(_word(source, denied.end() - 1))
    elif not denied and not _HALF_DENIED.search(source) and (added := _PLAINLY.search(english)):
        out.append(added[0])
    for match in _BOUND.finditer(source):
        if not re.search(rf"\b(?:{_BOUNDS[match[1]]})\b", english, re.I):
            out.append(_word(source, match.start(1)))
    return list(dict.fromkeys(out))


def _word(text: str, at: int) -> str:
    begin, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
    return text[begin : end if end > 0 else len(text)].rstrip(".,")
