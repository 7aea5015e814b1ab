"""The pages in a browser: the policy forbids nothing that they need, and no text is cut, broken, faint or covered."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ..audit.test_browser import CHROMIUM, FAULTS, QUIET
from .conftest import Site

sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install 'tuneteller[dev]'")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")

PATHS = ("/", "/ask?diff=files/first", "/audit", "/triggers", "/compare", "/jobs", "/readers", "/nothing")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@contextmanager
def opened(browser: Any, width: int = 1600, scheme: str = "light") -> Iterator[Any]:
    """A tab in which nothing may be forbidden, fail or ask for anything elsewhere."""
    said: list[str] = []
    hosts: set[str] = set()
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        tab = context.new_page()
        context.on("console", lambda message: said.append(message.text))
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        yield tab
        assert not [text for text in said if "the server responded with a status of 40" not in text], said
        assert len(hosts) == 1


@pytest.mark.parametrize("width, scheme", [(360, "light"), (360, "dark"), (1600, "light"), (1600, "dark")])
def test_all_pages_can_be_read(site: Callable[..., Site], browser: Any, width: int, scheme: str) -> None:
    here = site()
    with opened(browser, width, scheme) as tab:
        for path in PATHS:
            tab.goto(here.url + path)
            assert tab.evaluate(FAULTS) == [], path


def test_upload_a_folder_be_refused_and_cancel(site: Callable[..., Site], browser: Any, tmp_path: Path) -> None:
    here = site()
    with opened(browser, 360) as tab:
        tab.goto(f"{here.url}/")
        (tmp_path / "run.py").write_text("")
        tab.set_input_files("#files", tmp_path / "run.py")
        tab.get_by_role("button", name="Upload").click()
        tab.get_by_role("alert").get_by_text("a file named 'run.py'").wait_for()
        assert tab.evaluate(FAULTS) == []
        shutil.copytree(tmp_path / "root" / "first", tmp_path / "my-lora")
        tab.goto(f"{here.url}/")
        tab.set_input_files("#folder", tmp_path / "my-lora")
        tab.get_by_role("button", name="Upload").click()
        tab.wait_for_url(re.compile("/ask"))
        assert tab.locator("#diff option:checked").inner_text() == "my-lora"
        tab.goto(f"{here.url}/triggers?diff=files/first")
        tab.locator("#seconds").fill("60")
        tab.get_by_role("button", name="Start the search").click()
        tab.wait_for_url(re.compile("/jobs/"))
        tab.get_by_role("button", name="Cancel").click()
        tab.get_by_text(re.compile("Cancelled")).wait_for()
        assert tab.evaluate(FAULTS) == []
