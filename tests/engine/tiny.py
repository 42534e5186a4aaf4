"""Freshly made models of a few thousand weights, and PEFT adapters on them: what a test needs, in a second."""
import warnings
from pathlib import Path

from engine.base import AdapterSpec, Generate, Limits, Message
from engine.fingerprint import fingerprint

TEMPLATE = ("{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
            "{% if add_generation_prompt %}<|assistant|>{% endif %}")
SPECIAL = ["<|pad|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
WORDS = ["감자하는 주식의 수는 다음과 같다", "자본금의 감소에 관한 결정", "높음 낮음 애매 판단불가 미대응",
         "the number of shares to be reduced", '{"risk":"높음","matches":[1,2,3]}'] * 4
FAMILIES = ("llama", "qwen3", "gemma3")


def tokenizer():
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.train_from_iterator(WORDS, trainers.BpeTrainer(
        vocab_size=400, special_tokens=SPECIAL, show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    wrapped = PreTrainedTokenizerFast(tokenizer_object=made, pad_token="<|pad|>", eos_token="<|end|>",
                                      extra_special_tokens=SPECIAL[2:], clean_up_tokenization_spaces=False)
    wrapped.chat_template = TEMPLATE
    return wrapped


def make(folder: Path, family: str, layers: int = 4, context: int = 512, width: int = 32) -> Path:
    """A random model in Hugging Face layout. Its weights are large enough for its choices to be no ties."""
    import torch
    from transformers import AutoModelForCausalLM, Gemma3TextConfig, LlamaConfig, Qwen3Config
    words = tokenizer()
    common = {"vocab_size": 400, "hidden_size": width, "intermediate_size": 2 * width, "num_hidden_layers": layers,
              "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": width // 4, "max_position_embeddings": context,
              "pad_token_id": 0, "eos_token_id": 1, "bos_token_id": None, "initializer_range": 0.2}
    config = {"llama": lambda: LlamaConfig(**common),
              "qwen3": lambda: Qwen3Config(**common, tie_word_embeddings=True),
              # the window is shorter than the prompts of the tests, so that local attention matters
              "gemma3": lambda: Gemma3TextConfig(**common, sliding_window=8, query_pre_attn_scalar=8,
                                                 layer_types=["sliding_attention", "full_attention"] * (layers // 2)),
              }[family]()
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(config)
    model.save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


def cut(config, layers: int | None) -> None:
    """Let the configuration be that of the first layers only."""
    if layers:
        config.num_hidden_layers = layers
        if getattr(config, "layer_types", None):
            config.layer_types = config.layer_types[:layers]


def adapter(base: Path, folder: Path, *, rank: int = 4, seed: int = 0, labels: tuple[str, ...] = (),
            layers: int | None = None, window: int = 32, stride: int = 24, **config) -> AdapterSpec:
    """A PEFT folder with random A and B; a class head where labels are given, the first layers where a number is."""
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSequenceClassification
    settings = AutoConfig.from_pretrained(base)
    cut(settings, layers)
    if labels:
        settings.num_labels = len(labels)
    kind = AutoModelForSequenceClassification if labels else AutoModelForCausalLM
    model = kind.from_pretrained(base, config=settings)
    config = {"target_modules": "all-linear", "lora_alpha": 2 * rank} | config
    torch.manual_seed(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)      # of transformers, for what peft calls
        peft = get_peft_model(model, LoraConfig(r=rank, task_type="SEQ_CLS" if labels else "CAUSAL_LM",
                                                modules_to_save=["score"] if labels else None, **config))
    with torch.no_grad():
        for name, p in peft.named_parameters():
            if "lora_" in name or "modules_to_save" in name:
                p.normal_(0, 0.2)
    peft.save_pretrained(folder)
    return AdapterSpec(folder.name, folder, "classification" if labels else "causal", labels, layers, window, stride,
                       fingerprint(base))


def engine(base: Path, *specs: AdapterSpec):
    """A local engine on `base` that knows these adapters."""
    from engine.errors import AdapterError
    from engine.loading import open_engine
    known = {s.name: s for s in specs}

    def find(name: str) -> AdapterSpec:
        if name not in known:
            raise AdapterError(f"There is no adapter {name}.", "Known: " + ", ".join(known))
        return known[name]
    return open_engine(str(base), adapters=find)


def ask(text: str, adapter: str | None = None, most: int = 24, beams: int = 1, **more) -> Generate:
    return Generate((Message("user", text),), adapter, limits=Limits(most, beams=beams), **more)
