"""What the room says of itself: help for its readers, its addresses for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from contrechamp.serve.here import HereNow
from contrechamp.serve.pages import page
from contrechamp.serve.roles import Role, needed

router = APIRouter(tags=["about"])


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the room, as the page for programs shows it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str], ...]
    role: Role | None


@router.get("/help", summary="Help")
def help_(here: HereNow) -> Response:
    """How to work in the room, and its keys."""
    return page(here, "help.html")


@router.get("/api", summary="The addresses for programs")
def api(here: HereNow) -> Response:
    """What `/openapi.json` says, to be read; nothing is loaded from elsewhere."""
    return page(here, "api.html", addresses=_addresses(here.request))


def _addresses(request: Request) -> tuple[Address, ...]:
    found, said = [], request.app.openapi()
    for path, methods in said["paths"].items():
        for method, told in methods.items():
            given = tuple((each["name"], each["in"]) for each in told.get("parameters", ())) + _fields(said, told)
            role = needed(method.upper(), path)
            found.append(
                Address(method.upper(), path, told.get("summary", ""), told.get("description", ""), given, role)
            )
    return tuple(found)


def _fields(said: dict[str, Any], told: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The fields of the form that an address takes."""
    found: list[str] = []
    for content in told.get("requestBody", {}).get("content", {}).values():
        schema = content["schema"]
        if "$ref" in schema:
            schema = said["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        found += schema.get("properties", {})
    return tuple((name, "form") for name in found)
