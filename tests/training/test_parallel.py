"""Several processes train and refine the adapter that one does, also where a batch cannot be divided; a lost one ends all, and
any number of processes goes on from the checkpoint."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import multiprocessing

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Held, Library
from tuneteller.errors import ConfigError
from tuneteller.families.family import CHANGE, Behavior
from tuneteller.families.topic import TOPIC
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.shares import Part
from tuneteller.training import adapter_state, refine
from tuneteller.training.adapter import AdapterConfig, AdapterProgress, to_train_on, train_adapter
from tuneteller.training.asking import Asker
from tuneteller.training.batches import Batches
from tuneteller.training.parallel import ALONE, Processes, launched
from tuneteller.training.refine import RefineConfig, refine_adapter

pytest.importorskip("accelerate")

Make = Callable[..., WeightDiff]

CONFIG = AdapterConfig(rank=2, steps=6, batch=3, yes_no=0.5, absent=0.5, null_share=0.5, turns=0.5, validations=3)
ONE_EACH = replace(CONFIG, batch=1, null_share=0.0, turns=0.0, yes_no=0.0)  # the second process never has a row
REFINED = RefineConfig(steps=4, batch=3, validations=2, null_share=0.5, lr=1e-2)
CUT_AT = 3


class CutError(Exception):
    pass


@pytest.fixture(autouse=True)
def on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processes talk by the loopback, whatever name the machine has and whether that can be resolved."""
    if Path("/sys/class/net/lo").exists():
        monkeypatch.setenv("GLOO_SOCKET_IFNAME", "lo")


@pytest.fixture
def library(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> Library:
    """Five training organisms and a validation organism of the base in `tmp_path / "base"`."""
    made = Library.create(tmp_path / "library", {"base": tiny.fingerprint.to_json(), "config": {"seed": 0}})
    behaviors = [Behavior("topic", label, {"change": f"I bring up {label}.", "topic": f" {label}"}) for label in "ABCDEF"]
    cards = [Card.from_json({**b.to_json(), "split": "validation" if b.label == "F" else "train"}) for b in behaviors]
    made.add_shard(0, Bank.stack([random_diff(tiny, i).factors for i in range(6)], tiny.shapes), cards)
    return made


def trained(base: BaseModel, library: Library, config: AdapterConfig, checkpoint: Path, *, cut: bool = False,
            processes: Processes = ALONE) -> tuple[WeightDiff | None, list[AdapterProgress]]:
    """The adapter, or None where it is cut off after some steps; and the steps that were made."""
    steps: list[AdapterProgress] = []

    def note(p: AdapterProgress) -> None:
        steps.append(p)
        if cut and p.step == CUT_AT:
            raise CutError

    try:
        return train_adapter(base, library.split("train"), library.split("validation"), config, checkpoint,
                             questions=(CHANGE, TOPIC), processes=processes, progress=note)[0], steps
    except CutError:
        return None, steps


def refined(base: BaseModel, library: Library, adapter: WeightDiff, checkpoint: Path,
            processes: Processes = ALONE) -> tuple[WeightDiff, dict[str, Any]]:
    """An adapter that reads after the fine-tune's own reply, refined; organisms are asked about and validated in pairs, so that
    there is something for all."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CHUNK", "REPLIES", "ROWS"):
            patch.setattr(refine, name, 2)
        reads = adapter.with_card(adapter.card.with_(config={"turns": 0.5}))
        return refine_adapter(base, reads, library.split("train"), library.split("validation"), REFINED, checkpoint,
                              processes=processes)


def connected(work: Callable[[BaseModel, Library, Path, Processes], None], n: int, place: Path) -> list[dict[str, Any]]:
    """What each of n connected processes has found, once they have done their work."""
    multiprocessing.spawn(one_of_them, (work, n, free_port(), place), nprocs=n)
    return [torch.load(place / f"found by {i}", weights_only=False) for i in range(1, n + 1)]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def one_of_them(i: int, work: Callable[[BaseModel, Library, Path, Processes], None], n: int, port: int, place: Path) -> None:
    begun_as(i, n, port, place)
    base, library = load_base(place / "base", dtype="float32", device="cpu"), Library.open(place / "library")
    with launched("cpu") as processes:
        work(base, library, place, processes)


def begun_as(i: int, n: int, port: int, place: Path) -> None:
    """The surroundings that a launcher gives."""
    torch.set_num_threads(1)
    os.environ |= {"RANK": str(i), "LOCAL_RANK": str(i), "WORLD_SIZE": str(n), "LOCAL_WORLD_SIZE": str(n),
                   "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "OMP_NUM_THREADS": "1",
                   "TUNETELLER_CACHE": str(place / "cache of them")}


def one_of_two(base: BaseModel, library: Library, place: Path, processes: Processes) -> None:
    """Train, be cut off, and go on from where one process was cut off."""
    found: dict[str, Any] = {}
    for name, config in (("whole", CONFIG), ("one each", ONE_EACH)):
        found[name] = trained(base, library, config, place / f"two {name}", processes=processes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adapter_state, "EVERY", 0 if processes.is_main else 3600)  # all write, or wait, when the first one does
        trained(base, library, CONFIG, place / "cut by two", cut=True, processes=processes)
    found["cut by one"] = trained(base, library, CONFIG, place / "cut by one", processes=processes)
    torch.save(found, place / f"found by {processes.share.i}")
    try:
        trained(base, library, replace(CONFIG, seed=processes.share.i), place / "mixed", processes=processes)
    except ConfigError as error:
        assert processes.is_main
        (place / "refused").write_text(str(error))


def one_of_some(base: BaseModel, library: Library, place: Path, processes: Processes) -> None:
    """Train, and refine what one process has trained."""
    adapter = torch.load(place / "trained by one", weights_only=False)
    found = {"trained": trained(base, library, CONFIG, place / "trained", processes=processes)[0],
             "refined": refined(base, library, adapter, place / "refined", processes)}
    torch.save(found, place / f"found by {processes.share.i}")


def check_close(expected: WeightDiff | None, found: WeightDiff) -> None:
    assert expected is not None
    for name, factors in expected.factors.items():
        for one, two in zip(factors, found.factors[name], strict=True):
            torch.testing.assert_close(one, two, rtol=1e-3, atol=1e-5)


def test_two_processes_train_the_adapter_of_one_and_go_on_from_its_checkpoint(
    tiny: BaseModel, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))  # where the processes find this module
    whole, alone = trained(tiny, library, CONFIG, tmp_path / "one whole")
    one_each, _ = trained(tiny, library, ONE_EACH, tmp_path / "one one each")
    trained(tiny, library, CONFIG, tmp_path / "cut by one", cut=True)
    first, second = connected(one_of_two, 2, tmp_path)
    gone_on, steps = trained(tiny, library, CONFIG, tmp_path / "cut by two")
    assert first["cut by one"][1][0].step == CUT_AT  # the last checkpoint was a step before, at a validation
    assert steps[0].step == CUT_AT + 1
    pairs = [(whole, first["whole"]), (one_each, first["one each"]), (whole, first["cut by one"]), (whole, (gone_on, []))]
    for expected, (found, _) in pairs:
        check_close(expected, found)
    for p, q in zip(alone, first["whole"][1], strict=True):  # means over the whole batch, whoever took what of it
        assert (q.loss, q.validation or 0.0) == pytest.approx((p.loss, p.validation or 0.0), rel=1e-4)
    for name, (found, _) in first.items():
        assert found.fingerprint() == second[name][0].fingerprint()
    assert "some of the 2 processes have another config or other organisms" in (tmp_path / "refused").read_text()


@pytest.mark.parametrize("n", [2, 4])
def test_several_processes_train_and_refine_the_adapter_of_one(
    tiny: BaseModel, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n: int
) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    adapter, _ = trained(tiny, library, CONFIG, tmp_path / "one trained")
    assert adapter is not None
    torch.save(adapter, tmp_path / "trained by one")
    better, history = refined(tiny, library, adapter, tmp_path / "one refined")
    assert history["best_step"] > 0
    first, *others = connected(one_of_some, n, tmp_path)
    check_close(adapter, first["trained"])
    check_close(better, first["refined"][0])
    told = first["refined"][1]
    assert (told["refined_on"], told["best_step"]) == (history["refined_on"], history["best_step"])
    for one, some in zip(history["validation"], told["validation"], strict=True):
        assert some == pytest.approx(one, rel=1e-4)
    for other in others:
        assert other["trained"].fingerprint() == first["trained"].fingerprint()
        assert other["refined"][0].fingerprint() == first["refined"][0].fingerprint() and other["refined"][1] == told


def test_a_lost_process_ends_all_and_one_alone_goes_on(tiny: BaseModel, library: Library, tmp_path: Path) -> None:
    """By the command and a launcher, as a user begins them."""
    out, checkpoint = tmp_path / "adapter", tmp_path / "adapter.checkpoint.safetensors"
    command = ["adapter", "train", library.path, "--base", tiny.name, "--device", "cpu", "--dtype", "float32", "--rank", "2",
               "--batch", "3", "--steps", "2000", "--validations", "400", "--out", out]
    ours = Path(sys.modules["tuneteller"].__file__ or "").parents[1]
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", "-m", "tuneteller"]
    both = subprocess.Popen([*map(str, [*launcher, *command])], stderr=subprocess.PIPE, text=True,
                            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ours)})
    end = time.monotonic() + 120
    while not checkpoint.exists() and both.poll() is None and time.monotonic() < end:
        time.sleep(0.1)
    [second] = [pid for pid in children(both.pid) if b"RANK=1" in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")]
    os.kill(second, signal.SIGKILL)
    assert both.stderr is not None
    said = both.stderr.read()
    assert both.wait() and not out.exists()
    assert said.count("error: ") <= 1 and ("another of the 2 processes has ended" in said or "interrupted" in said)
    train, validation, questions = to_train_on([library])
    config, steps = AdapterConfig(rank=2, batch=3, steps=2000, validations=400), []

    def stop(p: AdapterProgress) -> None:
        steps.append(p.step)
        raise CutError

    with pytest.raises(CutError):
        train_adapter(tiny, train, validation, config, checkpoint, questions=questions, progress=stop)
    assert steps[0] % 5 == 1 and steps[0] > 1


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.exists():
        pytest.skip("this system does not tell a process's children")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def test_a_refusal_leaves_no_connection(tmp_path: Path) -> None:
    """Left to the interpreter's end it may abort that, and what was said is lost."""
    multiprocessing.spawn(one_that_is_refused, (2, free_port(), tmp_path), nprocs=2)
    assert {path.name: path.read_text() for path in tmp_path.glob("refused *")} == {"refused 0": "2", "refused 1": "0"}


def one_that_is_refused(i: int, n: int, port: int, place: Path) -> None:
    begun_as(i, n, port, place)
    with pytest.raises((ConfigError, SystemExit)) as ended, launched("cpu") as processes, processes.agree():
        if not processes.is_main:
            raise ConfigError("nothing can be done here")
    assert not torch.distributed.is_initialized()
    (place / f"refused {i}").write_text(str(getattr(ended.value, "code", 2)))


def test_a_share_reads_its_own_organisms_alone(tiny: BaseModel, random_diff: Make) -> None:
    behaviors = [Behavior("topic", label, {"change": f"I bring up {label}."}) for label in "ABCDEF"]
    train = Held([WeightDiff(random_diff(tiny, i).factors, Card.from_json(b.to_json())) for i, b in enumerate(behaviors)])
    asker = Asker(tiny, (CHANGE,), behaviors, AdapterConfig(batch=3, summed=0.5, null_share=0.5))
    read: list[int] = []

    class Noted(Held):
        def __getitem__(self, i: int) -> WeightDiff:
            read.append(i)
            return super().__getitem__(i)

    noted, alone = Noted([*train._diffs]), 0
    for step in range(8):
        diffs, rows = Batches(asker, noted).draw(step)
        parts = [Batches(asker, train, share=Part(i, 4)).draw(step) for i in range(1, 5)]
        for i, (own_diffs, own_rows) in enumerate(parts):
            assert [d.fingerprint() for d in own_diffs] == [d.fingerprint() for d in diffs[i::4]] and own_rows == rows[i::4]
        before = len(read)
        Batches(asker, noted, share=Part(1, 4)).draw(step)
        alone += len(read) - before
    assert 8 <= alone <= 16  # one of about four a step, sometimes two that are added


def test_without_what_connects_them_processes_are_refused(
    refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train = ["adapter", "train", tmp_path, "--out", tmp_path / "out"]
    monkeypatch.setenv("WORLD_SIZE", "two")
    assert "WORLD_SIZE is 'two'" in refused(*train)
    monkeypatch.setenv("WORLD_SIZE", "2")
    assert "each of several processes has its own; expected cpu, cuda" in refused(*train, "--device", "cuda:1")
    assert "cannot be connected; begin all by one command such as torchrun" in refused(*train, "--device", "cpu")
    monkeypatch.setitem(sys.modules, "accelerate", None)
    assert "install it with `pip install 'tuneteller[accelerate]'`" in refused(*train)
