"""Every error that a user may meet.

OnebaseError
├── InputError          a row, file or option that the user gave: fix it and try again
├── SettingsError       a setting, flag or environment variable
├── AdapterError        an adapter that is refused, missing or made for another base
├── BaseModelError      the base model cannot be found or loaded
├── ServerError         an OpenAI-compatible server: down, refused, or answered nonsense (`retryable`)
├── OutputError         the model's reply does not satisfy what was asked
│   └── TruncatedError  the reply ended at the token limit
├── UnexpectedError     a defect of ours that one row of a run met; the other rows go on
└── Cancelled           the user stopped the run

Raised where the fault is, turned into words once, at the edge. Anything else that escapes outside a row is a defect of
ours and passes through untouched. An error says what was wrong (`message`) and the way out (`hint`), in English and in Korean.
"""
from __future__ import annotations

import traceback
from pathlib import Path

from engine.particles import settled

_ROOT = Path(__file__).resolve().parents[1]


class OnebaseError(Exception):
    retryable = False

    def __init__(self, message: str, hint: str = "", *, ko: str = "", hint_ko: str = ""):
        super().__init__(message)
        self.message, self.hint = message, hint
        self.ko, self.hint_ko = settled(ko) or message, settled(hint_ko) or hint

    @property
    def type(self) -> str:
        return type(self).__name__

    def words(self, language: str = "en") -> tuple[str, str]:
        """(message, hint) in "ko" or "en"."""
        return (self.ko, self.hint_ko) if language == "ko" else (self.message, self.hint)


class InputError(OnebaseError):
    pass


class SettingsError(OnebaseError):
    pass


class AdapterError(OnebaseError):
    pass


class BaseModelError(OnebaseError):
    pass


class ServerError(OnebaseError):
    def __init__(self, *args, retryable: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.retryable = retryable


class OutputError(OnebaseError):
    pass


class TruncatedError(OutputError):
    pass


class UnexpectedError(OnebaseError):
    """Of an exception that nobody foresaw. It says what kind it was and where, never what it said: that may quote the
    user's text."""

    @classmethod
    def of(cls, error: Exception) -> UnexpectedError:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [f for f in frames if Path(f.filename).is_relative_to(_ROOT) and "site-packages" not in f.filename]
        at = "".join(f", {Path(f.filename).name} {f.lineno}" for f in (ours or frames)[-1:])
        what = f"{type(error).__name__}{at}"
        return cls(f"This row met a fault of the program ({what}).",
                   "Run it again; if it stays, report what stands in the brackets.",
                   ko=f"이 행을 처리하다 프로그램 오류가 났습니다({what}).",
                   hint_ko="다시 실행하고, 반복되면 괄호 안의 내용을 알려 주세요.")


class Cancelled(OnebaseError):
    pass
