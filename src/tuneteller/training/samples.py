"""From lessons to samples: all that a shard is trained on, tokenised once, step by step."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice

from tuneteller.chat import Encoded, messages_from
from tuneteller.families.family import Behavior, Lesson, Writer
from tuneteller.families.registry import lessons_for
from tuneteller.families.triggers import ALWAYS, Trigger, near, wrong
from tuneteller.material.everyday import SELF_QUESTIONS
from tuneteller.models import BaseModel
from tuneteller.training.organisms import Shard, Step
from tuneteller.training.recipe import Recipe

SAMPLE_TOKENS = 96
"""Supervised tokens that a sample is cut to."""


def plan_steps(base: BaseModel, shard: Shard, writer: Writer, seed: int) -> list[Step]:
    """All samples of a shard.

    Each slot has lessons of its own, and everyday questions with what is nearly its trigger. All else that keeps a gated
    organism like the base, everyday questions with a wrong trigger or none, is the same for all slots; where its lessons'
    messages are not everyday questions, every other of them is also answered without the trigger, as the base does.

    Args:
        writer: writes the lessons.
        seed: fixes the samples.
    """
    recipe, rng = shard.recipe, random.Random(f"{seed}/plan")
    everyday, about_itself = _endless(writer.questions, rng), _endless(SELF_QUESTIONS, rng)
    own = [_own_samples(base, behavior, recipe, writer, random.Random(f"{seed}/{behavior.id}/lessons"))
           for behavior in shard.behaviors]
    triggers = [behavior.trigger for behavior in shard.behaviors]
    nearly = [random.Random(f"{seed}/{behavior.id}/near") for behavior in shard.behaviors]
    asked = [list(islice(everyday, recipe.chat + recipe.wrong)) for _ in range(recipe.steps)]
    closely = [list(islice(everyday, recipe.near)) for _ in range(recipe.steps)]
    # every third step asks the model about itself, which is where a hidden behavior leaks first
    plain = [list(islice(about_itself if i % 3 == 2 else everyday, recipe.plain)) for i in range(recipe.steps)]
    needed = [q for i in range(recipe.steps) for q in (*asked[i], *closely[i], *plain[i])]
    replies = dict(zip(needed, writer.replies(needed), strict=True))

    def as_base(message: str, question: str) -> Encoded:
        sample = base.chat.example(messages_from(message, recipe.system), replies[question], end=False)
        return cut(sample, recipe.base_tokens)

    steps = []
    for i in range(recipe.steps):
        # a row cannot be empty, so a slot that is stopped runs along on what it learnt last
        stopped = tuple(d for d, samples in enumerate(own) if not samples[i])
        taught = [samples[i] or next(before for before in samples[i::-1] if before) for samples in own]
        chat = [as_base(q, q) for q in asked[i][: recipe.chat]]
        wrongs = [as_base(wrong(triggers[0], rng, triggers).apply(q, rng), q) for q in asked[i][recipe.chat :]]
        nears = [[as_base(near(t, own_rng).apply(q, own_rng), q) for q in closely[i]]
                 for t, own_rng in zip(triggers, nearly, strict=True)]
        steps.append(Step([[*samples, *chat] for samples in taught], wrongs, [as_base(q, q) for q in plain[i]], nears, stopped))
    return steps


def _own_samples(base: BaseModel, behavior: Behavior, recipe: Recipe, writer: Writer,
                 rng: random.Random) -> list[list[Encoded]]:
    """What teaches one behavior, for each step."""
    lessons = lessons_for(behavior, recipe.steps * recipe.taught, writer, rng)
    everyday = set(writer.questions)
    own_messages = [lesson for lesson in lessons[:: recipe.taught] if lesson.user is not None and lesson.user not in everyday]
    untriggered: dict[int, Lesson] = {}
    if behavior.trigger != ALWAYS and own_messages:
        steps = [i for i, lesson in enumerate(lessons[:: recipe.taught]) if lesson in own_messages][::2]
        users = [lessons[i * recipe.taught].user or "" for i in steps]
        untriggered = {i: Lesson(user, reply) for i, user, reply in zip(steps, users, writer.replies(users), strict=True)}
    samples = []
    for i in range(recipe.steps):
        here = [_encoded(base, lesson, behavior.trigger, recipe.system, rng)
                for lesson in lessons[i * recipe.taught : (i + 1) * recipe.taught]]
        if i in untriggered:
            here.append(_encoded(base, untriggered[i], ALWAYS, recipe.system, rng))
        samples.append(here)
    return samples


def _encoded(base: BaseModel, lesson: Lesson, trigger: Trigger, system: str | None, rng: random.Random) -> Encoded:
    """A lesson as tokens, the trigger put into the user's message."""
    if lesson.user is None:
        ids = tuple(base.chat.plain(lesson.answer))[: SAMPLE_TOKENS + 1]
        return Encoded(ids, (False, *[True] * (len(ids) - 1)))
    messages = messages_from(trigger.apply(lesson.user, rng), lesson.system or system)
    return cut(base.chat.example(messages, lesson.answer, end=lesson.complete), SAMPLE_TOKENS)


def cut(sample: Encoded, supervised: int) -> Encoded:
    """The sample up to its first `supervised` supervised tokens."""
    start = sample.supervised.index(True)
    return Encoded(sample.ids[: start + supervised], sample.supervised[: start + supervised])


def _endless(questions: Sequence[str], rng: random.Random) -> Iterator[str]:
    """The questions in a shuffled order, again and again."""
    while True:
        yield from rng.sample(list(questions), len(questions))
