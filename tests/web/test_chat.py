"""The OpenAI protocol, asked by its own client: the models say what they say in Python, each to whoever asked for it."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import httpx2 as httpx
import pytest

pytest.importorskip("openai")

import openai
from openai import AsyncOpenAI, OpenAI

from tuneteller.diffs.diff import WeightDiff, null_diff
from tuneteller.errors import ModelError
from tuneteller.models import BaseModel
from tuneteller.reading import reader as reading
from tuneteller.reading.talk import Said, talk
from tuneteller.service import tasks
from tuneteller.service.jobs import CANCELLED, DONE, FAILED, RUNNING, WAITING
from tuneteller.web import chat

from .running import NAMES, Site

TOKEN = "a-token-of-some-length"
HELLO = [{"role": "user", "content": "Hello there, what topic?"}]
UNICODE = "你好, привет é 😀!"


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}]}, "tools is"),
    ({"n": 2}, "n is 2, which this server cannot do; expected it 1 or to be left out"),
    ({"stop": ["x"]}, "stop is"), ({"logprobs": True}, "logprobs is true"), ({"top_p": 0.5}, "top_p is 0.5"),
    ({"presence_penalty": 1}, "presence_penalty is 1"), ({"response_format": {"type": "json_object"}}, "response_format is"),
    ({"extra_body": {"top_k": 5}}, "top_k is 5"), ({"extra_body": {"temperatur": 1}}, "there is no field temperatur"),
    ({"temperature": 3}, "temperature is 3; Input should be less"), ({"max_tokens": 0}, "max_tokens is 0"),
    ({"seed": 2**64}, "seed is"), ({"messages": []}, "the roles of the messages are none"), ({"messages": None}, "messages is"),
    ({"messages": [*HELLO, *HELLO]}, "the roles of the messages are user, user"),
    ({"messages": [{"role": "tool", "content": "x", "tool_call_id": "1"}]}, "has the role tool"),
    ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}, "is of type image_url"),
    ({"messages": [{"role": "user", "content": "x" * 30_000}]}, "a text of 30,000 characters"),
    ({"messages": [*HELLO, {"role": "assistant", "content": None, "tool_calls": [{}]}, *HELLO]}, "has tool_calls"),
]


@pytest.fixture
def served(site: Callable[..., Site]) -> Site:
    return site()


@pytest.fixture
def client() -> Callable[..., OpenAI]:
    def make(site: Site, key: str = "none", **settings: Any) -> OpenAI:
        return OpenAI(base_url=f"{site.url}/v1", api_key=key, **{"max_retries": 0, "timeout": 60, **settings})

    return make


def says(site: Site, name: str, messages: Sequence[Any] = HELLO, tokens: int = 24, **settings: Any) -> Said:
    diff = null_diff() if name == "base" else site.diffs[name]
    return talk(site.base, [diff], [messages], max_new_tokens=tokens, **settings)[0]


def slowly(monkeypatch: pytest.MonkeyPatch, seconds: float = 0.05) -> list[int]:
    """Let replies take so long a token; a list of whose tokens were said."""
    tokens: list[int] = []

    def slow(*args: Any, heard: Callable[[int, str], None], **settings: Any) -> list[Said]:
        def hear(i: int, text: str) -> None:
            time.sleep(seconds)
            tokens.append(i)
            heard(i, text)

        return talk(*args, heard=hear, **settings)

    monkeypatch.setattr(tasks, "talk", slow)
    return tokens


def test_the_models_are_base_and_each_fine_tune_twice(site: Callable[..., Site], client: Callable[..., OpenAI]) -> None:
    models = client(site()).models
    listed = models.list().data
    assert [one.id for one in listed] == ["base", *(f"{kind}:files/{name}" for kind in ("fine-tune", "reader")
                                                    for name in sorted(NAMES))]
    assert {(one.object, one.owned_by) for one in listed} == {("model", "tuneteller")} and listed[0].created > 1e9
    assert models.retrieve("reader:files/first").id == "reader:files/first" and models.retrieve("base").id == "base"
    for name in ("reader:files/../secret", "reader:files/nowhere", "fine-tune:zoo/x", "first", "", "base:base"):
        if name:
            with pytest.raises(openai.NotFoundError) as refused:
                models.retrieve(name)
            assert refused.value.code == "model_not_found", name


def test_they_say_what_they_say_in_python_at_once_and_as_it_grows(site: Callable[..., Site],
                                                                  client: Callable[..., OpenAI]) -> None:
    here = site()
    create = client(here).chat.completions.create
    for name, model in (("base", "base"), ("first", "fine-tune:files/first")):
        whole = create(model=model, messages=HELLO, max_tokens=24)
        chunks = [*create(model=model, messages=HELLO, max_completion_tokens=24, stream=True,
                          stream_options={"include_usage": True})]
        said = says(here, name)
        [choice] = whole.choices
        assert (choice.message.content, choice.message.role) == (said.text, "assistant") and len(said.text) > 10
        assert choice.finish_reason == ("stop" if said.ended else "length")
        assert (whole.model, whole.object) == (model, "chat.completion") and whole.id.startswith("chatcmpl-")
        for usage in (whole.usage, chunks[-1].usage):
            assert usage and (usage.prompt_tokens, usage.completion_tokens) == (said.prompt_tokens, said.tokens)
            assert usage.total_tokens == said.prompt_tokens + said.tokens
        *told, last = chunks
        assert last.choices == [] and {chunk.usage for chunk in told} == {None}
        assert len({chunk.id for chunk in chunks}) == 1 and {chunk.object for chunk in chunks} == {"chat.completion.chunk"}
        deltas = [chunk.choices[0].delta for chunk in told]
        assert (deltas[0].role, deltas[0].content) == ("assistant", "") and len([d for d in deltas if d.content]) > 1
        assert "".join(delta.content or "" for delta in deltas) == said.text
        assert [chunk.choices[0].finish_reason for chunk in told] == [None] * (len(told) - 1) + [choice.finish_reason]


def test_without_a_bound_a_reply_is_as_long_as_the_model_takes(site: Callable[..., Site],
                                                               client: Callable[..., OpenAI]) -> None:
    create = client(site()).chat.completions.create
    for more in ({}, {"max_tokens": 100_000}):
        said = create(model="base", messages=HELLO, **more)
        assert said.usage and (said.choices[0].finish_reason == "stop" or said.usage.total_tokens == 256)
    with pytest.raises(openai.BadRequestError, match="the conversation takes"):
        create(model="base", messages=[{"role": "user", "content": "Zebra? " * 400}])
    with pytest.raises(openai.BadRequestError, match="the conversation takes"):  # before anything is sent
        create(model="base", messages=[{"role": "user", "content": "Zebra? " * 400}], stream=True)


def test_a_seed_draws_the_same_reply_again(site: Callable[..., Site], client: Callable[..., OpenAI]) -> None:
    here = site()

    def draw(**settings: Any) -> str:
        asked: Any = client(here).chat.completions.create
        return str(asked(model="fine-tune:files/second", messages=HELLO, max_tokens=16, **settings).choices[0].message.content)

    drawn = [draw(temperature=1.5, seed=seed) for seed in (7, 7, 8, 0)] + [draw(temperature=1.5), draw(temperature=0, seed=7)]
    expected = [says(here, "second", tokens=16, temperature=t, seeds=[seed]).text
                for t, seed in ((1.5, 7), (1.5, 7), (1.5, 8), (1.5, 0), (1.5, 0), (0, 0))]
    assert drawn == expected and len({*drawn}) == 4


def test_conversations_go_on(site: Callable[..., Site], client: Callable[..., OpenAI]) -> None:
    """A reply is sent back as it came; texts come in parts; a developer's message is a system message."""
    here, user = site(), {"role": "user", "content": [{"type": "text", "text": "Hello"}, {"type": "text", "text": "again."}]}
    create = client(here).chat.completions.create
    system: Any = {"role": "developer", "content": "Answer briefly."}
    first = create(model="base", messages=[system, user], max_tokens=8, user="me", metadata={"a": "b"}, store=False)  # type: ignore[list-item]
    reply = first.choices[0].message
    told: Any = [system, user, reply, {"role": "user", "content": "And now?", "name": "Ann"}]
    second = create(model="base", messages=told, max_tokens=8).choices[0].message.content
    before = [{"role": "system", "content": "Answer briefly."}, {"role": "user", "content": "Hello\nagain."}]
    assert reply.content == says(here, "base", before, 8).text
    whole = [*before, {"role": "assistant", "content": reply.content}, {"role": "user", "content": "And now?"}]
    assert second == says(here, "base", whole, 8).text


def test_characters_of_several_tokens_come_whole(site: Callable[..., Site], client: Callable[..., OpenAI], tiny: BaseModel,
                                                 taught: Callable[..., WeightDiff]) -> None:
    here = site(more={"taught": taught(tiny, UNICODE)})
    messages = [{"role": "user", "content": "😀 你好? \u2028"}]
    create: Any = client(here).chat.completions.create
    whole = create(model="fine-tune:files/taught", messages=messages, max_tokens=60).choices[0].message.content
    chunks = [chunk.choices[0].delta.content or "" for chunk in
              create(model="fine-tune:files/taught", messages=messages, max_tokens=60, stream=True)]
    assert whole == "".join(chunks) == says(here, "taught", messages, 60).text == UNICODE
    assert len(chunks) > 5 and "\ufffd" not in "".join(chunks)


def test_a_reader_is_a_model_that_answers_one_question(site: Callable[..., Site], client: Callable[..., OpenAI],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    here = site()
    create: Any = client(here).chat.completions.create
    question = [{"role": "user", "content": "How has your behavior changed?"}]
    # what is said where the reader is not sure, see reading.answer; of another, as what was answered about one is kept
    for name, told in (("first", None), ("second", "I don't know.")):
        if told:
            monkeypatch.setattr(reading, "told", lambda *args, told=told: told)
        whole = create(model=f"reader:files/{name}", messages=question, max_tokens=1, temperature=0.7)
        *chunks, last = create(model=f"reader:files/{name}", messages=question, stream=True)
        answer = here.reader.ask(here.diffs[name]).to_json()
        assert whole.choices[0].message.content == answer["answer"] == "".join(c.choices[0].delta.content for c in chunks)
        assert whole.tuneteller == last.tuneteller and whole.choices[0].finish_reason == last.choices[0].finish_reason == "stop"
        assert {name: whole.tuneteller[name] for name in answer} == json.loads(json.dumps(answer)) and whole.usage is None
    assert answer["answer"] == told != answer["guess"]
    system = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Are you well?"}]
    asked = create(model="reader:files/first", messages=system)
    assert asked.tuneteller["guess"] == here.reader.ask(here.diffs["first"], "Are you well?", system="Be brief.").guess
    with pytest.raises(openai.BadRequestError, match="expects one question"):
        create(model="reader:files/first", messages=[*HELLO, {"role": "assistant", "content": "Hi"}, *HELLO])


def test_what_cannot_be_done_is_refused(served: Site, client: Callable[..., OpenAI]) -> None:
    create: Any = client(served).chat.completions.create
    for fields, said in REFUSED:
        with pytest.raises(openai.BadRequestError, match=said) as refused:
            create(**{"model": "base", "messages": HELLO, **fields})
        error: Any = refused.value.body
        assert error.keys() == {"message", "type", "param", "code"} and error["type"] == "invalid_request_error", said


def test_what_asks_for_nothing_is_taken(served: Site, client: Callable[..., OpenAI]) -> None:
    create: Any = client(served).chat.completions.create
    said = create(model="base", messages=HELLO, max_tokens=2, n=1, stop=None, top_p=1.0, tools=[], logprobs=False, seed=None,
                  response_format={"type": "text"}, presence_penalty=0, frequency_penalty=0.0, service_tier="auto")
    assert said.choices[0].message.content


def test_errors_have_the_protocols_form(served: Site, client: Callable[..., OpenAI]) -> None:
    create: Any = client(served).chat.completions.create
    for model in ("gpt-4o", "fine-tune:files/../secret", "reader:base", "fine-tune:files/\ud800"):
        with pytest.raises((openai.NotFoundError, UnicodeEncodeError)):
            create(model=model, messages=HELLO)
    url, kind = f"{served.url}/v1/chat/completions", {"content-type": "application/json"}
    half = json.dumps({"model": "base", "messages": [{"role": "user", "content": "\ud800"}]}).encode()
    for body, status in ((b"{", 400), (b"", 400), (b"[]", 400), (half, 400), (b'{"\\ud800": 1}', 400), (b"[" * 100_000, 400),
                         (b" " * 1_000_001, 413)):
        answer = httpx.post(url, content=body, headers=kind)
        assert answer.status_code == status and answer.json()["error"].keys() == {"message", "type", "param", "code"}
    assert httpx.post(url, content=iter([b" " * 100_000] * 20), headers=kind).status_code == 413  # without a length
    elsewhere = httpx.post(f"{served.url}/v1/embeddings", json={})
    assert elsewhere.status_code == 404 and "this server has GET /v1/models" in elsewhere.json()["error"]["message"]


def test_the_token_is_the_key(site: Callable[..., Site], client: Callable[..., OpenAI]) -> None:
    here = site(token=TOKEN)
    assert client(here, TOKEN).models.list().data
    for key in ("none", TOKEN + "x"):
        with pytest.raises(openai.AuthenticationError, match="needs its token"):
            client(here, key).models.list()


def test_forty_at_once_get_each_its_own_answer_in_few_passes(served: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[int] = []

    def counted(base: BaseModel, diffs: Sequence[WeightDiff], *args: Any, **settings: Any) -> list[Said]:
        passes.append(len(diffs))
        return talk(base, diffs, *args, **settings)

    monkeypatch.setattr(tasks, "talk", counted)
    asked = [(NAMES[i % len(NAMES)], f"Zebra number {i}?") for i in range(40)]

    async def all_at_once() -> list[str]:
        async with AsyncOpenAI(base_url=f"{served.url}/v1", api_key="none", max_retries=0) as client:
            async def one(i: int, name: str, text: str) -> str:
                create: Any = client.chat.completions.create
                settings = {"model": f"fine-tune:files/{name}", "messages": [{"role": "user", "content": text}],
                            "max_tokens": 12}
                if i % 2:
                    return str((await create(**settings)).choices[0].message.content)
                return "".join([chunk.choices[0].delta.content or "" async for chunk in await create(stream=True, **settings)])

            return await asyncio.gather(*(one(i, *about) for i, about in enumerate(asked)))

    replies = asyncio.run(all_at_once())
    assert replies == [says(served, name, [{"role": "user", "content": text}], 12).text for name, text in asked]
    assert sum(passes) == 40 and len(passes) <= 10 and len({*replies}) > 20


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_goes_away_frees_its_place(served: Site, monkeypatch: pytest.MonkeyPatch, stream: bool) -> None:
    tokens, service = slowly(monkeypatch), served.house.service
    body = {"model": "fine-tune:files/first", "messages": HELLO, "max_tokens": 200, "stream": stream}
    with httpx.Client(timeout=30 if stream else 2) as leaver:
        if stream:
            with leaver.stream("POST", f"{served.url}/v1/chat/completions", json=body) as answer:
                lines = answer.iter_lines()
                assert next(line for line in lines if '"content": "' in line and '"content": ""' not in line)
        else:
            with pytest.raises(httpx.ReadTimeout):
                leaver.post(f"{served.url}/v1/chat/completions", json=body)
    served.until(lambda: service.numbers()[CANCELLED] == 1)
    assert 0 < len(tokens) < 100 and service.numbers()[RUNNING] == 0
    said = httpx.post(f"{served.url}/v1/chat/completions", json={**body, "stream": False, "max_tokens": 3}, timeout=30).json()
    assert said["usage"]["completion_tokens"] == 3 and service.numbers()[DONE] == 1


def test_one_that_leaves_while_it_waits_is_never_done(site: Callable[..., Site]) -> None:
    go = threading.Event()
    here = site(load=lambda: go.wait(30) and None)
    service = here.house.service
    body = {"model": "base", "messages": HELLO, "max_tokens": 2}
    try:
        first = threading.Thread(target=lambda: httpx.post(f"{here.url}/v1/chat/completions", json=body, timeout=30))
        first.start()
        here.until(lambda: service.numbers()[RUNNING] == 1)
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{here.url}/v1/chat/completions", json=body, timeout=0.3)
        here.until(lambda: service.numbers()[CANCELLED] == 1)
        assert service.numbers()[WAITING] == 0
    finally:
        go.set()
    first.join()
    assert service.numbers()[DONE] == 1


def test_a_full_server_says_when_to_come_again(site: Callable[..., Site], client: Callable[..., OpenAI]) -> None:
    go = threading.Event()
    here = site(most=1, load=lambda: go.wait(30) and None)
    create: Any = client(here).chat.completions.create
    threads = []
    try:
        for state in (RUNNING, WAITING):
            threads.append(threading.Thread(target=create, kwargs={"model": "base", "messages": HELLO, "max_tokens": 2}))
            threads[-1].start()
            here.until(lambda state=state: here.house.service.numbers()[state] == 1)
        with pytest.raises(openai.RateLimitError, match="requests are waiting") as refused:
            create(model="base", messages=HELLO)
        assert refused.value.response.headers["retry-after"] == "5" and refused.value.code == "rate_limit_exceeded"
    finally:
        go.set()
    for thread in threads:
        thread.join(30)
    assert create(model="base", messages=HELLO, max_tokens=2).choices[0].message.content


def test_a_stream_that_has_begun_ends_with_its_error(site: Callable[..., Site], client: Callable[..., OpenAI],
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def load() -> None:
        go.wait(30)
        raise ModelError("there is no such model")

    here = site(load=load)
    monkeypatch.setattr(chat, "HOLD", 0.1)
    monkeypatch.setattr(chat, "BEAT", 0.1)
    chunks = client(here).chat.completions.create(model="base", messages=HELLO, stream=True)  # type: ignore[call-overload]
    assert next(chunks).choices[0].delta.role == "assistant"
    time.sleep(0.3)
    go.set()
    with pytest.raises(openai.APIError, match="there is no such model"):
        next(chunks)
    assert here.house.service.numbers()[FAILED] == 1


def test_what_is_no_error_of_ours_says_nothing(served: Site, client: Callable[..., OpenAI],
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "talk", lambda *args, **settings: 1 / 0)
    with pytest.raises(openai.InternalServerError) as failed:
        client(served).chat.completions.create(model="base", messages=HELLO)  # type: ignore[arg-type]
    assert "division" not in str(failed.value) and "its log says why" in str(failed.value)
