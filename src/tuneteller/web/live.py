"""The live part of a page: the present state of a job as HTML, again whenever it changes, until it is over.

Each message holds all there is to see, so that a connection that is lost and comes back misses nothing, and one that is slow
gets fewer.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from typing import Any

from tuneteller.service.jobs import Job
from tuneteller.service.service import Service

EVERY = 0.25
"""Seconds between two messages at least."""

BEAT = 15.0
"""Seconds after which something is sent at the latest."""

GRACE = 10.0
"""Seconds in which somebody has to follow a job that is not kept; it is cancelled where nobody does."""

OVER = "event: over\ndata: over\n\n"


async def follow(jobs: Sequence[Job], every: float = EVERY, beat: float = BEAT) -> AsyncIterator[None]:
    """As `Job.follow`, of several: at once, whenever one has changed, and now and then; the last time when all are over."""
    news = asyncio.Event()

    async def hear(job: Job) -> None:
        async for _ in job.follow(beat=beat):
            news.set()

    hearing = [asyncio.create_task(hear(job)) for job in jobs]
    try:
        while True:
            news.clear()
            over = all(job.over for job in jobs)
            yield
            if over:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), beat)
            await asyncio.sleep(every)
    finally:
        for task in hearing:
            task.cancel()
        await asyncio.gather(*hearing, return_exceptions=True)


async def stream(service: Service[Any], jobs: Sequence[Job], show: Callable[[], str]) -> AsyncIterator[str]:
    """Server-sent events, each with what `show` gives; those that are not kept end with the last who follows them."""
    try:
        last = None
        async for _ in follow(jobs):
            shown = show()
            yield message(shown) if shown != last else ": beat\n\n"
            last = shown
        yield OVER
    finally:
        for job in jobs:
            leave(service, job)


def leave(service: Service[Any], job: Job) -> None:
    """See to it that a job which is not kept does not go on for nobody."""
    def look() -> None:
        if not job.over and not job.followed:
            service.cancel(job)

    if not job.work.kept and not job.over:
        asyncio.get_running_loop().call_later(GRACE, look)


def message(text: str) -> str:
    """A text as one event."""
    return "".join(f"data: {line}\n" for line in text.strip("\n").split("\n")) + "\n"
