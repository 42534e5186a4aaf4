"""What a description names and what yet stands in no other thing's place; what is told by its class, or in another script."""

import pytest

import tasks.infringement  # noqa: F401
from tasks.infringement.chemistry import cathode
from tasks.infringement.opposites import opposite_said
from tasks.infringement.spans import read
from tasks.infringement.terms import table
from tests.tasks.compared import Tiny, matches, one

MET, UNKNOWN, MISSED = "대응", "판단불가", "미대응"
CARBON = "모노에탄올아민 1 내지 6 중량%; 및 과산화수소를 포함하는 염모제 조성물."
ACID = "구연산, 사과산 및 인산 중에서 선택되는 1종 이상의 산미료; 및 알룰로스를 포함하는 음료."
BARRIER = "산화알루미늄 또는 산화규소 배리어층; 및 외층을 포함하는 파우치."
LID = "자석에 의해 닫히는 덮개; 및 본체를 포함하는 화장품 용기."
REPELLENT = "비불소계 발수제; 및 폴리에스터 원단을 포함하는 재킷."
EMULSIFIER = "폴리글리세릴계 유화제 1 내지 5 중량%; 및 정제수를 포함하는 화장료 조성물."
GUM = "카파-카라기난 1 내지 4 중량%; 및 정제수를 포함하는 겔 조성물."
SEALANT = "폴리에틸렌 외층; 및 두께가 50 내지 80 μm인 무연신 폴리프로필렌 실란트층을 포함하는 파우치."
SUBSTRATE = "절연 기판; 및 상기 절연 기판 위의 빗살형 전극을 포함하는 가스 센서."
XYLITOL = "자일리톨 1 내지 5 중량%; 및 정제수를 포함하는 음료."


@pytest.mark.parametrize(
    "claim, product, first",
    [
        (CARBON, "암모니아 냄새가 나지 않는 염색약. 알칼리제 4%, 과산화수소 5%", UNKNOWN),
        (CARBON, "암모니아수 4%와 과산화수소 5%로 된 염색약", MISSED),
        (ACID, "산도는 산미료로 맞췄고 알룰로스를 넣은 음료", UNKNOWN),
        (ACID, "산도는 젖산으로 맞췄고 알룰로스를 넣은 음료", MISSED),
        (XYLITOL, "소르비톨을 2% 넣은 정제수 음료", MISSED),
        (BARRIER, "외층 안쪽에 실리카를 증착한 배리어층이 있는 파우치", MET),
        (BARRIER, "외층 안쪽에 EVOH 배리어층이 있는 파우치", MISSED),
        (LID, "자석식 덮개가 본체에 있는 용기. 리필은 나사로 고정", MET),
        (LID, "나사식 덮개가 본체에 있는 용기", MISSED),
        (REPELLENT, "폴리에스터 원단에 왁스계 발수제를 바른 재킷", MET),
        (REPELLENT, "폴리에스터 원단에 불소계 발수제를 바른 재킷", MISSED),
        (EMULSIFIER, "polyglyceryl-4 isostearate 3%와 정제수로 만든 크림", MET),
        (EMULSIFIER, "Polysorbate 60 3%와 정제수를 넣은 크림", MISSED),
        (GUM, "카라기난 2%와 정제수로 된 겔", UNKNOWN),
        (GUM, "κ-카라기난 2%와 정제수로 된 겔", MET),
        (GUM, "이오타-카라기난 2%와 정제수로 된 겔", MISSED),
        (SUBSTRATE, "석영판 위에 깍지형 전극을 둔 가스 센서", MET),
    ],
)
def test_what_stands_in_the_place_of_an_element_and_what_does_not(claim, product, first):
    assert matches(one(claim, product, Tiny()))[0] == first


def test_what_is_told_by_its_class_is_not_replaced_by_another_part():
    product = "겉은 폴리에틸렌, 가운데는 나일론, 안쪽은 폴리올레핀계 실란트 60 μm인 파우치"
    assert matches(one(SEALANT, product, Tiny()))[1] == UNKNOWN


def test_a_part_that_another_is_joined_to_has_no_rival():
    claim = "제1 도전형의 기판; 및 소스 전극과 전기적으로 연결된 차폐 영역을 포함하는 전력 반도체 소자."
    product = "기판에 게이트를 묻고 그 아래 실드층을 소스 전위로 묶은 전력 반도체 소자"
    assert matches(one(claim, product, Tiny()))[1] == MET


@pytest.mark.parametrize("said", ["시스테아민 HCl", "시스테아민염산염", "cysteamine hydrochloride"])
def test_salts_of_a_base_that_the_claim_takes_in(said):
    claim = "시스테아민 또는 그 염 3 내지 8 중량%; 및 정제수를 포함하는 펌제 조성물."
    assert matches(one(claim, f"{said} 5%와 정제수를 넣은 펌제", Tiny()))[0] == MET
    step = "시스테아민 또는 그 염을 포함하는 제1제를 모발에 도포하는 단계; 및 모발을 산화시키는 단계를 포함하는 펌 방법."
    assert matches(one(step, f"모발에 {said} 로션을 도포하고 산화시키는 펌 방법", Tiny()))[0] == MET


def test_who_names_parts_of_a_device_has_not_named_them_all():
    claim = "회전하는 드럼; 상기 드럼을 돌리는 모터; 및 상기 드럼에 열풍을 공급하는 송풍부를 포함하는 건조기."
    assert MISSED not in matches(one(claim, "스테인리스 외장에 5 kg 용량이고 전선 1.5 m가 들어간 건조기", Tiny()))
    cream = "알부틴; 및 병풀 추출물을 포함하는 미백 화장료 조성물."
    assert matches(one(cream, "코직산을 넣은 미백 크림을 만들었어", Tiny()))[:2] == [MISSED, MISSED]


@pytest.mark.parametrize(
    "said, last",
    [
        ("수소는 감지하지 않게 만들었어요", MISSED),
        ("수소 감지 기능은 없어요", MISSED),
        ("메탄만 감지하는 센서예요", MISSED),
        ("수소를 감지하고 메탄은 감지하지 않아요", MET),
        ("수소를 감지합니다", MET),
    ],
)
def test_what_a_thing_is_for_is_denied(said, last):
    claim = "절연 기판; 및 상기 절연 기판의 하면에 배치된 히터를 포함하는 수소 감지용 가스 센서."
    assert matches(one(claim, f"유리 기판 아랫면에 히터가 있는 가스 센서. {said}", Tiny()))[-1] == last


@pytest.mark.parametrize(
    "text, opposite",
    [
        ("불투명한 갈색 음료예요", True),
        ("음료는 불투명합니다", True),
        ("불투명 용기에 담은 투명 음료예요", False),
        ("불투명 용기에 담은 음료예요", False),
        ("맑은 단백질 음료예요", False),
    ],
)
def test_the_opposite_of_a_word_of_the_category(text, opposite):
    assert opposite_said("투명 단백질 음료", text) is opposite


@pytest.mark.parametrize(
    "claimed, named, relation",
    [
        ("스테아르산마그네슘", "Mg stearate", "same"),
        ("스테아르산마그네슘", "Ca stearate", "other"),
        ("호모 폴리프로필렌", "homo PP", "same"),
        ("호모 폴리프로필렌", "블록 PP", "other"),
        ("에틸렌-옥텐 공중합체 고무", "에틸렌-알파올레핀계 고무", "class"),
        ("베타글루칸", "식이섬유", "class"),
        ("판테놀", "비타민 B군", "class"),
        ("로커스트빈검", "캐롭콩검", "same"),
    ],
)
def test_relations(claimed, named, relation):
    assert table().relation(claimed, named) == relation


@pytest.mark.parametrize(
    "product, wanted",
    [
        ("알루미나 기판 위에 팔라듐 1 중량%를 담지한 산화주석 막이 있는 가스 센서", MET),
        ("알루미나 기판 위에 Pd 7 wt%를 담지한 산화주석 막이 있는 가스 센서", MISSED),
        ("알루미나 기판 위에 팔라듐을 담지한 산화주석 막이 있는 가스 센서", UNKNOWN),
    ],
)
def test_the_amount_of_what_is_put_into_a_thing(product, wanted):
    claim = "알루미나 기판; 및 팔라듐 입자가 0.5 내지 3 중량% 담지된 산화주석 막을 포함하는 가스 센서."
    assert matches(one(claim, product, Tiny()))[1] == wanted


def test_what_another_thing_stands_on_is_not_that_thing():
    mentions = read("터치 전극은 TFE 위에 바로 만들고 소스 전극은 몰리브덴입니다", table()).mentions
    assert [m.role for m in mentions if m.text in ("TFE", "몰리브덴")] == ["", "소스 전극"]


def test_what_is_told_in_brackets_is_a_name_of_its_own():
    assert "PI substrate" in [m.text for m in read("패널은 plastic OLED(PI substrate)입니다", table()).mentions]


def test_two_ways_that_are_compared_are_open():
    claim = "본체; 및 상기 본체에 나사 결합되어 착탈되는 리필 용기를 포함하는 쿠션 콤팩트."
    product = "본체에 리필이 들어가는 쿠션. 고정은 나사식과 걸림식 두 안을 놓고 비교 시험 중입니다."
    assert matches(one(claim, product, Tiny()))[1] == UNKNOWN


CATHODE = "리튬 니켈 코발트 망간 복합 산화물을 포함하는 양극; 및 흑연 음극을 포함하는 리튬 이차전지."
FABRIC = "폴리에스테르 또는 나일론 직물로 이루어진 겉감층; 및 트리코 편물 안감층을 포함하는 원단."
BINDER = "카올린 25 내지 50 중량%; 및 알루미나 졸 또는 실리카 졸에서 유래한 바인더 5 내지 20 중량%를 포함하는 촉매."
CUSHION = "퍼프; 및 에테르계 폴리우레탄 폼을 포함하는 쿠션 콤팩트."
SEPARATOR = "양극; 및 폴리올레핀 기재의 적어도 일면에 무기물 입자를 포함하는 코팅층이 형성된 분리막을 포함하는 리튬 이차전지."
HYALURONIC = "히알루론산 0.1 내지 2 중량%를 포함하는 화장료 조성물."
CERAMIDE = "수소첨가 레시틴 0.5 내지 5 중량%; 및 세라마이드 NP 0.1 내지 2 중량%를 포함하는 화장료 조성물."


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        (CATHODE, "- 양극: LiNi0.6Co0.2Mn0.2O2\n- 음극: 흑연 음극\n리튬 이차전지", [MET, MET, MET]),
        (CATHODE, "LiCoO2 양극과 흑연 음극을 쓴 리튬 이차전지", [MISSED, MET, MET]),
        # a modifier of one part, or what is said to be it, stands in the place of no other part
        (FABRIC, "나일론 직물 겉감에 트리코 안감을 댄 원단", [MET, MET, MET]),
        (FABRIC, "겉감: 폴리에스터 우븐\n안감: 트리코\n원단입니다", [MET, MET, MET]),
        (CUSHION, "쿠션 콤팩트 사양\n- 퍼프: 루비셀 1매\n- 폼: 에테르계 폴리우레탄 폼", [MET, MET, MET]),
        (BINDER, "고령토 40 wt%, alumina sol 바인더 15 wt%인 촉매", [MET, MET, MET]),
        # what the claimed part is of is told as the part: no other part
        (SEPARATOR, "양극이 있고 분리막은 PE 원단 양면에 알루미나를 코팅한 리튬이온 셀", [MET, MET, MET]),
        (HYALURONIC, "소듐히알루로네이트 0.3%를 넣은 세럼", [MET, MET]),
        # a class told by its name, and another of that name
        (CERAMIDE, "수첨레시틴 2%로 유화하고 세라마이드를 0.5% 넣은 크림", [MET, UNKNOWN, MET]),
        (CERAMIDE, "수첨레시틴 2%로 유화하고 세라마이드 AP를 0.5% 넣은 크림", [MET, MISSED, MET]),
    ],
)
def test_whose_a_thing_is_that_is_named(claim, product, expected):
    assert matches(one(claim, product, Tiny())) == expected


def test_lithium_oxides_by_their_formulas():
    assert cathode("LiNi1/3Co1/3Mn1/3O2") == cathode("Li[Ni0.8Co0.1Mn0.1]O2") == "리튬 니켈 코발트 망간 산화물"
    assert cathode("LiFePO4") == "리튬 인산철" and cathode("LiNi0.8Co0.15Al0.05O2") == "리튬 니켈 코발트 알루미늄 산화물"
    assert cathode("LiPF6") is None and cathode("Li2CO3") is None and cathode("NCM") is None
