"""Spans that are copied or spelt by code: companies, persons, quoted items, Latin runs."""

from __future__ import annotations

import re
from functools import lru_cache

from dictionaries.borders import compact, kiwi
from dictionaries.lexicon import Lexicon
from documents import romanise
from documents.figures import Figure, find
from documents.masking import latin_runs

_MARKED = re.compile(
    r"(?:\(주\)|주식회사)\s?(?P<after>[가-힣A-Za-z0-9&.\-]+(?:\s(?=[가-힣]+(?:홀딩스|그룹|증권))[가-힣]+)?)"
    r"|(?P<before>[가-힣A-Za-z0-9&.\-]+)(?:\(주\)(?!\s?[%/])|\s\(주\)(?![가-힣A-Za-z%/])|\s주식회사(?![가-힣]))"
)
_LIMITED = re.compile(
    r"(?:유한회사|유한책임회사)\s?(?P<after>[가-힣A-Za-z0-9&]+)|(?P<before>[가-힣A-Za-z0-9&]+)\s?(?:유한회사|\(유\))"
)
# stems before (주) that are a label's words: the unit, not a company
_SHARES = re.compile(
    r"(?:[전후수량계]|총수|한도|합계|누계|보통주|보통주식|우선주|종류주식?|기타주식?|주식|잔여|잔량|물량|비율|수|신주|구주|이상|미만)$"
)
_PARTICLES = re.compile(
    r"(?:에서는|에서|으로|에게|에는|까지|부터|과의|와의|은|는|을|를|의|에|와|과|로|이|가|도|및|등)$"
)
_COPULA = re.compile(r"(?:입니다|이다|이며|이고|이나|이었으며|이었습니다|인)$")
_TITLES = (
    "대표이사|사장|부사장|회장|부회장|전무|상무|전무이사|상무이사|사외이사|사내이사|감사|공시책임자|공시담당자"
    "|성명|성 명|작성책임자|대표자|본부장|이사|대표|CEO|CFO"
)
# what ends a firm's name even where no (주) marks it: 한빛증권, 가람바이오
_FIRM = re.compile(
    r"(?<![가-힣A-Za-z])(?P<stem>[가-힣]{2,5}?)(?:투자증권|증권|저축은행|은행|자산운용|자산신탁|부동산신탁|캐피탈|인베스트먼트|벤처투자"
    r"|파트너스|프라이빗에쿼티|생명보험|손해보험|생명|화재|회계법인|홀딩스|금융지주|그룹|바이오|바이오텍|제약|약품|헬스케어|건설|전자"
    r"|에너지|에너지솔루션|화학|케미칼|머티리얼즈|중공업|조선해양|해운|항공|물산|식품|엔지니어링|엔터테인먼트|게임즈|소프트|시스템즈"
    r"|테크|테크놀로지|로보틱스|모빌리티|인터내셔널)(?![가-힣])"
)
KEPT = "org:kept"  # shape of a term that is not to be translated
# log-probabilities of the analyser: a word it never met, a common word, a syllable that is seldom a word
UNHEARD, KNOWN, RARE = -21.5, -13.5, -10.0
COINED = -17.0  # below it, a noun that is hardly ever met in running text: 율촌
_PERSON = re.compile(
    rf"(?:(?<=\s)|^)(?:{_TITLES})\s?[:：]?\s?(?P<name>[가-힣]{{3}})(?=$|[\s,.)(/]|은|는|이|가|을|를|의)"
)
_ROLES = "최대주주|주주|원고|피고|채권자|채무자|신청인|피신청인|양수인|양도인|취득자|처분대상자|후보자|고소인|피고소인|임원|직원"
_CALLED = re.compile(
    rf"(?:(?<=\s)|^)(?:{_TITLES}|{_ROLES})(?:인\s|\s)(?P<name>[가-힣]{{3}})(?=$|[\s,.)(/]|은|는|이|가|을|를|의|과|와|에게)"
)
# 김성호 외 3인, 최은영 사내이사
_BEFORE_TITLE = re.compile(rf"(?<![가-힣])(?P<name>[가-힣]{{3}})(?:(?=\s?외\s?\d+\s?(?:인|명))|(?=\s(?:{_TITLES})(?![가-힣]{{3}})))")
_HIDDEN = re.compile(r"(?<![가-힣])(?P<surname>[가-힣])(?P<rest>[○◯〇]{1,3}|[OX]{2}(?![A-Za-z]))")  # 이○○
_SYMBOLS = re.compile(r"\((?P<inside>(?=[^()]*[A-Za-z])(?=[^()]*\d)[^()가-힣$€¥£₩￦]{3,30})\)")  # (Scope 1, 2), (p<0.001)
_NAMED = re.compile(r"\((?:성\s*명|이름)\)\s*(?P<name>[가-힣]{2,4})(?=$|[\s,.)])")


def named(text: str, lexicon: Lexicon) -> list[Figure]:
    """Companies, persons, Latin runs and what must stay as it is, as figures of kind org, in order, without overlaps."""
    found: list[Figure] = []

    def add(start: int, end: int, english: str, shape: str) -> None:
        if start < end and not any(start < f.end and f.start < end for f in found):
            found.append(Figure(start, end, "org", shape, text[start:end], (english,)))

    if lexicon.keeps:
        for match in lexicon.find(text):
            if match.entry.kept:
                add(match.start, match.end, match.surface, KEPT)
    for pattern, suffix in ((_MARKED, "Co., Ltd."), (_LIMITED, "LLC")):
        for match in pattern.finditer(text):
            if match["after"]:
                stem = _bare(match["after"], text, match.end("after"))
                start, end = match.start(), match.start("after") + len(stem)
            else:
                stem, start, end = match["before"], match.start(), match.end()
                if "주식회사" not in match[0] and "(주)" in match[0] and is_share_unit(stem, lexicon):
                    continue
            if stem:
                add(start, end, company(stem, lexicon, suffix), "org:company")
    for pattern in (_PERSON, _NAMED, _CALLED, _BEFORE_TITLE):
        for match in pattern.finditer(text):
            name = match["name"]
            if is_person(name, lexicon, after_title=True):
                add(match.start("name"), match.end("name"), romanise.person(name), "org:person")
    for match in _HIDDEN.finditer(text):
        if romanise.is_surname(match["surname"]):
            add(match.start(), match.end(), f"{romanise.person(match['surname'])} {match['rest']}", "org:person")
    for match in _SYMBOLS.finditer(text):
        if not any(f.kind == "amt" for f in find(match["inside"])):
            add(match.start("inside"), match.end("inside"), match["inside"], "org:latin")
    for start, end, english in romanise.districts(text):
        add(start, end, english, "org:place")
    for start, end, english in _known(text):
        add(start, end, english, "org:known")
    for start, end, english in _firms(text, lexicon):
        add(start, end, english, "org:known")
    held = [f for f in find(text) if f.kind in ("amt", "date") or "copied" in f.shape]
    for start, end in latin_runs(text):
        if not any(start < f.end and f.start < end for f in held):
            add(start, end, text[start:end], "org:latin")
    return sorted(found, key=lambda f: f.start)


def _known(text: str) -> list[tuple[int, int, str]]:
    """Companies of our table that stand as words, longest first."""
    from dictionaries.borders import Borders

    table = romanise.names()["company"]
    hits = [
        (m.start(), m.end(), table[name])
        for name in table
        if name in text and not _everyday(name)
        for m in re.finditer(re.escape(name), text)
    ]
    if not hits:
        return []
    borders, out = Borders(text), []
    for start, end, english in sorted(hits, key=lambda h: h[0] - h[1]):
        if not any(start < b and a < end for a, b, _ in out) and (
            start == 0 or not re.match("[가-힣A-Za-z]", text[start - 1])
        ):
            rest = text[end:]
            if (
                not re.match("[가-힣]", rest)
                or _PARTICLES.match(re.match("[가-힣]+", rest)[0])
                or borders.word(start, end)
            ):
                out.append((start, end, english))
    return out


@lru_cache(maxsize=1024)
def _everyday(name: str) -> bool:
    """Whether a company's name is a common noun (대상: object), which means the company only beside (주)."""
    tokens = kiwi().tokenize(name)
    return len(tokens) == 1 and tokens[0].tag == "NNG" and tokens[0].score > KNOWN


def _firms(text: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Firms that no table knows, by the branch that ends their name after a stem that is a name."""
    out = []
    for word in re.finditer("[가-힣]+", text):
        if word.start() and re.match("[A-Za-z]", text[word.start() - 1]):
            continue
        ends = [m.start() for m in (_PARTICLES.search(word[0]), _COPULA.search(word[0])) if m]
        for bare in (word[0], *(word[0][:end] for end in ends)):
            match = _FIRM.fullmatch(bare)
            if match and _coined(match["stem"]) and not {compact(bare), match["stem"]} & lexicon.terms.keys():
                out.append((word.start(), word.start() + len(bare), romanise.company(bare)))
                break
    return out


@lru_cache(maxsize=1024)
def _coined(stem: str) -> bool:
    tokens = kiwi().tokenize(stem)
    return len(tokens) == 1 and (tokens[0].tag == "NNP" or tokens[0].tag == "NNG" and tokens[0].score < COINED)


def company(stem: str, lexicon: Lexicon, suffix: str) -> str:
    entry = lexicon.cell(f"{stem}(주)") or lexicon.cell(f"(주){stem}") or lexicon.cell(f"주식회사 {stem}")
    if entry:
        return entry.english[0]
    entry = lexicon.cell(stem)
    if entry and re.match("[A-Z]", entry.english[0]):
        return (
            f"{entry.english[0]} {suffix}"
            if not re.search(r"(?:Ltd|Inc|Corp|Corporation)\.?$", entry.english[0])
            else entry.english[0]
        )
    return f"{romanise.company(stem)} {suffix}"


def is_share_unit(stem: str, lexicon: Lexicon) -> bool:
    """Whether `(주)` after this stem means shares and not a company."""
    if stem in romanise.names()["company"]:
        return False
    return bool(_SHARES.search(stem)) or lexicon.cell(stem) is not None


def _bare(word: str, text: str, end: int) -> str:
    """The company's name without a particle glued to it."""
    known = romanise.names()["company"]
    best = max((n for n in known if word.startswith(n)), key=len, default="")
    if best and (best == word or _PARTICLES.fullmatch(word[len(best) :])):
        return best
    particle = _PARTICLES.search(word)
    if (
        particle
        and len(word) - len(particle[0]) >= 2
        and (len(particle[0]) > 1 or particle[0] in "은는을를의와과에" or end < len(text))
    ):
        last = kiwi().tokenize(word)[-1]
        if last.tag.startswith("J") or particle[0] in ("은", "는", "을", "를", "의", "와", "과", "에서", "에게"):
            return word[: particle.start()]
    return word


def is_person(name: str, lexicon: Lexicon, after_title: bool = False) -> bool:
    """Two to four syllables with a surname that the analyser takes for a name or does not know; after a title, any that
    are no word."""
    if not re.fullmatch("[가-힣]{2,4}", name) or not (romanise.is_surname(name[:1]) or romanise.is_surname(name[:2])):
        return False
    if lexicon.cell(name) is not None:
        return False
    tokens = kiwi().tokenize(name)
    if after_title and len(name) == 3:
        return not tokens[-1].tag.startswith(("J", "E", "XS")) and (
            len(tokens) > 1 or tokens[0].tag == "NNP" or tokens[0].score < KNOWN
        )
    if len(tokens) == 1:
        return tokens[0].tag == "NNP" or len(name) == 3 and tokens[0].score < UNHEARD
    if len(name) == 3 and len(tokens) == 2 and tokens[1].len == 1 and tokens[1].tag == "NNG" and tokens[1].score < RARE:
        return True
    return len(name) >= 3 and not any(len(t.form) >= 2 and t.tag in ("NNG", "VV", "MAG") for t in tokens)
