"""Base and adapters side by side on a file of cases whose answers are known."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from app import html
from app.i18n import Words, field, lang_of, named, said, word
from app.live import Runs, finished, live
from app.service import Service
from app.tabs.single import stopper
from app.theme import piece
from documents.claim_charts import MATCH, RISK
from engine.errors import OnebaseError
from engine.particles import settled
from tasks.base import Task, parse_options

if TYPE_CHECKING:
    from training.evaluate import Judged
    from training.rows import Rows

TYPES = [".jsonl", ".csv", ".tsv", ".xlsx"]
BASE = "none"
FIGURES = ("json_valid", "risk_accuracy", "match_accuracy")
WORST = 5


def models(service: Service, task: Task, words: Words, runs: Runs) -> tuple[gr.CheckboxGroup, Callable]:
    """Returns the choice of models and what fills it."""
    key = f"{task.name} models"
    piece(words.html("models_about_html", lambda lang: html.tag("p", word("models_about", lang), "ob-about")))
    with gr.Row():
        with gr.Column(scale=5, elem_classes="ob-form"):
            piece(
                words.html("models_file_html", lambda lang: html.heading(word("models_file", lang))),
                elem_classes="ob-above",
            )
            file = gr.File(show_label=False, file_types=TYPES, height=120, elem_id="models-file")
        with gr.Column(scale=6, elem_classes="ob-form"):
            pick = gr.CheckboxGroup(
                [(words("models_base"), BASE)],
                value=[BASE],
                label=words("models_pick"),
                info=words("models_pick_info"),
                elem_id="models-pick",
            )
            with gr.Row():
                run = gr.Button(words("compare_run"), variant="primary", elem_id="models-run", min_width=100)
                stop = gr.Button(words("cancel"), interactive=False, min_width=100)
    meter = piece(
        words.html("models_idle_html", lambda lang: html.note(word("models_idle", lang))), elem_id="models-meter"
    )
    report = piece(elem_id="models-report")

    def fill(request: gr.Request):
        lang = lang_of(request)
        try:
            shelf = service.shelf()
        except OnebaseError:
            shelf = None  # the status line says so already
        found = [a.name for a in shelf.list(task.name)] if shelf else []
        return gr.update(choices=[(word("models_base", lang), BASE), *((n, n) for n in found)])

    def go(request: gr.Request, path: str | None, picked: list[str]) -> Iterator[dict]:
        lang, cancel, began = lang_of(request), runs.begin(request.session_hash, key), time.monotonic()
        rest = {run: gr.update(interactive=True), stop: gr.update(interactive=False)}
        yield {
            meter: html.busy(word("working" if service.settled else "waiting_model", lang)),
            report: "",
            run: gr.update(interactive=False),
            stop: gr.update(interactive=True),
        }
        def steps() -> Iterator[dict]:
            if not path:
                raise said("no_file")
            if not picked:
                raise said("models_none")
            for what, item in live(lambda tell: _work(service, task, Path(path), picked, cancel, tell), cancel):
                if what == "now":
                    who, done, total = item
                    text = f"{_name(who, lang)}: {done:,} / {total:,}, {time.monotonic() - began:.1f} {word('seconds', lang)}"
                    yield {meter: html.meter(done + picked.index(who) * total, total * len(picked), text)}
                else:
                    rows, judged = item
                    yield {
                        meter: html.meter(1, 1, f"{time.monotonic() - began:.1f} {word('seconds', lang)}"),
                        report: _report(service, rows, judged, lang),
                    }

        yield from finished(steps(), lambda box: {meter: box}, rest, lang,
                            lambda: runs.end(request.session_hash, key, cancel))

    run.click(
        go,
        [file, pick],
        [meter, report, run, stop],
        show_progress="hidden",
        api_visibility="private",
        trigger_mode="once",
        scroll_to_output=True,
    )
    stop.click(stopper(runs, key), api_visibility="private", queue=False)
    return pick, fill


def _work(service: Service, task: Task, path: Path, picked: Sequence[str], cancel, tell) -> tuple[Rows, list[Judged]]:
    from engine.jobs import stopped
    from training.evaluate import cases_of, compare
    from training.rows import read_rows

    rows, judged = cases_of(task, read_rows(path)), []
    for who in picked:  # one by one, so that the progress says which model is at work
        found = compare(
            task,
            rows,
            service.engine(),
            service.registry,
            parse_options(task, {}),
            [who],
            say=lambda line: None,
            cancel=cancel,
            progress=lambda done, total, who=who: tell((who, done, total)),
        )
        if cancel.is_set():
            raise stopped()
        judged += found if not judged else found[1:]  # the baseline comes with the first
    return rows, judged


def _name(who: str, lang: str) -> str:
    return word("models_base", lang) if who == BASE else who


def _report(service: Service, rows: Rows, judged: Sequence[Judged], lang: str) -> html.Html:
    heads = [word("models_model", lang), *(word(f"models_{f}", lang) for f in FIGURES)]
    best = {f: max(j.figures.get(f, 0.0) for j in judged) for f in FIGURES}
    names = [word("models_floor", lang), *(_name(j.who, lang) for j in judged[1:])]
    lines = [
        [name, *(_share(j.figures.get(f), best[f]) for f in FIGURES)] for name, j in zip(names, judged, strict=True)
    ]
    parts = [
        html.heading(word("models_cases", lang).format(n=f"{len(rows.rows):,}", name=rows.name)),
        html.table(heads, lines, "ob-stack"),
    ]
    for j in judged[1:]:
        if j.who != BASE and service.registry.get(j.who).meta.data.fingerprint == rows.fingerprint:
            parts.append(html.tag("p", html.badge(settled(word("models_trained", lang).format(name=j.who)), "warn")))
        parts.append(html.tag("h3", _name(j.who, lang), "ob-part"))
        tables = [_confusion(field("risk_level", lang), j.pairs, [*RISK], lang)]
        if j.matches:
            tables.append(_confusion(field("match", lang), j.matches, [*MATCH], lang))
        parts += [html.tag("div", html.join(tables), "ob-models"), _patents(j, lang), _worst(rows, j, lang)]
    parts.append(html.tag("p", word("notice", lang), "ob-dim ob-small"))
    return html.panel(*parts)


def _share(value: float | None, best: float) -> Any:
    if value is None:
        return "–"
    return html.tag("b", f"{value:.1%}") if value == best else f"{value:.1%}"


def _confusion(title: str, pairs: Sequence[tuple[str, str]], labels: list[str], lang: str) -> html.Html:
    counts = Counter(pairs)
    columns = [*labels, *sorted({given for _, given in pairs} - set(labels))]

    def shown(label: str) -> str:
        return named(label, lang) if label in labels else word("models_unanswered", lang)

    lines = [
        [
            shown(wanted),
            *(
                html.tag("b", counts[wanted, given]) if wanted == given else counts[wanted, given] or "·"
                for given in columns
            ),
        ]
        for wanted in labels
    ]
    return html.tag(
        "section",
        html.join(
            (
                html.heading(f"{title} · {word('models_confusion', lang)}"),
                html.table(["", *map(shown, columns)], lines, "ob-confusion"),
            )
        ),
    )


def _patents(judged: Judged, lang: str) -> html.Html | str:
    """The share of right risks of each patent, the worst first, where there are several and not too many."""
    from training.evaluate import PATENTS

    right: dict[str, list[bool]] = {}
    for (wanted, given), patent in zip(judged.pairs, judged.groups, strict=True):
        right.setdefault(patent, []).append(wanted == given)
    if not 1 < len(right) <= PATENTS:
        return ""
    lines = sorted((sum(own) / len(own), patent, len(own)) for patent, own in right.items())
    heads = [word("patent", lang), word("models_risk_accuracy", lang), word("models_count", lang)]
    table = html.table(heads, [[patent, f"{share:.1%}", count] for share, patent, count in lines], "ob-confusion")
    return html.join((html.heading(word("models_patents", lang)), table))


def _worst(rows: Rows, judged: Judged, lang: str) -> html.Html:
    from training.evaluate import YARDSTICKS

    places = [
        i for i in sorted(range(len(rows.rows)), key=lambda i: -judged.badness[i])[:WORST] if judged.badness[i] > 0
    ]
    if not places:
        return html.tag("p", word("models_no_worst", lang), "ob-dim")
    text = YARDSTICKS["infringement"].text
    lines = []
    for i in places:
        wanted, given = judged.pairs[i]
        wrong = judged.badness[i] - (wanted != given)  # of the elements, as a share
        risks = (html.tag("span", named(risk, lang), "ob-nowrap") for risk in (wanted, given))
        lines.append([i + 1, html.brief(text(rows.rows[i]), 150), *risks, f"{wrong:.0%}" if wrong else "–"])
    heads = [word("row", lang), *(word(f"models_{k}", lang) for k in ("case", "expected", "given", "wrong"))]
    return html.join((html.heading(word("models_worst", lang)), html.table(heads, lines, "ob-stack")))
