"""The fake answers as the contract says, and always the same."""
import threading

import numpy as np
import pytest

from engine.base import Generate, Message, Score
from engine.errors import Cancelled, InputError, OutputError
from engine.fake import FakeEngine

SCHEMA = {
    "type": "object", "additionalProperties": False, "required": ["risk", "matches"],
    "properties": {
        "risk": {"enum": ["높음", "낮음", "애매"]},
        "matches": {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/match"}},
        "note": {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}]},
        "share": {"type": "number", "minimum": 0, "maximum": 1},
    },
    "$defs": {"match": {"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}, "required": ["n"]}},
}


def ask(text, **more):
    return Generate((Message("user", text),), **more)


def test_replies_satisfy_what_is_asked_and_repeat():
    engine = FakeEngine()
    rows = [ask(f"문장 {i}", schema=SCHEMA) for i in range(20)] + [ask("라벨", choices=("가", "나"))]
    first, second = ([f.result() for f in engine.generate(rows)] for _ in range(2))
    assert first == second
    assert len({r.value["risk"] for r in first[:-1]}) == 3          # the schema was checked on the way
    assert first[-1].text in ("가", "나")


def test_given_replies_errors_and_streaming():
    seen = []
    engine = FakeEngine({"one": "하나", "bad": "not json", "fault": InputError("no")})
    view = engine.scoped(on_text=lambda i, text: seen.append((i, text)))
    good, bad, fault = view.generate([ask("one"), ask("bad", schema=SCHEMA), ask("fault")])
    assert good.result().text == "하나" and seen[-1] == (0, "하나")
    with pytest.raises(OutputError):
        bad.result()
    with pytest.raises(InputError):
        fault.result()


def test_cancel_ends_what_has_not_run():
    cancel = threading.Event()
    engine = FakeEngine(lambda request: cancel.set() or "done").scoped(cancel=cancel)
    first, second = engine.generate([ask("a"), ask("b")])
    assert first.result().text == "done"
    with pytest.raises(Cancelled):
        second.result()


def test_scores_classes_and_vectors():
    engine = FakeEngine(labels=("a", "b", "c"))
    (scores,) = engine.score([Score((Message("user", "x"),), ("p", "q"))])
    assert all(p < 0 for p in scores.result().logprobs)
    (classes,) = engine.classify(["x" * 2500], "any")
    assert np.allclose(np.sum(classes.result().windows, 1), 1) and len(classes.result().windows) == 3
    v = engine.embed(["자본금 감소", "자본금 증가", "weather", ""])
    assert np.allclose(np.linalg.norm(v, axis=1), 1) and v[0] @ v[1] > v[0] @ v[2]
