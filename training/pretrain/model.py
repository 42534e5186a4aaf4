"""The embedded base's architecture and its export as an ordinary Hugging Face folder."""

import math
from pathlib import Path


def _attention() -> str:
    """Rows are short: on a CPU the fused kernel's backward takes 3.5 times as long as plain products."""
    import torch

    return "sdpa" if torch.cuda.is_available() else "eager"


def make_config(tokenizer, hidden: int = 320, layers: int = 8, heads: int = 5, ffn: int = 896):
    """Qwen3 configuration, tied embeddings, 2,048 positions; heads are 64 wide (hidden / heads in tests)."""
    from transformers import Qwen3Config

    return Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=heads,
        head_dim=hidden // heads,
        intermediate_size=ffn,
        max_position_embeddings=2048,
        tie_word_embeddings=True,
        attention_bias=False,
        rms_norm_eps=1e-6,
        rope_parameters={"rope_type": "default", "rope_theta": 10_000.0},
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )


def make_model(config):
    """Qwen3 with unit-gain uniform input weights and zero output weights, so that each block starts as the identity."""
    import torch
    from transformers import Qwen3ForCausalLM

    model = Qwen3ForCausalLM._from_config(config, attn_implementation=_attention())
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim != 2:
                continue
            if "embed_tokens" in name:
                weight.normal_(std=0.02)
            elif name.endswith(("o_proj.weight", "down_proj.weight")):
                weight.zero_()
            else:
                bound = math.sqrt(3 / weight.shape[1])
                weight.uniform_(-bound, bound)
    return model


def load(directory: Path):
    """An exported model as fp32 weights to train on; the optimisers start anew, so it is no resume."""
    import torch
    from transformers import Qwen3ForCausalLM

    return Qwen3ForCausalLM.from_pretrained(directory, dtype=torch.float32, attn_implementation=_attention())


def export(model, tokenizer, directory: Path) -> None:
    """Write config, tokenizer (if none is there: it never changes), generation_config and bf16 shards under 10 MB."""
    import torch
    from transformers import GenerationConfig

    directory.mkdir(parents=True, exist_ok=True)
    for old in (*directory.glob("model*.safetensors"), *directory.glob("*.index.json")):
        old.unlink()
    model = model.to(torch.bfloat16)
    model.config.dtype = torch.bfloat16
    model.generation_config = GenerationConfig(
        do_sample=False, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id
    )
    # The shard splitter counts tensors only, and headers come on top.
    model.save_pretrained(directory, max_shard_size="9.9MB")
    for shard in directory.glob("*.safetensors"):
        shard.chmod(0o644)
    if not (directory / "tokenizer.json").is_file():
        tokenizer.save_pretrained(directory)


def from_checkpoint(file: Path, tokenizer):
    """(model, steps, tokens) of a checkpoint."""
    import torch

    saved = torch.load(file, map_location="cpu", weights_only=True)
    model = make_model(make_config(tokenizer, **saved["shape"]))
    model.load_state_dict(saved["model"])
    return model, saved["step"], saved["tokens"]
