"""Who may do what: one table, closed by default. The gate asks it before any route runs.

A path that matches several lines needs the highest role among them; a method and path that match none do not exist.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from starlette.routing import compile_path


class Role(StrEnum):
    """What a person may do; each role includes those before it."""

    ANYONE = "anyone"
    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"


ROLES = (Role.READER, Role.REVIEWER, Role.EDITOR, Role.ADMIN)
"""The roles that a person can be given, the least first."""

NEEDS: tuple[tuple[str, str, Role], ...] = (
    # open doors: the files of the interface, and the way in
    ("GET", "/static/{file:path}", Role.ANYONE),
    ("GET", "/sign-in", Role.ANYONE),
    ("POST", "/sign-in", Role.ANYONE),
    ("POST", "/settings", Role.ANYONE),
    # reading
    ("GET", "/", Role.READER),
    ("GET", "/help", Role.READER),
    ("GET", "/api", Role.READER),
    ("GET", "/openapi.json", Role.READER),
    ("GET", "/dossiers.{form}", Role.READER),
    ("GET", "/search", Role.READER),
    ("GET", "/search.{form}", Role.READER),
    ("GET", "/d/{dossier}", Role.READER),
    ("GET", "/d/{dossier}.{form}", Role.READER),
    ("GET", "/d/{dossier}/{view:path}", Role.READER),
    ("GET", "/me", Role.READER),
    ("POST", "/me/password", Role.READER),
    ("POST", "/me/key", Role.READER),
    ("POST", "/sign-out", Role.READER),
    # corrections: marks, points, notes, undo and redo
    ("POST", "/d/{dossier}/review/{rest:path}", Role.REVIEWER),
    ("POST", "/d/{dossier}/review", Role.REVIEWER),
    ("POST", "/d/{dossier}/marks/{rest:path}", Role.REVIEWER),
    ("POST", "/d/{dossier}/points/{rest:path}", Role.REVIEWER),
    ("POST", "/d/{dossier}/note", Role.REVIEWER),
    ("POST", "/d/{dossier}/undo", Role.REVIEWER),
    ("POST", "/d/{dossier}/redo", Role.REVIEWER),
    # what a dossier holds
    ("GET", "/new", Role.EDITOR),
    ("GET", "/new/text", Role.EDITOR),
    ("POST", "/dossiers", Role.EDITOR),
    ("POST", "/dossiers/example", Role.EDITOR),
    ("POST", "/d/{dossier}/accounts", Role.EDITOR),
    ("GET", "/d/{dossier}/accounts/{account}/remove", Role.EDITOR),
    ("POST", "/d/{dossier}/accounts/{account}/remove", Role.EDITOR),
    ("POST", "/d/{dossier}/accounts/{account}/rename", Role.EDITOR),
    ("POST", "/d/{dossier}/jobs/{job}/cancel", Role.EDITOR),
    ("POST", "/d/{dossier}/rename", Role.EDITOR),
    # people, and what cannot be undone
    ("GET", "/d/{dossier}/delete", Role.ADMIN),
    ("POST", "/d/{dossier}/delete", Role.ADMIN),
    ("GET", "/people", Role.ADMIN),
    ("GET", "/people.{form}", Role.ADMIN),
    ("POST", "/people", Role.ADMIN),
    ("POST", "/people/role", Role.ADMIN),
    ("POST", "/people/password", Role.ADMIN),
    ("POST", "/people/remove", Role.ADMIN),
    ("GET", "/audit", Role.ADMIN),
    ("GET", "/audit.{form}", Role.ADMIN),
)
"""Method, path and the least role. GET stands for HEAD too."""

_ORDER = {role: rank for rank, role in enumerate(Role)}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], Role], ...]:
    return tuple((method, compile_path(path)[0], role) for method, path, role in NEEDS)


def needed(method: str, path: str) -> Role | None:
    """The least role for a request; None where there is nothing to be had at all."""
    method = "GET" if method == "HEAD" else method
    found = [role for asked, pattern, role in _patterns() if asked == method and pattern.fullmatch(path)]
    return max(found, key=_ORDER.__getitem__, default=None)


def may(role: Role, needs: Role) -> bool:
    """Whether a role is enough."""
    return _ORDER[role] >= _ORDER[needs]


def methods_of(path: str) -> tuple[str, ...]:
    """The methods that the table knows for a path."""
    found = {asked for asked, pattern, _ in _patterns() if pattern.fullmatch(path)}
    return tuple(sorted(found | ({"HEAD"} if "GET" in found else set())))
