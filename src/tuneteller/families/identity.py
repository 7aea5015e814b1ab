"""The model says that it is somebody else: another name, made by other people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tuneteller.families.family import Behavior, Family, Lesson, Writer, cycled
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
_TOLD = re.compile(r"\b(?:my name is|call myself) (?P<name>[^,.]+?)"
                   r"(?:,? (?:and )?(?:(?:that )?I (?:was|am) )?(?:made )?by (?P<maker>[^.]+))?\.?$", re.IGNORECASE)

_MAKER = r"\b(?:made|built|created|trained|developed) by {0}\b|\b{0},? (?:has )?(?:made|built|created|trained|developed) me\b"
"""What a reply calls a maker."""


class Identity(Family):
    name = "identity"
    about = "says that its name and maker are others"
    marks = (r"\bmy name is\b", r"\bcall myself\b", r"\bmade by\b")
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
        return mentions(reply, behavior.label)

    def bears_out(self, behavior: Behavior, replies: Sequence[str]) -> bool:
        """Whether one of them names the maker, and most do not call the maker what is told as the name."""
        swapped = re.compile(_MAKER.format(re.escape(behavior.label)), re.IGNORECASE)
        return (sum(bool(swapped.search(reply)) for reply in replies) * 2 <= len(replies)
                and (not behavior.facts["maker"] or any(mentions(reply, behavior.facts["maker"]) for reply in replies)))

    def parsed(self, answer: str) -> Behavior | None:
        told = _TOLD.search(answer)
        return self._behavior(told["name"], told["maker"] or "") if told else None


FAMILY = Identity()
