"""Byte-level BPE for Korean and English, with single tokens for the chat roles and the slots."""

from collections.abc import Iterable
from pathlib import Path

from documents.masking import MAX_SLOT

VOCAB = 15_360  # times 320 in bf16 stays below 10 MB, the limit of one shard
PAD, END, TEXT = "<|pad|>", "<|end|>", "<|text|>"
SPECIAL = [PAD, END, "<|system|>", "<|user|>", "<|assistant|>", TEXT]
SLOTS = [f"<{kind}{n}>" for kind in ("num", "amt", "date", "org") for n in range(1, MAX_SLOT + 1)]
CHAT_TEMPLATE = (
    "{%- for message in messages -%}"
    "{%- if message['role'] not in ['system', 'user', 'assistant'] -%}"
    "{{- raise_exception('unknown role: ' + message['role']) -}}"
    "{%- endif -%}"
    "{{- '<|' + message['role'] + '|>' + message['content'] + '<|end|>' -}}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|assistant|>' -}}{%- endif -%}"
)
# Digits one by one, Hangul apart from other letters (so that "API를" is "API" + "를"), punctuation in short runs.
PIECES = r" ?\p{Hangul}+| ?(?:(?!\p{Hangul})\p{L})+| ?\p{N}| ?[^\s\p{L}\p{N}]{1,4}|\s+(?!\S)|\s+"


def train_tokenizer(texts: Iterable[str], vocab: int = VOCAB):
    """A `PreTrainedTokenizerFast` trained on `texts`; smaller `vocab` for tests (at least 256 bytes + 70 tokens)."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab - len(SLOTS),
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=2,
        max_token_length=24,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    # Slots are ordinary text to a reader: decoding with skip_special_tokens keeps them.
    tokenizer.add_tokens([AddedToken(slot, normalized=False, special=False) for slot in SLOTS])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=PAD,
        eos_token=END,
        additional_special_tokens=SPECIAL[2:],
        chat_template=CHAT_TEMPLATE,
        model_max_length=2048,
        clean_up_tokenization_spaces=False,
        padding_side="left",
    )


def load_tokenizer(directory: Path):
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(directory)


def own_words(times: int = 30) -> list[str]:
    """Our own word lists, repeated so that disclosure, claim and chemical terms become few tokens."""
    root = Path(__file__).resolve().parents[2]
    words = (root / "training" / "pretrain" / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    # A form label often opens a cell, so each word is learned with and without a space before it.
    forms = [form for line in words for word in line.split() for form in (word, " " + word)]
    texts = words * times + forms * (times // 2)
    for name in ("finance.csv", "erp.csv", "technical.csv"):
        table = root / "dictionaries" / name
        if table.is_file():
            texts += table.read_text(encoding="utf-8").replace(",", " ").splitlines() * 2
    return texts
