"""What is made once and kept: directories under the cache root, each whole and held against its checksums."""

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tuneteller.errors import StorageError
from tuneteller.files import storage_errors, write_json

_CHECKSUMS = "checksums.json"
_VERIFIED = "verified.json"

log = logging.getLogger(__name__)


def cache_root() -> Path:
    """`$TUNETELLER_CACHE`, else `~/.cache/tuneteller`."""
    chosen = os.environ.get("TUNETELLER_CACHE")
    return Path(chosen).expanduser() if chosen else Path.home() / ".cache" / "tuneteller"


def cached_directory(root: Path, key: str, build: Callable[[Path], None]) -> Path:
    """The directory `root/key`, made by `build(directory)` if it is missing or damaged.

    It appears whole or not at all, also when two processes build it at once. Contents are held against their checksums
    when they are first used and whenever a file's size or time has changed since. Raises `StorageError` if it cannot be
    written.
    """
    final = root / key
    if _is_whole(final):
        return final
    with storage_errors(root, "set TUNETELLER_CACHE to a directory that can be written"):
        root.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{key}-", dir=root))
    try:
        with storage_errors(final, "free some space (a model may take 600 MB) or set TUNETELLER_CACHE to another directory"):
            built, old = work / "new", work / "old"
            built.mkdir()
            build(built)
            _write_checksums(built)
            if _is_whole(final):  # another process was faster
                return final
            if final.exists():
                log.warning("The cached %s is damaged; it is replaced.", final)
                with contextlib.suppress(FileNotFoundError):  # another process may have moved it first
                    os.replace(final, old)
            try:
                os.replace(built, final)
            except OSError:
                if not _is_whole(final):  # else another process was faster by a moment
                    raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return final


def _write_checksums(directory: Path) -> None:
    sums = {}
    for path in sorted(p for p in directory.iterdir() if p.is_file()):
        with path.open("rb") as file:
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
    for name, expected in sums.items():
        with (directory / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                return False
    _write_stamp(directory, list(sums))
    return bool(sums)
