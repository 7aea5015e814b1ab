"""`tuneteller completion SHELL`: the script by which a shell completes commands, options and paths."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

SHELLS = ("bash", "zsh", "tcsh", "fish")

PATHS = ("DIFF", "DIR", "FILE", "FILE.py", "LIBRARY", "MODEL", "OTHER")
"""Metavars of what is a path, or may be one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The shell, and how its script is put to use."""
    parser.description = (f"{parser.description}: bash: source <(tuneteller completion bash); zsh: write it to _tuneteller "
                          "in a directory of $fpath; fish: tuneteller completion fish | source; tcsh: write it to a file and "
                          "source that")
    parser.add_argument("shell", choices=SHELLS, help="the shell it is for")


def run(args: argparse.Namespace) -> int:
    """Print the script. It is whole in itself: a shell that completes runs no Python."""
    from pathlib import Path

    import shtab

    from tuneteller.cli.main import every_command

    parser = every_command()
    for action in actions(parser):
        if action.type is Path or action.metavar in PATHS:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(parser, args.shell))
    return 0


def actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The options and arguments of a parser and of the commands below it."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from actions(inner)
