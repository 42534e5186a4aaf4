"""An element that is a phrase rather than a name (a step, a function, a condition): how much of what it says the
description says too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from documents.claims import Element
from documents.elements import PLACED
from tasks.infringement.natural import names_of_source, natural, sources, worked_on
from tasks.infringement.normal import norm
from tasks.infringement.phrases import kiwi
from tasks.infringement.spans import LEFT_OUT, UNDECIDED, USED, Mention, Product
from tasks.infringement.terms import MEMBER, OTHER, SAME, Hit, Terms

# words of claims that no product description repeats
SILENT_WORDS = """
    기초 기준값 여부 an and at being by composition configured for from having in including is least of on one said that the to
    wherein which with 가능 각각 값 결과 결과물 결합 경우 공정 구비 구성 기반 기준 내부 내지 단계 대응 동안 때 모듈
    발효물 방향 배치 복수 본체 부재 사이 상기 설치 소정 수단 수행 시간 신호 압력 연결 온도 외부 위치 유닛 의해 이상
    이용 이하 일측 환경 임계 임계값 적어도 정보 조건 조성물 준비 중량 처리 측정값 타측 통해 특징 포함 하기 하나 함량 형성
    혼합물
"""
SILENT = frozenset(SILENT_WORDS.split())
DOER = re.compile(r"(?:하는|시키는|[^\s]는)\s+(?:\S+\s+)?\S*(?:부|수단|모듈|유닛|기구|로직|엔진|프로세서|회로)\s*$")
HEADS = re.compile(r"(?:부|수단|모듈|유닛|단계|공정)$")


# what a claim calls by a noun and a person by a verb: 측정 and 재다
# fmt: off
VERBS = {
    "가공": "깎 다듬", "가습": "습기", "가압": "누르", "가열": "데우 끓이 달구", "각도": "기울", "감소": "줄이 낮추",
    "감속": "늦추 줄이", "감시": "지켜보 살피", "감온": "식히", "감지": "느끼 재", "개방": "열", "개봉": "뜯 열",
    "개폐": "여닫 열", "객체": "물체 사물", "갱신": "바꾸 업데이트", "건조": "말리 말려 말린", "검사": "살피 보",
    "검색": "찾", "검증": "확인 맞는지", "검출": "찾 감지 잡", "겔화": "굳히 굳", "견인": "끌",
    "결정": "정하 정해 고르 틀 잡", "결제": "계산 돈 페이", "결함": "불량 하자 흠", "결합": "붙이 끼우 합치 합쳐 묶",
    "경고": "알리", "경로": "길", "경보": "알리 알림 소리 울리", "경사": "기울", "경화": "굳히 굳",
    "고객": "회원 사용자 손님", "고장": "망가", "고정": "붙이 박 죄", "고화": "굳히 굳", "공간": "방",
    "공급": "보내 대 넣 흘리", "과열": "뜨거", "관수": "물", "관통": "뚫 지나", "교반": "젓 저어", "교체": "갈 바꾸",
    "구동": "움직이 돌리 돌", "구매": "사 샀 주문", "구매자": "산 고객 소비자", "군집화": "묶", "굴착": "파", "권출": "풀",
    "권취": "감", "귀환": "복귀 돌아오 리턴", "균질화": "고르 섞", "급속": "급랭 빠르 빨리", "급수": "물", "급이": "먹이 밥",
    "기동": "켜", "기상": "날씨 깨", "기화": "날리 끓이", "낙상": "넘어지 쓰러지", "낙하": "떨어지 떨어뜨리", "내측": "안쪽",
    "냉각": "식히 급랭", "냉동": "얼리 얼", "노광": "쬐 빛", "녹음": "녹음 담", "녹화": "찍 담", "농도": "진하",
    "농축": "졸이 졸여", "높이": "높", "누설": "새", "누수": "새", "누유": "새", "단말": "휴대폰 스마트폰 핸드폰 폰",
    "단말기": "폰 휴대폰", "단조": "두드리", "담지": "담", "답변": "답", "대기": "기다리", "도금": "입히", "도정": "깎",
    "도어": "문을 문이 문도", "도포": "바르 칠 깔 펴", "돌출": "튀어나오 나오", "동결": "얼리 얼", "동기화": "맞추", "두께": "두껍",
    "등록": "올리 적",
    "렌더링": "그리", "로봇": "로보트", "로스팅": "볶", "마모": "닳", "매립": "묻", "매설": "묻 깔", "메시지": "문자 톡 알림",
    "모니터링": "지켜보 살피", "무게": "중량", "무화": "뿜 안개 미스트", "문서": "PDF 글 자료 텍스트 파일 논문",
    "물체": "사물 물건 앞차", "밀봉": "막 봉하", "밀착": "붙", "밀폐": "막 닫", "박리": "벗기 떼", "배근": "엮 깔 넣", "볶음": "볶",
    "반사": "튕기 되돌리",
    "반복": "되풀이 거듭",
    "반송": "나르 옮기", "반입": "들이 넣", "반출": "내보내 꺼내", "발광": "빛나 켜", "발생": "만들 일으키", "발화": "말",
    "발효": "띄우 삭히", "방열": "식히", "방제": "뿌리 약", "방출": "내보내 뿜", "배기": "내보내 뽑", "배송": "보내 배달",
    "배수": "물", "배양": "키우 기르", "배열": "늘어놓 줄", "배정": "나누", "배출": "내보내 빼 버리", "배치": "놓 두 넣",
    "배터리": "전지", "번역": "옮기", "변경": "바꾸", "변환": "바꾸", "보정": "고치 맞추 보상 수정", "보행": "걷 걸음",
    "보행자": "사람 행인", "복원": "되돌리 되살리", "복호화": "풀", "봉입": "담", "봉제": "꿰매 박", "봉합": "꿰매",
    "부여": "매기 주", "부유": "뜨", "부착": "붙이 달", "분류": "나누 가르", "분리": "나누 떼", "분무": "뿌리",
    "분사": "뿌리", "분쇄": "갈 빻", "분출": "뿜", "분할": "쪼개 나누 나눠 자르", "분해": "풀 나누", "불량": "결함 하자",
    "비교": "견주 대조", "비행": "날", "사용자": "고객 운전자 사람 회원 이용자", "사육": "기르 키우", "사출": "쏘 찍",
    "삭제": "지우", "산출": "계산 구하 매기 셈", "살균": "소독 멸균 죽이", "살수": "뿌리", "살포": "뿌리",
    "삽입": "꽂 넣 끼우 끼", "상부": "위", "상승": "올리 오르", "색상": "색 컬러", "생성": "만들 만드", "선별": "고르 골라",
    "선택": "고르 골라", "선회": "돌", "설치": "달 놓", "성형": "찍 눌러 뽑", "세절": "썰", "세정": "씻", "세척": "씻 헹구",
    "세탁물": "빨래 옷", "소등": "끄", "소성": "굽 구워", "소음": "소리 시끄", "속도": "빠르기 스피드", "송금": "보내 이체",
    "송신": "보내", "송출": "내보내", "송풍": "불 바람", "수면": "잠 자", "수분": "물", "수신": "받", "수용": "담 넣 꽂",
    "수위": "물 높이", "수중": "물속", "수집": "모으", "수행": "하 실행", "수확": "거두 따", "숙성": "익히 재우", "순환": "돌리 돌",
    "습도": "습기 눅눅", "승강": "오르내리 올리", "승객": "탑승자 사람", "승온": "데우 올리", "승인": "허락",
    "식각": "깎 파내 에칭", "식기": "그릇", "식별": "알아보 가리", "식재료": "음식 재료", "실내": "방 집", "실행": "돌리 켜",
    "심박": "맥박 심장", "안내": "알리", "암호화": "잠그 암호", "압력": "누르", "압연": "눌러 밀", "압입": "밀어넣 박",
    "압착": "누르 짜", "압축": "누르", "압출": "뽑 뽑아내 밀어내", "양생": "굳히", "억제": "막 줄이", "여과": "거르 걸러",
    "연동": "맞물리 이어", "연마": "갈 닦", "연산": "계산", "연신": "늘이 늘리 당기", "염색": "물들이", "영상": "사진",
    "열풍": "뜨거운 더운", "예약": "잡", "예열": "데우 미리", "예열부": "데우", "예측": "내다보 미리", "오염": "더러", "완충": "충격",
    "외측": "바깥", "요금": "비용 가격", "요약": "줄이 정리", "요청": "부르", "용기": "통 병", "용융": "녹이",
    "용접": "때우 붙이", "용해": "녹이 녹", "유동": "흐르", "유탕": "튀기 튀겨 튀긴", "튀김": "튀기 튀겨 튀긴", "유사": "비슷 닮",
    "유지": "지키",
    "음량": "소리 볼륨",
    "음성": "말 목소리", "응고": "굳히 굳", "응답": "답하 대답", "응집": "뭉치 엉기", "응축": "맺히 식히",
    "의료진": "의사 간호사 병원", "의류": "옷 빨래", "이격": "떨어지 띄우", "이동": "옮기 움직이", "이물질": "이물 먼지",
    "이미지": "사진 영상 화면", "이송": "옮기 밀 나르", "이탈": "벗어나 빠지", "인가": "걸", "인상": "올리 들",
    "인식": "알아보 읽 알아", "인장": "당기", "인증": "확인 본인", "인출": "빼 꺼내", "입력": "넣 치", "입차": "들어오",
    "자동": "알아서 저절로 스스로 혼자", "작동": "켜 걸 움직이", "작성": "쓰 만들", "잠금": "잠그", "장애물": "물건 벽",
    "장착": "달 끼우", "재단": "자르", "재배": "기르 키우 심", "재생": "되살리 틀", "재실자": "사람", "재질": "소재 재료",
    "저감": "줄이 낮추", "저장": "담 쌓", "적용": "쓰", "적재": "싣 쌓", "적층": "쌓", "적치": "쌓", "전개": "펴 터지 터뜨리",
    "전달": "넘기 보내", "전방": "앞 앞쪽 앞차", "전송": "보내", "전정": "자르", "절개": "째", "절곡": "굽히 꺾 접",
    "절단": "자르", "절삭": "깎", "절편": "썰", "점검": "살피 보", "점등": "켜", "점멸": "깜빡", "접근": "다가오",
    "접속": "붙", "접수": "받", "접종": "넣", "정격": "너무 한도", "정렬": "순으로 줄", "정산": "계산", "정제": "거르 깨끗",
    "정지": "멈추", "정체": "막히", "정합": "맞추 겹치", "제거": "없애 지우 털 걷", "제동": "멈추 세우 브레이크",
    "제습": "습기", "제어": "조절 다루 자동", "조도": "밝기", "조리": "요리 익히", "조립": "끼우 맞추", "조명": "비추 등 불",
    "조명부": "불 등", "조사": "쬐 비추 쏘", "조절": "맞추 바꾸 줄이 늘리", "조향": "꺾 돌리", "조회": "찾 검색",
    "졸음": "졸 졸리 졸려", "주문": "시키", "주시": "보 한눈", "주입": "넣 채우", "주조": "붓", "주차": "세우",
    "주행": "달리 운전", "중단": "멈추 끄", "중량": "무게", "중첩": "겹치", "증가": "늘리 높이 올리", "증대": "늘리", "증숙": "찌 쪄 찐",
    "증자": "찌 쪄 찐",
    "증류": "끓", "증발": "날리 말리 끓이", "증착": "입히 올리 쌓", "증폭": "키우", "지시": "시키", "지지": "잡 받치 고정",
    "직조": "짜", "진단": "알아내 판별 판정 찾", "진동": "떨 떨리 흔들", "진입": "들어오 들어가", "질문": "질의 물어",
    "질의": "질문 물음 물어", "집광": "모으", "집하": "모으", "차단": "막", "착용": "입 차 쓰", "착용자": "사람 사용자",
    "착유": "짜", "채취": "뜨 받", "채혈": "피", "천공": "뚫", "첨가": "넣", "체결": "조이 끼우 죄", "체온": "열",
    "촬영": "찍", "추론": "판단", "추적": "따라 쫓", "추종": "따라", "추천": "권하 골라", "추출": "내리 우려 뽑 뽑아내 우리",
    "출력": "보이 내보내", "출입": "드나들", "출차": "나가 나오", "충격": "부딪", "충돌": "부딪", "충전": "채우 충전",
    "충진": "채우", "취출": "꺼내 빼", "측면": "옆", "측정": "재", "침전": "가라앉", "침지": "담그", "코팅": "입히 씌우 바르",
    "타공": "뚫", "타설": "붓", "탄성": "스프링 고무", "탈각": "까 벗기", "탈수": "짜 물기", "탈착": "떼 뗐", "탈피": "벗기",
    "탐색": "찾", "탐지": "찾 감지 잡 알아", "탑승자": "사람 승객", "탑재": "싣 달 얹", "토출": "뽑 내보내 짜",
    "토출구": "출구", "토크": "힘", "토큰화": "쪼개 자르", "통보": "알리", "통지": "알리", "통화": "전화", "퇴장": "나가",
    "투여": "놓 먹이 주사", "투입": "넣", "파손": "깨지 부서지", "파쇄": "부수 부숴 깨", "파종": "뿌리 심",
    "파지": "집 잡 쥐", "판단": "보 따지 판정", "판독": "읽 스캔", "판매자": "셀러 상인", "판별": "가리 알아 구분 잡",
    "판정": "판단 보", "편직": "짜 뜨", "폐쇄": "닫", "포장": "담 싸", "포집": "잡 모으", "폭": "넓", "폴더블": "접", "폴딩": "접",
    "표시": "보이 띄우 보여 나타내", "풍량": "바람", "풍향": "바람", "하강": "내리 낮추", "하부": "아래 밑", "하역": "내리",
    "하중": "무게 힘", "학습": "훈련 배우 가르치", "할당": "나누 배정", "함침": "적시 담그", "합성": "합치", "훈연": "연기", "해동": "녹이",
    "해제": "풀 열", "형성": "올리", "호출": "부르", "호흡": "숨", "혼련": "섞 반죽", "혼잡": "붐비 막히", "혼합": "섞",
    "확산": "퍼지 퍼뜨리", "환기": "바꾸 바람", "회동": "돌", "회수": "거두 모으", "회전": "돌 돌리", "회전수": "속도 rpm",
    "획득": "얻 모으", "후방": "뒤 뒤쪽", "휘도": "밝기", "흡수": "빨아들이", "흡입": "빨아들이 들이",
    "흡입구": "입구 빨아들이", "흡착": "빨아들 붙",
    "픽업": "집 들", "융합": "합치 합쳐 섞", "적산": "더하 쌓", "추정": "구하 어림 계산", "승압": "높이 올리", "강압": "낮추",
    "분배": "나누", "합산": "더하 합치", "누적": "쌓 모으", "전환": "바꾸", "복구": "되돌리 되살리", "변조": "싣 실어",
    "필터링": "거르 걸러", "매칭": "짝 연결 맞추", "회피": "피하 비켜", "초과": "넘", "도달": "이르 되면", "근접": "가까", "발급": "내주",
    "공유": "나누 함께", "편집": "고치", "확대": "키우", "축소": "줄이", "절전": "아끼", "전사": "옮기", "피복": "입히 씌우 감싸",
    "개재": "끼우 사이", "권선": "감", "적재함": "짐칸", "개시": "시작", "종료": "끝", "재개": "다시", "우회": "돌아 비켜",
    "경유": "거치", "분기": "갈라", "병합": "합치", "정차": "서 멈추", "감압": "낮추 줄이", "피사체": "찍히 물체",
}
# fmt: on


@dataclass(frozen=True)
class Covered:
    """`share` of the element's content found; `out`: a part said to be left out; `other`: a part replaced."""

    share: float
    terms_met: bool
    out: bool
    other: Mention | None
    span: Mention | None
    undecided: bool = False  # a part is said to be undecided or not disclosed


COMMON_VERBS = frozenset(
    "하 되 있 갖 가지 위하 따르 의하 대하 통하 이루 이루어지 쓰 넣 만들 포함하 들 두 보 주 오 가 나 내 싶 알 말".split()
)
MADE_BEFORE = re.compile(
    r"^(?:상기\s+)?(?:파쇄|분쇄|압출|건조|발효|추출|농축|여과|성형|소성|증류|가열|냉각|침전|혼합|반응|가수분해|경화|세척)(?:물|액)(?:을|를|에|로부터)\s+(?=\S+\s)"
)  # what an earlier step gave
DONE = re.compile(r"([가-힣]{2,6}?)(?:된|되는|되어|하는|한|시킨)(?=\s|$)")


ONE_SYLLABLE = frozenset("빔 물 눈 문 빛 옷 칼 칩 핀 팬 탭 캡 휠 암 붐 삽 솥 컵 병 캔 빵 쌀 콩 밀".split())


@lru_cache(maxsize=4096)
def nouns(text: str) -> tuple[str, ...]:
    tokens = kiwi().tokenize(text)
    kinds = ("NNG", "NNP", "SL", "XR", "SN")
    found = [t.form for t in tokens if t.tag in kinds and (len(t.form) > 1 or t.form in ONE_SYLLABLE)]
    return tuple(dict.fromkeys(n for n in found if n.lower() not in SILENT and not n.isdigit()))


@lru_cache(maxsize=256)
def stems(text: str) -> frozenset[str]:
    """The verbs of a text by their stems, those aside that it says are not done."""
    return frozenset(form for form, done in _verbs(text) if done)


def refused(text: str) -> frozenset[str]:
    """The verbs that every time are said not to be done: "받지 않고"."""
    verbs = _verbs(text)
    return frozenset(form for form, done in verbs if not done) - {form for form, done in verbs if done}


@lru_cache(maxsize=256)
def _verbs(text: str) -> tuple[tuple[str, bool], ...]:
    """(stem, whether it is done) of every verb."""
    tokens, out = kiwi().tokenize(text), []
    for i, token in enumerate(tokens):
        if token.tag.startswith("VV"):
            after = [t.form for t in tokens[i + 1 : i + 4]]
            before = tokens[i - 1].form if i else ""
            out.append((token.form, not ("지" in after[:1] and {"않", "못하", "말"} & set(after)) and before not in ("안", "못")))
    return tuple(out)


def cover(element: Element, product: Product, terms: Terms, claimed: set[int]) -> Covered:
    """`claimed`: starts of the mentions that other elements have found as their own."""
    text = element.text
    for r in reversed(element.ranges):
        text = text.replace(r.text, " ")
    # "상기 X" refers to another element: X is not asked for here
    for hit in reversed(terms.hits(text)):
        if re.search(r"상기\s+$", text[: hit.start]) and text[hit.end :].strip():
            text = text[: hit.start] + text[hit.end :]
    text = PLACED.sub(" ", text)
    text = re.sub(r"상기\s+(?:\S+?(?:은|는|이|가|의|을|를|에|로|과|와)\s)?", " ", text)
    text = MADE_BEFORE.sub("", text) if element.kind == "step" else text
    text = re.sub(r"(?:^|(?<=\s))\S{1,4}된\s+(?=\S+\s)", "", text)  # "촬영된 영상에서": an earlier step is meant
    hits = [h for h in terms.hits(text) if h.text not in SILENT and not h.text.endswith(("단계", "공정", "자동", "자동으로"))]
    doer, step = DOER.search(text), element.kind == "step"
    if doer and hits and hits[-1].end >= len(text.rstrip()) - 2 and len(nouns(text[: hits[-1].start])):
        hits = hits[:-1]  # "빔의 방향을 조정하는 빔포밍부" is whatever does so
    rest = text
    for hit in reversed(hits):
        rest = rest[: hit.start] + " " + rest[hit.end :]
    head = element.head.split()[-1] if element.head.split() else ""
    words = [n for n in nouns(rest) if not (HEADS.search(n) and n == head)]
    if doer and len(words) + len(hits) > 1:
        words = [n for n in words if n not in head or n in text[: text.rfind(head)]]
    verbs, not_done = stems(product.text), refused(product.text)
    called = product.text
    for start, end in product.called:
        called = called[:start] + "|" * (end - start) + called[end:]
    whole, weight, met, spans, other, out, all_terms, own = norm(called), 0.0, 0.0, [], None, False, True, False
    for hit in hits:
        generic = not any(terms.parents_of(k) for k in hit.canonicals) or bool(re.match("형(?![가-힣])", text[hit.end :]))
        said = [m for m in product.mentions if terms.relation(hit.text, m.text) in (SAME, MEMBER)]
        said = said or [m for m in product.mentions if extracted(hit.text, m, product.text)]
        found = next((m for m in said if m.status == USED), None)
        worth = 1.0 if generic else 2.0
        weight += worth
        if found:
            met += worth
            own = own or found.start not in claimed
            spans.append(found)
            continue
        if generic and len(hit.text) > 1 and norm(hit.text) in whole and not any(m.status == LEFT_OUT for m in said):
            met += worth  # 증기 in 증기양생
            continue
        if step and not any(m.status == LEFT_OUT for m in said) and done_by(hit.text, product, verbs):
            met, own = met + worth, True
            here = [m for m in product.mentions if m.status == USED]
            spans += ([m for m in here if norm(nouns(hit.text)[0]) in norm(m.text)] or here)[:1]
            continue
        all_terms = all_terms and generic
        out = out or bool(set(VERBS.get(hit.text, "").split()) & not_done)
        out = out or any(m.status == LEFT_OUT for m in said)
        if not generic and other is None:
            other = _same_but_for(hit, text, product, claimed, terms) or next(
                (
                    m
                    for m in product.mentions
                    if m.status == USED
                    and m.start not in claimed
                    and not m.vague
                    and terms.relation(hit.text, m.text) == OTHER
                ),
                None,
            )
    shared = (stems(rest) & verbs) - COMMON_VERBS
    weight, met = weight + len(shared), met + len(shared)  # 흔드는 and 흔들어
    left_out = [m for m in product.mentions if m.status == LEFT_OUT]
    told = norm(text)  # "선호도순이 아니라": words of the claim run together, and denied
    out = out or any(
        len(key) > 3 and key in told and not any(key in norm(o.text) for o in product.mentions if o.status == USED)
        for key in (norm(m.text) for m in left_out)
    )
    open_words = [m for m in product.mentions if m.status == UNDECIDED]
    if not weight and not words:
        words = [m[1] for m in DONE.finditer(rest) if m[1] not in SILENT]  # "B에 포접된": what is done
    undecided, before = False, met
    for word in words:
        weight += 1.0
        if any(norm(word) in norm(m.text) for m in open_words) and not any(
            norm(word) in norm(m.text) for m in product.mentions if m.status == USED
        ):
            undecided = True
            continue
        if re.search(rf"(?<![가-힣])미\s?{re.escape(word)}", text):  # 미용융 분말: what has not melted
            met += bool(set(VERBS.get(word, "").split()) & not_done or f"미{word}" in whole)
            continue
        if re.search(rf"{re.escape(word)}(?:하|되|시키)지\s*않(?!으면)", text):  # the claim itself says that it is not done
            met += negated(word, product.text) or bool(re.search(rf"{re.escape(word)}\s*없이", product.text))
            continue
        if negated(word, product.text) and not set(VERBS.get(word, "").split()) & verbs:
            out = True
            continue
        if norm(word) not in whole and set(VERBS.get(word, "").split()) & not_done:
            out = True
            continue
        if norm(word) not in whole and (
            _in_other_words(word, product.text, terms)
            or word[-1] in "층막기부" and len(word) > 2 and word[:-1] in product.text  # 코팅층 of what is 코팅한
            or any(v in verbs or len(v) > 1 and v in product.text for v in VERBS.get(word, "").split())
        ):
            met += 1.0
            spans += [m for m in product.mentions if m.status == USED][:1]
        elif norm(word) in whole:
            met += 1.0
            out = (
                out
                or any(norm(word) in map(norm, (m.text, *m.text.split())) or norm(m.text).endswith(norm(word)) for m in left_out)
                and not any(norm(word) in norm(m.text) for m in product.mentions if m.status == USED)
            )
            spans += [m for m in product.mentions if m.status == USED and norm(word) in norm(m.text)][:1] or _near(word, product)
    if other is None and element.kind == "step":
        other = _of_another_source(text, product, claimed)
    if doer and met and not own and met == before and not shared:
        met = 0.0  # only what it acts on is said, which is another element
    span = max(
        spans, key=lambda m: sum(norm(w) in norm(m.text) for w in (*words, *(h.text for h in hits))), default=None
    )
    return Covered(met / weight if weight else 0.0, all_terms, out, other, span, undecided)


SOLUTION = re.compile(
    r"\s?(용액|수용액|분산액|현탁액|슬러리|페이스트|분말|농축액|겔|하이드로겔|에멀젼|필름|시트|코팅액|혼합액|리포좀|캡슐|입자|전극|기판|박막|배선|산화막|막)(?![가-힣]*화)"
)


def done_by(name: str, product: Product, verbs: frozenset[str]) -> bool:
    """ "초음파로 씻고" is 초음파 세척, "볶아" is 로스팅: every noun of a way's name, the last by its verb."""
    *means, deed = nouns(name) or ("",)
    told = means and deed in product.text and not negated(deed, product.text)
    told = told or any(v in verbs or len(v) > 1 and v in product.text for v in VERBS.get(deed, "").split())
    if deed not in VERBS or not told:
        return False
    ways = [(n, *(v for v in VERBS.get(n, "").split() if len(v) > 1)) for n in means]
    return all(any(w in product.text or w in verbs for w in way) for way in ways) and not any(
        m.status != USED for m in product.mentions for way in ways if any(w in m.text for w in way)
    )


def _same_but_for(hit: Hit, text: str, product: Product, claimed: set[int], terms: Terms) -> Mention | None:
    """An 알긴산 용액 for a 폴리비닐알코올 용액: the same preparation of another material."""
    made = SOLUTION.match(text, hit.end)
    for m in product.mentions if made and hit.ingredient else ():
        first = next((h for h in m.terms if h.start == m.start), None)
        if first is None or not first.ingredient or m.status != USED or m.start in claimed or m.vague:
            continue
        if re.fullmatch(r"\s?" + made[1], m.text[first.end - first.start :]) and terms.relation(hit.text, first.text) in (None, OTHER):
            return m
    return None


def _of_another_source(text: str, product: Product, claimed: set[int]) -> Mention | None:
    """인삼 of "인삼 캘러스를 배양해" for the 병풀 of "병풀 캘러스를 배양하는 단계"."""
    ours, theirs = {s for s, _, _ in worked_on(text)}, worked_on(product.text)
    if not ours or any(s in norm(product.text) for o in ours for s in names_of_source(o)):
        return None
    spots = {(a, b) for _, a, b in theirs}
    return next((m for m in product.mentions if (m.start, m.end) in spots and m.status == USED and m.start not in claimed), None)


def extracted(name: str, mention: Mention, text: str) -> bool:
    """ "병풀을 에탄올로 추출하고": the plant that is said to be extracted gives the 병풀 추출물."""
    made = natural(name)
    return bool(made) and made[2] == "추출물" and sources().get(norm(mention.text)) == made[0] and bool(EXTRACTING.search(text))


EXTRACTING = re.compile(r"추출(?=하|해|한|했|시켜|시킨|합|됨|된)|우려|우린|달여|달인|extract(?:ed|ing)\b", re.I)


PERSON = r"(?:사람|전문가|직원|작업자|담당자|관리자|검사원|의사|간호사|농부|농민|운전자|기사|상담원|심사원|조리사|사용자|고객)"
BY_HAND = re.compile(rf"{PERSON}(?:이|가|분이|님이)\s[^.]{{0,20}}?(?:직접|손으로|눈으로|육안으로)|수작업으로|육안으로|손으로\s*직접|수기로")
LEARNED = re.compile(r"모델|신경망|알고리즘|인공지능|딥\s?러닝|머신\s?러닝|기계\s?학습|자동|\bAI\b")


def by_hand(element: Element, text: str) -> str | None:
    """Who does, by the description, what an element has a learned model do: "병해충은 전문가가 보고 직접 판별해서"."""
    if not LEARNED.search(element.text):
        return None
    for said in BY_HAND.finditer(text):
        around = text[max(said.start() - 20, 0) : said.end() + 20]
        if any(n in around for n in nouns(element.text) if not LEARNED.search(n)):
            return said[0]
    return None


def _near(word: str, product: Product) -> list[Mention]:
    """What stands before a word that is in no phrase of its own."""
    at = product.text.find(word)
    before = [m for m in product.mentions if m.status == USED and m.whole and m.end <= at]
    return before[-1:] if at >= 0 else []


def negated(word: str, text: str) -> bool:
    """ "평균하지 않고": every time that the text says the word, it says that it is not done."""
    said = [m.end() for m in re.finditer(re.escape(word), text)]
    return bool(said) and all(NOT.match(text, end) for end in said)


NOT = re.compile(r"\s*(?:을|를|은|는|도|이|가)?\s*(?:하|되|시키)?지\s*(?:는|도)?\s*(?:않|못)")


def _in_other_words(word: str, text: str, terms: Terms) -> bool:
    """The word in the other language, or in another English form: extracting, extracted."""
    if not word.isascii():
        return any(re.search(rf"\b{re.escape(e)}", text, re.I) for e in terms.english(word))
    korean = terms.words.get(word.lower())
    stem = re.sub(r"(?:ing|ed|es|s|e)$", "", word.lower())
    return bool(korean) and korean in text or len(stem) > 3 and stem in text.lower()
