"""What a product is made of, what it is, and what is said of its parts and means."""

import pytest

from tests.tasks.compared import Tiny, matches, one, run


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # what a product is good for, or is called besides, is nothing that it is made of
        ("세틸피리디늄클로라이드를 포함하는 데오도란트.", "땀 냄새 잡는 데오도란트를 만들고 있어요", ["판단불가", "대응"]),
        ("에칠헥실트리아존을 포함하는 자외선 차단제.", "SPF50+ 선크림을 개발했는데 유기자차야", ["판단불가", "대응"]),
        # an oil in a facial oil is not the facial oil
        ("동백 오일을 포함하는 페이스 오일.", "로즈힙 오일을 넣은 얼굴 오일", ["미대응", "대응"]),
        ("동백 오일을 포함하는 페이스 오일.", "동백씨오일이 든 페이셜 오일", ["대응", "대응"]),
        ("갈락토미세스 발효여과물을 포함하는 에센스.", "효모발효여과물을 담은 에센스", ["판단불가", "대응"]),
        # forms by their state
        ("잔탄검을 포함하는 겔상 화장료 조성물.", "잔탄검을 넣은 수딩젤이야", ["대응", "대응", "대응"]),
        ("잔탄검을 포함하는 겔상 화장료 조성물.", "잔탄검을 넣은 크림이야", ["대응", "미대응", "대응"]),
        ("글리세린을 포함하는 하이드로겔 마스크팩.", "글리세린을 적신 면 시트 마스크", ["대응", "미대응"]),
        # the class of one element replaces no other; a short name of another thing is not the thing
        ("세라마이드 NP 및 콜레스테롤을 포함하는 크림.", "세라마이드 크림을 만들었어", ["판단불가", "판단불가", "대응"]),
        ("세틸 PEG/PPG-10/1 디메티콘을 포함하는 크림.", "디메티콘을 넣은 크림", ["판단불가", "대응"]),
        ("멘톨을 포함하는 샴푸.", "두피가 시원해지는 샴푸를 만들었어", ["판단불가", "대응"]),
        ("마유를 포함하는 크림.", "Horse fat, snail secretion filtrate를 넣은 크림", ["대응", "대응"]),
        # 아모디메티콘 holds the letters of 디메티콘 and is another silicone
        ("디메티콘을 포함하는 컨디셔너.", "아모디메티콘을 배합한 컨디셔너", ["미대응", "대응"]),
        ("소듐코코설페이트를 포함하는 샴푸.", "소듐라우로일글루타메이트를 넣은 샴푸", ["미대응", "대응"]),
        ("편백 정유를 포함하는 크림.", "히노키 오일을 넣은 크림", ["대응", "대응"]),
        ("황칠나무 추출물을 포함하는 크림.", "Dendropanax morbifera extract를 넣은 크림", ["대응", "대응"]),
        ("용해성 마이크로니들을 포함하는 패치.", "주름 개선 패치를 출시합니다", ["판단불가", "대응"]),
        ("히알루론산을 포함하는 마이크로니들 패치.", "히알루론산 하이드로겔 패치를 만들었어", ["대응", "미대응"]),
        ("병풀 캘러스를 배양하는 단계를 포함하는 크림의 제조방법.", "인삼 캘러스를 배양해서 크림을 만들었어", ["미대응", "대응"]),
        ("유자 껍질 발효물을 포함하는 크림.", "발효물을 넣은 크림", ["판단불가", "대응"]),
        ("실리카에 티트리 오일이 담지된 분체를 포함하는 크림.", "티트리 오일을 넣은 크림", ["판단불가", "대응"]),
        ("당근 뿌리로부터 분리한 엑소좀을 포함하는 크림.", "인삼 유래 엑소좀을 담은 크림", ["미대응", "대응"]),
        ("판테놀을 포함하는 두피 토닉.", "두피가 젊어지는 토닉을 만들었어", ["판단불가", "대응"]),
        ("폴리비닐알코올을 포함하는 필오프 팩 조성물.", "폴리비닐알코올을 넣은 워시오프 팩입니다", ["대응", "미대응"]),
        # salts where the claim takes them in, and there only
        ("젖산 또는 이의 염을 포함하는 토너.", "소듐락테이트를 넣은 토너", ["대응", "대응"]),
        ("살리실산 또는 이의 염을 포함하는 토너.", "소듐살리실레이트를 넣은 토너", ["대응", "대응"]),
        ("글리콜산 또는 이의 염을 포함하는 토너.", "소듐락테이트를 넣은 토너", ["미대응", "대응"]),
        ("젖산을 포함하는 토너.", "소듐락테이트를 넣은 토너", ["미대응", "대응"]),
        # where groups stand on a ring; what is left out is the last thing named, not one with an amount of its own
        ("p-페닐렌다이아민 0.5 내지 3 중량%; 및 모노에탄올아민을 포함하는 염모제.",
         "파라페닐렌디아민 2%, 암모니아를 빼고 모노에탄올아민을 쓴 염모제", ["대응", "대응", "대응"]),
        ("메타페닐렌다이아민을 포함하는 염모제.", "파라페닐렌디아민을 넣은 염모제", ["미대응", "대응"]),
        ("캔데릴라왁스; 및 오조케라이트를 포함하는 립밤.",
         "왁스는 칸데릴라랑 오조케라이트 합쳐서 14%인 립밤", ["대응", "대응", "대응"]),
        # alone in its role is not alone in the product
        ("알부틴 및 1,2-헥산다이올을 포함하는 크림.", "방부 시스템은 1,2-헥산다이올만 쓰는 크림", ["판단불가", "대응", "대응"]),
        ("병풀 추출물을 에탄올로 추출하는 단계를 포함하는 크림의 제조방법.", "병풀을 에탄올로 추출해 크림을 만듭니다", ["대응", "대응"]),
    ],
)
def test_what_a_cosmetic_is_made_of_and_what_it_is(claim, product, expected):
    assert matches(one(claim, product, Tiny())) == expected


@pytest.mark.parametrize(
    "said, expected",
    [
        # told by what it does, in no word of the claim: nothing else in the claim accounts for it
        ("온도센서가 달린 밥솥인데 너무 뜨거워지면 삐삐 소리가 울리고 빨간 불빛이 깜빡거려요", "대응"),
        ("온도센서가 달린 밥솥입니다", "판단불가"),
        ("온도센서가 달린 밥솥인데 예쁜 색깔이고 소리 조용하고 전기도 적게 먹어요. 다른 건 비공개", "판단불가"),
    ],
)
def test_what_nothing_else_in_the_claim_accounts_for(said, expected):
    claim = "내솥의 온도를 감지하는 온도 센서; 및 과열 상태를 사용자에게 통지하는 경고 출력부를 포함하는 밥솥."
    assert matches(one(claim, said, Tiny())) == ["대응", expected, "대응"]


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # what is done by one means only is done by no other
        (
            "연료전지 스택; 및 폐열로 실내를 난방하는 열교환기를 포함하는 버스.",
            "연료전지 스택이 있고 난방은 PTC 히터로만 하는 버스",
            "낮음",
        ),
        ("차량을 인증하는 PnC 모듈; 및 충전 커넥터를 포함하는 충전기.", "충전 커넥터가 있는 충전기. 인증은 회원카드로만 합니다.", "낮음"),
        # a part denied by the end of its name
        ("히알루론산을 포함하는 마이크로니들; 및 패치를 포함하는 미용 패치.", "히알루론산이 든 패치예요. 니들은 없습니다", "낮음"),
        # 드레인 is no 드레 that is something
        (
            "드레인 영역이 형성된 SiC 기판; 및 트렌치 게이트를 포함하는 MOSFET.",
            "실리콘 기판에 드레인 영역과 트렌치 게이트가 있는 MOSFET",
            "낮음",
        ),
        # a formula that ends in another is no spelling of it
        ("GaN 채널층; 및 AlGaN 배리어층을 포함하는 트랜지스터.", "GaN 채널 위에 InAlN 배리어층을 올린 트랜지스터", "낮음"),
        # "물 발포제" is a 발포제 with 물
        ("폴리올; 및 물을 포함하는 발포제를 포함하는 폴리우레탄 폼.", "폴리올과 물 발포제로 만든 우레탄폼", "높음"),
    ],
)
def test_means_and_parts_by_what_is_said_of_them(claim, product, expected):
    assert one(claim, product).risk_level == expected


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # a part of several words that nothing is called by is told by what it does
        ("용기; 및 먼지 압축부를 포함하는 청소기.", "용기에 모인 먼지를 꾹 눌러 압축하는 청소기예요.", ["대응", "대응", "대응"]),
        ("전압 측정부; 및 표시부를 포함하는 전원 장치.", "셀 전압을 재서 표시부에 띄우는 전원 장치입니다.", ["대응", "대응", "대응"]),
    ],
)
def test_a_part_is_told_by_its_words(claim, product, expected):
    assert matches(one(claim, product, Tiny())) == expected


LIFT = "승강로를 이동하는 카; 및 하중이 정격을 초과하면 경보를 출력하는 경보부를 포함하는 엘리베이터."


@pytest.mark.parametrize(
    "product, expected",
    [
        ("카가 승강로를 오르내리는 엘리베이터인데, 사람이 너무 많이 타면 삐 소리로 알려 문이 안 닫히게 해요.", "대응"),
        ("카가 승강로를 오르내리는 엘리베이터입니다.", "판단불가"),
    ],
)
def test_what_is_left_over_tells_the_element_that_is_left(product, expected):
    assert matches(one(LIFT, product, Tiny()))[1] == expected


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # how, of what or by what something is done is open, and nothing else
        ("수분을 감지하는 수분 센서; 및 감지된 수분에 따라 물을 분사하는 노즐을 포함하는 화분 관리 장치.",
         "수분 센서로 흙의 수분을 감지하는 화분 관리 장치예요. 물을 언제 어떻게 뿌릴지는 아직 못 정했습니다.", "O?O"),
        ("얼굴 영상을 촬영하는 카메라; 및 상기 영상으로부터 사용자를 인식하는 인식부를 포함하는 도어락.",
         "카메라로 얼굴을 찍는 도어락인데 무슨 방식으로 사용자를 알아보는지는 설명서에 안 나와 있어요", "O?O"),
        ("원료를 분쇄하는 분쇄부; 및 분쇄된 원료를 회전 교반하여 혼합하는 혼합부를 포함하는 조제 장치.",
         "원료를 분쇄하는 분쇄부가 있는 조제 장치입니다. 원료를 섞는 방식은 설계 중입니다.", "O?O"),
        # an amount, or what kind of thing it is
        ("원두를 분쇄하는 단계; 및 분쇄된 원두를 85 내지 95℃의 물로 2 내지 4분 동안 추출하는 단계를 포함하는 커피의 제조방법.",
         "원두를 갈아서 90도 물로 추출하는 커피 제조방법입니다(시간은 바리스타 재량).", "O?O"),
        ("글리세린 5 내지 10 중량% 및 판테놀을 포함하는 토너.",
         "글리세린과 판테놀이 들어간 토너. 글리세린 함량은 라벨에 안 적혀 있어요.", "?OO"),
        ("글리세린 및 판테놀을 포함하는 토너.", "글리세린과 판테놀이 들어간 토너인데 글리세린 함량은 비공개예요.", "OOO"),
        ("모래 100 내지 200 중량부 및 시멘트 100 중량부를 포함하는 모르타르 조성물.",
         "시멘트 100중량부의 모르타르 조성물입니다. 모래도 넣지만 양은 현장마다 다르고 물도 조절해요.", "?OO"),
        ("탄산칼슘 20 내지 40 중량부 및 난연제로서 수산화마그네슘을 포함하는 수지 조성물.",
         "탄산칼슘 30중량부에 무기 난연제를 넣은 수지 컴파운드. 난연제 종류는 공급사 기밀.", "O?O"),
        ("폴리우레탄 폼으로 이루어진 쿠션; 및 상기 쿠션의 내부에 배치되는 압력 센서를 포함하는 의자.",
         "폴리우레탄 폼 쿠션 안에 압력 센서를 넣은 의자입니다. 센서 제조사는 미정이에요.", "OOO"),
        ("기판; 및 상기 기판 상에 직접 형성되는 금 전극을 포함하는 바이오 센서.",
         "바이오 센서. 기판 위에 금 전극이 있는데 중간에 접착층이 있는지는 자료에 없어요", "O?O"),
        ("메틸셀룰로오스; 및 비트 색소를 포함하는 패티 조성물.", "메틸셀룰로오스를 배합한 패티. 색소는 넣을지 말지 미정.", "O?O"),
        # one of a choice that asks for two
        ("리날로올, 리모넨 및 시트랄로 이루어진 군에서 선택되는 2종 이상을 포함하는 향수.", "리모넨을 넣은 향수입니다", "?O"),
        ("리날로올, 리모넨 및 시트랄로 이루어진 군에서 선택되는 2종 이상을 포함하는 향수.", "리모넨과 시트랄을 넣은 향수입니다", "OO"),
    ],
)
def test_what_is_open_is_unknown_and_nothing_else_is(claim, product, expected):
    assert marks(claim, product) == expected


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # a denial is held against the deed that it is told with
        ("온도를 측정하는 온도 센서; 및 측정된 온도에 따라 히터의 출력을 조절하는 제어부를 포함하는 온풍기.",
         "온도 센서가 온도를 재는 온풍기인데 히터 출력은 온도와 상관없이 다이얼로 조절합니다.", "OXO"),
        ("온도를 측정하는 온도 센서; 및 측정된 온도에 따라 히터의 출력을 조절하는 제어부를 포함하는 온풍기.",
         "온도 센서가 온도를 재고 제어부가 히터 출력을 조절하는 온풍기(리모컨 없이 사용)", "OOO"),
        ("대상물을 자력으로 부착하는 그리퍼를 포함하는 로봇.", "그리퍼로 대상물을 잡는 로봇(자력 부착 방식 아님)", "XO"),
        ("에탄올 40 내지 60 중량% 및 글리세린을 포함하는 손소독제.", "에탄올 말고 이소프로판올을 55% 넣고 글리세린을 섞은 손소독제", "XOO"),
        ("기판; 및 상기 기판 상에 직접 형성되는 금 전극을 포함하는 바이오 센서.",
         "바이오 센서: 기판 위에 접착층 없이 금 전극을 직접 형성했습니다", "OOO"),
        ("기판; 및 상기 기판 상에 직접 형성되는 금 전극을 포함하는 바이오 센서.",
         "바이오 센서. 금 전극은 기판 위에 바로 만들지 않고 필름에 인쇄해 붙였습니다", "OXO"),
        ("밀가루 60 내지 80 중량%; 버터; 및 이스트를 포함하는 빵 반죽.",
         "Wheat flour 70% / butter 10% / yeast 2% / 계란 무첨가 빵 반죽", "OOOO"),
        ("탄소섬유 복합재로 이루어진 프레임을 포함하는 자전거.", "알루미늄 프레임 자전거입니다", "XO"),
        # the kind of product
        ("히알루론산을 포함하는 마스크팩.", "히알루론산을 넣은 세럼이지 마스크팩이 아니에요", "OX"),
        ("나이아신아마이드를 포함하는 미백용 화장료 조성물.", "나이아신아마이드를 넣은 마시는 음료입니다. 화장품 아님", "OX"),
        ("판테놀을 포함하는 두피 개선용 샴푸 조성물.", "두피 케어 샴푸! 판테놀 함유", "OO"),
        ("심박수를 측정하는 심박 센서를 포함하는 심박 측정 장치.", "심박 센서로 심박수를 측정하는 심박측정기", "OO"),
    ],
)
def test_what_is_denied_is_missed_and_nothing_else_is(claim, product, expected):
    assert marks(claim, product) == expected


def marks(claim: str, product: str) -> str:
    return "".join({"대응": "O", "미대응": "X", "판단불가": "?"}[m] for m in matches(one(claim, product, Tiny())))


def test_what_is_left_over_says_that_it_needs_a_look():
    claim = "내솥의 온도를 감지하는 온도 센서; 및 과열 상태를 사용자에게 통지하는 경고 출력부를 포함하는 밥솥."
    said = "온도센서가 달린 밥솥인데 너무 뜨거워지면 삐삐 소리가 울리고 빨간 불빛이 깜빡거려요"
    [row] = run([{"regit_num": "1", "claim_text": claim, "user_query": said}], Tiny(), form="extended")
    alarm = row.result.comparisons[1]
    assert (alarm.match, alarm.grounds) == ("대응", "left over") and alarm.confidence < 0.85 and "확인" in alarm.note


KETTLE = "물을 담는 용기; 용기를 데우는 히터; 및 선형 저밀도 폴리에틸렌으로 이루어진 패킹을 포함하는 전기 주전자."
SCREEN = "이산화티탄; 및 글리세린을 포함하고, 상기 이산화티탄은 트라이에톡시카프릴릴실레인으로 표면처리된 것을 특징으로 하는 선크림."
PANEL = "광원; 확산판; 및 적외선 차단 필터를 포함하는 조명 장치."


@pytest.mark.parametrize(
    ("claim", "product", "match"),
    [
        (KETTLE, "물을 담는 용기와 용기를 데우는 히터, LLDPE 패킹이 있는 전기 주전자입니다.", "대응"),
        (KETTLE, "물을 담는 용기와 용기를 데우는 히터가 있는 전기 주전자인데 뚜껑 안쪽 고리는 폴리에틸렌 계열입니다.", "판단불가"),
        (SCREEN, "글리세린이 든 선크림이고 트리에톡시카프릴릴실란으로 표면처리한 이산화티탄을 씁니다.", "대응"),
        (SCREEN, "글리세린이 든 선크림이고 이산화티탄은 발수 표면처리를 한 분체를 씁니다.", "판단불가"),
        (PANEL, "광원과 확산판, 그 앞에 IR 차단 필터가 달린 조명 장치입니다.", "대응"),
        (PANEL, "광원과 확산판, 그 앞에 광학 필터가 달린 조명 장치입니다.", "판단불가"),
    ],
)
def test_a_class_is_not_the_kind_that_is_claimed(claim, product, match):
    assert one(claim, product, Tiny()).comparisons[2].match == match
