"""Every adapter that is refused says why; what is accepted is found, chosen, copied and removed whole."""
import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import save_file

from adapters.registry import Registry
from adapters.weights import sha256
from engine.errors import AdapterError

MODULE = "base_model.model.model.layers.0.self_attn.q_proj"


def make(root, name="demo", /, *, kind="causal", labels=(), rows=None, rank=4, b_rank=4, config=(), **meta):
    """A folder as `train` would write it, on no model at all."""
    folder = root / name
    folder.mkdir(parents=True)
    tensors = {f"{MODULE}.lora_A.weight": np.zeros((rank, 8), np.float32),
               f"{MODULE}.lora_B.weight": np.zeros((8, b_rank), np.float32)}
    if kind == "classification":
        tensors["base_model.model.score.weight"] = np.zeros((len(labels) if rows is None else rows, 8), np.float32)
    save_file(tensors, folder / "adapter_model.safetensors")
    (folder / "adapter_config.json").write_text(json.dumps({
        "peft_type": "LORA", "task_type": {"causal": "CAUSAL_LM", "classification": "SEQ_CLS"}[kind], "r": 4,
        "bias": "none", "target_modules": ["q_proj"]} | dict(config)))
    (folder / "onebase.json").write_text(json.dumps({
        "name": name, "task": "translation", "kind": kind, "base": "embedded", "base_fingerprint": "aaaa",
        "labels": list(labels), "data": {"name": "rows.csv", "fingerprint": "f", "rows": 3, "licence": "CC0"},
        "created": "2026-11-21", "sha256": sha256(folder / "adapter_model.safetensors")} | meta))
    return folder


def registry(root):
    return Registry(root, "aaaa", "embedded", tasks=("translation", "classification"))


def reason(root, name="demo"):
    """Why the folder is refused; it must be refused everywhere."""
    found = registry(root)
    assert found.list() == ()
    with pytest.raises(AdapterError) as caught:
        found.get(name)
    assert caught.value is found.refused[name]
    assert caught.value.hint
    return caught.value.message


def test_a_sound_adapter_is_listed_with_what_the_engine_needs(tmp_path):
    make(tmp_path, "c01", kind="classification", labels=("a", "b"), task="classification", window=64, stride=32,
         layers=2)
    make(tmp_path, "fin")
    found = registry(tmp_path)
    assert [a.name for a in found.list()] == ["c01", "fin"]
    assert [a.name for a in found.list("classification")] == ["c01"]
    spec = found.get("c01").spec
    assert (spec.kind, spec.labels, spec.window, spec.stride, spec.layers) == ("classification", ("a", "b"), 64, 32, 2)
    assert found.get("fin").rank == 4
    assert not found.refused and not found.verify()


@pytest.mark.parametrize("file", ["optimizer.pt", "adapter_model.bin", "checkpoint-3/x.pkl", "last.CKPT"])
def test_pickles_are_refused_anywhere_in_the_folder(tmp_path, file):
    target = make(tmp_path) / file
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"\x80\x04.")
    assert file in reason(tmp_path) and "pickle" in reason(tmp_path)


def test_another_base_names_both(tmp_path):
    make(tmp_path, base="google/gemma-3-1b-it", base_fingerprint="bbbb")
    said = reason(tmp_path)
    assert all(word in said for word in ("google/gemma-3-1b-it", "bbbb", "embedded", "aaaa"))


def test_a_server_whose_base_is_unknown_takes_any_adapter(tmp_path):
    make(tmp_path, base_fingerprint="bbbb")
    assert Registry(tmp_path, None, "openai:http://localhost:1").get("demo")


@pytest.mark.parametrize(("change", "words"), [
    ({"kind": "classification"}, "labels"),
    ({"kind": "classification", "labels": ("a", "a"), "rows": 2}, "twice"),
    ({"kind": "classification", "labels": ("a", "b"), "rows": 3}, "2 labels but the head has 3 rows"),
    ({"rank": 8, "b_rank": 8}, "rank 4"),
    ({"b_rank": 2}, "rank 4"),
    ({"config": {"peft_type": "IA3"}}, "not that of a LoRA"),
    ({"config": {"task_type": "SEQ_CLS"}}, "says causal"),
    ({"config": {"use_dora": True}}, "use_dora"),
    ({"config": {"bias": "all"}}, "bias"),
    ({"config": {"modules_to_save": ["lm_head"]}}, "lm_head"),
    ({"task": "cooking"}, "cooking"),
    ({"created": 5}, "created"),
    ({"colour": "red"}, "colour"),
    ({"layers": 0}, "layers"),
])
def test_what_does_not_agree_is_refused(tmp_path, change, words):
    make(tmp_path, **change)
    assert words in reason(tmp_path)


def test_a_rank_pattern_is_honoured(tmp_path):
    make(tmp_path, rank=8, b_rank=8, config={"rank_pattern": {"q_proj": 8}})
    assert registry(tmp_path).get("demo")


def test_files_that_are_missing_or_broken(tmp_path):
    for name, file in (("a", "onebase.json"), ("b", "adapter_config.json"), ("c", "adapter_model.safetensors")):
        (make(tmp_path, name) / file).unlink()
        assert file in registry(tmp_path).refused[name].message
    (make(tmp_path, "d") / "adapter_config.json").write_text("{")
    assert "cannot be read" in registry(tmp_path).refused["d"].message
    (make(tmp_path, "e") / "onebase.json").write_text("[]")
    assert "onebase.json" in registry(tmp_path).refused["e"].message


@pytest.mark.parametrize("keep", [0, 4, 60, -1])
def test_a_truncated_weights_file(tmp_path, keep):
    weights = make(tmp_path) / "adapter_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:keep])
    assert "adapter_model.safetensors" in reason(tmp_path)


def test_one_changed_byte_is_found_by_verify(tmp_path):
    weights = make(tmp_path) / "adapter_model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert "adapter_model.safetensors" in registry(tmp_path).verify()["demo"].message


def test_companion_must_be_there_and_have_a_row_a_label(tmp_path):
    def folder(name):
        return make(tmp_path, name, kind="classification", labels=("a", "b"), task="classification",
                    companion={"sha256": "0", "weight": 0.5})
    folder("absent")
    save_file({"bias": np.zeros(3, np.float32)}, folder("other") / "companion.safetensors")
    refused = registry(tmp_path).refused
    assert "missing" in refused["absent"].message
    assert "bias (3,)" in refused["other"].message


def test_no_way_out_of_the_adapters_folder(tmp_path):
    outside = make(tmp_path / "outside", "secret")
    root = tmp_path / "adapters"
    make(root)
    (root / "linked").symlink_to(outside)
    (root / "demo" / "notes.txt").symlink_to("/etc/hostname")
    found = registry(root)
    assert "symbolic link" in found.refused["linked"].message
    assert "symbolic link" in found.refused["demo"].message
    for name in ("../outside/secret", "/etc", "..", "."):
        with pytest.raises(AdapterError):
            found.get(name)
        with pytest.raises(AdapterError):
            found.remove(name)
    found.remove("linked")
    assert outside.is_dir() and not (root / "linked").exists()


@pytest.mark.parametrize("name", ["../x", "A B", "", ".hidden", "a/b", "가"])
def test_a_name_that_is_not_safe_is_never_added(tmp_path, name):
    folder = make(tmp_path / "new", "demo", name=name)
    with pytest.raises(AdapterError):
        registry(tmp_path / "adapters").add(folder)
    assert not (tmp_path / "adapters").exists()


def test_folder_and_manifest_have_one_name(tmp_path):
    make(tmp_path).rename(tmp_path / "other")
    assert "demo" in reason(tmp_path, "other")


def test_add_copies_whole_or_not_at_all_and_remove_deletes(tmp_path):
    root = tmp_path / "adapters"
    source = make(tmp_path / "given")
    found = registry(root)
    assert found.add(source).spec.path == root / "demo"
    with pytest.raises(AdapterError, match="already"):
        found.add(source)
    (source / "adapter_model.safetensors").write_bytes(b"broken")
    with pytest.raises(AdapterError):
        found.add(source, replace=True)
    assert found.get("demo") and not found.verify()
    assert sorted(p.name for p in root.iterdir()) == ["demo"]
    found.remove("demo")
    assert found.list() == () and list(root.iterdir()) == []
    with pytest.raises(AdapterError, match="not a folder"):
        found.add(tmp_path / "nowhere")


def test_size_limit(tmp_path, monkeypatch):
    monkeypatch.setattr("adapters.registry.MAX_BYTES", 100)
    make(tmp_path)
    assert "larger" in reason(tmp_path)


def test_choose(tmp_path):
    found = registry(tmp_path)
    assert found.choose("translation") is None
    make(tmp_path, "one")
    make(tmp_path, "c01", kind="classification", labels=("a", "b"), task="classification")
    found.scan()
    assert found.choose("translation").name == "one"
    assert found.choose("translation", "none") is None
    with pytest.raises(AdapterError, match="for classification, not for translation"):
        found.choose("translation", "c01")
    make(tmp_path, "two")
    found.scan()
    with pytest.raises(AdapterError, match="one, two"):
        found.choose("translation")
    assert found.choose("translation", "two").name == "two"
    shutil.rmtree(tmp_path / "two")
    make(tmp_path, "two", default=True)
    found.scan()
    assert found.choose("translation").name == "two"
