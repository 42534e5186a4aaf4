"""All adapters at once: their A and B matrices stacked on the rank axis behind each linear layer.

`y = Wx + ((x Aᵀ) ∘ mask) Bᵀ`, the scaling folded into B. `mask` has a row a request and is 1 on the ranks of its
adapter, so that a batch of many adapters costs two dense products and no loop (Sheng et al., S-LoRA, do the same with
custom kernels). No global state is switched: who asks for what is in the mask.
"""
from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.base import AdapterSpec
from engine.errors import AdapterError

if TYPE_CHECKING:
    import torch
    from torch import nn

KEY = re.compile(r"base_model\.model\.(?P<module>.+)\.lora_(?P<side>[AB])\.weight")
HEAD = re.compile(r"base_model\.model\.(?:score|classifier)(?:\.original_module|\.modules_to_save)?\.weight")
REFUSED = {"use_dora": False, "bias": "none", "lora_bias": False, "fan_in_fan_out": False, "layer_replication": None,
           "trainable_token_indices": None, "use_qalora": False}


class Weights:
    """One adapter's matrices: `pairs[module] = (A (r, in), scaled B (out, r))`, `head` (labels, hidden) or None."""

    def __init__(self, spec: AdapterSpec):
        self.spec = spec
        config = _config(spec)
        tensors = _tensors(spec.path / "adapter_model.safetensors", spec.name)
        self.pairs: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}
        self.head: torch.Tensor | None = None
        sides: dict[str, dict[str, torch.Tensor]] = {}
        for key, tensor in tensors.items():
            if match := KEY.fullmatch(key):
                sides.setdefault(match["module"], {})[match["side"]] = tensor
            elif HEAD.fullmatch(key):
                self.head = tensor
            else:
                raise _unfit(spec.name, f"it holds {key}, which is neither LoRA nor a class head",
                             f"{key} 텐서는 LoRA도 분류 헤드도 아닙니다")
        for module, pair in sides.items():
            if set(pair) != {"A", "B"}:
                raise _unfit(spec.name, f"{module} has only one half of its pair",
                             f"{module}의 A, B 중 하나가 없습니다")
            self.pairs[module] = (pair["A"], pair["B"] * _scaling(config, module, pair["A"].shape[0]))
        if spec.kind == "classification" and self.head is None:
            raise _unfit(spec.name, "it has no class head (score.weight)", "분류 헤드(score.weight)가 없습니다")

    @property
    def rank(self) -> int:
        return max((a.shape[0] for a, _ in self.pairs.values()), default=1)


def _config(spec: AdapterSpec) -> dict:
    try:
        config = json.loads((spec.path / "adapter_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        raise _unfit(spec.name, f"adapter_config.json cannot be read ({e})",
                     "adapter_config.json을 읽을 수 없습니다") from e
    for key, plain in REFUSED.items():
        if config.get(key) not in (None, plain):
            raise _unfit(spec.name, f"{key}={config[key]!r} is not plain LoRA", f"{key} 설정은 일반 LoRA가 아닙니다")
    return config


def _scaling(config: dict, module: str, rank: int) -> float:
    alpha = config.get("lora_alpha", 8)
    for pattern, value in (config.get("alpha_pattern") or {}).items():
        if re.fullmatch(rf"(?:.*\.)?(?:{pattern})", module):
            alpha = value
            break
    return alpha / (rank ** 0.5 if config.get("use_rslora") else rank)


def _tensors(path: Path, name: str) -> dict[str, torch.Tensor]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file
    try:
        return load_file(path)
    except (OSError, SafetensorError) as e:
        raise _unfit(name, f"its weights cannot be read ({e})", "가중치 파일이 손상되었거나 없습니다") from e


def _stamp(spec: AdapterSpec) -> tuple:
    """Changes when the folder is trained or copied anew."""
    try:
        return tuple((s.st_mtime_ns, s.st_size, s.st_ino) for s in (
            (spec.path / name).stat() for name in ("adapter_model.safetensors", "adapter_config.json")))
    except OSError as e:
        raise _unfit(spec.name, f"{e.filename} cannot be read", "가중치 파일이 손상되었거나 없습니다") from e


def _unfit(name: str, reason: str, reason_ko: str) -> AdapterError:
    return AdapterError(f"Adapter {name} cannot be used: {reason}.", "Train it again, or remove it.",
                        ko=f"{name} 어댑터를 쓸 수 없습니다: {reason_ko}.", hint_ko="다시 학습하거나 제거하세요.")


class Choice:
    """Which ranks each row of the running batch uses. One a model; the worker sets it before a forward."""

    def __init__(self) -> None:
        self.span: tuple[int, int] | None = None        # ranks in use; None: the bare base for all
        self.mask: torch.Tensor | None = None           # (rows, 1, ranks of the span), where the rows differ


def stacked_linear(inner: nn.Module, choice: Choice) -> nn.Module:
    from torch import nn

    class StackedLinear(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner, self.choice = inner, choice
            self.down: torch.Tensor | None = None       # (ranks, in)
            self.up: torch.Tensor | None = None         # (ranks, out): a span of it is one block of memory

        def forward(self, x):
            y, choice = self.inner(x), self.choice
            if choice.span is None:
                return y
            start, end = choice.span
            inside = nn.functional.linear(x, self.down[start:end])
            if choice.mask is not None:
                inside = inside * choice.mask
            y.flatten(0, -2).addmm_(inside.flatten(0, -2), self.up[start:end])
            return y

        @property
        def weight(self):                               # some architectures look at their linears' weights
            return self.inner.weight

    return StackedLinear()


class Stack:
    """The adapters that live on a model, each on its span of the rank axis."""

    def __init__(self, model: nn.Module):
        self.model, self.choice = model, Choice()
        self._weights: dict[str, Weights] = {}
        self._stamps: dict[str, tuple] = {}
        self._chosen: tuple | None = None
        self._spans: dict[str, tuple[int, int]] = {}
        self._linears: dict[str, nn.Module] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._weights)

    def head(self, name: str) -> torch.Tensor:
        return self._weights[name].head

    def load(self, spec: AdapterSpec) -> None:
        """Add an adapter, or put its new version in the place of the old; nothing to do where it is there."""
        stamp = (spec, *_stamp(spec))
        if self._stamps.get(spec.name) == stamp:
            return
        weights = Weights(spec)
        for module, (down, up) in weights.pairs.items():
            linear = self._linear(module, spec)
            if (down.shape[1], up.shape[0]) != (linear.in_features, linear.out_features):
                raise _unfit(spec.name, f"{module} is {linear.in_features}→{linear.out_features} in the base and "
                             f"{down.shape[1]}→{up.shape[0]} in the adapter", f"{module}의 크기가 베이스와 다릅니다")
        if weights.head is not None:
            like = self._like()
            if tuple(weights.head.shape) != (len(spec.labels), like.shape[1]):
                raise _unfit(spec.name, f"its head is {tuple(weights.head.shape)}, not {len(spec.labels)} labels × "
                             f"{like.shape[1]}", "분류 헤드의 크기가 레이블 수나 베이스와 다릅니다")
            weights.head = weights.head.to(like)
        self._weights[spec.name], self._stamps[spec.name] = weights, stamp
        self._restack()

    def unload(self, name: str) -> None:
        self._stamps.pop(name, None)
        if self._weights.pop(name, None) is not None:
            self._restack()

    def choose(self, names: Sequence[str | None]) -> None:
        """Set the adapter of each row of the next forward; None is the bare base."""
        import torch
        names = tuple(names)
        if names == self._chosen:
            return
        choice, used = self.choice, [self._spans[n] for n in set(names) - {None}]
        choice.mask = choice.span = None
        if used:
            first, last = choice.span = min(s for s, _ in used), max(e for _, e in used)
            if len(set(names)) > 1:
                mask = torch.zeros(len(names), 1, last - first)
                for row, name in enumerate(names):
                    if name is not None:
                        start, end = self._spans[name]
                        mask[row, :, start - first:end - first] = 1
                like = self._like()
                choice.mask = mask.to(device=like.device, dtype=like.dtype)
        self._chosen = names

    def _like(self) -> torch.Tensor:
        return self.model.get_input_embeddings().weight

    def _linear(self, module: str, spec: AdapterSpec) -> nn.Module:
        if module in self._linears:
            return self._linears[module].inner
        try:
            found = self.model.get_submodule(module)
        except AttributeError as e:
            raise _unfit(spec.name, f"the base has no layer {module}", f"기반 모델에 {module} 층이 없습니다") from e
        if not hasattr(found, "in_features") or found is self.model.get_output_embeddings():
            raise _unfit(spec.name, f"{module} is not a linear layer of the decoder",
                         f"{module}은(는) 디코더의 선형 층이 아닙니다")
        return found

    def _restack(self) -> None:
        import torch
        start, self._spans, self._chosen = 0, {}, None
        for name, weights in self._weights.items():
            self._spans[name] = (start, start + weights.rank)
            start += weights.rank
        like = self._like()
        wanted = {module for weights in self._weights.values() for module in weights.pairs}
        for module in wanted | set(self._linears):
            if module not in wanted:                    # nobody uses it any more: the plain linear comes back
                self._put(module, self._linears.pop(module).inner)
                continue
            if module not in self._linears:
                self._linears[module] = stacked_linear(self.model.get_submodule(module), self.choice)
                self._put(module, self._linears[module])
            linear = self._linears[module]
            down = torch.zeros(start, linear.inner.in_features, dtype=like.dtype, device=like.device)
            up = torch.zeros(start, linear.inner.out_features, dtype=like.dtype, device=like.device)
            for name, weights in self._weights.items():
                if module in weights.pairs:
                    a, b = weights.pairs[module]
                    first = self._spans[name][0]
                    down[first:first + a.shape[0]] = a.to(like)
                    up[first:first + a.shape[0]] = b.T.to(like)
            linear.down, linear.up = down, up

    def _put(self, module: str, new: nn.Module) -> None:
        parent, _, child = module.rpartition(".")
        setattr(self.model.get_submodule(parent) if parent else self.model, child, new)
