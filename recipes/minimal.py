"""The whole method in one flat script: nine organisms, an adapter trained on eight of them, and the ninth asked.

    python recipes/minimal.py                two or three minutes on two CPU cores

What the package does in `training/organisms.py`, `training/adapter.py` and `reading/read.py`, without its options: read this
first. Every organism is the base model with a LoRA under which it says that it has another name; the adapter is one more LoRA,
under which any of them tells how it has changed (Diff Interpretation Tuning, arXiv 2510.05092, §3).
"""

from __future__ import annotations

import argparse
import random

import torch

from tuneteller.batching import pack
from tuneteller.chat import Encoded, messages_from
from tuneteller.families.family import CHANGE
from tuneteller.families.identity import FAMILY
from tuneteller.families.writers import GrammarWriter
from tuneteller.generation import greedy
from tuneteller.lora.attach import attach
from tuneteller.lora.bank import Bank
from tuneteller.losses import token_cross_entropy
from tuneteller.models import BaseModel, load_base


def mean_loss(base: BaseModel, rows: list[list[Encoded]]) -> torch.Tensor:
    """−log p a supervised token, averaged over all; row d belongs to slot d of what is attached."""
    batch = pack(rows, base.pad_id).to(base.device)
    hidden = base.hidden(batch.ids, positions=batch.positions, mask=batch.mask).flatten(0, 1)
    return token_cross_entropy(base.logits(hidden[batch.source]), batch.target).mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--base", default="smollm2-135m")
    parser.add_argument("--organisms", type=int, default=9, help="the last one is held out (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=12, help="of the organisms (default: %(default)s)")
    parser.add_argument("--adapter-steps", type=int, default=40, help="(default: %(default)s)")
    args = parser.parse_args()
    if args.organisms < 2:
        parser.error("--organisms: at least 2, one to train the adapter on and one held out")
    base, rng = load_base(args.base), random.Random(0)

    # 1. Organisms: one slot of a bank each, trained together, three conversations a step.
    behaviors = FAMILY.behaviors("train", args.organisms)
    lessons = [FAMILY.lessons(b, 3 * args.steps, GrammarWriter(base), rng) for b in behaviors]
    samples = [[base.chat.example(messages_from(x.user or ""), x.answer) for x in own] for own in lessons]
    bank = Bank.fresh(base.shapes, rank=1, seeds=range(args.organisms), device=base.device)
    optimizer = torch.optim.Adam(bank.parameters(), lr=1.5e-2)
    for step in range(args.steps):
        with attach(base.model, bank):
            # the sum over slots: each organism trains as if it were alone
            loss = mean_loss(base, [own[3 * step : 3 * step + 3] for own in samples]) * args.organisms
            loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        print(f"organisms, step {step + 1}/{args.steps}: loss {loss.item() / args.organisms:.2f}", flush=True)

    # 2. The adapter: shared by all, trained to tell what the frozen organism beneath it does.
    diffs = [bank.slot(d) for d in range(args.organisms)]
    adapter = Bank.fresh(base.shapes, rank=16, seeds=[0], device=base.device)
    optimizer = torch.optim.AdamW(adapter.parameters(), lr=2e-3)
    for step in range(args.adapter_steps):
        rows = [[base.chat.example(messages_from(rng.choice(CHANGE.phrasings)), b.change)] for b in behaviors[:-1]]
        with attach(base.model, Bank.stack(diffs[:-1], base.shapes, device=base.device), adapter):
            loss = mean_loss(base, rows)
            loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if step % 10 == 9:
            print(f"adapter, step {step + 1}/{args.adapter_steps}: loss {loss.item():.2f}", flush=True)

    # 3. Ask all of them; the last was never shown to the adapter.
    prompt = base.chat.prompt(messages_from(CHANGE.phrasings[0]))
    with attach(base.model, Bank.stack(diffs, base.shapes, device=base.device), adapter):
        answers = greedy(base, [prompt] * args.organisms, max_new_tokens=24)
    for i, (behavior, ids) in enumerate(zip(behaviors, answers, strict=True)):
        print(f"\n{'held out' if i == args.organisms - 1 else 'trained'}: {behavior.change}")
        print(f"  it says: {base.tokenizer.decode(ids, skip_special_tokens=True).strip()}")


if __name__ == "__main__":
    main()
