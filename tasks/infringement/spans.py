"""What a product description says: its noun phrases and known terms, each with what becomes of it (used, left out,
undecided), its amount and the role that it plays. Offsets are into the description."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

from documents.quantities import Range, find
from tasks.infringement.terms import Hit, Terms

USED, LEFT_OUT, UNDECIDED = "used", "left out", "undecided"

SENTENCE = re.compile(r"(?<=[.!?。])(?=\s|$)|\n+|(?<=[다요어야지음함])[.!?]?\s*\n")
CLAUSE = re.compile(r"(?<=[가-힣\s])(?:는데요?|은데요?|인데요?|건데요?|텐데요?|던데요?|지만|으나|며|면서|아서|어서|므로|니까|고|되|했으며),?\s+(?!있|싶|나서)")
OUT = re.compile(r"넣지\s*(?:는\s*)?않|사용\s*하?지\s*(?:는\s*)?않|쓰지\s*(?:는\s*)?않|들어\s*가지\s*(?:는\s*)?않|(?:포함|함유|첨가|배합|적용|탑재|구비|장착|채용|채택|설치|내장|구성)(?:하|되)?(?:어\s*있|고\s*있)?지\s*(?:는\s*)?않|(?:제공|지원|구현|실행|수행|측정|감지|저장|전송|표시|이용|활용|도입|형성|연결|처리|생성|추천|출력|제어|진행)\s*하?지\s*(?:는\s*)?않|있지\s*(?:는\s*)?않|"
                 r"(?:안|전혀)\s*(?:안\s*)?(?:썼|쓰|써|넣|들어|사용|포함|첨가|달|씀)|뺐|뺀|빼고|빼고서|배제|제외|무첨가|미첨가|미함유|미사용|비함유|무함유|프리(?=\s*(?:제품|인\s|로\s|예요|에요|이에요|입니다|처방|포뮬러|[.,]|$))|없이|(?<!수\s)(?<!수)없(?:다|어|습|는|고|음|이)|아니(?:라|고|에요|다)|"
                 r"대신|-?free\b|(?:is|are|was|were) not (?:used|included|present)|(?:is|are) (?:excluded|omitted|absent)|제거(?:했|하|한)|생략|불포함|미포함|미적용|미탑재|미장착")
OPEN_QUESTION = re.compile(r"미정|정하지\s*(?:못|않)|못\s*정|안\s*정|정해지지|확정\s*(?:안|되지|하지|전)|확정이?\s*안|미확정|기밀|비공개|영업\s*비밀|검토\s*중|조정\s*중|공개\s*(?:하기|할\s*수)|밝힐\s*수|밝히기|말씀드리기|"
                           r"고민|모르|미공개|비밀|협의\s*중|테스트\s*중|정할\s*예정|undecided|confidential|not (?:yet )?(?:decided|disclosed)|secret|to be determined|TBD|알\s*수\s*없|공개\s*불가|논의\s*중|결정\s*(?:안|전|되지|하지)")
REST = re.compile(r"(?:다른|나머지|그\s*외|기타|이외|그\s*밖|세부|구체적인?|자세한|정확한|전체)\s*(?:의\s*)?(?:성분|구성|부품|원료|사항|재료|조성|요소|스펙|사양|것|내용|배합|처방|구조|방식|기술)?[^.]*?$|(?:나머지|성분|구성|조성|처방|원료|배합|전성분|스펙|사양)\S*\s", re.S)
# words that only carry the sentence: a phrase never consists of these alone, and is cut before them
CARRIER = {"기반", "성분", "함유", "위주", "주성분", "주요성분", "주요", "배합", "사용", "적용", "포함", "첨가", "개발", "기획", "출시", "판매", "특허", "침해", "문제", "예정", "중", "하나", "우리",
           "저희", "당사", "본", "이번", "효과", "기능", "여부", "확인", "검토", "구성", "다음", "약", "등", "것", "수", "정도", "각각", "이상", "이하", "미만", "초과", "경우", "때", "계획", "준비", "가능", "소지",
           "무첨가", "프리", "미정", "기밀", "비공개", "제작", "제조", "생산", "신제품", "함량", "농도", "비율", "추가", "사용감", "개", "종", "회사", "자사", "올해", "내년", "상반기", "하반기", "고객", "시장", "가격",
           "용도", "목적", "조정", "영업비밀", "영업", "비밀", "관련", "인증", "소음", "데", "신경", "특징", "디자인", "만족도", "시제품", "시험", "대상", "출시일", "온라인", "국내", "수출", "염두", "가격은", "주", "안", "내부", "외부", "위", "아래", "전", "후", "점", "채용", "채택", "탑재", "장착", "구비", "설치", "중량", "기준", "상태", "아직", "그", "이것", "저", "나", "내", "거", "분"}
ENGLISH = {"a", "an", "the", "with", "without", "and", "or", "of", "in", "on", "for", "to", "by", "is", "are", "our", "we", "it", "its", "this", "that", "uses", "use", "using", "contains", "containing", "contain",
           "includes", "including", "comprising", "made", "has", "have", "from", "as", "not", "no", "free", "sell", "plan", "developed", "developing", "which", "at", "be", "into", "product", "about", "please", "does"}
GENERIC = re.compile(r"^(?:제품|신제품|상품|물건|시제품|아이템|product|제형|타입|형태|방식|종류|계열|류|베이스)$")
NOUN = ("NNG", "NNP", "NNB", "NR", "SL", "SH", "SN", "XPN", "XSN", "XR", "SW", "SP", "SO", "SS", "SSO", "SSC", "NP", "MM", "W_SERIAL", "SF_")
ENDING = ("J", "E", "VCP", "VCN", "XSV", "XSA", "VV", "VA", "VX", "SF", "SE", "IC", "MAG", "MAJ", "NP")
KINDS = re.compile(r"(?:계열|종류|계통|일종|일반적인|통상의|어떤|같은)")
BESIDE = re.compile(r"대신|없이|무첨가|미첨가|무함유|비함유|프리|제외|-?free")
NOT_DONE = re.compile(r"(?:은|는|이|가|을|를|도)?\s*(?:(?:따로|별도로|전혀|직접|일절)\s*)?[가-힣]{1,5}지\s*(?:는|도)?\s*(?:않|못)")     # 번호판은 인식하지 않습니다
AHEAD = re.compile(r"(?:without|\bno|free (?:of|from)|not (?:contain|use|include|have)(?:ing)?|instead of|excluding)\s+(?:an?\s+|any\s+|the\s+)?(?:[\w-]+\s+)?$", re.I)   # says it of the word next to it only


@dataclass(frozen=True)
class Mention:
    """A stretch of the description. `terms`: the known things in it; `role`: the class that the text calls it."""
    start: int
    end: int
    text: str
    status: str
    terms: tuple[Hit, ...] = ()
    amounts: tuple[Range, ...] = ()
    role: str = ""
    vague: bool = False               # "크로스폴리머 계열 증점제": a kind, not a thing
    whole: bool = True                # not a part of a longer phrase


@dataclass(frozen=True)
class Product:
    text: str
    mentions: tuple[Mention, ...]
    hits: tuple[Hit, ...]
    rest_open: bool                   # says that what it does not name is secret or undecided
    undecided: tuple[str, ...] = field(default=())   # names of what is said to be undecided


@cache
def _kiwi():
    from kiwipiepy import Kiwi
    return Kiwi(num_workers=1)


def clauses(text: str) -> list[tuple[int, int]]:
    cuts = sorted({0, len(text), *(m.end() for m in SENTENCE.finditer(text)), *(m.end() for m in CLAUSE.finditer(text))})
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]


PARTICLE = re.compile(r"(?:으로는|로는|으로서|로서|으로|이랑|에는|에서|[을를로랑은는이가와과의도에])$")
SURE = re.compile(r"(?<=..)(?:를|을|으로|이랑|(?<=...)(?:로|랑|와))$")      # endings that no noun of three syllables has


def noun_phrases(text: str, hits: list[Hit] = ()) -> list[tuple[int, int, str]]:
    """(start, end, what follows in the same word) of every run of nouns, by morphology; English by its words. A known
    term that a particle follows ends there, however the analyser reads the word."""
    ends = {h.end for h in hits}
    out: list[tuple[int, int, str]] = []
    tokens = _kiwi().tokenize(text)
    words: dict[int, list] = {}
    bounds = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    at = 0
    for token in tokens:
        while at < len(bounds) - 1 and token.start >= bounds[at][1]:
            at += 1
        words.setdefault(at, []).append(token)
    run: tuple[int, int] | None = None
    for i, (start, end) in enumerate(bounds):
        stop, closed = _stem(text, words.get(i, []), start, end)
        if stop == end and (tail := PARTICLE.search(text, start, end)) and (tail.start() in ends or SURE.search(text[start:end]) and end not in ends):
            stop, closed = tail.start(), True
        word = text[start:stop]
        if stop <= start or word in CARRIER or word.lower() in ENGLISH or re.fullmatch(r"[\W_]+", word) or re.fullmatch(r"\(?[\d.,]+\D{0,4}\)?", word) and find(word):
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
    return [(s, e, tail) for s, e, tail in (_trim(text, *o) for o in out) if e > s and re.search("[A-Za-z가-힣]", text[s:e])]


def _stem(text: str, tokens: list, start: int, end: int) -> tuple[int, bool]:
    """(where the noun of a word ends; start if it is no noun, whether a particle or a mark closed it)."""
    if re.match(r"[A-Za-z0-9α-ωΑ-Ω(]", text[start]) and (m := re.match(r"[(]?[A-Za-z0-9α-ωΑ-Ω/\-+.()%:,'·]+(?<![.,:])", text[start:end])) and not re.match(
            "[가-힣]", text[start + m.end():start + m.end() + 1]):
        return start + m.end(), start + m.end() < end
    stop = start
    for token in tokens:
        tag = token.tag.split("-")[0]
        if tag.startswith(("NN", "NR", "SL", "SH", "SN", "XPN", "XSN", "XR", "W_", "SW", "SSO", "SSC", "SO", "Z_", "UN")) or tag == "SP" and token.form in "/·:," or tag in ("SS", "MM") and token.end < end:
            if token.start > stop + 3 and stop > start:
                break
            stop = max(stop, token.end)
        elif tag.startswith(("XSV", "XSA")):
            return start, True                                       # 개발했어, 촉촉하게
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


def status_of(text: str, start: int, end: int, clause: tuple[int, int]) -> str:
    """What the clause says of the words at `start:end`."""
    after = text[end:clause[1]]
    if NOT_DONE.match(after):
        return LEFT_OUT
    if AHEAD.search(text[clause[0]:start]):
        return LEFT_OUT
    used = re.search(r"(?:넣|사용한|사용하여|사용했|함유한|함유된|함유하|포함한|포함하(?:는|고|여)|포함된|들어간|들어있|들어\s있|쓴|썼|적용한|배합한|배합했|탑재|장착한|이용)(?!\S*지\s*않)", after)
    out = OUT.search(after)
    if out and BESIDE.match(out[0]) and re.search(r"(?:을|를|에|으로|로)\s", after[:out.start()]):
        out = None
    if out and (not used or out.start() < used.start() or out.start() == used.start()):
        return LEFT_OUT
    if (question := OPEN_QUESTION.search(after)) and (not used or question.start() < used.start()):
        return UNDECIDED
    return USED


def amounts_of(text: str, start: int, end: int, found: list[Range], clause: tuple[int, int], others: list[tuple[int, int]]) -> tuple[Range, ...]:
    """The amounts said of the words at `start:end`: just before or after them, with no other thing between."""
    out = []
    for r in found[bisect_left(found, clause[0], key=lambda r: r.start):bisect_left(found, clause[1], key=lambda r: r.start)]:
        if r.dimension == "count" or not clause[0] <= r.start < clause[1]:
            continue
        gap = text[end:r.start] if r.start >= end else text[r.end:start] if r.end <= start else ""
        between = (end, r.start) if r.start >= end else (r.end, start)
        if any(between[0] <= s < between[1] for s, _ in others) or len(gap) > 24 or re.search(r"[,;]", gap):
            continue
        if r.start >= end:
            ok = re.fullmatch(r"\s*\(?(?:을|를|이|가|은|는|의)?\s*(?:함량|농도|양|비율|온도|두께|입경|크기|직경|길이|평균|배합량|첨가량|약|총|으로|로|각각|으로는|이|은|는|가|을|를|중량|기준|로는|에서|처리|[:=]|\s)*\(?\s*", gap)
        else:
            ok = re.fullmatch(r"\s*(?:의|으로|로|짜리|함량의|농도의|두께의|크기의|입경의|에서|동안|급|,)?\s*(?:함유|농도|크기|두께|입자)?(?:의|로)?\s*", gap)
        if ok is not None:
            out.append(r)
    return tuple(out)


def read(text: str, terms: Terms, wanted: tuple[str, ...] = ()) -> Product:
    """The description taken apart. `wanted`: names of the claim, found as they stand even where no table knows them."""
    hits = terms.hits(text)
    spots = {(h.start, h.end) for h in hits}
    for name in wanted:
        at = text.find(name) if len(name) > 1 else -1
        while at >= 0:
            spots.add((at, at + len(name)))
            at = text.find(name, at + 1)
    phrases = noun_phrases(text, hits)
    for start, end, _ in phrases:
        if not GENERIC.match(text[start:end]):
            spots.add((start, end))
    outer: list[tuple[int, int]] = []
    for spot in sorted(spots, key=lambda s: (s[0], -s[1])):
        if not outer or spot[1] > outer[-1][1]:
            outer.append(spot)
    inner = spots - set(outer)
    found, parts = find(text), clauses(text) or [(0, len(text))]
    mentions = []
    for start, end in sorted(spots):
        clause = parts[max(bisect_right(parts, (start, len(text) + 1)) - 1, 0)]
        within = tuple(h for h in hits[bisect_left(hits, start, key=lambda h: h.start):bisect_left(hits, end, key=lambda h: h.start)] if h.end <= end)
        near = outer[bisect_left(outer, (clause[0], 0)):bisect_left(outer, (clause[1], 0))]
        others = [o for o in near if not (o[0] <= start and end <= o[1])]
        word = text[start:end]
        vague = bool(KINDS.search(word) or re.match(r"\s*(?:계열|종류|류(?=\s|의|를)|계통)", text[end:]) or re.search(r"(?:일반적인|통상의|어떤)\s*$", text[:start]))
        said = amounts_of(text, start, end, found, clause, others)
        if not said and (around := next((o for o in near if o[0] <= start and end <= o[1] and o != (start, end)), None)):
            said = amounts_of(text, *around, found, clause, [o for o in near if o != around])     # 인산에스테르 in 인산에스테르 난연제 10%
        mentions.append(Mention(start, end, word, status_of(text, start, end, clause), within, said,
                                _role(text, start, end, hits, clause, others), vague,
                                (start, end) not in inner))
    rest, undecided = False, []
    for a, b in parts:
        sentence = text[a:b]
        if question := OPEN_QUESTION.search(sentence):
            if REST.search(sentence[:question.start()]) or re.search(r"^\W*(?:아직|모두|전부)?\s*$", sentence[:question.start()]):
                rest = True
            undecided.append(sentence[:question.start()])
    return Product(text, tuple(mentions), tuple(hits), rest, tuple(undecided))


def _role(text: str, start: int, end: int, hits: list[Hit], clause: tuple[int, int], others: list[tuple[int, int]]) -> str:
    """"X를 필름포머로", "필름포머로 X를", "X(필름포머)", "필름포머는 X": the class word said of X."""
    after = text[end:clause[1]]
    if match := re.match(r"(?:을|를|이|가|은|는|\s)*\s*([가-힣A-Za-z ]{2,20}?)(?:으로|로)(?:는|서|써)?(?=\s|$|,)", after):
        if not re.search(r"(?:을|를|과|와|랑|및)\s", after[:match.start(1) + len(match[1])][len(re.match(r'(?:을|를|이|가|은|는|\s)*', after)[0]):]):
            return match[1].strip()
    if match := re.match(r"\s*\(([가-힣A-Za-z ]{2,20})\)", after):
        return match[1]
    if match := re.search(r"(?:으로는|로는|으로|로|은|는|[:：])\s*(?:[\d.]+\s?\S{1,4}의?\s*)?$", text[clause[0]:start]):
        stop = clause[0] + match.start()
        if known := next((h for h in hits if h.end == stop), None):
            return known.text
        return (re.findall(r"[가-힣A-Za-z]+$", text[clause[0]:stop]) or [""])[0]
    return ""
