"""Products held against a claim: for every element a fate is drawn, then the description is worded to fit."""
from __future__ import annotations

from random import Random

from training.corpora.claims import lexicon, wording
from training.corpora.claims.claim import Claim, Part, Range, attach, fill, show, tidy
from training.corpora.claims.words import listing, spoken_listing

MET, MISSED, UNKNOWN = "대응", "미대응", "판단불가"
FATES = {   # what the product does with an element: its match, and how often it is drawn
    "same": (MET, 20), "rename": (MET, 26), "replace": (MISSED, 18), "exclude": (MISSED, 6), "vague": (UNKNOWN, 6),
    "secret": (UNKNOWN, 5), "omit": (UNKNOWN, 10),
}


def element(part: Part, span: str | None, match: str, named: str | None = None) -> dict:
    """`named`: the match of the names alone, before any amount is compared, which is code's part."""
    return {"patent_element": part.text, "user_product_element": span, "match": match, "named": named or match}


def names_of(part: Part, canonical: str) -> list[str]:
    return part.group.members[canonical]


def value_for(rng: Random, amount: Range, where: str) -> float:
    lo, hi = amount.lo, amount.hi
    if where == "in":
        low, high = lo if lo is not None else hi * 0.3, hi if hi is not None else lo * 2
        value = tidy(rng.uniform(low, high))
        return value if low <= value <= high else low
    if where == "near":
        value = hi * rng.uniform(1.05, 1.15) if hi is not None and (lo is None or rng.random() < 0.5) else lo * rng.uniform(0.85, 0.95)
        return round(value, 3)
    value = hi * rng.uniform(1.6, 3) if hi is not None and (lo is None or rng.random() < 0.5) else lo * rng.uniform(0.1, 0.5)
    return round(value, 3)


def describe(rng: Random, claim: Claim, part: Part) -> tuple[str, str, list[str], list[str], str | None]:
    """(match, match of the names alone, mentions to list, further sentences, span) of one element."""
    fate = rng.choices(list(FATES), [w for _, w in FATES.values()])[0]
    group, options = part.group, part.options
    others = [m for m in group.members if m not in options]
    if fate == "vague" and not options or fate == "replace" and (not options or not others):
        fate = "rename"
    match = FATES[fate][0]
    if fate in ("same", "rename"):
        chosen = rng.choice(options or list(group.members))
        known = names_of(part, chosen)
        shown = next((n for n in known if n in part.text), known[0]) if fate == "same" else rng.choice(known)
        if not options and fate == "same":
            shown = rng.choice(group.names[:3])
    elif fate == "replace":
        shown = rng.choice(names_of(part, rng.choice(others)))
    elif fate == "vague":
        shown = rng.choice(wording.VAGUE).format(cls=rng.choice(group.names[:2]))
    else:
        called = rng.choice([group.name, *(names_of(part, options[0])[:2] if len(options) == 1 else [])])
        if fate == "omit":
            return match, match, [], [], None
        patterns = wording.EXCLUDED if fate == "exclude" else wording.SECRET
        return match, match, [], [fill(rng.choice(patterns), name=called)], None
    mention, named = shown, match
    if match == MET and part.amount:
        where = rng.choices(("in", "near", "far", "none"), (50, 15, 20, 15))[0]
        match = {"in": MET, "near": UNKNOWN, "far": MISSED, "none": UNKNOWN}[where]
        if where != "none":
            value = value_for(rng, part.amount, where)
            mention = rng.choice(wording.AMOUNT).format(name=shown, value=show(value), unit=part.amount.unit)
    elif rng.random() < 0.25 and claim.field in lexicon.COMPOSITIONS and part.kind == "part":
        mention = rng.choice(wording.AMOUNT).format(name=shown, value=show(tidy(rng.uniform(0.1, 20))), unit="%")
    elif rng.random() < 0.3 and part.kind == "part" and fate != "vague":
        role = rng.choice(wording.ROLE)
        mention = role.replace("{cls|으로}", attach(group.name, "으로")).replace("{cls|으로는}", attach(group.name, "으로는"))
        mention = mention.format(cls=group.name, name=shown)
    return match, named, [mention], [], shown


def risk_of(matches: list[str]) -> str:
    return "낮음" if MISSED in matches else "애매" if UNKNOWN in matches else "높음"


def bare(rng: Random, claim: Claim, held_out: bool) -> tuple[str, list[dict]]:
    product = product_name(rng, claim)
    text = fill(rng.choice(wording.side(wording.BARE, held_out)), product=product)
    return text, [element(p, None, UNKNOWN) if p.kind != "category" else element(p, product, MET) for p in claim.parts]


def product_name(rng: Random, claim: Claim) -> str:
    name = rng.choice(rng.choice(list(claim.product.members.values()))) if rng.random() < 0.85 else rng.choice(claim.product.names[:3])
    if rng.random() < 0.3 and claim.field in wording.ADJECTIVES:
        name = f"{rng.choice(wording.ADJECTIVES[claim.field])} {name}"
    return name


def named_otherwise(claim: Claim, elements: list[dict]) -> None:
    """A composition that says what it is made of and names nothing claimed is made of other things."""
    parts = [e for p, e in zip(claim.parts, elements, strict=True) if p.kind == "part"]
    if parts and all(e["match"] == MISSED or e["user_product_element"] is None for e in parts):
        for e in parts:
            e["match"] = e["named"] = MISSED


def draw(rng: Random, claim: Claim, held_out: bool) -> tuple[str, list[dict]]:
    """(description, elements as they should be answered)."""
    if rng.random() < 0.08:
        return bare(rng, claim, held_out)
    product, elements, mentions, sentences = product_name(rng, claim), [], [], []
    form = ""
    for part in claim.parts:
        if part.kind == "category":
            elements.append(element(part, product, MET))
            continue
        match, alone, named, more, span = describe(rng, claim, part)
        if part.kind == "form" and named:
            form = named[0]
        else:
            mentions += named
        sentences += more
        elements.append(element(part, span, match, alone))
    used = {m for p in claim.parts for m in p.options}
    secret = any(e["match"] == UNKNOWN and e["user_product_element"] is None for e in elements) and rng.random() < 0.4
    spare = [g for g in lexicon.parts(claim.field, held_out) if all(g.name != p.group.name for p in claim.parts)]
    further = 0 if claim.closed else rng.choice((0, 0, 1, 1, 2))
    for group in rng.sample(spare, min(len(spare), further)):
        free = [m for m in group.members if m not in used]
        if free:
            mentions.append(rng.choice(group.members[rng.choice(free)]))
    rng.shuffle(mentions)
    if form:
        product = form + rng.choice((" ", " 타입 ", " 제형 ", " 형태의 ")) + product
    if mentions:
        patterns = wording.DEVICES + wording.FORMAL[:2] if claim.device else wording.CASUAL + wording.FORMAL
        items = rng.choice((listing(mentions), listing(mentions, ", "), spoken_listing(mentions)))
        lead = fill(rng.choice(wording.side(patterns, held_out)), items=items, product=product)
    else:
        lead = fill(rng.choice(("{product|을} 개발했습니다.", "{product|을} 만들었어.", "새 {product|을} 기획하고 있어요.")), product=product)
    if secret:
        sentences.append(rng.choice(wording.REST_SECRET))
    elif not claim.device and mentions and not sentences:
        named_otherwise(claim, elements)
    filler = rng.sample(wording.FILLER, rng.choice((0, 0, 1, 2, 5)))
    for sentence in filler:
        sentences.insert(rng.randint(0, len(sentences)), sentence)
    return " ".join([lead, *sentences]), elements
