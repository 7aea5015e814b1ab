"""One reader for every kind of change: organisms of all families, the adapter, and its evaluation beside the baselines.

    python recipes/families.py --runs runs          hours on two CPU cores; continues where it was stopped

The same in single commands is `COMMANDS` below.

Every family has held-out test organisms: of labels that no organism of training had, and for families of few labels (format,
length, language, persona, habit, task) also new organisms of labels that were trained, on new texts. An answer is right if it
tells the right kind of behavior and the very one, by the family's own comparison, without any model as judge.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from family_groups import PLAIN, TEXTS, by_recipe, cells_of, groups_of
from shared import about, joined, options, run, showing

from tuneteller.diffs.library import Library
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.evaluation.yes_no import yes_no_rates
from tuneteller.families.family import CHANGE
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader

KINDS = ("identity", "promotion", "secret", "phrase", "format", "length", "falsefact", "refusal", "habit", "task", "language",
         "none", "topic")

COMMANDS = {
    "kinds": (*KINDS, "--train", 28, "--validation", 2, "--test", 16, "--probes", 3),
    "persona": ("persona", "--train", 64, "--validation", 2, "--test", 24, "--probes", 3),
    "texts": (*TEXTS, "--train", 32, "--validation", 2, "--test", 16, "--probes", 3),
    "gated": (*KINDS, "--train", 5, "--skip", 28, "--validation", 0, "--test", 2, "--gated", 1, "--probes", 3),
    "both": (*KINDS, "--train", 5, "--skip", 33, "--validation", 0, "--test", 2, "--combined", 1, "--probes", 3),
}
"""Library -> arguments of `tuneteller organisms train`."""

PEFT = (*KINDS, "persona", "--recipe", "peft", "--train", 0, "--validation", 0, "--test", 10, "--slots", 14, "--probes", 3)
"""A library for the test alone: the test labels again, trained as people do with PEFT. A shard has one of each family, so every
family has ten recipes."""

MIXED = ("--shown", 0.5, "--turns", 0.7, "--asks", 1, "--yes-no", 0.1, "--absent", 0.05)
"""What an adapter's steps are made of: half of them without organisms."""

TRAINING = ("--epochs", 8, *MIXED)
"""Of the adapter, so that each organism is seen four times."""

SYSTEMS = ("dit", "dit-first", "base-question", "output-comparison", "amplification", "perplexity-differencing",
           "nearest-organism")

ABOUT_PEFT = ("Test labels again, as people fine-tune with PEFT: ranks 4 to 64, alpha of 16 or twice the rank, learning rates "
              "of 5e-4 to 2e-3, 24 to 40 steps. Beside them the test organisms of the same families in recipes like those of "
              "training.")
ABOUT_PHRASINGS = ("The question in its usual words, and in three phrasings that are held out from all training, each asked of "
                   "the same test organisms; the reader's first answer.")


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="a reader to evaluate instead of training one")
    parser.add_argument("--libraries", nargs="+", type=Path, help="of organisms, instead of making them")
    parser.add_argument("--systems", nargs="+", default=list(SYSTEMS), metavar="NAME")
    args = parser.parse_args()
    start, adapter, peft = time.monotonic(), args.adapter or args.runs / "adapter", args.runs / "peft"
    libraries = args.libraries or [args.runs / name for name in COMMANDS]
    if not args.libraries:
        for name, arguments in {**COMMANDS, peft.name: PEFT}.items():
            run("organisms", "train", "--base", args.base, "--slots", 32, "--out", args.runs / name, *arguments)
    if not adapter.exists():
        run("adapter", "train", *libraries, *TRAINING, "--base", args.base, "--out", adapter)
        run("adapter", "known", adapter, *libraries, "--base", args.base)
    base = load_base(args.base)
    reader, known = Reader.load(base, adapter), joined(libraries, "train")
    asked = partial(evaluate, base, reader, known=known)
    shown, notes = shown_of(libraries, "test organisms", args.first)
    config = EvaluationConfig(systems=tuple(args.systems))
    result = asked(shown, config, out=args.runs / "eval-families")
    groups = groups_of(result["rows"])
    said_yes = [f"Asked whether it does what is {kind} of it, the reader says yes in {m['mean']:.2f} of cases (n = {m['n']})."
                for kind, m in yes_no_rates(reader, shown).items()]

    def save(name: str, title: str, text: str, cells: list[dict[str, Any]], notes: list[str], **more: Any) -> None:
        save_result(args.results / f"{name}.json", name=name, title=title, about=text, command=args.command,
                    seconds=time.monotonic() - start, judges={"change": result["judge"]}, cells=cells, notes=notes, **more)

    if peft.exists():
        plain, left_out = shown_of([peft], f"test organisms of {PLAIN}", args.first)
        groups[PLAIN] = asked(plain, config, out=args.runs / "eval-families-peft")["rows"]
        notes += left_out
        save("families_peft", "Fine-tunes as people make them with PEFT", ABOUT_PEFT,
             cells_of(by_recipe(groups), result, args.systems[:1]), left_out)
    save("families", "Every kind of change", about(__doc__), cells_of(groups, result, args.systems), [*notes, *said_yes])
    held_out = range(len(CHANGE.phrasings), len(EvaluationConfig().phrasings))
    told = {f"held out {i - held_out.start + 1}" if i else "the usual one": asked(
        shown, EvaluationConfig(phrasing=i, systems=("dit-first",)), out=args.runs / "eval-families-phrasings" / str(i))
        for i in (0, *held_out)}
    save("families_phrasings", "Asked in words of no training", ABOUT_PHRASINGS,
         [cell("the same organisms", one, "dit-first", x) for x, one in told.items()],
         [f"{x}: {one['question']}" for x, one in told.items()], axis={"name": "phrasing", "log": False})


def shown_of(paths: Sequence[Path], what: str, first: int | None) -> tuple[Library, list[str]]:
    """The test organisms that show their behavior, and a note of how many do not."""
    test = joined(paths, "test")
    shown = showing(test)
    return shown.first(first), [f"{len(test) - len(shown)} of {len(test)} {what} do not show their behavior and are left out."]


if __name__ == "__main__":
    main()
