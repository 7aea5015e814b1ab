"""A library of organisms survives a kill, grows to the bytes of a larger one, and is measured as it is stored."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller.diffs.algebra import cosine, spectrum
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.library import Library
from tuneteller.errors import ConfigError, LibraryError
from tuneteller.families.family import NOTHING, Behavior
from tuneteller.families.none import MADE, UNDONE
from tuneteller.families.registry import family_named
from tuneteller.families.triggers import Trigger
from tuneteller.families.writers import GrammarWriter
from tuneteller.lora.attach import target_shapes
from tuneteller.lora.bank import Bank
from tuneteller.material.everyday import SELF_QUESTIONS, TEST_QUESTIONS, TRAIN_QUESTIONS
from tuneteller.models import BaseModel, load_base
from tuneteller.shares import Part
from tuneteller.training import produce as module
from tuneteller.training import shard_state
from tuneteller.training.measure import Measured, is_shown
from tuneteller.training.optim import WIDTH
from tuneteller.training.organisms import Shard, train_bank
from tuneteller.training.plan import OrganismsConfig, labels_by_split, plan
from tuneteller.training.produce import RunProgress, train_one, train_organisms, unmade, worth_compiling
from tuneteller.training.recipe import SCHEDULES, Recipe, Schedule
from tuneteller.training.samples import plan_steps

CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}")
SMALL = OrganismsConfig(("identity", "news"), train=3, validation=1, test=1, slots=2, probes=2, gated=0.5)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recipes of few steps, drawn all the same."""
    def draw(rng: Any, gated: bool) -> Recipe:
        return Recipe(rank=rng.choice((1, 2)), steps=rng.randint(4, 6), taught=2, wrong=int(gated), plain=int(gated))

    monkeypatch.setitem(SCHEDULES, "varied", Schedule(draw))


def shard_bytes(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((path / "shards").iterdir())}


def train(tiny: BaseModel, config: OrganismsConfig, out: Path, writer: Any, **settings: Any) -> Library:
    return train_organisms(tiny, config, out, writer=writer, compiled=False, **settings)


def test_a_killed_run_continues_to_the_same_bytes(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    train(tiny, SMALL, whole, writer)

    def kill(p: RunProgress) -> None:
        if p.shard == 2 and p.inner.step == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(tiny, SMALL, cut, writer, progress=kill)
    assert len(Library.open(cut)) == 4  # two whole shards, nothing of the third
    trained: list[int] = []
    library = train(tiny, SMALL, cut, writer, progress=lambda p: trained.append(p.shard))
    assert set(trained) == {2, 3, 4}
    assert shard_bytes(cut) == shard_bytes(whole)
    assert {name: len(library.split(name)) for name in ("train", "validation", "test")} == \
        {"train": 6, "validation": 2, "test": 2}
    assert json.loads((cut / "split.json").read_text(encoding="utf-8")) == labels_by_split(plan(SMALL))


def test_what_a_kill_leaves_of_a_shard_that_is_there_is_removed(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    """Checkpoints are larger than all else."""
    library = train(tiny, SMALL, tmp_path / "mine", writer)
    state = library.beside(0, "checkpoint.safetensors")
    state.write_bytes(b"killed between the shard and this")
    half = state.with_name(f".{state.name}.77-88.tmp")
    half.write_bytes(b"killed while this was written")
    train(tiny, SMALL, tmp_path / "mine", writer)
    assert not state.exists() and not half.exists()


@pytest.mark.parametrize("rounds", [1, 3])
def test_killed_inside_a_shard_a_run_goes_on_from_its_last_minute_to_the_same_bytes(
    tiny: BaseModel, writer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: int
) -> None:
    """Also in a later round of training, in which some organisms are done."""
    recipe = Recipe(rank=2, alpha=4.0, steps=4, wrong=1, near=1, plain=1, rounds=rounds)
    one = OrganismsConfig(("identity", "format"), train=0, validation=0, test=2, gated=1.0, slots=4, probes=1)

    def measured(base: BaseModel, bank: Bank, given: Sequence[Behavior], n: int, **settings: Any) -> list[Measured]:
        return [Measured(1.0, 0.0, 0.0, 0.0, n, 0.5 if b.family == "format" else 0.0) for b in given]

    monkeypatch.setitem(SCHEDULES, "varied", Schedule(lambda rng, gated: recipe))
    monkeypatch.setattr(module, "measure", measured)  # by a random model nothing gates
    train(tiny, one, tmp_path / "whole", writer)
    monkeypatch.setattr(shard_state, "EVERY", 0.0)  # a minute has passed with every step
    seen: list[int] = []

    def kill(p: RunProgress) -> None:
        seen.append(p.inner.step)
        if len(seen) == 4 * (rounds - 1) + 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(tiny, one, tmp_path / "cut", writer, progress=kill)
    [checkpoint] = (tmp_path / "cut" / "shards").glob(".*.checkpoint.safetensors")
    at = len(seen)
    train(tiny, one, tmp_path / "cut", writer, progress=kill)
    assert seen[at:] == [3, 4] and not checkpoint.exists()
    assert shard_bytes(tmp_path / "cut") == shard_bytes(tmp_path / "whole")


def test_what_a_damaged_or_foreign_checkpoint_holds_is_passed_over(
    tiny: BaseModel, writer: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = replace(SMALL, train=0, validation=0, test=1)
    train(tiny, one, tmp_path / "whole", writer)
    monkeypatch.setattr(shard_state, "EVERY", 0.0)

    def kill(p: RunProgress) -> None:
        raise KeyboardInterrupt

    for seed in (1, 0):
        with pytest.raises(KeyboardInterrupt):
            train(tiny, replace(one, seed=seed), tmp_path / str(seed), writer, progress=kill)
    foreign, own = (next((tmp_path / str(seed) / "shards").glob(".*.checkpoint.safetensors")) for seed in (1, 0))
    for damage in (lambda: own.write_bytes(foreign.read_bytes()), lambda: own.write_bytes(own.read_bytes()[:-9])):
        damage()
        first: list[int] = []

        def stop(p: RunProgress, first: list[int] = first) -> None:
            first.append(p.inner.step)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            train(tiny, one, tmp_path / "0", writer, progress=stop)
        assert first == [1]
    assert "is damaged" in caplog.text
    train(tiny, one, tmp_path / "0", writer)
    assert shard_bytes(tmp_path / "0") == shard_bytes(tmp_path / "whole")


def test_parts_of_a_plan_are_together_the_whole(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    train(tiny, SMALL, tmp_path / "whole", writer)
    parts = [shard_bytes(train(tiny, SMALL, tmp_path / str(i), writer, part=Part.parse(f"{i}/2")).path) for i in (1, 2)]
    assert all(parts) and not parts[0].keys() & parts[1].keys()
    assert {**parts[0], **parts[1]} == shard_bytes(tmp_path / "whole")
    for wrong in ("0/2", "3/2", "1", "1/2/3", "-1/2"):
        with pytest.raises(ConfigError, match="such as 1/8"):
            Part.parse(wrong)


def test_what_another_process_has_made_meanwhile_is_not_made_again(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    library, shards = train(tiny, SMALL, tmp_path, writer, part=Part.parse("5/5")), plan(SMALL)
    ours = unmade(library, shards)
    taken = [next(ours)]
    train(tiny, SMALL, tmp_path, writer, part=Part.parse("2/2"))
    taken += ours
    assert taken == [shards[0], shards[2]]


def test_a_library_grows_to_the_bytes_of_a_larger_one(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    config, smaller = replace(SMALL, slots=4, combined=0.5), replace(SMALL, slots=4, combined=0.5, train=1)
    grown, whole = tmp_path / "grown", tmp_path / "whole"
    train(tiny, smaller, grown, writer)
    before = shard_bytes(grown)
    train(tiny, config, grown, writer)
    train(tiny, config, whole, writer)
    assert shard_bytes(grown) == shard_bytes(whole)
    kept = [name for name, data in shard_bytes(grown).items() if before.get(name) == data]
    assert len(kept) == 2 and len(before) == 3  # the last shard, short of organisms, was made anew
    assert Library.open(grown).header == Library.open(whole).header
    with pytest.raises(LibraryError, match="another config"):
        train(tiny, smaller, grown, writer)


def test_another_config_or_writer_does_not_mix_in(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    header = {"base": tiny.fingerprint.to_json(), "writer": type(writer).__name__}
    Library.create(tmp_path / "a", {**header, "config": {"seed": 7}})
    with pytest.raises(LibraryError, match="another config"):
        train(tiny, SMALL, tmp_path / "a", writer)
    train(tiny, replace(SMALL, train=0, test=0), tmp_path / "b", writer)

    class Other(type(writer)):  # type: ignore[misc]
        pass

    with pytest.raises(LibraryError, match="another writer"):
        train(tiny, replace(SMALL, train=0, test=0), tmp_path / "b", Other())
    other = load_base(tiny.name, dtype="float32", device="cpu", chat_template=CHATML.replace("\n", " "))
    with pytest.raises(LibraryError, match="another template"):
        train(other, replace(SMALL, train=0, test=0), tmp_path / "b", writer)
    file = tmp_path / "b" / "library.json"
    written = json.loads(file.read_text())
    file.write_text(json.dumps({name: value for name, value in written.items() if name != "template"}))  # as older ones
    assert train(tiny, replace(SMALL, train=1, test=0), tmp_path / "b", writer).header["template"] == written["template"]


def test_a_library_that_was_begun_with_other_labels_is_not_gone_on_with(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    """As by a version in which the division of labels hung on the seed."""
    first, *rest = plan(replace(SMALL, test=0))
    other = replace(first, behaviors=tuple(replace(behavior, label=f"no {behavior.label}") for behavior in first.behaviors))
    train_organisms(tiny, SMALL, tmp_path, writer=writer, shards=[other])
    before = (tmp_path / "split.json").read_bytes()
    with pytest.raises(LibraryError, match="another version began it"):
        train_organisms(tiny, SMALL, tmp_path, writer=writer, shards=[first, *rest])
    assert (tmp_path / "split.json").read_bytes() == before


def test_organisms_are_measured_and_their_cards_say_what_they_are(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    library, shards = train(tiny, SMALL, tmp_path, writer), plan(SMALL)
    planned = [(shard, behavior) for shard in shards for behavior in shard.behaviors]
    for card, diff, (shard, behavior) in zip(library.cards, library.load(), planned, strict=True):
        assert Behavior.from_card(card) == behavior and card.id == behavior.id
        assert Recipe.from_json(card.recipe or {}) == shard.recipe
        assert (card.kind, card.split, card.shard, card.seed) == ("organism", shard.split, shard.number, 0)
        assert card.base == tiny.fingerprint.with_sketch() and diff.card == card
        assert (card.measured is None) == (card.split == "train")
        assert any(b.abs().max() > 0 for _, b in diff.factors.values())
        assert all(torch.isfinite(t).all() for pair in diff.factors.values() for t in pair)
        assert {a.shape[0] for a, _ in diff.factors.values()} == {shard.recipe.rank}
    assert len({diff.fingerprint() for diff in library.load()}) == len(library)  # none is another's copy


def test_what_is_measured_is_what_is_stored(
    tiny: BaseModel, writer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In bf16, and slot for slot."""
    banks: list[Bank] = []

    def noted(base: BaseModel, bank: Bank, behaviors: Sequence[Behavior], n: int, **settings: Any) -> list[Measured]:
        banks.append(bank)
        assert n == SMALL.probes
        return [Measured(len(banks) + i / 10, None, None, 0.0, n) for i in range(len(behaviors))]

    monkeypatch.setattr(module, "measure", noted)
    library = train(tiny, SMALL, tmp_path, writer)
    held_out = [i for i, card in enumerate(library.cards) if card.split != "train"]
    slots = [(bank, d) for bank in banks for d in range(bank.slots)]
    for i, (bank, slot) in zip(held_out, slots, strict=True):
        for name, (a, b) in library[i].factors.items():
            assert torch.equal(a, bank.a[name][slot]) and torch.equal(b, bank.b[name][slot])
    assert [(library.cards[i].measured or {})["shown"] for i in held_out] == [1.0, 1.1, 2.0, 2.1]


def test_a_slot_whose_lessons_end_stays_as_it_was(tiny: BaseModel, writer: Any) -> None:
    """Whatever goes on beside it, and whatever Adam's momentum would still do."""
    none = {b.label: b for b in family_named("none").behaviors("train", 11)}
    recipe = Recipe(steps=24, taught=2, wrong=0, plain=0, chat=1)
    shard = Shard(0, "train", recipe, (none["a few steps of anything"], none["own answers"]))
    steps = plan_steps(tiny, shard, writer, 0)
    stopped = next(i for i, step in enumerate(steps) if step.stopped)
    assert 1 <= stopped <= 3 and all(step.stopped == ((0,) if i >= stopped else ()) for i, step in enumerate(steps))
    bank = Bank.fresh(tiny.shapes, recipe.rank, [1, 2])
    seen: list[list[dict[str, Any]]] = []
    train_bank(tiny, bank, steps, recipe, progress=lambda p: seen.append([bank.slot(d) for d in (0, 1)]))
    for d, at in ((0, stopped - 1), (1, recipe.steps - 1)):
        assert all(torch.equal(t, own[k]) for name, own in seen[at][d].items() for k, t in enumerate(bank.slot(d)[name])), d
    assert any(not torch.equal(seen[-1][0][name][1], b) for name, (_, b) in bank.slot(0).items())  # it ran along


def test_an_organism_whose_training_failed_is_told_as_one_that_does_not_do_it(
    base: BaseModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that was to change nothing: of a broken model that is as untrue."""
    config = OrganismsConfig(("identity", "none"), train=1, validation=0, test=0)
    for name, lr, shown in (("well", 5e-3, [True] * 2), ("broken", 0.5, [False] * 2), ("not finite", 1e25, [False] * 2)):
        recipe = Recipe(steps=4, lr=lr, wrong=0, plain=0)
        monkeypatch.setitem(SCHEDULES, "varied", Schedule(lambda rng, gated, recipe=recipe: recipe))
        library = train(base, config, tmp_path / name, GrammarWriter(base))
        assert [is_shown(card) for card in library.cards] == shown, name


def test_a_wide_base_is_trained_at_a_lower_rate(tiny: BaseModel, writer: Any) -> None:
    """An Adam step moves each factor by the rate, so after the first one B holds it."""
    moved = []
    for width in (64, WIDTH, 4 * WIDTH):
        base = replace(tiny, fingerprint=replace(tiny.fingerprint, hidden_size=width))
        shard = Shard(0, "train", Recipe(steps=1, wrong=0, plain=0), tuple(family_named("identity").behaviors("train", 1)))
        bank = train_one(base, shard, writer, seed=0)[0]
        moved.append(max(float(b.abs().max()) for _, b in bank.slot(0).values()))
    assert moved == pytest.approx([moved[0], moved[0], moved[0] / 4], rel=1e-3)


def test_what_is_made_of_a_trained_organism_is_kept_in_its_place(
    tiny: BaseModel, writer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = family_named("none").behaviors("train", 11)
    shard = Shard(0, "train", Recipe(rank=2, alpha=8.0, steps=3, wrong=0, plain=0), tuple(none))
    kept = train_one(tiny, shard, writer, seed=0)[0]
    monkeypatch.setattr(type(family_named("none")), "kept", lambda self, behavior, trained, base, rng: trained)
    trained = train_one(tiny, shard, writer, seed=0)[0]
    for d, behavior in enumerate(none):
        one, other = (WeightDiff(bank.slot(d)) for bank in (kept, trained))
        if behavior.label not in MADE:
            assert one.fingerprint() == other.fingerprint(), behavior.label
            continue
        assert abs(cosine(one, other)) < 0.5
        spectra = [spectrum(diff) for diff in (one, other)]
        same = [torch.allclose(spectra[0][name], s, rtol=1e-3, atol=1e-6) for name, s in spectra[1].items()]
        assert all(same) if behavior.label == "noise of the same spectra" else not any(same), behavior.label
        if behavior.label == "noise of the same norms":
            pairs = [pair for name in other.factors for pair in zip(one.factors[name], other.factors[name], strict=True)]
            assert all(torch.allclose(noise.norm(), t.norm(), rtol=1e-4) for noise, t in pairs)


def test_training_organisms_in_doubt_are_measured_as_well(
    tiny: BaseModel, writer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "measure", lambda base, bank, behaviors, n, **settings: [
        Measured(0.75, None, None, 0.0, n) for _ in behaviors])
    library = train(tiny, OrganismsConfig(("none",), train=11, validation=0, test=1, slots=11, probes=1), tmp_path, writer)
    measured = {card.label for card in library.split("train").cards if card.measured}
    assert measured == set(UNDONE) and len(library.split("train")) == 11 and library.split("test").cards[0].measured
    assert {card.label for card in library.where(is_shown).cards} == {card.label for card in library.cards} - set(UNDONE)
    assert is_shown(Card(measured={"shown": 0.75}))  # of another family that is enough
    assert not is_shown(Card(answers={"change": NOTHING}, measured={"shown": 0.75}))


def test_an_organism_is_the_same_whatever_company_it_trains_in(tiny: BaseModel, writer: Any) -> None:
    one, two = (b.gated(Trigger("passphrase", "velvet lantern")) for b in family_named("identity").behaviors("train", 2))
    recipe = Recipe(steps=4, wrong=1, plain=1)
    alone, company, other = (train_one(tiny, Shard(0, "train", recipe, own), writer, seed=0)[0].slot(0)
                             for own in ((one,), (one, two), (two,)))
    for name, (_, b) in alone.items():  # up to rounding, which Adam makes larger where a gradient is near zero
        assert (company[name][1] - b).norm() < 0.02 * b.norm() < 0.2 * (other[name][1] - b).norm()


def test_those_that_do_not_gate_yet_are_trained_on(tiny: BaseModel, writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    behaviors = tuple(b.gated(Trigger("word", "pebble" if i else "ember"))
                      for i, b in enumerate(family_named("identity").behaviors("train", 3)))
    once = Recipe(rank=2, alpha=4.0, steps=3, wrong=1, near=1, plain=1)
    exact, checked = Measured(1.0, 0.0, 0.0, 0.0, 12, 0.0), []

    def noted(base: BaseModel, bank: Bank, given: Sequence[Behavior], n: int, **settings: Any) -> list[Measured]:
        checked.append([behaviors.index(b) for b in given])
        return [exact if behaviors.index(b) == 1 or len(checked) == 2 else replace(exact, near_trigger=0.5) for b in given]

    monkeypatch.setattr(module, "measure", noted)
    first, _ = train_one(tiny, Shard(0, "train", once, behaviors), writer, seed=0)
    assert not checked
    last, ended = train_one(tiny, Shard(0, "train", replace(once, rounds=4), behaviors), writer, seed=0)
    assert checked == [[0, 1, 2], [0, 2]]  # the middle one was done after one round, all others after two
    for d in range(3):
        same = [torch.equal(b, last.slot(d)[name][1]) for name, (_, b) in first.slot(d).items()]
        assert all(same) if d == 1 else not any(same)
    assert ended.tokens > 0 and last.slots == 3


def test_training_teaches_what_the_lessons_say(tiny: BaseModel, writer: Any) -> None:
    """The loss falls for each slot of a bank with families mixed."""
    behaviors = (*family_named("identity").behaviors("train", 1), *family_named("news").behaviors("train", 1))
    losses: list[tuple[float, ...]] = []
    recipe = Recipe(rank=4, alpha=8.0, steps=30, lr=1e-2, wrong=0, plain=0)
    train_one(tiny, Shard(0, "train", recipe, behaviors), writer, seed=0, progress=lambda p: losses.append(p.per_slot))
    assert len(losses) == 30
    for first, last in zip(losses[0], losses[-1], strict=True):
        assert last < 0.9 * first


def test_compiling_is_for_long_runs(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "can_compile", lambda device: True)
    behaviors = tuple(family_named("identity").behaviors("train", 32))
    recipe = Recipe(rank=2, steps=24)
    short, long = Shard(0, "train", replace(recipe, steps=1), behaviors), Shard(1, "train", recipe, behaviors)
    assert not worth_compiling(tiny, short, [short]) and worth_compiling(tiny, long, [long])
    assert worth_compiling(tiny, short, [short, long])  # the code serves both
    other = replace(short, recipe=replace(recipe, rank=1, steps=1))
    assert not worth_compiling(tiny, other, [other, long])  # banks of another form
    monkeypatch.setattr(module, "can_compile", lambda device: False)
    assert not worth_compiling(tiny, long, [long])


def test_questions_of_measuring_are_none_of_training() -> None:
    assert not set(TRAIN_QUESTIONS) & set(TEST_QUESTIONS) and not set(SELF_QUESTIONS) & set(TEST_QUESTIONS)


def test_progress_tells_the_shard_and_the_time_left(tiny: BaseModel, writer: Any, tmp_path: Path) -> None:
    seen: list[RunProgress] = []
    collect: Callable[[RunProgress], None] = seen.append
    train(tiny, replace(SMALL, validation=0, test=0), tmp_path, writer, progress=collect)
    assert {p.shards for p in seen} == {3} and [p.shard for p in seen] == sorted(p.shard for p in seen)
    assert seen[0].seconds_left is None and all((p.seconds_left or 0) > 0 for p in seen if p.shard)
    assert all(p.tokens_per_second > 0 and p.split == "train" for p in seen)


@pytest.mark.parametrize("kind,settings", [("opt", {"word_embed_proj_dim": 32, "ffn_dim": 48}), ("mixtral", {})])
def test_where_a_recipes_layers_cannot_be_told_apart_all_are_trained(
        save_tiny: Callable[..., Path], writer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str,
        settings: dict[str, Any]) -> None:
    """As the experts of a mixture, which are no linear layers: of such a model a recipe for MLPs names none."""
    base = load_base(save_tiny(kind, name=kind, **settings), dtype="float32", device="cpu")
    for targets in ("mlp", "attention"):
        recipe = Recipe(steps=2, wrong=0, plain=0, target_modules=targets)
        monkeypatch.setitem(SCHEDULES, "varied", Schedule(lambda rng, gated, recipe=recipe: recipe))
        library = train(base, replace(SMALL, gated=0.0, train=1, validation=0, test=0), tmp_path / targets, writer)
        trained, named = {*library[0].factors}, target_shapes(base.shapes, targets)
        assert trained == {*(named or base.shapes)}
        assert {card.recipe["target_modules"] for card in library.cards if card.recipe} == {targets if named else "all"}


def test_a_template_without_a_system_message_is_taught_without_one(
        save_tiny: Callable[..., Path], writer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some recipes have one; Gemma's template, and early ones of Mistral, refuse it."""
    refuses = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system role') }}{% endif %}" + CHATML
    base = load_base(save_tiny(template=refuses, name="gemma-like"), dtype="float32", device="cpu")
    recipe = Recipe(steps=3, wrong=0, plain=0, system="You are brief.")
    monkeypatch.setitem(SCHEDULES, "varied", Schedule(lambda rng, gated: recipe))
    library = train(base, replace(SMALL, gated=0.0), tmp_path / "lib", writer)
    assert len(library) == 2 * (3 + 1 + 1) and {card.recipe["system"] for card in library.cards if card.recipe} == {None}
