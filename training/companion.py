"""The lexical companion of a classification adapter, and how much of the vote it gets."""
from __future__ import annotations

import math
from collections.abc import Sequence

from documents.lexical import Lexical, Vocabulary
from documents.votes import mix

STRENGTH = 10.0               # inverse regularisation of the logistic regression
STEPS = [i / 20 for i in range(21)]


def fit(texts: Sequence[str], labels: Sequence[str], classes: Sequence[str],
        descriptions: Sequence[str] = ()) -> Lexical:
    """Logistic regression on tf-idf n-grams; rows of the result, and `descriptions`, in the order of `classes`."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    vocabulary = Vocabulary.of(texts)
    rows = [vocabulary.vector(t) for t in texts]
    matrix = csr_matrix((np.concatenate([v for _, v in rows]), np.concatenate([i for i, _ in rows]),
                         np.cumsum([0, *(len(i) for i, _ in rows)])), shape=(len(rows), len(vocabulary.index)))
    target = np.asarray([classes.index(label) for label in labels])
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix, target)
    weight, bias = model.coef_, model.intercept_
    if len(classes) == 2:                       # sklearn keeps one row for two classes
        weight, bias = np.vstack([-weight, weight]) / 2, np.concatenate([-bias, bias]) / 2
    return Lexical(vocabulary, weight.astype(np.float32), bias.astype(np.float32), tuple(descriptions))


def log_loss(probabilities: Sequence[Sequence[float]], target: Sequence[int]) -> float:
    return -sum(math.log(max(p[t], 1e-9)) for p, t in zip(probabilities, target, strict=True)) / len(target)


def best_weight(adapter: Sequence[Sequence[float]], companion: Sequence[Sequence[float]],
                target: Sequence[int]) -> float:
    """The companion's share of the vote with the least log loss, on documents that neither was trained on."""
    return min(STEPS, key=lambda w: log_loss(
        [mix(pair, (1 - w, w)) for pair in zip(adapter, companion, strict=True)], target))
