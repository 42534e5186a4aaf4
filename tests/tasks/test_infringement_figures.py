"""Figures of a description against claimed ranges: what they measure, whose they are, and how recipes tell them."""

import pytest

from tests.tasks.compared import Tiny, matches, one

EMULSION = "글리세린 5 내지 15 중량%를 포함하고, 평균 입자 크기가 50 내지 200 nm인 화장료 조성물."
SENSOR = "산화주석 감응막을 포함하고, 상기 산화주석의 평균 입경은 10 내지 50 nm이며, 작동 온도가 250 내지 350℃인 가스 센서."
MORTAR = "시멘트 100 중량부, 플라이애시 10 내지 25 중량부를 포함하고, 물-결합재비가 30 내지 45%인 모르타르 조성물."
EXTRACT = "병풀을 50 내지 80 %(v/v) 에탄올로 추출한 병풀 추출물 1 내지 10 중량%를 포함하는 화장료 조성물."
ROBOT = "다관절 암을 포함하고, 상기 다관절 암의 가반하중이 5 내지 15 kg인 로봇."
CUSHION = "폴리우레탄 폼을 포함하고, 상기 폴리우레탄 폼의 경도가 아스카 F 경도계로 측정하여 10 내지 70인 쿠션 화장품."
FABRIC = "나일론 기포층을 포함하고, 투습도가 10,000 g/㎡·24h 이상인 원단."
SHAMPOO = "소듐라우레스설페이트를 포함하고, 25℃에서의 점도가 2,000 내지 8,000 cP인 샴푸 조성물."
BREW = (
    "인삼을 80 내지 100℃에서 2 내지 6시간 동안 추출하는 단계; 및 30 내지 40℃에서 24 내지 96시간 동안 발효하는 단계를 "
    "포함하는 음료의 제조방법."
)
SERUM = (
    "아스코빅애씨드 및 페룰릭애씨드를 포함하고, 상기 아스코빅애씨드와 상기 페룰릭애씨드의 중량비가 10:1 내지 40:1인 화장료 조성물."
)
VENT = "이산화탄소 센서; 및 이산화탄소 농도가 1,000 ppm을 초과하면 환기 팬을 가동시키는 제어부를 포함하는 공기질 장치."
SEPARATOR = "양극을 포함하고, 두께가 8 내지 16 ㎛인 폴리에틸렌 분리막을 더 포함하는 이차전지."


@pytest.mark.parametrize(
    "claim, product, at, expected",
    [
        # the words beside a figure say what it measures
        (EMULSION, "글리세린 10% 크림, 평균 입도 120 nm", 1, "대응"),
        (EMULSION, "글리세린 10% 크림, 입자 사이즈 0.9㎛", 1, "미대응"),
        (EMULSION, "글리세린 10% 크림을 두께 1mm로 바릅니다", 1, "판단불가"),
        (SENSOR, "SnO2(평균 입자 30nm) 감응막 가스 센서. 300도에서 동작해요.", 1, "대응"),
        (SENSOR, "SnO2(평균 입자 30nm) 감응막 가스 센서. 500도에서 구워 만듭니다.", 2, "판단불가"),
        (ROBOT, "다관절 암 로봇이고 본체 무게는 40kg, 페이로드 10kg", 1, "대응"),
        (ROBOT, "다관절 암 로봇이고 본체 무게는 40kg", 1, "판단불가"),
        (CUSHION, "폴리우레탄 폼을 쓴 쿠션이고 폼 경도는 Asker F 기준 45", 1, "대응"),
        (CUSHION, "폴리우레탄 폼을 쓴 쿠션이고 폼 경도는 Shore A 45", 1, "판단불가"),
        (FABRIC, "나일론 기포층 원단, 투습도 15,000g/㎡/24h", 1, "대응"),
        (FABRIC, "나일론 기포층 원단, 투습도 4,000 g/m2·day", 1, "미대응"),
        # how a thing is measured is no claim of its own
        (SHAMPOO, "소듐라우레스설페이트 샴푸, 점도 3천 cps", 1, "대응"),
        (SHAMPOO, "소듐라우레스설페이트 샴푸, viscosity 7.2 Pa·s @25℃", 1, "대응"),
        (SHAMPOO, "소듐라우레스설페이트 샴푸, 점도 30 Pa·s(25℃)", 1, "미대응"),
        # recipes
        (EMULSION, "크림 성분표(kg당): 글리세린 120 g, 정제수 잔량", 0, "대응"),
        (EMULSION, "크림 1kg 안에 글리세린 300g", 0, "미대응"),
        (MORTAR, "시멘트 200kg에 플라이애시 40kg을 넣고 W/B는 38%인 모르타르", 1, "대응"),
        (MORTAR, "시멘트 200kg에 플라이애시 40kg을 넣고 W/B는 0.38인 모르타르", 2, "대응"),
        (MORTAR, "시멘트 100, 플라이애시 60 (중량부)인 모르타르", 1, "미대응"),
        (MORTAR, "시멘트 100중량부당 모래 200중량부, 플라이애시도 넣는 모르타르", 1, "판단불가"),
        # the strength of what draws an extract, and how much there is of it
        ("병풀을 50 내지 70 % 에탄올 수용액으로 40 내지 60 ℃에서 2 내지 6시간 추출하는 단계; 및 여과하는 단계를 포함하는 추출 방법.",
         "병풀을 에탄올 60% 수용액에 담가 45℃에서 6시간 우려낸 뒤 필터로 걸러 추출물을 만드는 방법", 0, "대응"),
        (EXTRACT, "70% 에탄올로 추출한 병풀 추출물 5% 크림", 0, "대응"),
        (EXTRACT, "병풀 70% 에탄올 추출물을 30 g/kg 배합한 크림", 0, "대응"),
        (EXTRACT, "30% 주정으로 추출한 병풀 추출물 5% 크림", 0, "미대응"),
        (EXTRACT, "병풀 추출물 5% 크림, 추출 용매는 원료사에 문의 중", 0, "판단불가"),
        # an item of a list has its own figures
        (BREW, "인삼 → 물 90℃ 3시간 추출 → 37℃ 60시간 발효 → 음료 제조", 1, "대응"),
        (BREW, "인삼 음료 제조: ① 90℃ 3시간 추출 ② 37℃ 발효(기간 미정)", 1, "판단불가"),
        (BREW, "인삼 음료 제조: ① 90℃ 3시간 추출 ② 37℃ 10시간 발효", 1, "미대응"),
        (BREW, "인삼 발효 음료 제조: 90℃ 3시간 추출, 37℃ 발효(기간 미정)", 1, "판단불가"),
        # a ratio that the amounts give
        (SERUM, "아스코빅애씨드 15%, 페룰릭애씨드 0.5% 세럼", 2, "대응"),
        (SERUM, "아스코빅애씨드 10%, 페룰릭애씨드 5% 세럼", 2, "미대응"),
        (SERUM, "아스코빅애씨드 15%와 페룰릭애씨드 세럼", 2, "판단불가"),
        # from which figure on something is done
        (VENT, "CO2 센서가 달리고 CO2가 1000ppm을 넘으면 MCU가 환기 팬을 돌리는 공기질 장치", 1, "대응"),
        (VENT, "CO2 센서, 이산화탄소 1,000 ppm 초과 시 컨트롤러가 환기 팬을 켜는 공기질 장치", 1, "대응"),
        (VENT, "CO2 센서가 달리고 CO2가 2000ppm을 넘으면 MCU가 환기 팬을 돌리는 공기질 장치", 1, "미대응"),
        (VENT, "CO2 센서가 달리고 CO2가 700ppm을 넘으면 MCU가 환기 팬을 돌리는 공기질 장치", 1, "판단불가"),
        (VENT, "CO2 센서(0~5,000 ppm)가 달린 공기질 장치", 1, "판단불가"),
        # a figure beside a layer is its thickness
        (SEPARATOR, "양극과 분리막 PE 14㎛를 쓴 이차전지", 1, "대응"),
        (SEPARATOR, "양극, 세퍼레이터는 폴리에틸렌 25마이크론짜리인 이차전지", 1, "미대응"),
    ],
)
def test_figures_against_claimed_ranges(claim, product, at, expected):
    assert matches(one(claim, product, Tiny()))[at] == expected
