"""Figures side by side: the bare base, adapters and a baseline, on one file of cases with known answers.

    python -m app evaluate classification --data patents.xlsx --adapter patent-c01
"""
from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adapters.registry import Registry
from engine.base import Engine
from engine.errors import InputError
from tasks.base import REGISTRY, AdapterChoice, Options, Task, get, parse_options, run_rows
from tasks.classification import columns as table
from training import metrics
from training.labelled import case_of
from training.rows import Rows, folds, read_rows

ROOT = Path(__file__).parent.parent / "adapters"
WORST = 5
PATENTS = 20                         # listed one by one up to here
FOLDS = 5


@dataclass(frozen=True)
class Judged:
    """Figures of one contestant; `pairs`: (expected, given) labels; `badness`: one value a case; `matches`: (expected,
    given) of the elements of claims."""
    who: str
    figures: dict[str, float]
    pairs: tuple[tuple[str, str], ...] = ()
    badness: tuple[float, ...] = ()
    given: tuple[str, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()                              # a patent a case


Results = Sequence[Mapping[str, Any] | None]


def gold_label(case: Mapping[str, Any]) -> str:
    column = table.find(case, table.LABEL)
    if column is None or case[column] in (None, ""):
        raise InputError("A case has no label.", f"Give each row one of the columns {', '.join(table.LABEL)}.",
                         ko="정답 레이블이 없는 행이 있습니다.",
                         hint_ko=f"각 행에 {', '.join(table.LABEL)} 중 한 열을 넣으세요.")
    return str(case[column]).strip()


def judge_classification(who: str, cases: Sequence[Mapping[str, Any]], results: Results) -> Judged:
    gold = [gold_label(c) for c in cases]
    given = [r["label"] if r else metrics.UNANSWERED for r in results]
    # how sure it was of a wrong answer
    badness = [0.0 if g == p else 1.0 if not r else 1 + r["scores"][p] - r["scores"].get(g, 0.0)
               for g, p, r in zip(gold, given, results, strict=True)]
    figures = metrics.ranked(gold, [r["scores"] if r else None for r in results])
    return Judged(who, figures, tuple(zip(gold, given, strict=True)), tuple(badness), tuple(given))


def judge_translation(who: str, cases: Sequence[Mapping[str, Any]], results: Results) -> Judged:
    import sacrebleu
    texts = [r["translation"] if r else "" for r in results]
    badness = tuple(100 - sacrebleu.sentence_chrf(t, [c["reference"]]).score for t, c in zip(texts, cases, strict=True))
    return Judged(who, metrics.translation(cases, texts), (), badness, tuple(texts))


def judge_infringement(who: str, cases: Sequence[Mapping[str, Any]], results: Results) -> Judged:
    expected = [metrics.expected_of(c) for c in cases]
    risks = tuple((e["risk_level"], r["risk_level"] if r else metrics.UNANSWERED)
                  for e, r in zip(expected, results, strict=True))
    pairs = [metrics.match_pairs(e, r) for e, r in zip(expected, results, strict=True)]
    badness = tuple((wanted != given) + metrics.mean(a != b for a, b in found)
                    for (wanted, given), found in zip(risks, pairs, strict=True))
    return Judged(who, metrics.infringement(cases, results), risks, badness, tuple(g for _, g in risks),
                  tuple(p for found in pairs for p in found), tuple(str(c.get("regit_num") or c["claim_text"][:60]) for c in cases))


def judge_keywords(who: str, cases: Sequence[Mapping[str, Any]], results: Results) -> Judged:
    words = [r["keywords"] if r else [] for r in results]
    return Judged(who, metrics.keywords(cases, words), (), tuple(
        1 - metrics.keyword_scores(c["keywords"], w)[2] for c, w in zip(cases, words, strict=True)),
        tuple(", ".join(w) for w in words))


def lexical_baseline(cases: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> tuple[str, Results]:
    """TF-IDF and logistic regression, trained on the other folds of the same file."""
    from training.classify import baseline
    gold = [gold_label(c) for c in cases]
    document = table.find(cases[0], table.DOCUMENT)
    documents = [str(c[document]) if document else t for c, t in zip(cases, texts, strict=True)]
    if min(gold.count(g) for g in set(gold)) < 2 or len(set(gold)) < 2:
        return "TF-IDF + LR (too few cases)", []
    found: list[Mapping[str, Any] | None] = [None] * len(cases)
    for train, test in folds(documents, FOLDS, 0, gold):
        scores = baseline([texts[i] for i in train], [gold[i] for i in train], [texts[i] for i in test])
        for i, own in zip(test, scores, strict=True):
            found[i] = {"label": max(own, key=own.get), "scores": own}
    return f"TF-IDF + LR, {FOLDS} folds of this file", found


def nouns_baseline(cases: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> tuple[str, Results]:
    from kiwipiepy import Kiwi
    kiwi = Kiwi()
    return "all nouns", [{"keywords": list(dict.fromkeys(t.form for t in kiwi.tokenize(text)
                                                         if t.tag in ("NNG", "NNP", "SL")))} for text in texts]


def copy_baseline(cases: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> tuple[str, Results]:
    return "source copied", [{"translation": t} for t in texts]


def unsure_baseline(cases: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> tuple[str, Results]:
    return "all 판단불가", [{"risk_level": "애매", "comparisons": [
        {"patent_element": t, "user_product_element": None, "match": "판단불가"}]} for t in texts]


@dataclass(frozen=True)
class Yardstick:
    judge: Callable[[str, Sequence[Mapping[str, Any]], Results], Judged]
    baseline: Callable[[Sequence[Mapping[str, Any]], Sequence[str]], tuple[str, Results]]
    text: Callable[[Mapping[str, Any]], str]                  # what stands for the case in the list of worst ones
    needs: tuple[str, ...]                                    # columns of the answer, one of which a case must have
    read: Callable[[Mapping[str, Any], str], Mapping[str, Any]] = lambda row, where: row    # a case out of a file's row


YARDSTICKS = {
    "classification": Yardstick(judge_classification, lexical_baseline,
                                lambda c: table.join(c, table.text_columns(c)), table.LABEL),
    "translation": Yardstick(judge_translation, copy_baseline, lambda c: c["text"], ("reference",)),
    "infringement": Yardstick(judge_infringement, unsure_baseline, lambda c: f"{c['user_query']} | {c['claim_text']}",
                              ("expected", "risk_level"), case_of),
    "keywords": Yardstick(judge_keywords, nouns_baseline, lambda c: c["text"], ("keywords",)),
}


def evaluate(task, rows: Rows, contestants: Mapping[str, Callable[[], Results]],
             say: Callable[[str], None] = print) -> list[Judged]:
    """Judge each contestant's results on `rows` beside the task's baseline; prints the report through `say`."""
    if task.name not in YARDSTICKS:
        raise InputError(f"There are no figures for {task.name}.", f"Known: {', '.join(YARDSTICKS)}.",
                         ko=f"{task.name} 작업에는 평가 지표가 없습니다.", hint_ko=f"있는 것: {', '.join(YARDSTICKS)}")
    yard, cases = YARDSTICKS[task.name], rows.rows
    for number, case in enumerate(cases, 1):
        if table.find(case, yard.needs) is None:
            raise InputError(f"{rows.name}, row {number} has no answer to compare with.",
                             f"Give it the column {' or '.join(yard.needs)}.",
                             ko=f"{rows.name} {number}행에 정답이 없습니다.",
                             hint_ko=f"{', '.join(yard.needs)} 열을 넣으세요.")
    texts = [yard.text(c) for c in cases]
    who, results = yard.baseline(cases, texts)
    judged = [yard.judge(who, cases, results) if results else Judged(who, {})]
    judged += [yard.judge(who, cases, results()) for who, results in contestants.items()]
    report(rows, judged, texts, say)
    return judged


def report(rows: Rows, judged: Sequence[Judged], texts: Sequence[str], say: Callable[[str], None]) -> None:
    keys = list(dict.fromkeys(k for j in judged for k in j.figures))
    width = max(len(j.who) for j in judged) + 2
    say(f"{rows.name}: {len(rows.rows)} cases, fingerprint {rows.fingerprint}\n")
    say(" " * width + "".join(k.rjust(max(len(k), 8) + 2) for k in keys))
    for j in judged:
        say(j.who.ljust(width) + "".join(
            (f"{j.figures[k]:.4g}" if k in j.figures else "-").rjust(max(len(k), 8) + 2) for k in keys))
    for j in judged[1:]:
        if j.pairs:
            say(f"\n{j.who}: expected (rows) against given (columns)")
            say(metrics.confusion([a for a, _ in j.pairs], [b for _, b in j.pairs]))
        if j.matches:
            say(f"\n{j.who}: expected matches of elements (rows) against given ones (columns)")
            say(metrics.confusion([a for a, _ in j.matches], [b for _, b in j.matches]))
        if 1 < len(patents := list(dict.fromkeys(j.groups))) <= PATENTS:
            say(f"\n{j.who}: right risks of each patent")
            for patent in patents:
                own = [a == b for (a, b), g in zip(j.pairs, j.groups, strict=True) if g == patent]
                say(f"  {sum(own)}/{len(own)} = {metrics.mean(own):.3f}  {patent}")
        worst = [i for i in sorted(range(len(texts)), key=lambda i: -j.badness[i])[:WORST] if j.badness[i] > 0]
        if worst:
            say(f"\n{j.who}: the worst cases")
        for i in worst:
            wanted = f"expected {j.pairs[i][0]}, " if j.pairs else ""
            say(f"  row {i + 1} ({j.badness[i]:.2f}): {wanted}given {j.given[i][:120]!r} for {texts[i][:80]!r}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of `python -m app evaluate`."""
    parser.add_argument("task")
    parser.add_argument("--data", type=Path, required=True, help="cases with their answers: jsonl, csv, tsv or xlsx")
    parser.add_argument("--adapter", action="append", default=[], help='a name, or "none" for the base; repeatable')
    parser.add_argument("--option", "-O", action="append", default=[], metavar="K=V", help="an option of the task")
    parser.add_argument("--base", default="embedded", help="embedded, a folder, or a hub id")
    parser.add_argument("--adapters", type=Path, default=ROOT, help="the folder of adapters")
    parser.add_argument("--limit", type=int, help="the first N cases only")


@contextmanager
def opened(base: str, adapters: Path) -> Iterator[tuple[Engine, Registry]]:
    """The engine on `base` and the registry of what fits it."""
    from engine.loading import open_engine
    registry: Registry | None = None
    engine = open_engine(base, adapters=lambda name: registry.get(name).spec)
    try:
        registry = Registry(adapters, engine.capabilities.fingerprint, base, tasks=tuple(REGISTRY))
        yield engine, registry
    finally:
        engine.close()


def cases_of(task: Task, rows: Rows) -> Rows:
    """The rows as cases that can be judged; of what has been read already, the same."""
    read = YARDSTICKS[task.name].read if task.name in YARDSTICKS else lambda row, where: row
    return replace(rows, rows=tuple(read(row, f"{rows.name}, row {n}") for n, row in enumerate(rows.rows, 1)))


def compare(task: Task, rows: Rows, engine: Engine, registry: Registry, options: Options, names: Sequence[str] = (),
            say: Callable[[str], None] = print, warn: Callable[[str], None] = lambda text: None, **watch) -> list[Judged]:
    """The task's baseline, then each of `names` (adapters, "none" for the bare base; without names: the base and every
    adapter of the task) on `rows`. `watch`: `cancel` and `progress` as `run_rows` takes them."""
    if not names:
        names = ["none", *(a.name for a in registry.list(task.name))]
        if task.name == "classification" and not options.categories:
            names = [n for n in names if n != "none"]     # the bare base knows no categories

    rows = cases_of(task, rows)

    def results(name: str) -> Results:
        adapter = registry.choose(task.name, name)
        if adapter and adapter.meta.data.fingerprint == rows.fingerprint:
            warn(f"{adapter.name} was trained on this very file: its own card has the honest figures")
        named = options.model_copy(update={"adapter": name})
        done = run_rows(task, rows.rows, engine, named, AdapterChoice.of(adapter), **watch)
        return [row.result.model_dump(mode="json") if row.result is not None else None for row in done]

    return evaluate(task, rows, {n: (lambda n=n: results(n)) for n in names}, say)


def run(arguments: argparse.Namespace) -> list[Judged]:
    """`evaluate` from parsed flags: opens the base once, runs every contestant, prints the report."""
    task, rows = get(arguments.task), read_rows(arguments.data)
    if arguments.limit:
        rows = Rows(rows.name, rows.fingerprint, rows.rows[:arguments.limit])
    options = parse_options(task, dict(option.partition("=")[::2] for option in arguments.option), local=True)

    def warn(text: str) -> None:
        print(text, file=sys.stderr)

    with opened(arguments.base, arguments.adapters) as (engine, registry):
        return compare(task, rows, engine, registry, options, arguments.adapter, warn=warn,
                       progress=lambda done, total: warn(f"{done}/{total}"))
