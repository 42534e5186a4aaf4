"""From a file of rows to an adapter that the engine runs; and every mistake in the file by row and column."""
import json
import signal
import threading

import pytest
import torch

from adapters.registry import Registry
from documents.chunks import windows
from documents.tables import FORMATS
from engine.base import Classify, Score
from engine.errors import AdapterError, InputError, SettingsError
from engine.fingerprint import fingerprint
from tasks.base import get
from tests.engine import tiny
from training import loop
from training.causal import encode, messages_of
from training.precision import autocast
from training.recipe import Recipe, Watch
from training.rows import Rows, folds, read_rows, split
from training.train import on_terminal, train


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    return tiny.make(tmp_path_factory.mktemp("train") / "tinybase", "qwen3", layers=2)


def write(path, lines):
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def talk(user, reply, **more):
    return {"messages": [{"role": "user", "content": user}, {"role": "assistant", "content": reply}], **more}


TALKS = [talk(f"번역: {n}주 감자", "capital reduction") for n in range(12)]
PATENTS = [{"출원번호": str(n), "발명의 명칭": title, "요약": f"{title} number {n}, with a few more words " * 4,
            "사용자태그": label}
           for n, (title, label) in enumerate([("lithium carbonate salt", "D"), ("titanium oxide powder", "G")] * 10)]


def test_a_causal_adapter_learns_is_registered_and_runs(base, tmp_path):
    recipe = Recipe(rank=4, epochs=12, lr=2e-2, batch=4, eval_share=0.25, licence="CC0")
    made = train(get("translation"), write(tmp_path / "talks.jsonl", TALKS), "fin", base=str(base),
                 root=tmp_path / "adapters", recipe=recipe)
    assert made.meta.figures["held_out_loss"] < 2.0          # random weights give 6 and more
    assert (made.meta.kind, made.meta.base, made.meta.data.rows) == ("causal", "tinybase", 12)
    registry = Registry(tmp_path / "adapters", fingerprint(base), "tinybase")
    assert registry.verify() == {} and registry.choose("translation").name == "fin"
    engine = tiny.engine(base, registry.get("fin").spec)
    ask = tiny.ask("번역: 99주 감자").messages
    replies = ("capital reduction", "주식의 수는 다음과 같다")
    taught, bare = (f.result().per_token() for f in engine.submit([Score(ask, replies, "fin"), Score(ask, replies)]))
    engine.close()
    assert taught[0] > taught[1] and taught[0] > bare[0] + 2


def test_what_is_written_is_a_standard_peft_folder_without_local_paths(base, tmp_path):
    made = train(get("translation"), write(tmp_path / "talks.jsonl", TALKS), "fin", base=str(base),
                 root=tmp_path / "adapters", recipe=Recipe(rank=2, epochs=1))
    folder = made.spec.path
    assert sorted(p.name for p in folder.iterdir()) == ["README.md", "adapter_config.json", "adapter_model.safetensors",
                                                        "onebase.json"]
    for name in ("README.md", "adapter_config.json", "onebase.json"):
        assert str(tmp_path) not in (folder / name).read_text() and str(base.parent) not in (folder / name).read_text()
    config = json.loads((folder / "adapter_config.json").read_text())
    assert (config["r"], config["base_model_name_or_path"]) == (2, "tinybase")
    assert "talks.jsonl" in (folder / "README.md").read_text()


@pytest.mark.parametrize("layers", [None, 1])
def test_a_classification_adapter_answers_in_the_engine_as_it_did_in_training(base, tmp_path, layers):
    recipe = Recipe(rank=4, epochs=8, lr=2e-2, batch=8, eval_share=0.2, window=32, stride=24, layers=layers,
                    companion=True)
    made = train(get("classification"), write(tmp_path / "patents.jsonl", PATENTS), "c01", base=str(base),
                 root=tmp_path / "adapters", recipe=recipe)
    assert made.meta.labels == ("D", "G") and made.spec.layers == layers
    assert made.meta.figures["adapter, accuracy"] == 1.0
    assert made.meta.figures["TF-IDF + logistic regression, accuracy, 5 folds"] == 1.0
    assert made.meta.companion is not None
    engine = tiny.engine(base, made.spec)
    texts = ["lithium carbonate salt\n\nlithium carbonate salt of another kind " * 3, "titanium oxide powder " * 12]
    found = [f.result() for f in engine.submit([Classify(t, "c01") for t in texts])]
    engine.close()
    assert all(len(f.windows) > 1 for f in found)
    assert [f.labels[max(range(2), key=f.windows[0].__getitem__)] for f in found] == ["D", "G"]


def test_folds_give_figures_on_every_document_and_the_adapter_sees_all(base, tmp_path):
    said = []
    recipe = Recipe(rank=2, epochs=1, window=32, stride=24, folds=2, companion=True)
    made = train(get("classification"), write(tmp_path / "patents.jsonl", PATENTS), "c01", base=str(base),
                 root=tmp_path / "adapters", recipe=recipe,
                 watch=Watch(said.append, lambda done, total: None, threading.Event()))
    assert made.meta.figures["measured on"] == "20 documents, 2 folds by document"
    assert {"accuracy", "adapter, accuracy", "companion, accuracy", "mix, accuracy"} <= set(made.meta.figures)
    assert any("20 documents to train on" in line for line in said)


def test_descriptions_must_cover_the_labels(base, tmp_path):
    table = tmp_path / "labels.csv"
    table.write_text("name,description\nD,alkali metals\n")
    with pytest.raises(InputError, match="does not describe G"):
        train(get("classification"), write(tmp_path / "p.jsonl", PATENTS), "c01", base=str(base),
              root=tmp_path / "adapters", recipe=Recipe(companion=True, categories=table))


def test_cancel_keeps_the_best_so_far(base, tmp_path):
    stop = threading.Event()
    watch = Watch(lambda line: stop.set() if line.startswith("epoch 2") else None, lambda done, total: None, stop)
    made = train(get("translation"), write(tmp_path / "talks.jsonl", TALKS), "fin", base=str(base),
                 root=tmp_path / "adapters", recipe=Recipe(rank=2, epochs=50, batch=4, eval_share=0.2), watch=watch)
    assert 0 < made.meta.figures["steps"] < 20
    assert "held_out_loss" in made.meta.figures


def test_a_run_stopped_before_its_first_step_writes_nothing(base, tmp_path):
    stop = threading.Event()
    stop.set()
    with pytest.raises(InputError, match="nothing was written"):
        train(get("translation"), write(tmp_path / "talks.jsonl", TALKS), "fin", base=str(base),
              root=tmp_path / "adapters", watch=Watch(lambda line: None, lambda done, total: None, stop))
    assert not (tmp_path / "adapters" / "fin").exists()


def test_the_first_ctrl_c_asks_and_the_second_ends(capsys):
    before = signal.getsignal(signal.SIGINT)
    try:
        watch = on_terminal()
        signal.raise_signal(signal.SIGINT)
        assert watch.cancel.is_set() and "again" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


# -- names, bases, rows --------------------------------------------------------------------------------------------
def test_a_name_is_refused_before_anything_is_trained(tmp_path):
    data = write(tmp_path / "talks.jsonl", TALKS)
    with pytest.raises(AdapterError):
        train(get("translation"), data, "../x", root=tmp_path)
    (tmp_path / "taken").mkdir()
    with pytest.raises(AdapterError, match="already"):
        train(get("translation"), data, "taken", root=tmp_path)


def test_a_server_cannot_be_trained_on_and_layers_must_exist(base, tmp_path):
    data = write(tmp_path / "talks.jsonl", TALKS)
    with pytest.raises(SettingsError, match="server"):
        train(get("translation"), data, "fin", base="openai:http://localhost:1", root=tmp_path / "a")
    with pytest.raises(SettingsError, match="2 layers"):
        train(get("translation"), data, "fin", base=str(base), root=tmp_path / "a", recipe=Recipe(layers=9))


@pytest.mark.parametrize(("lines", "words"), [
    ([{"text": "가", "reference": "a", "messages": "hello"}], "row 1, column messages"),
    ([talk("a", "b"), talk("a", "")], "row 2, column messages"),
    ([{"messages": [{"role": "assistant", "content": "b"}]}], "row 1"),
    ([talk("가 " * 2000, "b")], "longer than"),
])
def test_a_bad_conversation_is_named_by_row_and_column(base, tmp_path, lines, words):
    with pytest.raises(InputError, match=words):
        train(get("translation"), write(tmp_path / "t.jsonl", lines), "fin", base=str(base), root=tmp_path / "a")


@pytest.mark.parametrize(("change", "words"), [
    ({"사용자태그": ""}, "row 3, column 사용자태그 is empty"),
    ({"발명의 명칭": None, "요약": " "}, "row 3 has no text"),
    ({"사용자태그": "Z"}, "one row only for Z"),
])
def test_a_bad_patent_row_is_named(base, tmp_path, change, words):
    lines = [dict(p) for p in PATENTS]
    lines[2] |= change
    with pytest.raises(InputError, match=words):
        train(get("classification"), write(tmp_path / "p.jsonl", lines), "c01", base=str(base), root=tmp_path / "a")


def test_a_table_without_a_label_column_lists_its_columns(base, tmp_path):
    with pytest.raises(InputError, match="label column.*text, x"):
        train(get("classification"), write(tmp_path / "p.jsonl", [{"text": "a", "x": 1}]), "c01", base=str(base),
              root=tmp_path / "a")


def test_rows_of_every_format_and_files_that_are_none(tmp_path):
    import openpyxl
    (tmp_path / "a.csv").write_text("text,label\n하나,A\n", encoding="utf-8-sig")
    (tmp_path / "a.tsv").write_text("text\tlabel\n하나\tA\n")
    write(tmp_path / "a.jsonl", [{"text": "하나", "label": "A"}])
    book = openpyxl.Workbook()
    book.active.append(["text", "label"])
    book.active.append(["하나", "A"])
    book.save(tmp_path / "a.xlsx")
    for kind in FORMATS:
        assert read_rows(tmp_path / f"a{kind}").rows == ({"text": "하나", "label": "A"},)
    (tmp_path / "b.xlsx").write_bytes(b"not a workbook")
    (tmp_path / "b.csv").write_bytes(b"text\n\xff\x81\n")
    (tmp_path / "b.jsonl").write_text('{"a": 1}\n{\n')
    (tmp_path / "c.csv").write_text("text,label\n")
    (tmp_path / "c.jsonl").write_text("[1]\n")
    for name, words in (("b.xlsx", "workbook"), ("b.csv", "UTF-8"), ("b.jsonl", "Line 2"), ("c.csv", "no rows"),
                        ("c.jsonl", "Line 1"), ("none.csv", "no file"), ("a.pdf", "not a kind of file")):
        with pytest.raises(InputError, match=words):
            read_rows(tmp_path / name)


# -- splits --------------------------------------------------------------------------------------------------------
def test_a_document_is_never_on_both_sides():
    documents = [f"d{i // 3}" for i in range(60)]
    labels = ["a" if i % 2 else "b" for i in range(60)]          # a document may even carry two labels
    for share in (0.1, 0.5):
        train_side, held = split(documents, share, seed=1, strata=labels)
        assert held and not {documents[i] for i in train_side} & {documents[i] for i in held}
        assert sorted(train_side + held) == list(range(60))
    sides = folds(documents, 4, 1, labels)
    assert sorted(i for _, test in sides for i in test) == list(range(60))
    for train_side, test in sides:
        assert not {documents[i] for i in train_side} & {documents[i] for i in test}


def test_no_share_holds_nothing_out_and_strata_are_kept():
    assert split(list("abc"), 0, 0) == ([0, 1, 2], [])
    _, held = split([str(i) for i in range(100)], 0.2, 0, ["x"] * 80 + ["y"] * 20)
    assert sum(i >= 80 for i in held) == 4 and len(held) == 20


def test_windows_lose_nothing():
    for length in (0, 1, 9, 10, 11, 37):
        items = list(range(length))
        pieces = windows(items, 10, 7)
        assert sorted({i for p in pieces for i in p}) == items
        assert all(len(p) <= 10 for p in pieces) and len(pieces) >= 1


def test_batches_cover_every_row_once_and_pieces_stay_small():
    lengths = [n % 50 + 1 for n in range(333)]
    batches = loop.buckets(lengths, 16, seed=3)
    assert sorted(i for b in batches for i in b) == list(range(333))
    for batch in batches:
        pieces = list(loop.micro(batch, lengths, 100))
        assert sorted(i for p in pieces for i in p) == sorted(batch)
        assert all(len(p) * max(lengths[i] for i in p) <= 100 or len(p) == 1 for p in pieces)


def test_the_prompt_is_that_of_inference_and_the_reply_ends_the_turn():
    tokenizer = tiny.tokenizer()
    messages = messages_of(get("translation"), talk("감자", "capital reduction"), "row 1")
    prompt, reply = encode(tokenizer, messages)
    assert tokenizer.decode(prompt) == "<|user|>감자<|end|><|assistant|>"
    assert tokenizer.decode(reply) == "capital reduction<|end|>"


def test_rows_of_the_task_become_messages_through_its_own_hook():
    class Task:
        name = "other"

        def training_messages(self, row):
            return messages_of(None, talk(row["q"], row["a"]), "")
    assert messages_of(Task(), {"q": "x", "a": "y"}, "row 1")[-1].content == "y"
    with pytest.raises(InputError, match="no column messages"):
        messages_of(object(), {"q": "x"}, "row 1")


def test_rows_keep_their_fingerprint(tmp_path):
    a, b = (read_rows(write(tmp_path / f"{n}.jsonl", [{"x": n}])) for n in (1, 2))
    assert isinstance(a, Rows) and a.fingerprint != b.fingerprint


def test_half_precision_only_where_the_processor_multiplies_in_it(monkeypatch):
    """AVX-512 alone takes bf16 and widens every number first, three times as slow as fp32."""
    monkeypatch.setattr(torch.ops.mkldnn, "_is_mkldnn_bf16_supported", lambda: True)
    for native in ({"_is_avx512_bf16_supported"}, {"_is_amx_tile_supported"}, set()):
        for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"):
            monkeypatch.setattr(torch.cpu, name, lambda has=name in native: has)
        with autocast("cpu"):
            product = torch.ones(2, 2) @ torch.ones(2, 2)
        assert (product.dtype == torch.bfloat16) is bool(native)
