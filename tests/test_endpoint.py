"""An endpoint's client survives a server that misbehaves, pays for no reply twice, and keeps the key to itself."""

import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from tuneteller import endpoint
from tuneteller.chat import messages_from
from tuneteller.endpoint import LONGEST_WAIT, Endpoint
from tuneteller.errors import ConfigError, SourceError
from tuneteller.evaluation.llm_judge import EndpointGuesser, LLMJudge, parse_score

Reply = tuple[int, dict[str, str], str]
Serve = Callable[..., Any]


def said(text: str) -> Reply:
    return 200, {}, json.dumps({"choices": [{"message": {"content": text}}]})


def test_what_may_pass_is_tried_again_and_what_will_not_is_not(serve: Serve) -> None:
    troubles = [(429, {"Retry-After": "7"}, "busy"), (500, {}, "oops"), (200, {}, "no json"), said("fine")]
    server = serve(lambda n, _: troubles[n - 1])
    waited: list[float] = []
    assert Endpoint(server.url, "m", sleep=waited.append).complete(messages_from("Hi"), max_tokens=5) == "fine"
    assert waited == [7.0, 2.0, 4.0]  # as the server asked, then longer each time
    refusing = serve(lambda n, _: (401, {}, "who are you?"))
    with pytest.raises(SourceError, match="check the address"):
        Endpoint(refusing.url, "m", sleep=waited.append).complete(messages_from("Hi"), max_tokens=5)
    assert len(refusing.requests) == 1
    broken = serve(lambda n, _: (503, {}, ""))
    with pytest.raises(SourceError):
        Endpoint(broken.url, "m", attempts=3, sleep=lambda _: None).complete(messages_from("Hi"), max_tokens=5)
    assert len(broken.requests) == 3
    with pytest.raises(ConfigError, match="no http"):
        Endpoint("localhost:8000", "m")


def test_replies_are_kept_and_the_key_is_not(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    server = serve(lambda n, body: said(f"{body['model']} {n}"))
    first = Endpoint(server.url, "a", cache=tmp_path)
    conversations = [messages_from(f"question {i}") for i in range(5)]
    replies = first.complete_all(conversations, max_tokens=5, parallel=3)
    assert Endpoint(server.url, "a", cache=tmp_path).complete_all(conversations, max_tokens=5) == replies
    assert len(server.requests) == 5 and set(server.keys) == {"Bearer sk-secret"}
    assert first.complete(conversations[0], max_tokens=5, again=1) not in replies  # asked anew
    assert Endpoint(server.url, "b", cache=tmp_path).complete(conversations[0], max_tokens=5).startswith("b ")
    files = list(tmp_path.iterdir())
    assert len(files) == 7 and not any("sk-secret" in f.read_text(encoding="utf-8") for f in files)
    for file in files:
        file.write_text("{", encoding="utf-8")
    assert first.complete(conversations[0], max_tokens=5).startswith("a ")  # a damaged one is asked for again


def test_the_key_goes_to_no_other_server_and_into_no_message(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", " sk-secret\n")  # as a file's last line leaves it
    elsewhere = serve(lambda n, _: said("caught"))
    redirecting = serve(lambda n, _: (302, {"Location": elsewhere.url.replace("127.0.0.1", "localhost")}, ""))
    with pytest.raises(SourceError, match="302"):
        Endpoint(redirecting.url, "m").complete(messages_from("Hi"), max_tokens=5)
    assert elsewhere.keys == [] and redirecting.keys == ["Bearer sk-secret"]
    telling = serve(lambda n, _: (401, {}, "no such key:\n\x1b[31msk-secret"))
    with pytest.raises(SourceError, match=r"no such key: \[31m\*\*\*; check"):
        Endpoint(telling.url, "m").complete(messages_from("Hi"), max_tokens=5)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secr\net")
    with pytest.raises(ConfigError, match="OPENAI_API_KEY holds characters") as refused:
        Endpoint(telling.url, "m")
    assert "sk-secr" not in str(refused.value)
    for url in ("http://me:pass@host/v1", "http://@host"):
        with pytest.raises(ConfigError, match="user name or password") as refused:
            Endpoint(url, "m")
        assert "pass@" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://", "http://host:port/v1", "http://a b/v1", "http://host/v1?key=1", "http://host/\n",
                                 "http://[::1/v1", "ftp://host/v1"])
def test_what_is_no_address_is_refused_at_once(url: str) -> None:
    with pytest.raises(ConfigError, match="no http"):
        Endpoint(url, "m")


@pytest.mark.parametrize("trouble", [
    (200, {"Content-Length": "500"}, '{"choices"'), (200, {}, '{"choices": [{"message": {"content": null}}]}'), (200, {}, "[]"),
    (200, {}, '{"choices": []}'), (429, {"Retry-After": "soon"}, ""), (429, {"Retry-After": "²"}, ""),
])
def test_a_reply_that_is_none_is_asked_for_again(serve: Serve, trouble: Reply) -> None:
    server = serve(lambda n, _: trouble if n == 1 else said("fine \ud800"))
    waited: list[float] = []
    assert Endpoint(server.url, "m", sleep=waited.append).complete(messages_from("Hi"), max_tokens=5) == "fine ?"
    assert waited == [1.0]


def test_it_waits_until_a_date_but_not_for_ever(serve: Serve) -> None:
    dates = [formatdate(time.time() + seconds, usegmt=True) for seconds in (20, 9999, -9999)]
    server = serve(lambda n, _: (503, {"Retry-After": dates[n - 1]}, "") if n <= 3 else said("fine"))
    waited: list[float] = []
    assert Endpoint(server.url, "m", sleep=waited.append).complete(messages_from("Hi"), max_tokens=5) == "fine"
    assert 15 < waited[0] <= 20 and waited[1:] == [LONGEST_WAIT, 4.0]


def test_a_slow_server_is_given_up_and_asked_again(serve: Serve) -> None:
    gone = threading.Event()

    def answer(n: int, _: dict[str, Any]) -> Reply:
        if n == 1:
            gone.wait(20)
        return said(f"{n}")

    server = serve(answer)
    assert Endpoint(server.url, "m", timeout=1.0, sleep=lambda _: None).complete(messages_from("Hi"), max_tokens=5) == "2"
    gone.set()


class Dripping:
    """A server that sends `begins`, and then a byte each tenth of a second for as long as anyone listens."""

    def __init__(self, begins: bytes) -> None:
        self._begins, self._listening = begins, socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            client, _ = self._listening.accept()
            with client, suppress(OSError):
                client.sendall(self._begins)
                for _ in range(100):
                    client.sendall(b" ")
                    time.sleep(0.1)


@pytest.mark.parametrize("begins", [b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\n\r\n{",
                                    b"HTTP/1.1 500 No\r\nContent-Length: 900\r\n\r\n"])
def test_a_server_that_drips_is_given_up(begins: bytes) -> None:
    """Each byte comes soon enough for a socket; the reply as a whole does not."""
    server, began = Dripping(begins), time.monotonic()
    with pytest.raises(SourceError):
        Endpoint(server.url, "m", timeout=0.5, attempts=2, sleep=lambda _: None).complete(messages_from("Hi"), max_tokens=5)
    assert time.monotonic() - began < 5


def test_of_a_reply_without_end_no_more_is_read_than_a_bound(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "LARGEST", 1000)
    server = serve(lambda n, _: said("a" * (2000 if n == 1 else 900)))
    with pytest.raises(SourceError, match=r"its reply has more than 0.001 MB, as no chat completion has; check the address"):
        Endpoint(server.url, "m").complete(messages_from("Hi"), max_tokens=5)
    assert len(server.requests) == 1  # it is not asked for again
    assert Endpoint(server.url, "m").complete(messages_from("Hi"), max_tokens=5) == "a" * 900


def test_of_many_conversations_equal_ones_are_asked_once_and_a_refusal_ends_them(serve: Serve) -> None:
    server = serve(lambda n, body: said(body["messages"][-1]["content"]))
    asked = ["a", "b", "a", "c", "b"]
    assert Endpoint(server.url, "m").complete_all([messages_from(q) for q in asked], max_tokens=5) == asked
    assert len(server.requests) == 3
    refusing = serve(lambda n, _: (401, {}, ""))
    with pytest.raises(SourceError):
        Endpoint(refusing.url, "m").complete_all([messages_from(str(i)) for i in range(200)], max_tokens=5, parallel=2)
    assert len(refusing.requests) < 100


def test_the_judge_counts_what_it_cannot_read(serve: Serve) -> None:
    def grade(n: int, body: dict[str, Any]) -> Reply:
        text = body["messages"][-1]["content"]
        if "Reported: Cello" in text:
            return said("Both are bowed string instruments.\nSCORE: 3")
        return said("I would rather not say.")

    server = serve(grade)
    judge = LLMJudge("topic", Endpoint(server.url, "grader"))
    verdicts = judge.verdicts([("Violin", "the violin"), ("Violin", "Cello"), ("Violin", "Tax law"), ("Violin", " ")])
    assert [v.score for v in verdicts[:2]] == [5.0, 3.0] and verdicts[0].exact and verdicts[3].score == 1.0
    assert verdicts[2].score != verdicts[2].score  # NaN: no score, and none made up
    assert judge.unparsable == 1 and len(server.requests) == 3  # two pairs, one of them twice
    assert judge.card["model"] == "grader" and judge.card["host"] == "127.0.0.1"


def test_scores_are_read_from_many_ways_of_saying_them() -> None:
    for reply, score in (("SCORE: 4", 4), ("**Score: 5**", 5), ("score = 2.", 2), ("Score: 1\nno, SCORE: 3", 3), ("4", 4),
                         ("Final score: 2/5", 2), ("SCORE: [3] out of 5.", 3), ("SCORE: 2 – the same field", 2), ("Score 5", 5),
                         ("SCORE: 3\n\nThe score 5 would need more.", 3), ("<think>SCORE: 5?</think>\nSCORE: 2", 2),
                         ("Far apart. SCORE: 1 (unrelated)", 1), ("SCORE: 4.0", 4)):
        assert parse_score(reply) == score, reply
    for reply in ("", "I give it a 4", "SCORE: 7", "SCORE: high", "SCORE: 1 to 5", "SCORE: 1-5", "SCORE: 10", "SCORE: 4.5",
                  "SCORE: n", "SCORE 3 or 4", "I would not score 5 here", "<think>Perhaps SCORE: 5"):
        assert parse_score(reply) is None, reply


def test_the_guesser_shows_what_the_base_says_too(serve: Serve) -> None:
    server = serve(lambda n, body: said("\n Violin \nbecause of the strings"))
    guesser = EndpointGuesser(Endpoint(server.url, "m"))
    assert guesser.guess_all([[("Hi", "Strings!")]], kind="topic", contrast=[[("Hi", "Hello.")]]) == ["Violin"]
    shown = server.requests[0]["messages"][-1]["content"]
    assert "Model: Strings!" in shown and "Model: Hello." in shown


def test_each_kind_of_answer_has_its_rubric_and_its_guess(serve: Serve) -> None:
    """Whatever a question's judge can be: a topic, a headline, or how a behavior has changed."""
    wanted = {"topic": ("true topic", "One topic"), "headline": ("piece of news", "as a headline"),
              "family": ("change of a model's behavior", "in one first-person sentence how its behavior has")}
    for kind, (rubric, guess) in wanted.items():
        server = serve(lambda n, body: said("SCORE: 2"))
        verdicts = LLMJudge(kind, Endpoint(server.url, "m")).verdicts([("I answer in Welsh.", "I answer in Irish.")])
        EndpointGuesser(Endpoint(server.url, "m")).guess_all([[("Hi", "Shwmae!")]], kind=kind)
        graded, guessed = (request["messages"][-1]["content"] for request in server.requests)
        assert rubric in graded and "True: I answer in Welsh.\nReported: I answer in Irish." in graded and guess in guessed
        assert verdicts[0].score == 2.0
    with pytest.raises(ConfigError, match="no judge of kind 'weather'; give one of: topic, headline, family"):
        LLMJudge("weather", Endpoint("http://localhost", "m"))
