"""How likely an unread element is met, learned from our cases read with a part of the tables taken away."""
import json
from pathlib import Path

from tasks.infringement import paraphrases
from tasks.infringement.residue import FEATURES, WEIGHTS
from training.unread import Case, fit, main, read

CASES = Path(__file__).parents[1] / "data" / "infringement_cases.jsonl"


def some(count):
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [case for case in map(json.loads, lines) if case["matches"]][:count]


def test_less_is_read_with_less_of_the_tables_and_all_of_them_come_back():
    before = dict(paraphrases.VERBS)
    whole, half = (sum(len(c.open) for c in read(some(30), share, 1)) for share in (0.0, 0.9))
    assert half > whole and before == paraphrases.VERBS


def test_what_marks_the_met_ones_weighs_and_claims_are_held_out():
    def case(n, met):
        features = [0.0] * len(FEATURES)
        features[0], features[5] = (2.0 + n % 3, 0.3) if met else (0.0, 0.5)
        return Case(f"claim {n}", ("대응" if met else "판단불가",), "높음" if met else "애매", ("판단불가",), {0: features})

    figures, saved = fit([case(n, n % 2 == 0) for n in range(40)])
    assert figures["auc"] == 1.0 and figures["risk right"]["0.5"] == 1.0 > figures["risk right without"]
    assert saved["weights"]["left"] > 0 and set(saved["weights"]) == set(FEATURES)


def test_the_shipped_weights_name_every_feature():
    assert set(json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]) == set(FEATURES)


def test_the_command_needs_cases(capsys):
    try:
        main([])
    except SystemExit as e:
        assert e.code == 2
    assert "--data" in capsys.readouterr().err
