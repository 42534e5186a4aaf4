"""The drawer of adapters: scans folders, validates each, and keeps what it refuses with the reason."""
from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from adapters.manifest import COMPANION, WEIGHTS, Manifest, read, safe_name
from adapters.weights import RETRAIN, RETRAIN_KO, check_files, check_weights, sha256
from engine.base import AdapterSpec
from engine.errors import AdapterError

MAX_BYTES = 2 << 30


@dataclass(frozen=True)
class Adapter:
    meta: Manifest
    spec: AdapterSpec
    rank: int
    size: int                       # bytes of the folder

    @property
    def name(self) -> str:
        return self.meta.name


class Registry:
    """Adapters under `root` for one base. `fingerprint` None (a remote server): the base is not compared.

    `tasks`, where given, are the known task names; an adapter for another is refused.
    """

    def __init__(self, root: Path, fingerprint: str | None, base: str, tasks: Collection[str] | None = None):
        self.root, self.fingerprint, self.base, self.tasks = Path(root), fingerprint, base, tasks
        self._adapters: dict[str, Adapter] = {}
        self._refused: dict[str, AdapterError] = {}
        self.scan()

    def scan(self) -> None:
        """Read the folders anew; headers only, so this takes milliseconds."""
        adapters: dict[str, Adapter] = {}
        refused: dict[str, AdapterError] = {}
        folders = sorted(self.root.iterdir()) if self.root.is_dir() else []
        for folder in folders:
            if not folder.is_dir() or folder.name.startswith((".", "__")):
                continue
            try:
                adapters[folder.name] = self._validate(folder)
            except AdapterError as e:
                refused[folder.name] = e
        self._adapters, self._refused = adapters, refused

    def list(self, task: str | None = None) -> tuple[Adapter, ...]:
        return tuple(a for a in self._adapters.values() if task in (None, a.meta.task))

    @property
    def refused(self) -> dict[str, AdapterError]:
        """Folder name → why it is not used."""
        return dict(self._refused)

    @property
    def specs(self) -> tuple[AdapterSpec, ...]:
        return tuple(a.spec for a in self._adapters.values())

    def get(self, name: str) -> Adapter:
        if name in self._adapters:
            return self._adapters[name]
        if name in self._refused:
            raise self._refused[name]
        known = ", ".join(self._adapters) or "none"
        raise AdapterError(f"There is no adapter {name}.", f"Known: {known}.",
                           ko=f"{name} 어댑터가 없습니다.", hint_ko=f"있는 어댑터: {known}")

    def choose(self, task: str, name: str | None = None) -> Adapter | None:
        """The adapter that answers for `task`: by name, "none" for the bare base, or None for the task's default."""
        if name == "none":
            return None
        if name is not None:
            adapter = self.get(name)
            if adapter.meta.task != task:
                raise AdapterError(f"Adapter {name} is for {adapter.meta.task}, not for {task}.",
                                   "Choose another adapter.", ko=f"{name} 어댑터는 {task}이(가) 아니라 "
                                   f"{adapter.meta.task} 작업용입니다.", hint_ko="다른 어댑터를 선택하세요.")
            return adapter
        candidates = self.list(task)
        chosen = [a for a in candidates if a.meta.default] or list(candidates)
        if len(chosen) > 1:
            names = ", ".join(a.name for a in chosen)
            raise AdapterError(f"{task} has several adapters and no single default: {names}.", "Name one of them.",
                               ko=f"{task} 작업에 어댑터가 여러 개 있고 기본값이 하나로 정해지지 않았습니다: {names}.",
                               hint_ko="그중 하나를 지정하세요.")
        return chosen[0] if chosen else None

    def add(self, path: Path, *, replace: bool = False) -> Adapter:
        """Copy a folder in, validated before and after, so that it is there whole or not at all."""
        source = Path(path)
        if not source.is_dir():
            raise AdapterError(f"{source.name} is not a folder.", "Give the folder with adapter_config.json.",
                               ko=f"{source.name}은(는) 폴더가 아닙니다.",
                               hint_ko="adapter_config.json이 있는 폴더를 지정하세요.")
        check_files(source, MAX_BYTES)
        name = read(source).name
        self._validate(source, name)
        target = self.root / name
        if target.exists() and not replace:
            raise AdapterError(f"There is an adapter {name} already.", "Remove it first, or use another name.",
                               ko=f"{name} 어댑터가 이미 있습니다.", hint_ko="먼저 삭제하거나 다른 이름을 쓰세요.")
        self.root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=self.root) as work:
            copy = Path(work) / name
            shutil.copytree(source, copy, symlinks=True)
            self._validate(copy, name)
            if target.exists():
                os.rename(target, Path(work) / f"{name}-old")
            os.rename(copy, target)
        self.scan()
        return self.get(name)

    def remove(self, name: str) -> None:
        """Delete the adapter's folder, sound or refused."""
        if name not in self._refused:
            self.get(name)
        folder = self.root / name
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
        self.scan()

    def verify(self) -> dict[str, AdapterError]:
        """Scan anew and recompute every hash; what fails, by name."""
        self.scan()
        wrong = dict(self._refused)
        for adapter in self.list():
            expected = {WEIGHTS: adapter.meta.sha256}
            if adapter.meta.companion:
                expected[COMPANION] = adapter.meta.companion.sha256
            for file, digest in expected.items():
                if sha256(adapter.spec.path / file) != digest:
                    wrong[adapter.name] = AdapterError(
                        f"{adapter.name}/{file} is not the file that onebase.json was written for.", RETRAIN,
                        ko=f"{adapter.name}/{file}이(가) onebase.json에 기록된 파일과 다릅니다.", hint_ko=RETRAIN_KO)
        return wrong

    def _validate(self, folder: Path, name: str | None = None) -> Adapter:
        if folder.is_symlink():
            raise AdapterError(f"{folder.name} is a symbolic link.", "Copy the folder in with `adapters add`.",
                               ko=f"{folder.name}은(는) 심볼릭 링크입니다.",
                               hint_ko="`adapters add`로 폴더를 복사해 넣으세요.")
        name = safe_name(name or folder.name)
        size = check_files(folder, MAX_BYTES)
        meta = read(folder)
        if meta.name != name:
            raise AdapterError(f"Folder {name} holds an adapter named {meta.name}.", "Give both one name.",
                               ko=f"{name} 폴더의 어댑터 이름이 {meta.name}입니다.", hint_ko="이름을 같게 하세요.")
        if self.tasks is not None and meta.task not in self.tasks:
            known = ", ".join(self.tasks)
            raise AdapterError(f"{name} is for an unknown task, {meta.task}.", f"Known: {known}.",
                               ko=f"{name}의 작업 {meta.task}을(를) 알 수 없습니다.", hint_ko=f"있는 작업: {known}")
        if self.fingerprint is not None and meta.base_fingerprint != self.fingerprint:
            raise AdapterError(
                f"{name} was trained on {meta.base} ({meta.base_fingerprint}); the base here is {self.base} "
                f"({self.fingerprint}).", "Set ONEBASE_BASE to that base, or train the adapter again on this one.",
                ko=f"{name}은(는) {meta.base} ({meta.base_fingerprint})에서 학습되었습니다. "
                   f"지금 베이스는 {self.base} ({self.fingerprint})입니다.",
                hint_ko="ONEBASE_BASE를 그 베이스로 바꾸거나 이 베이스에서 다시 학습하세요.")
        rank = check_weights(folder, meta)
        spec = AdapterSpec(meta.name, folder, meta.kind, meta.labels, meta.layers, meta.window, meta.stride,
                           meta.base_fingerprint)
        return Adapter(meta, spec, rank, size)
