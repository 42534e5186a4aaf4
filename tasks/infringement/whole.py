"""Verdicts on the product as a whole: what kind of thing it is, and what it is made of besides."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from documents.claims import Element
from documents.quantities import SHARES
from tasks.infringement.forms import form_unsaid, is_title, rival_form
from tasks.infringement.kinds import denied, kind_of, left_open, of_another_type
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.normal import norm
from tasks.infringement.phrases import GENERIC
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import LEFT_OUT, USED
from tasks.infringement.substances import is_substance
from tasks.infringement.terms import CLASS, MEMBER, OTHER, PRODUCTS, SAME, Terms
from tasks.infringement.verdicts import Verdict


def category_of(
    element: Element, product: Product, terms: Terms, parts: Collection[str] = ()
) -> tuple[Verdict, Mention | None]:
    """The kind of product (a member of the claimed kind meets it, one of another kind or form does not), and its own words.
    `parts`: what the claim's other elements are called: the 파운데이션 in a cushion is not the product."""
    verdict, kind = _kind_said(element, product, terms, parts)
    if verdict.match == MISSED or METHOD.search(element.text):
        return verdict, kind
    used = [m for m in product.mentions if m.status != LEFT_OUT]
    made = [m for m in used if m.whole and (MADE.match(product.text, m.end) or is_title(m, product))]
    if (rival := rival_form(element.names[0], product, made)) is not None:
        return Verdict(element, rival.text, MISSED, "code", "kind", mention=rival), rival
    if verdict.span and form_unsaid(element.names[0], product, verdict.span, terms):
        return replace(verdict, match=UNKNOWN, basis="class"), kind
    return verdict, kind


def _kind_said(
    element: Element, product: Product, terms: Terms, parts: Collection[str]
) -> tuple[Verdict, Mention | None]:
    name = element.text if terms.lookup(element.text) else _known_name(element.names[0], terms)
    owner = OWNER.match(element.text)
    method = METHOD.search(element.text)
    if method:
        name = _known_name(METHOD.sub("", element.names[0]).strip() or element.names[0], terms)
    kind = _known_name(name.removesuffix(" 조성물"), terms)
    if denied(element, kind, product, terms):
        return Verdict(element, None, MISSED, "code", "kind"), None
    if other := of_another_type(element, kind, product, terms):
        return Verdict(element, other.text, MISSED, "code", "kind", mention=other), other
    if left_open(element, kind, product, terms):
        return Verdict(element, None, UNKNOWN, "code", "undecided"), None
    if method and (done := _method(element, product, terms)) is not None:
        return done, None
    used = [m for m in product.mentions if m.status != LEFT_OUT or not DENIED.match(product.text, m.end)]
    ending = norm(name.split()[-1])
    opposite = next((m for m in used if len(ending) > 1 and re.search(rf"(?:^|\s)(?:비|무|미|불|반){re.escape(ending)}$", m.text)), None)
    if opposite is not None:  # 비유탕면 is no 유탕면
        return Verdict(element, opposite.text, MISSED, "code", "kind", mention=opposite), opposite
    for relation in (SAME, MEMBER, CLASS):
        kinds = [(m, _whole(m, used)) for m in used if kind_of(m, name, terms) == relation]
        # 선크림 of "데일리 선크림" before 화장품 of "화장품 스타트업"
        full = norm(element.names[0])
        for mention, whole in sorted(kinds, key=lambda k: (norm(k[0].text) in parts, full not in norm(k[1].text), k[0].end != k[1].end)):
            if relation == CLASS and whole is not mention and kind_of(whole, name, terms) == OTHER:  # 면 시트 마스크 for 하이드로겔 마스크
                return Verdict(element, whole.text, MISSED, "code", "kind", mention=whole), _last_term(mention, used)
            if relation != SAME or mention.end == whole.end or not any(kind_of(m, name, terms) == MEMBER for m in used):
                return Verdict(element, whole.text, MET, "code", "kind", mention=whole), _last_term(mention, used)
    narrow = _known_name(element.names[0].removesuffix(" 조성물"), terms)
    apart = next((m for m in used if MADE.match(product.text, m.end) and _of_one_kind_apart(m, narrow, terms)), None)
    if apart is not None:  # a 하이드로겔 패치 is no 마이크로니들 패치
        return Verdict(element, apart.text, MISSED, "code", "kind", mention=apart), apart
    family = {c for k in terms.lookup(name) for c in (k, *terms.ancestors(k))}
    last = norm(name.split()[-1])
    ends = (last, last.removesuffix("제")) if len(last) > 2 else last
    for mention in sorted(used, key=lambda m: not MADE.match(product.text, m.end)):  # 얼굴 오일 before the oils in it
        if (len(last) > 1 or last in "밤젤겔폼팩잼빵면떡") and norm(BRACKETED.sub("", mention.text)).endswith(ends):
            return Verdict(element, mention.text, MET, "code", "kind", mention=mention), mention
    device = next((m for m in used if m.whole and (key := _works(m.text)) and len(key) > 3 and key == _works(element.text)), None)
    if device is not None:  # a 혈당측정기 is a 혈당 측정 장치
        return Verdict(element, device.text, MET, "code", "kind", mention=device), device
    if "cosmetics" in {f for k in family for f in terms.fields.get(k, ())}:
        worn = next((m for m in used if m.whole and ON_THE_BODY.search(m.text) and MADE.match(product.text, m.end)), None)
        if worn is not None:
            return Verdict(element, worn.text, MET, "code", "kind", mention=worn), None
    whole = next((m for m in used if owner and kind_of(m, owner[1], terms) in (SAME, MEMBER)), None)
    if whole is not None:  # an SUV has the 차량의 현가 시스템
        return Verdict(element, whole.text, MET, "code", "kind", mention=whole), None
    generic = re.search(r"제품|상품|product|device|장치|장비|설비|조성물|시스템", product.text)
    made = [m for m in used if MADE.match(product.text, m.end) and m.whole]
    other = next((m for m in made if not generic and _another_kind(m, name, family, terms)), None)
    if other is not None:
        return Verdict(element, other.text, MISSED, "code", "kind", mention=other), other
    if generic:
        mention = next((m for m in used if m.start <= generic.start() and generic.end() <= m.end), None)
        return Verdict(element, mention.text if mention else generic[0], MET, "code", "kind", mention=mention), None
    if made:
        return Verdict(element, made[-1].text, MET, "code", "kind", mention=made[-1]), None
    if (plain := _plain_kind(element.names[0], used, terms)) is not None:
        return Verdict(element, plain.text, MET, "code", "kind", mention=plain), plain
    return Verdict(element, None, UNKNOWN, "code", "silence"), None


def called_by(category: Element, kind: Mention | None, mention: Mention | None, product: Product) -> tuple[tuple[int, int], ...]:
    """Where the phrase that names the product repeats words of the claimed name, and its last word: 호흡 in 인공호흡기 and
    내화 in 내화 패널 say nothing of the parts."""
    if mention is None:
        return ((kind.end - len(kind.text.split()[-1]), kind.end),) if kind else ()
    whole = _whole(mention, [m for m in product.mentions if m.status == USED])
    words = [(whole.start + m.start(), m[0]) for m in re.finditer(r"\S+", whole.text)]
    repeated = norm(category.text)
    return tuple((at, at + len(w)) for at, w in words if kind and at + len(w) == whole.end or norm(w) in repeated)


OWNER = re.compile(r"(\S{2,})(?:의|용)\s")
METHOD = re.compile(r"(?:의|을|를)?\s*(?:\S{2,4}\s?)?(?:방법|공정)$|\b(?:method|process)\b.*", re.I)
PERFORMED = re.compile(
    r"방법|공정|제조|생산|만드|만든|만들|단계|방식|서비스|알고리즘|소프트웨어|프로그램|로직|펌웨어|시스템|플랫폼|앱|"
    r"\b(?:method|process|software|service|made|app)\b",
    re.I,
)


def _method(element: Element, product: Product, terms: Terms) -> Verdict | None:
    """A method is performed by whatever makes, does or runs it."""
    if said := PERFORMED.search(product.text):
        mention = next((m for m in product.mentions if m.start <= said.start() and said.end() <= m.end), None)
        return Verdict(element, mention.text if mention else _word_at(product.text, said), MET, "code", "kind", mention=mention)
    thing = METHOD.sub("", element.names[0]).strip()
    keys = terms.lookup(_known_name(thing, terms)) if thing else frozenset()
    mention = next((m for m in product.mentions if m.status == USED and keys & {k for h in m.terms for k in h.canonicals}), None)
    return Verdict(element, mention.text, MET, "code", "kind", mention=mention) if mention else None


def _word_at(text: str, said: re.Match) -> str:
    """The whole word around a match: 만드는 for 만드."""
    return re.search(r"\S*$", text[: said.start()])[0] + said[0] + re.match(r"[^\s.,!?]*", text[said.end() :])[0]


# what is left out after the kind of product ("프라이머, 실리카 없음") is not the product
DENIED = re.compile(r"\s*(?:이|가|은|는|을|를)?\s*(?:아니|아닌|대신|없|말고|빼고)")
ON_THE_BODY = re.compile(
    r"피부|속눈썹|눈썹|두피|모발|머리|얼굴|페이스|눈가|입술|립|손톱|네일|바디|헤어|스킨|메이크업|클렌|각질|여드름|주름|미백|화장"
)
# what follows the name of the thing that is made: 책상을 만들었어, 책상입니다
MADE = re.compile(
    r"\s*(?:을|를|이|가|은|는)?\s*(?:하나\s*|새로\s*)?(?:만들|개발|출시|판매|기획|제작|준비|선보|내놓|냈|팔|입니다|이에요|예요|에요|이야|야|인데|이고|이며|$|\.)"
)
def _of_one_kind_apart(mention: Mention, name: str, terms: Terms) -> bool:
    """Whether it is known as another member of a class that is narrower than the classes of whole products."""
    kinds = {p for k in terms.lookup(name) for p in terms.ancestors(k)} - PRODUCTS
    theirs = {p for h in mention.terms if h.end == mention.end for k in h.canonicals for p in terms.parents_of(k)}
    return bool(kinds & theirs) and kind_of(mention, name, terms) == OTHER


def _another_kind(mention: Mention, name: str, family: set[str], terms: Terms) -> bool:
    """A product of another field, or a sibling of the very product claimed (공기청정기 for 로봇청소기)."""
    if not family:
        return False
    fields = {f for k in family for f in terms.fields.get(k, ())} - {"general"}
    for hit in mention.terms:
        if re.search(r"용(?:\s|$)", mention.text[hit.end - mention.start :]):
            continue  # 자동차 커넥터용 소재 is no car
        kinds = {k for k in hit.canonicals if terms.category(k)}
        theirs = {f for k in kinds for f in terms.fields.get(k, ())} - {"general"}
        if theirs and fields and not fields & theirs:
            return True
        if kinds and any(terms.parents_of(k) & PRODUCTS for k in terms.lookup(name)) and terms.relation(name, hit.text) == OTHER:
            return True
    return False


def _works(name: str) -> str:
    """What a device does, by its name: 혈당측정 of a 혈당 측정 장치 and of a 혈당측정기."""
    short = DEVICE.sub("", name)
    return norm(short) if short != name else ""


DEVICE = re.compile(r"\s?(?:장치|기기|기구|장비|기계|(?<=[가-힣]{2})기)$")


def _known_name(name: str, terms: Terms) -> str:
    """The longest end of a category that the table knows: 세정제 조성물 of 약산성 세정제 조성물."""
    words = name.split()
    return next((end for i in range(len(words)) if terms.lookup(end := " ".join(words[i:]))), name)


def _plain_kind(name: str, used: list[Mention], terms: Terms) -> Mention | None:
    """What is called by the name of a composition without that word: 샴푸 of a 샴푸 조성물. It has no say in what is
    another kind: a 트리트먼트 조성물 may be a 린스."""
    short = name.removesuffix(" 조성물")
    if short == name:
        return None
    kind, last = _known_name(short, terms), norm(short.split()[-1])
    known = any(terms.category(k) for k in terms.lookup(kind))
    for m in used if known else ():
        if kind_of(m, kind, terms) in (SAME, MEMBER):
            return m
    plain = (m for m in used if m.whole and not any(h.ingredient and h.end == m.end for h in m.terms))
    return next((m for m in plain if norm(BRACKETED.sub("", m.text)).endswith(last)), None)


BRACKETED = re.compile(r"\([^()]*\)?$")  # 탑젤(젤네일)


def _last_term(mention: Mention, used: list[Mention]) -> Mention:
    """The last known word of a phrase as a mention of its own: 토너 in 어성초 토너."""
    last = max((h for h in mention.terms if h.end == mention.end), key=lambda h: h.start, default=None)
    return next((m for m in used if last and m.start == last.start and m.end == last.end), mention)


def _whole(mention: Mention, used: list[Mention]) -> Mention:
    """The longest phrase around a term: 미백 크림 rather than 크림."""
    around = [m for m in used if m.start <= mention.start and mention.end <= m.end and len(m.text) <= 40]
    return max(around, key=lambda m: len(m.text), default=mention)


def other_composition(verdicts: list[Verdict], product: Product, category: Verdict, terms: Terms) -> list[Verdict]:
    """A product that says what it is made of, and names nothing of the claim's, is made of other things."""
    parts = [
        v
        for v in verdicts
        if v.element.kind == "component"
        and not v.element.functional
        and not v.element.negative
        and not (v.element.ranges and MEASURE.search(v.element.text))
    ]
    if product.rest_open or not parts:
        return verdicts
    named: list[Mention] = []
    alone = any(
        not OF_ITS_ROLE.search(product.text[: m.start() + 1]) and not _of_one_part(product.text[: m.start() + 1], m[0])
        for m in ALONE.finditer(product.text)
    )
    if not alone:
        if any(v.match == MET or v.basis in ("class", "undecided", "amount") or v.basis == "silence" and v.mention for v in parts):
            return verdicts
        if any(v.match == MET and v.basis == "content" and v.element.kind == "condition" for v in verdicts):
            return verdicts  # what is claimed of one of its parts is said of it
        named = ingredients(product, category, verdicts)
        if not named and not any(v.basis in ("other", "absence") for v in parts):
            return verdicts
    open_to_it = {id(v) for v in parts if category.match == MISSED or is_substance(v.element, category.element, terms)}
    out, first = [], True
    for verdict in verdicts:
        if id(verdict) in open_to_it and verdict.match == UNKNOWN and (
            verdict.basis == "silence" or alone and (verdict.by == "open" or _within_another(verdict, verdicts))
        ):
            shown = named[0] if first and named else None
            verdict = replace(
                verdict,
                span=shown.text if shown else None,
                mention=shown,
                match=MISSED,
                by="code" if not verdict.candidates else verdict.by,
                basis="composition",
            )
        first = first and verdict.span is None
        out.append(verdict)
    return out


def _of_one_part(before: str, said: str) -> bool:
    """ "겉은 면 100%, 안쪽은 …": of which part it is all."""
    topic = PART_TOPIC.search(before)
    return bool(topic) and said.rstrip().endswith(("%", "퍼센트")) and not OF_THE_WHOLE.match(topic[1])


PART_TOPIC = re.compile(r"(?<![가-힣])([가-힣]{1,6})(?:은|는)\s[^,.]{0,20}$")
OF_THE_WHOLE = re.compile(r"원료|성분|전성분|조성|제품|내용물|처방|배합|주성분|소재|이|이것|저희|우리|이번")


def _within_another(verdict: Verdict, verdicts: Sequence[Verdict]) -> bool:
    """Whether its phrase is part of what another element has found as its own: 발효 of 갈락토미세스 발효 여과물."""
    m = verdict.mention
    return m is not None and any(
        v.match == MET and v.mention and v.mention.start <= m.start and m.end <= v.mention.end for v in verdicts
    )


# "방부 시스템은 페녹시에탄올만": alone in its role, not in the product
OF_ITS_ROLE = re.compile(r"(?:시스템|방부|보존|[가-힣](?<!제)제|폴리머|오일|왁스|색소|필터)(?:은|는|으로는|로는|으로|로)\s[^.,]{0,20}$")
# says that there is nothing else in it
ALONE = re.compile(
    r"단일\s*(?:제(?!조)|성분|처방)|[가-힣A-Za-z]만으로\s|[가-힣A-Za-z%\d)]만\s*(?:넣|함유|포함|들어|배합|쓴|썼|씁|사용|있(?:는|어|습|고))(?!\S*\s*(?:것|게|건)\s*(?:은|이)?\s*아니)|"
    r"단독\s*(?:성분|처방|제제)|"
    r"(?<!효율)(?<!순도)(?<!방수)(?<!차단)(?<!회수)(?<!충전)(?<!습도)(?<!잔량)[가-힣A-Za-z]\s*100\s*(?:%|퍼센트)(?!\s(?:무기|유기|천연|식물|비건|자연|국산|국내|수작업|재활용|방수|충전))"
)


# what is measured of a product is nothing in it: "입자가 100 nm인"
PROPERTY = re.compile(
    r"(?:^입자|입자\s?크기|입자\s?지름|입경|입도|점도|경도|밀도|분자량|두께|지름|직경|pH|SPF|PA)$|"
    r"^[\d.,~\s]*\s?(?:nm|㎚|㎛|μm|cps|cP|mm)?$"
)
MEASURE = re.compile(
    r"(?:입경|입도|입자\s?크기|점도|경도|밀도|분자량|두께|융점|투습도|온도|무게|중량|하중|전위|굴절률|비표면적)"
    r"(?:이|가|은|는)\s.*\d[^가-힣]*(?:이하|이상|미만|초과)?$"
)
AMOUNTS = SHARES | {"parts", "mass", "volume", "concentration", "molarity", "ratio", "length"}


def ingredients(product: Product, category: Verdict, verdicts: Sequence[Verdict]) -> list[Mention]:
    """Phrases said to be in the product (넣은, 함유한, 주성분), or that name it (알부틴 앰플), that no element claims."""
    claimed = [v.mention for v in (*verdicts, category) if v.mention]
    out: list[Mention] = []
    for m in sorted(product.mentions, key=lambda m: (m.start, -m.end)):
        if (
            m.status != USED
            or not m.whole
            or GENERIC.match(m.text)
            or PROPERTY.search(m.text)
            or EFFECT.fullmatch(m.text)
            or SO_GOOD.match(product.text, m.end)
            or WORKED_ON.match(product.text, m.end)
            or any(h.kind and not h.ingredient and h.end == m.end for h in m.terms)  # the product by another of its names
            or any(c.start < m.end and m.start < c.end for c in claimed)
            or any(m.text in o.text for o in out)
        ):
            continue
        if any(a.dimension in AMOUNTS for a in m.amounts) or _contained(m, product):
            out.append(m)
    return out or _named_after(product, category, [v.mention for v in verdicts if v.mention])


def _contained(mention: Mention, product: Product) -> bool:
    """Whether the text says that it is in the product; "두피가 시원해지는 샴푸를 만들었어" says so of the shampoo alone."""
    said = CONTAINED.match(product.text, mention.end)
    if said is None or not said[0].endswith("만들") or re.search(r"(?:으로|로)\s", said[0]):
        return said is not None
    if re.match(r"\s*(?:이|가)\s", said[0]):
        return False  # "두피가 젊어지는 토닉"
    return not any(h.kind and not h.ingredient and mention.end < h.start < said.end() for h in product.hits)


def _named_after(product: Product, category: Verdict, claimed: list[Mention]) -> list[Mention]:
    """The known ingredient that the product is called by."""
    kind = category.mention
    if kind is None:
        return []
    return [
        m
        for m in product.mentions
        if kind.start <= m.start and m.end < kind.end and m.status == USED and m.terms and m.terms[0].text == m.text
        if norm(m.text) not in norm(category.element.text)  # the claim's own 액침 냉각 시스템
        if m.terms[0].ingredient and not any(c.start < m.end and m.start < c.end for c in claimed)
        if not MEANT_FOR.match(product.text, m.end)
    ]


# what a product is good for is not what it is made of: "항균 효과가 좋은 크림"
EFFECT = re.compile(
    r"(?:피부\s*|두피\s*|모발\s*|모공\s*)?(?:항균|미백|화이트닝|브라이트닝|주름|탄력|보습|수분|진정|항산화|항노화|안티에이징|재생|각질|여드름|트러블|피지|톤|톤업|잡티|기미|"
    r"커버력?|지속력|발림성|사용감|촉감|향|세정|쿨링|탈모|비듬|윤기|광채?|장벽|보호|손상|저자극|민감성?|안전성?|가성비|디자인|성능|효율|수명|속도|품질|경량화?|내구성)"
    r"(?:\s*(?:효과|효능|기능|기능성|개선|케어|관리|완화|강화|증진|차단|케어용|용|감|력))*"
)
# "땀 냄새 잡는", "수분을 채워주는": what a product does away with, or gives
WORKED_ON = re.compile(
    r"\s*(?:을|를|까지|도)?\s*(?:잘|꽉|확실히|빠르게|효과적으로|자연스럽게)?\s*(?:잡|없애|제거하|줄이|줄여|막|채우|채워|가리|가려|감추|감춰|완화하|개선하|억제하|케어하|관리하|"
    r"지우|지워|방지하|예방하|높이|높여|낮추|살리|살려|지키|지켜|보호하|강화하|진정시키|달래|달래주|커버하|정돈하|씻어내|녹이|녹여|끌어올리|잠재우|"
    r"차단하|유지하|유지시켜|개선시켜|공급하|공급해|부여하|개선해|완화해|커버해|관리해|케어해|보호해|제거해|차단해)\s?(?:는|은|주는|주고|줄|내는|고|며|면서)(?=\s)"
)
SO_GOOD = re.compile(r"\s*(?:의\s*)?(?:효과|효능|기능|작용|성능)(?:가|이|를|을|도|로|은|는|\s)")
MEANT_FOR = re.compile(r"\s?(?:조절|개선|측정|관리|완화|억제|강하|감소|증진|진단|치료|검사|보호)용(?![가-힣])")  # 혈당 조절용 정제
CONTAINED = re.compile(
    r"(?:\s*\(?[\d.,~]+\s?\S{1,4}\)?)?\s*(?:을|를|이|가|은|는|와|과|랑|이랑|하고|,|및)?\s*(?:[^.]{0,60}?)(?:함유|포함|넣|들어|주성분|성분|기반|배합|위주|썼|쓴|사용|첨가|섞|적용|채용|탑재|장착|구성|추가|만든|만들|이루어진|유화|담(?![수당보])|더한|베이스)"
)
