"""The training loop: Muon for matrices, AdamW for the rest, warm-up, plateau and a decay that can start at any time."""

import datetime
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from training.precision import autocast
from training.pretrain import peers
from training.pretrain.data import Corpora, Stream, tensors
from training.pretrain.model import load, make_config, make_model


@dataclass(frozen=True)
class Options:
    """`steps` or `finish_by` (seconds since the epoch) ends the run; the last `decay` of it lowers the rate to 0."""

    checkpoints: Path
    mix: dict[str, float]
    batch_tokens: int = 4096
    muon_rate: float = 0.02
    adam_rate: float = 4e-3
    warmup: int = 100
    decay: float = 0.35
    steps: int | None = None
    finish_by: float | None = None
    save_minutes: float = 10
    log_every: int = 20
    compile: bool = True
    resume: bool = False
    init: Path | None = None  # model directory whose weights a new run starts from
    seed: int = 1
    threads: int = max(1, (os.cpu_count() or 1) // peers.COUNT)


def clock(text: str) -> float:
    """`HH:MM` today (tomorrow if past) → seconds since the epoch."""
    now = datetime.datetime.now()
    hour, minute = map(int, text.split(":"))
    at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (at if at > now else at + datetime.timedelta(days=1)).timestamp()


def optimizers(model, options: Options):
    """Muon on the hidden matrices, AdamW on embeddings and norms."""
    import torch

    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "embed" not in n]
    rest = [p for n, p in model.named_parameters() if p.ndim != 2 or "embed" in n]
    muon = torch.optim.Muon(matrices, lr=options.muon_rate, momentum=0.95, weight_decay=0.05, ns_steps=4)
    adam = torch.optim.AdamW(rest, lr=options.adam_rate, betas=(0.9, 0.95), weight_decay=0.0)
    for optimizer in (muon, adam):
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return muon, adam


def loss_of(model, ids, weights):
    """Mean weighted loss, the unweighted reply loss, and its token count; logits only where a weight is."""
    from torch.nn.functional import cross_entropy, linear

    with autocast(ids.device.type):
        # Rows are padded on the right, so that causal attention needs no mask.
        hidden = model.model(input_ids=ids, use_cache=False).last_hidden_state[:, :-1]
        targets, weights = ids[:, 1:], weights[:, 1:]
        chosen = weights > 0
        logits = linear(hidden[chosen], model.model.embed_tokens.weight)
    losses = cross_entropy(logits.float(), targets[chosen], reduction="none")
    weights = weights[chosen]
    reply = weights == 1
    return (losses * weights).sum() / weights.sum(), losses[reply].sum().item(), int(reply.sum())


def train(options: Options, corpora: Corpora, tokenizer, shape: dict | None = None):
    """Train (or go on) until the end that `options` names; returns the model. Checkpoints on SIGTERM, then exits."""
    import torch

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cuda":
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", 0)))
    peers.join(device)
    model = (load(options.init) if options.init else make_model(make_config(tokenizer, **(shape or {})))).to(device)
    muon, adam = optimizers(model, options)
    file = options.checkpoints / "last.pt"
    step, tokens, elapsed, position = 0, 0, 0.0, None
    if options.resume:
        if not file.is_file():
            raise SystemExit(f"nothing to resume: {file} is missing; leave --resume out to start afresh")
        saved = torch.load(file, map_location=device, weights_only=True)
        model.load_state_dict(saved["model"])
        muon.load_state_dict(saved["muon"])
        adam.load_state_dict(saved["adam"])
        for optimizer, peak in ((muon, options.muon_rate), (adam, options.adam_rate)):
            for group in optimizer.param_groups:
                group["peak"] = peak
        torch.set_rng_state(saved["rng"].cpu())
        step, tokens, elapsed, position = saved["step"], saved["tokens"], saved["elapsed"], saved["position"]
    stream = Stream(corpora, options.mix, tokenizer, options.batch_tokens, position)
    options.checkpoints.mkdir(parents=True, exist_ok=True)

    def log(text: str) -> None:
        if peers.RANK:
            return
        line = f"{datetime.datetime.now():%H:%M:%S} {text}"
        print(line, flush=True)
        with (options.checkpoints / "train.log").open("a", encoding="utf-8") as out:
            out.write(line + "\n")

    def save() -> None:
        if peers.RANK:
            return
        state = {"model": model.state_dict(), "muon": muon.state_dict(), "adam": adam.state_dict()}
        state |= {"rng": torch.get_rng_state(), "step": step, "tokens": tokens, "elapsed": elapsed}
        torch.save(state | {"shape": shape or {}, "position": stream.state}, file.with_suffix(".part"))
        file.with_suffix(".part").replace(file)

    stop: list[bool] = []
    before = signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    # The layers share one compiled graph; the whole model would be traced eight times over.
    if options.compile:
        for layer in model.model.layers:
            layer.compile(dynamic=True)
    log(f"parameters {sum(p.numel() for p in model.parameters()):,} device {device} mix {stream.mix} step {step}")
    begun = last_log = last_save = time.time()
    # All processes must take the same steps at the same rates: the clock is the first one's, then their mean.
    whole = peers.first(elapsed + options.finish_by - begun) if options.finish_by else None
    earlier, losses, replies, seen, stopped = elapsed, 0.0, 0, 0, 0.0
    batches = peers.share(stream)
    while (progress := step / options.steps if options.steps else elapsed / whole) < 1:
        drawn = next(batches)
        batch = drawn[peers.RANK]
        factor = min(1.0, (step + 1) / options.warmup, (1 - progress) / options.decay)
        ids, weights = tensors(batch, tokenizer.pad_token_id, device)
        loss, reply_loss, reply_count = loss_of(model, ids, weights)
        loss.backward()
        stopped, elapsed, reply_loss, reply_count = peers.average(
            model.parameters(), float(bool(stop)), earlier + time.time() - begun, reply_loss, reply_count
        )
        for optimizer in (muon, adam):
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        step += 1
        count = sum(len(ids) for b in drawn for ids in b.ids)
        tokens, seen, losses, replies = tokens + count, seen + count, losses + reply_loss, replies + reply_count
        now = time.time()
        if step % options.log_every == 0:
            rate = seen / (now - last_log)
            log(f"step {step} tokens {tokens:,} loss {losses / max(1, replies):.4f} rate {factor:.3f} {rate:.0f} tok/s")
            last_log, losses, replies, seen = now, 0.0, 0, 0
        if stopped or now - last_save > 60 * options.save_minutes:
            save()
            last_save = now
        if stopped:
            log(f"stopped at step {step}; continue with --resume")
            raise SystemExit(143)
    signal.signal(signal.SIGTERM, before)
    save()
    log(f"finished at step {step}, {tokens:,} tokens")
    return model
