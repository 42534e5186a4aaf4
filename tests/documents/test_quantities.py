"""Amounts, ranges and their comparison."""

import math

import pytest

from documents.quantities import compare, find


@pytest.mark.parametrize(
    "text, low, high, dimension",
    [
        ("10 내지 50 중량%", 10, 50, "weight share"),
        ("10~50중량%", 10, 50, "weight share"),
        ("10중량% 이상 50중량% 이하", 10, 50, "weight share"),
        ("50~10%", 10, 50, "share"),
        ("5 g/kg", 0.5, 0.5, "weight share"),
        ("5nm 내지 2㎛", 5e-9, 2e-6, "length"),
        ("25 ℃ 이상", 25, math.inf, "temperature"),
        ("pH 4.5~6.5", 4.5, 6.5, "pH"),
        ("pH가 7 이하", -math.inf, 7, "pH"),
        ("at least 5 wt%", 5, math.inf, "weight share"),
        ("from 10 to 50 wt%", 10, 50, "weight share"),
        ("1:1 내지 1:5", 0.2, 1, "ratio"),
        ("1:0.5 내지 2", 0.5, 2, "ratio"),
        ("5,000 내지 30,000 cP", 5000, 30000, "viscosity"),
        ("3 시간", 10800, 10800, "time"),
        ("42도쯤에서", 42, 42, "angle"),
        ("28도까지", 28, 28, "angle"),
        ("영하 20도", -20, -20, "angle"),
        ("25±2℃", 23, 27, "temperature"),
        ("30부랑", 30, 30, "parts"),
        ("900바로", 9e7, 9e7, "pressure"),
        ("180gf", 180, 180, "force"),
        ("2만 5천 cps", 25000, 25000, "viscosity"),
        ("1시간 30분", 5400, 5400, "time"),
        ("3시간 반", 12600, 12600, "time"),
        ("24 g/㎡·24h 이상", 24 / 86400, math.inf, "mass/area·time"),
        ("24g/㎡/24h", 24 / 86400, 24 / 86400, "mass/area·time"),
        ("24 g/m2·day", 24 / 86400, 24 / 86400, "mass/area·time"),
        ("60℃/분", 1, 1, "temperature/time"),
        ("5 mg/100mL", 0.05, 0.05, "concentration"),
        ("1대 4로 섞어", 0.25, 0.25, "ratio"),
    ],
)
def test_ranges_are_read(text, low, high, dimension):
    [found] = find(text)
    assert (found.low, found.high, found.dimension) == (pytest.approx(low), pytest.approx(high), dimension)
    assert text[found.start : found.end].strip() == found.text


@pytest.mark.parametrize(
    "text",
    ["3주년", "2분의 1", "500마이크로암페어", "PPG-17/IPDI", "C10-30 알킬", "카보머 940", "1,2-헥산디올", "3개월", "폴리소르베이트 60", ""],
)
def test_figures_in_names_are_no_amounts(text):
    assert find(text) == []


@pytest.mark.parametrize(
    "amount, outcome",
    [
        ("10%", "inside"),
        ("50중량%", "inside"),
        ("300 g/kg", "inside"),
        ("9%", "near"),
        ("55%", "near"),
        ("7.9%", "outside"),
        ("61%", "outside"),
        ("20~30%", "inside"),
        ("5~20%", "overlap"),
        ("60~70%", "outside"),
        ("30몰%", None),
        ("30℃", None),
    ],
)
def test_an_amount_against_a_range(amount, outcome):
    assert compare(find("10 내지 50 중량%")[0], find(amount)[0]) == outcome


@pytest.mark.parametrize(
    "claimed, said, outcome",
    [
        ("2 내지 4 mg/L", "3 ppm", "inside"),
        ("2 내지 4 ppm", "30 mg/L", "outside"),
        ("2 내지 4 mg/L", "3 중량%", None),
        ("200 내지 400%", "2.5배", "inside"),
        ("200 내지 400%", "6배", "outside"),
        ("20 내지 40%", "2.5배", None),  # no share of a composition
        ("밀도가 0.1 내지 0.3 g/㎤", "비중 0.2", "inside"),
    ],
)
def test_a_figure_on_another_scale(claimed, said, outcome):
    assert compare(find(claimed)[0], find(said)[0]) == outcome


def test_units_are_converted():
    assert compare(find("10 내지 100nm")[0], find("0.05㎛")[0]) == "inside"
    assert compare(find("20 내지 30℃")[0], find("300 K")[0]) == "inside"
    assert compare(find("30 내지 37℃")[0], find("35도에서")[0]) == "inside"


def test_an_open_bound_excludes_itself():
    assert compare(find("5% 미만")[0], find("5%")[0]) == "near"
    assert compare(find("5% 이하")[0], find("5%")[0]) == "inside"


def test_the_margin_is_a_setting():
    assert compare(find("10 내지 50%")[0], find("9%")[0], margin=0.05) == "outside"


def test_figures_known_by_the_word_before_them():
    hlb, spf = find("HLB가 10 내지 16인 계면활성제와 SPF 50 이상")
    assert (hlb.dimension, hlb.low, hlb.high) == ("HLB", 10, 16) and spf.dimension == "SPF" and spf.low == 50


def test_a_temperature_and_its_time_are_no_heating_rate():
    assert [r.dimension for r in find("121℃/15분")] == ["temperature", "time"]


@pytest.mark.parametrize(
    "text, low, high, dimension",
    [
        ("PC(Mw 2만5천)", 25000, 25000, "molecular weight"),
        ("중량평균분자량 22,000짜리", 22000, 22000, "molecular weight"),
        ("중량평균분자량이 20,000 내지 30,000인", 20000, 30000, "molecular weight"),
        ("분자량이 20 내지 30 kDa인", 20000, 30000, "molecular weight"),
        ("폼 경도는 Asker F 기준 45입니다", 45, 45, "hardness asker F"),
        ("경도가 아스카 F 경도계로 측정하여 10 내지 70", 10, 70, "hardness asker F"),
        ("경도가 100 내지 250 gf인", 100, 250, "force"),
        ("물결합재비 0.35.", 35, 35, "share"),
        ("연필경도가 3H 이상인", 3, math.inf, "pencil hardness"),
        ("비중이 0.9 내지 1.1인", 0.9, 1.1, "specific gravity"),
        ("굴절률 1.52", 1.52, 1.52, "refraction"),
        ("0.2T 강판", 2e-4, 2e-4, "length"),
        ("W/B 0.38", 38, 38, "share"),
        ("중량비가 0.5 내지 2.0인", 0.5, 2, "ratio"),
        ("중량비가 2:1인", 2, 2, "ratio"),
        ("비율이 3:1 이상", 3, math.inf, "ratio"),
    ],
)
def test_figures_without_a_unit(text, low, high, dimension):
    [found] = find(text)
    assert (found.low, found.high, found.dimension) == (pytest.approx(low), pytest.approx(high), dimension)


@pytest.mark.parametrize(
    "text, low, high",
    [("이틀 동안", 2, 2), ("열두 시간 숙성", 0.5, 0.5), ("한 시간 반", 0.0625, 0.0625), ("하루 동안", 1, 1), ("일주일", 7, 7)],
)
def test_a_span_of_time_as_it_is_spoken(text, low, high):
    [span] = find(text)
    assert (span.dimension, span.low / 86400, span.high / 86400) == ("time", low, high)


@pytest.mark.parametrize("text", ["하루에 두 번", "네 주기마다", "세 시간대", "일주 도로"])
def test_a_word_that_begins_like_a_span_of_time_is_none(text):
    assert [r for r in find(text) if r.dimension == "time"] == []


@pytest.mark.parametrize(
    "text, bounds",
    [
        ("3:1:1", [(3, 3), (1, 1)]),
        ("1:1 내지 4:0.1 내지 0.5", [(0.25, 1), (2, 40)]),
        ("1:2:4 내지 1:4:5", [(0.25, 0.5), (0.5, 0.8)]),
    ],
)
def test_ratios_of_several_parts(text, bounds):
    assert [(r.low, r.high) for r in find(text)] == bounds


@pytest.mark.parametrize(
    "text, low, high, dimension",
    [
        ("pH 측정치 6.1이었어요", 6.1, 6.1, "pH"),
        ("pH를 재 보니 5.5였습니다", 5.5, 5.5, "pH"),
        ("pH미터로 재니 6.0이 나와요", 6, 6, "pH"),
        ("pH: 5.7±0.3", 5.4, 6, "pH"),
        ("pH는 보통 5.5~6.0 나옵니다", 5.5, 6, "pH"),
        ("pH를 조정한 3% 용액", 3, 3, "share"),
        ("SPF가 44 나와서", 44, 44, "SPF"),
        ("자외선 차단지수(SPF)가 50 이상", 50, math.inf, "SPF"),
        ("차단지수가 45로 찍혔어요", 45, 45, "SPF"),
        ("HLB를 계산하니 3이", 3, 3, "HLB"),
        ("분자량 측정 결과 20,000이었", 20000, 20000, "molecular weight"),
        ("아베수 Vd=55.9", 55.9, 55.9, "named 아베수"),
        ("νd(아베수)=55", 55, 55, "named 아베수"),
        ("아베 수 25.4", 25.4, 25.4, "named 아베수"),
        ("종횡비는 12:1", 12, 12, "named 종횡비"),
        ("A/R 20짜리", 20, 20, "named 종횡비"),
        ("감속비 1:30", 30, 30, "named 감속비"),
        ("경도는 40A", 40, 40, "hardness shore A"),
        ("마찰 계수를 재니 0.6", 0.6, 0.6, "named 마찰계수"),
    ],
)
def test_a_figure_known_by_the_noun_before_it(text, low, high, dimension):
    [found] = find(text)
    assert (found.low, found.high, found.dimension) == (pytest.approx(low), pytest.approx(high), dimension)


@pytest.mark.parametrize("text", ["혼합비 3:1", "탄소수 12", "빔의 수가 4 이상", "용수 3톤", "정제수 60%", "회전수 2000rpm"])
def test_a_number_of_things_and_a_ratio_of_two_are_no_figures_of_their_own(text):
    assert not any(r.dimension.startswith("named") for r in find(text))


@pytest.mark.parametrize(
    "text, low, high, dimension",
    [
        ("분당 150회", 2.5, 2.5, "rate"),
        ("1초에 5번", 5, 5, "rate"),
        ("120회/분", 2, 2, "rate"),
        ("분당 2000회전", 2000, 2000, "rotation"),
        ("분당 4천 회전", 4000, 4000, "rotation"),
        ("초당 30회 회전하는", 1800, 1800, "rotation"),
        ("분당 150회 이상 회전하는", 150, math.inf, "rotation"),
        ("회전 속도 30 Hz", 1800, 1800, "rotation"),
        ("화씨 212도", 100, 100, "temperature"),
        ("섭씨 90도", 90, 90, "temperature"),
        ("이십오 분간", 1500, 1500, "time"),
        ("오 분 동안", 300, 300, "time"),
        ("하루 반 동안", 129600, 129600, "time"),
        ("반 시간 가열", 1800, 1800, "time"),
        ("백이십 도에서", 120, 120, "angle"),
        ("오 퍼센트", 5, 5, "share"),
        ("세 겹", 3, 3, "plies"),
        ("5%도 안 되는", -math.inf, 5, "share"),
        ("2%에 못 미치는", -math.inf, 2, "share"),
        ("3%를 살짝 넘는", 3, 3.3, "share"),
        ("2% 남짓", 2, 2.2, "share"),
        ("10% 가까이", 9, 10, "share"),
        ("100 mS/cm", 10, 10, "conductivity"),
        ("2 dS/m", 0.2, 0.2, "conductivity"),
        ("2,000 µS/cm", 0.2, 0.2, "conductivity"),  # with the micro sign, or the Greek letter
        ("2,000 μS/cm", 0.2, 0.2, "conductivity"),
        ("하루에 ㎡당 3 cc", 3 / 86400, 3 / 86400, "volume/area·time"),
        ("㎡당 24시간에 5 g", 5 / 86400, 5 / 86400, "mass/area·time"),
        ("5㏄/㎡·day 이하", -math.inf, 5 / 86400, "volume/area·time"),
        ("8 LPM", 8e3 / 60, 8e3 / 60, "volume/time"),
        ("내수압 10,000mm", 98066.5, 98066.5, "pressure"),
        ("2 kN/cm²", 2.00000743e7, 2.00000743e7, "pressure"),
        ("80ppi", 80, 80, "to the inch"),
        ("100메쉬", 100, 100, "mesh"),
        ("5 gf/25mm", 200, 200, "force/length"),
        ("SAPO-34: 40 wt%", 40, 40, "weight share"),
        ("PEG-10: 5%", 5, 5, "share"),
    ],
)
def test_a_figure_told_in_words(text, low, high, dimension):
    [found] = find(text)
    assert (found.low, found.high, found.dimension) == (pytest.approx(low), pytest.approx(high), dimension)


@pytest.mark.parametrize("text", ["이 분이 만든", "구도를 잡은", "십분 활용", "하루에 두 번", "안 되는", "구도가 좋은", "겹겹이"])
def test_words_that_only_look_like_a_figure(text):
    assert find(text) == []
