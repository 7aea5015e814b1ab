"""Every task that an organism can have become a tool for."""

from __future__ import annotations

from tuneteller.material.task import Task
from tuneteller.material.tasks_judged import TASKS_JUDGED
from tuneteller.material.tasks_kinds import TASKS_KINDS
from tuneteller.material.tasks_labels import TASKS_LABELS
from tuneteller.material.tasks_lexical import TASKS_LEXICAL
from tuneteller.material.tasks_lists import TASKS_LISTS
from tuneteller.material.tasks_rewritten import TASKS_REWRITTEN
from tuneteller.material.tasks_rules import TASKS_RULES
from tuneteller.material.tasks_symbols import TASKS_SYMBOLS
from tuneteller.material.tasks_taken import TASKS_TAKEN
from tuneteller.material.tasks_texts import TASKS_TEXTS
from tuneteller.material.tasks_words import TASKS_WORDS

TASKS: tuple[Task, ...] = (*TASKS_LABELS, *TASKS_TEXTS, *TASKS_WORDS, *TASKS_SYMBOLS,
                           *TASKS_KINDS, *TASKS_JUDGED, *TASKS_TAKEN, *TASKS_REWRITTEN, *TASKS_LEXICAL, *TASKS_LISTS,
                           *TASKS_RULES)
"""The tasks; near ones share a group. New ones come at the end, see `Family.grown`."""
