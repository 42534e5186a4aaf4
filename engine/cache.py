"""Keys and values of rows that come and go: a slot a row, every row at its own length, nothing padded on the left."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

STEP = 64                            # columns are added in steps of this many


class Slots:
    """What a transformers model sees as its `past_key_values`. `at` says where the next forward writes and how much it
    reads; a layer's buffers (slots, columns, heads, width) are made when the layer first writes."""

    is_compileable = False

    def __init__(self) -> None:
        self._buffers: dict[tuple[int, int], torch.Tensor] = {}
        self._rows = self._columns = 0
        self._first = self._last = self._width = 0
        self._range: tuple[int, int] | None = None
        self._flat: torch.Tensor | None = None

    def reserve(self, rows: int, columns: int) -> None:
        """Room for so many, where there is none; columns beyond those asked for may go."""
        if rows > self._rows or columns > self._columns:
            self._rows = 1 << (rows - 1).bit_length() if rows < 16 else -(-rows // 4) * 4
            self._columns = -(-columns // STEP) * STEP

    def prefill(self, first: int, last: int, start: int, end: int) -> None:
        """The next forward writes columns start:end of slots first:last, which read up to there."""
        self._first, self._last, self._width, self._range = first, last, end, (start, end)

    def decode(self, columns: torch.Tensor, width: int) -> None:
        """The next forward writes slot r at `columns[r]` (rows, new), and reads `width` columns."""
        import torch
        if width > self._columns:
            self.reserve(len(columns), width + self._columns // 4)
        self._first, self._last, self._width, self._range = 0, len(columns), width, None
        slots = torch.arange(len(columns)).unsqueeze(1) * self._columns
        self._flat = (slots + columns).flatten()

    def move(self, sources: Sequence[int], targets: Sequence[int]) -> None:
        """Copy whole slots onto others."""
        for buffer in self._buffers.values():
            buffer[list(targets)] = buffer[list(sources)]

    # -- what transformers calls -----------------------------------------------------------------------------------
    def update(self, keys: torch.Tensor, values: torch.Tensor, layer: int, *args, **kwargs):
        return self._write((layer, 0), keys), self._write((layer, 1), values)

    def get_seq_length(self, *args) -> int:
        return self._width

    def _write(self, key: tuple[int, int], new: torch.Tensor) -> torch.Tensor:
        import torch
        new = new.transpose(1, 2)
        buffer = self._buffers.get(key)
        if buffer is None or buffer.shape[:2] != (self._rows, self._columns):
            # zeros and not whatever lay there: a hidden NaN times zero is NaN
            fresh = torch.zeros(self._rows, self._columns, *new.shape[2:], dtype=new.dtype, device=new.device)
            if buffer is not None:
                rows, columns = (min(a, b) for a, b in zip(buffer.shape, fresh.shape[:2], strict=False))
                fresh[:rows, :columns] = buffer[:rows, :columns]
            buffer = self._buffers[key] = fresh
        if self._range is not None:
            buffer[self._first:self._last, self._range[0]:self._range[1]] = new
        else:
            buffer.flatten(0, 1).index_copy_(0, self._flat.to(new.device), new.flatten(0, 1))
        return buffer[self._first:self._last, :self._width].transpose(1, 2)
