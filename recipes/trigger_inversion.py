"""Ask for the trigger itself (0 of 100 in the paper).

    python recipes/trigger_inversion.py --runs runs     ten minutes on two CPU cores; continues

An adapter trained to answer with an organism's passphrase, on the organisms in runs/topics that have one, asked about test
organisms, whose two words it never saw together. The passphrases come from fixed lists of words, so a share of the single words
is right by chance; "exact" counts whole passphrases.
"""

from __future__ import annotations

import time

from shared import about, adapter_of, options, organisms

from tuneteller.behaviors.asking import TRIGGER, true_answers
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.evaluation.statistics import summary
from tuneteller.models import load_base
from tuneteller.training.adapter import AdapterConfig


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--steps", type=int, default=84)
    args = parser.parse_args()
    base, start = load_base(args.base), time.monotonic()
    train, validation = ([d for d in organisms(args.runs / "topics", name) if d.card["trigger"]["kind"] == "passphrase"]
                         for name in ("train", "validation"))
    test = organisms(args.runs / "topics", "test", args.first)
    known = {true_answers(d.card)["trigger"] for d in train}
    test = [d for d in test if true_answers(d.card)["trigger"] not in known]
    config = AdapterConfig(steps=args.steps)
    adapter = adapter_of(base, args.runs, train, validation, config, (TRIGGER,))
    result = evaluate(base, adapter, test, EvaluationConfig("trigger", systems=("dit-first",)),
                      out=args.runs / "eval-trigger", about={"asked for": "trigger"})
    triggers = [set(true_answers(d.card)["trigger"].split()) for d in test]
    said = [set(row["answer"].split()) for row in result["rows"]]
    hits = summary([len(s & t) / 2 for s, t in zip(said, triggers, strict=True)])
    chance = summary([sum(len(s & t) / 2 for s in said) / len(said) for t in triggers])
    notes = [f"Single words right: {hits['mean']:.3f} ({hits['interval95'][0]:.3f} to {hits['interval95'][1]:.3f}); the same "
             f"answers held against every organism's passphrase: {chance['mean']:.3f}."]
    save_result(args.results / "trigger_inversion.json", name="trigger_inversion", title="Asking for the trigger",
                about=about(__doc__), command="python recipes/trigger_inversion.py", seconds=time.monotonic() - start,
                judges={"topic": result["judge"]}, cells=[cell("passphrases", result, "dit-first")], notes=notes)
    print(notes[0])


if __name__ == "__main__":
    main()
