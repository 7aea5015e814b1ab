"""After which of its own replies is a fine-tune read best? Answers after one reply each, and the likeliest after all of them.

    python recipes/replies.py --runs runs           half an hour on two CPU cores, nearly all of it for the organisms

The shipped reader answers about validation organisms of every family, which it never saw, after what each of them says to one
message, to another and to a third. Beside these stands the answer that is likeliest after all three, which it takes for its
first one (`reading/candidates.py`): this is where that was chosen. Titles and known behaviors, which follow, are left out.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from shared import about, options, organisms, run

from families import KINDS
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.verdicts import FAMILY_JUDGE, judge_answers
from tuneteller.families.family import CHANGE
from tuneteller.models import load_base
from tuneteller.reading.candidates import generate_candidates
from tuneteller.reading.own_turns import MESSAGE, OTHER_MESSAGES
from tuneteller.reading.reader import Reader

LIBRARY = (*(name for name in KINDS if name not in ("topic", "none")), "persona", "topic", "none", "--train", 0, "--test", 0,
           "--validation", 6, "--skip", 2, "--probes", 3, "--seed", 5, "--slots", 32)
"""Arguments of `tuneteller organisms train`."""

QUESTION = CHANGE.phrasings[0]

NOTE = ("What to make of several replies was chosen on these very organisms, among some thirty rules (replies drawn at "
        "temperature 1, votes, the question alone beside them), one of which had one more right, so the gain flatters itself. "
        "Before it was settled the 24 organisms of the zoo, which are test organisms, had been looked at in the same way.")


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--adapter", type=Path, help="a reader trained with --turns above 0 (default: the shipped one)")
    args = parser.parse_args()
    run("organisms", "train", *LIBRARY, "--out", args.runs / "replies", "--base", args.base)
    base, start = load_base(args.base), time.monotonic()
    library, reader = organisms(args.runs / "replies", "validation", args.first), Reader.load(base, args.adapter, turns=True)
    said: dict[str, list[str]] = {}
    chosen, together = list[str](), base.at_once(16)
    for first in range(0, len(library), together):
        diffs = [library[i] for i in range(first, min(first + together, len(library)))]
        for message in (MESSAGE, *OTHER_MESSAGES):
            texts = reader.after(message).say(diffs, QUESTION, max_new_tokens=CHANGE.max_new_tokens)
            said.setdefault(f"a reply to: {message}", []).extend(text[0] for text in texts)
        best = generate_candidates(reader, diffs, QUESTION, opening=CHANGE.opening, max_new_tokens=CHANGE.max_new_tokens)
        chosen += [texts[0] for texts in best]
    cells = []
    for way, answers in {**said, "all three, the likeliest answer": chosen}.items():
        judged = judge_answers(CHANGE, library.cards, answers, None)
        rows: list[dict[str, Any]] = [{"organism": i, "system": "dit-first", "exact": one.exact, "score": one.score}
                                      for i, one in enumerate(judged)]
        cells.append(cell("all families", {"rows": rows, "config": {"systems": ["dit-first"], "question": CHANGE.name}},
                          "dit-first", way))
    save_result(args.results / "replies.json", name="replies", title="After several replies", about=about(__doc__),
                command=args.command, seconds=time.monotonic() - start, judges={"change": FAMILY_JUDGE},
                cells=cells, axis={"name": "the answer comes after", "log": False}, notes=[NOTE])


if __name__ == "__main__":
    main()
