"""IP classification: a patent's category, by a trained adapter or by categories described in words."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.base import Engine
from engine.errors import InputError, OnebaseError
from tasks import base
from tasks.base import AdapterChoice, Strict, register
from tasks.classification import columns, described, served, trained
from tasks.classification.options import Options
from tasks.classification.results import Detailed, Result, detailed, plain


class Input(Strict):
    text: str


class Classification(base.Task):
    name = "classification"
    title = {"ko": "특허 분류", "en": "IP classification"}
    about = {"ko": "특허를 학습된 어댑터의 분류나 말로 설명한 분류 중 하나에 넣습니다.",
             "en": "Puts a patent in a category of a trained adapter, or in one that you describe in words."}
    Input, Result, Options = Input, Result, Options
    examples = (
        {"text": "Method for producing lithium carbonate from brine\n\nBrine is concentrated by evaporation, magnesium "
                 "is removed as its hydroxide, and lithium carbonate is precipitated with sodium carbonate."},
        {"text": "Process for hydrogen by steam reforming\n\nNatural gas and steam react over a nickel catalyst; the "
                 "shift reactor turns carbon monoxide and water into carbon dioxide and hydrogen, which is purified."},
    )

    def result_type(self, options: Options) -> type[Result]:
        return Detailed if options.details else Result

    def prepare(self, row: Mapping[str, Any], options: Options) -> Mapping[str, Any]:
        chosen = options.columns or columns.text_columns(row)
        if chosen == ("text",):
            return row
        if not chosen:
            raise InputError(f"None of the columns is known as a patent's text: {', '.join(map(str, row))}.",
                             "Choose the columns of the text (option columns), or name one text.",
                             ko=f"특허의 본문으로 알아볼 수 있는 열이 없습니다: {', '.join(map(str, row))}.",
                             hint_ko="본문으로 쓸 열을 고르거나(columns 옵션), 한 열의 이름을 text로 하세요.")
        return {**row, "text": columns.join(row, chosen, options.separator)}

    def run(self, inputs: Sequence[Input], engine: Engine, options: Options, adapter: AdapterChoice) -> Iterator[Any]:
        texts = [i.text for i in inputs]
        for verdict in self._judge(texts, engine, options, adapter):
            if isinstance(verdict, OnebaseError):
                yield verdict
            elif options.details:
                yield detailed(verdict, top=options.top, several=options.several, least=options.least)
            else:
                yield plain(verdict)

    def _judge(self, texts: Sequence[str], engine: Engine, options: Options, adapter: AdapterChoice):
        if options.categories:
            path = served if engine.capabilities.remote else described
            return path.judge(texts, options.categories, engine, options, adapter)
        if options.server:
            raise InputError("A server judges categories, and none are given.", "Give categories, or choose an adapter.",
                             ko="서버로 분류하려면 분류 항목이 필요합니다.", hint_ko="분류 항목을 주거나 어댑터를 고르세요.")
        if adapter.kind == "classification" and adapter.name:
            return trained.judge(texts, engine, options, adapter)
        raise InputError("There is nothing to choose from: no classification adapter and no categories.",
                         "Choose an adapter, or give categories with names and descriptions.",
                         ko="고를 분류가 없습니다. 분류 어댑터도 categories도 없습니다.",
                         hint_ko="어댑터를 고르거나 이름과 설명이 있는 categories를 주세요.")


register(Classification())
