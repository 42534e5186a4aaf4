"""Figures: what a reader of the English filing would see."""

import pytest

from documents.figures import fill, find, mask, missing_figures


def english(text):
    return [f.english for f in find(text)]


@pytest.mark.parametrize(
    "korean, expected",
    [
        ("1,234억원", "KRW 123.4 billion"),
        ("5억원", "KRW 500 million"),
        ("1조 2,345억원", "KRW 1.2345 trillion"),
        ("1.5조원", "KRW 1.5 trillion"),
        ("3억 2천만원", "KRW 320 million"),
        ("3천만원", "KRW 30 million"),
        ("5천원", "KRW 5,000"),
        ("1,234억 5,678만 9,012원", "KRW 123,456,789,012"),
        ("12백만원", "KRW 12 million"),
        ("1,234,567천원", "KRW 1,234,567 thousand"),
        ("63,700원/주", "KRW 63,700/share"),
        ("1,385.0원/USD", "KRW 1,385.0/USD"),
        ("5,000원", "KRW 5,000"),
        ("원화 육백억원", "KRW 60 billion"),
        ("금 10,000,000,000원", "KRW 10,000,000,000"),
        ("금일백억원정", "KRW 10 billion"),
        ("이천만원", "KRW 20 million"),
        (r"\60,000,000,000", "KRW 60,000,000,000"),
        ("₩1,000", "KRW 1,000"),
        ("US$ 3억", "USD 300 million"),
        ("USD300,000,000", "USD 300,000,000"),
        ("300만달러", "USD 3 million"),
        ("미화 5백만불", "USD 5 million"),
        ("△1,234백만원", "KRW -1,234 million"),
        ("-12.5%", "-12.5%"),
        ("100~200억원", "KRW 10 billion to KRW 20 billion"),
        ("2.25% ~ 2.75%", "2.25% to 2.75%"),
        ("10~20%", "10% to 20%"),
        ("5%p", "5 percentage points"),
    ],
)
def test_amounts_and_ratios(korean, expected):
    assert english(korean) == [expected]


@pytest.mark.parametrize(
    "korean, expected",
    [
        ("2024.04.23", "April 23, 2024"),
        ("2024년 4월 22일", "April 22, 2024"),
        ("2024년   4월  22일", "April 22, 2024"),
        ("24년 6월", "June 2024"),
        ("'24년", "2024"),
        ("2024년 1분기", "Q1 2024"),
        ("2024년 상반기", "the first half of 2024"),
        ("제54기", "54th fiscal year"),
        ("제54기 1분기", "Q1 of the 54th fiscal year"),
        ("2024-04-22", "2024-04-22"),
        ("2024.01.01 ~ 2024.12.31", "January 1, 2024 to December 31, 2024"),
        ("오후 3시 30분", "3:30 p.m."),
        ("3년 14일", "3 years and 14 days"),
        ("30영업일", "30 business days"),
        ("30연속거래일", "30 consecutive trading days"),
        ("6개월", "6 months"),
        ("3주 동안", "3 weeks"),
    ],
)
def test_dates_and_spans(korean, expected):
    assert english(korean)[0] == expected


@pytest.mark.parametrize(
    "korean, expected",
    [
        ("167,406주에 대해", "167,406 shares"),
        ("500천주", "500 thousand shares"),
        ("5백만주", "5 million shares"),
        ("보통주 1주", "1 share"),
        ("제165조의7 제2항 제5호", "Article 165-7(2)5"),
        ("상법 제434조", "Article 434"),
        ("제15조", "Article 15"),
        ("제1호 의안", "Agenda Item No. 1"),
        ("제12회", "12th"),
        ("청약일 전 제3거래일", "3rd trading day"),
        ("제2상 임상시험", "Phase 2"),
        ("3분의 2", "2/3"),
        ("1:0.5", "1:0.5"),
        ("02-6718-1082", "02-6718-1082"),
        ("www.example.co.kr", "www.example.co.kr"),
        ("150여명", "more than 150"),
    ],
)
def test_counts_references_contacts(korean, expected):
    assert english(korean) == [expected]


@pytest.mark.parametrize(
    "korean, expected",
    [
        ("공고일로부터 2주 이내에", "2 weeks"),
        ("투여 24주 시점의", "24 weeks"),
        ("1주 미만의 단수주", "1 share"),
        ("1,000,000주 이내에서", "1,000,000 shares"),
        ("손해배상금 14,620,000,000원", "KRW 14,620,000,000"),
        ("인수자금 588억원 중", "KRW 58.8 billion"),
        ("금 10,000원", "KRW 10,000"),
        ("서울중앙지방법원 2025가합508312", "2025GaHap508312"),
        ("2026카합20011 결정", "2026KaHap20011"),
        ("감소를 확인(p<0.001)", "0.001"),
    ],
)
def test_weeks_and_shares_funds_and_sums_and_cases_of_courts(korean, expected):
    assert [f.english for f in find(korean)] == [expected]


@pytest.mark.parametrize("text", ["제3자배정", "구조조정", "이사회", "사원", "만원", "일부", "정관 변경", "천원"])
def test_words_are_no_figures(text):
    assert find(text) == []


def test_equal_surfaces_share_a_slot_and_types_count_apart():
    masked = mask("2024년 4월 22일 1,234억원, 2024년 4월 22일 5% 및 10%")
    assert masked.text == "<date1> <amt1>, <date1> <num1> 및 <num2>"
    assert fill("<amt1> on <date1>; <num2> <num1>", masked.slots) == "KRW 123.4 billion on April 22, 2024; 10% 5%"


def test_a_figure_past_the_last_slot_stands_as_it_is_written():
    masked = mask(" ".join(f"{n}%" for n in range(1, 20)))
    assert len(masked.slots) == 16 and "<num16> 17% 18% 19%" in masked.text


def test_a_lost_or_changed_figure_is_found():
    assert [f.surface for f in missing_figures("5% 및 1,234억원", "2.25% and KRW 123.4 billion")] == ["5%"]
    assert not missing_figures("1년 이내", "within one year")
    assert [f.surface for f in missing_figures("1,234억원", "KRW 1,234 billion")] == ["1,234억원"]


def test_long_text_takes_no_time_to_search():
    import time

    began = time.perf_counter()
    find("당사는 2024년 4월 22일 1,234억원을 " * 1500)
    assert time.perf_counter() - began < 5
