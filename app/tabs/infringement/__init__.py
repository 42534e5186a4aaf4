"""Infringement risk: one claim and one product, many of both, a file of rows, and models side by side."""

from __future__ import annotations

from typing import Any

import gradio as gr

from app.i18n import Words
from app.live import Runs
from app.service import Service
from app.tabs import View
from app.tabs.batch import batch
from app.tabs.infringement import charts, many, models, one
from tasks.base import Task
from tasks.infringement.columns import named


def tab(service: Service, task: Task, view: View, words: Words, runs: Runs) -> list[tuple[Task, Any]]:
    with gr.Tabs(overflow_behavior="wrap"):
        with gr.Tab(words("single")):
            single = one.one(service, task, words, runs)
        with gr.Tab(words("many"), elem_id="infringement-many-tab"):
            several = many.many(service, task, words, runs)
        with gr.Tab(words("batch"), elem_id="infringement-batch-tab"):
            rows = batch(service, task, view, words, runs)
        with gr.Tab(words("models"), elem_id="infringement-models-tab") as bench:
            pick, fill = models.models(service, task, words, runs)
    bench.select(fill, outputs=[pick], show_progress="hidden", api_visibility="private")
    return [(task, single), (task, several), (task, rows)]


def enough(headings: tuple[str, ...]) -> bool:
    """The columns of a claim and of a product, by any of the names that patent people give them."""
    return {"claim_text", "user_query"} <= named(dict.fromkeys(headings, "-")).keys()


VIEW = View(
    columns=enough,
    brief=charts.brief,
    tab=tab,
    note="notice",
    css=charts.CSS,
    files={"synonyms": (".csv", ".xlsx", ".txt")},
)
