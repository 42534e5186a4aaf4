"""Keywords of a Korean text: code proposes the candidates that stand in it, the model judges each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field

import prompts
from documents.keyphrases import Candidate, candidates, key, lesson, verdict
from engine.base import Engine, Generate, Message, Score
from engine.errors import OnebaseError
from tasks.base import AdapterChoice, Options, Strict, Task, register
from tasks.keywords.ranker import Ranker, choose

SENTENCES = 24   # of one text that the model reads; those richest in what comes back often
CANDIDATES = 40  # of one sentence that it judges
CUT = re.compile(r".{1,400}(?:\s+|$)|.{400}")  # a line without an end is read in parts
ABLE = 3e8       # parameters from which a base without an adapter is asked to name keywords, not only to judge them
NAMED = 6.0      # what is named counts as these log-odds


class Input(Strict):
    text: str


class Result(Strict):
    keywords: tuple[str, ...]
    scores: tuple[float, ...]   # 0 to 1, in the same order


class KeywordOptions(Options):
    limit: int = Field(default=10, ge=1, le=50)


@dataclass(frozen=True)
class Sentence:
    text: str
    candidates: tuple[Candidate, ...]


class Keywords(Task):
    name = "keywords"
    title = {"ko": "핵심어 추출", "en": "Keywords"}
    about = {"ko": "문장이나 글에서 핵심어를 뽑습니다. 복합어는 하나로, 동사와 형용사는 명사형으로 냅니다.",
             "en": "Picks the keywords of a Korean text. Compounds stay whole, verbs become nouns (우는 → 울음)."}
    Input, Result, Options = Input, Result, KeywordOptions
    examples = (
        {"text": "비가 오기 전에 무릎이 아픈 이유는 무엇인가요?"},
        {"text": "전환사채의 리픽싱 조항은 기존 주주의 지분율에 어떤 영향을 주나요?"},
        {"text": "전고체 배터리는 고체 전해질을 사용하여 열폭주 위험을 낮춘 차세대 이차전지이다."},
    )

    def run(self, inputs: Sequence[Input], engine: Engine, options: KeywordOptions,
            adapter: AdapterChoice) -> Iterator[Result | OnebaseError]:
        base = engine.capabilities
        judged = base.score and (adapter.name is not None or (base.parameters or 0) < ABLE)
        ranker = Ranker.load(adapter.path) if judged else replace(Ranker.load(), model=1.0, centred=False)
        texts = [_sentences(row.text) for row in inputs]
        asked = [_request(s, judged, options, adapter) for sentences in texts for s in sentences]
        futures = iter(engine.score(asked) if judged else engine.generate(asked))
        for sentences in texts:
            mine = [next(futures) for _ in sentences]
            try:
                odds = [_odds(s, f) for s, f in zip(sentences, mine, strict=True)]
            except OnebaseError as e:
                yield e
                continue
            yield _result(sentences, odds, ranker, options.limit)

    def training_messages(self, row: Mapping[str, Any]) -> tuple[Message, ...]:
        """A row {"text", "keywords"} as the conversation that an adapter learns from."""
        asked = prompts.load("keywords/compact").render({"text": row["text"]})
        return (*asked, Message("assistant", lesson(row["text"], row["keywords"])))


def _sentences(text: str) -> list[Sentence]:
    lines = dict.fromkeys(cut.strip() for s in re.split(r"(?<=[.?!。])\s+|\n+", text) for cut in CUT.findall(s))
    found = [Sentence(line, tuple(candidates(line)[:CANDIDATES])) for line in lines if line]
    found = [s for s in found if s.candidates]
    if len(found) <= SENTENCES:
        return found
    counts = Counter(key(c.text) for s in found for c in s.candidates)
    richest = sorted(found, key=lambda s: -sum(counts[key(c.text)] - 1 for c in s.candidates))[:SENTENCES]
    return [s for s in found if s in richest]


def _request(sentence: Sentence, judged: bool, options: KeywordOptions, adapter: AdapterChoice) -> Score | Generate:
    words = [c.text for c in sentence.candidates]
    prompt = prompts.load(f"keywords/{options.prompt or adapter.prompt or 'v1'}")
    messages = prompt.render({"text": sentence.text, "candidates": ", ".join(words), "judged": judged})
    if judged:
        return Score(messages, tuple(verdict(w, kept) for w in words for kept in (True, False)), adapter.name)
    several = {"type": "array", "items": {"enum": words}, "minItems": 1, "maxItems": len(words)}
    schema = {"type": "object", "properties": {"keywords": several}, "required": ["keywords"],
              "additionalProperties": False}
    return Generate(messages, adapter.name, schema)


def _odds(sentence: Sentence, future: Future) -> list[float]:
    """The model's log-odds that each candidate is a keyword."""
    answer = future.result()
    if hasattr(answer, "logprobs"):
        return [yes - no for yes, no in zip(answer.logprobs[::2], answer.logprobs[1::2], strict=True)]
    named = set(answer.value["keywords"])
    return [NAMED if c.text in named else -NAMED for c in sentence.candidates]


def _result(sentences: Sequence[Sentence], odds: Sequence[Sequence[float]], ranker: Ranker,
            limit: int) -> Result:
    best: dict[str, tuple[float, str]] = {}
    fallback: list[tuple[float, str]] = []
    counts: Counter[str] = Counter()
    for sentence, row in zip(sentences, odds, strict=True):
        scores = ranker.scores(sentence.candidates, row)
        fallback += [(ranker.chance(s), c.text) for c, s in zip(sentence.candidates, scores, strict=True)]
        for i in choose(sentence.candidates, scores):
            text = sentence.candidates[i].text
            counts[key(text)] += 1
            best[key(text)] = max(best.get(key(text), (0.0, "")), (ranker.chance(scores[i]), text))
    kept = [(chance, text, counts[word]) for word, (chance, text) in best.items()]
    if not kept and fallback:  # a text with a content word has a keyword: the likeliest
        kept = [(*max(fallback), 1)]
    # what comes back often weighs more; equal ones stay in the order of the text
    ranked = sorted(kept, key=lambda k: -(1 - (1 - k[0]) ** k[2]))[:limit]
    return Result(keywords=tuple(text for _, text, _ in ranked),
                  scores=tuple(round(chance, 3) for chance, _, _ in ranked))


register(Keywords())
