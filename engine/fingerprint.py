"""What tells two bases apart, in milliseconds and without loading either."""
from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from engine.errors import BaseModelError

EDGE = 64 * 1024
# written by whoever saved the files; the function that the model computes does not depend on them
IGNORED = {"transformers_version", "_name_or_path", "use_cache", "dtype", "torch_dtype"}


def fingerprint(folder: Path) -> str:
    """16 hex digits of a Hugging Face model folder: configuration, tokenizer, each weight file's header and ends."""
    files = sorted(folder.glob("*.safetensors"))
    config = folder / "config.json"
    if not config.is_file() or not files:
        raise BaseModelError(f"{folder.name} is not a model folder: it needs config.json and *.safetensors.",
                             "Name a folder in Hugging Face layout.",
                             ko=f"{folder.name}은(는) 모델 폴더가 아닙니다. config.json과 *.safetensors가 필요합니다.",
                             hint_ko="Hugging Face 형식의 폴더를 지정하세요.")
    read = [f for f in (config, folder / "tokenizer.json", *files) if f.is_file()]
    return _fingerprint(folder, tuple((f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in read))


@lru_cache(maxsize=16)
def _fingerprint(folder: Path, stamp: tuple) -> str:
    digest = hashlib.sha256()
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except ValueError as e:
        raise BaseModelError(f"{folder.name}/config.json is not JSON: {e}.", "Fetch the model again.",
                             ko=f"{folder.name}/config.json이 올바른 JSON이 아닙니다: {e}.",
                             hint_ko="모델을 다시 받으세요.") from e
    digest.update(json.dumps({k: v for k, v in config.items() if k not in IGNORED}, sort_keys=True).encode())
    tokenizer = folder / "tokenizer.json"
    if tokenizer.is_file():
        digest.update(tokenizer.read_bytes())
    for name, size, _ in stamp:
        if not name.endswith(".safetensors"):
            continue
        with open(folder / name, "rb") as f:
            digest.update(f"{name} {size}".encode())
            header = int.from_bytes(f.read(8), "little")
            digest.update(f.read(min(header, size) + EDGE))
            f.seek(max(size - EDGE, 0))
            digest.update(f.read())
    return digest.hexdigest()[:16]
