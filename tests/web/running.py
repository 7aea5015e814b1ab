"""A server as users run it, at a free port of this machine, with a small random model behind it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader
from tuneteller.service.desk import Desk
from tuneteller.service.places import Root
from tuneteller.service.service import Service
from tuneteller.service.store import Store
from tuneteller.service.tasks import TASKS
from tuneteller.web.app import House, create_app
from tuneteller.web.catalog import Catalog
from tuneteller.web.guard import Keys
from tuneteller.web.uploads import Uploads

NAMES = ("first", "second", "third", "fourth")
"""Of the fine-tunes under the server's root; beside it lies another, `secret`."""


@dataclass(frozen=True)
class Site:
    """A server that runs."""

    url: str
    app: FastAPI
    house: House
    diffs: dict[str, WeightDiff]
    base: BaseModel

    @property
    def reader(self) -> Reader:
        return self.house.service.desk.reader

    def until(self, so: Callable[[], object]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + 30
        while not so():
            assert time.monotonic() < end
            time.sleep(0.02)


@pytest.fixture
def site(tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
         ) -> Iterator[Callable[..., Site]]:
    """`site(token=…, most=…, more=…)`: a server; `more` are fine-tunes beside `NAMES`."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TUNETELLER_READERS", str(tmp_path / "readers"))
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(token: str | None = None, most: int = 1000, more: dict[str, WeightDiff] | None = None,
              load: Callable[[], object] = lambda: None) -> Site:
        diffs = {name: random_diff(tiny, i, std=0.2) for i, name in enumerate(NAMES)} | (more or {})
        for name, diff in diffs.items():
            save_peft(diff, tmp_path / "root" / name)
            diffs[name] = load_diff(tmp_path / "root" / name, tiny)
        save_peft(random_diff(tiny, 9), tmp_path / "secret")
        catalog = Catalog([], Root(tmp_path / "root"), Uploads(tmp_path / "uploads", 10**9))
        desk = Desk(lambda: load() or tiny, lambda base: Reader(base, random_diff(base, 3, rank=4)), catalog.source)
        store = Store(tmp_path / "jobs.sqlite", TASKS)
        house = House(Service(desk, store, most=most), store, catalog, Keys(b"s" * 32, token), frozenset({"127.0.0.1"}))
        app = create_app(house)
        at = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]})
        running.append((server, thread))
        thread.start()
        made = Site(f"http://127.0.0.1:{at.getsockname()[1]}", app, house, diffs, tiny)
        made.until(lambda: server.started)
        return made

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive()
