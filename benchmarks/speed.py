"""The engine beside peft and transformers on the embedded base, fp32, with four fresh LoRA adapters of rank 16."""
from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.base import AdapterSpec, Generate, Limits, Message, Score
from engine.loading import EMBEDDED, open_engine

NEW = 48                             # tokens a reply; nobody may stop earlier, so that all do the same work
ROUNDS = 3
TEXT = "당사는 이사회 결의로 자본금 감소를 결정하였으며 주주총회의 승인을 받을 예정임을 공시합니다"
LABELS = ("상법", "회계", "특허", "화학", "금융", "환경", "물류", "통신", "의약", "건설")


def mixed() -> Iterator[tuple]:
    """32 requests over 4 adapters."""
    with _bench() as (engine, peer, names):
        requests = [Generate((Message("user", f"번역: {TEXT} {i}"),), names[i % 4], limits=Limits(NEW)) for i in range(32)]
        prompts = [engine.model.prompt(r.messages) for r in requests]
        adapters = [r.adapter for r in requests]

        def ours() -> list[str]:
            return [f.result().text for f in engine.generate(requests)]

        def one_by_one() -> list[str]:
            texts = []
            for prompt, adapter in zip(prompts, adapters, strict=True):
                peer.set_adapter(adapter)
                texts += _generate(peer, engine, [prompt])
            return texts

        def together() -> list[str]:
            return _generate(peer, engine, prompts, adapter_names=adapters)
        a, b, c = _rounds(ours, one_by_one, together)
        same = sum(x == y for x, y in zip(ours(), one_by_one(), strict=True))
        what = f"32 requests over 4 adapters, {NEW} tokens each"
        yield what, f"{a:.2f} s", f"{b:.2f} s  peft, set_adapter one by one", b / a, "aim 8"
        yield what, f"{a:.2f} s", f"{c:.2f} s  peft, one adapter_names batch", c / a, "aim 1.2"
        yield "replies equal to those of peft one by one", f"{same} of 32", ""


def packed() -> Iterator[tuple]:
    """Ten labels of one document."""
    import torch
    with _bench() as (engine, _, _names):
        documents = [f"{' '.join([TEXT] * 8)} {i}" for i in range(4)]
        requests = [Score((Message("user", d),), LABELS) for d in documents]
        tokens = [engine.model.tokens(label) for label in LABELS]

        def ours() -> list[int]:
            found = [engine.score([r])[0].result().logprobs for r in requests]
            return [max(range(10), key=p.__getitem__) for p in found]

        @torch.inference_mode()
        def ten_prompts() -> list[int]:
            best = []
            for request in requests:
                prompt, sums = engine.model.prompt(request.messages), []
                for label in tokens:
                    logits = engine.model.causal(input_ids=torch.tensor([prompt + label]), use_cache=False,
                                                 logits_to_keep=len(label) + 1).logits[0, :-1]
                    sums.append(logits.log_softmax(-1).gather(1, torch.tensor(label)[:, None]).sum().item())
                best.append(max(range(10), key=sums.__getitem__))
            return best
        a, b = _rounds(ours, ten_prompts)
        same = sum(x == y for x, y in zip(ours(), ten_prompts(), strict=True))
        size = len(engine.model.prompt(requests[0].messages))
        yield (f"ten labels of a document of {size} tokens, {len(requests)} times", f"{a:.2f} s",
               f"{b:.2f} s  transformers, ten prompts", b / a, "aim 8")
        yield "the same label found", f"{same} of {len(requests)}", ""


def decode() -> Iterator[tuple]:
    """Tokens a second without adapters."""
    with _bench() as (engine, peer, _):
        for rows in (1, 32):
            requests = [Generate((Message("user", f"번역: {TEXT} {i}"),), limits=Limits(NEW)) for i in range(rows)]
            prompts = [engine.model.prompt(r.messages) for r in requests]

            def ours(requests=requests) -> None:
                [f.result() for f in engine.generate(requests)]

            def plain(prompts=prompts) -> None:
                with peer.disable_adapter():
                    _generate(peer, engine, prompts)
            a, b = _rounds(ours, plain)
            yield (f"tokens a second, {rows} row(s)", f"{rows * NEW / a:,.0f} /s",
                   f"{rows * NEW / b:,.0f} /s  transformers generate", b / a, "")


@contextlib.contextmanager
def _bench():
    """(engine, the peft model of the same weights, names of the adapters)."""
    import torch
    from peft import LoraConfig, PeftModel, get_peft_model
    from transformers import AutoModelForCausalLM
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        names = [f"adapter{i}" for i in range(4)]
        peer = None
        for i, name in enumerate(names):
            torch.manual_seed(i)
            fresh = get_peft_model(_plain(AutoModelForCausalLM), LoraConfig(
                r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM"))
            for key, p in fresh.named_parameters():
                if "lora_B" in key:
                    torch.nn.init.normal_(p, 0, 0.02)
            fresh.save_pretrained(Path(folder) / name)
        peer = PeftModel.from_pretrained(_plain(AutoModelForCausalLM), Path(folder) / names[0], adapter_name=names[0])
        for name in names[1:]:
            peer.load_adapter(Path(folder) / name, adapter_name=name)
        peer.generation_config.eos_token_id = peer.config.eos_token_id = None
        engine = open_engine("embedded", adapters=lambda name: AdapterSpec(name, Path(folder) / name))
        engine.model.ends = frozenset()
        try:
            yield engine, peer.eval(), names
        finally:
            engine.close()


def _plain(kind):
    import torch
    return kind.from_pretrained(EMBEDDED, dtype=torch.float32)


def _generate(peer, engine, prompts: list[list[int]], **more) -> list[str]:
    import torch
    width = max(map(len, prompts))
    ids = torch.tensor([[engine.model.pad] * (width - len(p)) + p for p in prompts])
    mask = torch.tensor([[0] * (width - len(p)) + [1] * len(p) for p in prompts])
    with torch.inference_mode():
        out = peer.generate(input_ids=ids, attention_mask=mask, max_new_tokens=NEW, do_sample=False,
                            pad_token_id=engine.model.pad, **more)
    return [engine.model.text(row) for row in out[:, width:].tolist()]


def _rounds(*works: Callable[[], object]) -> list[float]:
    """Median seconds of each; they take turns, so that a busy moment of the machine falls on all."""
    for work in works:
        work()
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, own in zip(works, seconds, strict=True):
            began = time.perf_counter()
            work()
            own.append(time.perf_counter() - began)
    return [statistics.median(own) for own in seconds]
