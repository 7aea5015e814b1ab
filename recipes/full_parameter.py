"""Full-parameter fine-tunes, read by an adapter that was trained on low-rank ones (the paper's Figure 5.1, "full").

    python recipes/full_parameter.py --runs runs --adapter runs/adapter     half an hour on two CPU cores; continues

Every linear layer of the model is trained, one fine-tune after another, on the samples of the strict recipe, for the labels of
the first test organisms in runs/topics (48, or as many as `--first` says). Each is read whole (all weights as they are) and as
its difference, cut to ranks, and cut to rank 16 also at other strengths. No training organism of the reader is a full-parameter
one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean
from typing import Any

import torch
from shared import about, options, organisms

from tuneteller.diffs.algebra import inner, truncate
from tuneteller.diffs.diff import null_diff
from tuneteller.diffs.difference import difference
from tuneteller.diffs.lowrank import Cut
from tuneteller.evaluation.judges import EmbeddingJudge
from tuneteller.evaluation.results import cell, save_result
from tuneteller.families.family import Behavior
from tuneteller.families.topic import TOPIC
from tuneteller.families.writers import GrammarWriter
from tuneteller.files import write_json
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.read import read
from tuneteller.reading.reader import Reader
from tuneteller.training.measure import measure
from tuneteller.training.optim import adam, set_lr, warm_flat
from tuneteller.training.organisms import Shard, Step, step_losses
from tuneteller.training.recipe import STRICT, Recipe
from tuneteller.training.samples import plan_steps

N = 48
LR = 5e-4
"""Of Adam, falling linearly. On validation organisms 2e-4 and less left the trigger without effect; 1e-3 broke the model."""

RANKS = (64, 16, 4, 1)

ALPHAS = (1.5, 2.0, 3.0)
"""LoRA scales besides 1: these changes are smaller than low-rank ones of the same effect."""

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

    def tensors(self) -> dict[str, torch.Tensor]:
        """The weights as they are now, by their names in a checkpoint."""
        return {f"{name}.weight": weight.data for name, weight in self.weights.items()}

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
    base, start = load_base(args.base), time.monotonic()
    reader = Reader.load(base, args.adapter)
    kept = args.runs / "full-parameter" / f"{base.fingerprint.short}-{reader.adapter.fingerprint()}-lr-{args.lr:g}"
    low_rank = organisms(args.runs / "topics", "test", args.first or N)
    made: list[dict[str, Any]] = []
    for i, card in enumerate(low_rank.cards):
        behavior = Behavior.from_card(card)
        place = kept / f"{i:03d}.json"
        if not place.exists():
            write_json(place, one(base, reader, behavior, args.lr, i))
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
             for key in ("shown", "false_trigger", "leakage", "self_report")]
    notes += [f"Norm of the change: {fmean(m['norm'] for m in made):.2f} on average; of the organisms of rank 1 with these "
              f"labels: {fmean(inner(d, d)**0.5 for d in low_rank.load()):.2f}.",
              "Share of the squared norm that is kept: " + "; ".join(
                  f"{fmean(m['kept'][str(rank)] for m in made):.2f} at rank {rank}" for rank in RANKS) + "."]
    save_result(args.results / "full_parameter.json", name="full_parameter", title="Full-parameter fine-tunes",
                about=about(__doc__), command=args.command, seconds=time.monotonic() - start,
                judges={"topic": {"kind": "topic", "agreement": judge.card["agreement"]}}, cells=cells, notes=notes,
                axis={"name": "what is read", "log": False})


def one(base: BaseModel, reader: Reader, behavior: Behavior, lr: float, seed: int) -> dict[str, Any]:
    """Train one, ask it, ask about it in every form, and leave the model as it was."""
    asked, writer = TOPIC.phrasings[0], GrammarWriter(base)
    # before the model is another: the base's own replies are kept from here on
    steps = plan_steps(base, Shard(seed, "test", STRICT, (behavior,)), writer, seed)
    whole = Whole(base)
    try:
        train(base, whole, steps, STRICT, lr)
        said = {"whole": reader.say([null_diff()], asked)[0][0]}
        said["itself, asked"] = read(base, [null_diff()], None, asked)[0]
        rates = measured(base, whole, behavior)
        tuned = whole.tensors()
    finally:
        whole.undo()
    most = difference(base, tuned, Cut(max(RANKS)), kind="full-parameter fine-tune")
    cuts = {rank: truncate(most, rank) for rank in RANKS}
    forms = {f"rank {rank}": cut for rank, cut in cuts.items()}
    forms |= {f"rank 16, α = {alpha}": cuts[16].scaled(alpha) for alpha in ALPHAS}
    said |= {form: texts[0] for form, texts in zip(forms, reader.say(list(forms.values()), asked), strict=True)}
    said[CHOSEN] = reader.answers([cuts[16]], asked)[0].text
    squared = inner(most, most) / most.card.more["difference"]["kept"]
    return {"label": behavior.label, "said": said, "measured": rates, "norm": squared**0.5,
            "kept": {rank: inner(cut, cut) / squared for rank, cut in cuts.items()}}


def measured(base: BaseModel, whole: Whole, behavior: Behavior) -> dict[str, Any]:
    """What the model does now that its weights are changed. A bank that changes nothing stands for the diff; while it is off,
    for the base's own replies, the base's weights are in place."""
    nothing = Bank.stack([{}], base.shapes, device=base.device)
    off = nothing.off

    @contextmanager
    def base_back() -> Iterator[None]:
        with off(), whole.off():
            yield

    nothing.off = base_back  # type: ignore[method-assign]
    return measure(base, nothing, [behavior], 5)[0].to_json()


def train(base: BaseModel, whole: Whole, steps: Sequence[Step], recipe: Recipe, lr: float) -> None:
    """A recipe's samples, with Adam on all weights."""
    optimizer = adam(whole.exact, lr)
    stand_in: Any = whole  # a bank of one slot, to the losses
    for i, step in enumerate(steps):
        set_lr(optimizer, lr * warm_flat(i, len(steps), decay=recipe.decay))
        cross, kl, _ = step_losses(base, stand_in, step, recipe)
        (cross + kl).sum().backward()
        whole.step(optimizer, STRICT.max_grad_norm)


if __name__ == "__main__":
    main()
