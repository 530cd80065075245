"""Who asks, and may they: before any route runs, each request gets a visitor, and the table of roles is asked.

Without `--auth` the link that the command prints carries a start token; the first request exchanges it for a cookie and
leaves the address. With `--auth` people sign in. Programs send `Authorization: Bearer` with either kind of token.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from contrechamp.serve.doors import OneDoor
from contrechamp.serve.failures import failure
from contrechamp.serve.lines import one_line
from contrechamp.serve.roles import may, methods_of, needed
from contrechamp.serve.room import NOBODY, Room, Visitor, room_of
from contrechamp.serve.safety import own_path
from contrechamp.store import note_audit


class Gate:
    """ASGI middleware: puts `visitor` into the scope, or answers that they may not."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        answer = await run_sync(_asked, request)
        await (answer or self.app)(scope, receive, send)


def _asked(request: Request) -> Response | None:
    """The answer that the gate gives itself; None for a request that may pass."""
    room, path = room_of(request), request.url.path
    request.scope["visitor"] = NOBODY
    if path.startswith("/static/"):
        return None
    door = room.doors
    if isinstance(door, OneDoor) and "token" in request.query_params and request.method in ("GET", "HEAD"):
        return _exchanged(request, room, door)
    visitor = request.scope["visitor"] = _visitor(request, room)
    needs = needed(request.method, path)
    if needs is not None and may(visitor.role, needs):
        return None
    if visitor is NOBODY:
        return _unknown(request, room)
    if needs is None:
        return failure(request, 405 if methods_of(path) else 404)
    if room.settings.auth:
        note_audit(room.store, visitor.name, "refused", one_line(f"{request.method} {path}")[:300])
    return failure(request, 403)


def _exchanged(request: Request, room: Room, door: OneDoor) -> Response:
    """A cookie for the start token, and the same address without it."""
    if not door.takes(request.query_params["token"]):
        return failure(request, 401, "wrong-token")
    kept = [(name, value) for name, value in parse_qsl(request.url.query, True) if name != "token"]
    path = own_path(request.url.path + (f"?{urlencode(kept)}" if kept else ""))
    answer = RedirectResponse(path, 303)
    set_cookie(answer, room, door.secret)
    return answer


def _visitor(request: Request, room: Room) -> Visitor:
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return room.doors.by_bearer(bearer.strip())
    return room.doors.by_cookie(request.cookies.get(cookie_name(room), ""))


def _unknown(request: Request, room: Room) -> Response:
    """To the sign-in page and back again; for programs, forms and rooms without people, 401."""
    page = request.method == "GET" and "." not in request.url.path.rsplit("/", 1)[-1]
    if not room.settings.auth or not page:
        return failure(request, 401)
    if "hx-request" in request.headers:  # a part of a page is asked for: the page as a whole goes to the door
        answer = failure(request, 401)
        answer.headers["hx-redirect"] = "/sign-in"
        return answer
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(own_path(wanted), safe='')}" if wanted != "/" else "/sign-in", 303)


def cookie_name(room: Room) -> str:
    """One name a port: browsers do not keep the cookies of two ports of one host apart."""
    return f"contrechamp-{room.settings.port}"


def set_cookie(answer: Response, room: Room, value: str) -> None:
    """The cookie by which a visitor is known again: out of reach of scripts and of other sites."""
    secure = bool(room.settings.public_url and room.settings.public_url.startswith("https:"))
    answer.set_cookie(cookie_name(room), value, httponly=True, samesite="strict", secure=secure, path="/")
