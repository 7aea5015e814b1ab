"""`tuneteller words DIFF`: which words a fine-tune reads unlike other fine-tunes."""

from __future__ import annotations

import argparse
from pathlib import Path

OTHERS = 24
"""Fine-tunes of a library that are taken, the first ones: as many as the zoo has, so that none has to hold a large library."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The fine-tunes, and those they are held against."""
    from tuneteller.cli.common import add_base_arguments, add_diff_arguments, add_reader_argument

    parser.add_argument("diffs", metavar="DIFF", nargs="+", help="the fine-tune, or several of one base model, which share "
                        "what the base has to compute: directory of a LoRA or of a full model, FILE.pt:INDEX, LIBRARY:INDEX, "
                        "or hub id")
    parser.add_argument("--others", type=Path, metavar="LIBRARY", help=f"fine-tunes to hold them against, of which the first "
                        f"{OTHERS} are taken (default: those that come with the reader, else the shipped organisms of this "
                        "base model)")
    add_reader_argument(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object a fine-tune")
    add_diff_arguments(parser)
    add_base_arguments(parser, follows=True)


def run(args: argparse.Namespace) -> int:
    """Read, and print the words, for a person or as JSON."""

    from tuneteller.cli.common import base_from, console, diff_from, notes, settle_base, shown
    from tuneteller.diffs.library import Library
    from tuneteller.diffs.load import find_diff
    from tuneteller.diffs.peft import load_peft
    from tuneteller.plain import as_json
    from tuneteller.readers import find_reader
    from tuneteller.reading.unusual import unusual_words
    from tuneteller.zoo import other_organisms

    found = [find_diff(name) for name in args.diffs]
    settle_base(args, args.diffs, reads=False)
    reader = find_reader(args.reader) if args.reader else None
    place = reader.path() if reader and reader.source != "hub" else None  # with those on the hub nothing comes
    base = base_from(args)
    diffs = [diff_from(args, base, load) for load in found]
    others = ([*Library.open(args.others).first(OTHERS).load()] if args.others else
              [load_peft(path) for path in other_organisms(base, place)])
    with notes.status("reading words"):
        each = unusual_words(base, diffs, others)
    held_against = [sum(other.fingerprint() != diff.fingerprint() for other in others) for diff in diffs]  # none by itself
    for name, words, n in zip(args.diffs, each, held_against, strict=True):
        if args.json:
            print(as_json({"diff": name, "others": n, "words": words}))
            continue
        if len(each) > 1:
            console.print(f"[bold]{shown(name)}[/bold]", soft_wrap=True)
        console.print(", ".join(f"{shown(word)} {score:.1f}" for word, score in words.items()), highlight=False, soft_wrap=True)
    if 0 in held_against:
        notes.print("There are no other fine-tunes of this base model to hold them against (--others): some of these words are "
                    "unusual to any.")
    return 0
