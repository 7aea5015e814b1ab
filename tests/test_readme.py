"""The README's Python example runs as printed, and names what exists."""

import re
from pathlib import Path

import pytest

import tuneteller

README = Path(__file__).parents[1] / "README.md"


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    scope: dict[str, object] = {}
    exec(compile(example, str(README), "exec"), scope)
    answer = scope["answer"]
    assert isinstance(answer, tuneteller.Answer) and answer.text and 0 < len(answer.evidence.others) <= 8
    # the fine-tune and the reader are two things, and so are the diff's likelihood and the base's
    assert answer.text != answer.finetune and answer.evidence.own != answer.evidence.none
    assert capsys.readouterr().out == f"{answer.text} {answer.evidence.against_none} {answer.finetune}\n"


def test_every_public_name_exists() -> None:
    for name in tuneteller.__all__:
        assert getattr(tuneteller, name) is not None
