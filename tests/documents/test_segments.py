import pytest

from documents.segments import normal, pieces, split_mark


@pytest.mark.parametrize(
    "line, mark, rest",
    [
        ("가. 상기 금액", "A. ", "상기 금액"),
        ("2-1. (해외발행)", "2-1. ", "(해외발행)"),
        ("(1)교환권", "(1) ", "교환권"),
        ("① 보통주", "① ", "보통주"),
        ("※ 관련공시", "※ ", "관련공시"),
        ("- 당사는", "- ", "당사는"),
        ("7. 감자", "7. ", "감자"),
        (" (ii) 당사의", " (ii) ", "당사의"),
        ("사. 본 사채", "G. ", "본 사채"),
        ("1) 나. 종류", "1) B. ", "종류"),
        ("2024.04.23 공시", "", "2024.04.23 공시"),
        ("1.5% 이상", "", "1.5% 이상"),
        ("가격", "", "가격"),
        ("(전화) 1577", "", "(전화) 1577"),
    ],
)
def test_numbering_and_bullets(line, mark, rest):
    assert split_mark(line) == (mark, rest)


def test_hanja_full_width_and_signs():
    assert normal("１２３억원（％）㈜한빛") == "123억원(%)(주)한빛"
    assert normal("美 업체와 旣발행 감자(減資)") == "미국 업체와 기발행 감자"


def test_lines_and_sentences_come_back_in_place():
    text = "가. 변경됩니다. 추후 공시합니다.\n\n 나. 종류"
    assert "".join(p.mark + p.text + p.gap for p in pieces(text)) == "A. 변경됩니다. 추후 공시합니다.\n\n B. 종류"
    assert [p.text for p in pieces(text) if p.text] == ["변경됩니다.", "추후 공시합니다.", "종류"]


def test_a_stop_inside_quotes_or_dots_ends_nothing():
    assert len(list(pieces('보도된 "협력 임박에..." 내용에 대한 해명입니다.'))) == 1
    assert len(list(pieces("상기 '2. 사채의 권면총액(원)', '10.청약일'은 결정됩니다."))) == 1


def test_a_very_long_sentence_is_cut_at_its_clauses():
    clause = "당사는 상기 계약과 관련하여 필요한 절차를 진행하였으며, "
    assert len(pieces(clause * 12 + "끝입니다.")) > 1
    assert "".join(p.text + p.gap for p in pieces(clause * 12 + "끝입니다.")) == clause * 12 + "끝입니다."
