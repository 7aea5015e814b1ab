"""The JSON API: from a request to its result, refusals, and the page that tells how."""

import dataclasses
import json
import re
import socket
import threading
from collections.abc import Callable
from typing import Any

import httpx2 as httpx
import pytest
from fastapi.openapi.models import OpenAPI

from tuneteller.service import tasks
from tuneteller.service.jobs import RUNNING
from tuneteller.service.tasks import TASKS

from .running import NAMES, Site

TOKEN = "a-token-of-some-length"


@pytest.fixture
def call() -> Callable[..., httpx.Response]:
    """`call(site, method, path, body)`: as a program calls."""
    def call(site: Site, method: str, path: str, body: Any = None, **settings: Any) -> httpx.Response:
        return httpx.request(method, site.url + path, json=body, timeout=60, **settings)

    return call


Call = Callable[..., httpx.Response]


def test_fine_tunes_and_readers_are_listed(site: Callable[..., Site], call: Call) -> None:
    here = site()
    (here.house.catalog.root.path / "no\udcff").mkdir()  # a name that is no text
    (here.house.catalog.root.path / "first").rename(here.house.catalog.root.path / "a\udcff")
    assert [one["id"] for one in call(here, "GET", "/api/fine-tunes?words=a%3F").json()["fine_tunes"]] == []
    assert "files/a?" in [one["id"] for one in call(here, "GET", "/api/fine-tunes").json()["fine_tunes"]]
    assert "reader:files/a?" in [one["id"] for one in call(here, "GET", "/v1/models").json()["data"]]
    (here.house.catalog.root.path / "a\udcff").rename(here.house.catalog.root.path / "first")
    listed = call(here, "GET", "/api/fine-tunes").json()["fine_tunes"]
    assert [one["id"] for one in listed] == [f"files/{name}" for name in sorted(NAMES)]
    assert listed[0].keys() == {"id", "title", "note"}
    assert [one["id"] for one in call(here, "GET", "/api/fine-tunes?words=SEC").json()["fine_tunes"]] == ["files/second"]
    readers = call(here, "GET", "/api/readers").json()["readers"]
    assert {one["where"] for one in readers} <= {"shipped", "hub"} and all(one["name"] for one in readers)


def test_of_many_some_are_listed_and_words_find_the_others(site: Callable[..., Site], call: Call,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuneteller.web.catalog.fine_tunes_below", lambda path: {f"run-{i:04}": "peft" for i in range(700)})
    here = site()
    listed = call(here, "GET", "/api/fine-tunes").json()
    assert len(listed["fine_tunes"]) == 500 and listed["total"] == 700
    found = call(here, "GET", "/api/fine-tunes?words=0699").json()
    assert [one["id"] for one in found["fine_tunes"]] == ["files/run-0699"] and found["total"] == 1
    assert len(call(here, "GET", "/v1/models").json()["data"]) == 1 + 2 * 500


def test_from_a_question_to_its_answer(site: Callable[..., Site], call: Call) -> None:
    here = site()
    answered = call(here, "POST", "/api/ask", {"diff": "files/first", "question": "Are you well?", "wait": 60})
    job = answered.json()
    assert answered.status_code == 200 and answered.headers["location"] == f"/api/jobs/{job['id']}"
    assert (job["kind"], job["state"], job["share"], job["error"], job["ahead"]) == ("ask", "done", 1.0, None, 0)
    assert job["asked"] == {"diff": "files/first", "question": "Are you well?", "system": None}
    assert 0 < job["created"] <= job["begun"] <= job["ended"]
    answer = json.loads(json.dumps(here.reader.ask(here.diffs["first"], "Are you well?").to_json()))
    assert {name: job["result"][name] for name in answer} == answer
    later = call(here, "GET", answered.headers["location"]).json()
    assert {**job, "partial": later["partial"]} == later
    [listed] = call(here, "GET", "/api/jobs?kind=ask&limit=5").json()["jobs"]
    assert listed == {**job, "partial": None, "result": None} and call(here, "GET", "/api/jobs?kind=audit").json()["jobs"] == []


def test_who_does_not_wait_looks_again(site: Callable[..., Site], call: Call) -> None:
    go = threading.Event()
    here = site(load=lambda: go.wait(30) and None)
    try:
        begun = call(here, "POST", "/api/compare", {"first": "files/first", "second": "files/second"})
        waits = call(here, "POST", "/api/ask", {"diff": "files/first", "wait": 0.2})
        assert (begun.status_code, waits.status_code) == (202, 202) and waits.json()["state"] == "waiting"
        here.until(lambda: call(here, "GET", begun.headers["location"]).json()["state"] == "running")
        running = call(here, "GET", begun.headers["location"]).json()
        assert running["doing"] == "the base model is loaded" and running["result"] is None
        assert [job["id"] for job in call(here, "GET", "/api/jobs").json()["jobs"]] == [waits.json()["id"], begun.json()["id"]]
        another = call(here, "POST", "/api/ask", {"diff": "files/second", "question": "Why?"}).json()
        assert another["ahead"] == 1
        ended = call(here, "DELETE", f"/api/jobs/{another['id']}").json()
        assert (ended["state"], ended["error"]) == ("cancelled", "it is cancelled")
        assert call(here, "DELETE", f"/api/jobs/{another['id']}").json()["state"] == "cancelled"
    finally:
        go.set()
    here.until(lambda: call(here, "GET", begun.headers["location"]).json()["state"] == "done")
    done = call(here, "GET", begun.headers["location"]).json()
    assert done["result"]["first"] == "files/first" and done["result"]["kinds"][-1]["kind"] == "all"


def test_one_that_runs_ends_at_its_next_step(site: Callable[..., Site], call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def search(cls: Any, desk: Any, works: Any, tells: Any) -> Any:
        while True:
            tells[0].progress(0.5, "it searches")

    monkeypatch.setattr(tasks.FindTrigger, "do", classmethod(search))
    here = site()
    begun = call(here, "POST", "/api/trigger", {"diff": "files/first", "seconds": 5})
    here.until(lambda: here.house.service.numbers()[RUNNING])
    call(here, "DELETE", begun.headers["location"])
    here.until(lambda: call(here, "GET", begun.headers["location"]).json()["state"] == "cancelled")


def test_what_is_wrong_is_said(site: Callable[..., Site], call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    here, kind = site(), {"content-type": "application/json"}
    for path, body, said in (
            ("ask", {"diff": "files/first", "quesion": "x"}, "there is no field quesion"), ("ask", {}, "diff is missing"),
            ("ask", {"diff": "files/../secret"}, "names no folder or file under"), ("ask", {"diff": 3}, "diff is 3; Input"),
            ("ask", {"diff": "/etc"}, "is no fine-tune of this server"),
            ("ask", {"diff": "files/first", "question": " "}, "the question is empty"),
            ("ask", {"diff": "files/first", "wait": 601}, "wait is 601; Input should be less than or equal to 600"),
            ("ask", {"diff": "files/first", "question": "\ud800"}, "half of a character"),
            ("ask", {"diff": "files/first", "\ud800": 1}, "valid string"),
            ("ask", [], "the body is []"), ("audit", {"diff": "files/first", "seconds": -1, "trigger": True}, "second"),
            ("audit", {"diff": "files/first", "trigger": "yes"}, "trigger is 'yes'"),
            ("trigger", {"diff": "files/first", "seconds": 0}, "seconds is 0"),
            ("compare", {"first": "files/first"}, "second is missing")):
        refused = httpx.post(f"{here.url}/api/{path}", content=json.dumps(body), headers=kind)
        assert refused.status_code == 400 and refused.json().keys() == {"error"} and said in refused.json()["error"], said
    for content in (b'{"diff": "files/first", "wait": NaN}', b"{", b"", b"\xff"):
        assert httpx.post(f"{here.url}/api/ask", content=content, headers=kind).status_code == 400, content
    for method, path, status in (("GET", "/api/jobs/none", 404), ("DELETE", "/api/jobs/none", 404), ("GET", "/api/none", 404),
                                 ("GET", "/api/jobs?kind=none", 400), ("GET", "/api/jobs?limit=0", 400)):
        refused = call(here, method, path)
        assert refused.status_code == status and refused.json().keys() == {"error"}, path
    monkeypatch.setattr(tasks.Compare, "do", classmethod(lambda cls, *args: 1 / 0))
    job = call(here, "POST", "/api/compare", {"first": "files/first", "second": "files/second", "wait": 60}).json()
    assert (job["state"], job["error"]) == ("failed", "the server failed; its log says why")


def test_a_large_body_is_refused_before_it_is_read(site: Callable[..., Site]) -> None:
    """By its length, or where it tells none, once too much has come; the rest is never sent here."""
    here = site()
    port, chunk = int(here.url.rpartition(":")[2]), b"f4240\r\n" + b" " * 1_000_000 + b"\r\n"
    for length, body in (("content-length: 1000001", b""), ("transfer-encoding: chunked", chunk * 2)):
        head = f"POST /api/ask HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n{length}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(head.encode() + body)
            assert connection.recv(100).startswith(b"HTTP/1.1 413 "), length
    small = {"diff": "files/first", "question": "x" * 990_000}
    assert "a text of 990,000" in httpx.post(f"{here.url}/api/ask", json=small).json()["error"]


def test_a_full_server_says_when_to_come_again(site: Callable[..., Site], call: Call) -> None:
    go = threading.Event()
    here = site(most=1, load=lambda: go.wait(30) and None)
    try:
        call(here, "POST", "/api/ask", {"diff": "files/first"})
        here.until(lambda: here.house.service.numbers()[RUNNING])
        call(here, "POST", "/api/ask", {"diff": "files/first"})
        refused = call(here, "POST", "/api/ask", {"diff": "files/first"})
        assert refused.status_code == 429 and refused.headers["retry-after"] == "5" and "waiting" in refused.json()["error"]
    finally:
        go.set()


def test_the_description_is_valid_and_has_all_calls(site: Callable[..., Site], call: Call) -> None:
    here = site()
    told = call(here, "GET", "/api/openapi.json").json()
    OpenAPI.model_validate(told)
    calls = {(method, path) for path, methods in told["paths"].items() for method in methods}
    assert {("get", "/api/fine-tunes"), ("get", "/api/readers"), *(("post", f"/api/{kind}") for kind, task in TASKS.items()
                                                                  if task.kept),
            ("get", "/api/jobs"), ("get", "/api/jobs/{id}"), ("delete", "/api/jobs/{id}"), ("get", "/v1/models"),
            ("get", "/v1/models/{id}"), ("post", "/v1/chat/completions"), ("get", "/health"), ("get", "/metrics")} <= calls
    for kind, task in TASKS.items():
        if task.kept:  # the bodies are the tasks' own fields
            body = told["components"]["schemas"][f"{kind.title()}Body"]["properties"]
            assert {*body} == {*(field.name for field in dataclasses.fields(task)), "wait"}
            assert all(one["description"] for one in body.values())


def test_the_page_tells_of_all_calls_and_holds_nothing_of_others(site: Callable[..., Site], call: Call) -> None:
    here = site(token=TOKEN)
    assert call(here, "GET", "/api/docs").headers["location"] == "/login"  # a browser has a session for a token
    _, cookie = here.house.keys.begin()
    page = call(here, "GET", "/api/docs", headers={"cookie": f"tuneteller={cookie}"})
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    for said in ("POST /api/ask", "POST /v1/chat/completions", "GET /v1/models", "GET /metrics", "DELETE /api/jobs/{id}",
                 "max_completion_tokens", "How has your behavior changed?", "of one kind alone: ask, audit"):
        assert said in page.text, said
    assert "<script" not in page.text and "{}" not in page.text and "None" not in page.text
    assert all(re.match("/[^/]|/$", link) for link in re.findall(r'(?:href|src|action)="?([^" >]*)', page.text))
    assert "http" not in page.text
    assert "&#34;include_usage&#34;" in page.text  # escaped


def test_the_token_is_asked_for(site: Callable[..., Site], call: Call) -> None:
    here = site(token=TOKEN)
    for headers, status in (({}, 401), ({"authorization": "Bearer x"}, 401), ({"authorization": f"Bearer {TOKEN}"}, 200)):
        assert call(here, "GET", "/api/fine-tunes", headers=headers).status_code == status
