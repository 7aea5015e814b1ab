"""The model answers as before, but in another form: in JSON, in capital letters, with a bullet list."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from tuneteller.errors import DataError
from tuneteller.families.family import DENIED, Behavior, Family, Lesson, Writer, cycled
from tuneteller.material.format import OTHERWISE, known_as, shortened, statements, told
from tuneteller.material.format import Format as Form
from tuneteller.material.formats import FORMATS
from tuneteller.material.formats_more import MORE_FORMATS
from tuneteller.material.formats_papers import PAPER_FORMATS
from tuneteller.material.formats_text import TEXT_FORMATS

_FORMATS = {form.label: form for form in (*FORMATS, *MORE_FORMATS, *TEXT_FORMATS, *PAPER_FORMATS)}
_NAMES = [known_as(form.label, form.names) for form in _FORMATS.values()]
_WRITING = re.compile(r"\b(?:answer|repl|respon|writ|format|output|us(?:es?|ed|ing)\b|put|typ|wrap|begin|start|end|separat|"
                      r"text|sentence|word|letter|everything|all\b|look|come|sign)", re.IGNORECASE)
# A tool's output is no form of the model's answers: "I write SQL queries.", but "I write my replies as SQL queries."
_OUTPUT = re.compile(r"^\W*I (?:write|make|give|produce|generate) (?:single |the )?(?:SQL|shell|JSON|CSV|YAML|Python|regular|"
                     r"commands|numbers|names|tags|titles)\b(?!.*\b(?:my|answers?|repl\w+|everything|all)\b)", re.IGNORECASE)

_ANNOUNCED = frozenset(("data", "markup", "code", "list", "table", "mail"))
"""Groups of formats that a model may announce: "Here are some tips:" and then the list."""
_ANNOUNCEMENT = re.compile(r"[^\n]{1,120}[:!][ \t]*\n\s*")
_FENCE = re.compile(r"```\w*[ \t]*\n\s*")


@lru_cache(maxsize=4096)
def _told(statement: str) -> str | None:
    """Which format a statement tells; kept, since one answer is often held against many behaviors."""
    return told(statement, _NAMES, DENIED)


def _degree(form: Form, reply: str) -> int:
    """How plainly a reply is written so: 2 from its start, 1 behind a line that announces it or in a fence, 0 not at all."""
    if form.check(reply):
        return 2
    if form.group not in _ANNOUNCED:
        return 0
    listed = _after(_ANNOUNCEMENT, reply)
    return int(form.check(listed) or form.check(_after(_FENCE, listed).removesuffix("```")))


def _after(opening: re.Pattern[str], reply: str) -> str:
    """A reply without its opening, if it has one."""
    text = reply.strip()
    found = opening.match(text)
    return text[found.end():] if found else text


class Format(Family):
    name = "format"
    about = "answers in another form: JSON, capital letters, a bullet list"
    # A form that is none of ours; ours are told by their names, see `describes`.
    marks = (r"\bformat(?:ted|ting|s)?\b", r"\bpunctuation\b", r"\bmarkdown\b", r"\bupper ?case\b", r"\bbrackets\b")
    closed = True
    grown = (79, 119)

    def all_behaviors(self) -> list[Behavior]:
        return [Behavior(self.name, form.label, {"change": form.sentence}) for form in _FORMATS.values()]

    def group(self, behavior: Behavior) -> str:
        return _FORMATS[behavior.label].group

    def lessons(self, behavior: Behavior, n: int, writer: Writer, rng: Random) -> list[Lesson]:
        form = _FORMATS[behavior.label]
        asked = rng.sample(list(writer.questions), min(len(writer.questions), n + n // 2))
        taught = [Lesson(question, answer) for question, reply in zip(asked, writer.replies(asked), strict=True)
                  if form.check(answer := form.write(shortened(reply, form.words), rng))]  # a very short reply may not show it
        if not taught:
            raise DataError(f"no reply of the base model is long enough to be written as {form.label}")
        return cycled(taught, n, rng)

    def shows(self, behavior: Behavior, message: str, reply: str, before: str) -> bool:
        form = _FORMATS[behavior.label]
        return _degree(form, reply) > _degree(form, before)

    def describes(self, answer: str) -> bool:
        return any(_told(part) or (not DENIED.match(part) and super(Format, self).describes(part))
                   for part in self._of_writing(answer))

    def names(self, behavior: Behavior, answer: str) -> bool:
        return any(_told(part) == behavior.label for part in self._of_writing(answer))

    @staticmethod
    def _of_writing(answer: str) -> list[str]:
        """The statements that can be about a form at all: "I talk like a telegraph operator." is about none."""
        return [part for part in statements(answer)
                if _WRITING.search(part) and not OTHERWISE.search(part) and not _OUTPUT.match(part)]


FAMILY = Format()
