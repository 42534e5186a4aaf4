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
    ],
)
def test_amounts_of_a_recipe(text, dimension, values):
    assert amounts(text, dimension) == values
