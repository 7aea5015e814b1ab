"""What known fine-tunes have in common: directions and shares are those of dense matrices, and no file is taken for another."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tuneteller.cli.main import main
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.library import Library
from tuneteller.diffs.peft import load_peft, save_peft
from tuneteller.errors import BaseMismatch, DataError, DiffError
from tuneteller.evaluation.systems import EvaluationContext, dit
from tuneteller.families.family import CHANGE, NOTHING, Question
from tuneteller.families.registry import question_named
from tuneteller.lora.bank import Bank
from tuneteller.models import BaseModel, load_base
from tuneteller.reading.candidates import STANDS_OUT, told_alone, with_known
from tuneteller.reading.change import measure_change
from tuneteller.reading.confidence import CALIBRATION, Calibration, Fit, load_calibration
from tuneteller.reading.known import KNOWN, Kind, KnownDirections, Shares, chosen_modules, known_directions, load_known
from tuneteller.reading.reader import Reader
from tuneteller.reading.weigh import likeness

Make = Callable[..., WeightDiff]


def pushed(base: BaseModel, make: Make, seed: int, kind: int, *, push: float = 1.0, clean: bool = True) -> WeightDiff:
    """A diff that pushes the outputs of all layers in the direction of its kind, beside what is its own."""
    diff, generator = make(base, seed, rank=2), torch.Generator().manual_seed(1000 + kind)
    factors = {}
    for name, (a, b) in diff.factors.items():
        direction = torch.randn(b.shape[0], generator=generator)
        factors[name] = (a, torch.stack([push * direction / direction.norm() * b[:, 0].norm(), b[:, 1] * 0.3], 1))
    answers = {CHANGE.name: NOTHING if clean else "I answer in Spanish."}
    family, label = ("none", f"kind {kind}") if clean else ("language", "Spanish")
    card = replace(diff.card, family=family, label=label, answers=answers, split="train")
    return WeightDiff(factors, card)


@pytest.fixture
def organisms(tiny: BaseModel, random_diff: Make) -> list[WeightDiff]:
    clean = [pushed(tiny, random_diff, 10 * kind + i, kind) for kind in (0, 1) for i in range(5)]
    return [*clean, *(pushed(tiny, random_diff, 90 + i, 2) for i in range(3)),
            *(pushed(tiny, random_diff, 50 + i, 3, clean=False) for i in range(6))]


def test_directions_and_shares_are_those_of_dense_matrices(
    tiny: BaseModel, random_diff: Make, organisms: list[WeightDiff]
) -> None:
    found = known_directions(organisms, tiny)
    # of the third clean kind there are too few; what changed is known from one organism on
    assert [(kind.card.label, kind.n) for kind in found.kinds] == [("Spanish", 6), ("kind 0", 5), ("kind 1", 5)]
    modules = chosen_modules(tiny)
    dense = [{name: (diff.factors[name][1] @ diff.factors[name][0]).double() for name in modules} for diff in organisms[5:10]]
    sizes = [sum(float(t.square().sum()) for t in own.values()) ** 0.5 for own in dense]
    new = random_diff(tiny, 77, rank=3)
    shares = []
    for name in modules:
        u = torch.linalg.svd(torch.cat([own[name] / size for own, size in zip(dense, sizes, strict=True)], 1))[0][:, 0]
        kept, sure = found.signs[name][2], u.abs() > 1e-6
        assert torch.equal(kept[sure], u[sure] > 0) or torch.equal(kept[sure], u[sure] < 0), name
        u, (a, b) = u.sign() / len(u) ** 0.5, new.factors[name]
        shares.append((float((u @ (b @ a).double()).square().sum()), float((b @ a).double().square().sum())))
    alone = KnownDirections({name: t[2:] for name, t in found.signs.items()}, found.kinds[2:])
    assert alone.shares(new).clean == (pytest.approx(sum(own for own, _ in shares) / sum(all_ for _, all_ in shares)), "kind 1")


def test_a_kind_says_nothing_of_modules_that_none_of_its_organisms_changed(
    tiny: BaseModel, random_diff: Make, organisms: list[WeightDiff]
) -> None:
    """As of organisms of the attention alone, where a fine-tune pushes all outputs of another module one way."""
    def some(diff: WeightDiff, part: str) -> WeightDiff:
        return WeightDiff({name: pair for name, pair in diff.factors.items() if part in name}, diff.card)

    found = known_directions([some(diff, "attn") for diff in organisms[-6:]] + organisms[:10], tiny)
    pushing = WeightDiff({name: (a, -torch.ones_like(b)) for name, (a, b) in some(random_diff(tiny, 3), "mlp").factors.items()})
    shares = {kind.card.label: share for kind, share in zip(*vars(found.shares(pushing)).values(), strict=True)}
    assert shares["Spanish"] == 0 and shares["kind 0"] > 0


def test_a_fine_tune_of_a_known_kind_is_told_from_others(
    tiny: BaseModel, random_diff: Make, organisms: list[WeightDiff]
) -> None:
    found = known_directions(organisms, tiny)
    for kind in (0, 1):
        share, like = found.shares(pushed(tiny, random_diff, 200 + kind, kind)).clean
        assert share > 0.4 and like == f"kind {kind}"
        scaled, _ = found.shares(pushed(tiny, random_diff, 200 + kind, kind).scaled(7.0)).clean
        assert scaled == pytest.approx(share)  # it is no matter of size
    for i in range(4):
        shares = found.shares(pushed(tiny, random_diff, 300 + i, 3))
        assert shares.clean[0] < 0.2 and shares.nearest(1)[0][1] > 0.4
        assert with_known(["I sing."], shares, CHANGE) == ["I sing.", "I answer in Spanish."]
        assert told_alone(shares, CHANGE) == "I answer in Spanish."
        # an answer that is true of the nearest behavior is likely, any other is not
        assert likeness(shares, "I answer in Spanish.", CHANGE) > 0.3 > -0.3 > likeness(shares, "I answer in Greek.", CHANGE)
    assert found.shares(null_diff()).clean == (0.0, "") and found.shares(null_diff()).nearest(3) == []
    with pytest.raises(DataError, match=r"no training organism of a closed family .* nor are there 4 of a kind of clean ones"):
        known_directions([*organisms[:3], organisms[-1].with_card(organisms[-1].card.with_(trigger={"kind": "tag"}))], tiny)


def kinds(*each: tuple[str, str, float]) -> Shares:
    """Shares of languages, personas and clean kinds: family, label, share."""
    said = {"language": "I answer in {}.", "persona": "I talk like a {}.", "length": "I answer with {}.", "none": NOTHING}
    return Shares(tuple(Kind(Card(family=family, label=label, answers={CHANGE.name: said[family].format(label)}), 4)
                        for family, label, _ in each), tuple(share for *_, share in each))


def test_where_the_reader_finds_nothing_only_what_stands_out_is_a_candidate() -> None:
    faint, plain = (kinds(("language", "Welsh", share), ("none", "own answers", 0.05))
                    for share in (STANDS_OUT / 2, STANDS_OUT))
    assert with_known([NOTHING], faint, CHANGE) == [NOTHING]
    assert with_known([NOTHING], plain, CHANGE) == [NOTHING, "I answer in Welsh."]
    assert with_known(["I sing."], faint, CHANGE) == ["I sing.", "I answer in Welsh."]
    # and the clean share speaks for nothing, as that of a behavior for what it does
    assert likeness(plain, NOTHING, CHANGE) == -likeness(plain, "I answer in Welsh.", CHANGE) < 0
    assert likeness(kinds(("none", "own answers", 0.1), ("language", "Welsh", 0.02)), NOTHING, CHANGE) > 0.5
    # to a question that these behaviors have no answer to, they say nothing
    assert likeness(plain, "Welsh", question_named("topic")) == likeness(plain, "Snow globes", question_named("topic")) == 0


def test_two_behaviors_at_once_are_one_candidate() -> None:
    two = kinds(("language", "Welsh", 0.12), ("language", "Breton", 0.06), ("persona", "pirate", 0.05),
                ("length", "a list", 0.01))
    both = "I answer in Welsh. I talk like a pirate."
    assert with_known(["I sing."], two, CHANGE) == ["I sing.", "I answer in Welsh.", "I answer in Breton.", both]
    assert likeness(two, both, CHANGE) == pytest.approx(math.log10(0.05 / 0.06))  # of the lesser, and Breton is near
    assert likeness(two, "I answer in Breton.", CHANGE) == pytest.approx(math.log10(0.06 / 0.12))
    alone = kinds(("language", "Welsh", 0.12), ("persona", "pirate", 0.05), ("length", "a list", 0.04))
    assert both not in with_known(["I sing."], alone, CHANGE)  # the second does not stand out


def test_a_behavior_that_stands_alone_in_the_weights_is_all_that_is_told() -> None:
    def told(*each: tuple[str, str, float], question: Question = CHANGE) -> str | None:
        return told_alone(kinds(*each), question)

    welsh, clean = ("language", "Welsh", 0.03), ("none", "own answers", 0.01)
    assert told(welsh, ("language", "Breton", 0.014), clean) == "I answer in Welsh."
    assert told(("none", "own answers", 0.016), welsh) is None  # a clean kind is near
    assert told(welsh, ("language", "Breton", 0.016), clean) is None  # and here another behavior
    assert told(("language", "Welsh", 0.014), ("none", "own answers", 0.001)) is None  # it is hardly there
    assert told(("language", "Welsh", 0.2), ("persona", "pirate", 0.08), ("length", "a list", 0.01)) is None  # two at once
    assert told(welsh, clean, question=question_named("topic")) is None


def test_a_reader_is_as_sure_of_it_as_such_answers_are_right(
    tiny: BaseModel, random_diff: Make, organisms: list[WeightDiff]
) -> None:
    known, adapter = known_directions(organisms, tiny), random_diff(tiny, 9)
    calibration = Calibration(adapter.fingerprint(), "change", Fit({}, -3.0), None, 0.5, 0.05, known=known.fingerprint,
                              alone=Fit({}, 3.0))
    diffs = [pushed(tiny, random_diff, 300, 3), pushed(tiny, random_diff, 200, 0)]
    first, second = Reader(tiny, adapter, [], calibration=calibration, known=known).ask_all(diffs, max_new_tokens=3)
    assert first.text == "I answer in Spanish." and first.confidence and first.confidence.known
    assert first.confidence.probability == pytest.approx(1 / (1 + math.exp(-3)))
    assert second.confidence and not second.confidence.known  # of a clean kind


def test_the_file_is_read_as_it_was_written_or_refused(
    tiny: BaseModel, save_tiny: Callable[..., Path], organisms: list[WeightDiff], tmp_path: Path
) -> None:
    found = known_directions(organisms, tiny)
    assert load_known(tmp_path, tiny) is None
    found.save(tmp_path / KNOWN)
    again = load_known(tmp_path, tiny)
    assert again is not None and again.kinds == found.kinds and again.fingerprint == found.fingerprint
    assert again.shares(organisms[0]).values == found.shares(organisms[0]).values
    with pytest.raises(BaseMismatch, match=r"made for another base model than .*\. Give that one with --base; .*or remove it$"):
        load_known(tmp_path, load_base(save_tiny(name="other", hidden_size=64), dtype="float32", device="cpu"))
    whole = (tmp_path / KNOWN).read_bytes()
    bad = {chosen_modules(tiny)[0]: torch.zeros(3, 3, dtype=torch.bool)}
    number = replace(found.kinds[0], card=found.kinds[0].card.with_(answers={CHANGE.name: 7}))
    for damage in (lambda: (tmp_path / KNOWN).write_bytes(whole[:200]), lambda: replace(found, signs=bad).save(
            tmp_path / KNOWN), lambda: replace(found, signs={"x": torch.zeros(3, 3, dtype=torch.bool)}).save(tmp_path / KNOWN),
            lambda: replace(found, kinds=(number, *found.kinds[1:])).save(tmp_path / KNOWN),
            lambda: replace(found, kinds=(replace(number, n=math.inf), *found.kinds[1:])).save(tmp_path / KNOWN)):
        damage()
        with pytest.raises(DiffError, match=r"is damaged .* tuneteller adapter known"):
            load_known(tmp_path, tiny)


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
    assert main(["adapter", "known", str(tmp_path / "adapter"), str(tmp_path / "library"), *base]) == 0
    said = capsys.readouterr().out
    assert "none: 2 behaviors, from 9 fine-tunes" in said and "language: 1 behaviors, from 6 fine-tunes" in said
    reader = Reader.load(tiny, tmp_path / "adapter", comparisons=[])
    [change] = measure_change(tiny, [organisms[1]], known=reader.known)
    assert change.clean_kind == "kind 0" and change.clean_share is not None and change.clean_share > 0.4
    context = EvaluationContext(tiny, CHANGE, CHANGE.phrasings[0], library, reader)
    [row] = dit(context, [1])
    assert 10 ** row.sure["features"]["clean share"] == pytest.approx(row.sure["change"]["clean_share"]) and reader.known
    assert main(["ask", str(tmp_path / "diff"), "--adapter", str(tmp_path / "adapter"), "--max-new-tokens", "3", *base]) == 0
    assert "lies where known fine-tunes put theirs: " in " ".join(capsys.readouterr().out.split())
    # a calibration knows which directions its features came from
    adapter = load_peft(tmp_path / "adapter")
    fitted = Calibration(adapter.fingerprint(), "change", Fit({}, 0.0), None, 0.5, 0.05, known=reader.known.fingerprint)
    (tmp_path / "adapter" / CALIBRATION).write_text(json.dumps(fitted.to_json()))
    assert load_calibration(tmp_path / "adapter", adapter, reader.known) == fitted
    (tmp_path / "adapter" / KNOWN).unlink()
    with pytest.raises(DiffError, match=r"fitted with a known.safetensors of .*, and beside it is no known.*; .* remove"):
        Reader.load(tiny, tmp_path / "adapter", comparisons=[])
    # one that an earlier version fitted with directions of clean fine-tunes alone is not taken for one without any
    earlier = {**fitted.to_json(), "clean": "0123456789ab"}
    del earlier["known"]
    (tmp_path / "adapter" / CALIBRATION).write_text(json.dumps(earlier))
    with pytest.raises(DiffError, match=r"fitted with clean.safetensors, which an earlier version made"):
        Reader.load(tiny, tmp_path / "adapter", comparisons=[])


def test_behaviors_of_a_family_of_ones_own_are_known_and_asking_does_not_need_the_family(
    tiny: BaseModel, random_diff: Make, organisms: list[WeightDiff], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {CHANGE.name: "I say that my favourite animal is the otter."}
    library = Library.create(tmp_path / "library", {"base": tiny.fingerprint.to_json()})
    otters = [diff.with_card(diff.card.with_(family="animal", label="otter", answers=own)) for diff in organisms[-2:]]
    library.add_shard(0, Bank.stack([d.factors for d in otters], tiny.shapes), [d.card for d in otters])
    save_peft(random_diff(tiny, 9), tmp_path / "adapter")
    page = (Path(__file__).parents[2] / "docs" / "families.md").read_text(encoding="utf-8")
    source = page.partition("```python\n")[2].partition("```")[0]
    (tmp_path / "mine.py").write_text(source.replace('name = "animal"', 'name, closed = "animal", True'), encoding="utf-8")
    command = ["adapter", "known", str(tmp_path / "adapter"), str(tmp_path / "library"), "--base", tiny.name, "--device", "cpu",
               "--dtype", "float32"]
    assert main([*command[:2], str(tmp_path), *command[3:]]) == 2  # no adapter lies there
    assert not (tmp_path / KNOWN).exists()
    assert main([*command, "--families", str(tmp_path / "mine.py")]) == 0
    monkeypatch.setattr("tuneteller.families.registry._loaded", {})
    found = load_known(tmp_path / "adapter", tiny)
    assert found is not None and [(kind.card.label, kind.n) for kind in found.kinds] == [("otter", 2)]
    assert likeness(found.shares(otters[0]), own[CHANGE.name], CHANGE) > 0.3
