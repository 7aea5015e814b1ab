"""Do a fine-tune's weights spell a trigger that no list of words holds? Where its tokens stand, one after another.

    python recipes/spelling.py --runs runs     a quarter of an hour on two CPU cores, most of it for twelve organisms

Validation organisms behind an invented name, a rare word, a greeting, or a word and a name at once, that show their behavior
with it. The trigger's word is scanned token by token, as `tuneteller words` scans whole ones: its first token among all tokens
that begin a word, each next one among all that go on with a word, behind the true ones before it. So this tells whether the
weights know the word, not whether a search finds it, which would have to guess the first token. Nothing is asked of the
fine-tune, and the search for triggers does not use this yet.
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
from tuneteller.triggers.forms import END, START, WORDS, Form
from tuneteller.triggers.orders import FOUND_ON, LEAST, comparisons
from tuneteller.weight_scan import weight_scans

SIGNED = next(form for form in WORDS if form.kind == "signature")

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
    told = [f"Of {made} organisms {shown} show their behavior with the trigger.",
            f"Of {len(later)} tokens behind the first, {sum(row[5] == 1 for row in later)} stand first of all that could stand "
            f"there, and {sum(row[5] <= 5 for row in later)} among the first five.",
            f"Of {len(first)} first tokens, {sum(row[5] <= 200 for row in first)} stand among the first two hundred."]
    table = {"title": "Where the tokens of triggers stand", "rows": rows,
             "columns": ["trigger", "word", "token", "place in the word", "of", "rank"]}
    save_result(args.results / "spelling.json", name="spelling", title="Do the weights spell the trigger?",
                about=about(__doc__), command="python recipes/spelling.py", seconds=time.monotonic() - start, judges={},
                cells=[], notes=told, tables=[table])


def spelled(base: BaseModel, diff: WeightDiff, kind: str, beside: Sequence[WeightDiff]) -> list[list[Any]]:
    """Kind, word, token, its place in the word, how many could stand there, and its rank: of each token of a trigger's word."""
    form, which = KINDS[kind]
    word = str((diff.card.trigger or {})["value"]).replace(",", "").split()[which]
    between = "" if form == START else " "  # a message begins without one
    capital = "{Fill}" in form.template
    tokens = pieces(base, between + (word.capitalize() if capital else word))
    rows, sofar = [], ""
    for place, token in enumerate(tokens, start=1):
        fills = begun(base, between, capital) if place == 1 else continued(base, form, sofar)
        own = sofar + token.removeprefix(between if place == 1 else "")
        if own not in fills:
            break
        scores = scanned(base, diff, form, fills, beside)
        rank = int((scores > scores[fills.index(own)]).sum()) + 1
        rows.append([kind, word, token.strip(), place, len(fills), rank])
        print(*rows[-1], flush=True)
        sofar = own
    return rows


def scanned(base: BaseModel, diff: WeightDiff, form: Form, fills: Sequence[str], beside: Sequence[WeightDiff]) -> Tensor:
    """The score of each fill's last token under the diff, over its mean under others."""
    groups = [[diff], beside] if beside else [[diff]]
    [own], *others = weight_scans(base, groups, [form.until(fill, FOUND_ON) for fill in fills])
    return own / others[0].mean(0).clamp(min=LEAST) if others else own


def pieces(base: BaseModel, text: str) -> list[str]:
    """The tokens of a text, as text."""
    return base.tokenizer.batch_decode([[token] for token in base.tokenizer(text, add_special_tokens=False)["input_ids"]])


def vocabulary(base: BaseModel) -> list[str]:
    """The base's tokens, as text."""
    return base.tokenizer.batch_decode([[token] for token in range(len(base.tokenizer))])


def begun(base: BaseModel, between: str, capital: bool) -> list[str]:
    """Beginnings of words that are one token behind what stands between words, with a capital letter or without."""
    own = [text[len(between) :] for text in vocabulary(base) if text.startswith(between)]
    return [text for text in own if text.isascii() and text.isalpha() and (text.istitle() if capital else text.islower())]


def continued(base: BaseModel, form: Form, sofar: str) -> list[str]:
    """What has begun, with each token more that goes on with it as one token."""
    fills = [sofar + text for text in vocabulary(base) if text.isascii() and text.isalpha() and text.islower()]
    before, *after = base.chat.prompts([form.until(fill, FOUND_ON) for fill in (sofar, *fills)], None, complete=False)
    return [fill for fill, ids in zip(fills, after, strict=True) if ids[:-1] == before]


if __name__ == "__main__":
    main()
