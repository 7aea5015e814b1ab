"""The OpenAI protocol: base, fine-tunes and what the reader tells about them, each as a model.

    base             the base model itself
    fine-tune:ID     a fine-tune, to talk with
    reader:ID        the reader, asked about that fine-tune: one question, and the answer is what it says

What the protocol has and this server cannot do is refused, so that nobody takes an answer for what it is not.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tuneteller.errors import DiffError
from tuneteller.plain import plain
from tuneteller.service.desk import BASE, Desk
from tuneteller.service.jobs import Job
from tuneteller.service.service import Service
from tuneteller.service.tasks import Ask, Say, sendable
from tuneteller.service.work import Result
from tuneteller.web.app import House
from tuneteller.web.catalog import SHOWN
from tuneteller.web.programs import GONE, Refusal, Route, Served, client_of, refusal_by, wait

FINE_TUNE, READER = "fine-tune:", "reader:"

TOKENS, MOST = 256, 4096
"""Of a reply, where the client names no bound, and at most."""

HOLD = 10.0
"""Seconds that a stream waits for its first words before it begins: until then an error has a status of its own."""

BEAT = 15.0
"""Seconds after which a stream without news says that it is still there."""

STARTED = int(time.time())

NOTHING: dict[str, tuple[Any, ...]] = {
    "n": (1,), "top_p": (1,), "presence_penalty": (0,), "frequency_penalty": (0,), "logit_bias": ({},), "logprobs": (False,),
    "top_logprobs": (0,), "stop": ([], ""), "response_format": ({"type": "text"},), "modalities": (["text"],), "tools": ([],),
    "tool_choice": ("none", "auto"), "functions": ([],), "function_call": ("none", "auto"), "audio": (), "prediction": (),
    "web_search_options": (), "top_k": (-1, 0), "min_p": (0,), "repetition_penalty": (1,),
}
"""Fields of what this server cannot do, and their values that do not ask for it."""

WITHOUT_EFFECT = frozenset({"user", "metadata", "store", "service_tier", "safety_identifier", "prompt_cache_key",
                            "prompt_cache_retention", "reasoning_effort", "verbosity", "parallel_tool_calls"})


class ChatRoute(Route):
    """Refuses as the protocol has it."""

    @staticmethod
    def said(refusal: Refusal) -> dict[str, Any]:
        """The body of a refusal."""
        kind = {429: "requests", 500: "server_error"}.get(refusal.status_code, "invalid_request_error")
        return {"error": {"message": refusal.detail, "type": kind, "param": refusal.param, "code": refusal.code}}


router = APIRouter(route_class=ChatRoute, tags=["the OpenAI protocol"])


def add_handlers(app: FastAPI) -> None:
    """Nothing: the routes refuse for themselves."""


class Part(BaseModel):
    """One part of a message."""

    model_config = ConfigDict(extra="allow", strict=True)

    type: str = Field(description="text")
    text: str | None = None


class ChatMessage(BaseModel):
    """One message. What else a client sends back of a reply has to be empty."""

    model_config = ConfigDict(extra="allow", strict=True)

    role: str = Field(description="system or developer, user, assistant")
    content: str | list[Part] | None = Field(None, description="text, or parts of type text")


class Completion(BaseModel):
    """What is asked of a model. Fields of the protocol that ask for nothing are taken; others are refused."""

    model_config = ConfigDict(extra="allow", strict=True)

    model: str = Field(description="as GET /v1/models lists them: base, fine-tune:ID or reader:ID")
    messages: list[ChatMessage] = Field(description="user and assistant in turn, the user last, after at most one system "
                                        "message; for a reader one question of the user's")
    temperature: float | None = Field(None, ge=0, le=2, allow_inf_nan=False, description="0, as without it, takes the "
                                      "likeliest token each time; a reader's answer does not depend on it")
    seed: int | None = Field(None, ge=-2**63, le=2**63 - 1, description="for a temperature above 0; 0 by default")
    max_tokens: int | None = Field(None, ge=1, description=f"longest reply, {TOKENS} by default; more than {MOST:,}, or "
                                   f"than the model takes, is as many as that")
    max_completion_tokens: int | None = Field(None, ge=1, description="the newer name of max_tokens")
    stream: bool | None = Field(None, description="whether the reply is sent as it grows, as server-sent events")
    stream_options: dict[str, Any] | None = Field(None, description='{"include_usage": true} for the numbers of tokens')


@router.get("/v1/models", summary="The models")
def models(house: Served) -> dict[str, Any]:
    """The base model, and each fine-tune twice: to talk with, and to ask the reader about. Of many, the first 500 are listed;
    the others may be named all the same."""
    ids = [entry.id for entry in house.catalog.entries()[:SHOWN]]
    names = [BASE, *(kind + id for kind in (FINE_TUNE, READER) for id in ids)]
    return sendable({"object": "list", "data": [_model(name) for name in names]})


@router.get("/v1/models/{id:path}", summary="One model")
def model(id: str, house: Served) -> dict[str, Any]:
    """Whether there is a model of that name, listed or not."""
    _named(id, house)
    return _model(id)


@router.post("/v1/chat/completions", summary="What a model says")
async def complete(body: Completion, request: Request, house: Served) -> Response:
    """The reply of the base model or a fine-tune, or the reader's answer about one: "I don't know." where it is not sure, and
    all that `tuneteller ask --json` tells under `tuneteller`. A client that goes away ends the work for it."""
    _check(body)
    work = await run_in_threadpool(_work, body, house)
    job = await run_in_threadpool(house.service.submit, work, client_of(request, (body.model_extra or {}).get("user")))
    reply, streams = _Reply(body, job), bool(body.stream)
    if not await wait(request, job, HOLD if streams else None, lambda: streams and "text" in job.partial):
        house.service.cancel(job)
        raise Refusal("the client has gone", GONE)
    if refusal := refusal_by(job):
        raise refusal
    return _Stream(house.service, job, reply.events()) if streams else JSONResponse(reply.whole())


@router.api_route("/v1/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
def nothing(rest: str, request: Request) -> None:
    """Refuse the rest of the protocol."""
    raise Refusal(f"there is no {request.method} /v1/{plain(rest, 100)} here; this server has GET /v1/models and POST "
                  f"/v1/chat/completions", 404)


class _Reply:
    """A job's outcome as the protocol has it."""

    def __init__(self, asked: Completion, job: Job) -> None:
        self._job, self._talks = job, isinstance(job.work, Say)
        self._about = {"id": f"chatcmpl-{job.id}", "created": int(job.created), "model": asked.model,
                       "system_fingerprint": None}
        self._usage = bool((asked.stream_options or {}).get("include_usage"))

    def whole(self) -> dict[str, Any]:
        """At once."""
        result = self._job.outcome()
        message = {"role": "assistant", "content": self._text(result), "refusal": None}
        return {**self._about, "object": "chat.completion", **self._more(result), "usage": self._tokens(result),
                "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": self._finish(result)}]}

    async def events(self) -> AsyncIterator[str]:
        """As it grows. A reader's answer is not known before it has been weighed, and comes whole."""
        job, sent = self._job, ""
        yield self._delta({"role": "assistant", "content": ""})
        async for _ in job.follow(beat=BEAT):
            text = str(job.partial.get("text", ""))
            if len(text) > len(sent):
                yield self._delta({"content": text[len(sent):]})
                sent = text
            elif not job.over:
                yield ": nothing new\n\n"
        if refusal := refusal_by(job):
            yield _event(ChatRoute.said(refusal))
            return
        result = job.outcome()
        if len(text := self._text(result)) > len(sent):
            yield self._delta({"content": text[len(sent):]})
        yield self._delta({}, self._finish(result), **self._more(result))
        if self._usage:
            yield _event({**self._about, "object": "chat.completion.chunk", "choices": [], "usage": self._tokens(result)})
        yield "data: [DONE]\n\n"

    def _delta(self, delta: dict[str, str], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _event({**self._about, "object": "chat.completion.chunk", "choices": [choice],
                       **({"usage": None} if self._usage else {}), **more})

    def _text(self, result: Result) -> str:
        return str(result["text" if self._talks else "answer"])

    def _finish(self, result: Result) -> str:
        return "stop" if not self._talks or result["ended"] else "length"

    def _more(self, result: Result) -> dict[str, Any]:
        return {} if self._talks else {"tuneteller": result}

    def _tokens(self, result: Result) -> dict[str, int] | None:
        if not self._talks:  # which takes many passes, of prompts that are no client's
            return None
        before, new = int(result["prompt_tokens"]), int(result["tokens"])
        return {"prompt_tokens": before, "completion_tokens": new, "total_tokens": before + new}


class _Stream(StreamingResponse):
    """Events of one job, which ends with its client."""

    def __init__(self, service: Service[Desk], job: Job, events: AsyncIterator[str]) -> None:
        super().__init__(events, media_type="text/event-stream", headers={"x-accel-buffering": "no"})
        self._service, self._job = service, job

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            if not self._job.over:
                self._service.cancel(self._job)


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": STARTED, "owned_by": "tuneteller"}


def _named(name: str, house: House) -> str:
    """The fine-tune of a model.

    Raises:
        Refusal: there is no such model.
    """
    if name == BASE:
        return BASE
    kind, colon, id = name.partition(":")
    try:
        if kind + colon in (FINE_TUNE, READER) and house.catalog.source(id) is not None:
            return id
    except DiffError as error:
        raise Refusal(str(error), 404, "model", "model_not_found") from error
    raise Refusal(f"there is no model {plain(name, 200)!r}; expected {BASE}, {FINE_TUNE}ID or {READER}ID, as GET /v1/models "
                  f"lists them", 404, "model", "model_not_found")


def _check(body: Completion) -> None:
    """Refuse what this server cannot do."""
    for name, value in (body.model_extra or {}).items():
        if name in NOTHING:
            if value is not None and value not in NOTHING[name]:
                shown = " or ".join([*map(json.dumps, NOTHING[name]), "to be left out"])
                raise Refusal(f"{name} is {plain(json.dumps(value), 200)}, which this server cannot do; expected it {shown}",
                              param=name, code="unsupported_value")
        elif name not in WITHOUT_EFFECT:
            raise Refusal(f"there is no field {plain(name, 100)} here; leave it out", param=plain(name, 100),
                          code="unknown_parameter")


def _work(body: Completion, house: House) -> Say | Ask:
    """What is asked, as a task."""
    diff = _named(body.model, house)
    said = [("system" if one.role == "developer" else one.role, _content(one, f"messages[{n}]"))
            for n, one in enumerate(body.messages)]
    if not body.model.startswith(READER):
        tokens = body.max_completion_tokens or body.max_tokens or TOKENS
        return Say(diff, tuple(said), min(tokens, MOST), body.temperature or 0.0, body.seed or 0)
    roles = [role for role, _ in said]
    if roles not in (["user"], ["system", "user"]):
        raise Refusal(f"the roles of the messages are {', '.join(roles) or 'none'}; a reader expects one question, with the "
                      f"role user, after at most one system message: it knows nothing of what was said before",
                      param="messages")
    return Ask(diff, said[-1][1], said[0][1] if len(said) == 2 else None)


def _content(message: ChatMessage, at: str) -> str:
    """The text of a message.

    Raises:
        Refusal: it holds something else.
    """
    if message.role not in ("system", "user", "assistant", "developer"):
        raise Refusal(f"{at} has the role {plain(message.role, 100)}; expected system, user or assistant", param=f"{at}.role")
    for name, value in (message.model_extra or {}).items():
        if value and name not in ("name", "annotations"):
            raise Refusal(f"{at} has {plain(name, 100)}, which this server cannot do; send the text alone",
                          param=f"{at}.{plain(name, 100)}", code="unsupported_value")
    if isinstance(message.content, str):
        return message.content
    for n, part in enumerate(message.content or []):
        if part.type != "text" or part.text is None:
            raise Refusal(f"{at}.content[{n}] is of type {plain(part.type, 100)}; expected parts of type text, with a text: no "
                          f"model here sees or hears anything else", param=f"{at}.content[{n}]", code="unsupported_value")
    return "\n".join(part.text or "" for part in message.content or [])


def _event(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value)}\n\n"  # all of it ASCII: some clients end lines at more than line breaks
