"""What both protocols for programs share: how they refuse, how much they take in, and how they wait for a job."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.responses import Response
from starlette.types import Message, Receive

from tuneteller.errors import Busy, Cancelled, TuneTellerError
from tuneteller.plain import plain
from tuneteller.service.jobs import DONE, Job
from tuneteller.web.app import House, house_of

LARGEST = 1_000_000
"""Bytes of a request's body."""

RETRY = 5
"""Seconds after which it is worth to ask a busy server again."""

GONE = 499
"""The status, for nobody, where a client has left before its answer."""

FAILED = "the server failed; its log says why"

Served = Annotated[House, Depends(house_of)]

log = logging.getLogger(__name__)


class Refusal(HTTPException):
    """A request that is refused.

    Args:
        message: what was given, and what is expected.
        param: the field at fault.
        code: a word for programs.
    """

    def __init__(self, message: str, status: int = 400, param: str | None = None, code: str | None = None) -> None:
        message = message.encode("utf-8", "replace").decode()  # a name may hold halves of characters
        super().__init__(status, message, {"Retry-After": str(RETRY)} if status == 429 else None)
        self.param, self.code = param, code


class Route(APIRoute):
    """Refuses in its protocol's form, whatever the reason, and takes no body that is too large."""

    @staticmethod
    def said(refusal: Refusal) -> dict[str, Any]:
        """The body of a refusal."""
        return {"error": refusal.detail}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler, with what is said above around it."""
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                length = request.headers.get("content-length", "")
                if length.isdecimal() and int(length) > LARGEST:
                    raise _too_large()
                return await handle(Request(request.scope, _bounded(request.receive)))
            except Exception as error:
                refusal = refusal_of(error)
                return JSONResponse(self.said(refusal), refusal.status_code, refusal.headers)

        return handler


def refusal_of(error: Exception) -> Refusal:
    """What a client is told of an error: ours in full, and nothing of any other."""
    match error:
        case Refusal():
            return error
        case RequestValidationError():
            return _invalid(error)
        case AnyHTTPException():
            return Refusal(error.detail, error.status_code)
        case Busy():
            return Refusal(str(error), 429, code="rate_limit_exceeded")
        case Cancelled():
            return Refusal(str(error), 503)
        case TuneTellerError():
            return Refusal(str(error))
    log.error("A request failed.", exc_info=error)
    return Refusal(FAILED, 500)


def refusal_by(job: Job) -> Refusal | None:
    """What a client is told of a job that is over without a result."""
    if not job.over or job.state == DONE:
        return None
    # whoever did the job has logged an error that is not ours
    return refusal_of(job.error) if isinstance(job.error, TuneTellerError) else Refusal(
        FAILED if job.error else f"it is {job.state}", 500 if job.error else 400)


def client_of(request: Request, user: object = None) -> str:
    """A name for who asks, by which clients take turns: the address, and whom a program says that it asks for."""
    host = request.client.host if request.client else ""
    return f"{host} {plain(user, 100)}" if isinstance(user, str) and user else host


async def wait(request: Request, job: Job, seconds: float | None = None, enough: Callable[[], bool] = lambda: False) -> bool:
    """Wait until a job is over, there is enough of it, its client has gone, or so long; whether the client is still there.

    Args:
        request: whose body has been read.
    """
    async def heard() -> None:
        async for _ in job.follow():
            if enough():
                return

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    tasks = [asyncio.ensure_future(heard()), asyncio.ensure_future(gone())]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        return not tasks[1].done()
    finally:
        for task in tasks:
            task.cancel()


def _bounded(receive: Receive) -> Receive:
    """The same, until more has come than may: a body without a length is counted as it comes."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            raise _too_large()
        return message

    return bounded


def _too_large() -> Refusal:
    refusal = Refusal(f"the body has more than {LARGEST:,} bytes, as no request needs; send less", 413)
    refusal.headers = {"Connection": "close"}  # the rest of it is not waited for
    return refusal


def _invalid(error: RequestValidationError) -> Refusal:
    """The first thing that is wrong with a request."""
    first = error.errors()[0]
    where, kind = first["loc"], first["type"]
    if kind == "json_invalid":
        return Refusal(f"the body is no JSON ({first['ctx']['error']} at character {where[-1]})")
    name = plain(".".join(map(str, where[1:])), 200)
    if kind == "extra_forbidden":
        return Refusal(f"there is no field {name} here; leave it out", param=name)
    if kind == "missing":
        return Refusal(f"{name or 'the body'} is missing", param=name or None)
    return Refusal(f"{name or 'the body'} is {plain(repr(first['input']), 100)}; {first['msg']}", param=name or None)
