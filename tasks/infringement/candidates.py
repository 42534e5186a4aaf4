"""Phrases of the product that may correspond to an element that code leaves open."""

from __future__ import annotations

from documents.claims import Element
from tasks.infringement.law import MET, UNKNOWN
from tasks.infringement.names import UNLIKE, closed_choice
from tasks.infringement.normal import norm
from tasks.infringement.paraphrases import VERBS
from tasks.infringement.phrases import GENERIC
from tasks.infringement.spans import Mention, Product
from tasks.infringement.spelling import likeness
from tasks.infringement.status import USED
from tasks.infringement.terms import Terms
from tasks.infringement.verdicts import CANDIDATES, Verdict
from tasks.infringement.whole import CONTAINED


def left_open(element: Element, product: Product, free: list[Mention], terms: Terms) -> Verdict:
    """Nothing certain: what may correspond goes to the model, the likest first."""
    candidates = candidates_of(element, product, free, terms)
    if not candidates:
        return Verdict(element, None, UNKNOWN, "code", "silence")
    best = max(likeness(n, candidates[0]) for n in (*element.names, element.head or element.text))
    lacking = next((n for n in element.names if norm(n) != norm(candidates[0]) and norm(n).endswith(norm(candidates[0]))), "")
    if lacking:  # 노즐 for 세척 노즐 says the same; 게이트 전극 for 텅스텐 게이트 전극 does not
        before = lacking.split()[: -len(candidates[0].split())] or [norm(lacking).removesuffix(norm(candidates[0]))]
        if all(w in VERBS for w in before):
            return Verdict(element, candidates[0], MET, "open", "spelling", candidates=candidates)
        return Verdict(element, candidates[0], UNKNOWN, "open", "class", candidates=candidates)
    if overlap(element, candidates[0]) and best > UNLIKE:
        return Verdict(element, candidates[0], MET, "open", "spelling", candidates=candidates)
    return Verdict(element, None, UNKNOWN, "open", "silence", candidates=candidates)


def candidates_of(
    element: Element, product: Product, free: list[Mention], terms: Terms, first: Mention | None = None
) -> tuple[str, ...]:
    """What may correspond: phrases said to be in the product before all others, then the likest names."""
    seen: dict[str, tuple[bool, float]] = {first.text: (True, 2.0)} if first else {}
    for mention in free:
        if mention.status != USED or GENERIC.match(mention.text) or len(mention.text) > 80:
            continue
        if _class_word(element, mention, terms) or not (mention.whole or any(h.text == mention.text for h in mention.terms)):
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
    return closed_choice(element) and (
        norm(mention.text) == norm(element.head) or bool(terms.lookup(mention.text) & terms.lookup(element.head))
    )


def overlap(element: Element, text: str) -> bool:
    """Whether the last word of an element's name is in the phrase."""
    return any(
        norm(n.split()[-1]) and norm(n.split()[-1]) in norm(text) for n in (*element.names, element.head) if n.split()
    )
