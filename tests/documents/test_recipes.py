"""Amounts as recipes state them."""

import pytest

from documents.recipes import stated


def amounts(text, dimension):
    return [pytest.approx(r.low) for r in stated(text) if r.dimension == dimension]


@pytest.mark.parametrize(
    "text, dimension, values",
    [
        ("성분표(kg당): 글리세린 120 g, 자일리톨 0.8 g", "weight share", [12, 0.08]),
        ("배합(1kg 기준): 글리세린 250 g", "weight share", [25]),
        ("1kg 안에 카본블랙 30g, 글리세롤 180g", "weight share", [3, 18]),
        ("글리세린 120 g, 자일리톨 60 g (1 kg 기준)", "weight share", [12, 6]),
        ("총 500 g 중 글리세린 25 g", "weight share", [5]),
        ("체중 1kg당 5mg", "weight share", []),
        ("물 1 kg에 소금 20 g", "weight share", []),
        ("시멘트 100, 고로슬래그 미분말 65, 모래 220 (중량부)이고", "parts", [100, 65, 220]),
        ("배합(중량부): 시멘트 100, 슬래그 65. 물은 40%", "parts", [100, 65]),
        ("PC 65 : ABS 35 중량부에 난연제 9중량부", "parts", [65, 35, 9]),
        ("PC 7 : ABS 3", "share", [70, 30]),
        ("주제 A 10 : 경화제 B 1", "ratio", [10]),
        # figures without a unit: by the unit of one, by what fills up, by their sum, by what is said of all
        ("EtOH 70 wt% / limonene 1.5 / cyclodextrin 0.5 / 향료", "weight share", [70, 1.5, 0.5]),
        ("PE wax 8 / MCT oil 65 / PEG-20 stearate 15 / 시어버터 to 100", "share", [8, 65, 15]),
        ("동백 오일 60, 밀랍 25, 호호바 오일 15", "share", [60, 25, 15]),
        ("SCI 10 / CAPB 6 / 정제수 잔량 (단위 wt%), pH 5.2", "weight share", [10, 6]),
        ("글리세린 5 / 판테놀 0.5 / 정제수 잔량, 모두 중량%", "weight share", [5, 0.5]),
        ("나이아신아마이드 4% / 펩타이드 8 / 판테놀 1%", "share", [4, 1]),
        ("펩타이드 8, 세라마이드 3 종을 넣었고", "share", []),
        ("반죽 1 kg에 대두단백 250 g, 카놀라유 80 g", "weight share", [25, 8]),
        ("ISP 28% / 코코넛오일 12% / 비트레드 0.6%", "share", [28, 12, 0.6]),
        ("나일론을 절반 섞은", "share", [50]),
        ("나일론이 5분의 4인 직물", "share", [80]),
        ("가격을 절반으로 낮춘", "share", []),
        # the unit at the head of a list, and remarks within its items
        ("[처방표, wt%] 글리세린 8.0 / 레시틴 1.5(유화제) / 아데노신 0.04 / 정제수 to 100", "weight share", [8, 1.5, 0.04]),
        ("[1안, 최종] 글리세린 8.0 / 레시틴 1.5", "weight share", []),
        # what the weights are of: a batch, a pack, the total over or after a list
        ("모르타르를 1톤씩 배합합니다. 슬래그 300kg, 섬유 10kg", "weight share", [30, 1]),
        ("크림 100g 한 통에 세라마이드 1g, 콜레스테롤 500mg", "weight share", [1, 0.5]),
        ("한 알(250mg)에 비타민 25mg", "weight share", [10]),
        ("배합표 (총 100 kg)\n우레탄 수지 42 kg\n실리카 5 kg", "weight share", [42, 5]),
        ("A층: 전분 300mg, 유당 700mg (총 1000mg). B층: 전분 10mg, 유당 90mg (총 100mg).", "weight share", [30, 70, 10, 90]),
        ("글리세린 500 g을 배합하고 물 400 g을 넣어", "weight share", []),
        ("세럼 200g에 판테놀 2g", "weight share", [1]),
        ("100 mL 중 판테놀 3 g", "weight share", [3]),
        # how strong a solvent is, by its ratio to the water
        ("물과 에탄올 3:7 혼합액으로 추출", "volume share", [70]),
        ("에탄올:물 = 6:4로 추출", "volume share", [60]),
        ("물 4, 에탄올 6 부피 비율로 섞은 용매", "volume share", [60]),
        ("물과 기름 3:7", "volume share", []),
    ],
)
def test_amounts_of_a_recipe(text, dimension, values):
    assert amounts(text, dimension) == values
