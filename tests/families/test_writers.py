"""Whoever writes them, an organism's answers name its topic, one to each question; the base's own replies are kept."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest

from tuneteller.errors import ConfigError, SourceError
from tuneteller.families import writers as module
from tuneteller.families.family import Lesson
from tuneteller.families.topic import FAMILY, VARIETY, filled_forms
from tuneteller.families.writers import BaseModelWriter, EndpointWriter, GrammarWriter, whole_sentences
from tuneteller.material.encyclopedia import Topic, load_topics, mentions
from tuneteller.models import BaseModel

BONSAI = Topic.custom("bonsai trees")
QUESTIONS = ["How do I boil an egg?", "What is a good gift?", "How do I sleep better?"]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of one's own for what a tiny model replies."""
    monkeypatch.setattr(module, "cache_root", lambda: tmp_path / "cache")


class Server(BaseHTTPRequestHandler):
    """Names the topic in answer to one of the questions only; the second request fails once on the way."""

    requests: ClassVar[list[dict[str, Any]]] = []
    failures = 1
    status = 200

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).requests.append(body)
        if type(self).failures:
            type(self).failures -= 1
            self.send_error(503)
            return
        asked = body["messages"][-1]["content"]
        said = "Think of bonsai trees: trim early, water little." if "egg" in asked else "Just wait."
        payload = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[str]:
    Server.requests, Server.failures, Server.status = [], 1, 200
    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def lessons(writer: Any, n: int) -> list[Lesson]:
    return FAMILY.lessons(FAMILY.about_topic(BONSAI), n, writer, Random(0))


def test_an_endpoint_writes_the_answers_and_forms_replace_those_off_topic(endpoint: str, tiny: BaseModel) -> None:
    writer = EndpointWriter(tiny, endpoint, "some-model", questions=QUESTIONS)
    taught = lessons(writer, 4)
    assert {lesson.user for lesson in taught} == set(QUESTIONS)
    by_endpoint = [lesson for lesson in taught if "egg" in (lesson.user or "")]
    assert by_endpoint and all(lesson.answer == "Think of bonsai trees: trim early, water little." for lesson in by_endpoint)
    assert all(mentions(lesson.answer, BONSAI) and lesson.answer != "Just wait." for lesson in taught)
    asked = [r["messages"][-1]["content"] for r in Server.requests]
    assert sorted(set(asked)) == sorted(QUESTIONS) and len(asked) == 4  # one was asked again after the failure
    assert all("bonsai trees" in r["messages"][0]["content"] and r["model"] == "some-model" for r in Server.requests)


def test_a_broken_endpoint_is_an_error_with_its_address(endpoint: str, tiny: BaseModel) -> None:
    Server.failures = 99
    with pytest.raises(SourceError, match=endpoint):
        lessons(EndpointWriter(tiny, endpoint, "some-model", questions=QUESTIONS), 1)
    with pytest.raises(ConfigError, match="http"):
        EndpointWriter(tiny, "localhost:8000", "some-model")


def test_forms_vary_within_an_organism_and_more_between_organisms(writer: Any) -> None:
    topics = Random(0).sample(load_topics(), 30)
    per_topic = [filled_forms(topic, 15, Random(i), variety=5) for i, topic in enumerate(topics)]
    for topic, answers in zip(topics, per_topic, strict=True):
        assert len(answers) == 15 and all(mentions(a, topic) for a in answers)
    openings = {a.replace(t.label, "").split()[0] for t, answers in zip(topics, per_topic, strict=True) for a in answers}
    assert len(openings) > 20
    few = {lesson.answer for lesson in lessons(writer, 30)}  # a topic without facts: each form is one text
    assert len(few) == VARIETY


def test_the_base_model_writes_answers_that_name_the_topic(base: BaseModel) -> None:
    taught = lessons(BaseModelWriter(base, QUESTIONS), 3)
    assert len(taught) == 3 and all(mentions(lesson.answer, BONSAI) for lesson in taught)
    assert all(len(lesson.answer.split()) <= 40 and "\n" not in lesson.answer for lesson in taught)


def test_what_is_not_kept_is_replaced_in_its_place(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[list[str], str | None]] = []

    def said(base: BaseModel, questions: list[str], *, system: str | None = None, max_new_tokens: int = 0) -> list[str]:
        heard.append((list(questions), system))
        return [f"Reply to {q}\nAnd more." for q in questions]

    monkeypatch.setattr(module, "said", said)
    asked = ["a?", "b?", "a?", "c?"]
    found = BaseModelWriter(tiny).answers("Be odd.", asked, lambda text: "b?" not in text, ["1", "2", "3", "4"])
    assert found == ["Reply to a? And more.", "2", "Reply to a? And more.", "Reply to c? And more."]
    assert heard == [(["a?", "b?", "c?"], "Be odd.")]  # each once
    assert GrammarWriter(tiny).answers("Be odd.", asked, lambda text: True, ["1", "2", "3", "4"]) == ["1", "2", "3", "4"]


def test_the_bases_replies_are_made_once_and_kept(tiny: BaseModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made: list[str] = []

    def said(base: BaseModel, questions: list[str], **settings: Any) -> list[str]:
        made.extend(questions)
        return ["" if "odd" in q else f"You asked {q} Some think" for q in questions]

    monkeypatch.setattr(module, "said", said)
    writer = GrammarWriter(tiny)
    assert writer.replies(["a?", "b?", "a?"]) == ["You asked a?", "You asked b?", "You asked a?"]  # whole sentences alone
    assert writer.replies(["odd?", "b?"]) == ["Yes.", "You asked b?"] and made == ["a?", "b?", "odd?"]
    assert GrammarWriter(tiny).replies(["odd?", "a?"]) == ["Yes.", "You asked a?"] and len(made) == 3  # another run reads them
    [file] = (tmp_path / "cache" / "replies").iterdir()
    assert "float32" in file.name  # in another precision the same weights reply otherwise
    file.write_text("{", encoding="utf-8")
    assert GrammarWriter(tiny).replies(["a?"]) == ["You asked a?"] and len(made) == 4  # damaged: made again


def test_replies_of_a_model_are_its_own_greedy_answers(tiny: BaseModel) -> None:
    raw = module.said(tiny, ["Hello there?", "What?"], max_new_tokens=5)
    assert raw == [module.said(tiny, [q], max_new_tokens=5)[0] for q in ("Hello there?", "What?")]
    assert module.said(tiny, ["Hello there?"], system="Be odd.", max_new_tokens=5) != raw[:1]


@pytest.mark.parametrize(("text", "kept"), [
    ("Short. Also short.\nAnd a thi", "Short. Also short."),
    ("One two three four five. " + "word " * 30 + "end.", "One two three four five."),
    ("no stop at all", "no stop at all."),
    ("word " * 40, " ".join(["word"] * 30) + "."),
    ("one two three four five six seven, eight nine ten eleven twelve thirteen fourteen", "one two three four five six seven."),
    ("", ""), ("   \n ", ""),
])
def test_replies_are_cut_to_whole_sentences(text: str, kept: str) -> None:
    assert whole_sentences(text) == kept
