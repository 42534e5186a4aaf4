"""The items of a list of facts: in "글리세린 5%, 판테놀 1%, 향료는 뺐습니다" what is said of the last is said of it alone.

A list of names without amounts ("파라벤, 에탄올, 향료 무첨가") shares what is said at its end, so an item ends only after an
amount, a count or a state of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.recipes import stated

SEPARATOR = re.compile(r",\s+(?!\d)|\s{2,}|\s[·+ㆍ]\s|\s?[●•■◆※▪]\s?|(?<=[\d%)])[;·]\s?(?=[가-힣A-Za-z])")
BRACKET = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
COUNTED = (
    r"(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d+)\s?"
    r"(?:개|장|매|대|조|식|겹|층|줄|쌍|벌|채널|가닥|다발|종|포|정|병|곳|군데|set|ea|EA|pcs)|하나|둘|셋|넷"
)
AMOUNT = (
    r"(?:약\s?)?[≥≤<>~±]?\s?\d[\d,.]*(?:\s?[~∼×x/-]\s?\d[\d,.]*)*"
    r"\s?(?:[^\s\d가-힣,]{1,12}|퍼센트|중량%|중량부|질량%|부피%|부|도|분|시간|초|그램|밀리|마이크론|미크론|나노)?(?:\s?(?:이상|이하|미만|초과|내외|정도))?"
)
STATE = (
    r"미사용|불사용|무사용|불검출|무첨가|미첨가|무함유|비함유|미함유|미적용|미포함|불포함|미지원|미탑재|미장착|미채용|미배합|미도포|미처리|없음|있음|없습니다|있습니다|아님|아닙니다|"
    r"생략|제외|배제|삭제|(?:-|\s)?free|TBD|미정|보류|[가-힣]{2}\s?중|skip|off|on|지원|적용|무|無|有|[XOxo✕○]|NO|YES|N/?A"
)
CLOSED = re.compile(rf"(?:(?:^|[\s=:(가-힣])(?:{AMOUNT}|{COUNTED})|(?:^|[\s=:])(?:{STATE}))$", re.I)


def item_ends(text: str, begin: int, end: int) -> Iterator[int]:
    """Where the items of a list between `begin` and `end` end, but for the last."""
    figures = stated(text)
    item = begin  # where the item starts that ends at the cut
    for cut in SEPARATOR.finditer(text, begin, end):
        before, said, item = text[begin : cut.start()], text[item : cut.start()], cut.end()
        # "A 1, B 2 비율로" is one figure
        if before.count("(") > before.count(")") or any(r.start < cut.start() and cut.end() < r.end for r in figures):
            continue
        while (bare := BRACKET.sub("", said)) != said and bare:
            said = bare
        if CLOSED.search(said.rstrip()):
            yield cut.end()
