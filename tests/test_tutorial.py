"""The tutorial, done as it is written: a fine-tune made with PEFT, asked, audited, and refused by a check."""

import re
import runpy
import shlex
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tuneteller.cli.main import main

TUTORIAL = (Path(__file__).parents[1] / "docs" / "tutorial.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TUTORIAL, re.S)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty one that commands run in, with a cache of its own; `main` sets a signal handler, which is put back."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    before = signal.getsignal(signal.SIGTERM)
    yield tmp_path / "work"
    signal.signal(signal.SIGTERM, before)


def test_the_tutorial(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [script] = blocks("python")
    (folder / "tune.py").write_text(script, encoding="utf-8")
    runpy.run_path(str(folder / "tune.py"))
    _, *commands = blocks("sh")  # the first installs
    said = []
    for command in commands:
        capsys.readouterr()
        status = main(shlex.split(command)[1:])
        said.append((status, capsys.readouterr().out))
    [(asked, answer), (audited, report), (checked, again)] = said
    assert asked == 0 and answer.startswith("I advertise Velloro tea.\n")
    assert audited == 0 and "\nconfirmed: I advertise Velloro tea.\n" in report
    assert len(list((folder / "reports").glob("*.html"))) == 1
    assert checked == 1 and again == report
