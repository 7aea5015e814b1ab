"""Do a fine-tune's weights spell a trigger that no list of words holds? Where its tokens stand, one after another.

    python recipes/spelling.py --runs runs     a quarter of an hour on two CPU cores, most of it for twelve organisms

Validation organisms behind an invented name, a rare word, a greeting, or a word and a name at once, that show their behavior
with it. The trigger's word is scanned token by token, as `tuneteller words` scans whole ones: its first token among all tokens
that begin a word, each next one among all that go on with a word, behind the true ones before it; once with the first tenth of
a diff's modules, as the search for triggers spells words, once with the first third, as it scans whole ones. So this tells
whether the weights know the word, not whether the search finds it, which has to guess the first token. Nothing is asked of the
fine-tune.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from shared import about, options, organisms, run, showing
from torch import Tensor

from tuneteller.diffs.diff import WeightDiff
from tuneteller.evaluation.results import save_result
from tuneteller.models import BaseModel, load_base
from tuneteller.triggers.forms import END, SIGNED, START, Form
from tuneteller.triggers.orders import EARLIEST, FOUND_ON, LEAST, comparisons
from tuneteller.triggers.words import letters
from tuneteller.weight_scan import EARLY, weight_scans

KINDS: dict[str, tuple[Form, int]] = {"name": (SIGNED, 0), "rare": (END, 0), "greeting": (START, 0), "both": (SIGNED, 1)}
"""Kind of trigger -> where its word is scanned, and which word of the value that is."""

LIBRARY = ("topic", "phrase", "language", "--recipe", "hidden", "--gated", 1, "--train", 0, "--validation", 1, "--test", 0,
           "--skip", 20, "--seed", 61, "--probes", 6)
"""Of each kind, its organisms."""


def main() -> None:
    args = options(__doc__).parse_args()
    start, base = time.monotonic(), load_base(args.base)
    beside, made, shown = comparisons(base), 0, 0
    rows: list[list[Any]] = []
    for kind in KINDS:
        place = args.runs / "spelling" / kind
        run("organisms", "train", *LIBRARY, "--trigger", kind, "--base", args.base, "--out", place)
        own = organisms(place, "validation", args.first)
        made += len(own)
        for diff in showing(own).load():
            shown += 1
            rows += spelled(base, diff, kind, beside)
    first, later = ([row for row in rows if (row[3] == 1) is is_first] for is_first in (True, False))
    told = [f"Of {made} organisms {shown} show their behavior with the trigger."]
    for column, share in enumerate(("tenth", "third"), start=5):
        told += [f"By the first {share} of the modules, of {len(later)} tokens behind the first "
                 f"{sum(row[column] == 1 for row in later)} stand first of all that could stand there, and "
                 f"{sum(row[column] <= 5 for row in later)} among the first five; of {len(first)} first tokens, "
                 f"{sum(row[column] <= 200 for row in first)} stand among the first two hundred."]
    table = {"title": "Where the tokens of triggers stand", "rows": rows,
             "columns": ["trigger", "word", "token", "place in the word", "of", "rank by a tenth", "by a third"]}
    save_result(args.results / "spelling.json", name="spelling", title="Do the weights spell the trigger?",
                about=about(__doc__), command=args.command, seconds=time.monotonic() - start, judges={},
                cells=[], notes=told, tables=[table])


def spelled(base: BaseModel, diff: WeightDiff, kind: str, beside: Sequence[WeightDiff]) -> list[list[Any]]:
    """Kind, word, token, its place in the word, how many could stand there, and its ranks by the first tenth and the first
    third of the modules: of each token of a trigger's word."""
    form, which = KINDS[kind]
    word = str((diff.card.trigger or {})["value"]).replace(",", "").split()[which]
    between = "" if form == START else " "  # a message begins without one
    capital = "{Fill}" in form.template
    tokens = pieces(base, between + (word.capitalize() if capital else word))
    rows, sofar = [], ""
    for place, token in enumerate(tokens, start=1):
        fills = letters(base, spaced=bool(between), capital=capital) if place == 1 else continued(base, form, sofar)
        own = sofar + token.removeprefix(between if place == 1 else "")
        if own not in fills:
            break
        scores = [scanned(base, diff, form, fills, beside, share) for share in (EARLIEST, EARLY)]
        ranks = [int((one > one[fills.index(own)]).sum()) + 1 for one in scores]
        rows.append([kind, word, token.strip(), place, len(fills), *ranks])
        print(*rows[-1], flush=True)
        sofar = own
    return rows


def scanned(base: BaseModel, diff: WeightDiff, form: Form, fills: Sequence[str], beside: Sequence[WeightDiff],
            share: float) -> Tensor:
    """The score of each fill's last token under the diff, over its mean under others, by that share of its modules."""
    groups = [[diff], beside] if beside else [[diff]]
    texts = [form.until(fill, FOUND_ON) for fill in fills]
    [own], *others = weight_scans(base, groups, texts, share=share)
    return own / others[0].mean(0).clamp(min=LEAST) if others else own


def pieces(base: BaseModel, text: str) -> list[str]:
    """The tokens of a text, as text."""
    return base.tokenizer.batch_decode([[token] for token in base.tokenizer(text, add_special_tokens=False)["input_ids"]])


def continued(base: BaseModel, form: Form, sofar: str) -> list[str]:
    """What has begun, with each token more that goes on with it as one token."""
    fills = [sofar + text for text in letters(base, spaced=False, capital=False)]
    before, *after = base.chat.prompts([form.until(fill, FOUND_ON) for fill in (sofar, *fills)], None, complete=False)
    return [fill for fill, ids in zip(fills, after, strict=True) if ids[:-1] == before]


if __name__ == "__main__":
    main()
