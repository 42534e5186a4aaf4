"""A thing that is spoken of again by the last word of its name: "병풀 발효물을 넣은 로션이고, 발효물 함량은 0.1%"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.quantities import Range
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


THE = re.compile(r"^(?:해당|그|이|상기|위|본|동|이렇게\s\S+)\s")
