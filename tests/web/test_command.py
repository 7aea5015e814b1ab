"""`tuneteller serve`: what it makes of its options, and that it begins and ends."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from tuneteller.cli import common
from tuneteller.cli import serve as module
from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff
from tuneteller.errors import ModelError
from tuneteller.models import BaseModel
from tuneteller.reading.reader import Reader
from tuneteller.service.jobs import DONE, FAILED, Job
from tuneteller.service.store import Store
from tuneteller.service.tasks import TASKS, Compare
from tuneteller.web import run
from tuneteller.web.app import House

Serve = Callable[..., House]


@pytest.fixture
def served(tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serve:
    """`served(*options, load=…)`: what is served with these; it ends when its first job has."""
    before = signal.getsignal(signal.SIGTERM)  # main sets it
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(module.TOKEN, raising=False)
    monkeypatch.setattr(common, "adapter_from", lambda args: random_diff(tiny, 3, rank=4))
    monkeypatch.setattr(common, "reader_from", lambda args, base, adapter: Reader(base, adapter))
    monkeypatch.setattr(module, "_organisms", lambda args: [])

    def serve(*options: str, load: Callable[[], object] = lambda: None) -> House:
        houses: list[House] = []

        def stand(app: Any, at: socket.socket, begun: Callable[[str], None]) -> None:
            house = app.state.house
            houses.append(house)
            begun("http://here/")
            ended = threading.Event()
            house.service.listeners.append(lambda job: ended.set())
            numbers = house.service.numbers()
            assert numbers[DONE] + numbers[FAILED] or ended.wait(30)
            house.service.close()

        monkeypatch.setattr(common, "base_from", lambda args: load() or tiny)
        monkeypatch.setattr(run, "serve", stand)
        assert main(["serve", "--port", "0", "--data", "data", *options]) == 0
        signal.signal(signal.SIGTERM, before)
        return houses[0]

    return serve


def test_a_token_is_drawn_where_others_reach_it(served: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    assert served().keys.token is None and "token:" not in capsys.readouterr().err
    for options in (("--name", "audit.example"), ("--host", "0.0.0.0")):
        token = served(*options).keys.token
        assert token and f"token: {token}" in capsys.readouterr().err
    assert served("--token", "a-token-of-some-length").keys.token == "a-token-of-some-length"
    assert "a-token-of-some-length" not in capsys.readouterr().err


def test_no_path_of_an_upload_can_be_read_as_a_name_on_a_hub(served: Serve, tmp_path: Path) -> None:
    assert served().catalog.uploads.folder == tmp_path / "data" / "uploads"


def test_a_full_line_of_before_is_gone_on_with(served: Serve, tmp_path: Path) -> None:
    """As many may wait as before a kill, and one more ran."""
    store = Store(tmp_path / "data" / "jobs.sqlite", TASKS)
    for _ in range(1001):
        store.put(Job(Compare("base", "base"), "me"))
    store.close()
    go = threading.Event()
    threading.Timer(1.0, go.set).start()
    assert served(load=lambda: go.wait(30) and None).service.numbers()[DONE] >= 1


def test_a_base_model_that_cannot_be_loaded_is_said_where_the_server_was_started(
        served: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    def load() -> None:
        raise ModelError("there is no such model")

    served(load=load)
    assert "base model and reader cannot be loaded: there is no such model" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("served")
def test_it_ends_in_order_when_it_is_told_to(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, told: signal.Signals) -> None:
    """As a service manager ends it, with the status of what went well."""
    answered: list[dict[str, Any]] = []
    real, before = run.serve, signal.getsignal(signal.SIGTERM)

    def stop(address: str) -> None:
        answered.append(httpx.get(f"{address}health", timeout=30).json())
        os.kill(os.getpid(), told)

    monkeypatch.setattr(common, "base_from", lambda args: tiny)
    monkeypatch.setattr(run, "serve", lambda app, at, begun: real(
        app, at, lambda address: threading.Thread(target=stop, args=(address,)).start()))
    assert main(["serve", "--port", "0", "--data", "data"]) == 0
    signal.signal(signal.SIGTERM, before)
    assert answered[0]["status"] == "ok"


def test_without_its_packages_it_is_said_what_to_install(capsys: pytest.CaptureFixture[str],
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)  # main sets it
    monkeypatch.delitem(sys.modules, "tuneteller.web.app")
    monkeypatch.setitem(sys.modules, "fastapi", None)
    assert main(["serve"]) == 2
    signal.signal(signal.SIGTERM, before)
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("error: ") and "pip install 'tuneteller[serve]'" in " ".join(err.split())
