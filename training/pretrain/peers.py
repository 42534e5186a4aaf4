"""Processes that train one model together, each on its own batches (`torchrun --nproc-per-node N -m training.pretrain`)."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice

RANK, COUNT = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))


def join(device: str) -> None:
    """Meet the other processes, if there are any."""
    import torch.distributed as dist

    if COUNT > 1 and not dist.is_initialized():
        dist.init_process_group("nccl" if device == "cuda" else "gloo")


def first(value: float) -> float:
    """The first process's value, everywhere."""
    import torch.distributed as dist

    if COUNT == 1:
        return value
    box = [value]
    dist.broadcast_object_list(box, src=0)
    return box[0]


def share(items: Iterable) -> Iterator[tuple]:
    """`items` in groups of one a process: every process reads all of them, so that all stand at the same place."""
    items = iter(items)
    while group := tuple(islice(items, COUNT)):
        yield group


def average(parameters: Iterable, *numbers: float) -> list[float]:
    """Gradients become their mean over the processes, in place; the means of `numbers` (fp32) are returned."""
    import torch
    import torch.distributed as dist

    if COUNT == 1:
        return list(numbers)
    grads = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([*(g.flatten() for g in grads), torch.tensor(numbers, device=grads[0].device)])
    dist.all_reduce(flat)
    flat /= COUNT
    *means, rest = flat.split([g.numel() for g in grads] + [len(numbers)])
    for grad, mean in zip(grads, means, strict=True):
        grad.copy_(mean.view_as(grad))
    return rest.tolist()
