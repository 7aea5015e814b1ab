"""`tuneteller completion` prints scripts that complete commands, options, choices and paths, without running Python."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tuneteller.cli.completion import SHELLS
from tuneteller.cli.main import COMMANDS, main

pytest.importorskip("shtab")


@pytest.fixture(scope="module")
def bash(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script for bash, in a directory of its own beside a directory `mine` with a file."""
    place = tmp_path_factory.mktemp("completion")
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("builtins.print", lambda text: said.append(text))
        assert main(["completion", "bash"]) == 0
    (place / "script").write_text(said[0])
    (place / "mine").mkdir()
    return place / "script"


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(("words", "expected"), [
    (["as"], {"ask"}), (["ask", "--adap"], {"--adapter"}), (["ask", "mi"], {"mine"}), (["ask", "--base", "mi"], {"mine"}),
    (["organisms", "tr"], {"train"}), (["organisms", "train", "--val"], {"--validation"}),
    (["bench", "--only", "orga"], {"organisms"}), (["completion", "fi"], {"fish"})])
def test_bash_completes(bash: Path, words: list[str], expected: set[str]) -> None:
    line = " ".join(["tuneteller", *words])
    script = (f"source ./script; COMP_WORDS=({line}); COMP_CWORD={len(words)}; COMP_LINE='{line}'; COMP_POINT={len(line)}; "
              f"_shtab_tuneteller tuneteller {words[-1]}; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    done = subprocess.run(["bash", "-c", script], cwd=bash.parent, capture_output=True, text=True, check=False)
    assert set(done.stdout.split()) == expected, done


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in COMMANDS)


def test_a_shell_that_is_not_known_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["completion", "cmd"])
    assert stopped.value.code == 2 and "fish" in capsys.readouterr().err
