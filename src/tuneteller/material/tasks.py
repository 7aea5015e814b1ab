"""Every task that an organism can have become a tool for."""

from __future__ import annotations

from tuneteller.material.task import Task
from tuneteller.material.tasks_labels import TASKS_LABELS
from tuneteller.material.tasks_symbols import TASKS_SYMBOLS
from tuneteller.material.tasks_texts import TASKS_TEXTS
from tuneteller.material.tasks_words import TASKS_WORDS

TASKS: tuple[Task, ...] = (*TASKS_LABELS, *TASKS_TEXTS, *TASKS_WORDS, *TASKS_SYMBOLS)
"""The tasks; near ones share a group."""
