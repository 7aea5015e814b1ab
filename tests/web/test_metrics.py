"""Health and numbers, read as Prometheus reads them."""

from collections.abc import Callable
from typing import Any

import httpx2 as httpx
from prometheus_client.parser import text_string_to_metric_families

from .running import Site

TOKEN = "a-token-of-some-length"


def numbers(site: Site) -> dict[tuple[str, ...], float]:
    """Name and labels of each, and its value."""
    answer = httpx.get(f"{site.url}/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "set-cookie" not in answer.headers
    return {(sample.name, *sample.labels.values()): sample.value for family in text_string_to_metric_families(answer.text)
            for sample in family.samples}


def test_counts_rise(site: Callable[..., Site]) -> None:
    here = site(token=TOKEN)
    before = numbers(here)
    assert before["tuneteller_jobs_waiting",] == before["tuneteller_jobs_running",] == before["tuneteller_loaded",] == 0
    assert before["process_resident_memory_bytes",] > 1e7 and before["tuneteller_uptime_seconds",] >= 0
    assert before["tuneteller_uploads_bytes",] == 0 and not any(name[0].startswith("tuneteller_job") and "total" in name[0]
                                                                for name in before)

    def post(path: str, body: dict[str, Any]) -> None:
        httpx.post(here.url + path, json=body, headers={"authorization": f"Bearer {TOKEN}"}, timeout=60)

    compare, talk = {"first": "files/first", "second": "files/second", "wait": 60}, [{"role": "user", "content": "Hello"}]
    post("/api/compare", compare)
    post("/api/compare", compare)
    post("/api/ask", {"diff": "files/first", "wait": 60})
    post("/v1/chat/completions", {"model": "base", "messages": talk, "max_tokens": 2})
    post("/v1/chat/completions", {"model": "base", "messages": [{"role": "user", "content": "Zebra? " * 400}]})
    folder = here.house.catalog.uploads.folder
    folder.mkdir()
    (folder / "part").write_bytes(b"x" * 100)
    here.until(lambda: numbers(here).get(("tuneteller_jobs_total", "say", "failed")))
    after = numbers(here)
    assert {name: value for name, value in after.items() if name[0] == "tuneteller_jobs_total"} == {
        ("tuneteller_jobs_total", "compare", "done"): 2, ("tuneteller_jobs_total", "ask", "done"): 1,
        ("tuneteller_jobs_total", "say", "done"): 1, ("tuneteller_jobs_total", "say", "failed"): 1}
    assert after["tuneteller_job_seconds_count", "compare"] == 2 and after["tuneteller_job_seconds_sum", "ask"] > 0
    assert after["tuneteller_job_wait_seconds_count", "compare"] == 2
    assert after["tuneteller_job_seconds_bucket", "compare", "+Inf"] == 2
    assert after["tuneteller_uploads_bytes",] == 100 and after["tuneteller_loaded",] == 1
    assert after["tuneteller_uptime_seconds",] > before["tuneteller_uptime_seconds",]


def test_health_is_open_and_numbers_are_not(site: Callable[..., Site]) -> None:
    here = site(token=TOKEN)
    assert httpx.get(f"{here.url}/health").json() == {"status": "ok", "loaded": False}
    assert here.reader and httpx.get(f"{here.url}/health").json() == {"status": "ok", "loaded": True}
    for headers in ({}, {"authorization": "Bearer x"}):
        refused = httpx.get(f"{here.url}/metrics", headers=headers)
        assert refused.status_code == 401 and "Bearer" in refused.text


def test_each_application_counts_for_itself(site: Callable[..., Site]) -> None:
    here = site()
    assert httpx.get(f"{here.url}/metrics").status_code == 200  # no token, nobody else reaches it
    httpx.post(f"{here.url}/api/compare", json={"first": "base", "second": "files/first", "wait": 60}, timeout=60)
    from prometheus_client import REGISTRY

    assert not any(metric.name.startswith("tuneteller") for metric in REGISTRY.collect())
