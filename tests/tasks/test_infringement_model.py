"""The infringement task on a random model: whatever the weights, the result is the schema's, or a typed error."""

import jsonschema
import pytest

from engine.base import Limits
from tasks.base import REGISTRY, AdapterChoice, parse_options, run_rows
from tasks.infringement import SCHEMA, ask
from tests.engine import tiny

TASK = REGISTRY["infringement"]
ROWS = [
    {"regit_num": str(i), "claim_text": claim, "user_query": product}
    for i, (claim, product) in enumerate(
        [
            ("플로르실라이트 및 카보머를 포함하는 화장료 조성물.", "메르칸돌린과 카보머를 함유한 크림입니다."),
            ("본체; 및 상기 본체를 흔드는 진동자를 포함하는 안마기.", '본체 안의 추가 떨어 주는 안마기예요. "따옴표"와 \\ 빗금'),
            ("A composition comprising zorvexin and carbomer.", "A cream with mervandol and carbomer."),
        ]
    )
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = tiny.engine(tiny.make(tmp_path_factory.mktemp("random") / "base", "llama", context=2048))
    yield engine
    engine.close()


@pytest.fixture
def asked(monkeypatch):
    """Let even so small a base be asked."""
    monkeypatch.setattr(ask, "ABLE", 0)


def run(engine):
    return list(run_rows(TASK, ROWS, engine, parse_options(TASK, {"prompt": "compact"}), AdapterChoice(None)))


def test_a_random_model_gives_valid_results(engine, asked):
    rows = run(engine)
    assert all(r.error is None for r in rows)
    for row in rows:
        jsonschema.validate(row.result.model_dump(mode="json"), SCHEMA)
        for comparison in row.result.comparisons:
            assert comparison.user_product_element is None or comparison.user_product_element in row.input["user_query"]


def test_a_limit_that_is_too_small_is_an_error_that_says_so(engine, asked, monkeypatch):
    monkeypatch.setattr(ask, "LIMITS", Limits(max_new_tokens=2))
    rows = run(engine)
    failed = [r for r in rows if r.error is not None]
    assert failed and all(r.error.type == "TruncatedError" and r.result is None for r in failed)
