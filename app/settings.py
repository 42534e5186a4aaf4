"""One frozen object of settings, from flags and the environment; a flag wins."""
from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from engine.errors import SettingsError
from engine.servers import address

ROOT = Path(__file__).resolve().parent.parent


def language() -> Literal["ko", "en"]:
    """Of messages on the command line: ONEBASE_LANG, else the locale, else English."""
    for name in ("ONEBASE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ko" if value.lower().startswith("ko") else "en"
    return "en"


def _either(name: str, gradio: str) -> Any:
    return AliasChoices(name, f"ONEBASE_{name.upper()}", gradio)


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="ONEBASE_", frozen=True, extra="forbid", populate_by_name=True,
                                      env_ignore_empty=True)

    base: str = "embedded"
    quant: Literal["none", "int8", "nf4"] = "none"
    dtype: str = "auto"
    embedder: str | None = None
    adapters: Path = ROOT / "adapters"
    lang: Literal["ko", "en"] = Field(default_factory=language)
    host: str | None = Field(None, validation_alias=_either("host", "GRADIO_SERVER_NAME"))
    port: int | None = Field(None, ge=1, le=65535, validation_alias=_either("port", "GRADIO_SERVER_PORT"))
    share: bool = Field(False, validation_alias=_either("share", "GRADIO_SHARE"))
    auth: str | None = None              # user:password, or a file with one on each line
    public: bool = False                 # visitors may run tasks, but neither train nor change adapters
    servers: Annotated[tuple[str, ...], NoDecode] = ()   # that visitors may use; in public, the only ones
    max_upload_mb: int = Field(100, ge=1, le=1024)
    memory: Path | None = None           # past translations that are there at start: a file, or a folder of them
    memory_cache: Path = ROOT / "var" / "memory"     # their indexes, so that the next start embeds nothing
    feedback: Path | None = None         # folder for what visitors consent to be kept; var/feedback where nobody else comes

    @field_validator("lang", mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        return value[:2].lower() if isinstance(value, str) else value

    @field_validator("servers", mode="before")
    @classmethod
    def _addresses(cls, value: Any) -> Any:
        """With commas between, each held against what an address looks like."""
        found = tuple(v.strip() for v in value.split(",") if v.strip()) if isinstance(value, str) else tuple(value)
        for url in found:
            try:
                address(url)
            except SettingsError as e:
                raise ValueError(e.message) from e
        return found

    @field_validator("adapters", "feedback", "memory", "memory_cache")
    @classmethod
    def _rooted(cls, value: Path | None) -> Path | None:
        """Relative to the repository, wherever the shell stands."""
        return value if value is None else value.expanduser() if value.expanduser().is_absolute() else ROOT / value

    @property
    def folder(self) -> Path | None:
        """The base's directory where the base is one; a hub id or a server has none."""
        if self.base == "embedded":
            return ROOT / "models" / "embedded"
        if self.base.startswith(("openai:", "fake")):
            return None
        path = Path(self.base).expanduser()
        path = path if path.is_absolute() else ROOT / path
        return path if path.is_dir() else None

    @property
    def source(self) -> str:
        """The base as the engine and the trainer take it: a relative directory is the repository's."""
        return str(self.folder) if self.folder is not None and self.base != "embedded" else self.base

    @property
    def closed(self) -> bool:
        """Visitors run tasks only: asked for, or the page is shared with the world without a login."""
        return self.public or (self.share and not self.auth)

    @property
    def feedback_folder(self) -> Path | None:
        """None on a page for visitors, unless a folder has been set: then nothing is kept."""
        return self.feedback or (None if self.closed else ROOT / "var" / "feedback")

    def logins(self) -> list[tuple[str, str]] | None:
        """(user, password) pairs for the page, or None where anyone may open it."""
        if not self.auth:
            return None
        path = Path(self.auth).expanduser()
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else [self.auth]
        pairs = [tuple(line.strip().split(":", 1)) for line in lines if line.strip()]
        if not pairs or any(len(p) != 2 or not all(p) for p in pairs):
            raise SettingsError("auth is neither user:password nor a file of such lines.",
                                "Set ONEBASE_AUTH=user:password, or give a file with one a line.",
                                ko="auth 값이 사용자:비밀번호 형식도, 그런 줄로 된 파일도 아닙니다.",
                                hint_ko="ONEBASE_AUTH=사용자:비밀번호로 설정하거나, 한 줄에 하나씩 쓴 파일을 주세요.")
        return pairs


def load(flags: Mapping[str, Any] | None = None) -> Settings:
    """Flags that are None were not given."""
    given = {k: v for k, v in (flags or {}).items() if v is not None}
    try:
        return Settings(**given)
    except ValidationError as e:
        # values stay out of the message: one of them may be a password
        parts = "; ".join(f"{'.'.join(map(str, x['loc']))}: {x['msg']}" for x in e.errors(include_input=False))
        raise SettingsError(f"A setting is not as it should be: {parts}.", "Check the flag or environment variable.",
                            ko=f"설정값이 올바르지 않습니다: {parts}.",
                            hint_ko="명령 옵션이나 환경 변수를 확인하세요.") from e
