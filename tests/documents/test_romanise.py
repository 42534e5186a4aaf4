import pytest

from documents import romanise


@pytest.mark.parametrize(
    "hangul, latin",
    [
        ("종로", "jongno"),
        ("신라", "silla"),
        ("독립문", "dongnimmun"),
        ("별내", "byeollae"),
        ("왕십리", "wangsimni"),
        ("압구정", "apgujeong"),
        ("좋고", "joko"),
        ("묵호", "mukho"),
        ("닭", "dak"),
        ("삶은", "salmeun"),
    ],
)
def test_revised_romanisation(hangul, latin):
    assert romanise.romanise(hangul) == latin


def test_persons_keep_their_usual_surname():
    assert romanise.person("홍길동") == "Hong Gil-dong"
    assert romanise.person("남궁민수") == "Namgung Min-su"


@pytest.mark.parametrize(
    "korean, english",
    [
        ("한빛바이오", "Hanbit Bio"),
        ("에스케이이노베이션", "SK Innovation"),
        ("지에스리테일", "GS Retail"),
        ("엘지에너지솔루션", "LG Energy Solution"),
        ("가나다", "Ganada"),
    ],
)
def test_companies_by_their_parts(korean, english):
    assert romanise.company(korean) == english


def test_an_address_is_turned_round():
    assert romanise.address("서울특별시 영등포구 여의대로 24 (여의도동)") == (
        "24, Yeoui-daero (Yeouido-dong), Yeongdeungpo-gu, Seoul, Republic of Korea"
    )
    assert not romanise.is_address("서울에서 열린 회의")


def test_districts_without_a_road():
    text = "경기도 안산시 단원구 소재 토지와 서울 강남구에 있는 건물"
    assert [english for _, _, english in romanise.districts(text)] == ["Danwon-gu, Ansan-si, Gyeonggi-do", "Gangnam-gu, Seoul"]
    assert romanise.districts("경기 침체로 시장이 축소") == []
