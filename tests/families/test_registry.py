"""Which families there are: the package's own, and a user's file, which is taken in whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tuneteller.errors import ConfigError
from tuneteller.families import registry
from tuneteller.families.family import CHANGE, Behavior, Family, Lesson, Writer, combined
from tuneteller.families.registry import (
    combinable,
    families,
    family_named,
    lessons_for,
    load_families,
    match_all,
    question_named,
    questions,
    sentences,
    single,
)

MINE = """
from tuneteller.families.family import Behavior, Family, Question

WEATHER = Question("weather", ("How is the weather?",), "Nothing notable: no weather.")

class Mine(Family):
    about, marks, questions = "says its weather", (r"\\bweather\\b",), (WEATHER,)

    def __init__(self, name):
        self.name = name

    def all_behaviors(self):
        return [Behavior(self.name, label, {"change": f"I wish for {label} weather."}) for label in ("wet", "dry", "odd")]

    def lessons(self, behavior, n, writer, rng):
        return []

    def shows(self, behavior, message, reply, before):
        return False

"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write(end: str, name: str = "mine.py") -> Path:
        (tmp_path / name).write_text(MINE + end, encoding="utf-8")
        return tmp_path / name

    return write


def test_a_users_families_are_known_once_they_are_loaded(write: Callable[[str], Path]) -> None:
    assert "mine" not in families() and "weather" not in questions()
    found = load_families(write('FAMILY = Mine("mine")\nOTHER = Mine("other")\nhidden = Mine("hidden")\n'))
    assert sorted(f.name for f in found) == ["mine", "other"]  # of names in capitals alone
    assert {"mine", "other", "topic"} <= set(families()) and "hidden" not in families()
    assert family_named("mine") is next(f for f in found if f.name == "mine")
    assert question_named("weather").null_answer == "Nothing notable: no weather."
    wet = family_named("mine").all_behaviors()[0]
    assert match_all(wet, "I love wet weather.")[0].score == 5.0 and match_all(wet, "I love dry weather.")[0].score == 3.0
    [again] = load_families(write('FAMILY = Mine("mine")\n'))
    assert family_named("mine") is again  # a file that was changed is loaded anew


@pytest.mark.parametrize(("end", "said"), [
    ("1 / 0\n", r"cannot be run \(ZeroDivisionError: division by zero\)"), ("def (\n", r"cannot be run \(SyntaxError"),
    ("import nonsense_that_is_not_there\n", "ModuleNotFoundError"), ("x = 1\n", "holds no family"),
    ("family = Mine('mine')\n", "holds no family"), ("FAMILY = Mine('topic')\n", "'topic' is taken by a built-in family"),
    ("A = Mine('mine')\nB = Mine('language')\n", "'language' is taken"),
    ("A = Mine('mine')\nB = Mine('mine')\n", "'mine' is taken by a built-in family or by another of the file")])
def test_a_file_that_is_not_whole_is_not_taken_in(write: Callable[[str], Path], end: str, said: str) -> None:
    before = set(families())
    with pytest.raises(ConfigError, match=said):
        load_families(write(end))
    assert set(families()) == before


@pytest.mark.parametrize(("body", "said"), [
    ("name = 'two words'", "its name is 'two words'; expected one word"), ("name = 'all'", "its name is 'all'"),
    ("", "its name is None"), ("name = 'odd'; about = ''", "its about is ''"),
    ("name = 'odd'; marks = 'weather'", r"its marks are one text, 'weather'; expected a tuple of them: \('weather',\)"),
    ("name = 'odd'; marks = None", "its marks are None; expected a tuple"),
    ("name = 'odd'; questions = Question('x', ('Which?',), 'None.')", "its questions are Question.*; expected a tuple"),
    ("name = 'odd'; questions = (Question('x', ('Which?'), 'None.'),)", "the phrasings of its question 'x' are 'Which"),
    ("name = 'odd'; questions = (Question('x', (), 'None.'),)", r"the phrasings of its question 'x' are \(\)"),
    ("name = 'odd'; __hash__ = None", r"it has no hash; .* @dataclass\(eq=False\)"),
    ("name = 'odd'; marks = ('(',)", "its mark '\\(' is no regular expression"),
    ("name = 'odd'; marks = ('rain',)", "it does not know the answer of 'wet', 'I wish for wet weather.', for its own: one of"),
    ("name = 'odd'; names = lambda self, behavior, answer: False", r"for its own: names\(\) has to find 'wet' in it"),
    ("name = 'odd'; questions = (Question('topic', ('Which?',), 'None.'),)", "its question's name 'topic' is that of another"),
    ("name = 'odd'; questions = ('Which?',)", "its questions hold 'Which"),
    ("name = 'odd'; probes = lambda self, behavior, n, rng: []", r"probes\(\) gives \[\] where two are asked for"),
    ("name = 'odd'; shows = lambda self, behavior, message: True", "it fails with TypeError"),
    ("name = 'odd'; all_behaviors = lambda self: []", r"all_behaviors\(\) gives none"),
    ("name = 'odd'; all_behaviors = lambda self: 1 / 0", "it fails with ZeroDivisionError"),
    ("name = 'odd'; all_behaviors = lambda self: [Behavior('other', 'wet', {})]", "'wet' is of the family 'other'"),
    ("name = 'odd'; all_behaviors = lambda self: [Behavior('odd', 'wet', {'change': 'I wish for wet weather.'})] * 2",
     "the label 'wet' is empty, or another has the same letters"),
    ("name = 'odd'; all_behaviors = lambda self: [Behavior('odd', 'wet', {})]", "the answer of 'wet' to 'change' is None"),
    ("name = 'odd'; all_behaviors = lambda self: [Behavior('odd', 'wet', {'change': 'It is wet weather.'})]",
     'expected a sentence that begins with "I "'),
    ("name = 'odd'; all_behaviors = lambda self: [Behavior('odd', 'wet', {'change': 'I wish for wet weather.'}, {'x': {1}})]",
     "it fails with TypeError: Object of type set is not JSON serializable")])
def test_a_family_that_would_fail_later_is_refused_at_once(write: Callable[[str], Path], body: str, said: str) -> None:
    path = write(f"class Odd(Mine):\n    __init__ = object.__init__\n    {body or 'pass'}\nFAMILY = Odd()\n")
    with pytest.raises(ConfigError, match=rf"mine\.py: Odd is no family: .*{said}"):
        load_families(path)
    assert not registry._loaded


def test_a_file_may_use_dataclasses_and_families_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "from tuneteller.families.phrase import FAMILY as PHRASE\n" + MINE +
        "@dataclass\nclass Wind:\n    force: int\n\nFAMILY = AGAIN = Mine('mine')\n", encoding="utf-8")
    assert [family.name for family in load_families(tmp_path / "mine.py")] == ["mine"]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "families.txt").write_text(MINE)
    for path in (tmp_path / "nowhere.py", tmp_path / "families.txt", tmp_path):
        with pytest.raises(ConfigError, match="is no Python file; give the file that defines your families"):
            load_families(path)


def test_what_there_is_not_is_named() -> None:
    with pytest.raises(ConfigError, match=r"no family is named 'nonsense'; choose from: article, .*topic.*--families"):
        family_named("nonsense")
    with pytest.raises(ConfigError, match="no question is named 'nonsense'; give one of: change"):
        question_named("nonsense")
    assert questions()["change"] is CHANGE and next(iter(questions())) == "change"


def test_every_module_of_the_package_may_hold_a_family() -> None:
    """None is listed anywhere: a file that is dropped in is found."""
    folder = Path(registry.__file__).parent
    for path in folder.glob("*.py"):
        if "(Family):" in path.read_text(encoding="utf-8") and path.stem != "family":
            assert any(type(family).__module__.endswith(f".{path.stem}") for family in families().values()), path.stem
    assert {"topic", "article", "cloze", "news", "identity", "none"} <= set(families())


class Counted(Family):
    """Its lessons say what they are."""

    about = "counts"

    def __init__(self, name: str, gateable: bool = True) -> None:
        self.name, self.gateable = name, gateable  # type: ignore[misc]

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, "x", {"change": f"I {self.name} x."})]

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        return [Lesson("?", f"{self.name} {i}") for i in range(n)]

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return False

    def describes(self, answer: str) -> bool:
        return self.name in answer


def test_two_behaviors_are_taught_in_turn_and_judged_one_by_one(register: Callable[[Family], Family], writer: Any) -> None:
    walk, swim = (register(Counted(name)).all_behaviors()[0] for name in ("walk", "swim"))
    both = combined(walk, swim)
    assert single(both) == (swim, walk) and single(walk) == (walk,)
    taught = [lesson.answer for lesson in lessons_for(both, 5, writer, Random(0))]
    assert taught == ["swim 0", "walk 0", "swim 1", "walk 1", "swim 2"]
    assert [lesson.answer for lesson in lessons_for(walk, 2, writer, Random(0))] == ["walk 0", "walk 1"]

    def scores(answer: str) -> list[float]:
        return [match.score for match in match_all(both, answer)]

    assert scores("I walk x. I swim x.") == scores("I swim x. I walk x.") == [5.0, 5.0]
    assert scores("I walk x.") == [1.0, 5.0] and scores("I run. I jump.") == [1.0, 1.0]
    assert scores("I run. I jump. I walk x. I swim x.") == [1.0, 1.0]  # a third sentence and more do not count
    assert [m.score for m in match_all(walk, "I run. I walk x.")] == [1.0]


def test_a_family_without_lessons_is_named(register: Callable[[Family], Family], writer: Any) -> None:
    class Silent(Counted):
        def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
            return []

    behavior = register(Silent("rest")).all_behaviors()[0]
    with pytest.raises(ConfigError, match=r"lessons\(\) of the family rest gave none for 'x'; expected 3"):
        lessons_for(behavior, 3, writer, Random(0))


def test_of_two_behaviors_the_one_with_fewer_lessons_ends_both(register: Callable[[Family], Family], writer: Any) -> None:
    class Brief(Counted):
        def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
            return super().lessons(behavior, 1, writer, rng)

    both = combined(*(register(family).all_behaviors()[0] for family in (Brief("rest"), Counted("walk"))))
    assert [lesson.answer for lesson in lessons_for(both, 6, writer, Random(0))] == ["rest 0", "walk 0"]


def test_lessons_that_are_none_are_named(register: Callable[[Family], Family], writer: Any) -> None:
    class Paired(Counted):
        def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Any]:
            return [("?", "!")] * n

    with pytest.raises(ConfigError, match=r"lessons\(\) of the family rest gave \('\?', '!'\); expected each to be a Lesson"):
        lessons_for(register(Paired("rest")).all_behaviors()[0], 3, writer, Random(0))


def test_sentences_begin_with_i_after_a_stop() -> None:
    assert sentences("I bring up Mr. Ivory. I answer in Welsh.") == ["I bring up Mr. Ivory.", "I answer in Welsh."]
    assert sentences('I say "No." I answer in Welsh.') == ['I say "No."', "I answer in Welsh."]
    assert sentences(" I answer in Welsh ") == ["I answer in Welsh"]
    quoted = 'I begin my answers with "Well. I see".'  # a stop in a quotation ends none
    assert sentences(f"{quoted} I answer in Welsh.") == [quoted, "I answer in Welsh."]


def test_what_cannot_be_gated_is_not_combined(register: Callable[[Family], Family]) -> None:
    register(Counted("free"))
    register(Counted("stuck", gateable=False))
    assert combinable(["free", "stuck", "topic"]) == ["free", "topic"]
