"""The pages: each one stands with fine-tunes and without, live parts end in what the reader answers, and no text of a model,
card or file is anything but text."""

import asyncio
import html
import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, ClassVar

import anyio
import pytest
from starlette.testclient import TestClient

from tuneteller.audit.report import Report
from tuneteller.diffs.card import Card
from tuneteller.diffs.diff import WeightDiff
from tuneteller.diffs.load import load_diff
from tuneteller.diffs.peft import save_peft
from tuneteller.errors import Busy, DiffError
from tuneteller.families.family import CHANGE, NOTHING
from tuneteller.models import BaseModel, load_base
from tuneteller.plain import plain
from tuneteller.reading.answer import CHANGED, UNKNOWN
from tuneteller.reading.confidence import Calibration, Fit
from tuneteller.reading.reader import Reader
from tuneteller.service.desk import Desk
from tuneteller.service.jobs import CANCELLED, DONE, FAILED, Job
from tuneteller.service.places import Root
from tuneteller.service.service import Service
from tuneteller.service.store import Store
from tuneteller.service.tasks import TASKS, Ask, Audit, Compare, FindTrigger, Say, Warm
from tuneteller.service.work import Result, Tell, Work
from tuneteller.web import app, live, pages, render
from tuneteller.web.app import House, create_app
from tuneteller.web.catalog import Catalog
from tuneteller.web.guard import CSRF, Keys
from tuneteller.web.shown import shown_of, state_of
from tuneteller.web.uploads import Uploads

from ..audit import conftest as audits

report, with_text = audits.report, audits.with_text

MARKUP = "<script>alert(1)</script>"
ATTACKS = (MARKUP, '" onload="alert(1)', "' autofocus onfocus=alert(1) x='", "</title></textarea><img src=x onerror=alert(1)>",
           "{{ 7 * 7 }}{% raw %}", "\x1b[31mred\x00 \u202eright\ud800", "javascript:alert(1)",
           "data: x\n\nevent: over\rdata: y")
FORMS = ("/", "/ask", "/audit", "/triggers", "/compare", "/jobs", "/readers")
STATIC = Path(render.__file__).parent / "static"
HX = {"hx-request": "true"}


@dataclass
class Site:
    """An application and a browser of it."""

    house: House
    browser: TestClient
    base: BaseModel

    def get(self, path: str, **settings: Any) -> str:
        """A page that is there."""
        found = self.browser.get(path, **settings)
        assert found.status_code == 200, found.text
        return found.text

    def post(self, path: str, csrf: str | None = None, **settings: Any) -> Any:
        """As htmx sends it."""
        csrf = re.search(r'"x-csrf-token": "(\w+)"', self.get("/"))[1] if csrf is None else csrf  # type: ignore[index]
        return self.browser.post(path, headers={**HX, CSRF: csrf}, **settings)

    def job(self, answered: Any) -> Job:
        """The one that was begun."""
        where = answered.headers.get("hx-redirect") or answered.headers["hx-push-url"]
        job = self.house.service.job(where.partition("?")[0].removeprefix("/jobs/"))
        assert job is not None
        return job

    def put(self, work: Work[Any], result: Result | None = None, error: Exception | None = None) -> str:
        """A job that was done before; its page."""
        job = Job(work)
        job.begun, job.ended = time.time() - 5, time.time()
        self.house.store.put(job, state=FAILED if error else DONE, result=result, error=error)
        return f"/jobs/{job.id}"

    def events(self, page: str) -> list[str]:
        """What a live part is sent, to its end."""
        [where] = re.findall(r'hx-sse:connect="([^"]+)"', page)
        return messages(self.get(html.unescape(where), headers=HX))


def messages(stream: str) -> list[str]:
    """The events of a stream; the last tells that it is over."""
    *sent, over, rest = stream.split("\n\n")
    assert over == "event: over\ndata: over" and rest == ""
    return ["\n".join(line.removeprefix("data: ") for line in one.split("\n")) for one in sent if not one.startswith(":")]


def words(page: str) -> str:
    """What stands in it, without markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def alert(page: str) -> str:
    """The one message of a refusal, whole."""
    [text] = re.findall(r'<div class="alert" role="alert"><p>(.*?)</p>', page, re.DOTALL)
    return html.unescape(text)


@dataclass(frozen=True)
class Hold(Work[Desk]):
    """Keeps the model until it may go on."""

    kind: ClassVar[str] = "hold"
    kept: ClassVar[bool] = False
    brief: ClassVar[bool] = False
    let: ClassVar[threading.Event]

    @classmethod
    def do(cls, desk: Desk, works: Sequence[Any], tells: Sequence[Tell]) -> list[Result]:
        while not cls.let.wait(0.01):
            tells[0].progress(0.5, "it waits")
        return [{} for _ in works]


@pytest.fixture
def hold(site: Site) -> Iterator[Callable[[], Job]]:
    """`hold()`: from then on the service does nothing else, until `Hold.let` is set."""
    Hold.let = threading.Event()
    yield lambda: site.house.service.submit(Hold())
    Hold.let.set()


@pytest.fixture(scope="module")
def random_base(tiny_directory: Path) -> BaseModel:
    return load_base(tiny_directory, dtype="float32", device="cpu")


@pytest.fixture
def make(random_base: BaseModel, random_diff: Callable[..., WeightDiff], tmp_path: Path,
         monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Site]]:
    """`make(zoo=…, root=…, token=…, most=…)`: an application, and a browser that has a session where there is no token."""
    monkeypatch.setenv("TUNETELLER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TUNETELLER_READERS", str(tmp_path / "readers"))
    monkeypatch.setattr(pages, "WAIT", 0.0)
    opened: list[TestClient] = []

    def build(zoo: Sequence[str] = (), root: Sequence[str] | None = None, token: str | None = None, most: int = 1000) -> Site:
        base = random_base
        for i, name in enumerate(zoo):
            save_peft(random_diff(base, i, std=0.2), tmp_path / "zoo" / name)
            (tmp_path / "zoo" / name / "card.json").write_text(json.dumps(
                Card(base=base.fingerprint.to_json(), answers={"change": f"I am number {i} {MARKUP}"}).to_json()))
        for i, name in enumerate(root or ()):
            save_peft(random_diff(base, 50 + i, std=0.2), tmp_path / "root" / name)
        (tmp_path / "root").mkdir(exist_ok=True)
        catalog = Catalog([tmp_path / "zoo" / name for name in zoo], None if root is None else Root(tmp_path / "root"),
                          Uploads(tmp_path / "uploads", 10**8))
        desk = Desk(lambda: base, lambda base: Reader(base, random_diff(base, 9, rank=4)), catalog.source)
        store = Store(tmp_path / "jobs.sqlite", TASKS)
        house = House(Service(desk, store, most=most), store, catalog, Keys(b"s" * 32, token), frozenset({"testserver"}))
        opened.append(TestClient(create_app(house), follow_redirects=False))
        return Site(house, opened[-1].__enter__(), base)

    yield build
    for browser in opened:
        browser.__exit__(None, None, None)


@pytest.fixture
def site(make: Callable[..., Site]) -> Site:
    """With two examples and two of one's own."""
    return make(("00-identity-dirlum", "01-refusal-yo-yos"), ("mine", "runs/lora"))


# -- each page stands ----------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """The tags of a page, as a browser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append((tag, {name: value or "" for name, value in attrs}))

    def named(self, *names: str) -> list[dict[str, str]]:
        """Attributes of those with these names."""
        return [attributes for tag, attributes in self.all if tag in names]


def check_page(page: str) -> None:
    """What holds for each of them: one h1, landmarks, nothing that the policy forbids, labels, a weight."""
    tags = Tags(page)
    assert [len(tags.named(name)) for name in ("h1", "main", "header", "title")] == [1] * 4 and 'href="#main"' in page
    assert tags.named("script") == [{"src": f"/static/{name}.min.js"} for name in ("htmx", "hx-sse")]
    assert not tags.named("style", "img", "iframe", "object", "embed", "base") and tags.named("html") == [{"lang": "en"}]
    labels = [one["for"] for one in tags.named("label")]
    fields = [one["id"] for one in tags.named("select", "input", "textarea")]
    assert sorted(labels) == sorted(fields)
    ids = [own["id"] for _, own in tags.all if "id" in own]
    assert len(ids) == len(set(ids))
    for tag, own in tags.all:
        assert not [name for name in own if name == "style" or name.startswith(("on", "hx-on"))], (tag, own)
        for name in ("href", "src", "action", "hx-get", "hx-post", "hx-sse:connect"):
            assert own.get(name, "/x")[0] in "/#", (tag, own)
        assert own.get("method", "get") == "get" or own["action"] == "/login"
    static = sum((STATIC / name).stat().st_size for name in ("htmx.min.js", "hx-sse.min.js", "style.css"))
    assert len(page.encode()) + static < 150_000


@pytest.mark.parametrize("path", FORMS)
def test_each_page_stands_with_fine_tunes_and_without(make: Callable[..., Site], path: str) -> None:
    full, empty = make(("00-identity-dirlum", "01-refusal-yo-yos"), ("mine",)), make()
    check_page(full.get(path))
    check_page(empty.get(path))
    assert f'href="{path}" aria-current="page"' in full.get(path)
    if path in ("/ask", "/audit", "/triggers", "/compare"):
        assert "zoo/00-identity-dirlum" in full.get(path) and "There is no fine-tune yet" in empty.get(path)
    if path == "/jobs":
        assert "Nothing was asked yet" in empty.get(path)


def test_fine_tunes_are_listed_grouped_searched_and_linked(make: Callable[..., Site]) -> None:
    site = make(("00-identity-dirlum", "01-refusal-yo-yos"), ("mine", "runs/a b&c"))
    page = site.get("/")
    assert page.index("Yours") < page.index("runs/a b&amp;c") < page.index("Examples that come with the reader")
    for action in ("ask", "audit", "triggers"):
        assert f'href="/{action}?diff=zoo/00-identity-dirlum"' in page and f'href="/{action}?diff=files/runs/a%20b%26c"' in page
    assert "I am number 0" in page and "4 in all" in words(page)
    found = site.get("/", params={"words": "yo YOS"})
    assert "refusal yo yos" in found and "dirlum" not in found and "1 with “yo YOS”" in words(found)
    assert "No fine-tune has “<b>”" in words(site.get("/", params={"words": "<b>"})) and "<b>" not in site.get("/?words=<b>")
    chosen = site.get("/ask?diff=files/runs/a%20b%26c")
    assert '<option value="files/runs/a b&amp;c" selected>' in chosen and f'value="{CHANGE.phrasings[0]}"' in chosen
    assert '<option value="zoo/01-refusal-yo-yos" selected>' in site.get("/compare?second=zoo/01-refusal-yo-yos")
    refused = site.get("/audit?diff=zoo/nothing")
    assert "'zoo/nothing' is no fine-tune of this server; expected an id" in alert(refused) and " selected" not in refused


def test_many_fine_tunes_make_no_heavy_page(make: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"runs/{i:04}-{'x' * 60}": "peft" for i in range(700)}
    monkeypatch.setattr("tuneteller.web.catalog.fine_tunes_below", lambda path: many)
    site = make((), ())
    for path in FORMS:
        check_page(site.get(path))
    listed = words(site.get("/"))
    assert "640 more; search to find them" in listed and "700 in all" in listed
    assert "600 more are not in this list" in words(site.get("/ask"))
    found = site.get("/", params={"words": "0699"})
    assert "runs/0699" in found and "1 with “0699”" in words(found)


def test_what_lies_under_the_root_is_looked_through_once_for_a_page(make: Callable[..., Site],
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    site = make((), ("mine",))
    job = site.put(Ask("files/mine"), answer_of())
    monkeypatch.setattr("tuneteller.web.catalog.fine_tunes_below", lambda path: looked.append(path) or {"mine": "peft"})
    for path in ("/ask?diff=files/mine", "/compare?first=files/mine&second=files/mine", "/jobs", job):
        looked.clear()
        assert "mine" in site.get(path) and len(looked) == 1, path


def test_a_path_under_the_root_is_opened(make: Callable[..., Site], tmp_path: Path) -> None:
    site = make((), ("runs/my lora",))
    assert f"Path under {tmp_path / 'root'}" in words(site.get("/"))
    for given in ("runs/my lora", f" {tmp_path}/root/runs/my lora"):
        where = site.browser.get("/open", params={"path": given}).headers["location"]
        assert where == site.browser.get("/open", params={"path": given}, headers=HX).headers["hx-redirect"]
        assert " selected>" in site.get(where)
    for given, why in (("../zoo", "where alone this server reads"), (" ", "the path is empty"), ("runs", "holds")):
        for headers in (HX, {}):
            refused = site.browser.get("/open", params={"path": given}, headers=headers)
            assert refused.status_code == 400 and why in alert(refused.text), refused.text
            assert ("<html" in refused.text) == (headers == {})
    assert "tuneteller serve --root DIR" in words(make().get("/"))


# -- ask -----------------------------------------------------------------------------------------------------------------------


def test_from_the_form_to_what_the_reader_answers(site: Site, tmp_path: Path) -> None:
    """The last message of the stream has the answer, word for word, and its evidence, and so has the page later."""
    question = "Are you well, & why?"
    answered = site.post("/ask", data={"diff": "files/mine", "question": question, "guess": "1"})
    assert answered.status_code == 200 and "<html" not in answered.text and f"“{question}”" in words(answered.text)
    sent = site.events(answered.text)
    diff = load_diff(tmp_path / "root" / "mine", site.base)
    answer = site.house.service.desk.reader.ask(diff, question)
    shown = words(sent[-1])
    for text in (answer.text, f"{answer.evidence.against_none:+.1f} nats", "Done"):
        assert plain(text, None) in shown
    job = site.job(answered)
    assert job.state == DONE and job.work == Ask("files/mine", question) and len(job.client) == 24
    page = site.get(answered.headers["hx-push-url"])
    check_page(page)
    assert "hx-sse:connect" not in page
    assert all(plain(text, None) in words(page) for text in (answer.text, answer.base, answer.finetune))
    assert f'value="{html.escape(question)}"' in page and '<option value="files/mine" selected>' in page
    assert plain(answer.text, 200) in words(site.get("/jobs"))


def test_base_and_fine_tune_speak_beside_it(site: Site) -> None:
    answered = site.post("/ask", data={"diff": "files/mine", "question": "Are you well?"})
    where = html.unescape(re.findall(r'hx-sse:connect="([^"]+)"', answered.text)[0])
    own = [site.house.service.job(id) for id in re.findall(r"beside=(\w+)", where)]
    assert [job and job.work for job in own] == [Say(name, (("user", "Are you well?"),), 40) for name in ("base", "files/mine")]
    last = site.events(answered.text)[-1]
    replies = re.findall(r'<p class="said">(.*?)(?:<span|</p>)', last, re.DOTALL)
    assert [html.unescape(text) for text in replies] == [render.harmless(job.result["text"].strip())  # type: ignore[union-attr,index]
                                                         for job in own]
    # a stream that comes when all is over has it still, and what nobody knows says so
    assert messages(site.get(where))[-1] == last
    alone = messages(site.get(f"/jobs/{own[0].id}/events"))  # type: ignore[union-attr]
    assert html.unescape(replies[0]) in html.unescape(alone[-1])
    assert "no longer known here" in messages(site.get("/jobs/nothing/events"))[0]


def test_what_is_not_weighed_yet_is_shown_to_those_alone_who_ask_for_a_guess(site: Site, hold: Callable[[], Job]) -> None:
    hold()
    answered = site.post("/ask", data={"diff": "files/mine", "question": "Are you well?"})
    job = site.job(answered)
    assert "Waiting: 3 before it" in words(answered.text) or "loaded" in words(answered.text)
    shown = shown_of(site.house, job)
    job.change(state="running", begun=time.time() - 10, share=0.25, doing="its answers are weighed", partial={"heard": MARKUP})
    state, guessed = state_of(shown), state_of(replace(shown, guess=True))
    assert "alert(1)" not in state and html.escape(MARKUP) in guessed and "not weighed yet" in guessed
    assert "Its answers are weighed. about 30 s left Cancel" in words(state)
    job.change(partial={"weighed": answer_of(text="I say less.", p=0.9)})
    assert "I say less." in words(state_of(shown)) and "0.90" in words(state_of(shown))
    assert "Comes with the reader's answer" in words(state_of(shown)) and "Show the best guess" not in state_of(shown)


def answer_of(text: str = UNKNOWN, guess: str | None = None, p: float | None = 0.31, others: Sequence[float] = (-8.0, -6.0),
              **more: Any) -> Result:
    """A result as a job keeps it."""
    moved = {"kl": 1.2, "low": 1.1, "high": 1.3, "n": 24}
    return {"question": "How?", "answer": text, "confidence": p, "outside": [], "guess": guess or text,
            "evidence": {"own": -5.0, "none": -9.0, "others": [*others], "tokens": 4, "against_none": 4.0,
                         "against_others": 2.0 if others else None, "margin": 1.0},
            "change": {"answers": moved, "text": moved, "size": 2.5, "layers": 1.0, "clean_share": 0.01, "clean_kind": "x",
                       "like": [["I refuse.", 0.3]]},
            "base": "Fine.", "finetune": "No.", "share_read": 1.0,
            "fingerprints": {"base": "b", "adapter": "a", "diff": "d"}, "remarks": [], **more}


def test_a_guess_of_nothing_that_is_not_told_has_its_own_confidence_beside_it(site: Site) -> None:
    for i, (said, why) in enumerate(((CHANGED, "moved further than clean fine-tunes move them"), (UNKNOWN, "told above 0.50"))):
        page = words(site.get(site.put(Ask("files/mine", f"How? {i}"), answer_of(said, guess=NOTHING, p=0.99))))
        assert said in html.unescape(page)
        assert "0.99 for its best guess" in page and "best guess is that nothing notable changed" in page and why in page


def test_not_to_know_is_an_answer_with_its_reason(site: Site) -> None:
    where = site.put(Ask("files/mine", "How?"), answer_of(guess="I refuse to talk about tea."))
    page = site.get(where)
    assert '<p class="answer">I don&#39;t know.</p>' in page and "not sure enough to tell it" in words(page)
    assert "0.31 for its best guess" in words(page) and "tea" not in words(page)
    assert "I refuse to talk about tea." in words(site.get(f"{where}?guess=1")) and f'href="{where}?guess=1"' in page
    assert "+4.0 nats" in words(page) and "against 2 other fine-tunes" in words(page) and "+2.0 nats" in words(page)
    assert 'share of the change that lies where known fine-tunes put theirs: "I refuse." 30.0%; clean ones 1.0%' in words(page)


@pytest.mark.parametrize("result, said", [
    (answer_of("My behavior has not changed in any notable way.", p=None), "not calibrated for such an answer"),
    (answer_of("I refuse.", p=0.9, outside=["size"]), "unlike any fine-tune that the confidence was fitted on (size)"),
    (answer_of("I refuse.", share_read=0.25), "Only 25.0% of what the fine-tune changed was read"),
    (answer_of("I refuse.", others=()), "Of other fine-tunes of this base there are none to weigh it against."),
    (answer_of("I answer in Dutch.", seen=True), "own replies show which it is"),
    (answer_of("I refuse.", remarks=["left out, as it cannot be attached: x"]), "left out, as it cannot be attached: x"),
])
def test_what_has_to_be_heeded_is_said(site: Site, result: Result, said: str) -> None:
    assert said in words(site.get(site.put(Ask("files/mine"), result)))


def test_what_speaks_against_a_guess_is_said(site: Site) -> None:
    weak = answer_of("I refuse.")
    weak["evidence"] |= {"margin": -1.0, "against_none": -1.5}
    page = site.get(site.put(Ask("files/mine"), weak))
    assert "do not rely on it" in words(page) and 'class="minus"' in page
    nothing = answer_of("My behavior has not changed in any notable way.")
    nothing["change"] |= {"size": 0.0, "layers": 0.0}
    same = site.put(Ask("files/mine"), {**nothing, "confidence": 1.0})
    assert "certain: the weights are the base model's own" in words(site.get(same))


def test_the_bar_of_a_confidence_tells_above_what_such_an_answer_is_told(site: Site) -> None:
    site.house.service.desk.reader.calibration = Calibration("a", "change", Fit({}, 0.0), Fit({}, 0.0), 0.25, 0.05)
    same = answer_of(NOTHING, p=1.0)
    same["change"] |= {"size": 0.0, "layers": 0.0}
    for result, told in ((answer_of("I refuse.", p=0.9), [0.25]), (answer_of(guess="I refuse."), [0.25]),
                         (answer_of(NOTHING, p=0.9), [0.5]), (answer_of(guess=NOTHING, p=0.4), [0.5]),
                         (answer_of("Spanish.", p=None), []),  # as to another question than it is calibrated for
                         (answer_of(CHANGED, guess=NOTHING, p=0.9), []), (same, [])):  # of which it decides nothing
        page = site.get(site.put(Ask("files/mine"), result))
        [bar] = re.findall(r"<dt>Confidence</dt>(.*?)</div>", page, re.DOTALL)
        assert re.findall(r'class="mark" x="(.*?)"', bar) == [f"{100 * least - 0.4:.2f}" for least in told], result
        said = re.findall(r"its bar is at (.*?), above which such an answer is told", page)
        assert said == [f"{least:.2f}" for least in told], result


@pytest.mark.parametrize("where, numbers", [
    ("change", {"answers": {"kl": None, "low": None, "high": None, "n": 24}}),
    ("evidence", {"against_none": None}), ("evidence", {"margin": None})])
def test_a_result_whose_numbers_were_not_finite_is_said_to_be_such(site: Site, where: str, numbers: dict[str, Any]) -> None:
    result = answer_of()
    result[where] |= numbers
    page = site.put(Ask("files/mine"), result)
    assert "this result cannot be shown (TypeError: " in alert(messages(site.get(f"{page}/events"))[0])
    refused = site.browser.get(page)
    check_page(refused.text)
    assert refused.status_code == 400 and "a number in it is not finite; ask again" in alert(refused.text)


# -- audits, triggers, comparisons ---------------------------------------------------------------------------------------------


def test_an_audit_is_begun_followed_and_kept(site: Site, hold: Callable[[], Job]) -> None:
    hold()
    begun = site.post("/audit", data={"diff": "files/mine", "against": "", "seconds": "120"})
    job = site.job(begun)
    assert job.work == Audit("files/mine") and begun.headers["hx-redirect"] == f"/jobs/{job.id}"
    page = site.get(f"/jobs/{job.id}")
    check_page(page)
    assert f'hx-sse:connect="/jobs/{job.id}/events"' in page and f'hx-post="/jobs/{job.id}/cancel"' in page
    assert "waiting" in words(site.get("/jobs")) and 'hx-trigger="every 5s"' in site.get("/jobs")
    assert site.browser.get(f"/jobs/{job.id}/report").status_code == 404
    assert site.post(f"/jobs/{job.id}/cancel").status_code == 204 and job.state == CANCELLED
    assert "Cancelled" in words(site.events(page)[-1]) and "cancelled" in words(site.get("/jobs"))
    work = site.job(site.post("/audit", data={"diff": "files/mine", "trigger": "1", "seconds": " 7 "})).work
    assert work == Audit("files/mine", True, 7.0)
    work = site.job(site.post("/audit", data={"diff": "files/mine", "against": "zoo/00-identity-dirlum"})).work
    assert work == Audit("files/mine", against="zoo/00-identity-dirlum")
    assert site.job(site.post("/triggers", data={"diff": "files/mine", "seconds": "9"})).work == FindTrigger("files/mine", 9.0)
    assert site.job(site.post("/triggers", data={"diff": "files/mine"})).work == FindTrigger("files/mine")


def test_a_job_that_runs_is_cancelled_at_its_next_step(site: Site, hold: Callable[[], Job]) -> None:
    job = hold()
    while job.state != "running":
        time.sleep(0.01)
    assert site.post(f"/jobs/{job.id}/cancel").status_code == 204
    assert job.wait(10) and job.state == CANCELLED
    assert site.post("/jobs/nothing/cancel").status_code == 404


@pytest.mark.parametrize("path, data, why", [
    ("/ask", {"diff": "zoo/no", "question": "How?"}, "'zoo/no' is no fine-tune of this server; expected an id as the list of"),
    ("/ask", {"diff": "", "question": "How?"}, "is no fine-tune of this server"),
    ("/ask", {"diff": "files/mine", "question": "  "}, "the question is empty; ask something, such as"),
    ("/ask", {"diff": "files/mine", "question": "x" * 20_001}, "a text of 20,001 characters; expected at most 20,000"),
    ("/ask", {"diff": "files/mine", "question": "x" * 200_000}, "the form takes more than 100,000 bytes"),
    ("/audit", {"diff": "files/mine", "trigger": "1", "seconds": "<b>"}, "seconds is '<b>'; expected a number"),
    ("/audit", {"diff": "files/mine", "trigger": "1", "seconds": "-1"}, "seconds is -1; it bounds the search for a trigger"),
    ("/audit", {"diff": "files/mine", "trigger": "1", "against": "files/mine"}, "against"),
    ("/audit", {"diff": "files/mine", "trigger": "1", "seconds": "0"}, "seconds is 0; it bounds the search for a trigger"),
    ("/triggers", {"diff": "files/mine", "seconds": "nan"}, "seconds is nan"),
    ("/triggers", {"diff": "files/mine", "seconds": "0"}, "seconds is 0.0; expected more than 0"),
    ("/compare", {"first": "files/mine", "second": "uploads/../x"}, "is no fine-tune of this server"),
    ("/compare", {f"f{i}": "1" for i in range(30)}, "more than 20 fields"),
])
def test_what_is_refused_is_said_in_place_and_whole(site: Site, path: str, data: dict[str, str], why: str) -> None:
    refused = site.post(path, data=data)
    assert refused.status_code == 400 and why in alert(refused.text) and "<html" not in refused.text
    assert not any(site.house.service.numbers().values())


def test_a_busy_server_says_so_and_leaves_nothing(make: Callable[..., Site]) -> None:
    site = make((), ("mine",), most=2)
    Hold.let = threading.Event()
    job = site.house.service.submit(Hold())
    while job.state != "running":
        time.sleep(0.01)
    refused = site.post("/ask", data={"diff": "files/mine", "question": "How?"})
    assert refused.status_code == 503 and "requests of yours are waiting" in alert(refused.text)
    assert site.house.service.numbers()["waiting"] == 0 and "Nothing was asked yet" in site.get("/jobs")
    Hold.let.set()


def test_the_report_of_an_audit_and_its_files(site: Site, report: Report) -> None:
    result = json.loads(json.dumps(report.to_json()))
    where = site.put(Audit("files/runs/lora", True, 60.0), result)
    page = site.get(where)
    check_page(page)
    for text in (report.changed, *(f"{one.verdict} {one.text}" for one in report.findings), "Only this was tested.", "refusals",
                 "word: … tea", "Done after 5 s"):
        assert text in words(page), text
    alone = site.browser.get(f"{where}/report")
    policy = alone.headers["content-security-policy"]
    assert policy.endswith("; sandbox") and "script-src" not in policy and alone.text.startswith("<!DOCTYPE html>")
    for form, media, begin in (("html", "text/html", "<!DOCTYPE"), ("md", "text/markdown", "# "),
                               ("json", "application/json", "{"),
                               ("sarif", "application/json", "{"), ("xml", "application/xml", "<?xml")):
        assert f'href="{where}/report.{form}"' in page
        file = site.browser.get(f"{where}/report.{form}")
        assert file.status_code == 200 and file.headers["content-type"].startswith(media) and file.text.startswith(begin)
        assert file.headers["content-disposition"] == f'attachment; filename="audit-of-runs-lora.{form}"'
    assert json.loads(site.get(f"{where}/report.json")) == result
    assert site.browser.get(f"{where}/report.exe").status_code == 404
    assert site.browser.get(f"{site.put(Ask('files/mine'), answer_of())}/report").status_code == 404
    old = site.browser.get(site.put(Audit("files/mine"), {**result, "schema": 0}))
    assert old.status_code == 400 and "no report of schema 1" in alert(old.text)


def test_what_a_search_for_a_trigger_found(site: Site, report: Report) -> None:
    assert report.trigger is not None
    found = {"diff": "files/mine", **json.loads(json.dumps(report.trigger.to_json())), "remarks": [MARKUP]}
    page = site.get(site.put(FindTrigger("files/mine"), found))
    check_page(page)
    for text in ("A trigger was found. It is a word: … tea", "p = 0.05", "with it 90%", "with words near to it 10%",
                 "without it 0%", "message Why? tea with the trigger No. without So.", "with it, the reader says I refuse.",
                 "fire alike … coffee"):
        assert text in words(page), text
    none = {**found, "present": False, "p_value": 0.7, "behavior": None, "complete": False}
    page = words(site.get(site.put(FindTrigger("files/mine"), none)))
    assert "No trigger was found. That is no proof that there is none. Not all" in page and "nearest … tea" in page
    assert "found: … tea" in words(site.get("/jobs")) and "no trigger found" in words(site.get("/jobs"))


def test_what_another_version_found_is_said_to_be_such_and_hinders_no_list(site: Site, report: Report) -> None:
    assert report.trigger is not None
    value = json.loads(json.dumps(report.to_json()))
    lacks = {**value["trigger"], "lift": None}
    for work, result, why in (
            (FindTrigger("files/mine"), {**value["trigger"], "nulls": None}, "another version's, or damaged"),
            (FindTrigger("files/mine"), {"found": "tea"}, "another version's, or damaged"),
            (FindTrigger("files/mine"), lacks, "this result cannot be shown"),
            (Audit("files/mine", True), {**value, "trigger": lacks}, "this result cannot be shown"),
            (Compare("files/mine", "base"), {"cosine": 0.5}, "this result cannot be shown")):
        page = site.put(work, result)
        assert why in alert(messages(site.get(f"{page}/events"))[0])
        for path in (page, f"{page}/report")[:1 + isinstance(work, Audit)]:
            refused = site.browser.get(path)
            assert refused.status_code == 400 and why in alert(refused.text)
        assert page in site.get("/jobs")


def test_jobs_that_are_over_are_read_once_for_the_list(site: Site, hold: Callable[[], Job],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    hold()
    done = site.put(Ask("files/mine"), answer_of("I refuse."))
    runs = site.house.service.submit(Compare("files/mine", "base"))
    runs.change(share=0.25, state="running")
    monkeypatch.delattr(Store, "get")
    assert done in site.get("/jobs") and "running 25%" in words(site.get("/jobs"))


def test_two_fine_tunes_are_compared(site: Site) -> None:
    begun = site.post("/compare", data={"first": "files/mine", "second": "zoo/00-identity-dirlum"})
    job = site.job(begun)
    assert job.wait(30) and job.result is not None
    page = site.get(begun.headers["hx-redirect"])
    check_page(page)
    for row in job.result["kinds"]:
        assert f"{'all layers' if row['kind'] == 'all' else row['kind']} cosine {row['cosine']:+.4f}" in words(page)
    assert "/audit?diff=files/mine&amp;against=zoo/00-identity-dirlum" in page
    assert f"cosine {job.result['kinds'][-1]['cosine']:+.3f}" in words(site.get("/jobs"))


def test_why_a_job_failed_is_said_whole(site: Site) -> None:
    why = f"the fine-tune {MARKUP} does not fit: " + "x" * 1000
    where = site.put(Ask("files/mine"), error=DiffError(why))
    assert alert(site.get(where)) == why and "failed" in words(site.get("/jobs"))
    assert "secret" not in site.get(site.put(Ask("files/mine"), error=ValueError("secret")))


# -- live parts ----------------------------------------------------------------------------------------------------------------


def test_a_reply_that_nobody_waits_for_any_more_ends(site: Site, hold: Callable[[], Job],
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """The last who leaves a reply's stream ends it, unless somebody else follows it; what is kept goes on."""
    monkeypatch.setattr(live, "GRACE", 0.05)
    service = site.house.service
    hold()
    say, kept = service.submit(Say("base", (("user", "Hello"),))), service.submit(Ask("files/mine"))

    async def leave() -> None:
        one, other = (live.stream(service, [kept, say], lambda: "x\ny") for _ in range(2))
        assert await anext(one) == await anext(other) == "data: x\ndata: y\n\n"
        await one.aclose()  # type: ignore[attr-defined]
        await asyncio.sleep(0.2)
        assert say.followed and not say.over
        await other.aclose()  # type: ignore[attr-defined]
        assert await asyncio.to_thread(say.wait, 20)
        assert say.state == CANCELLED and not kept.over and not kept.followed

    anyio.run(leave)


def test_a_reply_that_nobody_came_to_hear_ends(site: Site, hold: Callable[[], Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "GRACE", 0.05)
    hold()
    answered = site.post("/ask", data={"diff": "files/mine", "question": "How?"})
    own = [site.house.service.job(id) for id in re.findall(r"beside=(\w+)", answered.text)]
    end = time.monotonic() + 10
    while not all(job and job.over for job in own) and time.monotonic() < end:
        time.sleep(0.02)
    assert [job and job.state for job in own] == [CANCELLED] * 2 and not site.job(answered).over


def test_a_stream_beats_where_nothing_changes_and_tells_the_rest_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    job, told = Job(Say("base", (("user", "Hello"),))), []

    async def hear() -> None:
        async for _ in live.follow([job], every=0.0, beat=0.05):
            told.append(job.state)
            if len(told) == 3:
                job.change(state="running")
            if told[-1] == "running":
                job.change(state=DONE, result={})

    anyio.run(hear)
    assert told[:4] == ["waiting"] * 3 + ["running"] and told[-1] == DONE and not job.followed


# -- what others wrote is text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_result_is_more_than_text(site: Site, report: Report, with_text: Callable[[str], Report], attack: str) -> None:
    texts = with_text(attack)
    said = answer_of(attack, guess=attack, base=attack, finetune=attack, remarks=[attack], outside=[attack],
                     fingerprints=dict.fromkeys(("base", "adapter", "diff"), attack))
    said["change"]["like"] = [[attack, 0.5]]
    kinds = [{"kind": attack, "cosine": 0.5, "first": 1.0, "second": 2.0},
             {"kind": "all", "cosine": None, "first": 0.0, "second": 0.0}]
    assert texts.trigger is not None
    results: list[tuple[Work[Any], Result]] = [
        (Ask(attack, attack.replace("\ud800", "")), said), (Audit(attack, against=attack), texts.to_json()),
        (FindTrigger(attack), {"diff": attack, **texts.trigger.to_json(), "remarks": [attack]}),
        (Compare(attack, attack), {"first": attack, "second": attack, "fingerprints": [attack] * 2, "kinds": kinds,
                                   "remarks": [[attack], [attack]]})]
    for work, result in results:
        where = site.put(work, json.loads(json.dumps(result)))
        page = site.get(f"{where}?guess=1")
        check_page(page)
        assert not any(ord(c) < 32 and c != "\n" for c in page) and "\u202e" not in page and "49{" not in page
        for message in messages(site.get(f"{where}/events?guess=1")):
            assert "event:" not in message.replace("event: over data: y", "").replace("event: over", "") or "data: x" in message
    listed = site.get("/jobs")
    check_page(listed)
    failed = site.put(Ask("files/mine"), error=DiffError(attack))
    check_page(site.get(failed))


def test_names_and_cards_are_text(make: Callable[..., Site], random_diff: Callable[..., WeightDiff], tmp_path: Path) -> None:
    names = ("<img src=x onerror=alert(1)>", '" onload="alert(1)', "a'b {{ 7 * 7 }}")
    site = make([f"0{i}-{name}" for i, name in enumerate(names)], names)
    for path in FORMS:
        check_page(site.get(path))
    assert html.escape(names[0]) in site.get("/") and "<img" not in site.get("/")
    for group in ("files/", "zoo/00-"):
        answered = site.post("/compare", data={"first": f"{group}{names[0]}", "second": f"files/{names[1]}"})
        page = site.get(answered.headers["hx-redirect"])
        assert "<img" not in page and html.escape(names[0]) in page


# -- uploads -------------------------------------------------------------------------------------------------------------------


def sent(folder: Path, *more: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    """A folder's files, as a browser sends them."""
    files = [(f"{folder.name}/{file.name}", file.read_bytes()) for file in sorted(folder.iterdir())]
    return [("files", one) for one in (*files, *more)]


def test_an_upload_is_checked_listed_asked_and_removed(make: Callable[..., Site], random_diff: Callable[..., WeightDiff],
                                                       tmp_path: Path) -> None:
    site = make()
    save_peft(random_diff(site.base, 4), tmp_path / "my-lora")
    took = site.post("/uploads", files=sent(tmp_path / "my-lora"))
    where = took.headers["hx-redirect"]
    [upload] = site.house.catalog.uploads.all()
    assert where == f"/ask?diff=uploads/{upload.id}" and f'value="uploads/{upload.id}" selected>my-lora' in site.get(where)
    assert "my-lora" in site.get("/") and f'hx-post="/uploads/{upload.id}/remove"' in site.get("/")
    answered = site.post("/ask", data={"diff": f"uploads/{upload.id}", "question": "How?"})
    assert "Done" in words(site.events(answered.text)[-1])
    assert site.post(f"/uploads/{upload.id}/remove").headers["hx-redirect"] == "/"
    assert site.house.catalog.uploads.all() == [] and "There is no fine-tune yet" in site.get("/")
    assert "Done" in words(site.get(f"/jobs/{site.job(answered).id}"))  # its answer is still there


def test_an_upload_that_is_refused_says_why_and_leaves_nothing(
        make: Callable[..., Site], random_diff: Callable[..., WeightDiff], tmp_path: Path) -> None:
    site = make()
    save_peft(random_diff(site.base, 4), tmp_path / "lora")
    for files, why in (([("files", ("lora/adapter_config.json", b"{}"))], "adapter_config.json"),
                       ([("files", ("<script>.json", b"{}"))], "a file named '<script>.json'; expected letters"),
                       (sent(tmp_path / "lora", ("lora/run.py", b"")), "a file named 'lora/run.py'"),
                       ([("other", (None, b"x"))], "no file was sent; choose the files of a fine-tune")):
        refused = site.post("/uploads", files=files)
        assert refused.status_code == 400 and why in alert(refused.text), refused.text
        assert "<script" not in refused.text
        assert not [*(tmp_path / "uploads").glob("*/*")] and site.house.catalog.uploads.all() == []


def test_a_look_for_unused_uploads_that_fails_is_not_the_last_and_hinders_no_end(
        make: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    looked: list[object] = []

    def sweep(self: Uploads, needed: object) -> None:
        looked.append(needed)
        raise OSError("the disk is gone")

    monkeypatch.setattr(app, "SWEEP", 0.01)
    monkeypatch.setattr(Uploads, "sweep", sweep)
    site = make()
    end = time.monotonic() + 10
    while len(looked) < 2:
        assert time.monotonic() < end
        time.sleep(0.01)
    site.browser.__exit__(None, None, None)
    with pytest.raises(Busy, match="the service has ended"):
        site.house.service.submit(Warm())
    assert "the disk is gone" in caplog.text


# -- who may -------------------------------------------------------------------------------------------------------------------


def test_a_token_lets_in_and_nothing_else_does(make: Callable[..., Site]) -> None:
    site = make(("00-identity-dirlum",), token="a-token-of-some-length")
    assert site.browser.get("/").headers["location"] == "/login"
    page = site.get("/login")
    check_page(page)
    assert "identity" not in page and 'aria-label="Main"' not in page and 'name="token" type="password"' in page
    assert "/api/docs" not in page
    for wrong in ("", "a-token-of-some-lengt", "a-token-of-some-length-2", "ä"):
        refused = site.browser.post("/login", data={"token": wrong})
        assert refused.status_code == 401 and "That is not the token" in alert(refused.text)
        assert "set-cookie" not in refused.headers
    let = site.browser.post("/login", data={"token": "a-token-of-some-length"})
    assert (let.status_code, let.headers["location"]) == (303, "/") and "HttpOnly; SameSite=Strict" in let.headers["set-cookie"]
    assert "identity dirlum" in site.get("/") and "/api/docs" in site.get("/")
    assert site.browser.get("/login").headers["location"] == "/"
    assert site.post("/compare", data={"first": "", "second": ""}).status_code == 400


def test_what_comes_from_no_page_of_ours_is_refused(site: Site) -> None:
    for path in ("/ask", "/audit", "/triggers", "/compare", "/uploads", "/uploads/0123456789abcdef/remove", "/jobs/x/cancel"):
        for csrf in ("", "x"):
            assert site.post(path, csrf=csrf, data={"diff": "files/mine"}).status_code == 403
    assert not any(site.house.service.numbers().values())


def test_what_is_not_there(site: Site) -> None:
    for path in ("/nothing", "/jobs/nothing", "/jobs/nothing/report", f"/{MARKUP}"):
        missed = site.browser.get(path)
        assert missed.status_code == 404
        check_page(missed.text)
        assert "There is no such page here" in alert(missed.text)
        assert "<html" not in site.browser.get(path, headers=HX).text
    assert site.browser.get("/uploads").status_code == 405 and "<html" not in site.browser.get("/static/nothing").text
    assert "error" in site.browser.get("/api/nothing").json()


def test_the_reader_in_use_is_marked(make: Callable[..., Site], random_diff: Callable[..., WeightDiff], tmp_path: Path) -> None:
    site = make()
    assert "is not loaded yet" in words(site.get("/readers"))
    save_peft(random_diff(site.base, 9, rank=4), tmp_path / "readers" / "mine <b>")
    adapter = load_diff(tmp_path / "readers" / "mine <b>", site.base)
    site.house.service.desk.__dict__["reader"] = Reader(site.base, adapter)
    page = site.get("/readers")
    assert re.search(r'mine &lt;b&gt; <span class="badge done">in use</span>', page) and page.count("in use</span>") == 1
    assert adapter.fingerprint() in page and "smollm2-135m" in page
