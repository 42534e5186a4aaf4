"""Keyword candidates of a Korean text: noun phrases, their parts, Latin terms, and predicates as nouns (우는 → 울음)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

MAX_PIECES = 5  # words of one candidate
NOUN = {"NNG", "NNP", "SL", "SH", "XR", "XSN", "XPN", "SN", "SW", "SO"}
CONTENT = {"NNG", "NNP", "SL", "SH", "XR"}
# They hang on the words around them: a phrase ends before them and none begins with them.
BOUNDARY = set(
    "후 전 때 시 중 동안 경우 점 등 및 간 내 외 상 하 날 이상 이하 정도 이후 이전 당시 상기 해당 각각 최근 현재 오늘 지금 본 우리 저 나 예정 대상 위주 "
    "다음 이번 요즘 하나 무엇 어디 누구 언제 얼마 모두 전부 서로 자신 자체 때문 만큼 정말 아래 위 안 밖 앞 뒤 옆 사이 가운데 만약 바 가지 조금 나중 처음 혼자 데".split()
)
# What a speaker of Korean calls the act or the feeling; a regular form follows from the stem.
NOMINAL = dict(
    pair.split(":")
    for pair in (
        "울:울음 웃:웃음 자:잠 걷:걸음 꾸:꿈 추:춤 춤추:춤 믿:믿음 느끼:느낌 아프:아픔 슬프:슬픔 기쁘:기쁨 외롭:외로움 두렵:두려움 두려워하:두려움 "
        "무섭:무서움 무서워하:무서움 가렵:가려움 어지럽:어지러움 고프:배고픔 졸리:졸음 졸:졸음 싸우:싸움 다투:다툼 돕:도움 모이:모임 흐르:흐름 "
        "움직이:움직임 떨:떨림 떨리:떨림 저리:저림 막히:막힘 흔들리:흔들림 붓:붓기 빠지:빠짐 죽:죽음 늙:늙음 배우:배움 가르치:가르침 만나:만남 "
        "헤어지:헤어짐 기다리:기다림 그립:그리움 그리워하:그리움 즐겁:즐거움 괴롭:괴로움 어렵:어려움 미끄럽:미끄러움 맵:매움 춥:추위 덥:더위 차갑:차가움 "
        "뜨겁:뜨거움 짖:짖음 지치:지침 녹슬:녹 녹:녹음 얼:얼음 놀:놀이 부르:노래 넘어지:넘어짐 쓰러지:쓰러짐 깨:깸 마렵:마려움 답답하:답답함 쑤시:쑤심 "
        "떼쓰:떼쓰기 뒤척이:뒤척임 망설이:망설임 설레:설렘 끌리:끌림 흔들:흔들림 울리:울림 삐:삠 토하:구토 체하:체함 앓:앓음 아끼:절약 지우:지움"
    ).split()
)
# Verbs and adjectives that carry a sentence rather than its matter.
LIGHT = set(
    "하 되 있 없 주 알 보 받 가 오 나 생기 미치 위하 대하 따르 의하 통하 만들 쓰 좋 많 크 작 다르 같 이루어지 나타나 어떻 어떠하 이렇 그렇 높 낮 "
    "늘 줄 줄이 늘리 막 높이 낮추 알리 싶 않 못하 말 지 두 놓 버리 내 들 나뉘 걸리 드러나 지나 남 맞 맡 얻 갖 가지 이어지 올리 내리 오르 떨어지 늘어나 "
    "줄어들 커지 좋아지 나빠지 궁금하 보이 쓰이 들어가 나오 나가 들어오 일으키 일어나 비하 관하 인하 말미암 넘 넣 빼 고르 찾 묻 부르 길 짧 적 쉽 "
    "새롭 빠르 느리 심하 강하 약하 뛰어나 낫 가깝 멀 살펴보 알아보 바꾸 바뀌 변하 달라지 이루 끼치 가져오 돌 먹 마시 사 팔 입 신 타 서 앉 눕 씻 켜 끄 "
    "열 닫 잡 놀라 살 뛰 담 담기 벌 오래되 지키 세우 이기 지르 끝나 시작하 멈추 그치 돌아가 돌아오 다니 보내 다루 꼽히 뽑 띠 지니 달하 못하".split()
)


@dataclass(frozen=True)
class Candidate:
    """`text` as the reader gets it, at `start:end` of the source (of the predicate, where it is a nominal form)."""

    text: str
    start: int
    end: int
    pieces: int              # words that it spans
    run: int                 # words of the unbroken phrase around it
    first: bool              # begins the phrase
    last: bool               # ends the phrase
    kind: str                # "noun", "act" (noun + 하다), "state" (noun + 하다, adjective), "predicate"
    after: str               # tag of what follows: JKS, JKO, JKG, JX, …
    tags: tuple[str, ...]


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    tags: tuple[str, ...]


@cache
def analyser():
    """The morphological analyser, loaded once (about 1.5 s)."""
    from kiwipiepy import Kiwi
    return Kiwi(num_workers=1)


def key(word: str) -> str:
    """Words that differ in spaces, hyphens or case are one keyword."""
    return re.sub(r"[\s\-·]+", "", word).lower()


def candidates(text: str) -> list[Candidate]:
    """All candidates of one sentence by place, the longest first; a form that comes twice is named once."""
    found = [c for run in _runs(text) for c in _spans(text, *run)]
    found += _predicates(text)
    unique: dict[str, Candidate] = {}
    for candidate in sorted(found, key=lambda c: (c.start, -c.end)):
        unique.setdefault(key(candidate.text), candidate)
    return list(unique.values())


@cache
def _tokens(text: str):
    return tuple(analyser().tokenize(text))


def _runs(text: str) -> list[tuple[list[_Piece], str, str]]:
    """Unbroken noun phrases as (pieces, kind, tag after)."""
    tokens = [t for t in _tokens(text) if t.len]
    runs, pieces, current = [], [], []

    def close_piece():
        nonlocal current
        if current and any(t.tag in CONTENT for t in current):
            while current and current[-1].tag in ("SO", "SW", "SN") and not any(t.tag in ("SL", "NNG", "NNP") and
                    t.start + t.len == current[-1].start for t in current):
                current.pop()
            pieces.append(_Piece(current[0].start, current[-1].start + current[-1].len, tuple(t.tag for t in current)))
        current = []

    def close_run(kind="noun", after=""):
        nonlocal pieces
        close_piece()
        if pieces:
            runs.append((pieces, kind, after))
        pieces = []

    unknown_until = -1
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else None
        starts_word = before is None or text[before.start + before.len:token.start].strip() == "" and \
            before.start + before.len < token.start
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        glued = following is not None and following.start == token.start + token.len
        if token.start < unknown_until:
            continue
        if starts_word and token.tag == "NNB" and before is not None and before.tag not in ("ETM", "SN", "MM", "NR", "MAG"):
            # a bound noun with nothing to hang on is the analyser's guess at a word it does not know
            end = token.start + len(re.match(r"\S+", text[token.start:])[0])
            rest = [t for t in tokens if token.start < t.start < end]
            if rest and rest[-1].tag == "ETM" and rest[0].tag == "VCP":
                close_piece()
                pieces.append(_Piece(token.start, end, ("NNG",)))
                unknown_until = end
                continue
        inside = token.tag in NOUN or (token.tag == "MM" and glued and following.tag in CONTENT and token.len == 1) or (
            token.tag in ("NNB", "NR") and current and not starts_word and current[-1].tag != "SN")
        if token.tag == "XSN" and token.form in ("들", "적", "씩", "째", "쯤", "끼리", "당", "별", "짜리"):
            if token.form == "적":  # 효과적인: a modifier, no noun of its own
                current = []
                close_run()
            else:
                close_run(after="XSN")
            continue
        if inside and token.form in BOUNDARY and (starts_word or not current) and not (glued and following.tag in NOUN):
            close_run(after="NNB")
            continue
        if inside:
            if starts_word:
                close_piece()
            if token.tag in ("SO", "SW") and token.form not in "-·/&+.#":
                close_run()
                continue
            current.append(token)
            continue
        kind = {"XSV": "act", "XSA": "state"}.get(token.tag, "noun") if not starts_word else "noun"
        close_run(kind, token.tag)
    close_run()
    return runs


def _spans(text: str, pieces: Sequence[_Piece], kind: str, after: str):
    n = len(pieces)
    for i in range(n):
        for j in range(i, min(n, i + MAX_PIECES)):
            part = pieces[i:j + 1]
            ends = j == n - 1
            yield Candidate(text[part[0].start:part[-1].end].strip("-·/&. "), part[0].start, part[-1].end, j - i + 1, n, i == 0,
                            ends, kind if ends else "noun", after if ends else "", tuple(t for p in part for t in p.tags))


def _predicates(text: str):
    tokens = _tokens(text)
    for i, token in enumerate(tokens):
        tag = token.tag.split("-")[0]
        if tag not in ("VV", "VA") or token.form in LIGHT:
            continue
        if token.form in NOMINAL:
            noun = NOMINAL[token.form]
        else:
            noun = analyser().join([(token.form, token.tag), ("음" if tag == "VA" else "기", "ETN")])
        after = tokens[i + 1].tag if i + 1 < len(tokens) else ""
        yield Candidate(noun, token.start, token.start + max(token.len, 1), 1, 1, True, True, "predicate", after, (tag,))
