"""Translation memory: past pairs, found again exactly, but for their figures, or with a score; read, kept, exported."""

from documents.memory.analysis import Analysis, analyse
from documents.memory.memory import Conflict, Memory
from documents.memory.readers import read, read_pairs, workbook_pairs
from documents.memory.store import Store
from documents.memory.units import TRUST, Hit, Pair, Unit, text_key
from documents.memory.writers import to_tmx, to_xlsx

__all__ = [
    "TRUST",
    "Analysis",
    "Conflict",
    "Hit",
    "Memory",
    "Pair",
    "Store",
    "Unit",
    "analyse",
    "read",
    "read_pairs",
    "text_key",
    "to_tmx",
    "to_xlsx",
    "workbook_pairs",
]
