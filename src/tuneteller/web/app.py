"""The application: one service and its fine-tunes, behind the guard.

    app = create_app(House(service, store, catalog, keys, hosts))
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from importlib import resources

from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

import tuneteller
from tuneteller.service.desk import Desk
from tuneteller.service.jobs import Job
from tuneteller.service.service import Service
from tuneteller.service.store import Store
from tuneteller.web.catalog import Catalog
from tuneteller.web.guard import Guard, Keys

log = logging.getLogger(__name__)

SWEEP = 600.0
"""Seconds between two looks for uploads that nobody uses."""


@dataclass(frozen=True)
class House:
    """What the application serves.

    Attributes:
        service: does the jobs.
        store: where they are kept.
        catalog: the fine-tunes.
        keys: the sessions, and the server's token.
        hosts: names under which the server may be asked for; empty for any.
    """

    service: Service[Desk]
    store: Store
    catalog: Catalog
    keys: Keys
    hosts: frozenset[str]

    def latest(self, kinds: Iterable[str], n: int) -> list[Job]:
        """The latest n jobs of each of these kinds as they stand now, the newest of all first."""
        found = sorted((job for kind in kinds for job in self.store.latest(kind, n)), key=lambda job: job.created, reverse=True)
        return [job if job.over else self.service.job(job.id) or job for job in found]  # the disk has not how far it is


def create_app(house: House) -> FastAPI:
    """All that is served. The service is closed when the application ends."""
    from tuneteller.web import api, chat, metrics, pages

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(house))
        yield
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
        await asyncio.to_thread(house.service.close)

    app = FastAPI(title="TuneTeller", version=tuneteller.__version__, description=tuneteller.__doc__ or "", lifespan=life,
                  docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
                  middleware=[Middleware(Guard, keys=house.keys, hosts=house.hosts)])
    app.state.house = house
    app.mount("/static", StaticFiles(directory=str(resources.files(__package__) / "static")), name="static")
    for part in (pages, api, chat, metrics):
        app.include_router(part.router)
        part.add_handlers(app)
    return app


def house_of(request: Request) -> House:
    """What this application serves, as a dependency."""
    house: House = request.app.state.house
    return house


async def _sweep(house: House) -> None:
    """Remove uploads that nobody uses now and then, but for those that a job waits for."""
    def sweep() -> None:
        needed = {name.partition("/")[2] for job in house.store.unfinished() for name in job.work.to_json().values()
                  if isinstance(name, str) and name.startswith("uploads/")}
        house.catalog.uploads.sweep(needed)

    while True:
        try:
            await asyncio.to_thread(sweep)
        except Exception:  # such as of a full disk: the next one may do it
            log.exception("Uploads were not looked through.")
        await asyncio.sleep(SWEEP)
