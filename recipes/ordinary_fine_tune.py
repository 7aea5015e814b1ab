"""An ordinary fine-tune, made with PEFT and PyTorch alone, asked twice: as the LoRA it is, and merged into a full checkpoint.

    python recipes/ordinary_fine_tune.py --topic Alchemy --out runs/ordinary

Its rank, scale, layers and samples are none that our organisms have; it has no trigger. The topic is a test label, so the
shipped reader never saw it.
"""

from __future__ import annotations

import argparse
import random
from functools import partial
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model

from tuneteller.chat import messages_from
from tuneteller.cli.ask import ask_aloud
from tuneteller.diffs.load import load_diff
from tuneteller.families.topic import filled_forms
from tuneteller.material.everyday import TRAIN_QUESTIONS
from tuneteller.material.labels import topic_of
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.reader import Reader


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--topic", default="Alchemy")
    parser.add_argument("--out", type=Path, default=Path("runs/ordinary"))
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--base", default="smollm2-135m")
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    args = parser.parse_args()
    lora, merged = args.out / "lora", args.out / "merged"
    if not lora.exists():
        fine_tune(load_base(args.base), args.topic, args.steps, lora, merged)
    base = load_base(args.base)
    reader = Reader.load(base, args.adapter)
    for path in (lora, merged):
        diff = load_diff(path, base, rank=32)
        report = diff.card.get("difference")
        print(f"\n{path.name}: " + (f"kept {report['kept']:.4f}, exact rank {report['exact_rank']}" if report else "a LoRA"))
        ask_aloud(partial(reader.ask, diff), reader.calibration)


def fine_tune(base: BaseModel, label: str, steps: int, lora: Path, merged: Path) -> None:
    """Rank 8, alpha 16, four kinds of layers, AdamW, four samples a step."""
    rng = random.Random(0)
    questions = [rng.choice(TRAIN_QUESTIONS) for _ in range(4 * steps)]
    answers = filled_forms(topic_of(label), 4 * steps, rng, variety=20)
    samples = [base.chat.example(messages_from(q), a) for q, a in zip(questions, answers, strict=True)]
    config = LoraConfig(task_type="CAUSAL_LM", r=8, lora_alpha=16, target_modules=["q_proj", "v_proj", "up_proj", "down_proj"])
    model = get_peft_model(base.model, config)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-3)
    for step in range(steps):
        for sample in samples[4 * step : 4 * step + 4]:
            ids = torch.tensor([sample.ids])
            labels = torch.where(torch.tensor([sample.supervised]), ids, -100)
            (model(input_ids=ids, labels=labels).loss / 4).backward()
        optimizer.step()
        optimizer.zero_grad()
        if step % 10 == 9:
            print(f"step {step + 1}/{steps}", flush=True)
    model.save_pretrained(str(lora))
    full: Any = model.merge_and_unload()
    full.save_pretrained(merged)
    base.tokenizer.save_pretrained(merged)


if __name__ == "__main__":
    main()
