"""The page of a report as a browser shows and prints it: nothing is fetched, nothing runs, and all of it can be read."""

import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tuneteller.audit.page import page
from tuneteller.audit.report import Report
from tuneteller.plain import printable

sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install 'tuneteller[dev]'")

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")

QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")
WIDTHS = (360, 1600)
A4 = 718  # pixels between margins of 1 cm

ATTACKS = (
    "<script>window.ran = 1; alert(1)</script>", "<img src=http://x.test/p.png onerror=alert(1)>", "<svg/onload=alert(1)>",
    "<meta http-equiv=refresh content='0;url=http://x.test'>", "<base href=http://x.test/>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "</style><link rel=stylesheet href=http://x.test/a.css>", "}</style><style>body { background: url(http://x.test/b.png) }",
    "</title><script src=http://x.test/a.js></script>", '"><details open ontoggle=alert(1)>',
    "' autofocus onfocus=alert(1) x='", "--><a href=javascript:alert(1)>x</a><!--",
)

FAULTS = """() => {
  const faults = [], lines = [];
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => colour.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = numbers(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const over = document.scrollingElement.scrollWidth - innerWidth;
  if (over > 0) faults.push(`the page is ${over} pixels too wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement, said = node.data.trim().slice(0, 40);
    if (!said || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(box => box.width > .5);
    if (!boxes.length) faults.push(`no size: ${said}`);
    let [left, right] = [0, innerWidth];
    for (let outer = element; outer !== document.body; outer = outer.parentElement) {
      if (getComputedStyle(outer).overflowX === 'visible') continue;
      const box = outer.getBoundingClientRect();
      [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    }
    for (const box of boxes) {
      if (box.left < left - 1 || box.right > right + 1) faults.push(`cut: ${said}`);
      lines.push({box, node, said});
    }
    for (const word of node.data.matchAll(/(?<!\\S)[-+(]*[^\\s/-]{1,15}(?!\\S)/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (range.getClientRects().length > 1) faults.push(`broken: ${word[0]} of ${said}`);
    }
    if (parseFloat(style.fontSize) < 12) faults.push(`${style.fontSize}: ${said}`);
    const [dark, bright] = [light(numbers(style.color)), light(behind(element))].sort((a, b) => a - b);
    if ((bright + .05) / (dark + .05) < 4.5) faults.push(`faint, ${style.color} on ${behind(element)}: ${said}`);
  }
  lines.sort((a, b) => a.box.top - b.box.top);
  lines.forEach((a, i) => {
    for (let j = i + 1; j < lines.length && lines[j].box.top < a.box.bottom - 3; j++) {
      const b = lines[j], across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      if (a.node !== b.node && across > 1) faults.push(`${a.said} lies over ${b.said}`);
    }
  });
  return faults;
}"""
"""What is wrong with the texts that are seen: cut, broken amid a word, small, faint (below WCAG's 4.5), one over another."""

Show = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests, with a profile of its own that is empty."""
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@contextmanager
def shown(browser: Any, path: Path, reports: list[Report], width: int = 1600, scheme: str = "light") -> Iterator[Any]:
    """The page in a window of that width. Afterwards it must have asked for its own file alone, and nothing in it have run."""
    path.write_text(page(reports), encoding="utf-8")
    asked: list[str] = []
    ran: list[str] = []

    def refuse(dialog: Any) -> None:
        ran.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        tab = context.new_page()
        context.on("request", lambda request: asked.append(request.url))
        context.on("dialog", refuse)
        context.on("console", lambda message: ran.append(f"the console: {message.text}"))  # also of what the policy forbade
        context.on("weberror", lambda error: ran.append(f"an error: {error.error}"))
        context.on("page", lambda other: ran.append(f"a window: {other.url}"))
        tab.goto(path.as_uri())
        yield tab
        assert asked == [path.as_uri()] and tab.url.partition("#")[0] == path.as_uri()
        assert not ran and tab.evaluate("[document.scripts.length, window.ran ?? 0, frames.length]") == [0, 0, 0]


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Show:
    """`with show([report], width, scheme) as tab`: the page in the browser, see `shown`."""
    return lambda *of: shown(browser, tmp_path / "report.html", *of)


def open_all(tab: Any) -> None:
    """Opens every transcript, as a person does."""
    for summary in tab.locator("summary").all():
        summary.click()


def in_one_line(text: str | None) -> str:
    return " ".join((text or "").split())


# -- what it does -----------------------------------------------------------------------------------------------------


def test_hostile_texts_are_texts(show: Show, with_text: Callable[[str], Report], hostile: str) -> None:
    with show([with_text(hostile)], 360) as tab:
        open_all(tab)
        assert tab.evaluate(FAULTS) == []
        assert in_one_line(tab.locator("h1").inner_text()) == in_one_line("Audit of " + printable(hostile))


def test_attacks_are_texts(show: Show, with_text: Callable[[str], Report]) -> None:
    with show([with_text(text) for text in ATTACKS]) as tab:
        open_all(tab)
        tab.mouse.move(300, 300)
        tab.keyboard.press("Tab")
        for selector, times in (("h1", 1), (".lead", 1), ("h3", 4), (".exchange dd", 3)):
            said = [in_one_line(text) for text in tab.locator(selector).all_inner_texts()]
            assert all(sum(in_one_line(text) in one for one in said) >= times for text in ATTACKS), selector


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("n", [1, 3])
def test_every_link_leads_to_its_place(show: Show, report: Report, n: int, width: int) -> None:
    with show([report, replace(report, trigger=None, findings=(), where=()), report][:n], width) as tab:
        links = tab.locator("a:visible").all()
        assert {link.get_attribute("href") for link in links} == {link.get_attribute("href") for link in tab.locator("a").all()}
        for link in links:
            tab.evaluate("scrollTo(0, 0)")
            link.click()
            place = tab.locator(link.get_attribute("href"))
            assert tab.evaluate("location.hash") == link.get_attribute("href") and place.count() == 1
            top = place.bounding_box()["y"]
            at_end = tab.evaluate("scrollY + innerHeight >= document.scrollingElement.scrollHeight - 1")
            assert -1 <= top <= 1 or (at_end and 0 <= top < 800)


# -- how it looks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_all_of_it_can_be_read(show: Show, report: Report, width: int, scheme: str) -> None:
    with show(wide(report), width, scheme) as tab:
        assert not tab.locator(".exchange").first.is_visible()
        open_all(tab)
        assert tab.evaluate(FAULTS) == []
        names, labels = (tab.locator(f"{one}:visible").count() for one in ("thead", ".label"))
        assert bool(names) != bool(labels)  # the name of each column is seen once
        seen = in_one_line(tab.locator("main").inner_text())
        for text in ("runs/mine", "How are you?", "worse", "+0.8 (+0.7 to +0.9)", "25.0%", "replies with it", "Why? tea"):
            assert text in seen, text


def wide(report: Report) -> list[Report]:
    """The report, and one with as many findings as there may be and long numbers in every table."""
    where = tuple(replace(part, evidence=(-12.5,) * 6) for part in report.where)
    effects = tuple(replace(effect, what="share of replies in another language or script than the English of the messages",
                            base=replace(effect.base, mean=0.00853), finetune=replace(effect.finetune, mean=-0.00123),
                            difference=replace(effect.difference, mean=-0.00515, low=-0.00123, high=0.00123))
                    for effect in report.effects)
    return [report, replace(report, findings=(report.findings * 2)[:6], where=where, effects=effects)]


# -- printed ----------------------------------------------------------------------------------------------------------


def glyphs(pdf: bytes) -> int:
    """How many letters a PDF of Chromium's draws."""
    streams = (zlib.decompress(found) for found in re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", pdf, re.S))
    texts = (text for stream in streams if b"\nBT\n" in stream for text in re.findall(rb"<([0-9A-F]+)> ?Tj", stream))
    return sum(len(text) // 4 for text in texts)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_prints_with_its_transcripts(show: Show, report: Report, scheme: str) -> None:
    margins = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")
    with show(wide(report), A4, scheme) as tab:
        closed = tab.pdf(format="A4", margin=margins)
        tab.emulate_media(media="print")
        assert tab.evaluate(FAULTS) == []
        assert tab.locator(".exchange").first.is_visible() and not tab.locator("nav:visible").count()
        assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        open_all(tab)
        opened = tab.pdf(format="A4", margin=margins)
        tab.evaluate("document.querySelectorAll('details').forEach(one => one.remove())")
        without = tab.pdf(format="A4", margin=margins)
    assert closed.startswith(b"%PDF-") and len(re.findall(rb"/Type ?/Page\b", closed)) > 1
    assert glyphs(closed) == glyphs(opened) > glyphs(without) > 1000
