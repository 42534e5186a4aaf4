"""Ready sets of categories, each in Korean and in English."""
from __future__ import annotations

from pathlib import Path

from tasks.classification import categories
from tasks.classification.categories import Category

ROOT = Path(__file__).parent / "sets"
TITLES = {
    "ipc": {"ko": "IPC 8개 섹션", "en": "IPC, eight sections"},
    "c01": {"ko": "무기화학 C01 5개 서브클래스", "en": "Inorganic chemistry C01, five subclasses"},
}


def ready(name: str, lang: str) -> tuple[Category, ...]:
    """`ready("ipc", "ko")`; KeyError for a name that is not in TITLES."""
    if name not in TITLES or lang not in TITLES[name]:
        raise KeyError(name)
    return tuple(Category(**row) for row in categories.read(ROOT / f"{name}.{lang}.csv"))
