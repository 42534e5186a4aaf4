"""Figures of quality: known answers give known figures, and the report puts contestants side by side."""
import argparse
import json

import pytest

from engine.errors import InputError
from tasks.base import get
from tests.engine import tiny
from training import evaluate as module
from training import metrics
from training.evaluate import evaluate, run
from training.recipe import Recipe
from training.rows import Rows
from training.train import train


def rows(*cases):
    return Rows("cases.jsonl", "f00d", cases)


def reported(task, cases, **contestants):
    lines = []
    judged = evaluate(get(task), rows(*cases), {k: (lambda v=v: v) for k, v in contestants.items()}, lines.append)
    return {j.who: j.figures for j in judged}, "\n".join(lines)


PATENTS = [{"text": f"lithium salt {n}" if n % 2 else f"titanium paint {n}", "label": "D" if n % 2 else "G"}
           for n in range(20)]


def test_classification_beside_its_baseline_with_confusion_and_worst_cases():
    answers = [{"label": "G", "scores": {"D": 0.2, "G": 0.8}, "chunks": 1}] * 19 + [None]
    figures, text = reported("classification", PATENTS, ours=answers)
    assert figures["ours"] == {"accuracy": 0.5, "macro_f1": pytest.approx(1 / 3, abs=0.02), "unanswered": 1,
                               "top_2": 0.95, "coverage_at_90": 0.0}
    baseline, = (v for k, v in figures.items() if "TF-IDF" in k)
    assert baseline["accuracy"] == 1.0
    assert "expected (rows)" in text and "worst" in text and "expected D, given 'G'" in text


def test_a_baseline_that_cannot_be_trained_has_no_figures():
    figures, text = reported("classification", PATENTS[:2], ours=[None, None])
    assert figures["TF-IDF + LR (too few cases)"] == {} and figures["ours"]["accuracy"] == 0
    assert "-" in text


def test_macro_f1_is_that_of_scikit_learn():
    from sklearn.metrics import f1_score
    gold, given = list("aabbbcca"), list("abbbcc?a")
    ours = metrics.classification(gold, given)["macro_f1"]
    assert ours == pytest.approx(f1_score(gold, given, average="macro", labels=["a", "b", "c"]))


def test_translation():
    cases = [{"text": "주식 1,000주", "reference": "1,000 shares"}, {"text": "감자", "reference": "Capital reduction"}]
    figures, _ = reported("translation", cases, same=[{"translation": c["reference"]} for c in cases],
                          bad=[{"translation": "100 shares"}, None])
    assert figures["same"]["chrf"] == pytest.approx(100) and figures["same"]["exact"] == 1
    assert figures["bad"]["numbers_kept"] == 0.5 and figures["bad"]["empty"] == 1
    assert figures["source copied"]["korean_left"] == 1


def test_infringement_holds_elements_against_those_that_read_alike():
    case = {"claim_text": "…", "user_query": "…", "expected": {"risk_level": "낮음", "comparisons": [
        {"patent_element": "산화아연 5 중량%", "match": "미대응"}, {"patent_element": "물", "match": "대응"}]}}
    answer = {"risk_level": "낮음", "comparisons": [
        {"patent_element": "물", "user_product_element": "물", "match": "대응"},
        {"patent_element": "산화아연", "user_product_element": None, "match": "판단불가"}]}
    figures, text = reported("infringement", [case], ours=[answer], none=[None])
    assert figures["ours"] == {"json_valid": 1, "risk_accuracy": 1, "match_accuracy": 0.5}
    assert figures["none"] == {"json_valid": 0, "risk_accuracy": 0, "match_accuracy": 0}
    assert figures["all 판단불가"]["match_accuracy"] == 0
    assert "낮음" in text


def test_keywords():
    case = {"text": "신경망이 특허 문서를 분류한다", "keywords": ["신경망", "특허 문서"]}
    figures, _ = reported("keywords", [case], ours=[{"keywords": ["특허문서", "분류"]}])
    assert figures["ours"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert 0 < figures["all nouns"]["f1"] < 1


def test_a_case_without_an_answer_is_named():
    with pytest.raises(InputError, match="row 2 has no answer"):
        reported("classification", [PATENTS[0], {"text": "x"}])


def test_a_task_without_figures(monkeypatch):
    monkeypatch.setattr(module, "YARDSTICKS", {})
    with pytest.raises(InputError, match="no figures for classification"):
        reported("classification", PATENTS)


def test_the_command_runs_each_adapter_and_owns_up_to_training_data(tmp_path, capsys):
    base = tiny.make(tmp_path / "tinybase", "qwen3", layers=2)
    data = tmp_path / "patents.jsonl"
    data.write_text("".join(json.dumps(p) + "\n" for p in PATENTS))
    train(get("classification"), data, "c01", base=str(base), root=tmp_path / "adapters",
          recipe=Recipe(rank=2, epochs=1, window=32, stride=24))
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    judged = run(parser.parse_args(["classification", "--data", str(data), "--base", str(base), "--adapters",
                                    str(tmp_path / "adapters"), "--limit", "12"]))
    out, err = capsys.readouterr()
    assert [j.who for j in judged][1:] == ["c01"]
    assert "12 cases" in out and "c01" in out
    assert "trained on this very file" in err
