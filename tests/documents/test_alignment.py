"""Paragraphs that are not as many on both sides."""
import time

import pytest

from documents.alignment import Passage, align
from documents.pairs import pairs
from engine.errors import InputError

KOREAN = ["1. 회사의 개요", "당사는 1998년에 설립되어 반도체 장비를 제조하고 판매하는 회사입니다.",
          "당기 매출액은 3,210억원으로 전기보다 12.5% 늘었습니다.", "2. 이사회", "이사회는 사내이사 3명과 사외이사 4명으로 구성됩니다.",
          "배당은 주당 750원이며 주주총회의 승인을 받아 지급합니다.", "본 보고서는 이사회의 승인을 받았습니다."]
ENGLISH = ["1. Overview of the Company", "The Company was founded in 1998; it makes and sells equipment for semiconductors.",
           "Sales of the year came to KRW 321 billion, 12.5% more than in the year before.", "2. Board of Directors",
           "The Board consists of three inside directors and four outside directors.",
           "The dividend of KRW 750 per share is paid once the general meeting has approved it.",
           "This report was approved by the Board of Directors."]


def beads(korean, english):
    return [([*a], [*b]) for a, b in align([Passage(t) for t in korean], [Passage(t) for t in english])]


@pytest.mark.parametrize("gone", range(7))
def test_a_paragraph_that_one_side_lacks(gone):
    kept = [i for i in range(7) if i != gone]
    want = sorted([([i], [kept.index(i)]) for i in kept] + [([gone], [])])
    assert sorted(beads(KOREAN, [ENGLISH[i] for i in kept])) == want
    want = sorted([([kept.index(i)], [i]) for i in kept] + [([], [gone])])
    assert sorted(beads([KOREAN[i] for i in kept], ENGLISH)) == want


def test_two_that_stand_for_one():
    joined = [*ENGLISH[:1], ENGLISH[1] + " " + ENGLISH[2], *ENGLISH[3:]]
    assert beads(KOREAN, joined)[:3] == [([0], [0]), ([1, 2], [1]), ([3], [2])]
    joined = [*KOREAN[:4], KOREAN[4] + " " + KOREAN[5], KOREAN[6]]
    assert beads(joined, ENGLISH)[-3:] == [([3], [3]), ([4], [4, 5]), ([5], [6])]


def test_both_sides_are_covered_in_order_whatever_they_hold():
    for korean, english in ((KOREAN, []), ([], ENGLISH), (KOREAN, ENGLISH * 3), (KOREAN * 3, ENGLISH[:1]), ([""], ["", "x"])):
        found = beads(korean, english)
        assert [i for a, _ in found for i in a] == [*range(len(korean))]
        assert [j for _, b in found for j in b] == [*range(len(english))]


def test_a_long_document_takes_seconds():
    began = time.process_time()
    found = beads([f"{t} {i}" for i in range(60) for t in KOREAN], [f"{t} {i}" for i in range(60) for t in ENGLISH][3:])
    assert [a for a, b in found if not b] == [[0], [1], [2]] and time.process_time() - began < 8


def test_only_a_check_aligns(tmp_path):
    a, b = tmp_path / "a.md", tmp_path / "b.md"
    a.write_text("\n\n".join(KOREAN), encoding="utf-8")
    b.write_text("\n\n".join(ENGLISH[1:]), encoding="utf-8")
    with pytest.raises(InputError, match="13 lines"):
        pairs(a, b)
    assert pairs(a, b, uneven=True)[0].lacks == "target"
