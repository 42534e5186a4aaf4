"""What a run leaves behind: the workbook, the csv, and the reviewed rows that a training takes."""
from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

from app.i18n import field, named, word
from app.service import Service
from app.tabs.classification.run import Run
from app.tabs.classification.view import Judged
from app.words import FIELDS, VALUES, WORDS
from documents import classified
from documents.agreement import agreement
from documents.classified import Line, Said
from engine.errors import InputError

OWN = ("rows", "summary", "settings", "count", "share", "category", "chart", "others", "total", "failed", "review",
       "evaluation", "cut")
SHARED = {"accuracy": "oc_accuracy", "precision": "oc_precision", "recall": "oc_recall", "expected": "oc_gold_rows",
          "given": "oc_given_rows", "confusion": "oc_axes"}           # with the page


def lines(run: Run, lang: str) -> list[Line]:
    """With why a row has no label, in the reader's language, and whose word it is at the threshold that was chosen."""
    found = list(run.lines)
    for i, error in list(run.errors.items()):
        if found[i].label is None:
            found[i] = replace(found[i], error=" ".join(error.words(lang)).strip())
    if run.threshold is not None:
        for i, line in enumerate(found):
            if who := line.decided(run.threshold):
                found[i] = replace(line, extra={**line.extra, classified.DECIDED: who})
    return found


def labels(run: Run) -> list[str]:
    """Those that have a column of scores: the run's, and what kept rows were scored by."""
    return list(dict.fromkeys([*run.job.labels, *(name for line in run.source.kept.values() for name in line.scores
                                                   if line.reviewed == classified.LOCKED)]))


def settings(run: Run, service: Service, lang: str) -> list[tuple[str, str]]:
    job = run.job
    pairs = [(word("oc_file", lang), run.source.name), (word("oc_method", lang), word(f"oc_method_{job.method}", lang)),
             (field("columns", lang), ", ".join(job.columns)), (field("separator", lang), json.dumps(job.separator)),
             (word("oc_identity", lang), job.identity or "-"), (word("oc_expected", lang), job.expected or "-")]
    for key, value in job.noted:
        name = WORDS[key][lang == "ko"] if key in WORDS else field(key, lang) if key in FIELDS else key
        pairs.append((name, named(value, lang) if value in VALUES else value))
    if run.threshold is not None:
        pairs.append((word("oc_threshold", lang), f"{run.threshold:.2f}"))
    pairs += [(word("oc_date", lang), time.strftime("%Y-%m-%d %H:%M %Z", time.localtime(run.began))),
              (word("rows", lang), f"{len(run.lines):,}")]
    return pairs


def workbook(run: Run, service: Service, path: Path, lang: str) -> None:
    said = Said(**{name: word(f"oc_book_{name}", lang) for name in OWN}, **{k: word(v, lang) for k, v in SHARED.items()})
    judged = Judged.of(run)
    found = agreement(judged.gold, judged.given) if judged.places else None
    classified.write_workbook(path, run.source.columns, labels(run), lines(run, lang), settings(run, service, lang), said, found)


def csv(run: Run, service: Service, path: Path, lang: str) -> None:
    classified.write_csv(path, run.source.columns, labels(run), lines(run, lang))


def corrections(run: Run, service: Service, path: Path, lang: str) -> None:
    """A line a reviewed row, {text, label, document}, as `python -m app train classification` takes them."""
    found = [(i, line) for i, line in enumerate(run.lines) if line.reviewed and run.text(i)]
    if not found:
        raise InputError("No row has been reviewed yet.", "Accept, relabel or lock rows first.",
                         ko="아직 검토한 행이 없습니다.", hint_ko="먼저 행을 확인하거나 분류를 고치거나 잠그세요.")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for i, line in found:
            row = {"text": run.text(i), "label": line.reviewer, "document": run.identity(i)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
