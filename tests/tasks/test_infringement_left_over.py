"""What is left over, and where it is told."""

import pytest

from tests.tasks.compared import Tiny, matches, one


@pytest.mark.parametrize(
    "claim, product, shown",
    [
        ("프레임; 및 노면의 충격을 흡수하는 완충부를 포함하는 자전거.",
         "프레임에 스프링을 달아 노면이 울퉁불퉁해도 덜 흔들리는 자전거예요. 매트 블랙 컬러 한정판 패키지로 나옵니다.", "노면"),
        ("승강로를 이동하는 카; 및 하중이 정격을 초과하면 경보를 출력하는 경보부를 포함하는 엘리베이터.",
         "카가 승강로를 오르내리는 엘리베이터예요. 강화 유리 조망 창이 달렸고, 사람이 너무 많이 타면 삐 소리로 알려 줘요.", "사람"),
    ],
)
def test_what_is_shown_stands_near_words_of_the_element(claim, product, shown):
    told = one(claim, product, Tiny()).comparisons[1]
    assert (told.match, told.user_product_element) == ("대응", shown)


MARKS = {"대응": "O", "미대응": "X", "판단불가": "?"}


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # the very thing is open
        ("펌프 본체; 상기 본체의 상부에 회전 가능하게 결합되어 두 내용물의 토출 비율을 조절하는 다이얼; 및 노즐을 포함하는 화장품 용기.",
         "펌프 본체와 노즐이 있고 내용물을 함께 짜내는 화장품 용기입니다. 손에 쏙 잡히고 비율 조절 장치는 채택 여부를 검토 중이에요.", "?"),
        ("절연막을 증착하는 단계; 상기 절연막을 화학적 기계적 연마로 평탄화하는 단계를 포함하는 반도체 소자의 제조방법.",
         "절연막을 증착한 뒤 세정하고 검사까지 마치는 반도체 소자 제조 공정입니다. 평탄화를 어떤 방식으로 할지는 정하지 않았어요.", "?"),
        ("수위 센서; 수위가 기준 이하이면 히터를 차단하는 제어부; 및 히터를 포함하는 다리미.",
         "수위 센서와 히터가 있고 물이 줄면 화면에 표시하는 다리미입니다. 그 뒤 동작은 아직 정하지 않았습니다.", "?"),
        # another is
        ("승강로를 이동하는 카; 하중이 정격을 초과하면 경보를 출력하는 경보부를 포함하는 엘리베이터.",
         "카가 승강로를 오르내리는 엘리베이터인데, 사람이 너무 많이 타면 삐 소리로 알려요. 벽 색깔은 미정입니다.", "O"),
    ],
)
def test_what_is_open_is_not_met_by_what_is_left_over(claim, product, expected):
    assert MARKS[matches(one(claim, product, Tiny()))[1]] == expected
