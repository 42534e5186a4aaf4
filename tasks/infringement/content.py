"""An element that is a phrase rather than a name (a step, a function, a condition): how much of what it says the
description says too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from documents.claims import Element
from tasks.infringement.phrases import kiwi
from tasks.infringement.spans import LEFT_OUT, UNDECIDED, USED, Mention, Product
from tasks.infringement.terms import MEMBER, OTHER, SAME, Terms, norm

# words of claims that no product description repeats
SILENT_WORDS = """
    an and at being by composition configured for from having in including is least of on one said that the to
    wherein which with 가능 각각 값 결과 결과물 결합 경우 공정 구비 구성 기반 기준 내부 내지 단계 대응 동안 때 모듈
    발효물 방향 배치 복수 본체 부재 사이 상기 설치 소정 수단 수행 시간 신호 압력 연결 온도 외부 위치 유닛 의해 이상
    이용 이하 일측 임계 임계값 적어도 정보 조건 조성물 준비 중량 처리 측정값 타측 통해 특징 포함 하기 하나 함량 형성
    혼합물
"""
SILENT = frozenset(SILENT_WORDS.split())
DOER = re.compile(r"(?:하는|시키는|[^\s]는)\s+(?:\S+\s+)?\S*(?:부|수단|모듈|유닛|기구|로직|엔진|프로세서|회로)\s*$")
HEADS = re.compile(r"(?:부|수단|모듈|유닛|단계|공정)$")


# what a claim calls by a noun and a person by a verb: 측정 and 재다
# fmt: off
VERBS = {
    "가열": "데우", "감지": "느끼 재", "개폐": "여닫 열", "건조": "말리 말려", "검색": "찾", "결합": "붙이 끼우", "경고": "알리",
    "경보": "알리 알림", "교반": "젓", "구동": "움직이 돌리 돌", "귀환": "복귀 돌아오", "냉각": "식히",
    "단말": "휴대폰 스마트폰 핸드폰 폰", "담지": "담", "도포": "바르", "배출": "내보내 빼", "변환": "바꾸", "봉입": "담",
    "부착": "붙이", "분사": "뿌리", "분쇄": "갈", "사용자": "고객 운전자 사람", "산출": "계산 구하", "생성": "만들", "송신": "보내",
    "수신": "받", "여과": "거르", "이동": "옮기 움직이", "이송": "옮기", "인식": "알아보 읽", "입력": "넣 치", "작동": "켜 걸 움직이",
    "잠금": "잠그", "저장": "담 쌓", "전송": "보내", "절단": "자르", "절삭": "깎", "접종": "넣", "제거": "없애 지우",
    "제어": "조절 다루 자동", "조절": "맞추 바꾸 줄이 늘리", "조회": "찾", "주시": "보 한눈", "첨가": "넣", "촬영": "찍",
    "출력": "보이 내보내", "충전": "채우 충전", "측정": "재", "코팅": "입히 씌우", "통지": "알리", "투입": "넣", "파지": "집 잡",
    "표시": "보이 띄우 보여", "형성": "올리", "혼합": "섞", "회동": "돌", "회전": "돌 돌리", "획득": "얻", "흡입": "빨아들이",
}
# fmt: on


@dataclass(frozen=True)
class Covered:
    """`share` of the element's content found; `out`: a part said to be left out; `other`: a part replaced."""

    share: float
    terms_met: bool
    out: bool
    other: Mention | None
    span: Mention | None
    undecided: bool = False  # a part is said to be undecided or not disclosed


DONE = re.compile(r"([가-힣]{2,6}?)(?:된|되는|되어|하는|한|시킨)(?=\s|$)")


@lru_cache(maxsize=4096)
def nouns(text: str) -> tuple[str, ...]:
    tokens = kiwi().tokenize(text)
    found = [t.form for t in tokens if t.tag in ("NNG", "NNP", "SL", "XR", "SN") and (len(t.form) > 1)]
    return tuple(dict.fromkeys(n for n in found if n.lower() not in SILENT and not n.isdigit()))


@lru_cache(maxsize=256)
def stems(text: str) -> frozenset[str]:
    """The verbs of a text by their stems."""
    return frozenset(t.form for t in kiwi().tokenize(text) if t.tag.startswith("VV"))


def cover(element: Element, product: Product, terms: Terms, claimed: set[int]) -> Covered:
    """`claimed`: starts of the mentions that other elements have found as their own."""
    text = element.text
    for r in reversed(element.ranges):
        text = text.replace(r.text, " ")
    # "상기 X" refers to another element: X is not asked for here
    for hit in reversed(terms.hits(text)):
        if re.search(r"상기\s+$", text[: hit.start]) and text[hit.end :].strip():
            text = text[: hit.start] + text[hit.end :]
    text = re.sub(r"상기\s+(?:\S+?(?:은|는|이|가|의|을|를|에|로|과|와)\s)?", " ", text)
    hits = [h for h in terms.hits(text) if not h.text.endswith(("단계", "공정"))]
    doer = DOER.search(text)
    if doer and hits and hits[-1].end >= len(text.rstrip()) - 2 and len(nouns(text[: hits[-1].start])):
        hits = hits[:-1]  # "빔의 방향을 조정하는 빔포밍부" is whatever does so
    rest = text
    for hit in reversed(hits):
        rest = rest[: hit.start] + " " + rest[hit.end :]
    head = element.head.split()[-1] if element.head.split() else ""
    words = [n for n in nouns(rest) if not (HEADS.search(n) and n == head)]
    if doer and len(words) + len(hits) > 1:
        words = [n for n in words if n not in head]
    verbs = stems(product.text)
    whole, weight, met, spans, other, out, all_terms = norm(product.text), 0.0, 0.0, [], None, False, True
    for hit in hits:
        generic = not any(terms.parents_of(k) for k in hit.canonicals)
        said = [m for m in product.mentions if terms.relation(hit.text, m.text) in (SAME, MEMBER)]
        found = next((m for m in said if m.status == USED), None)
        worth = 1.0 if generic else 2.0
        weight += worth
        if found:
            met += worth
            spans.append(found)
            continue
        all_terms = all_terms and generic
        out = out or any(m.status == LEFT_OUT for m in said)
        if not generic and other is None:
            other = next(
                (
                    m
                    for m in product.mentions
                    if m.status == USED
                    and m.start not in claimed
                    and not m.vague
                    and terms.relation(hit.text, m.text) == OTHER
                ),
                None,
            )
    left_out = [m for m in product.mentions if m.status == LEFT_OUT]
    open_words = [m for m in product.mentions if m.status == UNDECIDED]
    if not weight and not words:
        words = [m[1] for m in DONE.finditer(rest) if m[1] not in SILENT]  # "B에 포접된": what is done
    undecided = False
    for word in words:
        weight += 1.0
        if any(norm(word) in norm(m.text) for m in open_words) and not any(
            norm(word) in norm(m.text) for m in product.mentions if m.status == USED
        ):
            undecided = True
            continue
        if norm(word) not in whole and any(v in verbs or len(v) > 1 and v in product.text for v in VERBS.get(word, "").split()):
            met += 1.0
            spans += [m for m in product.mentions if m.status == USED][:1]
        elif norm(word) in whole:
            met += 1.0
            out = (
                out
                or any(norm(word) in norm(m.text) for m in left_out)
                and not any(norm(word) in norm(m.text) for m in product.mentions if m.status == USED)
            )
            spans += [m for m in product.mentions if m.status == USED and norm(word) in norm(m.text)][:1] or _near(word, product)
    span = max(
        spans, key=lambda m: sum(norm(w) in norm(m.text) for w in (*words, *(h.text for h in hits))), default=None
    )
    return Covered(met / weight if weight else 0.0, all_terms, out, other, span, undecided)


def _near(word: str, product: Product) -> list[Mention]:
    """What stands before a word that is in no phrase of its own."""
    at = product.text.find(word)
    before = [m for m in product.mentions if m.status == USED and m.whole and m.end <= at]
    return before[-1:] if at >= 0 else []
