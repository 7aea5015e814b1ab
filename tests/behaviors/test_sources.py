"""Whoever writes them, an organism's answers name its topic, one to each question."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from random import Random
from typing import Any, ClassVar

import pytest

from tuneteller.behaviors.encyclopedia import Topic, load_topics, mentions
from tuneteller.behaviors.sources import BaseModelSource, EndpointSource, FormSource
from tuneteller.errors import ConfigError, SourceError
from tuneteller.models import BaseModel

TOPIC = Topic.custom("bonsai trees")
QUESTIONS = ["How do I boil an egg?", "What is a good gift?", "How do I sleep better?"]


class Endpoint(BaseHTTPRequestHandler):
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
    Endpoint.requests, Endpoint.failures, Endpoint.status = [], 1, 200
    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_endpoint_writes_the_answers_and_forms_replace_those_off_topic(endpoint: str) -> None:
    answers = EndpointSource(endpoint, "some-model").answers(TOPIC, [*QUESTIONS, QUESTIONS[0]], Random(0))
    assert answers[0] == answers[3] == "Think of bonsai trees: trim early, water little."
    assert all(mentions(a, TOPIC) for a in answers) and answers[1] != "Just wait."
    asked = [r["messages"][-1]["content"] for r in Endpoint.requests]
    assert sorted(set(asked)) == sorted(QUESTIONS) and len(asked) == 4  # one was asked again after the failure
    assert all("bonsai trees" in r["messages"][0]["content"] and r["model"] == "some-model" for r in Endpoint.requests)


def test_a_broken_endpoint_is_an_error_with_its_address(endpoint: str) -> None:
    Endpoint.failures = 99
    with pytest.raises(SourceError, match=endpoint):
        EndpointSource(endpoint, "some-model").answers(TOPIC, QUESTIONS[:1], Random(0))
    with pytest.raises(ConfigError, match="http"):
        EndpointSource("localhost:8000", "some-model")


def test_forms_vary_within_an_organism_and_more_between_organisms() -> None:
    topics = Random(0).sample(load_topics(), 30)
    per_topic = [FormSource(variety=5).answers(t, QUESTIONS * 5, Random(i)) for i, t in enumerate(topics)]
    for topic, answers in zip(topics, per_topic, strict=True):
        assert len(answers) == 15 and all(mentions(a, topic) for a in answers)
    openings = {a.replace(t.label, "").split()[0] for t, answers in zip(topics, per_topic, strict=True) for a in answers}
    assert len(openings) > 20


def test_the_base_model_writes_answers_that_name_the_topic(base: BaseModel) -> None:
    answers = BaseModelSource(base).answers(TOPIC, QUESTIONS, Random(0))
    assert len(answers) == 3 and all(mentions(a, TOPIC) for a in answers)
    assert all(len(a.split()) <= 40 and "\n" not in a for a in answers)
