"""The page's example, as it is written, on a base model that is small."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tuneteller.models import BaseModel

from .conftest import OPTIONS  # type: ignore[import-not-found]

PAGE = (Path(__file__).parents[2] / "docs" / "make-a-reader.md").read_text(encoding="utf-8")


def test_the_example_makes_a_reader_and_asks_it(run: Callable[..., tuple[int, str, str]], tiny: BaseModel, tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    [block] = re.findall(r"```sh\n(.*?)```", PAGE, re.S)
    make, ask = (shlex.split(line)[1:] for line in block.replace("\\\n", " ").splitlines())
    monkeypatch.chdir(tmp_path)
    make[make.index("--base") + 1] = tiny.name
    status, said, err = run(*make, *OPTIONS)  # what is given twice is taken as it was given last
    assert status == 0 and said.endswith(f"wrote {make[make.index('--out') + 1]}\n"), err
    organism = next(Path(ask[ask.index("--reader") + 1], "organisms").iterdir())
    ask[1] = str(organism)
    status, said, err = run(*ask, "--device", "cpu", "--dtype", "float32")
    assert status == 0 and "evidence" in said, err


def test_the_page_names_what_is_there(run: Callable[..., tuple[int, str, str]], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("reader", "make", "--help")
    helped = capsys.readouterr().out
    named = set(re.findall(r"--[a-z][a-z-]+", PAGE)) - {"--reader", "--adapter"}  # of other commands
    assert len(named) > 10 and {option for option in named if option not in helped} == set()
