"""Forms of products that exclude each other, and words for a product of any form."""

import csv

import pytest

from tasks.infringement.forms import TABLE
from tests.tasks.compared import Tiny, matches, one


def last(claim: str, product: str) -> str:
    return {"대응": "O", "미대응": "X", "판단불가": "?"}[matches(one(claim, product, Tiny()))[-1]]


@pytest.mark.parametrize(
    "claim, product, expected",
    [
        # another form
        ("왁스 및 오일을 포함하는 립스틱.", "왁스와 오일을 넣은 립글로스입니다.", "X"),
        ("탈크 및 실리콘 오일을 포함하는 프레스드 파우더.", "탈크와 실리콘 오일이 들어간 루스 파우더입니다.", "X"),
        ("계면활성제 및 물을 포함하는 리무버 워터.", "계면활성제와 물을 넣은 클렌징 오일입니다.", "X"),
        ("글리세린을 포함하는 크림.", "글리세린을 넣은 보습 미스트예요.", "X"),
        ("리튬 금속 음극을 포함하는 전고체 전지.", "리튬 금속 음극을 쓴 반고체 전지입니다.", "X"),
        ("양극과 음극을 포함하는 원통형 전지.", "양극과 음극이 있는 각형 전지예요.", "X"),
        ("브러시 및 먼지통을 포함하는 건식 청소기.", "브러시와 먼지통이 있는 습식 청소기입니다.", "X"),
        ("피스톤을 포함하는 유압 실린더.", "피스톤이 있는 공기압식 액추에이터를 만들었습니다.", "X"),
        ("비타민 C를 포함하는 정제.", "비타민 C를 정제수에 녹인 주사제입니다.", "X"),
        ("에폭시 수지를 포함하는 1액형 접착제.", "에폭시 수지를 쓴 2액형 접착제예요.", "X"),
        ("왁스 및 오일을 포함하는 립스틱.", "립글로스: 왁스 5%, 오일 60%", "X"),
        ("브러시 및 먼지통을 포함하는 건식 청소기.", "습식 청소기로 브러시와 먼지통이 있어요.", "X"),
        # either of two words for one shape; a wider kind; what is done by a thing alone
        ("마이카를 포함하는 고형 파우더 화장료.", "마이카를 넣은 고형 섀도우를 만들려고 합니다.", "O"),
        ("마이카를 포함하는 고형 파우더 화장료.", "마이카를 넣은 액상 섀도우를 만들려고 합니다.", "X"),
        ("카라기난을 포함하는 하이드로겔 마스크팩.", "카라기난을 넣은 콜라겐 겔 마스크입니다.", "O"),
        ("산화아연을 포함하는 자외선 차단용 화장료 조성물.", "산화아연 11%로만 차단하는 선크림입니다.", "O"),
        # a word for all forms leaves open what the claim asks for
        ("왁스 및 색소를 포함하는 립스틱.", "왁스와 색소를 넣은 화장품입니다.", "?"),
        ("브러시 및 먼지통을 포함하는 건식 청소기.", "브러시와 먼지통이 달린 청소기입니다.", "?"),
        ("열교환기를 포함하는 수랭식 냉각 장치.", "열교환기가 있는 냉각 장치입니다.", "?"),
        ("양극과 음극을 포함하는 파우치형 이차전지.", "양극과 음극이 있는 배터리입니다.", "?"),
        # a narrower kind, the form in other words, or another form beside the product
        ("왁스 및 색소를 포함하는 립스틱.", "왁스와 색소를 넣은 매트 립스틱입니다.", "O"),
        ("탈크를 포함하는 파우더.", "탈크가 든 루스 파우더예요.", "O"),
        ("피스톤을 포함하는 유압 실린더.", "피스톤이 있고 유압으로 움직이는 실린더예요.", "O"),
        ("왁스를 포함하는 립스틱.", "왁스를 배합했고 립글로스 위에 덧바르는 메이크업 제품입니다.", "O"),
        ("브러시를 포함하는 로봇 청소기.", "브러시가 있고 스틱 청소기와 함께 쓰는 로봇 청소기입니다.", "O"),
        ("글리세린을 포함하는 크림.", "글리세린을 넣은 크림이고 스프레이 용기에 담아 팝니다.", "O"),
        ("비타민 C를 포함하는 정제.", "비타민 C가 든 제품인데 캡슐이 아니라 정제로 만들었어요.", "O"),
        ("올리브 오일을 포함하는 고체 비누.", "올리브 오일로 만든 비누예요.", "O"),
        ("양극과 음극을 포함하는 이차전지.", "양극과 음극이 있는 배터리입니다.", "O"),
    ],
)
def test_a_product_has_one_form_of_a_genre(claim, product, expected):
    assert last(claim, product) == expected


def test_the_table_names_each_form_once():
    with TABLE.open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    names = [(r["genre"], n.strip()) for r in rows for n in (r["form"], *r["also"].split(";")) if n.strip()]
    assert len(names) == len(set(names)) and {r["said"] for r in rows} == {"name", "word", "needed"}
    assert all(sum(o["genre"] == r["genre"] for o in rows) > 1 for r in rows)
