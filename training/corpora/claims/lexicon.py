"""What claims and products are made of: the classes and members of dictionaries/technical.csv, by field.

One class in eight is kept for held-out cases with all its members, and two fields altogether.
"""
from __future__ import annotations

import csv
import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parents[3] / "dictionaries" / "technical.csv"
HELD_OUT_FIELDS = ("construction", "medical")
# the classes that name a whole product, by field; all others are parts or ingredients
CATEGORIES = {
    "cosmetics": ("화장료 조성물", "모발 화장료 조성물", "세정제 조성물", "구강용 조성물"),
    "batteries": ("이차전지",), "semiconductors": ("반도체 장치",), "displays": ("표시 장치",),
    "communication": ("통신 장치", "단말"), "software": ("소프트웨어 시스템",), "vehicles": ("차량",),
    "machines": ("산업용 장치",), "food": ("식품 조성물", "건강기능식품"), "pharma": ("약학 조성물",),
    "chemistry": ("수지 조성물", "도료 조성물", "접착제 조성물"), "appliances": ("가전제품",),
    "medical": ("의료기기",), "construction": ("콘크리트 조성물",), "textiles": ("섬유 제품",),
}
COMPOSITIONS = ("cosmetics", "food", "pharma", "chemistry", "construction", "batteries", "textiles")
FORMS = ("에멀젼", "가용화 제형", "오일 밤 제형", "의약품 제형")
STEPS = ("증착 공정", "식각 공정", "평탄화 공정", "살균 공정", "건조 공정")
TOO_BROAD = {"제형 종류", "계면활성제", "오일", "자외선 차단제", "수성 성분", "비타민 C"}   # their members are classes themselves


@dataclass
class Group:
    """A class: its names, and its members, each with all its names (the canonical one first)."""
    name: str
    field: str
    names: list[str] = field(default_factory=list)
    members: dict[str, list[str]] = field(default_factory=dict)


def spare(name: str) -> bool:
    """Whether a class is kept for held-out cases."""
    return zlib.crc32(name.encode()) % 8 == 0


@cache
def groups() -> dict[str, list[Group]]:
    """Every class of every field, in the table's order."""
    with TABLE.open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    names: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row["relation"] == "same":
            names.setdefault((row["field"], row["canonical"]), []).append(row["term"])
    known: dict[tuple[str, str], Group] = {}
    for row in rows:
        if row["relation"] == "member":
            key = (row["field"], row["canonical"])
            group = known.setdefault(key, Group(row["canonical"], row["field"], [row["canonical"], *names.get(key, [])]))
            group.members[row["term"]] = [row["term"], *names.get((row["field"], row["term"]), [])]
    out: dict[str, list[Group]] = {}
    for group in known.values():
        out.setdefault(group.field, []).append(group)
    return out


@cache
def parts(field_name: str, held_out: bool) -> tuple[Group, ...]:
    """The classes of parts or ingredients of a field on one side of the split; no member is on both sides."""
    usable = [g for g in groups()[field_name] if g.name not in CATEGORIES[field_name] + FORMS + STEPS
              and g.name not in TOO_BROAD and len(g.members) >= 2]
    if field_name in HELD_OUT_FIELDS:
        return tuple(usable)
    kept_back = {m for g in usable if spare(g.name) for m in g.members}
    if held_out:
        return tuple(g for g in usable if spare(g.name))
    trimmed = (Group(g.name, g.field, g.names, {k: v for k, v in g.members.items() if k not in kept_back})
               for g in usable if not spare(g.name))
    return tuple(g for g in trimmed if len(g.members) >= 2)


@cache
def named(field_name: str, wanted: tuple[str, ...]) -> tuple[Group, ...]:
    return tuple(g for g in groups()[field_name] if g.name in wanted)


def fields(held_out: bool) -> list[str]:
    """Training sees every field but two; held-out cases come from those two and from the classes kept of the rest."""
    return [f for f in CATEGORIES if held_out or f not in HELD_OUT_FIELDS if len(parts(f, held_out)) >= 2]
