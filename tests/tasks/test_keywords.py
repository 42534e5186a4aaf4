import json
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from documents.keyphrases import candidates, key
from engine.base import Reply, Score, Scores
from engine.errors import OutputError
from engine.fake import FakeEngine
from tasks.base import AdapterChoice, get, parse_options, run_rows
from tasks.keywords.ranker import choose
from training.corpora import keywords as corpus

SENTENCES = [json.loads(line) for line in
             (Path(__file__).parents[1] / "data" / "keywords.jsonl").read_text(encoding="utf-8").splitlines()]


class Judge(FakeEngine):
    """Says yes to the words it is given and no to the rest; without words it has no opinion."""

    def __init__(self, words=None, scores=True):
        super().__init__()
        self.words, self.can_score = words, scores

    @property
    def capabilities(self):
        return replace(super().capabilities, score=self.can_score)

    def submit(self, requests, **kwargs):
        return [self.judge(r) if isinstance(r, Score) else self.name(r) for r in requests]

    def judge(self, request):
        def logprob(continuation):
            word, said = continuation.rsplit(" ", 1)
            return 0.0 if self.words is None or (word in self.words) == (said == "예") else -20.0
        return done(Scores(tuple(map(logprob, request.continuations)), tuple(1 for _ in request.continuations)))

    def name(self, request):
        offered = request.schema["properties"]["keywords"]["items"]["enum"]
        return done(Reply("", {"keywords": [w for w in offered if w in self.words]}))


def done(answer):
    future = Future()
    future.set_result(answer)
    return future


def keywords(texts, engine=None, adapter=None, **options):
    task = get("keywords")
    rows = [{"text": t} for t in texts]
    return list(run_rows(task, rows, engine or Judge(), parse_options(task, options), adapter or AdapterChoice(None)))


def of(text, **more):
    row = keywords([text], **more)[0]
    assert row.error is None, row.error
    return list(row.result.keywords)


def f1(rows, found):
    total = 0.0
    for row, words in zip(rows, found, strict=True):
        gold, got = {key(k) for k in row["keywords"]}, {key(w) for w in words}
        total += 2 * len(gold & got) / (len(gold) + len(got))
    return total / len(rows)


def test_verbs_become_nouns_and_question_words_stay_out():
    assert set(of("아기가 밤에 자주 우는 이유는 무엇인가요?")) == {"아기", "밤", "울음", "이유"}


def test_compounds_stay_whole_without_their_parts():
    found = of("전환사채의 리픽싱 조항은 기존 주주의 지분율에 어떤 영향을 주나요?")
    assert {"전환사채", "리픽싱 조항", "지분율"} <= set(found)
    assert not {"전환", "사채", "리픽싱", "조항"} & set(found)


@pytest.mark.parametrize(("text", "word"), [
    ("GPT-4와 CO2 배출량의 관계", "GPT-4"), ("C++와 Node.js의 차이점", "C++"), ("4차 산업혁명의 특징", "4차 산업혁명"),
    ("OLED 패널의 번인 현상", "번인 현상"), ("전고체 배터리의 장점", "전고체 배터리")])
def test_terms_with_latin_letters_figures_and_unknown_words(text, word):
    assert word in of(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("본 발명은 리튬 이차전지용 양극 활물질에 관한 것이다.", {"리튬 이차전지", "양극 활물질"}),
        ("장마철 빨래의 냄새", {"장마철", "빨래"}),
        ("지하철 요금 인상", {"지하철 요금 인상"}),
    ],
)
def test_what_stands_apart(text, words):
    assert words <= {c.text for c in candidates(text)}


def test_a_form_made_by_rule_alone_is_no_keyword_beside_others():
    assert "끓이기" not in {c.text for c in candidates("김치찌개를 끓일 때 신맛을 줄이는 방법")}
    assert "울음" in {c.text for c in candidates("고양이가 새벽마다 우는 까닭")}


def test_every_keyword_is_a_candidate_of_the_text():
    for row, answer in zip(SENTENCES, keywords([r["text"] for r in SENTENCES], FakeEngine()), strict=True):
        assert answer.result.keywords
        assert set(answer.result.keywords) <= {c.text for c in candidates(row["text"])}


def test_sixty_sentences_beat_all_nouns_without_a_model():
    from documents.keyphrases import analyser
    nouns = [[t.form for t in analyser().tokenize(r["text"]) if t.tag in ("NNG", "NNP", "SL")] for r in SENTENCES]
    ours = [r.result.keywords for r in keywords([r["text"] for r in SENTENCES])]
    assert f1(SENTENCES, nouns) < 0.6
    assert f1(SENTENCES, ours) > 0.85


def test_the_model_decides(tmp_path):
    text = "김치를 오래 보관하는 방법을 알려줘."
    ranker = {"bias": 0.0, "weights": {}, "model": 1.0}
    (tmp_path / "ranker.json").write_text(json.dumps(ranker), encoding="utf-8")
    adapter = AdapterChoice("mine", prompt="compact", path=tmp_path)
    assert of(text, engine=Judge({"김치", "방법"}), adapter=adapter) == ["김치", "방법"]
    assert of(text, engine=Judge({"보관"}), adapter=adapter) == ["보관"]


def test_a_server_that_cannot_score_names_keywords_under_a_schema():
    text = "김치를 오래 보관하는 방법을 알려줘."
    assert set(of(text, engine=Judge({"김치", "보관"}, scores=False))) == {"김치", "보관"}


def test_a_row_that_fails_harms_no_other():
    class Flaky(Judge):
        def submit(self, requests, **kwargs):
            futures = super().submit(requests, **kwargs)
            futures[0] = Future()
            futures[0].set_exception(OutputError("No reply.", "Try again."))
            return futures
    first, empty, last = keywords(["하늘은 왜 파란색인가요?", " ", "달의 질량은 얼마인가요?"], Flaky())
    assert isinstance(first.error, OutputError)
    assert "empty" in empty.error.message
    assert set(last.result.keywords) == {"달", "질량"}


def test_a_long_text_is_limited_and_names_what_returns():
    text = "전고체 배터리는 안전하다. " + " ".join(r["text"] for r in SENTENCES) + " 전고체 배터리의 원가는 높다."
    found = of(text * 20, limit=5)
    assert len(found) == 5
    assert len(set(map(key, found))) == 5
    assert "전고체 배터리" in found


def test_text_without_content_words_has_none():
    assert of("네, 그래요.") == []


def test_the_choice_has_no_overlaps():
    found = candidates("특허 침해 소송 비용")
    chosen = [found[i] for i in choose(found, [1.0] * len(found))]
    assert [c.text for c in chosen] == ["특허", "침해", "소송", "비용"]
    only = [2.0 if c.text == "특허 침해 소송 비용" else 0.1 for c in found]
    assert [found[i].text for i in choose(found, only)] == ["특허 침해 소송 비용"]


def test_the_corpus_is_repeatable_and_holds_patterns_out():
    rows = list(corpus.generate(3, 200))
    assert rows == list(corpus.generate(3, 200))
    assert len({r["text"] for r in rows}) > 190
    assert not set(corpus._patterns(False)["np"]) & set(corpus._patterns(True)["np"])
    for row in rows:
        user, reply = row["messages"]
        assert row["text"] in user["content"]
        assert all(line.rsplit(" ", 1)[1] in ("예", "아니오") for line in reply["content"].splitlines())


def test_rows_train_an_adapter_as_they_are():
    *asked, reply = get("keywords").training_messages(SENTENCES[0])
    assert SENTENCES[0]["text"] in asked[0].content
    assert reply.role == "assistant" and "예" in reply.content
