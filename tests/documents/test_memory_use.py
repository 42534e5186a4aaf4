"""What a memory is used for: trust, context, conflicts, analysis, export, large ones."""

import numpy as np
import pytest

from documents import memory
from documents.contexts import context_of, contexts
from documents.memory import Memory, Pair, analyse


def test_an_exact_match_in_the_same_context_beats_one_without():
    past = Memory(
        [
            Pair("시작일", "From", context_of("Sheet1", "2. 결산대상기간", "")),
            Pair("시작일", "Start date", context_of("Sheet1", "교환청구기간", "")),
            Pair("시작일", "Start date", context_of("Other", "전환청구기간", "")),
        ]
    )
    assert past.lookup("시작일").target == "Start date"
    hit = past.lookup("시작일", context_of("새 시트", "3. 결산대상기간", "값"))
    assert (hit.target, hit.context, hit.others) == ("From", True, 1)


def test_headers_are_the_nearest_short_texts():
    cells = {(1, 1): "4. 사채의 이율", (1, 2): "표면이자율 (%)", (2, 2): "만기이자율 (%)", (2, 3): "2.5"}
    assert contexts(cells, "공시")[2, 3] == "공시 | 만기이자율 (%) | "
    assert contexts(cells, "공시")[2, 2] == "공시 |  | 표면이자율 (%)"


def test_duplicates_merge_and_conflicts_are_counted():
    past = Memory([("사모", "Private placement"), ("사모", "Private placement"), ("1. 사모", "Private")])
    assert (len(past), past.duplicates) == (2, 1)
    (conflict,) = past.conflicts
    assert conflict.targets == (("Private placement", 2), ("Private", 1))
    assert past.lookup("사모").target == "Private placement"


def test_trust():
    pairs = [("관련공시", "Related disclosure")]
    assert Memory(pairs).lookup("관련공시").sure
    doubted = Memory(pairs, trust="penalty").lookup("관련공시")
    assert not doubted.sure and doubted.score == pytest.approx(0.9)
    both = Memory.joined([Memory(pairs), Memory([("관련공시", "Relevant filing")], trust="enforce")])
    assert both.lookup("관련공시").target == both.enforced("관련공시").target == "Relevant filing"
    assert Memory(pairs).enforced("관련공시") is None


def test_pairs_of_the_same_kind_of_document_come_first():
    past = Memory([Pair("종류", "Class", label="증자"), Pair("종류", "Type", label="사채")])
    assert past.lookup("종류", label="사채").target == "Type"


def test_more_pairs_are_taken_in_later():
    past = Memory([("사모", "Private placement")])
    assert past.add([("사모", "Private placement"), ("공모", "Public offering")]) == 1
    assert past.lookup("공모").target == "Public offering"


def test_parts_of_a_pair_are_met_again():
    past = Memory([("- 납입일 : 상기 '5. 사채만기일' 참조", "- Date of payment: Refer to “5. Maturity date” above")])
    assert past.lookup("납입일").target == "Date of payment"
    assert past.lookup("7. 사채만기일").target == "Maturity date"


def test_the_bands_that_translators_count_in():
    past = Memory([("납입일은 2024년 4월 22일입니다.", "The payment date is April 22, 2024."), ("관련공시", "Related disclosure")])
    texts = ["관련공시", "※ 관련공시", "납입일은 2025년 1월 3일입니다.", "납입일이 2024년 4월 22일입니다.", "123", "전혀 다른 문장"]
    found = analyse(texts, past)
    assert found.texts["exact"] == 1 and found.texts["95-100"] == 1 and found.texts["repetitions"] == 1 and found.untouched == 1
    assert sum(found.texts.values()) == found.total == 5 and found.texts["none"] == 1
    assert analyse(["사채"], None).texts["none"] == 1


@pytest.mark.parametrize("name, write", [("m.tmx", memory.to_tmx), ("m.xlsx", memory.to_xlsx)])
def test_what_is_exported_reads_back(tmp_path, name, write):
    pairs = [Pair("관련공시\x07", "=Related <disclosure>", "시트 | 행 | ", "사채"), Pair("사모", "Private placement")]
    write(pairs, tmp_path / name)
    back = memory.read_pairs(tmp_path / name)
    assert [(p.target, p.context.strip(), p.label) for p in back] == [
        ("=Related <disclosure>", "시트 | 행 |", "사채"),
        ("Private placement", "", ""),
    ]


def test_two_workbooks_of_one_layout(tmp_path):
    import openpyxl

    for name, rows in (("ko", [["사채의 종류", "사모"], ["이율", "2.5"]]), ("en", [["Type of bonds", "Private"], ["Rate", "2.5"]])):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / f"{name}.xlsx")
    pairs = memory.read_pairs(tmp_path / f"ko.xlsx+{tmp_path / 'en.xlsx'}")
    assert [(p.source, p.target) for p in pairs] == [("사채의 종류", "Type of bonds"), ("사모", "Private"), ("이율", "Rate")]
    assert "사채의 종류" in pairs[1].context


def test_a_large_memory_is_searched_by_its_index(monkeypatch):
    from documents.memory import index

    monkeypatch.setattr(index, "LARGE", 50)

    def embed(texts):
        out = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for piece in index.pieces(text):
                out[row, sum(map(ord, piece)) % 64] += 1
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)

    past = Memory([(f"{a}{b}에 관한 계약 해지 결정", f"{a} {b}") for a in "가나다라마바사아자차" for b in "카타파하거너"])
    monkeypatch.setattr(index, "CELLS", 4)
    past.indexed(embed)
    assert past.index is not None
    assert past.similar("가카에 관한 계약 해지 결의")[0].target == "가 카"
