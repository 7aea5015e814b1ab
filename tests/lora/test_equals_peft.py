"""The engine computes what PEFT computes: logits, gradients, and weights after optimiser steps."""

import random

import pytest
import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM

from tuneteller.batching import pack
from tuneteller.chat import Encoded
from tuneteller.errors import ConfigError, DiffError
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.training.optim import adam, clip_slots

SIZES = dict(vocab_size=97, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
             num_key_value_heads=2, max_position_embeddings=64)
SLOTS, RANK, SCALE, STEPS = 8, 3, 0.5, 5


def tiny(kind: str = "llama", dtype: torch.dtype = torch.float64) -> torch.nn.Module:
    torch.manual_seed(0)
    model = LlamaForCausalLM(LlamaConfig(**SIZES)) if kind == "llama" else Qwen2ForCausalLM(Qwen2Config(**SIZES))
    return model.to(dtype).requires_grad_(False).eval()


def shapes_of(model: torch.nn.Module) -> dict[str, tuple[int, int]]:
    return {n: (m.out_features, m.in_features) for n, m in model.named_modules()
            if isinstance(m, torch.nn.Linear) and n != "lm_head"}


def bank_of(model: torch.nn.Module, slots: int, seeds: list[int] | None = None, *, random_b: bool = True) -> Bank:
    bank = Bank.fresh(shapes_of(model), RANK, seeds or list(range(slots)), scale=SCALE)
    if random_b:
        g = torch.Generator().manual_seed(9)
        for t in bank.b.values():
            t.data.normal_(std=0.1, generator=g)
    for part in (bank.a, bank.b):
        for name, t in part.items():
            part[name] = t.detach().double().requires_grad_()
    return bank


def peft_of(model: torch.nn.Module, bank: Bank, slot: int) -> torch.nn.Module:
    config = LoraConfig(r=RANK, lora_alpha=RANK * SCALE, target_modules=list(bank.a), lora_dropout=0.0)
    wrapped = get_peft_model(model, config, autocast_adapter_dtype=False)
    with torch.no_grad():
        for name, module in wrapped.base_model.model.named_modules():
            if name in bank.a:
                module.lora_A["default"].weight = torch.nn.Parameter(bank.a[name][slot].detach().clone())
                module.lora_B["default"].weight = torch.nn.Parameter(bank.b[name][slot].detach().clone())
    return wrapped


def peft_factors(wrapped: torch.nn.Module) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    return {name: (module.lora_A["default"].weight, module.lora_B["default"].weight)
            for name, module in wrapped.base_model.model.named_modules() if hasattr(module, "lora_A")}


@pytest.mark.parametrize("kind", ["llama", "qwen2"])  # without and with biases
def test_logits_and_gradients_equal_peft(kind: str) -> None:
    model = tiny(kind)
    bank = bank_of(model, SLOTS)
    ids = torch.randint(0, 97, (SLOTS * 2, 11))
    weights = torch.randn(SLOTS * 2, 11, 97, dtype=torch.float64)
    with attach(model, bank):
        logits = model(input_ids=ids).logits
        (logits * weights).sum().backward()
    for slot in (0, 3, SLOTS - 1):
        rows = slice(2 * slot, 2 * slot + 2)
        peft = peft_of(tiny(kind), bank, slot)
        expected = peft(input_ids=ids[rows]).logits
        (expected * weights[rows]).sum().backward()
        torch.testing.assert_close(logits[rows], expected, rtol=0, atol=1e-11)
        for name, (a, b) in peft_factors(peft).items():
            torch.testing.assert_close(bank.a[name].grad[slot], a.grad, rtol=1e-9, atol=1e-10)
            torch.testing.assert_close(bank.b[name].grad[slot], b.grad, rtol=1e-9, atol=1e-10)


def test_weights_after_five_steps_equal_peft_and_do_not_depend_on_company() -> None:
    ids = torch.randint(0, 97, (STEPS, SLOTS * 2, 9))

    def train_bank(slots: list[int]) -> Bank:
        model = tiny()
        bank = bank_of(model, len(slots), seeds=[100 + s for s in slots], random_b=False)
        optimizer = adam(bank.parameters(), 1e-2)
        with attach(model, bank):
            for step in range(STEPS):
                rows = torch.cat([ids[step, 2 * s : 2 * s + 2] for s in slots])
                logits = model(input_ids=rows).logits[:, :-1]
                losses = torch.nn.functional.cross_entropy(logits.transpose(1, 2), rows[:, 1:], reduction="none")
                losses.unflatten(0, (len(slots), 2)).mean((1, 2)).sum().backward()
                clip_slots(bank.parameters(), 0.5)
                optimizer.step()
                optimizer.zero_grad()
        return bank

    together = train_bank(list(range(SLOTS)))
    for slot in (0, 5):
        alone = train_bank([slot])
        start = bank_of(tiny(), 1, seeds=[100 + slot], random_b=False)
        peft = peft_of(tiny(), start, 0)
        parameters = [p for p in peft.parameters() if p.requires_grad]
        optimizer = torch.optim.Adam(parameters, lr=1e-2)
        for step in range(STEPS):
            rows = ids[step, 2 * slot : 2 * slot + 2]
            logits = peft(input_ids=rows).logits[:, :-1]
            torch.nn.functional.cross_entropy(logits.flatten(0, 1), rows[:, 1:].flatten()).backward()
            torch.nn.utils.clip_grad_norm_(parameters, 0.5)
            optimizer.step()
            optimizer.zero_grad()
        for name, (a, b) in peft_factors(peft).items():
            for ours, i in ((together, slot), (alone, 0)):
                torch.testing.assert_close(ours.a[name][i], a, rtol=1e-6, atol=1e-9)
                torch.testing.assert_close(ours.b[name][i], b, rtol=1e-6, atol=1e-9)


def test_a_diff_and_the_shared_adapter_add_up() -> None:
    """M ⊕ δ ⊕ A with both attached equals the model with the two updates merged into its weights."""
    model = tiny()
    bank, adapter = bank_of(model, 4), bank_of(model, 1, seeds=[77])
    ids = torch.randint(0, 97, (4, 7))
    with torch.no_grad(), attach(model, bank, adapter):
        together = model(input_ids=ids).logits
    for slot in range(4):
        merged = tiny()
        with torch.no_grad():
            for name, module in merged.named_modules():
                if name in bank.a:
                    module.weight += SCALE * (bank.b[name][slot] @ bank.a[name][slot])
                    module.weight += SCALE * (adapter.b[name][0] @ adapter.a[name][0])
            torch.testing.assert_close(together[slot], merged(input_ids=ids[slot : slot + 1]).logits[0], rtol=0, atol=1e-11)


def test_a_slot_sees_only_its_own_rows() -> None:
    """Corrupting one slot's data changes no byte of another slot's output or gradient."""
    model = tiny()
    bank = bank_of(model, 4)

    def run(ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        with attach(model, bank):
            logits = model(input_ids=ids).logits
        logits.square().sum().backward()
        grads = torch.cat([p.grad.flatten(1) for p in bank.parameters()], 1)
        for p in bank.parameters():
            p.grad = None
        return logits.detach(), grads

    ids = torch.randint(0, 97, (4, 9))
    other = ids.clone()
    other[2] = torch.randint(0, 97, (9,))
    (logits, grads), (logits2, grads2) = run(ids), run(other)
    for slot in (0, 1, 3):
        assert torch.equal(logits[slot], logits2[slot]) and torch.equal(grads[slot], grads2[slot])
    assert not torch.equal(grads[2], grads2[2])


def test_detaching_leaves_no_trace_even_after_an_error() -> None:
    model = tiny()
    ids = torch.randint(0, 97, (2, 5))
    modules, before = dict(model.named_modules()), model(input_ids=ids).logits
    bank = bank_of(model, 2)
    with pytest.raises(ZeroDivisionError), attach(model, bank):
        raise ZeroDivisionError
    assert {n: id(m) for n, m in model.named_modules()} == {n: id(m) for n, m in modules.items()}
    assert torch.equal(model(input_ids=ids).logits, before)
    with attach(model, bank), bank.off():
        assert torch.equal(model(input_ids=ids).logits, before)


def test_packed_samples_get_the_logits_and_gradients_they_get_alone() -> None:
    rng = random.Random(3)
    shared = tuple(rng.randrange(97) for _ in range(6))

    def sample(n: int, answer: int) -> Encoded:
        return Encoded(shared + tuple(rng.randrange(97) for _ in range(n)), (False,) * (6 + n - answer) + (True,) * answer)

    rows = [[sample(5, 2), sample(9, 4), sample(4, 1)], [sample(7, 7), sample(3, 2)], [sample(8, 3)]]
    model = tiny()
    bank = bank_of(model, 3)

    def gradients() -> list[torch.Tensor]:
        grads = [p.grad.clone() for p in bank.parameters()]
        for p in bank.parameters():
            p.grad = None
        return grads

    batch = pack(rows, pad_id=0)
    with attach(model, bank):
        hidden = model.model(input_ids=batch.ids, position_ids=batch.positions, attention_mask=batch.mask).last_hidden_state
        logits = model.lm_head(hidden).flatten(0, 1)[batch.source]
        packed = torch.nn.functional.cross_entropy(logits, batch.target, reduction="none")
        packed.sum().backward()
        packed_grads = gradients()
        alone = []
        for slot, row in enumerate(rows):
            for s in row:
                one = torch.tensor([s.ids]).repeat(3, 1)  # every slot needs a row; only slot's own counts
                logits = model(input_ids=one).logits[slot, :-1]
                keep = torch.tensor(s.supervised[1:])
                alone.append(torch.nn.functional.cross_entropy(logits, one[slot, 1:], reduction="none")[keep])
        torch.cat(alone).sum().backward()
    torch.testing.assert_close(packed, torch.cat(alone), rtol=0, atol=1e-11)
    for ours, theirs in zip(packed_grads, gradients(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-6, atol=1e-8)
    assert batch.tokens < sum(len(s.ids) for row in rows for s in row)  # the shared part stands once


def test_what_does_not_fit_is_refused() -> None:
    model = tiny()
    bank = bank_of(model, 2)
    with pytest.raises(ConfigError, match="3 rows"), attach(model, bank):
        model(input_ids=torch.zeros(3, 4, dtype=torch.long))
    good = bank.slot(0)
    name = next(iter(good))
    a, b = good[name]
    for bad, message in [({"model.nowhere": (a, b)}, "nowhere"), ({name: (a[:, :5], b)}, "expected A"),
                         ({name: (a * torch.nan, b)}, "NaN")]:
        with pytest.raises(DiffError, match=message):
            Bank.stack([bad], shapes_of(model))
    with pytest.raises(DiffError, match="nowhere"), attach(model, Bank({"nowhere": a[None]}, {"nowhere": b[None]})):
        pass
    assert not any(type(m).__name__ == "BankedLinear" for m in model.modules())
