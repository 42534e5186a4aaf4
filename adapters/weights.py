"""Checks of an adapter's files that read headers only: no tensor is loaded, nothing is unpickled."""
from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from adapters.manifest import COMPANION, CONFIG, WEIGHTS, Manifest
from engine.errors import AdapterError

PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib")
MAX_HEADER = 16 * 1024 * 1024
HEADS = ("score", "classifier")
TASK_TYPES = {"causal": "CAUSAL_LM", "classification": "SEQ_CLS"}
RETRAIN, RETRAIN_KO = "Fetch it again, or train it again.", "다시 받거나 다시 학습하세요."


def header(path: Path) -> dict[str, tuple[int, ...]]:
    """Tensor name → shape of a safetensors file whose length agrees with its header."""
    size = path.stat().st_size
    try:
        with open(path, "rb") as f:
            length = int.from_bytes(f.read(8), "little")
            if size < 8 or length > min(size - 8, MAX_HEADER):
                raise ValueError("the header is cut off")
            entries = json.loads(f.read(length))
        entries.pop("__metadata__", None)
        shapes = {k: tuple(int(n) for n in v["shape"]) for k, v in entries.items()}
        end = max((v["data_offsets"][1] for v in entries.values()), default=0)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as e:
        raise AdapterError(f"{path.parent.name}/{path.name} is not a sound safetensors file: {e}.", RETRAIN,
                           ko=f"{path.parent.name}/{path.name}이(가) 손상되었습니다: {e}.", hint_ko=RETRAIN_KO) from e
    if size != 8 + length + end:
        name, due = f"{path.parent.name}/{path.name}", 8 + length + end
        raise AdapterError(f"{name} has {size:,} bytes; its header promises {due:,}.", RETRAIN,
                           ko=f"{name}의 크기가 {size:,}바이트입니다. 헤더에 따르면 {due:,}바이트여야 합니다.",
                           hint_ko=RETRAIN_KO)
    return shapes


def sha256(path: Path) -> str:
    with open(path, "rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def check_files(folder: Path, limit: int) -> int:
    """Bytes in the folder. Refuses links, pickles and more than `limit` bytes."""
    total = 0
    for path in folder.rglob("*"):
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            raise AdapterError(f"{name} is a symbolic link.", "Put the file itself there.",
                               ko=f"{name}은(는) 심볼릭 링크입니다.", hint_ko="실제 파일을 넣으세요.")
        if path.suffix.lower() in PICKLES:
            raise AdapterError(f"{name} is a pickle, which can run code when it is read.",
                               "Convert the weights to safetensors and delete it.",
                               ko=f"{name}은(는) 읽을 때 코드가 실행될 수 있는 pickle 파일입니다.",
                               hint_ko="가중치를 safetensors로 변환하고 이 파일을 지우세요.")
        total += path.stat().st_size
        if total > limit:
            raise AdapterError(f"{folder.name} is larger than {limit >> 20:,} MiB.",
                               "Remove what is not the adapter's.",
                               ko=f"{folder.name}이(가) {limit >> 20:,} MiB보다 큽니다.",
                               hint_ko="어댑터에 필요 없는 파일을 지우세요.")
    return total


def _refuse(folder: Path, what: str, ko: str) -> AdapterError:
    return AdapterError(f"{folder.name}: {what}.", "Train it again, or mend its adapter_config.json and onebase.json.",
                        ko=f"{folder.name}: {ko}.",
                        hint_ko="다시 학습하거나 adapter_config.json과 onebase.json을 고치세요.")


def read_config(folder: Path, kind: str) -> dict:
    """adapter_config.json, if it is a LoRA of this kind without parts that the engine would ignore."""
    path = folder / CONFIG
    if not path.is_file():
        raise _refuse(folder, f"{CONFIG} is missing", f"{CONFIG} 파일이 없습니다")
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        rank = config["r"]
    except (ValueError, KeyError, TypeError) as e:
        raise _refuse(folder, f"{CONFIG} cannot be read ({e})", f"{CONFIG}을 읽을 수 없습니다 ({e})") from e
    if config.get("peft_type") != "LORA" or not isinstance(rank, int) or rank < 1:
        raise _refuse(folder, f"{CONFIG} is not that of a LoRA adapter", f"{CONFIG}이 LoRA 설정이 아닙니다")
    if config.get("task_type") != TASK_TYPES[kind]:
        raise _refuse(folder, f"onebase.json says {kind}, {CONFIG} says {config.get('task_type')}",
                      f"onebase.json은 {kind}, {CONFIG}은 {config.get('task_type')}입니다")
    unsupported = [k for k in ("use_dora", "lora_bias", "fan_in_fan_out", "megatron_config") if config.get(k)]
    if config.get("bias", "none") != "none":
        unsupported.append("bias")
    extra = set(config.get("modules_to_save") or ()) - set(HEADS if kind == "classification" else ())
    unsupported += [f"modules_to_save={name}" for name in sorted(extra)]
    if unsupported:
        raise _refuse(folder, f"it uses {', '.join(unsupported)}, which the engine does not apply",
                      f"엔진이 지원하지 않는 설정입니다: {', '.join(unsupported)}")
    return config


def check_weights(folder: Path, meta: Manifest) -> int:
    """Rank of the adapter, if its tensors agree with adapter_config.json and the labels with the head."""
    config = read_config(folder, meta.kind)
    if not (folder / WEIGHTS).is_file():
        raise _refuse(folder, f"{WEIGHTS} is missing", f"{WEIGHTS} 파일이 없습니다")
    shapes = header(folder / WEIGHTS)
    modules = {name.rsplit(".lora_A", 1)[0] for name in shapes if ".lora_A" in name}
    if not modules:
        raise _refuse(folder, "there are no LoRA tensors", "LoRA 텐서가 없습니다")
    for module in sorted(modules):
        a, b = shapes[f"{module}.lora_A.weight"], shapes.get(f"{module}.lora_B.weight")
        rank = next((r for key, r in (config.get("rank_pattern") or {}).items()
                     if re.match(rf"(.*\.)?({key})$", module)), config["r"])
        if b is None or len(a) != 2 or len(b) != 2 or a[0] != rank or b[1] != rank:
            short = module.removeprefix("base_model.model.")
            raise _refuse(folder, f"{short} has A {a} and B {b}, not rank {rank} as {CONFIG} says",
                          f"{short}의 A {a}, B {b}가 {CONFIG}의 rank {rank}와 맞지 않습니다")
    if meta.kind == "classification":
        _check_head(folder, meta, shapes)
    if meta.companion:
        _check_companion(folder, meta)
    return config["r"]


def _check_head(folder: Path, meta: Manifest, shapes: dict[str, tuple[int, ...]]) -> None:
    if len(meta.labels) < 2 or len(set(meta.labels)) != len(meta.labels):
        raise _refuse(folder, f"{len(meta.labels)} labels, or one twice, in onebase.json; a classifier needs two",
                      f"onebase.json의 레이블이 {len(meta.labels)}개이거나 중복되었습니다. 두 개 이상이어야 합니다")
    heads = [s for k, s in shapes.items() if k.split(".")[-1] == "weight" and k.split(".")[-2] in HEADS]
    if len(heads) != 1:
        raise _refuse(folder, f"{WEIGHTS} holds {len(heads)} classification heads, not one",
                      f"{WEIGHTS}에 분류 헤드가 {len(heads)}개 있습니다")
    if heads[0][0] != len(meta.labels):
        raise _refuse(folder, f"{len(meta.labels)} labels but the head has {heads[0][0]} rows",
                      f"레이블은 {len(meta.labels)}개인데 헤드는 {heads[0][0]}행입니다")


def _check_companion(folder: Path, meta: Manifest) -> None:
    path = folder / COMPANION
    if not path.is_file():
        raise _refuse(folder, f"{COMPANION} is missing", f"{COMPANION} 파일이 없습니다")
    bias = header(path).get("bias")
    if bias != (len(meta.labels),):
        raise _refuse(folder, f"{len(meta.labels)} labels but {COMPANION} has bias {bias}",
                      f"레이블은 {len(meta.labels)}개인데 {COMPANION}의 bias는 {bias}입니다")
