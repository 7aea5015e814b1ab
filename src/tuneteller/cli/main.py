"""The command `tuneteller`: picks a subcommand, prints errors as one clear message, and maps them to exit codes."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Sequence

from rich.console import Console

# one module a command: each has NAME, HELP, add_arguments(parser) and run(args) -> int
from tuneteller.cli import adapter, ask, bench, demo, diff, evaluate, figures, organisms
from tuneteller.cli.common import shown
from tuneteller.errors import TuneTellerError

COMMANDS = (ask, demo, organisms, adapter, evaluate, diff, figures, bench)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 2 bad input or a failure with a message, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="tuneteller", description="Tells you, in words, what a fine-tune changed in a "
                                     "language model.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        sub = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    args = parser.parse_args(argv)
    errors = Console(stderr=True, soft_wrap=True)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill cleans up as Ctrl-C does
    try:
        return int(args.run(args))
    except TuneTellerError as error:
        errors.print(f"[red]error:[/red] {shown(error, 4000)}")
        return 2
    except KeyboardInterrupt:
        errors.print("interrupted; what was finished is kept, nothing is half-written")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


if __name__ == "__main__":
    sys.exit(main())
