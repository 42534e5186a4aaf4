"""What a product is said to be or to do against what its claimed name says of it: "불투명한 음료" of a 투명 음료, "수소는 감지하지
않게" of a 수소 감지용 센서."""

from __future__ import annotations

import re

from tasks.infringement.spans import Product
from tasks.infringement.status import LEFT_OUT, USED

NO = "(?:불|비|무|미|부)"
QUALITY = r"(?:한|인|의|성|형|식|\s)*"  # 불투명한, 비수용성의
PURPOSE = re.compile(r"([가-힣A-Za-z\d]{1,}(?:\s[가-힣A-Za-z\d]+)?)\s([가-힣]{2,5})용\s")
COMPOSED = re.compile(r"\s*(?:조성물|(?:의\s)?\S*\s?방법)$")


def opposite_said(claimed: str, text: str) -> bool:
    """Whether the very thing is called by the opposite of a word before its name, and by that word nowhere."""
    *before, last = COMPOSED.sub("", claimed).split() or [""]
    for word in before:
        if len(word) < 2 or re.match(NO, word) or re.search(rf"(?<![가-힣]){re.escape(word)}", text):
            continue
        said = rf"(?<![가-힣]){NO}{re.escape(word)}"
        if re.search(rf"{said}{QUALITY}(?:[^\s,.]+\s)?{_ending(last)}", text):
            return True  # "불투명한 갈색 음료"
        if re.search(rf"{_ending(last)}(?:은|는|이|가)\s(?:\S+\s)?{said}(?:하|합|해|함|이[에고며]|입|$)", text):
            return True
    return False


def _ending(name: str) -> str:
    return rf"[가-힣A-Za-z]*{re.escape(name)}"


def not_for_it(claimed: str, product: Product) -> bool:
    """Whether what a thing is claimed to be for ("수소 감지용") is told not to be done to it, and told to be done nowhere."""
    for purpose in PURPOSE.finditer(claimed):
        what, deed = purpose[1].split()[-1], purpose[2]
        said = [m for m in product.mentions if m.text == what]
        there = [m for m in said if re.match(rf"(?:은|는|을|를|도|까지)?\s?(?:[^\s,.]+\s)?{deed}", product.text[m.end :])]
        only = re.search(rf"([가-힣A-Za-z\d]+)(?<!로)(?<!에서)만(?:을)?\s(?:\S+\s)?{deed}(?:하|할|한|합)", product.text)
        if only and what not in product.text:
            return True  # "메탄만 감지하는"
        if any(m.status == LEFT_OUT for m in there) and not any(m.status == USED for m in there):
            return True
    return False
