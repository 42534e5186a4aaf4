"""A thing that is spoken of again by the last word of its name ("병풀 발효물을 넣은 로션이고, 발효물 함량은 0.1%"), or whose amount is told
after it: "나이아신아마이드를 넣었는데 함량은 3%입니다"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.quantities import SHARES, Range
from documents.recipes import stated
from tasks.infringement.normal import norm
from tasks.infringement.spans import Mention, Product
from tasks.infringement.status import USED


def called_back(used: Sequence[Mention], product: Product) -> list[Range]:
    """The amounts told of the last word alone, where nothing else that is named ends in it."""
    first = used[0]
    last = norm(first.text.split()[-1])
    if " " not in first.text.strip() or len(last) < 2:
        return []
    alike = [(m, norm(THE.sub("", m.text))) for m in product.mentions if m.status == USED and norm(m.text).endswith(last)]
    if any(not norm(first.text).endswith(name) for _, name in alike):
        return []
    return [a for m, name in alike if m.start >= first.end and name == last for a in m.amounts]


# what tells that an amount is that of the thing before: "함량은 3%", "전체 무게의 8%"
HOW_MUCH = re.compile(
    r"(?:^|[\s,.])(?:(?:그\s)?(?:함량|함유량|농도|양|비율|배합량|첨가량|사용량|투입량|배합비|함유율)(?:은|는|이|가|을|를|도)?\s?[:=]?"
    r"|(?:[^\s,.\d]+\s){0,3}?(?:전체|총량|총\s?중량|중량|무게|질량|조성물)(?:의|\s?대비|\s?중|\s?기준(?:으로)?|에\s?대해|에\s?대하여))"
    r"\s?(?:약\s|대략\s)?$"
)
# "레티놀은 자극이 있어서 0.1%만"
BECAUSE = re.compile(r"^(?:은|는)\s[^,.;\d]{1,24}(?:(?<!에)서|니까|므로|때문에|려고|위해)\s(?:약\s|딱\s|겨우\s)?$")
MEASURES = re.compile(r"(?:함량|함유량|농도|양|비율|배합량|첨가량|사용량|투입량|전체|총량|중량|무게|질량)")


def told_after(used: Sequence[Mention], product: Product) -> list[Range]:
    """The amount that is told of a thing in the clause after it, with no amount and no thing of another element between."""
    text = product.text
    for mention in used:
        told = next((a for a in stated(text) if a.start >= mention.end and a.dimension in SHARES), None)
        if told is None or told.start - mention.end > 60 or mention.amounts:
            continue
        between = text[mention.end : told.start]
        theirs = any(mention.end <= m.start < told.start and not _within(m, used) for _, m in product.owned)
        bearer = any(told in m.amounts and m.whole and not MEASURES.search(m.text) for m in product.mentions)
        if (HOW_MUCH.search(between) or BECAUSE.search(between)) and not theirs and not bearer and len(re.findall(r"[.!?]\s", between)) < 2:
            return [a for a in stated(text) if a.start == told.start]
    return []


def _within(mention: Mention, used: Sequence[Mention]) -> bool:
    return any(m.start <= mention.start and mention.end <= m.end or norm(m.text) == norm(mention.text) for m in used)


THE = re.compile(r"^(?:해당|그|이|상기|위|본|동|이렇게\s\S+)\s")
