"""What a product description says: its noun phrases and known terms, each with what becomes of it (used, left out,
undecided), its amount and the role that it plays. Offsets are into the description."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from documents.quantities import Range
from documents.recipes import stated
from tasks.infringement.beside import amounts_of, extracted_of, paired
from tasks.infringement.natural import ENDINGS, listed_with, places
from tasks.infringement.normal import norm
from tasks.infringement.phrases import CARRIER, GENERIC, noun_phrases
from tasks.infringement.terms import OTHER, Hit, Terms

USED, LEFT_OUT, UNDECIDED = "used", "left out", "undecided"
SENTENCE = re.compile(r"(?<=[.!?。])(?<!\b[A-Z]\.)(?=\s|$)|\n+|(?<=[다요어야지음함])[.!?]?\s*\n")
CLAUSE = re.compile(
    r"(?:(?<=[가-힣\s])(?:는데요?|은데요?|건데요?|텐데요?|던데요?|지만|으나|며|면서|아서|어서|므로|니까|고|되|했으며|이라서|라서|이라|(?<=[A-Z])라)|"
    r"(?<=[가-힣A-Z\s])인데요?),?\s+(?!있|싶|나서)|"
    r"(?<=[한운은인린친된쓴낸든단준킨])\s(?:뒤|후|다음)(?:에|에는)?,?\s+"  # "A를 모은 뒤 B가 아니라 C로" leaves out B alone
)
OUT = re.compile(
    r"넣지\s*(?:는\s*)?않|사용\s*하?지\s*(?:는\s*)?않|쓰지\s*(?:는\s*)?않|들어\s*가지\s*(?:는\s*)?않|(?:포함|함유|첨가|배합|적용|탑재|구비|장착|채용|채택|설치|"
    r"내장|구성)(?:하|되)?(?:어\s*있|고\s*있)?지\s*(?:는\s*)?않|(?:제공|지원|구현|실행|수행|측정|감지|저장|전송|표시|이용|활용|도입|형성|연결|처리|생성|추천|출력|제어|"
    r"진행)\s*하?지\s*(?:는\s*)?않|있지\s*(?:는\s*)?않|"
    r"(?:사용|첨가|포함|함유|배합|적용|채용|채택|탑재|장착|설치|투입|이용|제공|지원|구비|추가)(?:은|을|도)?\s*안\s*(?:했|하|한|해|함|합|된|되|돼|됐|됨)|"
    r"(?:안|전혀)\s*(?:안\s*)?(?:썼|쓰|써|씁|쓴|씀|넣|들어|사용|포함|첨가|달|씀)|뺐|뺀|빼고|빼고서|빼기로|빼려|뺄|배제|제외|무첨가|미첨가|미함유|미사용|비함유|무함유|프리(?=\s*(?:제품|인\s|로\s|"
    r"예요|에요|이에요|입니다|처방|포뮬러|[.,]|$))|없이|(?<!수\s)(?<!수)없(?:다|어|습|는|고|음|이|으[며나므니]|지만|네)|아니(?:라|고|에요|다|며|므로|었)|아님|아닙|아닌(?!가|지)|아냐|"
    r"대신|-?free\b|(?:is|are|was|were) not (?:used|included|present)|(?:is|are) (?:excluded|omitted|absent)|없앴|없앤|없앰|제거(?:했|하|"
    r"한)|생략|불포함|미포함|미적용|미탑재|미장착|"
    r"빠졌|빠진|빠져\s*있|빠짐|빠집|덜어\s?냈|걷어\s?냈|들어\s*있지\s*(?:는\s*)?않|배합\s*(?:안|금지)|미배합|미채택|미채용|비탑재|비장착|"
    r"(?<![\d.])0\s?(?:%|퍼센트|중량%|ppm)|(?<![가-힣])제로(?=[\s,.]|$)|않(?:은|는|고|았|습)\s*상태|"
    r"(?:넣은|쓴|사용한)\s*적\s*(?:이\s*)?없"
)
OPEN_QUESTION = re.compile(
    r"미정|공개하지\s*(?:는\s*)?않|밝히지\s*(?:는\s*)?않|알려\s*(?:주지|드리)|대외비|(?<![가-힣])정하지\s*(?:못|않)|못\s*정|"
    r"(?<![가-힣])안\s+정|정해지지|확정\s*(?:안|되지|하지|전)|확정이?\s*안|미확정|기밀(?!성|\s*유지|\s*시험)|비공개|영업\s*비밀|검토\s*중|조정\s*중|"
    r"공개\s*(?:하기|할\s*수)|밝힐\s*수|밝히기|말씀드리기|고민(?=\s*(?:중|하|해|입니다|이에요|이야|됩|되|돼|스|$))|모르(?!타르|핀|몰)|미공개|비밀(?!번호|\s*(?:키|통신|정보))|협의\s*중|테스트\s*중|"
    r"정할\s*예정|undecided|confidential|not (?:yet )?(?:decided|disclosed)|\bsecret\b|to be determined|TBD|"
    r"알\s*수\s*없|공개\s*불가|논의\s*중|결정\s*(?:안|전|되지|하지)"
)
REST = re.compile(
    r"(?:다른|나머지|그\s*외|기타|이외|그\s*밖|세부|구체적인?|자세한|정확한|전체)\s*(?:의\s*)?(?:성분|구성|부품|원료|사항|재료|조성|요소|스펙|사양|것|내용|배합|처방|구조|방식|"
    r"기술)?[^.]*?$|(?:나머지|성분|구성|조성|처방|원료|배합|전성분|스펙|사양)\S*\s",
    re.S,
)
KINDS = re.compile(r"(?:계열|종류|계통|일종|일반적인|통상의|어떤|같은)")
BESIDE = re.compile(r"대신|없이|없는|무첨가|미첨가|무함유|비함유|프리|제외|-?free")
NOT_DONE = re.compile(
    # 바코드는 안 읽어요
    r"(?:은|는|이|가|을|를|도)\s*(?:(?:따로|별도로|전혀|직접|일절|아예)\s*)?안\s+(?!에|쪽|으로|쓸|넣을|\S*(?:게|도록)(?:\s|$))[가-힣]|"
    r"(?:은|는|이|가|을|를|도)?\s*(?:(?:따로|별도로|전혀|직접|일절)\s*)?[가-힣]{1,5}지\s*(?:는|도)?\s*(?:않|못)"
)  # 번호판은 인식하지 않습니다
SWAPPED = re.compile(  # "A는 B로 바꿨어요"
    r"\s*(?:은|는|을|를)\s[^.]*?[가-힣A-Za-z\d)](?:으로|로)\s*(?:바꿨|바꿔|바꾸었|바꾼|교체|대체|변경|치환|대신)(?!\S*\s*(?:예정|검토|고민))"
)
OF_ANOTHER = re.compile(r"\s?[^\s,][^,]*,[^,]*[가-힣A-Za-z)](?:은|는|도|만|쪽은)\s")  # "센서가 달린 청정기, 필터는 협의 중"
OBJECT = re.compile(r"\s?(?:을|를|은|는)\s+(?:\S+\s)?\S*[^\s게것건거](?:이|가)\s*")  # "솥을 IH가 아니라 열판으로" denies no 솥
WHERE = re.compile(  # "튜브에 열선은 없고"
    r"\s?(?:안|위|속|아래|내부|상부|하부|옆|끝|앞|뒤|표면)?에(?:는|도)?\s[^,]*[^\s게것건거](?:은|는|이|가|도|을|를)\s*"
)
BY_WHAT = re.compile(r"[가-힣A-Za-z\d)](?:으로|로)\s")  # "희생막을 인산으로 제거하고": a step that takes away what was there
OF_ITS_OWN = re.compile(  # "설정을 수신한 단말이 세기는 측정하지 않고" denies neither the 설정 nor the 단말
    r"(?:\s\S*[가-힣](?:한|하는|된|되는)\s.*\s|^(?:이|가)\s(?:.*\s)?)\S*[가-힣](?:은|는|을|를)\s*$"
)
TOPIC = re.compile(r"\s\S*[가-힣](?:은|는)\s+\S.*(?:이|가)\s*$")  # "강판, 가장자리는 암수가 아니라 볼트로" denies no 강판
FREE = re.compile(r"[\s-]?(?:프리|free)(?![가-힣A-Za-z])", re.I)  # 설페이트 프리 샴푸
REGARDLESS = re.compile(r"(?:와|과|랑|이랑|하고|에)?(?:는|도)?\s?(?:무관하|무관한|관계\s?없|상관\s?없|구애받지\s?않)")  # "탁도와 상관없이"
DONE_INSTEAD = re.compile(r"(?:을|를|에|에서|으로|로)\s\S*[가-힣]는\s대신\s")  # "플레이트에 붙이는 대신"
AS_IT_WAS = re.compile(r"(?:은|는|을|를|이|가)\s(?:항상\s|늘\s)?그대로\s?(?:두|둔|둡|유지|놔)")  # "회전수는 그대로 두고"
BY_MEANS = re.compile(r"([가-힣A-Za-z]{2,}?)(?:으로|로)\s")
BINOMIAL = re.compile(r"\b[A-Z](?:\.|[a-z]{3,})\s?[a-z]{5,}(?![A-Za-z])")  # L. bulgaricus
NONE_OF = re.compile(r"(?<![가-힣])무\s?([가-힣]{2,8})")  # 무알코올, 무불소
AHEAD = re.compile(
    r"(?:without|\bno|free (?:of|from)|not (?:contain|use|include|have)(?:ing)?|instead of|excluding)\s+(?:an?\s+|"
    r"any\s+|the\s+)?(?:[\w-]+\s+)?$",
    re.I,
)  # says it of the word next to it only


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


@dataclass(frozen=True)
class Product:
    text: str
    mentions: tuple[Mention, ...]
    hits: tuple[Hit, ...]
    rest_open: bool  # says that what it does not name is secret or undecided
    undecided: tuple[str, ...] = field(default=())  # names of what is said to be undecided
    called: tuple[tuple[int, int], ...] = ()  # where it is called by name, which says nothing of its parts


def clauses(text: str) -> list[tuple[int, int]]:
    cuts = sorted(
        {0, len(text), *(m.end() for m in SENTENCE.finditer(text)), *(m.end() for m in CLAUSE.finditer(text))}
    )
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]


def status_of(text: str, start: int, end: int, clause: tuple[int, int]) -> str:
    """What the clause says of the words at `start:end`."""
    after = text[end : clause[1]]
    if undone := NOT_DONE.match(after):
        return UNDECIDED if OPEN_QUESTION.search(undone[0]) or OPEN_QUESTION.match(after.lstrip("은는이가도을를 ")) else LEFT_OUT
    if end - start > 1 and re.search(r"(?<![가-힣])(?:무|논)\s?$", text[clause[0] : start]):
        return LEFT_OUT  # 무암모니아 염색약
    if SWAPPED.match(after) or REGARDLESS.match(after) or DONE_INSTEAD.match(after) or AS_IT_WAS.match(after):
        return LEFT_OUT
    if FREE.match(after) or AHEAD.search(text[clause[0] : start]):
        return LEFT_OUT
    used = re.search(
        r"(?:넣|섞|혼합한|혼합하|조합한|만든|만들|배합|쓰는|채용|채택|사용한|사용하여|사용했|함유한|함유된|함유하|함유(?=\s[가-힣])|"
        r"포함한|포함하(?:는|고|여)|포함된|들어간|들어있|들어\s있|쓴|썼|적용한|배합한|배합했|탑재|장착한|이용)"
        r"(?!\S*(?:지\s*않|지\s*못|[을를]?지(?:는|도|를)?(?:\s|$)|까(?:\s|$)|\s(?:게|것이|건)\s*아니))",
        after,
    )
    out = OUT.search(after)
    if out and BESIDE.match(out[0]) and re.match(r"[^,]*[^,\s은는이가을를와과][^,]*,", after[: out.start()]):
        out = None  # "A 1% 크림, B 무첨가" says it of B
    if out and BESIDE.match(out[0]) and re.search(r"(?:을|를|에|에는|에도|으로|로)\s|^(?:은|는)\s+\S", after[: out.start()]):
        out = None
    if out and out[0].startswith(("아니", "아닌")) and (
        OBJECT.fullmatch(after[: out.start()]) or TOPIC.search(after[: out.start()])
    ):
        out = None
    if out and WHERE.fullmatch(after[: out.start()]):
        out = None
    if out and out[0].startswith("제거") and BY_WHAT.search(text[clause[0] : end + out.start()]):
        out = None
    if out and out[0].endswith("않") and OF_ITS_OWN.search(after[: out.start()]):
        out = None
    if out and (OF_ANOTHER.match(after[: out.start()]) or out[0].startswith("0") and "," in after[: out.start()]):
        out = None  # "A 70%, B 0%"
    if out and (not used or out.start() < used.start() or out.start() == used.start()):
        return LEFT_OUT
    question = OPEN_QUESTION.search(after)
    if question and OF_ANOTHER.match(after[: question.start()]):
        question = None
    if question and (not used or question.start() < used.start()):
        return UNDECIDED
    return USED


TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|^\s*\|[\s:|-]+\|\s*$|(?<=\s)\||\|(?=\s|$)|^\|", re.M)


def untagged(text: str) -> str:
    """Pasted tables and pages without their tags and bars, every other character in its place; a row ends in a line break."""
    return TAG.sub(lambda m: ("\n" if re.match(r"</(?:tr|p|li|div)|<br", m[0], re.I) else " ") + " " * (len(m[0]) - 1), text)


def read(text: str, terms: Terms, wanted: tuple[str, ...] = ()) -> Product:
    """The description taken apart. `wanted`: names of the claim, found as they stand even where no table knows them."""
    text = untagged(text)
    hits = terms.hits(text)
    spots = {(h.start, h.end) for h in hits} | {m.span() for m in BINOMIAL.finditer(text)}
    # a name of one syllable is found only before a particle
    short = [rf"(?<![가-힣A-Za-z]){n}(?=(?:을|를|와|과|의|에|로|으로)(?![가-힣]))" for n in wanted if len(n) == 1]
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
    spots |= set(places(text))
    # 스파이로 HTL: a known name that ends like a particle is still part of the phrase
    spots |= {
        (a.start, b.end)
        for a, b in zip(hits, hits[1:], strict=False)
        if text[a.end : b.start] == " " and re.search(r"[가-힣](?:로|이|가|은|의|도|만|와|과)$", a.text) and a.ingredient
    }
    spots |= {(h.start, h.start + m.end(1)) for h in hits if (m := BY_MEANS.match(h.text))}  # 열수 of 열수로 추출
    spots |= {m.span(1) for m in NONE_OF.finditer(text) if terms.canonical.get(norm(m[1]))}
    phrases = noun_phrases(text, hits)
    for start, end, _ in phrases:
        if text[end - 1 : end + 1] == "대신":  # "펩타이드-8 대신": not eight of anything
            end = start + len(text[start : end - 1].rstrip())
        start += len(AFTER.match(text[start:end])[0])  # "파쇄한 뒤 황산 대신"
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
    found, parts, pairs = stated(text), clauses(text) or [(0, len(text))], paired(text)
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
        vague = bool(
            KINDS.search(word)
            or re.match(r"\s*(?:계열|종류|류(?=\s|의|를)|계통)", text[end:])
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
        role, status = _role(text, start, end, hits, clause), status_of(text, start, end, clause)
        holder = next((o for o in near if o[0] <= start and end < o[1]), None)
        if status == USED and holder and NOT_DONE.match(text[holder[1] : clause[1]]):
            status = status_of(text, *holder, clause)  # 저방사 of "저방사 코팅은 하지 않은"
        mentions.append(
            Mention(
                start,
                end,
                word,
                status,
                within,
                said,
                role,
                vague,
                (start, end) not in inner,
                role in DOES.values(),
            )
        )
    rest, undecided = False, []
    for a, b in parts:
        sentence = text[a:b]
        if question := OPEN_QUESTION.search(sentence):
            if REST.search(sentence[: question.start()]) or re.search(
                r"^\W*(?:아직|모두|전부)?\s*$", sentence[: question.start()]
            ):
                rest = True
            undecided.append(sentence[: question.start()])
    return Product(text, tuple(mentions), tuple(hits), rest, tuple(undecided))


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
DONE_WITH = re.compile(rf"\s*(?:으로|로|을\s*써서|를\s*써서)\s*({'|'.join(DOES)})(?:를|을)?\s*(?:한|하|했|시|잡|낸|내|처리|된|맞)")
ITS_PARTICLE = re.compile(r"(?:을|를|이|가|은|는|\s)*")
CALLED_AFTER = re.compile(r"([가-힣A-Za-z ]{2,20}?)(?:으로|로)(?:는|서|써)?(?=\s|$|,)")
CALLED_IN_BRACKETS = re.compile(r"\s*\(([가-힣A-Za-z ]{2,20})\)")
CALLED_BEFORE = re.compile(r"(?:으로는|로는|으로|로|은|는|[:：])\s*(?:[\d.]+\s?\S{1,4}의?\s*)?$")


# "필름포머로 X를" calls X a film former; "노즐로 판을" calls nothing a nozzle
ROLE = re.compile(
    r"(?:제|머|성분|재료|재|원료|용매|촉매|물질|안료|염료|색소|오일|베이스|수지|향료|단백질|전해질|바인더|연료|섬유|시멘트|균|항생물질|약물|소재|금속|보드|유화|"
    r"er|ant|ent|agent|base|resin)$"
)


def _role(text: str, start: int, end: int, hits: list[Hit], clause: tuple[int, int]) -> str:
    """The class word said of X: "X를 필름포머로", "X(필름포머)", "필름포머로 X를", "필름포머는 X"."""
    after = text[end : clause[1]]
    if OPEN_QUESTION.search(text[start : end + 3]):
        return ""  # "필터는 협의 중"
    if kind := listed_with(text[start:end], after):
        return kind
    if done := DONE_WITH.match(after):
        return DOES[done[1]]
    particle = ITS_PARTICLE.match(after)
    named = CALLED_AFTER.match(after, particle.end()) if particle[0].strip() else None  # "물 노즐로" is no 물 as a nozzle
    if named and not re.search(r"(?:을|를|과|와|랑|및)\s", named[1]):
        return named[1].strip()
    if match := CALLED_IN_BRACKETS.match(after):
        return match[1]
    if match := CALLED_BEFORE.search(text[clause[0] : start]):
        stop = clause[0] + match.start()
        known = next((h.text for h in hits if h.end == stop), None)
        called = known or (re.findall(r"[가-힣A-Za-z]+$", text[clause[0] : stop]) or [""])[0]
        return called if ROLE.search(called) or not match[0].lstrip().startswith(("으로", "로")) else ""
    return ""
