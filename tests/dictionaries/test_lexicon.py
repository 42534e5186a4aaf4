import json
import time

import pytest

from dictionaries import choose, readers
from dictionaries.lexicon import Lexicon, merge
from engine.errors import InputError


def lexicon(*rows) -> Lexicon:
    return merge([(*row, "", "") if len(row) == 2 else row for row in rows], "ours")


def surfaces(text, *rows):
    return [m.surface for m in lexicon(*rows).find(text)]


def test_particles_do_not_stop_a_term():
    assert surfaces(
        "감자는 이사회에서 감자를 의결", ("감자", "capital reduction"), ("이사회", "board of directors")
    ) == ["감자", "이사회", "감자"]


@pytest.mark.parametrize("text", ["감자튀김을 먹었다", "영감자리", "비상장법인"])
def test_a_term_inside_another_word_does_not_match(text):
    assert not {"감자", "상장"} & set(surfaces(text, ("감자", "capital reduction"), ("상장", "listing")))


def test_longest_first_and_parts_of_a_compound():
    rows = (("자본", "capital"), ("자본잉여금", "capital surplus"), ("전입", "transfer"))
    assert surfaces("자본금의 자본잉여금 전입", *rows) == ["자본잉여금", "전입"]
    assert surfaces("교환가액결정방법", ("교환가액", "exchange price"), ("결정방법", "method of determination")) == [
        "교환가액",
        "결정방법",
    ]


def test_space_inside_a_term_does_not_matter():
    assert surfaces("자기 주식을 취득", ("자기주식", "treasury shares")) == ["자기 주식"]


def test_nothing_leaks_from_one_sentence_into_the_next():
    terms = lexicon(("감자", "capital reduction"), ("사채", "bonds"))
    terms.find("감자와 사채")
    assert [m.surface for m in terms.find("사채를 발행")] == ["사채"]
    assert terms.find("아무 용어도 없는 문장") == []


def test_a_label_matches_whole_cells_only():
    terms = lexicon(("계", "Total", "forms", "label"))
    assert terms.cell("계").english == ("Total",) and terms.find("계를 산출") == []


@pytest.fixture
def write(tmp_path):
    def one(name, text, encoding="utf-8"):
        (tmp_path / name).write_bytes(text.encode(encoding))
        return readers.read(tmp_path / name)

    return one


def test_direction_is_detected(write):
    for data in ({"capital reduction": "감자"}, {"감자": "capital reduction"}):
        assert write("d.json", json.dumps(data)).cell("감자").english == ("capital reduction",)


def test_several_senses_and_values_are_kept(write):
    terms = write("d.json", '{"nature": "1) 성질 2) 범위", "range": "범위", "prospect": "장래성, 예측"}')
    assert terms.cell("범위").english == ("nature", "range")
    assert terms.cell("예측").english == ("prospect",)
    assert write("k.json", '{"감자": ["capital reduction", "reduction of capital"]}').cell("감자").english == (
        "capital reduction",
        "reduction of capital",
    )


@pytest.mark.parametrize(
    "name, text", [("d.csv", "korean,english\n감자,capital reduction\n"), ("d.tsv", "capital reduction\t감자\n")]
)
def test_tables(write, name, text):
    assert write(name, text).cell("감자").english == ("capital reduction",)
    assert write(name, text + "\n", "cp949").cell("감자")


def test_entries_that_cannot_be_terms_are_named(write):
    terms = write("d.json", json.dumps({"": "감자", "long": "가" * 5000, "tel": "tel", "bonds": "사채"}))
    assert terms.cell("사채") and len(terms.problems) == 3 and "5,000" in " ".join(terms.problems)


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("d.json", "{", "JSON"),
        ("d.json", '{"a": {"b": 1}}', "'a'"),
        ("d.json", "[1]", "object"),
        ("d.json", "{}", "no usable term"),
        ("d.doc", "x", "JSON, CSV"),
    ],
)
def test_bad_files_are_refused_with_the_place(write, name, text, said):
    with pytest.raises(InputError) as e:
        write(name, text)
    assert said in e.value.message + e.value.hint


def test_twenty_thousand_entries_load_in_a_second(tmp_path):
    from dictionaries.borders import kiwi

    kiwi()
    syllables = "가나다라마바사아자차카타파하거너더러머버"
    words = [a + b + c + d for a in syllables for b in syllables for c in syllables for d in syllables[:3]][:20_000]
    (tmp_path / "d.json").write_text(
        json.dumps({f"term {i}": w for i, w in enumerate(words)}, ensure_ascii=False), encoding="utf-8"
    )
    began = time.process_time()
    readers.read(tmp_path / "d.json").find("가나다라")
    assert time.process_time() - began < 1.5


def test_the_wording_follows_the_cell():
    entry = lexicon(("교환가액", "Exchange Price(KRW)"), ("교환가액", "Exchange price")).cell("교환가액")
    assert choose.for_cell(entry, "교환가액") == "Exchange price"
    title = lexicon(
        ("주식소각결정", "Decision on share retirement"), ("주식소각결정", "Decision on Share Retirement")
    ).cell("주식소각결정")
    assert choose.for_cell(title, "주식소각결정") == "Decision on Share Retirement"


def test_senses_that_disagree_are_left_to_the_model_unless_ours_tells():
    entry = lexicon(("종가", "ad valorem"), ("종가", "closing price")).terms["종가"]
    assert choose.for_sentence(entry) is None
    assert choose.for_sentence(entry, lexicon(("종가", "closing price")).terms["종가"]) == "closing price"


def test_our_table_reads():
    assert readers.ours().cell("감자전(원)").english == ("Before capital reduction (KRW)",)


@pytest.mark.parametrize("english, inside", [
    ("United States", "United States"), ("Korea", "Korea"), ("Chinese subsidiary", "Chinese subsidiary"),
    ("Hong Kong", "Hong Kong"), ("Capital Markets Act", "Capital Markets Act"), ("Export-Import Bank of Korea",) * 2,
    ("Establishment of Subsidiary in the United States", "establishment of subsidiary in the United States"),
    ("Establishment of subsidiary in Vietnam", "establishment of subsidiary in Vietnam"),
    ("Japanese yen",) * 2, ("Closing price in March", "closing price in March"),
    ("United Airlines",) * 2, ("LG Energy Solution",) * 2,      # names that no table holds
    ("Decision on Capital Reduction", "decision on capital reduction"), ("Details of ESG Report", "details of ESG report"),
    ("Type of bonds", "type of bonds"), ("Exchange price (KRW)", "exchange price"),
])
def test_a_label_loses_its_capitals_in_a_sentence_and_a_name_does_not(english, inside):
    assert choose.in_sentence(english) == inside
