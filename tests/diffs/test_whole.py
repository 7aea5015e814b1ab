"""A fine-tune's whole change is read: norms, biases, embeddings and heads too, attached exactly.

Right are the logits of transformers' or PEFT's own fine-tuned model in float32.
"""

import copy
import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from peft import LoraConfig
from torch import Tensor
from transformers import AutoModelForCausalLM

from tuneteller.diffs import difference
from tuneteller.diffs.algebra import add, canonical, cosine, cosines, norms, subtract, truncate
from tuneteller.diffs.diff import WeightDiff, noise_like, null_diff, stacked
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import fit_diff, load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.diffs.share import left_out, said_left_out, share_read, squared_norm
from tuneteller.diffs.write import save_merged
from tuneteller.errors import DiffError, LibraryError
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.read import read
from tuneteller.scoring import likelihoods

Make = Callable[..., WeightDiff]
Save = Callable[..., Path]
Adapt = Callable[..., Any]
"""Makes a PEFT model as if it had been trained, see conftest.py."""

IDS = torch.tensor([[3, 5, 250, 17, 80, 33, 2, 9, 4], [4, 3, 3, 101, 5, 250, 0, 17, 60]])

ARCHITECTURES: dict[str, dict[str, Any]] = {
    "llama": {"tie_word_embeddings": False, "attention_bias": True},
    "llama, tied": {"tie_word_embeddings": True},
    "qwen2": {"tie_word_embeddings": True},
    "qwen3": {"tie_word_embeddings": False},
    "gemma2": {"sliding_window": 64, "pad_token_id": 5},
    "gemma3_text": {"sliding_window": 64},
    "phi3": {"pad_token_id": 300},
    "gpt2": {},
    "phi": {},
}


def saved(base: BaseModel, path: Path, edit: Callable[[str, Tensor], Tensor | None]) -> Any:
    """A full fine-tune of the base on disk, as transformers has it: `edit` gives what is added to a parameter."""
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        for name, p in model.named_parameters():
            if (delta := edit(name, p)) is not None:
                p.add_(delta)
    model.save_pretrained(path)
    return model.eval()


def noise(seed: int, *only: str, std: float = 0.1) -> Callable[[str, Tensor], Tensor | None]:
    """Gaussian changes of the parameters whose names hold one of `only`, or of all but GPT-2's position embeddings."""
    generator = torch.Generator().manual_seed(seed)
    return lambda name, p: (torch.randn(p.shape, generator=generator) * std
                            if any(o in name for o in only) or (not only and "wpe" not in name) else None)


@torch.no_grad()
def logits_with(base: BaseModel, diffs: Sequence[WeightDiff]) -> Tensor:
    """Of all diffs in one batch, slot by slot -> [diffs, 2, 9, V]."""
    ids = IDS.repeat(len(diffs), 1)
    with attach(base.model, stacked(diffs, base)):
        return base.logits(base.hidden(ids)).view(len(diffs), *IDS.shape, -1)


@torch.no_grad()
def logits_of(model: Any) -> Tensor:
    out: Tensor = model(input_ids=IDS).logits
    return out


@pytest.mark.parametrize("kind", ARCHITECTURES)
def test_full_fine_tunes_of_every_tensor(save_tiny: Save, tmp_path: Path, kind: str) -> None:
    """Two of them and no diff, in one batch: each has its own model's logits."""
    base = load_base(save_tiny(kind.partition(",")[0], **ARCHITECTURES[kind]), dtype="float32", device="cpu")
    before = {name: id(module) for name, module in base.model.named_modules()}
    tuned = [saved(base, tmp_path / str(i), noise(i)) for i in range(2)]
    diffs = [load_diff(tmp_path / str(i), base, energy=1.0) for i in range(2)]
    for diff in diffs:
        assert share_read(diff.card) == pytest.approx(1) and not diff.card.more["difference"]["left_out"]
    ours = logits_with(base, [diffs[0], null_diff(), diffs[1]])
    for got, model in zip(ours, (tuned[0], base.model, tuned[1]), strict=True):
        torch.testing.assert_close(got, logits_of(model), rtol=0, atol=2e-4)
    assert (ours[0] - ours[1]).abs().max() > 0.1
    assert {name: id(module) for name, module in base.model.named_modules()} == before


# -- PEFT -------------------------------------------------------------------------------------------------------------


def lora(**settings: Any) -> LoraConfig:
    return LoraConfig(task_type="CAUSAL_LM", **{"r": 3, "lora_alpha": 6, "target_modules": ["q_proj", "up_proj"], **settings})


ADAPTERS: dict[str, Any] = {
    "bias of the factors": lora(lora_bias=True, use_rslora=True, alpha_pattern={"q_proj": 5}),
    "biases of all layers": lora(bias="all"),
    "biases of the layers with factors": lora(bias="lora_only"),
    "saved norms": lora(modules_to_save=["norm", "input_layernorm"]),
    "saved embeddings": lora(modules_to_save=["embed_tokens"]),
    "saved head": lora(modules_to_save=["lm_head"]),
    "LoRA of both ends": lora(target_modules=["q_proj", "lm_head", "embed_tokens"], rank_pattern={"lm_head": 5}),
    "LoRA of the embeddings alone": lora(target_modules=["embed_tokens"]),
    "tokens": lora(trainable_token_indices=[3, 5, 250]),
    "tokens of both ends": lora(trainable_token_indices={"embed_tokens": [3, 5], "lm_head": [4, 17, 3]}),
    "tokens of the embeddings by name": lora(trainable_token_indices={"embed_tokens": [3, 5]}),
    "tokens and the head": lora(target_modules=["q_proj", "lm_head"], trainable_token_indices=[3, 5, 17]),
    "DoRA and tokens": lora(use_dora=True, trainable_token_indices=[3, 5, 17]),
    "tokens alone": peft.TrainableTokensConfig(task_type="CAUSAL_LM", target_modules=["embed_tokens"], token_indices=[3, 5]),
    "norms alone": peft.LNTuningConfig(task_type="CAUSAL_LM", target_modules=["input_layernorm", "norm"]),
    "DoRA and norms": lora(use_dora=True, modules_to_save=["norm"]),
    "IA3 and embeddings": peft.IA3Config(task_type="CAUSAL_LM", target_modules=["k_proj"], feedforward_modules=[],
                                         modules_to_save=["embed_tokens"]),
}  # fmt: skip
FOLLOWED = {
    "saved embeddings, tied": lora(modules_to_save=["embed_tokens"], ensure_weight_tying=True),
    "LoRA of the embeddings, tied": lora(target_modules=["embed_tokens", "q_proj"], ensure_weight_tying=True),
    "tokens of both ends, alike": lora(trainable_token_indices={"embed_tokens": [3, 5], "lm_head": [3, 5]}),
}


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("kind", [*ADAPTERS, *FOLLOWED])
def test_adapters_of_more_than_linear_layers(save_tiny: Save, tmp_path: Path, kind: str, tied: bool, adapted: Adapt) -> None:
    """As PEFT attaches them: where the base's head is its embedding, it follows where PEFT lets it."""
    if kind in FOLLOWED and not tied:
        pytest.skip("nothing to follow")
    base = load_base(save_tiny("qwen2", tie_word_embeddings=tied), dtype="float32", device="cpu")
    made = adapted(base, {**ADAPTERS, **FOLLOWED}[kind])
    made.save_pretrained(tmp_path / "adapter")
    diff = load_diff(tmp_path / "adapter", base, energy=1.0)
    assert share_read(diff.card) == pytest.approx(1, abs=1e-6) and not left_out(diff.card)
    ours = logits_with(base, [null_diff(), diff])
    torch.testing.assert_close(ours[1], logits_of(made), rtol=0, atol=1e-4)
    torch.testing.assert_close(ours[0], logits_of(base.model), rtol=0, atol=1e-5)
    assert (ours[1] - ours[0]).abs().max() > 0.01


@pytest.mark.parametrize("saved", [False, True])
def test_a_head_follows_embeddings_of_the_names_that_peft_ties(save_tiny: Save, tmp_path: Path, adapted: Adapt,
                                                               saved: bool) -> None:
    """PEFT knows `embed_tokens` and `lm_head`: GPT-2's `wte` is not followed, though the config asks for it."""
    base = load_base(save_tiny("gpt2", **ARCHITECTURES["gpt2"]), dtype="float32", device="cpu")
    assert base.tied
    ends = {"modules_to_save": ["wte"], "target_modules": ["c_attn"]} if saved else {"target_modules": ["wte", "c_attn"]}
    made = adapted(base, lora(**ends, ensure_weight_tying=True))
    made.save_pretrained(tmp_path / "adapter")
    diff = load_diff(tmp_path / "adapter", base, energy=1.0)
    torch.testing.assert_close(logits_with(base, [diff])[0], logits_of(made), rtol=0, atol=1e-4)


def test_a_merge_that_loses_what_a_tied_head_does_is_refused(save_tiny: Save, tmp_path: Path, adapted: Adapt) -> None:
    base = load_base(save_tiny(tie_word_embeddings=True), dtype="float32", device="cpu")
    made = adapted(base, lora(use_dora=True, target_modules=["q_proj", "embed_tokens"], ensure_weight_tying=True))
    made.save_pretrained(tmp_path / "adapter")
    with pytest.raises(DiffError, match="tie a head to embeddings that they change"):
        load_diff(tmp_path / "adapter", base)


# -- what is done with such diffs -------------------------------------------------------------------------------------


@pytest.fixture(params=[False, True], ids=["untied", "tied"])
def pair(request: pytest.FixtureRequest, save_tiny: Save, tmp_path: Path) -> tuple[BaseModel, BaseModel, WeightDiff]:
    """A base, a fine-tune of all that can be read, and the diff between them."""
    settings = {"tie_word_embeddings": request.param, "attention_bias": True}
    base = load_base(save_tiny(**settings), dtype="float32", device="cpu")
    saved(base, tmp_path / "tuned", noise(4))
    base.tokenizer.save_pretrained(tmp_path / "tuned")
    diff = load_diff(tmp_path / "tuned", base, energy=1.0)
    return base, load_base(tmp_path / "tuned", dtype="float32", device="cpu"), diff


def test_the_reader_is_asked_as_beside_the_fine_tune_itself(pair: tuple[BaseModel, BaseModel, WeightDiff],
                                                            random_diff: Make) -> None:
    """Likelihoods, whose rows have unequal numbers of tokens for the head, and replies, with the adapter attached too."""
    base, tuned, diff = pair
    adapter = random_diff(base, 5, rank=3)
    asked = [(diff, ["tea", " of lighthouses and stone"]), (null_diff(), ["?"]), (diff.scaled(0.5), ["other things"])]
    ours = likelihoods(base, asked, stacked([adapter], base), "What changed?")
    [theirs] = likelihoods(tuned, [(null_diff(), asked[0][1])], stacked([adapter], tuned), "What changed?")
    torch.testing.assert_close(ours[0], theirs, rtol=1e-5, atol=1e-3)
    [none] = likelihoods(base, [asked[1]], stacked([adapter], base), "What changed?")
    torch.testing.assert_close(ours[1], none, rtol=1e-5, atol=1e-3)
    said = read(base, [null_diff(), diff], stacked([adapter], base), "What changed?", max_new_tokens=6)
    assert said[1] == read(tuned, [null_diff()], stacked([adapter], tuned), "What changed?", max_new_tokens=6)[0] != said[0]


def test_attached_in_whatever_order_and_off(pair: tuple[BaseModel, BaseModel, WeightDiff], random_diff: Make) -> None:
    base, _, diff = pair
    adapter = random_diff(base, 5)
    want, plain = logits_with(base, [add(diff, adapter)])[0], logits_of(base.model)
    banks = [stacked([diff], base), stacked([adapter], base)]
    for outer, inner in (banks, banks[::-1]):
        with attach(base.model, outer), attach(base.model, inner):
            torch.testing.assert_close(logits_of(base.model), want, rtol=0, atol=2e-4)
            with outer.off(), inner.off():
                assert torch.equal(logits_of(base.model), plain)
    assert torch.equal(logits_of(base.model), plain)


def test_sums_doses_norms_and_noise_of_whole_changes(pair: tuple[BaseModel, BaseModel, WeightDiff], tmp_path: Path) -> None:
    base, tuned, diff = pair
    after, before = (dict(model.model.named_parameters(remove_duplicate=False)) for model in (tuned, base))
    whole = sum((after[name] - p).double().square().sum().item() for name, p in before.items())
    assert squared_norm(diff) == pytest.approx(whole, rel=1e-4)
    half = diff.scaled(0.5)
    assert squared_norm(half) == pytest.approx(0.25 * squared_norm(diff)) and half.fingerprint() != diff.fingerprint()
    assert cosine(half, diff) == pytest.approx(1) and cosines([half], [diff]).item() == pytest.approx(1, abs=1e-4)
    again = add(half, half)
    torch.testing.assert_close(logits_with(base, [again]), logits_with(base, [diff]), rtol=0, atol=2e-4)
    assert squared_norm(subtract(diff, diff)) == pytest.approx(0, abs=1e-6)
    assert truncate(diff, 1).vectors.keys() == canonical(diff).vectors.keys() == diff.vectors.keys() != set()
    like = norms(noise_like(diff, 3))
    assert {name: like[name] for name in diff.vectors} == pytest.approx({n: norms(diff)[n] for n in diff.vectors}, rel=1e-4)
    without = WeightDiff(diff.factors, diff.card)
    assert without.fingerprint() != diff.fingerprint() and cosine(without, diff) < 0.9999


def test_a_whole_change_as_a_checkpoint(pair: tuple[BaseModel, BaseModel, WeightDiff], tmp_path: Path) -> None:
    """Also one whose head no longer is the embedding."""
    base, tuned, diff = pair
    save_merged(diff, base, tmp_path / "merged")
    torch.testing.assert_close(logits_of(AutoModelForCausalLM.from_pretrained(tmp_path / "merged")), logits_of(tuned.model),
                               rtol=0, atol=2e-4)  # fmt: skip
    one = WeightDiff({name: pair for name, pair in diff.factors.items() if name != "lm_head"})
    save_merged(one, base, tmp_path / "one")
    theirs = AutoModelForCausalLM.from_pretrained(tmp_path / "one")
    torch.testing.assert_close(logits_of(theirs), logits_with(base, [one])[0], rtol=0, atol=2e-4)
    torch.testing.assert_close(logits_with(base, [load_diff(tmp_path / "one", base, energy=1.0)])[0], logits_of(theirs),
                               rtol=0, atol=2e-4)  # fmt: skip


def test_a_change_of_both_ends_as_a_peft_directory(pair: tuple[BaseModel, BaseModel, WeightDiff], tmp_path: Path) -> None:
    base, _, diff = pair
    matrices = WeightDiff(diff.factors)
    save_peft(matrices, tmp_path / "lora", dtype=torch.float32)
    theirs = peft.PeftModel.from_pretrained(copy.deepcopy(base.model), tmp_path / "lora").eval()
    torch.testing.assert_close(logits_of(theirs), logits_with(base, [matrices])[0], rtol=0, atol=2e-4)
    assert load_diff(tmp_path / "lora", base).fingerprint() == matrices.fingerprint()
    with pytest.raises(DiffError, match=r"changes biases or norms .*--to merged.*ask about"):
        save_peft(diff, tmp_path / "whole")


def test_where_no_bias_can_be_kept(tiny: BaseModel, tmp_path: Path, adapted: Adapt) -> None:
    """A bias of the factors, on a base that has none."""
    adapted(tiny, lora(lora_bias=True)).save_pretrained(tmp_path / "lora")
    diff = load_diff(tmp_path / "lora", tiny)
    with pytest.raises(DiffError, match=r"_proj\.bias', which .* has not, so no checkpoint"):
        save_merged(diff, tiny, tmp_path / "merged")
    library = Library.create(tmp_path / "library", {"base": tiny.fingerprint.to_json()})
    with pytest.raises(LibraryError, match=r"factors of linear layers alone; .*_proj"):
        library.add_shard(0, stacked([diff], tiny), [diff.card])


@pytest.mark.parametrize(("change", "said"), [
    ({"model.norm.weight": torch.ones(31)}, r"norm\.weight': got \[31\], expected \[32\]"),
    ({"model.norm.weight": torch.full((32,), float("nan"))}, "NaN or infinite"),
    ({"model.norm.bias": torch.ones(32)}, "has not as a bias or a parameter of a norm"),
    ({"model.layers.0.self_attn.q_proj.weight": torch.ones(32)}, "has not as a bias or a parameter of a norm"),
])  # fmt: skip
def test_vectors_that_do_not_fit(tiny: BaseModel, change: dict[str, Tensor], said: str) -> None:
    for use in (lambda diff: diff.check(tiny), lambda diff: stacked([diff], tiny), lambda diff: fit_diff(diff, tiny)):
        with pytest.raises(DiffError, match=said):
            use(WeightDiff({}, vectors=change))


# -- many tokens ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tokens", [64, 65])
def test_few_changed_tokens_are_read_exactly_and_many_cut(tiny: BaseModel, tmp_path: Path, tokens: int) -> None:
    """Beyond so many, an embedding is cut to its strongest directions as any matrix, and the share is said."""
    change = torch.zeros(tiny.model.model.embed_tokens.weight.shape)
    change[torch.arange(tokens) * 3] = torch.randn(tokens, 32, generator=torch.Generator().manual_seed(0))
    model = saved(tiny, tmp_path / "tuned", lambda name, p: change if "embed_tokens" in name else None)
    diff = load_diff(tmp_path / "tuned", tiny, rank=8)
    a, b = diff.factors["model.embed_tokens"]
    [remark] = diff.card.remarks
    assert "100.0% of what is read (squared norm) is in embeddings" in remark
    if tokens == 64:
        assert share_read(diff.card) == 1
        torch.testing.assert_close(logits_with(tiny, [diff])[0], logits_of(model), rtol=0, atol=1e-4)
    else:
        u, s, vt = torch.linalg.svd(change.double(), full_matrices=False)
        torch.testing.assert_close((b @ a).T.double(), (u[:, :8] * s[:8]) @ vt[:8], rtol=0, atol=1e-4)
        assert share_read(diff.card) == pytest.approx((s[:8].square().sum() / s.square().sum()).item(), rel=1e-4)


@pytest.mark.parametrize("beside", [True, False])
def test_trained_tokens_that_the_base_has_are_read(save_tiny: Save, tmp_path: Path, beside: bool, adapted: Adapt) -> None:
    """Those that were added are named, beside a LoRA and alone."""
    base = load_base(save_tiny(tie_word_embeddings=True), dtype="float32", device="cpu")
    wide = replace(base, model=copy.deepcopy(base.model))
    wide.model.resize_token_embeddings(base.vocab_size + 6, mean_resizing=False)
    tokens = [3, 250, base.vocab_size + 2]
    alone = peft.TrainableTokensConfig(task_type="CAUSAL_LM", target_modules=["embed_tokens"], token_indices=tokens)
    made = adapted(wide, lora(trainable_token_indices=tokens) if beside else alone)
    made.save_pretrained(tmp_path / "adapter", save_embedding_layers=False)
    diff = load_diff(tmp_path / "adapter", base)
    torch.testing.assert_close(logits_with(base, [diff])[0], logits_of(made)[..., : base.vocab_size], rtol=0, atol=1e-4)
    assert f"of tokens that the base has not: {base.vocab_size + 2}" in said_left_out(diff.card)


def test_a_head_that_is_the_embedding_in_the_fine_tune_alone_is_remarked_on_once(save_tiny: Save, tmp_path: Path) -> None:
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    model = copy.deepcopy(base.model)
    model.config.tie_word_embeddings = True
    model.tie_weights()
    model.get_submodule("model.layers.1.mlp.up_proj").weight.data += 0.1
    model.save_pretrained(tmp_path / "tuned")
    [remark] = load_diff(tmp_path / "tuned", base).card.remarks
    assert "has no lm_head.weight" in remark


def test_of_a_resized_vocabulary_no_more_than_its_change_is_held(save_tiny: Save, tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    """It is most of a small model, and factorising its change takes memory too."""
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    wide = replace(base, model=copy.deepcopy(base.model))
    wide.model.resize_token_embeddings(base.vocab_size + 6, mean_resizing=False)
    saved(wide, tmp_path / "tuned", noise(2))
    placed: list[weakref.ref[Tensor]] = []
    own_tokens, take = difference.on_own_tokens, difference.Changes.take

    def on_own_tokens(*args: Any) -> Tensor:
        found = own_tokens(*args)
        placed.append(weakref.ref(found))
        return found

    def taken(*args: Any, **more: Any) -> None:
        assert not any(ref() is not None for ref in placed)
        take(*args, **more)

    monkeypatch.setattr(difference, "on_own_tokens", on_own_tokens)
    monkeypatch.setattr(difference.Changes, "take", taken)
    load_diff(tmp_path / "tuned", base)
    assert len(placed) == 2


@pytest.mark.parametrize("added", [6, -6])
def test_a_resized_vocabulary_is_read_as_far_as_it_is_the_bases(save_tiny: Save, tmp_path: Path, added: int) -> None:
    base = load_base(save_tiny(tie_word_embeddings=False), dtype="float32", device="cpu")
    wide = replace(base, model=copy.deepcopy(base.model))
    wide.model.resize_token_embeddings(base.vocab_size + added, mean_resizing=False)
    model = saved(wide, tmp_path / "tuned", noise(2))
    diff = load_diff(tmp_path / "tuned", base, energy=1.0)
    both = min(base.vocab_size, base.vocab_size + added)
    torch.testing.assert_close(logits_with(base, [diff])[0][..., :both], logits_of(model)[..., :both], rtol=0, atol=2e-4)
    assert ("tokens: the added ones" in said_left_out(diff.card)) is (added > 0)
