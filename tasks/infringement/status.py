"""What becomes of the words of a product description: said to be used, left out or undecided."""

from __future__ import annotations

import re

USED, LEFT_OUT, UNDECIDED = "used", "left out", "undecided"
OUT = re.compile(
    r"넣지\s*(?:는\s*)?않|사용\s*하?지\s*(?:는\s*)?않|쓰지\s*(?:는\s*)?않|들어\s*가지\s*(?:는\s*)?않|(?:포함|함유|첨가|배합|적용|탑재|구비|장착|채용|채택|설치|"
    r"내장|구성)(?:하|되)?(?:어\s*있|고\s*있)?지\s*(?:는\s*)?않|(?:제공|지원|구현|실행|수행|측정|감지|저장|전송|표시|이용|활용|도입|형성|연결|처리|생성|추천|출력|제어|"
    r"진행)\s*하?지\s*(?:는\s*)?않|있지\s*(?:는\s*)?않|"
    r"(?:사용|첨가|포함|함유|배합|적용|채용|채택|탑재|장착|설치|투입|이용|제공|지원|구비|추가)(?:은|을|도)?\s*안\s*(?:했|하|한|해|함|합|된|되|돼|됐|됨)|"
    r"(?:안|전혀)\s*(?:안\s*)?(?:썼|쓰|써|씁|쓴|씀|넣|들어|사용|포함|첨가|달|씀)|뺐|뺀|빼고|빼고서|빼기로|빼려|뺄|배제|제외|무첨가|미첨가|미함유|미사용|비함유|무함유|프리(?=\s*(?:제품|인\s|로\s|"
    r"예요|에요|이에요|입니다|처방|포뮬러|[.,]|$))|없이|(?<!수\s)(?<!수)없(?:다|어|습|는|고|음|이|으[며나므니]|지만|네)|아니(?:라|고|에요|다|며|므로|었)|아님|아닙|아닌(?!가|지)|아냐|"
    r"대신|-?free\b|(?:is|are|was|were) not (?:used|included|present)|(?:is|are) (?:excluded|omitted|absent)|없앴|없앤|없앰|제거(?:했|하|"
    r"한)|생략|불포함|미포함|미적용|미탑재|미장착|"
    r"빠졌|빠진|빠져\s*있|빠짐|빠집|덜어\s?냈|걷어\s?냈|들어\s*있지\s*(?:는\s*)?않|배합\s*(?:안|금지)|미배합|미채택|미채용|비탑재|비장착|"
    r"(?<![\d.])0\s?(?:%|퍼센트|중량%|ppm)|(?<![가-힣])제로(?=[\s,.]|$)|않(?:은|는|고|았|습)\s*상태|"
    r"(?:넣은|쓴|사용한)\s*적\s*(?:이\s*)?없"
)
OPEN_QUESTION = re.compile(
    r"미정|공개하지\s*(?:는\s*)?않|밝히지\s*(?:는\s*)?않|알려\s*(?:주지|드리)|대외비|(?<![가-힣])정하지\s*(?:못|않)|못\s*정|"
    r"(?<![가-힣])안\s+정|정해지지|확정\s*(?:안|되지|하지|전)|확정이?\s*안|미확정|기밀(?!성|\s*유지|\s*시험)|비공개|영업\s*비밀|검토\s*중|조정\s*중|"
    r"공개\s*(?:하기|할\s*수)|밝힐\s*수|밝히기|말씀드리기|고민(?=\s*(?:중|하|해|입니다|이에요|이야|됩|되|돼|스|$))|모르(?!타르|핀|몰)|미공개|비밀(?!번호|\s*(?:키|통신|정보))|협의\s*중|테스트\s*중|"
    r"정할\s*예정|undecided|confidential|not (?:yet )?(?:decided|disclosed)|\bsecret\b|to be determined|TBD|"
    r"알\s*수\s*없|공개\s*불가|논의\s*중|결정\s*(?:안|전|되지|하지)"
)
BESIDE = re.compile(r"대신|없이|없는|무첨가|미첨가|무함유|비함유|프리|제외|-?free")
NOT_DONE = re.compile(
    # 바코드는 안 읽어요
    r"(?:은|는|이|가|을|를|도)\s*(?:(?:따로|별도로|전혀|직접|일절|아예)\s*)?안\s+(?!에|쪽|으로|쓸|넣을|\S*(?:게|도록)(?:\s|$))[가-힣]|"
    r"(?:은|는|이|가|을|를|도)?\s*(?:(?:따로|별도로|전혀|직접|일절)\s*)?[가-힣]{1,5}지\s*(?:는|도)?\s*(?:않|못)"
)  # 번호판은 인식하지 않습니다
SWAPPED = re.compile(  # "A는 B로 바꿨어요"
    r"\s*(?:은|는|을|를)\s[^.]*?[가-힣A-Za-z\d)](?:으로|로)\s*(?:바꿨|바꿔|바꾸었|바꾼|교체|대체|변경|치환|대신)(?!\S*\s*(?:예정|검토|고민))"
)
OF_ANOTHER = re.compile(r"\s?[^\s,][^,]*,[^,]*[가-힣A-Za-z)](?:은|는|도|만|쪽은)\s")  # "센서가 달린 청정기, 필터는 협의 중"
OBJECT = re.compile(r"\s?(?:을|를|은|는)\s+(?:\S+\s)?\S*[^\s게것건거](?:이|가)\s*")  # "솥을 IH가 아니라 열판으로" denies no 솥
WHERE = re.compile(  # "튜브에 열선은 없고"
    r"\s?(?:안|위|속|아래|내부|상부|하부|옆|끝|앞|뒤|표면)?에(?:는|도)?\s[^,]*[^\s게것건거](?:은|는|이|가|도|을|를)\s*"
)
BY_WHAT = re.compile(r"[가-힣A-Za-z\d)](?:으로|로)\s")  # "희생막을 인산으로 제거하고": a step that takes away what was there
OF_ITS_OWN = re.compile(  # "설정을 수신한 단말이 세기는 측정하지 않고" denies neither the 설정 nor the 단말
    r"(?:\s\S*[가-힣](?:한|하는|된|되는)\s.*\s|^(?:이|가)\s(?:.*\s)?)\S*[가-힣](?:은|는|을|를)\s*$"
)
TOPIC = re.compile(r"\s\S*[가-힣](?:은|는)\s+\S.*(?:이|가)\s*$")  # "강판, 가장자리는 암수가 아니라 볼트로" denies no 강판
FREE = re.compile(r"[\s-]?(?:프리|free)(?![가-힣A-Za-z])", re.I)  # 설페이트 프리 샴푸
REGARDLESS = re.compile(r"(?:와|과|랑|이랑|하고|에)?(?:는|도)?\s?(?:무관하|무관한|관계\s?없|상관\s?없|구애받지\s?않)")  # "탁도와 상관없이"
DONE_INSTEAD = re.compile(r"(?:을|를|에|에서|으로|로)\s\S*[가-힣]는\s대신\s")  # "플레이트에 붙이는 대신"
AS_IT_WAS = re.compile(r"(?:은|는|을|를|이|가)\s(?:항상\s|늘\s)?그대로\s?(?:두|둔|둡|유지|놔)")  # "회전수는 그대로 두고"
AHEAD = re.compile(
    r"(?:without|\bno|free (?:of|from)|not (?:contain|use|include|have)(?:ing)?|instead of|excluding)\s+(?:an?\s+|"
    r"any\s+|the\s+)?(?:[\w-]+\s+)?$",
    re.I,
)  # says it of the word next to it only


def status_of(text: str, start: int, end: int, clause: tuple[int, int]) -> str:
    """What the clause says of the words at `start:end`."""
    after = text[end : clause[1]]
    if undone := NOT_DONE.match(after):
        return UNDECIDED if OPEN_QUESTION.search(undone[0]) or OPEN_QUESTION.match(after.lstrip("은는이가도을를 ")) else LEFT_OUT
    if end - start > 1 and re.search(r"(?<![가-힣])(?:무|논)\s?$", text[clause[0] : start]):
        return LEFT_OUT  # 무암모니아 염색약
    if SWAPPED.match(after) or REGARDLESS.match(after) or DONE_INSTEAD.match(after) or AS_IT_WAS.match(after):
        return LEFT_OUT
    if FREE.match(after) or AHEAD.search(text[clause[0] : start]):
        return LEFT_OUT
    used = re.search(
        r"(?:넣|섞|혼합한|혼합하|조합한|만든|만들|배합|쓰는|채용|채택|사용한|사용하여|사용했|함유한|함유된|함유하|함유(?=\s[가-힣])|"
        r"포함한|포함하(?:는|고|여)|포함된|들어간|들어있|들어\s있|쓴|썼|적용한|배합한|배합했|탑재|장착한|이용)"
        r"(?!\S*(?:지\s*않|지\s*못|[을를]?지(?:는|도|를)?(?:\s|$)|까(?:\s|$)|\s(?:게|것이|건)\s*아니))",
        after,
    )
    out = OUT.search(after)
    if out and BESIDE.match(out[0]) and re.match(r"[^,]*[^,\s은는이가을를와과][^,]*,", after[: out.start()]):
        out = None  # "A 1% 크림, B 무첨가" says it of B
    if out and BESIDE.match(out[0]) and re.search(r"(?:을|를|에|에는|에도|으로|로)\s|^(?:은|는)\s+\S", after[: out.start()]):
        out = None
    if out and out[0].startswith(("아니", "아닌")) and (
        OBJECT.fullmatch(after[: out.start()]) or TOPIC.search(after[: out.start()])
    ):
        out = None
    if out and WHERE.fullmatch(after[: out.start()]):
        out = None
    if out and out[0].startswith("제거") and BY_WHAT.search(text[clause[0] : end + out.start()]):
        out = None
    if out and out[0].endswith("않") and OF_ITS_OWN.search(after[: out.start()]):
        out = None
    if out and (OF_ANOTHER.match(after[: out.start()]) or out[0].startswith("0") and "," in after[: out.start()]):
        out = None  # "A 70%, B 0%"
    if out and (not used or out.start() < used.start() or out.start() == used.start()):
        return LEFT_OUT
    question = OPEN_QUESTION.search(after)
    if question and OF_ANOTHER.match(after[: question.start()]):
        question = None
    if question and (not used or question.start() < used.start()):
        return UNDECIDED
    return USED
