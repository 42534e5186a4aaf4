"""Figures of quality, one function a task: expected answers and results in, a flat dictionary out."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from documents.agreement import agreement, coverage, widest

MATCHES = ("대응", "미대응", "판단불가")
RISKS = ("높음", "애매", "낮음")
UNANSWERED = "?"


def mean(values) -> float:
    values = [float(v) for v in values]
    return sum(values) / len(values) if values else 0.0


def classification(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, float]:
    """Accuracy and macro F1 over the labels that occur in `gold`."""
    found = agreement(gold, predicted)
    return {"accuracy": found.accuracy, "macro_f1": found.macro_f1, "unanswered": sum(p == UNANSWERED for p in predicted)}


def ranked(gold: Sequence[str], scores: Sequence[Mapping[str, float] | None]) -> dict[str, float]:
    """Of probabilities by label, None where there is no answer: accuracy, macro F1, the share whose label is among the
    two likeliest, and how many may be left to the machine, the surest first, while nine in ten of them are right."""
    best = [sorted(s, key=s.get, reverse=True) if s else [UNANSWERED] for s in scores]
    figures = classification(gold, [b[0] for b in best])
    sure = widest(coverage([s[b[0]] if s else 0.0 for s, b in zip(scores, best, strict=True)],
                           [g == b[0] for g, b in zip(gold, best, strict=True)]), 0.9)
    return {"accuracy": figures["accuracy"], "macro_f1": figures["macro_f1"],
            "top_2": mean(g in b[:2] for g, b in zip(gold, best, strict=True)),
            "coverage_at_90": sure.coverage if sure else 0.0, "unanswered": figures["unanswered"]}


def confusion(gold: Sequence[str], predicted: Sequence[str]) -> str:
    """A table, a row an expected label and a column a predicted one."""
    labels = sorted(set(gold) | set(predicted))
    counts = Counter(zip(gold, predicted, strict=True))
    width = max(map(len, labels)) + 2
    lines = ["".join([" " * width, *(label.rjust(width) for label in labels)])]
    for g in labels:
        lines.append("".join([g.ljust(width), *(str(counts[g, p]).rjust(width) for p in labels)]))
    return "\n".join(lines)


def figures_in(text: str) -> set[str]:
    """Number strings of a text, thousands separators dropped."""
    return {n.replace(",", "").rstrip(".") for n in re.findall(r"\d[\d,]*\.?\d*", text)}


def translation(cases: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> dict[str, float]:
    """chrF and BLEU over the corpus, exact cells, Hangul left over, and figures kept that the reference keeps."""
    import sacrebleu
    references = [c["reference"] for c in cases]
    return {"chrf": sacrebleu.corpus_chrf(list(texts), [references]).score,
            "bleu": sacrebleu.corpus_bleu(list(texts), [references]).score,
            "exact": mean(t.strip() == r.strip() for t, r in zip(texts, references, strict=True)),
            "empty": sum(not t.strip() for t in texts),
            "korean_left": mean(bool(re.search("[가-힣]", t)) for t in texts),
            "numbers_kept": mean(figures_in(c["text"]) & figures_in(c["reference"]) <= figures_in(t)
                                 for c, t in zip(cases, texts, strict=True))}


def similarity(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()


def expected_of(case: Mapping[str, Any]) -> Mapping[str, Any]:
    """`expected`, or `risk_level` with `matches` in the order of the elements."""
    return case.get("expected") or {"risk_level": case["risk_level"], "comparisons": [], "matches": case.get("matches") or []}


def match_pairs(expected: Mapping[str, Any], result: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """(expected match, predicted match), each expected element held against the predicted one most like it; bare
    `matches` against those in their places, the last of them the category."""
    given = [c["match"] for c in result["comparisons"]] if result and result.get("comparisons") else []
    bare = expected.get("matches") or []
    pairs = [(m, given[i - len(bare)] if len(bare) - i <= len(given) else UNANSWERED) for i, m in enumerate(bare)]
    for element in expected["comparisons"]:
        wanted = next(m for m in ("판단불가", "미대응", "대응") if element["match"].startswith(m))
        if not result or not result.get("comparisons"):
            pairs.append((wanted, UNANSWERED))
            continue
        best = max(result["comparisons"], key=lambda c: similarity(c["patent_element"], element["patent_element"]))
        pairs.append((wanted, best["match"]))
    return pairs


def infringement(cases: Sequence[Mapping[str, Any]], results: Sequence[Mapping[str, Any] | None]) -> dict[str, float]:
    valid = [bool(r) and r["risk_level"] in RISKS and bool(r["comparisons"])
             and all(c["match"] in MATCHES for c in r["comparisons"]) for r in results]
    expected = [expected_of(c) for c in cases]
    pairs = [p for e, r in zip(expected, results, strict=True) for p in match_pairs(e, r)]
    figures = {"json_valid": mean(valid),
               "risk_accuracy": mean(v and r["risk_level"] == e["risk_level"]
                                     for v, r, e in zip(valid, results, expected, strict=True))}
    return figures | ({"match_accuracy": mean(a == b for a, b in pairs)} if pairs else {})


def _plain(word: str) -> str:
    return re.sub(r"[\s\-·]+", "", word).lower()


def keyword_scores(gold: Sequence[str], predicted: Sequence[str]) -> tuple[float, float, float]:
    """(precision, recall, F1) of one sentence; spaces, hyphens, middle dots and case do not count."""
    wanted, made = {_plain(k) for k in gold}, {_plain(k) for k in predicted}
    hit = len(wanted & made)
    return (hit / len(made) if made else 0.0, hit / len(wanted) if wanted else 0.0,
            2 * hit / (len(made) + len(wanted)) if hit else 0.0)


def keywords(cases: Sequence[Mapping[str, Any]], words: Sequence[Sequence[str]]) -> dict[str, float]:
    scores = [keyword_scores(c["keywords"], w) for c, w in zip(cases, words, strict=True)]
    return {name: mean(s[i] for s in scores) for i, name in enumerate(("precision", "recall", "f1"))}
