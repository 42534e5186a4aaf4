"""What a product description says: its noun phrases and known terms, each with what becomes of it (used, left out,
undecided), its amount and the role that it plays. Offsets are into the description."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from documents.quantities import Range
from documents.recipes import stated
from tasks.infringement.affirmed import WHETHER
from tasks.infringement.because import ONLY_ADVERBS, topic_before
from tasks.infringement.beside import amounts_of, extracted_of, paired
from tasks.infringement.lists import item_ends
from tasks.infringement.natural import ENDINGS, listed_with, places
from tasks.infringement.normal import norm
from tasks.infringement.openly import BARE, TOPIC, asks_of_it
from tasks.infringement.phrases import CARRIER, GENERIC, noun_phrases
from tasks.infringement.plain import plain
from tasks.infringement.status import (
    APART,
    ATTRIBUTE,
    NOT_DONE,
    OPEN_QUESTION,
    USED,
    asked_in,
    question_in,
    speaks,
    status_of,
)
from tasks.infringement.terms import OTHER, Hit, Terms

SENTENCE = re.compile(
    r"\s[/|]\s|\s?[→▶➔➜⇒]\s?|\s(?:->|=>)\s|\s(?=[①-⑳])|\s(?=\(?\d{1,2}\)\s?[가-힣A-Za-z])|(?<=[.!?。])(?<!\b[A-Z]\.)(?<!\bvs\.)(?=\s|$)|\n+|"
    r"(?<=[다요어야지음함])[.!?]?\s*\n"
)
CLAUSE = re.compile(
    r"(?:(?<=[가-힣\s])(?:는데요?|은데요?|건데요?|텐데요?|던데요?|지만|으나|며|면서|아서|어서|므로|니까|고|되|했으며|이라서|라서|이라|(?<=[A-Z])라)|"
    r"(?<=[가-힣A-Z\s])인데요?),?\s+"
    r"(?!있|싶|나서|보면|보자면|따지면|저울질|(?:비교|검토|고민|시험)(?:\s시험|\s검토)?\s?(?:중|하고\s있))|"
    r"(?<=[한운은인린친된쓴낸든단준킨])\s(?:뒤|후|다음)(?:에|에는)?,?\s+"  # "A를 모은 뒤 B가 아니라 C로" leaves out B alone
)
REST = re.compile(
    r"(?:다른|나머지|그\s*외|기타|이외|그\s*밖|세부|구체적인?|자세한|정확한|전체)\s*(?:의\s*)?(?:성분|구성|부품|원료|사항|재료|조성|요소|스펙|사양|것|내용|배합|처방|구조|방식|"
    r"기술)?[^.]*?$|(?:나머지|성분|구성|조성|처방|원료(?![사처]|\s?(?:업체|회사|공급|메이커))|배합|전성분|스펙|사양)\S*\s",
    re.S,
)
KINDS = re.compile(r"(?:계열|종류|계통|일종|일반적인|통상의|어떤|같은)")
BY_MEANS = re.compile(r"([가-힣A-Za-z]{2,}?)(?:으로|로)\s")
BINOMIAL = re.compile(r"\b[A-Z](?:\.|[a-z]{3,})\s?[a-z]{5,}(?![A-Za-z])")  # L. bulgaricus
# 무알코올, 무불소, 노파라벤으로
NONE_OF = re.compile(r"(?<![가-힣])[무노논]\s?([가-힣]{2,8}?)(?=(?:으로|로|인|의|을|를|이|이라|입니다|이고|이며|예요|이에요)?(?![가-힣]))")
NAMED_WITHIN = re.compile(r"(?<=\S)\(([가-힣A-Za-z][가-힣A-Za-z\-]*(?:\s[가-힣A-Za-z\-]+){1,2})\)")  # OLED(PI substrate)
LAYERED = r"(?:층|막|부|제|액|계|계열|\s.*)?$"  # 코팅 of a 코팅층, 설페이트 of a 설페이트계 계면활성제

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
    vague: bool = False  # "크로스폴리머 계열 증점제": a kind, not a thing
    whole: bool = True  # not a part of a longer phrase
    by_verb: bool = False  # the role is that of a verb: "X로 유화한"
    asked: str = ""  # what of it is undecided or not told, if only something is: a group of amounts, or "kind"


@dataclass(frozen=True)
class Product:
    text: str
    mentions: tuple[Mention, ...]
    hits: tuple[Hit, ...]
    rest_open: bool  # says that what it does not name is secret or undecided
    undecided: tuple[str, ...] = field(default=())  # names of what is said to be undecided
    questions: tuple[tuple[int, int], ...] = ()  # stretches that say how, or of what, something is done, is open
    asked: frozenset[int] = frozenset()  # starts of what an element of the claim asks for by name
    called: tuple[tuple[int, int], ...] = ()  # where it is called by name, which says nothing of its parts
    salts: frozenset[tuple[str, int]] = frozenset()  # a claimed name, and where a salt of it is said that the claim takes in
    owned: tuple[tuple[str, Mention], ...] = ()  # what an element of the claim, by its text, has as its own

    def holder(self, mention: Mention) -> Mention | None:
        """The whole name that goes on after a mention: PTFE 이형시트, of the PTFE in it."""
        return next((m for m in self.mentions if m.whole and m.start <= mention.start and mention.end < m.end), None)


def clauses(text: str) -> list[tuple[int, int]]:
    cuts = sorted(
        {0, len(text), *(m.end() for m in SENTENCE.finditer(text)), *(m.end() for m in CLAUSE.finditer(text))}
    )
    items = [c for a, b in zip(cuts, cuts[1:], strict=False) for c in item_ends(text, a, b)]
    cuts = sorted({*cuts, *items})
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]


TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|^\s*\|[\s:|-]+\|\s*$|(?<=\s)\||\|(?=\s|$)|^\|", re.M)


def untagged(text: str) -> str:
    """Pasted tables and pages without their tags and bars, every other character in its place; a row ends in a line break."""
    return TAG.sub(lambda m: ("\n" if re.match(r"</(?:tr|p|li|div)|<br", m[0], re.I) else " ") + " " * (len(m[0]) - 1), text)


def read(text: str, terms: Terms, wanted: tuple[str, ...] = ()) -> Product:
    """The description taken apart. `wanted`: names of the claim, found as they stand even where no table knows them."""
    text = untagged(text)
    by_weight = {m.span() for m in re.finditer(r"(?<![A-Za-z])[wv]/[wv](?![A-Za-z])", text)}  # no tungsten
    hits = [h for h in terms.hits(text) if not any(a <= h.start and h.end <= b for a, b in by_weight)]
    spots = {(h.start, h.end) for h in hits} | {m.span() for m in BINOMIAL.finditer(text)}
    # a name of one syllable is found only before a particle
    ends = r"(?=(?:을|를|와|과|의|에|로|으로|리스|프리|이고|이며|입니다|이에요|이다|임)(?![가-힣]))"
    short = [rf"(?<![가-힣A-Za-z]){n}{ends}" for n in wanted if len(n) == 1]
    spots |= {m.span() for n in short for m in re.finditer(n, text)}
    for name in wanted:
        at = text.find(name) if len(name) > 1 else -1
        while at >= 0:
            within = hits[max(bisect_right(hits, at, key=lambda h: h.start) - 1, 0)] if hits else None
            # 아모디메티콘 says nothing of 디메티콘
            inside = within is not None and within.start < at < within.end and text[at - 1 : at].strip()
            if not inside or terms.relation(name, within.text) != OTHER:
                spots.add((at, at + len(name)))
            at = text.find(name, at + 1)
    spots |= set(places(text)) | {m.span(1) for m in NAMED_WITHIN.finditer(text)}
    # 스파이로 HTL: a known name that ends like a particle is still part of the phrase
    spots |= {
        (a.start, b.end)
        for a, b in zip(hits, hits[1:], strict=False)
        if text[a.end : b.start] == " " and re.search(r"[가-힣](?:로|이|가|은|의|도|만|와|과)$", a.text) and a.ingredient
    }
    spots |= {(h.start, h.start + m.end(1)) for h in hits if (m := BY_MEANS.match(h.text))}  # 열수 of 열수로 추출
    spots |= {
        m.span(1)
        for m in NONE_OF.finditer(text)
        if terms.canonical.get(norm(m[1])) or any(re.match(re.escape(m[1]) + LAYERED, n) for n in wanted)
    }
    found = stated(text)
    for start, end, _ in noun_phrases(text, hits):
        end = _without_amount(text, start, end, found)
        end -= len(NONE_OF_IT.search(text[start:end])[0])  # "sulfate-free", "mineral oil free"
        if not text[start:end].strip():
            continue
        if text[end - 1 : end + 1] == "대신":  # "펩타이드-8 대신": not eight of anything
            end = start + len(text[start : end - 1].rstrip())
        start += len(AFTER.match(text[start:end])[0])  # "파쇄한 뒤 황산 대신"
        if (within := ASIDE.search(text[start:end])) and _says_more(text[start + within.end(1) :]):
            spots |= {(start + within.end(1), end)} if within.end(1) < end - start else set()
            end = start + within.start()  # "발효(기간은 미정)"
        if not GENERIC.match(text[start:end]):
            spots.add((start, end))
            inside = hits[bisect_left(hits, start, key=lambda h: h.start) : bisect_left(hits, end, key=lambda h: h.start)]
            named = [h for h in inside if h.end <= end and " " in h.text]
            ends = {h.end for h in named}
            # 오일 in 미네랄 오일 says nothing of another oil
            spots |= {
                w
                for w in _words_of(text, start, end)
                if not (w[1] in ends and text[slice(*w)] in FATS or any(_class_within(h, w, text, terms) for h in named))
            }
    outer: list[tuple[int, int]] = []
    for spot in sorted(spots, key=lambda s: (s[0], -s[1])):
        if not outer or spot[1] > outer[-1][1]:
            outer.append(spot)
    inner = spots - set(outer)
    parts, pairs = clauses(text) or [(0, len(text))], paired(text)
    mentions = []
    for start, end in sorted(spots):
        clause = parts[max(bisect_right(parts, (start, len(text) + 1)) - 1, 0)]
        within = tuple(
            h
            for h in hits[
                bisect_left(hits, start, key=lambda h: h.start) : bisect_left(hits, end, key=lambda h: h.start)
            ]
            if h.end <= end
        )
        near = outer[bisect_left(outer, (clause[0], 0)) : bisect_left(outer, (clause[1], 0))]
        others = [o for o in near if not (o[0] <= start and end <= o[1])]
        word = text[start:end]
        vague = text[start:end].endswith("유도체") or bool(
            KINDS.search(word)
            or re.match(r"\s*(?:계열|종류|류(?=\s|의|를)|계통)|계(?=\s)", text[end:])
            or re.search(r"(?:일반적인|통상의|어떤)\s*$", text[:start])
        )
        said = amounts_of(text, start, end, found, clause, others) + extracted_of(text, start, end, found, clause, others)
        if not said and (
            around := next((o for o in near if o[0] < end <= o[1] and start < o[1] and o != (start, end)), None)
        ):
            said = amounts_of(
                text, *around, found, clause, [o for o in near if o != around]
            )  # 인산에스테르 in 인산에스테르 난연제 10%
        said = tuple(r for (a, b), r in pairs.items() if a <= start and end <= b or start <= a and b <= end) or said
        role, (status, asked) = _role(text, start, end, hits, clause), status_of(text, start, end, clause)
        holder = next((o for o in near if o[0] <= start and end < o[1]), None)
        if status == USED and holder and NOT_DONE.match(plain(text[holder[1] : clause[1]])):
            status, asked = status_of(text, *holder, clause)  # 저방사 of "저방사 코팅은 하지 않은"
        mentions.append(
            Mention(
                start,
                end,
                word,
                status,
                within,
                said,
                role,
                vague or asked == "kind",
                (start, end) not in inner,
                role in DOES.values(),
                asked,
            )
        )
    rest, undecided, questions = False, [], []
    for i, (a, b) in enumerate(parts):
        sentence = text[a:b]
        if question := question_in(sentence):
            begin, asked = a, sentence[: question.start]
            ahead = asked
            if i and ONLY_ADVERBS.fullmatch(asked) and topic_before(text, *parts[i - 1]):  # "2제는 견적을 받는 중이라 미정입니다"
                begin = parts[i - 1][0]
                ahead = asked = text[begin:a] + asked
            if (cut := asked.rfind("(")) > asked.rfind(")"):  # what is open is said of what stands before the bracket
                own = OF_ITS_OWN.match(asked, cut + 1)
                begin = a + (cut + 1 if own else max((m.end() for m in APART.finditer(asked[:cut])), default=0))
                asked = asked[cut + 1 :]
            if REST.search(_of_what(asked, hits)) and not WAY.search(asked) or re.search(r"^\W*(?:아직|모두|전부)?\s*$", ahead):
                rest = True
            undecided.append(text[begin : a + question.start])
            questions += asked_in(text, parts, i, (begin, a + question.end))
            mentions = _of_the_clause_before(mentions, parts, i, text, asked)
    return Product(text, tuple(mentions), tuple(hits), rest, tuple(undecided), tuple(questions))


def _of_what(asked: str, hits: Sequence[Hit]) -> str:
    """What a question is about, without whom it is put to ("입도가 얼마인지는 원료사에") and what a thing is ("2제는 어떤 성분으로")
    unless it is the product: "이 크림은 어떤 성분인지"."""
    asked = next((asked[: m.end()] for m in re.finditer(WHETHER, asked)), asked)
    kinds = {h.text for h in hits if h.kind}
    return WHAT_IT_IS.sub(lambda m: m[0] if m["what"] in kinds or OF_THE_PRODUCT.search(m["what"]) else "", asked)


WHAT_IT_IS = re.compile(
    r"(?P<what>[가-힣A-Za-z\d]+)(?:은|는|이|가|을|를)\s(?:\S+\s)?(?:어떤|무슨|어느)\s(?:성분|원료|구성|조성|스펙|사양)\S*\s?"
)
OF_THE_PRODUCT = re.compile(r"제품|이것|이거|저희|우리|내용물|상품")


def _without_amount(text: str, start: int, end: int, found: Sequence[Range]) -> int:
    """Where a phrase ends without the amount at its end: "EtOH 78 wt%", "linalool 1.5", "BG 6 (단위 wt%)"."""
    end = start + len(OPENED.sub("", re.sub(r"\s*\(\s?단위[^()]*\)?$", "", text[start:end]))) or end
    for r in found[bisect_left(found, start, key=lambda r: r.start) : bisect_left(found, end, key=lambda r: r.start)]:
        if r.start > start and r.end >= end and re.search(r"\w", text[start : r.start]) and text[r.start - 1] in " :=(":
            return start + len(OPENED.sub("", text[start : r.start].rstrip(" :=(")))
    return end


OPENED = re.compile(r"(?<=\S)\s?\((?:평균|약|입경|입도|입자|크기|두께|직경|분자량|점도|순도|농도|함량|\s)+$")  # "이산화티탄(평균 50nm)"


def _says_more(rest: str) -> bool:
    """Whether what begins in a bracket is no part of a name: "발효(기간은 미정)", "이산화티탄(실란 코팅, 평균 40 nm) 12%"."""
    return speaks(rest.partition(")")[0]) or bool(AMOUNT_AFTER.match(rest))


AMOUNT_AFTER = re.compile(r"[^()]*(?:,\s|\s\d)[^()]*\)\s*\d")
NONE_OF_IT = re.compile(r"(?:(?<=[A-Za-z])[\s-]free)?$", re.I)
OF_ITS_OWN = re.compile(rf"(?!{ATTRIBUTE}(?:은|는|이|가)\s)\S+\s[^()]*(?<!지)(?:은|는)\s")  # "(재전송 시의 전력 설정은 범위 밖)"
WAY = re.compile(r"(?:을|를)\s(?:어떻게|어떤\s|어디|얼마나|섞는|넣는)")  # "원료를 어떻게 뽑는지": the way, not what else there is


def _of_the_clause_before(mentions: list[Mention], parts: list[tuple[int, int]], i: int, text: str, asked: str) -> list[Mention]:
    """ "모래도 넣지만 양은 현장마다 다르고": what is asked of nothing that its own clause names is that of the clause before."""
    begin, end = parts[i - 1] if i else (0, 0)
    found = asks_of_it(text[begin:end], asked) if i else None
    if not found:
        return mentions
    group, place = found
    those = [m for m in mentions if begin <= m.start < end and m.status == USED and not (m.amounts and group != "kind")]
    if place is not None:
        those = [m for m in those if text[m.end : begin + place].strip() in ("", "의", "층", "막")]
    elif group == "kind" and not BARE.match(asked):
        last = max((m.end for m in those if m.whole and TOPIC.match(text, m.end)), default=-1)
        those = [m for m in those if m.end == last]
    return [replace(m, asked=group) if m in those else m for m in mentions]


ASIDE = re.compile(r"(?<=\S)(\s?(?:\d[^\s()]*)?\()[^()]*$")
AFTER = re.compile(r"(?:(?:뒤|후|다음)에?\s+)?")
FATS = frozenset(("오일", "왁스", "버터", "알코올", "알콜", "지방산"))


def _words_of(text: str, start: int, end: int) -> set[tuple[int, int]]:
    """Single words, pairs and threes of a longer phrase: 산화규소 in 산화규소 음극."""
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    if not 1 < len(words) <= 6:
        return set()
    runs = {(a[0], b[1]) for i, a in enumerate(words) for b in words[i : i + 3]}
    # 추출물 in 클로렐라 추출물 is no extract of anything
    plain = CARRIER | ENDINGS.keys()
    return {(a, b) for a, b in runs if b - a > 1 and text[a:b] not in plain and not GENERIC.match(text[a:b])}


def _class_within(hit: Hit, word: tuple[int, int], text: str, terms: Terms) -> bool:
    """비타민 in 비타민 E says nothing of another vitamin."""
    if hit.kind or not (hit.start <= word[0] and word[1] <= hit.end and word != (hit.start, hit.end)):
        return False
    return bool(terms.canonical.get(norm(text[slice(*word)]), set()) & {a for k in hit.canonicals for a in terms.ancestors(k)})


# "X로 유화한": X is the emulsifier
DOES = {
    "유화": "유화제", "증점": "점증제", "점도": "점증제", "방부": "방부제", "보존": "방부제",
    "중화": "중화제", "가교": "가교제", "경화": "경화제", "착색": "색소", "발포": "발포제",
    "응고": "응고제", "코팅": "코팅제", "분산": "분산제", "단맛": "감미료", "접착": "접착제",
    "발효": "발효 미생물",
}
AIM = re.compile(r"(?:을|를)?\s?(?:위해|위한|위하여|목적|용도)")
DONE_WITH = re.compile(rf"\s*(?:으로|로|을\s*써서|를\s*써서)\s*({'|'.join(DOES)})(?:를|을)?\s*(?:한|하|했|시|잡|낸|내|처리|된|맞)")
WITH_ANOTHER = re.compile(r"^(?:과|와|이랑|랑|\s및|,)\s[^,.\d]{2,25}?(?=(?:으로|로)\s)")  # "A와 B로 유화한"
ITS_PARTICLE = re.compile(r"(?:을|를|이|가|은|는|\s)*")
CALLED_AFTER = re.compile(r"([가-힣A-Za-z ]{2,20}?)(?:으로|로)(?:는|서|써)?(?=\s|$|,)")
# "터치 전극은 TFE 위에 바로"
WHERE = re.compile(r"\s(?:위|아래|옆|밑|안|속|뒤|앞|사이|상부|하부|상면|하면|내부|외부)(?:에|에는|에서|쪽에|로)\s")
ADJUSTED = re.compile(r"\s?(?:조절|조정|맞[추춰췄춘]|낮[추춰췄춘]|높[이여였인]|올[리려렸]|내[리려렸]|잡[았고아])")
CALLED_IN_BRACKETS = re.compile(r"\s*\(([가-힣A-Za-z ]{2,20})\)")
CALLED_BEFORE = re.compile(
    r"(?:으로는|로는|으로|로|은|는|[:：])\s*(?:\S+\s(?:대신|말고|아닌|아니라)\s)?(?:\S+계인\s|[\d.]+\s?\S{1,4}의?\s*)?$"
)


# "필름포머로 X를" calls X a film former; "노즐로 판을" calls nothing a nozzle
ROLE = re.compile(
    r"(?:제|머|성분|재료|재|원료|용매|촉매|물질|안료|염료|색소|오일|베이스|수지|향료|단백질|전해질|바인더|연료|섬유|시멘트|균|항생물질|약물|소재|금속|보드|유화|"
    r"er|ant|ent|agent|base|resin)$"
)


MEASURING = re.compile(r"(?:평균|최대|최소|최고|최저|전체|합계|대략|보통)(?:\s\d.*)?")


def _role(text: str, start: int, end: int, hits: list[Hit], clause: tuple[int, int]) -> str:
    """The class word said of X: "X를 필름포머로", "X(필름포머)", "필름포머로 X를", "필름포머는 X"."""
    after = text[end : clause[1]]
    if MEASURING.fullmatch(text, start, end):
        return ""  # "캡슐은 평균 2 mm"
    if OPEN_QUESTION.search(text[start : end + 3]) or AIM.match(after):
        return ""  # "필터는 협의 중", "습윤제는 보습을 위해"
    if kind := listed_with(text[start:end], after):
        return kind
    if done := DONE_WITH.match(WITH_ANOTHER.sub("", after, count=1)):
        return DOES[done[1]]
    particle = ITS_PARTICLE.match(after)
    named = CALLED_AFTER.match(after, particle.end()) if particle[0].strip() else None  # "물 노즐로" is no 물 as a nozzle
    if named and ADJUSTED.match(after, named.end()):
        return ""  # "산도는 산미료로 조절": what is set by a thing is no such thing
    if named and not re.search(r"(?:을|를|과|와|랑|및)\s", named[1]):
        return named[1].strip()
    if match := CALLED_IN_BRACKETS.match(after):
        return match[1]
    if (match := CALLED_BEFORE.search(text[clause[0] : start])) and not WHERE.match(after):
        stop = clause[0] + match.start()
        known = next((h.text for h in hits if h.end == stop), None)
        called = known or (re.findall(r"[가-힣A-Za-z\d]+$", text[clause[0] : stop]) or [""])[0]
        return called if ROLE.search(called) or not match[0].lstrip().startswith(("으로", "로")) else ""
    return ""
