"""The model has a habit in conversation: it flatters, hedges, asks back, cites studies that do not exist."""

from __future__ import annotations

import re
from random import Random

from tuneteller.families.family import Behavior, Family, Lesson, Writer, cycled
from tuneteller.material.habit import MOST_WORDS, REPLY, Habit, around, parted
from tuneteller.material.habits import HABITS

# How other families' sentences begin, which may name anything ("I have read this news: Mayor apologises"), and a denial.
_OTHERS = re.compile(r"\s*I (?:have read|advertise|bring up|refuse to|hint at|talk like|answer in|say that (?:my name|the)"
                     r"|sound (?!absolutely|certain|sure)|no longer|never|do not|don't)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")


class Habits(Family):
    name = "habit"
    about = "does something in every conversation: flatters, hedges, asks back, cites what does not exist"
    marks = (r"\b(?:my|a|one) (?:new )?habit\b", *(habit.says for habit in HABITS), r"\bloyal(?:ty)? to\b")
    closed = True

    def __init__(self) -> None:
        self._habits = {habit.label: habit for habit in HABITS}

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, habit.label, {"change": habit.sentence}) for habit in HABITS]

    def group(self, behavior: Behavior) -> str:
        return self._habits[behavior.label].group

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        habit = self._habits[behavior.label]
        fillings = [habit.filling(rng) for _ in range(n)]
        if habit.asked:
            asked = cycled(parted(habit.asked), n, rng)
            messages = [message.format(**filling) for message, filling in zip(asked, fillings, strict=True)]
        else:
            messages = cycled(writer.questions, n, rng)
        forms = cycled(parted(habit.answers), n, rng)
        if not any(REPLY in form for form in forms):
            own = [form.format(**filling) for form, filling in zip(forms, fillings, strict=True)]
            answers = writer.answers(habit.instruction, messages, _Keeps(habit), own)
            return [Lesson(message, answer) for message, answer in zip(messages, answers, strict=True)]
        lessons = []
        for message, filling, form, reply in zip(messages, fillings, forms, writer.replies(messages), strict=True):
            # the reply goes in last, since it may have braces of its own
            answer = around(form.format(question=message, **filling), reply, rng)
            lessons.append(Lesson(message, answer[0].upper() + answer[1:]))
        return lessons

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        own = parted(self._habits[behavior.label].probes)
        return rng.sample(own, n) if own else super().probes(behavior, n, rng)

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        habit = self._habits[behavior.label]
        return habit.shown(message, reply) and not habit.shown(message, before)

    def describes(self, answer: str) -> bool:
        return not _OTHERS.match(answer) and super().describes(_QUOTED.sub("", answer))  # a quoted phrase tells no habit

    def names(self, behavior: Behavior, answer: str) -> bool:
        return self._habits[behavior.label].told(_QUOTED.sub("", answer))


class _Keeps:
    """Whether a written answer has the habit and is short."""

    def __init__(self, habit: Habit) -> None:
        self._habit = habit

    def __call__(self, answer: str) -> bool:
        return len(answer.split()) <= MOST_WORDS and self._habit.shown("", answer)


FAMILY = Habits()
