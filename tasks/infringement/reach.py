"""How far a denial reaches: whether it is said of the words before it, or of another thing named between."""

from __future__ import annotations

import re

BESIDE = re.compile(r"대신|말고|없이|없는|무첨가|미첨가|무함유|비함유|프리|제외|-?free")
OF_ANOTHER = re.compile(r"\s?[^\s,][^,]*,[^,]*[가-힣A-Za-z)](?:은|는|도|만|쪽은)\s")  # "센서가 달린 청정기, 필터는 협의 중"
OBJECT = re.compile(r"\s?(?:을|를|은|는)\s+(?:\S+\s)?\S*[^\s게것건거](?:이|가)\s*")  # "솥을 IH가 아니라 열판으로" denies no 솥
WHERE = re.compile(  # "튜브에 열선은 없고", "꿀 100 g에 생강은 넣지 않고"
    r"\s?(?:\d[\d.,]*\s?[^\s\d]{1,4}?)?(?:안|위|속|아래|내부|상부|하부|옆|끝|앞|뒤|표면)?에(?:는|도)?\s[^,]*[^\s게것건거](?:은|는|이|가|도|을|를)\s*"
)
BY_WHAT = re.compile(r"[가-힣A-Za-z\d)](?:으로|로)\s")  # "희생막을 인산으로 제거하고": a step that takes away what was there
TAKES_AWAY = re.compile(r"제거|없애|(?:덜어|걷어|들어|도려)\s?내")
OF_ITS_OWN = re.compile(  # "설정을 수신한 단말이 세기는 측정하지 않고" denies neither the 설정 nor the 단말
    r"(?:\s(?:\S*[가-힣](?:한|하는|되는)|\S*된|든)\s.*\s|^(?:이|가)\s(?:.*\s)?)\S*[가-힣](?:은|는|을|를)\s*$"
)
WHOLLY = r"(?:(?:일절|전혀|아예|따로|별도로|절대|더는|과감히|과감하게|모두|전부|싹|완전히)\s*)?$"
BESIDE_IT = r"(?:,\s*|\s+|(?:와|과|랑|이랑|하고|및)\s)[^.]*?\S(?:으로|로|로서)\s(?:\S+\s)*?"
USED_AS = rf"(?:{BESIDE_IT}|(?:으로|로|로서)\s(?:\S+\s)*?)"
# "A, B 린스로 C는 쓰지 않고" denies C alone, "A, B 린스로 유아에게는 쓰지 않고" nothing of what it is made of
OF_THE_WHOLE = re.compile(rf"{USED_AS}\S+[가-힣](?:은|는|을|를)\s*{WHOLLY}")
FOR_WHOM = re.compile(rf"{USED_AS}\S+(?:에게|한테|에|에서|용으로|용도로)(?:는|도)?\s*{WHOLLY}")
OF_USE = re.compile(r"쓰|사용|적용|이용|판매|(?<![가-힣])(?:안|못)\s")
FROM_IT = re.compile(r"제거|삭제|생략|없애|없앴|없앤|뺐|뺀|빼|(?:덜어|걷어|들어|떼어|도려)\s?내?[냈낸]?")
ANOTHER_OBJECT = re.compile(  # "마이크로 받은 소리에서 잡음을 걷어내고" takes away no 마이크
    rf"(?:\s[^\s,]+)?(?:으로|로|에서|에|의|이|가)\s(?:[^\s,]+\s)*?[^\s,]+[가-힣](?:을|를|은|는)\s*{WHOLLY}"
)
MOVED_OUT = re.compile(r"(?:은|는|을|를|이|가)\s\S+에서(?:는)?\s*")  # "집진기는 구성에서 제외하고"
COPULA = re.compile(r"(?:이)?라(?:서)?,?\s+\S.*(?:은|는|이|가)\s*$")  # "배터리라 전고체는 아닙니다" denies no 배터리
TOPIC = re.compile(r"\s\S*[가-힣](?:은|는)\s+\S.*(?:이|가)\s*$")  # "강판, 가장자리는 암수가 아니라 볼트로" denies no 강판
OWN_AMOUNT = re.compile(r"\s?\(?(?!0\s?%)\d[\d.~\s]*(?:%|중량\s?%|wt\s?%|w/w%|중량부|부|ppm|mg|g|mL|ml)\)?\s*,")
PLACE = re.compile(r"\S*(?:면|쪽|위|안|속|끝|단|측)에(?:는|도)?\s")  # "나일론의 한 면에 우레탄이 아닌 PTFE를" denies no 나일론

OWN_OBJECT = re.compile(  # "폐식용유를 여과해 고형물을 없애고" takes away no 폐식용유
    rf"(?:을|를)\s(?:[^\s,]+\s)*?[^\s,]*(?:[해하]여?|[가-힣]아|[가-힣]어|서|고|걸러|거쳐)\s"
    rf"(?:[^\s,]+\s)*?[^\s,]+[가-힣](?:을|를)\s*{WHOLLY}"
)
JOINED_BY_PLUS = re.compile(r"\+\s*_+$")  # "계면활성제는 A + B, C프리" denies no B
ITS_OBJECT = re.compile(r"(?:은|는)\s(?:[^\s,]+\s)*?[^\s,]+[가-힣](?:을|를)\s*$")  # "버튼은 스프링을 없애고"
OF_A_DEED = re.compile(  # "몸체를 들어 올리는 기능은 없습니다" denies no 몸체, "판테놀을 넣는 단계는 없습니다" a 판테놀
    r"(?:을|를|에|에서|으로|로)\s(?:[^\s,]+\s)*?(?!\S*(?:넣|쓰|사용|첨가|포함|투입|섞|배합|바르|뿌리|적용|다는|붙이|놓|두|설치|장착|얹|올려|덮|쓰이|들어가))"
    r"[가-힣]+는\s(?:기구|장치|기능|유닛|모듈|수단|로직|과정|단계|공정|작업|절차|설비|회로|부품|동작)(?:은|는|이|가|도)\s*$"
)
FREE_OF = re.compile(r"^-?free$", re.I)


def denies_another(out: re.Match, after: str, before: str) -> bool:
    """Whether a denial in what stands `after` some words is of another thing; `before`: what stands before them, and they."""
    between, said = after[: out.start()], out[0]
    if FREE_OF.search(said) and re.search(r"[A-Za-z]{2,}$", between) and not re.match(r"\s?(?:and|or|&|/)\s?", between):
        return True  # "body 결합, metal-free"
    if said.startswith("아") and _is_another(said, between):
        return True
    if (BESIDE.match(said) or said == "없음") and _beside(said, between):
        return True
    if said.startswith("없") and OF_A_DEED.match(between) or FROM_IT.match(said) and ITS_OBJECT.match(between):
        return True
    if said == "프리" and between.lstrip().startswith(",") and JOINED_BY_PLUS.search(before):
        return True
    if FROM_IT.match(said) and (ANOTHER_OBJECT.match(between) or OWN_OBJECT.match(between)):
        return True
    if TAKES_AWAY.match(said) and BY_WHAT.search(before + between):
        return True
    if OF_USE.match(said) and FOR_WHOM.match(between) or said.endswith("않") and OF_ITS_OWN.search(between):
        return True
    if said.startswith("0") and "," in between:  # "A 70%, B 0%"
        return True
    own = OWN_AMOUNT.match(after)
    if own and re.fullmatch(r"\s*\S+(?:\s\S+)?\s?", after[own.end() : out.start()]):
        return True  # "A 2%, B를 빼고"
    if said.startswith("말고") and PLACE.search(between):
        return True
    return bool(WHERE.fullmatch(between) or OF_THE_WHOLE.match(between) or OF_ANOTHER.match(between))


def _is_another(said: str, between: str) -> bool:
    if COPULA.match(between):
        return True
    if not said.startswith(("아니", "아닌")):
        return False
    return bool(OBJECT.fullmatch(between) or TOPIC.search(between) or PLACE.search(between))


def _beside(said: str, between: str) -> bool:
    """ "A 1% 크림, B 무첨가" says it of B."""
    if re.match(r"[^,]*[^,\s은는이가을를와과][^,]*,", between):
        return True
    if said == "없음" or MOVED_OUT.fullmatch(between):
        return False
    return bool(re.search(r"(?:을|를|에|에는|에도|으로|로)\s|^(?:은|는)\s+\S", between))
