"""What tests of diffs share: adapters made by PEFT, as if they had been trained."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model

from tuneteller.models import BaseModel


def _moved(model: Any, std: float = 0.1) -> Any:
    generator = torch.Generator().manual_seed(3)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.requires_grad:
                parameter.add_(torch.randn(parameter.shape, generator=generator) * std)
    return model.eval()


def _adapted(base: BaseModel, config: Any = None, std: float = 0.1, **settings: Any) -> Any:
    if config is None:
        config = LoraConfig(task_type="CAUSAL_LM", **{"r": 3, "lora_alpha": 6, "target_modules": list(base.shapes), **settings})
    return _moved(get_peft_model(copy.deepcopy(base.model), config), std)


@pytest.fixture(scope="session")
def moved() -> Callable[..., Any]:
    """`moved(model, std=0.1)`: the model itself, as if it had been trained: what starts as zero or one is moved."""
    return _moved


@pytest.fixture(scope="session")
def adapted() -> Callable[..., Any]:
    """`adapted(base, config, std=0.1)`: a PEFT model on a copy of the base; with a std of 0, as before the first step.

    Without a config a LoRA of all linear layers, of which `adapted(base, r=8)` sets more.
    """
    return _adapted
