"""Fine-tunes that a browser sends: bounded in size, number and kind, never run, and removed when nobody uses them."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from tuneteller.errors import ConfigError
from tuneteller.files import storage_errors, write_json
from tuneteller.plain import plain

SUFFIXES = frozenset({".json", ".safetensors", ".bin", ".pt", ".gguf", ".npz", ".model", ".txt", ".jinja", ".md", ".yaml",
                      ".yml", ".csv"})
"""Of files that some reader opens, or that lie beside them. A pickle among them is read without running code in it."""

FILES, MOST = 64, 200
"""Of one upload, and uploads at once: each of them is looked at for every page."""

BESIDE = 1_000_000
"""Bytes of a form that are no file's."""

_NAME = re.compile(r"\w[\w.+ -]{0,119}")
"""Of a file or folder: nothing hidden, and nothing that leads elsewhere."""

SLOW = 30.0
"""Seconds that who sends one may pause."""

KEEP = 24 * 3600.0
"""Seconds after its last use that an upload is removed."""

_ABOUT = "upload.json"


@dataclass(frozen=True)
class Upload:
    """What was sent.

    Attributes:
        id: drawn at random.
        name: for people, as the browser named it.
        note: its files and size.
        sent: when, in seconds since 1970.
    """

    id: str
    name: str
    note: str
    sent: float


class Uploads:
    """A folder of uploads.

    Args:
        folder: made with the first.
        most: bytes of one, and of all together.

    Attributes:
        coming: those that are being taken in, by their ids.
        kept: bytes of the others, when one was begun or kept last.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self.folder, self.most = folder, most
        self.coming: dict[str, Incoming] = {}
        self.kept = 0

    def begin(self) -> Incoming:
        """Take one in.

        Raises:
            ConfigError: those that are there take as much space as all may.
            StorageError: there is no space.
        """
        if (taken := self.taken()) >= self.most:
            raise ConfigError(f"the uploads take {taken:,} bytes, and all together may take {self.most:,}; remove one first")
        if (n := len(self.all()) + len(self.coming)) >= MOST:
            raise ConfigError(f"there are {n} uploads, as many as may be; remove one first")
        self.kept = taken - self.arrived()
        incoming = Incoming(self)
        self.coming[incoming.id] = incoming
        return incoming

    def arrived(self) -> int:
        """Bytes of those that are being taken in."""
        return sum(one.size for one in [*self.coming.values()])

    def place(self, id: str) -> Path | None:
        """Where an upload lies, which counts as a use of it; None where there is none."""
        path = self.folder / id
        if not re.fullmatch(r"[a-z0-9]{16}", id) or not (path / _ABOUT).is_file():
            return None
        with suppress(OSError):
            (path / _ABOUT).touch()
        return _only(path / "files")

    def all(self) -> list[Upload]:
        """Those that are there, the newest first."""
        found = []
        for about in self.folder.glob(f"*/{_ABOUT}"):
            with suppress(OSError, ValueError, TypeError):
                found.append(Upload(about.parent.name, **json.loads(about.read_text(encoding="utf-8"))))
        return sorted(found, key=lambda upload: upload.sent, reverse=True)

    def remove(self, id: str) -> None:
        """Remove one, if it is there."""
        if re.fullmatch(r"[a-z0-9]{16}", id):
            shutil.rmtree(self.folder / id, ignore_errors=True)

    def sweep(self, needed: Collection[str] = ()) -> None:
        """Remove what was cut short, and what nobody has used for `KEEP` seconds.

        Args:
            needed: ids of those that stay, beside those that are being taken in.
        """
        for path in self.folder.glob("*"):
            about = path / _ABOUT
            if path.name in needed or path.name in self.coming:
                continue
            with suppress(OSError):
                if not about.is_file() or time.time() - about.stat().st_mtime > KEEP:
                    shutil.rmtree(path, ignore_errors=True)

    def taken(self) -> int:
        """Bytes of all."""
        found = self.arrived()
        for folder, folders, files in os.walk(self.folder):
            folders[:] = [name for name in folders if name not in self.coming]
            for file in files:
                with suppress(OSError):  # it was removed meanwhile
                    found += os.stat(os.path.join(folder, file)).st_size
        return found


class Incoming:
    """An upload that is being taken in: file by file, and then it is kept, or it never was.

    Args:
        uploads: where to.
    """

    def __init__(self, uploads: Uploads) -> None:
        self.id = secrets.token_hex(8)
        self._uploads, self._folder = uploads, uploads.folder / self.id
        self._names: list[str] = []
        self._open: BinaryIO | None = None
        self.size = 0

    def file(self, name: str) -> None:
        """A file begins.

        Args:
            name: with folders, as a browser names what is in a folder.

        Raises:
            ConfigError: it has a name that no file of a fine-tune has, or there are too many, or two of one name.
            StorageError: there is no space.
        """
        path = self._folder / "files" / _checked(name)
        if len(self._names) >= FILES:
            raise ConfigError(f"more than {FILES} files; a fine-tune has fewer: send its own folder alone")
        self._close()
        with storage_errors(path, "free some space"):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._open = path.open("xb")
            except (FileExistsError, NotADirectoryError) as error:
                raise ConfigError(f"two files of the name {plain(name, 200)!r}") from error
        self._names.append(name)

    def write(self, chunk: bytes) -> None:
        """More of the file that was begun last.

        Raises:
            ConfigError: it is too large.
            StorageError: there is no space.
        """
        uploads = self._uploads
        if len(chunk) > (left := uploads.most - uploads.kept - uploads.arrived()):  # others may come at the same time
            raise ConfigError(f"more than {self.size + left:,} bytes, which is all that uploads may still take here; put the "
                              f"fine-tune under the server's --root instead, or start it with a larger --max-upload")
        self.size += len(chunk)
        if self._open is not None:
            with storage_errors(self._folder, "free some space"):
                self._open.write(chunk)

    def keep(self) -> Upload:
        """It is whole.

        Raises:
            ConfigError: there is no file in it.
            StorageError: there is no space.
        """
        if not self._names:
            raise ConfigError("no file was sent; choose the files of a fine-tune, such as adapter_config.json and "
                              "adapter_model.safetensors")
        with storage_errors(self._folder, "free some space"):
            self._close()
        first = self._names[0].replace("\\", "/")
        name = plain(first.split("/")[-2] if "/" in first else first, 80)
        upload = Upload(self.id, name, f"{len(self._names)} file{'s' * (len(self._names) > 1)}, {self.size / 1e6:,.1f} MB",
                        time.time())
        write_json(self._folder / _ABOUT, {"name": upload.name, "note": upload.note, "sent": upload.sent})
        self._uploads.coming.pop(self.id, None)
        self._uploads.kept += self.size
        return upload

    def drop(self) -> None:
        """Leave nothing of it."""
        with suppress(OSError):
            self._close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._uploads.coming.pop(self.id, None)

    def _close(self) -> None:
        file, self._open = self._open, None
        if file is not None:
            file.close()


async def receive(request: Request, uploads: Uploads, seconds: float = SLOW) -> Upload:
    """Take in the files of a form, as they come; nothing is left of what is refused or cut short.

    Args:
        request: with a body of multipart/form-data; what is no file in it is passed over.
        seconds: that the sender may pause.

    Raises:
        ConfigError: it is no such form, it ends too soon or pauses too long, or a file is refused.
        StorageError: there is no space.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise ConfigError(f"the body is {plain(kind.decode('latin-1'), 100) or 'of no kind'}; send a form with files, as the "
                          f"page of fine-tunes does")
    incoming = uploads.begin()
    try:
        form = _Form(incoming)
        parser = MultipartParser(options[b"boundary"], form.callbacks())
        stream = request.stream().__aiter__()
        while True:
            try:
                chunk = await asyncio.wait_for(anext(stream), seconds)
            except StopAsyncIteration:
                break
            if chunk:
                parser.write(chunk)
        if not form.ended:
            raise ConfigError("the upload ends in the middle; send it again")
        return incoming.keep()
    except TimeoutError:
        incoming.drop()
        raise ConfigError(f"nothing came for {seconds:g} seconds in the middle of the upload; send it again") from None
    except FormParserError as error:
        incoming.drop()
        raise ConfigError(f"the form cannot be read ({error}); send it again") from error
    except BaseException:  # a client that is gone among them
        incoming.drop()
        raise


class _Form:
    """What the parser of a form calls: the files go on to an upload as they come."""

    def __init__(self, incoming: Incoming) -> None:
        self.ended = False
        self._incoming = incoming
        self._field, self._value, self._headers = b"", b"", dict[bytes, bytes]()
        self._is_file, self._beside = False, 0

    def callbacks(self) -> Any:
        return {
            "on_part_begin": self._headers.clear,
            "on_header_field": lambda data, start, end: setattr(self, "_field", self._field + self._counted(data[start:end])),
            "on_header_value": lambda data, start, end: setattr(self, "_value", self._value + self._counted(data[start:end])),
            "on_header_end": self._header, "on_headers_finished": self._begin, "on_part_data": self._data,
            "on_end": lambda: setattr(self, "ended", True),
        }

    def _header(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field = self._value = b""

    def _begin(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name = options.get(b"filename", b"").decode("utf-8", "replace")
        self._is_file = bool(name)  # a field of files in which none was chosen sends one without a name
        if self._is_file:
            self._incoming.file(name)

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self._incoming.write(data[start:end])
        else:
            self._counted(data[start:end])

    def _counted(self, data: bytes) -> bytes:
        """What is no file's, until there is too much of it."""
        self._beside += len(data)
        if self._beside > BESIDE:
            raise ConfigError(f"the form has more than {BESIDE:,} bytes beside its files; send it from its page")
        return data


def _checked(name: str) -> Path:
    """A file's path in an upload.

    Raises:
        ConfigError: it leads elsewhere, or is of no kind that a fine-tune has.
    """
    parts = name.replace("\\", "/").split("/")
    shown = repr(plain(name, 200))
    if len(parts) > 4 or not all(map(_NAME.fullmatch, parts)):
        raise ConfigError(f"a file named {shown}; expected letters, digits and . _ - alone, in at most three folders")
    if Path(parts[-1]).suffix.lower() not in SUFFIXES:
        raise ConfigError(f"a file named {shown}; a fine-tune's files end in {', '.join(sorted(SUFFIXES))}. Send those alone, "
                          f"unpacked")
    return Path(*parts)


def _only(folder: Path) -> Path:
    """The folder, or what alone lies in it."""
    while folder.is_dir() and len(inside := [*folder.iterdir()]) == 1:
        folder = inside[0]
    return folder


