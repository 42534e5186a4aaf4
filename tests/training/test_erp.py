import csv
import random
import re
from collections import Counter
from pathlib import Path

from training.pretrain import data

DICTIONARY = Path(__file__).parents[2] / "dictionaries" / "erp.csv"
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
