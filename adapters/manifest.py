"""onebase.json: what an adapter says of itself, beside its PEFT files."""
from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from engine.errors import AdapterError

FILE = "onebase.json"
WEIGHTS = "adapter_model.safetensors"
CONFIG = "adapter_config.json"
COMPANION = "companion.safetensors"
# no dot and no separator: a name can become a path and stay inside its folder
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Data(Part):
    name: str
    fingerprint: str
    rows: int
    licence: str


class Companion(Part):
    """A lexical linear model in `companion.safetensors`; `weight` is its share of the vote."""
    sha256: str
    weight: float = Field(ge=0, le=1)


class Manifest(Part):
    name: str
    task: str
    kind: Literal["causal", "classification"]
    base: str
    base_fingerprint: str
    default: bool = False                 # answers for its task when no adapter is named
    labels: tuple[str, ...] = ()          # in the order of the head's rows
    prompt: str | None = None             # task/version
    layers: int | None = Field(default=None, ge=1)
    window: int = Field(default=512, ge=8)
    stride: int = Field(default=384, ge=1)
    options: dict[str, Any] = {}
    data: Data
    figures: dict[str, Any] = {}
    created: str
    sha256: str                           # of adapter_model.safetensors
    companion: Companion | None = None

    @field_validator("name")
    @classmethod
    def _safe(cls, value: str) -> str:
        if not NAME.fullmatch(value):
            raise ValueError("use small letters, digits, '-' and '_' only, 64 at most")
        return value

    def write(self, folder: Path) -> None:
        text = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")


def safe_name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise AdapterError(f"{name!r} cannot be an adapter's name.", "Use small letters, digits, '-' and '_' only.",
                           ko=f"{name!r}은(는) 어댑터 이름으로 쓸 수 없습니다.",
                           hint_ko="영문 소문자, 숫자, '-', '_'만 사용하세요.")
    return name


def read(folder: Path) -> Manifest:
    path = folder / FILE
    if not path.is_file():
        raise AdapterError(f"{folder.name} has no {FILE}.", f"Train it with `python -m app train`, or write {FILE}.",
                           ko=f"{folder.name}에 {FILE} 파일이 없습니다.",
                           hint_ko=f"`python -m app train`으로 학습하거나 {FILE}을 작성하세요.")
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except ValidationError as e:
        parts = "; ".join(f"{'.'.join(map(str, x['loc'])) or FILE}: {x['msg']}" for x in e.errors())
        raise AdapterError(f"{folder.name}/{FILE}: {parts}.", "Mend these fields.",
                           ko=f"{folder.name}/{FILE}: {parts}.", hint_ko="해당 항목을 고치세요.") from e
