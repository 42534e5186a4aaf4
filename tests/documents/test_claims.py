"""Cutting claims into elements, Korean and English."""

import pytest

from documents.claims import parse, parse_all, split_claims
from documents.dependent import resolve


def texts(claim: str) -> list[str]:
    return [e.text for e in parse(claim).elements]


def test_category_comes_last_and_the_salt_phrase_is_no_element():
    assert texts(
        "메트포르민 또는 이의 약학적으로 허용 가능한 염 및 다파글리플로진을 유효성분으로 포함하는 당뇨병 치료용 약학적 조성물."
    ) == ["메트포르민", "다파글리플로진", "당뇨병 치료용 약학적 조성물"]


def test_a_form_is_an_element_of_its_own():
    claim = parse("잔탄검; 및 셀룰로오스검;을 포함하는 유중수형 에멀젼 타입의 화장료 조성물.")
    assert [(e.kind, e.text) for e in claim.elements] == [
        ("component", "잔탄검"),
        ("component", "셀룰로오스검"),
        ("form", "유중수형 에멀젼"),
        ("category", "화장료 조성물"),
    ]


@pytest.mark.parametrize(
    "choice",
    [
        "레티놀, 아데노신 및 바쿠치올로 이루어진 군에서 선택되는 1종 이상의 주름 개선 성분",
        "레티놀, 아데노신 및 바쿠치올로부터 선택되는 하나 이상의 주름 개선 성분",
        "레티놀, 아데노신 또는 바쿠치올 중에서 선택된 적어도 하나의 주름 개선 성분",
    ],
)
def test_a_choice_stays_together_and_lists_its_members(choice):
    first, second, _ = parse(f"{choice}; 및 세라마이드를 포함하는 화장료 조성물.").elements
    assert first.names == ("레티놀", "아데노신", "바쿠치올")
    assert first.head == "주름 개선 성분" and second.text == "세라마이드"


def test_a_choice_in_a_flat_list_takes_only_its_own_members():
    elements = parse(
        "히알루론산 0.1~2중량%, 그리고 세라마이드, 콜레스테롤 및 지방산으로 이루어진 군에서 선택된 "
        "하나 이상의 지질을 함유하는 화장료 조성물."
    ).elements
    assert [e.names for e in elements[:2]] == [("히알루론산",), ("세라마이드", "콜레스테롤", "지방산")]


def test_amounts_stay_with_what_they_measure():
    first, second, _ = parse(
        "조성물 총 중량에 대하여, 나이아신아마이드 2~5중량% 및 평균 입경이 10 내지 100nm인 이산화티타늄을 포함하는 화장료 조성물."
    ).elements
    assert first.names == ("나이아신아마이드",) and (first.ranges[0].low, first.ranges[0].high) == (2, 5)
    assert second.names == ("이산화티타늄",) and second.ranges[0].dimension == "length"


def test_a_condition_on_the_whole_is_an_element():
    claim = parse("살리실산 0.5~2중량% 및 글리세린을 포함하며 pH가 4.5 내지 6.5인 각질 제거용 화장료 조성물.")
    assert [e.kind for e in claim.elements] == ["component", "component", "condition", "category"]


def test_a_device_with_relations():
    claim = parse(
        "본체; 상기 본체에 회전 가능하게 결합되는 회전 브러시; 및 장애물을 감지하는 라이다 센서를 포함하는 로봇 청소기."
    )
    assert [e.names[0] for e in claim.elements] == ["본체", "회전 브러시", "라이다 센서", "로봇 청소기"]


def test_wa_separates_parts_but_not_relations():
    claim = parse(
        "사용자의 음성을 수신하는 음성 입력부와, 상기 음성 입력부와 연결되는 변환부와, 응답을 생성하는 응답 생성부를 포함하는 대화 시스템."
    )
    assert [e.names[0] for e in claim.elements] == ["음성 입력부", "변환부", "응답 생성부", "대화 시스템"]


def test_a_wherein_clause_is_a_condition():
    claim = parse(
        "양극, 음극 및 전해질을 포함하고, 상기 양극은 니켈 함량이 80몰% 이상인 리튬 산화물을 포함하는 것을 특징으로 하는 리튬 이차전지."
    )
    assert [e.kind for e in claim.elements] == ["component"] * 3 + ["condition", "category"]
    assert claim.elements[3].ranges[0].low == 80


def test_method_steps():
    claim = parse("(a) 쌀가루를 준비하는 단계; 및 (b) 30 내지 37℃에서 발효하는 단계를 포함하는 발효 식품의 제조 방법.")
    assert [e.kind for e in claim.elements] == ["step", "step", "category"] and claim.method


def test_open_and_closed_transitions():
    assert parse("폴리프로필렌 및 유리섬유를 포함하는 수지 조성물.").transition == "open"
    assert parse("폴리프로필렌 50~80중량% 및 유리섬유로 이루어진 수지 조성물.").transition == "closed"
    assert parse("A resin composition consisting of polypropylene and glass fiber.").transition == "closed"


def test_negative_limitation():
    first = parse("카보머를 포함하지 않고 잔탄검을 포함하는 화장료 조성물.").elements[0]
    assert first.negative and "카보머" in first.text


def test_english():
    claim = parse(
        "A cosmetic composition comprising: niacinamide in an amount of 2 to 5 wt%; an inorganic UV filter selected "
        "from the group "
        "consisting of titanium dioxide and zinc oxide; and a film former, wherein the composition is an "
        "oil-in-water emulsion."
    )
    assert [e.names for e in claim.elements[:3]] == [
        ("niacinamide",),
        ("titanium dioxide", "zinc oxide"),
        ("film former",),
    ]
    assert (
        claim.elements[3].kind == "condition" and claim.elements[-1].text == "cosmetic composition" and not claim.korean
    )


CLAIMS = """청구항 1. 나이아신아마이드를 포함하는 화장료 조성물.
청구항 2. 제1항에 있어서, 판테놀 1~5중량%를 더 포함하는 화장료 조성물.
청구항 3. 제1항 또는 제2항에 있어서, 상기 나이아신아마이드는 2중량% 이상인 것을 특징으로 하는 화장료 조성물.
청구항 4. 제1항에 있어서, 나이아신아마이드 대신에 알부틴을 포함하는 화장료 조성물."""


def test_dependent_claims_inherit_and_several_cited_claims_are_alternatives():
    claims = parse_all(CLAIMS)
    assert [c.number for c in claims] == [1, 2, 3, 4] and claims[2].cites == (1, 2)
    assert [e.text for e in resolve(claims, 2)[0]] == ["나이아신아마이드", "판테놀 1~5중량%", "화장료 조성물"]
    assert len(resolve(claims, 3)) == 2


def test_a_claim_that_replaces_an_element_stands_alone():
    claim = parse_all(CLAIMS)[3]
    assert claim.replaces and claim.independent


def test_places_are_those_of_the_text():
    claim = parse("잔탄검 및 글리세린을 포함하는 화장료 조성물.")
    assert all(claim.text[e.start : e.end] == e.text for e in claim.elements)


@pytest.mark.parametrize("text", ["", "안녕하세요", ".", "1. ", "((((", "및 및 및", "제1항에 있어서,", "포함하는"])
def test_what_is_no_claim_does_not_crash(text):
    assert parse(text).elements
    assert isinstance(split_claims(text), list)


def test_what_is_said_before_a_closing_feature_is_kept():
    assert texts("멘톨 및 캄퍼를 포함하는 바디 로션으로서, 에탄올을 실질적으로 포함하지 않는 것을 특징으로 하는 화장료 조성물.") == [
        "멘톨", "캄퍼", "에탄올을 실질적으로 포함하지 않는", "화장료 조성물",
    ]
    assert texts("옥토크릴렌을 포함하지 않고, 산화아연 5 내지 10 중량%; 및 실리카를 포함하는 화장료 조성물.") == [
        "옥토크릴렌을 포함하지 않는", "산화아연 5 내지 10 중량%", "실리카", "화장료 조성물",
    ]
    assert texts("에폭시 수지 100 중량부에 대하여, 경화제 20 중량부; 및 실리카 3 중량부를 포함하는 접착제.")[0] == "에폭시 수지"


def test_where_a_thing_is_does_not_name_it():
    first = parse("상기 음극과 고체 전해질 사이의 은-탄소 복합층을 포함하는 이차전지.").elements[0]
    assert first.names == ("은-탄소 복합층",)


def test_a_noun_that_ends_as_the_particle_does_is_not_cut():
    claim = parse("사과 추출물과 히알루론산과 무화과 추출물을 포함하는 화장료 조성물.")
    assert [e.names for e in claim.elements[:-1]] == [("사과 추출물",), ("히알루론산",), ("무화과 추출물",)]


def test_a_condition_that_only_measures_a_component_is_about_it():
    amount = parse("아연 및 비타민 C를 포함하고, 상기 비타민 C의 함량은 1 내지 3 중량%인 식품 조성물.").elements[2]
    assert amount.kind == "component" and amount.names == ("비타민 C",) and amount.ranges[0].high == 3.0
    sized = parse("평균 입경 20 내지 100 nm의 이산화티타늄 5 내지 15 중량%를 포함하는 선크림.").elements[0]
    assert sized.names == ("이산화티타늄",) and len(sized.ranges) == 2


@pytest.mark.parametrize(
    "claim, expected",
    [
        ("a) 쌀을 불리는 단계; 및 b) 쌀을 찌는 단계를 포함하는 떡의 제조방법.", ["쌀을 불리는 단계", "쌀을 찌는 단계", "떡의 제조방법"]),
        ("녹차 추출물, 및 감초 추출물을 1:2의 중량비로 혼합한 복합 추출물을 포함하는 크림.",
         ["녹차 추출물", "감초 추출물", "중량비가 1:2", "크림"]),
        ("탄소 0.1%, 잔부 철 및 불가피한 불순물로 이루어지는 강판.", ["탄소 0.1%", "잔부 철", "강판"]),
        ("카나우바 왁스를 포함하는 무수 크림으로서, 수분 함량이 1 중량% 이하인 크림.",
         ["카나우바 왁스", "수분 함량이 1 중량% 이하인", "크림"]),
    ],
)
def test_shapes_of_claims(claim, expected):
    assert texts(claim) == expected


def test_choices_with_their_mixture():
    group = "병풀(Centella asiatica) 추출물, 감초 추출물 및 이들의 혼합물로 이루어진 군으로부터 선택된 하나 이상을 포함하는 크림."
    assert parse(group).elements[0].names == ("병풀(Centella asiatica) 추출물", "감초 추출물")
    wherein = parse("제1항에 있어서, 상기 유화제는 레시틴, 소르비탄 올리에이트 또는 이들의 혼합물인 것을 특징으로 하는 크림.")
    assert wherein.elements[0].names == ("레시틴", "소르비탄 올리에이트") and wherein.elements[0].kind == "component"


def test_names_that_end_as_the_copula_does_are_names():
    assert parse("브로멜라인 또는 파파인; 및 젖산을 포함하는 필링 젤.").elements[0].names == ("브로멜라인", "파파인")
    choice = parse("베타인 및 트레할로스로 이루어진 군에서 선택된 1종 이상을 포함하는 크림.").elements[0]
    assert choice.names == ("베타인", "트레할로스")


def test_two_things_between_semicolons_are_two_elements():
    assert texts("스테아르산 및 팔미트산; 수산화칼륨; 및 정제수를 포함하는 쉐이빙 폼.")[:2] == ["스테아르산", "팔미트산"]


def test_a_name_that_begins_as_the_particle_does_keeps_its_beginning():
    assert texts("천연 고무; 과산화물 가교제 1 중량부; 및 와이어를 포함하는 벨트.")[1:3] == ["과산화물 가교제 1 중량부", "와이어"]


def test_a_wherein_choice_is_any_of_its_members():
    oil = parse("제1항에 있어서, 상기 오일은 호호바 오일 및 올리브 오일로 이루어진 군에서 선택되는 것을 특징으로 하는 크림.").elements[0]
    assert oil.kind == "component" and oil.names == ("호호바 오일", "올리브 오일") and oil.head == "오일"


@pytest.mark.parametrize(
    "claim, expected",
    [
        # what the wherein clause says of several things, one by one
        ("카올린을 포함하고, 상기 카올린의 평균 입경이 1 내지 10 μm이며, pH가 3.5 내지 5.5인 마스크 조성물.",
         ["카올린", "상기 카올린의 평균 입경이 1 내지 10 μm", "pH가 3.5 내지 5.5", "마스크 조성물"]),
        ("카라기난을 포함하고, 일면에 부직포 지지체가 부착되며, 두께가 0.5 내지 2.0 mm인 마스크팩.",
         ["카라기난", "일면에 부직포 지지체가 부착되며", "두께가 0.5 내지 2.0 mm", "마스크팩"]),
        ("판테놀을 포함하고, 상기 병풀 추출물이 아시아티코사이드를 100 내지 900 ppm 함유하며, 파라벤을 포함하지 않는 크림.",
         ["판테놀", "상기 병풀 추출물이 아시아티코사이드를 100 내지 900 ppm 함유하며", "파라벤을 포함하지 않는", "크림"]),
        ("A를 포함하고, 상기 A와 상기 B의 중량비가 1:0.3 내지 1:1이며, 다층 라멜라 구조를 형성하는 것을 특징으로 하는 크림.",
         ["A", "상기 A와 상기 B의 중량비가 1:0.3 내지 1:1", "다층 라멜라 구조를 형성하는", "크림"]),
        # what an amount is of, said between the thing and the amount
        ("실리콘계 활물질을 음극 활물질 전체 중량에 대하여 5 내지 20 중량%로 포함하는 음극; 및 분리막을 포함하는 이차전지.",
         ["실리콘계 활물질을 5 내지 20 중량%로 포함하는 음극", "분리막", "이차전지"]),
        ("서방층을 포함하고, 상기 서방층은 전분을 서방층 총 중량에 대하여 15 내지 35 중량%로 포함하며, 필름 코팅층을 더 포함하는 정제.",
         ["서방층", "상기 서방층은 전분을 15 내지 35 중량%", "필름 코팅층", "정제"]),
        # a form and a figure without a unit, each of its own; "제형은 …이며" in front of the category
        ("실리카 1 내지 5 중량%를 함유하고, 유중수형 에멀젼 제형이며, 자외선 차단지수(SPF)가 30 이상인 것을 특징으로 하는 선크림.",
         ["실리카 1 내지 5 중량%", "유중수형 에멀젼 제형이며", "자외선 차단지수(SPF)가 30 이상", "선크림"]),
        ("실리카 1 내지 5 중량%를 함유하고, 제형은 수중유형이며, 종횡비가 3 내지 5인, 선크림.",
         ["실리카 1 내지 5 중량%", "제형은 수중유형이며", "종횡비가 3 내지 5", "선크림"]),
        # what is said of "X로서" goes on up to the last verb
        ("유상부 40 중량%를 포함하는 밤 조성물로서, 상기 유상부는 A, B 및 C 중에서 선택되는 1종 이상의 오일을 포함하고, 상기 "
         "밤은 탈크를 함유하지 않는, 밤 조성물.",
         ["유상부 40 중량%", "상기 유상부는 A, B 및 C 중에서 선택되는 1종 이상의 오일", "상기 밤은 탈크를 함유하지 않는", "밤 조성물"]),
        # a figure and a state, one condition each; neither of two things
        ("정제수 잔량으로 이루어지고, 파라벤 및 알코올을 포함하지 아니하며, 용출률이 80% 이상이고, 난연도가 V-0인 수지.",
         ["정제수 잔량", "파라벤 및 알코올을 포함하지 않는", "용출률이 80% 이상", "난연도가 V-0", "수지"]),
        ("돼지고기 60 중량% 및 소금, 설탕, 마늘 분말로 이루어진 조미료 4 중량%를 포함하는 소시지에 있어서, 상기 돼지고기는 숙성된 것이고, "
         "셀러리 분말을 더 포함하는 것을 특징으로 하는 소시지.",
         ["돼지고기 60 중량%", "소금, 설탕, 마늘 분말로 이루어진 조미료 4 중량%", "상기 돼지고기는 숙성된 것이고",
          "셀러리 분말", "소시지"]),
        # parts with a comparison, parts of which others are made
        ("반도체층; 및 소스 전극 및 드레인 전극을 포함하고, 상기 게이트의 폭이 상기 반도체층의 폭보다 작은 박막 트랜지스터.",
         ["반도체층", "소스 전극", "드레인 전극", "상기 게이트의 폭이 상기 반도체층의 폭보다 작은", "박막 트랜지스터"]),
        ("압축기, 응축기 및 증발기가 연결된 냉매 순환부와, 공기를 보내는 송풍 팬과, 압축기를 조절하는 제어기를 포함하는 의류 건조기.",
         ["압축기, 응축기 및 증발기가 연결된 냉매 순환부", "공기를 보내는 송풍 팬", "압축기를 조절하는 제어기", "의류 건조기"]),
        ("유입구와 유출구가 형성된 탱크, 물을 거르는 필터를 포함하는 정수기.",
         ["유입구와 유출구가 형성된 탱크", "물을 거르는 필터", "정수기"]),
        ("컴퓨터로 하여금, 이력을 수집하는 단계 및 상품을 추천하는 단계를 실행시키기 위한 프로그램을 기록한 기록매체.",
         ["이력을 수집하는 단계", "상품을 추천하는 단계", "기록매체"]),
        # the list's own verb comes after a part's
        ("셀 적층체와, 냉각수가 흐르는 유로를 갖는 냉각 플레이트를 포함하고, 상기 냉각 플레이트와 셀 적층체 사이에 수지층이 "
         "개재되는 배터리 모듈.",
         ["셀 적층체", "냉각수가 흐르는 유로를 갖는 냉각 플레이트",
          "상기 냉각 플레이트와 셀 적층체 사이에 수지층이 개재되는", "배터리 모듈"]),
        # what two things are divided or joined by is one part; 착체인 is no noun; a base of several things
        ("냉장실과 냉동실을 구획하는 본체, 도어를 포함하는 냉장고.", ["냉장실과 냉동실을 구획하는 본체", "도어", "냉장고"]),
        ("발광층을 포함하고, 상기 도펀트의 함량은 1 내지 10 중량%이고, 상기 도펀트는 이리듐 착체인, 발광 소자.",
         ["발광층", "상기 도펀트의 함량은 1 내지 10 중량%", "상기 도펀트는 이리듐 착체인", "발광 소자"]),
        ("천연 고무 30 중량부와 합성 고무 70 중량부로 이루어진 원료 고무 100 중량부에 대하여, 실리카 50 중량부를 포함하는 고무 조성물.",
         ["천연 고무 30 중량부", "합성 고무 70 중량부로 이루어진 원료 고무", "실리카 50 중량부", "고무 조성물"]),
        ("외부 케이스와 내부 케이스 사이에 단열재가 충전된 용기로서, 상기 단열재는 흄드 실리카를 포함하고, 두께가 5 mm인 용기.",
         ["외부 케이스와 내부 케이스 사이에 단열재가 충전된", "상기 단열재는 흄드 실리카", "두께가 5 mm", "용기"]),
        ("중량%로, C: 0.15 내지 0.25%, Mn: 1.5 내지 3.0%를 포함하는 강판.", ["C: 0.15 내지 0.25%", "Mn: 1.5 내지 3.0%", "강판"]),
        ("본체와, 압축기를 포함하는 냉장고에 있어서, 온도 센서; 및 도어 스위치를 더 포함하는 것을 특징으로 하는 냉장고.",
         ["본체", "압축기", "온도 센서", "도어 스위치", "냉장고"]),
        # any verb may end the feature, and what is listed before 있어서 stays a list
        ("수위를 감지하는 수위 센서와, 물을 보내는 펌프를 구비한 급수 장치에 있어서, 상기 펌프는 수위가 낮으면 유량을 늘리는 것을 "
         "특징으로 하는 급수 장치.",
         ["수위를 감지하는 수위 센서", "물을 보내는 펌프", "상기 펌프는 수위가 낮으면 유량을 늘리는", "급수 장치"]),
        # ", 및" stands before the choice, whose members have a 및 of their own
        ("부식산 5 중량%, 해조 추출물, 및 아연, 붕소 및 망간으로 이루어진 군에서 선택되는 1종 이상의 미량요소를 함유하는 비료.",
         ["부식산 5 중량%", "해조 추출물", "아연, 붕소 및 망간으로 이루어진 군에서 선택되는 1종 이상의 미량요소", "비료"]),
        # neither of two things, in a list by semicolons; how far two parts are apart
        ("식물성 오일; 및 왁스 5 중량%를 포함하고, 미네랄 오일 및 실리콘을 포함하지 않으며, 물과 접촉하면 유화되는 클렌징 밤.",
         ["식물성 오일", "왁스 5 중량%", "미네랄 오일 및 실리콘을 포함하지 않는", "물과 접촉하면 유화되는", "클렌징 밤"]),
        ("갑피 및 중창을 포함하고, 뒤꿈치와 전족부의 높이 차가 6 내지 10 mm인 러닝화.",
         ["갑피", "중창", "뒤꿈치와 전족부의 높이 차가 6 내지 10 mm", "러닝화"]),
        # a thing with an amount and a size of its own is no member of the choice after it
        ("평균입경 10 내지 100 nm의 실리카 1 내지 8 중량%, A 및 B로 이루어진 군에서 선택된 1종 이상의 가교제 2 중량%를 포함하는 도료.",
         ["평균입경 10 내지 100 nm의 실리카 1 내지 8 중량%", "A 및 B로 이루어진 군에서 선택된 1종 이상의 가교제 2 중량%", "도료"]),
        ("제1제 및 제2제를 포함하고, 상기 제1제와 제2제는 1:1 내지 1:2의 중량비로 혼합되는 것을 특징으로 하는 염모제.",
         ["제1제", "제2제", "상기 제1제와 제2제는 1:1 내지 1:2의 중량비로 혼합되는", "염모제"]),
        # 깊이 is no subject: what a unit does, and what it does then
        ("카메라; 및 상기 깊이 카메라의 영상으로부터 위치를 산출하고, 상기 센서의 값이 임계값을 초과하면 상기 암을 정지시키는 제어부를 "
         "포함하는 로봇.",
         ["카메라", "상기 깊이 카메라의 영상으로부터 위치를 산출하고, 상기 센서의 값이 임계값을 초과하면 상기 암을 정지시키는 제어부",
          "로봇"]),
        ("수상과 유상을 포함하고, 도포 후 서로 분리되어 색소는 입술에 잔류하고 유분은 막을 형성하는 립 틴트.",
         ["수상", "유상", "도포 후 서로 분리되어 색소는 입술에 잔류하고 유분은 막을 형성하는", "립 틴트"]),
        ("점도가 5,000 내지 15,000 cP인 파운데이션.", ["점도가 5,000 내지 15,000 cP", "파운데이션"]),
        ("기판; 및 전극;을 포함하고, 상기 기판은 폴리이미드로 이루어진 것인 표시 장치.",
         ["기판", "전극", "상기 기판은 폴리이미드", "표시 장치"]),
    ],
)
def test_what_is_said_after_the_list_is_cut_into_what_each_part_says(claim, expected):
    assert texts(claim) == expected


def test_figures_of_a_thing_and_of_how_it_is_measured():
    claim = parse("25℃에서의 점도가 20 내지 80 cP이고, 얻어진 에멀젼의 평균 입경이 50 내지 300 nm이며, 총 중량이 80 내지 95 g인 크림.")
    viscosity, size, weight, _ = claim.elements
    assert [r.text for r in viscosity.ranges] == ["20 내지 80 cP"] and viscosity.kind == "condition"
    assert size.names == ("에멀젼",) and weight.kind == "condition"


def test_a_part_treated_with_what_lacks_something_is_no_negative_element():
    first, _ = parse("불소를 포함하지 않는 발수제로 처리된 발수층을 포함하는 원단.").elements
    assert first.names == ("발수층",) and not first.negative
    assert [(e.names, e.negative) for e in first.contains] == [(("불소",), True)]


def test_a_name_that_holds_the_syllable_of_a_participle_is_kept():
    first, _ = parse("다파글리플로진 5 내지 10 mg을 포함하는 속방층을 포함하는 정제.").elements
    assert first.names == ("속방층",) and first.contains[0].names == ("다파글리플로진",)


def test_what_a_unit_analyses_is_no_choice_of_parts():
    first, _ = parse("수분도, 색소 침착 및 주름 중 하나 이상을 분석하는 분석부를 포함하는 장치.").elements
    assert first.names == ("분석부",)


def test_a_step_of_two_deeds_is_one_step():
    steps = "쌀을 침지하는 단계; 및 상기 쌀에 엿기름 5 내지 10 중량%를 혼합하고 55 내지 65℃에서 당화시키는 단계를 포함하는 조청의 제조방법."
    assert len(parse(steps).elements) == 3


@pytest.mark.parametrize(
    "claim, expected",
    [
        # a comma before what is claimed; a part's own "포함하는" or "포함된" is no end of the list
        ("흑연; 및 탄소나노튜브를 포함하고, 상기 흑연의 평균 입경은 3 내지 8 μm인, 이차전지용 음극.",
         ["흑연", "탄소나노튜브", "상기 흑연의 평균 입경은 3 내지 8 μm", "이차전지용 음극"]),
        ("컨베이어; 및 상기 이물이 포함된 물품에 공기를 분사하는 노즐을 포함하고, 상기 공기의 압력은 0.4 내지 0.7 MPa인, 선별 장치.",
         ["컨베이어", "상기 이물이 포함된 물품에 공기를 분사하는 노즐", "상기 공기의 압력은 0.4 내지 0.7 MPa", "선별 장치"]),
    ],
)
def test_a_comma_before_the_category(claim, expected):
    assert texts(claim) == expected
