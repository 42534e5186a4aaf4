import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from documents.masking import MAX_SLOT
from training.corpora import disclosures
from training.corpora.grammar import (
    LINK,
    PLAIN,
    GrammarError,
    Writer,
    agree,
    article,
    mask_figures,
    number_slots,
    read_rule,
    read_tables,
)

DICTIONARY = Path(__file__).parents[2] / "dictionaries" / "finance.csv"
SLOT = re.compile(r"<(?:num|amt|date|org)\d+>")
HANGUL = re.compile("[가-힣ㄱ-ㅎ]")


@pytest.fixture(scope="module")
def pairs():
    return list(disclosures.generate(7, 6000))


def test_the_seed_decides_everything(pairs):
    assert list(disclosures.generate(7, 6000)) == pairs
    assert list(disclosures.generate(8, 200)) != pairs[:200]


def test_held_out_patterns_never_appear_in_training(pairs):
    kept = {p["pattern"] for p in disclosures.generate(1, 2000, held_out=True)}
    trained = {p["pattern"] for p in pairs}
    assert kept and not kept & trained
    assert kept <= disclosures.patterns(held_out=True)
    share = len(disclosures.patterns(True)) / len(disclosures.patterns(True) | disclosures.patterns())
    assert 0.02 < share < 0.09


def test_slots_are_the_same_on_both_sides_and_numbered_as_the_korean_shows_them(pairs):
    for pair in pairs:
        ko, en = SLOT.findall(pair["ko"]), SLOT.findall(pair["en"])
        assert Counter(ko) == Counter(en), pair
        for kind in ("num", "amt", "date", "org"):
            seen = list(dict.fromkeys(s for s in ko if s.startswith(f"<{kind}")))
            assert len(seen) <= MAX_SLOT, pair
            assert seen == [f"<{kind}{i + 1}>" for i in range(len(seen))], pair


def test_english_is_clean(pairs):
    for pair in pairs:
        en = pair["en"]
        assert en and not HANGUL.search(en) and not en[0].islower(), pair
        assert not re.search(r"\(pl\)|\(,\)|\(lc\)|a\(n\)|[{}~^\x02#]|\[[^]]*\^|  | [,.;]|,,|\ba (?=[aeio][a-z])", en), pair
        assert not re.search(r"[{}~\x02^]|  ", pair["ko"]), pair


def test_most_pairs_differ(pairs):
    assert len({p["ko"] for p in pairs if p["kind"] == "sentence"}) > 0.8 * sum(p["kind"] == "sentence" for p in pairs)
    assert {p["kind"] for p in pairs} == {"label", "sentence"}


def test_notation(tmp_path):
    table = tmp_path / "t.txt"
    table.write_text("[who]\n감사 | the auditor\n#o1 | #o1\n[S:x]\n{who}를 #d1 선임~했 | {who} was appointed on #d1\n",
                     encoding="utf-8")
    import random
    symbols = read_tables([table])
    writer = Writer(symbols, random.Random(0))
    seen = set()
    for _ in range(40):
        node = writer.grow(symbols["S:x"][0])
        ko, en = number_slots(writer.particles(writer.write(node, "ko", 0)), writer.write(node, "en", 0))
        seen.add(ko)
        assert "<date1>" in en
    assert any(k.startswith("감사를 <date1> 선임하였습니다") for k in seen)
    assert article("a(n) MOU, a(n) unit, a(n) hour") == "an MOU, a unit, an hour"
    assert agree("the details(pl) is shown by #o1, a subsidiary(,) today") == \
        "the details are shown by #o1, a subsidiary, today"


def test_registers_of_an_ending():
    import random
    table = {"S:x": [read_rule("이자를 지급하지 ~않다 | no interest is paid", ["ko", "en"], "t.txt:1"),
                     read_rule("조건에 ~(따릅니다;따름;따르며) | as agreed", ["ko", "en"], "t.txt:2")]}
    writer = Writer(table, random.Random(1))
    said = {writer.write(writer.grow(table["S:x"][0]), "ko", PLAIN) for _ in range(20)}
    assert said == {"이자를 지급하지 아니한다", "이자를 지급하지 않는다"}
    assert writer.write(writer.grow(table["S:x"][1]), "ko", PLAIN) == "조건에 따름"      # no plain form given
    assert writer.write(writer.grow(table["S:x"][1]), "ko", PLAIN, LINK) == "조건에 따르며"


def test_an_adverb_or_a_condition_is_not_put_before_another(pairs):
    for pair in pairs:
        assert not re.search(r"^(또한|한편|아울러|참고로|이에 따라|따라서),? (다만|단,|또한|한편|아울러)", pair["ko"]), pair
        assert not re.search(r"^If [^.;]*, if ", pair["en"]), pair
        assert not re.search(r"^If [^,.;]*, (where|when|unless|notwithstanding)\b", pair["en"]), pair


def test_figures_and_latin_runs_are_masked_as_the_translator_masks_them():
    assert mask_figures("1주당 배당금 <num1>", "Dividend per share <num1>") == \
        ("<num1> 배당금 <num2>", "Dividend <num1> <num2>")
    assert mask_figures("제3자배정", "Third-party allotment") == ("제3자배정", "Third-party allotment")
    assert number_slots("컨퍼런스(NDR) <o@4>", "<o@4> conference (NDR)") == \
        ("컨퍼런스(<org1>) <org2>", "<org2> conference (<org1>)")


@pytest.mark.parametrize("line", ["{who}는 #d1 갔다 | {who} went", "하나 | one | two", "결의~했었지 | resolved"])
def test_a_bad_line_is_refused_with_its_place(line):
    with pytest.raises(GrammarError, match="t.txt:3"):
        read_rule(line, ["ko", "en"], "t.txt:3")


def test_dictionary_is_well_formed():
    with DICTIONARY.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert reader.fieldnames == ["korean", "english", "domain", "sense", "register"]
    assert len(rows) >= 3000
    assert all(None not in r and all(r[k].strip() == r[k] for k in reader.fieldnames) for r in rows)
    assert all(r["korean"] and r["english"] and r["domain"] and not HANGUL.search(r["english"]) for r in rows)
    assert {r["register"] for r in rows} <= {"label", "term", "title", "abbreviation", "name"}
    keys = Counter((r["korean"], r["sense"]) for r in rows)
    assert [k for k, n in keys.items() if n > 1] == []
    # a syllable alone would match inside sentences: only whole cells may be so short
    assert [r["korean"] for r in rows if len(r["korean"]) < 2 and r["register"] != "label"] == []
    english = {r["korean"]: r["english"] for r in rows}
    assert english["감자전(원)"] == "Before capital reduction (KRW)"
