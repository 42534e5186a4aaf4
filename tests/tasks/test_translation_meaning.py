"""Denials and bounds of figures that a translation turns round."""

import pytest

from tasks.translation.checks import checks_of
from tasks.translation.findings import Cell, of_cell
from tasks.translation.meaning import turned


@pytest.mark.parametrize(
    ("korean", "english", "wrong"),
    [
        ("본 합병을 진행할 수 없습니다.", "The merger may proceed.", ["없습니다"]),
        ("본 합병을 진행할 수 없습니다.", "The merger may not proceed.", []),
        ("회사가 매도청구권을 행사할 수 있습니다.", "The company may not exercise the call option.", ["not"]),
        ("조정 후 전환가액은 70% 이상이어야 합니다.", "The adjusted price must be 70%.", ["이상이어야"]),
        ("조정 후 전환가액은 70% 이상이어야 합니다.", "The adjusted price must be at least 70%.", []),
        ("1주 미만의 단수주는 현금으로 지급합니다.", "Fractional shares of less than 1 share are paid in cash.", []),
        ("주식뿐만 아니라 사채도 발행합니다.", "Not only shares but also bonds are issued.", []),
        ("무보증 사채를 발행합니다.", "Bonds without guarantee are issued.", []),
        ("발행회사는 계약을 해지하지 않는다.", "The issuer does not terminate the contract.", []),
        ("완료되지 않은 상태입니다.", "It is incomplete.", []),
    ],
)
def test_what_is_turned_round(korean, english, wrong):
    assert turned(korean, english) == wrong


def test_it_is_a_check_and_a_finding():
    korean, english = "본 합병을 진행할 수 없습니다.", "The merger may proceed."
    assert [c.detail for c in checks_of(korean, english, [], ()) if c.kind == "meaning" and not c.ok] == ["없습니다"]
    found = [f for f in of_cell(Cell("B2", korean, english)) if f.kind == "meaning"]
    assert [(f.place, f.severity, f.detail) for f in found] == [("B2", "warning", "없습니다")]
