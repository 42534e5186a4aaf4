"""Cases of claims with their answers, as they come out of files of any kind."""
from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from engine.errors import InputError
from tasks.infringement.columns import named
from training.metrics import MATCHES, RISKS

TEXTS = ("regit_num", "claim_text", "user_query")


def case_of(row: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    """The row under the task's names; in a cell of a table `expected` is JSON, and `matches` words with commas between.
    An InputError says which part of `where` cannot be judged."""
    case = named(row)
    case |= {k: str(case[k]) for k in TEXTS if case.get(k) is not None}
    for name in TEXTS[1:]:
        if not str(case.get(name) or "").strip():
            raise _wrong(where, name, "is empty", "비어 있습니다", f"Give it a column {name}.", f"{name} 열을 넣으세요.")
    if isinstance(case.get("expected"), str):
        try:
            case["expected"] = json.loads(case["expected"])
        except ValueError as e:
            raise _wrong(where, "expected", f"is not JSON: {e}", f"JSON이 아닙니다: {e}", "Write the result as JSON.",
                         "결과를 JSON으로 쓰세요.") from e
    if isinstance(case.get("matches"), str):
        case["matches"] = [word for word in re.split(r"[\s,;|]+", case["matches"]) if word]
    answer = case.get("expected") or case
    if not isinstance(answer, Mapping) or not isinstance(answer.get("comparisons", []), list):
        raise _wrong(where, "expected", "is not a result", "결과 형식이 아닙니다", "Write risk_level and comparisons.",
                     "risk_level과 comparisons를 쓰세요.")
    if answer.get("risk_level") not in RISKS:
        raise _wrong(where, "risk_level", f"is {answer.get('risk_level')!r}", f"{answer.get('risk_level')!r}입니다",
                     f"Write one of {', '.join(RISKS)}.", f"{', '.join(RISKS)} 중 하나를 쓰세요.")
    found = [*(case.get("matches") or []), *(c.get("match") for c in answer.get("comparisons", []))]
    if bad := next((m for m in found if not str(m).startswith(MATCHES)), None):
        raise _wrong(where, "match", f"is {bad!r}", f"{bad!r}입니다", f"Write one of {', '.join(MATCHES)}.",
                     f"{', '.join(MATCHES)} 중 하나를 쓰세요.")
    return case if "expected" not in case else case | {"expected": {"comparisons": []} | dict(answer)}


def _wrong(where: str, name: str, what: str, what_ko: str, hint: str, hint_ko: str) -> InputError:
    return InputError(f"{where}: {name} {what}.", hint, ko=f"{where}: {name} 값이 {what_ko}.", hint_ko=hint_ko)
