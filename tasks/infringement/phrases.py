"""The noun phrases of a text, with their places."""

from __future__ import annotations

import re
from bisect import bisect_right

from dictionaries.borders import kiwi
from documents.quantities import find
from tasks.infringement.terms import Hit

# words that only carry the sentence: a phrase never consists of these alone, and is cut before them
CARRIER_WORDS = """
    가격 가격은 가능 각각 개 개발 거 검토 것 경우 계획 고객 관련 구비 구성 국내 그 기능 기밀 기반 기준 기획 나 내
    내년 내부 농도 다음 당사 대상 대신 데 등 디자인 때 만족도 목적 무첨가 문제 미만 미정 배합 본 분 비공개 비밀 비율 사용
    사용감 상반기 상태 생산 설치 성분 소음 소지 수 수출 시장 시제품 시험 신경 신제품 아래 아직 안 약 여부 염두 영업
    영업비밀 예정 온라인 올해 외부 용도 우리 위 위주 이것 이번 이상 이하 인증 자사 장착 저 저희 적용 전 점 정도 제작
    제조 조정 종 주 주성분 주요 주요성분 준비 중 중량 채용 채택 첨가 초과 추가 출시 출시일 침해 탑재 특징 특허 판매
    미사용 불사용 미적용 미첨가 미포함 불포함 미함유 미탑재 제외
    포함 프리 하나 하반기 함량 함유 확인 회사 효과 후
"""
CARRIER = frozenset(CARRIER_WORDS.split())
ENGLISH_WORDS = """
    a about an and are as at be by comprising contain containing contains developed developing does for free from
    has have in includes including into is it its made no not of on or our plan please product sell that the this to
    use uses using we which with without
"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
GENERIC = re.compile(r"^(?:제품|신제품|상품|물건|시제품|아이템|product|제형|타입|형태|방식|종류|계열|류|베이스)$")


PARTICLE = re.compile(r"(?:으로는|로는|으로서|로서|으로|이랑|에는|에서|[을를로랑은는이가와과의도에])$")
SURE = re.compile(r"(?<=..)(?:를|을|으로|이랑|(?<=...)(?<!드)(?<!트)(?<!오)(?<!클로)(?<!프)(?:로|랑|와)|(?<=....)랑|(?<=...)하고)$")


def noun_phrases(text: str, hits: list[Hit] = ()) -> list[tuple[int, int, str]]:
    """(start, end, what follows in the same word) of every run of nouns, by morphology; English by its words. A known
    term that a particle follows ends there, however the analyser reads the word."""
    ends, starts = {h.end for h in hits}, [h.start for h in hits]
    out: list[tuple[int, int, str]] = []
    tokens = kiwi().tokenize(text)
    words: dict[int, list] = {}
    bounds = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    at = 0
    for token in tokens:
        while at < len(bounds) - 1 and token.start >= bounds[at][1]:
            at += 1
        words.setdefault(at, []).append(token)
    run: tuple[int, int] | None = None
    for i, (start, end) in enumerate(bounds):
        if run and "\n" in text[run[1] : start]:  # a row of a table ends a phrase
            out.append((*run, ""))
            run = None
        stop, closed = _stem(text, words.get(i, []), start, end)
        if (
            stop == end
            and (tail := PARTICLE.search(text, start, end))
            and (tail.start() in ends or SURE.search(text[start:end]) and end not in ends)
        ):
            stop, closed = tail.start(), True
        within = bisect_right(starts, stop) - 1
        if within >= 0 and start <= hits[within].start < stop < hits[within].end <= end:
            stop = hits[within].end  # the analyser ends 난연제 at 난연
        word = text[start:stop]
        if (
            stop <= start
            or word in CARRIER
            or word.lower() in ENGLISH
            or re.fullmatch(r"[\W_]+", word)
            or re.fullmatch(r"\(?[\d.,]+\D{0,4}\)?", word)
            and find(word)
        ):
            if run:
                out.append((*run, ""))
            run = None
            continue
        run = (run[0], stop) if run else (start, stop)
        if closed or stop < end:
            out.append((*run, text[stop:end]))
            run = None
    if run:
        out.append((*run, ""))
    return [
        (s, e, tail) for s, e, tail in (_trim(text, *o) for o in out) if e > s and re.search("[A-Za-z가-힣]", text[s:e])
    ]


def _stem(text: str, tokens: list, start: int, end: int) -> tuple[int, bool]:
    """(where the noun of a word ends; start if it is no noun, whether a particle or a mark closed it)."""
    if (
        re.match(r"[A-Za-z0-9α-ωΑ-Ω(]", text[start])
        and (m := re.match(r"[(]?[A-Za-z0-9α-ωΑ-Ω/\-+.()%:,'·]+(?<![.,:])", text[start:end]))
        and not re.match("[가-힣]", text[start + m.end() : start + m.end() + 1])
    ):
        return start + m.end(), start + m.end() < end
    stop = start
    for token in tokens:
        tag = token.tag.split("-")[0]
        if (
            tag.startswith(
                ("NN", "NR", "SL", "SH", "SN", "XPN", "XSN", "XR", "W_", "SW", "SSO", "SSC", "SO", "Z_", "UN")
            )
            or tag == "SP"
            and token.form in "/·:,"
            or tag in ("SS", "MM")
            and token.end < end
        ):
            if token.start > stop + 3 and stop > start:
                break
            stop = max(stop, token.end)
        elif tag.startswith(("XSV", "XSA")):
            return start, True  # 개발했어, 촉촉하게
        elif tag.startswith(("VV", "VA", "VX", "MAG", "MAJ", "IC", "NP")) and stop == start:
            return start, True
        elif tag.startswith(("J", "E", "VC", "SF", "SE", "SP")) and _nothing_after(tokens, token):
            break
    stop = min(stop, end)
    while stop > start and text[stop - 1] in ",.;:":
        stop -= 1
    return stop, stop < end


def _nothing_after(tokens: list, token) -> bool:
    """A particle in the middle of a word is a misreading of an unknown name."""
    later = [t for t in tokens if t.start >= token.end]
    return not any(t.tag.startswith(("NN", "SL", "XR")) and len(t.form) > 1 for t in later)


def _trim(text: str, start: int, end: int, tail: str) -> tuple[int, int, str]:
    """Without carrier words and amounts at either side."""
    if text[start:end].startswith("(") and ")" not in text[start:end]:
        start += 1
    changed = True
    while changed and end > start:
        changed = False
        piece = text[start:end]
        words = piece.split()
        if not words:
            return start, start, tail
        if words[0] in CARRIER or find(words[0]) and re.fullmatch(r"[\d.,~\-]+\D{0,4}", words[0]):
            start += piece.index(words[0]) + len(words[0])
            start += len(text[start:end]) - len(text[start:end].lstrip())
            changed = True
        elif words[-1] in CARRIER or re.fullmatch(r"\(?[\d.,~\-]+\D{0,4}\)?", words[-1]) and find(words[-1]):
            end = start + piece.rindex(words[-1])
            end -= len(text[start:end]) - len(text[start:end].rstrip())
            changed = True
    return start, end, tail
