"""Hidden topics and finetuned knowledge: every system on the same held-out organisms (the paper's Tables G.1 and G.3).

    python recipes/main_tables.py --runs runs --adapter runs/adapter        half an hour on two CPU cores; continues

All organisms of the test splits of runs/topics, runs/news, runs/article and runs/cloze (see libraries.py) that show their
behavior; the baselines on the first 48 of each. What guesses from transcripts chooses among all titles of the encyclopedia or
all headlines of the grammar, the true ones included, where the reader has to find the words; `dit-guess` is a guess of that
kind from the reader's first answer. Organisms of knowledge are of rank 8, as in the paper.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared import about, options, organisms

from tuneteller.cli.evaluate import shows_its_behavior
from tuneteller.diffs.card import Card
from tuneteller.evaluation.baselines import BASELINES
from tuneteller.evaluation.results import cell, save_result
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.evaluation.systems import DIT_GUESS, READING
from tuneteller.families.family import Question
from tuneteller.families.news import HEADLINE
from tuneteller.families.topic import TOPIC
from tuneteller.models import load_base
from tuneteller.reading.reader import Reader

READERS, OTHERS = (tuple(system.name for system in group) for group in ((*READING, DIT_GUESS), BASELINES))

SETS = {"main_topics": ("topics",), "main_knowledge": ("news", "article", "cloze")}
"""Results -> libraries."""

ASKED: dict[str, Question] = {"topics": TOPIC, "news": HEADLINE, "article": TOPIC, "cloze": TOPIC}
"""Library -> what it is asked."""

TITLES = {"main_topics": "Hidden topics: all systems", "main_knowledge": "Finetuned knowledge: all systems"}

NOTES: dict[str, tuple[str, ...]] = {"main_topics": (), "main_knowledge": (
    "Single actors, acts and causes of test headlines do occur in training headlines; only no two headlines share more than "
    "one part. So this is new combinations of parts, not new parts.",)}
"""What was chosen on what, and what the numbers do not show."""


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--baselines", type=int, default=48,
                        help="organisms of each test that the baselines are asked about; 0: none (default: %(default)s)")
    parser.add_argument("--adapter", type=Path, help="(default: the shipped one)")
    args = parser.parse_args()
    base = load_base(args.base)
    reader = Reader.load(base, args.adapter)
    start, found, left_out = time.monotonic(), {}, {}
    for which, part, systems, n in asked(args.first, args.baselines):
        everything, known = (organisms(args.runs / which, split) for split in ("test", "train"))
        test = everything.where(shows_its_behavior)
        left_out[which] = f"{which}: {len(everything) - len(test)} of {len(everything)}"
        print(f"{which}{part}: {', '.join(systems)}", flush=True)
        found[which + part] = evaluate(base, reader if systems == READERS else None, test.first(n),
                                       EvaluationConfig(ASKED[which].name, systems=systems), known=known,
                                       out=args.runs / f"eval-{which}{part}", about={"library": which, "n": len(test.first(n))},
                                       progress=report)
    for name, libraries in SETS.items():
        results = {which: found[which] for which in libraries}
        rows = {which: r["rows"] + found.get(f"{which}-baselines", {"rows": []})["rows"] for which, r in results.items()}
        cells = [c for which, r in results.items() for c in cells_of(which, {**r, "rows": rows[which]})]
        notes = [trained(reader.adapter.card), "Test organisms left out, as they do not show their behavior: "
                 + "; ".join(left_out[which] for which in libraries) + ".", *NOTES[name]]
        save_result(args.results / f"{name}.json", name=name, title=TITLES[name], about=about(__doc__),
                    command=args.command, seconds=time.monotonic() - start,
                    judges={r["judge"]["kind"]: r["judge"] for r in results.values()}, cells=cells,
                    distance={which: r["distance"] for which, r in results.items()}, notes=notes)


def asked(first: int | None, baselines: int) -> Iterator[tuple[str, str, tuple[str, ...], int | None]]:
    """The evaluations: library, suffix of the directory, systems, and number of organisms."""
    for which in ASKED:
        yield which, "", READERS, first
    for which in ASKED if baselines else ():
        yield which, "-baselines", OTHERS, baselines


def trained(card: Card) -> str:
    """What the adapter's card says of its training."""
    kinds = dict.fromkeys(name for config in card.get("libraries", []) for name in config.get("families", ()))
    n = card.get("organisms", {}).get("train", "an unknown number of")
    return f"One reader for all, trained on {n} organisms of: {', '.join(kinds) or 'kinds its card does not name'}."


def report(system: str, done: int, of: int) -> None:
    print(f"{system} {done}/{of}", flush=True)


def cells_of(which: str, result: dict[str, Any]) -> list[dict[str, Any]]:
    """A cell for each system that applies."""
    applied = {row["system"] for row in result["rows"]}
    return [cell(which, result, system) for system in (*READERS, *OTHERS) if system in applied]


if __name__ == "__main__":
    main()
