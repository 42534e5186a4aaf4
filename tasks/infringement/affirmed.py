"""Denials that are denied themselves, which say that a thing is there: "빼지 않고", "없는 것은 아니고", "안 뺐습니다"."""

from __future__ import annotations

import re

REMOVE = (
    r"(?:빼|빼놓|빼먹|없애|덜|덜어\s?내|걷어\s?내|떼|떼어\s?내|들어\s?내|도려\s?내|빠지|빠뜨리|빠트리|지우|버리|줄이|바꾸|거르|건너뛰|빼\s?버리|"
    r"(?:생략|제외|제거|배제|삭제|누락|포기|대체|교체|변경|치환)(?:하|되|시키)?)"
)
REMOVED = (
    r"(?:뺐|뺀|빼|빠졌|빠진|빠지|없앴|없앤|없애|덜어\s?냈|덜어\s?낸|걷어\s?냈|걷어\s?낸|떼어\s?냈|떼어\s?낸|떼\s?냈|지웠|지운|바꿨|바꾼|바꾸|줄였|줄인|"
    r"(?:생략|제외|제거|배제|삭제|누락|포기|대체|교체|변경)(?:했|한|하|된|됐|되))"
)
NOT = r"지\s*(?:는|도|를)?\s*(?:않|못)|진\s*(?:않|못)"
IS_NOT = r"(?:아니|아님|아닙|아녜|아녀|아냐)"
THERE = re.compile(
    rf"{REMOVE}(?:{NOT})|"
    rf"(?<![가-힣])(?:안|못)\s+{REMOVED}|"
    rf"없(?:{NOT})|"
    # what goes on and off, what can be taken off, or is drained to a vacuum, is there
    r"[가-힣]{1,5}다\s?(?:뺐|뺄|빼|뗐|뗄|떼|벗겼|벗길|벗기|분리)(?:다\s?(?:할|하|했|가)?|낼|내)?|(?:뺄|뗄|(?:떼어|빼|들어)\s?낼|벗길)\s수\s?(?:가|도)?\s?있|"
    r"(?:빼고|빼서)\s(?:끼|꽂|넣)|진공(?:으로|을|이)?\s?(?:뺀|뺐|빼)|"
    # "없는 것은 아니고", "안 들어간 건 아니지만", "넣지 않은 게 아니라"
    rf"(?:없|{REMOVED}|(?<![가-힣])안\s+[가-힣]+?|[가-힣]{{1,6}}(?:{NOT}))(?:는|은|ㄴ|던|다는|단|았던|었던)?\s*(?:것|건|게|거|뜻|말)(?:은|는|이|도)?\s*{IS_NOT}|"
    # what would be without it, or cannot be done without
    rf"[가-힣]{{1,6}}지\s*(?:는|도)?\s*(?:않으면|못하면)|(?<![가-힣])안\s+[가-힣]+면(?=[\s,])|"
    rf"없이는\s[^.,]{{0,20}}?(?:{NOT}|(?<![가-힣])(?:안|못)\s|불가|수\s?없|어렵|힘들)|"
    r"(?:뺄|빠질|빼놓을|없앨|(?:생략|제외|대체|제거)(?:할|될)|없을|않을)\s*수\s*(?:는|가|도)?\s*없|"
    r"(?<![가-힣])안\s\S+\s수\s*(?:는|가|도)?\s*없|"
    r"(?:빠진|빠뜨린|생략된|누락된)\s?(?:것|곳|게)\s?(?:하나\s)?없이|(?:빠짐|누락|생략|예외|변경|변동)\s?없이|"
    r"(?:없어|빠져|빼)(?:서는|선)\s*안\s|(?:빠지|빼|없으)면\s*안\s|"
    r"(?:is|are|was|were) not (?:omitted|excluded|removed|replaced)"
)
NOT_BY_IT = re.compile(rf"\s*(?:으로|로)(?:는)?\s(?:\S+\s)?(?:대체|교체|변경|전환|치환|바꾸)(?:하|되)?(?:{NOT})")  # "홀 센서로 바꾸지 않고"

# "넣을지 말지", "들어갔는지": a syllable that ends in ㄴ or ㄹ before 지 asks whether; not 먼지, 반지, "줄지 않고" or "쓴 지 오래"
OPEN = "".join(c for i in range(399) for final in (4, 8) if (c := chr(0xAC00 + 28 * i + final)) not in "먼단반편")
WHETHER = (
    rf"(?!(?<![가-힣])(?<![은한린된인운준쓴든킨친간란룬]\s)[한간연전분난산건번]지|[들줄늘울살날풀열놀팔빌썰끌밀불털얼]지\S?\s못)[{OPEN}]지(?:는|도|를|가|조차|까지)?(?=[\s,.?)]|$)"
    r"(?!\s*(?:않|말(?!지)|오래|한참|꽤|\d+\s?(?:년|개월|달|일|주|시간)))"
)


def affirmed(text: str) -> str:
    """The text with each denied denial said plainly, every other character in its place."""
    return THERE.sub(lambda m: "이용".ljust(len(m[0]), "_"), text)
