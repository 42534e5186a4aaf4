"""Every error that a user may meet.

OnebaseError
├── InputError          a row, file or option that the user gave: fix it and try again
├── SettingsError       a setting, flag or environment variable
├── AdapterError        an adapter that is refused, missing or made for another base
├── BaseModelError      the base model cannot be found or loaded
├── ServerError         an OpenAI-compatible server: down, refused, or answered nonsense (`retryable`)
├── OutputError         the model's reply does not satisfy what was asked
│   └── TruncatedError  the reply ended at the token limit
└── Cancelled           the user stopped the run

Raised where the fault is, turned into words once, at the edge. Anything else that escapes is a defect of ours and
passes through untouched. An error says what was wrong (`message`) and the way out (`hint`), in English and in Korean.
"""
from engine.particles import settled


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


class Cancelled(OnebaseError):
    pass
