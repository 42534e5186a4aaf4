"""What becomes of a thing that a clause gives a cause for and the next clause tells: "멘톨은 따갑다는 후기가 많아서 아예 뺐고",
"2제는 어떤 성분으로 할지 견적을 받는 중이라 미정입니다"."""

from __future__ import annotations

import re

ENDS = re.compile(r"[가-힣A-Z](?:아서|어서|여서|해서|라서|이라|라|므로|니까|느라|탓에|때문에),?\s*$")
TOPIC = re.compile(r"\s?(?:은|는|도|까지는|만은)\s")
# an object of its own: "멘톨은 자극이 있어서 향료를 뺐고" takes away the 향료
ADVERBS = (
    r"(?:(?:아직|현재|지금|아예|전부|과감히|과감하게|일부러|결국|모두|완전히|일절|전혀|처음부터|이번엔|이번에는|저희도|저희는|저도|"
    r"우리도)\s)*"
)
GONE = re.compile(
    rf"{ADVERBS}(?:뺐|뺀|빼[고기]|빼\s?(?:버렸|놨|두었|뒀)|제외|배제|생략|삭제|없앴|없앤|없애|(?:안|못)\s(?:넣|쓰|써|썼|씁|달|붙|했|사용)|"
    r"(?:넣|쓰|사용하|적용하|첨가하|배합하|채택하|달|붙이|두)지\s?(?:는\s)?(?:않|못))"
)
# what is not done yet, or is done by another way, is not left out
RATHER = re.compile(r"지\s?(?:는\s)?(?:않|못)[^.]{0,6}(?:예정|고민|검토)|(?:뺄지|할지|넣을지)")


def told_after(text: str, end: int, clause_end: int) -> str | None:
    """What the next clause says of the thing that ends at `end`, of which its own clause gives only the cause."""
    if not TOPIC.match(text, end) or not ENDS.search(text, end, clause_end):
        return None
    return text[clause_end:]


def left_out(rest: str) -> bool:
    return bool(GONE.match(rest)) and not RATHER.match(rest)


def topic_before(text: str, begin: int, end: int) -> bool:
    """Whether a clause says of some thing why the next one leaves it open."""
    return bool(HAS_TOPIC.search(text, begin, end) and ENDS.search(text, begin, end))


HAS_TOPIC = re.compile(r"[가-힣A-Za-z\d)](?:은|는|까지는)\s")
ONLY_ADVERBS = re.compile(rf"\W*{ADVERBS}")
