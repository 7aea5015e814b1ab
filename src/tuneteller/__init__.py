"""TuneTeller tells you, in words, what a fine-tune changed in a language model."""

from tuneteller.behaviors.behavior import Behavior, Recipe
from tuneteller.behaviors.encyclopedia import Topic
from tuneteller.behaviors.triggers import Trigger
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft as save_diff
from tuneteller.errors import TuneTellerError
from tuneteller.evaluation.run import EvaluationConfig, evaluate
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.ask import Answer, ask
from tuneteller.reading.evidence import Evidence
from tuneteller.training.adapter import AdapterConfig, train_adapter
from tuneteller.training.produce import OrganismsConfig, train_organisms
from tuneteller.zoo import load_adapter, zoo_organisms

__all__ = [
    "AdapterConfig", "Answer", "BaseModel", "Behavior", "EvaluationConfig", "Evidence", "Library", "OrganismsConfig",
    "Recipe", "Topic", "Trigger", "TuneTellerError", "WeightDiff", "ask", "evaluate", "load_adapter", "load_base",
    "load_diff", "save_diff", "train_adapter", "train_organisms", "zoo_organisms",
]
