"""Figures of agreement, held against scikit-learn's, and the curve of accuracy against coverage."""
import random

import pytest

from documents.agreement import agreement, at, coverage, widest


def test_figures_are_those_of_scikit_learn():
    from sklearn.metrics import accuracy_score, confusion_matrix, precision_recall_fscore_support
    dice = random.Random(4)
    gold = [dice.choice("ABC") for _ in range(200)]
    given = [g if dice.random() < 0.6 else dice.choice("ABCD") for g in gold]
    found = agreement(gold, given)
    assert found.accuracy == pytest.approx(accuracy_score(gold, given))
    precision, recall, f1, support = precision_recall_fscore_support(gold, given, labels=list("ABCD"), zero_division=0)
    assert [c.precision for c in found.classes] == pytest.approx(precision.tolist())
    assert [c.recall for c in found.classes] == pytest.approx(recall.tolist())
    assert [c.expected for c in found.classes] == support.tolist()
    assert found.macro_f1 == pytest.approx(sum(f1[:3]) / 3)          # D is nobody's label
    matrix = confusion_matrix(gold, given, labels=list("ABCD"))
    assert [[found.confusion.get((a, b), 0) for b in "ABCD"] for a in "ABCD"] == matrix.tolist()


def test_no_rows_have_no_figures():
    with pytest.raises(ValueError):
        agreement([], [])


def test_coverage_counts_equal_confidences_together():
    points = coverage([0.9, 0.5, 0.9, 0.2], [True, False, False, True])
    assert [(p.threshold, p.coverage, p.accuracy) for p in points] == [(0.9, 0.5, 0.5), (0.5, 0.75, 1 / 3), (0.2, 1.0, 0.5)]


def test_what_a_threshold_leaves_to_the_machine():
    points = coverage([0.9, 0.8, 0.7, 0.6], [True, True, False, True])
    assert (at(points, 0.75).coverage, at(points, 0.75).accuracy) == (0.5, 1.0)
    assert at(points, 0.95).rows == 0
    assert at(points, 0.0).coverage == 1.0
    assert widest(points, 0.7).coverage == 1.0 and widest(points, 0.9).threshold == 0.8
    assert widest(coverage([0.5], [False]), 0.9) is None
