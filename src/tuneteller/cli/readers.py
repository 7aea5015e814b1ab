"""`tuneteller readers`: the readers that there are, by name, and what each of them is for."""

from __future__ import annotations

import argparse

FAMILIES = 4
"""Families of a reader that the table names."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """In which form they are listed."""
    parser.add_argument("--json", action="store_true", help="print one JSON list, with all that is known of each")


def run(args: argparse.Namespace) -> int:
    """List them, for a person or as JSON. Nothing is fetched."""

    from rich.table import Column, Table

    from tuneteller.cli.common import console, notes, shown
    from tuneteller.errors import few
    from tuneteller.families.registry import questions
    from tuneteller.plain import as_json
    from tuneteller.readers import readers, readers_root

    found = readers(lambda text: notes.print(f"[yellow]warning:[/yellow] {shown(text, 1000)}", soft_wrap=True))
    asked = {name: question.phrasings[0] for name, question in questions().items()}
    if args.json:
        told = [{**info.to_json(), "questions": {name: asked.get(name) for name in info.questions}} for info in found]
        print(as_json(told))
        return 0
    heads = ("base model", "families", "questions", "score 1 to 5", "where")
    table = Table(Column("reader", overflow="fold", no_wrap=True), *(Column(head, overflow="fold") for head in heads))
    for info in found:
        each = (("" if info.questions == (score.what,) else f"{score.what} ", score) for score in info.scores)
        scores = "\n".join(shown(f"{what}{score.mean:.2f} (n={score.n})") for what, score in each)
        place = info.where if info.source == "local" else info.source
        table.add_row(shown(info.name), shown(info.base or "not known"), shown(few(info.families, FAMILIES)),
                      shown(", ".join(info.questions)), scores, shown(f"{place}, {info.size / 1e6:.0f} MB"))
    console.print(table)
    for name in asked:
        if any(name in info.questions for info in found):
            console.print(f"{name}: {asked[name]}", highlight=False)
    console.print(f"tuneteller ask DIFF --reader NAME. Your own go into {shown(readers_root())}", highlight=False,
                  soft_wrap=True)
    return 0
