"""Names of the same thing: by the table, by transliteration, by sound."""

import csv

import pytest

from documents.quantities import find
from tasks.infringement import spans
from tasks.infringement.natural import TABLE as SOURCES
from tasks.infringement.normal import norm
from tasks.infringement.spelling import likeness, short_for
from tasks.infringement.status import LEFT_OUT, USED
from tasks.infringement.terms import TABLE, Terms, table


@pytest.mark.parametrize(
    "claimed, named, relation",
    [
        ("아세틸트리부틸시트레이트", "TBC", "same"),
        ("이산화티타늄", "TiO2", "same"),
        ("무기 자외선 차단제", "징크옥사이드", "member"),
        ("산화아연", "무기자차", "class"),
        ("이산화티타늄", "산화아연", "other"),
        ("화장료 조성물", "토너", "member"),
        ("수중유형 에멀젼", "W/O", "other"),
        ("나이아신아마이드", "라이다", None),
        ("녹차 추출물", "그린티 추출물", "same"),
        ("병풀 추출물", "Centella Asiatica Leaf Extract", "member"),
        ("인삼 열매 추출물", "인삼추출물", "class"),
        ("감초 추출물", "시카 추출물", "other"),
        ("녹차 추출물", "식물 추출물", "class"),
        ("녹차 추출물", "녹차씨오일", None),
        ("왕벚나무 꽃 추출물", "왕벚꽃 추출물", "same"),
        ("이름없는풀 추출물", "식물 추출물", "class"),
        ("락토바실러스 플란타룸", "바실러스 서브틸리스", "other"),
        ("아르기닌", "엘-아르기닌", "same"),
        ("몰리브덴 소스 전극", "Mo 소스전극", "same"),
        ("몰리브덴 소스 전극", "구리 소스 전극", "other"),
        ("구동부", "솔레노이드", "member"),
        ("모터", "구동부", "class"),
        ("디스플레이", "프린터", None),  # both give something out, and neither is there in place of the other
    ],
)
def test_relations_of_the_table(claimed, named, relation):
    assert table().relation(claimed, named) == relation


@pytest.mark.parametrize(
    "a, b",
    [
        ("트리에톡시카프릴릴실란", "트라이에톡시카프릴릴실레인"),
        ("피브이피", "PVP"),
        ("메칠파라벤", "메틸파라벤"),
        ("살리실릭애씨드", "살리실릭 애시드"),
    ],
)
def test_spellings_of_one_name_have_one_key(a, b):
    assert norm(a) == norm(b)


def test_names_that_no_table_knows_are_compared_by_sound_and_parts():
    assert likeness("나이아신아마이드", "niacinamide") > 0.84
    assert likeness("글루타치온", "레티놀") < 0.5
    assert short_for("폴리아크릴 가교 코폴리머", "가교 코폴리머") and not short_for("가교 코폴리머", "다른 코폴리머")


def test_a_term_inside_another_word_is_no_hit():
    assert not [h for h in table().hits("고객은 차분하다") if h.text == "차"]


def test_the_users_synonyms_count():
    rows = [("카보머", "점증제", "member", "cosmetics")]
    assert Terms(rows, extra=[("우리점증제X", "카보머")]).relation("카보머", "우리점증제X") == "same"


def test_the_table_is_sound():
    with TABLE.open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert len(rows) >= 600 and {r["relation"] for r in rows} == {"same", "member", "kind"}
    assert all(r["term"].strip() and r["canonical"].strip() and r["field"] for r in rows)
    assert len({tuple(r.values()) for r in rows}) == len(rows)


def test_a_source_has_one_name_of_its_own():
    with SOURCES.open(encoding="utf-8", newline="") as f:
        names = [norm(n) for r in csv.DictReader(f) for n in (r["name"], *r["also"].split(";")) if n.strip()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "text, amounts",
    [
        ("PC/ABS(70:20)에 난연제 10%", {"PC": 70.0, "ABS": 20.0}),
        ("면/폴리 7:3 혼방", {"면": 70.0, "폴리": 30.0}),
        ("에제티미브/로수바스타틴 10/2.5mg 정제", {"에제티미브": 10.0, "로수바스타틴": 2.5}),
        ("입출력 I/O 120:500", {}),
    ],
)
def test_two_things_measured_together_have_an_amount_each(text, amounts):
    found = spans.paired(text)
    said = {text[a:b]: r for (a, b), r in found.items()}
    assert set(said) == set(amounts)
    for name, value in amounts.items():
        unit = "mg" if "mg" in text else "%"
        assert said[name].low == find(f"{value}{unit}")[0].low


@pytest.mark.parametrize(
    "text, word, status",
    [
        ("아데노신은 빼려고 해요", "아데노신", LEFT_OUT),
        ("헥산디올은 사용 안 했어요", "헥산디올", LEFT_OUT),
        ("사이클로펜타실록산은 값 때문에 사이클로헥사실록산으로 바꿨어요", "사이클로펜타실록산", LEFT_OUT),
        ("사이클로펜타실록산은 값 때문에 사이클로헥사실록산으로 바꿨어요", "사이클로헥사실록산", USED),
        ("점액 여과물 70% 함유, 인공향 0% 크림", "점액 여과물", USED),
        ("차량 위치를 모은 뒤 강화학습이 아니라 규칙으로 경로를 구해요", "차량 위치", USED),
        ("차량 위치를 모은 뒤 강화학습이 아니라 규칙으로 경로를 구해요", "강화학습", LEFT_OUT),
        ("카보머를 증점제가 아니라 안정제로 썼어요", "카보머", USED),
        ("카보머를 쓴 게 아니라 잔탄검을 썼어요", "카보머", LEFT_OUT),
        ("아세틸헥사펩타이드-8 대신 펜타펩타이드를 넣었어요", "아세틸헥사펩타이드-8", LEFT_OUT),
    ],
)
def test_what_becomes_of_a_thing(text, word, status):
    product = spans.read(text, table())
    assert next(m for m in product.mentions if m.text == word).status == status


def test_the_table_says_each_thing_once():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    assert len(rows) == len(set(rows))
    relations = {}
    for term, canonical, relation, _ in rows:
        assert term != canonical
        assert relations.setdefault((term, canonical), relation) == relation, (term, canonical)
