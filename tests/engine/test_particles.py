"""Particles after filled-in values, as a Korean reads them."""
import pytest

from engine.errors import InputError
from engine.particles import settled


@pytest.mark.parametrize(("text", "read"), [
    ("'특허'이(가) 없습니다", "'특허'가 없습니다"),
    ("출원번호 열을(를) 찾지", "출원번호 열을 찾지"),
    ("서울(으)로, 부산(으)로, 대구(으)로", "서울로, 부산으로, 대구로"),
    ("KRW 20,000(으)로", "KRW 20,000으로"),            # 만
    ("KRW 10,000,000,000(으)로", "KRW 10,000,000,000으로"),  # 억
    ("A3와(과) 7은(는)", "A3과 7은"),
    ("50%은(는)", "50%는"),
    ("XLSX을(를), SQL을(를)", "XLSX를, SQL을"),
    ("terms.csv이(가)", "terms.csv가"),
    ("claim을(를), data을(를), name을(를)", "claim을, data를, name을(를)"),  # the last one is read in two ways
    ("「감자」와(과) “주식”은(는)", "「감자」와 “주식”은"),
    ("이(가)", "이(가)"),
])
def test_the_particle_follows_the_sound(text, read):
    assert settled(text) == read


def test_an_error_reads_as_korean():
    error = InputError("No column 분류.", ko="분류이(가) 없습니다.", hint_ko="열 이름을 분류(으)로 고치세요.")
    assert error.words("ko") == ("분류가 없습니다.", "열 이름을 분류로 고치세요.")
