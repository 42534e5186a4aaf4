"""What stands between a thing and what becomes of it, and says nothing of its own: how wholly it is denied ("한 방울도 없이"),
what is denied with it ("A나 B는 없습니다"), that others are ("망이든 뭐든"); and what was there before and is no more."""

from __future__ import annotations

import re

ONE_OF_IT = (
    r"(?:(?:한|단\s?한|단\s?하나|단\s?1)\s?(?:방울|톨|줌|개|장|점|번|조각|가닥|그램|줄|대|곳|군데|명|티스푼|스푼|[gG%])?|하나|조금|"
    r"티끌만큼|눈곱만큼|털끝만큼|1\s?[g%])도"
)
WHOLLY = re.compile(
    rf"(?<=\S\s)(?:{ONE_OF_IT}|전량|전부|일체|몽땅|모조리|통째로|모두|(?:둘|셋|넷|두\s?가지|세\s?가지|양쪽|양|양측)\s?(?:다|모두)|일절|전혀|완전히|아예)\s"
    r"(?=(?:무첨가|불검출|미첨가|무함유|미사용|불포함|프리|미투입|안|못|없|빼|뺐|뺀|제외|배제|생략|들어|넣|쓰|사용|포함|있지|두지|첨가|섞|대체|교체)[가-힣\s])"
)
# only where the very next word denies it: "알코올은 하나도 넣지 않고"
OR_ANY = re.compile(r"^(?:이?든|이?나)\s?(?:지\s)?(?:뭐|무엇|무어|다른\s?\S+)(?:이?든|이?나)(?:지|간에)?(?=[\s,])")
JOINED = r"(?:(?!\S*(?:고|며|서|면|는데|지만|[을를])\s)[^\s.]+\s){0,4}?(?!\S*(?:고|며|서|면)\s)[^\s.]*[가-힣A-Za-z\d)]"
EITHER = re.compile(
    rf"^(?:(?:이나|이랑|나|랑|,?\s및|,?\s또는|,?\s혹은|하고)\s{JOINED}(?!는\s\S+(?:은|이|가|도)\s)(?=(?:은|는|을|를|이|가|도)\s)|"
    rf"도,?\s{JOINED}(?=도\s))"
)
# "이형지 같은 중간 필름에 바르는 과정은 없습니다": what would be the place of a deed
NESTED = re.compile(
    r"^\s(?:같은|등의|따위의)\s(?:[^\s.,]+\s){1,4}?[가-힣]*는\s(?:과정|공정|단계|작업|절차|일)(?=이나|은|는|이|가|도|을|를)"
)
GIVEN_UP = re.compile(  # "텅스텐을 버리고 몰리브덴만으로", "A가 비싸져서 전량 B로 바꾼"
    r"\s*(?:을|를|은|는)\s(?:\S+\s)?(?:버리고|접고|내려놓고|그만두고|단종하고|단종시키고)\s(?![^.]{0,30}(?:고민|검토))\S[^.,]*?(?:(?:으로|로|만|만을)\s?\S|(?:을|를)\s(?:쓰|씁|썼|사용|택|채택|적용|넣|도입|골랐|선택))|"
    r"\s*(?:이|가)\s(?:\S+\s)?\S*[가-힣](?:서|어|아|여|니까|므로|길래|느라)\s(?:(?!\S*(?:을|를|은|는)\s)[^\s.,]+\s)*?"
    r"(?:(?!\S*(?:을|를|은|는)\s)[^\s.,]*[가-힣A-Za-z\d)](?:으로|로)\s?(?:바꿨|바꿔|바꾸었|바꾼|바꿈|갈음|갈아탔|교체|대체|변경|대신)(?!\S*\s*(?:예정|검토|고민)))"
)
BEFORE = re.compile(
    r"(?:^|[\s(])(?:예전|기존|원래|초기|초창기|처음|종전|이전|과거|당초|애초|옛날|작년|전|지난(?:해|번|\s\S+)|(?:이전|구|초기|기존|종전)\s?"
    r"(?:모델|버전|제품|시제품|처방|설계|방식|공정|시안)|구형)(?:에|에는|엔|에서는|에선|까지는|까지|은|는)?\s(?!\S*(?:대로|그대로|같|동일))"
)
ENDED = r"[가-힣](?:으나|는데|지만|다가|었고|았고|였고|했고|던\s(?:것|걸|거)\S*)"
NO_MORE = (
    r"(?:(?:이를|이걸|그것을|그걸|이것을|모두|전부|다|아예)\s)?(?:없앴|없애|없앤|뺐|빼|뺀|떼|뗐|제거|삭제|제외|폐지|중단|그만|걷어|덜어|생략|"
    r"(?:안|쓰지|넣지|하지|두지|달지|붙이지)\s|단종)(?!\S*지\s?(?:는\s)?(?:않|못)|\S*[ㄱ-힣]?\s?(?:검토|예정|고민))"
)
NOW = r"(?:지금|현재|이제|요즘|최근|신제품|신형|이번|개정|새\s?\S+)\S*\s"
PAST = re.compile(
    rf"(?:과|와|랑|나|,)?\s?(?:\S+\s)?(?:을|를|이|가|은|는|도|만|으로|로)?\s?(?:[^\s.,]+\s){{0,3}}?[^\s.,]*{ENDED},?\s"
    rf"(?:(?!\S*(?:을|를)\s)[^\s.]+\s)*?(?:{NO_MORE}|(?:(?!\S*(?:을|를)\s)[^\s.]*[가-힣A-Za-z)](?:으로|로)\s(?:\S+\s)?(?:바꿨|바꿔|바꾸었|바꾼|바꿈|갈아탔|교체|대체|변경|전환)))|"
    rf"(?:을|를|이|가|은|는)\s(?:[^\s.,]+\s){{0,3}}?[^\s.,]*{ENDED},?\s{NOW}(?:[^\s.]+\s)*?(?![\d.]+\s?%)[^\s.]*[가-힣A-Za-z)](?:을|를|으로|로|만)\s"
    r"(?:쓰|씁|써|쓴|썼|사용|적용|넣|붙|달|답|단\s|채|택|이용|씌|담|끼|깔|올)(?!\S*지\s?않)"
)
BACK = re.compile(  # "예전에는 판테놀을 안 썼지만 지금은 씁니다"
    rf"(?:을|를|이|가|은|는|도)?\s(?:안\s\S+?|[^\s.,]*지\s?(?:않|못)\S*?|없\S*?|못\s\S+?)(?:으나|는데|지만|다가),?\s(?P<now>{NOW})[^.]*$"
)
DENIED = re.compile(r"(?<![가-힣])(?:안|못)\s|지\s?(?:않|못)|없|빼|뺐|제외|대신")
FINITE = re.compile(r"[가-힣](?:고|며|서|으나|는데|지만|다가),?\s")
SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


def plain(after: str) -> str:
    """What stands after a thing in its clause, without what only says how wholly, or of what else too."""
    after = EITHER.sub("", NESTED.sub("", OR_ANY.sub("은", after)), count=1)
    return WHOLLY.sub("", after)


def given_up(text: str, start: int, end: int) -> bool:
    """Whether a thing is said to have been there and to be no more: "예전에는 필름을 붙였으나 없앴고"."""
    after = _rest(text, end)
    if GIVEN_UP.match(after):
        return True
    if not _of_the_past(text, start):
        return False  # before a pattern is made for these very words
    again = rf"(?:을|를|이|가|은|는)\s[^.]*?{ENDED},?\s[^.]*?{re.escape(text[start:end])}(?:을|를|은|는|이|가)?\s?(?:없|{NO_MORE})"
    return bool(PAST.match(after) or re.match(again, after))


def taken_up(text: str, start: int, end: int) -> bool:
    """Whether a thing is said not to have been there before, and to be there now."""
    after = BACK.match(_rest(text, end)) if _of_the_past(text, start) else None
    return bool(after) and not DENIED.search(after[0].rpartition(after["now"])[2])


def _rest(text: str, end: int) -> str:
    stop = SENTENCE_END.search(text, end)
    return text[end : stop.start() if stop else len(text)]


def _of_the_past(text: str, start: int) -> bool:
    """Whether what stands before a thing in its sentence says that this was before."""
    if not BEFORE.search(text):
        return False
    begin = max((m.end() for m in SENTENCE_END.finditer(text, 0, start)), default=0)
    before = max(BEFORE.finditer(text, begin, start), key=lambda m: m.end(), default=None)
    return before is not None and not FINITE.search(text[before.end() : start])
