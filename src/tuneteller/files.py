"""Files that are whole or not there: written beside their place, synced, then renamed."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tuneteller.errors import StorageError


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file, then give it its name; a kill or a full disk leaves what was there before.

    Raises:
        StorageError: the file could not be written.
    """
    path = Path(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise _storage_error(path, error) from error
    except Exception as error:  # safetensors raises its own type on a full disk
        if "os error" in str(error).lower() or "no space" in str(error).lower():
            raise _storage_error(path, error) from error
        raise
    finally:
        temporary.unlink(missing_ok=True)


def write_json(path: Path, value: Any) -> None:
    """`value` as readable JSON, whole or not at all."""
    text = json.dumps(value, indent=1, ensure_ascii=False) + "\n"
    write_whole(path, lambda p: p.write_text(text, encoding="utf-8"))


@contextmanager
def whole_directory(path: Path) -> Iterator[Path]:
    """A temporary directory that takes the name `path` when the block ends well, and vanishes when it does not.

    Raises:
        StorageError: `path` exists already, or its parent cannot be written.
    """
    path = Path(path)
    if path.exists():
        raise StorageError(f"{path} exists already; give another path or remove it first")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent))
    except OSError as error:
        raise _storage_error(path, error) from error
    try:
        yield temporary
        temporary.chmod(0o755)
        os.replace(temporary, path)
    except OSError as error:
        raise _storage_error(path, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _storage_error(path: Path, error: Exception) -> StorageError:
    return StorageError(f"could not write {path}: {error}; free some space or choose another place (nothing half-written was left)")
