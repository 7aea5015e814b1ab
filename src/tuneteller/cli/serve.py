"""`tuneteller serve`: a page to work in, and a server others can talk to."""

from __future__ import annotations

import argparse
import os
from contextlib import suppress
from pathlib import Path

TOKEN = "TUNETELLER_TOKEN"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where it is served, what it may read, and what fine-tunes are read with."""
    from tuneteller.cli.common import add_base_arguments, add_reader_arguments

    parser.add_argument("--host", default="127.0.0.1", help="address to serve at; any but this machine's own asks for a token "
                        "(default: %(default)s)")
    parser.add_argument("--port", type=int, default=8421, help="0 for any that is free (default: %(default)s)")
    parser.add_argument("--root", type=Path, metavar="DIR", help="folder of your fine-tunes, which the server may read, and "
                        "nothing outside of it (default: none, so those that come with the reader and uploads alone)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where jobs, results and uploads are kept (default: serve in "
                        "the cache)")
    parser.add_argument("--token", help=f"what whoever asks has to know (default: ${TOKEN}; without it, drawn at random where "
                        "other machines reach the server, by --host or --name, and none where they do not)")
    parser.add_argument("--name", action="append", default=[], metavar="HOST", help="a name under which the server is reached, "
                        "as behind a proxy; may be given again")
    parser.add_argument("--max-upload", type=float, default=2.0, metavar="GB", help="that uploads may take together (default: "
                        "%(default)s)")
    add_reader_arguments(parser)
    add_base_arguments(parser, follows=True)


def run(args: argparse.Namespace) -> int:
    """Serve until the process is told to end."""
    from tuneteller.cache import cache_root
    from tuneteller.cli.common import adapter_from, base_from, notes, reader_from, settle_base, shown
    from tuneteller.errors import Busy, ConfigError, TuneTellerError
    from tuneteller.files import storage_errors
    from tuneteller.lock import locked
    from tuneteller.service.desk import Desk
    from tuneteller.service.jobs import Job
    from tuneteller.service.places import Root
    from tuneteller.service.service import Service
    from tuneteller.service.store import Store
    from tuneteller.service.tasks import TASKS, Warm

    try:
        from tuneteller.web.app import House, create_app
        from tuneteller.web.catalog import Catalog
        from tuneteller.web.guard import Keys, is_loopback
        from tuneteller.web.run import hosts_of, listen, secret_of, serve, token_of
        from tuneteller.web.uploads import Uploads
    except ImportError as error:
        raise ConfigError(f"the server needs more packages ({error}); pip install 'tuneteller[serve]'") from error

    if not 0 < args.max_upload < 1e6:
        raise ConfigError(f"--max-upload is {args.max_upload}; expected gigabytes, more than 0")
    settle_base(args)
    given = args.token if args.token is not None else os.environ.get(TOKEN)
    token = token_of(args.host, given, args.name)
    data: Path = (args.data or cache_root() / "serve").resolve()  # a relative path could read like a hub id
    root = None if args.root is None else Root(args.root)
    adapter = adapter_from(args)

    def warmed(job: Job) -> None:
        if isinstance(job.work, Warm) and isinstance(job.error, TuneTellerError):
            notes.print(f"[red]error:[/red] base model and reader cannot be loaded: {shown(job.error, 4000)}", soft_wrap=True)

    with storage_errors(data, "choose another --data"):
        data.mkdir(mode=0o700, parents=True, exist_ok=True)  # what was asked and uploaded is nobody else's
    with locked(data / ".lock", data / "jobs.sqlite"), listen(args.host, args.port) as at:
        catalog = Catalog(_organisms(args), root, Uploads(data / "uploads", round(args.max_upload * 1e9)))
        desk = Desk(lambda: base_from(args), lambda base: reader_from(args, base, adapter), catalog.source)
        store = Store(data / "jobs.sqlite", TASKS)
        service = Service(desk, store, may_pause=Desk.may_pause)
        service.listeners.append(warmed)
        with suppress(Busy):  # as many wait as before, and what they wait for is loaded for them
            service.submit(Warm())
        app = create_app(House(service, store, catalog, Keys(secret_of(data), token), hosts_of(args.host, args.name)))

        def begun(address: str) -> None:
            notes.print(f"serving at {shown(address)}  (Ctrl-C ends it)", soft_wrap=True, highlight=False)
            if not is_loopback(args.host):
                notes.print("[yellow]warning:[/yellow] other machines reach this server, and what goes over the network is not "
                            "encrypted; put it behind a proxy that does that", soft_wrap=True)
            if token is not None and given is None:
                notes.print(f"token: {token}", soft_wrap=True, highlight=False)

        serve(app, at, begun)
        store.close()
    return 0


def _organisms(args: argparse.Namespace) -> list[Path]:
    """The held-out organisms of the reader that the options name."""
    from tuneteller.cli.common import reader_path
    from tuneteller.embedded import EMBEDDED, alias_of
    from tuneteller.zoo import zoo_organisms

    path = reader_path(args)
    if path is not None:
        return zoo_organisms(path) if (path / "organisms").is_dir() else []
    return zoo_organisms() if alias_of(args.base) == EMBEDDED else []
