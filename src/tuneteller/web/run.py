"""How the application is run: its address, its token and secret, and the server that holds the connections."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from tuneteller.errors import ConfigError
from tuneteller.files import storage_errors
from tuneteller.web.guard import is_loopback

SECRET = "secret"
"""The file of what sessions follow from; whoever reads it can make some."""

IDLE = 30
"""Seconds after which a connection without a request is closed."""

CONNECTIONS = 2000
"""At once; more are refused."""

SHORTEST = 16
"""Characters of a token that others may try to guess."""


def token_of(host: str, given: str | None, names: Sequence[str] = ()) -> str | None:
    """The token that whoever asks has to know; drawn at random where other machines reach the server.

    Args:
        names: under which it is reached, as through a proxy, which lets in whom it likes.

    Raises:
        ConfigError: the one that is given is short, or no header can carry it.
    """
    if given is None:
        return None if all(map(is_loopback, (host, *names))) else secrets.token_urlsafe(24)
    if len(given) < SHORTEST or not all("!" <= c <= "~" for c in given):
        raise ConfigError(f"the token has {len(given)} characters; expected at least {SHORTEST}, letters, digits and signs "
                          f"without blanks; leave it out to have one drawn")
    return given


def hosts_of(host: str, names: Sequence[str]) -> frozenset[str]:
    """Names under which the server may be asked for; empty for any, which is for servers with a token alone."""
    here = host.strip("[]").lower()
    own = {"localhost", "127.0.0.1", "[::1]", f"[{here}]" if ":" in here else here} if is_loopback(host) else set[str]()
    return frozenset(own | {name.lower() for name in names})


def secret_of(data: Path) -> bytes:
    """The secret of a server's folder, which no other user may read; drawn where there is none.

    Raises:
        StorageError: it cannot be written or read.
    """
    path = data / SECRET
    with storage_errors(path, "choose another --data"):
        data.mkdir(parents=True, exist_ok=True)
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
        except FileExistsError:
            pass
        if len(secret := path.read_bytes()) == 32:
            return secret
        path.unlink()  # a kill came between
    return secret_of(data)


def listen(host: str, port: int) -> socket.socket:
    """A socket at that address.

    Raises:
        ConfigError: there is none to be had.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        raise ConfigError(f"cannot serve at {host}, port {port} ({error}); give another --port, 0 for any that is free, or "
                          f"another --host") from error


def serve(app: FastAPI, at: socket.socket, begun: Callable[[str], None]) -> None:
    """Serve until the process is told to end.

    Args:
        begun: called with the address, before it answers: the socket listens already, and whoever comes waits there.
    """
    host, port = at.getsockname()[:2]
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=IDLE,
                            limit_concurrency=CONNECTIONS, timeout_graceful_shutdown=5, lifespan="on")
    begun(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
    with suppress(KeyboardInterrupt):  # it has ended in order, and raises the signal again that told it to
        uvicorn.Server(config).run(sockets=[at])
