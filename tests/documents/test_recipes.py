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
        ("나일론을 절반 섞은", "share", [50]),
        ("나일론이 5분의 4인 직물", "share", [80]),
        ("가격을 절반으로 낮춘", "share", []),
    ],
)
def test_amounts_of_a_recipe(text, dimension, values):
    assert amounts(text, dimension) == values
