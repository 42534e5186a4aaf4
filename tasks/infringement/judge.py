"""One element held against one product by code: terms, spelling, amounts, negations. What it cannot settle stays open
for the model, with the phrases that may correspond and the answer that the rules would give without a model."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.claims import Claim, Element
from documents.elements import amounts, element_of
from documents.quantities import MARGIN, SHARES, Range, compare, find
from tasks.infringement.content import cover
from tasks.infringement.law import MET, MISSED, UNKNOWN
from tasks.infringement.phrases import GENERIC
from tasks.infringement.spans import LEFT_OUT, UNDECIDED, USED, Mention, Product, clauses
from tasks.infringement.spelling import likeness, short_for
from tasks.infringement.terms import CLASS, MEMBER, OTHER, PRODUCTS, SAME, Terms, norm
from tasks.infringement.verdicts import CANDIDATES, Figure, Verdict
from tasks.infringement.whole import CONTAINED, category_of, other_composition

ALIKE, UNLIKE = 0.84, 0.5  # spelling: one name above the first, two names below the second
HALF = 0.5  # of what a phrase says must be said of the product, before it may correspond


def refine(elements: tuple[Element, ...], terms: Terms) -> tuple[Element, ...]:
    """A flat list may run into a choice ("A, B, C 및 D 중에서 선택되는 하나 이상의 X"): what is no X stands alone."""
    out: list[Element] = []
    for element in elements:
        names, head = element.names, terms.lookup(element.head) if element.head else frozenset()
        fits = [any(head & ({k} | terms.ancestors(k)) for k in terms.lookup(n)) for n in names]
        first = next((i for i, n in enumerate(names) if fits[i] or not terms.lookup(n)), 0)
        starts = [element.text.find(n) for n in names]
        if not first or sum(fits) < 2 or element.kind != "component" or starts != sorted(starts) or starts[0] < 0:
            out.append(element)
            continue
        cuts = [0, *starts[1 : first + 1]]
        for a, b in zip(cuts, cuts[1:], strict=False):
            out.append(element_of(re.sub(r"\s*(?:,|및|와|과|그리고)\s*$", "", element.text[a:b].strip())))
        rest = element.text[cuts[-1] :]
        out.append(replace(element, text=rest, names=names[first:], ranges=tuple(amounts(rest))))
    return tuple(out)


def judge(
    claim: Claim, elements: tuple[Element, ...], product: Product, terms: Terms, margin: float = MARGIN
) -> list[Verdict]:
    """One verdict an element, in order."""
    body, category = elements[:-1], elements[-1]
    end, kind = category_of(category, product, terms)
    taken = (kind,) if kind else ()
    # what one element has as its own cannot stand in the place of another
    claimed = {
        m.start
        for e in body
        for m in product.mentions
        if m.status == USED and m not in taken and e.kind != "condition"
        if any(_relation(p, m, terms)[0] in (SAME, MEMBER) for p in (e, *e.contains))
    }
    verdicts = [_one(e, product, terms, taken, claimed, margin) for e in body]
    verdicts = other_composition(verdicts, product, end, terms)
    return [*verdicts, end]


def _relation(element: Element, mention: Mention, terms: Terms) -> tuple[str | None, float]:
    """(how the mention stands to the element, likeness of the names)."""
    best: tuple[str | None, float] = (None, 0.0)
    is_class = any(terms.relation(n, mention.text) == CLASS for n in (*element.names, element.head) if n)
    order = {SAME: 5, MEMBER: 4, OTHER: 2, CLASS: 3, None: 0}
    names = element.names or (element.text,)
    if element.kind == "form":
        forms = tuple(f"{n} 제형" for n in names)
        names = forms if any(terms.canonical.get(norm(f)) for f in forms) else (*names, *forms)
    for name in names:
        found = _of_kind(name, mention)
        if found and order[found] > order[best[0]]:
            best = (found, 0.9)
    for name in (*names, *((element.head,) if element.head and len(names) > 1 and not _closed_choice(element) else ())):
        found = terms.relation(name, mention.text)
        alike = likeness(name, mention.text)
        if found is None and (alike >= ALIKE or element.kind == "form" and norm(mention.text) == norm(name.split()[-1])):
            found = SAME
        elif found is None and (
            terms.stands_for(mention.text, name)
            or mention.status == USED
            and not mention.vague
            and mention.whole
            and not is_class
            and short_for(name, mention.text)
        ):
            found, alike = SAME, max(alike, 0.9)
        if order[found] > order[best[0]] or order[found] == order[best[0]] and alike > best[1]:
            best = (found, alike)
    return best


KIND = re.compile(r"^(\S{2,}?)(?:계|계열)\s+(?=\S)|^(\S{2,}?)계$")


def _of_kind(name: str, mention: Mention) -> str | None:
    """ "설페이트계 계면활성제": what has 설페이트 in its name is one; the bare word stands for them where it is left out."""
    match = KIND.match(name)
    stem = norm(match[1] or match[2]) if match else ""
    if not stem or stem not in norm(mention.text):
        return None
    return MEMBER if norm(mention.text) != stem or mention.status != USED else CLASS


def _closed_choice(element: Element) -> bool:
    """A choice of named members: the class word alone does not satisfy it."""
    return len(element.names) > 1 and element.head not in element.names


def _one(
    element: Element, product: Product, terms: Terms, taken: tuple[Mention, ...], claimed: set[int], margin: float
) -> Verdict:
    if element.kind == "condition" and element.ranges and not any(element.names):
        return _figure(element, product, margin)
    if element.contains:
        return _container(element, product, terms, taken, claimed, margin)
    free = [
        m
        for m in product.mentions
        if not any(t.start <= m.start and m.end <= t.end for t in taken) or element.kind == "form"
    ]
    ranked: dict[str | None, list[tuple[float, Mention]]] = {}
    for mention in free:
        if GENERIC.match(mention.text):
            continue
        relation, alike = _relation(element, mention, terms)
        if relation in (SAME, MEMBER) and mention.vague and mention.status == USED and alike < 1.0:
            relation = CLASS
        ranked.setdefault(relation, []).append((alike, mention))
    if element.kind in ("step", "condition"):
        return _phrase(element, product, terms, claimed, margin, free)
    met = [x for r in (SAME, MEMBER) for x in sorted(ranked.get(r, []), key=lambda x: -x[0])]
    used = [m for _, m in met if m.status == USED]
    if element.negative:
        return _negative(element, used, met, product)
    if used:
        return _met(element, used, product, terms, margin)
    if element.kind == "form" and (other := _other_form(element, product, terms)):
        return Verdict(element, other.text, MISSED, "code", "other", mention=other)
    if any(m.status == LEFT_OUT for _, m in met):
        return Verdict(element, None, MISSED, "code", "absence")
    if any(m.status == UNDECIDED for _, m in met):
        return Verdict(element, None, UNKNOWN, "code", "undecided")
    above = [m for _, m in ranked.get(CLASS, [])]
    if any(m.status == LEFT_OUT for m in above) or _class_left_out(element, product, terms):
        return Verdict(element, None, MISSED, "code", "absence")
    replacement = _in_its_place(
        element,
        [m for _, m in ranked.get(OTHER, []) if m.start not in claimed],
        [m for m in free if m.start not in claimed],
        terms,
    )
    if replacement is not None:
        return Verdict(element, replacement.text, MISSED, "code", "other", mention=replacement)
    kind = next((m for m in above if m.status == USED and not _only_label(m, product)), None)
    if kind is not None:
        return Verdict(element, kind.text, UNKNOWN, "code", "class", mention=kind)
    if any(m.status == UNDECIDED for m in above) or _undecided(element, product, terms):
        return Verdict(element, None, UNKNOWN, "code", "undecided")
    return _phrase(element, product, terms, claimed, margin, free)


def _container(
    element: Element, product: Product, terms: Terms, taken: tuple[Mention, ...], claimed: set[int], margin: float
) -> Verdict:
    """ "A를 2 내지 5 중량% 포함하는 X": met where all that X contains is met; the worst of it decides."""
    inner = [_one(part, product, terms, taken, claimed, margin) for part in element.contains]
    around = _one(replace(element, contains=(), needs=element.needs), product, terms, taken, claimed, margin)
    if around.match == MISSED and around.basis in ("absence", "other") and not any(v.match == MET for v in inner):
        return replace(around, element=element)
    called = norm(element.head.split()[-1]) if element.head else ""
    instead = next(
        (
            m
            for m in product.mentions
            if m.role and m.status == USED and not m.vague
            if norm(m.role) == called or m.by_verb and norm(element.head).startswith(norm(m.role)[:-1])
        ),
        None,
    )
    for match in (MISSED, UNKNOWN):
        worst = next((v for v in inner if v.match == match), None)
        if worst is not None and worst.basis == "silence" and instead is not None:
            return Verdict(element, instead.text, MISSED, "code", "other", mention=instead)  # 도전재로 카본블랙을
        if worst is not None:
            span, mention = (worst.span, worst.mention) if worst.span else (around.span, around.mention)
            return replace(worst, element=element, span=span, mention=mention, candidates=worst.candidates)
    if around.match != MET and (amount := _amounts(element, [v.mention for v in inner if v.mention], product, margin)):
        return replace(amount, element=element)
    return replace(inner[0], element=element)


def _phrase(
    element: Element, product: Product, terms: Terms, claimed: set[int], margin: float, free: list[Mention]
) -> Verdict:
    """By what the element says, part by part; the model decides where only some of it is there."""
    covered = cover(element, product, terms, claimed)
    span = covered.span.text if covered.span else None
    if covered.out:
        return Verdict(element, None, MISSED, "code", "absence")
    if covered.other is not None:
        return Verdict(element, covered.other.text, MISSED, "code", "other", mention=covered.other)
    if covered.undecided and covered.share < 1.0:
        return Verdict(element, None, UNKNOWN, "code", "undecided")
    simple = element.kind == "component" and any(norm(element.text).startswith(norm(n)) for n in element.names)
    enough = covered.share > HALF if simple else covered.share >= HALF  # the head alone ("오일") is no 유칼립투스 오일
    if covered.terms_met and enough and covered.span:
        if (amount := _amounts(element, [covered.span], product, margin)) is not None:
            return amount
        if covered.share == 1.0:
            return Verdict(element, span, MET, "code", "content", mention=covered.span)
        return Verdict(
            element,
            span,
            MET,
            "open",
            "content",
            mention=covered.span,
            candidates=_candidates(element, product, free, terms, covered.span),
        )
    return _open(element, product, free, terms)


def _met(element: Element, used: list[Mention], product: Product, terms: Terms, margin: float) -> Verdict:
    mention = max(used, key=lambda m: (any(r.comparable(a) for r in element.ranges for a in m.amounts), not m.vague))
    own = {norm(n) for n in element.names}
    known = any(terms.relation(n, mention.text) in (SAME, MEMBER) for n in (*element.names, element.head) if n)
    basis = "literal" if norm(mention.text) in own else "term" if known else "spelling"
    needs = _needs(element, Verdict(element, mention.text, MET, "code", basis, mention=mention), product, terms)
    if needs.match == MISSED or not element.ranges:
        return needs
    figures = _figures(element, [mention, *used], product, margin)
    return _by_figures(element, mention, figures) or replace(needs, figure=figures[0])


def _amounts(element: Element, used: list[Mention], product: Product, margin: float) -> Verdict | None:
    """The claimed ranges against what is said; None where all hold."""
    return _by_figures(element, used[0], _figures(element, used, product, margin))


def _figures(element: Element, used: list[Mention], product: Product, margin: float) -> list[Figure]:
    """One figure a claimed range."""
    out = []
    for claimed in element.ranges:
        said = [a for m in used for a in m.amounts if claimed.comparable(a)]
        if not said and claimed.dimension not in SHARES:
            found = [a for a in find(product.text) if claimed.comparable(a)]
            begin, end = next((c for c in clauses(product.text) if c[0] <= used[0].start < c[1]), (0, len(product.text)))
            said = [a for a in found if begin <= a.start < end] or found  # of several temperatures that of this step
            said = [a for a in said if compare(claimed, a, margin) == "inside"] or said
        if claimed.dimension in SHARES and (total := _sum(claimed, used)) is not None:
            said = [total]                                           # 산화아연 18% and 이산화티타늄 4% are 22% of the class
        out.append(_figure_of(claimed, said, margin))
    return out


def _figure_of(claimed: Range, said: list[Range], margin: float) -> Figure:
    outcomes = {compare(claimed, a, margin) for a in said}
    if len(outcomes) > 1:
        return Figure(claimed, said[0], "contradictory")
    return Figure(claimed, said[0], outcomes.pop()) if said else Figure(claimed, None, "silent")


def _by_figures(element: Element, mention: Mention, figures: list[Figure]) -> Verdict | None:
    """What the worst of the figures makes of the element; contradicting or missing amounts leave it unknown."""
    for outcome in ("outside", "contradictory", "overlap", "silent", "near"):
        figure = next((f for f in figures if f.outcome == outcome), None)
        if figure is not None:
            match = MISSED if outcome == "outside" else UNKNOWN
            return Verdict(element, mention.text, match, "code", "amount", outcome == "near", mention, figure=figure)
    return None


def _sum(claimed: Range, used: list[Mention]) -> Range | None:
    """The shares of several members of a claimed class taken together; None where one thing alone is named."""
    shares = {norm(m.text): a for m in used if m.whole for a in m.amounts if claimed.comparable(a) and a.exact}
    if len(shares) < 2:
        return None
    total = sum(a.low for a in shares.values())
    return replace(next(iter(shares.values())), low=total, high=total)


def weigh(verdict: Verdict, product: Product, margin: float = MARGIN) -> Verdict:
    """A model's verdict with the claimed amounts compared: it judges names, code judges figures."""
    mentions = [m for m in product.mentions if m.text == verdict.span]
    if verdict.match != MET or not verdict.element.ranges or not mentions:
        return verdict
    amount = _amounts(verdict.element, mentions, product, margin)
    return verdict if amount is None else replace(amount, by=verdict.by)


AMBIENT = frozenset(norm(t) for t in ("물", "공기", "전기", "열", "빛", "배터리", "사용자", "화면"))  # named without being demanded


def _needs(element: Element, verdict: Verdict, product: Product, terms: Terms) -> Verdict:
    """Modifiers that name another thing (표면처리된, 봉입된, 탑재된): that thing must be in the product too."""
    for need in element.needs:
        for hit in terms.hits(need):
            if norm(hit.text) in AMBIENT or re.search(r"상기\s+$", need[: hit.start]) or any(terms.category(k) for k in hit.canonicals):
                continue  # another element, or the product itself
            said = [m for m in product.mentions if terms.relation(hit.text, m.text) in (SAME, MEMBER)]
            if any(m.status == USED for m in said):
                continue
            if said and said[0].status == LEFT_OUT:
                return replace(verdict, span=None, match=MISSED, basis="absence")
            other = next(
                (
                    m
                    for m in product.mentions
                    if m.status == USED
                    and terms.relation(hit.text, m.text) == OTHER
                    and m.start != (verdict.mention.start if verdict.mention else -1)
                ),
                None,
            )
            if other is not None:
                return replace(verdict, span=other.text, match=MISSED, basis="other")
            return replace(verdict, match=UNKNOWN, basis="silence")
    return verdict


def _negative(element: Element, used: list[Mention], met: list[tuple[float, Mention]], product: Product) -> Verdict:
    """ "…를 포함하지 않는": the product meets it by leaving the thing out."""
    without = re.compile("|".join(rf"무\s?{re.escape(n)}|{re.escape(n)}[\s-]?(?:프리|free)" for n in element.names), re.I)
    watery = any(norm(n) in ("물", "정제수", "수분", "water") for n in element.names)
    if said := without.search(product.text) or watery and WATERLESS.search(product.text):
        return Verdict(element, said[0], MET, "code", "absence")
    if used:
        return Verdict(element, used[0].text, MISSED, "code", "term", mention=used[0])
    if any(m.status == LEFT_OUT for _, m in met):
        return Verdict(element, next(m.text for _, m in met if m.status == LEFT_OUT), MET, "code", "absence")
    return Verdict(element, None, UNKNOWN, "code", "silence")


WATERLESS = re.compile(r"무수|워터\s?프리|워터리스|anhydrous|water-?\s?free|waterless|오일\s?100\s?%", re.I)


def _figure(element: Element, product: Product, margin: float) -> Verdict:
    """A condition that is only a figure: pH, viscosity, temperature of the whole."""
    found = find(product.text)
    figures = [_figure_of(r, [a for a in found if r.comparable(a)], margin) for r in element.ranges]
    order = ("outside", "contradictory", "overlap", "silent", "near", "inside")
    figure = min(figures, key=lambda f: order.index(f.outcome))
    match = MISSED if figure.outcome == "outside" else MET if figure.outcome == "inside" else UNKNOWN
    span = next((f.said.text for f in (figure, *figures) if f.said), None)
    basis = "amount" if span else "silence"
    return Verdict(element, span, match, "code", basis, figure.outcome == "near", figure=figure)


def _other_form(element: Element, product: Product, terms: Terms) -> Mention | None:
    """Another form of the same family (W/O for O/W, a balm for an emulsion)."""
    names = (element.names[0], f"{element.names[0]} 제형")
    mine = {a for n in names for k in terms.lookup(n) for a in terms.ancestors(k)} - PRODUCTS
    for mention in product.mentions:
        theirs = {a for k in terms.lookup(mention.text) for a in terms.ancestors(k)} - PRODUCTS
        if mention.status == USED and mine & theirs and all(terms.relation(n, mention.text) != CLASS for n in names):
            return mention
    return None


def _class_left_out(element: Element, product: Product, terms: Terms) -> bool:
    """ "합성 폴리머는 안 썼습니다": a word that the element's name ends in, left out."""
    for mention in product.mentions:
        if mention.status != LEFT_OUT:
            continue
        last = norm(mention.text.split()[-1])
        for name in (*element.names, element.head):
            key = norm(name)
            if len(last) >= 2 and key and (key.endswith(last) or norm(element.head or "") == norm(mention.text)):
                return True
    return False


def _in_its_place(element: Element, others: list[Mention], free: list[Mention], terms: Terms) -> Mention | None:
    """A member of the same class used instead, or whatever the text calls by the element's function."""
    heads = {norm(element.head)} if element.head else set()
    keys = {k for n in (*element.names, element.head) for k in terms.lookup(n)}
    classes = {c for k in keys for c in terms.ancestors(k)} | keys
    for mention in free:
        part = any(norm(mention.text) in norm(n) for n in element.names)  # the EC of an EC 센서
        if mention.status == USED and mention.role and not mention.vague and not part:
            named = {norm(mention.role)} | set(terms.lookup(mention.role))
            role_is_its = any(h.endswith(norm(mention.role)) for h in heads) or named & classes
            role_is_its = role_is_its or mention.by_verb and any(terms.kin(n, mention.text) for n in element.names)
            if role_is_its and _relation(element, mention, terms)[0] in (None, OTHER):
                return mention
    for mention in free:
        if mention.status == USED and mention.whole and not mention.vague and any(_rival(n, mention, terms) for n in element.names):
            return mention
    # a class is met by any member, so its sibling class replaces nothing
    if terms.lookup(element.names[0]) and any(terms.parents_of(k) for k in terms.lookup(element.names[0])):
        return next((m for m in others if m.status == USED and not m.vague), None)
    return None


KINDS_OF = re.compile(
    r"(?:점착|접착|경화|난연|개시|가교|유화|점증|분산|보존|방부|감미|착색|충전|촉|용|가소|산화|환원|세정|연마|코팅|발포|이형|도전|결합|부형|붕해|활택|흡착)[제매]$|"
    r"(?:수지|고무|섬유|전해질|활물질|점토|합금|오일|왁스|로프|벨트|케이블|전분|단백질|균주|효소|유리|필름|시트|원단|원사|펠릿)$"
)


def _rival(name: str, mention: Mention, terms: Terms) -> bool:
    """ "브롬계 난연제" in the place of "포스파젠계 난연제": one head that names a material, under another first word."""
    ours, theirs = name.split(), mention.text.split()
    if len(ours) != 2 or len(theirs) != 2 or norm(ours[1]) != norm(theirs[1]) or not KINDS_OF.search(ours[1]):
        return False
    said = theirs[0]
    material = bool(terms.lookup(said)) or bool(re.search(r"(?:계|산|유|성|[A-Z]{2,}[\dA-Z-]*)$", said))
    alike = likeness(ours[0], said) > UNLIKE or terms.relation(ours[0], said) in (SAME, MEMBER, CLASS)
    return material and not alike


def _only_label(mention: Mention, product: Product) -> bool:
    """A class word that merely says what another phrase is: "증점제로 쓰고"."""
    return (
        bool(re.match(r"(?:으로|로)(?:는|서|써)?(?:\s|$)|\)", product.text[mention.end :]))
        or product.text[mention.start - 1 : mention.start] == "("
    )


def _undecided(element: Element, product: Product, terms: Terms) -> bool:
    if product.rest_open:
        return True
    named = {norm(n) for n in (*element.names, element.head) if n}
    classes = {c for n in (*element.names, element.head) for k in terms.lookup(n) for c in (k, *terms.ancestors(k))}
    return any(
        h for text in product.undecided for h in terms.hits(text) if h.canonicals & classes or norm(h.text) in named
    )


def _open(element: Element, product: Product, free: list[Mention], terms: Terms) -> Verdict:
    """Nothing certain: what may correspond goes to the model, the likest first."""
    candidates = _candidates(element, product, free, terms)
    if not candidates:
        return Verdict(element, None, UNKNOWN, "code", "silence")
    best = max(likeness(n, candidates[0]) for n in (*element.names, element.head or element.text))
    if overlap(element, candidates[0]) and best > UNLIKE:
        return Verdict(element, candidates[0], MET, "open", "spelling", candidates=candidates)
    return Verdict(element, None, UNKNOWN, "open", "silence", candidates=candidates)


def _candidates(
    element: Element, product: Product, free: list[Mention], terms: Terms, first: Mention | None = None
) -> tuple[str, ...]:
    """What may correspond: phrases said to be in the product before all others, then the likest names."""
    seen: dict[str, tuple[bool, float]] = {first.text: (True, 2.0)} if first else {}
    for mention in free:
        if mention.status != USED or GENERIC.match(mention.text) or len(mention.text) > 80:
            continue
        if _class_word(element, mention, terms):
            continue
        if terms.relation(element.names[0], mention.text) is None and mention.terms and terms.lookup(element.names[0]):
            score = 0.0  # the table knows both, and nothing joins them
        else:
            score = max(likeness(n, mention.text) for n in (*element.names, element.head or element.text))
        within = bool(CONTAINED.match(product.text, mention.end))
        seen[mention.text] = max(seen.get(mention.text, (False, 0.0)), (within or score > UNLIKE, score))
    if any(within for within, _ in seen.values()):
        seen = {text: rank for text, rank in seen.items() if rank[0]}
    return tuple(sorted(seen, key=lambda t: -seen[t][1])[:CANDIDATES])


def _class_word(element: Element, mention: Mention, terms: Terms) -> bool:
    """The class of a closed choice names none of its members."""
    return _closed_choice(element) and (
        norm(mention.text) == norm(element.head) or bool(terms.lookup(mention.text) & terms.lookup(element.head))
    )


def overlap(element: Element, text: str) -> bool:
    """Whether the last word of an element's name is in the phrase."""
    return any(
        norm(n.split()[-1]) and norm(n.split()[-1]) in norm(text) for n in (*element.names, element.head) if n.split()
    )
