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
    pairs = [Pair("관련공시\x07", "=Related <disclosure>", "시트 | 행 | ", "사채", "2024-01-02"), Pair("사모", "Private placement")]
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


@pytest.fixture
def large(monkeypatch):
    """Memories are large from 50 units; (pairs, embed), and `embed.texts` are those that were embedded to be found."""
    from documents.memory import index

    monkeypatch.setattr(index, "LARGE", 50)
    monkeypatch.setattr(index, "CELLS", 4)
    monkeypatch.setattr(memory.memory, "FEW", 10)

    def embed(texts):
        embed.texts += list(texts) if len(texts) > 1 else []
        out = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for piece in index.pieces(text):
                out[row, sum(map(ord, piece)) % 64] += 1
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)

    embed.texts = []
    return [(f"{a}{b}에 관한 계약 해지 결정", f"{a} {b}") for a in "가나다라마바사아자차" for b in "카타파하거너"], embed


def test_a_large_memory_is_searched_by_its_index(large):
    pairs, embed = large
    past = Memory(pairs)
    past.indexed(embed)
    assert past.indexes and past.similar("가카에 관한 계약 해지 결의")[0].target == "가 카"


def test_what_is_added_to_an_indexed_memory_is_found_and_alone_is_embedded(large):
    pairs, embed = large
    past = Memory(pairs)
    past.indexed(embed)
    assert len(embed.texts) == 60
    past.add([("새 공장에 관한 건설 계획 확정", "The plan to build a new plant is settled")])
    past.indexed(embed)                                     # a few are compared one by one
    assert past.similar("새 공장에 관한 건설 계획 변경")[0].target == "The plan to build a new plant is settled"
    past.add([(f"{a}{b}에 관한 합병 취소 결정", f"merger {a} {b}") for a in "가나다라" for b in "카타파"])
    past.indexed(embed)
    assert len(embed.texts) == 60 + 13 and len(past.indexes) == 2
    assert past.similar("라파에 관한 합병 취소 결의")[0].target == "merger 라 파"
    assert past.similar("가카에 관한 계약 해지 결의")[0].target == "가 카"


def test_corrections_beside_a_large_memory_embed_nothing(large):
    pairs, embed = large
    operators = Memory(pairs)
    Memory.joined([operators, Memory([("비고", "Note")])]).indexed(embed)
    embed.texts.clear()
    both = Memory.joined([operators, Memory([("비고", "Notes"), ("가카에 관한 계약 해지 결정", "My own words")])])
    both.indexed(embed)
    assert embed.texts == []
    assert both.lookup("가카에 관한 계약 해지 결정").target == "My own words"
    assert both.similar("가카에 관한 계약 해지 결의", 2)[0].target == "My own words"


def test_an_index_is_kept_on_disk_and_the_next_start_embeds_nothing(large, tmp_path):
    pairs, embed = large
    said = []
    store = memory.Store(tmp_path / "kept", "embedder 1", lambda english, korean: said.append(english))
    Memory(pairs).indexed(embed, store)
    embed.texts.clear()
    past = Memory(pairs)
    past.indexed(embed, store)
    assert embed.texts == [] and said == []
    assert past.similar("가카에 관한 계약 해지 결의")[0].target == "가 카"
    assert not [p for p in (tmp_path / "kept").rglob("*") if p.suffix in (".pkl", ".pickle")]


@pytest.mark.parametrize("what", ["damaged", "cut", "manifest", "embedder", "memory"])
def test_a_kept_index_that_is_not_to_be_trusted_is_made_anew(large, tmp_path, what):
    pairs, embed = large
    said = []
    folder = tmp_path / "kept"
    Memory(pairs).indexed(embed, memory.Store(folder, "embedder 1"))
    path = folder / "vectors.faiss"
    if what == "damaged":
        held = bytearray(path.read_bytes())
        held[-1] ^= 1
        path.write_bytes(held)
    elif what == "cut":
        path.write_bytes(path.read_bytes()[:100])
    elif what == "manifest":
        (folder / "manifest.json").write_text("[1", encoding="utf-8")
    elif what == "memory":
        pairs = [*pairs, ("나라에 관한 합병 취소 결정", "merger")]
    embed.texts.clear()
    store = memory.Store(folder, "embedder 2" if what == "embedder" else "embedder 1", lambda *words: said.append(words))
    past = Memory(pairs)
    past.indexed(embed, store)
    assert len(embed.texts) == len(pairs) and len(said) == 1 and all("kept" in text for text in said[0])
    embed.texts.clear()
    Memory(pairs).indexed(embed, store)
    assert embed.texts == [] and len(said) == 1


def test_among_memories_of_one_trust_the_newest_wins():
    old, new = Memory([("비고", "Remarks")], "old.tsv"), Memory([("비고", "Notes")], "new.tsv")
    assert Memory.joined([old, new]).lookup("비고").origin == "new.tsv"
    assert Memory.joined([new, old]).lookup("비고").target == "Remarks"
    assert Memory.joined([old.trusted("enforce"), new]).lookup("비고").target == "Remarks"
    dated = [Memory([Pair("비고", t, date=d)], t) for t, d in (("Newer", "2025-02-01"), ("Older", "2024-12-31T10:00:00"))]
    hit = Memory.joined(dated).lookup("비고")
    assert (hit.target, hit.date, hit.others) == ("Newer", "2025-02-01", 1)
    kept = Memory([("비고", "Remarks"), ("비고", "Remarks"), ("※ 비고", "Notes")])
    assert kept.lookup("비고").target == "Remarks"          # within one file the most frequent


@pytest.mark.parametrize("said, date", [
    ("20240102T030405Z", "2024-01-02T03:04:05"), ("2024-01-02", "2024-01-02"), ("2024. 1. 2.", "2024-01-02"),
    ("2024년 1월 2일", "2024-01-02"), ("2024-01-02 03:04:05", "2024-01-02T03:04:05"), ("yesterday", ""), ("2024-31-02", "")])
def test_dates_of_pairs_are_read(tmp_path, said, date):
    import json
    (tmp_path / "m.jsonl").write_text(json.dumps({"source": "비고", "target": "Notes", "date": said}), encoding="utf-8")
    assert memory.read_pairs(tmp_path / "m.jsonl")[0].date == date
    memory.to_tmx([Pair("비고", "Notes", date=date)], tmp_path / "m.tmx")
    assert memory.read_pairs(tmp_path / "m.tmx")[0].date[:10] == date[:10]


def test_an_index_that_cannot_be_kept_is_used_all_the_same(large, tmp_path):
    pairs, embed = large
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    said = []
    past = Memory(pairs)
    past.indexed(embed, memory.Store(tmp_path / "file" / "kept", "embedder 1", lambda english, korean: said.append(english)))
    assert past.similar("가카에 관한 계약 해지 결의")[0].target == "가 카" and "could not be kept" in said[0]
