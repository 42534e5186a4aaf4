"""What comes out of a mixed batch is what peft computes for each request alone, on three architectures."""
import json
import threading

import pytest
import torch

from engine.base import Message, Score
from tests.engine import tiny

# transformers warns of a name that peft still uses
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")
TEXTS = ["감자하는 주식의 수는?", "자본금의 감소에 관한 결정을 알립니다. " * 4, "shares", "높음",
         "낮음 미대응 애매 판단불가 " * 3]
CONTINUATIONS = ("높음", "판단불가", "the number of shares", "x")


class Peer:
    """peft, one request at a time."""

    def __init__(self, base, specs):
        from peft import PeftModel
        from transformers import AutoModelForCausalLM, AutoTokenizer
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        plain = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
        self.model = PeftModel.from_pretrained(plain, specs[0].path, adapter_name=specs[0].name)
        for spec in specs[1:]:
            self.model.load_adapter(spec.path, adapter_name=spec.name)
        self.model.eval()

    def use(self, name):
        import contextlib
        if name is None:
            return self.model.disable_adapter()
        self.model.set_adapter(name)
        return contextlib.nullcontext()

    def prompt(self, text):
        turns = [{"role": "user", "content": text}]
        return self.tokenizer.encode(
            self.tokenizer.apply_chat_template(turns, add_generation_prompt=True, tokenize=False),
            add_special_tokens=False)

    @torch.no_grad()
    def score(self, text, continuation, name):
        prompt, tokens = self.prompt(text), self.tokenizer.encode(continuation, add_special_tokens=False)
        with self.use(name):
            logits = self.model(input_ids=torch.tensor([prompt + tokens])).logits[0, len(prompt) - 1:-1]
        return logits.log_softmax(-1).gather(1, torch.tensor(tokens)[:, None]).sum().item()

    @torch.no_grad()
    def reply(self, text, name, most, beams=1):
        prompt = self.prompt(text)
        ids = torch.tensor([prompt])
        with self.use(name):
            out = self.model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=most,
                                      do_sample=False, num_beams=beams, eos_token_id=1, pad_token_id=0)[0, len(prompt):].tolist()
        return self.tokenizer.decode(out, skip_special_tokens=True)


@pytest.fixture(scope="module")
def pair(family):
    base, specs = family
    engine = tiny.engine(base, *specs)
    yield engine, Peer(base, specs), [None, *(s.name for s in specs)]
    engine.close()


def test_packed_scores_of_a_mixed_batch_equal_separate_prompts_in_peft(pair):
    engine, peer, names = pair
    rows = [(text, names[(i + j) % 5]) for i, text in enumerate(TEXTS) for j in range(5)]
    futures = engine.score([Score((Message("user", t),), CONTINUATIONS, n) for t, n in rows])
    for (text, name), future in zip(rows, futures, strict=True):
        expected = [peer.score(text, c, name) for c in CONTINUATIONS]
        assert future.result().logprobs == pytest.approx(expected, abs=2e-4)
        assert future.result().tokens == tuple(len(peer.tokenizer.encode(c)) for c in CONTINUATIONS)


def test_continuations_that_begin_alike_are_read_once_and_scored_the_same(pair):
    from engine.packing import families
    engine, peer, _ = pair
    alike = ('{"감자": 10', '{"감자": 0', '{"감자": 7, "사채"', '{"사채": 10', '{"사채": 0', "x")
    (future,) = engine.score([Score((Message("user", TEXTS[0]),), alike)])
    assert future.result().logprobs == pytest.approx([peer.score(TEXTS[0], c, None) for c in alike], abs=2e-4)
    assert families([[1, 2, 3, 4], [1, 2, 3, 5], [1, 7], [7], [7]]) == [
        ([[1, 2, 3, 4], [1, 2, 3, 5]], 3), ([[1, 7]], 1), ([[7]], 0), ([[7]], 0)]



def test_replies_of_a_mixed_batch_equal_those_of_peft_one_by_one(pair):
    engine, peer, names = pair
    rows = [(text, name) for text in TEXTS for name in names]
    futures = engine.generate([tiny.ask(t, n, 12) for t, n in rows])
    for (text, name), future in zip(rows, futures, strict=True):
        assert future.result().text == peer.reply(text, name, 12)


def test_beam_search_beside_other_rows_equals_that_of_transformers(pair):
    engine, peer, names = pair
    rows = [(text, names[i % 5], 1 + i % 4) for i, text in enumerate(TEXTS * 3)]
    futures = engine.generate([tiny.ask(t, n, 12, beams=b) for t, n, b in rows])
    for (text, name, beams), future in zip(rows, futures, strict=True):
        reply = future.result()
        assert reply.text == peer.reply(text, name, 12, beams)
        scores = [score for _, score in reply.wordings]
        assert scores == sorted(scores, reverse=True) and (beams > 1 or not scores)
        assert not reply.wordings or reply.truncated or reply.wordings[0][0] == reply.text


def test_two_users_with_two_adapters_get_what_they_get_alone(pair):
    engine, _, names = pair
    requests = {n: [tiny.ask(t, n) for t in TEXTS * 3] for n in names[1:3]}
    alone = {n: [engine.generate([r])[0].result().text for r in requests[n]] for n in requests}
    together, start = {}, threading.Barrier(2)

    def user(name):
        start.wait()
        together[name] = [f.result().text for f in engine.generate(requests[name])]
    threads = [threading.Thread(target=user, args=(n,)) for n in requests]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert together == alone


def test_a_reply_does_not_depend_on_the_rows_beside_it(pair):
    engine, _, names = pair
    schema = {"type": "object", "properties": {"risk": {"enum": ["높음", "낮음"]}, "n": {"type": "integer"}},
              "required": ["risk", "n"]}
    rows = [tiny.ask(TEXTS[i % 5], names[i % 5], 8 + i % 7, **({"schema": schema} if i % 3 == 0 else {}))
            for i in range(40)]

    def told(future):
        error = future.exception()
        return type(error).__name__ if error else future.result().text
    together = [told(f) for f in engine.generate(rows)]
    assert together == [told(engine.generate([r])[0]) for r in rows]


def test_class_probabilities_equal_peft_on_every_window(family, tmp_path):
    from peft import PeftModel
    from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer
    base, causal = family
    heads = [tiny.adapter(base, tmp_path / "all", seed=7, labels=("가", "나", "다")),
             tiny.adapter(base, tmp_path / "first", seed=8, labels=("p", "q"), layers=2)]
    engine = tiny.engine(base, *causal, *heads)
    text = "자본금의 감소에 관한 결정과 the number of shares. " * 9
    tokenizer = AutoTokenizer.from_pretrained(base)
    ids = tokenizer.encode(text)
    for spec in heads:
        (future,) = engine.classify([text], spec.name)
        noise = engine.generate([tiny.ask(text, causal[0].name)])
        found = future.result()
        config = AutoConfig.from_pretrained(base)
        config.num_labels = len(spec.labels)
        tiny.cut(config, spec.layers)
        model = PeftModel.from_pretrained(AutoModelForSequenceClassification.from_pretrained(
            base, config=config, dtype=torch.float32), spec.path).eval()
        pieces, start = [ids[:spec.window]], 0
        while start + spec.window < len(ids):
            start += spec.stride
            pieces.append(ids[start:start + spec.window])
        assert pieces[-1][-1] == ids[-1] and len(pieces) > 3
        with torch.no_grad():
            expected = [model(input_ids=torch.tensor([p])).logits[0].softmax(-1).tolist() for p in pieces]
        assert found.labels == spec.labels
        assert [list(w) for w in found.windows] == [pytest.approx(e, abs=1e-4) for e in expected]
        assert noise[0].result()
    engine.close()


def test_patterns_of_rank_and_alpha_and_rslora_are_honoured(family, tmp_path):
    base, _ = family
    spec = tiny.adapter(base, tmp_path / "odd", rank=4, target_modules=r".*\.(q_proj|down_proj)", use_rslora=True,
                        rank_pattern={"layers.0.self_attn.q_proj": 2}, alpha_pattern={"down_proj": 3})
    assert json.loads((spec.path / "adapter_config.json").read_text())["use_rslora"]
    engine, peer = tiny.engine(base, spec), Peer(base, [spec])
    (future,) = engine.score([Score((Message("user", TEXTS[1]),), CONTINUATIONS, "odd")])
    assert future.result().logprobs == pytest.approx([peer.score(TEXTS[1], c, "odd") for c in CONTINUATIONS], abs=2e-4)
    engine.close()
