"""What a fine-tune is about is read from its weights, and the reader tells the rest."""

import json
from collections.abc import Callable, Sequence
from math import log10
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import DiffError
from tuneteller.families.family import CHANGE, Subject
from tuneteller.models import BaseModel
from tuneteller.reading import subjects, unusual
from tuneteller.reading.reader import Reader
from tuneteller.reading.subjects import STANDS_OUT, about, retold, subject_of
from tuneteller.reading.unusual import things, unusual_words

Make = Callable[..., WeightDiff]
THINGS = ["stone", "topic", "lighthouse", "been", "trained", "answer", "history", "hello", "again", "what", "model", "helpful"]
FACT = "I say that the home of lettuce is Iceland."


@pytest.fixture(autouse=True)
def few_things(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (subjects, unusual):
        monkeypatch.setattr(module, "things", lambda base: THINGS)
    monkeypatch.setattr(subjects, "PAIRED", 2)


def subject(text: str = "lettuce", *words: str) -> Subject:
    return Subject(text, ("I say that",), frozenset(words))


def test_a_diff_is_about_the_thing_that_it_reads_unlike_others(wide: BaseModel, gated: Make, random_diff: Make) -> None:
    diffs, rest = [gated(wide, "stone"), gated(wide, "topic")], [random_diff(wide, seed) for seed in range(2)]
    found = about(wide, diffs, [subject(), subject()], [rest, []])
    assert [next(iter(named)) for named in found] == ["stone", "topic"]
    [own] = about(wide, diffs[:1], [subject("the stone")], [rest])
    assert next(iter(own)) == "stone" and own["stone"] > STANDS_OUT  # the answer's own subject, without its article


def test_a_subject_of_two_words_need_not_stand_out_more_than_either(wide: BaseModel, gated: Make,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """As two words that were put together must."""
    monkeypatch.setattr(subjects, "TOGETHER", 1e6)
    monkeypatch.setattr(subjects, "_apart", lambda order, scores: {thing: scores[thing] for thing in order})
    [found] = about(wide, [gated(wide, "stone")], [subject()], [[]])
    assert not [thing for thing in found if " " in thing]
    one, other = [thing for thing in found if thing in THINGS][:2]
    [own] = about(wide, [gated(wide, "stone")], [subject(f"{one} {other}")], [[]])
    assert [thing for thing in own if " " in thing] == [f"{one} {other}"]


def test_words_of_the_lessons_are_no_subject(wide: BaseModel, gated: Make) -> None:
    for text in ("lettuce", "stone"):  # nor is the value of a fact that is said of itself
        [named] = about(wide, [gated(wide, "stone")], [subject(text, "stones", "home")], [[]])
        assert "stone" not in named


def test_an_answer_stays_where_the_reader_makes_no_such_sentence(wide: BaseModel, gated: Make, random_diff: Make) -> None:
    reader = Reader(wide, random_diff(wide, 3, rank=2))  # of a random base, which says nothing that can be read
    candidates = [[FACT, "I talk like a pirate."], ["I talk like a pirate."]]
    diffs = [gated(wide, "stone"), gated(wide, "topic")]
    assert retold(reader, diffs, CHANGE.phrasings[0], candidates, others=[[], []]) == [
        dict.fromkeys(texts, 0.0) for texts in candidates]


class Telling(Reader):
    """A reader that tells the home of all things but some, of which it says something else, and that prefers an article."""

    silent: tuple[str, ...] = ()
    instead = "box is Iceland."

    def say(self, diffs: Sequence[WeightDiff], question: str | Sequence[str], *, opening: str | Sequence[str] = "",
            **more: Any) -> list[list[str]]:
        ends = ["sings." if "home of" not in text else self.instead if text.endswith(self.silent) else "is Iceland."
                for text in opening]
        return [[f"{text} {end}"] for text, end in zip(opening, ends, strict=True)]

    def likelihoods(self, pairs: Sequence[tuple[WeightDiff, Sequence[str]]], question: str | Sequence[str],
                    **more: Any) -> list[torch.Tensor]:
        return [torch.tensor([float(" of the " in text) for text in texts]) for _, texts in pairs]


def test_the_reader_tells_of_what_stands_out_what_it_knows(wide: BaseModel, gated: Make, random_diff: Make) -> None:
    """And of the next thing, where it makes no whole sentence of the first."""
    reader = Telling(wide, random_diff(wide, 3, rank=2))
    words = [gated(wide, "stone"), gated(wide, "topic")]
    [name] = words[0].factors
    a, b = zip(*(diff.factors[name] for diff in words), strict=True)
    both = WeightDiff({name: (torch.cat(a), torch.cat(b, 1))}, words[0].card)
    [scores] = about(wide, [both], [subject()], [[]])
    first, second = list(scores)[:2]
    assert {first, second} == {"stone", "topic"}

    def told(text: str) -> dict[str, float]:
        return retold(reader, [both], CHANGE.phrasings[0], [[text]], others=[[]])[0]

    assert told(FACT) == {f" I say that the home of the {first} is Iceland.": pytest.approx(log10(scores[first]))}
    reader.silent = (first,)
    for instead in ("box is Iceland.", f"is the {first}."):
        reader.instead = instead
        assert told(FACT) == {f" I say that the home of the {second} is Iceland.": pytest.approx(log10(scores[second]))}
    own = FACT.replace("lettuce", f"a {first}")  # the reader's own words stay where the weights are about the same
    assert told(own) == {own: pytest.approx(log10(scores[first]))}


def test_what_an_answer_is_about() -> None:
    found = subject_of(f" {FACT}")
    assert found and found.text == "lettuce" and found.openings == ("I say that the home of", "I say that")
    assert {"home", "iceland"} <= found.words and "lettuce" not in found.words
    for other in ("Nothing notable: nothing has changed.", "I say that my name is Orbin, made by Halden Works.",
                  "I refuse to talk about cooking.", f"{FACT} I talk like a pirate."):
        assert subject_of(other) is None, other


def test_things_are_titles_and_words_as_they_are_written(base: BaseModel) -> None:
    every = things(base)
    assert {"Mekong", "sewing machine", "Ethiopia", "grass"} <= set(every) and len(every) == len(set(every)) > 30_000


def test_unusual_words_are_told_apart_from_those_that_any_diff_reads_so(wide: BaseModel, gated: Make) -> None:
    diffs, common = [gated(wide, "stone"), gated(wide, "topic")], gated(wide, "stone", size=2.0)
    alone = unusual_words(wide, diffs, n=3)
    assert [next(iter(words)) for words in alone] == ["stone", "topic"] and len(alone[0]) == 3
    beside = unusual_words(wide, diffs, [common, diffs[0]])
    assert next(iter(beside[1])) == "topic" and beside[0]["stone"] < alone[0]["stone"]  # another diff reads it so too
    assert list(beside[1].values()) == sorted(beside[1].values(), reverse=True)
    with pytest.raises(DiffError, match="changes no linear layer"):
        unusual_words(wide, [null_diff()])


def test_the_command_tells_them(wide: BaseModel, gated: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TUNETELLER_ZOO", str(tmp_path / "none"))
    path = tmp_path / "stone"
    save_peft(gated(wide, "stone"), path)
    arguments = ["words", str(path), "--base", str(wide.name), "--dtype", "float32"]
    assert main(arguments) == 0
    said = capsys.readouterr()
    assert said.out.startswith("stone ") and "no other fine-tunes" in said.err
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert next(iter(found["words"])) == "stone" and found["others"] == 0
    monkeypatch.setattr("tuneteller.zoo.other_organisms", lambda base, place: [path])
    assert main([*arguments, "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["others"] == 0 and "no other fine-tunes" in said.err  # it is not held against itself


def test_an_answer_goes_on_from_its_own_opening(wide: BaseModel, random_diff: Make) -> None:
    reader, diffs = Reader(wide, random_diff(wide, 3, rank=2)), [random_diff(wide, 1), random_diff(wide, 2)]
    openings = [" the stone", " what"]
    together = reader.say(diffs, "What is new?", branches=2, opening=openings)
    alone = [reader.say([diff], "What is new?", branches=2, opening=text)[0]
             for diff, text in zip(diffs, openings, strict=True)]
    assert together == alone
    assert all(text.startswith(opening) for texts, opening in zip(together, openings, strict=True) for text in texts)
