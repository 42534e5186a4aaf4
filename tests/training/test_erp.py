import csv
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from training.corpora import erp
from training.pretrain import data

DICTIONARY = Path(__file__).parents[2] / "dictionaries" / "erp.csv"
SLOT = re.compile(r"<(?:num|amt|date|org)\d+>")
HANGUL = re.compile("[가-힣ㄱ-ㅎ]")


def test_dictionary_is_well_formed():
    with DICTIONARY.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert reader.fieldnames == ["korean", "english", "domain", "sense", "register"]
    assert len(rows) >= 1500
    assert all(None not in r and all(r[k].strip() == r[k] for k in reader.fieldnames) for r in rows)
    assert all(r["korean"] and r["english"] and r["domain"] and not HANGUL.search(r["english"]) for r in rows)
    assert [k for k, n in Counter((r["korean"], r["sense"]) for r in rows).items() if n > 1] == []
    # a syllable alone would match inside sentences: only whole cells may be so short
    assert {r["register"] for r in rows if len(r["korean"]) < 2} == {"label"}
    english = {r["korean"]: r["english"] for r in rows}
    assert (english["총계정원장"], english["번호판"], english["구매 주문"]) == ("general ledger", "license plate", "purchase order")


def test_the_finance_genre_and_hints_know_the_terms_of_business_software():
    corpora = data.Corpora(1, None)
    assert ("재고 마감", "inventory close") in corpora.items("finance", 0)
    assert ("재고 마감", "inventory close") in corpora.hints("재고 마감을 실행합니다.", "Run inventory close.", random.Random(0))


@pytest.fixture(scope="module")
def pairs():
    return list(erp.generate(7, 5000))


def test_the_seed_decides_everything(pairs):
    assert list(erp.generate(7, 300)) == pairs[:300]
    assert list(erp.generate(8, 300)) != pairs[:300]


def test_held_out_patterns_never_appear_in_training(pairs):
    kept = {p["pattern"] for p in erp.generate(1, 1500, held_out=True)}
    assert kept and kept <= erp.patterns(held_out=True) and not kept & {p["pattern"] for p in pairs}
    assert len(erp.patterns()) >= 500


def test_slots_are_the_same_on_both_sides_and_numbered_as_the_korean_shows_them(pairs):
    for pair in pairs:
        ko, en = SLOT.findall(pair["ko"]), SLOT.findall(pair["en"])
        assert Counter(ko) == Counter(en), pair
        for kind in ("num", "amt", "date", "org"):
            seen = list(dict.fromkeys(s for s in ko if s.startswith(f"<{kind}")))
            assert seen == [f"<{kind}{i + 1}>" for i in range(len(seen))], pair


def test_both_sides_are_clean_and_set_off_the_same_names(pairs):
    for pair in pairs:
        ko, en = pair["ko"], pair["en"]
        assert en and not HANGUL.search(en) and not en[0].islower(), pair
        assert not re.search(r"\(pl\)|\(lc\)|[aA]\(n\)|[{}~\[\]^\x02«»]|  | [,.;]|,,|\.\.|\ba (?=[aeio][a-z])", en), pair
        assert not re.search(r"[{}~\x02^«»]|  |\.\.", ko), pair
        assert ko.count("*") == en.count("*"), pair
    assert len({p["ko"] for p in pairs if p["kind"] == "sentence"}) > 0.8 * sum(p["kind"] == "sentence" for p in pairs)


@pytest.mark.parametrize(("one", "many"), [("bill of exchange", "bills of exchange"), ("data entity", "data entities"),
                                           ("tax", "taxes"), ("pay day", "pay days"), ("batch", "batches")])
def test_plurals(one, many):
    assert erp.plural(one) == many


def test_pretraining_reads_them_as_translations():
    corpora = data.Corpora(1, None)
    items = corpora.items("erp_own", 0)
    example = corpora.example("erp_own", items[0], random.Random(3), {})
    assert example.prefix.endswith(f"번역: {items[0]['ko']}<|end|><|assistant|>")
    assert example.reply == f"{items[0]['en']}<|end|>"
