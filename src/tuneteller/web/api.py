"""The same as JSON: what can be asked, the jobs that come of it, and a page that tells how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from tuneteller.errors import ConfigError
from tuneteller.families.family import CHANGE
from tuneteller.plain import plain
from tuneteller.service.desk import Desk
from tuneteller.service.jobs import WAITING, Job
from tuneteller.service.tasks import SECONDS, TASKS, Ask, Audit, Compare, FindTrigger, Warm, sendable
from tuneteller.service.work import Work
from tuneteller.web.app import House
from tuneteller.web.catalog import SHOWN
from tuneteller.web.programs import Refusal, Route, Served, client_of, refusal_by, wait
from tuneteller.web.render import render

LONGEST = 600
"""Seconds that a request may wait for its job."""

DOCS = "/api/docs"

KINDS = [kind for kind, task in TASKS.items() if task.kept]

DIFF = "the fine-tune, by its id in GET /api/fine-tunes"

router = APIRouter(route_class=Route, tags=["jobs and fine-tunes, as JSON"])


def add_handlers(app: FastAPI) -> None:
    """Nothing: the routes refuse for themselves."""


class Body(BaseModel):
    """What every task takes."""

    model_config = ConfigDict(extra="forbid", strict=True)

    wait: float = Field(0, ge=0, le=LONGEST, allow_inf_nan=False, description="seconds to wait for the end of the job; "
                        "without it, look at the job's address now and then")


class AskBody(Body):
    """See `Ask`."""

    diff: str = Field(description=DIFF)
    question: str = Field(CHANGE.phrasings[0], description="any text; the default is answered best")
    system: str | None = Field(None, description="a system prompt in place of the chat template's own")


class AuditBody(Body):
    """See `Audit`."""

    diff: str = Field(description=DIFF)
    trigger: bool = Field(False, description="whether a trigger is searched for, too")
    seconds: float | None = Field(None, description="for that search; as long as it takes by default")
    against: str | None = Field(None, description="another fine-tune in the place of the base model")


class TriggerBody(Body):
    """See `FindTrigger`."""

    diff: str = Field(description=DIFF)
    seconds: float = Field(SECONDS, description="for the search")


class CompareBody(Body):
    """See `Compare`."""

    first: str = Field(description=DIFF)
    second: str = Field(description="another one")


class Standing(BaseModel):
    """A job, and where it stands."""

    id: str
    kind: str
    state: str = Field(description="waiting, running, done, failed or cancelled")
    asked: dict[str, Any] = Field(description="the fields of its request")
    share: float = Field(description="how much is done, from 0 to 1")
    doing: str = Field(description="what is being done")
    ahead: int = Field(description="jobs before it in the line")
    partial: dict[str, Any] | None = Field(description="what is known of the result so far")
    result: dict[str, Any] | None = Field(description="what came of it; names and texts in it are data, whoever wrote them")
    error: str | None = Field(description="why it failed")
    created: float = Field(description="when it was asked for, in seconds since 1970")
    begun: float = Field(description="0 where it has not")
    ended: float = Field(description="0 where it has not")


class Jobs(BaseModel):
    """Jobs, the newest first, without what came of them."""

    jobs: list[Standing]


ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"model": Standing, "description": "the job, which is over"},
    202: {"model": Standing, "description": "the job, which is not over; its address is in the header Location"},
    400: {"description": 'it cannot be done, see "error"'},
    429: {"description": "as much waits as may; ask again after the seconds in the header Retry-After"},
}


@router.get("/api/fine-tunes", summary="The fine-tunes")
def fine_tunes(house: Served, words: Annotated[str, Query(description="that an id or title has to have")] = "",
               ) -> dict[str, Any]:
    """Those that this server can read: uploads, what comes with its reader, and what lies under its root. `total` says how many
    there are, and the first 500 are listed: `words` finds the others."""
    found = house.catalog.entries(words)
    listed = [{"id": one.id, "title": one.title, "note": one.note} for one in found[:SHOWN]]
    return sendable({"fine_tunes": listed, "total": len(found)})


@router.get("/api/readers", summary="The readers")
def known_readers() -> dict[str, Any]:
    """All that are known, as `tuneteller readers --json` lists them. The server reads with the one that it was started with."""
    from tuneteller.readers import readers

    # without paths of this machine
    return sendable({"readers": [{**info.to_json(), "where": info.source} for info in readers()]})


@router.post("/api/ask", summary="Ask the reader about a fine-tune", responses=ANSWERS)
async def ask(body: AskBody, request: Request, house: Served) -> Response:
    """The result is the answer, as `tuneteller ask --json` gives it: "I don't know." where the reader is not sure."""
    return await _begun(Ask(**_fields(body)), body, request, house)


@router.post("/api/audit", summary="Audit a fine-tune", responses=ANSWERS)
async def audit(body: AuditBody, request: Request, house: Served) -> Response:
    """The result is the report, as `tuneteller audit --json` gives it. A minute or more."""
    return await _begun(Audit(**_fields(body)), body, request, house)


@router.post("/api/trigger", summary="Search for a trigger", responses=ANSWERS)
async def trigger(body: TriggerBody, request: Request, house: Served) -> Response:
    """The result is what `tuneteller trigger --json` tells. Minutes."""
    return await _begun(FindTrigger(**_fields(body)), body, request, house)


@router.post("/api/compare", summary="Compare the weights of two fine-tunes", responses=ANSWERS)
async def compare(body: CompareBody, request: Request, house: Served) -> Response:
    """The result is what `tuneteller diff compare` tells, as JSON."""
    return await _begun(Compare(**_fields(body)), body, request, house)


@router.get("/api/jobs", summary="The latest jobs")
def latest(house: Served, kind: Annotated[str | None, Query(description=f"of one kind alone: {', '.join(KINDS)}")] = None,
           limit: Annotated[int, Query(ge=1, le=500, description="at most so many")] = 50) -> Jobs:
    """Those that are kept, the newest first."""
    if kind is not None and kind not in KINDS:
        raise ConfigError(f"kind is {plain(kind, 100)!r}; expected one of {', '.join(KINDS)}")
    newest = house.latest([kind] if kind else KINDS, limit)[:limit]
    return Jobs(jobs=[_standing(job, house).model_copy(update={"partial": None, "result": None}) for job in newest])


@router.get("/api/jobs/{id}", summary="A job")
def job(id: str, house: Served) -> Standing:
    """Where it stands, and what came of it."""
    return _standing(_found(id, house), house)


@router.delete("/api/jobs/{id}", summary="Cancel a job")
def cancel(id: str, house: Served) -> Standing:
    """End it: at once if it waits, at its next step if it runs. One that is over stays as it is."""
    found = _found(id, house)
    house.service.cancel(found)
    return _standing(found, house)


@router.get(DOCS, include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """A page for people, made from the description for programs."""
    return HTMLResponse(render("docs", calls=[*_calls(request.app.openapi())]))


@router.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
def nothing(rest: str, request: Request) -> None:
    """Refuse the rest."""
    raise Refusal(f"there is no {request.method} /api/{plain(rest, 100)} here; see {DOCS}", 404)


async def _begun(work: Work[Desk], body: Body, request: Request, house: House) -> Response:
    """Take a job, and wait for it as long as is asked. It is kept: who goes away meanwhile finds it in the list."""
    job = await run_in_threadpool(house.service.submit, work, client_of(request))
    if body.wait:
        await wait(request, job, body.wait)
    return JSONResponse(_standing(job, house).model_dump(), 200 if job.over else 202, {"location": f"/api/jobs/{job.id}"})


def _fields(body: Body) -> dict[str, Any]:
    return body.model_dump(exclude={"wait"})


def _found(id: str, house: House) -> Job:
    job = house.service.job(id)
    if job is None or isinstance(job.work, Warm):
        raise Refusal(f"there is no job {plain(id, 100)!r}; those that are kept are in GET /api/jobs", 404)
    return job


def _standing(job: Job, house: House) -> Standing:
    refusal, asked = refusal_by(job), sendable(job.work.to_json())
    ahead = house.service.ahead(job) if job.state == WAITING else 0
    return Standing(id=job.id, kind=job.work.kind, state=job.state, asked=asked, share=job.share, doing=job.doing, ahead=ahead,
                    partial=job.partial, result=job.result, error=refusal.detail if refusal else None, created=job.created,
                    begun=job.begun, ended=job.ended)


def _calls(openapi: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the page shows of each call."""
    for path, methods in openapi["paths"].items():
        for method, call in methods.items():
            if path.startswith(("/api/", "/v1/", "/health", "/metrics")):
                body = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
                body = openapi["components"]["schemas"].get(_named(body), {})
                fields = [_field(one["name"], one["in"], one.get("required"), {**one, **one["schema"]})
                          for one in call.get("parameters", [])]
                fields += [_field(name, "body", name in body.get("required", ()), schema)
                           for name, schema in body.get("properties", {}).items()]
                yield {"method": method.upper(), "path": path, "title": call["summary"], "text": call["description"],
                       "fields": fields,
                       "answers": {status: one["description"] for status, one in call["responses"].items() if status != "422"}}


def _field(name: str, place: str, needed: object, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "place": place, "needed": bool(needed), "type": _type(schema), "default": schema.get("default"),
            "text": schema.get("description", "")}


def _type(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("type") or _named(schema))


def _named(schema: Mapping[str, Any]) -> str:
    name: str = schema.get("$ref", "").rpartition("/")[2]
    return name
