"""Figures as people tell them: with other words between a thing and its amount, by a name's last word, by letters and colours."""

import pytest

from tests.tasks.compared import Tiny, matches, one

LETTERS = {"O": "대응", "X": "미대응", "?": "판단불가"}
CREAM = "레티놀 0.05 내지 0.3 중량%; 및 글리세린 5 내지 10 중량%를 포함하는 화장료 조성물."
COFFEE = "커피 추출액 30 내지 60 중량%; 및 설탕 1 내지 5 중량%를 포함하는 커피 음료."
DRAWN = "쑥을 50 내지 80 부피%의 에탄올 수용액으로 추출하는 단계; 및 상기 추출물을 여과하는 단계를 포함하는 쑥 추출물의 제조방법."
GINSENG = "인삼을 60 내지 90 부피%의 에탄올로 추출하여 얻은 인삼 추출물 1 내지 5 중량%; 및 글리세린 2 내지 5 중량%를 포함하는 크림."
FERMENT = "쑥 발효물 0.5 내지 10 중량%; 및 판테놀 1 내지 5 중량%를 포함하는 화장료 조성물."
INK = (
    "백금 담지 촉매, 이오노머 및 용매를 이오노머 대 카본의 중량비가 0.6 내지 1.0이 되도록 혼합하는 단계; 및 상기 혼합물을 건조하는 "
    "단계를 포함하는 촉매층의 제조방법."
)
LETTUCE = "상추 종자를 파종하는 단계; 및 적색 LED 광과 청색 LED 광을 3:1 내지 5:1의 광량비로 조사하는 단계를 포함하는 상추 재배방법."
GLOSS = (
    "폴리이소부텐 10 내지 30 중량%; 및 디페닐디메티콘 및 페닐트리메티콘 중 1종 이상의 페닐 실리콘 오일 15 내지 35 중량%를 포함하고, "
    "상기 폴리이소부텐과 상기 페닐 실리콘 오일의 중량비가 1:1 내지 1:2인 립 화장료 조성물."
)
MASK = (
    "마스크 본체; 620 내지 660 nm의 적색광을 조사하는 제1 LED; 및 820 내지 860 nm의 근적외선을 조사하는 제2 LED를 포함하는 미용 장치."
)
BOX = "골판지 상자; 및 상변화 온도가 -5 내지 5℃인 상변화물질 팩을 구비하는 보냉 상자."
DRINK = "유청단백분리물 5 내지 12 중량%; 및 알룰로스 1 내지 6 중량%를 포함하는, pH 2.8 내지 3.5의 투명 단백질 음료."
GEL = "정제수 및 카보머를 포함하는, 점도 5,000 내지 20,000 cP의 헤어 젤."
UV = "상추 종자를 파종하는 단계; 및 수확 2 내지 4일 전에 UV-B를 조사하는 단계를 포함하는 상추 재배방법."
HYDROGEL = (
    "카파-카라기난 1 내지 4 중량%; 로커스트빈검 0.3 내지 2 중량%; 및 글리세린, 부틸렌글라이콜 및 프로판다이올 중에서 선택되는 1종 "
    "이상의 다가알코올 15 내지 30 중량%를 포함하는 하이드로겔 마스크팩."
)
GATE = "게이트 트렌치; 및 바닥부의 두께가 측벽부의 두께보다 큰 게이트 절연막을 포함하는 전력 반도체 소자."
DIAPHRAGM = "중앙부의 두께가 가장자리부의 두께보다 작은 진동판; 및 코일을 포함하는 스피커."


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # words that leave the amount the thing's own
        (CREAM, "레티놀만 따지면 완제품 100 g당 200 mg이고 글리세린은 7%인 크림이에요.", "OOO"),
        (CREAM, "레티놀은 순분으로 0.1% 넣고 글리세린은 넉넉하게 8% 넣은 크림", "OOO"),
        (CREAM, "레티놀로 환산하면 0.2%, 글리세린 6% 들어간 크림", "OOO"),
        (CREAM, "레티놀을 크림에 0.1% 넣고 글리세린은 기존 제품보다 조금 높은 9%로 잡은 크림", "OOO"),
        (CREAM, "레티놀은 상한보다 낮게 0.25%, 글리세린은 딱 그 20배인 2% 넣은 크림", "OXO"),
        (CREAM, "레티놀만 놓고 보면 0.5%, 글리세린은 조금 적게 5%인 크림", "XOO"),
        (CREAM, "레티놀을 쓰는데 글리세린보다 적게 넣습니다. 글리세린은 7%인 크림", "?OO"),
        (CREAM, "레티놀은 물에 0.1% 녹는 성질이 있고 글리세린 7% 들어간 크림", "?OO"),
        (COFFEE, "커피 추출액이 음료의 절반(50 중량%)이고 설탕은 3%인 커피 음료", "OOO"),
        (COFFEE, "커피 추출액이 음료의 10분의 1(10%)이고 설탕은 3%인 커피 음료", "XOO"),
        # the strength of what something is drawn with
        (DRAWN, "쑥을 70%(v/v) 주정 수용액으로 추출하고 여과해서 쑥 추출물을 만듭니다.", "OOO"),
        (DRAWN, "쑥 → 에탄올 수용액(70 부피%)으로 추출 → 여과. 쑥 추출물 제조 공정.", "OOO"),
        (DRAWN, "쑥을 에탄올 농도 60%인 수용액에 담가 추출한 뒤 여과합니다. 쑥 추출물 제조 방법이에요.", "OOO"),
        (DRAWN, "쑥을 30%(v/v) 주정 수용액으로 추출하고 여과해서 쑥 추출물을 만듭니다.", "XOO"),
        (DRAWN, "쑥을 주정 수용액으로 추출하고 여과해서 쑥 추출물을 만듭니다. 수율은 60%였습니다.", "?OO"),
        (GINSENG, "인삼을 70% 주정으로 추출해 얻은 인삼 추출물 3%, 글리세린 4% 크림", "OOO"),
        (GINSENG, "인삼을 30% 주정으로 추출해 얻은 인삼 추출물 3%, 글리세린 4% 크림", "XOO"),
        (GINSENG, "인삼 추출물(에탄올 80% 추출) 3%, 글리세린 4% 크림", "OOO"),
        (GINSENG, "인삼 추출물(30 부피% 에탄올 추출) 3%, 글리세린 4% 크림", "XOO"),
        (GINSENG, "인삼 추출물(국내산) 3%, 글리세린 4% 크림", "?OO"),
        # the last word of a name, alone
        (FERMENT, "쑥 발효물을 살짝 넣은 크림이고 발효물 함량은 0.1%, 판테놀은 3%입니다.", "XOO"),
        (FERMENT, "쑥 발효물을 넣은 크림입니다. 해당 발효물은 3%, 판테놀은 2%입니다.", "OOO"),
        (FERMENT, "쑥 발효물과 녹차 발효물, 판테놀 2%를 쓴 크림인데, 발효물은 모두 합쳐 20%입니다.", "?OO"),
        # a ratio by the two names and one figure
        (INK, "백금 담지 촉매와 이오노머, 용매를 I/C 0.8로 혼합한 뒤 그 혼합물을 건조하는 촉매층 제조방법", "OOO"),
        (INK, "백금 담지 촉매, 이오노머, 용매 혼합 (ionomer/carbon = 1.4 w/w) → 건조. 촉매층 제조방법", "XOO"),
        (INK, "백금 담지 촉매, 이오노머, 용매를 혼합하고 건조하는 촉매층 제조방법. 촉매는 Pt/C 40wt%", "?OO"),
        # and by colours
        (LETTUCE, "상추 씨앗 파종 → red:blue = 4:1 LED 조사. 상추 재배방법", "OOO"),
        (LETTUCE, "상추 종자를 파종한 뒤 적:청 = 1:1 LED 광으로 조사하는 상추 재배방법", "OXO"),
        # two amounts, one of a member that the claim calls by its class
        (GLOSS, "폴리이소부텐 20%, 디페닐디메티콘 30%를 넣은 립 글로스", "OOOO"),
        (GLOSS, "폴리이소부텐 30%, 디페닐디메티콘 15%를 넣은 립 글로스", "OOXO"),
        (GLOSS, "폴리이소부텐 15%, 디페닐디메티콘 10%, 페닐트리메티콘 12%를 넣은 립 글로스", "OOOO"),
        # each light has the wavelength of its own colour
        (MASK, "마스크 본체에 633나노미터 레드 LED, 840나노미터 니어 IR LED를 단 미용 기기", "OOOO"),
        (MASK, "마스크 본체에 파장 0.63 μm인 빨간색 LED와 파장 0.84 μm인 근적외선 LED를 단 미용 기기", "OOOO"),
        (MASK, "마스크 본체에 적색 LED(633 nm)와 근적외선 LED(1,200 nm)를 단 미용 기기", "OOXO"),
        # where a thing changes its phase is where it melts
        (BOX, "골판지 상자 안에 녹는점 0℃짜리 상변화물질 팩을 넣은 보냉 상자", "OOO"),
        (BOX, "골판지 상자에 녹는점 18℃짜리 상변화물질 팩을 넣은 보냉 상자", "OXO"),
        (BOX, "골판지 상자에 상변화물질 팩을 넣은 보냉 상자. 냉동고 -20℃에서 보관합니다.", "O?O"),
        # the figures of the product as a whole
        (DRINK, "유청단백분리물 9 중량%, 알룰로스 5 중량%가 든 맑은 단백질 음료. 최종 pH는 3.0", "OOO"),
        (DRINK, "유청단백분리물 9 중량%, 알룰로스 5 중량%를 넣은 투명 단백질 음료이고 pH는 6.5", "OOX"),
        (GEL, "정제수와 카보머를 넣은 헤어 젤, 점도 80,000 cP", "OOX"),
        (GEL, "정제수와 카보머를 넣은 헤어 젤", "OO?"),
        # how long before, and how long
        (UV, "상추 종자를 파종하고 수확 72시간 전에 UV-B를 1시간 조사하는 상추 재배방법", "OOO"),
        (UV, "상추 종자를 파종하고 수확 10일 전에 UV-B를 1시간 조사하는 상추 재배방법", "OXO"),
        (UV, "상추 종자를 파종하고 UV-B를 1시간 조사하는 상추 재배방법", "O?O"),
        # bare figures of a list that has several in one item, and another name in brackets
        (HYDROGEL, "하이드로겔 마스크: κ-carrageenan 2.2 / carob bean gum(=로커스트콩검) 0.9 / glycerin 12 + BG 6 (단위 wt%)", "OOOO"),
        (HYDROGEL, "하이드로겔 마스크팩 처방(wt%): 카파-카라기난 2 + 로커스트빈검 5 / 글리세린 10 + 부틸렌글라이콜 8", "OXOO"),
    ],
)
def test_figures_as_people_tell_them(claim, product, expected):
    assert matches(one(claim, product, Tiny())) == [LETTERS[x] for x in expected]


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        (GATE, "게이트 트렌치 내벽의 게이트 절연막은 저면 120 nm, 측면 55 nm인 전력 반도체 소자", "OOO"),
        (GATE, "게이트 트렌치가 있고 게이트 절연막은 측벽보다 바닥이 더 두꺼운 전력 반도체 소자", "OOO"),
        (GATE, "게이트 트렌치가 있고 게이트 산화막은 바닥이든 측벽이든 50 nm로 균일하게 형성한 전력 반도체 소자", "OXO"),
        (GATE, "게이트 트렌치가 있고 게이트 절연막은 바닥 50 nm, 측벽 80 nm인 전력 반도체 소자", "OXO"),
        (GATE, "게이트 트렌치가 있고 게이트 절연막은 바닥이 측벽보다 얇은 전력 반도체 소자", "OXO"),
        (GATE, "게이트 트렌치 측벽과 바닥에 게이트 절연막을 깔되 바닥만 얇게 한 전력 반도체 소자", "OXO"),
        (GATE, "게이트 트렌치 내벽에 게이트 절연막을 70 nm로 형성한 전력 반도체 소자", "O?O"),
        (DIAPHRAGM, "가장자리보다 중심이 얇은 진동판과 코일을 쓴 스피커", "OOO"),
        (DIAPHRAGM, "진동판 두께는 중앙부와 가장자리 모두 40 μm로 일정하고 코일이 달린 스피커", "XOO"),
        (DIAPHRAGM, "진동판과 코일을 쓴 스피커", "?OO"),
    ],
)
def test_two_parts_of_a_thing_are_compared(claim, product, expected):
    assert matches(one(claim, product, Tiny())) == [LETTERS[x] for x in expected]
