"""A product held against a claim by the rules, for the tests of the infringement task."""

from dataclasses import replace

from engine.fake import FakeEngine
from tasks.base import REGISTRY, AdapterChoice, parse_options, run_rows


def run(rows, engine=None, adapter=None, **options):
    task = REGISTRY["infringement"]
    chosen = parse_options(task, options)
    return list(run_rows(task, rows, engine or FakeEngine(), chosen, AdapterChoice(adapter, prompt="compact")))


def one(claim, product, engine=None, adapter=None):
    [row] = run([{"regit_num": "1", "claim_text": claim, "user_query": product}], engine, adapter)
    assert row.error is None, row.error
    return row.result


def matches(result):
    return [c.match for c in result.comparisons]


class Tiny(FakeEngine):
    """A bare base too small to be asked."""

    @property
    def capabilities(self):
        return replace(super().capabilities, parameters=15_000_000)
