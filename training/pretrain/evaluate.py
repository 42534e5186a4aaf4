"""chrF and BLEU of greedy translations of held-out text, a genre at a time."""

import importlib
import random
from collections.abc import Iterator
from pathlib import Path

from documents.masking import mask_latin
from training.pretrain.data import GENERATED, Corpora, translation
from training.pretrain.tokenizer import load_tokenizer


def evaluate(directory: Path, corpora: Corpora, mix: dict[str, float], count: int,
             show: int = 3) -> Iterator[tuple]:
    """(genre, n, chrF, BLEU) for each source of held-out parallel text and for the held-out patterns of our own.

    Latin runs of a documentation sentence are masked as at inference, and filled in before scoring; our own are
    scored with their slots. The first `show` of each genre are printed.
    """
    import sacrebleu
    import torch
    from transformers import AutoModelForCausalLM

    tokenizer = load_tokenizer(directory)
    # fp32: exact and, on a CPU without bf16 units, faster.
    model = AutoModelForCausalLM.from_pretrained(directory, dtype=torch.float32).eval()
    for genre, rows in held_out(corpora, mix, count):
        masked = [(*mask_latin(ko), en) for ko, en in rows]
        outputs = translate(model, tokenizer, [m[0] for m in masked])
        hypotheses = []
        for text, (_, slots, _) in zip(outputs, masked, strict=True):
            for slot, surface in slots.items():
                text = text.replace(slot, surface)
            hypotheses.append(text)
        references = [en for *_, en in masked]
        chrf = sacrebleu.corpus_chrf(hypotheses, [references]).score
        bleu = sacrebleu.corpus_bleu(hypotheses, [references]).score
        yield genre, len(rows), chrf, bleu
        for (ko, en), hypothesis in list(zip(rows, hypotheses, strict=True))[:show]:
            print(f"  {ko}\n  > {hypothesis}\n  = {en}")


def held_out(corpora: Corpora, mix: dict[str, float], count: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(genre, [(Korean, English)]) never trained on."""
    if "erp" in mix or "docs" in mix:
        by_source: dict[str, list[tuple[str, str]]] = {}
        for pair in corpora.pairs[1]:
            by_source.setdefault(pair.source, []).append((pair.ko, pair.en))
        for source, rows in sorted(by_source.items()):
            random.Random(corpora.seed).shuffle(rows)
            yield source, rows[:count]
    for genre in [g for g in ("disclosures", "erp_own") if g in mix]:
        module = importlib.import_module(f"training.corpora.{GENERATED[genre]}")
        rows = list(module.generate(corpora.seed, 20 * count, held_out=True))
        for kind in ("sentence", "label"):
            unique = list(dict.fromkeys((r["ko"], r["en"]) for r in rows if r["kind"] == kind))
            if unique:
                yield f"{genre}/{kind}", unique[:count]


def translate(model, tokenizer, sources: list[str], batch: int = 32) -> list[str]:
    """Greedy translations, longest sources first so that batches are even."""
    import torch

    order = sorted(range(len(sources)), key=lambda i: -len(sources[i]))
    outputs = [""] * len(sources)
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        prompts = [translation(sources[i], "").prefix for i in chosen]
        inputs = tokenizer(prompts, return_tensors="pt", padding=True)
        width = inputs.input_ids.shape[1]
        with torch.inference_mode():
            tokens = model.generate(**inputs, max_new_tokens=min(256, 2 * width + 16), do_sample=False)
        for i, text in zip(chosen, tokenizer.batch_decode(tokens[:, width:], skip_special_tokens=True), strict=True):
            outputs[i] = text.strip()
    return outputs
