"""What becomes of the words of a product description: said to be used, left out or undecided."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.infringement.affirmed import NOT_BY_IT, WHETHER, affirmed
from tasks.infringement.because import ONLY_ADVERBS, left_out, told_after
from tasks.infringement.plain import given_up, plain, taken_up
from tasks.infringement.reach import OF_ANOTHER, denies_another

USED, LEFT_OUT, UNDECIDED = "used", "left out", "undecided"
_NO_ADVERB = r"(?<!빠짐)(?<!끊임)(?<!어김)(?<!변함)(?<!상관)(?<!상관\s)(?<!관계)(?<!관계\s)"  # 빠짐없이, 상관없이
OUT = re.compile(
    r"넣지\s*(?:는\s*)?않|사용\s*하?지\s*(?:는\s*)?않|쓰지\s*(?:는\s*)?않|들어\s*가지\s*(?:는\s*)?않|(?:포함|함유|첨가|배합|적용|탑재|구비|장착|채용|채택|설치|"
    r"내장|구성)(?:하|되)?(?:어\s*있|고\s*있)?지\s*(?:는\s*)?않|(?:제공|지원|구현|실행|수행|측정|감지|저장|전송|표시|이용|활용|도입|형성|연결|처리|생성|추천|출력|제어|"
    r"진행)\s*하?지\s*(?:는\s*)?않|있지\s*(?:는\s*)?않|"
    r"(?:사용|첨가|포함|함유|배합|적용|채용|채택|탑재|장착|설치|투입|이용|제공|지원|구비|추가)(?:은|을|도)?\s*안\s*(?:했|하|한|해|함|합|된|되|돼|됐|됨)|"
    r"(?<![가-힣])못\s*(?:쓰게|써서|넣게|넣어서)|(?:안|전혀)\s*(?:안\s*)?(?:썼|쓰|써|씁|쓴|씀|넣|들어|사용|포함|첨가|달|씀)|뺐|뺀|빼\s?[놓뒀둔두]|빼고|빼고서|빼기로|빼려|뺄|배제|제외|무첨가|미첨가|미함유|미사용|비함유|무함유|불검출|"
    r"프리(?=\s*(?:제품|인\s|로\s|예요|에요|이에요|입니다|처방|포뮬러|[.,]|$))|"
    rf"{_NO_ADVERB}없이|(?<!수\s)(?<!수){_NO_ADVERB}없(?:다|어|습|는|고|음|이|으[며나므니]|지만|네)|아니(?:라|고|에요|다|며|므로|었)|아님|아닙|아닌(?!가|지)|아냐|"
    r"(?<!지\s)말고(?!도|는)|대신|"
    r"-?free\b|(?:is|are|was|were) not (?:used|included|present)|(?:is|are) (?:excluded|omitted|absent)|"
    r"없앴|없앤|없앰|없애(?:고|며|버|\s버|기로)|"
    r"삭제(?:했|하|한|됐|됨)|제거(?:했|하|"
    r"한)|포기(?:했|하고|한)|(?:쓸|사용할)\s수\s?(?:가|는|도)?\s?없어|(?:넣을|첨가할|배합할|탑재할|장착할|포함할)\s수\s?(?:가|는|도)?\s?없|삭제(?=\s*[).,]|\s*$)|생략|불포함|미포함|미적용|미탑재|미장착|無|"
    r"빠졌|빠진|빠져\s*있|빠짐(?!없)|빠집|(?:덜어|걷어|들어|도려)\s?(?:냈|낸|내고|내며|내\s?버)|떼어\s?(?:냈|낸(?!\s?(?:뒤|후|다음|면|상태)))|(?:빼|없애|지워|떼)\s?(?:버[렸린림리]|[두놓]었|놨|뒀)|"
    r"(?:처방|배합|설계|구성|목록|레시피|도면|사양|라인업)에서\s?(?:는\s)?(?:\S+\s)?지[웠운워]|들어\s*있지\s*(?:는\s*)?않|배합\s*(?:안|금지)|미배합|미채택|미채용|비탑재|비장착|"
    r"(?:^\s?|(?<=[가-힣A-Za-z]\s))0(?=\s*(?:[,)]|\.(?!\d))|\s*$)|(?<![\d.])0\s?(?:%|퍼센트|중량%|ppm)|(?<![가-힣])제로(?=[\s,.]|$)|않(?:은|는|고|았|습)\s*상태|"
    r"(?:넣은|쓴|사용한)\s*적\s*(?:이\s*)?없|"
    # as tables and notes put it: "도포 = 미실시", "MSG X", "SC-2는 skip"
    r"[미불](?:사용|적용|첨가|포함|함유|탑재|장착|채용|채택|배합|도포|처리|지원|설치|부착|구비|제공|실시|진행|수행|반영|투입|도입|시행|도금|연결)(?=\s*[,.)]|\s*$)|"
    r"(?<=\s)(?:X|✕|×|NO|No|skip|SKIP)(?=\s*[,.)]|\s*$)|뺍니다|뺌|폐지(?=\s*[,.)했하함됐된]|\s*$)|(?<=\s)대체[품재]"
)
# "탈크를 포함한 판상 필러는 배합하지 않습니다", "필름 같은 건 안 쓰고": of what follows, and of this
INCLUDING = re.compile(
    r"^(?:(?:을|를)\s(?:포함한|비롯한|포함해|비롯해)|\s같은\s(?:건|것은|거는|것도|것을|걸))\s(?=[^,.]{2,40}(?:않|안\s|못|없|빼|뺐|제외|배제))"
)
# "원가 때문에", "알러지 이슈로", "이번 버전에서": why or when, which stands between a thing and what becomes of it
CAUSE = re.compile(
    r"(?<=[가-힣A-Za-z\d)]\s)(?:[^\s,.]+\s){0,2}?[^\s,.]*(?:이슈|문제|이유|관계|부담|부족|우려|사정|차원|탓|때문|한계)(?:으로|로|에|에서)\s"
    r"|(?<=[가-힣]\s)[가-힣]{2,8}(?:이라서|이라)\s|(?<=[가-힣]\s)이번\s?(?:배치|버전|모델|설계|처방|시안|차수|출시|제품)?(?:에서는|에서|에는|에선|엔|에)?\s"
)
# what is asked of a thing: of its amounts by what they measure, or what kind of thing it is
AMOUNTS_OF = {
    "share": r"함량|함유량|농도|비율|배합비|배합비율|혼합비|배합량|첨가량|투입량|사용량|용량|양|비중|퍼센트",
    "time": r"기간|시간|주기|간격|일수",
    "temperature": r"온도",
    "length": r"두께|입경|입도|크기|직경|길이|폭|굵기|입자\s?크기",
    "other": r"횟수|회수|압력|속도|회전수|점도|분자량|파장|강도|경도|출력|전압|무게|중량",
}
KIND_OF = (
    r"종류|성분명|물질명|원료명|품목|품종|형식|방식|방법|타입|재질|소재|구조|구성|조성|원리|지표|기준|수단|알고리즘|로직|약제|정체|제형"
)
ATTRIBUTE = rf"(?:{'|'.join(AMOUNTS_OF.values())}|{KIND_OF})"
PAPERS = (
    r"자료|스펙|사양서?|설명서|문서|데이터\s?시트|카탈로그|홈페이지|명세서?|성적서|상세\s?페이지|라벨|도면|소개서|메뉴얼|매뉴얼|성분표|문헌|시트|보고서"
)
ASKER = r"(?:(?!\S*(?:을|를)\s)\S*(?:팀|사|처|업체|공장|부서|측|쪽|사에|처에|업체에|공장에|팀에|부서에|측에|쪽에)(?:서|에서)?)"
DOING = "".join(chr(0xAC00 + 28 * i + 4) for i in range(399))  # a syllable that ends in ㄴ, as verbs do before a noun
DRAFT = r"(?:안|시안|버전|도안|샘플|시제품|구조|처방)"
OPEN_QUESTION = re.compile(
    r"미정|공개하지\s*(?:는\s*)?않|밝히지\s*(?:는\s*)?않|알려\s*(?:주지|드리)|대외비|(?<![가-힣])정하지\s*(?:못|않)|못\s*정|"
    r"(?<![가-힣])안\s+정|정해지지|확정\s*(?:안|되지|하지|전)|확정이?\s*안|미확정|기밀(?!성|형|식|\s*(?:유지|시험|구조|용기|밀봉|부재|캡|커버|덮개|상태|포장))|비공개|영업\s*비밀|검토\s*중|조정\s*중|"
    r"공개\s*(?:하기|할\s*수)|밝힐\s*수|밝히기|말씀드리기|고민(?=\s*(?:중|하(?!다)|해|입니다|이에요|이야|됩|되|돼|스|$))|"
    r"모르(?!타르|핀|몰|게)|(?:(?<![가-힣])|잘)모(?:[릅른름]|를(?=\s|$))|(?<![가-힣])몰라(?=요|서|[\s.,]|$)|미공개|비밀(?!번호|\s*(?:키|통신|정보))|협의\s*중|테스트\s*중|"
    r"정할\s*예정|보류|(?:회신|답변|승인|결과)\s?대기|고려\s?중|(?:얘기|이야기|상의|의논|비교|저울질|고심|선정)\s?중|고르는\s?중|결정(?:을)?\s*못|논의\s?예정|"
    r"(?:회신|실험|시험|결과|승인|검토|평가|견적|협의|상담)(?:을|를|이|가)?\s?(?:보고|후에?|뒤에?|나오면|따라|오면)\s(?:결정|판단|선택|정)|"
    r"(?:수치|값|데이터|자료|정보|성적서|기록|스펙)(?:가|이|은|는|도)?\s(?:(?:아직|따로|별도로|전혀)\s)?(?:없(?=다|어|습|음|네|고\s|는데|지만)|안\s?나[왔와옴])|"
    r"undecided|confidential|not (?:yet )?(?:decided|disclosed)|\bsecret\b|to be determined|TBD|"
    rf"(?P<whether>{WHETHER}\s+)(?:아직|생각\s*중|반반|갈팡|저울질|의논|\S+(?:이|가|에서|께서)\s(?:정하|정합|정해|결정|선택|고르|고릅|골라))|"
    r"알\s*수\s*없|공개\s*불가|논의\s*중|결정\s*(?:안|전|되지|하지)|"
    # not told where it would be
    rf"(?:{PAPERS})(?:에|엔|에는|에도|에선|에서는|로는|만으로는)\s?(?:(?:아직|따로|별도로|전혀)\s)?(?:없|안\s*(?:나|적|써|쓰)|나와\s*있지|빠져|있다고|미기재)|"
    r"(?:적혀|나와|기재되어|기재돼|표시되어|명시되어|안내되어|써)\s*있지\s*(?:는\s*)?않|안\s*(?:나와|적혀|써)\s?있|"
    r"(?:기재|표기|명시|언급|설명)(?:가|이|은|는|도)?\s*(?:없(?!으면|을)|되지\s*않|안\s*(?:되|돼|됐|된))|미기재|미표기|미상|"
    r"안\s*(?:알려|밝혀|가르쳐|일러|말해)|가르쳐\s?주지\s?(?:는\s)?(?:않|못)|못\s*(?:들었|들은|받았|받음)|들은\s*바\s*없|"
    rf"(?:{PAPERS})(?:을|를|은|는|도)?\s?(?:(?:따로|아직|별도로|전혀)\s)*(?:(?:안|못)\s?(?:줬|주|준|받|보내|공유)|(?:주|받)지\s?(?:않|못))|"
    rf"(?:{PAPERS}|여기|글|메모|발표)(?:의)?\s?(?:(?:서술|기재|설명|대상)\s?)?범위(?:를|에서)?\s?(?:밖|벗어|아님|아니)|"
    rf"(?:{PAPERS}|여기|이번|글|메모|발표)(?:에|에서|에는|에서는|에선)\s(?:[^\s.]+\s)?(?:다루|기술하|설명하|서술하|기재하|적|언급하|논하)지\s?(?:는\s)?않|"
    # two that are held against each other
    r"(?:두|세|네|여러|2|3|4)\s?(?:가지\s|개\s|개의\s)?(?:안|방안|후보|시안|방식|타입|설계안?|구조)(?:을|를|이|가)?\s?(?:(?:모두|다|함께|나란히|동시에|놓고|두고|가지고|아직|지금|현재)\s)*"
    r"(?:비교|시험|검토|저울질|테스트|평가|검증|경합)(?:\s?(?:시험|평가|실험|검토|검증|테스트))?(?:을|를)?\s?(?:중|하고\s있|하는\s중|단계)|"
    rf"[가-힣]*[{DOING}]\s{DRAFT}(?:과|와|이랑|하고)\s(?:\S+\s)?[가-힣]*[{DOING}]\s{DRAFT}[을를이]?\s(?:[^\s.,]+\s)*?"
    r"(?:비교|시험|검토|저울질|테스트|평가|검증)|"
    # to be asked or measured
    r"(?:확인|문의|여쭤|물어|측정|재|시험|조사)(?:해|을\s*해)?\s?봐야|확인이?\s*(?:필요(?=합|해요|함|[.)]|$)|안\s*(?:됨|됐|된|되|돼))|확인되지|"
    r"확인하지\s*못|미확인|(?:문의|질의|의뢰)(?:해|를)?\s*(?:둔|두었|놓|한\s상태|중)|(?:측정|확인|분석|시험|공개|파악)\s*전(?=이|입|[.,)]|$)|미측정|"
    r"(?:측정|확인|분석|시험|계산)(?:은|을|도)?\s*(?:아직\s*)?(?:안|못)\s*(?:했|해|한|됐|된)|(?:안|못)\s*(?:재\s?봤|쟀|재\s?봄)|"
    r"(?:추후|나중에|차후|향후|이후에?|때|\s뒤에?)\s*(?:확정|결정|정하|정할|정해|고르|고를|공개)|(?:확정|결정)\s*예정|"
    r"(?:측정|확인|분석|시험|평가|결정|선정)(?:은|는|을|를)?\s[^.,]{0,24}?(?:할|될|하기로\s한|받을|맡길|보낼)\s?(?:예정|계획)|"
    # left to somebody, or still being worked out
    r"(?:두|세|네|몇|여러|[2-4])\s?(?:가지\s?)?(?:안|후보|방식|방안|시안)(?:을|를)?\s?(?:놓고|두고|가지고)\s|"
    rf"재량|(?P<of>{ATTRIBUTE}(?:은|는|이|가|도)\s+)(?:\S+마다|\S+별로|\S+에\s*따라)\s*(?:다르|다름|다릅|달라|바뀌|제각각|상이)|"
    rf"(?P<at>(?:{ATTRIBUTE}|여부|지)(?:은|는|이|가|도|를|을)?\s+)(?:(?:아직|현재|계속|지금|{ASKER})\s)*"
    r"(?:설계|기획|구상|최적화|선정|조율|실험|비교|확인|문의|조사|측정|개발|연구|시험)\s*중|최적화\s*중이라"
)
NOT_DONE = re.compile(
    # 바코드는 안 읽어요
    r"(?:은|는|이|가|을|를|도)\s*(?:(?:따로|별도로|전혀|직접|일절|아예)\s*)?안\s+(?!에|쪽|으로|쓸|넣을|\S*(?:게|도록)(?:\s|$))[가-힣]|"
    r"(?:은|는|이|가|을|를|도|(?:하고|와|과|랑|이랑)(?:는|도))?\s*(?:(?:따로|별도로|전혀|직접|일절)\s*)?[가-힣]{1,5}지\s*(?:는|도)?\s*(?:않|못)|"
    r"\s?[:=：]\s?(?:none|nil|n/?a|absent|not (?:used|added|included|applied)|free|없음|무|불포함|해당\s?없음)(?=\s*[,.;/)(]|\s*$)",
    re.I,
)  # 번호판은 인식하지 않습니다
SWAPPED = re.compile(  # "A는 B로 바꿨어요"
    r"\s*(?:은|는|을|를|만|만을|만은)\s[^.]*?[가-힣A-Za-z\d)](?:으로|로)\s*(?:바꿨|바꿔|바꾸었|바꾼|바꿈|바뀌었|갈음|갈아탔|갈아타|교체|대체|변경|(?<!가스로\s)(?<!질소로\s)치환|대신)(?!\S*\s*(?:예정|검토|고민))"
)
UNLIKE = re.compile(  # "비오틴을 넣던 기존 제품과 달리"
    r"(?:을|를)\s(?:넣던|넣은|쓰던|쓰는|쓴|사용하던|사용하는|사용한)\s(?:기존|종래|이전|과거|타사|시중)\S*(?:\s\S+){0,2}?(?:과|와)(?:는)?\s(?:달리|다르게)"
)
IN_ITS_PLACE = re.compile(r"\s?(?:의\s)?자리(?:에|에는|엔|는|를)\s(?!있|놓)")  # "비오틴 자리에 판토텐산을 넣고"
ASKS = re.compile(rf"[^.,]{{0,8}}?{WHETHER}")  # "뺄지 남길지", "안 들어갔는지는"
DETAIL = re.compile(  # "크림을 50 mL로 낼지", "판테놀을 얼마나 넣을지": only that is open
    r"[^.()]{0,30}?(?:을|를|은|는)\s(?:(?P<much>[\d.]+\s?%\S*|얼마나|얼마만큼|몇\s?(?:%|퍼센트|프로|g|그램|mg)\S*)|[\d.]+\s?\S+(?:로|씩)|몇\s?\S+|언제|"
    rf"어디\S*)\s(?:\S+\s)?\S*?{WHETHER}"
)
FREE = re.compile(r"(?:[\s-]?(?:프리|free)|리스|-?less)(?![가-힣A-Za-z])", re.I)  # 설페이트 프리 샴푸, 팬리스
REGARDLESS = re.compile(r"(?:와|과|랑|이랑|하고|에)?(?:는|도)?\s?(?:무관하|무관한|관계\s?없|상관\s?없|구애받지\s?않)")  # "탁도와 상관없이"
DONE_INSTEAD = re.compile(r"(?:을|를|에|에서|으로|로)\s\S*[가-힣]는\s대신\s")  # "플레이트에 붙이는 대신"
AS_IT_WAS = re.compile(r"(?:은|는|을|를|이|가)\s(?:항상\s|늘\s)?그대로\s?(?:두|둔|둡|유지|놔)")  # "회전수는 그대로 두고"
# what can be changed by degrees: a 감속기 that is left as it was is there
MEASURED = re.compile(rf"(?:{'|'.join(AMOUNTS_OF.values())}|수|율|률|도|력|량|압|류|값|[세밝]기|[높깊]이|자세|위치|방향|설정|모드)$")
AHEAD = re.compile(
    r"(?:without|\bno|free (?:of|from)|not (?:contain|use|include|have)(?:ing)?|instead of|excluding)\s+(?:an?\s+|"
    r"any\s+|the\s+)?(?:[\w-]+\s+)?$",
    re.I,
)  # says it of the word next to it only


@dataclass(frozen=True)
class Question:
    """Where a text says that something is open: the words that say so, without what they say it of."""

    start: int
    end: int


def question_in(text: str) -> Question | None:
    found = OPEN_QUESTION.search(text)
    return Question(max(found.start(), *(found.end(g) for g in ("of", "at", "whether"))), found.end()) if found else None


def speaks(text: str) -> bool:
    """Whether what stands in brackets says what becomes of something."""
    return bool(OUT.search(text) or question_in(text))


BRACKET = re.compile(r"\(([^()]*)(?:\)|$)")
APART = re.compile(r"[,;→/]")
ASKED = re.compile(
    rf"(?P<what>{ATTRIBUTE})(?:은|는|이|가|도|을|를|까지는?)?\s*"
    r"(?:(?:아직|현재|거래처|공급처|원료사|정확히|업체|회사)\s*)*$"
    rf"|(?P<of>{ATTRIBUTE})(?:은|는|까지는)\s+(?:(?!\S*(?:을|를|은|는)\s)[^\s,.]+\s+){{1,5}}$"
)
# "염은 무슨 종류인지": there is one
WHICH = re.compile(
    rf"(?:은|는|이|가|을|를)\s(?:\S+\s)?(?:(?:무슨|어떤|어느)\s\S*?|뭔|뭐|뭘로|무엇|무엇으로|어떤)\s?\S*?(?<!넣을)(?<!쓸)(?<!쓰는){WHETHER}"
)
ITS_OWN = re.compile(rf"\s*(?:구체\s?|구체적인\s|정확한\s|세부\s)?(?:{ATTRIBUTE}|몇|얼마|어떤|무슨|뭘|\S*[인일]지)")
OTHER_WORDS = re.compile(r"[가-힣](?:을|를|에|에서|으로|로|은|는|이|가|의)\s")


def status_of(text: str, start: int, end: int, clause: tuple[int, int]) -> tuple[str, str]:
    """What the clause says of the words at `start:end`; and, where the thing is used but something of it is not told, what
    that is: a group of AMOUNTS_OF, or "kind"."""
    after = text[end : clause[1]]
    before = text[clause[0] : start]
    if before.count("(") > before.count(")"):  # a bracket that says something of its own says it of what is in it
        within = after.partition(")")[0]
        if _one_of(before, text[start:end], within):
            return UNDECIDED, ""
        after = within if OUT.search(within) or OPEN_QUESTION.search(within) else after.replace(")", "", 1)
    elif found := _in_brackets(after):
        return found
    if given_up(text, start, end):
        return LEFT_OUT, ""
    if taken_up(text, start, end):
        return USED, ""
    after = plain(INCLUDING.sub(" ", CAUSE.sub("", affirmed(BRACKET.sub("", after)))))
    status, question = _said(after, before, text[start:end])
    if status == USED and (rest := told_after(text, end, clause[1])) is not None:
        if left_out(rest):
            return LEFT_OUT, ""
        if (told := question_in(rest)) and ONLY_ADVERBS.fullmatch(rest[: told.start]):
            status, question = UNDECIDED, len(after)
    if status == UNDECIDED and (asked := ASKED.search(after[:question])):
        return USED, asked_of(asked["what"] or asked["of"])
    if status == UNDECIDED and WHICH.match(after):
        return USED, "kind"
    if status == UNDECIDED and (detail := DETAIL.match(after)):
        return USED, "share" if detail["much"] else ""
    return status, ""


ONE_OR_OTHER = re.compile(r"(?<![A-Za-z])(?:vs|or)(?![A-Za-z])|또는|혹은|아니면")


def _one_of(before: str, word: str, within: str) -> bool:
    """ "커플러는 미확정(A vs. B)": what stands in brackets after what is open is one of several that it may be."""
    ahead, _, inside = before.rpartition("(")
    question = question_in(ahead)
    return bool(question and ONE_OR_OTHER.search(inside + word + within)) and not ahead[question.end :].strip(" 중임")


def asked_of(attribute: str) -> str:
    """The group that a word like 함량 or 종류 belongs to."""
    return next((group for group, said in AMOUNTS_OF.items() if re.fullmatch(said, attribute)), "kind")


HOW = re.compile(r"어떤|어떻게|무슨|무엇|뭘|뭐|얼마|몇|어디|언제|누가|어느")
HOW_DONE = re.compile(rf"(?:지|{KIND_OF}|주기|조건|여부|시점|대상)(?:까지)?(?:은|는|이|가|도|를|을)?\s*(?:(?:아직|현재)\s*)?$|\($")


def asked_in(text: str, parts: list[tuple[int, int]], i: int, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The stretch of the `i`-th clause that asks how something is done or of what, with the clauses before that ask with
    it: "어떤 기준으로 빔을 고르고 그다음 뭘 보낼지는 아직 정하지 않았어요"."""
    begin, end = span
    said = text[begin:end]
    question = question_in(said)
    if question is None or not (HOW.search(said) or HOW_DONE.search(said[: question.start]) or "(" in said):
        return []
    commas = [m.end() for m in re.finditer(r"(?<!지),\s", said[: question.start])]
    begin += commas[-1] if commas else 0
    while i and begin == parts[i][0] and HOW.search(before := text[slice(*parts[i - 1])]) and before.rstrip().endswith("고"):
        i -= 1
        begin = parts[i][0]
    return [(begin, end)]


def _in_brackets(after: str) -> tuple[str, str] | None:
    """ "에탄올(무첨가)", "발효(기간은 미정)": what stands in brackets right after the words is said of them."""
    for bracket in BRACKET.finditer(after):
        gap, said = after[: bracket.start()], bracket[1]
        own = re.match(r"(?:은|는|이|가|을|를|도|에|엔|와|과|로|으로)?\s?", gap)[0]
        if APART.search(gap):
            return None
        if OUT.match(affirmed(said.strip())) and not gap[len(own) :].strip():
            return LEFT_OUT, ""
        if not (question := question_in(said)):
            continue
        other = OTHER_WORDS.search(gap[len(own) :])
        if asked := ASKED.search(said[: question.start]) or ITS_OWN.match(said):
            group = asked_of(asked["what"] or asked["of"]) if asked.re is ASKED else "kind"
            if ITS_OWN.match(said) and (group != "kind" or not other):
                return USED, group
        elif question.start == 0 and (not other or own.startswith(("은", "는"))):
            return UNDECIDED, ""
    return None


IS_USED = re.compile(
    r"(?:넣|섞|혼합한|혼합하|조합한|만든|만들|배합|쓰는|채용|채택|사용한|사용하여|사용했|함유한|함유된|함유하|함유(?=\s[가-힣])|"
    r"포함한|포함하(?:는|고|여)|포함된|들어간|들어있|들어\s있|쓴|썼|적용한|배합한|배합했|탑재|장착한|이용|"
    r"(?<![가-힣])(?:든|담은|담긴|갖춘|달린|푼|녹인|섞은|채운|바른|입힌|붙인|덮은|올린|끼운|감은|씌운)(?=\s)|"
    r"확정(?=[,\s]|했|됐|된|이고|입니|이며)(?!\s*(?:안|전|예정|이?\s*안)))"
    r"(?!\S*(?:\s?여부|을?\s수\s?(?:가|는|도)?\s?없|지\s*않|지\s*못|[을를]?지(?:는|도|를)?(?:\s|$)|까(?:\s|$)|\s(?:게|것이|건)\s*아니))"
)


def _said(after: str, before: str, word: str) -> tuple[str, int]:
    """(status, where the question begins) of words, by what stands `before` and `after` them."""
    question = question_in(after)
    asks = question.start if question else len(after)
    if undone := NOT_DONE.match(after):
        asked = OPEN_QUESTION.search(undone[0]) or OPEN_QUESTION.match(after.lstrip("은는이가도을를 "))
        return (UNDECIDED, asks) if asked else (LEFT_OUT, asks)
    if len(word) > 1 and re.search(r"(?<![가-힣])(?:무|논|노)\s?$", before):
        return LEFT_OUT, asks  # 무암모니아 염색약
    as_it_was = AS_IT_WAS.match(after) and MEASURED.search(word)
    if as_it_was or any(p.match(after) for p in (NOT_BY_IT, SWAPPED, IN_ITS_PLACE, UNLIKE, REGARDLESS, DONE_INSTEAD)):
        return LEFT_OUT, asks
    if FREE.match(after) or AHEAD.search(before):
        return LEFT_OUT, asks
    used = IS_USED.search(after)
    out = next((m for m in OUT.finditer(after) if not ASKS.match(after, m.start())), None)
    if out and question and any(q.start() <= out.start() < q.end() for q in OPEN_QUESTION.finditer(after)):
        out = None  # "자료에 없네요", "시험을 의뢰해 둔 상태라 수치가 없습니다"
    if out and denies_another(out, after, before + "_" * len(word)):
        out = None
    if out and (not used or out.start() <= used.start()):
        return LEFT_OUT, asks
    if question and not OF_ANOTHER.match(after[:asks]) and (not used or asks <= used.start()):
        return UNDECIDED, asks
    return USED, asks
