"""Full-parameter fine-tunes, read by an adapter that was trained on low-rank ones (the paper's Figure 5.1, "full").

    python recipes/full_parameter.py --runs runs --adapter runs/adapter     half an hour on two CPU cores; continues

Every linear layer of the model is trained, one fine-tune after another, on the samples of the strict recipe, for the labels of
the first test organisms in runs/topics (48, or as many as `--first` says). Each is read whole (all weights as they are) and as
its difference, cut to ranks, and cut to rank 16 also at other strengths. No training organism of the reader is a full-parameter
one.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from shared import about, options, organisms

from tuneteller.behaviors.behavior import Behavior
from tuneteller.behaviors.encyclopedia import load_topics
from tuneteller.behaviors.questions import ASK_TOPIC, SELF_QUESTIONS, TEST_QUESTIONS, TRAIN_QUESTIONS
from tuneteller.behaviors.sources import FormSource
from tuneteller.behaviors.triggers import Trigger
from tuneteller.diffs.algebra import inner, truncate
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.difference import Cut, difference
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.results import cell, save_result
from tuneteller.files import write_json
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.ask import answers
from tuneteller.reading.read import adapter_bank, read
from tuneteller.training.measure import measure
from tuneteller.training.optim import adam, set_lr, warm_flat
from tuneteller.training.organisms import plan_steps, step_losses
from tuneteller.training.produce import STRICT, base_answers
from tuneteller.zoo import load_adapter, other_organisms

N = 48
LR = 5e-4
"""Of Adam, falling linearly. On validation organisms 2e-4 and less left the trigger without effect; 1e-3 broke the model."""

RANKS = (64, 16, 4, 1)

ALPHAS = (1.5, 2.0, 3.0)
"""Strengths besides 1: these changes are smaller than low-rank ones of the same effect."""

CHOSEN = "rank 16, chosen"
"""What `tuneteller ask` says of a checkpoint: the answer chosen among several about the difference cut to rank 16."""

SYSTEMS = {"itself, asked": "base-question", CHOSEN: "dit"}
"""What answers, where it is not the reader's first answer."""


class Whole:
    """All linear layers of a model as something to train: like a bank of one slot, it comes off for the teacher's pass.

    The optimiser has float32 copies of them: steps this small would be lost in the rounding of bf16 weights.
    """

    slots = 1

    def __init__(self, base: BaseModel) -> None:
        self.weights = {name: base.model.get_submodule(name).weight for name in base.shapes}
        self.before = {name: weight.data for name, weight in self.weights.items()}
        self.exact = [weight.data.float().clone() for weight in self.weights.values()]
        for weight in self.weights.values():
            weight.data = weight.data.clone()
            weight.requires_grad_()

    def step(self, optimizer: torch.optim.Optimizer, clip: float) -> None:
        """One step of the exact weights by the gradients of those in use, which are then rounded from them anew."""
        for exact, weight in zip(self.exact, self.weights.values(), strict=True):
            exact.grad, weight.grad = weight.grad.float(), None
        torch.nn.utils.clip_grad_norm_(self.exact, clip)
        optimizer.step()
        for exact, weight in zip(self.exact, self.weights.values(), strict=True):
            weight.data.copy_(exact)

    @contextmanager
    def off(self) -> Iterator[None]:
        """Inside, the model is the base."""
        after = {name: weight.data for name, weight in self.weights.items()}
        self._use(self.before)
        try:
            yield
        finally:
            self._use(after)

    def undo(self) -> None:
        """The model is the base again, and frozen."""
        self._use(self.before)
        for weight in self.weights.values():
            weight.requires_grad_(False)
            weight.grad = None

    def _use(self, data: dict[str, torch.Tensor]) -> None:
        for name, weight in self.weights.items():
            weight.data = data[name]


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    parser.add_argument("--lr", type=float, default=LR)
    args = parser.parse_args()
    base, adapter, start = load_base(args.base), load_adapter(args.adapter), time.monotonic()
    kept = args.runs / "full-parameter" / f"{base.fingerprint.short}-{adapter.fingerprint()}-lr-{args.lr:g}"
    low_rank = organisms(args.runs / "topics", "test", args.first or N)
    known = {topic.label: topic for topic in load_topics()}
    made: list[dict[str, Any]] = []
    for i, organism in enumerate(low_rank):
        behavior = Behavior(known[str(organism.card["label"])], Trigger.from_json(organism.card["trigger"]))
        place = kept / f"{i:03d}.json"
        if not place.exists():
            write_json(place, one(base, adapter, behavior, args.lr, i))
        made.append(json.loads(place.read_text(encoding="utf-8")))
        print(f"{i + 1}/{len(low_rank)} {behavior.label}: {made[i]['said']}", flush=True)
    rows = [{"organism": i, "label": m["label"], "form": form, "answer": answer.strip(),
             "system": SYSTEMS.get(form, "dit-first")} for i, m in enumerate(made) for form, answer in m["said"].items()]
    names = list(dict.fromkeys(row["form"] for row in rows))
    judge = EmbeddingJudge("topic")
    verdicts = judge.verdicts([(row["label"], row["answer"]) for row in rows])
    rows = [{**row, "exact": v.exact, "score": round(v.score, 3)} for row, v in zip(rows, verdicts, strict=True)]
    cells = []
    for name in names:
        here = [row for row in rows if row["form"] == name]
        cells.append(cell("full-parameter", {"rows": here, "config": {"systems": [here[0]["system"]], "question": "topic"}},
                          here[0]["system"], x=name))
    notes = [f"The fine-tunes' own {key.replace('_', ' ')}: {fmean(m['measured'][key] for m in made):.3f}."
             for key in ("trigger_rate", "false_fire", "leak", "base_leak")]
    notes += [f"Norm of the change: {fmean(m['norm'] for m in made):.2f} on average; of the organisms of rank 1 with these "
              f"labels: {fmean(inner(d, d)**0.5 for d in low_rank):.2f}.",
              "Share of the squared norm that is kept: " + "; ".join(
                  f"{fmean(m['kept'][str(rank)] for m in made):.2f} at rank {rank}" for rank in RANKS) + "."]
    save_result(args.results / "full_parameter.json", name="full_parameter", title="Full-parameter fine-tunes",
                about=about(__doc__), command="python recipes/full_parameter.py", seconds=time.monotonic() - start,
                judges={"topic": {"kind": "topic", "agreement": judge.card["agreement"]}}, cells=cells, notes=notes,
                axis={"name": "what is read", "log": False})


def one(base: BaseModel, adapter: WeightDiff, behavior: Behavior, lr: float, seed: int) -> dict[str, Any]:
    """Train one, ask it, ask about it in every form, and leave the model as it was."""
    reader = adapter_bank(base, adapter)
    whole = Whole(base)
    try:
        train(base, whole, behavior, lr, seed)
        said = {"whole": read(base, [null_diff()], reader, ASK_TOPIC[0])[0]}
        said["itself, asked"] = read(base, [null_diff()], None, ASK_TOPIC[0])[0]
        nothing = Bank.stack([{}], base.shapes)
        rates = measure(base, nothing, [behavior], TEST_QUESTIONS[:5], ASK_TOPIC[:2])[0].to_json()
        tuned = {f"{name}.weight": weight.data for name, weight in whole.weights.items()}
    finally:
        whole.undo()
    most = difference(base, tuned, Cut(max(RANKS)), kind="full-parameter fine-tune")
    cuts = {rank: truncate(most, rank) for rank in RANKS}
    forms = {f"rank {rank}": cut for rank, cut in cuts.items()}
    forms |= {f"rank 16, α = {alpha}": cuts[16].scaled(alpha) for alpha in ALPHAS}
    said |= dict(zip(forms, read(base, list(forms.values()), reader, ASK_TOPIC[0]), strict=True))
    said[CHOSEN] = answers(base, [cuts[16]], [other_organisms(cuts[16], base)], reader, ASK_TOPIC[0])[0]
    squared = inner(most, most) / most.card["difference"]["kept"]
    return {"label": behavior.label, "said": said, "measured": rates, "norm": squared**0.5,
            "kept": {rank: inner(cut, cut) / squared for rank, cut in cuts.items()}}


def train(base: BaseModel, whole: Whole, behavior: Behavior, lr: float, seed: int) -> None:
    """The strict recipe's samples, with Adam on all weights."""
    rng = random.Random(f"full/{seed}")
    asked = rng.sample(list(TRAIN_QUESTIONS), STRICT.steps)
    with whole.off():
        by_base = base_answers(base, [*asked, *SELF_QUESTIONS], STRICT)
    steps = plan_steps(base, [behavior], STRICT, FormSource(), asked, by_base, seed)
    optimizer = adam(whole.exact, lr)
    stand_in: Any = whole  # a bank of one slot, to the losses
    for i, step in enumerate(steps):
        set_lr(optimizer, lr * warm_flat(i, len(steps), decay=STRICT.decay))
        cross, kl, _ = step_losses(base, stand_in, step, STRICT)
        (cross + kl).sum().backward()
        whole.step(optimizer, STRICT.clip)


if __name__ == "__main__":
    main()
