"""What one element of a claim is called, and what its modifiers demand of it."""

import pytest

from documents.claims import parse
from documents.elements import element_of


@pytest.mark.parametrize(
    "phrase, names, ranges",
    [
        # what the amount is told against is no part of the name
        ("도료 총 중량을 기준으로 1 내지 3 중량%의 분산제", ["분산제"], ["1 내지 3 중량%"]),
        ("몰탈 총 부피에 대하여 1 부피% 내지 2 부피%의, 유리 섬유 및 나일론 섬유 중에서 선택되는 섬유",
         ["유리 섬유", "나일론 섬유"], ["1 부피% 내지 2 부피%"]),
        ("상기 수지를 기준으로 2 내지 4 중량%의 경화제", ["경화제"], ["2 내지 4 중량%"]),
        ("탄산칼슘 및 구연산칼슘 중 어느 하나 이상을 칼슘으로서 200 내지 400 mg", ["탄산칼슘", "구연산칼슘"], ["200 내지 400 mg"]),
        ("점증제로서 잔탄검을 0.1~0.5 중량% 포함하며", ["잔탄검"], ["0.1~0.5 중량%"]),
        ("완충제를 0.01~0.1%(w/v) 포함하고", ["완충제"], ["0.01~0.1%(w/v)"]),
        # -세인, -레인 end the names of compounds
        ("폴리실세스퀴옥세인 입자", ["폴리실세스퀴옥세인 입자"], []),
        ("스쿠알레인 오일 5 중량%", ["스쿠알레인 오일"], ["5 중량%"]),
        # a verb that an object stands before ends the modifier, not the topic
        ("상기 차체를 매다는 현수 벨트", ["현수 벨트"], []),
        ("빵을 굽는 오븐", ["오븐"], []),
        ("상기 색변환층을 덮는 보호막", ["보호막"], []),
        ("상기 밀폐구에 설치되는 한 쌍의 흡착판", ["흡착판"], []),
        ("상기 손가락을 와이어로 당겨 굽히는 구동부", ["구동부"], []),
        ("응축수가 모이는 집수부", ["집수부"], []),
        ("상기 베이스에 결합되는 3개 이상의 핑거", ["핑거"], []),
        ("수용 공간의 상부에 놓이고 상변화 온도가 -5 내지 5℃인 축냉 팩", ["축냉 팩"], ["-5 내지 5℃"]),
        # a clause before the noun says something of it
        ("상기 용매에 분산되며, 평균 입경이 1 내지 5 μm인 안료", ["안료"], ["1 내지 5 μm"]),
        ("아크릴산을 중합하여 얻어지며, 중량평균분자량이 10만 내지 50만인 고분자", ["고분자"], ["분자량이 10만 내지 50만"]),
        ("재령 28일 압축강도가 40 MPa 이상인", ["재령"], ["40 MPa 이상"]),
        # how much there is of one thing, against what
        ("상기 FEC의 함량은 상기 전해질 총 중량에 대하여 3 내지 10 중량%", ["FEC"], ["3 내지 10 중량%"]),
        # what a choice within a wherein clause gives
        ("상기 제1제는 A 및 B로 이루어진 군에서 선택된 1종 이상의 염료 0.1 내지 3 중량%", ["A", "B"], ["0.1 내지 3 중량%"]),
        ("유상에 실리콘 오일 및 에스테르 오일로 이루어진 군에서 선택된 1종 이상의 오일", ["실리콘 오일", "에스테르 오일"], []),
    ],
)
def test_what_an_element_is_called(phrase, names, ranges):
    element = element_of(phrase)
    assert [*element.names] == names and [r.text for r in element.ranges] == ranges and element.kind == "component"


def test_what_is_measured_of_a_thing_is_nothing_in_it():
    cover = element_of("20 내지 60 μm의 두께를 갖는 사파이어로 이루어진 커버")
    assert [e.names for e in cover.contains] == [("사파이어",)] and [r.text for r in cover.ranges] == ["20 내지 60 μm"]
    assert element_of("80 nm 이하의 평균 입경을 갖는 산화아연").needs == ()


@pytest.mark.parametrize(
    "phrase, name, without",
    [
        ("금속 스프링 없이 벨로우즈의 탄성으로 복귀하는 펌프", "펌프", "금속 스프링"),
        ("상기 봉지층 상에 접착층의 개재 없이 직접 형성된 감지 전극", "감지 전극", "접착층"),
    ],
)
def test_a_part_that_does_without_something_is_no_negative_element(phrase, name, without):
    part = element_of(phrase)
    assert part.names == (name,) and not part.negative
    assert [(e.names, e.negative) for e in part.contains] == [((without,), True)]


def test_a_step_done_without_something_or_by_a_ratio_is_a_step():
    assert not element_of("기지국의 명령 없이 접속을 수행하는 단계").negative
    mixing = element_of("이오노머 및 용매를 이오노머 대 카본의 중량비가 0.6 내지 1.0이 되도록 혼합하는 단계")
    assert mixing.kind == "step" and len(mixing.ranges) == 1


def test_a_choice_within_a_thing():
    layer = element_of("시타글립틴, 리나글립틴 및 이들의 약학적으로 허용되는 염 중에서 선택되는 억제제를 포함하는 속방층")
    assert layer.names == ("속방층",) and [e.names for e in layer.contains] == [("시타글립틴", "리나글립틴")]


@pytest.mark.parametrize(
    "claim, expected",
    [
        ("기판; 상기 기판 상에 배치되고, 상기 전극과 접촉하는 활성층; 및 상기 활성층을 덮으며, 상기 기판의 끝까지 연장되는 보호막을 "
         "포함하는 소자.",
         ["기판", "활성층", "보호막", "소자"]),
        ("기판, 상기 기판 상에 배치되고, 상기 전극과 접촉하는 활성층 및 상기 활성층을 덮는 보호막을 포함하는 소자.",
         ["기판", "활성층", "보호막", "소자"]),
        # what stands between two semicolons is one part, whatever it holds
        ("시트; 상기 시트에 함침되고, 알란토인 0.1 중량%를 포함하며, 점도가 500 cP 이하인 에센스; 및 파우치를 포함하는 팩.",
         ["시트", "에센스", "파우치", "팩"]),
        ("발광층; 및 상기 발광층을 덮는 봉지층을 포함하고, 상기 봉지층은, 제1 무기막, 및 상기 제1 무기막 상의 유기막을 포함하는 장치.",
         ["발광층", "봉지층", "제1 무기막", "장치"]),
        ("폴리에틸렌 층, 나일론 층 및 폴리프로필렌 층이 차례로 적층된 필름으로서, 산소 투과도가 1.0 cc/㎡·day 이하인 필름.",
         ["폴리에틸렌 층", "나일론 층", "폴리프로필렌 층", "", "필름"]),
        ("고형분 100 중량부를 기준으로, 아크릴 수지 40 중량부; 및 경화제 15 중량부를 포함하는 도료.", ["아크릴 수지", "경화제", "도료"]),
        ("물체측으로부터 순서대로, 정의 굴절력을 갖는 제1 렌즈 및 부의 굴절력을 갖는 제2 렌즈를 포함하는 광학계.",
         ["제1 렌즈", "제2 렌즈", "광학계"]),
        ("프로세서에 의해 실행될 때, 영상을 나누는 동작; 및 상기 영상을 세는 동작을 수행하도록 하는 명령어들이 저장된 기록 매체.",
         ["동작", "동작", "기록 매체"]),
        ("드럼과, 모터를 구비하는 세탁기의 제어 방법에 있어서, 포량을 감지하는 단계; 및 급수하는 단계를 포함하는 세탁기의 제어 방법.",
         ["드럼", "모터", "단계", "단계", "세탁기의 제어 방법"]),
        # what follows the list may say several things; a container of two in a list; a mixture by its ratio
        ("C 0.1%, Mn 2% 및 잔부 Fe를 포함하고, 조직이 마르텐사이트로 이루어지며, 인장강도가 980 MPa 이상인 강판.",
         ["C", "Mn", "Fe", "조직이 마르텐사이트", "", "강판"]),
        ("천연고무 및 합성고무를 포함하는 원료고무 100 중량부, 실리카 50 중량부 및 황 2 중량부를 포함하는 타이어.",
         ["원료고무", "실리카", "황", "타이어"]),
        ("수지를 포함하는 심부; 및 상기 심부를 둘러싸며 금속을 포함하는 외피를 포함하는 복합체로서, 밀도가 2 g/cc 이하인 복합체.",
         ["심부", "외피", "", "복합체"]),
        ("컴퓨터와 결합되어, 지문으로 사용자를 인증하는 단계, 및 거래를 기록하는 단계를 실행시키기 위하여 매체에 저장된 컴퓨터 프로그램.",
         ["단계", "단계", "컴퓨터 프로그램"]),
        # a kit of two, and what the last step gives
        ("염료 1%; 및 항산화제 2%를 포함하는 제1제와, 과산화수소 3%를 포함하는 제2제로 이루어진 2제형 염모제.",
         ["염료", "항산화제", "과산화수소", "2제형 염모제"]),
        ("잎을 우리는 단계; 및 그 액을 발효시키는 단계에 의해 제조된 발효물 3%; 및 물을 포함하는 앰플.",
         ["단계", "단계", "발효물", "물", "앰플"]),
        ("판을 압출하는 단계; 및 시효 처리하는 단계를 거쳐 제조된 합금재.", ["단계", "시효", "합금재"]),
        ("약물을 5% 포함하되, 상기 약물, 담체 및 물의 중량비는 1:2:3인 겔.", ["약물", "", "겔"]),
        ("약물을 포함하는 서방층; 상기 서방층에 포함되고, 상기 서방층 총 중량에 대하여 20 중량% 내지 40 중량%인 잔탄검; 및 외피를 "
         "포함하는 정제.",
         ["서방층", "잔탄검", "외피", "정제"]),
    ],
)
def test_several_clauses_of_one_part_are_one_element(claim, expected):
    assert [next(iter(e.names), "") for e in parse(claim).elements] == expected


def inside(element):
    return [([*e.names], [r.text for r in e.ranges]) for e in element.contains]


@pytest.mark.parametrize(
    "phrase, name, ranges, held",
    [
        ("유상부에 A 및 B로 이루어진 군에서 선택된 1종 이상의 오일과 유화제를 포함하고, 안료를 5 내지 20 중량%로 함유하며, "
         "점도가 3,000 내지 15,000 cP인 메이크업 조성물", "메이크업 조성물", ["3,000 내지 15,000 cP"],
         [(["A", "B"], []), (["유화제"], []), (["안료"], ["5 내지 20 중량%"])]),
        ("전분 및 셀룰로오스를 포함하되, 상기 셀룰로오스가 서방층 총 중량에 대하여 15 내지 35 중량%로 포함되는 서방층", "서방층", [],
         [(["전분"], []), (["셀룰로오스"], ["15 내지 35 중량%"])]),
        ("A를 포함하는 코어, 및 상기 코어를 둘러싸는 쉘을 포함하고, 평균 입경이 1 내지 3 mm인 캡슐", "캡슐", ["1 내지 3 mm"],
         [(["코어"], []), (["쉘"], [])]),
        ("상기 기재의 일면에 배치되며 점착제 100 중량부에 대하여 가교제 1 내지 2 중량부를 포함하는 점착층", "점착층", [],
         [(["점착제"], []), (["가교제"], ["1 내지 2 중량부"])]),
    ],
)
def test_a_part_that_says_what_it_holds_one_after_the_other(phrase, name, ranges, held):
    part = element_of(phrase)
    assert part.names == (name,) and [r.text for r in part.ranges] == ranges and inside(part) == held


@pytest.mark.parametrize(
    "phrase",
    ["뒤꿈치와 전족부의 높이 차가 6 내지 10 mm", "상기 제1 전극과 상기 제2 전극 사이의 거리가 10 내지 30 μm",
     "상기 제1제와 제2제는 1:1 내지 1:2의 중량비로 혼합되는"],
)
def test_what_is_between_two_things_is_a_condition_of_its_figure(phrase):
    element = element_of(phrase)
    assert element.kind == "condition" and not any(element.names) and len(element.ranges) == 1
