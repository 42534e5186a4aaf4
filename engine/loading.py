"""From the name of a base to an engine."""
from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from engine.base import AdapterSpec, Engine
from engine.embedder import Embedder
from engine.errors import BaseModelError, SettingsError
from engine.fingerprint import fingerprint

EMBEDDED = Path(__file__).parents[1] / "models" / "embedded"
SMALL = 200e6                        # parameters up to which a CPU computes in fp32
QUANTS, DTYPES = ("none", "int8", "nf4"), ("auto", "float32", "bfloat16", "float16")


def open_engine(base: str, *, quant: str = "none", dtype: str = "auto", embedder: str | None = None,
                adapters: Callable[[str], AdapterSpec]) -> Engine:
    """`base`: "embedded", a folder, a hub id, "openai:URL", or "fake". Loads the model before it returns."""
    if quant not in QUANTS or dtype not in DTYPES:
        raise SettingsError(f"quant={quant}, dtype={dtype} is not known.",
                            f"quant: {', '.join(QUANTS)}; dtype: {', '.join(DTYPES)}.")
    if base.startswith("openai:"):
        from engine.openai import OpenAIEngine
        return OpenAIEngine(base.removeprefix("openai:"), embedder=Embedder(embedder))
    if base == "fake":
        from engine.fake import FakeEngine
        return FakeEngine(adapters=adapters)
    source = EMBEDDED if base == "embedded" else Path(base).expanduser() if _is_path(base) else _fetch(base)
    mark = fingerprint(source)       # refuses a folder that holds no model
    model = _load(source, base, quant, dtype)
    from engine.local import LocalEngine
    return LocalEngine(model, base, mark, Embedder(embedder), adapters)


def _is_path(base: str) -> bool:
    return base.startswith((".", "/", "~")) or Path(base).is_dir()


def _fetch(name: str) -> Path:
    """The folder of a hub id: fetched with HF_TOKEN, or what an earlier run has fetched where there is no network."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError
    try:
        # weights as pickles are never fetched: reading one can run code
        return Path(snapshot_download(name, token=os.environ.get("HF_TOKEN"), allow_patterns=[
            "*.json", "*.safetensors", "*.jinja", "*.model", "*.txt"]))
    except (HfHubHTTPError, HFValidationError, OSError) as e:
        raise _cannot(name, e) from e


def _load(source: Path, base: str, quant: str, dtype: str):
    import torch
    from transformers.utils import logging
    logging.disable_progress_bar()
    cuda = torch.cuda.is_available()
    options: dict = {"dtype": "auto" if dtype == "auto" else getattr(torch, dtype), "local_files_only": True}
    if quant != "none":
        import logging as python_logging

        from transformers import BitsAndBytesConfig
        # it says at every product that it casts its input
        python_logging.getLogger("bitsandbytes").setLevel(python_logging.ERROR)
        options["quantization_config"] = (
            BitsAndBytesConfig(load_in_8bit=True) if quant == "int8" else
            BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.bfloat16))
    if cuda:
        options["device_map"] = {"": 0}
    from engine.model import Model
    try:
        model = Model(source, **options)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as e:
        raise _cannot(base, e) from e
    if dtype == "auto" and quant == "none" and not cuda and model.parameters < SMALL:
        # a small model is bound by overhead, not by bytes, and answers in fp32 do not depend on the batch
        model.causal.float()
    return model


def _cannot(base: str, reason: Exception) -> BaseModelError:
    first = str(reason).strip().splitlines()[0] if str(reason).strip() else type(reason).__name__
    if not _is_path(base) and base != "embedded":
        return BaseModelError(
            f"The base {base} cannot be fetched: {first}",
            "Check the name and the network, set HF_TOKEN for a gated model, name a folder, or use "
            "ONEBASE_BASE=embedded.",
            ko=f"기반 모델 {base}을(를) 받을 수 없습니다: {first}",
            hint_ko="이름과 네트워크를 확인하고, 승인이 필요한 모델이면 HF_TOKEN을 설정하거나, 폴더를 지정하거나, "
                    "ONEBASE_BASE=embedded를 쓰세요.")
    return BaseModelError(f"The base {base} cannot be loaded: {first}",
                          "Name a folder in Hugging Face layout, a hub id, or use ONEBASE_BASE=embedded.",
                          ko=f"기반 모델 {base}을(를) 불러올 수 없습니다: {first}",
                          hint_ko="Hugging Face 형식의 폴더나 허브 이름을 지정하거나 ONEBASE_BASE=embedded를 쓰세요.")
