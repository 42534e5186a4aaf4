import json

from dictionaries import readers
from dictionaries.lexicon import merge
from dictionaries.search import search, why


def terms():
    return merge([("감자", "capital reduction", "", ""), ("사채", "bonds", "", ""), ("교환사채", "exchangeable bonds", "", "")], "mine")


def test_both_ways_the_closest_first():
    assert [f.entry.korean for f in search(terms(), "사채")] == ["사채", "교환사채"]
    assert search(terms(), "Capital  Reduction")[0].entry.korean == "감자"
    assert search(terms(), " ") == [] and search(terms(), "없는말") == []


def test_why_a_term_matched_or_did_not():
    reasons = {(r.surface, r.matched): r.why for r in why(terms(), "교환사채와 영감자리")}
    assert reasons["교환사채", True] == "term" and reasons["사채", False] == "longer" and ("감자", False) in reasons
    assert why(terms(), "감자")[0].why == "cell"


def test_entries_are_switched_off():
    assert [m.surface for m in terms().without(["교환사채"]).find("교환사채를 발행")] == ["사채"]


def test_conflicts_are_listed(tmp_path):
    (tmp_path / "d.json").write_text(json.dumps({"nature": "범위", "range": "범위", "bond": "사채", "bonds": "사채"}), encoding="utf-8")
    assert [e.korean for e in readers.read(tmp_path / "d.json").conflicts] == ["범위"]


def test_determiners_are_no_part_of_a_term():
    assert merge([("본계약", "definitive agreement", "", "")], "mine").find("본 계약은") == []
