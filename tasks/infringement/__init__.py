"""Does a product fall under a registered claim? Element by element, with the risk by the all-elements rule."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from documents.claims import is_korean
from engine.base import Engine
from engine.errors import InputError, OnebaseError
from tasks.base import AdapterChoice, Task, register
from tasks.infringement import ask, columns, extended, law, synonyms
from tasks.infringement.chart import Chart, charts
from tasks.infringement.models import Comparison, Extended, Input, Options, Result
from tasks.infringement.terms import table
from tasks.infringement.whole import ingredients

SCHEMA = json.loads((Path(__file__).parent / "schema.json").read_text(encoding="utf-8"))


class Infringement(Task):
    name = "infringement"
    title = {"ko": "침해 위험", "en": "Infringement risk"}
    about = {
        "ko": "제품 설명을 등록 특허의 청구항과 구성별로 비교합니다. 법률 자문이 아닌 선별용 도구입니다.",
        "en": "Compares a product with a registered claim, element by element. A screening aid, not legal advice.",
    }
    Input, Result, Options = Input, Result, Options
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

    def prepare(self, row: Mapping[str, Any], options: Options) -> Mapping[str, Any]:
        return columns.named(row)

    def run(self, inputs: Sequence[Input], engine: Engine, options: Options, adapter: AdapterChoice) -> Iterator[Any]:
        terms = table(synonyms.joined(options.synonyms))
        read: list[list[Chart] | OnebaseError] = []
        for row in inputs:
            try:
                read.append(charts(row, terms, options.margin))
            except InputError as e:
                read.append(e)
        every = [c for item in read if not isinstance(item, OnebaseError) for c in item]
        answered = iter(ask.settle(every, engine, options, adapter))
        for row, item in zip(inputs, read, strict=True):
            if isinstance(item, OnebaseError):
                yield item
                continue
            settled = [next(answered) for _ in item]
            error = next((s for s in settled if isinstance(s, OnebaseError)), None)
            yield error or conclude(row, settled, options)


def conclude(row: Input, readings: Sequence[Chart], options: Options) -> Result | Extended:
    """The result of the reading with the highest risk: to infringe one of a claim's readings is to infringe the claim."""
    judged = [(law.RISKS.index(risk_and_extra(c)[0]), -law.share_met([v.match for v in c.verdicts])) for c in readings]
    chart = readings[min(range(len(readings)), key=judged.__getitem__)]
    risk, extra = risk_and_extra(chart)
    verdicts = chart.verdicts
    korean = is_korean(row.user_query)
    reason = law.reason_for(
        [(v.element.text, v.match) for v in verdicts],
        [v.element.text for v in verdicts if v.near],
        [m.text for m in extra],
        korean,
    )
    if options.form == "extended":
        return extended.result(row, chart, len(readings), risk, reason, extra, options, korean)
    comparisons = tuple(
        Comparison(patent_element=v.element.text, user_product_element=v.span, match=v.match) for v in verdicts
    )
    return Result(regit_num=row.regit_num, comparisons=comparisons, risk_level=risk, decision_reason=reason)


def risk_and_extra(chart: Chart) -> tuple[str, list]:
    """(risk, the product's components beyond a closed claim where these leave it open)."""
    risk = law.risk_of([v.match for v in chart.verdicts])
    if chart.claim.transition != "closed" or risk != law.HIGH:
        return risk, []
    extra = ingredients(chart.product, chart.verdicts[-1], chart.verdicts[:-1])
    return (law.UNCLEAR if extra else risk), extra


register(Infringement())
