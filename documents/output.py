"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.errors import InputError


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A file beside `target` with its ending, to be written; it takes the target's place when the block ends soundly."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=target.suffix, dir=target.resolve().parent)
    except OSError as e:
        raise unwritable(target, e) from e
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o644)  # a temporary file is its owner's alone
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def unwritable(path: Path, why: OSError) -> InputError:
    return InputError(
        f"{path} cannot be written: {why.strerror}.",
        "Give a folder that exists and can be written.",
        ko=f"{path}에 쓸 수 없습니다: {why.strerror}.",
        hint_ko="쓸 수 있는 폴더를 지정하세요.",
    )
