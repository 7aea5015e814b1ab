"""The pages in a real browser: asked, audited, refused, cut off, by mouse and by keyboard, narrow and wide, light and dark."""

import re
import select
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tuneteller.audit import auditor, effects
from tuneteller.audit.report import CONFIRMED, Finding
from tuneteller.families.family import CHANGE
from tuneteller.plain import plain

from ..audit.test_browser import CHROMIUM, FAULTS, QUIET

sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install 'tuneteller[dev]'")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: pip install 'tuneteller[dev]'")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")

PAGES = ("/", "/ask?diff=files%2Ffirst", "/audit", "/triggers", "/compare", "/readers", "/jobs", "/api/docs", "/nothing")
MARKUP = "<script>ran=1</script><img src=x onerror=ran=1>"
ANSWER = ".reader .answer"

REFUSES = Finding(f"I say {MARKUP}.", "phrase", MARKUP, 0.9, ("reader",), 3.0, None, CONFIRMED, f"It says {MARKUP}.", 5, 6)

Site = Any
Page = Any


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Page]]:
    """`open(url, width=…, scheme=…)`: a page that must fetch nothing from elsewhere, and run nothing but our scripts."""
    contexts, wrong = [], list[str]()

    def opened(url: str, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(90_000)  # for machines that do much else
        own = re.match(r"http://[^/]+/", url)[0]
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((own, "data:")) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("dialog", lambda dialog: wrong.append(dialog.message) if dialog.type != "confirm" else None)
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            assert not page.evaluate("() => window.ran")
        context.close()
    assert wrong == []


class Proxy:
    """Between browser and server: its connections can be cut, and none be made for a while."""

    def __init__(self, url: str) -> None:
        self._to = ("127.0.0.1", int(url.rpartition(":")[2]))
        self._at = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._at.getsockname()[1]}"
        self.cut, self._open = threading.Event(), set[socket.socket]()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._at.accept()
            except OSError:
                return
            if self.cut.is_set():
                here.close()
                continue
            there = socket.create_connection(self._to)
            self._open |= {here, there}
            threading.Thread(target=self._pass, args=(here, there), daemon=True).start()

    def _pass(self, here: socket.socket, there: socket.socket) -> None:
        try:
            while True:
                for ready in select.select([here, there], [], [], 30)[0]:
                    data = ready.recv(65536)
                    if not data:
                        return
                    (there if ready is here else here).sendall(data)
        except (OSError, ValueError):
            return
        finally:
            here.close()
            there.close()

    def drop(self) -> None:
        """Cut all connections, and make none until `cut` is cleared."""
        self.cut.set()
        for one in [*self._open]:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def close(self) -> None:
        self.drop()
        self._at.close()


def test_ask_from_the_list_to_the_answer(site: Callable[..., Site], open_page: Callable[..., Page]) -> None:
    here = site()
    page = open_page(f"{here.url}/")
    page.get_by_role("link", name="second", exact=True).click()
    page.get_by_role("button", name="Ask").click()
    page.wait_for_selector(ANSWER)
    page.wait_for_url(re.compile("/jobs/"))
    here.until(lambda: here.house.service.job(page.url.rpartition("/")[2]).over)  # until then the model is the service's
    answer = " ".join(plain(here.reader.ask(here.diffs["second"]).text, None).split())
    assert " ".join(page.inner_text(ANSWER).split()) == answer
    columns = page.locator(".column")
    page.get_by_role("link", name="Link to this answer").wait_for()
    assert columns.count() == 3 and re.search(r"/jobs/\w+", page.url)
    said = page.inner_text("#result")
    page.reload()
    assert " ".join(page.inner_text(ANSWER).split()) == answer and CHANGE.phrasings[0] in said


def test_an_audit_from_its_start_to_the_report(site: Callable[..., Site], open_page: Callable[..., Page],
                                               monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(effects, "REPLY_TOKENS", 3)
    monkeypatch.setattr(auditor, "findings", lambda *args, **kwargs: (REFUSES,))
    page = open_page(f"{site().url}/audit?diff=files%2Ffirst")
    page.get_by_role("button", name="Start the audit").click()
    page.wait_for_selector(".finding")
    assert "confirmed" in page.inner_text(".finding") and MARKUP in page.inner_text(".finding")
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON", exact=True).click()
    assert download.value.suggested_filename == "audit-of-first.json"
    page.get_by_role("link", name="Whole report").click()
    page.wait_for_load_state()
    assert page.url.endswith("/report") and MARKUP in page.inner_text("body")


def test_an_upload_that_is_refused_says_why_and_one_that_is_not_can_be_asked(
        site: Callable[..., Site], open_page: Callable[..., Page], tmp_path: Path) -> None:
    here = site()
    page = open_page(f"{here.url}/")
    (tmp_path / "notes.txt").write_text("no fine-tune")
    page.get_by_label("Files: drop them here").set_input_files(tmp_path / "notes.txt")
    page.get_by_role("button", name="Upload").click()
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "notes.txt" in alert.inner_text() and here.house.catalog.uploads.all() == []
    folder = tmp_path / "root" / "third"
    page.get_by_label("Files: drop them here").set_input_files([file for file in folder.iterdir()])
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url(re.compile(r"/ask\?diff=uploads"))
    page.get_by_role("button", name="Ask").click()
    page.wait_for_selector(ANSWER)
    page.goto(f"{here.url}/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Remove").wait_for(state="detached")
    assert here.house.catalog.uploads.all() == []


def test_a_folder_is_uploaded_whole(site: Callable[..., Site], open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page(f"{site().url}/", 360)
    shutil.copytree(tmp_path / "root" / "first", tmp_path / "my-lora")
    page.get_by_label("Or a whole folder").set_input_files(tmp_path / "my-lora")
    page.get_by_role("button", name="Upload").click()
    page.wait_for_url(re.compile("/ask"))
    assert page.locator("#diff option:checked").inner_text() == "my-lora"


def test_a_search_that_is_cancelled_ends(site: Callable[..., Site], open_page: Callable[..., Page]) -> None:
    go = threading.Event()
    try:
        page = open_page(f"{site(load=lambda: go.wait(60) and None).url}/triggers?diff=files%2Ffirst", 360)
        page.get_by_role("button", name="Start the search").click()
        page.wait_for_url(re.compile("/jobs/"))
        page.get_by_role("button", name="Cancel").click()
        page.get_by_text("It is being cancelled").wait_for()
        go.set()
        page.get_by_text(re.compile("Cancelled")).wait_for()
        page.get_by_role("button", name="Cancel").wait_for(state="detached")
        assert page.evaluate(FAULTS) == []
    finally:
        go.set()


def test_what_a_model_says_is_text(site: Callable[..., Site], open_page: Callable[..., Page],
                                   taught: Callable[..., Any], tiny: Any) -> None:
    here = site(more={"evil": taught(tiny, MARKUP, steps=80)})
    page = open_page(f"{here.url}/ask?diff=files%2Fevil")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("link", name="Link to this answer").wait_for()
    assert "<script>ran=1" in page.inner_text("#result") and page.locator("#result img, #result script").count() == 0


def test_by_keyboard_alone(site: Callable[..., Site], open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site().url}/")

    def tab_to(so: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            here = page.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
                return {text: e.textContent.trim(), id: e.id, seen: s.outlineStyle !== 'none' || s.boxShadow !== 'none'} }""")
            assert here["seen"], here
            if so in (here["text"], here["id"]):
                return
        raise AssertionError(f"{so} is not reached by Tab")

    tab_to("Skip to the content")
    page.keyboard.press("Enter")
    tab_to("first")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/ask"))
    tab_to("guess")
    page.keyboard.press("Space")
    tab_to("Ask")
    page.keyboard.press("Enter")
    page.wait_for_selector(ANSWER)
    assert "guess=1" in page.url


def test_a_connection_that_is_lost_comes_back(site: Callable[..., Site], open_page: Callable[..., Page]) -> None:
    go = threading.Event()
    here = site(load=lambda: go.wait(60) and None)
    proxy = Proxy(here.url)
    try:
        page = open_page(f"{proxy.url}/compare?first=files%2Ffirst&second=files%2Fsecond")
        with page.expect_response(re.compile("/events")):  # there is a connection to be lost
            page.get_by_role("button", name="Compare").click()
        page.get_by_role("button", name="Cancel").wait_for()
        proxy.drop()
        go.set()
        job = here.house.service.job(page.url.rpartition("/")[2])
        here.until(lambda: here.house.service.job(job.id).over)
        assert page.get_by_text("q_proj").count() == 0  # it ended while nobody could hear
        proxy.cut.clear()
        page.get_by_text("q_proj").first.wait_for()
    finally:
        go.set()
        proxy.close()


def test_a_page_is_live_however_late_its_scripts_come(site: Callable[..., Site], open_page: Callable[..., Page]) -> None:
    """Each of the two late: what one of them has passed over nothing would bring to life."""
    go = threading.Event()
    here = site(load=lambda: go.wait(60) and None)
    page = open_page(f"{here.url}/compare?first=files%2Ffirst&second=files%2Fsecond")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile("/jobs/"))
    try:
        for script in ("htmx.min.js", "hx-sse.min.js"):
            page.route(f"**/{script}", lambda route: (time.sleep(0.5), route.continue_()))
            with page.expect_response(re.compile("/events")) as events:
                page.reload()
            assert events.value.status == 200
            page.unroute(f"**/{script}")
        go.set()
        page.get_by_text("q_proj").first.wait_for()
    finally:
        go.set()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1600, "dark"), (360, "dark"), (1600, "light")])
def test_everybody_can_use_every_page_at_every_width(site: Callable[..., Site], open_page: Callable[..., Page], width: int,
                                                     scheme: str) -> None:
    here = site()
    page = open_page(f"{here.url}/ask?diff=files%2Ffirst", width, scheme)
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("link", name="Link to this answer").wait_for()
    for path in (page.url.removeprefix(here.url), *PAGES):
        page.goto(f"{here.url}{path}")
        faults = page.evaluate(FAULTS)
        if "/jobs/" in path or path == "/api/docs":  # a random model's words, and options, may be broken
            faults = [fault for fault in faults if not fault.startswith("broken")]
        assert faults == [], path
        assert page.locator("h1").count() == 1, path
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == [], path


def test_motion_is_reduced_where_it_is_asked_for(site: Callable[..., Site], browser: Any) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site().url}/")
    moving = page.evaluate("""() => [...document.querySelectorAll('*')].map(e => getComputedStyle(e))
        .filter(s => s.animationName !== 'none' || parseFloat(s.transitionDuration) > .01).length""")
    assert moving == 0
    context.close()
