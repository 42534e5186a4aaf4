"""The language of the page. The browser's locale chooses for what stands on the page from the
start; for what the server renders later, the same browser's Accept-Language does."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.words import FIELDS, VALUES, WORDS
from engine.errors import InputError


def named(value: str, lang: str) -> str:
    return VALUES[value][lang == "ko"] if value in VALUES else value


def word(key: str, lang: str) -> str:
    return WORDS[key][lang == "ko"]


def said(key: str) -> InputError:
    """The error of this key, whose way out is `key`_hint."""
    (message, ko), (hint, hint_ko) = WORDS[key], WORDS[f"{key}_hint"]
    return InputError(message, hint, ko=ko, hint_ko=hint_ko)


def field(name: str, lang: str) -> str:
    return FIELDS[name][lang == "ko"] if name in FIELDS else name[:1].upper() + name[1:].replace("_", " ")


def lang_of(request: Any) -> str:
    """"ko" or "en": the better liked of the two in the browser's Accept-Language."""
    best, weight = "en", 0.0
    for part in (request.headers.get("accept-language", "") if request is not None else "").split(","):
        tag, _, q = part.strip().partition(";q=")
        short = tag[:2].lower()
        try:
            value = float(q) if q else 1.0
        except ValueError:
            continue
        if short in ("ko", "en") and value > weight:
            best, weight = short, value
    return best


class Words:
    """`words("run")` is a marker that the browser turns into its own language; `table` is what it looks them up in."""

    def __init__(self):
        self._extra: dict[str, Mapping[str, str]] = {}

    def __call__(self, key: str):
        from gradio.i18n import I18nData
        if key not in WORDS and key not in self._extra:
            raise KeyError(key)
        return I18nData(key)

    def add(self, key: str, both: Mapping[str, str]):
        """A text that is not in the table (a task's title): {"ko": …, "en": …}."""
        self._extra[key] = both
        return self(key)

    def html(self, key: str, render: Callable[[str], str]):
        """What `render(lang)` makes of it in each language."""
        return self.add(key, {lang: render(lang) for lang in ("ko", "en")})

    def field(self, name: str):
        return self.add(f"field_{name}", {"en": field(name, "en"), "ko": field(name, "ko")})

    def value(self, value: str):
        en, ko = VALUES.get(value, (value, value))
        return self.add(f"value_{value}", {"en": en, "ko": ko})

    def table(self):
        import gradio as gr
        return gr.I18n(**{lang: {k: v[i] for k, v in WORDS.items()} | {k: v[lang] for k, v in self._extra.items()}
                          for i, lang in enumerate(("en", "ko"))})
