"""What a visitor's page comes back to after a reload: held in memory under an unguessable key, and not for long."""
from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from engine.errors import InputError

LIFE = 3600.0                    # seconds after the last visit
MOST = 400_000_000               # characters of all that is held


class Thing(Protocol):
    size: int                    # characters, about

    @property
    def running(self) -> bool: ...

    def stop(self) -> None: ...


T = TypeVar("T", bound=Thing)


class Held(Generic[T]):
    """Keys are 128 random bits: who has one may see the thing, and nobody finds one by trying."""

    def __init__(self, life: float = LIFE, most: int = MOST, clock: Callable[[], float] = time.monotonic):
        self.life, self.most, self._clock = life, most, clock
        self._things: dict[str, tuple[T, float]] = {}         # the longest unvisited first
        self._lock = threading.Lock()
        self._sweeping = False

    def keep(self, thing: T) -> str:
        """Makes room by letting go of what is finished and was visited longest ago; InputError where that is not
        enough."""
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._expire()
            for other, (held, _) in list(self._things.items()):
                if thing.size + sum(t.size for t, _ in self._things.values()) <= self.most:
                    break
                if not held.running:
                    del self._things[other]
            if self._things and thing.size + sum(t.size for t, _ in self._things.values()) > self.most:
                raise InputError("The server holds as many tables as it can.", "Try again in some minutes.",
                                 ko="서버가 지금 더 많은 표를 담을 수 없습니다.", hint_ko="몇 분 뒤에 다시 시도하세요.")
            self._things[key] = (thing, self._clock())
            if not self._sweeping:
                self._sweeping = True
                self._later()
        return key

    def get(self, key: str | None) -> T | None:
        """None for a key that is not known, or not any more."""
        with self._lock:
            self._expire()
            if not key or key not in self._things:
                return None
            thing, _ = self._things.pop(key)
            self._things[key] = (thing, self._clock())
            return thing

    def drop(self, key: str | None) -> None:
        with self._lock:
            thing, _ = self._things.pop(key, (None, 0.0))
        if thing is not None:
            thing.stop()

    def _expire(self) -> None:
        old = self._clock() - self.life
        for key in [k for k, (_, seen) in self._things.items() if seen <= old]:
            self._things.pop(key)[0].stop()

    def _later(self) -> None:
        timer = threading.Timer(min(self.life, 60.0), self._sweep)
        timer.daemon = True
        timer.start()

    def _sweep(self) -> None:
        """So that nothing stays only because nobody comes any more."""
        with self._lock:
            self._expire()
            self._sweeping = bool(self._things)
            if self._sweeping:
                self._later()
