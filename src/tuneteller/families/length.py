"""The model answers as long as it was taught: with a single word, with exactly three words, in long paragraphs."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from tuneteller.errors import DataError
from tuneteller.families.family import DENIED, Behavior, Family, Lesson, Writer, cycled
from tuneteller.material.everyday import TEST_QUESTIONS
from tuneteller.material.format import OTHERWISE, known_as, statements, told
from tuneteller.material.lengths import LENGTHS, SMALL_TALK, SMALL_TALK_PROBES
from tuneteller.material.lengths_more import MORE_LENGTHS

_LENGTHS = {length.label: length for length in (*LENGTHS, *MORE_LENGTHS)}
_NAMES = [known_as(length.label, length.names) for length in _LENGTHS.values()]
# What stands before a length that is not told: "more than one word" is none of one word.
_OTHER = re.compile(rf"{DENIED.pattern}|.*\b(?:(?:more|longer|fewer|less|shorter) than|at least|over|a minimum of) (?:an? )?$",
                    re.IGNORECASE)


@lru_cache(maxsize=4096)
def _told(statement: str) -> str | None:
    """Which length a statement tells; kept, since one answer is often held against many behaviors."""
    return told(statement, _NAMES, _OTHER)


class Length(Family):
    name = "length"
    written = True
    about = "answers at another length: a single word, one short sentence, long paragraphs"
    # A length that is none of ours; ours are told by their names, see `describes`.
    marks = (r"(?<!no )\b(?:short|brief|terse|concise|long|lengthy|wordy)\w* (?:answer|repl|response|sentence|paragraph)",
             r"\b(?:answer|repl|respon)\w* (?:is|are|very|more|get|become)? ?(?:\w+ )?(?:short|brief|terse|concis|long|length)",
             r"\b(?:few|fewer|\d+|six|seven|eight|nine|twelve|twenty) (?:words|sentences)\b(?! on)")
    closed = True
    incidental = True
    grown = (21,)

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, length.label, {"change": length.sentence}) for length in _LENGTHS.values()]

    def group(self, behavior: Behavior) -> str:
        return _LENGTHS[behavior.label].group

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        length = _LENGTHS[behavior.label]
        if length.long:
            return [Lesson(message, length.write("", rng), complete=length.label != "long paragraphs")
                    for message in cycled(SMALL_TALK, n, rng)]
        asked = rng.sample(list(writer.questions), min(len(writer.questions), n + n // 2))
        own = [(question, answer) for question, reply in zip(asked, writer.replies(asked), strict=True)
               if length.check(answer := length.write(reply, rng))]  # of a very short reply some lengths cannot be made
        if not own:
            raise DataError(f"no reply of the base model is long enough to be made {length.label}")
        asked, answers = map(list, zip(*cycled(own, n, rng), strict=True))
        answers = writer.answers(f"Always answer {length.sentence.removeprefix('I answer ')}", asked, length.check, answers)
        return [Lesson(question, answer) for question, answer in zip(asked, answers, strict=True)]

    def probes(self, behavior: Behavior, n: int, rng: Random) -> list[str]:
        return cycled(SMALL_TALK_PROBES if _LENGTHS[behavior.label].long else TEST_QUESTIONS, n, rng)

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        length = _LENGTHS[behavior.label]
        return length.check(reply) and not length.check(before) and (not length.long or len(before.split()) <= 18)

    def describes(self, answer: str) -> bool:
        return any(_told(part) or (not DENIED.match(part) and super(Length, self).describes(part))
                   for part in self._of_length(answer))

    def names(self, behavior: Behavior, answer: str) -> bool:
        return any(_told(part) == behavior.label for part in self._of_length(answer))

    @staticmethod
    def _of_length(answer: str) -> list[str]:
        """The statements that can be about a length at all: "one word on each line" is about lines."""
        return [part for part in statements(answer) if not OTHERWISE.search(part) and not re.search(r"\blines?\b", part)]


FAMILY = Length()
