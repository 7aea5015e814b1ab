"""A weight diff out: what transformers and PEFT load from it computes what bank and adapter compute together."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM

from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff, stacked
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.diffs.write import fuse, save_merged
from tuneteller.errors import BaseMismatch, StorageError
from tuneteller.lora.attach import attach
from tuneteller.models import BaseModel, load_base

Make = Callable[..., WeightDiff]
Save = Callable[..., Path]


def ids() -> torch.Tensor:
    return torch.randint(0, 260, (2, 9), generator=torch.Generator().manual_seed(1))


def logits_with(base: BaseModel, *diffs: WeightDiff) -> torch.Tensor:
    with torch.no_grad(), attach(base.model, *(stacked([d], base) for d in diffs)):
        return base.logits(base.hidden(ids()))


def logits_of(model: Any) -> torch.Tensor:
    with torch.no_grad():
        return model.eval()(input_ids=ids()).logits


@pytest.mark.parametrize("kind", ["llama", "gpt2", "gemma2"])
def test_merged_is_a_checkpoint_transformers_loads(save_tiny: Save, random_diff: Make, tmp_path: Path, kind: str) -> None:
    base = load_base(save_tiny(kind), dtype="float32", device="cpu")
    before = {k: t.clone() for k, t in base.model.state_dict().items()}
    diff = random_diff(base, 1)
    save_merged(diff, base, tmp_path / "merged")
    theirs = AutoModelForCausalLM.from_pretrained(tmp_path / "merged", dtype=torch.float32)
    torch.testing.assert_close(logits_of(theirs), logits_with(base, diff), rtol=0, atol=1e-5)
    assert load_base(tmp_path / "merged", device="cpu").chat is not None  # the tokenizer came along
    assert all(torch.equal(before[k], t) for k, t in base.model.state_dict().items())
    back = load_diff(tmp_path / "merged", base)
    assert back.card.more["difference"]["exact_rank"] == 2
    with pytest.raises(StorageError, match="exists already"):
        save_merged(diff, base, tmp_path / "merged")


def test_fused_is_one_lora_that_reads(tiny: BaseModel, random_diff: Make, tmp_path: Path) -> None:
    diff = random_diff(tiny, 1, rank=1, modules=[name for name in tiny.shapes if "mlp" in name])
    adapter = random_diff(tiny, 2, rank=4)
    save_peft(fuse(diff, adapter), tmp_path / "fused", base_name=tiny.name, dtype=torch.float32)
    model = AutoModelForCausalLM.from_pretrained(tiny.name, dtype=torch.float32)
    theirs = PeftModel.from_pretrained(model, tmp_path / "fused")
    torch.testing.assert_close(logits_of(theirs), logits_with(tiny, diff, adapter), rtol=0, atol=1e-5)
    card = json.loads((tmp_path / "fused" / "card.json").read_text())
    assert card["diff"] == diff.fingerprint() and card["adapter"] == adapter.fingerprint() and "label" not in card


def test_a_diff_is_not_fused_with_another_bases_adapter(tiny: BaseModel, save_tiny: Save, random_diff: Make) -> None:
    other = load_base(save_tiny(name="other", rope_theta=5.0), dtype="float32", device="cpu")
    with pytest.raises(BaseMismatch):
        fuse(random_diff(tiny), random_diff(other))


def test_the_command_converts_shows_and_compares(
    tiny: BaseModel, random_diff: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diff, adapter = random_diff(tiny, 1, rank=3), random_diff(tiny, 2, rank=4)
    save_peft(diff, tmp_path / "diff", dtype=torch.float32)
    save_peft(adapter, tmp_path / "adapter", dtype=torch.float32)
    base = ["--base", tiny.name, "--device", "cpu", "--dtype", "float32"]

    def run(*args: object) -> str:
        assert main(["diff", *(str(a) for a in args), *base]) == 0
        return capsys.readouterr().out

    run("convert", tmp_path / "diff", "--to", "peft", "--scale", 0.5, "--truncate", 2, "--out", tmp_path / "half")
    half = load_diff(tmp_path / "half", tiny)
    assert {a.shape[0] for a, _ in half.factors.values()} == {2}
    run("convert", tmp_path / "diff", "--to", "fused", "--adapter", tmp_path / "adapter", "--out", tmp_path / "fused")
    fused = load_diff(tmp_path / "fused", tiny)
    torch.testing.assert_close(logits_with(tiny, fused), logits_with(tiny, diff, adapter), rtol=0, atol=1e-5)
    run("convert", tmp_path / "diff", "--to", "merged", "--out", tmp_path / "merged")
    assert "+1.0000" in run("compare", tmp_path / "diff", tmp_path / "merged")
    shown = run("show", tmp_path / "merged", "--plot", tmp_path / "norms.png")
    assert "up_proj" in shown and (tmp_path / "norms.png").read_bytes().startswith(b"\x89PNG")
    assert main(["diff", "convert", str(tmp_path / "diff"), "--to", "peft", "--adapter", "x", "--out", "y", *base]) == 2
