"""The pages: fine-tunes to choose from, what can be asked about them, and the jobs with what came of them.

A job's page shows its present state and follows it (see `live`); all other pages stand as they are sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import parse_qsl, quote

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from tuneteller.audit.forms import SUFFIXES, written
from tuneteller.audit.gate import Gate
from tuneteller.audit.stored import report_from_json
from tuneteller.errors import Busy, ConfigError, TuneTellerError
from tuneteller.families.family import CHANGE, slug
from tuneteller.plain import plain
from tuneteller.service.desk import BASE
from tuneteller.service.jobs import DONE, Job
from tuneteller.service.tasks import SECONDS, Ask, Audit, Compare, FindTrigger, Say
from tuneteller.web import guard, views
from tuneteller.web.app import House
from tuneteller.web.live import OVER, leave, message, stream
from tuneteller.web.programs import Served
from tuneteller.web.render import fragment, page, render
from tuneteller.web.shown import choice, grouped, names_of, shown_of, state_of, title_of, titles_of
from tuneteller.web.uploads import receive

LATEST = 30
"""Jobs of a kind that are listed."""

SAID = 40
"""Tokens of what base and fine-tune say themselves."""

BODY = 100_000
"""Bytes of a form."""

WAIT = 0.5
"""Seconds before an answer to a login."""

REPORT_POLICY = ("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                 "sandbox")
"""Of a report as a page: it has its own style in it, and may do nothing."""

MEDIA = {".html": "text/html", ".md": "text/markdown", ".json": "application/json", ".sarif": "application/json",
         ".xml": "application/xml"}


class PageRoute(APIRoute):
    """What is refused is said as a page, or in place where a part of one asks."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except TuneTellerError as error:
                return _refused(request, str(error), 503 if isinstance(error, Busy) else 400)

        return handled


router = APIRouter(route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse)


def add_handlers(app: FastAPI) -> None:
    """What is not there, and what may not be done, is said as a page; programs are answered as before."""
    before: Any = app.exception_handlers[HTTPException]

    async def said(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException) or request.url.path.startswith((*guard.FOR_PROGRAMS, "/static/")):
            answered: Response = await before(request, error)
            return answered
        text = {404: "There is no such page here. What it showed may have been removed.",
                405: "This page cannot be asked that way."}.get(error.status_code, str(error.detail))
        return _refused(request, text, error.status_code)

    app.add_exception_handler(HTTPException, said)


# -- fine-tunes --------------------------------------------------------------------------------------------------------------


@router.get("/")
def fine_tunes(request: Request, house: Served, words: str = "") -> Response:
    """All of them, or those with these words."""
    found = house.catalog.entries(words[:200])
    root = house.catalog.root
    return page(request, "fine_tunes", groups=grouped(found), words=words, n=len(found), root=root and str(root.path),
                most=house.catalog.uploads.most)


@router.get("/open")
async def open_path(request: Request, house: Served, path: str = "") -> Response:
    """Choose what lies under the root by its path."""
    if not path.strip():
        raise ConfigError("the path is empty; give that of a fine-tune's folder or file")
    name = f"files/{path.strip()}"
    await asyncio.to_thread(house.service.desk.check, name)
    return _go(request, f"/ask?diff={quote(name, safe='')}")


@router.post("/uploads")
async def upload(request: Request, house: Served) -> Response:
    """Take one in, if it is a fine-tune."""
    uploads = house.catalog.uploads
    sent = await receive(request, uploads)
    try:
        await asyncio.to_thread(house.service.desk.check, f"uploads/{sent.id}")
    except BaseException:
        await asyncio.to_thread(uploads.remove, sent.id)
        raise
    return _go(request, f"/ask?diff=uploads/{sent.id}")


@router.post("/uploads/{id}/remove")
def remove_upload(request: Request, house: Served, id: str) -> Response:
    """Forget one."""
    house.catalog.uploads.remove(id)
    return _go(request, "/")


# -- what can be asked -------------------------------------------------------------------------------------------------------


@router.get("/ask")
def ask_page(request: Request, house: Served, diff: str = "", question: str = "", guess: str = "") -> Response:
    """The form."""
    return page(request, "ask", **choice(house, diff), questions=_questions(), question=question or CHANGE.phrasings[0],
                guess=bool(guess), shown=None)


@router.post("/ask")
async def ask(request: Request, house: Served) -> Response:
    """Ask the reader, and beside it base and fine-tune themselves."""
    given = await _fields(request)
    diff, question, client = given.get("diff", ""), given.get("question", ""), _client(request)
    guess = bool(given.get("guess"))
    asked = Ask(diff, question)

    def submit() -> list[Job]:
        jobs: list[Job] = []
        asked.check(house.service.desk)
        try:
            for work in (*(Say(name, (("user", question),), SAID) for name in (BASE, diff)), asked):
                jobs.append(house.service.submit(work, client))
        except BaseException:
            for job in jobs:
                house.service.cancel(job)
            raise
        return jobs

    *beside, job = await asyncio.to_thread(submit)
    for one in beside:
        leave(house.service, one)
    shown = await asyncio.to_thread(shown_of, house, job, guess, beside)
    with views.readable():  # it may be over already
        return fragment("live", shown=shown, headers={"HX-Push-Url": f"/jobs/{job.id}{'?guess=1' * guess}"})


@router.get("/audit")
def audit_page(request: Request, house: Served, diff: str = "", against: str = "") -> Response:
    """The form."""
    return page(request, "audit", **choice(house, diff, against), seconds=SECONDS)


@router.post("/audit")
async def audit(request: Request, house: Served) -> Response:
    """Start one."""
    given = await _fields(request)
    trigger = bool(given.get("trigger"))
    return await _start(request, house, Audit(given.get("diff", ""), trigger, _seconds(given) if trigger else None,
                                              given.get("against") or None))


@router.get("/triggers")
def trigger_page(request: Request, house: Served, diff: str = "") -> Response:
    """The form."""
    return page(request, "triggers", **choice(house, diff), seconds=SECONDS)


@router.post("/triggers")
async def find_trigger(request: Request, house: Served) -> Response:
    """Start a search."""
    given = await _fields(request)
    seconds = _seconds(given)
    return await _start(request, house, FindTrigger(given.get("diff", ""), SECONDS if seconds is None else seconds))


@router.get("/compare")
def compare_page(request: Request, house: Served, first: str = "", second: str = "") -> Response:
    """The form."""
    return page(request, "compare", **choice(house, first, second))


@router.post("/compare")
async def compare(request: Request, house: Served) -> Response:
    """Compare two."""
    given = await _fields(request)
    return await _start(request, house, Compare(given.get("first", ""), given.get("second", "")))


# -- jobs --------------------------------------------------------------------------------------------------------------------


@router.get("/jobs")
def jobs_page(request: Request, house: Served) -> Response:
    """The latest of each kind."""
    found = house.latest([task.kind for task in (Ask, Audit, FindTrigger, Compare)], LATEST)
    titles = titles_of(house.catalog.entries())
    listed = [{"job": job, "what": [title_of(titles, name) for name in names_of(job)],
               "outcome": plain(views.outcome(job), 200)} for job in found]
    return page(request, "jobs", jobs=listed, live=any(not job.over for job in found))


@router.get("/jobs/{id}")
def job_page(request: Request, house: Served, id: str, guess: str = "") -> Response:
    """One, as it stands; while it is not over, the page follows it."""
    job, listed = _job(house, id), house.catalog.entries()
    shown = shown_of(house, job, bool(guess), listed=listed)
    with views.readable():
        if isinstance(job.work, Ask):
            return page(request, "ask", **choice(house, job.work.diff, refuse=False, listed=listed), questions=_questions(),
                        question=job.work.question, guess=bool(guess), shown=shown)
        return page(request, "job", shown=shown)


@router.get("/jobs/{id}/events")
def job_events(house: Served, id: str, guess: str = "", beside: Annotated[Sequence[str], Query()] = ()) -> Response:
    """The state of a job as it changes, and of those that are shown beside it."""
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    job = house.service.job(id)
    if job is None:
        return Response(message(render("gone")) + OVER, media_type="text/event-stream", headers=headers)
    shown = shown_of(house, job, bool(guess), [one for name in beside[:2] if (one := house.service.job(name)) is not None])
    parts = stream(house.service, [job, *shown.beside], lambda: state_of(shown))
    return StreamingResponse(parts, media_type="text/event-stream", headers=headers)


@router.post("/jobs/{id}/cancel")
def cancel_job(house: Served, id: str) -> Response:
    """End one."""
    job = _job(house, id)
    house.service.cancel(job)
    job.change()  # so that its page shows that it is being cancelled
    return Response(status_code=204)


@router.get("/jobs/{id}/report")
def report_page(house: Served, id: str) -> Response:
    """The report of an audit, as its own page."""
    return HTMLResponse(_report(house, id, ".html")[1], headers={"content-security-policy": REPORT_POLICY})


@router.get("/jobs/{id}/report.{form}")
def report_file(house: Served, id: str, form: str) -> Response:
    """The report of an audit, as a file."""
    if (suffix := f".{form}") not in SUFFIXES:
        raise HTTPException(404)
    name, report = _report(house, id, suffix)
    return Response(report.encode("utf-8", "replace"), media_type=f"{MEDIA[suffix]}; charset=utf-8",
                    headers={"content-disposition": f'attachment; filename="audit-of-{slug(name)}{suffix}"',
                             "content-security-policy": REPORT_POLICY})


# -- the rest ----------------------------------------------------------------------------------------------------------------


@router.get("/readers")
def readers_page(request: Request, house: Served) -> Response:
    """Those that there are, and the one in use."""
    from tuneteller.readers import readers, readers_root

    warnings: list[str] = []
    found = readers(warnings.append)
    desk = house.service.desk
    own = desk.reader.adapter.fingerprint() if desk.loaded else ""
    listed = [(info, bool(own) and own == _fingerprint(str(info.where)) if info.source != "hub" else False) for info in found]
    return page(request, "readers", readers=listed, warnings=warnings, own=own, base=desk.base.name if desk.loaded else "",
                asked=_questions(), folder=str(readers_root()))


@router.get("/login")
def login_page(request: Request) -> Response:
    """Where a server with a token asks for it."""
    return RedirectResponse("/", 303) if _session(request) else page(request, "login", wrong=False)


@router.post("/login")
async def login(request: Request, house: Served) -> Response:
    """A session for whoever knows the token."""
    given = await _fields(request)
    await asyncio.sleep(WAIT)
    if not house.keys.knows(given.get("token", "").strip()):
        return page(request, "login", 401, wrong=True)
    _, value = house.keys.begin()
    return RedirectResponse("/", 303, {"set-cookie": guard.cookie_of(value, request.url.scheme == "https")})


# -- what they share ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _questions() -> Mapping[str, str]:
    """Names of the known questions, and how they are asked."""
    from tuneteller.families.registry import questions

    return {name: question.phrasings[0] for name, question in questions().items()}


@lru_cache(maxsize=32)
def _fingerprint(where: str) -> str:
    """Of a reader on the disk; nothing where it cannot be read."""
    from tuneteller.zoo import load_adapter

    try:
        return load_adapter(where).fingerprint()
    except TuneTellerError:
        return ""


def _job(house: House, id: str) -> Job:
    job = house.service.job(id)
    if job is None:
        raise HTTPException(404)
    return job


def _report(house: House, id: str, suffix: str) -> tuple[str, str]:
    """The title of what was audited, and its report in such a form."""
    job = _job(house, id)
    if not isinstance(job.work, Audit) or job.state != DONE:
        raise HTTPException(404)
    with views.readable():
        report = written(suffix, [report_from_json(job.result)], Gate())
    return title_of(titles_of(house.catalog.entries()), job.work.diff), report


async def _start(request: Request, house: House, work: Audit | FindTrigger | Compare) -> Response:
    job = await asyncio.to_thread(house.service.submit, work, _client(request))
    return _go(request, f"/jobs/{job.id}")


def _go(request: Request, where: str) -> Response:
    """Send a browser to another page, whether htmx asks or not."""
    return Response(headers={"HX-Redirect": where}) if request.headers.get("hx-request") else RedirectResponse(where, 303)


def _refused(request: Request, text: str, status: int) -> Response:
    """What is refused, whole."""
    if request.headers.get("hx-request"):
        return fragment("refused", status, text=text)
    title = {404: "Not found", 503: "Busy"}.get(status, "That did not work")
    return page(request, "error", status, title=title, text=text)


def _session(request: Request) -> guard.Session | None:
    return getattr(request.state, "session", None)


def _client(request: Request) -> str:
    """Who asks, so that all who do have their turn."""
    session = _session(request)
    return session.id if session else ""


def _seconds(given: Mapping[str, str]) -> float | None:
    text = given.get("seconds", "").strip()
    try:
        return float(text) if text else None
    except ValueError:
        raise ConfigError(f"seconds is {plain(text, 100)!r}; expected a number") from None


async def _fields(request: Request) -> dict[str, str]:
    """A form's.

    Raises:
        ConfigError: it is too large.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY:
            raise ConfigError(f"the form takes more than {BODY:,} bytes; send less")
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        raise ConfigError("the form has more than 20 fields; send it from its page") from None
