"""Every word on the page, as (English, Korean): a module a tab, so that a task's words live with the task.

WORDS: what the page says. FIELDS: names of input fields, options and result fields (one not listed shows its own name).
VALUES: values of options and results, as a person calls them (one not listed shows as it is).
"""
from __future__ import annotations

import importlib
import pkgutil

WORDS: dict[str, tuple[str, str]] = {}
FIELDS: dict[str, tuple[str, str]] = {}
VALUES: dict[str, tuple[str, str]] = {}

for _found in pkgutil.iter_modules(__path__, f"{__name__}."):
    _module = importlib.import_module(_found.name)
    for _name, _table in (("WORDS", WORDS), ("FIELDS", FIELDS), ("VALUES", VALUES)):
        _own = getattr(_module, _name, {})
        if _twice := _table.keys() & _own.keys():
            raise ValueError(f"{_found.name}.{_name} repeats {', '.join(sorted(_twice))}: keep one, or give it another key.")
        _table |= _own
