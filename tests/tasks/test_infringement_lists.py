"""What a description says of the items of a list, of each by itself."""

import pytest

from tasks.infringement.spans import read
from tasks.infringement.status import LEFT_OUT, UNDECIDED, USED
from tasks.infringement.terms import table
from tests.tasks.compared import Tiny, matches, one


def said_of(text, *names):
    product = read(text, table(), names)
    return [next(m.status for m in product.mentions if m.text == name) for name in names]


@pytest.mark.parametrize(
    "text, names, expected",
    [
        # an amount, a count or a state of its own ends an item
        ("글리세린 7%, 판테놀 1%, 향료는 뺐습니다", ("글리세린", "판테놀", "향료"), [USED, USED, LEFT_OUT]),
        ("물탱크 4L, 진동자 2개, 히터 없음", ("물탱크", "진동자", "히터"), [USED, USED, LEFT_OUT]),
        ("마이크 두 개, 리시버 하나, 텔레코일은 뺐음", ("마이크", "리시버", "텔레코일"), [USED, USED, LEFT_OUT]),
        ("손떨림방지 있음, 플라스틱 렌즈 아님, 조리개 TBD", ("손떨림방지", "플라스틱 렌즈", "조리개"), [USED, LEFT_OUT, UNDECIDED]),
        ("히터 1,700W, 바스켓 5.5L, 스팀 기능 검토 중", ("히터", "바스켓", "스팀 기능"), [USED, USED, UNDECIDED]),
        ("전류=180A   예열=생략   전압=22V", ("전류", "예열", "전압"), [USED, LEFT_OUT, USED]),
        ("● 대두단백 22% ● 난백 미사용 ● 비트레드 0.3%", ("대두단백", "난백", "비트레드"), [USED, LEFT_OUT, USED]),
        # names without an amount share what is said at their end
        ("파라벤, 에탄올, 향료 무첨가", ("파라벤", "에탄올", "향료"), [LEFT_OUT, LEFT_OUT, LEFT_OUT]),
        ("파라벤, 펩타이드-8, 향료는 넣지 않았습니다", ("파라벤", "향료"), [LEFT_OUT, LEFT_OUT]),
        # why or when stands between a thing and what becomes of it
        ("라놀린은 알러지 이슈로 제외", ("라놀린",), [LEFT_OUT]),
        ("카메라는 프라이버시 문제로 안 달기로 함", ("카메라",), [LEFT_OUT]),
        ("앱 연동은 이번 버전에서 뺍니다", ("앱 연동",), [LEFT_OUT]),
        ("엘라스틴은 원가 때문에 보류", ("엘라스틴",), [UNDECIDED]),
        # as notes put it
        ("콜로이달 실리카 5 wt%, 세리아 불사용", ("콜로이달 실리카", "세리아"), [USED, LEFT_OUT]),
        ("이오나이저 X, 탈취필터 1장", ("이오나이저", "탈취필터"), [LEFT_OUT, USED]),
        ("온 듀레이션마다 빠짐없이 채널을 봅니다", ("채널",), [USED]),
    ],
)
def test_what_is_said_of_an_item_is_said_of_it(text, names, expected):
    assert said_of(text, *names) == expected


@pytest.mark.parametrize(
    "text, phrases",
    [
        ("공정: ① 병풀 추출 ② 여과 ③ 감압농축", ("병풀 추출", "여과", "감압농축")),
        ("공정: 1) 병풀 추출 2) 여과 3) 감압농축", ("병풀 추출", "여과", "감압농축")),
        ("공정은 병풀 추출 ①", ("병풀 추출",)),
        ("배합표 (총 100 kg)\n우레탄 수지\n실리카 분산액", ("우레탄 수지", "실리카 분산액")),
        ("[선크림 배합표] 티타늄디옥사이드 8%", ("티타늄디옥사이드",)),
        ("티타늄디옥사이드(실란 코팅품, 평균 40 nm) 12%", ("티타늄디옥사이드",)),
    ],
)
def test_each_item_of_a_list_is_a_phrase_of_its_own(text, phrases):
    whole = [m.text for m in read(text, table()).mentions if m.whole]
    assert all(p in whole for p in phrases)


def test_a_ratio_told_apart_is_no_list():
    claim = "녹차 추출물 및 감초 추출물을 1:1 내지 1:3의 중량비로 함유하는 화장료 조성물."
    assert matches(one(claim, "녹차 추출물 1, 감초 추출물 2 비율로 배합한 크림"))[:2] == ["대응", "대응"]


COLD = "-20 ℃에서의 저장 탄성률이 0.2 MPa 이하인 점착층; 및 기판을 포함하는 장치."


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # a modulus at another temperature tells nothing of the claimed one
        (COLD, "기판에 점착층을 둔 장치. 25 ℃에서 저장 탄성률은 0.03 MPa", "판단불가"),
        (COLD, "기판에 점착층을 둔 장치. -20 ℃에서 저장 탄성률은 0.03 MPa", "대응"),
        # the slag that another element asks for is no part of the cement
        ("시멘트 20 내지 40 중량%; 및 고로슬래그 미분말 10 내지 30 중량%를 포함하는 모르타르.",
         "OPC 28 wt%, GGBS 22 wt%인 모르타르", "대응"),
        # what another part is made of says nothing of the claimed one
        ("유리로 이루어진 커버 윈도우; 및 백플레이트를 포함하는 장치.", "커버 윈도우와 SUS 백플레이트가 있는 장치", "판단불가"),
        # a step that leaves something undone is told by saying that it is not done
        ("신호가 없으면 채널 모니터링을 생략하는 단계; 및 절전하는 단계를 포함하는 방법.",
         "신호가 없을 때는 채널 모니터링을 하지 않고 절전하는 방법", "판단불가"),
        # water fills up, and replaces nothing
        ("에탄올 60 내지 80 중량%; 및 향료를 포함하는 향수.", "향료 3%, 정제수 q.s.인 향수", "판단불가"),
        # of a choice within a modifier only the member that is told is asked for; one is
        ("알루미나 졸 또는 실리카 졸에서 유래한 바인더 5 내지 20 중량%; 및 카올린을 포함하는 촉매.",
         "실리카졸을 굳힌 바인더 13%와 카올린을 쓴 촉매", "대응"),
        ("알루미나 졸 또는 실리카 졸에서 유래한 바인더 5 내지 20 중량%; 및 카올린을 포함하는 촉매.",
         "지르코니아졸을 굳힌 바인더 13%와 카올린을 쓴 촉매", "미대응"),
        # of which part something is all
        ("폴리에스터로 이루어진 표면층; 및 보강층을 포함하는 원단.", "겉은 폴리에스터 100%, 안쪽에 한 겹을 더 댄 원단", "대응"),
    ],
)
def test_the_first_element(claim, product, expected):
    assert matches(one(claim, product, Tiny()))[0] == expected
