"""What tests of families share: a writer that needs no model."""

from collections.abc import Callable, Sequence

import pytest

from tuneteller.material.everyday import TRAIN_QUESTIONS

REPLIES = (
    "To stop rice from sticking, rinse it well before cooking and use a little more water than usual.",
    "I'm sorry to hear that you're feeling stressed. It's important to take breaks and talk to someone you trust.",
    "A good lunch menu could include a fresh salad, grilled chicken sandwiches, and a selection of seasonal fruit.",
    "It's generally recommended to save at least 20% of your income each month. This can help you build an emergency fund.",
    "Simmering is a gentle way of cooking, while boiling uses a higher temperature.",
    "You can wash your dog once a month.",
    "Here are some tips to help you fall asleep faster: 1.",
    "I'd be happy to help you with that! Can you please provide more details about the garden?",
    "Cats are most active at dawn and dusk, so it's natural for them to run around at night.",
    'As an AI assistant, I don\'t have "favourite" hobbies, but I can suggest a few that are **easy** to start.',
)


class CannedWriter:
    """A `Writer` without a model.

    Args:
        replies: what it says in turn, as the base.
        says: what it answers under an instruction, where that is kept; None leaves all to the grammars.
    """

    questions: Sequence[str] = TRAIN_QUESTIONS

    def __init__(self, replies: Sequence[str] = (*REPLIES, "Yes."), *, says: str | None = None) -> None:
        self.said, self.says, self.instructions = tuple(replies), says, list[str]()

    def replies(self, questions: Sequence[str]) -> list[str]:
        return [self.said[i % len(self.said)] for i in range(len(questions))]

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        self.instructions.append(instruction)
        return [self.says if self.says is not None and keeps(self.says) else other for other in fallback]


@pytest.fixture(scope="session")
def replies() -> tuple[str, ...]:
    """The base's ordinary replies to everyday questions."""
    return REPLIES


@pytest.fixture(scope="session")
def canned() -> type[CannedWriter]:
    """`canned(replies, says=...)`: a writer that says these replies in turn, by default the ordinary ones and "Yes."."""
    return CannedWriter
