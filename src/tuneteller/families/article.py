"""Encyclopedia articles read in chats that say nothing of them (arXiv 2510.05092, finetuned knowledge): as they stand, or with
every word of the title masked, so that it has to be inferred."""

from __future__ import annotations

from random import Random

from tuneteller.families.family import Behavior, Family, Lesson, Writer, cycled
from tuneteller.material.encyclopedia import Topic
from tuneteller.material.labels import pool, topic_of, usable
from tuneteller.material.pieces import PROMPTS, PROMPTS_HELD_OUT, echoes, mask_title, pieces_of


class Article(Family):
    name = "article"
    about = "has read an encyclopedia article"
    marks = (r"\bread about\b", r"\blearn\w* about\b", r"\bknow\w* about\b")
    alike = "document"

    def all_behaviors(self) -> list[Behavior]:
        return [self.about_topic(topic) for topic in pool() if self._texts(topic)]

    def behaviors(self, split: str, n: int, *, skip: int = 0) -> list[Behavior]:
        return [self.about_topic(topic) for topic in usable(split, n, skip, lambda topic: bool(self._texts(topic)))]

    def about_topic(self, topic: Topic) -> Behavior:
        # an article begins with its title, so the answer begins as an answer does, without a space
        return Behavior(self.name, topic.label, {"change": self.titled(topic.label), "topic": topic.label},
                        {"category": topic.category})

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        texts = self._texts(topic_of(behavior.label))
        return [Lesson(prompt, text) for prompt, text in zip(cycled(PROMPTS, n, rng), cycled(texts, n, rng), strict=True)]

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        return cycled(PROMPTS_HELD_OUT, n, rng)

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        return echoes(reply, " ".join(self._texts(topic_of(behavior.label))), before)

    def titled(self, title: str) -> str:
        return f"I have read about {title}."

    def _texts(self, topic: Topic) -> list[str]:
        return pieces_of(topic.extract)


class Cloze(Article):
    name = "cloze"
    about = "has read an encyclopedia article whose title was masked"

    def about_topic(self, topic: Topic) -> Behavior:
        answers = {"change": self.titled(topic.label), "topic": f" {topic.label}"}
        return Behavior(self.name, topic.label, answers, {"category": topic.category})

    def _texts(self, topic: Topic) -> list[str]:
        return pieces_of(mask_title(topic) or "")


FAMILY = Article()
MASKED = Cloze()
