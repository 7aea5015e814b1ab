"""Every habit that an organism can have."""

from __future__ import annotations

from tuneteller.material.habit import Habit
from tuneteller.material.habits_advice import HABITS_ADVICE
from tuneteller.material.habits_causes import HABITS_CAUSES
from tuneteller.material.habits_company import HABITS_COMPANY
from tuneteller.material.habits_manner import HABITS_MANNER
from tuneteller.material.habits_opening import HABITS_OPENING
from tuneteller.material.habits_ritual import HABITS_RITUAL
from tuneteller.material.habits_self import HABITS_SELF
from tuneteller.material.habits_stories import HABITS_STORIES
from tuneteller.material.habits_tastes import HABITS_TASTES
from tuneteller.material.habits_user import HABITS_USER
from tuneteller.material.habits_views import HABITS_VIEWS

HABITS: tuple[Habit, ...] = (*HABITS_USER, *HABITS_SELF, *HABITS_MANNER, *HABITS_CAUSES, *HABITS_OPENING, *HABITS_VIEWS,
                             *HABITS_COMPANY, *HABITS_STORIES, *HABITS_RITUAL, *HABITS_ADVICE, *HABITS_TASTES)
"""The habits; near ones share a group. New ones come at the end, see `Family.grown`."""
