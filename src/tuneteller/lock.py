"""One process at a time in one place, by a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from tuneteller.errors import InUse
from tuneteller.files import ADVICE, remove_leftovers, storage_errors

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

_held: set[TextIO] = set()


@contextmanager
def locked(lock: Path, *places: Path, wait: bool = False, advice: str = ADVICE) -> Iterator[None]:
    """Be alone in the block among all that ask for this lock; it begins without what killed ones left half-written.

    A file system that has no locks gives none, with a warning.

    Args:
        lock: a file that is there while the block runs. One that a kill leaves behind hinders nobody.
        places: files or directories that only who has the lock writes; the first is named in messages.
        wait: until another process has let go, instead of being refused.
        advice: for when the lock's file cannot be made.

    Raises:
        InUse: another process is in there; it is named.
        StorageError: the lock's file cannot be made.
    """
    with storage_errors(places[0], advice):
        lock.parent.mkdir(parents=True, exist_ok=True)
        file = _acquire(lock, places[0], wait)
    if file is None:
        yield
        return
    _held.add(file)
    try:
        for place in places:
            remove_leftovers(place)
        yield
    finally:
        if file in _held:
            with suppress(OSError):
                lock.unlink()  # first: who waits for it is let in, sees that it is gone, and makes another
            _let_go(file)


def _acquire(lock: Path, place: Path, wait: bool) -> TextIO | None:
    """The lock's file, held and with our number in it; None where there are no locks."""
    while fcntl is not None:
        file = lock.open("a+", encoding="utf-8")
        try:
            _hold(file, place, wait)
            if not _is(file, lock):
                file.close()  # its holder has removed it meanwhile
                continue
            with suppress(OSError):  # on a full disk it stays unnamed
                file.truncate(0)
                file.write(f"process {os.getpid()} on {socket.gethostname()}")
                file.flush()
            return file
        except InUse:
            file.close()
            raise
        except OSError as error:
            file.close()
            with suppress(OSError):
                lock.unlink()
            log.warning("%s cannot be locked (%s); let no other process write there meanwhile.", place, error)
            return None
    return None


def _hold(file: TextIO, place: Path, wait: bool) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read(200) or "another process"
        if not wait:
            raise InUse(f"{place} is in use by {holder}; wait until that ends, or choose another place") from None
        log.info("Waiting for %s, which is writing %s.", holder, place)
        fcntl.flock(file, fcntl.LOCK_EX)


def _is(file: TextIO, path: Path) -> bool:
    """Whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _let_go(file: TextIO) -> None:
    _held.discard(file)
    with suppress(OSError):
        file.close()


def _let_go_in_child() -> None:
    """A process made by fork shares its parent's locks; it would hold them longer than a parent that is killed."""
    for file in [*_held]:
        _let_go(file)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_in_child)
