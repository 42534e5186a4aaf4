"""Does a product fall under a registered claim? Element by element, with the risk by the all-elements rule."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from documents.claims import is_korean, parse_all
from engine.base import Engine
from engine.errors import InputError, OnebaseError
from tasks.base import AdapterChoice, Strict, Task, register
from tasks.infringement import ask, law
from tasks.infringement.judge import judge, refine
from tasks.infringement.spans import read
from tasks.infringement.terms import Terms, table
from tasks.infringement.verdicts import Verdict
from tasks.infringement.whole import ingredients

SCHEMA = json.loads((Path(__file__).parent / "schema.json").read_text(encoding="utf-8"))


class Comparison(Strict):
    patent_element: str
    user_product_element: str | None
    match: Literal["대응", "미대응", "판단불가"]


class Input(Strict):
    regit_num: str = ""
    claim_text: str
    user_query: str


class Result(Strict):
    regit_num: str
    comparisons: tuple[Comparison, ...]
    risk_level: Literal["높음", "애매", "낮음"]
    decision_reason: str


class Infringement(Task):
    name = "infringement"
    title = {"ko": "침해 위험", "en": "Infringement risk"}
    about = {
        "ko": "제품 설명을 등록 특허의 청구항과 구성별로 비교합니다. 법률 자문이 아닌 선별용 도구입니다.",
        "en": "Compares a product with a registered claim, element by element. A screening aid, not legal advice.",
    }
    Input, Result = Input, Result
    examples = (
        {
            "regit_num": "10-0000001",
            "claim_text": "이산화티타늄 및 산화아연으로 이루어진 군에서 선택되는 하나 이상의 무기 자외선 차단제 "
            "10 내지 50 중량%; 및 카보머를 포함하는 "
            "수중유형 에멀젼 타입의 화장료 조성물.",
            "user_query": "TiO2 9%랑 카보머를 넣은 O/W 선크림을 만들었어요. 팔아도 될까요?",
        },
        {
            "regit_num": "10-0000002",
            "claim_text": "본체; 상기 본체를 이동시키는 구동 모터; 장애물과의 거리를 측정하는 라이다; 및 상기 라이다의 측정값에 "
            "따라 상기 구동 모터를 "
            "제어하는 제어부를 포함하는 로봇청소기.",
            "user_query": "BLDC 모터로 움직이는 로봇청소기인데 초음파 센서로 장애물을 피하고 MCU가 제어합니다.",
        },
    )

    def run(self, inputs: Sequence[Input], engine: Engine, options: Any, adapter: AdapterChoice) -> Iterator[Any]:
        terms = table()
        charts: list[tuple | OnebaseError] = []
        for row in inputs:
            try:
                charts.append(chart(row, terms))
            except InputError as e:
                charts.append(e)
        good = [c for c in charts if not isinstance(c, OnebaseError)]
        answered = iter(ask.settle([c[0] for c in good], [c[1] for c in good], engine, options, adapter))
        for row, item in zip(inputs, charts, strict=True):
            if isinstance(item, OnebaseError):
                yield item
                continue
            verdicts = next(answered)
            yield verdicts if isinstance(verdicts, OnebaseError) else conclude(row, verdicts, item[1], item[2])


def chart(row: Input, terms: Terms) -> tuple[list[Verdict], Any, Any]:
    """(verdicts of the code, the product read, the claim) of one row; the first independent claim decides."""
    if not row.claim_text.strip() or not row.user_query.strip():
        what = "claim_text" if not row.claim_text.strip() else "user_query"
        raise InputError(
            f"{what} is empty.",
            "Give a claim and a product description.",
            ko=f"{what} 값이 비어 있습니다.",
            hint_ko="청구항과 제품 설명을 모두 입력하세요.",
        )
    claims = parse_all(row.claim_text)
    claim = next((c for c in claims if c.independent), claims[0])
    if len(claim.elements) < 2:
        raise InputError(
            f"This does not read as a claim: {row.claim_text.strip()[:60]!r} names no elements.",
            "Paste the whole claim, from its first element to the product that it claims.",
            ko=f"청구항으로 읽을 수 없습니다: {row.claim_text.strip()[:60]!r}에 구성요소가 없습니다.",
            hint_ko="구성요소부터 발명의 명칭까지 청구항 전체를 붙여 넣으세요.",
        )
    claim = replace(claim, elements=refine(claim.elements, terms))
    wanted = tuple(n for e in claim.elements for n in e.names if len(n) > 1)
    product = read(row.user_query, terms, wanted)
    return judge(claim, claim.elements, product, terms), product, claim


def conclude(row: Input, verdicts: list[Verdict], product: Any, claim: Any) -> Result:
    comparisons = tuple(
        Comparison(patent_element=v.element.text, user_product_element=v.span, match=v.match) for v in verdicts
    )
    matches = [v.match for v in verdicts]
    risk = law.risk_of(matches)
    extra: list[str] = []
    if claim.transition == "closed" and risk == law.HIGH:
        extra = ingredients(product, verdicts[-1], verdicts[:-1])
        risk = law.UNCLEAR if extra else risk
    reason = law.reason_for(
        [(v.element.text, v.match) for v in verdicts],
        [v.element.text for v in verdicts if v.near],
        extra,
        is_korean(row.user_query),
    )
    return Result(regit_num=row.regit_num, comparisons=comparisons, risk_level=risk, decision_reason=reason)


register(Infringement())
