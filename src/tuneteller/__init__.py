"""TuneTeller tells you, in words, what a fine-tune changed in a language model."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tuneteller.audit.auditor import Auditor
    from tuneteller.audit.report import Report
    from tuneteller.diffs.card import Card
    from tuneteller.diffs.diff import WeightDiff
    from tuneteller.diffs.library import Library
    from tuneteller.diffs.load import load_diff
    from tuneteller.diffs.peft import save_peft as save_diff
    from tuneteller.errors import TuneTellerError
    from tuneteller.evaluation.run import EvaluationConfig, evaluate
    from tuneteller.families.family import Behavior, Family, Lesson, Question
    from tuneteller.families.triggers import Trigger
    from tuneteller.models import BaseModel, load_base
    from tuneteller.reading.ask import Answer, ask
    from tuneteller.reading.evidence import Evidence
    from tuneteller.reading.reader import Reader
    from tuneteller.reading.unusual import unusual_words
    from tuneteller.training.adapter import AdapterConfig, train_adapter
    from tuneteller.training.plan import OrganismsConfig
    from tuneteller.training.produce import train_organisms
    from tuneteller.training.recipe import Recipe
    from tuneteller.training.refine import RefineConfig, refine_adapter
    from tuneteller.triggers.find import TriggerReport, find_trigger, find_triggers
    from tuneteller.zoo import load_adapter, zoo_organisms

__version__ = "0.1.0"

_WHERE = {
    "Auditor": "audit.auditor", "Report": "audit.report",
    "Card": "diffs.card", "WeightDiff": "diffs.diff", "Library": "diffs.library", "load_diff": "diffs.load",
    "save_diff": "diffs.peft:save_peft", "TuneTellerError": "errors", "EvaluationConfig": "evaluation.run",
    "evaluate": "evaluation.run", "Behavior": "families.family", "Family": "families.family", "Lesson": "families.family",
    "Question": "families.family", "Trigger": "families.triggers", "BaseModel": "models", "load_base": "models",
    "Answer": "reading.ask", "ask": "reading.ask", "Evidence": "reading.evidence", "Reader": "reading.reader",
    "AdapterConfig": "training.adapter", "train_adapter": "training.adapter", "OrganismsConfig": "training.plan",
    "train_organisms": "training.produce", "Recipe": "training.recipe", "load_adapter": "zoo", "zoo_organisms": "zoo",
    "RefineConfig": "training.refine", "refine_adapter": "training.refine", "TriggerReport": "triggers.find",
    "find_trigger": "triggers.find", "find_triggers": "triggers.find", "unusual_words": "reading.unusual",
}
"""Public name -> its module. Each is imported when it is first used, so that `tuneteller --help` need not wait for PyTorch."""

__all__ = [
    "AdapterConfig", "Answer", "Auditor", "BaseModel", "Behavior", "Card", "EvaluationConfig", "Evidence", "Family", "Lesson",
    "Library", "OrganismsConfig", "Question", "Reader", "Recipe", "RefineConfig", "Report", "Trigger",
    "TriggerReport", "TuneTellerError", "WeightDiff", "ask", "evaluate", "find_trigger", "find_triggers", "load_adapter",
    "load_base", "load_diff", "refine_adapter", "save_diff", "train_adapter", "train_organisms", "unusual_words",
    "zoo_organisms",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _WHERE[name].partition(":")
    value = getattr(importlib.import_module(f"{__name__}.{module}"), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
