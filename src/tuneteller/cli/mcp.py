"""`tuneteller mcp`: the abilities as tools for agents, over standard input and output."""

from __future__ import annotations

import argparse
import os
import signal
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where fine-tunes may lie, and what they are read with."""
    from tuneteller.cli.common import add_base_arguments, add_reader_arguments

    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder under which fine-tunes may be read, "
                        "and nothing outside of it (default: the current one)")
    add_reader_arguments(parser)
    add_base_arguments(parser, follows=True)


def run(args: argparse.Namespace) -> int:
    """Serve until the client goes, or the process is told to."""
    from tuneteller.cli.common import adapter_from, base_from, notes, reader_from, settle_base, shown
    from tuneteller.errors import ConfigError
    from tuneteller.service.desk import Desk
    from tuneteller.service.places import Root
    from tuneteller.service.service import Service

    try:
        from tuneteller.mcp_server import server
    except ImportError as error:
        raise ConfigError(f"tools for agents need the package mcp ({error}); pip install 'tuneteller[mcp]'") from error

    settle_base(args)
    root = Root(args.root)
    service = Service(Desk(lambda: base_from(args), lambda base: reader_from(args, base, adapter_from(args)), root.source),
                      may_pause=Desk.may_pause)
    notes.print(f"serving over standard input and output; fine-tunes are read under {shown(root.path)}", soft_wrap=True)
    for told in (signal.SIGINT, signal.SIGTERM):
        # at once: a thread waits for the client's next line, and another may compute for minutes
        signal.signal(told, lambda number, frame: os._exit(130))
    try:
        server(service, root.path).run("stdio")
    finally:
        service.close()
    return 0
