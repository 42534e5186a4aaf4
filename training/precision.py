"""Which precision the products of a training step are taken in."""
from __future__ import annotations


def autocast(device: str):
    """bf16 where the device multiplies in it: on a CPU without AVX-512 a bf16 product takes ten times as long as in fp32."""
    import torch

    native = device != "cpu" or torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.autocast(device, dtype=torch.bfloat16, enabled=native)
