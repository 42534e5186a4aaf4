"""A tiny model goes the whole way: tokenizer, training, checkpoint, resume, export, reload."""

import gzip
import random
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from documents.masking import mask_latin
from training.corpora.parallel import mask_pair, read_pairs
from training.pretrain import data, loop
from training.pretrain.evaluate import translate
from training.pretrain.model import export, from_checkpoint, load, make_config, make_model
from training.pretrain.tokenizer import SLOTS, own_words, train_tokenizer

SHAPE = {"hidden": 32, "layers": 2, "heads": 2, "ffn": 64}
EMBEDDED = Path(__file__).resolve().parents[2] / "models" / "embedded"
NOUNS = [("계약", "contract"), ("주식", "share"), ("사채", "bond"), ("이사회", "board"), ("배당", "dividend")]
VERBS = [("체결합니다", "is signed"), ("취득합니다", "is acquired"), ("결정합니다", "is decided")]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """50 lines of our own in the layout of the parallel corpus."""
    directory = tmp_path_factory.mktemp("parallel")
    rng = random.Random(3)
    lines = []
    for n in range(50):
        (noun, name), (verb, done) = rng.choice(NOUNS), rng.choice(VERBS)
        ko, en = f"Contoso{n}의 {noun}을 {n + 2}월에 {verb}.", f"The {name} of Contoso{n} {done} in {n + 2}."
        lines.append(f"partner-center\t{ko}\t{en}\n")
    with gzip.open(directory / "ko_en_docs.tsv.gz", "wt", encoding="utf-8") as out:
        out.writelines(lines)
    with gzip.open(directory / "ko_erp_mono.txt.gz", "wt", encoding="utf-8") as out:
        out.writelines(f"{noun} {verb}\n" for noun, _ in NOUNS for verb, _ in VERBS)
    return directory


@pytest.fixture(scope="module")
def tokenizer(corpus):
    texts = [s for pair in read_pairs(corpus)[0] for s in (pair.ko, pair.en)]
    return train_tokenizer(texts + own_words(1), vocab=600)


def options(folder, steps, **changes):
    base = {"checkpoints": folder, "mix": {"erp": 8, "mono": 2}, "batch_tokens": 256, "compile": False, "warmup": 2}
    return loop.Options(**base | {"steps": steps, "log_every": 1} | changes)


def losses(folder):
    lines = (folder / "train.log").read_text(encoding="utf-8").splitlines()
    return {int(line.split()[2]): float(line.split("loss ")[1].split()[0]) for line in lines if " loss " in line}


def test_trains_resumes_exports_and_reloads(tmp_path, corpus, tokenizer):
    whole, halves = tmp_path / "whole", tmp_path / "halves"
    loop.train(options(whole, 12), data.Corpora(1, corpus), tokenizer, SHAPE)
    figures = losses(whole)
    assert figures[12] < figures[1] - 0.5, "the loss falls"

    # The second half, resumed from a checkpoint, repeats the uninterrupted run. The rate's decay depends on the
    # total, so that the first half is the same run stopped after six steps.
    class Stopped(Exception):
        pass

    corpora = data.Corpora(1, corpus)
    step = loop.loss_of
    calls = []

    def counted(*args):
        calls.append(1)
        if len(calls) == 7:
            raise Stopped
        return step(*args)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Stopped):
        patch.setattr(loop, "loss_of", counted)
        loop.train(options(halves, 12, save_minutes=0), corpora, tokenizer, SHAPE)
    model = loop.train(options(halves, 12, resume=True), data.Corpora(1, corpus), tokenizer, SHAPE)
    assert losses(halves) == figures

    out = tmp_path / "model"
    checkpoint, steps, tokens = from_checkpoint(halves / "last.pt", tokenizer)
    assert steps == 12 and tokens > 0
    export(checkpoint, tokenizer, out)
    assert all(file.stat().st_size < 10_000_000 for file in out.iterdir())
    reloaded, again = AutoModelForCausalLM.from_pretrained(out, dtype=torch.float32), AutoTokenizer.from_pretrained(out)
    ids = again("번역: 계약을 체결합니다.", return_tensors="pt")
    with torch.inference_mode():
        difference = (reloaded(**ids).logits - model(ids.input_ids).logits).abs().max()
    assert difference < 0.1, "only bf16 rounding lies between the trained and the shipped weights"
    assert len(translate(reloaded, again, ["계약을 체결합니다."])) == 1


def test_two_processes_take_the_mean_of_their_batches_as_one_step(tmp_path, corpus, tokenizer):
    torch.manual_seed(0)
    tiny = make_model(make_config(tokenizer, **SHAPE))
    for weight in tiny.parameters():
        weight.data.normal_(std=0.1)  # output weights of zero would leave the matrices before them without a gradient
    export(tiny, tokenizer, tmp_path / "tiny")
    command = f"-m torch.distributed.run --nproc-per-node 2 -m training.pretrain train --parallel {corpus} --steps 1"
    command += f" --model {tmp_path}/tiny --init {tmp_path}/tiny --checkpoints {tmp_path} --mix erp=8,mono=2"
    command += " --batch-tokens 256 --no-compile --threads 1"
    done = subprocess.run([sys.executable, *command.split()], cwd=data.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("finished at step 1") == 1, "one process writes the log"
    saved = torch.load(tmp_path / "last.pt", weights_only=True)

    alone, before = load(tmp_path / "tiny"), load(tmp_path / "tiny")
    optimizers = loop.optimizers(alone, options(tmp_path, 1))
    mix = {"erp": 0.8, "mono": 0.2}
    batches = iter(data.Stream(data.Corpora(1, corpus), mix, AutoTokenizer.from_pretrained(tmp_path / "tiny"), 256))
    for batch in (first := [next(batches) for _ in range(2)]):
        (loop.loss_of(alone, *data.tensors(batch, tokenizer.pad_token_id))[0] / 2).backward()
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] /= loop.Options.warmup
        optimizer.step()
    assert saved["tokens"] == sum(len(ids) for batch in first for ids in batch.ids)
    assert saved["position"]["batch"] == 2, "both processes stand behind what either has read"
    for name, start in before.state_dict().items():
        step = alone.state_dict()[name] - start
        assert step.norm() > 0 and (saved["model"][name] - start - step).norm() < 0.02 * step.norm(), name


def test_a_missing_genre_is_named_when_the_mix_asks_for_it(tmp_path, tokenizer):
    corpora = data.Corpora(1, None, dictionaries=(tmp_path / "finance.csv",))
    with pytest.raises(SystemExit, match="--parallel DIR"):
        next(iter(data.Stream(corpora, {"erp": 1}, tokenizer, 256)))
    with pytest.raises(SystemExit, match="finance.csv is missing"):
        next(iter(data.Stream(corpora, {"finance": 1}, tokenizer, 256)))
    with pytest.raises(SystemExit, match="unknown genre 'poems'"):
        data.parse_mix("erp=2,poems=1")


def test_chat_template_and_training_layout_agree(tokenizer):
    messages = [{"role": "user", "content": "번역: 감자"}, {"role": "assistant", "content": "Capital reduction"}]
    example = data.chat(messages)
    assert tokenizer.apply_chat_template(messages, tokenize=False) == example.prefix + example.reply
    prompt = tokenizer.apply_chat_template(messages[:1], tokenize=False, add_generation_prompt=True)
    assert prompt == example.prefix


@pytest.mark.skipif(not (EMBEDDED / "tokenizer.json").is_file(), reason="no embedded base yet")
def test_shipped_tokenizer_keeps_slots_whole_and_text_exact():
    tokenizer = AutoTokenizer.from_pretrained(EMBEDDED)
    assert all(len(tokenizer(slot).input_ids) == 1 for slot in SLOTS)
    text = "당사는 <date1> 이사회에서 <org2>의 주식 <num16>를 <amt3>에 취득하기로 결정함 (주1)\n뷁 ① ※ C₁₂"
    assert tokenizer.decode(tokenizer(text).input_ids, skip_special_tokens=True) == text
    assert tokenizer.eos_token == "<|end|>" and tokenizer.pad_token == "<|pad|>"


@pytest.mark.parametrize(
    ("text", "masked", "slots"),
    [
        ("System.String은 .NET 형식", "<org1>은 <org2> 형식", {"<org1>": "System.String", "<org2>": ".NET"}),
        ("Dynamics 365에서 API 3개", "<org1>에서 <org2> 3개", {"<org1>": "Dynamics 365", "<org2>": "API"}),
        ("<org1>와 LG CNS, LG CNS", "<org1>와 <org2>, <org2>", {"<org2>": "LG CNS"}),
        ("USD 100만과 5G, A동", "USD 100만과 5G, A동", {}),
    ],
)
def test_mask_latin(text, masked, slots):
    assert mask_latin(text) == (masked, slots)


def test_mask_pair_takes_only_what_both_sides_hold():
    ko, en = mask_pair("Visual Studio에서 API 3개와 HTTP를", "3 APIs and HTTP in Visual Studio")
    assert (ko, en) == ("<org1>에서 API <num1>개와 <org2>를", "<num1> APIs and <org2> in <org1>")


def test_held_out_lines_are_not_trained_on(tmp_path):
    with gzip.open(tmp_path / "ko_en_docs.tsv.gz", "wt", encoding="utf-8") as out:
        out.writelines(f"learn\t문장 {n} 번입니다\tThis is sentence {n}\n" for n in range(500))
    train, held = read_pairs(tmp_path)
    assert len(held) == 50 and len(train) == 450 and not set(train) & set(held)
