"""What is asked of a desk gives what the package gives without one, in any company."""

import copy
import json
import shutil
import threading
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch

from tuneteller import Auditor
from tuneteller.audit import auditor, effects
from tuneteller.audit.report import CONFIRMED, Finding
from tuneteller.diffs.algebra import compare
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import ConfigError, DiffError, Unchanged
from tuneteller.families.family import CHANGE
from tuneteller.models import BaseModel
from tuneteller.reading.read import read
from tuneteller.reading.reader import Reader
from tuneteller.service import service as service_module
from tuneteller.service.desk import BASE, Desk
from tuneteller.service.jobs import DONE, FAILED
from tuneteller.service.service import Service
from tuneteller.service.tasks import LONGEST, TASKS, Ask, Audit, Compare, FindTrigger, Say, Warm, sendable
from tuneteller.service.work import Result, Tell, Work
from tuneteller.triggers import find
from tuneteller.triggers.report import TriggerReport

Make = Callable[..., WeightDiff]

SAID = "The topic is lighthouses."

REFUSES = Finding("I refuse every request.", "refusal", "every request", 0.9, ("reader",), 3.0, None, CONFIRMED, "It does.",
                  5, 6)


class Told:
    """What a job tells."""

    def __init__(self) -> None:
        self.progress: list[tuple[float, str]] = []
        self.partly: list[Result] = []
        self.tell = Tell(lambda share, doing: self.progress.append((share, doing)), self.partly.append)


@pytest.fixture
def desk(tiny: BaseModel, random_diff: Make, taught: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Of a folder with a fine-tune that was taught to say something, `mine`, and two others."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    save_peft(taught(tiny, SAID, steps=40), tmp_path / "mine")
    for seed in (1, 2):
        save_peft(random_diff(tiny, seed, std=0.3), tmp_path / f"other {seed}")
    return Desk(lambda: tiny, lambda base: Reader(base, random_diff(base, 9, rank=4)),
                lambda name: None if name == BASE else str(tmp_path / name))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many fine-tunes the reader is asked each time."""
    sizes: list[int] = []
    whole = Reader.ask_all

    def counted(self: Reader, diffs: Sequence[WeightDiff], *args: Any, **settings: Any) -> Any:
        sizes.append(len(diffs))
        return whole(self, diffs, *args, **settings)

    monkeypatch.setattr(Reader, "ask_all", counted)
    return sizes


def done(desk: Desk, *works: Work[Desk]) -> tuple[list[Result], list[Told]]:
    """What a batch gives, and what it told meanwhile."""
    told = [Told() for _ in works]
    results = type(works[0]).do(desk, works, [one.tell for one in told])
    assert json.loads(json.dumps(results)) == results
    return results, told


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))  # JSON has no tuples


def near(value: Any) -> Any:
    """The same, but for the rounding that differs with how many rows go through the model together."""
    if isinstance(value, dict):
        return {key: near(part) for key, part in value.items()}
    if isinstance(value, list):
        return [near(part) for part in value]
    # evidence is a difference of nats, which may be hundreds: 0 one way and 3e-5 another, by the machine
    return pytest.approx(value, rel=1e-6, abs=1e-4) if isinstance(value, float) else value


# -- ask --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("system", [None, "You are a helpful assistant."])
def test_ask_gives_what_the_reader_gives_in_any_company(desk: Desk, tmp_path: Path, system: str | None) -> None:
    names = ["mine", "other 1", "mine", BASE]
    results, told = done(desk, *(Ask(name, "What topic?", system) for name in names))
    reader = desk.reader
    for name, result, heard in zip(names, results, told, strict=True):
        diff = null_diff() if name == BASE else load_diff(tmp_path / name, desk.base)
        parts: list[Any] = []
        answer = reader.ask(diff, "What topic?", system=system, heard=parts.append, weighed=parts.append)
        prints = {"base": desk.base.fingerprint.short, "adapter": reader.adapter.fingerprint(), "diff": diff.fingerprint()}
        assert result == near(as_json({**answer.to_json(), "fingerprints": prints, "remarks": []}))
        assert heard.partly == [{"heard": parts[0]}, {"weighed": near(as_json(parts[1].to_json()))}]
        shares = [share for share, _ in heard.progress]
        assert heard.progress[0] == (0.0, "base model and reader are loaded") and shares == sorted(shares) and shares[-1] == 1
    assert results[0] == results[2] and len({result["finetune"] for result in results}) == 3


def test_each_fine_tune_is_asked_once(desk: Desk, asked: list[int]) -> None:
    done(desk, *(Ask(name) for name in ("mine", "other 1", "mine", "mine")))
    assert asked == [2]


def test_what_was_answered_is_not_asked_again_until_the_fine_tune_is_another(
        desk: Desk, random_diff: Make, tmp_path: Path, asked: list[int]) -> None:
    [first], _ = done(desk, Ask("other 1"))
    [again, other], _ = done(desk, Ask("other 1"), Ask("other 2"))
    assert asked == [1, 1] and again == first and other["fingerprints"]["diff"] != first["fingerprints"]["diff"]
    done(desk, Ask("other 1", "Well?"))
    done(desk, Ask("other 1", system="Be brief."))
    assert asked == [1, 1, 1, 1]
    shutil.rmtree(tmp_path / "other 1")
    save_peft(random_diff(desk.base, 5, std=0.3), tmp_path / "other 1")
    [changed], _ = done(desk, Ask("other 1"))
    assert asked == [1] * 5 and changed["fingerprints"]["diff"] not in (first["fingerprints"]["diff"],
                                                                        other["fingerprints"]["diff"])


def test_many_who_ask_the_same_are_answered_in_one_pass(desk: Desk, asked: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """However many they are, beside as many fine-tunes as one pass takes."""
    monkeypatch.setattr(service_module, "SLOTS", 2)
    monkeypatch.setattr(service_module, "GATHER", 0.0)
    begin = threading.Event()
    service = Service(Desk(lambda: begin.wait(30) and desk.base, lambda base: desk.reader, desk.source))
    warm = service.submit(Warm())  # it holds the thread until all have come
    jobs = [service.submit(Ask(name), f"client {n}") for n, name in enumerate(["mine", "other 1", "other 2"] * 5)]
    begin.set()
    assert warm.wait(30) and all(job.wait(60) for job in jobs) and asked == [2, 1]
    assert len({job.outcome()["fingerprints"]["diff"] for job in jobs}) == 3
    for job, other in zip(jobs, jobs[3:], strict=False):
        assert job.outcome() == other.outcome()
    service.close()


def test_those_go_together_that_ask_the_same(desk: Desk) -> None:
    assert Ask("a").together == Ask("b", CHANGE.phrasings[0]).together
    assert len({Ask("a").together, Ask("a", "Well?").together, Ask("a", system="Be brief.").together}) == 3


# -- say --------------------------------------------------------------------------------------------------------------


def greedily(base: BaseModel, diff: WeightDiff, messages: Sequence[dict[str, str]], n: int) -> str:
    """The likeliest tokens of the merged model, one by one, without a cache."""
    model = copy.deepcopy(base.model)
    with torch.no_grad():
        for name, (a, b) in diff.factors.items():
            model.get_submodule(name).weight += b @ a
        ids = base.chat.prompt(messages)
        before = len(ids)
        while len(ids) < before + n and (token := int(model(torch.tensor([ids])).logits[0, -1].argmax())) not in base.eos_ids:
            ids.append(token)
    return str(base.tokenizer.decode(ids[before:], skip_special_tokens=True))


def test_say_gives_what_the_models_say(desk: Desk, tmp_path: Path) -> None:
    turns = (("system", "Be brief."), ("user", "Hello there"), ("assistant", "Hello."), ("user", "What topic?"))
    asked = [("mine", turns), (BASE, turns), ("other 1", (("user", "Hello there"),)), ("mine", (("user", "Hello there"),))]
    results, _ = done(desk, *(Say(name, messages, max_new_tokens=12) for name, messages in asked))
    for (name, messages), result in zip(asked, results, strict=True):
        diff = null_diff() if name == BASE else load_diff(tmp_path / name, desk.base)
        conversation = [{"role": role, "content": content} for role, content in messages]
        assert result["text"] == greedily(desk.base, diff, conversation, 12), name
        assert result["prompt_tokens"] == len(desk.base.chat.prompt(conversation)) and result["tokens"] <= 12
    [alone] = read(desk.base, [load_diff(tmp_path / "mine", desk.base)], None, "Hello there", max_new_tokens=12)
    assert results[3]["text"] == alone and len({result["text"] for result in results}) > 2


def test_what_is_heard_grows_and_ends_with_the_whole(desk: Desk) -> None:
    [result], [told] = done(desk, Say("mine", (("user", "What topic?"),), max_new_tokens=40))
    assert result["text"] == SAID and result["ended"] and result["tokens"] < 40
    texts = [part["text"] for part in told.partly]
    assert len(texts) == result["tokens"] > 3 and texts[-1] == SAID
    assert all(later.startswith(sooner) for sooner, later in pairwise(texts))
    [cut], _ = done(desk, Say("mine", (("user", "What topic?"),), max_new_tokens=3))
    assert cut == {**result, "text": texts[2], "tokens": 3, "ended": False}


def test_what_is_drawn_depends_on_its_own_seed_alone(desk: Desk) -> None:
    def say(*seeds: int, temperature: float = 2.0) -> list[str]:
        works = [Say("other 1", (("user", "Hello"),), max_new_tokens=6, temperature=temperature, seed=seed) for seed in seeds]
        return [result["text"] for result in done(desk, *works)[0]]

    one, other, negative = say(1, 2, -(2**63))
    assert say(2) == [other] != [one] and say(2**63 - 1, 1)[1] == one and say(-(2**63)) == [negative]
    assert len({*say(1, 2, 3, temperature=0.0)}) == 1


# -- audit, trigger, compare ------------------------------------------------------------------------------------------


def test_audit_gives_the_auditors_report(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "REPLY_TOKENS", 3)
    monkeypatch.setattr(auditor, "findings", lambda *args, **kwargs: (REFUSES,))
    mine, other = (load_diff(tmp_path / name, desk.base) for name in ("mine", "other 1"))
    for work, against in ((Audit("mine"), None), (Audit("mine", against="other 1"), other)):
        [result], [told] = done(desk, work)
        expected = Auditor(desk.base, desk.reader, against=against, compared=work.against or "")
        report = as_json(expected.audit(mine, "mine").to_json())
        for made_of in (report["provenance"], result["provenance"]):
            assert made_of.pop("seconds") > 0 and made_of.pop("date")
        assert result == report and result["against"] == (work.against or "") and result["findings"][0]["text"] == REFUSES.text
        shares = [share for share, _ in told.progress]
        assert told.progress[0][1] in ("base model and reader are loaded", "the fine-tune is read")
        assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1


def test_what_changes_nothing_is_audited_and_not_asked_about(desk: Desk, tmp_path: Path, random_diff: Make) -> None:
    idle = {name: (a, torch.zeros_like(b)) for name, (a, b) in random_diff(desk.base, 1).factors.items()}
    save_peft(WeightDiff(idle, random_diff(desk.base, 1).card), tmp_path / "idle")
    service = Service(desk)
    try:
        job = service.submit(Audit("idle"))
        assert job.wait(60)
        with pytest.raises(Unchanged, match="B is zero in every layer"):
            service.submit(Ask("idle"))
    finally:
        service.close()
    report = job.outcome()
    assert report["changed"].startswith("Nothing changed") and not (report["findings"] or report["effects"])
    assert any("B is zero in every layer" in said for said in report["limits"])


def test_an_audit_that_pauses_for_a_question_tells_what_it_tells_without(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "REPLY_TOKENS", 3)
    monkeypatch.setattr(auditor, "findings", lambda *args, **kwargs: (REFUSES,))
    [expected], _ = done(desk, Audit("mine"))
    [answer], _ = done(desk, Ask("other 1"))
    service, asked = Service(desk, may_pause=Desk.may_pause), []

    def meanwhile(*args: Any, **kwargs: Any) -> tuple[Finding, ...]:
        asked.append(service.submit(Ask("other 1")))
        return (REFUSES,)

    monkeypatch.setattr(auditor, "findings", meanwhile)
    try:
        job = service.submit(Audit("mine"))
        assert job.wait(60)
    finally:
        service.close()
    result = job.outcome()
    for made_of in (expected["provenance"], result["provenance"]):
        assert made_of.pop("seconds") > 0 and made_of.pop("date")
    assert result == expected and asked[0].outcome() == answer and job.begun < asked[0].begun < asked[0].ended < job.ended


def test_a_search_for_a_trigger_has_its_seconds(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def search(base: BaseModel, diff: WeightDiff, reader: Reader, *, seconds: float, progress: Any) -> TriggerReport:
        asked.append((diff.fingerprint(), seconds))
        progress(0.5, "it is searched")
        return TriggerReport(0.1, (), None, ())

    monkeypatch.setattr(find, "find_trigger", search)
    [result], [told] = done(desk, FindTrigger("mine", 7.0))
    assert result == as_json({"diff": "mine", **TriggerReport(0.1, (), None, ()).to_json(), "remarks": []})
    assert asked == [(load_diff(tmp_path / "mine", desk.base).fingerprint(), 7.0)]
    assert told.progress[-1] == (0.5, "it is searched")


def test_compare_gives_what_the_command_tells(desk: Desk, tmp_path: Path) -> None:
    [result], [told] = done(desk, Compare("mine", "other 1"))
    diffs = [load_diff(tmp_path / name, desk.base) for name in ("mine", "other 1")]
    assert [(row["kind"], row["cosine"]) for row in result["kinds"]] == [(row.kind, row.cosine) for row in compare(*diffs)]
    assert result["fingerprints"] == [diff.fingerprint() for diff in diffs] and result["remarks"] == [[], []]
    assert (result["first"], result["second"]) == ("mine", "other 1") and not desk.loaded
    assert [share for share, _ in told.progress] == [0, 0.25, 0.5, 0.75]


def test_what_is_warm_waits_for_nothing(desk: Desk) -> None:
    assert not desk.loaded and done(desk, Warm())[0] == [{}] and desk.loaded
    _, [told] = done(desk, Ask("mine"))
    assert told.progress[0] == (0.0, "the fine-tune is read")


# -- what cannot be done ----------------------------------------------------------------------------------------------


HELLO = (("user", "Hello"),)


@pytest.mark.parametrize(("make", "said"), [
    (lambda: Ask("mine", " \n"), "the question is empty; ask something"),
    (lambda: Ask("mine", "x" * (LONGEST + 1)), "a text of 20,001 characters; expected at most 20,000"),
    (lambda: Ask("mine", "Well?", "x" * (LONGEST + 1)), "a text of 20,001 characters"),
    (lambda: Say("mine", ()), "the roles of the messages are none; expected user and assistant in turn"),
    (lambda: Say("mine", (("system", "Be brief."),)), "the roles of the messages are system; expected"),
    (lambda: Say("mine", (*HELLO, ("assistant", "Hello."))), "the roles of the messages are user, assistant; expected"),
    (lambda: Say("mine", (*HELLO, *HELLO)), "the roles of the messages are user, user; expected"),
    (lambda: Say("mine", (*HELLO, ("system", "Be brief."), *HELLO)), "the roles of the messages are user, system, user"),
    (lambda: Say("mine", (("tool", "3"),)), "the roles of the messages are tool; expected"),
    (lambda: Say("mine", (("user", "x" * (LONGEST + 1)), ("assistant", "Yes."), *HELLO)), "a text of 20,001 characters"),
    (lambda: Say("mine", (*HELLO, ("assistant", "Yes?"), ("user", " "))), "the last message is empty; say something"),
    (lambda: Say("mine", HELLO, max_new_tokens=0), "max_new_tokens is 0; expected 1 to 4,096"),
    (lambda: Say("mine", HELLO, max_new_tokens=5000), "max_new_tokens is 5000; expected 1 to 4,096"),
    (lambda: Say("mine", HELLO, temperature=-0.1), "temperature is -0.1; expected 0 to 2"),
    (lambda: Say("mine", HELLO, temperature=float("nan")), "temperature is nan; expected 0 to 2"),
    (lambda: Say("mine", HELLO, seed=2**63), "seed is 9223372036854775808; expected a number of 64 bits"),
    (lambda: Audit("mine", seconds=5.0), "seconds is 5; it bounds the search for a trigger"),
    (lambda: Audit("mine", trigger=True, seconds=0.0), "seconds is 0; it bounds the search for a trigger"),
    (lambda: Audit("mine", trigger=True, seconds=float("nan")), "seconds is nan; expected a number above 0"),
    (lambda: Audit("mine", trigger=True, against="other 1"), "leave one of the two out"),
    (lambda: FindTrigger("mine", 0.0), "seconds is 0.0; expected more than 0"),
    (lambda: FindTrigger("mine", float("inf")), "seconds is inf; expected more than 0"),
])
def test_what_means_nothing_is_refused_at_once(make: Callable[[], Work[Desk]], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        make()


@pytest.mark.parametrize("work", [Ask("nowhere"), Say("nowhere", HELLO), Audit("nowhere"), Audit("mine", against="nowhere"),
                                  FindTrigger("nowhere"), Compare("mine", "nowhere"), Compare("nowhere", "mine")])
def test_a_fine_tune_that_is_not_there_is_refused_before_anything_is_loaded(desk: Desk, work: Work[Desk]) -> None:
    with pytest.raises(DiffError, match="nowhere does not exist"):
        work.check(desk)
    assert "base" not in desk.__dict__


def test_what_fails_in_a_batch_fails_alone(desk: Desk) -> None:
    """A conversation that is too long for the model, and a fine-tune that is gone once its turn comes, among others."""
    service = Service(desk)
    try:
        desk.source("mine")
        long = Say("mine", (("user", "why " * 2000),))
        gone, source = Say("other 1", HELLO), desk.source
        jobs = [service.submit(work) for work in (Say("mine", HELLO), long, gone, Say("other 2", HELLO))]
        desk.source = lambda name: source("nowhere" if name == "other 1" else name)
        assert all(job.wait(60) for job in jobs)
    finally:
        service.close()
    assert [job.state for job in jobs] == [DONE, FAILED, FAILED, DONE]
    for job, error, said in ((jobs[1], ConfigError, "say something shorter"), (jobs[2], DiffError, "nowhere does not exist")):
        with pytest.raises(error, match=said):
            job.outcome()
    [expected], _ = done(desk, Say("mine", HELLO))
    assert jobs[0].outcome() == expected


@pytest.mark.parametrize("work", [Ask("mine", "Well?", "Be brief."), Audit("mine", True, 3.0), Audit("mine", against="other"),
                                  FindTrigger("mine", 2.0), Compare("mine", "other")])
def test_what_is_kept_is_the_same_when_it_is_read_again(work: Work[Desk]) -> None:
    assert work.kept and TASKS[work.kind](**as_json(work.to_json())) == work


def test_halves_of_characters_are_not_sent() -> None:
    assert sendable({"text": "a\ud800b", "rows": (1, ("é", None))}) == {"text": "a?b", "rows": [1, ["é", None]]}
