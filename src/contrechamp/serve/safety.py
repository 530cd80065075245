"""What stands before everything: which requests are let in, and the headers that every answer carries.

A request is refused unless its Host is one of the room's own; when it would change something, unless its Origin and
Sec-Fetch-Site say that it comes from the room's own pages (a program sends `Authorization: Bearer` instead, which no
foreign page can make a browser send). Answers may load, run and submit to nothing but the room itself.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contrechamp.serve.settings import Settings, allowed_origins

READING = frozenset({"GET", "HEAD"})
METHODS = READING | {"POST"}

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer browsers send forms as from Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-robots-tag": "noindex, nofollow",
}


class Safety:
    """ASGI middleware: refuses foreign requests and bodies over the limit, and puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings):
        self.app, self.limit = app, settings.limits.body
        self.origins = allowed_origins(settings)
        self.hosts = frozenset(origin.split("://", 1)[1] for origin in self.origins)
        self.secure = bool(settings.public_url and settings.public_url.startswith("https:"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or pass on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # no web sockets here
            await send({"type": "websocket.close", "code": 1008})
            return
        refused = self.refusal(scope["method"], Headers(scope=scope))
        answer = _refused(scope, *refused) if refused else self.app
        dressed = self._dressed(send, _kept_for(scope))
        if scope["method"] == "HEAD":  # answered as GET is, without the body
            scope, dressed = {**scope, "method": "GET"}, _bodiless(dressed)
        await answer(scope, _counted(receive, self.limit), dressed)

    def refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """The status and the reason for which a request is refused; None for one that may pass."""
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self.hosts:
            return 421, "this address is not served here (Host)"
        if method not in METHODS:
            return 405, "only GET, HEAD and POST are answered"
        if _declared(headers) > self.limit:
            return 413, f"more than {self.limit} bytes were announced"
        return self._foreign_reading(headers) if method in READING else self._foreign_change(headers)

    def _foreign_reading(self, headers: Headers) -> tuple[int, str] | None:
        """A page elsewhere may link here, but not draw from here into itself."""
        site, mode = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode", "navigate")
        if site in ("cross-site", "same-site") and mode != "navigate":
            return 403, "another site asks for this (Sec-Fetch-Site)"
        return None

    def _foreign_change(self, headers: Headers) -> tuple[int, str] | None:
        origins, sites = headers.getlist("origin"), headers.getlist("sec-fetch-site")
        own = f"://{headers['host'].lower()}"
        if any(origin.lower() not in self.origins or not origin.lower().endswith(own) for origin in origins):
            return 403, "the request comes from another place (Origin)"
        if any(site != "same-origin" for site in sites):
            return 403, "the request comes from another place (Sec-Fetch-Site)"
        if not origins and not sites and not headers.get("authorization", "").lower().startswith("bearer "):
            return 403, "the request does not say where it comes from (Origin, Sec-Fetch-Site)"
        return None

    def _dressed(self, send: Send, kept: str) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", kept)
                if self.secure:
                    headers["strict-transport-security"] = "max-age=31536000"
            await send(message)

        return sending


def _refused(scope: Scope, status: int, reason: str) -> Response:
    """One bare line to what is foreign; a page to people who sent too much."""
    if status != 413:
        return PlainTextResponse(reason + "\n", status)
    from starlette.requests import Request

    from contrechamp.serve.failures import failure

    return failure(Request(scope), status)


def _kept_for(scope: Scope) -> str:
    """How long a browser may keep an answer: the interface's own files for good, by their hash; pages not at all."""
    if not scope["path"].startswith("/static/"):
        return "no-store"
    return "max-age=31536000, immutable" if scope["query_string"].startswith(b"v=") else "no-cache"


def _bodiless(send: Send) -> Send:
    async def sending(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sending


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


class BodyTooLarge(Exception):
    """More came than the limit allows; raised while the body is read."""


def _counted(receive: Receive, limit: int) -> Receive:
    """`receive` that stops a body at the limit, whatever its headers announced."""
    got = 0

    async def receiving() -> Message:
        nonlocal got
        message = await receive()
        if message["type"] == "http.request":
            got += len(message.get("body", b""))
            if got > limit:
                raise BodyTooLarge
        return message

    return receiving


def own_path(path: str) -> str:
    """`path` where it is a path of this room, else `/`: a form may not send its reader elsewhere."""
    parts = urlsplit(path) if path.isprintable() else None
    ours = parts is not None and path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if ours and "\\" not in path else "/"
