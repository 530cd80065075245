"""Which language and which light a visitor reads in: the address, else the cookie, else the browser's wish."""

from __future__ import annotations

from starlette.requests import Request

from contrechamp.serve.catalogue import LANGUAGES

THEMES = ("auto", "light", "dark")
COOKIE_LANGUAGE, COOKIE_THEME = "contrechamp-language", "contrechamp-theme"


def chosen_language(request: Request, fallback: str | None) -> str:
    """The first known of: `?lang=`, the cookie, what the room was started with, the browser's wish, French."""
    asked = (request.query_params.get("lang"), request.cookies.get(COOKIE_LANGUAGE), fallback)
    wished = (part.split(";")[0].strip().lower()[:2] for part in request.headers.get("accept-language", "").split(","))
    return next((name for name in (*asked, *wished) if name in LANGUAGES), LANGUAGES[0])


def chosen_theme(request: Request) -> str:
    """`auto`, `light` or `dark`."""
    theme = request.cookies.get(COOKIE_THEME, "auto")
    return theme if theme in THEMES else "auto"
