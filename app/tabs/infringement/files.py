"""What can be taken away from a comparison."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.tabs.infringement.charts import say_in
from documents.claim_charts import Case, report, xlsx
from tasks.infringement.models import Comparison, Result

KINDS = {"strict": ".json", "extended": ".extended.json", "xlsx": ".xlsx", "report": ".html"}


def strict(case: Case) -> dict[str, Any]:
    """The result with the schema's keys and no others."""
    rows = [{k: row[k] for k in Comparison.model_fields} for row in case.result["comparisons"]]
    return {k: case.result[k] for k in Result.model_fields} | {"comparisons": rows}


def written(case: Case, folder: Path, lang: str) -> Mapping[str, Path]:
    """A file of each kind in `folder`."""
    say, stem = say_in(lang), stem_of(case)
    contents = {
        "strict": _json(strict(case)),
        "extended": _json(case.result),
        "xlsx": xlsx.one(case, say),
        "report": report.printable([case], say, lang).encode(),
    }
    paths = {kind: folder / f"{stem}{suffix}" for kind, suffix in KINDS.items()}
    for kind, path in paths.items():
        path.write_bytes(contents[kind])
    return paths


def stem_of(case: Case) -> str:
    number = re.sub(r"[^\w-]+", "_", case.given.get("regit_num") or "").strip("_")[:40]
    return "_".join(filter(None, (number, f"claim-{case.claim}")))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
