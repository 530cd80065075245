"""What is answered when something goes wrong: a page for people, JSON for programs; never an inside of the program."""

from __future__ import annotations

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contrechamp.errors import (
    AccountError,
    ChangedMeanwhile,
    ContrechampError,
    FormUnavailable,
    NothingUsable,
    NotInDossier,
    StoreError,
    StoreFull,
    StoreReadOnly,
    UsageError,
    catalogue,
)
from contrechamp.serve.catalogue import N_
from contrechamp.serve.here import Here, without_dossier
from contrechamp.serve.safety import BodyTooLarge

TITLES = {
    400: N_("The request cannot be read"),
    401: N_("Who are you?"),
    403: N_("Not allowed"),
    404: N_("There is nothing here"),
    405: N_("That cannot be done here"),
    409: N_("Something changed in between"),
    413: N_("Too much at once"),
    415: N_("This kind of content is not taken"),
    422: N_("The request cannot be read"),
    429: N_("Too many attempts"),
    500: N_("A bug"),
    501: N_("Not installed here"),
    503: N_("The store does not answer"),
    507: N_("No room is left"),
}
MESSAGES = {
    400: N_("What was sent is not what this address expects. Nothing was changed."),
    401: N_("Open the link that contrechamp serve printed when it was started: it carries the key to this room."),
    403: N_("Your role does not include this. Nothing was changed; an administrator can give you another role."),
    404: N_("The address is wrong, or what stood here was removed."),
    405: N_("This address answers to another kind of request. Nothing was changed."),
    409: N_("Someone was faster. Nothing was changed; look at the page again."),
    413: N_("More was sent than the limit allows. Nothing was kept; send it in parts."),
    415: N_("Nothing was changed."),
    422: N_("What was sent is not what this address expects. Nothing was changed."),
    429: N_("Wait a little, then try again."),
    500: N_("Something happened that contrechamp did not foresee. The details stand in the terminal where it runs."),
    503: N_("The database could not be read or written."),
    "wrong-token": N_("This link is from an earlier start. Open the one that contrechamp serve printed last."),
}


def failure(request: Request, status: int, message: str = "", said: str = "", title: str = "") -> Response:
    """The answer for a status; `message` is a key of MESSAGES. `said` and `title` are shown instead."""
    here = without_dossier(request)
    line = said or here.say(MESSAGES.get(message or status, MESSAGES[400]))
    if wants_json(request):
        return JSONResponse({"status": status, "error": line}, status)
    return _page(here, status, title or here.say(TITLES.get(status, TITLES[400])), line)


def _page(here: Here, status: int, title: str, line: str) -> Response:
    from contrechamp.serve.pages import page

    link = None
    if status == 401:
        wanted = here.request.url.path if here.request.method == "GET" else "/"
        link = (wanted, here.say("I have opened it: go on"))
    elif status in (403, 404, 405):
        link = ("/", here.say("To the dossiers"))
    again = status == 401 and from_elsewhere(here.request)
    return page(here, "error.html", status=status, title=title, message=line, link=link, again=again)


def from_elsewhere(request: Request) -> bool:
    """Whether a link on another site was followed: then the cookie, meant for our own pages, did not come along.

    Asked for again from our page it does; that second request says `same-origin`, so that it is made once.
    """
    return request.headers.get("sec-fetch-site") in ("cross-site", "same-site")


def wants_json(request: Request) -> bool:
    """Whether a program asks: by the address's ending, by what it accepts, or by its kind of key."""
    asked = request.headers.get("accept", "")
    bearer = request.headers.get("authorization", "").lower().startswith("bearer ")
    ending = request.url.path.endswith((".json", ".csv"))
    return ending or bearer or ("application/json" in asked and "text/html" not in asked)


STATUSES: dict[type[ContrechampError], int] = {
    ChangedMeanwhile: 409,
    StoreReadOnly: 403,
    StoreFull: 507,
    StoreError: 503,
    NotInDossier: 404,
    FormUnavailable: 501,
}
"""The first kind that an error is of says its status."""


def status_of(error: ContrechampError) -> int:
    """The status that fits an error of contrechamp."""
    for kind, status in STATUSES.items():
        if isinstance(error, kind):
            return status
    return 422 if isinstance(error, AccountError | NothingUsable | UsageError) else 500


async def on_http(request: Request, error: Exception) -> Response:
    """For 404 and the like; `detail` is shown where a route wrote one for people."""
    assert isinstance(error, HTTPException)
    from http import HTTPStatus

    plain = error.detail == HTTPStatus(error.status_code).phrase
    return failure(request, error.status_code, said="" if plain else str(error.detail))


async def on_validation(request: Request, error: Exception) -> Response:
    """For parameters that are not what a route expects."""
    return failure(request, 422)


async def on_ours(request: Request, error: Exception) -> Response:
    """For an error of contrechamp: its one line, in the visitor's language."""
    assert isinstance(error, ContrechampError)
    language = without_dossier(request).language
    title = str(catalogue().get(error.code, {}).get("title", {}).get(language, ""))
    return failure(request, status_of(error), said=error.line(language), title=title)


async def on_large(request: Request, error: Exception) -> Response:
    """For a body over the limit."""
    return failure(request, 413)


class Bugs:
    """ASGI middleware: one line to the visitor for what nobody foresaw, and all of it to the terminal.

    It stands inside of what puts the headers of safety on every answer; Starlette's own stands outside of all.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer where that fails before an answer has begun."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except ContrechampError as error:  # before the routes: the gate asks the database who somebody is
            if begun:
                raise
            await (await on_ours(Request(scope), error))(scope, receive, send)
        except Exception:
            if scope["type"] == "http" and not begun:
                await failure(Request(scope), 500)(scope, receive, send)
            raise


HANDLERS = {
    HTTPException: on_http,
    RequestValidationError: on_validation,
    ContrechampError: on_ours,
    BodyTooLarge: on_large,
}
