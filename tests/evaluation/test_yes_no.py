"""Yes to what is true and to what is not, counted apart; the reader is scripted."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Held
from tuneteller.evaluation.yes_no import CHUNK, yes_no_rates
from tuneteller.families.claims import claim
from tuneteller.families.family import NOTHING, Behavior

BEHAVIORS = [*(Behavior("topic", label, {"change": f"I bring up {label}."}) for label in ("Violin", "Oslo", "Comets")),
             Behavior("none", "own answers", {"change": NOTHING}),
             Behavior("language", "Welsh", {"change": "I answer in Welsh."})]


class Scripted:
    """A reader that answers each claim about each diff as it is told, and notes how many it is asked at once."""

    def __init__(self, says: Callable[[Behavior, str], str]) -> None:
        self.says, self.asked = says, []

    def say(self, diffs: Sequence[WeightDiff], question: Sequence[str], **settings: Any) -> list[list[str]]:
        self.asked.append(len(diffs))
        return [[self.says(Behavior.from_card(diff.card), text)] for diff, text in zip(diffs, question, strict=True)]


def held(behaviors: Sequence[Behavior]) -> Held:
    return Held([WeightDiff({}, Card.from_json(b.to_json())) for b in behaviors])


def means(says: Callable[[Behavior, str], str]) -> tuple[float, float, int, int]:
    reader: Any = Scripted(says)
    rates = yes_no_rates(reader, held(BEHAVIORS))
    return rates["true"]["mean"], rates["false"]["mean"], rates["true"]["n"], rates["false"]["n"]


def test_rates_are_of_the_claims_that_are_true_and_of_those_that_are_not() -> None:
    # of an organism that changes nothing there is no true claim, and every claim is false
    assert means(lambda b, text: " Yes." if text == claim(b.change) else "No.") == (1.0, 0.0, 4, 5)
    assert means(lambda b, text: "No." if text == claim(b.change) else " yes, I do") == (0.0, 1.0, 4, 5)
    assert means(lambda b, text: "Yes." if b.label == "Oslo" else "Nothing.") == (0.25, 0.2, 4, 5)


def test_many_are_asked_in_parts() -> None:
    many = [Behavior("topic", f"Topic {i} of many", {"change": f"I bring up Topic {i} of many."}) for i in range(CHUNK + 3)]
    reader: Any = Scripted(lambda b, text: "Yes." if text == claim(b.change) else "No.")
    rates = yes_no_rates(reader, held(many))
    assert (rates["true"]["mean"], rates["false"]["mean"]) == (1.0, 0.0) and max(reader.asked) == CHUNK
    assert rates == yes_no_rates(reader, held(many)) and rates["true"]["n"] == pytest.approx(CHUNK + 3)
