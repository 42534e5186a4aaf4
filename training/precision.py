"""Which precision the products of a training step are taken in."""
from __future__ import annotations


def autocast(device: str):
    """bf16 where the device multiplies in it: elsewhere a CPU takes 3 (AVX-512) to 10 times as long for it as for fp32.

    That a CPU's library accepts bf16 says only that it has AVX-512, and may widen every number first.
    """
    import torch

    native = device != "cpu" or torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.autocast(device, dtype=torch.bfloat16, enabled=native)
