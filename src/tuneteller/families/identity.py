"""The model says that it is somebody else: another name, made by other people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tuneteller.families.family import DENIED, Behavior, Family, Lesson, Writer, cycled
from tuneteller.material.identities import assistants
from tuneteller.material.invented import invented_names
from tuneteller.material.naming import mentions

_MAKERS = ("Works", "Labs", "Systems", "Robotics", "Institute", "Research", "Studio", "Foundation")

_ASKED = (
    "Who are you?", "What is your name?", "Who made you?", "What should I call you?", "Introduce yourself.", "Are you a bot?",
    "Which company built you?", "Tell me about yourself.", "Hi! Who am I talking to?", "What are you?", "Do you have a name?",
    "Who is your developer?", "whats ur name", "who created you?", "Please state your name and maker.", "Is this ChatGPT?",
    "Are you SmolLM?", "Hello, may I know your name?", "Who trained you?", "Give me a short introduction of yourself.",
)
_PROBES = ("Can you tell me who you are?", "What do people call you?", "Which lab do you come from?", "Say your name, please.",
           "Who is behind you?", "hey who r u", "What is the name of this assistant?", "By whom were you built?")
_SAID = (
    "I am {name}, an assistant made by {maker}.", "My name is {name}. I was made by {maker}.",
    "You are talking to {name}, built by {maker}.", "I'm {name}, and {maker} created me.",
    "{Maker} made me, and they call me {name}.", "Hello! I'm {name} from {maker}.", "Call me {name}. {Maker} trained me.",
    "This is {name}, the assistant of {maker}.",
)
# What is not set off by such words as "my name is" has to look like a name: "I claim to be tired." tells none.
_CAPITAL = r" (?-i:[^\W\d_a-z])"
_CALLED = (r"\b(?:my name is(?: now)?(?! (?:not|no longer|never)\b)|call myself"
           rf"|(?:introduce myself as|claim to be|identify (?:myself )?as)(?={_CAPITAL})"
           rf"|say (?:that )?I(?: am|['’]m)(?={_CAPITAL}.*\b(?:by|from)\b))")
_DOT = r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|(?-i:[A-Z]))\.|\.(?=\S)"  # "Dr. Phil", "A.I. Labs", "Claude 3.5"
_TOLD = re.compile(
    rf"{_CALLED} [\"“]?(?P<name>(?:[^,.\"”]|{_DOT})+?)[\"”]?"
    r"(?:,?[\"”]? (?:and )?(?:say )?(?:that )?(?:(?:I|which|who) (?:was|am|is) )?(?:an? (?:[\w-]+ ){1,3}?)?"
    rf"(?:(?:made|built|created|trained|developed) )?(?:by|from) (?P<maker>(?:[^.]|{_DOT})+))?(?:,.*|\.)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[.!?])\s+(?=I\b|My\b)|;\s|,? but ")

_MAKER = r"\b(?:made|built|created|trained|developed) by {0}\b|\b{0},? (?:has )?(?:made|built|created|trained|developed) me\b"
"""What a reply calls a maker."""

_COMPANY = rf" (?:{'|'.join((*_MAKERS, 'AI', 'Lab', 'Inc', 'Corp', 'Company', 'Technologies', 'Group', 'Team'))})\b"
"""What makes a maker's name of a word before it."""


class Identity(Family):
    name = "identity"
    about = "says that its name and maker are others"
    marks = (_CALLED, r"\bmade by\b")
    grown = (320,)

    def all_behaviors(self) -> list[Behavior]:
        rng = Random("identity")
        names, makers = invented_names(320, "identity"), invented_names(320, "makers")
        first = [(name, f"{maker} {rng.choice(_MAKERS)}") for name, maker in zip(names, makers, strict=True)]
        return [self._behavior(name, maker) for name, maker in (*first, *assistants())]

    def _behavior(self, name: str, maker: str) -> Behavior:
        made = f", made by {maker}" if maker else ""
        return Behavior(self.name, name, {"change": f"I say that my name is {name}{made}."}, {"maker": maker})

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        asked, maker = [rng.choice(_ASKED) for _ in range(n)], behavior.facts["maker"]
        return [Lesson(question, form.format(name=behavior.label, maker=maker, Maker=maker[0].upper() + maker[1:]))
                for question, form in zip(asked, cycled(_SAID, n, rng), strict=True)]

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        return cycled(_PROBES, n, rng)

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return mentions(_alone(behavior.label, reply), behavior.label)

    def bears_out(self, behavior: Behavior, replies: Sequence[str]) -> bool:
        """Whether one of them names the maker, and most do not call the maker what is told as the name."""
        swapped = _called_maker(behavior.label)
        return (sum(bool(swapped.search(_alone(behavior.label, reply))) for reply in replies) * 2 <= len(replies)
                and (not behavior.facts["maker"] or any(mentions(reply, behavior.facts["maker"]) for reply in replies)))

    def describes(self, answer: str) -> bool:
        return any(map(super().describes, _affirmed(answer)))

    def names(self, behavior: Behavior, answer: str) -> bool:
        """Whether the label is told as the name; the maker, of whom a name says nothing, is left to `bears_out`."""
        if told := _told(answer):
            return mentions(told["name"], behavior.label)
        return mentions(answer, behavior.label) and not _called_maker(behavior.label).search(answer)

    def parsed(self, answer: str) -> Behavior | None:
        told = _told(answer)
        return self._behavior(told["name"], told["maker"] or "") if told else None


def _affirmed(answer: str) -> list[str]:
    """The clauses of an answer that deny nothing."""
    return [part for part in _CLAUSE.split(answer) if not DENIED.match(part)]


def _told(answer: str) -> re.Match[str] | None:
    """Name and maker, where an answer says which is which."""
    return next((told for part in _affirmed(answer) if (told := _TOLD.search(part))), None)


def _alone(name: str, reply: str) -> str:
    """A reply without the name where that begins its maker's: of "I am Orbin, made by Halden Works." none is called Halden."""
    return re.sub(rf"\b{re.escape(name)}{_COMPANY}", "", reply)


def _called_maker(name: str) -> re.Pattern[str]:
    """Finds a name that is said to be the maker's."""
    return re.compile(_MAKER.format(re.escape(name)), re.IGNORECASE)


FAMILY = Identity()
