"""The README's Python example runs as printed, and names what exists."""

import re
from pathlib import Path

import tuneteller

README = Path(__file__).parents[1] / "README.md"


def test_the_python_example_runs(capsys: object) -> None:
    [example] = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    scope: dict[str, object] = {}
    exec(compile(example, str(README), "exec"), scope)
    answer = scope["answer"]
    assert isinstance(answer, tuneteller.Answer) and answer.text


def test_every_public_name_exists() -> None:
    for name in tuneteller.__all__:
        assert getattr(tuneteller, name) is not None
