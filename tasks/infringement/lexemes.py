"""The nouns and the verbs of a text, by the tagger."""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.infringement.paraphrases import VERBS
from tasks.infringement.phrases import kiwi

# words of claims that no product description repeats
SILENT_WORDS = """
    기초 기준값 여부 an and at being by composition configured for from having in including is least of on one said that the to
    wherein which with 가능 각각 값 결과 결과물 결합 경우 공정 구비 구성 기반 기준 내부 내지 단계 대응 동안 때 모듈
    발효물 방향 배치 복수 본체 부재 사이 상기 설치 소정 수단 수행 시간 신호 압력 연결 온도 외부 위치 유닛 의해 이상
    이용 이하 일측 환경 임계 임계값 적어도 정보 조건 조성물 준비 중량 처리 측정값 타측 통해 특징 포함 하기 하나 함량 형성
    혼합물
"""
SILENT = frozenset(SILENT_WORDS.split())
COMMON_VERBS = frozenset(
    "하 되 있 갖 가지 위하 따르 의하 대하 통하 이루 이루어지 쓰 넣 만들 포함하 들 두 보 주 오 가 나 내 싶 알 말".split()
)
ONE_SYLLABLE = frozenset("빔 물 눈 문 빛 옷 칼 칩 핀 팬 탭 캡 휠 암 붐 삽 솥 컵 병 캔 빵 쌀 콩 밀".split())


OF_A_DEED = re.compile(r"([가-힣]{2,})부(?![가-힣])")  # the tagger reads a 정부 in 풍속 측정부


@lru_cache(maxsize=4096)
def nouns(text: str) -> tuple[str, ...]:
    tokens = kiwi().tokenize(OF_A_DEED.sub(lambda m: f"{m[1]} " if m[1] in VERBS or m[1][-2:] in VERBS else m[0], text))
    kinds = ("NNG", "NNP", "SL", "XR", "SN")
    found = [t.form for t in tokens if t.tag in kinds and (len(t.form) > 1 or t.form in ONE_SYLLABLE)]
    # 풍량, 이빙: no nouns to the tagger
    found += [w for w in text.split() if w in VERBS and not any(w in f or f in w for f in found)]
    return tuple(dict.fromkeys(n for n in found if n.lower() not in SILENT and not n.isdigit()))


@lru_cache(maxsize=256)
def stems(text: str) -> frozenset[str]:
    """The verbs of a text by their stems, those aside that it says are not done."""
    return frozenset(form for form, done in _verbs(text) if done)


def refused(text: str) -> frozenset[str]:
    """The verbs that every time are said not to be done: "받지 않고"."""
    verbs = _verbs(text)
    return frozenset(form for form, done in verbs if not done) - {form for form, done in verbs if done}


@lru_cache(maxsize=256)
def _verbs(text: str) -> tuple[tuple[str, bool], ...]:
    """(stem, whether it is done) of every verb."""
    tokens, out = kiwi().tokenize(text), []
    for i, token in enumerate(tokens):
        if token.tag.startswith("VV"):
            after = [t.form for t in tokens[i + 1 : i + 4]]
            before = tokens[i - 1].form if i else ""
            out.append((token.form, not ("지" in after[:1] and {"않", "못하", "말"} & set(after)) and before not in ("안", "못")))
    return tuple(out)
