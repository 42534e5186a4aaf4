"""What a clause leaves open of a thing that the clause before it names: "센서가 들어가는데 압저항으로 갈지 정전용량으로 갈지는 미정",
"봉지층 구성은 협력사 노하우라서 자료에 없어요"."""

from __future__ import annotations

import re

from tasks.infringement.affirmed import WHETHER
from tasks.infringement.status import ATTRIBUTE, asked_of

BARE = re.compile(rf"\s*(?:(?:그|단|다만|정확한|구체적인|정확히|각)\s)?(?P<what>{ATTRIBUTE})(?:은|는|이|가|도)\s")
BECAUSE = re.compile(r"(?:라서|라|이라|어서|아서|여서|해서|니까|므로|기\s?때문에|탓에|여|고),?\s*$")
OF_WHICH = re.compile(rf"(?P<what>{ATTRIBUTE})(?:은|는|까지는)\s(?!.*[가-힣](?:은|는|을|를)\s)")
PICKED = r"(?:갈|할|쓸|만들|넣을|달|붙일|바꿀|채택할|적용할|구성할|정할|구현할|가져갈|채울|짤|택할|맞출)"
EITHER = re.compile(
    rf"^\W*(?:아직\s|그걸\s|이걸\s|이를\s)?\S+(?:으로|로|을|를)\s{PICKED}지,?\s(?:아니면\s|혹은\s|또는\s)?\S+(?:\s\S+)?(?:으로|로|을|를)\s{PICKED}지(?:는|를|가)?(?=\s|$)|"
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
    what = None
    for what in OF_WHICH.finditer(before):
        pass
    if what and BECAUSE.search(before) and not re.search(r"[가-힣](?:은|는|을|를)\s", asked):
        return asked_of(what["what"]), what.start()
    return None
