"""The base that an adapter is trained on: found, loaded, and dressed with LoRA."""
from __future__ import annotations

import importlib.util
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

from engine.errors import BaseModelError, SettingsError
from engine.fingerprint import fingerprint
from training.recipe import Recipe

EMBEDDED = Path(__file__).parent.parent / "models" / "embedded"


@dataclass(frozen=True)
class Base:
    name: str                        # "embedded", a hub id, or the last part of a folder's path: never a local path
    folder: Path
    fingerprint: str


def find(name: str) -> Base:
    """`embedded`, a directory, or a hub id (fetched with HF_TOKEN unless HF_HUB_OFFLINE)."""
    if name == "embedded":
        folder = EMBEDDED
    elif Path(name).is_dir():
        folder, name = Path(name), Path(name).resolve().name
    elif name.startswith("openai:"):
        raise SettingsError("Adapters cannot be trained on a server.", "Name a local folder or a hub id with --base.",
                            ko="서버 베이스에서는 어댑터를 학습할 수 없습니다.",
                            hint_ko="--base에 로컬 폴더나 허브 id를 지정하세요.")
    else:
        folder = _fetch(name)
    return Base(name, folder, fingerprint(folder))


def _fetch(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError
    try:
        return Path(snapshot_download(name, token=os.environ.get("HF_TOKEN"),
                                      allow_patterns=["*.json", "*.safetensors", "*.jinja", "tokenizer*"]))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as e:
        raise BaseModelError(f"The base {name} cannot be fetched: {type(e).__name__}.",
                             "Check the name and the network, or give a local folder.",
                             ko=f"베이스 {name}을(를) 받을 수 없습니다: {type(e).__name__}.",
                             hint_ko="이름과 네트워크를 확인하거나 로컬 폴더를 지정하세요.") from e


def tokenizer_of(base: Base):
    from transformers import AutoTokenizer
    tokenizer = AutoTokenizer.from_pretrained(base.folder)
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def load(base: Base, recipe: Recipe, labels: tuple[str, ...] = (), pad_token_id: int | None = None):
    """The frozen base with trainable LoRA on every linear of its layers, and a head where `labels` are given."""
    import torch
    from peft import LoraConfig, get_peft_model, prepare_model_for_kbit_training
    from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSequenceClassification
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()           # a new head and layers left out are meant, not a fault of the file
    torch.manual_seed(recipe.seed)
    cuda = torch.cuda.is_available()
    # unsloth replaces CPU builds of torch when it is imported, so the GPU is asked for first
    if cuda and not labels and recipe.layers is None and importlib.util.find_spec("unsloth"):
        return _unsloth(base, recipe)
    config = AutoConfig.from_pretrained(base.folder)
    text = config.get_text_config()
    if recipe.layers:
        if recipe.layers > text.num_hidden_layers:
            raise SettingsError(f"{base.name} has {text.num_hidden_layers} layers, not {recipe.layers}.",
                                "Give --layers a smaller number.",
                                ko=f"{base.name}의 레이어는 {text.num_hidden_layers}개입니다.",
                                hint_ko="--layers 값을 줄이세요.")
        text.num_hidden_layers = recipe.layers
        if getattr(text, "layer_types", None):
            text.layer_types = text.layer_types[:recipe.layers]
    options: dict = {"config": config, "dtype": torch.bfloat16 if cuda else torch.float32,
                     "device_map": "cuda" if cuda else "cpu"}
    if recipe.quant == "nf4":
        from transformers import BitsAndBytesConfig
        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=torch.bfloat16)
    if labels:
        config.num_labels, config.pad_token_id = len(labels), pad_token_id
        text.pad_token_id = pad_token_id
        model = AutoModelForSequenceClassification.from_pretrained(base.folder, **options)
    else:
        model = AutoModelForCausalLM.from_pretrained(base.folder, **options)
    if recipe.quant == "nf4":
        model = prepare_model_for_kbit_training(model, use_gradient_checkpointing=cuda)
    config = LoraConfig(
        r=recipe.rank, lora_alpha=recipe.alpha or 2 * recipe.rank, lora_dropout=recipe.dropout, bias="none",
        target_modules=_linears(model), task_type="SEQ_CLS" if labels else "CAUSAL_LM",
        modules_to_save=["score"] if labels else None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)      # peft asks transformers for a name that it has renamed
        return get_peft_model(model, config)


def _linears(model) -> list[str]:
    """Last names of the linear modules inside the decoder's layers (not the head, not the vocabulary)."""
    import torch
    return sorted({name.split(".")[-1] for name, module in model.named_modules()
                   if isinstance(module, torch.nn.Linear) and ".layers." in name})


def _unsloth(base: Base, recipe: Recipe):
    from unsloth import FastLanguageModel
    model, _ = FastLanguageModel.from_pretrained(str(base.folder), max_seq_length=recipe.max_tokens,
                                                 load_in_4bit=recipe.quant == "nf4")
    return FastLanguageModel.get_peft_model(
        model, r=recipe.rank, lora_alpha=recipe.alpha or 2 * recipe.rank, lora_dropout=recipe.dropout, bias="none",
        target_modules=_linears(model), random_state=recipe.seed)
