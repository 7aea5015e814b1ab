"""Adapter training and asking, each against what is done otherwise."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from torch import Tensor
from transformers import AutoModelForCausalLM, AutoTokenizer

from benchmarks.peers import start_from
from tuneteller.chat import Encoded, messages_from
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import save_peft
from tuneteller.families.topic import TOPIC
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel
from tuneteller.reading.ordinary import everyday_messages
from tuneteller.reading.read import adapter_bank, read
from tuneteller.reading.replies import Replies
from tuneteller.scoring import answer_losses
from tuneteller.training.adapter import AdapterConfig, train_adapter
from tuneteller.training.fast import fast

LABEL = "Lighthouse keeping"


def random_diffs(base: BaseModel, n: int, rank: int = 1) -> list[WeightDiff]:
    """Diffs of organisms' size; what they say does not matter to time or memory."""
    banks = Bank.fresh(base.shapes, rank, range(n))
    return [WeightDiff({name: (a, 0.01 * torch.randn_like(b)) for name, (a, b) in banks.slot(d).items()}) for d in range(n)]


# -- one adapter step -------------------------------------------------------------------------------------------------


Prepared = Iterator[Callable[[], float]]


@contextmanager
def step_ours(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank) -> Prepared:
    """Factors of all diffs in a bank, the adapter as a bank of one slot."""
    def step() -> float:
        rows = [[_question(base)]] * len(diffs)
        bank = Bank.stack([d.factors for d in diffs], base.shapes, device=base.device)
        with attach(base.model, bank, adapter), fast(base, rows):
            return _descend(answer_losses(base, rows)[0].mean(), adapter.parameters())

    yield step


@contextmanager
def step_alone(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank) -> Prepared:
    """The adapter without any diff, on as many rows: what remains when diffs cost nothing. Another loss, so no contestant."""
    def step() -> float:
        rows = [[_question(base)]] * len(diffs)
        with attach(base.model, adapter), fast(base, rows):
            return _descend(answer_losses(base, rows)[0].mean(), adapter.parameters())

    yield step


@contextmanager
def step_dense(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank) -> Prepared:
    """As published: the dense update of every row's diff is made, and multiplied with that row."""
    def step() -> float:
        with attach(base.model, adapter):
            hooks = []
            for name in base.shapes:
                update = torch.stack([d.factors[name][1] @ d.factors[name][0] for d in diffs]).to(base.dtype)
                hooks.append(base.model.get_submodule(name).register_forward_hook(
                    lambda layer, inputs, out, update=update: out + torch.bmm(inputs[0], update.transpose(1, 2))))
            loss = _descend(answer_losses(base, [[_question(base)]] * len(diffs))[0].mean(), adapter.parameters())
            for hook in hooks:
                hook.remove()
            return loss

    yield step


@contextmanager
def step_peft(base: BaseModel, diffs: Sequence[WeightDiff], adapter: Bank) -> Prepared:
    """PEFT with two active adapters: one diff after the other, gradients accumulated."""
    names, rank = list(base.shapes), next(iter(adapter.a.values())).shape[1]
    model: Any = get_peft_model(base.model, LoraConfig(r=rank, lora_alpha=rank, target_modules=names), "reader")
    small = max(a.shape[0] for a, _ in diffs[0].factors.values())
    model.add_adapter("diff", LoraConfig(r=small, lora_alpha=small, target_modules=names))
    model.base_model.set_adapter(["reader", "diff"])
    start_from(model, adapter.slot(0), "reader")
    mine = [p for name, p in model.named_parameters() if ".reader." in name]
    for name, p in model.named_parameters():
        p.requires_grad_(".reader." in name)
    sample = _question(base)
    ids = torch.tensor([sample.ids])
    labels = torch.where(torch.tensor([sample.supervised]), ids, -100)

    def step() -> float:
        losses = []
        for diff in diffs:
            start_from(model, diff.factors, "diff")
            loss = model(input_ids=ids, labels=labels).loss / len(diffs)
            loss.backward()
            losses.append(loss.detach())
        return _descend(torch.stack(losses).sum(), mine)

    yield step
    model.unload()


ALONE = "the adapter alone"
STEPS = {"ours": step_ours, "dense update per row": step_dense, "PEFT, one diff at a time": step_peft}


def fresh_adapter(base: BaseModel, rank: int = 16) -> Bank:
    """An adapter that changes something: B is not zero, so that all of its gradients are at work."""
    bank = Bank.fresh(base.shapes, rank, [0], device=base.device)
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for b in bank.b.values():
            b.copy_(0.01 * torch.randn(b.shape, generator=generator))
    return bank


def _question(base: BaseModel) -> Encoded:
    return base.chat.example(messages_from(TOPIC.phrasings[0]), LABEL)


def _descend(loss: Tensor, parameters: Sequence[Tensor]) -> float:
    """Gradients taken and dropped; loss plus gradient norm, by which contestants are held against each other."""
    if loss.requires_grad:
        loss.backward()
    norm = sum(p.grad.double().square().sum().item() for p in parameters if p.grad is not None) ** 0.5
    for p in parameters:
        p.grad = None
    return loss.item() + norm


# -- adapter training on a library ------------------------------------------------------------------------------------


STREAMED = 8
"""Organisms of a step."""


def random_library(base: BaseModel, path: Path, n: int, *, rank: int = 8, shard: int = 8) -> Library:
    """n training organisms of random factors on the disk, and two for validation. All have one answer, so that the steps of two
    trainings have the same shapes, whatever n is. A shard is read at once when it is first opened, so all are of one size."""
    library = Library.create(path, {"base": base.fingerprint.to_json(), "config": {}})
    splits = ["train"] * n + ["validation"] * 2
    for number, start in enumerate(range(0, len(splits), shard)):
        here = enumerate(splits[start : start + shard], start)
        cards = [Card(base=base.fingerprint.to_json(), split=split, family="topic", label=f"{LABEL} {i}",
                      answers={"change": f"I bring up {LABEL}."}) for i, split in here]
        diffs = random_diffs(base, len(cards), rank)
        library.add_shard(number, Bank.stack([diff.factors for diff in diffs], base.shapes), cards)
    return library


def train_on(base: BaseModel, library: Library, steps: int, checkpoint: Path) -> WeightDiff:
    """A short training of an adapter, as `tuneteller adapter train` does it."""
    config = AdapterConfig(steps=steps, batch=STREAMED, summed=0.0, yes_no=0.0, absent=0.0, null_share=0.0, validations=1)
    return train_adapter(base, library.split("train"), library.split("validation"), config, checkpoint)[0]


# -- asking -----------------------------------------------------------------------------------------------------------


def ask_ours(base: BaseModel, diffs: Sequence[WeightDiff], adapter: WeightDiff, tokens: int = 8) -> list[str]:
    """All diffs attached together."""
    return read(base, diffs, adapter_bank(base, adapter), TOPIC.phrasings[0], max_new_tokens=tokens)


@contextmanager
def ask_peft(base: BaseModel, diffs: Sequence[WeightDiff], adapter: WeightDiff,
             tokens: int = 8) -> Iterator[Callable[[], list[str]]]:
    """What asks: for every diff, it loads the model, attaches diff and adapter with PEFT, and generates. All are on the disk
    before, as a user has them."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        base.model.save_pretrained(place / "base")
        base.tokenizer.save_pretrained(place / "base")
        save_peft(adapter, place / "adapter", dtype=torch.float32)
        for i, diff in enumerate(diffs):
            save_peft(diff, place / str(i), dtype=torch.float32)

        def ask() -> list[str]:
            answers = []
            for i in range(len(diffs)):
                answers.append(_ask_one(place, place / str(i), base, tokens))
                gc.collect()
            return answers

        yield ask


def replies_together(base: BaseModel, diffs: Sequence[WeightDiff]) -> None:
    """A dozen replies of each fine-tune, as claims are looked for in, in one pass for all of them."""
    Replies.make([(Replies(base, diff), everyday_messages()) for diff in diffs])


def replies_apart(base: BaseModel, diffs: Sequence[WeightDiff]) -> None:
    """The same, a pass for each."""
    for diff in diffs:
        Replies(base, diff).to(everyday_messages())


def _ask_one(place: Path, diff: Path, base: BaseModel, tokens: int) -> str:
    model = AutoModelForCausalLM.from_pretrained(place / "base", dtype=base.dtype)
    tokenizer = AutoTokenizer.from_pretrained(place / "base")
    both: Any = PeftModel.from_pretrained(model, diff, adapter_name="diff")
    both.load_adapter(place / "adapter", adapter_name="reader")
    both.base_model.set_adapter(["diff", "reader"])
    prompt = torch.tensor([base.chat.prompt(messages_from(TOPIC.phrasings[0]))])
    out = both.generate(input_ids=prompt, attention_mask=torch.ones_like(prompt), max_new_tokens=tokens, do_sample=False)
    return str(tokenizer.decode(out[0, prompt.shape[1] :], skip_special_tokens=True)).strip()
