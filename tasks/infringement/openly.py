"""What a description leaves open without naming it again: what a clause leaves open of a thing that the clause before it
names ("센서가 들어가는데 압저항으로 갈지 정전용량으로 갈지는 미정", "봉지층 구성은 협력사 노하우라서 자료에 없어요"); and what nothing
in a claim tells but the element that is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from documents.claims import Element
from tasks.infringement.affirmed import WHETHER
from tasks.infringement.lexemes import nouns
from tasks.infringement.normal import norm
from tasks.infringement.status import ATTRIBUTE, LEFT_OUT, OPEN_QUESTION, asked_of

if TYPE_CHECKING:
    from tasks.infringement.spans import Mention, Product

BARE = re.compile(rf"\s*(?:(?:그|단|다만|정확한|구체적인|정확히|각)\s)?(?P<what>{ATTRIBUTE})(?:은|는|이|가|도)\s")
BECAUSE = re.compile(r"(?:라서|라|이라|어서|아서|여서|해서|니까|므로|기\s?때문에|탓에|여|고),?\s*$")
OF_WHICH = re.compile(rf"(?P<what>{ATTRIBUTE})(?:은|는|까지는)\s(?!.*[가-힣](?:은|는|을|를)\s)")
PICKED = r"(?:갈|할|쓸|만들|넣을|달|붙일|바꿀|채택할|적용할|구성할|정할|구현할|가져갈|채울|짤|택할|맞출)"
EITHER = re.compile(
    rf"^\W*(?:아직\s|그걸\s|이걸\s|이를\s)?\S+(?:으로|로|을|를)\s{PICKED}지,?\s(?:아니면\s|혹은\s|또는\s)?"
    rf"\S+(?:\s\S+)?(?:으로|로|을|를)\s{PICKED}지(?:는|를|가)?(?=\s|$)|"
    rf"^\W*(?:그걸\s|이걸\s|이를\s)?(?:무엇|뭘|뭐|어떤\s\S+|어느\s\S+)(?:으로|로)?\s\S*?{WHETHER}"
)
TOPIC = re.compile(r"\s?(?:이|가|을|를|은|는|도)\s")


def asks_of_it(before: str, asked: str) -> tuple[str, int | None] | None:
    """(what is asked, where in the clause before it is said of what stands ahead of there): a place of None where it is said
    of the last thing that the clause before names, or of all of it where it is an attribute. `asked`: the clause's words
    up to those that say that it is open."""
    if bare := BARE.match(asked):
        return asked_of(bare["what"]), None
    if EITHER.search(asked):
        return "kind", None
    what = next(OF_WHICH.finditer(before), None)
    if what and BECAUSE.search(before) and not re.search(r"[가-힣](?:은|는|을|를)\s", asked):
        return asked_of(what["what"]), what.start()
    return None


# what is open of the product as goods, which no element of it is
OF_THE_GOODS = re.compile(
    r"가격|단가|원가|비용|출시|이름|상표|브랜드|디자인|판매|일정|시기|양산|납기|포장|색상|컬러|물량|수량|인증|허가|특허|침해|매장|마케팅|"
    rf"(?:{ATTRIBUTE})(?:은|는|이|가|도)?\s*$"
)


def told_as_open(element: Element, span: Mention | None, left: Sequence[tuple[int, str]], product: Product) -> bool:
    """Whether what would tell an element is open: its kind ("봉지층 구성은 자료에 없어요"), or, of the only element that is
    missing, whether it is there or what is done. `left`: (start, stem) of what no other element explains."""
    own = {p for n in (*element.names, element.head) for p in _pairs(n)}
    kinds = [m for m in product.mentions if m.asked == "kind" and span and norm(m.text) in norm(span.text)]
    if kinds and span and own & _pairs(span.text):
        return True
    if element.kind == "category" or not left:
        return False
    for said in product.undecided:
        begin = product.text.find(said)
        within = [at for at, _ in left if begin <= at < begin + len(said)]
        there = any(m.start in within or any(m.start <= at < m.end for at in within) for m in product.mentions if m.status != LEFT_OUT)
        if begin >= 0 and within and there and not OF_THE_GOODS.search(said) and OPEN_QUESTION.search(product.text, begin):
            return True
    return False


WHICH = re.compile(r"(?:어떤|무슨|어느)\s$")


def asks_of_another(mention: Mention, text: str, product: Product) -> bool:
    """Whether the 데이터 of "어떤 데이터로 학습했는지는 몰라요" is asked of nothing that an element, by its `text`, does."""
    if not WHICH.search(product.text[: mention.start]):
        return False
    asked = next((product.text[a:b] for a, b in product.questions if a <= mention.start < b), "")
    return not any(n in text for n in nouns(asked.partition(mention.text)[2]))


def _pairs(text: str) -> set[str]:
    key = norm(text)
    return {key[i : i + 2] for i in range(len(key) - 1)}
