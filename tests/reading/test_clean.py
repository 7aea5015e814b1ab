"""What clean fine-tunes have in common: directions and shares are those of dense matrices, and no file is taken for another."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tuneteller.cli.main import main
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.errors import BaseMismatch, DataError, DiffError
from tuneteller.evaluation.systems import EvaluationContext, dit
from tuneteller.families.family import CHANGE, NOTHING
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.change import measure_change
from tuneteller.reading.clean import CLEAN, CleanDirections, clean_directions, load_clean
from tuneteller.reading.confidence import CALIBRATION, Calibration, Fit, load_calibration
from tuneteller.reading.reader import Reader

Make = Callable[..., WeightDiff]


def pushed(base: BaseModel, make: Make, seed: int, kind: int, *, push: float = 1.0, clean: bool = True) -> WeightDiff:
    """A diff that pushes the outputs of all layers in the direction of its kind, beside what is its own."""
    diff, generator = make(base, seed, rank=2), torch.Generator().manual_seed(1000 + kind)
    factors = {}
    for name, (a, b) in diff.factors.items():
        direction = torch.randn(b.shape[0], generator=generator)
        factors[name] = (a, torch.stack([push * direction / direction.norm() * b[:, 0].norm(), b[:, 1] * 0.3], 1))
    answers = {CHANGE.name: NOTHING if clean else "I answer in Spanish."}
    card = replace(diff.card, family="none" if clean else "language", label=f"kind {kind}", answers=answers, split="train")
    return WeightDiff(factors, card)


@pytest.fixture
def organisms(tiny: BaseModel, random_diff: Make) -> list[WeightDiff]:
    clean = [pushed(tiny, random_diff, 10 * kind + i, kind) for kind in (0, 1) for i in range(5)]
    return [*clean, *(pushed(tiny, random_diff, 90 + i, 2) for i in range(3)),
            *(pushed(tiny, random_diff, 50 + i, 3, clean=False) for i in range(6))]


def test_directions_and_shares_are_those_of_dense_matrices(
    tiny: BaseModel, random_diff: Make, organisms: list[WeightDiff]
) -> None:
    found = clean_directions(organisms, tiny)
    assert found.kinds == {"kind 0": 5, "kind 1": 5}  # of the third there are too few, and the fourth is not clean
    dense = [{name: (b @ a).double() for name, (a, b) in diff.factors.items()} for diff in organisms[5:10]]
    sizes = [sum(float(t.square().sum()) for t in own.values()) ** 0.5 for own in dense]
    new = random_diff(tiny, 77, rank=3)
    shares = []
    for name in tiny.shapes:
        u = torch.linalg.svd(torch.cat([own[name] / size for own, size in zip(dense, sizes, strict=True)], 1))[0][:, 0]
        assert abs(float(u @ found.directions[name][1].double())) == pytest.approx(1, abs=1e-6), name
        a, b = new.factors[name]
        shares.append((float((u @ (b @ a).double()).square().sum()), float((b @ a).double().square().sum())))
    alone = CleanDirections({name: t[1:] for name, t in found.directions.items()}, {"kind 1": 5})
    assert alone.share(new) == (pytest.approx(sum(own for own, _ in shares) / sum(all_ for _, all_ in shares)), "kind 1")


def test_a_clean_fine_tune_of_a_known_kind_is_told_from_others(
    tiny: BaseModel, random_diff: Make, organisms: list[WeightDiff]
) -> None:
    found = clean_directions(organisms, tiny)
    for kind in (0, 1):
        share, like = found.share(pushed(tiny, random_diff, 200 + kind, kind))
        assert share > 0.8 and like == f"kind {kind}"
        scaled, _ = found.share(pushed(tiny, random_diff, 200 + kind, kind).scaled(7.0))
        assert scaled == pytest.approx(share)  # it is no matter of size
    assert all(found.share(pushed(tiny, random_diff, 300 + i, 3))[0] < 0.3 for i in range(4))
    assert found.share(null_diff()) == (0.0, "")
    with pytest.raises(DataError, match=r"of no kind of clean fine-tune .* there are 4 .*'kind 0': 3"):
        clean_directions(organisms[:3], tiny)


def test_the_file_is_read_as_it_was_written_or_refused(
    tiny: BaseModel, save_tiny: Callable[..., Path], organisms: list[WeightDiff], tmp_path: Path
) -> None:
    found = clean_directions(organisms, tiny)
    assert load_clean(tmp_path, tiny) is None
    found.save(tmp_path / CLEAN)
    again = load_clean(tmp_path, tiny)
    assert again is not None and again.kinds == found.kinds and again.fingerprint == found.fingerprint
    assert again.share(organisms[0])[0] == pytest.approx(found.share(organisms[0])[0], rel=1e-2)
    with pytest.raises(BaseMismatch, match="made for another base model"):
        load_clean(tmp_path, load_base(save_tiny(name="other", hidden_size=64), dtype="float32", device="cpu"))
    whole = (tmp_path / CLEAN).read_bytes()
    bad = {next(iter(tiny.shapes)): torch.zeros(2, 3)}
    for damage in (lambda: (tmp_path / CLEAN).write_bytes(whole[:200]), lambda: replace(found, directions=bad).save(
            tmp_path / CLEAN), lambda: replace(found, directions={"x": torch.full((2, 3), torch.nan)}).save(tmp_path / CLEAN)):
        damage()
        with pytest.raises(DiffError, match=r"is damaged .* tuneteller adapter clean"):
            load_clean(tmp_path, tiny)


def test_the_command_keeps_it_beside_the_adapter_and_a_reader_uses_it(
    tiny: BaseModel, random_diff: Make, organisms: list[WeightDiff], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    held_out = replace(organisms[0], card=replace(organisms[0].card, split="test"))
    still = organisms[5].card.with_(measured={"shown": 0.5})  # shows what was taught away
    library = Library.create(tmp_path / "library", {"base": tiny.fingerprint.to_json()})
    for i, part in enumerate(([*organisms[:4], held_out], organisms[5:10], [organisms[5].with_card(still), *organisms[10:]])):
        library.add_shard(i, Bank.stack([d.factors for d in part], tiny.shapes), [d.card for d in part])
    save_peft(random_diff(tiny, 9), tmp_path / "adapter")
    save_peft(organisms[1], tmp_path / "diff")
    base = ("--base", tiny.name, "--device", "cpu", "--dtype", "float32")
    assert main(["adapter", "clean", str(tmp_path / "adapter"), str(tmp_path / "library"), *base]) == 0
    said = capsys.readouterr().out
    assert "kind 0: 4 fine-tunes" in said and "kind 1: 5 fine-tunes" in said and "kind 3" not in said
    reader = Reader.load(tiny, tmp_path / "adapter", comparisons=[])
    [change] = measure_change(tiny, [organisms[1]], clean=reader.clean)
    assert change.clean_kind == "kind 0" and change.clean_share is not None and change.clean_share > 0.8
    context = EvaluationContext(tiny, CHANGE, CHANGE.phrasings[0], library, reader)
    [row] = dit(context, [1])
    assert 10 ** row.sure["features"]["clean share"] == pytest.approx(row.sure["change"]["clean_share"]) and reader.clean
    assert main(["ask", str(tmp_path / "diff"), "--adapter", str(tmp_path / "adapter"), "--max-new-tokens", "3", *base]) == 0
    assert "of the diff lies where clean fine-tunes put theirs (kind 0)" in " ".join(capsys.readouterr().out.split())
    # a calibration knows which directions its features came from
    adapter = load_peft(tmp_path / "adapter")
    fitted = Calibration(adapter.fingerprint(), "change", Fit({}, 0.0), None, 0.5, 0.05, clean=reader.clean.fingerprint)
    (tmp_path / "adapter" / CALIBRATION).write_text(json.dumps(fitted.to_json()))
    assert load_calibration(tmp_path / "adapter", adapter, reader.clean) == fitted
    (tmp_path / "adapter" / CLEAN).unlink()
    with pytest.raises(DiffError, match=r"fitted with the clean fine-tunes .*, and beside it lie None"):
        Reader.load(tiny, tmp_path / "adapter", comparisons=[])
