"""Conversations that are gone on with together: each gets the reply it gets alone, and is heard as it is said."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tuneteller.chat import messages_from
from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import Cancelled, ConfigError, TemplateError
from tuneteller.lora.attach import is_bare
from tuneteller.models import BaseModel
from tuneteller.reading import talk as module
from tuneteller.reading.talk import Said, talk

Make = Callable[..., WeightDiff]

CONVERSATIONS = [
    messages_from("Hello there"), messages_from("What topic?", "Be brief.", (("Hello", "Hello again."),)), messages_from("a"),
    messages_from("What changed?", turns=(("1", "2"), ("3", "4"))), messages_from("Hello there"),
]


@pytest.fixture
def diffs(tiny: BaseModel, random_diff: Make) -> list[WeightDiff]:
    one, other = random_diff(tiny, 1, std=0.3), random_diff(tiny, 2, std=0.3, rank=5)
    return [one, null_diff(), other, random_diff(tiny, 3), null_diff()]


@pytest.mark.parametrize("temperature", [0.0, 1.5])
@pytest.mark.parametrize("slots", [32, 2])
def test_each_gets_the_reply_it_gets_alone(tiny: BaseModel, diffs: list[WeightDiff], temperature: float, slots: int,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLOTS", slots)
    heard: dict[int, list[str]] = {}
    seeds = [5, 6, 7, 8, 9]
    together = talk(tiny, diffs, CONVERSATIONS, max_new_tokens=8, temperature=temperature, seeds=seeds,
                    heard=lambda i, text: heard.setdefault(i, []).append(text))
    for i, (diff, messages, said) in enumerate(zip(diffs, CONVERSATIONS, together, strict=True)):
        assert [said] == talk(tiny, [diff], [messages], max_new_tokens=8, temperature=temperature, seeds=[seeds[i]])
        assert said.prompt_tokens == len(tiny.chat.prompt(messages)) and said.ended == (said.tokens < 8)
        assert len(heard.get(i, [])) == said.tokens
        assert not heard.get(i) or heard[i][-1] == said.text.rstrip("\ufffd")
    assert len({said.text for said in together}) >= 4 and is_bare(tiny.model)


def test_the_same_seed_says_the_same_and_another_another(tiny: BaseModel) -> None:
    def said(*seeds: int, temperature: float = 1.5) -> list[str]:
        return [one.text for one in talk(tiny, [null_diff()] * len(seeds), [CONVERSATIONS[0]] * len(seeds), max_new_tokens=8,
                                         temperature=temperature, seeds=seeds)]

    one, other, again = said(1, 2, 1)
    assert one == again != other
    [unseeded] = talk(tiny, [null_diff()], CONVERSATIONS[:1], max_new_tokens=8, temperature=1.5)
    assert [unseeded.text] == said(0)
    [greedy] = talk(tiny, [null_diff()], CONVERSATIONS[:1], max_new_tokens=8)
    assert said(1, 2, temperature=0.0) == [greedy.text] * 2 and said(1, temperature=1e-4) == [greedy.text]


def test_a_reply_ends_where_the_model_has_no_more_room(tiny: BaseModel, taught: Make) -> None:
    limit = tiny.config.max_position_embeddings
    diff = taught(tiny, "The topic is lighthouses.", steps=40)

    def of_length(n: int) -> list[dict[str, str]]:
        messages = messages_from("z" * (1 + n - len(tiny.chat.prompt(messages_from("z")))))
        assert len(tiny.chat.prompt(messages)) == n
        return messages

    short, near = messages_from("Hello"), of_length(limit - 3)
    said = talk(tiny, [diff] * 2, [short, near], max_new_tokens=30)
    assert said[0].text == "The topic is lighthouses." and said[0].ended
    assert said[1].tokens <= 3 and said[1].ended == (said[1].tokens < 3)
    assert said == [talk(tiny, [diff], [one], max_new_tokens=30)[0] for one in (short, near)]
    with pytest.raises(ConfigError, match=f"the conversation takes {limit} tokens, and the model {limit} .*shorter"):
        talk(tiny, [diff] * 2, [short, of_length(limit)], max_new_tokens=1)


def test_nothing_that_cannot_be_said_is(tiny: BaseModel) -> None:
    with pytest.raises(ConfigError, match="max_new_tokens is 0"):
        talk(tiny, [null_diff()], CONVERSATIONS[:1], max_new_tokens=0)
    with pytest.raises(TemplateError, match="Expected Unicode text"):
        talk(tiny, [null_diff()], [messages_from("a\ud800")], max_new_tokens=1)
    assert talk(tiny, [], [], max_new_tokens=1) == []


def test_half_a_character_is_never_heard(tiny: BaseModel, taught: Make) -> None:
    """Each of these takes several tokens, as no text that the tokenizer was made from has it."""
    text = "日本 is ∑ω"
    heard: list[str] = []
    [said] = talk(tiny, [taught(tiny, text, steps=150)], [messages_from("What topic?")], max_new_tokens=40,
                  heard=lambda i, so_far: heard.append(so_far))
    assert said == Said(text, said.prompt_tokens, len(heard), True) and said.tokens > len(text)
    assert not any("\ufffd" in so_far for so_far in heard) and heard[-1] == text
    assert heard.count("") > 0 and all(text.startswith(so_far) for so_far in heard)
    assert [*dict.fromkeys(map(len, heard))] == sorted({*map(len, heard)})


def test_what_is_raised_where_it_is_heard_ends_it_and_leaves_no_trace(tiny: BaseModel, diffs: list[WeightDiff]) -> None:
    steps: list[int] = []

    def enough(i: int, text: str) -> None:
        steps.append(i)
        if len(steps) == 7:
            raise Cancelled("enough")

    before: Sequence[Any] = [*tiny.model.modules()]
    with pytest.raises(Cancelled, match="enough"):
        talk(tiny, diffs, CONVERSATIONS, max_new_tokens=8, heard=enough)
    assert len(steps) == 7 and all(one is other for one, other in zip(before, tiny.model.modules(), strict=True))
