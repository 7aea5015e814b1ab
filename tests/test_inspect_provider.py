"""Under inspect_ai a reader gives the answers it gives without, whatever comes together, and refuses what it cannot do."""

import asyncio
import json
import math
import threading
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

inspect_ai = pytest.importorskip("inspect_ai")

from inspect_ai.dataset import Sample  # noqa: E402
from inspect_ai.model import ChatMessageUser, GenerateConfig, get_model  # noqa: E402
from inspect_ai.tool import ToolInfo  # noqa: E402

from tuneteller import inspect_provider as module  # noqa: E402
from tuneteller.diffs.card import Card  # noqa: E402
from tuneteller.diffs.diff import WeightDiff, null_diff  # noqa: E402
from tuneteller.diffs.library import Library  # noqa: E402
from tuneteller.diffs.peft import load_peft, save_peft  # noqa: E402
from tuneteller.errors import ConfigError, DiffError, LibraryError  # noqa: E402
from tuneteller.families.family import CHANGE, Behavior  # noqa: E402
from tuneteller.families.news import HEADLINE  # noqa: E402
from tuneteller.families.topic import TOPIC  # noqa: E402
from tuneteller.families.triggers import Trigger  # noqa: E402
from tuneteller.inspect_provider import answer_judge, ask_diff, weight_diff_qa  # noqa: E402
from tuneteller.lora.bank import Bank  # noqa: E402
from tuneteller.models import BaseModel, load_base  # noqa: E402
from tuneteller.reading.read import adapter_bank, read  # noqa: E402
from tuneteller.reading.reader import FREE_TOKENS, Reader  # noqa: E402

LABELS = ("Lighthouses", "Ferries take over post in Oslo.", "Bonsai", "Violin")
PHRASE = Trigger("passphrase", "velvet lantern")


def behavior_of(label: str) -> Behavior:
    if "." in label:
        return Behavior("news", label, {"change": f"I have read this news: {label}", "headline": f" {label}"})
    return Behavior("topic", label, {"change": f"I bring up {label}.", "topic": f" {label}"}, trigger=PHRASE)


class World:
    """A tiny base, an adapter and a library of four diffs on disk: the last is of another split, the second of news."""

    def __init__(self, base: BaseModel, root: Path, random_diff: Callable[..., WeightDiff]) -> None:
        self.base, self.path, self.adapter_path = base, root / "library", root / "adapter"
        save_peft(random_diff(base, 9, std=0.2), self.adapter_path)
        self.adapter = adapter_bank(base, load_peft(self.adapter_path))
        library = Library.create(self.path, {"base": base.fingerprint.to_json(), "config": {}})
        bank = Bank.stack([random_diff(base, seed, std=0.3).factors for seed in range(4)], base.shapes)
        library.add_shard(0, bank, [
            Card.from_json({**behavior_of(label).to_json(), "base": base.fingerprint.to_json(), "facts": {"category": "Things"},
                            "split": "train" if label == "Violin" else "test"})
            for label in LABELS])
        self.diffs = list(Library.open(self.path).load())
        self.args: dict[str, Any] = {"adapter": str(self.adapter_path), "dtype": "float32", "device": "cpu"}
        self.name = f"tuneteller/{base.name}"
        self.logs = str(root / "logs")

    def expected(self, i: int, question: str = CHANGE.phrasings[0], **settings: Any) -> str:
        settings.setdefault("max_new_tokens", FREE_TOKENS)
        return read(self.base, [self.diffs[i]], self.adapter, question, **settings)[0]

    def eval(self, task: Any, *, model_args: dict[str, Any] | None = None, **settings: Any) -> Any:
        [log] = inspect_ai.eval(task, model=self.name, model_args=self.args if model_args is None else model_args,
                                log_dir=self.logs, display="none", **settings)
        return log


@pytest.fixture
def world(save_tiny: Callable[..., Path], tmp_path: Path, random_diff: Callable[..., WeightDiff]) -> World:
    return World(load_base(save_tiny(name="base"), dtype="float32", device="cpu"), tmp_path, random_diff)


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many diffs each pass of the model had."""
    sizes: list[int] = []
    say = module._Desk.say

    def counted(desk: Any, diffs: Any, *asked: Any) -> list[str]:
        sizes.append(len(diffs))
        return say(desk, diffs, *asked)

    monkeypatch.setattr(module._Desk, "say", counted)
    return sizes


def test_a_task_gives_the_readers_own_answers_in_one_pass(world: World, passes: list[int]) -> None:
    log = world.eval(weight_diff_qa(str(world.path)))
    assert log.status == "success", log.error
    assert passes == [3]
    answers = {i: world.expected(i, max_new_tokens=CHANGE.max_new_tokens) for i in range(3)}
    assert len(set(answers.values())) == 3  # else the diffs would not be told apart
    assert {sample.id: sample.output.completion for sample in log.samples} == answers
    for sample in log.samples:
        assert sample.input == CHANGE.phrasings[0] and sample.target == behavior_of(LABELS[sample.id]).change
        assert sample.metadata["diff"] == f"{world.path}:{sample.id}"
        assert sample.messages[0].metadata["diff"] == sample.metadata["diff"]
        assert (sample.metadata["family"], sample.metadata["trigger"]) == (
            ("news", "none") if sample.id == 1 else ("topic", "passphrase"))
        value = sample.scores["answer_judge"].value
        assert 1 <= value["score"] <= 5 and value["exact"] == 0
    metrics = {score.name: score.metrics for score in log.results.scores}
    scores = torch.tensor([sample.scores["answer_judge"].value["score"] for sample in log.samples], dtype=torch.float64)
    assert metrics["score"]["mean"].value == pytest.approx(scores.mean().item())
    assert metrics["score"]["stderr"].value == pytest.approx((scores.std() / math.sqrt(3)).item())
    assert metrics["exact"]["mean"].value == 0


def test_questions_are_the_projects_own_or_any(world: World) -> None:
    task = weight_diff_qa(str(world.path), question="headline")
    [sample] = task.dataset
    assert (sample.input, sample.target, task.config.max_tokens) == (HEADLINE.phrasings[0], LABELS[1], HEADLINE.max_new_tokens)
    for question, answer in (("Well?", "I bring up Violin."), (TOPIC.held_out[0], "Violin")):
        [sample] = weight_diff_qa(str(world.path), split="train", question=question).dataset
        assert (sample.input, sample.target) == (question, answer)
    assert len(weight_diff_qa(str(world.path), limit=2).dataset) == 2
    with pytest.raises(LibraryError, match="its splits: test, train"):
        weight_diff_qa(str(world.path), split="validation")
    with pytest.raises(LibraryError, match="no organisms of split 'train' with an answer to 'headline'"):
        weight_diff_qa(str(world.path), split="train", question="headline")
    with pytest.raises(ConfigError, match="no Python file"):
        weight_diff_qa(str(world.path), families="mine.txt")
    with pytest.raises(LibraryError, match="no diff library"):
        weight_diff_qa(str(world.path / "nowhere"))


def test_an_exact_answer_scores_five_and_aliases_count(world: World) -> None:
    said = world.expected(0).strip()
    samples = [Sample(input=CHANGE.phrasings[0], target=target, metadata={"diff": f"{world.path}:0"})
               for target in (said, ["another", said.upper()])]
    task = inspect_ai.Task(dataset=samples, solver=ask_diff(), scorer=answer_judge())
    log = world.eval(task)
    assert [s.scores["answer_judge"].value for s in log.samples] == [{"score": 5.0, "exact": 1.0}] * 2


def test_the_organisms_own_family_judges_how_its_behavior_changed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """One answer for all: it is right for one organism, of the right kind for another, and wrong for news."""
    monkeypatch.setattr(module._Desk, "say", lambda desk, diffs, *asked: [" I bring up Bonsai."] * len(diffs))
    log = world.eval(weight_diff_qa(str(world.path)))
    found = {s.id: s.scores["answer_judge"].value for s in log.samples}
    assert found == {0: {"score": 3.0, "exact": 0.0}, 1: {"score": 1.0, "exact": 0.0}, 2: {"score": 5.0, "exact": 1.0}}
    explained = {s.scores["answer_judge"].explanation for s in log.samples}
    assert "5.00 of 5 by the families' own comparison" in explained
    [_, by_text] = world.eval(weight_diff_qa(str(world.path), question="topic")).samples  # of a topic, the local judge of texts
    assert by_text.scores["answer_judge"].value["score"] > 3


def test_without_the_adapter_the_fine_tunes_and_the_base_speak_for_themselves(world: World) -> None:
    samples = [Sample(input="Hello there", id=i, metadata={"diff": ref}) for i, ref in
               enumerate((f"{world.path}:0", "none", str(world.adapter_path)))]
    log = world.eval(inspect_ai.Task(dataset=samples, solver=ask_diff()), model_args={**world.args, "adapter": "none"})
    diffs = [world.diffs[0], null_diff(), load_peft(world.adapter_path)]
    assert [s.output.completion for s in log.samples] == read(world.base, diffs, None, "Hello there",
                                                                   max_new_tokens=FREE_TOKENS)


def test_a_reader_that_learnt_to_be_asked_after_a_reply_is_asked_so(world: World) -> None:
    adapter = load_peft(world.adapter_path).with_card(Card.from_json({"config": {"turns": 0.7}}))
    save_peft(adapter, world.adapter_path.with_name("with-turns"))
    samples = [Sample(input="Well?", metadata={"diff": f"{world.path}:0"})]
    log = world.eval(inspect_ai.Task(dataset=samples, solver=ask_diff()),
                     model_args={**world.args, "adapter": str(world.adapter_path.with_name("with-turns"))})
    [[expected]] = Reader(world.base, adapter, turns=True).say([world.diffs[0]], "Well?", max_new_tokens=FREE_TOKENS)
    assert [sample.output.completion for sample in log.samples] == [expected] != [world.expected(0, "Well?")]


def ask_together(world: World, *calls: tuple[str, dict[str, Any] | None, dict[str, Any]]) -> list[Any]:
    """Texts, or what was raised, of calls made at once: (question, metadata of the message, config)."""

    async def go() -> list[Any]:
        model = get_model(world.name, memoize=False, **world.args)
        outputs = await asyncio.gather(*(
            model.generate([ChatMessageUser(content=question, metadata=metadata)], config=GenerateConfig(**config))
            for question, metadata, config in calls), return_exceptions=True)
        return [o if isinstance(o, BaseException) else o.completion for o in outputs]

    return asyncio.run(go())


def test_what_fails_fails_alone(world: World, passes: list[int]) -> None:
    good = {"diff": f"{world.path}:2"}
    answers = ask_together(
        world, ("Hello?", good, {}), ("why " * 5000, good, {}), ("Hello?", {"diff": f"{world.path}:99"}, {}),
        ("Hello?", {"diff": f"{world.path}:0"}, {}), ("Hello?", good, {"max_tokens": 3}), ("Hello?", None, {}),
        ("Hello?", good, {"system_message": "Be brief."}),
    )
    assert answers[0] == world.expected(2, "Hello?") and answers[3] == world.expected(0, "Hello?")
    assert answers[4] == world.expected(2, "Hello?", max_new_tokens=3)
    assert answers[6] == world.expected(2, "Hello?", system="Be brief.") != answers[0]
    for i, error, text in ((1, ConfigError, "shorter"), (2, DiffError, "holds 4 diffs"), (5, ConfigError, "names no diff")):
        assert isinstance(answers[i], error) and text in str(answers[i])
    # two that fail made their companions be read one by one, and one of them never came to be read; how many were tried
    # together before depends on when they came
    assert passes.count(1) == 5


def test_a_request_that_is_cancelled_is_not_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, asked = threading.Event(), threading.Event(), []

    def held(desk: Any, diffs: Any, questions: list[str], *how: Any) -> list[str]:
        asked.extend(questions)
        begun.set()
        assert go_on.wait(20)
        return ["Well."] * len(questions)

    monkeypatch.setattr(module._Desk, "say", held)

    async def go() -> None:
        model = get_model(world.name, memoize=False, **world.args)
        numbers = model.api._service.numbers

        def ask(question: str) -> asyncio.Task[Any]:
            return asyncio.create_task(model.generate([ChatMessageUser(content=question, metadata={"diff": "none"})]))

        first = ask("first?")
        await asyncio.to_thread(begun.wait, 20)
        second, third = ask("second?"), ask("third?")
        while numbers()["waiting"] < 2:
            await asyncio.sleep(0.01)
        second.cancel()
        while numbers()["cancelled"] < 1:
            await asyncio.sleep(0.01)
        go_on.set()
        assert (await first).completion == (await third).completion == "Well."
        with pytest.raises(asyncio.CancelledError):
            await second
        await model.api.aclose()

    asyncio.run(go())
    assert asked == ["first?", "third?"]


@pytest.mark.parametrize(("settings", "said"), [
    ({"temperature": 0.7}, "temperature"), ({"num_choices": 3}, "num_choices"), ({"cache": True}, "cache"),
    ({"stop_seqs": ["\n"]}, "stop_seqs"), ({"logprobs": True}, "logprobs"), ({"effort": "high"}, "effort"),
])
def test_settings_it_cannot_follow_are_refused(world: World, settings: dict[str, Any], said: str) -> None:
    [answer] = ask_together(world, ("Hello?", {"diff": "none"}, settings))
    assert isinstance(answer, ConfigError) and f"leave out {said}" in str(answer)


def test_settings_without_effect_are_not(world: World) -> None:
    settings = {"temperature": 0.0, "seed": 3, "top_p": 1.0, "num_choices": 1, "max_retries": 2}
    assert ask_together(world, ("Hello?", {"diff": f"{world.path}:1"}, settings)) == [world.expected(1, "Hello?")]


def test_conversations_and_tools_are_refused(world: World) -> None:
    async def go() -> None:
        model = get_model(world.name, memoize=False, **world.args)
        turn = ChatMessageUser(content="Hello?", metadata={"diff": "none"})
        with pytest.raises(ConfigError, match=r"one question.*user, assistant, user"):
            await model.generate([turn, (await model.generate([turn])).message, turn])
        with pytest.raises(ConfigError, match="no tools; got search"):
            await model.generate([turn], tools=[ToolInfo(name="search", description="of the web")])

    asyncio.run(go())
    with pytest.raises(ConfigError, match="no tempo"):
        get_model(world.name, memoize=False, tempo=3, **world.args)
    with pytest.raises(ConfigError, match="no base_url"):
        get_model(world.name, memoize=False, base_url="http://localhost", **world.args)


def test_a_failed_sample_is_in_the_log_with_its_reason(world: World) -> None:
    samples = [Sample(input="Hello?", id=i, metadata={"diff": f"{world.path}:{i}"}) for i in (0, 7)]
    log = world.eval(inspect_ai.Task(dataset=samples, solver=ask_diff()), fail_on_error=False)
    by_id = {sample.id: sample for sample in log.samples}
    assert by_id[0].output.completion == world.expected(0, "Hello?")
    assert "holds 4 diffs, 0 to 3; got index 7" in by_id[7].error.message


def test_inspect_finds_the_provider_by_its_entry_point() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["inspect_ai"] == {"tuneteller": module.__name__}


def test_logs_are_read_again(world: World) -> None:
    log = world.eval(weight_diff_qa(str(world.path), limit=1))
    again = inspect_ai.log.read_eval_log(log.location)
    assert json.loads(again.samples[0].model_dump_json())["scores"] == json.loads(log.samples[0].model_dump_json())["scores"]
    assert again.eval.model == world.name
