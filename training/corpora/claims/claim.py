"""Invented claims: parts drawn from the lexicon, worded as Korean (now and then English) claims are."""
from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from training.corpora.claims import lexicon, wording
from training.corpora.claims.lexicon import Group
from training.corpora.claims.words import josa, listing

UNITS = {"중량%": (0.01, 40), "wt%": (0.1, 30), "%": (0.1, 30), "중량부": (1, 60), "몰%": (1, 90)}
SIZES = (("㎛", 1, 200), ("μm", 0.5, 100), ("nm", 5, 500), ("mm", 0.5, 50))
SWITCHES = (("온도가", "℃", 30, 250), ("압력이", "MPa", 1, 200), ("점도가", "cP", 1000, 60000), ("비표면적이", "㎡/g", 1, 300))
METHOD_CONDITIONS = (("℃", 40, 900, "의 온도에서"), ("분", 5, 240, " 동안"), ("시간", 1, 48, " 동안"), ("MPa", 1, 600, "의 압력에서"))


@dataclass(frozen=True)
class Range:
    """A claimed amount; `lo` or `hi` is None where the range is open on that side."""
    lo: float | None
    hi: float | None
    unit: str


@dataclass
class Part:
    """An element of a claim. `options` are the members that satisfy it, by canonical name; empty: any of the class."""
    text: str
    group: Group | None
    options: list[str] = field(default_factory=list)
    amount: Range | None = None
    kind: str = "part"               # part, form, category, step


@dataclass
class Claim:
    text: str
    parts: list[Part]
    field: str
    product: Group
    device: bool
    closed: bool = False             # consists of its parts: a further component would matter


def tidy(value: float) -> float:
    """Round as people write amounts."""
    for limit, digits in ((1, 2), (10, 1)):
        if value < limit:
            return round(value, digits)
    return float(round(value)) if value < 100 else float(round(value, -1))


def show(value: float) -> str:
    return f"{value:,g}" if value < 1000 else f"{value:,.0f}"


def draw_range(rng: Random, unit: str, low: float, high: float) -> Range:
    lo = tidy(low + (high - low) * rng.random() ** 2 * 0.5)
    hi = tidy(max(lo * rng.choice((1.5, 2, 3, 5, 10)), lo + (high - low) * 0.05))
    kind = rng.random()
    return Range(lo, hi, unit) if kind < 0.75 else Range(lo, None, unit) if kind < 0.88 else Range(None, hi, unit)


def with_range(rng: Random, name: str, amount: Range) -> str:
    if amount.lo is not None and amount.hi is not None:
        text = rng.choice(wording.RANGES).replace("{name}을", josa(name, "을"))
    else:
        text = rng.choice([p for p in wording.OPEN_RANGES if ("{lo}" in p) == (amount.lo is not None)])
    return text.format(name=name, unit=amount.unit, lo=show(amount.lo or 0), hi=show(amount.hi or 0))


def draw_part(rng: Random, group: Group, composition: bool, used: set[str]) -> Part:
    """An ingredient or part: the class, one member, or a choice of members, with or without an amount."""
    names = [m for m in group.members if m not in used] or list(group.members)
    kind, amount = rng.random(), None
    if kind < 0.22:
        text, options = rng.choice(group.names[:3]), []
    elif kind < 0.72 or len(names) < 3:
        options = [rng.choice(names)]
        text = rng.choice(group.members[options[0]])
        if composition and rng.random() < 0.2 and len(group.members[options[0]]) > 1:
            text += f"({rng.choice([n for n in group.members[options[0]] if n != text])})"
        if composition and group.field in ("cosmetics", "pharma"):
            text += rng.choice(wording.SALTS)
    else:
        options = rng.sample(names, min(len(names), rng.randint(2, 4)))
        shown = [rng.choice(group.members[o]) for o in options]
        text = fill(rng.choice(wording.MARKUSH), options=listing(shown, rng.choice((" 및 ", " 또는 "))), cls=group.name)
    used.update(options)
    if composition and rng.random() < 0.35:
        unit = rng.choice(list(UNITS))
        amount = draw_range(rng, unit, *UNITS[unit])
        text = with_range(rng, text, amount)
    elif rng.random() < 0.08:
        unit, low, high = rng.choice(SIZES)
        amount = draw_range(rng, unit, low, high)
        measure = rng.choice(("두께", "직경", "길이")) if not composition else rng.choice(("평균 입경", "평균 입자 크기"))
        lo, hi = show(amount.lo or 0), show(amount.hi or 0)
        bound = (f"{lo} 내지 {hi}{unit}" if amount.lo is not None and amount.hi is not None
                 else f"{lo}{unit} 이상" if amount.lo is not None else f"{hi}{unit} 이하")
        text = f"{josa(measure, '이')} {bound}인 {text}"
    return Part(text, group, options, amount)


def fill(pattern: str, **values: str) -> str:
    """`{name}` is the value, `{name|을}` the value with the fitting particle."""
    out = pattern
    for key, value in values.items():
        out = out.replace("{" + key + "}", value)
        while (start := out.find("{" + key + "|")) >= 0:
            end = out.index("}", start)
            particle = out[start + len(key) + 2:end]
            out = out[:start] + attach(value, particle) + out[end + 1:]
    return out


def attach(word: str, particle: str) -> str:
    plain = {"에": "에", "에는": "에는", "의": "의"}
    if particle in plain:
        return word + particle
    if particle == "이야":
        return word + ("이야" if josa(word, "이").endswith("이") else "야")
    if particle == "으로는":
        return josa(word, "으로") + "는"
    return josa(word, particle)


def draw(rng: Random, held_out: bool) -> Claim:
    fields = lexicon.fields(held_out)
    name = "cosmetics" if "cosmetics" in fields and rng.random() < 0.4 else rng.choice(fields)
    composition = name in lexicon.COMPOSITIONS
    groups = list(lexicon.parts(name, held_out))
    product = rng.choice(lexicon.named(name, lexicon.CATEGORIES[name]))
    picked = rng.sample(groups, min(len(groups), rng.choice((1, 2, 2, 3, 3, 4))))
    used: set[str] = set()
    parts = [draw_part(rng, g, composition, used) for g in picked]
    category = rng.choice(product.names[:2] if not composition else product.names[:1])
    shown = category
    if rng.random() < 0.4 and name in wording.USES:
        shown = f"{rng.choice(wording.USES[name])} {category}"
    forms = lexicon.named(name, lexicon.FORMS)
    if composition and forms and rng.random() < 0.45:
        form_group = rng.choice(forms)
        form = rng.choice(list(form_group.members))
        parts.append(Part(form, form_group, [form], kind="form"))
        style = rng.choice(("타입의", "형태의")) if form.endswith("제형") else rng.choice(("타입의", "형태의", "제형의"))
        shown = f"{form} {style} {shown}"
    last = Part(category, product, kind="category")
    steps = lexicon.named(name, lexicon.STEPS)
    if steps and rng.random() < 0.3:
        return draw_method(rng, steps, parts, last, name, product, category)
    texts = [p.text for p in parts if p.kind == "part"]
    if composition:
        pattern = rng.choice(wording.side(wording.COMPOSITION, held_out))
        ends = rng.choice(("; 및 ", " 및 ")) if "{list}" in pattern else rng.choice((" 및 ", " 및 ", " 그리고 "))
        body = "; ".join(texts[:-1]) + ("; 및 " if len(texts) > 1 else "") + texts[-1] if "{list}" in pattern else (
            listing(texts, ends))
        text = fill(pattern, items=body, list=body, cat=shown)
    else:
        pattern, roles, previous = "", [], "본체"
        for part in parts:
            role = rng.choice(wording.PART_ROLES)
            if previous == "본체" and "{prev}" in role:
                role = "{part}"
            roles.append(fill(role, part=part.text, prev=previous))
            part.text = roles[-1]
            previous = part.options[0] if len(part.options) == 1 else part.group.name
        body = "; ".join(roles[:-1]) + ("; 및 " if len(roles) > 1 else "") + roles[-1]
        text = fill(rng.choice(wording.side(wording.DEVICE, held_out)), list=body, cat=shown)
        if "상기 제어부는" in text and not any("제어" in p.text for p in parts):
            text = fill(wording.DEVICE[0], list=body, cat=shown)
    return Claim(text, [*parts, last], name, product, device=not composition, closed="으로} 이루어진" in pattern)


def draw_method(rng: Random, steps: tuple[Group, ...], parts: list[Part], last: Part, name: str, product: Group,
                category: str) -> Claim:
    """A process: materials prepared, then steps with a temperature, a time or a pressure."""
    made, kept = [], [p for p in parts if p.kind == "part"][:1]
    for part in kept:
        part.text = f"{josa(part.text, '을')} 준비하는 단계"
        made.append(part)
    for group in rng.sample(list(steps), min(len(steps), rng.randint(1, 2))):
        method = rng.choice(list(group.members))
        unit, low, high, after = rng.choice(METHOD_CONDITIONS)
        amount = draw_range(rng, unit, low, high) if rng.random() < 0.5 else None
        lead = ""
        if amount and amount.lo is not None and amount.hi is not None:
            lead = f"{show(amount.lo)} 내지 {show(amount.hi)}{unit}{after} "
        else:
            amount = None
        made.append(Part(f"{lead}{josa(method, '으로')} 처리하는 단계", group, [method], amount, kind="step"))
    text = fill(rng.choice(wording.METHOD), steps="; ".join(p.text for p in made), cat=category)
    return Claim(text, [*made, Part(f"{category}의 제조 방법", product, kind="category")], name, product, device=False)
