"""Health, and numbers for Prometheus."""

from __future__ import annotations

import time
from collections.abc import Iterator

from fastapi import APIRouter, FastAPI, Request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import Response

from tuneteller.service.jobs import RUNNING, WAITING, Job
from tuneteller.web.app import House
from tuneteller.web.programs import Served

SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800)
"""Bounds of the histograms."""

router = APIRouter(tags=["for those who watch over the server"])


def add_handlers(app: FastAPI) -> None:
    """Count the jobs from now on. Each application counts for itself."""
    house: House = app.state.house
    registry = app.state.metrics = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Now(house))
    ended = Counter("tuneteller_jobs", "Jobs that are over.", ("kind", "state"), registry=registry)
    waited = Histogram("tuneteller_job_wait_seconds", "From a job's request to its begin.", ("kind",), buckets=SECONDS,
                       registry=registry)
    took = Histogram("tuneteller_job_seconds", "From a job's begin to its end.", ("kind",), buckets=SECONDS, registry=registry)

    def count(job: Job) -> None:
        kind = job.work.kind
        ended.labels(kind, job.state).inc()
        if job.begun:
            waited.labels(kind).observe(max(0.0, job.begun - job.created))
            took.labels(kind).observe(max(0.0, job.ended - job.begun))

    house.service.listeners.append(count)


@router.get("/health", summary="Whether the server answers")
def health(house: Served) -> dict[str, str | bool]:
    """Open to all; `loaded` tells whether base model and reader are there, which the first request waits for."""
    return {"status": "ok", "loaded": house.service.desk.loaded}


@router.get("/metrics", summary="Numbers for Prometheus", response_class=Response)
def metrics(request: Request) -> Response:
    """Jobs that wait, run and ended, how long they took, memory, and what uploads take, in Prometheus' text format."""
    return Response(generate_latest(request.app.state.metrics), media_type="text/plain; version=0.0.4")


class _Now(Collector):
    """What is so at the moment."""

    def __init__(self, house: House) -> None:
        self._house, self._since = house, time.monotonic()

    def collect(self) -> Iterator[Metric]:
        service, uploads = self._house.service, self._house.catalog.uploads
        numbers = service.numbers()
        yield GaugeMetricFamily("tuneteller_jobs_waiting", "Jobs in the line.", numbers[WAITING])
        yield GaugeMetricFamily("tuneteller_jobs_running", "Jobs that are being done.", numbers[RUNNING])
        yield GaugeMetricFamily("tuneteller_loaded", "Whether base model and reader are there.", service.desk.loaded)
        yield GaugeMetricFamily("tuneteller_uploads_bytes", "What uploads take on the disk.", uploads.taken())
        yield GaugeMetricFamily("tuneteller_uptime_seconds", "Since the server began.", time.monotonic() - self._since)
