"""How cells are taken apart, and what is a name."""

import pytest

from dictionaries.lexicon import Lexicon, merge
from tasks.translation.names import named
from tasks.translation.structure import is_sentence, listed, spans, split

EMPTY = Lexicon(())


@pytest.mark.parametrize(
    "text, parts",
    [
        ("청약일: 2024년 4월 22일", ["청약일", ": ", "2024년 4월 22일"]),
        ("(전  화) 02-123-4567", ["", "(", "전  화", ") ", "02-123-4567"]),
        ("교환대상 - 주식수", ["교환대상", " - ", "주식수"]),
        ("주식분할, 병합, 주식배당", ["주식분할", ", ", "병합", ", ", "주식배당"]),
        ("권면총액(통화단위)", ["권면총액", " (", "통화단위", ")"]),
        ("교환가액(원/주), 주식수", ["교환가액(원/주)", ", ", "주식수"]),
    ],
)
def test_parts_of_a_label(text, parts):
    assert split(text) == parts


@pytest.mark.parametrize(
    "text", ["당사는 계약을 체결하였습니다.", "주주가 찬성하며, 회사가 동의하는 경우", "보통주", "10:30 개최"]
)
def test_what_has_no_parts(text):
    assert split(text) is None


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("변경될 수 있습니다.", True),
        ("재공시할 예정임", True),
        ("2024년 4월에 결정하였음", True),
        ("사외이사 선임", False),
        ("자본금의 전입", False),
        ("취득할 수 없도록 함", True),
        ("회사의 책임", False),
    ],
)
def test_sentences_and_labels(text, sentence):
    assert is_sentence(text) == sentence


def test_quoted_items_one_after_another_are_one_span():
    text = "상기 '2. 사채의 이율','5. 사채만기일' 및 '10.청약일'은 종가(4월 22일 고시 환율)로 결정됩니다."
    quotes, brackets = spans(text)
    assert quotes.items == ("2. 사채의 이율", "5. 사채만기일", "10.청약일") and text[quotes.end] == "은"
    assert brackets.items == ("4월 22일 고시 환율",)
    assert listed(["A", "B", "C"]) == "“A,” “B,” and “C”"


def test_hereinafter():
    (span,) = spans("한빛(이하 '회사'라 한다)은 계약합니다.")
    assert (span.kind, span.items) == ("hereinafter", ("회사",))


@pytest.mark.parametrize(
    "text, names",
    [
        ("당사는 (주)한빛바이오와 계약", ["Hanbit Bio Co., Ltd."]),
        ("한빛바이오(주)는 자회사", ["Hanbit Bio Co., Ltd."]),
        ("대표이사 홍길동", ["Hong Gil-dong"]),
        ("대표이사 변경", []),
        ("이사 전원이 찬성", []),
        ("감자후 주식수(주)", []),
        ("System.String 형식", ["System.String"]),
        ("계약체결기관은 한빛증권입니다.", ["Hanbit Securities"]),
        ("가람바이오와 율촌화학의 합병", ["Garam Bio", "Yulchon Chemical"]),
        ("유가증권, 시중은행, 수소에너지, 와일드카드", []),
        ("환자 120명을 대상으로 진행", []),
        ("대상(주)는 자회사", ["Daesang Co., Ltd."]),
    ],
)
def test_names(text, names):
    assert [f.english for f in named(text, EMPTY)] == names


def test_the_users_name_of_a_company_wins():
    lexicon = merge([("한빛바이오(주)", "Hanvit Bio Corp.", "", "name")], "mine.csv")
    assert [f.english for f in named("한빛바이오(주)와 계약", lexicon)] == ["Hanvit Bio Corp."]
