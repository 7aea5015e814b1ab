"""What is made once and kept: directories under the cache root, each whole and held against its checksums."""

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tuneteller.errors import StorageError
from tuneteller.files import storage_errors, write_json
from tuneteller.lock import locked

_CHECKSUMS = "checksums.json"
_VERIFIED = "verified.json"

log = logging.getLogger(__name__)


def cache_root() -> Path:
    """`$TUNETELLER_CACHE`, else `~/.cache/tuneteller`."""
    chosen = os.environ.get("TUNETELLER_CACHE")
    return Path(chosen).expanduser() if chosen else Path.home() / ".cache" / "tuneteller"


def cached_directory(root: Path, key: str, build: Callable[[Path], None]) -> Path:
    """The directory `root/key`, made by `build(directory)` if it is missing or damaged.

    It appears whole or not at all; of two processes that want it at once one waits for the other. Contents are held against
    their checksums when they are first used and whenever a file's size or time has changed since. Raises `StorageError` if it
    cannot be written.
    """
    final = root / key
    if _is_whole(final):
        return final
    advice = "free some space (a model may take 0.6 to 2.6 GB) or set TUNETELLER_CACHE to a directory that can be written"
    with locked(root / f".{key}.lock", final, wait=True, advice=advice), storage_errors(final, advice):
        if _is_whole(final):  # another process was faster
            return final
        work = Path(tempfile.mkdtemp(prefix=f".{key}.", suffix=".tmp", dir=root))
        try:
            built, old = work / "new", work / "old"
            built.mkdir()
            build(built)
            _write_checksums(built)
            if _is_whole(final):  # as before, where the file system has no locks
                return final
            if final.exists():
                log.warning("The cached %s is damaged; it is replaced.", final)
                with contextlib.suppress(FileNotFoundError):
                    os.replace(final, old)
            try:
                os.replace(built, final)
            except OSError:
                if not _is_whole(final):
                    raise
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return final


def kept(file: Path) -> dict[str, Any]:
    """What a file of the cache holds; nothing where it is missing or damaged."""
    with contextlib.suppress(OSError, ValueError):
        if isinstance(values := json.loads(file.read_text(encoding="utf-8")), dict):
            return values
    return {}


def keep(file: Path, more: Mapping[str, Any]) -> None:
    """Keep these values, as JSON, beside those that a file of the cache holds, whichever process wrote them."""
    with contextlib.suppress(StorageError), locked(file.with_name(f".{file.name}.lock"), file, wait=True):
        write_json(file, kept(file) | dict(more))  # a cache that cannot be written costs time, nothing else


def _write_checksums(directory: Path) -> None:
    sums = {}
    for path in sorted(p for p in directory.iterdir() if p.is_file()):
        with path.open("rb+") as file:  # Windows syncs what may be written alone
            os.fsync(file.fileno())
            sums[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    write_json(directory / _CHECKSUMS, sums)
    _write_stamp(directory, list(sums))


def _stamp(directory: Path, names: list[str]) -> dict[str, list[int]]:
    stats = {name: (directory / name).stat() for name in names}
    return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}


def _write_stamp(directory: Path, names: list[str]) -> None:
    with contextlib.suppress(OSError, StorageError):  # a read-only cache is hashed every time instead
        write_json(directory / _VERIFIED, _stamp(directory, names))


def _is_whole(directory: Path) -> bool:
    """Whether every file is there with its checksum; hashing is skipped for files unchanged since it last passed."""
    try:
        sums = dict(json.loads((directory / _CHECKSUMS).read_text(encoding="utf-8")))
        now = _stamp(directory, list(sums))
    except (OSError, ValueError, TypeError):
        return False
    try:
        passed = json.loads((directory / _VERIFIED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        passed = None
    if passed == now:
        return bool(sums)
    try:
        for name, expected in sums.items():
            with (directory / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                    return False
    except OSError:  # unreadable, or another process is replacing it
        return False
    _write_stamp(directory, list(sums))
    return bool(sums)
