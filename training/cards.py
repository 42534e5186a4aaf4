"""What is written beside the weights: a PEFT configuration without local paths, onebase.json, and a card."""
from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from adapters.manifest import COMPANION, CONFIG, WEIGHTS, Companion, Data, Manifest
from adapters.weights import sha256
from training.base import Base
from training.recipe import Recipe
from training.rows import Rows

KINDS = {"causal": "language-model adapter (LoRA)", "classification": "classification adapter (LoRA and a linear head)"}
LIMITS = {
    "causal": "It answers as its training rows do. It has not been judged on other kinds of text, and a language model "
              "can be wrong in fluent words: check what matters.",
    "classification": "It knows its labels only and gives one of them to any text, also to one that belongs to none. "
                      "Its probabilities are votes of windows, not calibrated frequencies.",
}


def save(model, folder: Path, *, name: str, task: str, kind: str, base: Base, rows: Rows, recipe: Recipe,
         figures: dict, history: list[dict], own: dict, default: bool,
         companion_weight: float | None = None) -> Manifest:
    """Write the adapter's folder; a companion already lies in it where a weight is given."""
    model.peft_config["default"].base_model_name_or_path = base.name
    model.save_pretrained(folder, save_embedding_layers=False)
    (folder / WEIGHTS).chmod(0o644)
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    config["base_model_name_or_path"] = base.name
    config["target_modules"] = sorted(config["target_modules"])
    (folder / CONFIG).write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    companion = None
    if companion_weight is not None:
        companion = Companion(sha256=sha256(folder / COMPANION), weight=companion_weight)
    meta = Manifest(name=name, task=task, kind=kind, base=base.name, base_fingerprint=base.fingerprint, default=default,
                    layers=recipe.layers, data=Data(name=rows.name, fingerprint=rows.fingerprint, rows=len(rows.rows),
                                                    licence=recipe.licence),
                    figures=figures, created=datetime.now(UTC).strftime("%Y-%m-%d"), sha256=sha256(folder / WEIGHTS),
                    companion=companion, **own)
    meta.write(folder)
    (folder / "README.md").write_text(card(meta, recipe, history), encoding="utf-8")
    return meta


def card(meta: Manifest, recipe: Recipe, history: list[dict]) -> str:
    lines = ["---", f"base_model: {meta.base}", "library_name: peft", "tags: [lora, onebase]", "---",
             f"# {meta.name}", "", f"A {KINDS[meta.kind]} for the task `{meta.task}`.", "",
             f"- Base: {meta.base}, fingerprint `{meta.base_fingerprint}`; another base is refused.",
             f"- Training data: {meta.data.name}, {meta.data.rows:,} rows, fingerprint `{meta.data.fingerprint}`, "
             f"licence: {meta.data.licence}.",
             f"- Recipe: rank {recipe.rank}, {recipe.epochs:g} epochs, learning rate {recipe.lr:g}, "
             f"batch {recipe.batch}, seed {recipe.seed}, quantised base: {recipe.quant}."]
    if meta.labels:
        lines.append(f"- Labels: {', '.join(meta.labels)}; windows of {meta.window} tokens, {meta.stride} apart.")
    if meta.companion:
        lines.append(f"- A lexical companion (`{COMPANION}`) has {meta.companion.weight:.0%} of the vote.")
    if meta.prompt:
        lines.append(f"- Prompt: `{meta.prompt}`.")
    lines += ["", "## Figures", ""]
    lines += [f"- {k}: {v}" for k, v in meta.figures.items()] or ["Nothing was held out, so there are none."]
    lines += ["", "Held out, by epoch (the one with the least loss is kept):", ""] if history else []
    lines += ["- " + ", ".join(f"{k} {v:.4g}" for k, v in epoch.items()) for epoch in history]
    return "\n".join([*lines, "", "## Limits", "", LIMITS[meta.kind], ""])
