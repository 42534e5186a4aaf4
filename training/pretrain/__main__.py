"""`python -m training.pretrain {tokenizer,train,export,evaluate}`: the embedded base, one command a step."""

import argparse
import os
from pathlib import Path

from training.pretrain import data, loop

EMBEDDED = data.ROOT / "models" / "embedded"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onebase" / "pretrain"


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m training.pretrain", description=__doc__)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--parallel", type=Path, metavar="DIR", help=f"directory with {data.parallel.PAIRS_FILE}")
    common.add_argument("--model", type=Path, default=EMBEDDED, help="model directory (default: models/embedded)")
    common.add_argument("--checkpoints", type=Path, default=CACHE, help="checkpoint directory, outside git")
    common.add_argument("--mix", type=data.parse_mix, default=data.MIX, metavar="GENRE=SHARE,…", help="token shares")
    common.add_argument("--seed", type=int, default=1)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("tokenizer", parents=[common], help="train the tokenizer; writes it beside random weights")
    train = commands.add_parser("train", parents=[common], help="train or go on from a checkpoint")
    end = train.add_mutually_exclusive_group(required=True)
    end.add_argument("--steps", type=int, help="total steps")
    end.add_argument("--finish-by", type=loop.clock, metavar="HH:MM", help="wall-clock end")
    decay = loop.Options.decay
    train.add_argument("--decay", type=float, default=decay, help="last share of the run, in which the rate falls")
    train.add_argument("--batch-tokens", type=int, default=loop.Options.batch_tokens)
    train.add_argument("--muon-rate", type=float, default=loop.Options.muon_rate)
    train.add_argument("--adam-rate", type=float, default=loop.Options.adam_rate)
    train.add_argument("--save-minutes", type=float, default=loop.Options.save_minutes)
    train.add_argument("--no-compile", dest="compile", action="store_false")
    start = train.add_mutually_exclusive_group()
    start.add_argument("--resume", action="store_true", help="continue from the last checkpoint")
    start.add_argument("--init", type=Path, metavar="DIR", help="start from an exported model's weights")
    train.add_argument("--threads", type=int, default=loop.Options.threads)
    commands.add_parser("export", parents=[common], help="last checkpoint → model directory")
    evaluate = commands.add_parser("evaluate", parents=[common], help="chrF and BLEU on held-out text")
    evaluate.add_argument("--count", type=int, default=100, help="sentences a genre")
    args = parser.parse_args(argv)
    corpora = data.Corpora(args.seed, args.parallel)
    {"tokenizer": _tokenizer, "train": _train, "export": _export, "evaluate": _evaluate}[args.command](args, corpora)


def _tokenizer(args, corpora: data.Corpora) -> None:
    from training.pretrain.model import export, make_config, make_model
    from training.pretrain.tokenizer import own_words, train_tokenizer

    tokenizer = train_tokenizer([*data.texts(corpora, args.mix, 90_000), *own_words()])
    (args.model / "tokenizer.json").unlink(missing_ok=True)
    export(make_model(make_config(tokenizer)), tokenizer, args.model)
    print(f"{len(tokenizer):,} tokens written to {args.model}")


def _train(args, corpora: data.Corpora) -> None:
    from training.pretrain.tokenizer import load_tokenizer

    names = ("checkpoints", "mix", "batch_tokens", "muon_rate", "adam_rate", "decay", "steps", "finish_by")
    names += ("save_minutes", "compile", "resume", "init", "seed", "threads")
    loop.train(loop.Options(**{name: getattr(args, name) for name in names}), corpora, load_tokenizer(args.model))


def _export(args, _corpora: data.Corpora) -> None:
    from training.pretrain.model import export, from_checkpoint
    from training.pretrain.tokenizer import load_tokenizer

    tokenizer = load_tokenizer(args.model)
    model, steps, tokens = from_checkpoint(args.checkpoints / "last.pt", tokenizer)
    export(model, tokenizer, args.model)
    print(f"step {steps}, {tokens:,} tokens written to {args.model}")


def _evaluate(args, corpora: data.Corpora) -> None:
    from training.pretrain.evaluate import evaluate

    for genre, count, chrf, bleu in evaluate(args.model, corpora, args.mix, args.count):
        print(f"{genre:20} n {count:4}  chrF {chrf:5.1f}  BLEU {bleu:5.1f}", flush=True)


if __name__ == "__main__":
    main()
