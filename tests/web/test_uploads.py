"""What a browser sends arrives byte for byte, or nothing of it is left."""

import os
import time
from pathlib import Path

import anyio
import pytest
from starlette.requests import Request

from tuneteller.errors import ConfigError
from tuneteller.web import uploads as module
from tuneteller.web.uploads import Upload, Uploads, receive

BOUNDARY = "quartz7319"


def part(name: str, data: bytes, field: str = "files") -> bytes:
    return (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n").encode() + data + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def send(uploads: Uploads, body: bytes, *, kind: str = f"multipart/form-data; boundary={BOUNDARY}", chunk: int = 7,
         stop_at: int | None = None, seconds: float = 5.0) -> Upload:
    """Send a body in small chunks; with `stop_at`, the sender pauses there for good."""
    async def run() -> Upload:
        at = 0

        async def incoming() -> dict[str, object]:
            nonlocal at
            if stop_at is not None and at >= stop_at:
                await anyio.sleep(60)
            data, at = body[at : at + chunk], at + chunk
            return {"type": "http.request", "body": data, "more_body": at < len(body)}

        request = Request({"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}, incoming)
        return await receive(request, uploads, seconds)

    return anyio.run(run)


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads", 10_000)


def nothing_left(uploads: Uploads) -> bool:
    return not any(file.is_file() for file in uploads.folder.rglob("*")) and uploads.all() == []


def test_files_arrive_byte_for_byte(uploads: Uploads) -> None:
    data = os.urandom(3000) + b"\r\n--" + BOUNDARY.encode()[:4] + b"\r\n"
    field = b"--" + BOUNDARY.encode() + b'\r\nContent-Disposition: form-data; name="x"\r\n\r\nhi\r\n'
    upload = send(uploads, form(part("lora/adapter_config.json", b"{}"), part("lora/adapter_model.safetensors", data),
                                part("", b""), field))
    place = uploads.place(upload.id)
    assert place is not None and {file.name: file.read_bytes() for file in place.iterdir()} == {
        "adapter_config.json": b"{}", "adapter_model.safetensors": data}
    assert (upload.name, upload.note) == ("lora", "2 files, 0.0 MB") and uploads.all() == [upload]
    uploads.remove(upload.id)
    assert nothing_left(uploads) and uploads.place(upload.id) is None


def test_a_file_alone_is_the_upload(uploads: Uploads) -> None:
    place = uploads.place(send(uploads, form(part("lora.gguf", b"GGUF"))).id)
    assert place is not None and place.read_bytes() == b"GGUF"


@pytest.mark.parametrize("name", ["../../evil.json", "/etc/passwd.json", "a/../../b.json", "..\\..\\evil.json", ".hidden.json",
                                  "a/b/c/d/e.json", "x" * 200 + ".json", "tab\there.json", "run.py", "setup.sh", "model.exe",
                                  "archive.zip", "C:x.json", "<b>.json", "noending", "nul\0.json"])
def test_names_that_no_fine_tune_has(uploads: Uploads, name: str) -> None:
    with pytest.raises(ConfigError, match="a file named"):
        send(uploads, form(part("adapter_config.json", b"{}"), part(name, b"x")))
    assert nothing_left(uploads) and not (uploads.folder.parent / "evil.json").exists()


def test_too_large_too_many_or_twice(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="more than 10,000 bytes"):
        send(uploads, form(part("a.bin", b"x" * 6000), part("b.bin", b"x" * 6000)), chunk=1000)
    with pytest.raises(ConfigError, match=r"two files of the name 'a\.bin'"):
        send(uploads, form(part("a.bin", b"x"), part("a.bin", b"y")))
    monkeypatch.setattr(module, "FILES", 2)
    with pytest.raises(ConfigError, match="more than 2 files"):
        send(uploads, form(*(part(f"{i}.json", b"") for i in range(3))))
    assert nothing_left(uploads)
    first = send(uploads, form(part("a.bin", b"x" * 6000)), chunk=1000)
    with pytest.raises(ConfigError, match=r"more than 3,9\d\d bytes"):  # all together may not take more either
        send(uploads, form(part("b.bin", b"x" * 6000)), chunk=1000)
    assert uploads.all() == [first]


def test_those_that_come_at_the_same_time_have_no_more_room(uploads: Uploads) -> None:
    one, other = uploads.begin(), uploads.begin()
    for incoming in (one, other):
        incoming.file("a.bin")
        incoming.write(b"x" * 4000)
    assert uploads.taken() == 8000
    one.keep()
    with pytest.raises(ConfigError, match=r"more than 6,000 bytes"):
        other.write(b"x" * 2001)
    other.write(b"x" * 2000)
    other.drop()
    assert 4000 < uploads.taken() < 4100 and uploads.coming == {}
    third = uploads.begin()
    third.file("a.bin")
    third.write(b"x" * 5900)


def test_so_many_and_no_more(uploads: Uploads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    first, second = send(uploads, form(part("a.json", b"{}"))), uploads.begin()
    with pytest.raises(ConfigError, match="there are 2 uploads"):
        uploads.begin()
    second.drop()
    uploads.begin().drop()
    uploads.begin()
    uploads.remove(first.id)
    uploads.begin().drop()


EMPTY = b"--" + BOUNDARY.encode() + b"\r\nContent-Disposition: form-data; name=y\r\n\r\n\r\n"


@pytest.mark.parametrize("rest", [b"x" * 3000, b"\r\n" + EMPTY * 99])
def test_what_is_no_file_is_bounded_too(uploads: Uploads, monkeypatch: pytest.MonkeyPatch, rest: bytes) -> None:
    monkeypatch.setattr(module, "BESIDE", 1000)
    field = b"--" + BOUNDARY.encode() + b'\r\nContent-Disposition: form-data; name="x"\r\n\r\n' + rest + b"\r\n"
    with pytest.raises(ConfigError, match="more than 1,000 bytes beside its files"):
        send(uploads, form(field, part("a.json", b"{}")))
    assert nothing_left(uploads) and uploads.coming == {}


def test_what_is_cut_short_leaves_nothing(uploads: Uploads) -> None:
    whole = form(part("a.bin", b"x" * 3000))
    with pytest.raises(ConfigError, match="ends in the middle"):
        send(uploads, whole[:1500], chunk=100)
    with pytest.raises(ConfigError, match=r"nothing came for 0.05 seconds"):
        send(uploads, whole, chunk=100, stop_at=1500, seconds=0.05)
    with pytest.raises(ConfigError, match="no file was sent"):
        send(uploads, form())
    with pytest.raises(ConfigError, match="cannot be read"):
        send(uploads, b"what is this?" * 10)
    with pytest.raises(ConfigError, match="cannot be read"):
        send(uploads, whole, kind=f"multipart/form-data; boundary={'x' * 500}")
    with pytest.raises(ConfigError, match="the body is application/json"):
        send(uploads, b"{}", kind="application/json")
    assert nothing_left(uploads)


def test_unused_ones_are_swept(uploads: Uploads) -> None:
    old, used, needed = (send(uploads, form(part("a.json", b"{}"))).id for _ in range(3))
    for id in (old, used, needed):
        os.utime(uploads.folder / id / "upload.json", (0, time.time() - 2 * module.KEEP))
    (uploads.folder / "0123456789abcdef" / "files").mkdir(parents=True)  # cut short by a kill
    coming = uploads.begin()
    coming.file("a.json")
    assert uploads.place(used) is not None
    uploads.sweep({needed})
    assert sorted(path.name for path in uploads.folder.iterdir()) == sorted([used, needed, coming.id])
    assert coming.keep() in uploads.all()


def test_ids_are_no_paths(uploads: Uploads, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "upload.json").write_text("{}")
    for id in ("../other", "..", "", "0123456789abcdeF", "x" * 16 + "/.."):
        assert uploads.place(id) is None
        uploads.remove(id)
    assert (tmp_path / "other" / "upload.json").exists()


