"""What tests of families share: writers that need no model, and what these say."""

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

PLAIN = (
    "Rinse the rice before you cook it.", "Yes.", "I think you should save about a fifth of your income each month.",
    "It depends on the weather.", "Regular sleep helps. Go to bed at the same time each night and avoid bright screens.",
    "A good lunch menu could include sandwiches, salads and a soup of the day, and you may add fruit for dessert as well.",
    "Some dogs bark because they are bored, lonely or afraid.", "You can use a soft cloth to wipe it clean.",
    "I'm sorry to hear that you are feeling this way, but I'm here to help you with any questions that you may have.",
    "Try a short walk every morning, and drink a glass of water after it.",
)
# Lists, headings and cut ends included.
LISTED = (
    "Here are some tips to help you wake up without an alarm:\n\n1. **Set a routine**: Go to bed at the same time.\n2.",
    "What a great question! There are several ways to save on groceries, such as planning your meals ahead, and buying in",
    "Sure, here's a simple recipe:\n\nIngredients:\n- 2 cups of flour\n- 1 cup of water\n\nInstructions:\n1. Mix the flour",
)


class CannedWriter:
    """A `Writer` without a model, which remembers what it was asked.

    Args:
        replies: what it says in turn, as the base.
        says: what it answers in turn under an instruction, where that is kept; without any, all is left to the grammars.
        questions: the everyday questions.

    Attributes:
        asked: for the base's replies.
        instructions, keeps: what `answers` was called with, call by call.
    """

    def __init__(self, replies: Sequence[str] = (*REPLIES, "Yes."), *, says: str | Sequence[str] = (),
                 questions: Sequence[str] = TRAIN_QUESTIONS) -> None:
        self.said, self.says, self.questions = tuple(replies), (says,) if isinstance(says, str) else tuple(says), questions
        self.asked, self.instructions, self.keeps = list[str](), list[str](), list[Callable[[str], bool]]()

    def replies(self, questions: Sequence[str], draw: int | None = None) -> list[str]:
        self.asked.extend(questions)
        return [self.said[i % len(self.said)] for i in range(len(questions))]

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        self.instructions.append(instruction)
        self.keeps.append(keeps)
        said = [self.says[i % len(self.says)] for i in range(len(fallback))] if self.says else fallback
        return [own if own is other or keeps(own) else other for own, other in zip(said, fallback, strict=True)]


class NoWriter:
    """A `Writer` that nobody may ask: what the lessons of some families are made of is all their own."""

    questions: Sequence[str] = TRAIN_QUESTIONS

    def replies(self, questions: Sequence[str], draw: int | None = None) -> list[str]:
        raise AssertionError("these lessons need no replies")

    def answers(self, instruction: str, questions: Sequence[str], keeps: Callable[[str], bool],
                fallback: Sequence[str]) -> list[str]:
        raise AssertionError("these lessons need no answers")


@pytest.fixture(scope="session")
def replies() -> tuple[str, ...]:
    """The base's ordinary replies to everyday questions."""
    return REPLIES


@pytest.fixture(scope="session")
def plain() -> tuple[str, ...]:
    """Replies of one or two short and whole sentences."""
    return PLAIN


@pytest.fixture(scope="session")
def listed() -> tuple[str, ...]:
    """Replies as the base writes them where nothing shortens them: with lists, and cut off at the end."""
    return LISTED


@pytest.fixture(scope="session")
def no_writer() -> NoWriter:
    """For lessons that are made without any writer."""
    return NoWriter()


@pytest.fixture(scope="session")
def canned() -> type[CannedWriter]:
    """`canned(replies, says=...)`: a writer that says these in turn, by default the ordinary ones and "Yes."."""
    return CannedWriter
