"""Adjectives on 적, their adverbs, and the other words that stand before a noun or a verb and never change."""

from __future__ import annotations

import re

_TEUK = {
    "적극": "active",
    "구체": "specific",
    "지속": "continuous",
    "안정": "stable",
    "효율": "efficient",
    "효과": "effective",
    "일시": "temporary",
    "최종": "final",
    "전략": "strategic",
    "공식": "official",
    "정기": "regular",
    "주기": "periodic",
    "개별": "individual",
    "직접": "direct",
    "간접": "indirect",
    "장기": "long-term",
    "단기": "short-term",
    "중장기": "mid- to long-term",
    "전반": "overall",
    "일반": "general",
    "통상": "ordinary",
    "실질": "substantial",
    "궁극": "ultimate",
    "추가": "additional",
    "잠정": "provisional",
    "합리": "reasonable",
    "객관": "objective",
    "재무": "financial",
    "경제": "economic",
    "법": "legal",
    "세부": "detailed",
    "명시": "explicit",
    "한시": "temporary",
    "탄력": "flexible",
    "선제": "preemptive",
    "독점": "exclusive",
    "배타": "exclusive",
    "포괄": "comprehensive",
    "종합": "comprehensive",
    "전체": "overall",
    "부분": "partial",
    "순차": "sequential",
    "단계": "gradual",
    "점진": "gradual",
    "획기": "groundbreaking",
    "긍정": "positive",
    "부정": "negative",
    "상대": "relative",
    "절대": "absolute",
    "기본": "basic",
    "기술": "technical",
    "사업": "business",
    "상업": "commercial",
    "국제": "international",
    "세계": "global",
    "현실": "realistic",
    "필수": "essential",
    "예외": "exceptional",
    "보수": "conservative",
    "비상": "emergency",
    "내부": "internal",
    "외부": "external",
    "자율": "voluntary",
    "자발": "voluntary",
    "의도": "intentional",
    "일률": "uniform",
    "잠재": "potential",
    "대표": "representative",
    "핵심": "key",
    "원칙": "principled",
    "우선": "preferential",
    "통계": "statistical",
    "구조": "structural",
    "직": "direct",
    "현저": "significant",
    "누적": "cumulative",
    "항구": "permanent",
    "영구": "permanent",
}
_ADJECTIVES = {
    "원활한": "smooth",
    "새로운": "new",
    "다양한": "various",
    "중요한": "important",
    "필요한": "necessary",
    "동일한": "same",
    "상당한": "considerable",
    "충분한": "sufficient",
    "정확한": "accurate",
    "적절한": "appropriate",
    "우수한": "excellent",
    "유사한": "similar",
    "기타의": "other",
    "별도의": "separate",
    "소정의": "prescribed",
    "일정한": "certain",
    "특별한": "special",
    "주요한": "major",
    "확정된": "confirmed",
    "예정된": "scheduled",
    "가능한": "possible",
    "높은": "high",
    "낮은": "low",
    "큰": "large",
    "작은": "small",
    "많은": "many",
    "여러": "several",
    "다른": "other",
    "유의한": "significant",
    "현저한": "significant",
    "중대한": "material",
    "경미한": "minor",
    "적법한": "lawful",
    "정당한": "justifiable",
    "명백한": "clear",
    "불가피한": "unavoidable",
    "구체적인": "specific",
    "그러한": "such",
    "심각한": "serious",
    "막대한": "substantial",
    "안전한": "safe",
    "공정한": "fair",
    "특정한": "specific",
    "실제": "actual",
}


def adjective(korean: str) -> str | None:
    """`전략적인`, `전략적`, `원활한` → what stands before an English noun."""
    if korean in _ADJECTIVES:
        return _ADJECTIVES[korean]
    match = re.fullmatch(r"([가-힣]{1,3})적(?:인)?", korean)
    return _TEUK.get(match[1]) if match else None


def adverb(korean: str) -> str | None:
    """`적극적으로`, `적극적` → actively."""
    match = re.fullmatch(r"([가-힣]{1,3})적(?:으로)?", korean)
    word = _TEUK.get(match[1]) if match else None
    if word is None or word.endswith("term"):
        return f"in the {word.replace(' ', '-')}" if word and word.endswith("term") else None
    if word.endswith("ic"):
        return word + "ally"
    if word.endswith("le") and not word.endswith("sole"):
        return word[:-1] + "y"
    return word[:-1] + "ily" if word.endswith("y") else word + "ly"
